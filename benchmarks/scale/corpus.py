"""Folders of documents of any number, each of its own bytes: the sample plans over and over.

In: a folder and a number. Out: PDFs, and how many pages they have together.
"""

from itertools import cycle, islice
from pathlib import Path

import pypdfium2

SAMPLES = sorted((Path(__file__).parents[2] / "sample_spds").glob("*/plan.pdf"))


def make(folder: Path, count: int) -> int:
    """Write so many PDFs and return their pages."""
    folder.mkdir()
    lengths = {path: len(pypdfium2.PdfDocument(path)) for path in SAMPLES}
    pages = 0
    for number, sample in enumerate(islice(cycle(SAMPLES), count)):
        (folder / f"{number:05}.pdf").write_bytes(sample.read_bytes() + b"%% copy %d\n" % number)
        pages += lengths[sample]
    return pages
