"""What the picture of a page shows besides letters: how far it is tilted, its check boxes and rules, its bold words.

In: a grey picture. Out: the picture set straight, and places in dots. Only pages read by OCR come here.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy
from PIL import Image, ImageFilter

MOST_TILT = 6.0
"""Degrees to either side up to which a page is set straight; paper in a feeder turns by less."""

LEAST_TILT = 0.08
"""Degrees below which a page is left as it is: two dots across a page."""

INK = 0.62
"""Share of the way from the darkest grey to the paper's below which a dot is ink."""

FAINT = 0.85
"""The same for rules, which are often printed grey."""

DARKEST = 0.02
"""Percentile of a page's greys that is its ink: a few letters are as many dots."""

LEAST_CONTRAST = 30
"""Greys of 256 between ink and paper below which a page shows nothing."""

FLAT = 1 / 40
"""Height by length up to which ink that lies flat is a rule; thicker ones are bars of a title."""

SIDE = 0.85
"""Share of a box's side that must be inked; scans wear edges away."""

SLACK = 3
"""Dots by which the corners of a box may miss each other."""

CLEAR = 0.25
"""Share of its side that stays blank around a box; letters of a word stand closer."""

STRAY = 0.35
"""Share of a strip beside a box that may be inked all the same, as by a tick that reaches out of it."""

CROSSED = 0.045
"""Share of a box's inside that is inked where it is ticked; an empty one holds specks at most."""

WORN = 3
"""Dots beside a rule that are greyer than paper."""

SPECK = 0.12
"""Share of a line's height that is inked in a column of dots from which it is part of a letter."""

Ink = Any
"""A numpy array of booleans, true for ink, rows from the top."""


class Rect(NamedTuple):
    """A rectangle in dots."""

    x0: int
    top: int
    x1: int
    bottom: int


def likely_turns(picture: Image.Image) -> tuple[int, ...]:
    """Return the quarter turns (degrees counter-clockwise) by which a page may have to be turned, the likeliest first.

    Lines of print show as bars across an upright page; which way up they stand only their words can tell.
    """
    upright, sideways = (
        float(numpy.square(numpy.diff(ink.sum(axis=1))).sum()) for ink in _both_ways(ink_of(_small(picture)))
    )
    return (0, 180, 90, -90) if upright >= sideways else (90, -90, 0, 180)


def _both_ways(ink: Ink) -> tuple[Ink, Ink]:
    return ink, ink.T


