"""Refusals of a part: of one kind of money, in one case, of a list, or for want of a paper."""

import pytest

from rothscope.model.finding import Status

from .judged import (
    AFTER_TAX,
    AT_59_HALF,
    BOTH,
    CAP,
    CONVERSION,
    FROM_IRA,
    FROM_PLANS,
    HCE,
    MATCH,
    NO,
    NOTHING,
    ROTH,
    SAFE_HARBOR,
    SOME,
    WITHDRAWAL,
    YES,
    Row,
    cases,
    check,
)

TAKEN = "The Plan accepts rollovers from other plans. "
TABLE = "Feature | This Plan\nRollovers from another employer's plan | Accepted\nRollovers from an IRA | Not accepted"
IRA_ONLY = "Feature | This Plan\nRollovers from an IRA | Accepted\nLoans | Two at a time"
TURNED = "You may convert your account to Roth in the Plan"
HALF = "The Company matches 50% of your contributions"
ANY = "The Plan takes rollovers from any eligible plan"
TURN = "Any vested account may be converted to Roth inside the Plan"
MAXED = "Once I have deferred the maximum, may I go on contributing after-tax?\n"
MATCHED = "The Company matches pre-tax savings at 50 cents on the dollar, on the first 6% of pay. "
AT_WORK = "From 59½ you may withdraw your own savings while you work. "
OTHERS = "Some plans let participants convert vested money to Roth inside the plan."
BASE = "The Employer makes a safe harbor nonelective contribution of 3% of pay. "
SAVED = "You may make voluntary after-tax contributions. "

AT_59 = "At 59½ you may withdraw any part of your account while you work."

