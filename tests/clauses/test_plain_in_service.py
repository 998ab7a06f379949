"""Withdrawals while employed in plain words, as booklets, forms and HR pages give and refuse them; and their near misses.

Each row stands for a construction (noun after "eligible for", an account that "becomes available", what nobody has to do,
lists of events, "only" and "must first"), beside sentences that are as close to it as can be and say something else.
"""

import pytest

from rothscope.model.finding import Status

from .judged import AT_59_HALF, NO, NOTHING, SOME, YES, Row, cases, check

NOT_GIVEN = NOTHING | NO
NOT_REFUSED = frozenset(Status) - NO - {Status.CONFLICTING}

GIVEN = [
    (
        "# At 59½ and after\n\nThere is no need to leave. You may ask for all or any part of your vested balance.",
        "all or any part is asked for",
    ),
    (
        "You may make withdrawals while employed in the following cases:\n\n• hardship\n"
        "• once you are 59½, from any of your accounts",
        "words that announce cases limit none of them",
    ),
    (
        "The Plan allows no withdrawals before age 59½, other than hardship.",
        "hardship is excepted, and does not last",
    ),
    (
        "Topic | Pre-tax | After-tax\nWithdrawals in service | From age 59½; before that for hardship | At any age",
        "a cell that tells the age",
    ),
    (
        "Participants who have attained age 59-1/2 are eligible for "
        "in-service distributions of their vested account balance.",
        "eligible for a noun",
    ),
    (
        "You become eligible to withdraw from your account on your 59½ birthday, even if you continue working.",
        "become eligible",
    ),
    (
        "You are entitled to a distribution of your account when you turn 59½ or when you leave us, whichever comes first.",
        "entitled to a noun",
    ),
    (
        "Participants are allowed one in-service withdrawal per quarter after reaching age 59½.",
        "allowed a number of them",
    ),
    (
        "Once you turn 59½, your entire vested balance is available to you even if you have not terminated employment.",
        "a balance that is available",
    ),
    (
        "Your account becomes available for withdrawal at 59½, even if you're still working for the Company.",
        "becomes available",
    ),
    ("Your money is available at 59½ even if you stay with the Company.", "stay with the Company"),
    (
        "Are you 59½ or older? Then your vested account is open to you while you work.",
        "an account that is open",
    ),
    (
        "Your account may be paid out while you are still on the job as soon as you reach age 59½.",
        "on the job",
    ),
    (
        "At 59½ you gain penalty-free access to all of your vested money, whether or not you are still employed by us.",
        "gain access to",
    ),
    ("Starting at age 59½ you can tap your savings while still working.", "tap one's savings"),
    ("Employees over age 59½ can access their accounts without terminating.", "access one's account"),
    (
        "There are no restrictions on withdrawals while employed once you have reached age 59½.",
        "no restrictions on",
    ),
    (
        "No reason is needed to take a withdrawal from your account after 59½, and you may go on working.",
        "no reason is needed",
    ),
    (
        "You do not have to terminate employment in order to take a withdrawal once you've reached 59½.",
        "nobody has to leave",
    ),
    (
        "You need not leave the Company to receive your account: at 59½ it is yours to withdraw.",
        "need not leave",
    ),
    (
        "In-service withdrawals are limited to participants who are at least age 59½.",
        "limited to those who are 59½",
    ),
    (
        "In-service withdrawals are available only to participants who have attained age 59½.",
        "only those who are 59½ are no class of employees",
    ),
    ("In-service distribution age | 59½", "an age as the answer of a row"),
    ("In-Service Withdrawals: Age 59½", "an age behind a colon"),
    (
        "Not only hardship withdrawals but also age 59½ withdrawals are allowed while you are employed.",
        "not only hardship",
    ),
    (
        "The only withdrawal before age 59½ is a hardship withdrawal; after 59½ you may withdraw for any reason.",
        "only hardship before, anything after",
    ),
    ("You must be at least 59½ to take a withdrawal while you are still employed.", "how old one must be"),
    ("The minimum age for an in-service withdrawal is 59½.", "the age for it"),
    ("An in-service withdrawal requires that you be at least age 59½.", "it requires an age"),
    ("Age 59½ distributions while working are a feature of our plan.", "a feature of the plan"),
    (
        "An employee who has reached age 59½ need not separate from service to receive a distribution.",
        "need not separate",
    ),
    (
        "Can I keep working and still withdraw money? Certainly, provided you've reached age 59½.",
        "certainly is a yes",
    ),
    ("Withdrawals while working | Once you reach 59½", "the cell beside a label tells the age"),
]

