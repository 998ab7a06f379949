"""Facts that stand apart from the words that name their feature: the next sentence, the row below, an opening."""

import pytest

from rothscope.clauses.facts.reader import FactReader
from rothscope.clauses.facts.voiced import Voiced
from rothscope.model.clause import CONTEXT, Clause, Cue, Polarity
from rothscope.model.document import Passage, PassageKind
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language

from .judged import CAP, CONVERSION, HCE, MATCH, WITHDRAWAL, read, whole

FORMULA, TRUE_UP = "match_formula", "true_up"
ROWS = [
    (
        "The Company matches 40 cents for every dollar of core savings. Core savings are the first 5% of pay you save.",
        MATCH, FORMULA, "40% of 5%", "a rate, and the pay it is paid on in the next sentence",
    ),
    (
        "The Company matches 50% of your deferrals. Only deferrals up to 4% of pay are matched.",
        MATCH, FORMULA, "50% of 4%", "the same, told as a limit",
    ),
    (
        "The Company matches 50% of your deferrals. You may defer up to 20% of pay.",
        MATCH, FORMULA, "", "what may be saved is not what is matched",
    ),
    (
        "The Company matches 50% of your deferrals. Loans may not exceed half of your account.",
        MATCH, FORMULA, "", "another matter",
    ),
    (
        "| Item | Rule |\n|---|---|\n| Company match | 20% of deferrals |\n| Deferrals counted | The first 6% of pay |",
        MATCH, FORMULA, "20% of 6%", "two rows of a table",
    ),
    (
        "# Company match\n\nThe Company matches the savings of staff hired before 2020. For this staff it puts in 60% of "
        "what they save, up to 5% of pay.",
        MATCH, FORMULA, "60% of 5%", "the whole formula in the next sentence",
    ),
    (
        "The Company matches 75% of the first 4% of pay. Before then it matched 50% of the first 4%.",
        MATCH, FORMULA, "75% of 4%", "what was so before is no formula of today",
    ),
    (
        "The Company matches your deferrals. It does so each payday, and after the close of the year it checks whether the "
        "whole year would have given more; if so it makes up the difference.",
        MATCH, TRUE_UP, "yes", "made up after the year",
    ),
    (
        "The Company matches your deferrals. The match comes with each paycheck and is squared up in January.",
        MATCH, TRUE_UP, "yes", "squared up",
    ),
    (
        "The Company matches your deferrals. The match is worked out each pay period, and again after the close of the "
        "year.",
        MATCH, TRUE_UP, "yes", "worked out again",
    ),
    (
        "The Company matches 50% of the first 6% of pay. The match on after-tax savings is zero.",
        MATCH, "after_tax_matched", "no", "a match of zero is none",
    ),
    (
        "# Withdrawals while employed\n\nThe smallest withdrawal is $400.\n\n## After-tax savings\n\nYou may withdraw your "
        "after-tax savings at any age while employed.",
        WITHDRAWAL, "minimum_dollars", "400", "the opening of the chapter counts for what stands below it",
    ),
    (
        "# Withdrawals while employed\n\nThe smallest loan is $400.\n\n## After-tax savings\n\nYou may withdraw your "
        "after-tax savings at any age while employed.",
        WITHDRAWAL, "minimum_dollars", "", "a loan's figure",
    ),
    (
        "You may convert your after-tax account to Roth in the Plan at any time. A conversion is final, and you may make up "
        "to four of them in a calendar year.",
        CONVERSION, "conversion_frequency", "quarterly", "a count of them wins over 'at any time'",
    ),
    (
        "You may withdraw after-tax savings while employed. If you withdraw savings made in the last 24 months, your "
        "contributions stop for two months.",
        WITHDRAWAL, "suspension_months", "2", "months gone by are not those it lasts",
    ),
    (
        "Highly compensated employees: instead of 8%, the most you may put in as after-tax contributions is 3% of pay.",
        CAP, "after_tax_cap_percent", "", "one group's cap",
    ),
    (
        "For highly compensated employees the 20% for after-tax contributions is replaced by 7%.",
        HCE, "hce_cap_percent", "7", "a number that is replaced",
    ),
    (
        "After-tax contributions: 1% to 20% of pay. Highly compensated employees: 1% to 9%.",
        CAP, "after_tax_cap_percent", "20", "the group's number stands in a sentence of its own",
    ),
    (
        "# Roth conversion inside the Plan\n\nYou may convert your after-tax account to Roth in the Plan.\n\nSome things to "
        "know:\n\n- You may make one in each calendar quarter.",
        CONVERSION, "conversion_frequency", "quarterly", "told in a list of its chapter",
    ),
    (
        "You may convert your after-tax account to Roth in the Plan. Converted money is paid tax-free once you are 59½ and "
        "five years have gone by.",
        CONVERSION, "conversion_age", "", "the age of a tax rule",
    ),
    (
        "If you are highly compensated, meaning that you were paid more than $150,000, your after-tax savings stop at 3% of "
        "pay.",
        CAP, "after_tax_cap_dollars", "", "pay is no cap",
    ),
    (
        "Employer match | 25% of deferrals\nDeferrals taken into account | The first 8% of pay",
        MATCH, FORMULA, "25% of 8%", "two rows of a table, which no page prints with bars",
    ),
    (
        "# Employer money\n\nThe Company matches 50% of the first 6% of pay.\n\n# Elections\n\nPeriod used for the match: "
        "each payroll period.",
        MATCH, TRUE_UP, "per_pay_period", "what names the period of the match tells it anywhere",
    ),
    (
        "Employer match | 100% of the first 3% of pay | 50% of the next 2%",
        MATCH, FORMULA, "100% of 3%, 50% of 2%", "a cell goes on with the next points of pay",
    ),
    (
        "Feature | This Plan\nLoans | Two at a time\nIn-plan Roth conversions | Yes*\n\n* Once a quarter, $600 or more.",
        CONVERSION, "conversion_frequency", "quarterly", "a note goes on about what its mark hangs on",
    ),
    (
        "Feature | This Plan\nLoans | Two at a time\nIn-plan Roth conversions | Yes*\n\n* Once a quarter, $600 or more.",
        CONVERSION, "minimum_dollars", "600", "the same, of the least amount",
    ),
    (
        "Kind of withdrawal | When | Remarks\nAfter-tax account | Any time while employed | Two a year; $350 minimum\n"
        "Hardship | For need | Proof",
        WITHDRAWAL, "minimum_dollars", "350", "a cell is about its row, whatever semicolons stand in it",
    ),
    (
        "You may withdraw after-tax savings while employed, at any time, upon notice to the Committee.",
        WITHDRAWAL, "withdrawal_frequency", "on_demand", "a notice that is given reports nothing",
    ),
    (
        "You may withdraw after-tax savings while employed. Not more than two withdrawals in accordance with this Section "
        "may be made in a Plan Year.",
        WITHDRAWAL, "withdrawal_frequency", "semiannual", "its year stands far behind the number",
    ),
    (
        "You may withdraw after-tax savings while employed. Earnings on after-tax savings you take out while employed may "
        "be taxed by 10% more if you are not yet 59½.",
        WITHDRAWAL, "withdrawal_age", "", "who is younger, not from when",
    ),
    (
        "# Your savings\n\nYou may save in two ways. Together they may not come to more than 40% of pay.\n\n## After-tax "
        "savings\n\nYou may make after-tax contributions of up to 10% of pay.",
        CAP, "combined_cap_percent", "40", "told where the chapter opens",
    ),
    (
        "You may make after-tax contributions of up to 10% of pay. Pre-tax and Roth contributions together may not exceed "
        "60% of pay.",
        CAP, "combined_cap_percent", "", "a cap on other money",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "feature", "name", "value", "why"), [pytest.param(*row, id=row[4]) for row in ROWS]
)
def test_facts_in_two_places(text: str, feature: str, name: str, value: str, why: str) -> None:
    told = {fact.value for fact in read(text)[feature].facts if fact.name == name}
    assert told == ({value} if value else set()), why


