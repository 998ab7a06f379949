"""Text -> tokens and the places where known wordings stand.

Comes in: a text. Goes out: `Words`, its tokens with character offsets and every hit of the packs, keyed by
`concept:`, `cue:`, `name:`, `like:`, `grant:`, `deny:` or `choice:` and the id behind it. One PhraseMatcher finds every run
of words in one pass; the runs of a phrase with gaps are then joined, and only where all of them stand. (spaCy's Matcher
reads the same phrases thirty times slower; a test holds that both find the same.)
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from itertools import accumulate

from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

from rothscope.packs.phrases import (
    GAP_WALLS,
    WORD,
    Phrase,
    flatten,
    parse_phrase,
    split_at_gaps,
    written_forms,
)
from rothscope.packs.reading import Language

_LAST_MARK = re.compile(r"[^\w]$")

PART = "~"  # marks the key of a part of a phrase with gaps

KEPT = 4000  # texts kept as read: a long plan's passages are looked at twice, once for its own names

HIDDEN_BY = {"roth_house": ("unconcept:after_tax_plain", "unconcept:after_tax_marked")}

Span = tuple[int, int]
"""Token positions, the end not included."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as the judge reads it. `starts` and `ends` are character offsets of each token into `text`."""

    text: str
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    hits: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def of(self, key: str) -> tuple[Span, ...]:
        """Return where a wording stands, in order; longest first where two overlap."""
        return self.hits.get(key, ())

    def concept(self, *names: str) -> tuple[Span, ...]:
        """Return where any of the concepts stands, in order."""
        if len(names) == 1:
            return self.hits.get(f"concept:{names[0]}", ())
        return tuple(sorted({span for name in names for span in self.hits.get(f"concept:{name}", ())}))

    def cut(self, span: Span) -> str:
        """Return the words of a span as the text has them."""
        return self.text[self.starts[span[0]] : self.ends[span[1] - 1]] if span[0] < span[1] else ""

    def token_at(self, offset: int) -> int:
        """Return the first token that ends after a character offset."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


@dataclass(frozen=True, slots=True)
class Gapped:
    """A phrase with gaps: its key, and for each part the gap before it and the kind of number it may be."""

    key: str
    parts: tuple[tuple[int, str | None], ...]


class Finder:
    """All wordings of the packs compiled once."""

    def __init__(self, language: Language) -> None:
        self._build(_entries(language), _includers(language))

    @classmethod
    def of_phrases(cls, phrases: Mapping[str, tuple[str, ...]]) -> "Finder":
        """Return a finder of bare phrases by key, without a language around them."""
        finder = cls.__new__(cls)
        finder._build(phrases.items(), {})
        return finder

    def _build(
        self, entries: Iterable[tuple[str, tuple[str, ...]]], includers: dict[str, tuple[str, ...]]
    ) -> None:
        self._vocab = Vocab()
        self._tokenizer = Tokenizer(
            self._vocab, prefix_search=_first_mark, suffix_search=_LAST_MARK.search, infix_finditer=_marks
        )
        self._runs = PhraseMatcher(self._vocab, attr="ORTH")
        self._gapped: list[Gapped] = []
        self._includers = includers
        self._house: PhraseMatcher | None = None
        self._read: dict[str, Words] = {}
        for key, phrases in entries:
            for phrase in map(parse_phrase, phrases):
                self._add(key, phrase)

    def _add(self, key: str, phrase: Phrase) -> None:
        """Compile a phrase: under its own key where its words stand together, else part by part."""
        if not phrase.has_gap:
            self._runs.add(key, self._docs(written_forms(phrase)))
            return
        parts = split_at_gaps(phrase)
        number = len(self._gapped)
        for place, part in enumerate(parts):
            if part.forms:
                self._runs.add(f"{PART}{number}:{place}", self._docs(part.forms))
        self._gapped.append(Gapped(key, tuple((part.gap, part.number) for part in parts)))

    def _docs(self, forms: Iterable[tuple[str, ...]]) -> list[Doc]:
        return [Doc(self._vocab, words=list(form)) for form in forms]

    def with_terms(self, terms: Mapping[str, tuple[tuple[str, ...], ...]]) -> "Finder":
        """Return a finder that also knows a document's own names; a name for Roth hides the after-tax words in it."""
        if not terms:
            return self
        wider = copy(self)
        wider._read = {}
        wider._house = PhraseMatcher(self._vocab, attr="ORTH")
        for concept, names in terms.items():
            docs = [Doc(self._vocab, words=list(name)) for name in names]
            for key in (f"concept:{concept}", *HIDDEN_BY.get(concept, ())):
                wider._house.add(key, docs)
        return wider

    def read(self, text: str) -> Words:
        """Tokenise a text and find every known wording in it; the last texts read are kept."""
        if text not in self._read:
            if len(self._read) >= KEPT:
                self._read.clear()
            self._read[text] = self._find(text)
        return self._read[text]

    def _find(self, text: str) -> Words:
        doc, starts = self._tokens(text)
        tokens = tuple(token.text for token in doc)
        ends = tuple(start + len(token) for start, token in zip(starts, tokens, strict=True))
        raw = self._matches(doc, tokens)
        found: dict[str, list[Span]] = defaultdict(list)
        for key, spans in _unhide(raw).items():
            for name in self._includers.get(key, (key,)):
                found[name] += spans
        hits = {key: _longest(spans) for key, spans in found.items()}
        return Words(text, tokens, tuple(starts), ends, hits)

    def raw(self, text: str) -> dict[str, list[Span]]:
        """Return every hit by key before lookalikes are taken out."""
        doc, _ = self._tokens(text)
        return self._matches(doc, tuple(token.text for token in doc))

    def _tokens(self, text: str) -> tuple[Doc, list[int]]:
        flat = flatten(text)
        doc = self._tokenizer(flat)
        starts = [token.idx for token in doc]
        kept = [token for token in doc if not token.text.isspace()]
        if len(kept) < len(doc):  # two spaces in a row become a token and would break a phrase
            starts = [token.idx for token in kept]
            doc = Doc(self._vocab, words=[token.text for token in kept])
        return doc, starts

    def _matches(self, doc: Doc, tokens: tuple[str, ...]) -> dict[str, list[Span]]:
        strings = self._vocab.strings
        found: dict[str, list[Span]] = defaultdict(list)
        parts: dict[int, dict[int, list[Span]]] = defaultdict(dict)
        for matcher in (self._runs, self._house):
            for match, start, end in matcher(doc) if matcher is not None else ():
                key = strings[match]
                if key[0] == PART:
                    phrase, place = key[1:].split(":")
                    parts[int(phrase)].setdefault(int(place), []).append((start, end))
                else:
                    found[key].append((start, end))
        numbers = _numbers(tokens)
        walls = tuple(accumulate((token in GAP_WALLS for token in tokens), initial=0))
        for number, known in parts.items():
            gapped = self._gapped[number]
            for span in _joined(gapped, known, numbers, walls):
                found[gapped.key].append(span)
        return found