def _small(picture: Image.Image) -> Image.Image:
    longest = max(picture.size)
    return picture.resize((max(1, picture.width * 900 // longest), max(1, picture.height * 900 // longest)))


def set_straight(picture: Image.Image) -> tuple[Image.Image, float]:
    """Return the picture with its lines level, and by how many degrees it was turned (counter-clockwise)."""
    tilt = _tilt(picture)
    if abs(tilt) < LEAST_TILT:
        return picture, 0.0
    paper = int(numpy.percentile(numpy.asarray(picture), 90))
    return picture.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=paper), tilt


def _tilt(picture: Image.Image) -> float:
    """Return the turn at which the ink gathers most sharply into lines."""
    down, across = numpy.nonzero(ink_of(_small(picture)))
    if len(down) < 50:
        return 0.0

    def sharpness(degrees: float) -> float:
        heights = down - across * numpy.tan(numpy.radians(degrees))
        counts = numpy.bincount((heights - heights.min()).astype(int))
        return float(numpy.square(numpy.diff(counts)).sum())

    best = 0.0
    for reach, step in ((MOST_TILT, 0.5), (0.5, 0.1), (0.1, 0.02)):
        steps = round(reach / step)
        best = max((best + at * step for at in range(-steps, steps + 1)), key=sharpness)
    return round(best, 2)


def ink_of(picture: Image.Image, share: float = INK) -> Ink:
    """Return which dots are ink: darker than a share of the way from the darkest grey to the paper's."""
    grey = numpy.asarray(picture.convert("L"))
    dark, paper = numpy.percentile(grey, (DARKEST, 90))
    if paper - dark < LEAST_CONTRAST:
        return numpy.zeros(grey.shape, dtype=bool)
    return grey < dark + share * (paper - dark)


def tight(ink: Ink, rect: Rect) -> Rect | None:
    """Return the part of a rectangle that its ink fills, or None without ink."""
    part = ink[max(0, rect.top) : rect.bottom, max(0, rect.x0) : rect.x1]
    rows, columns = numpy.flatnonzero(part.any(axis=1)), numpy.flatnonzero(part.any(axis=0))
    if not len(rows):
        return None
    left, top = max(0, rect.x0), max(0, rect.top)
    return Rect(
        left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1
    )


def ink_between(ink: Ink, left: Rect, right: Rect) -> float:
    """Return how wide the ink between two words of a line is, measured by their height; specks do not count."""
    top, bottom = min(left.top, right.top), max(left.bottom, right.bottom)
    part = ink[max(0, top) : bottom, max(0, left.x1) : max(0, right.x0)]
    height = max(left.bottom - left.top, right.bottom - right.top)
    return float((part.sum(axis=0) >= max(2.0, SPECK * height)).sum()) / max(1, height)


def stroke(ink: Ink, rect: Rect) -> float:
    """Return how many dots wide the strokes in a rectangle are, going across; 0 without ink."""
    part = ink[max(0, rect.top) : rect.bottom, max(0, rect.x0) : rect.x1]
    begins = int((part[:, 1:] & ~part[:, :-1]).sum() + part[:, :1].sum())
    return float(part.sum()) / begins if begins else 0.0


def squares(picture: Image.Image, side: tuple[float, float], thickest: int) -> list[tuple[Rect, bool]]:
    """Return the check boxes with sides between two lengths in dots, and whether each is ticked."""
    whole, plain = ink_of(_closed(picture)), ink_of(picture)
    edges = [rect for rect in _flat(whole, side[0], thickest) if rect.x1 - rect.x0 <= side[1]]
    return [(box, _is_ticked(plain, box)) for box in _boxes(whole, edges, side)]


def rules(picture: Image.Image, longer: float, thickest: int) -> tuple[list[Rect], list[Rect]]:
    """Return the level rules and the upright rules that are longer than so many dots."""
    ink = ink_of(_closed(picture), FAINT)
    level, upright = (list(_thin(_flat(way, longer, thickest), longer)) for way in (ink, ink.T))
    return level, [Rect(r.top, r.x0, r.bottom, r.x1) for r in upright]


def without(picture: Image.Image, rules: Sequence[Rect]) -> Image.Image:
    """Return the picture without upright rules, which an engine takes for letters; what lies beside them closes over."""
    if not rules:
        return picture
    dots = numpy.array(picture.convert("L"))
    last = dots.shape[1] - 1
    for rule in rules:
        left, right = max(0, rule.x0 - WORN), min(last, rule.x1 + WORN)
        beside = numpy.maximum(dots[rule.top : rule.bottom, left], dots[rule.top : rule.bottom, right])
        dots[rule.top : rule.bottom, left : right + 1] = beside[:, None]
    return Image.fromarray(dots)


def _closed(picture: Image.Image) -> Image.Image:
    """Return the picture with worn edges closed again: a dot of ink spreads, then draws back."""
    return picture.filter(ImageFilter.MinFilter(3)).filter(ImageFilter.MaxFilter(3))


def _thin(strokes: Iterable[Rect], longer: float) -> Iterator[Rect]:
    """Yield the level strokes that are longer than so many dots and thin for their length."""
    for rect in strokes:
        length = rect.x1 - rect.x0
        if length > longer and rect.bottom - rect.top <= max(6, FLAT * length):
            yield rect


def _flat(ink: Ink, least: float, most_thick: int) -> Iterator[Rect]:
    """Yield the level strokes at least so long, those of neighbouring rows put together."""
    padded = numpy.pad(ink, ((0, 0), (1, 1))).astype(numpy.int8)
    change = numpy.diff(padded, axis=1)
    rows, starts = numpy.nonzero(change == 1)
    _, ends = numpy.nonzero(change == -1)
    long = (ends - starts) >= least
    open_: list[list[int]] = []
    for y, x0, x1 in zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True):
        yield from (Rect(*done[:4]) for done in open_ if done[3] < y and done[3] - done[1] <= most_thick)
        open_ = [stroke for stroke in open_ if stroke[3] >= y]
        same = next((s for s in open_ if s[3] == y and abs(s[0] - x0) <= 4 and abs(s[2] - x1) <= 4), None)
        if same:
            same[3] = y + 1
        else:
            open_.append([x0, y, x1, y + 1])
    yield from (Rect(*done[:4]) for done in open_ if done[3] - done[1] <= most_thick)


def _boxes(ink: Ink, edges: Sequence[Rect], side: tuple[float, float]) -> list[Rect]:
    """Return the squares whose upper and lower edges are among the level strokes and whose sides are inked."""
    found: list[Rect] = []
    for upper in edges:
        width = upper.x1 - upper.x0
        for lower in edges:
            height = lower.bottom - upper.top
            level = abs(upper.x0 - lower.x0) <= SLACK and abs(upper.x1 - lower.x1) <= SLACK
            if not (level and lower.top > upper.bottom and 0.8 * width <= height <= 1.25 * width):
                continue
            box = Rect(min(upper.x0, lower.x0), upper.top, max(upper.x1, lower.x1), lower.bottom)
            if (
                height <= side[1]
                and _stands_alone(ink, box)
                and not any(_meet(box, other) for other in found)
            ):
                found.append(box)
    return found


def _stands_alone(ink: Ink, box: Rect) -> bool:
    """Tell whether a box's sides are straight lines of ink with paper on all four sides, which no letter in a word has."""
    sides = [_upright(ink, box.top, box.bottom, x) for x in (box.x0, box.x1)]
    near, far = 2, max(4, round(CLEAR * (box.x1 - box.x0)))
    above, below = max(0, box.top - far), max(0, box.x0 - far)
    left = ink[box.top : box.bottom, below : max(0, box.x0 - near)].any(axis=1)
    right = ink[box.top : box.bottom, box.x1 + near : box.x1 + far].any(axis=1)
    over = ink[above : max(0, box.top - near), box.x0 : box.x1].any(axis=0)
    under = ink[box.bottom + near : box.bottom + far, box.x0 : box.x1].any(axis=0)
    strips = [strip.mean() for strip in (left, right, over, under) if strip.size]
    return min(sides) >= SIDE and max(strips, default=0.0) <= STRAY


def _upright(ink: Ink, top: int, bottom: int, x: int) -> float:
    """Return how much of the height is inked in the two neighbouring columns near x that hold most ink."""
    near = ink[top:bottom, max(0, x - SLACK) : x + SLACK]
    pairs = near[:, 1:] | near[:, :-1]
    return float(pairs.mean(axis=0).max()) if pairs.size else 0.0


def _is_ticked(ink: Ink, box: Rect) -> bool:
    edge = max(3, (box.x1 - box.x0) // 5)
    inside = ink[box.top + edge : box.bottom - edge, box.x0 + edge : box.x1 - edge]
    return bool(inside.size and inside.mean() > CROSSED)


def _meet(a: Rect, b: Rect) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom
