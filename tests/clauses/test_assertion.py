"""How a passage speaks of a feature: what gives, what refuses, what has no vote, and how far words reach."""

import pytest

from rothscope.model.clause import ConditionKind, Force
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
    read,
)

GROUPS = "Rule | Salaried | Lodge 61 | Lodge 207\nLoans | Yes | No | Yes\n"
SOURCES = "## Source 02 Roth{}\n\nRule | Answer\nContributions: | Yes\nLoan: | No\n"

REACH: list[Row] = [
    (
        "If you are eligible to receive a distribution, you may elect instead to convert it to Roth within the Plan.",
        CONVERSION,
        SOME,
        "an instead behind the verb that carries another opens no clause",
    ),
    (
        "In service:\n\nAccount | Any time, any reason | Hardship | Age 59½\nPre-tax | — | Yes | Yes\n"
        "After-tax | Yes | Yes | Yes\nCompany match | — | — | —",
        AT_59_HALF,
        SOME,
        "a dash in a table that only says yes",
    ),
    (
        "# Rollovers\n\nThe Plan accepts an incoming rollover only of a lump sum paid by the Harbor Pension Plan. "
        "Other incoming rollovers are not accepted.",
        FROM_PLANS,
        SOME,
        "from one plan and no other",
    ),
    (
        GROUPS + "Rollover from a traditional IRA | Yes | No | No",
        FROM_IRA,
        SOME,
        "a title beside a class is a group",
    ),
    (
        GROUPS + "Withdrawal after age 59½ while employed | Yes | Yes | No; hardship only",
        AT_59_HALF,
        SOME,
        "a no, and what is left",
    ),
    (
        "Rule | Plant A | Plant B\nRollover from a traditional IRA | Yes | No",
        FROM_IRA,
        SOME,
        "titles that differ by a letter",
    ),
    (SOURCES.format(""), ROTH, YES, "a label that names the act alone is about the money of its heading"),
    (SOURCES.format(" Rollover"), ROTH, NOTHING, "money brought in is not saved from pay"),
    (
        "## After-tax account\n\nRule | Answer\nWithdrawal while employed, from age 59 1/2 | Yes\nLoan | No",
        WITHDRAWAL,
        SOME,
        "a label of any length is answered by its cell",
    ),
    (
        "The Plan accepts rollovers (if you so choose) from qualified plans excluding after-tax contributions.",
        AFTER_TAX,
        NOTHING,
        "what a bracket tells to choose takes nothing from what is brought in",
    ),
    (
        "You may have part of your account moved to Roth inside the Plan.",
        ROTH,
        NOTHING,
        "money moved to Roth is not saved as Roth",
    ),
    (
        "The employer adds 3% of pay for each eligible employee regardless of what you save.",
        MATCH,
        NOTHING,
        "for each employee, whoever saves",
    ),
    (
        "The employer adds 50 cents for each dollar you save.",
        MATCH,
        YES,
        "for each dollar",
    ),
    (
        "Savings (the Plan does not allow participants to add to them after-tax).",
        AFTER_TAX,
        NO,
        "what a refusal holds gives nothing",
    ),
    (
        "You may not be entitled to a match. Loans may be repaid after-tax.",
        AFTER_TAX,
        NOTHING,
        "nor does a grant behind a not",
    ),
    (
        "Whatever may be withdrawn while employed you may instead convert to Roth inside the Plan.",
        CONVERSION,
        YES | SOME,
        "an instead behind its may opens no clause",
    ),
    (
        "ROLL-INS. No participant may roll money from another plan into the Plan.",
        FROM_PLANS,
        NO,
        "a noun at the head of a sentence tells nobody to do it",
    ),
    (
        "Rollovers from another plan (after-tax money excluded) are accepted.",
        AFTER_TAX,
        NOTHING,
        "a bracket behind another action speaks of it",
    ),
    (
        "Contributions (after-tax money excluded) are accepted from every paycheck.",
        AFTER_TAX,
        NO,
        "a bracket behind the feature's own",
    ),
    (
        "Which accounts can I draw on while employed?\nAfter-tax: whenever you like.",
        AFTER_TAX,
        NOTHING,
        "an answer to a question about another action",
    ),
    (
        "Which kinds of saving can I choose?\nAfter-tax and Roth.",
        AFTER_TAX,
        YES | NOTHING,
        "an answer to a question about its own",
    ),
    (
        '"Transfer" includes a rollover from an individual retirement account.',
        FROM_IRA,
        NOTHING,
        "a word in quotes that includes something is defined",
    ),
    (
        "No participant outside the Northern group may make after-tax contributions.",
        AFTER_TAX,
        NO | SOME,
        "no participant outside a group may",
    ),
    (
        "You may save from 1% to 6% of pay as matched contributions; the Company matches 50 cents per $1.",
        MATCH,
        YES,
        "save from excepts nothing",
    ),
    (
        "Nothing goes in after-tax at this company.",
        AFTER_TAX,
        NO,
        "nothing goes in",
    ),
    (
        "Nothing goes in by mail; you may make after-tax contributions by payroll.",
        AFTER_TAX,
        YES,
        "nothing goes in by mail",
    ),
    (
        "After-tax contributions are not taken.",
        AFTER_TAX,
        NO,
        "are not taken",
    ),
    (
        "Withdrawals of after-tax contributions are not taken into account.",
        AFTER_TAX,
        NOTHING,
        "are not taken into account",
    ),
    (
        "Effective June 30, 2011 all after-tax contributions shall cease.",
        AFTER_TAX,
        NO,
        "shall cease",
    ),
    (
        "Your after-tax contributions shall cease when you leave.",
        AFTER_TAX,
        NOTHING,
        "shall cease when you leave",
    ),
    (
        "Members may not contribute to the Fund.",
        ROTH,
        NO,
        "nobody puts in money of his own",
    ),
    (
        "Members may not contribute to the Fund while on leave.",
        ROTH,
        NOTHING,
        "a pause in it",
    ),
    (
        "Your account is filled by the City alone.",
        AFTER_TAX,
        NO,
        "filled by the employer alone",
    ),
    (
        "Only Group B employees, and no one else, may make Roth contributions.",
        ROTH,
        SOME,
        "and no one else",
    ),
    (
        "Whether you are an hourly or a salaried employee, you may make Roth contributions.",
        ROTH,
        YES,
        "whether of one class or the other",
    ),
    (
        "Members may make nondeductible contributions of up to 10% of pay.",
        AFTER_TAX,
        YES,
        "nondeductible contributions",
    ),
    (
        "Nondeductible contributions to an IRA are reported on Form 8606.",
        AFTER_TAX,
        NOTHING,
        "nondeductible contributions to an IRA",
    ),
    (
        "You may contribute before tax or (in the Roth option) after tax.",
        AFTER_TAX,
        NOTHING,
        "after tax behind the Roth option",
    ),
    (
        "HCEs have no cap; no lower HCE limit applies.",
        HCE,
        NO,
        "no lower HCE limit",
    ),
    (
        "Roth 401(k): available from your first check.",
        ROTH,
        YES,
        "available from the first",
    ),
    (
        "Voluntary after-tax contributions may not be withdrawn while you are employed.",
        AFTER_TAX,
        NOTHING,
        "what may not be withdrawn is no word on what may be put in",
    ),
    (
        "Voluntary after-tax contributions may not be withdrawn while you are employed.",
        WITHDRAWAL,
        NO,
        "the verb is withdrawing",
    ),
    (
        "You may not borrow from the Plan. You may make voluntary after-tax contributions.",
        AFTER_TAX,
        YES,
        "a denial ends with its sentence",
    ),
    (
        "You may not make Roth contributions, but you may make voluntary after-tax contributions.",
        AFTER_TAX,
        YES,
        "a denial ends at but",
    ),
    (
        "You may not make Roth contributions, but you may make voluntary after-tax contributions.",
        ROTH,
        NO,
        "and a grant does not reach back over it",
    ),
    (
        "You may make Roth contributions; you may not make voluntary after-tax contributions.",
        AFTER_TAX,
        NO,
        "a semicolon walls the grant off",
    ),
    (
        "You may make Roth contributions; you may not make voluntary after-tax contributions.",
        ROTH,
        YES,
        "and the denial too",
    ),
    (
        "You may make pre-tax, Roth and voluntary after-tax contributions.",
        AFTER_TAX,
        YES,
        "one grant reaches all that is listed",
    ),
    (
        "Neither Roth contributions nor voluntary after-tax contributions are permitted.",
        AFTER_TAX,
        NO,
        "so does one denial",
    ),
    (
        "You may contribute not only pre-tax but also voluntary after-tax amounts.",
        AFTER_TAX,
        YES,
        "not only denies nothing",
    ),
    (
        "You may make voluntary after-tax contributions no later than the last day of the year.",
        AFTER_TAX,
        YES,
        "no later than denies nothing",
    ),
    (
        "You may make contributions (other than loan repayments) on a voluntary after-tax basis.",
        AFTER_TAX,
        YES,
        "what brackets except is not what is granted",
    ),
    (
        "Voluntary after-tax contributions, which you elect with the recordkeeper, are permitted.",
        AFTER_TAX,
        YES,
        "an aside between commas does not cut a clause",
    ),
    (
        "Participants may, at any time and for any reason, make voluntary after-tax contributions.",
        AFTER_TAX,
        YES,
        "nor one between may and its verb",
    ),
    (
        "The Plan does not currently allow participants to make voluntary after-tax contributions.",
        AFTER_TAX,
        NO,
        "not now is no",
    ),
    (
        "Voluntary after-tax contributions are not subject to the limit on deferrals.",
        AFTER_TAX,
        NOTHING,
        "not subject to a limit is no refusal, and no grant",
    ),
    (
        "You are not required to make voluntary after-tax contributions.",
        AFTER_TAX,
        NOTHING,
        "not required is no refusal",
    ),
    (
        "Voluntary after-tax contributions are not matched.",
        AFTER_TAX,
        NOTHING,
        "not matched is no refusal, and alone no grant",
    ),
    (
        "You cannot exceed 10% of pay in voluntary after-tax contributions.",
        CAP,
        YES,
        "a cap is stated by a denial",
    ),
    (
        "The Plan has no provision for voluntary after-tax contributions.",
        AFTER_TAX,
        NO,
        "a denial without a verb",
    ),
    (
        "No voluntary after-tax contributions are accepted.",
        AFTER_TAX,
        NO,
        "a denial before its subject",
    ),
    (
        "The Plan was amended and no longer accepts voluntary after-tax contributions.",
        AFTER_TAX,
        NO,
        "no longer is no",
    ),
    (
        "The Company does not match voluntary after-tax contributions.",
        MATCH,
        NOTHING,
        "that these are not matched does not say that nothing is",
    ),
]