def _numbers(tokens: tuple[str, ...]) -> dict[str, list[Span]]:
    """Return where numbers and years stand."""
    digits = [(at, at + 1) for at, token in enumerate(tokens) if token.isdigit()]
    years = [(s, e) for s, e in digits if len(tokens[s]) == 4 and tokens[s][:2] in ("19", "20")]
    return {"@number": digits, "@year": years}


def _joined(
    gapped: Gapped, known: dict[int, list[Span]], numbers: dict[str, list[Span]], walls: tuple[int, ...]
) -> Iterator[Span]:
    """Yield where all parts of a phrase stand in order, each within its gap of the last and no wall between."""
    chains: list[Span] = []
    for place, (gap, number) in enumerate(gapped.parts):
        spans = known.get(place, [])
        if number is not None:
            spans = spans + numbers[number]
        if not spans:
            return
        if place == 0:
            chains = spans
            continue
        chains = [
            (first[0], span[1])
            for first in chains
            for span in spans
            if 0 <= span[0] - first[1] <= gap and walls[span[0]] == walls[first[1]]
        ]
    yield from dict.fromkeys(chains)


def _marks(text: str) -> Iterator[object]:
    return (match for match in WORD.finditer(text) if not match.group()[0].isalnum())


def _first_mark(text: str) -> object:
    match = WORD.match(text)
    return match if match and not match.group()[0].isalnum() else None


def _entries(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, concept in language.concepts.items():
        yield f"concept:{name}", concept.phrases
        yield f"unconcept:{name}", concept.lookalikes
    for name, cue in language.cues.items():
        yield f"cue:{name}", cue.phrases
    for pack in language.features.values():
        yield f"name:{pack.id}", pack.names
        yield f"grant:{pack.id}", pack.grants
        yield f"deny:{pack.id}", pack.denies
        for number, lookalike in enumerate(pack.lookalikes):
            yield f"like:{pack.id}:{number}", (lookalike.phrase,)
    for name, fact in language.facts.items():
        for choice, phrases in fact.choices.items():
            yield f"choice:{name}:{choice}", phrases


def _includers(language: Language) -> dict[str, tuple[str, ...]]:
    """Return for each concept key the keys a hit counts for: its own and every concept that includes it."""
    above: dict[str, set[str]] = {name: {name} for name in language.concepts}
    grew = True
    while grew:
        grew = False
        for name, concept in language.concepts.items():
            for part in concept.includes:
                wider = above[part] | above[name]
                if wider != above[part]:
                    above[part] = wider
                    grew = True
    return {f"concept:{name}": tuple(f"concept:{up}" for up in sorted(ups)) for name, ups in above.items()}


def _longest(spans: list[Span]) -> tuple[Span, ...]:
    """Keep the longest of spans that overlap, in order."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


def _unhide(hits: dict[str, list[Span]]) -> dict[str, list[Span]]:
    """Drop the hits of a concept that overlap one of its lookalikes; a longer wording that holds one stays."""
    for key in [key for key in hits if key.startswith("unconcept:")]:
        name = "concept:" + key.removeprefix("unconcept:")
        hidden = hits.pop(key)
        if name in hits:
            hits[name] = [
                s for s in hits[name] if not any(_overlaps(s, h) and not _holds(s, h) for h in hidden)
            ]
    return {key: spans for key, spans in hits.items() if spans}


def _overlaps(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _holds(longer: Span, shorter: Span) -> bool:
    return longer[0] <= shorter[0] and shorter[1] <= longer[1] and longer != shorter
