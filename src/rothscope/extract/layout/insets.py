"""Blocks that stand in the way of the running text, or beside it: pull quotes, call-outs, small print, margin notes.

    and the yearly limit of | be converted once in a
    the tax  "Twice as      | quarter. The
    law may    much!"       | earnings count as      <- the quote stands over the gutter; either column runs on past it
    change every year.      | income of that year.

In: the runs of a page and the boxes drawn on it. Out: the runs of each such block, and the running text without them.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rothscope.extract.layout.columns import LARGER, is_prose
from rothscope.extract.layout.frames import all_frames, holds
from rothscope.extract.layout.rows import EXTRA_LEADING, rows_of
from rothscope.extract.layout.ruled import Rule
from rothscope.extract.sheet.words import Run
from rothscope.model.document import Box

SAME_SIZE = 0.6
"""Points by which sizes of one type may differ."""

MOST_ROWS = 12
"""Lines of the tallest block; a longer one is a text by itself."""

MOST_OF_PAGE = 0.4
"""Share of a page's letters that one block may have."""

NEAR = 1.0
"""Ems within which two lines of one block stand."""

AROUND = 3
"""Lines above and below a line that show how wide its column is."""

FEWEST_WORDS = 2
"""Words of the shortest line of a column that tells whether its text runs on."""

BESIDE = 3
"""Lines beside a block from which it stands in the column whose lines they are; without a frame it must have as many."""

FACES = 2.5
"""Ems above or below a block within which the lines of its column stand."""


_OPENS_QUOTE, _CLOSES_QUOTE = '\u201c"', frozenset('\u201d"')


class _Block(NamedTuple):
    """Runs that belong together, the box round them, and whether it is a frame round running text."""

    runs: list[Run]
    box: Box
    framed: bool


class Inset(NamedTuple):
    """A block that is read by itself, and the stretch of the page's width where the text runs that it stands in or by."""

    runs: list[Run]
    reach: tuple[float, float]


class Parted(NamedTuple):
    """The blocks that are read by themselves, all other runs, and the frames round some of these."""

    insets: list[Inset]
    rest: list[Run]
    frames: list[Box]


def part_insets(runs: Sequence[Run], rules: Sequence[Rule], frames: Sequence[Box]) -> Parted:
    """Return a page's runs with the blocks that stand in the way of the running text parted off.

    `rules` are the page's horizontal rules, two of one width being a frame by themselves; `frames` its drawn boxes.
    """
    letters = Counter[tuple[float, bool]]()
    for run in runs:
        letters[(run.size, run.bold)] += len(run.text)
    if len(runs) < 2 * BESIDE:
        return Parted([], list(runs), [])
    size, bold = max(letters, key=lambda kind: letters[kind])
    body = [run for run in runs if abs(run.size - size) < SAME_SIZE and run.bold is bold]
    parted = Parted([], list(runs), [])
    blocks = _blocks(runs, body, all_frames(rules, frames, runs))
    lines = _lines_of_columns(body) if blocks else []
    margin = _in_margin(blocks, runs, body, size)
    for block in blocks:
        inside = {id(run) for run in block.runs}
        others = [run for run in parted.rest if id(run) not in inside]
        around = [run for run in lines if id(run) not in inside]
        if block in margin or _is_in_the_way(block, around, others, size):
            reach = _beside(block, body) if block in margin else (block.box[0], block.box[2])
            parted.insets.append(Inset(block.runs, reach))
            parted.rest[:] = others
            lines = around
        elif block.framed:
            parted.frames.append(block.box)
    return parted


def _in_margin(blocks: Sequence[_Block], runs: Sequence[Run], body: Sequence[Run], em: float) -> list[_Block]:
    """Return the notes in the margin: small print left or right of all running text, which has headings of its own.

    Small print below labels looks the same, but there the labels are the only headings.
    """
    left, right = _width(body)
    notes = [
        block
        for block in blocks
        if (block.box[2] <= left or block.box[0] >= right)
        and all(run.size < em - SAME_SIZE for run in block.runs)
    ]
    heads = [
        run
        for row in rows_of(runs)
        for run in row
        if run.bold
        and left - 1 <= run.x0
        and run.x1 <= right + 1
        and run.size >= em + SAME_SIZE * (len(row) > 1)
    ]
    small = [run for block in notes for run in block.runs if not run.bold]
    return notes if heads and is_prose(small) and is_prose(body) else []


def _beside(note: _Block, body: Sequence[Run]) -> tuple[float, float]:
    """Return where the column nearest to a note in the margin runs, of three that the text may have at most."""
    left, right = _width(body)
    third = (right - left) / 3
    return (left, left + third) if note.box[0] < left else (right - third, right)


