"""Booklets as long as wanted, set from the text of the sample plans.

In: page counts and where to write (`python -m benchmarks.speed.long_plan 45 a.pdf 150 b.pdf`, with `sample_spds` on the
path). Out: PDFs of exactly so many pages. What they say contradicts itself; how much there is to read is real.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pypdfium2
from press.dialect import Block, Booklet, Heading, read_booklet
from press.with_reportlab import make

SAMPLES = Path(__file__).parents[2] / "sample_spds"
FIRST = "granite_mills"  # one column, running heads, ruled tables
WORDS_A_PAGE = 600  # more than a page holds, so that there is always enough
SIZE = "9.5"  # points: some 3,000 characters a page, as real plans have


def booklet_of(pages: int) -> Booklet:
    """Return a booklet of at least so many pages: the first sample, then all others, then all again."""
    first = read_booklet(SAMPLES / FIRST / "plan.md", SAMPLES)
    front = first.front | {"maker": "reportlab", "contents_depth": "1", "size": SIZE}
    return Booklet(front, tuple(_numbered(_enough(pages))), first.notes)


def _enough(pages: int) -> Iterator[Block]:
    words = 0
    others = sorted(path.parent.name for path in SAMPLES.glob("*/plan.md") if path.parent.name != FIRST)
    for name in cycle([FIRST, *others]):
        for block in read_booklet(SAMPLES / name / "plan.md", SAMPLES).blocks:
            yield block
            words += len(str(block).split())
        if words > pages * WORDS_A_PAGE:
            return


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    number = 0
    for block in blocks:
        if isinstance(block, Heading):
            yield replace(block, number=number)
            number += 1
        else:
            yield block


def write(pages: int, path: Path) -> None:
    """Set the booklet and keep its first pages."""
    booklet = booklet_of(pages)
    _, found = make(booklet, {})
    content, _ = make(booklet, found)
    pdf = pypdfium2.PdfDocument(content)
    if len(pdf) < pages:
        raise SystemExit(f"{len(pdf)} pages are too few for {pages}")
    for number in reversed(range(pages, len(pdf))):
        del pdf[number]
    pdf.save(path)


if __name__ == "__main__":
    for count, where in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        write(int(count), Path(where))