LISTS: list[Row] = [
    (
        "You may make these contributions:\n- pre-tax deferrals\n- voluntary after-tax contributions",
        AFTER_TAX,
        YES,
        "an item is given by the words before the list",
    ),
    (
        "The following are not permitted:\n- loans\n- voluntary after-tax contributions",
        AFTER_TAX,
        NO,
        "or refused by them",
    ),
    (
        "The Plan accepts rollovers from:\n- another employer's 401(k) plan\n- a traditional IRA",
        FROM_IRA,
        YES,
        "where rollovers come from",
    ),
    (
        "The Plan does not accept rollovers from:\n- a Roth 401(k)\n- a traditional IRA",
        FROM_IRA,
        NO,
        "where they do not",
    ),
    (
        "While you are employed you may withdraw:\n- at 59½, all of your account\n- your after-tax contributions",
        WITHDRAWAL,
        YES,
        "an item without a verb of its own",
    ),
    (
        "You may withdraw, while you are employed, (a) your rollovers, (b) your after-tax contributions.",
        WITHDRAWAL,
        YES,
        "a list inside a sentence",
    ),
    (
        "These rules hold:\n- You may make Roth contributions.\n- You may not make voluntary after-tax contributions.",
        AFTER_TAX,
        NO,
        "an item that is a sentence speaks for itself",
    ),
    (
        "These rules hold:\n- You may make Roth contributions.\n- You may not make voluntary after-tax contributions.",
        ROTH,
        YES,
        "and only for itself",
    ),
]