def _width(runs: Sequence[Run]) -> tuple[float, float]:
    return min(run.x0 for run in runs), max(run.x1 for run in runs)


def _lines_of_columns(body: Sequence[Run]) -> list[Run]:
    """Return the lines of the running text without what goes on with one behind a blank, which is no column of its own."""
    starts = Counter(round(run.x0) for run in body)
    return [
        run
        for row in rows_of(body)
        for at, run in enumerate(row)
        if at == 0 or sum(starts[round(run.x0) + step] for step in (-1, 0, 1)) >= BESIDE
    ]


def _blocks(runs: Sequence[Run], body: Sequence[Run], frames: Sequence[Box]) -> list[_Block]:
    """Return what is framed, and what is set in another type than the running text, block by block."""
    most = MOST_OF_PAGE * sum(len(run.text) for run in runs)
    blocks: list[_Block] = []
    taken = {id(run) for run in body}
    for frame in sorted(frames, key=lambda box: box[3] - box[1], reverse=True):
        inside = [run for run in runs if holds(frame, run)]
        if not any(id(run) in {id(r) for block in blocks for r in block.runs} for run in inside):
            framed = any(id(run) in taken for run in inside)
            blocks += _as_block(inside, most, frame if framed else None)
    taken |= {id(run) for block in blocks for run in block.runs}
    loose = [run for run in runs if id(run) not in taken]
    for cluster in _clusters(loose):
        if not _is_column(cluster, loose):
            blocks += _as_block(cluster, most, None)
    return blocks


def _is_column(cluster: Sequence[Run], loose: Sequence[Run]) -> bool:
    """Tell whether lines are a column of a table set in its own type: most have another cell of it on their line."""
    inside = {id(run) for run in cluster}
    level = [
        run
        for run in cluster
        if any(
            id(other) not in inside and other.size == run.size and abs(_middle(other) - _middle(run)) < 1
            for other in loose
        )
    ]
    return len(level) >= BESIDE and 2 * len(level) > len(cluster)


def _as_block(runs: list[Run], most: float, frame: Box | None) -> list[_Block]:
    """Return the runs as a block where they are some lines of one column, with words in them."""
    rows = rows_of(runs)
    few = sum(len(run.text) for run in runs) <= most and len(rows) <= MOST_ROWS
    if not rows or not few or any(len(row) > 1 for row in rows):
        return []
    if sum(any(map(str.isalpha, word.text)) for run in runs for word in run.words) < FEWEST_WORDS:
        return []
    box = (
        min(r.x0 for r in runs),
        min(r.top for r in runs),
        max(r.x1 for r in runs),
        max(r.bottom for r in runs),
    )
    return [_Block([row[0] for row in rows], frame or box, frame is not None)]


def _clusters(runs: Sequence[Run]) -> list[list[Run]]:
    """Gather lines that stand right below each other."""
    clusters: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: r.top):
        near = [
            cluster
            for cluster in clusters
            if _share_width(cluster[-1], run) and run.top - cluster[-1].bottom < NEAR * run.size
        ]
        if near:
            near[0].append(run)
        else:
            clusters.append([run])
    return clusters


def _is_in_the_way(block: _Block, body: Sequence[Run], others: Sequence[Run], em: float) -> bool:
    """Say whether the text around a block runs on past it; `others` are all runs outside of it.

    The file draws a column through behind it, or a sentence that breaks off above it goes on below or beside it. A
    call-out below several columns, or one down whose side the text runs, stands by itself, too.
    """
    above, below = _facing(block, body, upwards=True), _facing(block, body, upwards=False)
    if _is_quote_beside(block, body, em):
        return True
    if not above or not (block.framed or len(above) > 1 or _stands_apart(block, above[0], below, others)):
        return False
    if block.framed and not below and len(above) > 1:
        return True
    first, nexts = above[0], [_next(run, others, 1) for run in above]
    if len(above) > 1:
        after = min((run for run in body if run.order > first.order), key=lambda run: run.order, default=None)
        if (after and after is nexts[0]) or all(run and _is_level(block, run) for run in nexts):
            return True
        if after and after.x0 > first.x1 and after.top < first.top - em:
            return False  # the columns above end here: the next one is drawn from its top
    # Of columns that end at a heading, the first and the last one neither go on below it.
    ends = [(first, nexts[0]), (above[-1], nexts[-1]), *((_next(run, others, -1), run) for run in below[:1])]
    told = {id(run) for run in body}
    if any(_goes_on(a, b, others) for a, b in ends if a and b and {id(a), id(b)} <= told):
        return True
    large = block.runs[0].size >= LARGER * em and len(block.runs) >= BESIDE
    return (block.framed or large) and _runs_beside(block, body, [*above, *below], em)


