"""Tables whose rows are parted by rules: which rules are those of one table, and what stands in its cells.

In: the runs and the horizontal rules of a page. Out: tables as rows of cells of runs, and the runs outside of them.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rothscope.extract.layout.cells import APART, CellColumns
from rothscope.extract.layout.rows import EXTRA_LEADING, WRAPPED, blocks_of, rows_of
from rothscope.extract.sheet.words import Run

Rule = tuple[float, float, float]
"""A horizontal rule: (x0, y, x1) in points."""

SAME_RULE = 3.0
"""Points within which two rules are at one height."""

SAME_EDGE = 8.0
"""Points within which the ends of two rules are at one place."""

BETWEEN_CELLS = 12.0
"""Points between two rules at one height up to which they are the rules of two cells, not of two tables."""

TITLES_ABOVE = 2
"""Lines above the first rule of a table that may hold the titles of its columns."""

SCHEDULE = 0.7
"""Share of lines that must be a label with numbers beside it for each to be a row."""

FEWEST_ANSWERS = 4
"""Lines of a label and its answer from which each is a row, though no rule parts them."""

LEAST_RULES = 2
"""Rules that part the rows of a table, below its titles and its only row."""

TALLEST_ROW = 160.0
"""Points between two rules, about twelve lines, beyond which they part no rows of one table."""


def ruled_tables(runs: Sequence[Run], rules: Sequence[Rule]) -> tuple[list[list[list[list[Run]]]], list[Run]]:
    """Return the tables whose rows are parted by rules (rows of cells of runs), and the runs outside of them.

    Rules under headings or round a box of running text make no table: its text does not part into columns.
    """
    tables = []
    left = list(runs)
    for x0, x1, heights in _tables_apart(_stacks(rules), runs):
        edges = _cell_edges(rules, heights)
        parts = {id(run): _cut(run, edges) for run in left if x0 <= (run.x0 + run.x1) / 2 <= x1}
        across = {id(part) for cut in parts.values() for part in cut if _is_across(part, edges)}
        table = _table_between([part for cut in parts.values() for part in cut], heights, across)
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


def _tables_apart(
    stacks: Iterator[tuple[float, float, list[float]]], runs: Sequence[Run]
) -> Iterator[tuple[float, float, list[float]]]:
    """Yield the stacks, each cut where a heading and titles of its own open another table below the rows of the last.

    Roth IRA     | No
    ------------------------
    Access while employed         <- the heading of the next table
    Type         | Available?     <- its titles
    """
    for x0, x1, heights in stacks:
        lines = rows_of([run for run in runs if x0 <= (run.x0 + run.x1) / 2 <= x1])
        opened = [
            bisect(heights, line[0].top)
            for above, line, titles in zip(lines, lines[1:], lines[2:], strict=False)
            if len(line) == 1 < len(titles) and all(run.bold for run in (*line, *titles))
            if not all(run.bold for run in above)
        ]
        cuts = [0, *(at for at in opened if 0 < at < len(heights)), len(heights)]
        yield from (
            (x0, x1, heights[start:end]) for start, end in pairwise(cuts) if end - start >= LEAST_RULES
        )


def _joined_rules(rules: Sequence[Rule]) -> list[tuple[int, float, float]]:
    """Return (height, left, right) of the rules from the top, those joined that are drawn cell by cell."""
    joined: list[tuple[int, float, float]] = []
    for y, x0, x1 in sorted((round(y / SAME_RULE), x0, x1) for x0, y, x1 in rules):
        if joined and joined[-1][0] == y and x0 - joined[-1][2] <= BETWEEN_CELLS:
            joined[-1] = (y, joined[-1][1], max(x1, joined[-1][2]))
        else:
            joined.append((y, x0, x1))
    return joined


def _is_across(run: Run, edges: Sequence[float]) -> bool:
    """Tell whether a run stands over an edge between two columns, as text above or below a table does."""
    return any(run.x0 < edge - SAME_RULE and edge + SAME_RULE < run.x1 for edge in edges)


def _below_text(part: list[Run], across: Collection[int]) -> list[Run]:
    """Return the first row of a table without the heading and the text that stand above it under the same rule.

    ----------------------        <- the rule of the chapter
    Part 7. Rollovers
    From plans       | Yes
    -----------------|----
    """
    lines = rows_of(part)
    last = -1
    for at, (line, below) in enumerate(pairwise(lines)):
        heads = len(line) == 1 and line[0].size >= below[0].size + 1
        step = line[0].top - lines[at - 1][0].top if at else 0.0
        runs_on = last == at - 1 >= 0 and not heads and step < EXTRA_LEADING * WRAPPED * line[0].size
        if heads or any(id(run) in across for run in line) or (runs_on and id(lines[last][0]) in across):
            last = at
    return [run for line in lines[last + 1 :] for run in line]


def _table_between(
    runs: Sequence[Run], heights: Sequence[float], across: Collection[int]
) -> list[list[list[Run]]]:
    """Return the runs between the rules as rows of cells; none where they do not stand in columns.

    `across` are the ids of those that stand over an edge between two columns.
    """
    slices: list[list[Run]] = [[] for _ in range(len(heights) + 1)]
    for run in _cut_at_columns(runs, len(heights)):
        slices[bisect(heights, (run.top + run.bottom) / 2)].append(run)
    slices[1] = _below_text(slices[1], across)
    while len(slices) > 2 and any(id(run) in across for run in slices[-2]):
        slices.pop()  # notes and framed text between the rules below the last row
    filled = [rows_of(part) for part in slices[1:-1] if part]
    rows = [lines for part in filled for lines in (_schedule(part) or _answers(part) or [part])]
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


def _answers(lines: list[list[Run]]) -> list[list[list[Run]]]:
    """Return the rows of a list of labels with their answers, where a chapter's rules alone stand above and below it.

    A wrapped label or answer goes on with a small letter somewhere; in such a list every line begins anew on both sides.
    """
    if len(lines) < FEWEST_ANSWERS or any(len(line) != 2 for line in lines):
        return []
    return [] if any(run.text[0].islower() for line in lines for run in line) else [[line] for line in lines]
