"""A column of item numbers: "A1", "A2", "B1", or 1, 2, 3, beside what each item says."""

import re
from collections.abc import Sequence
from itertools import pairwise

FEWEST_NUMBERED = 3
"""Rows, and cells of each, from which a first column may be one of item numbers."""

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
