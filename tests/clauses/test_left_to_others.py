"""What hangs on somebody's consent, on a default or on the law, what was refused until a day gone by, what is limited."""

import pytest

from rothscope.model.finding import Status

from .judged import (
    AFTER_TAX,
    AT_59_HALF,
    CONVERSION,
    FROM_IRA,
    FROM_PLANS,
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

CONSENT: tuple[Row, ...] = (
    (
        "With the Employer's consent, an Employee may roll over an individual retirement account into the Plan.",
        FROM_IRA,
        SOME,
        "the employer agrees or does not",
    ),
    (
        "The Trustee may, in the Committee's sole discretion, accept a rollover from another employer's qualified plan.",
        FROM_PLANS,
        SOME,
        "the Committee decides each time",
    ),
    (
        "In the discretion of the Plan Administrator, you may be allowed to move an IRA into the Plan.",
        FROM_IRA,
        SOME,
        '"may be allowed" by whom is told',
    ),
    (
        "An employee may roll into the Plan a distribution from another employer's plan to the extent permitted by the "
        "Administrator's rollover policy.",
        FROM_PLANS,
        SOME,
        "within rules of the administrator's own",
    ),
    (
        "No rollover from another plan is accepted unless the Committee approves.",
        FROM_PLANS,
        SOME,
        "lifted by consent",
    ),
    (
        "Can I bring an old 401(k) into the Plan?\nOnly if the Trustees agree to it.",
        FROM_PLANS,
        SOME,
        "an answer within that limit",
    ),
    (
        "With the Trustees' consent, which shall be given under uniform rules, an Employee may roll over a distribution "
        "from another employer's plan into the Plan.",
        FROM_PLANS,
        YES,
        "a consent that has to be given",
    ),
    (
        "With the Trustees' consent, which must be given in writing, an Employee may roll over a distribution from another "
        "employer's plan into the Plan.",
        FROM_PLANS,
        SOME,
        "a consent that may be withheld",
    ),
    (
        "The Employer may decide whether the Plan will accept rollovers from other plans.",
        FROM_PLANS,
        NOTHING,
        "undecided",
    ),
    (
        "In the discretion of the Employer, the Plan may permit rollovers from other plans.",
        FROM_PLANS,
        NOTHING,
        "undecided",
    ),
    (
        "If the Plan permits rollovers from other plans, the Administrator must approve each of them.",
        FROM_PLANS,
        NOTHING,
        "whether it does is not told",
    ),
    (
        "The Trustee shall receive rollovers from a plan that satisfies the requirements of section 401(a) of the Code.",
        FROM_PLANS,
        YES,
        "which plans it takes money from",
    ),
    (
        "A plan that is qualified may accept rollovers from other plans.",
        FROM_PLANS,
        NOTHING,
        "plans in general",
    ),
)

BY_DEFAULT: tuple[Row, ...] = (
    (
        "Unless the Employer elects otherwise in the Adoption Agreement, a Participant may make Rollover Contributions from "
        "another qualified plan.",
        FROM_PLANS,
        SOME,
        "it holds where nothing is elected",
    ),
    (
        "Except as otherwise elected in the Adoption Agreement, a Participant who is 59½ may withdraw all or part of his "
        "Account while employed.",
        AT_59_HALF,
        SOME,
        "the same in other words",
    ),
    (
        "Unless your employer's participation agreement states that none are taken, you may roll in an IRA.",
        FROM_IRA,
        SOME,
        "the agreement may say so",
    ),
    (
        "Unless your employer's joinder agreement provides to the contrary, you may roll an IRA into the Plan.",
        FROM_IRA,
        SOME,
        "the paper has another name",
    ),
    (
        "A Participant may withdraw from his after-tax account at will, save where an annuity contract forbids it.",
        WITHDRAWAL,
        SOME,
        "the contract may forbid it",
    ),
    (
        "Unless the Employer elects otherwise in the Adoption Agreement, no rollovers from other plans shall be accepted.",
        FROM_PLANS,
        NOTHING,
        "a refusal is left to the employer",
    ),
    (
        "A Participant may not withdraw before leaving, unless the Employer elects otherwise in the Adoption Agreement.",
        AT_59_HALF,
        NOTHING,
        "what is refused by default is not given by it",
    ),
    (
        "Adoption Agreement\nUnless the Employer elects otherwise, participants may roll in money from other plans.\n"
        "[ ] Rollovers are limited to active employees.\n[ ] Loans are permitted.",
        FROM_PLANS,
        NOTHING,
        "a form nobody filled in",
    ),
)

LAW: tuple[Row, ...] = (
    (
        "Federal rules do not let us pay you any part of your account while you are still working here.",
        AT_59_HALF,
        NO,
        "the law is why we refuse",
    ),
    (
        "The law prevents you from taking a withdrawal from the plan while you are employed by the District.",
        AT_59_HALF,
        NO,
        "the law stops the reader",
    ),
    (
        "Treasury regulations keep the Plan from paying anything to you before you leave employment.",
        AT_59_HALF,
        NO,
        "the law keeps the plan",
    ),
    (
        "The law does not let plans pay out deferrals before age 59½, subject to exceptions.",
        AT_59_HALF,
        NOTHING,
        "plans in general",
    ),
    (
        "IRS rules allow withdrawals at age 59½ while still employed.",
        AT_59_HALF,
        NOTHING,
        "the law alone gives nothing",
    ),
)

PAST: tuple[Row, ...] = (
    (
        "Before 2015 you could not withdraw your after-tax contributions while employed. Since then you may withdraw "
        "them at any time.",
        WITHDRAWAL,
        YES,
        "the refusal is past",
    ),
    (
        "Until 2019 the Plan did not permit withdrawals while employed. Those aged 59½ may now withdraw while employed.",
        AT_59_HALF,
        YES,
        "refused until a day gone by",
    ),
    (
        "The Plan did not permit withdrawals while employed before 2018.",
        AT_59_HALF,
        NOTHING,
        "what holds now is not told",
    ),
    (
        "Before you are 59½ the Plan does not permit withdrawals while employed.",
        AT_59_HALF,
        YES,
        "a refusal up to an age that stands before it",
    ),
    (
        "Since January 1, 2026, you may make Roth contributions. Until then, deferrals could be made "
        "on a pre-tax basis only.",
        ROTH,
        YES,
        "what was so until the change",
    ),
    (
        "You may make Roth contributions as of July 1, 2025. Before that date only pre-tax contributions were permitted.",
        AFTER_TAX,
        NOTHING,
        "a closed list of a time gone by",
    ),
)

LEAVING: tuple[Row, ...] = (
    (
        "The Deferral Account shall not be distributed prior to a Participant's Severance Date.",
        AT_59_HALF,
        NO,
        "a date by its name",
    ),
    ("You must end your employment before any withdrawal is possible.", AT_59_HALF, NO, "leave first"),
    (
        "No part of any account, before-tax or after-tax, may be paid before you leave.",
        WITHDRAWAL,
        NO,
        "all money, after-tax named",
    ),
    (
        "Nothing shall be paid to a Participant before his or her sixty-fifth birthday while employed.",
        AT_59_HALF,
        NO,
        "a late age in words",
    ),
    (
        "The Matching Account shall not be forfeited prior to the Participant's Termination Date.",
        AT_59_HALF,
        NOTHING,
        "nothing is paid or refused",
    ),
    (
        "A Participant in the employ of his Employer who has reached age 59½ may withdraw all of his Account.",
        AT_59_HALF,
        YES,
        "his employer is this plan's",
    ),
    (
        "The money you rolled into the plan can be taken out at any time while you work here.",
        AT_59_HALF,
        SOME,
        '"the plan can be" is no supposition',
    ),
    (
        "On retiring from active work you may withdraw your account at Normal Retirement Age, which is 59½.",
        AT_59_HALF,
        NOTHING,
        "a right of those who retire",
    ),
    (
        "You may withdraw while working:\n- from 59½, all vested money\n- otherwise, only in case of hardship",
        AT_59_HALF,
        YES,
        "hardship is for the others",
    ),
    (
        "Some plans offer in-plan Roth conversions. We do not support this feature.",
        CONVERSION,
        NO,
        "what we make of it",
    ),
    (
        "We do not support this browser. You may make after-tax contributions.",
        AFTER_TAX,
        YES,
        "no option is meant",
    ),
)


SOURCES: tuple[Row, ...] = (
    (
        "A member who is 59½ may withdraw his Matching Account, his Deferral Account and his Rollover Account at work.",
        AT_59_HALF,
        YES,
        "every account is listed",
    ),
    (
        "From age 59½ an active participant may withdraw all of his Accounts (but not his Money Purchase Account).",
        AT_59_HALF,
        SOME,
        "a bracket excepts one",
    ),
    (
        "You may, while still an employee, withdraw from your After-Tax Account.",
        AT_59_HALF,
        NOTHING,
        "that money alone",
    ),
    (
        "A participant whose account does not exceed $5,000 may elect an in-service distribution of the entire account.",
        AT_59_HALF,
        NOTHING,
        "small accounts are paid at once",
    ),
    (
        "You may take an in-service distribution of all of your account at 59½; small accounts are paid when you leave.",
        AT_59_HALF,
        YES,
        "an age is told",
    ),
    (
        "Withdrawals for hardship or on attainment of any age are not permitted.",
        AT_59_HALF,
        NO,
        "no age will do",
    ),
    (
        "Your money can be paid out only if you leave, die, become disabled or have a hardship.",
        AT_59_HALF,
        NO,
        "hardship is let in, and 59½ is not",
    ),
    (
        "Your account can be paid only if you leave employment, reach 59½ or become disabled.",
        AT_59_HALF,
        YES,
        "59½ is in the list",
    ),
    (
        "You may convert to Roth within the Plan, but solely amounts that could be distributed to you.",
        CONVERSION,
        SOME,
        '"but solely" is "but only"',
    ),
    (
        "When you take an eligible distribution you may choose to move it to your Roth account inside the Plan.",
        CONVERSION,
        SOME,
        "what could be paid out",
    ),
    ("In-plan Roth conversions can be made from your after-tax accounts.", CONVERSION, SOME, "one source"),
    ("In-plan Roth conversions can be made from any of your accounts.", CONVERSION, YES, "every source"),
)

MISSES = {
    "a refusal up to an age that stands before it": 'an opening "before" lifts no refusal behind it',
    "an answer within that limit": "the second reading hears the matter left open",
}


@pytest.mark.parametrize(
    ("text", "feature", "wanted", "why"),
    cases((*CONSENT, *BY_DEFAULT, *LAW, *PAST, *LEAVING, *SOURCES), MISSES),
)
def test_what_somebody_else_decides_is_read_for_what_it_leaves(
    text: str, feature: str, wanted: frozenset[Status], why: str
) -> None:
    check(text, feature, wanted, why)