ANSWERS: list[Row] = [
    (
        "401(k) Plan Loans Not Available Voluntary after-tax Not Available "
        "Roth deferrals Available Rollovers from other plans Available",
        AFTER_TAX,
        NO,
        "a run of names, each with what it is: refused",
    ),
    (
        "401(k) Plan Loans Not Available Voluntary after-tax Not Available "
        "Roth deferrals Available Rollovers from other plans Available",
        ROTH,
        YES,
        "a run of names, each with what it is: given",
    ),
    (
        "401(k) Plan Loans Not Available Voluntary after-tax Not Available "
        "Roth deferrals Available Rollovers from other plans Available",
        FROM_PLANS,
        YES,
        "a run of names, each with what it is: the last",
    ),
    (
        "In-service withdrawals | Age needed\nAfter-tax account | none\nMatch | 59½",
        WITHDRAWAL,
        YES,
        "a none to what is needed gives",
    ),
    (
        "In-service withdrawals | Offered\nAfter-tax account | none\nMatch | 59½",
        WITHDRAWAL,
        NO | NOTHING,
        "a none to what is offered",
    ),
    ("Can I make voluntary after-tax contributions? No.", AFTER_TAX, NO, "a bare no"),
    ("Can I make voluntary after-tax contributions? Yes.", AFTER_TAX, YES, "a bare yes"),
    ("Can I make voluntary after-tax contributions?", AFTER_TAX, NOTHING, "a question alone says nothing"),
    (
        "Can I make voluntary after-tax contributions? Yes, up to 10% of pay.",
        AFTER_TAX,
        YES,
        "a yes with more behind it",
    ),
    (
        "Can I make voluntary after-tax contributions? The Plan does not offer them.",
        AFTER_TAX,
        NO,
        "a pronoun for what is asked",
    ),
    (
        "Can I convert my account to Roth in the Plan? Not at this time.",
        CONVERSION,
        NO,
        "an answer without a verb",
    ),
    (
        "Are my voluntary after-tax contributions taxed again? No.",
        AFTER_TAX,
        NOTHING,
        "the question is about tax",
    ),
    (
        "Can I take a loan from my after-tax contributions? Yes.",
        AFTER_TAX,
        NOTHING,
        "the question is about loans",
    ),
    (
        "Can I take a loan from my after-tax contributions? Yes.",
        WITHDRAWAL,
        NOTHING,
        "a loan is no withdrawal",
    ),
    (
        "Why should I make voluntary after-tax contributions? Because saving early pays.",
        AFTER_TAX,
        NOTHING,
        "an answer that neither gives nor refuses",
    ),
]

