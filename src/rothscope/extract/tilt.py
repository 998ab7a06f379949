"""Where a place of a scan that was set straight to be read lies on the page as it was scanned.

In: a box, degrees, the size of the page. Out: a box. Apart from `frame.py`, since text files come here too.
"""

import math

from rothscope.model.document import Box


def tilted_back(box: Box, tilt: float, size: tuple[float, float]) -> Box:
    """Return the box around a box of a page set straight, as it lies on the page; `size` is the page's in points."""
    if not tilt:
        return box
    sine, cosine = math.sin(math.radians(tilt)), math.cos(math.radians(tilt))
    middle_x, middle_y = size[0] / 2, size[1] / 2

    def turned(x: float, y: float) -> tuple[float, float]:
        x, y = x - middle_x, y - middle_y
        return middle_x + x * cosine - y * sine, middle_y + x * sine + y * cosine

    corners = [turned(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))
