"""Phrases by key -> where each stands in a text.

No phrase is ever written out. From every word of a text the next ones are followed as far as phrases go, and what may come
after some words is worked out when a text first goes there: wordings of which a text has no sign cost next to nothing. The
runs of a phrase with gaps are then joined, and only where its rarest part and all others stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import prod

from rothscope.clauses.numbers import NUMBER_WORDS
from rothscope.packs.phrases import GAP_WALLS, Phrase, Run, split_at_gaps

SHARE_WORDS = frozenset({"%", "percent", "cents", "cent"})
"""Units that make a number of a word before them; "one" alone is mostly none."""

Span = tuple[int, int]
"""Token positions, the end not included."""

Tokens = tuple[str, ...]

Hits = dict[str, list[Span]]
"""Where each wording stands, by key."""

_Place = tuple["_Sought", tuple[str, ...], Run]
"""Somewhere within a run: whose it is, the words left of the choice begun there, the pieces after that."""


class _Sought:
    """A run that is looked for: the keys of which it is the whole phrase, its bit where phrases with gaps have it as a part,
    those of them it is the rarest part of, and the steps by which texts came to its end.
    """

    __slots__ = ("anchored", "bit", "keys", "steps")

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.bit = 0
        self.anchored: list[_Gapped] = []
        self.steps: set[_Step] = set()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a phrase with gaps: its words, the gap before it, and the kind of number it may be as well."""

    run: _Sought | None
    gap: int
    number: str | None


@dataclass(frozen=True, slots=True)
class _Gapped:
    """A phrase with gaps. `bits` are those of all parts that are words."""

    key: str
    parts: tuple[_Part, ...]
    bits: int


class _Step:
    """Some words that stand together: the runs they make, and what may follow them.

    By the next word, `ahead` leads to another step; `places` to what that is made from when a text first goes there.
    """

    __slots__ = ("ahead", "anchored", "bits", "keys", "places", "whole")

    def __init__(self, places: Iterable[_Place] = ()) -> None:
        self.ahead: dict[str, _Step] = {}
        self.places: dict[str, list[_Place]] = {}
        made: dict[_Sought, None] = {}
        for sought, left, after in places:
            if left:
                self.places.setdefault(left[0], []).append((sought, left[1:], after))
            else:
                self.expect(sought, after)
                if all(piece.optional for piece in after):
                    made[sought] = None
        self.whole = bool(made)
        self.keys = tuple(dict.fromkeys(key for sought in made for key in sought.keys))
        self.anchored = [gapped for sought in made for gapped in sought.anchored]
        self.bits = sum(sought.bit for sought in made)
        for sought in made:
            sought.steps.add(self)

    def expect(self, sought: _Sought, run: Run) -> None:
        """Take in that a run may follow."""
        for at, piece in enumerate(run, start=1):
            for form in piece.forms:
                self.places.setdefault(form[0], []).append((sought, form[1:], run[at:]))
            if not piece.optional:
                return

    def go(self, word: str) -> "_Step":
        """Return the step a word leads to, for the first time."""
        self.ahead[word] = step = _Step(self.places.pop(word))
        return step


