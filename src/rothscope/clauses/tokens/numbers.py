"""Numbers in a text with their units, in digits, words and fractions.

Comes in: a text. Goes out: `Quantity`s in order: percent ("7 1/2 %" is 7.5), dollars, cents, spans of time in months
("one year" is 12), and bare numbers ("59½", "fifty-nine and a half"). Number words are arithmetic, not plan language.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
NUMBER_WORDS = frozenset({*_SMALL, "hundred", "thousand"})
"""The words whole numbers are written in."""

_MARKS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}

_ONE = "|".join(_ONES)
_UNDER_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-]+(?:{'|'.join(_ONES[1:10])})\b)?|{_ONE})"
_UNDER_THOUSAND = rf"(?:(?:(?:{_ONE}|a)\s+)?hundred(?:\s+(?:and\s+)?{_UNDER_HUNDRED})?|{_UNDER_HUNDRED})"
_SPELLED = rf"(?:{_UNDER_THOUSAND}\s+thousand(?:\s+{_UNDER_THOUSAND})?|{_UNDER_THOUSAND})"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_FRACTION = r"[½¼¾⅓⅔]|\d\s?[/⁄]\s?\d(?![\d/])"
_PART = r"(?:one|a|two|three)[\s-]+(?:half|third|quarter|fourth|fifth|tenth)s?|half"
_NUMBER = (
    rf"(?:(?P<joined>\d\d)(?=1[/⁄]2\b)(?P<joint>1[/⁄]2)(?!/)|(?P<bare>{_FRACTION})"
    rf"|(?P<digits>{_DIGITS})(?:\s?-?\s?(?P<fraction>{_FRACTION})|\s+and\s+(?P<part>{_PART})\b)?"
    rf"|\b(?P<word_part>{_PART})(?=\s+of\s+(?:1|one)\b)"
    rf"|\b(?P<words>{_SPELLED})\b(?:\s+and\s+(?P<and_part>{_PART})\b|\s*(?P<word_fraction>[½¼¾⅓⅔]))?"
    r"(?:\s?\([\d.½]+\s?%?\))?)"
)
"""A number; "591/2" is a raised fraction that lost its place, "ten percent (10%)" one number told twice."""
_UNITS = (
    r"(?P<percent>(?:\s+of\s+(?:1|one))?\s*%|(?:\s+of\s+(?:1|one|a))?[\s-]*(?:percent(?:age\s+points?)?|per\s?cent(?:um)?|pct)\b)"
    r"(?:\s*\([\d.]+\s?%\))?"
    r"|(?P<cents>\s*¢|\s*cents?\b)|(?P<after>\s*dollars?\b)"
    r"|(?P<time>[\s-]*(?:full\s+|consecutive\s+|calendar\s+|more\s+)*(?P<period>months?|years?|quarters?|days?|weeks?|hours?)\b)"
)
_QUANTITY = re.compile(rf"(?<![\w.])(?P<before>\$\s?)?{_NUMBER}(?:{_UNITS})?", re.I)
_MONTHS = {"m": 1, "y": 12, "q": 3}


class Unit(StrEnum):
    """What a number counts."""

    PERCENT = "percent"
    DOLLARS = "dollars"
    CENTS = "cents"
    MONTHS = "months"
    SHORT = "days, weeks or hours"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and the characters it takes, its unit included."""

    value: Decimal
    unit: Unit
    start: int
    end: int


@lru_cache(maxsize=512)
def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Return every number of a text with its unit, in order."""
    return tuple(_quantity(found) for found in _QUANTITY.finditer(text))


def plain(value: Decimal) -> str:
    """Return a number as facts have it: no exponent, no zeros at its end ("7.5", "10")."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _quantity(found: re.Match[str]) -> Quantity:
    value, unit = _value(found), Unit.BARE
    if found["before"] or found["after"]:
        unit = Unit.DOLLARS
    elif found["percent"]:
        unit = Unit.PERCENT
    elif found["cents"]:
        unit = Unit.CENTS
    elif found["time"]:
        unit, value = _span_of_time(value, found["period"][0].lower())
    return Quantity(value, unit, found.start(), found.end())


def _span_of_time(value: Decimal, period: str) -> tuple[Unit, Decimal]:
    """Return a span of time in months, thirty days being one; weeks, hours and odd days stay what they are."""
    if period == "d" and value and value % 30 == 0:
        return Unit.MONTHS, value / 30
    months = _MONTHS.get(period)
    return (Unit.MONTHS, value * months) if months else (Unit.SHORT, value)


def _value(found: re.Match[str]) -> Decimal:
    whole = Decimal(0)
    if digits := found["digits"] or found["joined"]:
        whole = Decimal(digits.replace(",", ""))
    elif found["words"]:
        whole = _spelled(found["words"])
    if fraction := found["fraction"] or found["bare"] or found["joint"] or found["word_fraction"]:
        over, under = re.split(r"[/⁄]", _MARKS.get(fraction, fraction))
        whole += _ratio(int(over), int(under))
    part = found["part"] or found["word_part"] or found["and_part"]
    return whole + _named_part(part) if part else whole


def _spelled(words: str) -> Decimal:
    """Return the whole number that words spell: "one hundred and fifty" is 150."""
    total = current = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word != "and":
            current += _SMALL.get(word, 0)  # "a hundred"
    return Decimal(total + current)


def _named_part(words: str) -> Decimal:
    """Return what "one-half", "a quarter" or "two-thirds" comes to."""
    *count, name = re.split(r"[\s-]+", words.lower())
    over = {"two": 2, "three": 3}.get(count[0], 1) if count else 1
    return _ratio(over, _PARTS[name.rstrip("s")])


def _ratio(over: int, under: int) -> Decimal:
    return round(Decimal(over) / Decimal(under or 1), 4)
