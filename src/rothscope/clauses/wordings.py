"""Phrases by key -> where each stands in a text.

One PhraseMatcher finds every run of words in one pass; the runs of a phrase with gaps are then joined, and only where its
rarest part and all others stand. (spaCy's Matcher reads the same phrases thirty times slower.) A run is handed to the
matcher with the first texts in which each of its words stands before the next one: before that it stands nowhere, and
nine runs in ten never do.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rothscope.clauses.lean_spacy import Doc, PhraseMatcher, Vocab
from rothscope.clauses.numbers import NUMBER_WORDS
from rothscope.packs.phrases import GAP_WALLS, Phrase, split_at_gaps, written_forms

SHARE_WORDS = frozenset({"%", "percent", "cents", "cent"})
"""Units that make a number of a word before them; "one" alone is mostly none."""

Span = tuple[int, int]
"""Token positions, the end not included."""

Run = tuple[str, ...]
"""Words that stand together."""

Tokens = tuple[str, ...]

Hits = dict[str, list[Span]]
"""Where each wording stands, by key."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a phrase with gaps: the runs it may be, by number; the gap before it; the kind of number it may be."""

    runs: frozenset[int]
    gap: int
    number: str | None


@dataclass(frozen=True, slots=True)
class _Gapped:
    """A phrase with gaps. `bits` has a bit for each part that is words, the same for the same words in any phrase."""

    key: str
    parts: tuple[_Part, ...]
    bits: int


class Wordings:
    """Phrases by key, ready to be looked for."""

    def __init__(self, vocab: Vocab, phrases: Iterable[tuple[str, Phrase]] = ()) -> None:
        self._vocab = vocab
        self._matcher = PhraseMatcher(vocab, attr="ORTH")
        self._runs: dict[Run, int] = {}
        self._waiting: dict[str | Run, list[Run]] = defaultdict(list)  # each for one of its steps
        self._hashes: dict[str, int] = {}
        self._alone: dict[str, int] = {}  # single words that are only parts, which need no matcher
        self._keys: list[dict[str, None]] = []
        self._common: list[float] = []
        self._parts: dict[frozenset[int], int] = {}
        self._bits: list[int] = []
        self._anchored: list[list[_Gapped]] = []
        for key, phrase in phrases:
            if phrase.has_gap:
                self._add_gapped(key, phrase)
            else:
                self.add(key, written_forms(phrase))

    def add(self, key: str, runs: Iterable[Run]) -> None:
        """Take in runs of words under a key, before the first text is looked through."""
        for number in self._numbers(runs):
            self._keys[number][key] = None

    def _add_gapped(self, key: str, phrase: Phrase) -> None:
        parts = tuple(_Part(self._numbers(p.forms), p.gap, p.number) for p in split_at_gaps(phrase))
        worded = [part.runs for part in parts if part.number is None]
        for runs in worded:
            if runs not in self._parts:
                self._parts[runs] = 1 << len(self._parts)
                for run in runs:
                    self._bits[run] |= self._parts[runs]
        gapped = _Gapped(key, parts, sum({self._parts[runs] for runs in worded}))
        for run in min(worded, key=self._commonness):
            self._anchored[run].append(gapped)

    def _commonness(self, runs: frozenset[int]) -> float:
        """Return how often runs may be expected in a text; words that stand in every sentence are short."""
        return sum(self._common[run] for run in runs)

    def _numbers(self, runs: Iterable[Run]) -> frozenset[int]:
        """Return the numbers of runs; new ones wait for their first step."""
        for run in runs:
            if run not in self._runs:
                self._common.append(2.0 ** -len(" ".join(run)))
                self._keys.append({})
                self._bits.append(0)
                self._anchored.append([])
                self._runs[run] = len(self._runs)
                self._waiting[run[:2] if len(run) > 1 else run[0]].append(run)
        return frozenset([self._runs[run] for run in runs])

    def signs(self, key: str) -> set[str]:
        """Return words of which one stands wherever this key has a hit: the longest of each run."""
        runs = [run for run, number in self._runs.items() if key in self._keys[number]]
        anchors = {at for at, phrases in enumerate(self._anchored) if any(p.key == key for p in phrases)}
        runs += [run for run, number in self._runs.items() if number in anchors]
        return {max(run, key=len) for run in runs}

    def may_stand_in(self, texts: Sequence[Tokens]) -> list[int]:
        """Return the places of the texts that hold all words of one of the runs."""
        firsts = {run[0] for run in self._runs}
        likely = [at for at, tokens in enumerate(texts) if not firsts.isdisjoint(tokens)]
        return [at for at in likely if any(map(set(texts[at]).issuperset, self._runs))]

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
            stands: dict[int, list[Span]] = {}
            while match is not None and match[1] < last:  # they come in order of place
                _, start, end = match
                stands.setdefault(self._runs[tokens[start:end]], []).append((start - first, end - first))
                match = next(matches, None)
            read.append(self._hits(stands, tokens[first:last]))
        return read

    def _hits(self, stands: dict[int, list[Span]], tokens: Tokens) -> Hits:
        found: Hits = {}
        for run, spans in stands.items():
            for key in self._keys[run]:
                found.setdefault(key, []).extend(spans)
        standing = [*stands, *[self._alone[word] for word in set(tokens) if word in self._alone]]
        bits = 0
        for run in standing:
            bits |= self._bits[run]
        near = {
            id(gapped): gapped
            for run in standing
            for gapped in self._anchored[run]
            if gapped.bits & bits == gapped.bits
        }
        if near:
            for at, word in enumerate(tokens):
                if word in self._alone:
                    stands.setdefault(self._alone[word], []).append((at, at + 1))
            numbers = _numbers(tokens)
            walls = list(accumulate([token in GAP_WALLS for token in tokens], initial=0))
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
                missing = next((step for step in _steps(run) if step not in there), None)
                if missing is not None:
                    self._waiting[missing].append(run)
                elif len(run) == 1 and not self._keys[self._runs[run]]:
                    self._alone[run[0]] = self._runs[run]
                else:
                    ready.append([self._hash(part) for part in run])
        if (
            ready
        ):  # as a pickled matcher keeps its phrases: the hashes of their words, a tenth of the cost of Docs
            self._matcher.add("run", ready)  # type: ignore[arg-type]

    def _hash(self, word: str) -> int:
        if word not in self._hashes:
            self._hashes[word] = self._vocab.strings.add(word)
        return self._hashes[word]


def _steps(run: Run) -> Sequence[str | Run]:
    """Return the pairs of neighbouring words in a run, or its one word: none of them is missing where it stands."""
    return run if len(run) == 1 else list(pairwise(run))


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
    stands: dict[int, list[Span]],
    numbers: dict[str, list[Span]],
    walls: Sequence[int],
) -> list[Span]:
    """Return where all parts of a phrase stand in order, each within its gap of the last and no wall between."""
    places: list[list[Span]] = []
    for part in parts:
        spans = [span for run in stands.keys() & part.runs for span in stands[run]]
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
