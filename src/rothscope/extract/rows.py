"""Runs side by side: which of them stand on one line, and which lines make one row of a table.

In: runs of words. Out: lists of lines, each a list of runs from left to right.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from rothscope.extract.words import Run

Rule = tuple[float, float, float]
"""A horizontal rule: (x0, y, x1) in points."""

SAME_LINE = 0.5
"""Share of the lower of two runs by which both must overlap in height to stand on one line."""

WRAPPED = 1.25
"""Times its size by which the lines of a wrapped label stand apart."""

SAME_TYPE = 0.5
"""Points by which the sizes of one type may differ."""

EXTRA_LEADING = 1.3
"""A distance between lines this many times the usual one starts a paragraph or a row."""

SAME_RULE = 3.0
"""Points within which two rules are at one height."""

SAME_EDGE = 8.0
"""Points within which the ends of two rules are at one place."""

BETWEEN_CELLS = 15.0
"""Points between two rules at one height up to which they are the rules of two cells, not of two tables."""

TITLES_ABOVE = 2
"""Lines above the first rule of a table that may hold the titles of its columns."""

APART = 0.6
"""Times its size by which a word stands apart from the one before it, more than a space and less than a gutter."""

FEW_ACROSS = 12
"""One run in so many may reach from one column of a table into the next."""

MOST_RAGGED = 12.0
"""Points left of a column's usual start from which a run still belongs to it."""

SCHEDULE = 0.7
"""Share of lines that must be a label with numbers beside it for each to be a row."""

SIDE_WORDS = 8
"""Words of the middling text beside bold labels from which these are side headings, not cells."""

TALLEST_ROW = 160.0
"""Points between two rules, about twelve lines, beyond which they part no rows of one table."""


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


def blocks_of(rows: list[list[Run]], second: float) -> list[list[list[Run]]]:
    """Group lines into table rows: a row starts at a label that does not run on from the last.

    `second` is where the second column starts; what stands left of it is a label. Text that starts a little above its
    label belongs to it, and a bold line over the text starts a row of its own.
    """
    usual = leading([row[0].top for row in rows])
    right = max((run.x1 for row in rows for run in row), default=0.0)
    blocks = [[rows[0]]]
    opened = False
    for at, (above, row) in enumerate(pairwise(rows), 1):
        label = row[0].x0 < second - 1
        last = (
            above[0]
            if label
            else next((r[-1] for r in reversed(rows[:at]) if r[-1].x0 >= second - 1), above[0])
        )
        apart = row[0].top - last.top > EXTRA_LEADING * usual
        if label:
            starts = apart or not row[0].words[0].text[:1].islower()
            opens = starts and not opened and not _is_label_wrapped(blocks[-1], row, second, right)
            opened = False
        else:
            hangs = at + 1 < len(rows) and _hangs_below(row, rows[at + 1], second)
            opens = apart and (hangs or row[0].bold)
            opened = opens and hangs
        if opens:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _is_label_wrapped(
    block: Sequence[Sequence[Run]], row: Sequence[Run], second: float, right: float
) -> bool:
    """Tell whether a bold label goes on with the line right above it: nothing new is said beside it.

    `right` is how far the text reaches: a line that has no room for another word runs on into the next.
    """
    above = next((line[0] for line in reversed(block) if line[0].x0 < second - 1), None)
    if above is None or not (above.bold and row[0].bold) or abs(above.size - row[0].size) > SAME_TYPE:
        return False
    if row[0].top - above.top > EXTRA_LEADING * WRAPPED * above.size:
        return False
    beside = [run for run in row if run.x0 >= second - 1]
    before = [run for line in block for run in line if run.x0 >= second - 1]
    if not beside:
        return True
    room = right - before[-1].x1 if before else 0.0
    first = beside[0].words[0]
    return bool(before) and before[-1].text[-1:] not in ".:;?!" and room < first.x1 - first.x0 + row[0].size


def _hangs_below(text: Sequence[Run], row: Sequence[Run], second: float) -> bool:
    """Tell whether a row starts with a label that stands a little below the first line of the text beside it."""
    return row[0].x0 < second - 1 and row[0].top - text[0].top < text[0].bottom - text[0].top


