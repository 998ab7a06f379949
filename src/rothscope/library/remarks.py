"""What people say of a document: only ever added, kept by the bytes it was said of, apart from all that is read.

A new reading leaves remarks as they are; one that was made of another status than the program reads now is outdated.
"""

from pathlib import Path

from rothscope.errors import BadLibrary
from rothscope.library.job import written
from rothscope.library.store import Library
from rothscope.model.library import Remark

LEAST_PREFIX = 6
"""Letters of a SHA-256 that are enough to name a document."""

_COLUMNS = "what, plan, feature, machine, status, question, cite, text, who, day"


def find_document(library: Library, named: str) -> str:
    """Return the SHA-256 of the document somebody names by its beginning, its file or its address.

    Raises BadLibrary where there is none, or several.
    """
    prefix = named.lower()
    looks_so = len(prefix) >= LEAST_PREFIX and set(prefix) <= set("0123456789abcdef")
    here = written(str(Path(named).absolute()))
    found = {
        str(row[0])
        for row in library.ask(
            "SELECT sha256 FROM documents WHERE sha256 BETWEEN ? AND ? || 'g' "
            "UNION SELECT p.sha256 FROM places p JOIN documents d ON d.sha256 = p.sha256 WHERE address IN (?, ?)",
            *([prefix if looks_so else None] * 2), named, here,
        )
    }  # fmt: skip
    if len(found) == 1:
        return found.pop()
    if found:
        raise BadLibrary(
            f"{named} is the beginning of {len(found)} documents in {library.path}; name more of it."
        )
    raise BadLibrary(
        f"{named} is no document of {library.path}; name a file, or the beginning of a document's number as "
        "`rothscope library list` shows it."
    )


def add(library: Library, sha256: str, remark: Remark) -> None:
    """Add a remark to a document's history."""
    one = remark
    library.put(
        f"INSERT INTO remarks (sha256, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        sha256, one.what, one.plan, one.feature, one.machine, one.status, one.question, one.cite, one.text,
        one.who, one.day,
    )  # fmt: skip


def history(library: Library, sha256: str) -> tuple[Remark, ...]:
    """Return every remark on a document in the order it was made."""
    found = library.ask(f"SELECT {_COLUMNS} FROM remarks WHERE sha256 = ? ORDER BY id", sha256)
    names = _COLUMNS.split(", ")
    return tuple(Remark(**dict(zip(names, row, strict=True))) for row in found)
