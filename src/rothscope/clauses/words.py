"""Text -> tokens and the places where known wordings stand.

Comes in: a text. Goes out: `Words`, its tokens with character offsets and every hit of the packs, keyed by
`concept:`, `cue:`, `name:`, `like:`, `grant:`, `deny:` or `choice:` and the id behind it.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from sys import intern

from rothscope.clauses.wordings import Hits, Span, Wordings
from rothscope.packs.phrases import WORD, Piece, flatten, parse_phrase
from rothscope.packs.reading import Language

__all__ = ["Finder", "Span", "Words"]

HIDDEN_BY = {"roth_house": ("unconcept:after_tax_plain", "unconcept:after_tax_marked")}


@dataclass(frozen=True, slots=True)
class Words:
    """A text as the judge reads it. `starts` are the character offsets of the tokens in `text`."""

    text: str
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
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

    def __init__(self, language: Language) -> None:
        self._kept = _longest
        self._build(_entries(language), _includers(language))

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
        phrases = ((key, parse_phrase(text)) for key, texts in entries for text in texts)
        self._packs, self._house = Wordings(phrases), Wordings()
        self._signs: dict[str, re.Pattern[str]] = {}
        self._includers = includers

    def with_terms(self, terms: Mapping[str, tuple[tuple[str, ...], ...]]) -> "Finder":
        """Return a finder that also knows a document's own names; a name for Roth hides the after-tax words in it."""
        if not terms:
            return self
        wider = copy(self)
        wider._house = Wordings()
        for concept, names in terms.items():
            for key in (f"concept:{concept}", *HIDDEN_BY.get(concept, ())):
                for name in names:
                    wider._house.add(key, (Piece((name,)),))
        return wider

    def read(self, text: str) -> Words:
        """Tokenise a text and find every known wording in it."""
        tokens, starts, found = self._found(text)
        hits: Hits = {}
        for key, spans in _unhide(found).items():
            for name in self._includers.get(key, (key,)):
                hits[name] = [*hits[name], *spans] if name in hits else spans
        return Words(text, tokens, starts, {key: self._kept(spans) for key, spans in hits.items()})

    def read_again(self, read: Sequence[Words]) -> list[Words]:
        """Return what was read without the document's own names as it reads with them; few texts hold one."""
        stands = self._house.stands_in
        return [self.read(words.text) if stands(words.tokens) else words for words in read]

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
        return self._found(text)[2]

    def _found(self, text: str) -> tuple[tuple[str, ...], tuple[int, ...], Hits]:
        """Return the tokens of a text, the characters they start at, and every hit by key."""
        words = list(WORD.finditer(flatten(text)))
        tokens = tuple([intern(word[0]) for word in words])
        found = self._packs.find(tokens)
        for key, spans in self._house.find(tokens).items():
            found[key] = [*found.get(key, ()), *spans]
        return tokens, tuple([word.start() for word in words]), found


def _entries(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, concept in language.concepts.items():
        yield f"concept:{name}", concept.phrases
        yield f"unconcept:{name}", concept.lookalikes
    for name, cue in language.cues.items():
        yield f"cue:{name}", cue.phrases
    for pack in language.packs.values():
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
    if len(spans) == 1:
        return tuple(spans)
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
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
