"""Rights that belong to somebody else, to another time or to another account: none may be read as the reader's own.

Those who have left or died, amendments not yet made, plans that might be, other plans and IRAs; and beside them what
does give the right in much the same words.
"""

import pytest

from rothscope.model.finding import Status

from .judged import (
    AT_59_HALF,
    CONVERSION,
    FROM_IRA,
    FROM_PLANS,
    NO,
    NOTHING,
    SOME,
    WITHDRAWAL,
    YES,
    Row,
    cases,
    check,
)

NONE = NO | NOTHING
GIVEN = YES | SOME
ROWS: tuple[Row, ...] = (
    # ---------------------------------------------------------------- who has left or died
    ("Former employees with a balance may request an in-plan Roth conversion.", CONVERSION, NONE, "former"),
    (
        "Participants who have separated from service may convert their remaining balance to Roth within the plan.",
        CONVERSION,
        NONE,
        "who have separated",
    ),
    (
        "Terminated vested participants may withdraw after-tax money once a year.",
        WITHDRAWAL,
        NONE,
        "terminated",
    ),
    (
        "When your employment ends, after-tax contributions may be withdrawn without waiting for the rest.",
        WITHDRAWAL,
        NONE,
        "when it ends",
    ),
    ("Retirees aged 59½ or older can withdraw any amount at any time.", AT_59_HALF, NONE, "retirees"),
    ("Anyone who quits after 59½ can withdraw everything at once.", AT_59_HALF, NONE, "who quits"),
    (
        "If you are 59½ or older when your employment ends, you may withdraw any amount.",
        AT_59_HALF,
        NONE,
        "older when it ends",
    ),
    ("You may retire at 59½ and receive your account in installments.", AT_59_HALF, NONE, "may retire"),
    ("A surviving spouse who is 59½ may take withdrawals without penalty.", AT_59_HALF, NONE, "spouse"),
    ("Your survivors can withdraw your after-tax account in a lump sum.", WITHDRAWAL, NONE, "survivors"),
    (
        "A beneficiary may elect an in-plan Roth conversion of the inherited account.",
        CONVERSION,
        NONE,
        "heir",
    ),
    (
        "Active employees and former employees alike may make in-plan Roth conversions.",
        CONVERSION,
        GIVEN,
        "active and former",
    ),
    ("Participants and beneficiaries may elect an in-plan Roth conversion.", CONVERSION, GIVEN, "and heirs"),
    (
        "You may convert any vested part of your account to Roth in the Plan, even after you retire.",
        CONVERSION,
        GIVEN,
        "even after",
    ),
    (
        "After-tax contributions may be withdrawn before or after your employment ends.",
        WITHDRAWAL,
        GIVEN,
        "before or after",
    ),
    (
        "Withdrawals may be made after termination of employment or after age 59½.",
        AT_59_HALF,
        GIVEN,
        "leaving or 59½",
    ),
    (
        "Once you have left or reached age 59½, you may withdraw your account.",
        AT_59_HALF,
        GIVEN,
        "left or 59½",
    ),
    (
        "Withdrawals are permitted at age 59½, on disability, or when employment ends.",
        AT_59_HALF,
        GIVEN,
        "list of events",
    ),
    # ---------------------------------------------------------------- not yet, no longer, never
    (
        "In-plan Roth conversions may be made once the amendment is adopted.",
        CONVERSION,
        NONE,
        "awaiting adoption",
    ),
    (
        "Age 59½ withdrawals may be made if the amendment is approved by the union.",
        AT_59_HALF,
        NONE,
        "awaiting approval",
    ),
    (
        "After-tax contributions may be withdrawn if the Committee adopts rules for it.",
        WITHDRAWAL,
        NONE,
        "awaiting rules",
    ),
    ("In-plan Roth conversions may one day be offered.", CONVERSION, NONE, "one day"),
    (
        "If the Plan had after-tax contributions, they could be withdrawn at any time.",
        WITHDRAWAL,
        NONE,
        "if it had",
    ),
    ("If we accepted IRA money, you could roll your IRA into the Plan.", FROM_IRA, NONE, "if we accepted"),
    (
        "Employees could take out after-tax money while working until the plan was restated in 2009.",
        WITHDRAWAL,
        NONE,
        "could until",
    ),
    (
        "We thought about letting people withdraw after-tax money while employed, but did not go ahead.",
        WITHDRAWAL,
        NONE,
        "thought about",
    ),
    ("The Plan has never accepted rollover contributions.", FROM_PLANS, NONE, "never accepted"),
    ("Rollover contributions are not something the Plan can take.", FROM_PLANS, NONE, "not something"),
    ("Nothing in the Plan lets you convert existing balances to Roth.", CONVERSION, NONE, "nothing lets"),
    (
        "At no point may existing balances be converted to Roth within the Plan.",
        CONVERSION,
        NONE,
        "at no point",
    ),
    ("Nothing may be taken out while you are employed, not even at 59½.", AT_59_HALF, NONE, "not even"),
    ("No participant, even one aged 59½, may withdraw while employed.", AT_59_HALF, NONE, "no one, even"),
    ("Rollovers may come from a 401(k) or 403(b) plan only, never an IRA.", FROM_IRA, NONE, "never an IRA"),
    (
        "Since the amendment was adopted, participants may convert vested balances to Roth within the Plan.",
        CONVERSION,
        GIVEN,
        "adopted",
    ),
    # ---------------------------------------------------------------- said, asked or done elsewhere
    (
        "At my last job they let you pull money at 59½ and keep your shift.",
        AT_59_HALF,
        NONE,
        "another employer",
    ),
    (
        "It is a mistake to believe that you can convert your account to Roth inside the Plan.",
        CONVERSION,
        NONE,
        "a mistake",
    ),
    (
        "The summary sent in May wrongly said that you may convert to Roth within the Plan.",
        CONVERSION,
        NONE,
        "wrongly said",
    ),
    (
        "You may wonder whether your after-tax contributions can be withdrawn while you work.",
        WITHDRAWAL,
        NONE,
        "may wonder",
    ),
    (
        "People at other companies can often withdraw after-tax contributions whenever they like.",
        WITHDRAWAL,
        NONE,
        "other companies",
    ),
    (
        "Revenue Ruling 60-323 allows plans to distribute after-tax contributions at any time.",
        WITHDRAWAL,
        NONE,
        "a ruling",
    ),
    (
        "Our recordkeeper is able to support in-plan Roth conversions should the Company choose them.",
        CONVERSION,
        NONE,
        "able to support",
    ),
    (
        "You can take money from your IRA after 59½ without the extra tax.",
        AT_59_HALF,
        NONE,
        "out of an IRA",
    ),
    ("A Roth conversion outside the plan may make sense after you retire.", CONVERSION, NONE, "outside"),
    ("A rollover IRA can receive your distribution from the Plan.", FROM_IRA, NONE, "an IRA receives"),
    ("You may roll your account into your next employer's plan.", FROM_PLANS, NONE, "the next employer's"),
    ("Another employer's plan may accept your rollover if its rules allow.", FROM_PLANS, NONE, "may accept"),
    ("You may roll a distribution from a traditional IRA into the Plan.", FROM_IRA, GIVEN, "into the Plan"),
    (
        "You may withdraw after-tax contributions and roll them to a Roth IRA while employed.",
        WITHDRAWAL,
        GIVEN,
        "on to a Roth IRA",
    ),
    (
        "You may think it complicated, but you can convert vested money to Roth in the Plan online.",
        CONVERSION,
        GIVEN,
        "may think",
    ),
    # ---------------------------------------------------------------- read as a right today
    (
        "In the 401(k) plan you can withdraw at 59½; in this pension plan you must wait.",
        AT_59_HALF,
        NONE,
        "two plans beside each other",
    ),
    (
        "After-tax contributions may be withdrawn, but only by those who have left.",
        WITHDRAWAL,
        NONE,
        "taken back after but",
    ),
)
MISSED = {
    "two plans beside each other": "which plan the text is about stands in the second half",
    "taken back after but": "the wall at the but keeps what follows from what it takes back",
}


@pytest.mark.parametrize(("text", "feature", "wanted", "why"), cases(ROWS, MISSED))
def test_whose_right_it_is(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    check(text, feature, wanted, why)
