"""What a plan plainly says of the two ways to Roth: taking after-tax money out while employed, turning money into Roth.

Beside the sentences stand their near misses, which name the same things and give nothing: plans in general, people who
have left, other money, an account looked at online, a choice of how to save from now on.
"""

import pytest

from rothscope.model.finding import Status

from .judged import CONVERSION, NO, NOTHING, SOME, WITHDRAWAL, YES, cases, check

PLAIN: dict[str, dict[frozenset[Status], tuple[str, ...]]] = {
    WITHDRAWAL: {
        YES: (
            "There are no restrictions on withdrawals from your voluntary after-tax account.",
            "You may at any time withdraw all or part of your Voluntary Contribution Account.",
            "Active employees are eligible for in-service withdrawals of their after-tax balance at any time.",
            "Participants are eligible for withdrawal of after-tax contributions for any reason.",
            "After-tax contributions can be cashed out while you are working here, as often as once a quarter.",
            "Your voluntary after-tax balance is available to you even if you have not terminated employment.",
            (
                "A Member may, upon written request, receive a distribution of any amount in his After-Tax "
                "Contribution Account prior to termination of employment."
            ),
            (
                "You don't have to wait until you retire to use your after-tax savings: request a "
                "withdrawal online any time."
            ),
            "You can roll your after-tax account out of the Plan to a Roth IRA at any time, while still employed.",
            "Withdrawals of your after-tax contributions are unrestricted.",
            (
                "Any amounts attributable to Voluntary After-Tax Contributions shall be distributable upon "
                "the Participant's request at any time before severance from employment."
            ),
            "Your after-tax savings are yours to take out whenever you want, even while you are still on the payroll.",
            (
                "Participants may elect an in-service rollover of their after-tax contributions to a Roth "
                "IRA once each quarter."
            ),
            "An employee need not leave or reach any age to withdraw after-tax contributions.",
        ),
        SOME: (
            "You may not withdraw after-tax contributions before age 59½ unless you leave the Company.",
            "Source | Earliest in-service access\nAfter-tax account | Age 55",
            "Withdrawals of after-tax money during employment are limited to participants who have attained age 62.",
            (
                "When you reach age 59½ you have full access to your after-tax savings, whether or not you "
                "are still working."
            ),
            "Can I take after-tax money out while working?\nYes, once you are 59½.",
            (
                "After you have participated for 60 months, you are eligible to withdraw your after-tax "
                "account without leaving the Company."
            ),
        ),
        NO: (
            "Your after-tax account is payable only when your employment ends.",
            "Your after-tax account cannot be touched until you leave the Company.",
            "There are no in-service withdrawals from the after-tax account.",
            "After-tax contributions must remain in the Plan until you terminate employment.",
            "You do not have access to your after-tax contributions as long as you work for us.",
            "As long as you are an employee, your after-tax savings have to stay in the Plan.",
            (
                "Your voluntary after-tax contributions stay locked in until retirement, death or other "
                "termination of employment."
            ),
            (
                "The only events that allow payment of your after-tax account are death, disability, "
                "retirement and termination of employment."
            ),
            (
                "A Participant is not entitled to any payment from his or her After-Tax Account prior to "
                "termination of employment."
            ),
            "No distribution of after-tax contributions may be made prior to severance from employment.",
            "We do not pay out after-tax contributions to anyone who still works here.",
            "You are not eligible for withdrawals of after-tax contributions while employed.",
            "Employees have no access to their after-tax contributions while they remain employed.",
            "You have to leave the Company before you may withdraw after-tax contributions.",
        ),
        NOTHING: (
            "If the Plan so provides, there are no restrictions on withdrawals from your after-tax account.",
            (
                "There are no restrictions on how you invest your after-tax account, whether or not you "
                "take withdrawals of it."
            ),
            "Before 2005 there were no restrictions on withdrawals of after-tax contributions.",
            "Retired participants have unrestricted withdrawals of their after-tax accounts.",
            "Participants are eligible for a withdrawal of their Roth account at any time.",
            "If your plan allows, you are eligible for withdrawals of after-tax contributions.",
            "Former employees are eligible for withdrawals from their after-tax account.",
            "Check with HR whether you are eligible for in-service withdrawals of after-tax money.",
            "You are eligible for a loan from your after-tax account at any time.",
            "Your pre-tax balance is available to you at 59½ while you are employed.",
            "After you leave, your after-tax balance is available to you at any time.",
            "After-tax contributions are available to you in addition to pre-tax contributions.",
            "Your beneficiary has access to your after-tax account.",
            "You have access to investment advice for your after-tax account.",
            "You have access to your after-tax account online at any time.",
            "You do not have to leave your current investments to use the after-tax election form.",
            "You need not wait for open enrollment to change your after-tax contributions.",
            "After-tax contributions remain invested in the fund you choose until you move them.",
            "Withdrawals of after-tax contributions are processed as described in the tax notice.",
            "Loans from the after-tax account are limited to participants who are employees.",
            "If payments from your after-tax account are made after your death, your spouse is paid first.",
            "For example, Ana has access to her after-tax account while employed and takes $2,000.",
            "The Committee is considering whether employees should have access to their after-tax accounts.",
            "After-tax contributions are payable by payroll deduction only while you are employed.",
            "Take advantage of the after-tax account while you work here.",
            "Distributions of after-tax contributions are eligible for rollover to an IRA.",
            "You may roll your after-tax account out of the Plan after you leave the Company.",
        ),
    },
    CONVERSION: {
        YES: (
            "Participants may move any vested non-Roth money into the designated Roth account under the Plan.",
            "Take advantage of the in-plan Roth conversion feature to pay taxes now and let your money grow tax-free.",
            "Vested account balances may be reclassified as Roth within the Plan upon request of the Participant.",
            "In-plan Roth conversion is offered to active employees and to former employees with a balance.",
            "Participants are entitled to roll vested pre-tax amounts directly into a Roth account under this Plan.",
            "No distribution event is needed to convert pre-tax amounts to Roth within the Plan.",
            "Conversions of pre-tax balances to Roth are processed every business day at your request.",
        ),
        SOME: (
            "Your after-tax contributions are eligible for automatic in-plan Roth conversion.",
            "In-plan Roth conversions are limited to amounts you could withdraw in cash.",
            "Next January, the Plan will begin to offer in-plan Roth conversions.",
            "Enroll in Auto-Convert and every after-tax dollar you contribute becomes Roth within the Plan.",
            "In-plan Roth conversion | After-tax contributions only",
            "You can set up automatic conversion of your after-tax contributions to Roth each pay period.",
            "Whatever you contribute after-tax can be converted to the Plan's Roth account whenever you choose.",
        ),
        NO: (
            "No amount held in a pre-tax account may be transferred to a Roth account under the Plan.",
            "You will not be able to convert your after-tax account to Roth within the Plan.",
            "The Plan has not adopted in-plan Roth rollovers.",
            (
                "Can I convert my after-tax balance to Roth without leaving the Plan?\nNo, the Plan has no "
                "conversion feature."
            ),
            "The Plan does not let you move existing balances to the Roth account.",
            "Roth treatment applies to new contributions only; amounts already in the Plan may not be converted.",
            "Money you have already saved on a pre-tax basis can't be moved to the Roth source.",
            "Participants are not eligible for in-plan Roth conversions.",
            "The Plan has never adopted in-plan Roth transfers.",
            "Neither in-plan Roth conversions nor in-plan Roth transfers are offered.",
            "You may not move money into the Roth account under the Plan.",
        ),
        NOTHING: (
            "If permitted under the Plan, participants are eligible for in-plan Roth conversions.",
            "Only some plans make participants eligible for in-plan Roth conversions.",
            "Participants who are eligible for in-plan Roth conversions in other plans may ask us about tax.",
            "The Employer decides whether in-plan Roth conversions are limited to active employees.",
            "You may move money from your Roth account under the Plan to a Roth IRA.",
            "You may change your contributions to the Roth account under the Plan at any time.",
            "Your contributions will be deposited to the Roth account under the Plan.",
            "Amounts in the Roth account under this Plan may be withdrawn at 59½.",
            "You may transfer a Roth account in your old employer's plan to the Roth account under this Plan.",
            "Contributions are treated as Roth if you so elect.",
            "An excess deferral may be reclassified as a catch-up contribution under the Plan.",
            "Suppose the plan begins to offer in-plan Roth conversions next year.",
            "The Plan has not decided whether to adopt in-plan Roth conversions.",
            "Rollover | All sources",
            "In-plan Roth conversion | Not reported on Form W-2",
            "The law lets plans treat any vested amount as Roth in the plan.",
            "Once the amendment is signed, participants will be eligible for in-plan Roth conversions.",
            "You may invest your existing balance in the new funds, and your Roth account too.",
            "Your existing account was converted to the new recordkeeper; Roth balances moved as well.",
            "Existing Roth accounts may be converted to the new fund lineup.",
            "Your vested account may be moved to a Roth IRA when you leave.",
            "If your existing balance is moved to the Roth source, tax is due.",
            "You may move your existing investments to other funds in your Roth account.",
            "You may set up automatic increases of your Roth contributions.",
            "Your existing election may be switched to Roth for future contributions.",
            "The rule on existing balances and Roth money is found in Article 5.",
            "Matching contributions made to your employer account may be designated as Roth.",
        ),
    },
}
MISSED = {
    "After-tax contributions made before 1987 can be withdrawn at any time.": "old money is taken for an old rule",
    "Distributions in service come only from the rollover account; the after-tax account is not available.": (
        "the action stands on the other side of the semicolon"
    ),
}
ROWS = [
    (text, feature, status, text)
    for feature, told in PLAIN.items()
    for status, texts in told.items()
    for text in texts
]
MISSES = [
    ("After-tax contributions made before 1987 can be withdrawn at any time.", SOME),
    (
        "Distributions in service come only from the rollover account; the after-tax account is not available.",
        NO,
    ),
    (
        "You may take out your after-tax contributions at any time, but the earnings on them stay until you leave.",
        SOME,
    ),
]
ROWS += [(text, WITHDRAWAL, status, text) for text, status in MISSES]


@pytest.mark.parametrize(("text", "feature", "status", "why"), cases(ROWS, MISSED))
def test_plain_ways_out(text: str, feature: str, status: frozenset[Status], why: str) -> None:
    check(text, feature, status, why)
