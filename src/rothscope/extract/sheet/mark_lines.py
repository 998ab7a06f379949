"""Short lines to be marked with an X, drawn before each option of a form, which stand for check boxes.

    (1) _____  No matching contributions.
    (2) __X__  50% of deferrals up to 6% of pay.

In: the runs of a page and its level rules. Out: a square for each such line. Rules under headings and lines to write a
name or number on are none.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter

from rothscope.extract.sheet.boxes import REACH, Square
from rothscope.extract.sheet.words import Run, Word

Rule = tuple[float, float, float]
"""A level rule: left, height, right."""

LONGEST = 45.0
"""Points up to which a line is as short as a mark needs."""

BELOW = 6.0
"""Points below the foot of its words at which a line under them is drawn at most."""

UNMARKED = 3
"""Lines of one length from which they are choices, though none of the page is marked."""

APART = 2.0
"""Points within which two rules at one height touch, as the edges of a table's cells do."""

_MARK = re.compile(r"[XxVv\u2713\u2714\u2717\u2718\u221a]")
_NUMBER = re.compile(r"\(?(?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,2})[.)]|\d{1,2}(?:\.\d{1,2})+\.?")
_OPTION = re.compile(r"[A-Za-z(\u201c\"\d$]")
_UNIT = re.compile(r"(?:%|percent|years?|months?|days?|hours?|dollars)\b|%", re.IGNORECASE)


def lines_to_mark(runs: Sequence[Run], rules: Sequence[Rule]) -> dict[Rule, Square]:
    """Return the rules that stand where the box of an option does, each with the box it makes.

    Those of one length are choices where one of them is marked, or where several stand so.
    """
    words = [word for run in runs for word in run.words]
    short = [rule for rule in rules if rule[2] - rule[0] <= LONGEST]
    found = {rule: square for rule in _alone(short, rules) if (square := _square(rule, words))}
    alike = Counter(_length(rule) for rule in found)
    marked = {_length(rule) for rule, square in found.items() if square.ticked}
    return {
        rule: square
        for rule, square in found.items()
        if _length(rule) in marked or alike[_length(rule)] >= UNMARKED
    }


def _length(rule: Rule) -> int:
    return round(rule[2] - rule[0])


def _alone(short: Sequence[Rule], rules: Sequence[Rule]) -> Iterator[Rule]:
    """Yield the rules that touch no other; each is held only against those about as high."""
    if not short:
        return
    sorted_rules = sorted(rules, key=itemgetter(1))
    heights = [rule[1] for rule in sorted_rules]
    for rule in short:
        near = slice(bisect_left(heights, rule[1] - 2 * APART), bisect_left(heights, rule[1] + 2 * APART))
        if not any(_touch(rule, other) for other in sorted_rules[near]):
            yield rule


def _touch(one: Rule, other: Rule) -> bool:
    if one is other or abs(one[1] - other[1]) > APART:
        return False
    return one[0] <= other[2] + APART and other[0] <= one[2] + APART


def _square(rule: Rule, words: Sequence[Word]) -> Square | None:
    """Return the box of a rule with nothing or a mark on it, a number or nothing left of it, and its option behind it."""
    left, height, right = rule
    line = [word for word in words if word.top < height and word.bottom > height - BELOW]
    on_it = [word for word in line if left - 2 < (word.x0 + word.x1) / 2 < right + 2]
    before = [word for word in line if left - REACH < word.x0 and word.x1 <= left + 2 and word not in on_it]
    after = min((w for w in line if -2 <= w.x0 - right <= REACH), key=lambda w: w.x0, default=None)
    if after is None or not _OPTION.match(after.text) or _UNIT.match(after.text):
        return None
    if not all(_MARK.fullmatch(word.text) for word in on_it) or not all(
        _NUMBER.fullmatch(w.text) for w in before
    ):
        return None
    top = min(word.top for word in (after, *on_it))
    return Square((left, top, right, max(height, after.bottom)), bool(on_it))
