"""Columns before the labels of a table: item numbers ("A1", "A2", "B1", or 1, 2, 3), or the subject of several rows.

Your savings | Roth      | 1% to 50%      the subject stands once, over a page end too,
             | After-tax | 1% to 10%      or in a cell merged over its rows
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from rothscope.structure import shape

FEWEST_NUMBERED = 3
"""Rows, and cells of each, from which a first column may be one of item numbers."""

LONGEST_LABEL = 12
"""Words beyond which the second cell of a row is no label under a subject."""

_NUMBER = re.compile(
    r"(?!\(?[xX]\W*$)\(?(?:[A-Z]{0,2}[-.]?\d{1,2}(?:[.-]\d{1,2})*[a-z]?|[A-Za-z]|[ivx]{1,4})[.)]?$"
)


def is_numbered(table: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first of the cells of all rows only numbers what the second says ("C4 | Roth deferrals? | Yes")."""
    if len(table) < FEWEST_NUMBERED or any(len(cells) < FEWEST_NUMBERED for cells in table):
        return False
    numbers = [cells[0] for cells in table if cells[0]]
    said = all(any(map(str.isalpha, cells[1])) for cells in table)
    if not (
        said
        and numbers
        and len(set(numbers)) == len(numbers)
        and all(_NUMBER.match(number) for number in numbers)
    ):
        return False
    plain = [int(number.strip("().")) for number in numbers if number.strip("().").isdigit()]
    return all(later == sooner + 1 for sooner, later in pairwise(plain))


def has_subjects(table: Sequence[Sequence[str]], carried: str = "") -> bool:
    """Tell whether the first of the cells of all rows is the subject of several: filled once for them, or told in each
    since it is merged, beside labels that all differ. `carried` is the subject with which the table goes on.
    """
    if len(table) < FEWEST_NUMBERED or any(len(cells) < FEWEST_NUMBERED for cells in table):
        return False
    told = [carried]
    for cells in table:
        told.append(cells[0] or told[-1])
    runs = [len(list(run)) for _, run in groupby(told[1:])]
    labels = [(subject, cells[1]) for subject, cells in zip(told[1:], table, strict=True)]
    return (
        len(runs) > 1
        and max(runs) > 1
        and all(subject and _is_label(label) for subject, label in labels)
        and len(set(labels)) == len(labels)
    )


def _is_label(text: str) -> bool:
    """Tell whether a cell may name what the cells behind it answer."""
    return (
        any(map(str.isalpha, text))
        and shape.words(text) <= LONGEST_LABEL
        and not shape.ANSWER.match(text)
        and not shape.boxes(text)
    )
