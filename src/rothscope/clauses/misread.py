"""What a scan's words mean: passages as an engine read them -> clauses, heard with misread words put right.

Comes in: passages, and which pages were read by OCR. Goes out: what is heard in them, quoted as the page was read, without a
vote where a small word may be lost; and which words were put right or doubted.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from rothscope.clauses.find import Reader
from rothscope.model.clause import Clause, Polarity
from rothscope.model.document import Passage
from rothscope.packs.misread import MisreadRules

MOST_PARTS = 4
"""Words that may have run together into one."""

LONG = 8
"""Letters from which a word with a wrong letter is likelier than words run together."""

SHORT = 5
"""Letters up to which an unknown word may be a small one that turns the sentence around."""

SHORTEST_STEM = 4
"""Letters of the shortest word that may take an ending."""

_BEGINNINGS = ("", "un", "re", "non", "in", "sub", "over", "mis", "pre", "under")
_ENDINGS = (
    *(
        (end, "")
        for end in ("s", "es", "d", "ed", "ing", "ly", "er", "ers", "or", "ors", "ment", "ments", "able")
    ),
    *(("ies", "y"), ("ied", "y"), ("ing", "e")),
)

Pairs = tuple[tuple[str, str], ...]
"""Words as read, and as heard."""

_WORD = re.compile(r"[^\W_](?:[\w|!$'\u2019-]*[\w|!])?")
# What engines make of a fraction that stands apart from its number; no age is a percentage.
_AGE_AND_A_HALF = re.compile(r"\b(59|70) (?!1/2)(?:%|[1lI|]?/[2zZ]|[1lI]/?[2zZ]|[Y\u00a5]2)(?![\w/%])")


@dataclass(frozen=True, slots=True)
class Heard:
    """A passage as it is heard, the words in it that were not read so, and those that may be small ones lost."""

    passage: Passage
    mended: Pairs = ()
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard in passages, the words put right in those that vote, and those for which a passage has no vote."""

    clauses: tuple[Clause, ...]
    mended: Pairs = ()
    doubtful: tuple[str, ...] = ()


def hear_scans(
    reader: Reader, mender: "Mender", passages: Sequence[Passage], scanned: Collection[int]
) -> Hearing:
    """Return what a reader hears in passages, with what is misread on the scanned pages (from 1) put right."""
    heard = mender.hear(passages, scanned)
    found = reader.find_clauses([one.passage for one in heard])
    told = [(clause, heard[clause.passage]) for clause in found if clause.votes]
    return Hearing(
        tuple(as_read(clause, heard[clause.passage], passages[clause.passage]) for clause in found),
        tuple(dict.fromkeys(pair for _, one in told if not one.doubtful for pair in one.mended)),
        tuple(dict.fromkeys(word for _, one in told for word in one.doubtful)),
    )


