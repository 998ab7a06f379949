"""A footnote narrows what it hangs on, refuses it, or only says something beside it."""

from collections.abc import Mapping

import pytest

from rothscope.model.clause import Polarity
from rothscope.model.finding import Status

from .judged import (
    AFTER_TAX,
    AT_59_HALF,
    CAP,
    CONVERSION,
    FROM_IRA,
    FROM_PLANS,
    HCE,
    MATCH,
    NO,
    ROTH,
    SOME,
    WITHDRAWAL,
    YES,
    cases,
    check,
    read,
)

SAVE = "You may make voluntary after-tax contributions of up to 10% of pay.*"
CELL = "Feature | This Plan\nLoans | Two at a time\n{} | {}*"

LATE = "From age 59½ you may withdraw any part of your vested account while you work.*"


def noted(text: str, note: str) -> str:
    return f"{text}\n\n* {note}"


def cell(label: str, answer: str, note: str) -> str:
    return noted(CELL.format(label, answer), note)


TURNED = "You may convert your account to Roth in the Plan. The sum is income of that year."

NARROWED = [
    (noted(f"{TURNED}*", "Only sums that could be drawn in cash can be moved."), CONVERSION, SOME, "a sentence further on"),
    (noted(SAVE, "Members of Local 12 may not make these contributions."), AFTER_TAX, SOME, "a union's members"),
    (noted(SAVE, "Not available to Highly Compensated Employees."), AFTER_TAX, SOME, "the highly paid"),
    (noted(SAVE, "Crew chiefs may not."), AFTER_TAX, SOME, "a subject without a verb"),
    (noted(SAVE, "Not open to anyone hired after 2020."), AFTER_TAX, SOME, "hired late"),
    (noted(SAVE, "Salaried employees only."), AFTER_TAX, SOME, "no refusal, but an only"),
    (noted(SAVE, "Except at the Dover plant."), AFTER_TAX, SOME, "an exception"),
    (noted(SAVE, "Excludes crew covered by the dockworkers' agreement."), AFTER_TAX, SOME, "a verb that excludes"),
    (noted(SAVE, "Not offered at the Ohio works."), AFTER_TAX, SOME, "a place"),
    (noted(SAVE, "Employees of Delta Marine cannot make them."), AFTER_TAX, SOME, "a pronoun for the money"),
    (cell("Roth deferrals", "Yes", "Not for seasonal staff."), ROTH, SOME, "a cell, a class"),
    (cell("In-plan Roth conversions", "Available", "Roth money only."), CONVERSION, SOME, "one kind of money"),
    (cell("In-plan Roth conversions", "Yes", "Not available to HCEs."), CONVERSION, SOME, "a cell, the highly paid"),
    (cell("Withdrawals at 59½ while employed", "Yes", "Own money only."), AT_59_HALF, SOME, "a source"),
    (cell("Company match", "50% of the first 6%", "Interns are not matched."), MATCH, SOME, "a group no pack knows"),
    (cell("Rollovers from other plans", "Accepted", "Pre-tax money only."), FROM_PLANS, SOME, "what is taken in"),
    (noted(LATE, "This rule does not reach the basic contributions or their earnings."), AT_59_HALF, SOME, "other money"),
    (noted(LATE, "This does not include the profit sharing account."), AT_59_HALF, SOME, "one account"),
]  # fmt: skip

REFUSED = [
    (noted(SAVE, "No longer offered."), AFTER_TAX, NO, "nobody is named"),
    (noted(SAVE, "This feature has been discontinued."), AFTER_TAX, NO, "the feature itself is the subject"),
    (noted(SAVE, "These contributions are not currently accepted."), AFTER_TAX, NO, "a pronoun is the subject"),
    (noted(SAVE, "Not permitted at this time."), AFTER_TAX, NO, "\u201cat this time\u201d names no case"),
    (cell("Roth deferrals", "Yes", "Not available under this Plan."), ROTH, NO, "the whole plan"),
    (cell("Withdrawals of after-tax money at any age", "Yes", "No longer available."), WITHDRAWAL, NO, "a cell"),
    (cell("IRA rollovers", "Accepted", "The Plan no longer accepts them."), FROM_IRA, NO, "the plan is the subject"),
    (noted(SAVE, "The Plan does not permit after-tax contributions."), AFTER_TAX, NO, "the money of the feature itself"),
    (noted(SAVE, "We do not accept voluntary contributions any more."), AFTER_TAX, NO, "the same by another name"),
]  # fmt: skip

