"""Two choices that refuse each other, each with a check box, wherever the boxes stand.

    The Plan [ ] does [X] does not permit loans.       each mark before its words
    The Plan does [ ] / does not [X] permit loans.     each mark after them
    Loans: Yes [ ] No [X]

In: a text and the check boxes in it. Out: which words each mark belongs to, and where the sentence goes on.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rothscope.structure.shape import Box

LONGEST = 4
"""Words of the longest choice ("does not elect to")."""

_WORD = re.compile(r"[A-Za-z]+")
_BETWEEN = re.compile(r"(?:\s|[/|,]|\bor\b|\band/or\b)*")
_JOINED = re.compile(f"{_BETWEEN.pattern}$")
_YES_NO = {"yes", "no"}
_HELPS = ("do", "does")

Span = tuple[int, int]


class Pair(NamedTuple):
    """Two choices: their words and whether each is ticked; what stands before `start` and from `end` on is said of both."""

    start: int
    words: tuple[Span, Span]
    ticked: tuple[bool, bool]
    end: int
    answers: bool
    """Whether they are "Yes" and "No", which no sentence goes on from."""

    def says_yes(self, text: str) -> bool:
        """Tell whether the choice that is no refusal is ticked."""
        return self.ticked[0] if text[slice(*self.words[0])].lower() == "yes" else self.ticked[1]


def find_pairs(text: str, marks: Sequence[Box]) -> list[Pair]:
    """Return the pairs that the marks of a text make; none where one of the marks belongs to no pair."""
    pairs: list[Pair] = []
    if len(marks) % 2:
        return pairs
    low = 0
    for at in range(0, len(marks), 2):
        one, other = marks[at], marks[at + 1]
        high = marks[at + 2].start if at + 2 < len(marks) else len(text)
        between = _trimmed(text, one.end, other.start)
        pair = _marked_before(text, one, other, between, high) or _marked_after(
            text, one, other, between, low
        )
        if pair is None:
            return []
        pairs.append(pair)
        low = pair.end
    return pairs


def _marked_before(text: str, one: Box, other: Box, between: Span, high: int) -> Pair | None:
    """Return the pair whose marks stand before their words: what follows the second one refuses what follows the first."""
    if text[between[0] : other.start].rstrip()[-1:] in (".", ";"):
        return None  # two sentences, each after its mark
    spans = [match.span() for match in _WORD.finditer(text, other.end, high)][:LONGEST]
    for start, end in [(spans[0][0], end) for _, end in spans]:
        goes_on = _answers(text, between) and text[end : end + 1] == ","
        if (
            not goes_on
            and not text[other.end : start].strip()
            and _refuse(text[slice(*between)], text[start:end])
        ):
            words = (start, end + (text[end : end + 2].strip() in (".", ";")))  # with the stop that ends it
            return Pair(
                one.start, (between, words), (one.ticked, other.ticked), words[1], _answers(text, between)
            )
    return None


def _marked_after(text: str, one: Box, other: Box, between: Span, low: int) -> Pair | None:
    """Return the pair whose marks stand after their words: what comes before the first one refuses what comes after it."""
    stop = _trimmed(text, low, one.start)[1]
    spans = [match.span() for match in _WORD.finditer(text, low, stop)][-LONGEST:]
    for start, end in [(start, spans[-1][1]) for start, _ in reversed(spans)]:
        if not text[end : one.start].strip() and _refuse(text[start:end], text[slice(*between)]):
            ticked = (one.ticked, other.ticked)
            return Pair(start, ((start, end), between), ticked, other.end, _answers(text, between))
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a stretch without the white space and joining words at its ends."""
    lead = _BETWEEN.match(text, start, end)
    start = lead.end() if lead else start
    tail = _JOINED.search(text[start:end])
    return start, start + tail.start() if tail else end


def _answers(text: str, words: Span) -> bool:
    return text[slice(*words)].lower() in _YES_NO


def _refuse(one: str, other: str) -> bool:
    """Tell whether two choices refuse each other: one is the other with a "not" in it.

    >>> _refuse("does", "does not"), _refuse("Yes", "No"), _refuse("elects", "does not elect"), _refuse("does", "may not")
    (True, True, True, False)
    """
    pair = [
        [word.lower() for word in _WORD.findall(text.replace("annot", "an not"))] for text in (one, other)
    ]
    if {*map(" ".join, pair)} == _YES_NO:
        return True
    refuses = [("not" in words) for words in pair]
    bare = [_bare([word for word in words if word != "not"]) for words in pair]
    return refuses[0] is not refuses[1] and bare[0] == bare[1] != []


def _bare(words: list[str]) -> list[str]:
    """Return words without a helping verb before another one and without the ending of the first."""
    words = words[1:] if len(words) > 1 and words[0] in _HELPS else words
    return [re.sub("(?:ies|y|s)$", "", words[0]), *words[1:]] if words else []


def goes_on_with_choice(before: str, line: str, marks: Sequence[Box]) -> bool:
    """Tell whether a line that starts with a mark goes on with a choice begun before it, amid a sentence.

    `marks` are those of both, one text after the other. Options listed one below the other, each after its mark, are
    no such choice.
    """
    start = len(before) + 1
    text = f"{before} {line}"
    for one, other in pairwise(marks):
        if start not in (one.start, other.start):
            continue
        pair = find_pairs(text, (one, other))
        if pair and (pair[0].start < one.start or (other.start == start and before[: one.start].strip())):
            return True
        if pair and one.start == start and before[-1:].isalnum() and not pair[0].answers:
            return text[slice(*pair[0].words[0])].islower()
    return False


def ends_with_mark(text: str, marks: Sequence[Box]) -> bool:
    """Tell whether a line ends with a mark that stands after its words."""
    return bool(marks) and marks[-1].end == len(text) and text[: marks[-1].start].rstrip()[-1:].isalnum()