IN_PART = [
    (
        "You may take money out while you are an employee as follows:\n\n"
        "• Rollover account. You may withdraw it at any time.\n"
        "• New child. You may withdraw $5,000 after a birth or adoption.",
        "a label tells what money its item gives, and cases told in a list are all there is",
    ),
    ("You are eligible for in-service withdrawals at age 62.", "eligible at another age"),
    (
        "The right to withdraw while in service is restricted to employees who have reached 65.",
        "restricted to those of another age",
    ),
    (
        "Can I withdraw money while still working?\nYes, if you are age 65 or older.",
        "the answer sets the age",
    ),
    (
        "Employees who reach 59½ and have five years of participation may withdraw their accounts while still working.",
        "five years in the plan are no test for Roth money",
    ),
    (
        "If you have at least 10 years of service, you can withdraw your employer account while still employed.",
        "years of service",
    ),
    (
        "You may withdraw your matching account after you have been a "
        "participant for five years, even while you are employed.",
        "a participant for five years",
    ),
    ("Employees who are both 59½ and fully vested can take a distribution while working.", "fully vested"),
    (
        "You may withdraw amounts from your Rollover Account at any time, even though you are still employed.",
        "even though opens no new clause",
    ),
    (
        "A Participant may withdraw amounts held in the Profit Sharing Account "
        "after five years of participation, although still employed.",
        "nor does although",
    ),
    (
        "The rollover account is available for withdrawal at any time. All other "
        "accounts may be withdrawn only after you leave employment.",
        "other accounts refused beside one given",
    ),
    (
        "After age 59½ you may withdraw your salary deferrals while employed; "
        "employer contributions may not be withdrawn until you leave.",
        "employer money refused beside deferrals given",
    ),
    (
        "Faculty may withdraw their accounts at 59½ while still teaching; other "
        "employees may not withdraw until they separate from service.",
        "other employees refused beside some given",
    ),
    (
        "Account | When you may withdraw while employed\nRollover | Any time\nMatch | Not until you leave",
        "a row of the match beside one of rollovers",
    ),
    (
        "Only salary deferral and rollover accounts are available for in-service withdrawal at age 59½.",
        "available in a service is left to nobody",
    ),
    ("The age for withdrawals while employed is 62.", "the age for it is another"),
    ("At 59½ you may take in-service withdrawals of your elective deferrals only.", "deferrals only"),
    ("You can take a distribution of your employer match while working once you are 55.", "once you are 55"),
    (
        "While still employed, you may withdraw your pre-tax contributions after 59½, but "
        "the Company's contributions must remain in the Plan until you leave.",
        "one kind must remain",
    ),
]

