"""Table rows: which lines of a page are rows, what each cell says, and under which header.

In plain text a row is a line with bars; in a PDF the cells of `page.tables` are found again in the page's lines, so
that each keeps its place. A table whose cells cannot all be found is left to be read as ordinary lines.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from rothscope.model.document import CELL_BAR, Line, Page, Piece, Table
from rothscope.structure import shape
from rothscope.structure.flow import Flow, cut, from_line, join
from rothscope.structure.marks import CIRCLES, is_mark, with_titles
from rothscope.structure.stubs import has_subjects, is_numbered

HEADER_WORDS = 6
"""Words beyond which a cell is no column title."""

LONGEST_CELL = 80
"""Words beyond which a cell is a column of running text and its table no table."""

BROKEN_CELL = 6
"""Words up to which a cell that starts with a small letter is a cell, and no line of running text that breaks off."""

BROKEN_ROWS = 0.2
"""Share of rows that go on in the next row above which a table is columns of prose."""

_AMOUNT = re.compile(r"[%$]|\b\d+\s*(?:percent|cents)")
_YES_NO = re.compile(r"(?:Yes|No|N/A|[\u2713\u2714Xx])[.*]?$")

Cells = tuple[Flow, ...]
Span = tuple[int, int]
_NOTHING = Flow("", ())


class Row(NamedTuple):
    """A table row: its words as they stand, its cells (some empty), and the cells of the header above it.

    `short` rows are those of a table in which some row has fewer cells than the header: nobody knows which. `table` holds
    the cells of all rows on the page, `titles` the header as it stands, for a table that goes on over the page, `subject`
    what a column before the labels says of several rows.
    """

    flow: Flow
    cells: Cells
    header: Cells = ()
    is_header: bool = False
    short: bool = False
    table: tuple[Cells, ...] = ()
    titles: Cells = ()
    subject: str = ""


def table_rows(page: Page, carried: Row | None = None) -> tuple[dict[int, Row], frozenset[int]]:
    """Return the rows by the line each starts on, and the lines of tables that start none.

    `carried` is the last row of a table that ends the page before: one that opens this page under no titles of its own,
    with as many columns, goes on with it, and so does one that opens the next column of the page.
    """
    rows: dict[int, Row] = {}
    hidden: set[int] = set()
    last = -1
    for table, first in _in_order(page):
        table = with_titles(table)
        before = carried if carried and _goes_over(page, last, first) and _fits(table, carried) else None
        titles = before.titles if before and not any(table.header) else ()
        if titles and last < 0:
            titles = _titles_on(page, titles)
        placed = _placed(page, table, titles)
        found = _together(placed, before.subject if before else "")
        rows.update(found)
        lines = {piece.line for row in placed.values() for piece in row.flow.pieces}
        hidden |= lines
        last = max(lines, default=first)
        carried = [*found.values()][-1] if found else None
    if has_bars(page):
        rows.update(_barred(page))
    return rows, frozenset(hidden - rows.keys())


def _fits(table: Table, carried: Row) -> bool:
    """Tell whether a table may go on with a row's: it has as many columns and no titles, or the same ones again."""
    if any(table.header):
        return table.header == tuple(title.text for title in carried.titles)
    return bool(table.rows) and len(table.rows[0]) == len(carried.titles)


def _together(rows: dict[int, Row], carried: str = "") -> dict[int, Row]:
    """Return the rows of one table, each with the cells of all; a column of item numbers says nothing and is left out, and
    one of subjects is told of each row; `carried` is the one with which the table goes on.
    """
    texts = [[cell.text for cell in row.cells] for row in rows.values() if not row.is_header]
    subjects = has_subjects(texts, carried)
    start = int(subjects or is_numbered(texts))
    read = {}
    for at, row in rows.items():
        carried = carried if row.is_header else row.cells[0].text or carried
        subject = carried if subjects and not row.is_header else ""
        read[at] = _plain(row._replace(titles=row.header, subject=subject), start)
    table = tuple(row.cells for row in read.values() if not row.is_header)
    return {at: row._replace(table=table) for at, row in read.items()}