BOXES: list[Row] = [
    (
        "[X] Voluntary after-tax contributions are permitted.\n[ ] Roth contributions are permitted.",
        AFTER_TAX,
        YES,
        "a ticked box",
    ),
    (
        "[X] Voluntary after-tax contributions are permitted.\n[ ] Roth contributions are permitted.",
        ROTH,
        frozenset({Status.NOT_ALLOWED, Status.MENTIONED_ONLY}),
        "an empty box grants nothing",
    ),
    (
        "[ ] Participants may make voluntary after-tax contributions.",
        AFTER_TAX,
        frozenset({Status.NOT_ALLOWED, Status.MENTIONED_ONLY}),
        "an empty box alone grants nothing",
    ),
    (
        "[X] Participants may not make voluntary after-tax contributions.",
        AFTER_TAX,
        NO,
        "a ticked refusal",
    ),
    (
        "Participants may make voluntary after-tax contributions.\n\n"
        "[X] Voluntary after-tax contributions are not permitted.",
        AFTER_TAX,
        NO,
        "a ticked box beats the text around it",
    ),
    (
        "☒ Voluntary after-tax contributions are permitted.",
        AFTER_TAX,
        YES,
        "a drawn tick",
    ),
    (
        "Participants may make voluntary after-tax contributions of up to ____% of pay.",
        AFTER_TAX,
        NOTHING,
        "a blank nobody filled in",
    ),
]

EXCEPTIONS: list[Row] = [
    (
        "The Plan takes rollovers from IRAs, but not the part of an IRA that is after-tax basis.",
        FROM_IRA,
        YES,
        "an exception of a part alone refuses nothing",
    ),
    (
        "The Plan accepts rollovers of all kinds, other than from a Roth IRA or a traditional IRA.",
        FROM_IRA,
        NO,
        "what is listed beside the mention is no part of it",
    ),
    (
        "The Plan accepts rollovers from governmental 457(b) plans. It accepts no money from 401(k) plans or from IRAs.",
        FROM_PLANS,
        SOME,
        "a list of plans that is refused beside plans that are taken",
    ),
    (
        "The Plan takes rollovers from a 401(k) plan, after-tax money left out; a 403(b) plan; but not from an IRA.",
        FROM_IRA,
        NO,
        "what an item of a list leaves out is not its sentence's word",
    ),
    (
        "Rollovers (a former plan's money, not an IRA's): Available",
        FROM_IRA,
        NOTHING | NO,
        "a yes gives nothing its label shuts out",
    ),
    (
        "The Plan takes rollovers from a 401(k) plan; a 403(b) plan; but not from an individual retirement account.",
        FROM_IRA,
        NO,
        "an exception behind a semicolon is made from the whole sentence",
    ),
    (
        "The Plan takes rollovers from a 401(k) plan; a 403(b) plan; but not from an individual retirement account.",
        FROM_PLANS,
        YES,
        "and leaves the rest given",
    ),
    (
        "At 59½ you may withdraw money of any kind but after-tax.",
        WITHDRAWAL,
        NO,
        "any kind but one",
    ),
    (
        "You asked about money of any kind, but you may withdraw your after-tax savings at any time.",
        WITHDRAWAL,
        YES,
        "a but that only goes on",
    ),
    (
        "No rollover is accepted, be it from a 403(b) plan, a 457(b) plan or a traditional IRA.",
        FROM_PLANS,
        NO,
        "an IRA last in a list of plans narrows no refusal",
    ),
    (
        "No rollover is accepted from another plan if it holds after-tax money.",
        FROM_PLANS,
        NOTHING | SOME,
        "money a refusal is about narrows it",
    ),
    (
        "No withdrawals are permitted while you are employed, except of your after-tax contributions.",
        WITHDRAWAL,
        YES | SOME,
        "what a refusal excepts is given",
    ),
    (
        "Apart from Roth contributions, the Plan takes no after-tax contributions.",
        AFTER_TAX,
        NO,
        "an exception that opens the sentence ends at its comma",
    ),
    (
        "Apart from Roth contributions, the Plan takes no after-tax contributions.",
        ROTH,
        YES | NOTHING,
        "what it excepts is at least not refused",
    ),
    (
        "The Plan accepts rollovers of all kinds of money other than money from IRAs.",
        FROM_IRA,
        NO,
        "what a grant excepts is refused",
    ),
    (
        "Except as provided in section 6, you may not make voluntary after-tax contributions.",
        AFTER_TAX,
        NO | SOME,
        "an exception elsewhere grants nothing by itself",
    ),
    (
        "You may have any account, other than the match or a loan, converted to Roth in the Plan.",
        CONVERSION,
        YES | SOME,
        "an exception between commas ends where the sentence runs on",
    ),
    (
        "You may make any contributions, other than rollovers and after-tax contributions, by payroll deduction.",
        AFTER_TAX,
        NO,
        "and not before",
    ),
    (
        "You may convert any part of your account to Roth in the Plan, other than outstanding loans.",
        CONVERSION,
        YES | SOME,
        "loans excepted, the rest is given",
    ),
    (
        "The Plan accepts rollovers from other employers' plans, excluding after-tax amounts.",
        FROM_PLANS,
        YES | SOME,
        "some money excepted, the rest is given",
    ),
]

