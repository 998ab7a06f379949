"""What context does to a sentence: its paragraph, its heading, the words before a pronoun, the plan's own names."""

import pytest

from rothscope.clauses.find import Reader
from rothscope.model.clause import Force
from rothscope.model.finding import Status
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language
from rothscope.reading import read_bare

from .judged import (
    AFTER_TAX,
    AT_59_HALF,
    CONVERSION,
    FROM_IRA,
    MATCH,
    NO,
    NOTHING,
    ROTH,
    SOME,
    WITHDRAWAL,
    YES,
    Row,
    cases,
    check,
    read,
)

COLUMNS: list[Row] = [
    ("Feature | 401(a) | 403(b)\nVoluntary after-tax | No | No", AFTER_TAX, NO, "every plan's column refuses it"),
    ("Feature | 401(a) | 403(b)\nVoluntary after-tax | No | Yes", AFTER_TAX, SOME, "one plan's column gives it"),
    ("Who | Roth | After-tax\nSalaried | Yes | Yes\nHourly | Yes | No", AFTER_TAX, SOME, "one group's row gives it"),
    ("Who | Roth | After-tax\nSalaried | Yes | No\nHourly | Yes | No", ROTH, YES, "both groups' rows give it"),
    ("Type | Matched | Taxed\nAfter-tax | No | Yes", AFTER_TAX, NOTHING, "columns that ask something else"),
]  # fmt: skip

MATRICES: list[Row] = [
    (
        "From | Roth money | After-tax money\nAn old employer's 401(k) | Accepted | Not accepted",
        AFTER_TAX,
        NOTHING,
        "money that is brought in",
    ),
    (
        "Money | Any time | Move to Roth inside the Plan\nCompany match | No | No\nAfter-tax | Yes | Yes",
        CONVERSION,
        SOME,
        "the column on conversions: given to one kind of money",
    ),
    (
        "Money | Any time | Roth conversion\nCompany match | No | Not offered\nAfter-tax | Yes | Any business day",
        CONVERSION,
        SOME,
        "a day on which it is done gives it",
    ),
    (
        "Money | Any time | Roth conversion\nCompany match | No | No\nAfter-tax | Yes | No",
        CONVERSION,
        NO,
        "the column on conversions: no to all",
    ),
    (
        "Money | Any time | Move to Roth inside the Plan\nCompany match | No | No\nAfter-tax | Yes | Yes",
        MATCH,
        NOTHING,
        "no to a withdrawal refuses no match",
    ),
    (
        "Money | Under 59½ | Loan\nAfter-tax | All or part | No\nPre-tax | Hardship only | Yes",
        WITHDRAWAL,
        YES,
        "how much comes out gives it",
    ),
    (
        "Money | Age 59½ | Loan\nAfter-tax | Monthly | No\nCompany | No | Yes\nPre-tax | Twice a year | Yes",
        AT_59_HALF,
        SOME,
        "given for some money at 59½, refused for other",
    ),
    (
        "Money | Any time | Age 59½ | Move to Roth inside the Plan\nAfter-tax | ✓ | ✓ | ✓\nMatch | — | — | —",
        CONVERSION,
        SOME,
        "a dash beside ticks is a no",
    ),
    (
        "Money | Any time while employed | Age 59½ | Loan\nAfter-tax | — | — | ✓\nRollover | ✓ | ✓ | ✓",
        WITHDRAWAL,
        NO,
        "dashes at every event",
    ),
]

UNDER_HEADINGS: list[Row] = [
    (
        "Plan Highlights\n\nAccess while employed\nType | Available? | Notes\nAge 59½ | No |\nAfter-tax | Yes | Any time",
        AT_59_HALF,
        NO,
        "the heading tells what the rows are kinds of; the title over a column answers nothing",
    ),
    (
        "Plan Highlights\n\nAccess while employed\nType | Available? | Notes\nAge 59½ | No |\nAfter-tax | Yes | Any time",
        WITHDRAWAL,
        YES,
        "also of a row that names money",
    ),
    (
        "Plan Highlights\n\nIncoming money\nSource | Accepted? | Notes\n401(k) plans | Yes | Direct only\nIRA | No |",
        FROM_IRA,
        NO,
        "a row whose last cell is empty is read cell by cell",
    ),
    (
        "Plan Highlights\n\nIn-service options\nAge 59½: No\nHardship: Yes\nAfter-tax money: Yes, any business day\n\n"
        "Contributions\nAfter-tax | Not offered\nRoth | Offered",
        AT_59_HALF,
        NO | NOTHING,
        "what answers no gives nothing, whatever stands around it",
    ),
]

