"""The phrase notation of `patterns/` -> word sequences and the gaps between them.

A word matches itself in any case; `a|b` either; `word?` optional; a hyphen or underscore joins words that stand
together (`after-tax`, `set_aside|save`); `@number` is a number in digits, `@year` a year; `¦` the bar between table
cells; `..6` up to six words, never across a negation or the end of a clause.
Text is matched in a flattened copy (see `flatten`) of the same length, so offsets point straight into the quote.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from sys import intern
from typing import NamedTuple

from rothscope.errors import BadPack

GAP_WALLS = frozenset(
    [
        "not",
        "no",
        "nor",
        "neither",
        "never",
        "cannot",
        "without",
        "unless",
        "except",
        "until",
        ".",
        ";",
        "?",
        "!",
        ":",
        "(",
        ")",
    ]
)  # mechanics of the notation: what `..n` may never leap over

MAX_FORMS = 4000  # written-out forms of one phrase; more is a slip in the notation, not a wording

# 401(k) is one word: its brackets would otherwise wall off every phrase and clause they stand in.
# Any other underline is a space; flattening what is flat already changes nothing.
_PLAN_NUMBER = re.compile(r"(?<=\d)[(_]([a-z0-9]{1,2})[)_]|_")
_NUMBER = ("@number",)
_YEAR = ("@year",)
_ANY_OF = (_NUMBER, _YEAR)
_GAP = re.compile(r"\.\.(\d+)$")
_FLAT = str.maketrans(
    {
        "-": " ", "‐": " ", "‑": " ", "–": " ", "—": ",", "|": "¦", "\xa0": " ",
        "’": "'", "‘": "'", "“": '"', "”": '"', "⁄": "/",
    }
)  # fmt: skip


def flatten(text: str) -> str:
    """Return the text lower-cased, hyphens as spaces and quotes straight, at exactly the same length."""
    if text.isascii():
        lowered = text.lower().replace("-", " ").replace("|", "¦")
        return _PLAN_NUMBER.sub(_joined_number, lowered) if "_" in lowered or "(" in lowered else lowered
    lowered = text.lower()
    # A few capitals (such as a dotted I) grow when lowered, which would shift every offset after them.
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _PLAN_NUMBER.sub(_joined_number, lowered.translate(_FLAT))


def _joined_number(found: re.Match[str]) -> str:
    return f"_{found[1]}_" if found[1] else " "


class Piece(NamedTuple):
    """One step of a phrase: the word sequences that may stand here, or a gap of up to `gap` words."""

    forms: tuple[tuple[str, ...], ...] = ()
    optional: bool = False
    gap: int = 0


Pieces = tuple[Piece, ...]
"""Pieces one after the other."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A parsed phrase and what it is called in the packs."""

    text: str
    pieces: Pieces

    @property
    def has_gap(self) -> bool:
        """Tell whether the phrase is more than words that stand together: it holds a gap or a number."""
        return any(piece.gap or not set(_ANY_OF).isdisjoint(piece.forms) for piece in self.pieces)


def parse_phrase(text: str) -> Phrase:
    """Parse the notation. Raises BadPack for an empty phrase, a gap at an end, or a phrase with only optional words."""
    pieces = tuple(_parse_piece(part) for part in text.split())
    if not pieces or pieces[0].gap or pieces[-1].gap:
        raise BadPack(f"phrase {text!r}: a phrase must begin and end with a word.")
    if all(piece.optional or piece.gap for piece in pieces):
        raise BadPack(f"phrase {text!r}: at least one word must be required.")
    return Phrase(text, pieces)


def written_forms(pieces: Pieces) -> list[tuple[str, ...]]:
    """Return every word sequence that pieces without gaps stand for."""
    choices = [piece.forms + (((),) if piece.optional else ()) for piece in pieces]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MAX_FORMS:
        text = " ".join("|".join(map(" ".join, piece.forms)) for piece in pieces)
        raise BadPack(f"phrase {text!r} stands for {count} wordings; split it.")
    if all(
        len(form) == 1 for choice in choices for form in choice
    ):  # most do, and then words are combined at once
        return list(product(*[[word for (word,) in choice] for choice in choices]))
    return [tuple(chain.from_iterable(combination)) for combination in product(*choices)]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a phrase without gaps, and how many words may stand between it and the part before.

    `number` names the kind of number a part stands for instead of words: "@number" or "@year".
    """

    run: Pieces
    gap: int = 0
    number: str | None = None


def split_at_gaps(phrase: Phrase) -> tuple[Part, ...]:
    """Return the parts of a phrase: runs of words between gaps, every number a part of its own."""
    parts: list[Part] = []
    run: list[Piece] = []
    gap = 0

    def close(next_gap: int) -> int:
        if run:
            parts.append(Part(tuple(run), gap))
            run.clear()
            return next_gap
        return gap + next_gap

    for piece in phrase.pieces:
        numbers = [form[0] for form in piece.forms if form in _ANY_OF]
        if piece.gap:
            gap = close(piece.gap)
        elif numbers:
            gap = close(0)
            words = tuple(form for form in piece.forms if form not in _ANY_OF)
            parts.append(Part((Piece(words),) if words else (), gap, numbers[0]))
            gap = 0
        else:
            run.append(piece)
    close(0)
    return tuple(parts)


def all_phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    """Parse several phrases."""
    return tuple(parse_phrase(text) for text in texts)


def _parse_piece(part: str) -> Piece:
    gap = _GAP.match(part)
    if gap:
        return Piece(gap=int(gap.group(1)))
    optional = part.endswith("?") and len(part) > 1
    body = part[:-1] if optional else part
    forms = tuple(_form(choice) for choice in body.split("|"))
    if not all(forms):
        raise BadPack(f"phrase part {part!r}: an empty choice.")
    return Piece(forms=forms, optional=optional)


@cache
def _form(choice: str) -> tuple[str, ...]:
    return (choice,) if choice in ("@number", "@year") else tuple(map(intern, words_of(choice)))


# Every run of letters, digits and vulgar fractions is a word, an apostrophe inside it included; any other mark is
# a token of its own.
WORD = re.compile(r"\w+(?:'\w+)?|[^\w\s]")


def words_of(text: str) -> list[str]:
    """Return the tokens of a text as the matchers see them."""
    return WORD.findall(flatten(text))
