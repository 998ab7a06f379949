"""Whether the letters of a text layer make a language, and letters that were all moved by a constant moved back.

In: the text of a page. Out: whether it can be read, or the Shift that makes it readable.
"""

import re
from collections import Counter
from collections.abc import Iterator
from string import ascii_lowercase
from typing import NamedTuple

MOST_MEANINGLESS = 0.3
"""Share of private and control characters above which a page's text is none."""

SAMPLE = 1200
"""Letters of a page that are looked at."""

FEWEST = 60
"""Pairs of neighbouring letters below which nothing can be told."""

LEAST_USUAL = 0.2
"""Share of usual pairs below which letters make no language: English has over a third, chance a seventh at most."""

PLAINLY_USUAL = 0.2
"""Usual pairs for each sign of the text from which letters that were moved back are taken to be right."""

# The pairs of letters that English has most of; other languages of Europe have them nearly as often.
_LETTERS = "thheineranrendonenatouedtooritisesngalleartesestiomeratiriroiclicocedenteaveomelofns"
_USUAL = tuple(map("".join, zip(_LETTERS[::2], _LETTERS[1::2], strict=True)))
_MEANINGLESS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_WORD = re.compile(r"[a-z]{2,}")
_COMMONEST = " etao"
_LEFT = " \r\n"
"""What pdfium itself puts between words and lines."""


class Shift(NamedTuple):
    """How letters were moved: each code `by` a number up, or `round_` the alphabet from z to a."""

    by: int
    round_: bool = False

    def undo(self, text: str) -> str:
        """Return the text with its letters moved back; white space stays."""
        return text.translate(self._table(text))

    def _table(self, text: str) -> dict[int, int]:
        if self.round_:
            return {
                ord(first): ord(first) + (ord(letter) - 97 - self.by) % 26 - (ord(letter) - 97)
                for letter in ascii_lowercase
                for first in (letter, letter.upper())
            }
        moved = {ord(letter): ord(letter) - self.by for letter in set(text) if letter not in _LEFT}
        return {code: back for code, back in moved.items() if 32 <= back < 256}


def is_readable(text: str) -> bool:
    """Tell whether the letters of a text make words of a language; of a few letters that is taken to be so."""
    sample = text[:SAMPLE]
    plain = sample.isascii() and sample.replace("\n", "").isprintable()
    if not plain and len(_MEANINGLESS.findall(sample)) > MOST_MEANINGLESS * len("".join(sample.split())):
        return False
    pairs, usual = _pairs(sample.lower())
    return pairs < FEWEST or usual >= LEAST_USUAL * pairs


def shift_of(text: str) -> Shift | None:
    """Return how the letters of an unreadable text were moved, where moving them back makes words; else None."""
    sample = text[:SAMPLE]
    signs = len("".join(sample.split()))
    # Small letters alone count: what makes capitals of them makes the same words.
    best = max(_shifts(sample), key=lambda shift: _pairs(shift.undo(sample))[::-1])
    usual = _pairs(best.undo(sample))[1]
    return best if signs >= FEWEST and usual >= PLAINLY_USUAL * signs else None


def _shifts(text: str) -> Iterator[Shift]:
    """Yield the shifts that make one of the text's commonest signs one of the commonest letters."""
    often = [sign for sign, _ in Counter(s for s in text if s not in _LEFT).most_common(len(_COMMONEST) + 1)]
    yield from dict.fromkeys(Shift(ord(sign) - ord(letter)) for sign in often for letter in _COMMONEST)
    yield from (Shift(by, True) for by in range(1, 26))


def _pairs(text: str) -> tuple[int, int]:
    """Return how many pairs of small letters stand in a text's words, and how many of them are usual."""
    words = _WORD.findall(text)
    joined = " ".join(words)
    return len(joined) - 2 * len(words) + 1, sum(map(joined.count, _USUAL))
