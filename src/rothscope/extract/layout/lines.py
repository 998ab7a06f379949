"""Runs of words -> lines in the order a person reads them.

    full-width text          one line below the other
    two columns of prose     all of the left one, then all of the right one, however the file draws them
    label and answer,        row by row: the label (all its lines), then what stands beside it
    side heading and text
    pull quote, call-out     a block by itself, after the paragraph whose text runs on past it

In: the runs of one page without its furniture. Out: Strips, lines still made of runs, with their column.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rothscope.extract.layout.cells import CellColumns, part_cells
from rothscope.extract.layout.columns import (
    LARGER,
    are_like_columns,
    bands,
    find_gutter,
    gutter_of_labels,
    questions_and_answers,
    side_by_side,
    sides_of,
    stories,
    twin_gutter,
)
from rothscope.extract.layout.insets import Inset, ends_sentence, part_insets
from rothscope.extract.layout.rows import (
    EXTRA_LEADING,
    are_side_heads,
    blocks_of,
    rows_of,
)
from rothscope.extract.layout.ruled import Rule, ruled_tables
from rothscope.extract.sheet.words import Run, Word
from rothscope.model.document import Box

MARKER_REACH = 5.0
"""Most space between a bullet or check box and its text, in ems."""

CLOSE = 1.1
"""Space in ems below which two runs drawn one after the other on one line are one run."""

LONGEST_MARK = 3
"""Letters of a footnote mark or an initial, which are set in another size than their line."""

SMALL, RAISED, NEAR = 0.8, 0.15, 0.3
"""Of the height of a word: what the raised number behind it has at most, how far it is raised, how near it stands."""

INDENT = 0.9
"""Ems a line must start further right than its neighbours to be an indented first line."""


@dataclass(slots=True)
class Strip:
    """One line to be: its cells from left to right (one, unless it is a row of a table), its column.

    `aside` says that it belongs to a block that stands in the way of the running text.
    """

    cells: list[Run]
    column: int = 0
    break_before: bool = False
    aside: bool = False

    x0: float = field(init=False)
    top: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        self.x0, self.size = self.cells[0].x0, self.cells[0].size
        self.top = self.cells[0].top if len(self.cells) == 1 else min([cell.top for cell in self.cells])


@dataclass(slots=True)
class Layout:
    """A page's strips in reading order, and its unruled tables: for each row the runs of each cell.

    `frames` are boxes round running text, which no gutter parts.
    """

    strips: list[Strip] = field(default_factory=list)
    tables: list[list[list[list[Run]]]] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)


def lay_out(
    runs: Sequence[Run],
    rules: Sequence[Rule] = (),
    grids: Sequence[Sequence[Sequence[Run]]] = (),
    frames: Sequence[Box] = (),
) -> Layout:
    """Return the page's runs in reading order.

    `rules` are the horizontal rules of the page, which part rows; `grids` are its ruled tables, each the runs
    of its rows cell by cell, which keep that order and are read as one block; `frames` are its drawn boxes.
    """
    layout = Layout()
    settled = {id(run) for grid in grids for row in grid for run in row}
    loose = _joined([run for run in runs if id(run) not in settled])
    # Rules under the headings of blocks beside each other part no rows of one table.
    tables, rest = ([], loose) if gutter_of_labels(rows_of(loose)) else ruled_tables(loose, rules)
    if twin_gutter(rows_of(rest)) is None:
        insets, rest, layout.frames = part_insets(rest, rules, frames)
    else:
        insets = []  # a title in a table beside a table stands in no text's way
    last = _arrange(rest, 0, layout)
    for grid in [*grids, *([[run for cell in row for run in cell] for row in table] for table in tables)]:
        _insert_grid(grid, layout.strips)
    layout.tables += tables
    _mark_breaks(layout.strips)
    for column, inset in enumerate(insets, last + 1):
        _insert_inset(inset, column, layout.strips)
    return layout


def _insert_inset(inset: Inset, column: int, strips: list[Strip]) -> None:
    """Put a block that stands in the way of the text where the paragraph beside it ends, or at least a sentence does."""
    block = [Strip([run], column, aside=True) for run in inset.runs]
    _mark_breaks(block)
    block[0].break_before = True
    (left, right), top = inset.reach, (inset.runs[0].top + inset.runs[0].bottom) / 2
    above = [at + 1 for at, s in enumerate(strips) if s.top < top and s.x0 < right and s.cells[-1].x1 > left]
    place, end = above[-1] if above else 0, len(strips)
    whole = [at for at in range(1, end + 1) if ends_sentence(strips[at - 1].cells[-1])]
    parted = [at for at in whole if at >= place and (at == end or strips[at].break_before)]
    at = next(iter(parted), min(whole, key=lambda at: (at < place, abs(at - place)), default=end))
    strips[at:at] = block


def _insert_grid(grid: Sequence[Sequence[Run]], strips: list[Strip]) -> None:
    """Put a ruled table's lines before the first line below its top in the same stretch of the page."""
    lines = [strip for row in grid for strip in _row_strips(row)]
    if not lines:
        return
    left, right = min(s.x0 for s in lines), max(s.cells[0].x1 for s in lines)
    top = min(s.top for s in lines)
    below = [at for at, s in enumerate(strips) if s.top > top and s.x0 < right and s.cells[-1].x1 > left]
    above = [at + 1 for at, s in enumerate(strips) if s.top <= top and s.x0 < right and s.cells[-1].x1 > left]
    place = below[0] if below else above[-1] if above else len(strips)
    column = strips[min(place, len(strips) - 1)].column if strips else 0
    for strip in lines:
        strip.column = column
    strips[place:place] = lines


