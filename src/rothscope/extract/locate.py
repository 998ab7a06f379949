"""Where on its page a quote is printed.

In: a PDF, a page number and words quoted from that page. Out: one box for each printed line of the quote, from
the top left of the page as displayed.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rothscope.extract.lines import lay_out
from rothscope.extract.pdf import Sheet, open_pdf, read_sheet
from rothscope.extract.tables import around
from rothscope.extract.tidy import squash
from rothscope.extract.words import Word
from rothscope.model.document import Box

SHORTEST_PIECE = 8
"""Letters below which a piece of a quote is not looked for by itself; it would be found anywhere."""


class _Letter(NamedTuple):
    """Where one letter of the page stands: the printed line, its word, and its place among the word's letters."""

    line: int
    word: Word
    left: float
    right: float


def find_quote(path: Path, page: int, quote: str) -> tuple[Box, ...]:
    """Return a box for each line of a quote on a page (from 1). Raises LockedPdf or UnreadableFile."""
    return find_quotes(path, [(page, quote)])[0]


def find_quotes(path: Path, wanted: Sequence[tuple[int, str]]) -> list[tuple[Box, ...]]:
    """Return the boxes of each (page, quote), opening the file and reading each page once."""
    with open_pdf(path.read_bytes(), path.name) as pdf:
        numbers = {page for page, _ in wanted if 1 <= page <= len(pdf)}
        letters = {page: list(_letters(read_sheet(pdf, page - 1))) for page in numbers}
    return [tuple(_boxes(letters.get(page, []), squash(quote))) for page, quote in wanted]


def _letters(sheet: Sheet) -> Iterator[tuple[str, _Letter]]:
    """Yield the letters of a page in reading order, as squash leaves them."""
    strips = lay_out(sheet.runs, sheet.shapes.rules).strips
    for line, strip in enumerate(strips):
        for word in [word for cell in strip.cells for word in cell.words]:
            text = squash(word.text)
            step = (word.x1 - word.x0) / max(1, len(text))
            for at, letter in enumerate(text):
                yield letter, _Letter(line, word, word.x0 + at * step, word.x0 + (at + 1) * step)


def _boxes(letters: Sequence[tuple[str, _Letter]], wanted: str) -> Iterator[Box]:
    text = "".join(letter for letter, _ in letters)
    lines: dict[int, list[Box]] = {}
    for at in _matches(text, wanted):
        place = letters[at][1]
        lines.setdefault(place.line, []).append((place.left, place.word.top, place.right, place.word.bottom))
    for boxes in lines.values():
        box = around(boxes)
        if box:
            yield box


def _matches(text: str, wanted: str) -> Iterator[int]:
    """Yield where the wanted letters stand: in one stretch, or in long pieces where something parts them."""
    start, after = 0, 0
    while start < len(wanted):
        length = _longest(text, wanted[start:])
        if length < min(SHORTEST_PIECE, len(wanted)):
            start += 1
            continue
        piece = wanted[start : start + length]
        at = text.find(piece, after)
        at = text.find(piece) if at < 0 else at
        yield from range(at, at + length)
        start, after = start + length, at + length


def _longest(text: str, wanted: str) -> int:
    """Return the length of the longest beginning of the wanted letters that occurs in the text."""
    if wanted in text:
        return len(wanted)
    least, most = 0, len(wanted)
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if wanted[:middle] in text else (least, middle)
    return least
