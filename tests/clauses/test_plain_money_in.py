"""What a plan plainly says of money saved from pay, in the words plans use, and sentences next to it that say nothing.

After-tax contributions, their cap, the limits of highly compensated employees, and Roth deferrals where they stand beside
them. Each sentence of `PLAIN` stands for a construction and not for its words; each of `NEAR` holds the same words and
gives or refuses nothing.
"""

from collections.abc import Iterable

import pytest

from rothscope.model.finding import Status

from .judged import AFTER_TAX, CAP, HCE, NO, NOTHING, ROTH, SOME, YES, Row, cases, check


def _rows(feature: str, wanted: frozenset[Status], texts: Iterable[str]) -> list[Row]:
    """Return rows whose reason is the text itself: it says it plainly."""
    return [(text, feature, wanted, text.replace("\n", " / ")) for text in texts]


PLAIN = [
    *_rows(
        AFTER_TAX,
        YES,
        (
            "You choose how to save: pre-tax, Roth, traditional after-tax, or any mix of the three.",
            "You choose how you contribute: pre-tax, after-tax, or both.",
            "You decide whether your savings go in on a before-tax, Roth or regular after-tax basis.",
            "You may make pre-tax, after-tax and Roth contributions.",
            "Traditional after-tax and Roth contributions are offered.",
            "Both voluntary after-tax and Roth contributions are permitted.",
            "After-tax saving is part of the Savings Plan's design: you sign up on the website and choose a rate.",
            "Voluntary after-tax contributions are an option under the Plan.",
            "After-tax contributions may be started, changed or stopped at any time.",
            "You can change your after-tax contribution rate whenever you like by calling the Benefits Center.",
            "Log on to NetSavings to elect your pre-tax, Roth and after-tax contribution percentages.",
            "Your contributions can be taken before taxes, after taxes, or both.",
            "What kinds of contributions can I make?\nBefore-tax, Roth and traditional after-tax contributions.",
            "After-tax contributions are not eligible for the match, but you can make them in any pay period.",
            "You don't have to stop saving at the pre-tax limit, because the Plan takes after-tax money too.",
            "You also have the opportunity to contribute money that has already been taxed, separate from Roth.",
            "A Participant may, at any time, contribute to the Trust Fund such sums as he wishes out of pay already taxed.",
            "In addition to Roth contributions, you may contribute on an after-tax basis.",
            "Our 401(k) accommodates pre-tax, Roth and after-tax contributions.",
            "Once enrolled, you can divide your savings among before-tax, Roth and non-Roth after-tax contributions.",
            "Traditional after-tax contributions are available to everyone who takes part in the Plan.",
            "The Plan provides for Employee Voluntary Contributions, which are not deductible.",
            "All regular employees, including part-time staff, may make after-tax contributions.",
        ),
    ),
    *_rows(
        AFTER_TAX,
        SOME,
        (
            "Spillover election: amounts over the deferral limit will be contributed after-tax for the rest of the year.",
            "When you hit the 402(g) limit, any further contributions will be made as after-tax contributions.",
            "You may begin after-tax contributions only after you have contributed the maximum allowed by law before tax.",
            "After-tax contributions (non-union employees only) | 1% to 10%",
            "Highly compensated employees are excluded from after-tax saving; everyone else may elect it.",
            "Part-time employees may make after-tax contributions.",
            "Management employees are able to make after-tax contributions; bargaining unit employees are not.",
            "If your deferrals reach the legal maximum during the year, payroll switches you to after-tax contributions.",
        ),
    ),
    *_rows(
        AFTER_TAX,
        NO,
        (
            "All contributions must be made on a pre-tax basis.",
            "All employee contributions to the Plan are made on a pre-tax basis only.",
            "Only pre-tax and Roth contributions may be made to the Plan.",
            "The only contributions you can make are pre-tax and Roth deferrals.",
            "No contributions other than pre-tax and Roth elective deferrals are accepted from employees.",
            "Contributions are limited to pre-tax salary deferrals.",
            "Voluntary employee contributions shall not be permitted under the Plan.",
            "Pre-tax deferrals and Roth deferrals are the only contributions that can be taken from your pay.",
            "The Plan is funded solely by the Employer; employees do not contribute.",
            "Employee contributions must be either pre-tax or Roth.",
            "Besides pre-tax and Roth, no other employee contributions are allowed.",
            "Our 401(k) does not accommodate after-tax contributions.",
            "Participants are neither required nor permitted to make after-tax contributions.",
            "Neither after-tax contributions nor loans are available.",
            "The Plan was amended in 2010 to eliminate after-tax contributions.",
            "After-tax contributions ended on December 31, 2012, and no new ones may be made.",
            "Roth is offered, but after-tax contributions are not an option under the Plan.",
            "Contributions (pre-tax, Roth or after-tax) are not accepted from residents.",
            "After-tax contributions are popular elsewhere, but they are not available here.",
            "After-tax contributions are not allowed, but you may have made them before 2009.",
            "After-tax contributions are not allowed, but you may see your balance before you leave.",
            "The Plan does not accept after-tax contributions, though you may have some from before 2009.",
        ),
    ),
    *_rows(
        CAP,
        YES,
        (
            "Your total contributions (pre-tax, Roth and after-tax) cannot exceed 50% of your eligible pay.",
            "All employee contributions (pre-tax and after-tax) are limited to 40% of pay.",
        ),
    ),
    *_rows(CAP, SOME, ("Non-highly compensated employees may save up to 10% of pay after-tax.",)),
    *_rows(
        CAP,
        NO,
        (
            "The Plan does not limit your after-tax contributions; you may contribute up to the maximum the law allows.",
            "The Plan does not restrict the amount of after-tax contributions you make.",
        ),
    ),
    *_rows(
        HCE,
        YES,
        (
            "Employees who are considered highly compensated are restricted to a 4% after-tax contribution rate.",
            "Employees who are considered highly compensated are restricted to 4% of pay.",
        ),
    ),
    *_rows(
        HCE,
        NO,
        (
            "Highly compensated employees may make after-tax contributions on the same terms as everyone else.",
            "The same limits apply to highly compensated employees.",
            "Highly compensated employees can contribute as much as anyone else.",
        ),
    ),
    *_rows(
        ROTH,
        YES,
        (
            "You may choose to have some or all of your deferrals treated as Roth.",
            "All your contributions must be made on a pre-tax or Roth basis.",
        ),
    ),
    *_rows(
        ROTH,
        NO,
        (
            "All contributions must be made on a pre-tax basis.",
            "Roth contributions are not an option under the Plan.",
            "The Plan accepts pre-tax contributions and no others.",
            "The plan is pre-tax only.",
            "Contributions can only be made before tax; there is no Roth option.",
        ),
    ),
]