def _row_strips(row: Sequence[Run]) -> list[Strip]:
    """Return a table row as one line where all its cells stand on one, else cell by cell."""
    lines = rows_of(row)
    return [Strip(line) for line in lines] if len(lines) == 1 else [Strip([run]) for run in row]


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with bullets put before their text and pieces of one line put together."""
    joined: list[Run] = []
    for row in rows_of(runs):
        last = row[0]
        for run in row[1:]:
            gap = run.x0 - last.x1
            hangs = last.is_marker and gap <= MARKER_REACH * run.size
            close = gap < CLOSE * run.size and 0 <= run.order - last.order <= 2
            if hangs or (close and _may_join(last, run)):
                main = run if hangs or _is_mark_of(last, run) else last
                last = replace(main, words=last.words + run.words, order=min(last.order, run.order))
            else:
                joined.append(last)
                last = run
        joined.append(last)
    return [_with_marks_hung(run) for run in joined]


def _with_marks_hung(run: Run) -> Run:
    """Return a run with the raised number of a footnote hung on the word right before it ("… in a year.7 No reason")."""
    if not any(word.text.isdecimal() and len(word.text) < LONGEST_MARK for word in run.words[1:]):
        return run
    words = run.words[:1]
    for word in run.words[1:]:
        last = words[-1]
        if _is_raised(word, last):
            box = (last.x0, min(last.top, word.top), word.x1, max(last.bottom, word.bottom))
            words[-1] = Word(last.text + word.text, *box)
        else:
            words.append(word)
    return run if len(words) == len(run.words) else replace(run, words=words)


def _is_raised(word: Word, before: Word) -> bool:
    """Say whether a word is a number in small type above the line, close behind a word that ends in no number itself."""
    tall = before.bottom - before.top
    return (
        word.text.isdecimal()
        and len(word.text) < LONGEST_MARK
        and not any(map(str.isdigit, before.text[-2:]))
        and word.bottom - word.top < SMALL * tall
        and before.bottom - word.bottom > RAISED * tall
        and word.x0 - before.x1 < NEAR * tall
    )


def _is_mark_of(run: Run, after: Run) -> bool:
    """Say whether a run is the raised mark of a footnote, which is as large as its text."""
    return run.size < after.size and len(run.text) <= LONGEST_MARK < len(after.text)


def _may_join(run: Run, after: Run) -> bool:
    """Say whether two runs are of about one size, as those of one line are, a footnote mark aside."""
    sizes = sorted((run.size, after.size))
    return min(len(run.text), len(after.text)) <= LONGEST_MARK or sizes[1] < LARGER * sizes[0]


def _arrange(runs: list[Run], column: int, layout: Layout) -> int:
    """Add the runs to the layout in reading order; return the last column used."""
    rows = part_cells(rows_of(runs))
    twins = twin_gutter(rows)
    gutter = find_gutter(rows) if twins is None else twins
    if gutter is None:
        layout.strips += [Strip(row, column) for row in rows]
        return column
    cut = [
        (beside, band, stories(band) if beside else []) for beside, band in bands(rows, gutter, layout.frames)
    ]
    columns = [bool(parts) and (twins is not None or side_by_side(parts, gutter)) for _, _, parts in cut]
    last = column
    for (beside, band, parts), set_in_columns in zip(cut, columns, strict=True):
        pairs = questions_and_answers(*sides_of(band, gutter)) if beside else []
        if pairs:
            layout.strips += [Strip(line, column) for pair in pairs for line in pair]
        elif beside and (
            set_in_columns or (any(columns) and all(are_like_columns(*sides_of(p, gutter)) for p in parts))
        ):
            last = max(last, *(_add_columns(part, gutter, column, layout) for part in parts))
        elif beside:
            _add_rows(band, column, layout)
        elif len(band) < sum(map(len, rows)):
            last = max(last, _arrange(band, column, layout))
        else:
            layout.strips += [Strip(row, column) for row in rows]
    return last


def _add_columns(runs: list[Run], gutter: float, column: int, layout: Layout) -> int:
    """Add all that stands left of the gutter, then all that stands right of it."""
    left, right = sides_of(runs, gutter)
    middle = _arrange(left, column, layout) if left else column
    return _arrange(right, middle + 1, layout) if right else middle


def _add_rows(band: list[Run], column: int, layout: Layout) -> None:
    """Add labels and what stands beside them, one row after the other."""
    lines = rows_of(band)
    columns = CellColumns([run for line in lines if len(line) > 1 for run in line])
    if columns.count == 0:
        layout.strips += [Strip(line, column) for line in lines]
        return
    blocks = blocks_of(lines, columns.starts[1] if columns.count > 1 else band[0].x0)
    table = [
        [[run for row in block for run in row if columns.of(run) == at] for at in range(columns.count)]
        for block in blocks
    ]
    if are_side_heads(table):
        for label, text in table:
            heads = [Strip(label, column)] if label else []
            layout.strips += [*heads, *(Strip(line, column) for line in rows_of(text))]
        return
    for cells in table:
        row = [run for cell in cells for run in cell]
        layout.strips += [Strip(strip.cells, column) for strip in _row_strips(row)]
    layout.tables.append(table)


def _mark_breaks(strips: list[Strip]) -> None:
    """Mark the lines that start a paragraph: extra leading, a new column, an indented first line."""
    usual = _leading_in_ems(strips)
    indented = False
    for at, strip in enumerate(strips):
        if at == 0:
            continue
        above = strips[at - 1]
        step = strip.top - above.top
        if strip.column != above.column or step < 0:
            strip.break_before = not strip.cells[0].words[0].text[:1].islower()
            indented = False
            continue
        em = max(strip.size, 1.0)
        apart = step > EXTRA_LEADING * usual * strip.size
        below = strips[at + 1] if at + 1 < len(strips) else None
        hangs = any(abs(strip.x0 - word.x0) < 2 for word in above.cells[0].words[1:3])
        first = strip.x0 - above.x0 > INDENT * em and (below is None or strip.x0 - below.x0 > INDENT * em)
        back = above.x0 - strip.x0 > INDENT * em and not indented
        strip.break_before = apart or (not hangs and (first or back))
        indented = first and not hangs


def _leading_in_ems(strips: Sequence[Strip]) -> float:
    """Return the usual distance between lines of one size, in ems of that size."""
    steps = sorted(
        (b.top - a.top) / max(b.size, 1.0)
        for a, b in pairwise(strips)
        if a.column == b.column and b.top - a.top > 1
    )
    return max(1.0, steps[len(steps) // 4]) if steps else 1.2
