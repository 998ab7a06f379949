"""What a reading rests on, as one line: another line means that the document has to be read again.

In: the patterns and the plan year. Out: the program's version with a fingerprint of its own reading rooms and of the
libraries they lean on, what reads pictures of pages, the version of the patterns, and the year.
"""

import hashlib
import shutil
import subprocess
from functools import cache
from importlib.metadata import version
from pathlib import Path

import rothscope
from rothscope.extract.scan.ocr import find_engine
from rothscope.packs.find import patterns_folder, patterns_version

SHOWING = ("check.py", "cli", "compare", "illustrate.py", "library", "reply", "report")
"""Rooms that take finished analyses: a change in them changes no reading."""

LEANED_ON = ("beautifulsoup4", "lxml", "pdfplumber", "pypdfium2", "python-docx", "rapidfuzz", "spacy")
"""Libraries whose next version may read a page or a word differently."""


def rules_of(patterns: Path | None, year: int) -> str:
    """Return the rules as one line. Raises BadPack where the folder holds no packs."""
    version_of_patterns = patterns_version(patterns_folder(patterns))
    return f"rothscope {engine()}, {pictures()}, patterns {version_of_patterns}, year {year}"


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


@cache
def pictures() -> str:
    """Return what reads scanned pages here, with its version: with another engine, or none, they say something else."""
    found = find_engine()
    if found is None:
        return "scans unread"
    program = shutil.which(found.name)
    if program is None:
        return f"scans read by {found.name} {version(found.name)}"
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return f"scans read by {' '.join((told.stdout or told.stderr).split()[:2])}"
