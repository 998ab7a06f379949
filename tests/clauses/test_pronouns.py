"""What stands under a heading or beside a label speaks of it by a pronoun."""

import pytest

from rothscope.model.finding import Status

from .judged import (
    AFTER_TAX,
    AT_59_HALF,
    CONVERSION,
    NO,
    NOTHING,
    ROTH,
    SOME,
    WITHDRAWAL,
    YES,
    Row,
    cases,
    check,
)

GIVEN = "After-tax money may be withdrawn at any time while employed."
MONEY = "after-tax money may be withdrawn"
TURN = "convert vested money to Roth inside the Plan"
SAVE = "You may make after-tax contributions."
BUT = "Save for that one exception"
SAME = "The same goes for"
OLD = "\u201cAfter-tax contributions may not be made\u201d"

ITEMS = (
    "You may withdraw money while you are an employee as follows:\n"
    "- After-tax account. It may not be withdrawn while you are employed.\n"
    "- Rollover account. You may withdraw it at any time."
)

ROWS: list[Row] = [
    (ITEMS, WITHDRAWAL, NO, "\u201cit\u201d is the money of its own item, not of the one before"),
    ("# Withdrawals after age 59½ while employed\n\nThere is no provision for these.", AT_59_HALF, NO, "an object"),
    ("# Roth contributions\n\nWe take these from any employee.", ROTH, YES, "an object amid the sentence"),
    ("# Roth contributions\n\nThey are offered to every employee.", ROTH, YES, "a subject"),
    ("# After-tax contributions\n\nWe make no provision for them.", AFTER_TAX, NO, "a noun refuses"),
    ("# After-tax contributions\n\nThere is no charge for this service.", AFTER_TAX, NOTHING, "a word with a noun"),
    ("# After-tax contributions\n\nThey have not been added.", AFTER_TAX, NO, "a verb of two words"),
    (f"Matching money may not be withdrawn while employed. {SAME} after-tax money.", WITHDRAWAL, NO, "as the one before"),
    (f"You may make Roth contributions. {SAME} after-tax contributions.", AFTER_TAX, YES, "given as the one before"),
    (f"The Company does not match Roth money. {SAME} after-tax contributions.", AFTER_TAX, NOTHING, "another action"),
    (f"You may change your rate. {SAME} after-tax contributions.", AFTER_TAX, NOTHING, "nothing was given"),
    ("While you work nothing is paid out of your account.", AT_59_HALF, NO, "nothing leaves"),
    (f"# Withdrawals\n\n{GIVEN} {BUT} no money may be withdrawn in service.", WITHDRAWAL, YES, "the exception"),
    (f"# Withdrawals\n\nLoans are made. {BUT} no {MONEY} while employed.", WITHDRAWAL, NO, "another is excepted"),
    (f"# Saving\n\nPart 2, which read {OLD}, is void. {SAVE}", AFTER_TAX, YES, "the old words"),
    ("# Saving\n\nSavings may be made before taxes or as Roth contributions.", ROTH, YES, "no date"),
    ("Feature | What we do\nLoans | Two\nRoth contributions | We take these from anyone.", ROTH, YES, "a cell"),
    ("Feature | What we do\nLoans | Two\nAfter-tax contributions | We do not take these.", AFTER_TAX, NO, "a cell's no"),
    # ------------------------------------------------------------ a sentence that leaves its verb to the one before
    (f"The Plan let you {TURN}. Since 2020 you cannot.", CONVERSION, NO, "it is taken back"),
    (f"You could not {TURN} in earlier years. Now you can.", CONVERSION, YES, "it is opened"),
    (f"You may {TURN}. Since 2020 loans are made too. Interns cannot.", CONVERSION, YES | SOME, "no day is told"),
    (f"{SAVE} Loans: since 2020 you cannot.", AFTER_TAX, YES, "another matter"),
    ("After-tax saving in the Plan, not permitted before, opened in 2017.", AFTER_TAX, YES, "refused once, open now"),
    ("Roth contributions to the Plan began with the first payroll of 2012.", ROTH, YES, "what began goes on"),
    # ------------------------------------------------------------ answers that say "not" of a time
    ("Can I take money out of the Plan while employed?\nNot before you leave.", AT_59_HALF, NO, "to the end of the job"),
    ("Can I take money out of the Plan while employed?\nNot until you are 59½.", AT_59_HALF, YES, "to an age"),
    ("Can I undo an in-plan Roth conversion?\nYes.", CONVERSION, NOTHING, "what is asked is its undoing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "feature", "wanted", "why"), cases(ROWS, {}))
def test_what_a_pronoun_stands_for(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    check(text, feature, wanted, why)
