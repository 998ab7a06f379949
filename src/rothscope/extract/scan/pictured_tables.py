"""The tables that rules draw in the picture of a page, as pdfplumber would find them on a page that draws its rules.

In: level and upright rules in points, none quite straight or whole. Out: Grids, and where a rule parts two words.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from rothscope.extract.layout.tables import Grid, is_table

Level = tuple[float, float, float]
"""A level rule: where it starts, its height on the page, where it ends, in points."""

Side = tuple[float, float, float]
"""An upright rule: its place across the page, its top and its bottom, in points."""

MISSED = 3.0
"""Points by which rules may miss each other and still meet."""

HIDDEN = 1.0
"""Points by which a word's rectangle may reach over a rule beside it."""


def pictured_grids(rules: Sequence[Level], sides: Sequence[Side]) -> list[Grid]:
    """Return the tables that level and upright rules make."""
    if len(rules) < 2 or len(sides) < 2:
        return []
    from pdfplumber import table

    edges = [_edge("h", x0, y, x1, y) for x0, y, x1 in rules]
    edges += [_edge("v", x, top, x, bottom) for x, top, bottom in sides]
    whole = table.merge_edges(edges, MISSED, MISSED, MISSED, MISSED)
    cells = table.intersections_to_cells(table.edges_to_intersections(whole, MISSED, MISSED))
    found = [table.Table(None, group) for group in table.cells_to_tables(cells)]
    grids = [Grid(each.bbox, tuple(tuple(row.cells) for row in each.rows)) for each in found]
    return [grid for grid in grids if is_table(grid)]


def _edge(way: str, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    return {
        "orientation": way,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def is_parted(left: float, right: float, middle: float, sides: Iterable[Side]) -> bool:
    """Tell whether an upright rule stands between two words of a line, as between cells; `middle` is the line's height."""
    return any(left - HIDDEN <= x <= right + HIDDEN and top <= middle <= bottom for x, top, bottom in sides)