def _plain(row: Row, start: int) -> Row:
    """Return a row from the cell `start` on; a cell over the columns of a yes and a no answers the label alone."""
    header, cells = row.header[start:], row.cells[start:]
    if row.is_header or not header:
        return row._replace(cells=cells, flow=_with_bars(cells)) if start else row
    spans = [one.pieces == other.pieces != () for one, other in pairwise(cells)]
    over = [header[at : at + 2] for at, joins in enumerate(spans) if joins]
    if over and all(
        shape.ANSWER.match(title.text) for pair in over for title in pair if pair[0] is not header[0]
    ):
        cells = (cells[0], *(cell for cell, joins in zip(cells[1:], spans, strict=True) if not joins))
        header = ()
    return row._replace(header=header, cells=cells, flow=_with_bars(cells)) if start or not header else row


def row_at_end(page: Page, rows: dict[int, Row]) -> Row | None:
    """Return the table row that ends the page's running text, None where something else ends it."""
    last = max((at for at, line in enumerate(page.lines) if line.furniture is None), default=-1)
    ends = [row for row in rows.values() if any(piece.line == last for piece in row.flow.pieces)]
    return ends[0] if ends else None


def _titles_on(page: Page, carried: Cells) -> Cells:
    """Return the titles as they are repeated above a page's running text, those of the page before where they are not."""
    above = list(takewhile(lambda pair: pair[1].furniture is not None, enumerate(page.lines)))
    taken: dict[int, list[Span]] = {}
    found = [_find(title.text, page.number, above, taken) if title.text else _NOTHING for title in carried]
    repeated = tuple(title for title in found if title is not None)
    return repeated if len(repeated) == len(carried) else carried


def _in_order(page: Page) -> list[tuple[Table, int]]:
    """Return the tables that have a place on the page, each with its first line, in reading order."""
    placed = [(table, _inside(page, table)) for table in page.tables if table.box is not None]
    return sorted(((table, lines[0][0]) for table, lines in placed if lines), key=lambda pair: pair[1])


def _goes_over(page: Page, last: int, first: int) -> bool:
    """Tell whether a table that starts on the line `first` may go on with one that ended on `last`, on the page before
    where that is negative: nothing is read between them, and the page or its column ended there.
    """
    if any(line.furniture is None for line in page.lines[last + 1 : first]):
        return False
    ended, starts = (page.lines[at].box for at in (last, first))
    return last < 0 or (ended is not None and starts is not None and starts[1] < ended[1])


def has_bars(page: Page) -> bool:
    """Tell whether a line of the page holds a bar, as rows of plain-text tables do."""
    return any("|" in line.text for line in page.lines)


def _barred(page: Page) -> dict[int, Row]:
    """Return the rows of plain-text tables: neighbouring lines with bars."""
    ruled = {table.header for table in page.tables if table.header and table.box is None}
    rows: dict[int, Row] = {}
    lines = enumerate(page.lines)
    for barred, run in groupby(lines, key=lambda pair: pair[1].furniture is None and "|" in pair[1].text):
        if barred:
            rows.update(_together(_titled(page.number, list(run), ruled)))
    return rows


def _titled(page: int, run: list[tuple[int, Line]], ruled: set[tuple[str, ...]]) -> dict[int, Row]:
    """Return the rows of one table, the first perhaps its header."""
    rows = {index: _barred_row(from_line(page, index, line)) for index, line in run}
    for index in _lacking_first(run, rows):
        rows[index] = rows[index]._replace(cells=(_NOTHING, *rows[index].cells))
    first, *rest = rows
    titles = tuple(cell.text for cell in rows[first].cells)
    if not rest or not (
        titles in ruled or _looks_like_header(titles, [cell.text for cell in rows[rest[0]].cells])
    ):
        return rows
    header = rows[first].cells
    lacks = {index: len(header[len(rows[index].cells) :]) for index in rest}
    # A bar at the end of a line tells that the last cell is the empty one.
    short = any(lacks[index] > line.text.rstrip().endswith("|") for index, line in run[1:])
    titled = {
        index: rows[index]._replace(
            header=header, cells=rows[index].cells + (_NOTHING,) * lacks[index], short=short
        )
        for index in rest
    }
    return {first: rows[first]._replace(is_header=True), **titled}


