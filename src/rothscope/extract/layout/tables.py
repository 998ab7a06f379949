"""Tables, ruled and unruled -> Table.

Ruled ones: pdfplumber finds the cells on the few pages worth its cost, and the words come from pdfium, so
that a cell reads like the line it stands on. Unruled ones: the rows that `lines` found beside each other, and
lines whose label and answer are joined by dots.
"""

import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from rothscope.extract.layout.rows import are_side_heads, rows_of
from rothscope.extract.locked import given_passwords
from rothscope.extract.sheet.words import Run, Word
from rothscope.extract.tidy import BROKEN_WORD, tidy
from rothscope.model.document import UNREAD, Box, Line, Table
from rothscope.postponed import postponed

RULES = 8
"""Rules, or edges of boxes, from which a page may hold a ruled table; two rows of two cells draw more."""

SIDE_TEXT = 4.0
"""Lines beside the average label from which the label is a side heading, not a cell."""

FULL_ROWS = 0.5
"""Share of rows in which two cells must stand beside each other; a chart's labels rarely do."""

MOST_HEADS = 3
"""Rows of titles a table may have."""

_UNUSED = (
    "charset_normalizer",
    "cryptography.hazmat.backends",
    "cryptography.hazmat.primitives.ciphers",
    "pdfminer.encodingdb",
    "pdfminer.fontmetrics",
)
"""What pdfminer takes in to unlock files, of which few are locked, and to know letters, which are read elsewhere."""

_DOTS = re.compile(r"(?:\.\s?){4,}")
_NUMBER = re.compile(r"[0-9ivxl]+", re.IGNORECASE)


class Grid(NamedTuple):
    """A ruled table's box and its cells, row by row; a cell merged into a neighbour is None."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


def ruled_grids(content: bytes, pages: Mapping[int, int]) -> dict[int, list[Grid]]:
    """Return the ruled tables of these pages (numbered from 1), each turned clockwise by so many quarters to be read.

    A page pdfplumber cannot read has none.
    """
    if not pages:
        return {}
    _pdfplumber()  # most documents never need it
    from rothscope.extract.layout.linework import linework_of

    grids: dict[int, list[Grid]] = {}
    try:
        with _opened(content, list(pages)) as pdf:
            for given in pdf.pages:
                page = linework_of(given, pages[given.page_number])
                grids[page.page_number] = [_grid(found, page) for found in page.find_tables()]
                page.close()
    except (
        Exception
    ):  # pdfminer raises almost anything on odd files; the lines are still there without the grid.
        return grids
    return {number: [grid for grid in found if is_table(grid)] for number, found in grids.items()}


def _opened(content: bytes, pages: Sequence[int]) -> Any:
    """Return pdfplumber's document with the password that opens it, where it needs one."""
    for password in (*given_passwords(), None):
        try:
            return _pdfplumber().open(io.BytesIO(content), pages=list(pages), password=password)
        except Exception:
            if password is None:
                raise
    return None


