"""What a document says goes in beside savings and match: wordings, and what is read for the dollars."""

import pytest

from rothscope.analyze import settle_money
from rothscope.extract.read import read_text
from rothscope.model.clause import FactKind
from rothscope.packs.documents import load_sections
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language
from rothscope.reading import reader
from rothscope.structure.passages import split_passages
from rothscope.structure.sections import find_sections

FOLDER = patterns_folder()

ROWS = [
    ("The University contributes 8.5% of your base salary.", "base 8.5", "plain"),
    ("Your employer will contribute an amount equal to 5% of your eligible pay each payday.", "base 5", "as much as"),
    ("Each year the Company makes a core contribution of 3% of your eligible pay.", "base 3", "named"),
    ("You receive an automatic company contribution of 4% of pay even if you do not contribute.", "base 4", "no saving"),
    ("Company contributions: 6% of pay", "base 6", "a label"),
    ("The Employer shall make a Money Purchase Contribution equal to 10% of Compensation.", "base 10", "money purchase"),
    ("You must contribute 5% of your salary. The College contributes 10%.", "base 10, required 5", "two sentences"),
    ("Agency Automatic (1%) Contributions, equal to 1% of pay, are made every payday.", "base 1", "a name"),
    ("The Company makes a nonelective contribution of 3%, which is not a match.", "base 3", "an aside refuses nothing"),
    ("The Company contributes 25% of the first 6% you defer and also 2% of pay for everyone.", "base 2", "beside a match"),
    # ------------------------------------------------------------ dollars
    ("The Company will contribute $500 for each participant.", "base $500", "flat dollars"),
    ("The Company contributes $40 for each participant per pay period.", "", "a payday's dollars are no year's"),
    ("The Company contributes $2.50 for each member for every hour worked.", "", "nor an hour's"),
    ("The Company contributes $1 for each dollar a participant saves.", "", "a match"),
    ("The Company pays a fee of $60 a year for each participant.", "", "a cost"),
    ("The Company contributes for each participant whose pay is under $150,000.", "", "who gets it"),
    # ------------------------------------------------------------ by age, service and group
    ("| Years | Core contribution |\n|---|---|\n| To 5 | 4% of pay |\n| 10 or more | 8% of pay |", "base 4 8", "rows"),
    ("# Core contribution\n\n| Age | % of pay |\n|---|---|\n| Under 40 | 4% |\n| 50 and over | 7% |", "base 4 7", "rows"),
    ("The College contributes by age: under 35, 5%; 35 to 44, 7%; 45 and over, 9%.", "base 5 7 9", "in one line"),
    ("Under age 45 the Company contributes 3% of pay; at 45 or older it contributes 5% of pay.", "base 3 5", "clauses"),
    ("The Hospital makes a basic contribution of 2% of pay up to the wage base and 4% of pay above it.", "base 4", "steps"),
    # ------------------------------------------------------------ decided each year
    ("Profit sharing contributions are discretionary and are set each year by the board.", "decided", "board"),
    ("The Company may, in its sole discretion, contribute up to 10% of pay as profit sharing.", "decided, late 10", "most"),
    ("Annual contribution: 0% to 5% of pay, decided each year", "decided, late 5", "a label"),
    ("In a good year the board may decide on a profit sharing contribution.", "decided", "left to the board"),
    # ------------------------------------------------------------ what must be put in
    ("Employees are required to contribute 8.25% of salary, picked up under section 414(h).", "required 8.25", "picked up"),
    ("Mandatory Employee Contribution: 7.5% of Compensation", "required 7.5", "a label"),
    ("The County picks up the employee contribution of 6% of pay.", "required 6", "the employer's act"),
    # ------------------------------------------------------------ nothing of the kind
    ("The Employer matches 50% of the first 6% of pay you contribute.", "", "a match"),
    ("The Company contributes one dollar for each dollar you save, up to 4% of pay.", "", "a match without the word"),
    ("Contribute 5% of your pay to get the full match.", "", "your own"),
    ("Employees of the University contribute 5% of salary.", "", "their own"),
    ("The employer contribution is 100% vested after three years.", "", "vesting"),
    ("Contributions above 25% of pay are not deductible by the Employer.", "", "deduction"),
    ("If the Plan is top-heavy, the Employer must contribute at least 3% of compensation.", "", "top-heavy"),
    ("For example, if the Company contributes 3% of pay and you earn $50,000, it adds $1,500.", "", "an example"),
    ("Before 2015 the Company contributed 4% of pay.", "", "the past"),
    ("You may borrow from employer contributions up to 50% of your vested balance.", "", "a loan"),
    ("Together with its core contribution the agency puts in a total of 5% of pay.", "", "a total with the match"),
]  # fmt: skip


def contributions(text: str) -> str:
    """Return what is read, one word a fact and its values from the lowest."""
    document, kinds = read_text(text), load_sections(FOLDER)
    passages = split_passages(document, find_sections(document, kinds), kinds)
    read: dict[str, set[str]] = {}
    for fact in settle_money(reader(FOLDER).find_clauses(passages), FOLDER):
        kept = read.setdefault(fact.name.partition("_")[0], set())
        if fact.value != "yes":
            kept.add("$" * (fact.kind is FactKind.DOLLARS) + fact.value)
    return ", ".join(" ".join([name, *sorted(read[name], key=_number)]) for name in sorted(read))


def _number(value: str) -> float:
    return float(value.removeprefix("$"))


@pytest.mark.parametrize(
    ("text", "told", "why"),
    ROWS,
)
def test_what_goes_in(text: str, told: str, why: str) -> None:
    assert contributions(text) == told, why


def test_every_rule_is_read_here() -> None:
    language = load_language(FOLDER)
    rules = {name for name, rule in language.facts.items() if set(rule.features) <= set(language.money)}
    shown = " ".join(told for _, told, _ in ROWS)
    assert rules
    assert all(name.partition("_")[0] in shown for name in rules)
