from collections.abc import Callable
from decimal import Decimal

import pytest

from rothscope.money.testing import acp_ceiling, acp_room
from rothscope.packs.limits import YearLimits

D = Decimal  # short, for the tables

Limits = Callable[[int], YearLimits]


@pytest.mark.parametrize(
    ("others", "highest"),
    [("0", "0"), ("0.5", "1"), ("1", "2"), ("2", "4"), ("3", "5"), ("4", "6"), ("5", "7"), ("6", "8"), ("8", "10"),
     ("10", "12.5")],
)  # fmt: skip
def test_ceiling(others: str, highest: str, limits: Limits) -> None:
    assert acp_ceiling(D(others) / 100, limits(2026).fixed.acp) * 100 == D(highest)


def test_room_in_points_and_dollars(limits: Limits) -> None:
    room = acp_room(D("0.03"), D("0.04"), D(500_000), limits(2026))
    assert (room.room, room.dollars, room.fails) == (D("0.01"), D(3600), False)


def test_no_room_where_the_others_save_nothing(limits: Limits) -> None:
    room = acp_room(D(0), D("0.01"), None, limits(2026))
    assert (room.room, room.dollars, room.fails) == (D(0), None, True)