def are_side_heads(rows: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Say whether bold labels stand beside sentences, as headings in the margin do; headings over the text aside."""
    if any(len(row) != 2 for row in rows):
        return False
    beside = [(label, text) for label, text in rows[1:] if label] or [(label, text) for label, text in rows]
    labels = [run.bold for label, _ in rows for run in label]
    texts = [sum(len(run.words) for run in text) for label, text in rows if label and text]
    plain = not any(run.bold for _, text in beside for run in text)
    return bool(labels and texts) and all(labels) and plain and median(texts) >= SIDE_WORDS


def ruled_tables(runs: Sequence[Run], rules: Sequence[Rule]) -> tuple[list[list[list[list[Run]]]], list[Run]]:
    """Return the tables whose rows are parted by rules (rows of cells of runs), and the runs outside of them.

    Rules under headings or round a box of running text make no table: its text does not part into columns.
    """
    tables = []
    left = list(runs)
    for x0, x1, heights in _stacks(rules):
        edges = _cell_edges(rules, heights)
        parts = {id(run): _cut(run, edges) for run in left if x0 <= (run.x0 + run.x1) / 2 <= x1}
        table = _table_between([part for cut in parts.values() for part in cut], heights)
        if table:
            settled = {id(run) for row in table for cell in row for run in cell}
            whole = {run for run, cut in parts.items() if any(id(part) in settled for part in cut)}
            left = [run for run in left if id(run) not in whole]
            tables.append(table)
    return tables, left


def _cell_edges(rules: Sequence[Rule], heights: Sequence[float]) -> list[float]:
    """Return where most rules of a table end that are drawn cell by cell: the edges between its columns."""
    ends = Counter(
        edge
        for edge, height in {
            (round(x / SAME_RULE), round(y / SAME_RULE))
            for x0, y, x1 in rules
            for x in (x0, x1)
            if heights[0] - SAME_RULE <= y <= heights[-1] + SAME_RULE
        }
    )
    return sorted(edge * SAME_RULE for edge, times in ends.items() if times > len(heights) / 2)


def _cut(run: Run, edges: Sequence[float]) -> list[Run]:
    """Return the run cut between the words that stand on either side of an edge between two columns."""
    starts = [
        at
        for at, (word, after) in enumerate(pairwise(run.words), 1)
        if any(word.x1 <= edge + SAME_RULE and edge - SAME_RULE <= after.x0 for edge in edges)
    ]
    bounds = [0, *starts, len(run.words)]
    return [run] if len(bounds) == 2 else [replace(run, words=run.words[a:b]) for a, b in pairwise(bounds)]


def _stacks(rules: Sequence[Rule]) -> Iterator[tuple[float, float, list[float]]]:
    """Yield (left, right, heights) of three or more rules of one width, none too far below the last."""
    widths: dict[tuple[int, int], list[int]] = {}
    for y, x0, x1 in _joined_rules(rules):
        heights = widths.setdefault((round(x0 / SAME_EDGE), round(x1 / SAME_EDGE)), [])
        if not heights or heights[-1] != y:
            heights.append(y)
    for (left, right), heights in widths.items():
        cuts = [at for at, (a, b) in enumerate(pairwise(heights), 1) if (b - a) * SAME_RULE > TALLEST_ROW]
        for start, end in pairwise([0, *cuts, len(heights)]):
            if end - start >= 3:
                yield left * SAME_EDGE, right * SAME_EDGE, [y * SAME_RULE for y in heights[start:end]]


def _joined_rules(rules: Sequence[Rule]) -> list[tuple[int, float, float]]:
    """Return (height, left, right) of the rules from the top, those joined that are drawn cell by cell."""
    joined: list[tuple[int, float, float]] = []
    for y, x0, x1 in sorted((round(y / SAME_RULE), x0, x1) for x0, y, x1 in rules):
        if joined and joined[-1][0] == y and x0 - joined[-1][2] <= BETWEEN_CELLS:
            joined[-1] = (y, joined[-1][1], max(x1, joined[-1][2]))
        else:
            joined.append((y, x0, x1))
    return joined


def _table_between(runs: Sequence[Run], heights: Sequence[float]) -> list[list[list[Run]]]:
    """Return the runs between the rules as rows of cells; none where they do not stand in columns."""
    slices: list[list[Run]] = [[] for _ in range(len(heights) + 1)]
    for run in _cut_at_columns(runs, len(heights)):
        slices[bisect(heights, (run.top + run.bottom) / 2)].append(run)
    filled = [rows_of(part) for part in slices[1:-1] if part]
    rows = [lines for part in filled for lines in (_schedule(part) or [part])]
    if len(rows) < 2:
        return []
    titles = _titles(slices[0], heights[0], rows[0][0][0].size)
    # Headings often span columns, so the rows below the first tell where columns are.
    columns = CellColumns([run for lines in rows[0 if titles else 1 :] for line in lines for run in line])
    if titles and columns.count < 2:
        return []
    table = [
        [[run for line in lines for run in line if columns.of(run) == at] for at in range(columns.count)]
        for lines in [titles, *rows]
        if lines
    ]
    beside = sum(sum(map(bool, row)) >= 2 for row in table)
    return table if beside >= max(2, len(table) / 2) else []


def _cut_at_columns(runs: Sequence[Run], rows: int) -> Iterator[Run]:
    """Yield the runs of a table, those cut whose words stand apart where a run of every other row starts.

    A title as wide as its column leaves too little room before the next to be told from it by the gap alone.
    """
    starts = Counter(round(run.x0) for run in runs)
    usual = [x for x, times in starts.items() if times > rows / 2]
    for run in runs:
        bounds = [0]
        for at, (word, after) in enumerate(pairwise(run.words), 1):
            if after.x0 - word.x1 > APART * run.size and any(abs(after.x0 - x) <= 1 for x in usual):
                bounds.append(at)
        bounds.append(len(run.words))
        yield from (
            [run] if len(bounds) == 2 else [replace(run, words=run.words[a:b]) for a, b in pairwise(bounds)]
        )


def _titles(above: Sequence[Run], rule: float, size: float) -> list[list[Run]]:
    """Return the bold lines right above the first rule that name the columns of a table ruled below each row."""
    lines: list[list[Run]] = []
    for line in reversed(rows_of(above)):
        edge = lines[-1][0].top if lines else rule
        near = edge - line[0].bottom < line[0].bottom - line[0].top
        titled = all(run.bold and abs(run.size - size) < 1 for run in line)
        if not (near and titled) or len(lines) >= TITLES_ABOVE:
            break
        lines.append(line)
    return lines[::-1] if any(len(line) >= 2 for line in lines) else []


def _schedule(lines: list[list[Run]]) -> list[list[list[Run]]]:
    """Return the rows of a schedule of years and percentages, which often stands whole between two rules."""
    numbers = [
        line for line in lines if len(line) >= 2 and all(any(map(str.isdigit, c.text)) for c in line[1:])
    ]
    columns = CellColumns([run for line in numbers for run in line])
    if len(numbers) < max(2, SCHEDULE * len(lines)) or columns.count < 2:
        return []
    return blocks_of(lines, columns.starts[1])


class CellColumns:
    """The columns of a table: the stretches of its width that more than a few of its runs cover.

    A heading over two columns, or a cell that reaches into the next, does not join columns.
    """

    def __init__(self, runs: Sequence[Run]) -> None:
        ends = sorted([(run.x0, 1) for run in runs] + [(max(run.x1, run.x0 + 1), -1) for run in runs])
        few = len(runs) // FEW_ACROSS
        self.starts: list[float] = []
        depth, last = 0, ends[0][0] - MOST_RAGGED if ends else 0.0
        for x, step in ends:
            if step > 0 and depth == few:
                # Centred cells start a little left of where most of their column starts.
                self.starts.append(x - min(MOST_RAGGED, max(0.0, x - last) / 2))
            depth += step
            if step < 0 and depth == few:
                last = x
        self.count = len(self.starts)

    def of(self, run: Run) -> int:
        """Return the number of the column a run starts in, from 0."""
        return max(0, sum(start <= run.x0 for start in self.starts) - 1)
