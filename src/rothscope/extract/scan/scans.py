"""A page that is only a picture -> the runs, boxes and rules that a page with text would give.

In: pdfium's page. Out: a Scan, in points from the top left of the page turned so that its lines are level and read from
left to right: `tilt.tilted_back` says where a place is on the page as it lies.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import groupby, islice, pairwise
from statistics import median
from typing import Any, NamedTuple

from PIL import Image

from rothscope.extract.layout.rows import rows_of
from rothscope.extract.scan.misread import as_printed, beside_mark, is_mended
from rothscope.extract.scan.ocr import Engine, Seen
from rothscope.extract.scan.pictured_tables import Side, is_parted
from rothscope.extract.scan.upright import turned_to_read
from rothscope.extract.sheet.boxes import SQUARE_SIDES, THIN, Shapes, Square, put_marks
from rothscope.extract.sheet.words import WIDE_GAP, WIDER_THAN_ITS_LINE, Run, Word
from rothscope.model.document import UNREAD

LEAST_SURE = 0.35
"""How sure of a word of three letters and more an engine must be; below, the word counts as not read."""

LONGEST = 1224.0
"""Points (17 inches) beyond which a page is taken for one that its scanner measured in dots."""

SMALL_SURE = 0.5
"""The same for words of two to four letters; a lost "not" turns a sentence around."""

SMALL = 4
"""Letters up to which a word is small."""

LOST = 0.7
"""Width of the ink between two words, by their height, from which a word stands there that was not read; "no" is wider."""

LOST_WITHIN = 8.0
"""Heights of a word up to which two words may lie apart for what stands between them to be of their line."""

DOT = 0.25
"""Share of the size of type below which ink is a dot or a dash and no letter."""

BOLDER = 1.25
"""Times the page's usual stroke from which a line's is bold."""

SAME_SIZE = 0.14
"""Share by which the measured size of a line may differ from the body's and still be the body's."""

TALL = 15.0
"""Points from which a stroke is a rule: an upright one is taller than a letter of a title, and as low as a row."""

# How much of the size of type its letters fill above and below the base line, in common faces.
_CAPITAL, _SMALL, _BELOW = 0.7, 0.49, 0.21
_ASCENDING = frozenset("bdfhklijt0123456789()[]/!?$%&'\u2019\"\u201c\u201d\u00bd")
_DESCENDING = frozenset("gjpqy,;()[]/Q$")


@dataclass(slots=True)
class Scan:
    """A picture read: `sure` is the mean over its words from 0 to 1, `tilt` in degrees counter-clockwise."""

    runs: list[Run] = field(default_factory=list)
    shapes: Shapes = field(default_factory=Shapes)
    tilt: float = 0.0
    sure: float = 0.0
    is_blank: bool = False


_read: dict[tuple[bytes, str], Scan] = {}
"""Scans by the fingerprint of their picture: a report asks for the places of its quotes a second time."""


def read_scans(
    pages: Sequence[Any], engine: Engine, progress: Callable[[int, int], None] | None = None
) -> list[Scan]:
    """Return what stands on pdfium's pages, in their order; `progress` is told (pages done, pages in all)."""
    scans: list[Scan] = []
    waiting = iter(pages)
    with ThreadPoolExecutor(engine.at_once) as workers:
        # pdfium draws one page at a time; only as many pictures are held as are being read.
        while pictures := [_Drawn.of(page, engine.dpi) for page in islice(waiting, engine.at_once)]:
            for drawn, scan in zip(
                pictures, workers.map(lambda one: _scan(one.picture, engine), pictures), strict=True
            ):
                scans.append(_as_large(scan, drawn.times))
                if progress:
                    progress(len(scans), len(pages))
    return scans


class _Drawn(NamedTuple):
    """The picture of a page, drawn as if the page were no longer than LONGEST, and how many `times` longer it is."""

    picture: Image.Image
    times: float

    @classmethod
    def of(cls, page: Any, dpi: int) -> "_Drawn":
        """Draw one of pdfium's pages."""
        times = max(1.0, max(page.get_size()) / LONGEST)
        picture = page.render(scale=dpi / 72 / times, grayscale=True).to_pil().convert("L")
        return cls(picture, times)


