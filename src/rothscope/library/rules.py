"""What a reading rests on, as one line: another line means that the document has to be read again.

In: the patterns and the plan year. Out: the program's version with a fingerprint of its own reading rooms and of the
libraries they lean on, the version of the patterns, and the year.
"""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import rothscope
from rothscope.packs.find import patterns_folder, patterns_version

SHOWING = ("check.py", "cli", "compare", "illustrate.py", "library", "reply", "report")
"""Rooms that take finished analyses: a change in them changes no reading."""

LEANED_ON = ("pdfplumber", "pypdfium2", "rapidfuzz", "spacy")
"""Libraries whose next version may read a page or a word differently."""


def rules_of(patterns: Path | None, year: int) -> str:
    """Return the rules as one line. Raises BadPack where the folder holds no packs."""
    return f"rothscope {engine()}, patterns {patterns_version(patterns_folder(patterns))}, year {year}"


@cache
def engine() -> str:
    """Return the version of the program with a fingerprint of all that reads, the same on every machine."""
    package = Path(rothscope.__file__).resolve().parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package)
        if place.parts[0] not in SHOWING:
            digest.update(place.as_posix().encode() + b"\0" + path.read_bytes())
    digest.update(" ".join(version(name) for name in LEANED_ON).encode())
    return f"{version('rothscope')}+{digest.hexdigest()[:8]}"
