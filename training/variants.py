"""Variants of the labelled passages: passages without a label, of which only the larger model's opinion is learned.

Each is made of a labelled one: a sentence dropped, one of another passage put in, a word turned into what it is not
("may" into "may not", "after-tax" into "Roth", a box ticked), and some words changed for words of like meaning, of which
many stand in no labelled passage. What such a text says is no longer what its parent said; the larger model
(`training.opinions`), which has read far more English than ours, says what it holds of it. The same passages give the same
variants.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from rothscope.packs.context import Vectors
from training.passages import is_talk

ROUNDS = 4
"""Variants tried for each passage."""

LONGEST = 900
SHORTEST = 40
"""Characters of a passage that is varied, at most, and of a variant, at least."""

ALIKE = 0.42
NEAREST = 10
"""How close (cosine) a word must lie to stand for another, and from how many one is drawn."""

DROPPED, MIXED, REPLACING, TURNED = 0.3, 0.4, 0.4, 0.4
RATES = (0.0, 0.08, 0.15, 0.25)
"""Shares of words changed, one drawn for each variant."""

TURNS = (
    ("may", "may not"), ("may not", "may"), ("may", "might"), ("may", "may, if the Plan so provides,"),
    ("can", "cannot"), ("cannot", "can"), ("will", "will not"), ("is", "is not"), ("are", "are not"),
    ("permits", "does not permit"), ("allows", "does not allow"), ("accepts", "does not accept"),
    ("does not", "does"), ("not ", ""), ("no ", "any "), ("permitted", "not permitted"), ("available", "not available"),
    ("any", "only"), ("all", "certain"), ("until", "after"), ("before", "after"), ("unless", "if"), ("if", "even if"),
    ("after-tax", "pre-tax"), ("after-tax", "Roth"), ("Roth", "after-tax"), ("pre-tax", "after-tax"),
    ("into", "out of"), ("from", "to"), ("Yes", "No"), ("No", "Yes"), ("☐", "☒"), ("☒", "☐"), ("[X]", "[ ]"),
    ("[ ]", "[X]"), ("¨", "þ"), ("59½", "65"), ("59½", "55"), ("the Plan", "a plan"), ("the Plan", "many plans"),
    ("your plan", "some plans"), ("a plan", "the Plan"), ("employees", "Highly Compensated Employees"), ("once", "twice"),
)  # fmt: skip
"""Words and what they are turned into; one at most in a variant."""

_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_IN_SMALL_LETTERS = re.compile(r"[a-z]{4,}")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(\"“])|(?<=\n)")

Near = Mapping[str, tuple[Sequence[str], Sequence[float]]]


def variants_of(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield variants of labelled passages as rows with `writer`, `text` and `register` and no `labels`, none twice."""
    words = Counter(word.lower() for row in rows for word in _WORD.findall(row["text"]))
    near = near_words(word for word, count in words.items() if count > 1)
    texts: dict[bool, list[str]] = {}
    for row in rows:
        texts.setdefault(is_talk(row), []).append(row["text"])
    dice = random.Random(1)
    seen = {row["text"] for row in rows}
    for _ in range(ROUNDS):
        for row in rows:
            if len(row["text"]) > LONGEST:
                continue
            text = varied(row["text"], texts[is_talk(row)], near, dice)
            if text not in seen and len(text) >= SHORTEST:
                seen.add(text)
                yield {"writer": row["writer"], "text": text, "register": row.get("register", "plan")}


def near_words(words: Iterable[str]) -> Near:
    """Return for each word those of like meaning and how close they lie, nearest first."""
    vectors = Vectors()
    asked = sorted(word for word in words if len(word) > 2)
    common = (word for word in vectors.common_words() if _IN_SMALL_LETTERS.fullmatch(word))
    known = sorted({*asked, *common})
    table = vectors.of_all(known)
    place = {word: at for at, word in enumerate(known)}
    found: dict[str, tuple[list[str], list[float]]] = {}
    for start in range(0, len(asked), 512):
        some = asked[start : start + 512]
        closeness = table[[place[word] for word in some]] @ table.T
        for word, row in zip(some, closeness, strict=True):
            best = [
                at
                for at in np.argsort(-row, kind="stable")[: NEAREST + 1]
                if row[at] > ALIKE and known[at] != word
            ]
            if best:
                found[word] = [known[at] for at in best], [float(row[at]) for at in best]
    return found


def varied(text: str, others: Sequence[str], near: Near, dice: random.Random) -> str:
    """Return one variant of a text; `others` lend a sentence or two."""
    parts = _sentences(text)
    if len(parts) > 2 and dice.random() < DROPPED:
        parts.pop(dice.randrange(len(parts)))
    if dice.random() < MIXED:
        lent = _sentences(dice.choice(others))
        first = dice.randrange(len(lent))
        at = dice.randrange(len(parts) + 1)
        instead = at > 0 and len(parts) > 1 and dice.random() < REPLACING
        parts[at - instead : at] = lent[first : first + dice.choice((1, 1, 2))]
    text = "".join(part if part.endswith("\n") else f"{part} " for part in parts).strip()
    if dice.random() < TURNED:
        text = _turned(text, dice)
    return _reworded(text, near, dice, dice.choice(RATES))


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCES.split(text) if part.strip()] or [text]


def _turned(text: str, dice: random.Random) -> str:
    for old, new in dice.sample(TURNS, len(TURNS)):
        begin, end = (
            r"(?<![\w-])" if old[0].isalnum() else "",
            r"(?![\w-])" if old[-1].isalnum() else "",
        )
        places = [match.start() for match in re.finditer(begin + re.escape(old) + end, text)]
        if places:
            at = dice.choice(places)
            return text[:at] + new + text[at + len(old) :]
    return text


def _reworded(text: str, near: Near, dice: random.Random, rate: float) -> str:
    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word.lower() not in near or dice.random() >= rate:
            return word
        words, closeness = near[word.lower()]
        return _cased(word, dice.choices(words, [share**3 for share in closeness])[0])

    return _WORD.sub(other, text)


def _cased(word: str, new: str) -> str:
    """Return a new word in capitals as the old one was."""
    if word.isupper() and len(word) > 1:
        return new.upper()
    return new.capitalize() if word[0].isupper() else new