PARAGRAPHS: list[Row] = [
    (
        "May I bring in money from another plan? Yes. IRA money is turned away, even where it began in such a plan.",
        FROM_IRA,
        NO,
        "what is turned away is not taken",
    ),
    (
        "From 59½ you may draw on your own before-tax savings while you work here.",
        AT_59_HALF,
        SOME,
        "from one's own savings alone",
    ),
    (
        "After-tax savings can be turned into Roth money inside the Plan the night after they arrive. "
        "No other kind of money in the Plan can be turned into Roth.",
        CONVERSION,
        SOME,
        "a refusal of all other money limits what is given",
    ),
    (
        "Members under the agreements of Locals 8 and 9 can make Roth contributions. "
        "The agreements of Locals 6 and 14 have no Roth contributions.",
        ROTH,
        SOME,
        "locals told by their numbers are some of the members",
    ),
    (
        "Voluntary after-tax contributions. Members who held such an account in 2008 may still make them.",
        AFTER_TAX,
        SOME,
        "those who had it before",
    ),
    (
        "We stopped making the safe harbor match at the end of 2023. For 2024 we are matching 30 cents for each dollar "
        "you defer, up to 5% of pay.",
        MATCH,
        YES,
        "what is given from a time on stands, whatever stopped before it",
    ),
    (
        "Plan Highlights\n\nIn-plan Roth conversion\nYou may do this while employed, as often as you like. "
        "The Company match cannot be converted.",
        CONVERSION,
        SOME,
        "a refusal in one case does not outweigh what only goes on under the heading",
    ),
    (
        "The SPD states that accounts cannot be converted to Roth in the Plan. That statement is withdrawn. "
        "From now on you may convert any vested account to Roth in the Plan.",
        CONVERSION,
        YES,
        "an old rule that is quoted and withdrawn",
    ),
    (
        "Page 7 says that rollovers from an IRA are accepted. This provision no longer applies.",
        FROM_IRA,
        NOTHING,
        "what is taken back gives nothing",
    ),
    (
        "We accept rollovers from an IRA. This provision is found on page 7.",
        FROM_IRA,
        YES,
        "what is only spoken of stands",
    ),
    (
        "Federal law lets plans hold several kinds of money. Participants may make voluntary after-tax contributions.",
        AFTER_TAX,
        YES | NOTHING,
        "talk of the law before it may take its vote, never turn it",
    ),
    (
        "Some plans accept voluntary after-tax contributions. They may be withdrawn at any time while employed.",
        WITHDRAWAL,
        NOTHING,
        "the talk of other plans goes on in its paragraph",
    ),
    (
        "Some plans accept after-tax contributions. This Plan does not accept voluntary after-tax contributions.",
        AFTER_TAX,
        NO,
        "a sentence about this plan is about this plan",
    ),
    (
        "Some plans accept after-tax contributions. This Plan accepts voluntary after-tax contributions.",
        AFTER_TAX,
        YES,
        "the same for a yes",
    ),
    (
        "Some plans accept after-tax contributions.\n\nYou may make voluntary after-tax contributions.",
        AFTER_TAX,
        YES,
        "a new paragraph is a new matter",
    ),
    (
        "Voluntary after-tax contributions are allowed only if the Employer so elects in the Adoption Agreement. "
        "Voluntary after-tax contributions may be made in any amount up to 10% of pay.",
        AFTER_TAX,
        NOTHING,
        "what is left open stays open to the end of its paragraph",
    ),
    (
        "Voluntary after-tax contributions depend on the Adoption Agreement. You may make Roth contributions.",
        ROTH,
        YES,
        "but only for the feature that was left open",
    ),
]