def _is_quote_beside(block: _Block, body: Sequence[Run], em: float) -> bool:
    """Say whether a block is a quotation in large type with lines of the running text beside it."""
    text = " ".join(run.text for run in block.runs)
    quoted = text[0] in _OPENS_QUOTE and not _CLOSES_QUOTE.isdisjoint(text[1:])
    large = block.runs[0].size >= LARGER * em
    return quoted and large and any(_is_level(block, run) and run.x0 < block.box[0] for run in body)


def _stands_apart(block: _Block, line: Run, below: Sequence[Run], runs: Sequence[Run]) -> bool:
    """Say whether a block below a line is more than the next lines of its column, set in other type."""
    last = _next(line, runs, -1)
    step = min(_middle(line) - _middle(last), 2 * line.size) if last else 1.2 * line.size
    gaps = [
        _middle(block.runs[0]) - _middle(line),
        *(_middle(run) - _middle(block.runs[-1]) for run in below),
    ]
    return max(gaps) > EXTRA_LEADING * step or abs(block.box[0] - line.x0) > line.size


def _facing(block: _Block, body: Sequence[Run], *, upwards: bool) -> list[Run]:
    """Return the last line above a block in each column it covers, or the first line below it, from left to right."""
    top, bottom = block.runs[0].top, block.runs[-1].bottom
    beyond = [run for run in body if (_middle(run) < top if upwards else _middle(run) > bottom)]
    beyond.sort(key=lambda run: -run.bottom if upwards else run.top)
    covered = [
        run
        for run in beyond
        if len(run.words) >= FEWEST_WORDS and run.x0 < block.box[2] and run.x1 > block.box[0]
    ]
    facing = [
        run for at, run in enumerate(covered) if not any(_share_width(run, other) for other in covered[:at])
    ]
    return sorted(facing, key=lambda run: run.x0)


def _next(run: Run, runs: Sequence[Run], step: int) -> Run | None:
    """Return the line of the same column below a line, or above it where `step` is -1."""
    column = [
        other
        for other in runs
        if step * (_middle(other) - _middle(run)) > SAME_SIZE and _share_width(run, other)
    ]
    if not column:
        return None
    nearest = min(column, key=lambda other: step * _middle(other))
    level = [other for other in column if abs(_middle(other) - _middle(nearest)) <= SAME_SIZE]
    return min(level, key=lambda other: other.x0)


def _goes_on(first: Run, then: Run, runs: Sequence[Run]) -> bool:
    """Say whether a sentence that one line breaks off, having no room for another word, goes on in the other."""
    if min(len(first.words), len(then.words)) < FEWEST_WORDS:
        return False
    if ends_sentence(first) or not then.text[:1].islower():
        return False
    word = then.words[0]
    return first.x1 + word.x1 - word.x0 > max(run.x1 for run in _around(first, runs)) - first.size / 2


def _around(run: Run, runs: Sequence[Run]) -> list[Run]:
    """Return a line with those of its column above and below that show how wide it is."""
    lines = [run]
    for step in (-1, 1):
        last: Run | None = run
        for _ in range(AROUND):
            last = _next(last, runs, step) if last else None
            lines += [last] if last else []
    return lines


def ends_sentence(run: Run) -> bool:
    """Say whether a line ends where a sentence may end."""
    return run.text.rstrip("\"'\u201d\u2019)] ")[-1:] in (".", "?", "!", ":", ";")


def _runs_beside(block: _Block, body: Sequence[Run], facing: Sequence[Run], em: float) -> bool:
    """Say whether lines of the column right above or below a block stand beside it, one below the other."""
    beside = [run for run in body if _is_level(block, run)]
    for line in facing:
        near = max(block.box[1] - line.bottom, line.top - block.box[3]) < FACES * em
        same = [run for run in beside if abs(run.x0 - line.x0) < 3 or line.x0 < run.x0 < line.x1 - em]
        if near and len(same) >= BESIDE and any(then.text[:1].islower() for _, then in pairwise(same)):
            return True
    return False


def _is_level(block: _Block, run: Run) -> bool:
    return block.box[1] <= _middle(run) <= block.box[3]


def _middle(run: Run) -> float:
    return (run.top + run.bottom) / 2


def _share_width(a: Run, b: Run) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1
