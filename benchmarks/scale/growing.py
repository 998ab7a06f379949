"""How a library grows: real outcomes under made-up numbers, many more than could be read here.

In: a file of a finished batch and how many documents to pretend. Out: bytes a document, and processor time of saving,
of asking and of finding out that a document is on file.
"""

import hashlib
import json
import sqlite3
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path

from rothscope.library.job import Outcome, State
from rothscope.library.reader import rows_of
from rothscope.library.search import conditions_of, rows
from rothscope.library.store import Library
from rothscope.model.analysis import Analysis

ASKED = ("after_tax_contributions=allowed", "verdict=READY", "type=403(b)")
LOOKED_UP = 1000


def outcomes(read: Path, count: int) -> Iterator[Outcome]:
    """Give so many outcomes: those of a finished batch over and over, each as a document of its own."""
    with closing(sqlite3.connect(read)) as library:
        kept = [
            row for (row,) in library.execute("SELECT analysis FROM documents WHERE state = 'read' LIMIT 9")
        ]
    known = [(blob, rows_of(Analysis.model_validate_json(zlib.decompress(blob)))) for blob in kept]
    for number, (blob, plans) in enumerate(islice(cycle(known), count)):
        sha256 = hashlib.sha256(str(number).encode()).hexdigest()
        yield Outcome(sha256, f"{number}.pdf", "rules", State.READ, pages=16, plans=plans, analysis=blob)


def measure(read: Path, count: int, folder: Path) -> dict[str, float]:
    """Return what a library of so many documents weighs and costs; times are seconds of processor time."""
    path = folder / f"{count}.sqlite"
    with Library(path, create=True) as library:
        saving = 0.0
        for number, outcome in enumerate(outcomes(read, count)):
            start = time.process_time()
            library.put_place(f"/plans/{number}.pdf", "stamp", outcome.sha256)
            library.save(outcome)
            saving += time.process_time() - start
        start = time.process_time()
        for number in range(LOOKED_UP):
            sha256 = library.sha256_at(f"/plans/{number * (count // LOOKED_UP)}.pdf", "stamp")
            assert sha256 and library.known(sha256)
        looking = time.process_time() - start
        start = time.process_time()
        found = sum(1 for _ in rows(library, conditions_of(ASKED)))
        asking = time.process_time() - start
    return {
        "documents": count,
        "found": found,
        "bytes": path.stat().st_size / count,
        "save": saving / count,
        "look": looking / LOOKED_UP,
        "ask": asking,
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
