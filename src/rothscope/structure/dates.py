"""How old a document says it is: the date of the document itself, not one of the many dates it speaks of.

Comes in: a `Document`. Goes out: (ISO date, page from 1, quoted words) or None. A month without a day counts as its
first day, a year alone as 1 January.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from rothscope.model.document import Document, Page
from rothscope.structure.shape import words

FIRST_PAGES = 3
"""Pages on which a plain "as of" or "effective" dates the document."""

COVER_PAGES = 2
"""Pages on which a line that is nothing but a date is the document's."""

COVER_WORDS = 8
"""Words up to which a line on the cover with a bare year in it is a title."""

PLAIN_CUE = 3
"""Points of "as of" and "effective", which far into a document date a rule and not the document."""

BEFORE = 120
"""Characters before a date in which its cue is looked for."""

LONGEST_DATE = 20
"""Characters of the longest date before or after its year."""

EARLIEST, LATEST = 1975, 2100
"""Years a plan document may bear: ERISA is of 1974."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS.split("|"), start=1)}
_DATE = re.compile(
    rf"\b(?P<month>{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)\s+(?:(?P<day>\d{{1,2}}),?\s+)?(?P<year>\d{{4}})\b"
    r"|\b(?P<m>\d{1,2})[/.-](?:(?P<d>\d{1,2})[/.-])?(?P<y>\d{4})\b|\b(?P<iso>\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<!\bRev)(?<!\brev)\. ")
# What stands before the year is looked at last: a pattern that starts with digits is found many times faster.
_YEAR = re.compile(r"(?:19|20)(?<!\w\d\d)\d\d\b")

_AMOUNT = re.compile(r"\$\d{1,3},\d{3}\b")
_LIMIT = re.compile(r"\blimit|\bmaximum|\bIRS\b", re.IGNORECASE)

# What stands before the date decides whose date it is; the stronger cue wins.
_OWN = r"(?:this (?:spd|summary|booklet|guide|version|document|edition))"
_CUES = tuple(
    (points, re.compile(cue, re.IGNORECASE))
    for points, cue in (
        (6, r"\brestate(?:d|ment)(?: is)?(?: in its entirety)?,?(?: (?:as of|effective(?: as of)?|on))?:?\s*$"),
        (6, r"\beffective date of (?:this|the) (?:amended|restate|summary|spd|document)[^.;]{0,30}$"),
        (6, rf"\b{_OWN}(?: is)?(?: dated| effective)?(?: as of)?:?\s*$"),
        (5, r"\b(?:revised|updated|revision|rev\.?|published|prepared|issued|edition)(?: (?:as of|on|in))?:?\s*\(?$"),
        (5, r"(?:^|\s)[A-Z]{2,8}-?[A-Z]{0,4}\d[A-Z\d-]{0,6} \($"),
        (3, r"\b(?:as of|effective(?: as of| on| date)?):?\s*$"),
    )
)  # fmt: skip
# A title may end in the document's date: "Summary Plan Description, January 2024".
_TITLE_BEFORE = re.compile(
    r"(?:summary plan description|summary of material modifications|SPD|SMM|guide|booklet|handbook|highlights|notice|plan"
    r"|edition|document|agreement|amendment)$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:beginning|starting|commencing|effective|as of|on (?:and|or) after)(?: on| with| as of| from)?:? $",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:originally|initially|first|prior|before|after|until|through|ended|ending|beginning|born|hired|since|between"
    r"|by)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


class _Dated(NamedTuple):
    """A date that may be the document's: points, the day, the page and the words."""

    points: int
    day: date
    page: int
    quote: str


def document_date(document: Document) -> tuple[str, int, str] | None:
    """Return the date of the document, its page and the words it stands in, or None where it bears none."""
    found = [dated for at, page in enumerate(document.pages) for dated in _dates(page, at)]
    if not found:
        return None
    best = max(found, key=lambda dated: (dated.points, dated.day))
    return best.day.isoformat(), best.page, best.quote