REFUSED = [
    ("You must leave the Company to receive a distribution of your account.", "must leave to receive"),
    ("You cannot take money out of the Plan as long as you work for the Company.", "as long as you work"),
    ("Your vested account is payable only when your employment ends.", "payable only when it ends"),
    ("Your account balance is only available to you after you terminate employment.", "only available after"),
    (
        "Distributions are available only upon termination of employment, death or disability.",
        "a closed list of events",
    ),
    (
        "Benefits can be paid only after your retirement, disability, death or other termination of employment.",
        "paid only after",
    ),
    (
        "The only withdrawal you may take while working is a hardship withdrawal.",
        "the only one is for hardship",
    ),
    (
        "Hardship is the only reason for which you may withdraw money while you are employed.",
        "hardship is the only reason",
    ),
    (
        "Your money must stay in the Plan until you retire, leave the Company, become disabled or die.",
        "money that must stay",
    ),
    (
        "Reaching age 59½ does not by itself entitle you to a distribution; you must also have terminated employment.",
        "does not entitle",
    ),
    ("Employees over 59½ are not eligible for in-service distributions.", "not eligible for"),
    ("You are not entitled to any distribution at age 59½ while employed.", "not entitled to any"),
    (
        "Neither withdrawals nor loans are available while you are employed.",
        "refused in one breath with loans",
    ),
    (
        "While you are actively employed, you do not have access to the money in your account.",
        "no access to the money",
    ),
    (
        "You can't touch the money in your account until you no longer work here.",
        "until you no longer work here",
    ),
    (
        "Even though you are employed, you may not withdraw your account before you leave.",
        "a concession before a refusal",
    ),
    ("The Plan does not make distributions to employees who are still working.", "does not make them"),
    (
        "Your benefit is not payable while you remain employed, even if you are past 59½.",
        "not payable while employed",
    ),
    (
        "Only participants who have separated from service may receive distributions.",
        "only those who have left",
    ),
    ("Payment of your account cannot begin while you are still an employee.", "payment cannot begin"),
    ("The plan limits in-service withdrawals to cases of hardship.", "limits them to hardship"),
    ("Withdrawals while employed: hardship only", "hardship only"),
]

NOTHING_GIVEN = [
    ("You may take a hardship withdrawal while employed.", "hardship alone"),
    ("Hardship withdrawals while employed: Yes", "a label that asks for hardship alone"),
    (
        "While employed you may withdraw up to $5,000 in the year after the birth or adoption of a child.",
        "a birth alone",
    ),
    (
        "Tax law does not allow the match to be withdrawn before age 59½.",
        "what the law refuses until then is not given",
    ),
    (
        "Topic | Pre-tax | After-tax\nWithdrawals in service | For hardship only | At any age",
        "a cell that gives it in hardship alone",
    ),
    (
        "If you are eligible for an in-service withdrawal at age 59½, the form is on the website.",
        "eligible under an if",
    ),
    (
        "Participants who are eligible for an age 59½ withdrawal should allow ten days for payment.",
        "who are eligible",
    ),
    ("Once you become eligible for a distribution at 59½, taxes may be due.", "once you become eligible"),
    ("Some plans make employees eligible for in-service distributions at 59½.", "eligible in some plans"),
    (
        "Former employees over 59½ are eligible for distributions of their accounts.",
        "former employees are eligible",
    ),
    ("Until 2015, employees who reached 59½ were eligible for in-service distributions.", "were eligible"),
    (
        "Roth accounts are eligible for tax-free distributions after five years and age 59½.",
        "eligible for a tax-free one",
    ),
    (
        "The Employer may make participants over 59½ eligible for in-service distributions.",
        "the employer may make them eligible",
    ),
    ("You would be eligible for withdrawals at 59½ if the Plan were amended.", "would be eligible"),
    ("You may access your account online at any time while you are employed.", "access on the web"),
    (
        "You have access to your account information while employed through the website.",
        "access to information",
    ),
    (
        "Your account balance is available on the website while you are an employee.",
        "available on the website",
    ),
    ("Your vested account is available for loans while you are employed.", "available for loans"),
    ("The vested account becomes available to your beneficiary at age 59½.", "available to somebody else"),
    (
        "Rollover accounts are available for withdrawal at any time after you leave.",
        "available after leaving",
    ),
    (
        "In a 401(k) plan the rollover account is available for withdrawal at any time.",
        "in a plan of the kind",
    ),
    (
        "An alternate payee is entitled to a distribution at any time, even while the participant is employed.",
        "an alternate payee is entitled",
    ),
    ("You do not have to leave to take a hardship withdrawal.", "nobody has to leave for hardship"),
    ("You do not have to take a distribution at 59½ while you are working.", "nobody has to take it"),
    (
        "There are no restrictions on your investment choices after 59½; withdrawals are described on page 9.",
        "no restrictions on something else",
    ),
    (
        "Are in-service withdrawals restricted to employees who have reached 59½?",
        "a question on whom it is restricted to",
    ),
    (
        "In-service withdrawals were limited to members who had reached 59½ until the Plan was amended.",
        "were limited to",
    ),
    ("In-Service Withdrawals: see page 59.", "a page and no age"),
    ("Penalty-free withdrawals: age 59½", "the age of the tax behind a colon"),
    (
        "Some plans let employees with five years of participation withdraw while working.",
        "years of participation in some plans",
    ),
    (
        "Roth money comes out tax-free at 59½ if the account has been open "
        "for five years, even though you are still employed.",
        "five years of a Roth account",
    ),
    (
        "Although you are still employed, the law treats you as retired at 59½ for the penalty.",
        "a concession of the tax",
    ),
    ("Even though some employers let employees withdraw at 59½, we do not.", "others do and we do not"),
    ("You may not withdraw your match while employed.", "the match alone"),
    ("In-service withdrawals are limited to hardship.", "limited to hardship"),
    (
        "Can I withdraw while working?\nYes, if the plan allows it and you are 65.",
        "a yes that hangs on the plan",
    ),
    (
        "Under federal law you must be at least 59½ to take an in-service withdrawal.",
        "how old one must be by law",
    ),
    (
        "You must be at least 59½ to avoid the 10% tax on a withdrawal while employed.",
        "how old one must be for the tax",
    ),
    (
        "A spouse must be at least 59½ to take withdrawals from an inherited account.",
        "how old a spouse must be",
    ),
    ("The minimum age for penalty-free withdrawals is 59½.", "the age of the tax"),
    ("Withdrawal tax while employed | Once you reach 59½ none", "a row of the tax"),
    ("You need not stop contributing when you reach 59½ and begin withdrawals.", "nobody has to stop saving"),
    ("In-service withdrawals at 59½ were a feature of the prior plan.", "a feature of the prior plan"),
]

