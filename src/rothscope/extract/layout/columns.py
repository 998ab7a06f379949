"""Whether a page parts in two, and whether the two sides are columns of prose or rows of a table.

In: the lines of a page or of a part of it. Out: the x of the gutter, the bands of the page that it parts, and
what the two sides of a band are to each other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from rothscope.extract.layout.rows import EXTRA_LEADING, leading, rows_of
from rothscope.extract.sheet.words import Run
from rothscope.model.document import Box

FLOWS = 0.3
"""Share of lines starting with a small letter from which text is prose running on from line to line."""

PROSE_WORDS = 4
"""Words in the middling line from which a column is wide enough to be prose."""

DRAWN_APART = 0.2
"""Changes of side, for each line of the shorter side, up to which a file draws two sides one after the other."""

DRAWN_BY_LINE = 1.2
"""Changes of side, for each line, from which it draws them line by line; table rows change once or twice a row."""

STAGGERED_LINES = 4
"""Lines that each of two columns must have where their lines stand at different heights."""

NARROWEST = 100.0
"""Points from the left edge of the page's text within which no second column of prose starts."""

MOST_ACROSS = 0.1
"""Share of a page's lines that may reach over a gutter which no two lines side by side show."""

LARGER = 1.15
"""Times the middling size of type from which a line by itself may be a heading over both columns."""


TWIN_ROWS = 3
"""Rows of a label with its answer that stand on either side of a gutter between two tables."""

DRAWN_BACK = 60.0
"""Points by which a file that draws a table row by row may go back up the page, from one cell to the next."""


def twin_gutter(rows: list[list[Run]]) -> float | None:
    """Return the x between two tables beside each other, none where the page has no such.

    1  Roth    Yes  |  7  Loans  No     <- the file draws rows 1, 2, 3 from left to right, then rows 7, 8, 9

    A single table is drawn row by row over its whole width, or column by column down each of them.
    """
    labelled = gutter_of_labels(rows)
    if labelled is not None:
        return labelled
    if sum(len(row) > TWIN_ROWS for row in rows) < TWIN_ROWS:
        return None
    starts = Counter(round(run.x0) - 2 for row in rows for run in row[1:])
    runs = [run for row in rows for run in row]
    for x, _ in sorted(starts.items(), key=lambda item: -item[1]):
        left, right = [run for run in runs if run.x1 <= x], [run for run in runs if run.x0 >= x]
        apart = left and right and max(run.order for run in left) < min(run.order for run in right)
        if apart and _is_drawn_by_row(left) and _is_drawn_by_row(right) and _overlap(left, right):
            return float(x)
    return None


def gutter_of_labels(rows: list[list[Run]]) -> float | None:
    """Return the x left of labels that end with a colon or repeat those on their left, with answers between them.

    Loans: Yes    |  Roth: Yes        <- however the file draws them
    Hardship: No  |  Match: 50%
    """
    starts = Counter(
        round(row[at].x0) - 2 for row in rows for at in range(2, len(row)) if _is_label_again(row, at)
    )
    if not starts:
        return None
    x, times = starts.most_common(1)[0]
    beside = [(row, next((at for at, run in enumerate(row) if run.x0 >= x), None)) for row in rows]
    labels = [_is_label_again(row, at) or row[at].text.endswith(":") for row, at in beside if at is not None]
    return float(x) if times >= TWIN_ROWS and 3 * sum(labels) >= len(labels) else None


def _is_label_again(row: Sequence[Run], at: int) -> bool:
    """Tell whether a run is a label beside another label and its answer, with a colon like that or the same words."""
    if at < 2:
        return False
    label, answer, again = (run.text for run in row[at - 2 : at + 1])
    same = at == 2 and label == again != answer and any(map(str.isalpha, label))
    return (label.endswith(":") and again.endswith(":") and not answer.endswith(":")) or same


def _is_drawn_by_row(side: list[Run]) -> bool:
    """Say whether a side is a table of its own: rows of several cells, drawn one after the other down the page."""
    several = sum(len(row) > 1 for row in rows_of(side))
    drawn = sorted(side, key=lambda run: run.order)
    return several >= TWIN_ROWS and all(a.top - b.top < DRAWN_BACK for a, b in pairwise(drawn))


FEWEST_QUESTIONS = 3
"""Numbered questions from which numbers tie them to answers beside them."""

_NUMBERED = re.compile(r"[QA][.-]?(\d{1,3})[.):]?|\(?(\d{1,3})[.)]")


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
    return gutter or _staggered_gutter(runs)


def _staggered_gutter(runs: list[Run]) -> float | None:
    """Return the x between two columns whose lines stand at different heights, so that hardly two form a row."""
    if len(runs) < 2 * STAGGERED_LINES:
        return None
    first = min(run.x0 for run in runs) + NARROWEST
    starts = Counter(round(run.x0) for run in runs if run.x0 >= first)
    for start, lines in starts.most_common(2):
        left, right = [r for r in runs if r.x1 < start - 1], [r for r in runs if r.x0 >= start - 1]
        few_across = len(runs) - len(left) - len(right) <= MOST_ACROSS * len(runs)
        if lines >= STAGGERED_LINES <= len(left) and few_across and _overlap(left, right):
            return float(start - 2)
    return None


def _overlap(left: list[Run], right: list[Run]) -> bool:
    """Say whether two columns stand beside each other over most of the height of the shorter one."""
    spans = [(min(run.top for run in side), max(run.bottom for run in side)) for side in (left, right)]
    shared = min(bottom for _, bottom in spans) - max(top for top, _ in spans)
    return shared > 0.5 * min(bottom - top for top, bottom in spans)


