"""Phrases by key -> where each stands in a text.

One PhraseMatcher finds every run of words in one pass; the runs of a phrase with gaps are then joined, and only where its
rarest part and all others stand. (spaCy's Matcher reads the same phrases thirty times slower.) A run is handed to the
matcher with the first texts in which each of its words stands before the next one: before that it stands nowhere, and
nine runs in ten never do.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import accumulate, chain, pairwise
from math import prod
from operator import or_

from rothscope.clauses.tokens.lean_spacy import Doc, PhraseMatcher, Vocab
from rothscope.clauses.tokens.numbers import NUMBER_WORDS
from rothscope.packs.phrases import GAP_WALLS, Phrase, Pieces, split_at_gaps, written_forms

SHARE_WORDS = frozenset({"%", "percent", "cents", "cent"})
"""Units that make a number of a word before them; "one" alone is mostly none."""

Span = tuple[int, int]
"""Token positions, the end not included."""

Run = tuple[str, ...]
"""Words that stand together."""

Tokens = tuple[str, ...]

Hits = dict[str, list[Span]]
"""Where each wording stands, by key."""


class _Sought:
    """A run of pieces that is looked for: the keys of which it is the whole phrase, its bit where phrases with gaps have it
    as a part, those of them it is the rarest part of, and what was met of it.
    """

    __slots__ = ("anchored", "bit", "keys", "met")

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.bit = 0
        self.anchored: list[_Gapped] = []
        self.met: list[_Met] = []


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


class _Met:
    """A written run whose steps a text had: what all that is sought in its words stands for together."""

    __slots__ = ("anchored", "bits", "keys")

    def __init__(self, sought: Sequence[_Sought]) -> None:
        self.keys = tuple(dict.fromkeys(key for one in sought for key in one.keys))
        self.anchored = tuple(gapped for one in sought for gapped in one.anchored)
        self.bits = reduce(or_, (one.bit for one in sought))  # of one alone its own, and no copy
        for one in sought:
            one.met.append(self)


class Wordings:
    """Phrases by key, ready to be looked for."""

    def __init__(self, vocab: Vocab, phrases: Iterable[tuple[str, Phrase]] = ()) -> None:
        self._vocab = vocab
        self._matcher = PhraseMatcher(vocab, attr="ORTH")
        self._sought: dict[Pieces, _Sought] = {}
        self._runs: dict[Run, tuple[_Sought, ...]] = {}
        self._waiting: dict[str | Run, list[Run]] = defaultdict(list)  # each for one of its steps
        self._met: dict[Run, _Met] = {}
        self._alone: dict[str, _Met] = {}  # single words that are only parts, which need no matcher
        self._hashes: dict[str, int] = {}
        self._parts = 0
        for key, phrase in phrases:
            if phrase.has_gap:
                self._add_gapped(key, phrase)
            else:
                self.add(key, phrase.pieces)

    def add(self, key: str, run: Pieces) -> None:
        """Take in a run under a key, before the first text is looked through."""
        self._seek(run).keys.append(key)

    def _add_gapped(self, key: str, phrase: Phrase) -> None:
        split = split_at_gaps(phrase)
        parts = tuple(
            _Part(self._seek(part.run) if part.run else None, part.gap, part.number) for part in split
        )
        worded = [part.run for part in split if part.number is None]
        for run in worded:
            sought = self._sought[run]
            if not sought.bit:
                sought.bit = 1 << self._parts
                self._parts += 1
        gapped = _Gapped(key, parts, sum({self._sought[run].bit for run in worded}))
        self._sought[min(worded, key=_commonness)].anchored.append(gapped)

    def _seek(self, run: Pieces) -> _Sought:
        """Return a run as it is looked for; the words of a new one wait for their first step."""
        if run not in self._sought:
            sought = self._sought[run] = _Sought()
            alone = (sought,)
            for written in dict.fromkeys(written_forms(run)):
                others = self._runs.get(written)
                self._runs[written] = (*others, sought) if others else alone
                if not others:
                    self._waiting[written[:2] if len(written) > 1 else written[0]].append(written)
        return self._sought[run]

    def signs(self, key: str) -> set[str]:
        """Return words of which one stands wherever this key has a hit: the longest of each run."""
        runs = [
            run
            for run, sought in self._sought.items()
            if key in sought.keys or any(gapped.key == key for gapped in sought.anchored)
        ]
        return {max(written, key=len) for run in runs for written in written_forms(run)}

    def stand_in(self, tokens: Tokens) -> Hits:
        """Return where the runs of a few phrases without gaps stand in a text, by key."""
        found: Hits = {}
        there = set(tokens)
        for run, sought in self._runs.items():
            if there.issuperset(run):
                for at in range(tokens.index(run[0]), len(tokens) - len(run) + 1):
                    if tokens[at : at + len(run)] == run:
                        for key in chain.from_iterable(one.keys for one in sought):
                            found.setdefault(key, []).append(_span(at, at + len(run)))
        return found

    def find(self, doc: Doc, tokens: Tokens, bounds: Sequence[Span]) -> list[Hits]:
        """Return every hit by key for each of the texts that stand in `doc` one after the other.

        `tokens` are the words of `doc`, `bounds` where each text stands in it; places count from its text's start.
        """
        if not self._runs:
            return [{} for _ in bounds]
        self._learn(tokens)
        matches = iter(self._matcher(doc))
        match = next(matches, None)
        read = []
        for first, last in bounds:
            stands: dict[_Met, list[Span]] = {}
            while match is not None and match[1] < last:  # they come in order of place
                _, start, end = match
                stands.setdefault(self._met[tokens[start:end]], []).append(_span(start - first, end - first))
                match = next(matches, None)
            read.append(self._hits(stands, tokens[first:last]))
        return read

    def _hits(self, stands: dict[_Met, list[Span]], tokens: Tokens) -> Hits:
        found: Hits = {}
        for run, spans in stands.items():
            for key in run.keys:
                found.setdefault(key, []).extend(spans)
        standing = [*stands, *[self._alone[word] for word in set(tokens) if word in self._alone]]
        bits = 0
        for run in standing:
            bits |= run.bits
        near = {
            id(gapped): gapped
            for run in standing
            for gapped in run.anchored
            if gapped.bits & bits == gapped.bits
        }
        if near:
            for at, word in enumerate(tokens):
                if word in self._alone:
                    stands.setdefault(self._alone[word], []).append((at, at + 1))
            numbers = _numbers(tokens)
            walls = list(accumulate(_walls(tokens), initial=0))
            for gapped in near.values():
                spans = _joined(gapped.parts, stands, numbers, walls)
                if spans:
                    found.setdefault(gapped.key, []).extend(spans)
        return found

    def _learn(self, tokens: Tokens) -> None:
        """Hand the matcher every run whose steps are all there; one of which a step is missing waits for that."""
        there = {*tokens, *pairwise(tokens)}
        ready = []
        for step in self._waiting.keys() & there:
            for run in self._waiting.pop(step):
                for missing in _steps(run):
                    if missing not in there:
                        self._waiting[missing].append(run)
                        break
                else:
                    ready += self._meet(run)
        if (
            ready
        ):  # as a pickled matcher keeps its phrases: the hashes of their words, a tenth of the cost of Docs
            self._matcher.add("run", ready)  # type: ignore[arg-type]

    def _meet(self, run: Run) -> list[list[int]]:
        """Take in a run whose steps are all there; return it as the matcher takes it, if it needs the matcher."""
        met = self._met[run] = _Met(self._runs[run])
        if len(run) == 1 and not met.keys:
            self._alone[run[0]] = met
            return []
        return [[self._hash(part) for part in run]]

    def _hash(self, word: str) -> int:
        if word not in self._hashes:
            self._hashes[word] = self._vocab.strings.add(word)
        return self._hashes[word]


def _steps(run: Run) -> Iterable[str | Run]:
    """Return the pairs of neighbouring words in a run, or its one word: none of them is missing where it stands."""
    return run if len(run) == 1 else pairwise(run)


@cache
def _span(start: int, end: int) -> Span:
    """Return a span, the same one each time: wordings stand at the same few places in many texts."""
    return (start, end)


def _commonness(run: Pieces) -> float:
    """Return how often a run may be expected in a text; words that stand in every sentence are short."""
    return prod(sum(2.0 ** -len(" ".join(form)) for form in piece.forms) + piece.optional for piece in run)


def _walls(tokens: Sequence[str]) -> list[bool]:
    """Tell of each token whether no gap leaps over it; the point in a section's number ("4.2") is none."""
    return [
        token in GAP_WALLS and not (token == "." and _in_number(tokens, at))
        for at, token in enumerate(tokens)
    ]


def _in_number(tokens: Sequence[str], at: int) -> bool:
    """Tell whether a point stands between the digits of one number."""
    around = (*tokens[at - 1 : at], *tokens[at + 1 : at + 2])
    return len(around) == 2 and all(part.isdigit() and len(part) < 4 for part in around)


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
    stands: dict[_Met, list[Span]],
    numbers: dict[str, list[Span]],
    walls: Sequence[int],
) -> list[Span]:
    """Return where all parts of a phrase stand in order, each within its gap of the last and no wall between."""
    chains: list[Span] = []
    for at, part in enumerate(parts):
        met = part.run.met if part.run else ()
        spans = [span for run in met if run in stands for span in stands[run]]
        if part.number is not None:
            spans += numbers[part.number]
        if at:
            spans = [
                (first[0], span[1])
                for first in chains
                for span in spans
                if 0 <= span[0] - first[1] <= part.gap and walls[span[0]] == walls[first[1]]
            ]
        if not spans:
            return []
        chains = spans
    return chains