HEADINGS: list[Row] = [
    (
        "## Voluntary after-tax contributions\n\nYou may contribute from 1% to 10% of your pay.",
        AFTER_TAX,
        YES,
        "a heading lends its money",
    ),
    (
        "## Voluntary after-tax contributions\n\nThese are not permitted.",
        AFTER_TAX,
        NO,
        "and its refusal",
    ),
    (
        "## Voluntary after-tax contributions\n\nYou may make Roth contributions.",
        AFTER_TAX,
        NOTHING,
        "a sentence with money of its own is not about the heading's",
    ),
    (
        "## In-plan Roth conversion\n\nYou may convert at any time.",
        CONVERSION,
        YES,
        "a heading lends its action",
    ),
    (
        "## Loans\n\nYou may borrow up to half of your after-tax contributions.",
        AFTER_TAX,
        NOTHING,
        "under another matter's heading nothing is said of contributing",
    ),
    (
        "## Withdrawals of after-tax contributions while you are employed\n\nYou may withdraw all or part at any time.",
        WITHDRAWAL,
        YES | SOME,
        "a heading that names money, action and time",
    ),
    (
        "## Withdrawals of after-tax contributions while you are employed\n\nYou may withdraw all or part at any time.",
        AFTER_TAX,
        NOTHING,
        "and says nothing of contributing",
    ),
    ("## Voluntary after-tax contributions", AFTER_TAX, NOTHING, "a heading by itself says nothing"),
    (
        "## Rollovers from an IRA\n\nNot permitted.",
        FROM_IRA,
        NO,
        "two words below a heading",
    ),
    (
        "## Special tax notice\n\nYou may convert an eligible rollover distribution to Roth inside the plan.",
        CONVERSION,
        NOTHING,
        "a tax notice speaks of plans in general",
    ),
    (
        "## Definitions\n\nAfter-tax contributions may be made by a Member and are not deducted from income.",
        AFTER_TAX,
        NOTHING | YES,
        "a glossary is no place to decide",
    ),
]

PRONOUNS: list[Row] = [
    (
        "Your after-tax contributions are always yours. You may withdraw them at any time while you are employed.",
        WITHDRAWAL,
        YES,
        "them is the money of the sentence before",
    ),
    (
        "Your Roth account is always yours. You may withdraw it at any time while you are employed.",
        WITHDRAWAL,
        NOTHING,
        "it is Roth money here",
    ),
    (
        "Your after-tax contributions are always yours.\n\nYou may withdraw them at any time while you are employed.",
        WITHDRAWAL,
        NOTHING | YES,
        "over a paragraph a pronoun is a guess",
    ),
    (
        "In-plan Roth conversion is a good tool. The Plan does not offer it.",
        CONVERSION,
        NO,
        "it is what was just named",
    ),
]

OWN_NAMES: list[Row] = [
    (
        "Thrift Contributions means voluntary after-tax contributions of a Member.\n\n"
        "A Member may make Thrift Contributions of up to 6% of Pay.",
        AFTER_TAX,
        YES,
        "a name bound in the definitions",
    ),
    (
        "Thrift Contributions means voluntary after-tax contributions of a Member.\n\n"
        "No Thrift Contributions may be made after 2011.",
        AFTER_TAX,
        NO,
        "and refused by it",
    ),
    (
        "A Member may make Regular Savings of up to 6% of Pay.",
        AFTER_TAX,
        NOTHING,
        "a name nobody explains is not guessed",
    ),
    (
        "Contributions may be made after tax (Regular Savings) or before tax (Basic Savings).\n\n"
        "You may withdraw your Regular Savings at any time while employed.",
        WITHDRAWAL,
        YES | SOME,
        "a name in brackets",
    ),
    (
        "In this booklet “after-tax contributions” always means designated Roth contributions.\n\n"
        "You may make after-tax contributions of up to 20% of pay.",
        AFTER_TAX,
        NOTHING,
        "after-tax that means Roth",
    ),
    (
        "In this booklet “after-tax contributions” always means designated Roth contributions.\n\n"
        "You may make after-tax contributions of up to 20% of pay.",
        ROTH,
        YES,
        "is Roth",
    ),
    (
        "Basic Savings means pre-tax contributions.\n\nYou may make Basic Savings of up to 6% of pay.",
        AFTER_TAX,
        NOTHING,
        "a name for pre-tax money",
    ),
]