LIFTED: list[Row] = [
    (
        "A member who remains in the employ of the Plan's sponsor "
        "shall not be entitled to payment of any part of his account until age 65.",
        AT_59_HALF,
        NO,
        "an entitlement until 65",
    ),
    (
        "There are no withdrawals from any source for employees younger than 65.",
        AT_59_HALF,
        NO,
        "for employees younger than 65",
    ),
    (
        "There are no withdrawals from any source for employees younger than 59½.",
        AT_59_HALF,
        YES | SOME | NO,
        "for employees younger than 59½",
    ),
    (
        "No part of your account may be moved to Roth within the Plan while you are under 60.",
        CONVERSION,
        SOME,
        "while you are under an age",
    ),
    (
        "No part of your account may be moved to Roth within the Plan while you are under contract.",
        CONVERSION,
        NO,
        "while you are under contract",
    ),
    (
        "While employed you may not withdraw any of your account before you are 65.",
        AT_59_HALF,
        NO,
        "a refusal until 65 gives nothing at 59½",
    ),
    (
        "While employed you may not withdraw any of your account before normal retirement age.",
        AT_59_HALF,
        NO,
        "nor one until retirement age",
    ),
    (
        "While employed you may not withdraw any of your account before you are 59½.",
        AT_59_HALF,
        YES | SOME,
        "one until 59½ does",
    ),
    (
        "The match may not be withdrawn while employed before 62; all else may be withdrawn while employed at 59½.",
        AT_59_HALF,
        YES | SOME,
        "one of the match alone leaves the rest given",
    ),
    (
        "From 62 on you may withdraw any of your account while employed.",
        AT_59_HALF,
        SOME,
        "a later age that gives",
    ),
    (
        "You may not withdraw your after-tax contributions while employed until you reach age 59½.",
        WITHDRAWAL,
        SOME,
        "refused until an age is given from then on",
    ),
    (
        "You may not withdraw from your account while employed unless you have reached age 59½.",
        AT_59_HALF,
        YES | SOME,
        "unless gives what it names",
    ),
    (
        "You may not make voluntary after-tax contributions until you have completed one year of service.",
        AFTER_TAX,
        YES | SOME,
        "after a waiting time",
    ),
    (
        "You may not make voluntary after-tax contributions unless the Plan is amended to allow them.",
        AFTER_TAX,
        NO | NOTHING,
        "an amendment that may never come lifts nothing",
    ),
    (
        "You may not withdraw your after-tax contributions until you leave the Company.",
        WITHDRAWAL,
        NO,
        "until you leave is no, for the employed",
    ),
]

SUPPOSED: list[Row] = [
    (
        "Whether, and when, after-tax contributions may be withdrawn is told in the rules of the Committee.",
        WITHDRAWAL,
        NOTHING,
        "a whether with an aside behind it",
    ),
    (
        "To the extent the participating employer provides, a member may make voluntary after-tax contributions.",
        AFTER_TAX,
        NOTHING,
        "to the extent the employer provides",
    ),
    (
        "When you hit the limit your savings stop; they do not continue as after-tax contributions.",
        AFTER_TAX,
        NO,
        "a not before an idiom turns it",
    ),
    (
        "If the Plan permits voluntary after-tax contributions, they count toward the annual limit.",
        AFTER_TAX,
        NOTHING,
        "an if asserts nothing",
    ),
    (
        "If you make voluntary after-tax contributions, your statement shows them apart.",
        AFTER_TAX,
        NOTHING,
        "nor does one about you",
    ),
    (
        "Should you have made after-tax contributions to another plan, keep your records.",
        AFTER_TAX,
        NOTHING,
        "nor should",
    ),
    (
        "You may make voluntary after-tax contributions if you have reached the deferral limit.",
        AFTER_TAX,
        YES | SOME,
        "a grant before its if stands",
    ),
    (
        "If you are eligible, you may make voluntary after-tax contributions.",
        AFTER_TAX,
        YES | SOME,
        "a grant after the if's comma stands",
    ),
    (
        "If you are over age 59½ and still at work you may withdraw any part of your account.",
        AT_59_HALF,
        YES | SOME,
        "a grant after an if without a comma stands",
    ),
    (
        "If you wish to know whether you may make voluntary after-tax contributions ask payroll.",
        AFTER_TAX,
        NOTHING,
        "an if that only asks",
    ),
    (
        "Where the employer so chooses, voluntary after-tax contributions may be made.",
        AFTER_TAX,
        NOTHING,
        "the choice is the employer's",
    ),
]

