"""Text -> tokens and the places where known wordings stand.

Comes in: a text. Goes out: `Words`, its tokens with character offsets and every hit of the packs, keyed by
`concept:`, `cue:`, `name:`, `like:`, `grant:`, `deny:` or `choice:` and the id behind it.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate, islice, pairwise
from sys import intern

from rothscope.clauses.tokens.entries import entries, includers
from rothscope.clauses.tokens.lean_spacy import Doc, Tokenizer, Vocab
from rothscope.clauses.tokens.wordings import Hits, Span, Wordings
from rothscope.packs.phrases import WORD, Piece, flatten, parse_phrase
from rothscope.packs.reading import Language

__all__ = ["Finder", "Span", "Words"]

_LAST_MARK = re.compile(r"[^\w]$")

TOGETHER = 100
"""Texts read in one go: what a call of spaCy costs is paid once for all of them."""

_BETWEEN = " \u241e "
"""What parts two texts read together: a token no phrase holds."""

HIDDEN_BY = {"roth_house": ("unconcept:after_tax_plain", "unconcept:after_tax_marked")}


@dataclass(frozen=True, slots=True)
class Words:
    """A text as the judge reads it. `starts` are the character offsets of the tokens in `text`."""

    text: str
    tokens: tuple[str, ...]
    starts: Sequence[int]
    hits: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def ends(self) -> tuple[int, ...]:
        """Return the character offset at which each token ends."""
        return tuple(start + len(token) for start, token in zip(self.starts, self.tokens, strict=True))

    def of(self, key: str) -> tuple[Span, ...]:
        """Return where a wording stands, in order; longest first where two overlap."""
        return self.hits.get(key, ())

    def concept(self, *names: str) -> tuple[Span, ...]:
        """Return where any of the concepts stands, in order."""
        if len(names) == 1:
            return self.hits.get("concept:" + names[0], ())
        found = [spans for name in names if (spans := self.hits.get("concept:" + name))]
        return (
            tuple(sorted({span for spans in found for span in spans}))
            if len(found) > 1
            else (found or [()])[0]
        )

    def cut(self, span: Span) -> str:
        """Return the words of a span as the text has them."""
        first, last = span[0], span[1] - 1
        return (
            self.text[self.starts[first] : self.starts[last] + len(self.tokens[last])]
            if first <= last
            else ""
        )

    def token_at(self, offset: int) -> int:
        """Return the first token that ends after a character offset."""
        at = bisect_right(self.starts, offset) - 1
        return at if at >= 0 and offset < self.starts[at] + len(self.tokens[at]) else at + 1


class Finder:
    """All wordings of the packs compiled once."""

    _kept: Callable[[list[Span]], tuple[Span, ...]]
    _hidden: set[str]

    def __init__(self, language: Language) -> None:
        self._kept = _longest
        self._hidden = {f"concept:{name}" for name, one in language.concepts.items() if one.lookalikes}
        self._build(entries(language), includers(language))

    @classmethod
    def of_phrases(cls, phrases: Mapping[str, tuple[str, ...]], every: bool = False) -> "Finder":
        """Return a finder of bare phrases by key, without a language; with `every` shorter hits within longer ones stay."""
        finder = cls.__new__(cls)
        finder._kept = _in_order if every else _longest
        finder._build(phrases.items(), {})
        return finder

    def _build(
        self, entries: Iterable[tuple[str, tuple[str, ...]]], includers: dict[str, tuple[str, ...]]
    ) -> None:
        self._vocab = Vocab()
        self._tokenizer = Tokenizer(
            self._vocab, prefix_search=_first_mark, suffix_search=_LAST_MARK.search, infix_finditer=_marks
        )
        phrases = ((key, parse_phrase(text)) for key, texts in entries for text in texts)
        self._packs, self._house = Wordings(self._vocab, phrases), Wordings(self._vocab)
        self._signs: dict[str, re.Pattern[str]] = {}
        self._includers = includers

    def with_terms(self, terms: Mapping[str, tuple[tuple[str, ...], ...]]) -> "Finder":
        """Return a finder that also knows a document's own names; a name for Roth hides the after-tax words in it."""
        if not terms:
            return self
        wider = copy(self)
        wider._house = Wordings(self._vocab)
        for concept, names in terms.items():
            for key in (f"concept:{concept}", *HIDDEN_BY.get(concept, ())):
                for name in names:
                    wider._house.add(key, (Piece((name,)),))
        return wider

    def read(self, text: str) -> Words:
        """Tokenise a text and find every known wording in it."""
        return next(self.read_all([text]))

    def read_all(self, texts: Iterable[str]) -> Iterator[Words]:
        """Read texts one after the other."""
        for text, tokens, starts, found in self._found(texts):
            hits: Hits = {}
            for key, spans in _unhide(found).items():
                for name in self._includers.get(key, (key,)):
                    hits[name] = [*hits[name], *spans] if name in hits else spans
            yield Words(text, tokens, starts, {key: self._kept(spans) for key, spans in hits.items()})

    def read_again(self, read: Sequence[Words]) -> list[Words]:
        """Return what was read without the document's own names as it reads with them.

        A name that hides nothing and overlaps nothing of its kind is only added; other texts are read once more.
        """
        read = list(read)
        again = []
        for at, words in enumerate(read):
            if places := self._house.stand_in(words.tokens):
                if self._stands_apart(words, places):
                    read[at] = self._with(words, places)
                else:
                    again.append(at)
        for at, words in zip(again, self.read_all([read[at].text for at in again]), strict=True):
            read[at] = words
        return read

    def _stands_apart(self, words: Words, places: Hits) -> bool:
        if any(key in self._hidden or key[0] == "u" for key in places):  # "unconcept:"
            return False
        return not any(
            _overlaps(one, other)
            for key, spans in places.items()
            for above in self._includers[key]
            for one in words.of(above)
            for other in spans
        )

    def _with(self, words: Words, places: Mapping[str, Sequence[Span]]) -> Words:
        """Return a text in which wordings stand at further places."""
        more: Hits = {}
        for key, spans in places.items():
            for above in self._includers[key]:
                more[above] = [*more.get(above, words.of(above)), *spans]
        kept = {key: self._kept(spans) for key, spans in more.items()}
        return replace(words, hits={**words.hits, **kept})

    def with_places(self, words: Words, places: Mapping[str, Sequence[Span]]) -> Words:
        """Return a text in which concepts stand at further places."""
        return self._with(words, {f"concept:{concept}": spans for concept, spans in places.items()})

    def may_hold(self, key: str, text: str) -> bool:
        """Tell whether a text may have a hit; quicker by far than reading it, and true wherever there is one."""
        if key not in self._signs:
            words = {
                sign
                for name, above in self._includers.items()
                if key in above
                for sign in self._packs.signs(name)
            }
            words |= self._packs.signs(key)
            self._signs[key] = re.compile("|".join(map(re.escape, sorted(words))) or "(?!)")
        return self._signs[key].search(flatten(text)) is not None

    def raw(self, text: str) -> Hits:
        """Return every hit by key before lookalikes are taken out."""
        return next(self._found([text]))[3]

    def _found(self, texts: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...], Sequence[int], Hits]]:
        """Yield each text with its tokens, their offsets, and every hit by key."""
        rest = iter(texts)
        while some := list(islice(rest, TOGETHER)):
            doc, tokens, places = self._tokens(_BETWEEN.join(map(flatten, some)))
            begins = accumulate((len(text) + len(_BETWEEN) for text in some[:-1]), initial=0)
            bounds = [
                (bisect_left(places, begin), bisect_left(places, begin + len(text)))
                for begin, text in zip(begins, some, strict=True)
            ]
            read = self._packs.find(doc, tokens, bounds), self._house.find(doc, tokens, bounds)
            begin = 0
            for text, (start, end), found, house in zip(some, bounds, *read, strict=True):
                for key, spans in house.items():
                    found[key] = [*found.get(key, ()), *spans]
                yield (
                    text,
                    tokens[start:end],
                    array("I", [place - begin for place in places[start:end]]),
                    found,
                )
                begin += len(text) + len(_BETWEEN)

    def _tokens(self, flat: str) -> tuple[Doc, tuple[str, ...], list[int]]:
        """Return spaCy's tokens of a flat text, their words, and the character each starts at."""
        doc = self._tokenizer(flat)
        starts, lengths = doc.to_array(["IDX", "LENGTH"]).T.tolist()
        words = [intern(flat[start : start + length]) for start, length in zip(starts, lengths, strict=True)]
        if any(map(str.isspace, words)):  # two spaces in a row become a token and would break a phrase
            kept = [at for at, word in enumerate(words) if not word.isspace()]
            words, starts = [words[at] for at in kept], [starts[at] for at in kept]
            doc = Doc(self._vocab, words=words)
        return doc, tuple(words), starts