BESIDE = [
    (noted(SAVE, "The limit of federal law is explained on the last page."), AFTER_TAX, YES, "a pointer"),
    (noted(SAVE, "These contributions are not matched."), AFTER_TAX, YES, "another matter is refused"),
    (noted(SAVE, "They may not be withdrawn before you are 62."), AFTER_TAX, YES, "another action is refused"),
    (noted(SAVE, "You may change the share with every payroll."), AFTER_TAX, YES, "how, not whether"),
    (noted(SAVE, "See your pay statement."), AFTER_TAX, YES, "a pointer"),
    (noted(SAVE, "Worked out by paycheck, with no true-up."), AFTER_TAX, YES, "no other thing is no refusal of this one"),
    (noted(SAVE, "If you are highly compensated, your rate is 4% at most."), AFTER_TAX, YES, "how much, not whether"),
    (noted(LATE, "Vested part only."), AT_59_HALF, YES, "what is vested is all that can be had"),
    (noted(LATE, "Roth earnings are tax-free only after five years."), AT_59_HALF, YES, "how it is taxed"),
    (cell("In-plan Roth conversion", "Yes", "Once a quarter; cannot be reversed."), CONVERSION, YES, "no bare cannot"),
    (cell("IRA rollovers", "Accepted", "Roth IRAs are not accepted."), FROM_IRA, YES, "Roth IRAs never can be"),
    (noted(SAVE, "Members of Local 12 may not make these contributions."), CAP, YES, "the cap stands"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "feature", "wanted", "why"), cases([*NARROWED, *REFUSED, *BESIDE], {}))
def test_what_a_note_does(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    check(text, feature, wanted, why)


def test_the_note_is_quoted_for_what_it_says() -> None:
    finding = read(noted(SAVE, "Members of Local 12 may not make these contributions."))[AFTER_TAX]
    assert [clause.quote for clause in finding.decided_by] == [SAVE]
    assert [(clause.quote, clause.polarity) for clause in finding.against] == [
        ("Members of Local 12 may not make these contributions.", Polarity.DENIES)
    ]
    assert "Members of Local 12 may not make these contributions." in {c.text for c in finding.conditions}


def test_a_note_that_shuts_out_the_highly_paid_states_their_limit() -> None:
    text = noted(SAVE, "Anyone who is a Highly Compensated Employee may not make after-tax contributions.")
    assert read(text)[HCE].status is Status.ALLOWED


def test_a_note_tells_its_own_number_and_not_that_of_its_row() -> None:
    text = cell(
        "After-tax contributions", "1% to 10% of pay", "Highly compensated employees: no more than 4% of pay."
    )
    facts = [(fact.name, fact.value) for fact in read(text)[HCE].facts]
    assert facts == [("hce_cap_percent", "4")]


def test_only_what_bears_the_mark_is_narrowed() -> None:
    text = "Feature | This Plan\nAfter-tax contributions | Permitted\nRoth deferrals | Permitted*\n\n* Salaried staff only."
    told: Mapping[str, Status] = {name: finding.status for name, finding in read(text).items()}
    assert (told[AFTER_TAX], told[ROTH]) == (Status.ALLOWED, Status.CONDITIONAL)


def test_one_note_for_several_marks() -> None:
    text = "Feature | This Plan\nAfter-tax contributions | Permitted*\nRoth deferrals | Permitted*\n\n* Salaried staff only."
    told = {name: finding.status for name, finding in read(text).items()}
    assert (told[AFTER_TAX], told[ROTH]) == (Status.CONDITIONAL, Status.CONDITIONAL)