def _lacking_first(run: list[tuple[int, Line]], rows: dict[int, Row]) -> list[int]:
    """Return the lines whose first cell is empty: they open with a bar, others do not, and they have a cell too few."""
    opens = [index for index, line in run if line.text.lstrip().startswith("|")]
    most = max(len(row.cells) for row in rows.values())
    return [index for index in opens if len(opens) < len(run) and len(rows[index].cells) + 1 == most]


def _barred_row(flow: Flow) -> Row:
    text = flow.text
    start, end = len(text) - len(text.lstrip("| ")), len(text.rstrip("| "))
    bars = [at for at, char in enumerate(text) if char == "|"]
    edges = [-1, *bars] if not text.startswith("|") else bars
    cells = [cut(flow, first + 1, stop) for first, stop in pairwise([*edges, len(text)])]
    return Row(cut(flow, start, end), tuple(cells if cells[-1].text or len(bars) == 1 else cells[:-1]))


def _looks_like_header(first: tuple[str, ...], second: list[str]) -> bool:
    """Tell whether the first row names columns: short cells, no amounts, no answers of its own, no check boxes."""
    if any(shape.words(cell) > HEADER_WORDS or _AMOUNT.search(cell) or shape.boxes(cell) for cell in first):
        return False
    if any(shape.ANSWER.match(cell) for cell in first):
        # "Feature | Allowed" over "Roth | Yes", or "Feature | Yes | No" over boxes.
        return any(_YES_NO.match(cell) or is_mark(cell) for cell in second) and not shape.ANSWER.match(
            first[0]
        )
    return list(first) != second


def is_answered_by_mark(row: Row) -> bool:
    """Tell whether the cell beside a label is a circle and no more, and the only one of its row: it answers the label."""
    circles = [cell.text in CIRCLES for cell in row.cells[1:]]
    return bool(row.cells[0].text) and circles[:1] == [True] and sum(circles) == 1


def answer_by_mark(row: Row) -> Flow:
    """Return the mark beside a label, and what is said to it in the cells behind."""
    return _with_bars(row.cells[1:])


def _inside(page: Page, table: Table) -> list[tuple[int, Line]]:
    return [(index, line) for index, line in enumerate(page.lines) if _is_inside(line, table)]


def _is_inside(line: Line, table: Table) -> bool:
    if line.box is None or table.box is None or line.furniture is not None:
        return False
    x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    return table.box[0] <= x <= table.box[2] and table.box[1] <= y <= table.box[3]


def _placed(page: Page, table: Table, header: Cells = ()) -> dict[int, Row]:
    """Return the rows of a ruled table where every cell is found on the page, else nothing; `header` if it has none."""
    inside = _inside(page, table)
    if _is_running_text(table):
        return {}
    taken: dict[int, list[Span]] = {}
    rows: dict[int, Row] = {}
    for cells in _cell_rows(table):
        # A merged cell is told in every row and column it covers, and stands on the page once.
        found = [
            (_find(cell, page.number, inside, taken) or _find(cell, page.number, inside, {}))
            if cell
            else _NOTHING
            for cell in cells
        ]
        placed = tuple(_without_instruction(flow) for flow in found if flow is not None)
        lines = sorted({piece.line for flow in placed for piece in flow.pieces} - rows.keys())
        if len(placed) < len(cells) or not lines:
            return {}
        is_header = cells is table.header or _repeats(cells, header)
        if sum(bool(cell) for cell in cells) == 1:
            continue  # a line across the whole table reads as an ordinary line
        rows[lines[0]] = Row(_with_bars(placed), placed, () if is_header else header, is_header)
        header = placed if cells is table.header else header
    return rows


def _repeats(cells: Sequence[str], header: Cells) -> bool:
    """Tell whether a row only repeats the ends of the titles above it, as at the head of the next page."""
    pairs = zip(cells, header, strict=False)
    return len(cells) == len(header) and all(title.text.endswith(cell) for cell, title in pairs)