@cache
def _pdfplumber() -> Any:
    """Return pdfplumber, its remarks on odd files kept quiet, and without what is hardly ever used."""
    with postponed(*_UNUSED):
        import pdfplumber

    for name in ("pdfminer", "pdfplumber"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    return pdfplumber


def _grid(found: Any, page: Any) -> Grid:
    # pdfplumber counts from the corner of the sheet (media box), a reader from what is shown of it (crop box).
    left, top = max(page.cropbox[0], page.mediabox[0]), max(page.cropbox[1], page.mediabox[1])

    def shifted(box: Box) -> Box:
        return (box[0] - left, box[1] - top, box[2] - left, box[3] - top)

    cells = tuple(tuple(shifted(cell) if cell else None for cell in row.cells) for row in found.rows)
    return Grid(shifted(found.bbox), cells)


def is_table(grid: Grid) -> bool:
    """Tell whether a grid has rows and columns to tell apart."""
    return len(grid.rows) >= 2 and max(len([c for c in row if c]) for row in grid.rows) >= 2


def cell_of(grid: Grid, run: Run | Word) -> tuple[int, int] | None:
    """Return (row, column) of the cell that holds the middle of a run or word.

    Where a table leaves out some of its rules pdfplumber finds no cell there; row and column are then told by
    the edges of the other cells, so that no word inside the table is lost.
    """
    x, y = (run.x0 + run.x1) / 2, (run.top + run.bottom) / 2
    left, top, right, bottom = grid.box
    if not (left <= x <= right and top <= y <= bottom):
        return None
    for at, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            if cell and cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                return at, column
    tops = [min(cell[1] for cell in row if cell) for row in grid.rows if any(row)]
    lefts = [
        min(cell[0] for cell in column if cell) for column in zip(*grid.rows, strict=True) if any(column)
    ]
    return max(0, sum(edge <= y for edge in tops) - 1), max(0, sum(edge <= x for edge in lefts) - 1)


def ruled_table(grid: Grid, runs: Sequence[Run]) -> Table | None:
    """Return the grid filled with the words of the runs; None where it holds words in fewer than two rows."""
    words: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        for place, part in groupby(run.words, key=lambda word: cell_of(grid, word)):
            if place:
                piece = Run(list(part), run.size, run.bold, run.order)
                words.setdefault(place, []).append(piece)
    cells = [[words.get((at, column), []) for column in range(len(row))] for at, row in enumerate(grid.rows)]
    return _merged_table(grid, cells) if _is_merged(grid) else _table(grid.box, cells)


def _is_merged(grid: Grid) -> bool:
    return any(cell is None for row in grid.rows for cell in row)


def _merged_table(grid: Grid, cells: Sequence[Sequence[Sequence[Run]]]) -> Table | None:
    """Return a table with merged cells: each is told in every row and column it covers.

    Rows of bold titles above the first plain row, and those into which a title reaches down, become one row of titles,
    from the top to the bottom of each column. A cell over the whole width below them is a band that parts the rows: it is
    told once.
    """
    owners = [[_owner(grid, at, column) for column in range(len(row))] for at, row in enumerate(grid.rows)]
    texts = [[_cell_text(cells[row][column]) for row, column in line] for line in owners]
    bands = [len(row) > 1 and len(set(row)) == 1 for row in owners]
    heads = 0
    while (
        heads < len(cells)
        and any(texts[heads])
        and not (heads and bands[heads])
        and (_is_bold(cells[heads]) or (heads and any(row < heads for row, _ in owners[heads])))
    ):
        heads += 1
    if heads == len(cells) or heads > MOST_HEADS:
        heads = 0
    titles = tuple(
        " ".join(cell for at, cell in enumerate(column) if cell and (at == 0 or cell != column[at - 1]))
        for column in zip(*texts[:heads], strict=True)
    )
    rows = tuple(
        (row[0], *[""] * (len(row) - 1)) if band else tuple(row)
        for row, band in zip(texts[heads:], bands[heads:], strict=True)
        if any(row)
    )
    if len(rows) < 2 - bool(titles):
        return None
    return Table(box=grid.box, header=titles, rows=rows)


def _is_bold(cells: Sequence[Sequence[Run]]) -> bool:
    """Tell whether a row is bold throughout; of a word not read, or of a speck in a picture, nobody can tell."""
    strays = {UNREAD, *".,:;_"}
    return all(
        run.bold for cell in cells for run in cell if any(word.text not in strays for word in run.words)
    )


def _owner(grid: Grid, at: int, column: int) -> tuple[int, int]:
    """Return the row and column of the cell that covers a place of the grid: its own, or one merged over it."""
    if grid.rows[at][column] is not None:
        return at, column
    middle_y = _middle([cell for cell in grid.rows[at] if cell], 1, 3)
    middle_x = _middle([row[column] for row in grid.rows if row[column]], 0, 2)
    for row, line in enumerate(grid.rows[: at + 1]):
        for place, cell in enumerate(line[: column + 1]):
            if cell and cell[0] <= middle_x <= cell[2] and cell[1] <= middle_y <= cell[3]:
                return row, place
    return at, column


def _middle(cells: Sequence[Box | None], first: int, last: int) -> float:
    """Return the middle of the narrowest of the cells, in one direction."""
    spans = [(cell[last] - cell[first], (cell[first] + cell[last]) / 2) for cell in cells if cell]
    return min(spans)[1] if spans else -1.0


def aligned_table(rows: Sequence[Sequence[Sequence[Run]]]) -> Table | None:
    """Return rows of cells that only stand beside each other as a table; None for side headings."""
    paired = [sum(bool(cell) for cell in row) >= 2 for row in rows]
    if sum(paired) < 2:
        return None
    # A heading above and a note below stand in the same band of the page, but are no rows.
    rows = rows[paired.index(True) : len(paired) - paired[::-1].index(True)]
    tall = sum(max(len(cell) for cell in row) for row in rows)
    headed = len(rows[0]) == 2 and tall >= SIDE_TEXT * len(rows)  # a third column stands beside no heading
    if sum(paired) < FULL_ROWS * len(rows) or headed or are_side_heads(rows):
        return None
    runs = [run for row in rows for cell in row for run in cell]
    return _table(around([run.box for run in runs]), rows)


def _table(box: Box | None, cells: Sequence[Sequence[Sequence[Run]]]) -> Table | None:
    filled = [row for row in cells if any(row)]
    if len(filled) < 2:
        return None
    rows = tuple(tuple(_cell_text(cell) for cell in row) for row in filled)
    head = _is_bold(filled[0])
    below = [run.bold for row in filled[1:] for cell in row for run in cell]
    has_header = head and not all(below) and sum(map(bool, rows[0])) >= 2
    return Table(box=box, header=rows[0], rows=rows[1:]) if has_header else Table(box=box, rows=rows)


def _cell_text(runs: Sequence[Run]) -> str:
    text = " ".join(run.text for row in rows_of(runs) for run in row)
    return tidy(text.replace(f"{BROKEN_WORD} ", BROKEN_WORD))


def dotted_tables(lines: Sequence[Line]) -> Iterator[Table]:
    """Yield a table for neighbouring lines that each hold a label, dots and an answer that is no number."""
    matches = [(line, _dotted(line)) for line in lines]
    for is_dotted, group in groupby(matches, key=lambda match: match[1] is not None):
        found = list(group)
        if is_dotted and len(found) >= 2:
            yield Table(
                box=around([line.box for line, _ in found]), rows=tuple(row for _, row in found if row)
            )


def _dotted(line: Line) -> tuple[str, str] | None:
    if "..." not in line.text and ". ." not in line.text:
        return None
    dots = _DOTS.search(line.text)
    label, answer = (line.text[: dots.start()], line.text[dots.end() :]) if dots else ("", "")
    if not any(map(str.isalnum, label)) or not any(map(str.isalnum, answer)) or _NUMBER.fullmatch(answer):
        return None
    return tidy(label.rstrip(" :")), tidy(answer)


def around(boxes: Sequence[Box | None]) -> Box | None:
    """Return the box around all boxes, None where there is none."""
    known = [box for box in boxes if box]
    if not known:
        return None
    left, top, right, bottom = zip(*known, strict=True)
    return (min(left), min(top), max(right), max(bottom))