def quoted_limits(document: Document, years: Mapping[str, int]) -> tuple[int, int, str] | None:
    """Return the newest year whose limits the document quotes, with page and words, or None where it quotes none.

    `years` tells for amounts as written ("$19,500") the last year in which each was a limit. A year named beside an
    amount and the word "limit" counts too.
    """
    found: list[tuple[int, int, str]] = []
    for page in document.pages:
        for line in page.lines:
            if "$" not in line.text:
                continue
            found += [(years[m], page.number, line.text) for m in _AMOUNT.findall(line.text) if m in years]
            if _LIMIT.search(line.text):
                found += [(int(y), page.number, line.text) for y in _YEAR.findall(line.text)]
    return max(found, key=lambda one: (one[0], -one[1]), default=None)


def days_in(text: str) -> tuple[date, ...]:
    """Return every day a text names with its year, each once, in its order; a month without a day is its first."""
    return tuple(dict.fromkeys(day for match in _DATE.finditer(text) if (day := _day(match))))


def begins_after(text: str, day: str) -> str | None:
    """Return the words by which a text begins at a time after an ISO date ("Beginning January 1, 2041"), or None."""
    for match in _DATE.finditer(text):
        begins = _BEGINS.search(text, max(0, match.start() - BEFORE), match.start())
        named = _day(match)
        if begins and named and named.isoformat() > day:
            return text[begins.start() : match.end()]
    return None


def _dates(page: Page, at: int) -> list[_Dated]:
    """Return the dates of the page, the one at `at` from the first; furniture holds them too."""
    dated = [line.text for line in page.lines if _YEAR.search(line.text)]
    if not dated:
        return []
    found = [found for text in dated if at < COVER_PAGES for found in _on_cover(text, page.number)]
    text = " ".join(line.text for line in page.lines)
    for match in _near_years(text):
        day = _day(match)
        points = _points(text[max(0, match.start() - BEFORE) : match.start()], at) if day else 0
        if day and points:
            found.append(_Dated(points, day, page.number, _quote(text, match)))
    return found


def _near_years(text: str) -> Iterator[re.Match[str]]:
    """Find the dates of a text, looking only around its years, which are few."""
    end = 0
    for year in _YEAR.finditer(text):
        match = _DATE.search(text, max(end, year.start() - LONGEST_DATE), year.end() + LONGEST_DATE)
        if match and match.start() <= year.start():
            end = match.end()
            yield match


def _on_cover(text: str, page: int) -> list[_Dated]:
    """Return the date of a line on the cover that holds nothing else, or a title's bare year."""
    match = _DATE.search(text)
    if match:
        day = _day(match)
        rest = text[: match.start()].strip(" ()[],.:-|\u2013\u2014")
        alone = len(match.group()) >= len(text.strip(" ()."))
        titled = text.rstrip(" ).").endswith(match.group()) and _TITLE_BEFORE.search(rest) is not None
        return [_Dated(4 if alone else 3, day, page, text)] if day and (alone or titled) else []
    year = _YEAR.search(text)
    if year and words(text) <= COVER_WORDS and "$" not in text and not _FOREIGN.search(text[: year.start()]):
        return [_Dated(1, date(int(year.group()), 1, 1), page, text)]
    return []


def _points(before: str, at: int) -> int:
    """Return how strongly a date speaks as the document's own, by the words before it; 0 where it does not."""
    if _FOREIGN.search(before):
        return 0
    for points, cue in _CUES:
        if cue.search(before):
            return points if points > PLAIN_CUE or at < FIRST_PAGES else 0
    return 0


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    try:
        if parts["iso"]:
            day = date.fromisoformat(parts["iso"])
        elif parts["year"]:
            month = _MONTH_NUMBERS[parts["month"][:3].lower()]
            day = date(int(parts["year"]), month, int(parts["day"] or 1))
        else:
            day = date(int(parts["y"]), int(parts["m"]), int(parts["d"] or 1))
    except ValueError:
        return None
    return day if EARLIEST <= day.year <= LATEST else None


def _quote(text: str, match: re.Match[str]) -> str:
    """Return the sentence that holds the date, or the words just around it where the sentence is long."""
    near = max(0, match.start() - BEFORE // 2)
    ends = [end.end() for end in _SENTENCE_END.finditer(text, max(0, match.start() - BEFORE), match.start())]
    start = ends[-1] if ends else text.find(" ", near) + 1 if near else 0
    stop = text.find(".", match.end(), match.end() + BEFORE // 2)
    return text[min(start, match.start()) : stop + 1 if stop >= 0 else match.end()].strip(" (")