NOTHING_REFUSED = [
    ("In-service, before 59½, any reason: No", "a label that asks for the time before the age"),
    (
        "After a withdrawal before age 59½ you cannot make contributions for three months.",
        "what cannot be made is another action",
    ),
    (
        "Your account is payable only when you leave the Company or reach age 59½.",
        "only when you leave or are 59½",
    ),
    (
        "Your money must stay in the Plan until you leave or reach 59½, whichever comes first.",
        "must stay until 59½",
    ),
    ("After you leave, your money may stay in the Plan until you retire.", "may stay"),
    (
        "You must stop working before your pension from the Teachers' System can begin.",
        "another system's pension",
    ),
    (
        "You must leave your contributions in the fund for 30 days to receive interest.",
        "money that is left in a fund",
    ),
    ("Before age 59½ you may withdraw only in case of hardship.", "only hardship before 59½"),
    ("Hardship is the only reason for a loan during the first year.", "the only reason for a loan"),
    (
        "Only the recordkeeper may approve hardship withdrawals while you are employed.",
        "only somebody may approve",
    ),
    ("In-service withdrawals are limited to one per year.", "limited in number"),
    (
        "Only participants who have left or reached 59½ may receive distributions.",
        "only those who have left or are 59½",
    ),
    (
        "If you have to leave your job to receive treatment, ask about disability payments from your account.",
        "who has to leave under an if",
    ),
    (
        "Before 59½, hardship only; after that, withdraw whenever you like while employed.",
        "hardship only before 59½",
    ),
]

MISSES = {
    "other accounts refused beside one given": "rolled-in money alone would outweigh what a table says of age 59½",
}

ROWS: list[Row] = [
    (text, AT_59_HALF, wanted, why)
    for wanted, table in (
        (YES, GIVEN),
        (SOME, IN_PART),
        (NO, REFUSED),
        (NOT_GIVEN, NOTHING_GIVEN),
        (NOT_REFUSED, NOTHING_REFUSED),
    )
    for text, why in table
]


@pytest.mark.parametrize(("text", "feature", "wanted", "why"), cases(ROWS, MISSES))
def test_money_for_those_still_employed(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    check(text, feature, wanted, why)
