"""A corner of the sheet is seen where page rotation and crop box put it."""

import pytest

from rothscope.extract.sheet.frame import Frame
from rothscope.model.document import Box


@pytest.mark.parametrize(
    ("turns", "size", "seen", "why"),
    [
        (0, (200, 100), (0, 90, 20, 100), "upright: the lower left corner is at the lower left"),
        (1, (100, 200), (0, 0, 10, 20), "a quarter turn clockwise brings it to the upper left"),
        (2, (200, 100), (180, 0, 200, 10), "half a turn to the upper right"),
        (3, (100, 200), (90, 180, 100, 200), "three quarters to the lower right"),
    ],
)
def test_the_lower_left_corner(turns: int, size: tuple[float, float], seen: Box, why: str) -> None:
    frame = Frame(left=50, bottom=30, right=250, top=130, turns=turns)
    assert frame.size == size
    assert frame.place(50, 30, 70, 40) == seen, why