NO_VOTE: list[Row] = [
    (
        "Voluntary after-tax contributions were permitted before January 1, 2004.",
        AFTER_TAX,
        NOTHING,
        "the past",
    ),
    (
        "“After-tax contributions” means contributions that are included in your taxable income.",
        AFTER_TAX,
        NOTHING,
        "a definition",
    ),
    (
        "Suppose Ines makes voluntary after-tax contributions of $6,000.",
        AFTER_TAX,
        NOTHING,
        "an example",
    ),
    (
        "For example, a participant who earns $90,000 may make voluntary after-tax contributions of $9,000.",
        AFTER_TAX,
        NOTHING,
        "an example with may",
    ),
    (
        "Federal law allows plans to accept voluntary after-tax contributions.",
        AFTER_TAX,
        NOTHING,
        "what the law allows",
    ),
    (
        "Some plans let participants make voluntary after-tax contributions.",
        AFTER_TAX,
        NOTHING,
        "what other plans do",
    ),
    (
        "The Employer may elect in the Adoption Agreement to permit voluntary after-tax contributions.",
        AFTER_TAX,
        NOTHING,
        "what another paper decides",
    ),
    (
        "The Company may decide in the future to permit voluntary after-tax contributions.",
        AFTER_TAX,
        NOTHING,
        "what may come",
    ),
    (
        "The Committee reserves the right to limit or suspend voluntary after-tax contributions.",
        AFTER_TAX,
        NOTHING,
        "a right kept in reserve",
    ),
    (
        "Voluntary after-tax contributions will be permitted beginning January 1, 2031.",
        AFTER_TAX,
        NOTHING | SOME,
        "not yet: no plain yes",
    ),
]

OTHER_MATTERS: list[Row] = [
    ("You may make Roth after-tax contributions.", AFTER_TAX, NOTHING, "Roth money is not meant"),
    ("You may repay your loan with after-tax dollars.", AFTER_TAX, NOTHING, "how a loan is repaid"),
    (
        "The Plan accepts rollovers of after-tax contributions from your former employer's plan.",
        AFTER_TAX,
        NOTHING,
        "money that arrives by rollover",
    ),
    (
        "When you leave, you may roll over your after-tax contributions to an IRA.",
        WITHDRAWAL,
        NOTHING,
        "after you leave is not while employed",
    ),
    (
        "You may convert your traditional IRA to a Roth IRA outside the Plan.",
        CONVERSION,
        NOTHING,
        "that is no conversion in the plan",
    ),
    (
        "A 10% tax applies to withdrawals before age 59½.",
        AT_59_HALF,
        NOTHING,
        "an age of tax law",
    ),
    ("You may roll your account into an IRA when you retire.", FROM_IRA, NOTHING, "money going out"),
    (
        "Highly compensated employees may contribute no more than 6% of pay.",
        HCE,
        YES,
        "a limit for some is stated",
    ),
    (
        "The Plan is not a safe harbor plan.",
        SAFE_HARBOR,
        NO,
        "a refusal without permission words",
    ),
    (
        "The Employer does not make matching contributions.",
        MATCH,
        NO,
        "nothing is matched",
    ),
    (
        "The Company matches 50% of the first 6% of pay that you defer.",
        MATCH,
        YES,
        "a formula states the match",
    ),
]

SIDES: list[Row] = [
    (
        "You may make voluntary after-tax contributions. Voluntary after-tax contributions are not permitted.",
        AFTER_TAX,
        BOTH,
        "both said of the same people",
    ),
    (
        "Salaried employees may make voluntary after-tax contributions.",
        AFTER_TAX,
        SOME,
        "some people only",
    ),
    (
        "Salaried employees may make voluntary after-tax contributions. "
        "Hourly employees may not make voluntary after-tax contributions.",
        AFTER_TAX,
        SOME,
        "yes to some and no to others is no conflict",
    ),
    (
        "You may make voluntary after-tax contributions unless you are a highly compensated employee.",
        AFTER_TAX,
        SOME,
        "all but some",
    ),
]

EXCEPTED_BEHIND: list[Row] = [
    (
        "From 59½ you may draw on all of your accounts while employed, the after-tax account excepted.",
        WITHDRAWAL,
        NO,
        "excepted from what is given",
    ),
    (
        "While you work here nothing may be withdrawn from your account, after-tax savings excepted.",
        WITHDRAWAL,
        YES,
        "excepted from what is refused",
    ),
    (
        "You may convert your account (outstanding loans excepted) to Roth inside the Plan.",
        CONVERSION,
        YES,
        "something else is excepted",
    ),
    (
        "Rollovers from qualified plans are accepted (after-tax contributions excepted).",
        AFTER_TAX,
        NOTHING,
        "excepted from rollovers, not from saving",
    ),
    ("After-tax contributions are excluded.", AFTER_TAX, NO, "nothing before it that it could turn"),
]

ENDED: list[Row] = [
    (
        "Until December 31, 2011 members could make after-tax contributions of up to 6% of pay.",
        AFTER_TAX,
        NO,
        "a day gone by",
    ),
    ("Between 2007 and 2014 the Plan let you choose Roth for your deferrals.", ROTH, NO, "two days gone by"),
    (
        "Until 2015 a member could make after-tax contributions. Since 2019 every member may make after-tax contributions.",
        AFTER_TAX,
        YES,
        "given again since",
    ),
    (
        "Before 2016 only salaried members could make after-tax contributions.",
        AFTER_TAX,
        NOTHING,
        "other terms since, and no end",
    ),
    (
        "Until 2004 a member could withdraw after-tax contributions each quarter.",
        WITHDRAWAL,
        NOTHING,
        "old money may still go out",
    ),
    (
        "You may make after-tax contributions, as section 401(m) of the Code permits.",
        AFTER_TAX,
        YES,
        "the law beside a grant is no talk of plans in general",
    ),
]