def _without_instruction(cell: Flow) -> Flow:
    """Return a label without the words at its end that tell how to fill in the answer ("(write Yes, No or N/A)")."""
    told = next((m for m in shape.INSTRUCTION.finditer(cell.text) if m.end() == len(cell.text)), None)
    return cut(cell, 0, told.start()) if told else cell


def _is_running_text(table: Table) -> bool:
    """Tell whether the table is really columns of prose: its cells break off and go on in the row below."""
    if any(shape.words(cell) > LONGEST_CELL for row in table.rows for cell in row):
        return True
    broken = 0
    for above, below in pairwise(_cell_rows(table)):
        pairs = [(one, other) for one, other in zip(above, below, strict=False) if one and other]
        broken += any(
            other[0].islower()
            and not shape.ends_sentence(one)
            and (one[0].isupper() or shape.words(one) > BROKEN_CELL)
            for one, other in pairs
        )
    return broken > BROKEN_ROWS * len(table.rows)


def _with_bars(cells: Cells) -> Flow:
    """Return the cells with bars between them; empty ones keep their place, but not at either end."""
    filled = [at for at, cell in enumerate(cells) if cell.text]
    cells = cells[filled[0] : filled[-1] + 1]
    pieces: list[Piece] = []
    at = 0
    for cell in cells:
        pieces += [piece._replace(start=piece.start + at, end=piece.end + at) for piece in cell.pieces]
        at += len(cell.text) + len(CELL_BAR)
    return Flow(CELL_BAR.join(cell.text for cell in cells), tuple(pieces))


def _cell_rows(table: Table) -> Iterator[tuple[str, ...]]:
    if any(table.header):
        yield table.header
    yield from (row for row in table.rows if any(row))


def _find(cell: str, page: int, inside: list[tuple[int, Line]], taken: dict[int, list[Span]]) -> Flow | None:
    """Return the cell's words as they stand on the lines inside the table, first free place first.

    A cell of several lines fills each of them but the last: "Employee" of a heading "Employee contributions" is no part of
    the label "Employee after-tax contributions" below. Only where that finds nothing a part of a line will do.
    """
    return _gather(cell, page, inside, taken, True) or _gather(cell, page, inside, taken, False)


def _gather(
    cell: str, page: int, inside: list[tuple[int, Line]], taken: dict[int, list[Span]], full: bool
) -> Flow | None:
    rest = " ".join(cell.split())
    parts: list[Flow] = []
    for index, line in inside:
        if rest.split(" ", 1)[0] not in line.text:
            continue
        start, end = _longest(rest, line.text, taken.get(index, []))
        if end - start == len(rest) or (end > start and not (full and end - start < len(line.text))):
            parts.append(Flow(line.text[start:end], (Piece(0, end - start, page, index, start),)))
            rest = rest[end - start :].lstrip()
        if not rest:
            for part in parts:
                (piece,) = part.pieces
                taken.setdefault(piece.line, []).append((piece.offset, piece.offset + piece.end))
            return join(parts)
    return None


def _longest(rest: str, text: str, taken: list[Span]) -> Span:
    """Return where the most of the first words of `rest` stand together at a free place of the text."""
    best = (0, 0)
    first = rest.split(" ", 1)[0]
    start = text.find(first)
    while start >= 0:
        end = start + _shared(rest, text[start:])
        free = not any(start < stop and end > begin for begin, stop in taken)
        if free and end - start > best[1] - best[0] and (start == 0 or text[start - 1] == " "):
            best = (start, end)
        start = text.find(first, start + 1)
    return best


def _shared(first: str, second: str) -> int:
    """Return how many characters of whole words both texts start with."""
    pairs = zip(first, second, strict=False)
    length = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))
    while length and not (
        first[length : length + 1] in ("", " ") and second[length : length + 1] in ("", " ")
    ):
        length = first.rfind(" ", 0, length) if " " in first[:length] else 0
    return length
