"""Runs side by side: which of them stand on one line, and which lines make one row of a table.

In: runs of words. Out: lists of lines, each a list of runs from left to right.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from rothscope.extract.sheet.words import Run

SAME_LINE = 0.5
"""Share of the lower of two runs by which both must overlap in height to stand on one line."""

WRAPPED = 1.25
"""Times its size by which the lines of a wrapped label stand apart."""

SAME_TYPE = 0.5
"""Points by which the sizes of one type may differ."""

EXTRA_LEADING = 1.3
"""A distance between lines this many times the usual one starts a paragraph or a row."""

SIDE_WORDS = 8
"""Words of the middling text beside bold labels from which these are side headings, not cells."""

MOST_ANSWERS = 0.3
"""Share of lines by themselves beside bold labels that end no sentence, from which all of them are answers in cells."""


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
    if b.top >= a.bottom:  # most lines are by themselves
        return False
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
    titles = _title_lines(rows, second)
    blocks = [list(rows[:titles])]
    opened = False
    for at, (above, row) in list(enumerate(pairwise(rows), 1))[titles - 1 :]:
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
            between = hangs and _stands_between(above, row, rows[at + 1], second)
            opens = apart and not between and (hangs or row[0].bold)
            opened = between or (opens and hangs)
        if opens:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _title_lines(rows: Sequence[Sequence[Run]], second: float) -> int:
    """Return how many lines the first row has: titles may stand in lines above the one that names the labels.

               Before   Age 59       <- no label, and bold like the title of the labels below
    Account    age 59   and older
    """
    named = next((at for at, row in enumerate(rows) if row[0].x0 < second - 1), 0)
    titles = rows[: named + 1]
    close = all(
        below[0].top - above[0].bottom < above[0].bottom - above[0].top for above, below in pairwise(titles)
    )
    bold = all(run.bold for row in titles for run in row)
    return named + 1 if close and bold and len(titles[-1]) > 1 else 1


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


def _stands_between(above: Sequence[Run], text: Sequence[Run], below: Sequence[Run], second: float) -> bool:
    """Tell whether a line of text is set at the middle of a label of two lines, `above` and `below` it.

    Employee after-tax
                        1% to 8%
    contributions
    """
    reaches, hangs = above[0].bottom - text[0].top, text[0].bottom - below[0].top
    labels = len(above) == len(below) == 1 and above[0].x0 < second - 1
    return labels and reaches > 0 and abs(reaches - hangs) < SAME_TYPE


def are_side_heads(rows: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Say whether bold labels stand beside sentences, as headings in the margin do; headings over the text aside."""
    if any(len(row) != 2 for row in rows):
        return False
    beside = [(label, text) for label, text in rows[1:] if label] or [(label, text) for label, text in rows]
    labels = [run.bold for label, _ in rows for run in label]
    texts = [text for label, text in rows if label and text]
    words = [sum(len(run.words) for run in text) for text in texts]
    answers = [len(text) == 1 and text[0].text[-1] not in ".:;?!" for text in texts]
    plain = not any(run.bold for _, text in beside for run in text)
    sentences = bool(texts) and median(words) >= SIDE_WORDS and sum(answers) <= MOST_ANSWERS * len(texts)
    return bool(labels) and all(labels) and plain and sentences
