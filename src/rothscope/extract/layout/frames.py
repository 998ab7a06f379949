"""Frames round blocks of text: drawn boxes by themselves, and pairs of rules above and below a block.

In: the boxes, horizontal rules and runs of a page. Out: those that frame a call-out, not the cell of a table or a drawing.
"""

from collections.abc import Sequence

from rothscope.extract.layout.ruled import SAME_EDGE, Rule
from rothscope.extract.sheet.words import Run
from rothscope.model.document import Box

TALLEST_FRAME = 260.0
"""Points between the upper and lower edge of a frame round a call-out."""

MOST_FRAMES = 40
"""Frames on a page from which they are a drawing or the cells of tables."""


def all_frames(rules: Sequence[Rule], frames: Sequence[Box], runs: Sequence[Run]) -> list[Box]:
    """Return the boxes that touch no other, as cells of a table do, and the pairs of rules above and below a block.

    Two rules under headings of one length have lines between them that are longer.
    """
    found = list(dict.fromkeys((round(a), round(b), round(c), round(d)) for a, b, c, d in frames))
    if len(found) > MOST_FRAMES:
        return []
    alone: list[Box] = [box for box in found if not any(_touch(box, other) for other in found)]
    widths: dict[tuple[int, int], list[Rule]] = {}
    for rule in rules:
        widths.setdefault((round(rule[0] / SAME_EDGE), round(rule[2] / SAME_EDGE)), []).append(rule)
    pairs = [sorted(pair, key=lambda rule: rule[1]) for pair in widths.values() if len(pair) == 2]
    between = [(above[0], above[1], above[2], below[1]) for above, below in pairs]
    alone += [box for box in between if not any(_runs_out(box, run) for run in runs)]
    return [box for box in alone if 0 < box[3] - box[1] <= TALLEST_FRAME]


def _touch(a: Box, b: Box) -> bool:
    """Say whether two boxes stand side by side or one below the other with hardly a gap."""
    over = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return a != b and (abs(over[0]) <= 2 < over[1] or abs(over[1]) <= 2 < over[0])


def _runs_out(frame: Box, run: Run) -> bool:
    """Say whether a line begins in a frame and ends right of it."""
    level = frame[1] < (run.top + run.bottom) / 2 < frame[3]
    return level and frame[0] - 2 <= run.x0 < frame[2] and run.x1 > frame[2] + run.size


def holds(frame: Box, run: Run) -> bool:
    """Say whether a run stands in a frame."""
    return (
        frame[0] - 2 <= run.x0
        and run.x1 <= frame[2] + 2
        and frame[1] <= (run.top + run.bottom) / 2 <= frame[3]
    )
