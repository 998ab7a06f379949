"""Clauses that speak of their money, or hang on a limit, by the number or the title of another section."""

import pytest

from rothscope.model.finding import Status

from .judged import AFTER_TAX, CAP, NO, NOTHING, SOME, WITHDRAWAL, YES, Row, cases, check, read

ACCOUNTS = """
# Section 2. Accounts

2.1 Account. Your account has these parts:
(a) the part that holds elective deferrals;
(b) the part that holds the match; and
(c) the part that holds After-Tax Contributions.

# Section 8. Withdrawals

"""

MONEY: tuple[Row, ...] = (
    (
        f"{ACCOUNTS}8.3 While employed you may withdraw the part described in Section 2.1(c) at any time.",
        WITHDRAWAL,
        YES,
        "the part is the after-tax one",
    ),
    (
        f"{ACCOUNTS}8.3 While employed you may withdraw the part described in Section 2.1(a) at any time.",
        WITHDRAWAL,
        NOTHING,
        "another part",
    ),
    (
        f"{ACCOUNTS}8.3 While employed you may withdraw the part described in section 2.1(c) of the Basic Plan Document.",
        WITHDRAWAL,
        NOTHING,
        "a part of another document",
    ),
    (
        f"{ACCOUNTS}8.3 No part described in Section 2.1(c) may be withdrawn while you are employed.",
        WITHDRAWAL,
        NO,
        "refused by its number",
    ),
    (
        "# 4.2 After-Tax Contributions\n\nThe election is made online.\n\n# 4.3 Changes\n\n"
        "An election under Section 4.2 may be changed at any time.",
        AFTER_TAX,
        NOTHING,
        "a section that is named gives nothing by itself",
    ),
    (
        "# Articles\n\nARTICLE III\nTHRIFT\n\n"
        "3.1 Thrift Contribution. an amount that a Participant contributes after tax.\n\n"
        "3.2 Each payday a Participant may make Thrift Contributions of up to 6% of pay.",
        CAP,
        YES,
        "a definition under its title, without a verb",
    ),
)

HELD = """
# Section 4. Contributions

4.4 After-Tax Contributions. {grant}

4.5 Who may not. {limit}
"""
GIVEN = "{}, you may contribute after tax through payroll, from 1% to 8% of your pay."

LIMITS: tuple[Row, ...] = (
    (
        "# 3.4 Contributions From Taxed Pay\n\nSubject to Sections 3.7 and 4.2, a Participant may elect to contribute a "
        "portion of Pay on an after-tax basis.\n\n# 3.7 Priority\n\nAn election under Section 3.4 has no effect before the "
        "Participant's deferrals for the year have reached the limit of Section 3.2.\n\n# 4.2 Limit\n\nContributions under "
        "Section 3.4 may not exceed six percent of Pay.",
        AFTER_TAX,
        SOME,
        "of two sections it hangs on, one tells since when and one how much",
    ),
    (
        HELD.format(
            grant=GIVEN.format("Subject to Section 4.5"),
            limit="Interns may not make After-Tax Contributions.",
        ),
        AFTER_TAX,
        SOME,
        "some are shut out where it is told who",
    ),
    (
        HELD.format(
            grant=GIVEN.format("Subject to Section 4.5"), limit="Salaried employees only may take part."
        ),
        AFTER_TAX,
        SOME,
        "a limit that does not name the money",
    ),
    (
        HELD.format(
            grant=GIVEN.format("Subject to Section 4.5"), limit="Loans are only for salaried employees."
        ),
        AFTER_TAX,
        YES,
        "a limit of another matter",
    ),
    (
        HELD.format(
            grant=GIVEN.format("Subject to Section 9.5"), limit="Salaried employees only may take part."
        ),
        AFTER_TAX,
        YES,
        "a section that is not there",
    ),
    (
        HELD.format(
            grant=GIVEN.format("Subject to Section 4.5"),
            limit="No After-Tax Contributions are permitted in this Plan.",
        ),
        AFTER_TAX,
        NO,
        "what hangs on a refusal is refused",
    ),
    (
        "# Withdrawals\n\nYou may withdraw your after-tax account while employed, as described in Limits on Withdrawals "
        "on page 9.\n\n# Limits on Withdrawals\n\nAfter-tax money may be withdrawn while employed only once it has been "
        "in the Plan for 24 months.",
        WITHDRAWAL,
        SOME,
        "a title and a page",
    ),
    (
        "2.2 Adjunct. an Employee hired to teach for one term.\n\n"
        "# 4.4 After-Tax Contributions\n\nYou may contribute up to 8% of your pay after tax through payroll.\n\n"
        "# Eligibility\n\n3.3 Teachers. An Adjunct shall not contribute under Section 4.4.",
        AFTER_TAX,
        SOME,
        "people by a name of the plan's own, refused by the number of the section",
    ),
)


@pytest.mark.parametrize(("text", "feature", "status", "why"), cases((*MONEY, *LIMITS), {}))
def test_what_another_section_tells(text: str, feature: str, status: frozenset[Status], why: str) -> None:
    check(text, feature, status, why)


def test_the_section_is_told_with_the_clause() -> None:
    finding = read(MONEY[0][0])[WITHDRAWAL]
    told = [cue.text for clause in finding.decided_by for cue in clause.cues if cue.category == "section"]
    assert told == ["Section 2.1(c): the part that holds After-Tax Contributions."]
