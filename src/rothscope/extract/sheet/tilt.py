"""Where a place of a page that was turned to be read lies on the page as it is displayed.

In: a box, degrees, the size of the page. Out: a box. Apart from `frame.py`, since text files come here too.
"""

import math

from rothscope.model.document import Box


def quarters(tilt: float) -> int:
    """Return how many quarter turns, counter-clockwise, a tilt is nearest to: -2 to 2."""
    return round(tilt / 90)


def tilt_of(turns: float) -> float:
    """Return a turn in degrees as a tilt: more than -180, at most 180."""
    return 180 - (180 - turns) % 360


def turned_size(tilt: float, size: tuple[float, float]) -> tuple[float, float]:
    """Return the width and height of a page after it was turned, given those of the page as displayed."""
    return (size[1], size[0]) if quarters(tilt) % 2 else size


def turned_upright(box: Box, tilt: float, size: tuple[float, float]) -> Box:
    """Return the box around a box of the page as displayed, after the page is turned by the quarters of its tilt."""
    turn = 90.0 * quarters(tilt)
    return tilted_back(box, -turn, turned_size(turn, size))


def tilted_back(box: Box, tilt: float, size: tuple[float, float]) -> Box:
    """Return the box around a box of a turned page, as it lies on the page; `size` is that of the page as displayed."""
    if not tilt:
        return box
    sine, cosine = math.sin(math.radians(tilt)), math.cos(math.radians(tilt))
    middle_x, middle_y = size[0] / 2, size[1] / 2
    read_x, read_y = (side / 2 for side in turned_size(tilt, size))

    def turned(x: float, y: float) -> tuple[float, float]:
        x, y = x - read_x, y - read_y
        return middle_x + x * cosine - y * sine, middle_y + x * sine + y * cosine

    corners = [turned(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))
