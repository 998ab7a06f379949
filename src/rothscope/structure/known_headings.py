"""What a heading names: `patterns/sections.yaml` compared with a heading's words, misspellings and all."""

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from rothscope.packs.documents import SectionKind, SectionKinds
from rothscope.structure import shape

_LEFT_ASIDE = re.compile(r"\s\([^)]*\)|\b(?:your|the|a|an|my|our)\b|[^\w()½ -]|\b(?:cont'?d|continued)\b")
_SPACES = re.compile(r"[\s-]+")


class Lexicon:
    """The known headings, spelled so that they can be compared."""

    def __init__(self, kinds: SectionKinds) -> None:
        self.alike = kinds.alike
        self.whole = {plain(heading): kind for kind in kinds.sections for heading in kind.headings}
        self.spellings = list(self.whole)
        self.order = {kind.id: at for at, kind in enumerate(kinds.sections)}
        self.phrases = {plain(phrase): kind for kind in reversed(kinds.sections) for phrase in kind.words}
        longest_first = sorted(self.phrases, key=lambda phrase: -len(phrase))
        self.within = re.compile(rf"(?<!\w)(?=({'|'.join(map(re.escape, longest_first))})(?!\w))")
        self.known: dict[str, SectionKind | None] = {}
        self.by_opening = [(kind, kind.opening) for kind in kinds.sections if kind.opening]

    def kind_of(self, heading: str) -> SectionKind | None:
        """Return the kind a heading names, or none."""
        words = plain(heading)
        if words not in self.known:
            self.known[words] = self._look_up(words)
        return self.known[words]

    def may_open(self, heading: str) -> bool:
        """Tell whether the first words under a heading may show a kind that the heading does not name."""
        words = set(plain(heading).split())
        return any(words & set(opening.under) for _, opening in self.by_opening)

    def kind_by_opening(self, heading: str, text: str) -> SectionKind | None:
        """Return the kind shown by the first words under a heading, or none."""
        words, told = set(plain(heading).split()), text.lower().replace("\u2019", "'") if text else ""
        for kind, opening in self.by_opening:
            if told and words & set(opening.under) and any(phrase in told for phrase in opening.says):
                return kind
        return None

    def is_whole(self, heading: str) -> bool:
        """Tell whether the words are exactly a known heading."""
        return plain(heading) in self.whole

    def _look_up(self, words: str) -> SectionKind | None:
        if words in self.whole or not words:
            return self.whole.get(words)
        held = [match.group(1) for match in self.within.finditer(words)] if self.phrases else []
        if held:
            # "prior to termination of employment" is not also "termination of employment".
            widest = [
                phrase for phrase in held if not any(phrase != other and phrase in other for other in held)
            ]
            return min((self.phrases[phrase] for phrase in widest), key=lambda kind: self.order[kind.id])
        near = process.extractOne(words, self.spellings, scorer=fuzz.ratio, score_cutoff=self.alike)
        return self.whole[near[0]] if near else None


@cache
def lexicon_of(kinds: SectionKinds) -> Lexicon:
    """Return the lexicon of these kinds, built once."""
    return Lexicon(kinds)


@lru_cache(maxsize=1024)
def plain(heading: str) -> str:
    """Return a heading's words for comparing: lower case, without number, hyphens, articles and punctuation."""
    words = heading[shape.numbering(heading) :].replace("\u2019", "'").lower()
    return _SPACES.sub(" ", _LEFT_ASIDE.sub(" ", words)).strip()