def bands(
    rows: list[list[Run]], gutter: float, frames: Sequence[Box] = ()
) -> Iterator[tuple[bool, list[Run]]]:
    """Cut the page from top to bottom where runs or frames cross the gutter; yield (parted by the gutter?, runs)."""
    groups: list[tuple[bool, list[list[Run]]]] = []
    across = [box for box in frames if box[0] < gutter < box[2]]
    for row in rows:
        clear = all(run.x1 <= gutter or run.x0 >= gutter for run in row) and not any(
            box[1] <= (row[0].top + row[0].bottom) / 2 <= box[3] for box in across
        )
        if not groups or groups[-1][0] is not clear:
            groups.append((clear, []))
        groups[-1][1].append(row)
    for clear, band in groups:
        sides = {run.x1 <= gutter for row in band for run in row}
        yield clear and len(sides) == 2, [run for row in band for run in row]


def stories(band: list[Run]) -> list[list[Run]]:
    """Cut a band above every large line that stands alone and parts what the file draws before from what it draws after.

    Heading over both columns
    left    | right
    Short heading            <- here: all above is drawn before it, all below after it
    left    | right
    """
    rows = rows_of(band)
    large = LARGER * median(run.size for run in band)
    parts: list[list[Run]] = [[]]
    for at, row in enumerate(rows):
        if parts[-1] and len(row) == 1 and row[0].size >= large and _parts_the_band(rows, at):
            parts.append([])
        parts[-1] += row
    return parts


def _parts_the_band(rows: list[list[Run]], at: int) -> bool:
    line = rows[at][0]
    above, below = rows[:at], rows[at + 1 :]
    return all(run.order < line.order and run.bottom <= line.top for row in above for run in row) and all(
        run.order > line.order and run.top >= line.bottom for row in below for run in row
    )


def questions_and_answers(left: list[Run], right: list[Run]) -> list[list[list[Run]]]:
    """Return the lines of two sides question by question, where numbers alone tie answers on the right to them.

    1. May I borrow?         1. Yes, up to half of
    2. May I save more?      your money.
                             2. No.
    """
    asked, told = _numbered(left), _numbered(right)
    numbers = [number for number, _ in asked]
    asks = sum(block[-1][-1].text.endswith("?") for _, block in asked[1:])
    if len(numbers) <= FEWEST_QUESTIONS or numbers != [number for number, _ in told] or 2 * asks < len(asked):
        return []
    return [question + answer for (_, question), (_, answer) in zip(asked, told, strict=True)]


def _numbered(side: list[Run]) -> list[tuple[int, list[list[Run]]]]:
    """Return the lines of a side from each number to the next, what stands above the first one under 0."""
    edge = min(run.x0 for run in side)
    blocks: list[tuple[int, list[list[Run]]]] = [(0, [])]
    for row in rows_of(side):
        number = _NUMBERED.fullmatch(row[0].words[0].text) if row[0].x0 < edge + row[0].size else None
        if number and int(number.group(1) or number.group(2)) > blocks[-1][0]:
            blocks.append((int(number.group(1) or number.group(2)), []))
        blocks[-1][1].append(row)
    return blocks


def side_by_side(parts: list[list[Run]], gutter: float) -> bool:
    """Say whether the stories of a band are set in columns: taken together they are prose drawn column by column."""
    sides = [sides_of(part, gutter) for part in parts]
    left = [run for side, _ in sides for run in side]
    right = [run for _, side in sides for run in side]
    return bool(left and right) and are_columns(left, right, sum(_switches(*pair) for pair in sides))


def sides_of(runs: list[Run], gutter: float) -> tuple[list[Run], list[Run]]:
    """Return what stands left and right of the gutter."""
    return [run for run in runs if run.x1 <= gutter], [run for run in runs if run.x1 > gutter]


def are_like_columns(left: list[Run], right: list[Run]) -> bool:
    """Say whether two sides too short to judge are columns where the rest of the page is set in columns."""
    drawn_first = left and right and max(run.order for run in left) < min(run.order for run in right)
    return bool(drawn_first) and _similar(left, right)


def are_columns(left: list[Run], right: list[Run], switches: int | None = None) -> bool:
    """Say whether two sides are columns of running text, not labels with their answers or side headings."""
    switches = _switches(left, right) if switches is None else switches
    lines = min(len(left), len(right))
    drawn_apart = switches <= max(2, DRAWN_APART * lines)
    if is_prose(left) and is_prose(right):
        return drawn_apart or (
            _are_drawn_by_line(left, right, switches) and not _rows_stand_apart(left, right)
        )
    similar = _similar(left, right)
    return drawn_apart and similar and any(is_prose(side) and len(side) >= 4 for side in (left, right))


def _are_drawn_by_line(left: list[Run], right: list[Run], switches: int) -> bool:
    """Tell whether the file goes to the other side at nearly every line that has one beside it."""
    return switches >= DRAWN_BY_LINE * min(_level_lines(left, right), _level_lines(right, left))


def _level_lines(side: list[Run], other: list[Run]) -> int:
    """Return how many lines of one side have a line of the other beside them."""
    return sum(any(run.top < beside.bottom and beside.top < run.bottom for beside in other) for run in side)


def _similar(left: list[Run], right: list[Run]) -> bool:
    return 0.5 <= _width(left) / max(_width(right), 1.0) <= 2.0


def _switches(left: list[Run], right: list[Run]) -> int:
    """Return how often the file goes from one side to the other while drawing lines of more than a word or two."""
    lines = [
        (run.order, side) for side, runs in enumerate((left, right)) for run in runs if len(run.words) > 2
    ]
    return sum(a != b for (_, a), (_, b) in pairwise(sorted(lines)))


def is_prose(runs: Sequence[Run]) -> bool:
    """Say whether lines are wide enough for prose, and many of them run on from the one before."""
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
