"""The cells of a table without rules: the columns they stand in, and runs cut that hold the cells of several.

In: runs of words, as they stand beside each other. Out: the same, cell by cell, and the number of each one's column.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rothscope.extract.sheet.words import Run, Word

APART = 0.6
"""Times its size by which a word stands apart from the one before it, more than a space and less than a gutter."""

CELLS_BELOW = 4
"""Rows of a table without rules in which a run starts where its column does."""

WIDER = 1.5
"""Times the usual gap of its line by which a gap between two of its cells is wider."""

FEW_ACROSS = 12
"""One run in so many may reach from one column of a table into the next."""

MOST_RAGGED = 12.0
"""Points left of a column's usual start from which a run still belongs to it."""


def part_cells(rows: list[list[Run]]) -> list[list[Run]]:
    """Return the rows, their runs cut that hold the cells of two columns of a table without rules.

    The words of such a run stand apart by more than its other words, where a run of every third row starts; those of
    titles set side by side, over two columns.
    """
    several = [row for row in rows if len(row) > 1]
    if len(several) < CELLS_BELOW:
        return rows
    starts = Counter(round(run.x0) for row in several for run in row)
    usual = [x for x, times in starts.items() if times >= max(CELLS_BELOW, len(several) / 3)]
    columns = CellColumns([run for row in several for run in row])
    return [[part for run in row for part in _part_cells(run, usual, columns)] for row in rows]


def _part_cells(run: Run, usual: Sequence[int], columns: "CellColumns") -> list[Run]:
    cuts = [
        at
        for at in _wide_gaps(run)
        if any(abs(run.words[at].x0 - x) <= 1 for x in usual)
        or (run.bold and columns.of(run.words[at - 1]) != columns.of(run.words[at]))
    ]
    bounds = [0, *cuts, len(run.words)]
    return [replace(run, words=run.words[a:b]) for a, b in pairwise(bounds)] if cuts else [run]


def _wide_gaps(run: Run) -> list[int]:
    """Return the numbers of the words of a run that stand apart from the word before by more than a space."""
    gaps = [after.x0 - word.x1 for word, after in pairwise(run.words)]
    usual = sorted(gaps)[len(gaps) // 4] if len(gaps) > 1 else 0.0
    least = max(APART * run.size, WIDER * usual)
    wide = [at for at, gap in enumerate(gaps, 1) if gap > least]
    return [at for at in wide if not replace(run, words=run.words[:at]).is_marker]


class CellColumns:
    """The columns of a table: the stretches of its width that more than a few of its runs cover.

    A heading over two columns, or a cell that reaches into the next, does not join columns.
    """

    def __init__(self, runs: Sequence[Run]) -> None:
        ends = sorted([(run.x0, 1) for run in runs] + [(max(run.x1, run.x0 + 1), -1) for run in runs])
        few = len(runs) // FEW_ACROSS
        self.starts: list[float] = []
        self.ends: list[float] = []
        depth, last = 0, ends[0][0] - MOST_RAGGED if ends else 0.0
        for x, step in ends:
            if step > 0 and depth == few:
                # Centred cells start a little left of where most of their column starts.
                self.starts.append(x - min(MOST_RAGGED, max(0.0, x - last) / 2))
                self.ends.append(x)
            depth += step
            if step < 0 and depth == few:
                self.ends[-1] = last = x
        self.count = len(self.starts)

    def of(self, run: Run | Word) -> int:
        """Return the number of the column a run starts in, from 0; of a centred title, the one it stands over."""
        at = max(0, sum(start <= run.x0 for start in self.starts) - 1)
        after = at + 1
        over = after < self.count and self.ends[at] <= run.x0 and run.x1 > self.starts[after]
        return after if over else at