def test_each_cell_of_a_row_tells_a_formula_of_its_own() -> None:
    text = "Match | 100% of savings up to 4% of pay | 50% of savings up to 6% of pay"
    reader = FactReader(load_language(patterns_folder()).facts).formula(FORMULA)
    assert [formula for formula, _ in reader.read(text)] == ["100% of 4%", "50% of 6%"]


QUOTE = "Savings of the second kind, at any time, not more than twice in a Plan Year; minimum $250"
VOICED = [
    (CONTEXT, Polarity.GRANTS, "", {"semiannual", "250"}, "heard by the second reading"),
    ("denies", Polarity.GRANTS, "", set(), "heard by the rules, which read facts themselves"),
    (CONTEXT, Polarity.DENIES, "", set(), "refused"),
    (CONTEXT, Polarity.GRANTS, "What is the ACP test?", set(), "asked about another action"),
]


@pytest.mark.parametrize(("category", "polarity", "asked", "values", "why"), VOICED)
def test_facts_of_what_the_second_reading_hears(
    category: str, polarity: Polarity, asked: str, values: set[str], why: str
) -> None:
    passage = Passage(0, PassageKind.SENTENCE, QUOTE, lead_in=asked)
    cue = Cue(category=category, text="gives it")
    heard = Clause(feature=WITHDRAWAL, quote=QUOTE, page=1, polarity=polarity, cues=(cue,))
    language = load_language(patterns_folder())
    (clause,) = Voiced(language, FactReader(language.facts)).read([heard], whole([passage]))
    assert {fact.value for fact in clause.facts} == values, why
