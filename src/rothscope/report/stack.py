"""The picture of the overall limit: which part of it each kind of money fills.

In goes the `Space` of an analysis, out come bands in per cent of the limit, from the left; empty where the
lines of the arithmetic do not add up to a picture.
"""

from decimal import Decimal

from rothscope.model.analysis import Space, SpaceLine
from rothscope.model.frozen import Frozen


class Band(Frozen):
    """One band of the stack. `start` and `width` are per cent of the whole, `fill` is the name of its
    pattern.
    """

    label: str
    amount: Decimal
    start: float
    width: float
    fill: str


def stack(space: Space, rest: str) -> tuple[Band, ...]:
    """Return the bands: what is taken from the limit, then the after-tax room, then what the plan's caps
    close.

    `rest` is the label of the last one. The bands add up to the limit or there is no picture.
    """
    limit, taken = _limit_and_taken(space)
    closed = space.room_415c - space.space
    parts = [
        *(
            (line.label, abs(line.amount), f"taken{min(index, 3)}")
            for index, line in enumerate(taken, start=1)
        ),
        ("", space.space, "room"),
        (rest, closed, "closed"),
    ]
    if limit <= 0 or closed < 0:
        return ()
    bands, start = [], Decimal(0)
    for label, amount, fill in parts:
        if amount > 0:
            share = amount * 100 / limit
            bands.append(
                Band(label=label, amount=amount, start=_tenth(start), width=_tenth(share), fill=fill)
            )
            start += share
    return tuple(bands)


def _limit_and_taken(space: Space) -> tuple[Decimal, tuple[SpaceLine, ...]]:
    """Return the limit and the lines that fill it: the first run of lines whose remainder is the 415(c) room.

    The arithmetic names its lines for a reader, so the run is known by its sum and not by its words.
    """
    for first, line in enumerate(space.lines):
        left = line.amount
        for last, taken in enumerate(space.lines[first + 1 :], start=first + 2):
            left -= abs(taken.amount)
            if left == space.room_415c:
                return line.amount, space.lines[first + 1 : last]
    return space.room_415c, ()


def _tenth(value: Decimal) -> float:
    return float(round(value, 2))
