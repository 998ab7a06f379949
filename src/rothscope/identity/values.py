"""Numbers and dates as documents print them -> one plain form each.

In: text after a label. Out: `Reading`s, a plain value with the span it was read from; null where the text is no such
value or no such value can exist (30 February, plan number 000).
"""

import calendar
import re
from datetime import date
from functools import cache
from typing import NamedTuple

from rothscope.identity.words import any_of, only
from rothscope.packs.identity import FieldCues, IdentityCues

_MONTHS = {name.lower()[:3]: number for number, name in enumerate(calendar.month_name) if number}
_NAMES = [name for name in calendar.month_name if name]
_MONTH = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _NAMES)}|Sept)\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_EIN = r"(?<![\w-])\d{2}\s?[-\u2010-\u2014]\s?\d{7}(?![\w-])|(?<![\w-])\d{9}(?![\w-])"
_DATE = rf"{_MONTH}\s+{_DAY},?\s+\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|{_DAY}\s+{_MONTH},?\s+\d{{4}}"
_MONTH_DAY = (
    rf"{_MONTH}(?:\s+{_DAY}(?!\d))?(?:,?\s+\d{{4}})?(?!\w)|(?<!\d)\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\d/])"
)

LONGEST_REACH = 240
"""Characters after a label in which its number or date must begin."""


class Reading(NamedTuple):
    """A plain value and where it was read."""

    value: str
    start: int
    end: int


def plain_date(text: str) -> str | None:
    """Return a printed date as ISO, null where there is no such day.

    >>> plain_date("January 1st, 2024"), plain_date("02/30/2024")
    ('2024-01-01', None)
    """
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    month = _month(text)
    if month:
        year, day = max(numbers), min(numbers)
    elif "-" in text:
        year, month, day = numbers
    else:
        month, day, year = numbers
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(text: str) -> int | None:
    name = re.search(r"[A-Za-z]{3}", re.sub(r"\d+(?:st|nd|rd|th)", "", text, flags=re.I))
    return _MONTHS.get(name[0].lower()) if name else None


@cache
def _reader(between: tuple[str, ...], value: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<between>{only(between)})(?P<value>{value})", re.I)


def read_ein(text: str, start: int, end: int, cues: IdentityCues) -> Reading | None:
    """Return the employer identification number that follows a label, as NN-NNNNNNN."""
    number = rf"(?:(?<!\d)\d{{3}}(?!\d)\s*[/,;&-]\s*)?(?P<ein>{_EIN})"
    match = _reader(cues.ein.between, number).match(text, start, min(end, start + LONGEST_REACH))
    if not match:
        return None
    digits = re.sub(r"\D", "", match["ein"])
    return Reading(f"{digits[:2]}-{digits[2:]}", *match.span("ein")) if int(digits) else None


def read_plan_number(text: str, start: int, end: int, cues: IdentityCues) -> Reading | None:
    """Return the three-digit number of a pension plan that follows a label."""
    words = any_of(cues.plan_number.between)
    # Three digits more, in the next cell or after a space, are the number of a second plan.
    alone = r"(?<![\w-])\d{3}(?![\w(-]|[.,/]\d|\s*\|?\s*\d{3}(?![\d(]))"
    number = rf"(?:(?:{_EIN})\s*[/,;&-]?\s*(?:{words})?\s*)?(?P<number>{alone})"
    match = _reader(cues.plan_number.between, number).match(text, start, min(end, start + LONGEST_REACH))
    if not match or not 0 < int(match["number"]) <= cues.highest_pension_number:
        return None
    return Reading(match["number"], *match.span("number"))


def read_date(text: str, start: int, end: int, cues: FieldCues) -> Reading | None:
    """Return the date that follows a label, as ISO."""
    match = _reader(cues.between, _DATE).match(text, start, min(end, start + LONGEST_REACH))
    value = plain_date(match["value"]) if match else None
    return Reading(value, *match.span("value")) if match and value else None


def read_year_end(text: str, start: int, end: int, cues: IdentityCues) -> Reading | None:
    """Return the last day of the plan year that follows a label, as MM-DD."""
    words = cues.plan_year_end.between
    limit = min(end, start + LONGEST_REACH)
    whole = _reader(words, any_of(cues.whole_years)).match(text, start, limit)
    if whole:
        return Reading("12-31", *whole.span("value"))
    match = _reader(words, _MONTH_DAY).match(text, start, limit)
    if not match:
        return None
    second = _reader(words, _MONTH_DAY).match(text, match.end(), limit)
    only_begins = not second and re.search(rf"\b(?:{any_of(cues.range_starts)})\b", match["between"], re.I)
    if second and not re.search(r"[A-Za-z\u2013\u2014-]", second["between"]):
        return None  # two dates side by side are two plans' years
    if not second and not match["between"].strip() and re.search(r"\d{4}", match["value"]):
        return None  # "Notice for the 2026 Plan Year / November 14, 2025"
    last = second or match
    to_month_end = re.search(rf"(?:{any_of(cues.month_ends)})\W*$", last["between"], re.I) is not None
    value = None if only_begins else _month_day(last["value"], to_month_end)
    return Reading(value, match.start("value"), last.end()) if value else None


def _month_day(text: str, to_month_end: bool) -> str | None:
    numbers = [int(n) for n in re.findall(r"\d+", text) if len(n) < 3]
    month = _month(text)
    if month is None:
        month, *numbers = numbers
    # A common year: a plan year that ends with February is written 02-28 in every year.
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(2023, month)[1]
    day = numbers[0] if numbers else last if to_month_end else 0
    leap_day = (month, day) == (2, 29)
    return f"{month:02d}-{day:02d}" if 1 <= day <= last or leap_day else None