class Wordings:
    """Phrases by key, ready to be looked for."""

    def __init__(self, phrases: Iterable[tuple[str, Phrase]] = ()) -> None:
        self._runs: dict[Run, _Sought] = {}
        self._start = _Step()
        self._parts = 0
        for key, phrase in phrases:
            if phrase.has_gap:
                self._add_gapped(key, phrase)
            else:
                self.add(key, phrase.pieces)

    def add(self, key: str, run: Run) -> None:
        """Take in a run under a key, before the first text is looked through."""
        self._sought(run).keys.append(key)

    def _add_gapped(self, key: str, phrase: Phrase) -> None:
        parts = split_at_gaps(phrase)
        worded = [part.run for part in parts if part.number is None]
        for run in worded:
            sought = self._sought(run)
            if not sought.bit:
                sought.bit = 1 << self._parts
                self._parts += 1
        bits = sum({self._runs[run].bit for run in worded})
        sought_parts = tuple(_Part(self._sought(p.run) if p.run else None, p.gap, p.number) for p in parts)
        rarest = min(worded, key=_commonness)
        self._runs[rarest].anchored.append(_Gapped(key, sought_parts, bits))

    def _sought(self, run: Run) -> _Sought:
        """Return the run as it is looked for; a new one may stand from any word on."""
        if run not in self._runs:
            self._runs[run] = _Sought()
            self._start.expect(self._runs[run], run)
        return self._runs[run]

    def signs(self, key: str) -> set[str]:
        """Return words of which one stands wherever this key has a hit: the longest of each choice that a run must make."""
        runs = [
            run
            for run, sought in self._runs.items()
            if key in sought.keys or any(gapped.key == key for gapped in sought.anchored)
        ]
        return {word for run in runs for word in _sign(run)}

    def stands_in(self, tokens: Tokens) -> bool:
        """Tell whether a run stands in a text."""
        return bool(self._standing(tokens))

    def find(self, tokens: Tokens) -> Hits:
        """Return every hit by key."""
        if not self._runs:
            return {}
        stands = self._standing(tokens)
        found: Hits = {}
        bits = 0
        for step, spans in stands.items():
            bits |= step.bits
            for key in step.keys:
                found.setdefault(key, []).extend(spans)
        near = {
            id(gapped): gapped
            for step in stands
            for gapped in step.anchored
            if gapped.bits & bits == gapped.bits
        }
        if near:
            numbers = _numbers(tokens)
            walls = list(accumulate([token in GAP_WALLS for token in tokens], initial=0))
            for gapped in near.values():
                spans = _joined(gapped.parts, stands, numbers, walls)
                if spans:
                    found.setdefault(gapped.key, []).extend(spans)
        return found

    def _standing(self, tokens: Tokens) -> dict[_Step, list[Span]]:
        """Return the steps that are the end of a run, each with the places where its words stand."""
        stands: dict[_Step, list[Span]] = {}
        words = (*tokens, "")  # which follows nothing
        for start in range(len(tokens)):
            step, end = self._start, start
            while (onward := step.ahead.get(words[end])) or words[end] in step.places:
                step = onward or step.go(words[end])
                end += 1
                if step.whole:
                    stands.setdefault(step, []).append((start, end))
        return stands


def _commonness(run: Run) -> float:
    """Return how often a run may be expected in a text; words that stand in every sentence are short."""
    return prod(sum(2.0 ** -len(" ".join(form)) for form in piece.forms) + piece.optional for piece in run)


def _sign(run: Run) -> set[str]:
    """Return the longest word of each form of a piece that must stand: of the piece whose forms have the longest."""
    needed = [{max(form, key=len) for form in piece.forms} for piece in run if not piece.optional]
    return max(needed, key=lambda words: min(map(len, words)))


def _numbers(tokens: Tokens) -> dict[str, list[Span]]:
    """Return where numbers and years stand; a number in words counts before its "percent" or "cents" alone."""
    digits = [
        (at, at + 1)
        for at, token in enumerate(tokens)
        if token.isnumeric()
        or (token in NUMBER_WORDS and at + 1 < len(tokens) and tokens[at + 1] in SHARE_WORDS)
    ]
    years = [(s, e) for s, e in digits if len(tokens[s]) == 4 and tokens[s][:2] in ("19", "20")]
    return {"@number": digits, "@year": years}


def _joined(
    parts: tuple[_Part, ...],
    stands: dict[_Step, list[Span]],
    numbers: dict[str, list[Span]],
    walls: Sequence[int],
) -> list[Span]:
    """Return where all parts of a phrase stand in order, each within its gap of the last and no wall between."""
    places: list[list[Span]] = []
    for part in parts:
        steps = stands.keys() & part.run.steps if part.run else ()
        spans = [span for step in steps for span in stands[step]]
        if part.number is not None:
            spans += numbers[part.number]
        if not spans:
            return []
        places.append(spans)
    chains = places[0]
    for part, spans in zip(parts[1:], places[1:], strict=True):
        chains = [
            (first[0], span[1])
            for first in chains
            for span in spans
            if 0 <= span[0] - first[1] <= part.gap and walls[span[0]] == walls[first[1]]
        ]
    return chains
