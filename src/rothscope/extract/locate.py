"""Where on its page a quote is printed.

In: a PDF, a page number and words quoted from that page. Out: one box for each printed line of the quote, from
the top left of the page as displayed.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rothscope.extract.layout.lines import lay_out
from rothscope.extract.layout.tables import around
from rothscope.extract.pdf import open_pdf, read_pictures
from rothscope.extract.scan.ocr import find_engine
from rothscope.extract.sheet.sheets import Sheet, read_sheet
from rothscope.extract.sheet.tilt import tilted_back
from rothscope.extract.tidy import squash
from rothscope.model.document import Box

SHORTEST_PIECE = 8
"""Letters below which a piece of a quote is not looked for by itself; it would be found anywhere."""

LASTING_PIECE = 24
"""Letters, some four words, from which a piece that is not the end of the quote is surely the quote's own."""

NEARLY = 3.0
"""Points by which the first letter of a quote may lie outside the rectangle it is expected in."""


class Span(NamedTuple):
    """Words to find: the pages (from 1) they run over, and where on the first of them they are expected."""

    pages: tuple[int, ...]
    quote: str
    near: Box | None = None


class Spot(NamedTuple):
    """Where words stand on one page: a box a printed line, and the tilt of the page they were read from."""

    boxes: tuple[Box, ...]
    tilt: float = 0.0


class _Letter(NamedTuple):
    """Where one letter of a page stands: page, printed line, and its box on the page as displayed."""

    page: int
    line: int
    top: float
    bottom: float
    left: float
    right: float


def find_quote(path: Path, page: int, quote: str) -> tuple[Box, ...]:
    """Return a box for each line of a quote on a page (from 1). Raises LockedPdf or UnreadableFile."""
    return find_quotes(path, [(page, quote)])[0]


def find_quotes(path: Path, wanted: Sequence[tuple[int, str]]) -> list[tuple[Box, ...]]:
    """Return the boxes of each (page, quote), opening the file and reading each page once."""
    found = find_spans(path, [Span((page,), quote) for page, quote in wanted])
    return [
        spots[page].boxes if page in spots else () for (page, _), spots in zip(wanted, found, strict=True)
    ]


def find_spans(path: Path, wanted: Sequence[Span]) -> list[dict[int, Spot]]:
    """Return for each span where it stands, page by page; pages without any of it are left out.

    Opens the file and reads each page once. Raises LockedPdf or UnreadableFile.
    """
    with open_pdf(path.read_bytes(), path.name) as pdf:
        numbers = {page for span in wanted for page in span.pages if 1 <= page <= len(pdf)}
        sheets = [read_sheet(pdf, page - 1) for page in sorted(numbers)]
        engine = find_engine()
        if engine:
            read_pictures(pdf, sheets, engine)
    letters = {sheet.number: list(_letters(sheet)) for sheet in sheets}
    tilts = {sheet.number: sheet.tilt for sheet in sheets}
    found = [_boxes([pair for page in span.pages for pair in letters.get(page, [])], span) for span in wanted]
    return [{page: Spot(boxes, tilts[page]) for page, boxes in pages.items()} for pages in found]


def _letters(sheet: Sheet) -> Iterator[tuple[str, _Letter]]:
    """Yield the letters of a page in reading order, as squash leaves them."""
    strips = lay_out(sheet.runs, sheet.shapes.rules, frames=sheet.shapes.frames).strips
    for line, strip in enumerate(strips):
        for word in [word for cell in strip.cells for word in cell.words]:
            text = squash(word.text)
            step = (word.x1 - word.x0) / max(1, len(text))
            for at, letter in enumerate(text):
                left, top, right, bottom = tilted_back(
                    (word.x0 + at * step, word.top, word.x0 + (at + 1) * step, word.bottom),
                    sheet.tilt,
                    sheet.size,
                )
                yield letter, _Letter(sheet.number, line, top, bottom, left, right)


def _boxes(letters: Sequence[tuple[str, _Letter]], span: Span) -> dict[int, tuple[Box, ...]]:
    text = "".join(letter for letter, _ in letters)
    lines: dict[tuple[int, int], list[Box]] = {}
    for at in _matches(text, squash(span.quote), _expected(letters, span)):
        place = letters[at][1]
        box = (place.left, place.top, place.right, place.bottom)
        lines.setdefault((place.page, place.line), []).append(box)
    found: dict[int, tuple[Box, ...]] = {}
    for (page, _), boxes in lines.items():
        if whole := around(boxes):
            found[page] = (*found.get(page, ()), whole)
    return found


def _expected(letters: Sequence[tuple[str, _Letter]], span: Span) -> int:
    """Return the first letter inside the rectangle the quote is expected in; 0 where none is known."""
    if span.near is None:
        return 0
    x0, top, x1, bottom = span.near
    return next(
        (
            at
            for at, (_, place) in enumerate(letters)
            if place.page == span.pages[0]
            and x0 - NEARLY <= place.left <= x1 + NEARLY
            and top - NEARLY <= place.top <= bottom + NEARLY
        ),
        0,
    )


def _matches(text: str, wanted: str, expected: int = 0) -> Iterator[int]:
    """Yield where the wanted letters stand: in one stretch, or in long pieces where something parts them."""
    start, after = 0, expected
    while start < len(wanted):
        length = _longest(text, wanted[start:])
        if length < _least(start, length, wanted):
            start += 1
            continue
        piece = wanted[start : start + length]
        at = text.find(piece, after)
        at = text.find(piece) if at < 0 else at
        yield from range(at, at + length)
        start, after = start + length, at + length


def _least(start: int, length: int, wanted: str) -> int:
    """Return the letters a piece needs: few where it opens or ends the quote, more where it may be chance."""
    ends = start == 0 or start + length == len(wanted)
    return min(SHORTEST_PIECE if ends else LASTING_PIECE, len(wanted))


def _longest(text: str, wanted: str) -> int:
    """Return the length of the longest beginning of the wanted letters that occurs in the text."""
    if wanted in text:
        return len(wanted)
    least, most = 0, len(wanted)
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if wanted[:middle] in text else (least, middle)
    return least