def _as_large(scan: Scan, times: float) -> Scan:
    """Return the scan of a page that was drawn smaller than it is, with its places where they are on the page."""
    if times == 1.0:
        return scan

    def enlarged(place: Sequence[float]) -> Any:
        return tuple(side * times for side in place)

    runs = [
        replace(
            run, words=[Word(word.text, *enlarged(word[1:])) for word in run.words], size=run.size * times
        )
        for run in scan.runs
    ]
    shapes = replace(
        scan.shapes,
        squares=[square._replace(box=enlarged(square.box)) for square in scan.shapes.squares],
        rules=[enlarged(rule) for rule in scan.shapes.rules],
        sides=[enlarged(rule) for rule in scan.shapes.sides],
    )
    return replace(scan, runs=runs, shapes=shapes)


def _scan(picture: Image.Image, engine: Engine) -> Scan:
    key = (hashlib.sha256(picture.tobytes()).digest(), engine.name)
    if key not in _read:
        _read[key] = _fresh(picture, engine)
    return _read[key]


def _fresh(picture: Image.Image, engine: Engine) -> Scan:
    from rothscope.extract.scan import bitmap  # brings numpy, which no page with text needs

    if not bitmap.ink_of(picture).any():
        return Scan(is_blank=True)
    dot = 72 / engine.dpi

    def rules_of(straight: Image.Image) -> tuple[list[bitmap.Rect], list[bitmap.Rect]]:
        return bitmap.rules(straight, TALL / dot, round(2 * THIN / dot))

    def read(straight: Image.Image) -> list[Seen]:
        return engine.read(bitmap.without(straight, rules_of(straight)[1]))

    straight, tilt, seen = turned_to_read(picture, read)
    level, upright = rules_of(straight)
    ink = bitmap.ink_of(bitmap.without(straight, upright))
    drawn = bitmap.squares(straight, (SQUARE_SIDES[0] / dot, SQUARE_SIDES[1] / dot), round(2 * THIN / dot))
    squares = [Square((b.x0 * dot, b.top * dot, b.x1 * dot, b.bottom * dot), ticked) for b, ticked in drawn]
    shapes = Shapes(count=1)
    shapes.rules = [(r.x0 * dot, (r.top + r.bottom) / 2 * dot, r.x1 * dot) for r in level]
    shapes.sides = [((r.x0 + r.x1) / 2 * dot, r.top * dot, r.bottom * dot) for r in upright]
    shapes.ruled = len(shapes.rules)
    boxes = [box for box, _ in drawn]
    measured = [
        [m for s in _with_lost(list(line), ink, boxes) if (m := _measured(s, ink, dot))]
        for _, line in groupby(seen, key=lambda word: word.line)
    ]
    taken = _marked_off([word for line in measured for word in line], squares)
    shapes.squares = [square for square in squares if square not in taken]
    lines = [[word for word in line if word.text] for line in measured]
    runs = put_marks(_runs([line for line in lines if line], shapes.sides), shapes.squares)
    lettered = [word for line in lines for word in line if word.size or word.text == UNREAD]
    letters = sum(len(word.text) for word in lettered)
    sure = sum(word.sure * len(word.text) for word in lettered) / max(1, letters)
    return Scan(runs, shapes, tilt, round(sure, 3))


@dataclass(slots=True)
class _Measured:
    """A word with the place of its ink, its base line, its size of type and its strokes, in points.

    Size and stroke are 0 where the word has no letters to tell them by.
    """

    text: str
    x0: float
    x1: float
    tall: float
    base: float
    size: float
    stroke: float
    sure: float


def _with_lost(line: list[Seen], ink: Any, boxes: Sequence[Any]) -> Iterator[Seen]:
    """Yield the words of a line, and an unread one wherever ink stands between two of them that no word was made of."""
    from rothscope.extract.scan.bitmap import Rect, ink_between, tight

    places = [tight(ink, Rect(round(s.x0), round(s.top), round(s.x1), round(s.bottom))) for s in line]
    for at, (word, place) in enumerate(zip(line, places, strict=True)):
        yield word
        after = places[at + 1] if at + 1 < len(line) else None
        if not place or not after or not 0 < after.x0 - place.x1 < LOST_WITHIN * (place.bottom - place.top):
            continue
        boxed = any(place.x1 - 3 <= box.x0 and box.x1 <= after.x0 + 3 and box.top < place.bottom and place.top < box.bottom
                    for box in boxes)  # fmt: skip
        if not boxed and ink_between(ink, place, after) >= LOST:
            top, bottom = min(place.top, after.top), max(place.bottom, after.bottom)
            yield Seen(UNREAD, place.x1 + 1, top, after.x0 - 1, bottom, 0.0, word.line)


