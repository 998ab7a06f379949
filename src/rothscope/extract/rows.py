"""Runs side by side: which of them stand on one line, and which lines make one row of a table.

In: runs of words. Out: lists of lines, each a list of runs from left to right.
"""

from collections.abc import Sequence
from itertools import pairwise

from rothscope.extract.words import Run

Rule = tuple[float, float, float]
"""A horizontal rule: (x0, y, x1) in points."""

SAME_LINE = 0.5
"""Share of the lower of two runs by which both must overlap in height to stand on one line."""

EXTRA_LEADING = 1.3
"""A distance between lines this many times the usual one starts a paragraph or a row."""


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs row by row from the top, each row from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: r.top + r.bottom):
        if rows and _on_line(rows[-1][0], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda r: r.x0)
    return rows


def _on_line(a: Run, b: Run) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > SAME_LINE * max(0.1, min(a.bottom - a.top, b.bottom - b.top))


def leading(tops: Sequence[float]) -> float:
    """Return the usual distance between lines: the lower quartile, which paragraph gaps do not reach."""
    steps = sorted(b - a for a, b in pairwise(tops) if b - a > 1)
    return steps[len(steps) // 4] if steps else 0.0


def blocks_of(rows: list[list[Run]], gutter: float, rules: Sequence[Rule]) -> list[list[list[Run]]]:
    """Group the lines of a band into rows: a row starts below a rule or, without rules, at a label."""
    usual = leading([row[0].top for row in rows])
    ruled = [_ruled_off(above, row, rules) for above, row in pairwise(rows)]
    blocks = [[rows[0]]]
    for above, row, rule in zip(rows, rows[1:], ruled, strict=False):
        apart = row[0].top - above[0].top > EXTRA_LEADING * usual
        label = row[0].x1 <= gutter and (apart or not row[0].words[0].text[:1].islower())
        if rule or (label and sum(ruled) < 2):
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _ruled_off(above: list[Run], row: list[Run], rules: Sequence[Rule]) -> bool:
    low, high = (above[0].top + above[0].bottom) / 2, (row[0].top + row[0].bottom) / 2
    left = min(above[0].x0, row[0].x0)
    return any(low < y < high and x0 <= left + 20 and x1 > left for x0, y, x1 in rules)


class CellColumns:
    """The columns of a table without rules: the stretches of the page's width that its runs cover."""

    def __init__(self, runs: list[Run]) -> None:
        self.starts: list[float] = []
        end = float("-inf")
        for run in sorted(runs, key=lambda r: r.x0):
            if run.x0 > end:
                self.starts.append(run.x0)
            end = max(end, run.x1)
        self.count = len(self.starts)

    def of(self, run: Run) -> int:
        """Return the number of the column a run starts in, from 0."""
        return max(0, sum(start <= run.x0 + 1 for start in self.starts) - 1)