CHANGES = (
    "Terms | Before (Fenner plan) | Now (Orrell plan)\nAfter-tax savings | Up to 8% of pay | Not offered\n"
    "Roth | No | Yes"
)
GROUPS = "Groups:\n | Salaried | Local 7\nAfter-tax contributions | 1%-10% | No\nRollovers from other plans | Yes | Yes"
AGES = "Money | Before 59½ | After 59½\nAfter-tax account, while employed | Yes | Yes"
BY_LAW = "Feature | Permitted by law | Our plan\nRoth contributions | Permitted | Not permitted"
COLUMNS: list[Row] = [
    (CHANGES, AFTER_TAX, NO, "what was so before is no answer"),
    (CHANGES, ROTH, YES, "nor is what was refused before"),
    (AGES, WITHDRAWAL, YES, "before an age is no time gone by"),
    (GROUPS, AFTER_TAX, SOME, "a share of pay beside a no, under titles with an empty corner"),
    (GROUPS, FROM_PLANS, YES, "the same in every column"),
    (BY_LAW, ROTH, NO, "what the law permits is no answer"),
]

CONSENT: list[Row] = [
    (
        "You may roll money from an old plan into this Plan with the Committee's consent.",
        FROM_PLANS,
        SOME,
        "somebody has to agree each time",
    ),
    (
        "The Trustee will accept a traditional IRA into the Plan, subject to the approval of the Administrator.",
        FROM_IRA,
        SOME,
        "approval of an IRA",
    ),
    (
        "May I convert my account to Roth in the Plan? You can when the Plan Administrator approves your request.",
        CONVERSION,
        SOME,
        "a request that is approved",
    ),
    (
        "You may roll money from an old plan into this Plan without the consent of the Committee.",
        FROM_PLANS,
        YES,
        "nobody has to agree",
    ),
    (
        "Even with the consent of the Administrator, the Plan does not accept rollovers from IRAs.",
        FROM_IRA,
        NO,
        "no consent helps",
    ),
]

AT_LARGE: list[Row] = [
    ("A 403(b) may let employees make Roth contributions.", ROTH, NOTHING, "one of a kind of plan"),
    (
        "A Participant may, if and to the extent the Employer has so elected, make in-service withdrawals at age 59½.",
        AT_59_HALF,
        NOTHING,
        "to the extent of an election",
    ),
    (
        "Those who prefer Roth may use the 457(b) Plan, where Roth contributions can be made.",
        ROTH,
        NOTHING,
        "a plan beside this one",
    ),
    ("Roth contributions may be used to buy nothing; you may make Roth contributions.", ROTH, YES, "used to"),
    (
        "Will the Company match it? No, rollovers are never matched.",
        FROM_PLANS,
        NOTHING,
        "an answering no stands for itself",
    ),
    ("The Company makes no matching contribution.", MATCH, NO, "makes none"),
    (
        "So far as the Plan accepts rollovers from IRAs, they are kept apart from other money.",
        FROM_IRA,
        NOTHING,
        "so far as",
    ),
    ("A member may add nothing to the 401(k) Plan from taxed pay.", AFTER_TAX, NO, "may add nothing"),
    (
        "Eligible sources: another employer's 401(k) plan and a traditional IRA may be rolled into the Plan.",
        FROM_IRA,
        YES,
        "sources under a label",
    ),
    (
        "Rollover contributions shall consist of money from another employer's qualified plan.",
        FROM_PLANS,
        YES,
        "what they consist of",
    ),
    ("Rollovers from other plans are welcome.", FROM_PLANS, YES, "welcome"),
    (
        "Under the 401(k) Plan, voluntary non-deductible contributions may be drawn whenever a member asks while employed.",
        WITHDRAWAL,
        YES,
        "contributions that may be drawn",
    ),
    (
        "Until 1997 members had the choice to make voluntary non-deductible contributions in the 401(k) Plan.",
        AFTER_TAX,
        NO,
        "a choice they had",
    ),
    ("Your benefit may be drawn up as an annuity.", AT_59_HALF, NOTHING, "drawn up"),
    (
        "Contributions not covered by 414(h) are listed apart on your statement.",
        AFTER_TAX,
        NOTHING,
        "a list on a statement gives nothing",
    ),
    (
        "May I take back my after-tax money while employed? - No plan of ours lets you withdraw after-tax money.",
        WITHDRAWAL,
        NO | NOTHING,
        "what the question says gives nothing",
    ),
    (
        "The limit does not touch after-tax savings, which employees may make up to 20% of pay.",
        WITHDRAWAL,
        NOTHING,
        "a limit that touches no savings pays nothing out",
    ),
    (
        "A money purchase plan may let a member take after-tax contributions while employed.",
        WITHDRAWAL,
        NOTHING,
        "another kind of plan",
    ),
    (
        "Your Plan permits / does not permit rollovers from an IRA into it.",
        FROM_IRA,
        NOTHING,
        "two choices, neither made",
    ),
    (
        "Money out: a rollover may go to any plan that accepts your distribution.",
        FROM_PLANS,
        NOTHING,
        "another plan accepts it",
    ),
    (
        "Until 1996 each member could have the Employer withhold after-tax contributions from pay.",
        AFTER_TAX,
        NO,
        "could have withheld",
    ),
    (
        "Feature | Rule\nRollovers from an IRA | With the Committee's written approval\nLoans | One at a time",
        FROM_IRA,
        SOME,
        "consent as all a cell says",
    ),
    (
        "An IRA need no longer be a conduit; IRA money may be rolled into the Plan.",
        FROM_IRA,
        YES,
        "no conduit any more",
    ),
    ("Save pre-tax, Roth or after-tax, up to 30% of pay.", AFTER_TAX, YES, "told to save"),
    (
        "Save from your pay what you need for after-tax bills.",
        AFTER_TAX,
        NOTHING,
        "told to save for something else",
    ),
]

