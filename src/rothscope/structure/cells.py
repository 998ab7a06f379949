"""A table row read cell by cell: what each cell says of the row's label under its column's title.

Account    | Before 59\u00bd | Loan
After-tax  | No          | Yes      ->  "Before 59\u00bd: After-tax:" No, "Loan: After-tax:" Yes
"""

import re
from collections.abc import Iterator

from rothscope.structure.flow import Flow
from rothscope.structure.rows import Row

FEWEST_COLUMNS = 3
"""Columns from which a row says several things; a row of two is one statement as it stands."""

_MARK = re.compile(
    r"(?<=[a-z\u2019'\u201d\".,%\u00bd])(?:\(\d{1,2}\)|\d)$|(?<=\S)[*\u2020\u2021\u00b9\u00b2\u00b3]+$"
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_NOT_CHOSEN = re.compile(r"(?:N\s?/\s?A|n\s?/\s?a|[Nn]ot applicable|NOT APPLICABLE)\.?$")
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


def cells_by_title(row: Row) -> Iterator[tuple[Flow, str]]:
    """Yield the cells of words, each with the title of its column and the label of its row.

    Numbers alone, as in a schedule of years and percentages or a table of limits, are not yielded, nor is "N/A".
    """
    if len(row.cells) < FEWEST_COLUMNS or len(row.header) != len(row.cells) or row.short:
        return
    if not row.cells[0].text:
        return
    label = plain_title(row.cells[0].text)
    label = label if label.endswith((":", "?")) else f"{label}:"
    for title, cell in zip(row.header[1:], row.cells[1:], strict=True):
        if title.text and _WORD.search(_UNITS.sub("", cell.text)) and not _says_nothing(cell.text):
            yield cell, f"{plain_title(title.text).rstrip(':')}: {label}"
