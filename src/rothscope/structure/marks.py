"""Cells that answer by a mark: ticks, crosses, circles, letters; and the row of titles over a table of such cells."""

import re

from rothscope.model.document import Table
from rothscope.structure import shape

CIRCLES = frozenset("\u25cf\u25c9\u25d0\u25d1\u25d5\u25cb")
"""Full, half and empty circles, which on a page that has both answer the label before them."""

FEWEST_COLUMNS = 3
"""Columns from which a table of marks needs titles: a label and two answers."""

_MARKED = re.compile(r"(?:Y|N|y|n|Yes|No|N/A|[\u2013\u2014-])[.*]?$")


def is_mark(cell: str) -> bool:
    """Tell whether a cell holds a tick or an empty box and nothing else."""
    return mark_of(cell) is not None


def mark_of(cell: str) -> bool | None:
    """Return whether the mark in a cell is a tick; None where the cell says more or nothing."""
    if cell in ("X", "x"):
        return True
    if cell and cell in shape.CROSSES:
        return False
    found = shape.boxes(cell)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(cell):
        return found[0].ticked
    return None


def with_titles(table: Table) -> Table:
    """Return a table whose first row is its header where nothing set it apart: below it all columns but the first hold
    marks and bare answers, and it holds none.
    """
    if any(table.header) or len(table.rows) < FEWEST_COLUMNS or len(table.rows[0]) < FEWEST_COLUMNS:
        return table
    first, *rest = table.rows
    below = [cell for row in rest for cell in row[1:] if cell]
    titled = all(first[1:]) and not any(map(_answers, first[1:]))
    if not (titled and below and all(map(_answers, below))):
        return table
    return table.model_copy(update={"header": first, "rows": tuple(rest)})


def _answers(cell: str) -> bool:
    answers = _MARKED.match(cell) or shape.ANSWER.match(cell) or cell in CIRCLES
    return bool(answers) or is_mark(cell)
