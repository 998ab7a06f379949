"""Whether a page parts in two, and whether the two sides are columns of prose or rows of a table.

In: the lines of a page or of a part of it. Out: the x of the gutter, the bands of the page that it parts, and
what the two sides of a band are to each other.
"""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from rothscope.extract.rows import EXTRA_LEADING, leading, rows_of
from rothscope.extract.words import Run

FLOWS = 0.3
"""Share of lines starting with a small letter from which text is prose running on from line to line."""

PROSE_WORDS = 4
"""Words in the middling line from which a column is wide enough to be prose."""

DRAWN_APART = 0.2
"""Changes of side, for each line of the shorter side, up to which a file draws two sides one after the other."""

DRAWN_BY_LINE = 1.2
"""Changes of side, for each line, from which it draws them line by line; table rows change once or twice a row."""


def find_gutter(rows: list[list[Run]]) -> float | None:
    """Return the x at which most rows part in two with fewest runs across it; at least two rows must part."""
    edges = {round(run.x0) - 2 for row in rows for run in row[1:]}
    runs = [run for row in rows for run in row]
    best, gutter = 1.5, None
    for x in sorted(edges):
        left = sum(run.x1 <= x for run in runs)
        right = sum(run.x0 >= x for run in runs)
        across = len(runs) - left - right
        parted = sum(
            row[0].x1 <= x <= row[-1].x0 and all(run.x1 <= x or run.x0 >= x for run in row) for row in rows
        )
        score = parted + 0.1 * min(left, right) - 0.05 * across
        if parted >= 2 and score > best:
            best, gutter = score, float(x)
    return gutter


def bands(rows: list[list[Run]], gutter: float) -> Iterator[tuple[bool, list[Run]]]:
    """Cut the page from top to bottom where runs cross the gutter; yield (parted by the gutter?, runs)."""
    groups: list[tuple[bool, list[list[Run]]]] = []
    for row in rows:
        clear = all(run.x1 <= gutter or run.x0 >= gutter for run in row)
        if not groups or groups[-1][0] is not clear:
            groups.append((clear, []))
        groups[-1][1].append(row)
    for clear, band in groups:
        sides = {run.x1 <= gutter for row in band for run in row}
        yield clear and len(sides) == 2, [run for row in band for run in row]


def are_columns(left: list[Run], right: list[Run]) -> bool:
    """Say whether two sides are columns of running text, not labels with their answers or side headings."""
    switches, lines = _switches(left, right), min(len(left), len(right))
    drawn_apart = switches <= max(2, DRAWN_APART * lines)
    similar = 0.5 <= _width(left) / max(_width(right), 1.0) <= 2.0
    if _is_prose(left) and _is_prose(right):
        by_line = switches >= DRAWN_BY_LINE * lines
        return drawn_apart or (by_line and not _rows_stand_apart(left, right))
    return drawn_apart and similar and any(_is_prose(side) and len(side) >= 4 for side in (left, right))


def _switches(left: list[Run], right: list[Run]) -> int:
    """Return how often the file goes from one side to the other while drawing lines of more than a word or two."""
    lines = [
        (run.order, side) for side, runs in enumerate((left, right)) for run in runs if len(run.words) > 2
    ]
    return sum(a != b for (_, a), (_, b) in pairwise(sorted(lines)))


def _is_prose(runs: list[Run]) -> bool:
    if len(runs) < 3:
        return False
    flowing = sum(run.words[0].text[:1].islower() for run in runs[1:])
    return median(len(run.words) for run in runs) >= PROSE_WORDS and flowing >= FLOWS * (len(runs) - 1)


def _width(runs: list[Run]) -> float:
    return max(run.x1 for run in runs) - min(run.x0 for run in runs)


def _rows_stand_apart(left: list[Run], right: list[Run]) -> bool:
    """Say whether extra leading falls at the same heights on both sides twice, as between table rows."""
    ours, theirs = _paragraph_tops(left), _paragraph_tops(right)
    return sum(any(abs(a - b) < 3 for b in theirs) for a in ours) >= 2


def _paragraph_tops(runs: list[Run]) -> list[float]:
    rows = rows_of(runs)
    usual = leading([row[0].top for row in rows])
    return [b[0].top for a, b in pairwise(rows) if b[0].top - a[0].top > EXTRA_LEADING * usual]