ROWS: list[Row] = [
    (f"{TURNED}, except that the match may not be converted.", CONVERSION, SOME, "refused behind an except"),
    (f"{TURNED}, except that part which is not vested.", CONVERSION, SOME, "an exception with no verb of its own"),
    (f"{HALF}, except that contributions above 4% of pay are not matched.", MATCH, YES, "what is above a band"),
    (f"{HALF}, except that it makes no match for temporary staff.", MATCH, SOME, "some people behind an except"),
    (f"{TAKEN.rstrip('. ')}, except that it will not accept Roth money.", FROM_PLANS, YES, "one kind of money behind it"),
    (TABLE, FROM_PLANS, YES, "the row of IRAs refuses no plan"),
    (TABLE, FROM_IRA, NO, "but it refuses IRAs"),
    (IRA_ONLY, FROM_PLANS, NOTHING, "what is taken from IRAs tells nothing of plans"),
    (IRA_ONLY, FROM_IRA, YES, "and is taken from IRAs"),
    (f"{TAKEN}\n\nRollovers of after-tax money: Not accepted", FROM_PLANS, YES, "one kind of money under a label"),
    (f"{TAKEN}We will not accept the following rollovers:\n- hardship payments\n- loans", FROM_PLANS, YES, "a list"),
    ("The Plan does not accept the following:\n- rollovers from other plans", FROM_PLANS, NO, "what stands in the list is"),
    (f"{TAKEN}You cannot open an account by transferring money into it.", FROM_PLANS, YES, "another verb is refused"),
    (f"{TAKEN}If you cannot sign the form, the Plan cannot accept the rollover.", FROM_PLANS, YES, "a paper is missing"),
    (f"{TAKEN}Otherwise, we cannot deposit the rollover.", FROM_PLANS, YES, "what comes of leaving something out"),
    ("The Company matches 50% of what you save. Per diem colleagues and colleagues budgeted for fewer than 40 hours do not "
     "receive a match.", MATCH, SOME, "people told apart from the others are shut out"),
    ("The Company matches 50% of what you save. Employees do not receive a match.", MATCH, BOTH, "all employees are not"),
    (f"{TAKEN}The Plan does not accept rollovers from other plans.", FROM_PLANS, BOTH, "a flat no still is one"),
    (f"{SAVED}If your pay is over $160,000, you may not make after-tax contributions.", AFTER_TAX, SOME, "a case before it"),
    (f"{SAVED}You may not make after-tax contributions if you are under 21.", AFTER_TAX, SOME, "a case behind it"),
    (f"{SAVED}You may not make after-tax money, even if vested.", AFTER_TAX, BOTH, "no case"),
    ("You may not make after-tax contributions if you are under 21.", AFTER_TAX, NO, "refused in a case, nowhere given"),
    (f"{MAXED}No. Apart from Roth deferrals, the Plan does not permit after-tax contributions.", AFTER_TAX, NO, "flatly"),
    (f"{MAXED}No.", AFTER_TAX, NO, "what never begins at the limit never begins before"),
    (f"{MAXED}Yes, through payroll.", AFTER_TAX, SOME, "a yes waits for it"),
    ("If I am an hourly employee, may I save after-tax?\nNo.", AFTER_TAX, SOME, "people whom the question names are some"),
    ("May I withdraw while working?\nFrom 59½ you may withdraw your deferrals while employed; your profit sharing account "
     "is not available to you until your employment ends.", AT_59_HALF, SOME, "one account is refused in an answer"),
    # ------------------------------------------------------------ told in a sentence of its own
    (
        "# Withdrawals while you work here\n\nType | What is available | Rules\nLoans | Half of it | One at a time\n"
        "After-tax withdrawal | Savings that have been in the Plan for at least two years | Twice a calendar year\n"
        "Hardship | Pre-tax savings | Proof may be asked for",
        WITHDRAWAL,
        SOME,
        "what a column of what there is tells of the money",
    ),
    (
        "Kind | Who | Begins\nPre-tax | Everyone | At once\nAfter-tax | Salaried employees only | May be made at once",
        AFTER_TAX,
        SOME,
        "another cell of the row tells who may",
    ),
    (
        "Kind | How much\nPre-tax | 1% to 50%\nAfter-tax | Your rate goes on, but at no more than 10% of pay",
        CAP,
        YES,
        "a cell that says how much behind a but",
    ),
    (f"{MATCHED}Thrift Savings are not matched.", MATCH, SOME, "one kind of savings earns nothing"),
    (f"{MATCHED}Savings above 6% are not matched.", MATCH, YES, "where the match ends"),
    (f"Core group: employees hired after 2019. They do not receive a match.\n\n{MATCHED}", MATCH, SOME, "they are some"),
    (f"Our plan is new. They do not receive a match.\n\n{MATCHED}", MATCH, BOTH, "nobody whom they stand for"),
    (f"{AT_WORK}Hospital contributions are not available until you leave.", AT_59_HALF, SOME, "one kind of money stays"),
    ("Feature | Rule\nRoth | To be added: you may make them from June 2041.\nLoans | Two", ROTH, SOME, "not there yet"),
    # ------------------------------------------------------------ left out behind it, in a bracket or at its end
    (f"{ANY} (annuities and IRAs excepted).", FROM_IRA, NO, "a bracket leaves it out"),
    (f"{ANY} (annuities and IRAs excepted).", FROM_PLANS, YES, "and leaves the others in"),
    (f"{ANY}, stock bonus plans included.", FROM_PLANS, YES, "a kind of plan by its name"),
    ("We cannot take money from an old employer's 401(k) or stock bonus plan.", FROM_PLANS, NO, "all plans are refused"),
    (f"{TURN} (after-tax money left out).", CONVERSION, SOME, "one kind of money is left out"),
    (f"{TURN} (after-tax contributions excluded).", AFTER_TAX, NOTHING, "what is not converted is not refused from pay"),
    ("You may withdraw at 59½ (and you may save up to 5% after-tax).", AFTER_TAX, YES, "a bracket with a verb"),
    ("You may withdraw after-tax contributions, net of gains, twice a year.", WITHDRAWAL, SOME, "without what they earned"),
    ("You may take out after-tax savings at any time; the growth stays in the Plan.", WITHDRAWAL, SOME, "growth is kept"),
    ("You may withdraw your after-tax contributions at any time without tax.", WITHDRAWAL, YES, "nothing is kept back"),
    (f"{TAKEN}They are taken only to buy service credit.", FROM_PLANS, BOTH | SOME | YES, "another sentence"),
    ("Rollovers from other plans are taken, but only to buy service credit.", FROM_PLANS, SOME, "for one purpose"),
    # ------------------------------------------------------------ lists that leave the rest out
    ("Only Employer contributions are paid into the Plan.", AFTER_TAX, NO, "nobody saves from pay"),
    ("Not only Employer contributions are paid into the Plan.", AFTER_TAX, NOTHING, "there are others"),
    ("Only Employer contributions vest over time under the Plan.", ROTH, NOTHING, "what becomes of them"),
    ("You pay 5% of salary to the Plan. Additional contributions are not accepted.", AFTER_TAX, NO, "no more than must be"),
    ("Additional Employer contributions are not made to the Plan.", AFTER_TAX, NOTHING, "the employer's own"),
    ("Under this Plan, the University forwards your savings and adds nothing.", MATCH, NO, "nothing is added"),
    ("The Plan's match was discontinued in 2009 and nothing came after it.", MATCH, NO, "it ended"),
    ("The Plan's match was discontinued in 2009 and reinstated in 2012.", MATCH, NOTHING | YES, "and came back"),
    # ------------------------------------------------------------ what makes no difference, what remains
    ("The Plan cannot take money from an IRA, even if all of it came from an employer's plan.", FROM_IRA, NO, "no IRA"),
    (f"{TURN}. The rest of your account may not be converted to Roth.", CONVERSION, SOME, "what remains is refused"),
    (f"{TURN}. Company contributions may not be converted to Roth.", CONVERSION, SOME, "one kind of money stays"),
    ("The rest of your account may not be converted to Roth inside the Plan.", CONVERSION, NO, "and nothing is given"),
    # ------------------------------------------------------------ a refusal of what is left, one kind of money that stays
    (f"Except as provided in this Article, nothing shall be paid before severance. {AT_59}", AT_59_HALF, YES, "the rest"),
    (f"{AT_59} No other withdrawals are permitted before severance.", AT_59_HALF, YES, "no other ones"),
    ("Save as set forth in this Article, no part of an Account shall be withdrawn while a Member is employed.",
     AT_59_HALF, NO, "what is left is all"),
    (f"{AT_59} The Company account is not paid out until you leave.", AT_59_HALF, SOME, "one account stays"),
    (f"{AT_59} The annual contribution of 3% is not included in this.", AT_59_HALF, YES | SOME, "until when is not told"),
    (f"{AT_59} Matching contributions are not paid out until you have five years of service.", AT_59_HALF, YES | SOME,
     "they wait for something else"),
    (f"{TURN}. It may not be made from your after-tax account.", CONVERSION, SOME, "one account is left out"),
    ("You may convert any vested money to Roth in the Plan. Only amounts you could have paid to you that day may be "
     "converted.", CONVERSION, SOME, "only what could be paid"),
    (f"{AT_59} The annual contribution is left out; it may not be touched until employment ends.", AT_59_HALF, SOME, "it"),
    (f"{TAKEN}It takes no Roth money, and it does not take after-tax money from anywhere.", FROM_PLANS, YES,
     "other money amid the words for rolling in"),
    ("IRAs have been welcome since May 2, 2021 as rollovers into the Plan.", FROM_IRA, YES, "since a day"),
    ("None of the rollovers from an IRA have been accepted since.", FROM_IRA, NO | NOTHING, "and not accepted since"),
    ("The Plan has no Roth option. Whoever would have to make Roth contributions shall make none.", ROTH, NO, "none"),
    ("Members may make after-tax contributions. A member over 70 shall not make after-tax contributions in excess of "
     "4% of pay.", AFTER_TAX, YES | SOME, "what goes beyond a limit"),
    ("Plans may match what you save. Your Employer has elected to match 25% of your deferrals. Part-time employees do not "
     "share in the matching contribution.", MATCH, SOME, "once a plan speaks for itself its paragraph does"),
    ("The Company shall contribute for each Participant a sum equal to fifty per centum of his Deferral Contributions.",
     MATCH, YES, "an old way of writing percent"),
    ("No part of an Account may be transferred to a designated Roth account.", CONVERSION, NO, "part of an account"),
    ("We stopped making the safe harbor match in 2023. The safe harbor money you already have stays 100% yours.",
     SAFE_HARBOR, NO, "money from before is no safe harbor"),
    ("The only IRA money we take as rollovers into the Plan is from a SIMPLE IRA you had here.", FROM_IRA, SOME, "one IRA"),
    ("An HCE shall not make after-tax contributions in excess of 4% of pay.", HCE, YES, "what is capped is a limit"),
    ("HCEs within the meaning of Section 414(q) of the Code shall not make after-tax contributions in excess of 4% of pay.",
     HCE, YES, "the Code tells who is meant"),
    # ------------------------------------------------------------ what this plan makes of what plans may do
    (f"{OTHERS} Your Employer has not elected this option.", CONVERSION, NO, "an option not chosen"),
    (f"{OTHERS} Your Employer has elected this option.", CONVERSION, YES, "an option chosen"),
    (f"{OTHERS} Ours does not.", CONVERSION, NO, "two words"),
    (f"{OTHERS} Your Plan did so for years that ended on or before December 31, 1996.", CONVERSION, NO, "up to a day"),
    (f"{OTHERS} Our Plan does not charge for its funds.", CONVERSION, NOTHING, "another verb"),
    # ------------------------------------------------------------ what was so before the change that is told
    ("Until December 31, 2024 the Company matched 50% of the first 6% of pay, and part-time employees were not eligible. "
     "The Company now matches 100% of the first 4% of pay.", MATCH, YES, "who was shut out then"),
    ("In view of conditions in the market the Company stopped adding to employees' savings. On savings taken from your pay "
     "since then nothing is added.", MATCH, NO, "what was added is added no more"),
    ("What you hold in a traditional IRA may be brought over to your account in the Plan, to the extent it would be taxed "
     "if it were paid to you instead.", FROM_IRA, YES, "which part is meant"),
    ("## Rollovers into the Plan\n\nMoney coming out of an IRA is turned away, save where the IRA has never held "
     "anything but a payout from such a plan.", FROM_IRA, SOME, "turned away but in one case"),
    ("I have an old 401(k). Can I bring it?\nSure. We cannot take old money that was put in after tax.", AFTER_TAX, NOTHING,
     "money from elsewhere"),
    ("The Plan lets you convert your after-tax balance, or any other vested balance, to Roth in the Plan.", CONVERSION, YES,
     "any other money beside the one named"),
    ("## Turning 59½\n\nFrom that day you need not leave the Hospital to be paid. You may go on saving.", AT_59_HALF, YES,
     "what need not be done to be paid"),
    ("A payment from the plan of a former employer is welcome, and the Plan will receive it.", FROM_PLANS, YES,
     "what is received comes in"),
    ("After-tax savings that have been on deposit for at least 24 months may be withdrawn while you work.", WITHDRAWAL, SOME,
     "how long it has been on deposit"),
    ("You may roll a traditional IRA into the Plan. Up to now only money coming straight from another employer's plan could "
     "be rolled in.", FROM_IRA, YES, "what alone could be brought in"),
    ("You may roll over your account in a former employer's 403(b) plan to this Plan. Rollovers from other types of plans "
     "are not accepted.", FROM_PLANS, SOME, "all kinds of plans but one"),
    ("You may have the money in a 403(b) plan of a former employer sent to this Plan. We take no money from any other "
     "kind of plan.", FROM_PLANS, SOME, "what is sent to the plan comes in"),
    ("You may roll over your account in a former employer's 401(k) plan to this Plan. Rollovers from other types of plans "
     "are not accepted.", FROM_PLANS, YES, "the common kind is taken"),
    ("## Rollovers into the Plan\n\nMoney from an inherited account cannot be accepted.", FROM_PLANS, NOTHING,
     "an inherited account is one kind"),
    ("Until now, an employee could not take out the Company match before leaving. Once you have reached age 59½ you may "
     "withdraw any vested part of your account while you are still employed.", AT_59_HALF, YES, "what could not be done"),
    # ------------------------------------------------------------ money another action governs, a reason before its comma
    (f"{BASE}No in-service distribution is allowed from the Safe Harbor Account.", SAFE_HARBOR, YES, "a withdrawal"),
    (f"{BASE}Withdrawals of safe harbor contributions are not permitted.", SAFE_HARBOR, YES, "a withdrawal of them"),
    ("Since the Plan is a safe harbor plan, refunds are no longer made.", SAFE_HARBOR, YES, "what follows is refused"),
    ("Since the Plan is not a safe harbor plan, refunds are made.", SAFE_HARBOR, NO, "the reason itself refuses"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "feature", "wanted", "why"), cases(ROWS, {}))
def test_what_a_refusal_leaves(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    check(text, feature, wanted, why)