def _measured(seen: Seen, ink: Any, dot: float) -> _Measured | None:
    from rothscope.extract.scan.bitmap import Rect, stroke, tight

    rect = tight(ink, Rect(round(seen.x0), round(seen.top), round(seen.x1), round(seen.bottom)))
    text = as_printed(seen.text)
    if rect is None or not text:
        return None
    lettered = any(map(str.isalnum, text))
    count = sum(map(str.isalnum, text))
    least = SMALL_SURE if count <= SMALL and text.isalpha() else LEAST_SURE if count >= 3 else 0.0
    if seen.sure < least and count >= 2 and not is_mended(text):
        text, lettered = UNREAD, False
    below = _BELOW if _DESCENDING.intersection(text) else 0.0
    capital = any(c.isupper() or c in _ASCENDING for c in text)
    tall = (rect.bottom - rect.top) * dot
    size = tall / ((_CAPITAL if capital else _SMALL) + below)
    return _Measured(
        text,
        rect.x0 * dot,
        rect.x1 * dot,
        tall,
        rect.bottom * dot - below * size,
        size if lettered else 0.0,
        stroke(ink, rect) * dot if lettered else 0.0,
        seen.sure,
    )


def _without_dots(words: Sequence[_Measured], body: float) -> None:
    """Make points of what an engine read into dots that lead the eye, which are far lower than letters."""
    for word in words:
        if word.tall < DOT * body and (word.size or word.text == UNREAD):
            word.text, word.size, word.stroke = ".", 0.0, 0.0


def _marked_off(words: list[_Measured], squares: Sequence[Square]) -> set[Square]:
    """Take out of the words what an engine made of the check boxes; return the squares that are letters after all."""
    letters: set[Square] = set()
    for word in words:
        for square in squares:
            left, top, right, bottom = square.box
            if top - 2 < word.base < bottom + 6 and word.x0 < right and word.x1 > left and word.text:
                share = (min(word.x1, right) - max(word.x0, left)) / max(word.x1 - word.x0, 0.1)
                starts = left <= word.x0 + 0.3 * (right - left)
                rest = beside_mark(word.text, share) if starts else None
                if rest is None:
                    letters.add(square)
                else:
                    word.text, word.x0 = rest, max(word.x0, right)
    return letters


def _runs(lines: Sequence[list[_Measured]], sides: Sequence[Side]) -> list[Run]:
    """Return lines of words as runs: cut at wide gaps and upright rules, every word of a run as tall as its type."""
    sizes = Counter(round(2 * w.size) / 2 for line in lines for w in line if w.size for _ in w.text)
    body = max(sizes, key=sizes.__getitem__, default=10.0)
    _without_dots([word for line in lines for word in line], body)
    sized = [(line, median([w.size for w in line for _ in w.text if w.size] or [0.0])) for line in lines]
    strokes = [w.stroke / w.size for line in lines for w in line if w.size for _ in w.text]
    usual = median(strokes or [1.0])
    runs: list[Run] = []
    for line, measured in sized:
        size = body if abs(measured - body) <= SAME_SIZE * body or not measured else round(measured, 1)
        for part in _parts(line, size, sides):
            base = median([w.base for w in part if w.size] or [w.base for w in line])
            thick = [w.stroke / size for w in part if w.size for _ in w.text]
            boxed = [Word(w.text, w.x0, base - 0.8 * size, w.x1, base + 0.22 * size) for w in part]
            runs.append(Run(boxed, size, bool(thick) and median(thick) > BOLDER * usual, len(runs)))
    # An engine reads in an order of its own; nobody draws a scan in any.
    rows = [run for row in rows_of(runs) for run in row]
    return [replace(run, order=at) for at, run in enumerate(rows)]


def _parts(line: list[_Measured], size: float, sides: Sequence[Side]) -> Iterator[list[_Measured]]:
    gaps = [right.x0 - left.x1 for left, right in pairwise(line)]
    wide = max(WIDE_GAP * size, WIDER_THAN_ITS_LINE * median(gaps) if len(gaps) > 3 else 0.0)
    part = line[:1]
    for gap, word in zip(gaps, line[1:], strict=True):
        marker = len(part) == 1 and Run([Word(part[0].text, 0, 0, 0, 0)], size, False, 0).is_marker
        if (gap > wide and not marker) or is_parted(
            part[-1].x1, word.x0, part[-1].base - part[-1].tall / 2, sides
        ):
            yield part
            part = []
        part.append(word)
    yield part
