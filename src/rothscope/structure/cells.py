"""A table row read cell by cell: what each cell says of the row's label under its column's title.

Account    | Before 59\u00bd | Loan
After-tax  | No          | Yes      ->  "Before 59\u00bd: After-tax:" No, "Loan: After-tax:" Yes
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rothscope.packs.documents import Matrices
from rothscope.structure.flow import Flow
from rothscope.structure.rows import Row

FEWEST_COLUMNS = 3
"""Columns from which a row says several things; a row of two is one statement as it stands."""

FEWEST_EVENTS = 2
"""Titles that must name events, or kinds of money, for a table to be a matrix of both."""

_MARK = re.compile(
    r"(?<=[a-z\u2019'\u201d\".,%\u00bd])(?:\(\d{1,2}\)|\d)$|(?<=\S)[*\u2020\u2021\u00b9\u00b2\u00b3]+$"
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_NOT_CHOSEN = re.compile(r"(?:N\s?/\s?A|n\s?/\s?a|[Nn]ot applicable|NOT APPLICABLE)\.?$")
_REFUSES = re.compile(r"(?:no|none|never|not)\b", re.IGNORECASE)
_UNITS = re.compile(r"\b(?:years?|months?|or|more|less|than|to|and|over|under|of|fewer)\b", re.IGNORECASE)


def plain_title(text: str) -> str:
    """Return a title or label without the footnote mark at its end.

    >>> plain_title("After-tax(1)")
    'After-tax'
    """
    return _MARK.sub("", text)


def is_not_chosen(row: Row) -> bool:
    """Tell whether a row of two says of what it names that it does not apply: "N/A" chooses nothing."""
    return len(row.cells) == 2 and bool(row.cells[0].text) and _says_nothing(row.cells[1].text)


def _says_nothing(text: str) -> bool:
    return _NOT_CHOSEN.match(text) is not None


class Cell(NamedTuple):
    """A cell of words with what must be read before it, and the row and column it stands in."""

    flow: Flow
    lead_in: str
    row: str
    column: str


def cells_by_title(row: Row, matrices: Matrices) -> Iterator[Cell]:
    """Yield the cells of words, each with the title of its column and the label of its row.

    Numbers alone, as in a schedule of years and percentages or a table of limits, are not yielded, nor is "N/A".
    """
    if len(row.cells) < FEWEST_COLUMNS or len(row.header) != len(row.cells) or row.short:
        return
    if not row.cells[0].text:
        return
    label = plain_title(row.cells[0].text)
    titles = [plain_title(title.text).rstrip(":") for title in row.header[1:]]
    asked = label if label.endswith((":", "?")) else f"{label}:"
    for title, cell in zip(titles, row.cells[1:], strict=True):
        if title and _WORD.search(_UNITS.sub("", cell.text)) and not _says_nothing(cell.text):
            by_row, by_column = _about(label, title, titles, cell.text, matrices)
            yield Cell(cell, f"{by_column}{title}: {by_row}{asked}", label.rstrip(":"), title)


def _about(label: str, title: str, titles: Sequence[str], answer: str, matrices: Matrices) -> tuple[str, str]:
    """Return what must be read before a row's label and a column's title: what a matrix of money and events is about.

    It stands before the one of the two that names the event.
    """
    sources = _any_of(matrices.sources)
    named = sum(any(_any_of(kind.words).search(other) for kind in matrices.events) for other in titles)
    if sources.search(label) and named >= FEWEST_EVENTS:
        return "", _said_of(title, answer, matrices)
    if sum(sources.search(other) is not None for other in titles) >= FEWEST_EVENTS:
        return _said_of(label, answer, matrices), ""
    return "", ""


def _said_of(event: str, answer: str, matrices: Matrices) -> str:
    """Return what an event is about; one that also names another sort ("Leaving after 59\u00bd") tells by itself."""
    met = [kind for kind in matrices.events if _any_of(kind.words).search(event)]
    settles = not (any(kind.some for kind in met) and _REFUSES.match(answer))
    return f"{met[0].says}, " if met and settles and all(kind.says for kind in met) else ""


@lru_cache(maxsize=16)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the words, a hyphen or a space between their parts."""
    listed = "|".join(re.escape(word).replace(r"\-", "[- ]?").replace(r"\ ", "[ -]") for word in words)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