class Mender:
    """Known words, ready to put right others that look like them.

    `own` are the words of plans, the only ones taken for parts of a longer one; `common` ones stand beside them in plans; a
    word of `others` is itself and no other's meaning.
    """

    def __init__(
        self, rules: MisreadRules, own: Collection[str], common: Collection[str], others: Collection[str]
    ) -> None:
        self._rules = rules
        meant = {*own, *common, *rules.words, *rules.joints}
        self._known = meant.union(others)
        self._parts = frozenset(word for word in own if len(word) > 2) | rules.joints
        self._shapes: dict[str, list[str]] = defaultdict(list)
        for word in sorted(meant):
            self._shapes[self._shape(word)].append(word)
        self._meant: dict[str, str] = {}

    def hear(self, passages: Sequence[Passage], scanned: Collection[int]) -> list[Heard]:
        """Return the passages as they are heard; only those on the scanned pages (from 1) may differ."""
        return [
            self._hear(one) if any(piece.page in scanned for piece in one.pieces) else Heard(one)
            for one in passages
        ]

    def _hear(self, passage: Passage) -> Heard:
        text, lead_in, *path = (self.mend(text) for text in (passage.text, passage.lead_in, *passage.path))
        heard = replace(passage, text=text[0], lead_in=lead_in[0], path=tuple(told[0] for told in path))
        return Heard(heard, text[1] + lead_in[1], text[2] + lead_in[2])

    def mend(self, text: str) -> tuple[str, Pairs, tuple[str, ...]]:
        """Return the text as it is heard, the words put right, and those that may be small ones that are lost."""
        mended = [(age.group(), f"{age[1]}\u00bd") for age in _AGE_AND_A_HALF.finditer(text)]
        text, out, at = _AGE_AND_A_HALF.sub("\\1\u00bd", text), "", 0
        doubtful: list[str] = []
        words = list(_WORD.finditer(text))
        for word, after in zip(words, [*words[1:], None], strict=False):
            if word.start() < at:
                continue  # the second half of a word in two pieces
            read, end = word.group(), word.end()
            heard = after and self._joined(text[word.start() : after.end()])
            if heard and after:
                read, end = text[word.start() : after.end()], after.end()
            else:
                heard = self._mended(read)
                doubtful += [read] * self._is_doubtful(heard)
            mended += [(read, heard)] * (read != heard)
            out, at = out + text[at : word.start()] + heard, end
        return out + text[at:], tuple(mended), tuple(doubtful)

    def _is_known(self, word: str) -> bool:
        """Tell whether a word, in lower case, or each of its parts, is one; numbers and signs are."""
        bare = re.sub(r"['\u2019][a-z]*$", "", word)
        return bare in self._known or all(map(self._is_part_known, bare.split("-")))

    def _is_part_known(self, part: str) -> bool:
        if part in self._known or len(part) <= 1 or not re.search("[a-z]", part):
            return True
        return any(form in self._known for form in _without_endings(part))

    def _joined(self, read: str) -> str | None:
        """Return two neighbours as one word, where they are none by themselves and one together."""
        first, space, second = read.lower().partition(" ")
        joined = first + second
        if space and joined in self._rules.small and 1 in (len(first), len(second)):
            return _as_set(read, joined)
        if not space or (self._is_known(first) and self._is_known(second)):
            return None
        return _as_set(read, joined) if joined in self._known and len(second) > 1 else None

    def _mended(self, read: str) -> str:
        """Return what a word means: itself, where it is one or like no other."""
        if read not in self._meant:
            word = read.lower()
            parts = [part if self._is_known(part) else self._meaning(part, read) for part in word.split("-")]
            known = self._is_known(word) or not all(parts) or re.fullmatch(r"[\d$.,%]+", word)
            self._meant[read] = read if known else _as_set(read, "-".join(part or "" for part in parts))
        return self._meant[read]

    def _meaning(self, word: str, read: str) -> str | None:
        """Return the one known word, or the words in a row, that a word is a misreading of; names stay what they are."""
        shape, is_name = self._shape(word), read[:1].isupper() and not read.isupper()
        same = self._shapes.get(shape, [])
        if len(same) == 1:
            return same[0]
        near = self._nearest(shape)
        if near and is_name and near[0] != word[0]:
            near = None
        parts = self._taken_apart(word) or []
        joined = bool(parts) and not (
            is_name and parts[0] not in self._rules.small and min(map(len, parts)) < 3
        )
        return " ".join(parts) if joined and ("not" in parts or len(word) < LONG or not near) else near

    def _nearest(self, shape: str) -> str | None:
        """Return the known word whose letters differ least, where it is the only one and few enough differ."""
        most = max((wrong for wrong, least in self._rules.fewest.items() if len(shape) >= least), default=0)
        near = extract(shape, self._shapes.keys(), scorer=Levenshtein.distance, score_cutoff=most, limit=2)
        if not near or not most or (len(near) == 2 and near[0][1] == near[1][1]):
            return None
        meant = self._shapes[near[0][0]]
        return meant[0] if len(meant) == 1 else None

    def _taken_apart(self, word: str, most: int = MOST_PARTS) -> list[str] | None:
        """Return the fewest known words that a word is made of."""
        if word in self._parts:
            return [word]
        if most == 1:
            return None
        cuts = (at for at in range(len(word) - 2, 1, -1) if word[:at] in self._parts)
        found = [[word[:at], *rest] for at in cuts if (rest := self._taken_apart(word[at:], most - 1))]
        return min(found, key=len, default=None)

    def _shape(self, word: str) -> str:
        for first, *others in self._rules.alike:
            for other in others:
                word = word.replace(other, first)
        return word

    def _is_doubtful(self, word: str) -> bool:
        """Tell whether a word that is none, or none that is meant, may be or hold one that turns the sentence around."""
        word = word.lower()
        if word in self._rules.mistaken:
            return True
        if self._is_known(word) or " " in word:
            return False
        if "not" in word and word.isalpha():
            return True
        shape = self._shape(word)
        return len(word) <= SHORT and any(
            Levenshtein.distance(shape, self._shape(small), score_cutoff=1) <= 1
            for small in self._rules.small
            if len(small) > 2
        )


def as_read(clause: Clause, heard: Heard, passage: Passage) -> Clause:
    """Return a clause of a passage as heard with the words of the page as read; it gives nothing where one is in doubt."""
    if heard.passage is passage:
        return clause
    if heard.doubtful and clause.gives:
        why = f"a small word may be lost where the scan was read as \u201c{heard.doubtful[0]}\u201d"
        clause = clause.model_copy(update={"polarity": Polarity.NONE, "why": why, "facts": ()})

    def back(text: str) -> str:
        for read, meant in heard.mended:
            text = text.replace(meant, read) if text not in passage.says() else text
        return text

    told = ", ".join(
        f"\u201c{read}\u201d for \u201c{meant}\u201d" for read, meant in dict.fromkeys(heard.mended)
    )
    return clause.model_copy(
        update={
            "quote": passage.text,
            "lead_in": passage.lead_in,
            "section": " \u203a ".join(passage.path),
            "phrase": back(clause.phrase),
            "conditions": tuple(c.model_copy(update={"text": back(c.text)}) for c in clause.conditions),
            "facts": tuple(fact.model_copy(update={"text": back(fact.text)}) for fact in clause.facts),
            "why": f"{clause.why}; the scan was taken to have misread {told}" if told else clause.why,
        }
    )


def _without_endings(word: str) -> Iterator[str]:
    """Yield what a word may be a form of: "rehires" of "hire", "certifies" of "certify"."""
    for start in _BEGINNINGS:
        if word.startswith(start) and len(word) - len(start) >= SHORTEST_STEM:
            rest = word[len(start) :]
            yield rest
            for end, instead in _ENDINGS:
                if rest.endswith(end) and len(rest) - len(end) >= SHORTEST_STEM:
                    yield rest[: -len(end)] + instead


def _as_set(read: str, heard: str) -> str:
    """Return a word in lower case set as the word read in its place: in capitals, or with a capital first."""
    letters = [letter for letter in read if letter.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)):
        return heard.upper()
    return heard[:1].upper() + heard[1:] if read[:1].isupper() else heard
