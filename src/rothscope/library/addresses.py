"""Where documents are: files, folders and fsspec addresses -> single files, their fingerprints and their bytes.

A name with `://` in it is an address for fsspec (the extra `cluster`); all else is a path of this machine.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from rothscope.errors import MissingExtra, UnreadableFile
from rothscope.library.job import inner, is_local, written

SUFFIXES = (".pdf", ".docx")
"""Files of a folder that are read; a file named by itself is read whatever its name."""

MARKS = re.compile(r"[*?\[]")
BLOCK = 1 << 20
Stamped = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document is. `stamp` stays the same as long as the file does; None where there is no file."""

    address: str
    stamp: str | None


@dataclass(frozen=True, slots=True)
class Print:
    """What is at a place: the SHA-256 of its bytes, or the sentence that says why they cannot be had."""

    place: Place
    sha256: str | None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The places of a batch in a fixed order, each once, and how many files of folders are of another kind."""

    places: tuple[Place, ...]
    passed_over: int


def list_places(named: Iterable[str], suffixes: tuple[str, ...] = SUFFIXES) -> Listing:
    """Return every document the names stand for. Raises UnreadableFile where an address cannot be listed."""
    found: Stamped = {}
    passed_over = 0
    for name in named:
        own, whole = _local(Path(name)) if is_local(name) else _remote(name)
        kept = {
            a: s for a, s in own.items() if not whole or s is None or inner(a).casefold().endswith(suffixes)
        }
        passed_over += len(own) - len(kept)
        found.update(kept)
    return Listing(tuple(Place(*one) for one in found.items()), passed_over)


def fingerprint(place: Place) -> Print:
    """Return what is at a place; a file that cannot be had is told and never raised."""
    if place.stamp is None:
        named = written(place.address)
        return Print(
            place, None, f"There is nothing to read at {named}; check the name, and that you may look there."
        )
    try:
        return Print(place, sha256_of(place.address))
    except Exception as fault:  # every kind of storage has errors of its own
        told = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
        return Print(
            place, None, f"{written(place.address)} cannot be opened ({told}); check that you may read it."
        )


def sha256_of(address: str) -> str:
    """Return the SHA-256 of a file's bytes. Raises OSError, or what its storage raises."""
    with _opened(address) as file:
        digest = hashlib.sha256()
        while block := file.read(BLOCK):
            digest.update(block)
        return digest.hexdigest()


def copy_to(address: str, path: Path) -> None:
    """Copy a file to a path of this machine. Raises OSError, or what its storage raises."""
    with _opened(address) as source, path.open("wb") as copy:
        shutil.copyfileobj(source, copy, BLOCK)


def _local(path: Path) -> tuple[Stamped, bool]:
    """Return the files a name stands for with their stamps, and whether they are a whole folder's."""
    if not path.is_dir():
        return {_absolute(path): _stamp(path)}, False
    found: Stamped = {}

    def closed(fault: OSError) -> None:
        found[_absolute(Path(fault.filename))] = None

    for folder, below, names in os.walk(path, onerror=closed):
        below.sort()
        for name in sorted(names):
            file = Path(folder) / name
            if not name.startswith(".") and file.is_file():
                found[_absolute(file)] = _stamp(file)
    return found, True


def _absolute(path: Path) -> str:
    return os.path.abspath(path)


def _stamp(path: Path) -> str | None:
    """Return size, times and inode, which no change of a file leaves as they were; None for what is no file."""
    try:
        told = path.stat()
    except (OSError, ValueError):
        return None
    return f"{told.st_size}:{told.st_mtime_ns}:{told.st_ctime_ns}:{told.st_ino}" if path.is_file() else None


def _remote(address: str) -> tuple[Stamped, bool]:
    """Do the same for an fsspec address. What comes after `::` says in which other file the address lies."""
    head, chain, outer = address.partition("::")
    try:
        files, path = _fsspec().core.url_to_fs(address)
        whole = not MARKS.search(head) and files.isdir(path)
        if MARKS.search(head):
            infos = files.glob(path, detail=True)
        elif whole:
            infos = files.find(path, detail=True)
        else:
            infos = {path: files.info(path)} if files.exists(path) else {}
    except MissingExtra:
        raise
    except Exception as fault:  # every kind of storage has errors of its own
        told = str(fault) or type(fault).__name__
        raise UnreadableFile(f"{address} cannot be listed ({told}); check the address.") from fault
    found: Stamped = {
        f"{files.unstrip_protocol(name)}{chain}{outer}": _stamp_of(info)
        for name, info in sorted(infos.items())
        if info.get("type") != "directory"
    }
    return (found, whole) if infos else ({address: None}, False)


def _stamp_of(info: dict[str, Any]) -> str:
    """Return a fingerprint of all that a storage tells of a file: size, time, and what it calls its version."""
    return hashlib.sha256(repr(sorted(info.items())).encode()).hexdigest()


@contextmanager
def _opened(address: str) -> Iterator[IO[bytes]]:
    if is_local(address):
        with Path(address).open("rb") as file:
            yield file
        return
    files, path = _fsspec().core.url_to_fs(address)  # some storages close with the last hold on them
    with files.open(path, "rb") as file:
        yield file


def _fsspec() -> Any:
    try:
        import fsspec
    except ImportError as fault:
        raise MissingExtra(
            "Addresses need fsspec, which is not installed; run pip install 'rothscope[cluster]'."
        ) from fault
    return fsspec