TABLES = {
    "excepted behind": EXCEPTED_BEHIND,
    "ended": ENDED,
    "columns": COLUMNS,
    "consent": CONSENT,
    "at large": AT_LARGE,
    "reach": REACH,
    "lists": LISTS,
    "answers": ANSWERS,
    "boxes": BOXES,
    "exceptions": EXCEPTIONS,
    "lifted": LIFTED,
    "supposed": SUPPOSED,
    "no vote": NO_VOTE,
    "other matters": OTHER_MATTERS,
    "sides": SIDES,
}
# The reason of a row -> what it is read as today.
MISSES = {
    "not only denies nothing": "silent: after-tax amounts are no name of the feature",
    "a cap is stated by a denial": "silent: cannot exceed before its number is not heard",
    "not yet: no plain yes": "allowed: a date to come is not heard",
}


@pytest.mark.parametrize(
    ("text", "feature", "wanted", "why"), [case for rows in TABLES.values() for case in cases(rows, MISSES)]
)
def test_status(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    check(text, feature, wanted, why)


FORCES = [
    ("Can you make voluntary after-tax contributions?", Force.ASKED),
    ("[ ] Participants may make voluntary after-tax contributions.", Force.UNELECTED),
    ("“Voluntary after-tax contributions” means amounts taxed before they go in.", Force.DEFINITION),
    ("Suppose you make voluntary after-tax contributions of 5%.", Force.EXAMPLE),
    ("The Code allows plans to accept voluntary after-tax contributions.", Force.GENERAL_LAW),
    ("Voluntary after-tax contributions had formerly been allowed.", Force.HISTORICAL),
    ("As elected in the Adoption Agreement, voluntary after-tax contributions may be made.", Force.DEFERRED),
    ("You may make voluntary after-tax contributions.", Force.OPERATIVE),
]


@pytest.mark.parametrize(("text", "force"), FORCES, ids=[force.value for _, force in FORCES])
def test_force(text: str, force: Force) -> None:
    finding = read(text)[AFTER_TAX]
    heard = [c.force for c in (*finding.decided_by, *finding.against, *finding.mentions)]
    assert heard == [force]


def test_where_a_deferred_answer_lives() -> None:
    finding = read("Voluntary after-tax contributions may be made if elected in the Adoption Agreement.")[
        AFTER_TAX
    ]
    assert finding.status is Status.MENTIONED_ONLY
    assert finding.defers_to is not None
    assert "adoption agreement" in finding.defers_to


CONDITIONS = [
    ("You may make voluntary after-tax contributions if you have a year of service.", ConditionKind.IF),
    ("You may make voluntary after-tax contributions unless you are a temporary employee.", ConditionKind.UNLESS),
    ("You may make voluntary after-tax contributions, subject to the annual limit.", ConditionKind.SUBJECT_TO),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), CONDITIONS, ids=[kind.value for _, kind in CONDITIONS])
def test_conditions_are_kept_in_their_own_words(text: str, kind: ConditionKind) -> None:
    finding = read(text)[AFTER_TAX]
    assert finding.status in YES | SOME
    assert kind in [condition.kind for condition in finding.conditions]
    assert all(condition.text in text for condition in finding.conditions)


def test_a_later_clause_goes_on_about_what_its_heading_names() -> None:
    text = (
        "# In-plan Roth conversion\n\nYou may do this at any age. The Plan converts money from two sources; the Company "
        "match cannot be converted."
    )
    heard = [*read(text)[CONVERSION].against, *read(text)[CONVERSION].mentions]
    assert "cannot" in {clause.cues[0].text for clause in heard if clause.cues}


WORDED = [row[0] for rows in TABLES.values() for row in rows]


@pytest.mark.parametrize("text", sorted(set(WORDED)))
def test_every_decision_keeps_the_words_that_made_it(text: str) -> None:
    for finding in read(text).values():
        for clause in finding.decided_by:
            assert clause.quote in text.replace("\n", " ") or clause.quote in text
            assert clause.cues, f"{finding.feature}: {clause.quote} is decided by nothing"
            assert clause.why
            # A cue may begin in the words before a list and end in an item of it.
            assert all(word in text for cue in clause.cues for word in cue.text.split())