NEAR = [
    *_rows(
        AFTER_TAX,
        NOTHING,
        (
            "Only pre-tax contributions are matched.",
            "Only pre-tax contributions may be withdrawn for hardship.",
            "Matching contributions are limited to pre-tax deferrals.",
            "All contributions are made on a pre-tax basis unless you elect otherwise.",
            "Some plans accept pre-tax contributions and no others.",
            "Employee contributions are not permitted while you are on leave.",
            "Employee contributions are not permitted to be withdrawn before age 59½.",
            "The Plan was amended in 2010 to eliminate the limit on after-tax contributions.",
            "After-tax or Roth contributions may be made.",
            "You may roll over pre-tax, after-tax and Roth money from another plan.",
            "You may roll over money (pre-tax, Roth or after-tax) from another plan.",
            "Withdrawals of pre-tax, after-tax and Roth contributions are reported on Form 1099-R.",
            "Withdrawals (pre-tax, Roth and after-tax) are reported each January.",
            "Your contributions (pre-tax and after-tax) may not be assigned to anyone.",
            "Roth contributions: you contribute money that has already been taxed.",
            "You may withdraw money on which you have already been taxed.",
            "Loan repayments are made with money that has already been taxed.",
            "If you contribute money already taxed to an IRA, keep Form 8606.",
            "After-tax contributions are not matched, but you may withdraw them at any time.",
            "After-tax contributions are tested, and Roth contributions are not, but you may make them at any time.",
            "What kinds of contributions are matched?\nBefore-tax, Roth and traditional after-tax contributions.",
            "What contributions count toward the annual limit?\nYour pre-tax and after-tax contributions.",
            "What kinds of contributions can I withdraw?\nAfter-tax contributions and rollovers.",
            "What contributions can I roll over?\nAfter-tax contributions.",
            "After-tax contributions are part of the calculation in Section 4 of the Plan.",
            "After-tax contributions are an element of the ACP test under the Plan.",
            "You may change your Roth after-tax contribution rate at any time.",
            "You may change the beneficiary of your after-tax contributions and your address.",
            "You decide whether to convert your after-tax contributions.",
            "You decide whether to withdraw your after-tax contributions or leave them.",
            "If the Plan allows it, you decide whether your savings go in pre-tax or after-tax.",
            "Some plans let you choose how to save: pre-tax, Roth or after-tax.",
            "Your pre-tax contributions ended in 2012, when the after-tax refund was paid.",
            "Excess contributions will be treated as after-tax contributions under the ADP test.",
            "If the Employer so elects, further contributions will be made as after-tax contributions.",
            "Highly compensated employees are excluded from the match.",
            "In addition to Roth after-tax contributions, you may make pre-tax contributions.",
            "Besides Roth contributions, which are made after-tax, you may contribute before tax.",
            "The Plan's costs are paid solely by the Employer.",
            "Employees who do not contribute to the Plan get no match.",
            "If employees do not contribute to the Plan, the match is lost.",
            "No other employee contributions are matched.",
            "Pre-tax and Roth deferrals are the only contributions that are matched.",
            "Your contributions can be pre-tax or Roth.",
            "You may switch from after-tax contributions to Roth contributions.",
            "Some plans switch you to after-tax contributions.",
            "You may direct the investment of your after-tax contributions.",
            "You can allocate your after-tax contributions among the funds.",
            "After-tax contributions are available to you when the Plan is amended.",
        ),
    ),
    *_rows(CAP, NOTHING, ("The IRS limit does not limit after-tax contributions.",)),
    *_rows(
        HCE,
        NOTHING,
        (
            "Highly compensated employees earn as much as any other group.",
            "The Company does not limit its match to non-highly compensated employees.",
            "Highly compensated employees are subject to the same vesting rules as everyone else.",
            "You are considered highly compensated if you earned more than 5% above the limit.",
            "Employees are considered highly compensated if they own more than 5% of the Company.",
        ),
    ),
    *_rows(
        ROTH,
        NOTHING,
        (
            "All contributions are made on a pre-tax basis unless you elect Roth.",
            "All matching contributions are made on a pre-tax basis.",
            "Choose all that apply: Roth deferrals, catch-up deferrals.",
            "[ ] Choose one: Roth deferrals; no Roth deferrals.",
        ),
    ),
]

MISSED = [
    (
        "Contribution types available | Pre-tax; Roth; After-tax (non-Roth)",
        AFTER_TAX,
        YES,
        "a cell's list with semicolons",
    ),
    (
        "Employees have three ways to put money into the Plan. They are pre-tax, Roth, and traditional after-tax.",
        AFTER_TAX,
        YES,
        "listed in the next sentence",
    ),
    (
        "A Participant need not make pre-tax deferrals in order to make after-tax contributions.",
        AFTER_TAX,
        YES,
        "given by the way",
    ),
]
MISSES = {
    "a cell's list with semicolons": "a semicolon is a wall, in the list of a cell too",
    "listed in the next sentence": "the second sentence has no word that gives anything",
    "given by the way": "what need not be done first is taken for what is not given",
}


@pytest.mark.parametrize(("text", "feature", "wanted", "why"), cases([*PLAIN, *NEAR, *MISSED], MISSES))
def test_what_is_plainly_said_is_heard(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    check(text, feature, wanted, why)