def _marks(text: str) -> Iterator[object]:
    return (match for match in WORD.finditer(text) if not match.group()[0].isalnum())


def _first_mark(text: str) -> object:
    match = WORD.match(text)
    return match if match and not match.group()[0].isalnum() else None


@cache
def _once(span: Span) -> tuple[Span, ...]:
    """Return the places of a wording that stands once: most do, and at the same few places in many texts."""
    return (span,)


def _longest(spans: list[Span]) -> tuple[Span, ...]:
    """Keep the longest of spans that overlap, in order."""
    if len(spans) == 1:
        return _once(spans[0])
    spans = sorted(set(spans))
    if all(one[1] <= other[0] for one, other in pairwise(spans)):
        return tuple(spans)
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    """Keep every span, in order."""
    return tuple(sorted(set(spans)))


def _unhide(hits: Hits) -> Hits:
    """Drop the hits of a concept that overlap one of its lookalikes; a longer wording that holds one stays."""
    for key in [key for key in hits if key[0] == "u"]:  # "unconcept:"
        name = key[2:]
        hidden = hits.pop(key)
        if name in hits:
            kept = [s for s in hits[name] if not any(_overlaps(s, h) and not _holds(s, h) for h in hidden)]
            if kept:
                hits[name] = kept
            else:
                del hits[name]
    return hits


def _overlaps(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _holds(longer: Span, shorter: Span) -> bool:
    return longer[0] <= shorter[0] and shorter[1] <= longer[1] and longer != shorter