TABLE_ROWS: list[Row] = [
    (
        "Withdrawals while employed\n\nWithdrawal at age 59½ | Yes\nAfter-tax withdrawal | Any time\nLoans | 2",
        WITHDRAWAL,
        YES,
        "a label that names after-tax money asks about no tax",
    ),
    (
        "| Contribution | Permitted |\n|---|---|\n| Roth | Yes |\n| Voluntary after-tax | No |",
        AFTER_TAX,
        NO,
        "a cell answers for its row",
    ),
    (
        "| Contribution | Permitted |\n|---|---|\n| Roth | Yes |\n| Voluntary after-tax | No |",
        ROTH,
        YES,
        "and each row for itself",
    ),
    ("Voluntary after-tax contributions: Not permitted", AFTER_TAX, NO, "a label and its answer"),
    ("Matching contributions: None", MATCH, NO, "none is no"),
    (
        "Age 59½ withdrawals while employed: Permitted",
        AT_59_HALF,
        YES,
        "a label with an age",
    ),
]

TABLES = {
    "columns": COLUMNS,
    "matrices": MATRICES,
    "under headings": UNDER_HEADINGS,
    "paragraphs": PARAGRAPHS,
    "headings": HEADINGS,
    "pronouns": PRONOUNS,
    "own names": OWN_NAMES,
    "table rows": TABLE_ROWS,
}
# The reason of a row -> what it is read as today.
MISSES = {
    "it is what was just named": "no statement: offer it is not heard as a refusal of what was named",
}


@pytest.mark.parametrize(
    ("text", "feature", "wanted", "why"), [case for rows in TABLES.values() for case in cases(rows, MISSES)]
)
def test_status(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    check(text, feature, wanted, why)


def test_a_quote_is_the_passage_and_says_where_it_stands() -> None:
    text = "# Plan\n\n## Savings\n\nYou may make voluntary after-tax contributions. You may make Roth contributions."
    (clause,) = read(text)[AFTER_TAX].decided_by
    assert clause.quote == "You may make voluntary after-tax contributions."
    assert clause.section.endswith("Savings")
    assert clause.page == 1


def test_a_sentence_that_names_a_feature_twice_is_one_clause() -> None:
    text = "You may make voluntary after-tax contributions, and your voluntary after-tax contributions vest at once."
    finding = read(text)[AFTER_TAX]
    assert len(finding.decided_by) == 1


def test_the_paragraph_spreads_the_force_and_says_so() -> None:
    text = "Some plans accept voluntary after-tax contributions. They may be withdrawn at any time while employed."
    heard = read(text)[WITHDRAWAL].mentions
    assert [clause.force for clause in heard] in ([], [Force.GENERAL_LAW])


def test_a_question_is_answered_for_its_own_action_whatever_its_chapter_is_about() -> None:
    folder = patterns_folder()
    text = "ARTICLE IV - IN-PLAN ROTH TRANSFERS\n\nMay I bring money in?\nIt takes rollovers from IRAs."
    found = Reader(load_language(folder), {}).find_clauses(read_bare(text, folder).passages)
    assert [c.quote for c in found if c.feature == FROM_IRA and c.votes] == ["It takes rollovers from IRAs."]


def test_what_a_plan_will_accept_is_brought_in_and_not_paid_out() -> None:
    folder = patterns_folder()
    text = (
        "ROLLOVERS INTO THE PLAN\n\nWhat distributions will the Plan accept?\n"
        "The Plan will accept distributions from any retirement plan, under which an employee may elect to save as Roth."
    )
    found = Reader(load_language(folder), {}).find_clauses(read_bare(text, folder).passages)
    assert [c.quote for c in found if c.feature == AT_59_HALF and c.votes] == []
