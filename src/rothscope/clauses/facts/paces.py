"""How often something may be done, counted: so many times in so many months.

Comes in: the words of a passage. Goes out: the value of the rule's `paces` for the months between two times: "twice a year",
"every six months", "no more than once in a 12-month period", "two withdrawals in any Plan Year". A number counts times only
with a word of the rule's `marks` called `counted` behind it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from rothscope.clauses.tokens.numbers import Unit, read_quantities
from rothscope.clauses.tokens.words import Finder
from rothscope.packs.reading import FactRule

MOST_TIMES = 52
_TIMES = {"once": 1, "one time": 1, "twice": 2, "two times": 2, "thrice": 3}
_PERIODS = {"year": Decimal(12), "quarter": Decimal(3), "month": Decimal(1), "week": Decimal("0.25")}
_ANY = (
    r"(?:(?:a|an|any|each|one|every|given|single|the|same|calendar|plan|fiscal|contract|tax|consecutive|full|rolling)"
    r"[\s-]+)*"
)
_PER = r"\b(?:a|an|per|each|every|any|in|within|during|for|of)\s+" + _ANY
_PERIOD = re.compile(rf"{_PER}(?P<period>year|quarter|month|week)\b(?!\s+of\s+(?:service|vesting))", re.I)
_BEFORE_MONTHS = re.compile(rf"{_PER}$", re.I)
_EVERY = re.compile(
    rf"\b(?:each|every|(?:first|last|end|start|close)(?:\s+\w+){{0,2}}?\s+of\s+any?)\s+{_ANY}(?P<period>year|quarter|month|week)\b",
    re.I,
)
_EVERY_MONTHS = re.compile(rf"\b(?:each|every)\s+{_ANY}$", re.I)
_ONCE = re.compile(r"\b(once|twice|thrice|one\s+time|two\s+times)\b", re.I)
_WALL = re.compile(r"[.;?!]")
NEAR, FAR = 2, 14  # words from "twice" to its period; from a number by way of "withdrawals" to it


KEPT = 512
"""Texts whose paces are remembered, as several mentions ask for them."""


class Pace:
    """A rule's paces, and the words that make a number a count of times."""

    def __init__(self, rule: FactRule) -> None:
        self._paces = sorted(rule.paces.items(), key=lambda pace: pace[1])
        self._finder = Finder.of_phrases({"counted": rule.marks.get("counted", ())})

        self._last = lru_cache(maxsize=KEPT)(self._read)

    def read(self, text: str) -> tuple[str, str] | None:
        """Return the value and the words it was read from, null where nothing is counted; that of the last texts is kept."""
        return self._last(text)

    def _read(self, text: str) -> tuple[str, str] | None:
        for start, end, times in self._times(text):
            stop, months = _period_after(text, end, FAR if self._counts(text, end) else NEAR)
            if months:
                return self._value(months / times), text[start:stop]
        for start, stop, months in _every(text):
            return self._value(months), text[start:stop]
        return None

    def _value(self, months: Decimal) -> str:
        return next((value for value, most in self._paces if months <= most), self._paces[-1][0])

    def _times(self, text: str) -> list[tuple[int, int, int]]:
        """Return where a number of times begins and ends, and the number."""
        found = [(m.start(), m.end(), _TIMES[" ".join(m[1].lower().split())]) for m in _ONCE.finditer(text)]
        for number in read_quantities(text):
            few = number.unit is Unit.BARE and number.value in range(1, MOST_TIMES)
            if few and (self._counts(text, number.end) or _period_after(text, number.end, 0)[1]):
                found.append((number.start, number.end, int(number.value)))
        return sorted(found)

    def _counts(self, text: str, end: int) -> bool:
        """Tell whether a word for times stands within some words after a place, and no other number before it."""
        stop = min(
            (number.start for number in read_quantities(text) if number.start >= end), default=len(text)
        )
        ahead = " ".join(_sentence(text[:stop], end).split()[: NEAR + 2])
        return self._finder.may_hold("counted", ahead) and bool(self._finder.read(ahead).of("counted"))


def _sentence(text: str, start: int) -> str:
    """Return the text from a place to the end of its sentence."""
    wall = _WALL.search(text, start)
    return text[start : wall.start() if wall else len(text)]


def _period_after(text: str, start: int, reach: int) -> tuple[int, Decimal]:
    """Return the end of the first span of time at most some words after a place, and its months; 0 without one."""
    stop = start + len(_sentence(text, start))
    spans = [
        (before.start(), q.end, q.value)
        for q in read_quantities(text)
        if q.unit is Unit.MONTHS and start <= q.start < stop
        for before in [_BEFORE_MONTHS.search(text, start, q.start)]
        if before
    ]
    if named := _PERIOD.search(text, start, stop):
        spans.append((named.start(), named.end(), _PERIODS[named["period"].lower()]))
    begins, end, months = min(spans, default=(start, start, Decimal(0)))
    near = len(text[start:begins].split()) <= reach
    return (end, months) if near else (start, Decimal(0))


def _every(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yield "every quarter", "the first day of any month" and "every six months", with the months they take."""
    for found in _EVERY.finditer(text):
        yield found.start(), found.end(), _PERIODS[found["period"].lower()]
    for quantity in read_quantities(text):
        if quantity.unit is Unit.MONTHS and (found_before := _EVERY_MONTHS.search(text, 0, quantity.start)):
            yield found_before.start(), quantity.end, quantity.value
