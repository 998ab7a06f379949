"""What stands under a heading or beside a label speaks of it by a pronoun."""

import pytest

from rothscope.model.finding import Status

from .judged import AFTER_TAX, AT_59_HALF, NO, NOTHING, ROTH, YES, Row, cases, check

ROWS: list[Row] = [
    ("# Withdrawals after age 59½ while employed\n\nThere is no provision for these.", AT_59_HALF, NO, "an object"),
    ("# Roth contributions\n\nWe take these from any employee.", ROTH, YES, "an object amid the sentence"),
    ("# Roth contributions\n\nThey are offered to every employee.", ROTH, YES, "a subject"),
    ("# After-tax contributions\n\nWe make no provision for them.", AFTER_TAX, NO, "a noun refuses"),
    ("# After-tax contributions\n\nThere is no charge for this service.", AFTER_TAX, NOTHING, "a word with a noun"),
    ("Feature | What we do\nLoans | Two\nRoth contributions | We take these from anyone.", ROTH, YES, "a cell"),
    ("Feature | What we do\nLoans | Two\nAfter-tax contributions | We do not take these.", AFTER_TAX, NO, "a cell's no"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "feature", "wanted", "why"), cases(ROWS, {}))
def test_what_a_pronoun_stands_for(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    check(text, feature, wanted, why)
