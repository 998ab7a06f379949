"""Pages set like a magazine's: columns of text that run round pull quotes and call-outs. Same text, same bytes."""

import io
from collections.abc import Sequence
from typing import NamedTuple

from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

TEXT, BOLD = "Times-Roman", "Times-Bold"
SIZE, LEADING = 9.5, 11.5
LEFT, RIGHT, TOP, FOOT = 54.0, 558.0, 104.0, 730.0
GAP = 18.0
NARROWEST = 45.0
"""Points below which no words are set beside a block."""


class Aside(NamedTuple):
    """A block that the columns run round: its box (x0, top, x1, bottom), its lines, their size, and whether it is framed.

    The first line of a framed one is its title.
    """

    box: tuple[float, float, float, float]
    lines: tuple[str, ...]
    size: float
    framed: bool = False


def columns_of(count: int) -> list[tuple[float, float]]:
    """Left and right edge of each column."""
    width = (RIGHT - LEFT - GAP * (count - 1)) / count
    return [(LEFT + at * (width + GAP), LEFT + at * (width + GAP) + width) for at in range(count)]


def magazine_page(title: str, under: str, texts: Sequence[Sequence[str]], asides: Sequence[Aside]) -> bytes:
    """A page with a column for each of the texts, whose paragraphs are headings where they start with "# "."""
    content = io.BytesIO()
    page = Canvas(content, pagesize=letter, invariant=True)
    _put(page, LEFT, 60, title, (BOLD, 18))
    _put(page, LEFT, 82, under, (TEXT, 10))
    for (x0, x1), paragraphs in zip(columns_of(len(texts)), texts, strict=True):
        _set_column(page, x0, x1, paragraphs, [aside.box for aside in asides])
    for aside in asides:
        _set_aside(page, aside)
    page.save()
    return content.getvalue()


def _put(page: Canvas, x: float, y: float, words: str, font: tuple[str, float]) -> None:
    page.setFont(*font)
    page.drawString(x, letter[1] - y, words)


def _set_column(
    page: Canvas, x0: float, x1: float, paragraphs: Sequence[str], holes: Sequence[tuple[float, ...]]
) -> None:
    y = TOP
    for paragraph in paragraphs:
        heading = paragraph.startswith("# ")
        font = (BOLD, 12.0) if heading else (TEXT, SIZE)
        words = paragraph.removeprefix("# ").split()
        y += 4 if heading else 0
        while words:
            y += LEADING + (2 if heading else 0)
            assert y < FOOT, "a column is full"
            left, right = _room(x0, x1, y, holes)
            count = _fitting(words, right - left, font)
            if count:
                _put(page, left, y, " ".join(words[:count]), font)
                words = words[count:]
        y += 4


def _room(x0: float, x1: float, y: float, holes: Sequence[tuple[float, ...]]) -> tuple[float, float]:
    """The stretch of a line that no hole takes: the wider side of one."""
    for left, top, right, bottom in holes:
        if y > top and y - SIZE < bottom and left < x1 and right > x0:
            x0, x1 = (x0, left) if left - x0 > x1 - right else (right, x1)
    return x0, x1


def _fitting(words: Sequence[str], width: float, font: tuple[str, float]) -> int:
    count = 0
    while (
        width >= NARROWEST
        and count < len(words)
        and stringWidth(" ".join(words[: count + 1]), *font) <= width
    ):
        count += 1
    return count


def _set_aside(page: Canvas, aside: Aside) -> None:
    left, top, right, bottom = aside.box
    if aside.framed:
        page.rect(left + 3, letter[1] - bottom + 3, right - left - 6, bottom - top - 6)
    for at, line in enumerate(aside.lines):
        bold = at == 0 or not aside.framed
        _put(
            page,
            left + 9,
            top + 9 + aside.size + at * (aside.size + 2),
            line,
            (BOLD if bold else TEXT, aside.size),
        )
