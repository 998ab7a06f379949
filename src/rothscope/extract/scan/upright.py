"""Which way up the picture of a page is: it is turned until its words read.

In: a grey picture and what reads words from one. Out: the picture as it reads, the turn, and its words.
"""

from collections.abc import Callable, Sequence

from PIL import Image

from rothscope.extract.scan.ocr import Seen
from rothscope.extract.sheet.tilt import tilt_of

SURELY_READ = 0.85
"""How sure of a page's words on average an engine is that reads it the right way up."""

COMMON_WORDS = frozenset(
    ("the", "and", "for", "you", "your", "that", "this", "with", "from", "are", "not", "will", "may", "plan")
)
SOME_WORDS = 3
"""So many different ones of them stand only on a page that is read the right way up, however faint it is."""


def turned_to_read(
    picture: Image.Image, read: Callable[[Image.Image], list[Seen]]
) -> tuple[Image.Image, float, list[Seen]]:
    """Return the picture turned and set straight so that it reads best, by how many degrees, and its words."""
    from rothscope.extract.scan import bitmap

    readings: list[tuple[Image.Image, float, list[Seen]]] = []
    for turn in bitmap.likely_turns(picture):
        straight, tilt = bitmap.set_straight(picture.rotate(turn, expand=True))
        seen = read(straight)
        readings.append((straight, round(tilt_of(turn + tilt), 2), seen))
        if _is_upright(seen):
            return readings[-1]
    return max(readings, key=lambda reading: sum(_letters(_level(reading[2]))))


def _is_upright(seen: Sequence[Seen]) -> bool:
    """Tell whether words were read the right way up: they are level, and sure or such as every text has."""
    level, letters = _level(seen), sum(len(word.text) for word in seen)
    if 2 * sum(len(word.text) for word in level) < letters or not letters:
        return False
    common = COMMON_WORDS.intersection(word.text.lower() for word in level)
    return len(common) >= SOME_WORDS or sum(_letters(level)) >= SURELY_READ * letters


def _level(seen: Sequence[Seen]) -> list[Seen]:
    """Return the words that are not taller than wide; a short one may be."""
    return [word for word in seen if len(word.text) < 3 or word.x1 - word.x0 >= word.bottom - word.top]


def _letters(seen: Sequence[Seen]) -> list[float]:
    """Return of each word how many of its letters the engine may have read."""
    return [len(word.text) * word.sure for word in seen]
