"""Numbers and choices beside a feature: every kind, in the spellings documents have."""

import pytest

from rothscope.model.clause import FactKind
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language

from .judged import AFTER_TAX, AT_59_HALF, CAP, CONVERSION, HCE, MATCH, SAFE_HARBOR, WITHDRAWAL, read

LANGUAGE = load_language(patterns_folder())
RULES = {name: rule for name, rule in LANGUAGE.facts.items() if set(rule.features) <= set(LANGUAGE.features)}
"""The rules of the features; those read for the dollars alone have their table in `test_contributions.py`."""


def values(text: str, feature: str, name: str) -> set[str]:
    """Return the values read anywhere beside the feature, whether or not the clause decides."""
    finding = read(text)[feature]
    clauses = (*finding.decided_by, *finding.against, *finding.mentions)
    return {fact.value for clause in clauses for fact in clause.facts if fact.name == name}


CAPPED = "You may make voluntary after-tax contributions of {} of your pay."
PERCENTS = [
    ("up to 10%", "10"),
    ("up to 10 %", "10"),
    ("up to 10 percent", "10"),
    ("up to 10 per cent", "10"),
    ("up to ten percent", "10"),
    ("up to ten percent (10%)", "10"),
    ("up to twenty-five percent", "25"),
    ("up to 7.5%", "7.5"),
    ("up to 7.50%", "7.5"),
    ("up to 7½%", "7.5"),
    ("up to 7 1/2%", "7.5"),
    ("1% to 10%", "10"),
    ("1%-10%", "10"),
    ("1 – 10%", "10"),
    ("between 1% and 10%", "10"),
    ("1%, 2%, 5% or 10%", "10"),
    ("from one to ten percent", "10"),
    ("up to 100%", "100"),
    ("up to 0.5%", "0.5"),
]


@pytest.mark.parametrize(
    ("text", "value"),
    [pytest.param(CAPPED.format(words), value, id=words) for words, value in PERCENTS],
)
def test_percents(text: str, value: str) -> None:
    assert values(text, CAP, "after_tax_cap_percent") == {value}


NO_PERCENTS = [
    ("Voluntary after-tax contributions are accepted.", "no number"),
    ("You may make voluntary after-tax contributions of up to 150% of pay.", "more than all of pay"),
    (
        "You may make voluntary after-tax contributions. The match is 50% of the first 6% of pay.",
        "the match's",
    ),
    (
        "You may make voluntary after-tax contributions, but a 10% tax applies to early withdrawals of earnings.",
        "a tax",
    ),
    (
        "Your pre-tax, Roth and voluntary after-tax contributions together may not exceed 60% of pay.",
        "the cap on all",
    ),
]


@pytest.mark.parametrize(("text", "why"), NO_PERCENTS, ids=[why for _, why in NO_PERCENTS])
def test_no_cap(text: str, why: str) -> None:
    assert values(text, CAP, "after_tax_cap_percent") == set()


DOLLARS = [
    ("up to $8,000 a year", "8000"),
    ("up to $8000 a year", "8000"),
    ("up to $ 8,000 a year", "8000"),
    ("up to $8,000.00 a year", "8000"),
    ("up to $12,500.50 a year", "12500.5"),
]


@pytest.mark.parametrize(("words", "value"), DOLLARS)
def test_dollars(words: str, value: str) -> None:
    text = f"You may make voluntary after-tax contributions of {words}."
    assert values(text, CAP, "after_tax_cap_dollars") == {value}


AGES = [
    "59½",
    "59 ½",
    "59 1/2",
    "59-1/2",
    "59-½",
    "59.5",
    "591/2",
    "59 and one-half",
    "59 and a half",
    "fifty-nine and one-half",
    "fifty-nine and one half",
    "fifty-nine and a half",
    "fifty-nine and one-half (59½)",
    "59 1⁄2",
    "59½ (fifty-nine and a half)",
]


@pytest.mark.parametrize("age", AGES)
def test_59_and_a_half_in_every_spelling(age: str) -> None:
    text = f"You may withdraw from your account while still employed once you reach age {age}."
    assert values(text, AT_59_HALF, "withdrawal_age") == {"59.5"}


OTHER_AGES = [("55", "55"), ("62", "62"), ("65", "65"), ("70½", "70.5"), ("70 1/2", "70.5")]


@pytest.mark.parametrize(("age", "value"), OTHER_AGES)
def test_other_ages(age: str, value: str) -> None:
    text = f"You may withdraw your after-tax contributions while still employed once you reach age {age}."
    assert values(text, WITHDRAWAL, "withdrawal_age") == {value}


FORMULAS = [
    ("The Company matches 50% of the first 6% of pay you contribute.", "50% of 6%"),
    ("The Company matches 100% of the first 3% and 50% of the next 2% of pay.", "100% of 3%, 50% of 2%"),
    ("The Company matches dollar for dollar up to 4% of pay.", "100% of 4%"),
    ("The Company matches your contributions dollar-for-dollar on the first 4% of pay.", "100% of 4%"),
    ("The Company matches 50 cents on each dollar you contribute, up to 6% of pay.", "50% of 6%"),
    ("The Company matches 50¢ for every dollar up to 6% of pay.", "50% of 6%"),
    ("The Company matches $0.50 for each dollar you contribute up to 6% of pay.", "50% of 6%"),
    ("The Company matches $.50 for each dollar you contribute up to 6% of pay.", "50% of 6%"),
    ("The Company matches 100% of your contributions up to 5% of your pay.", "100% of 5%"),
    ("The Company matches 25% of your contributions, up to 8% of your eligible compensation.", "25% of 8%"),
    (
        "The Company matches 100% of deferrals up to 3% of pay, plus 50% of deferrals between 3% and 5% of pay.",
        "100% of 3%, 50% of 2%",
    ),
    (
        "The Company matches one dollar for each dollar on the first 3% of pay and 50 cents for each dollar on the "
        "next 2% of pay.",
        "100% of 3%, 50% of 2%",
    ),
    ("The Company matches fifty percent of the first six percent of pay.", "50% of 6%"),
    ("The Company matches half of what you contribute, up to 6% of pay.", "50% of 6%"),
    ("Deferrals Rate of match first 6% 75% next 2% 25%", "75% of 6%, 25% of 2%"),
    (
        "The Company adds a match: on the first 3% of Pay one dollar for each dollar, "
        "on the next 2% of Pay fifty cents for each dollar.",
        "100% of 3%, 50% of 2%",
    ),
    ("The match is 100% of the first 1% and 50% of the next 5% of pay.", "100% of 1%, 50% of 5%"),
    ("Your deferrals of up to 6% of pay earn a matching contribution of 150%.", "150% of 6%"),
]


@pytest.mark.parametrize(("text", "value"), FORMULAS)
def test_match_formulas(text: str, value: str) -> None:
    assert values(text, MATCH, "match_formula") == {value}


CHOICES = {
    (AFTER_TAX, "frozen"): [
        ("No after-tax contributions have been accepted since December 31, 2015.", "yes"),
        ("After-tax contributions are closed to new money.", "yes"),
    ],
    (CONVERSION, "conversion_frequency"): [
        ("You may convert your after-tax account to Roth in the plan at any time.", "on_demand"),
        ("In-plan Roth conversions are processed once each calendar quarter.", "quarterly"),
        ("You may make an in-plan Roth conversion on the last day of each quarter.", "quarterly"),
        ("You may make an in-plan Roth conversion twice a year.", "semiannual"),
        ("You may make an in-plan Roth conversion every six months.", "semiannual"),
        ("You may make one in-plan Roth conversion in any plan year.", "annual"),
        ("You may make an in-plan Roth conversion once a year.", "annual"),
        ("After-tax money is converted to Roth in the plan automatically each pay period.", "automatic"),
        ("You may make an in-plan Roth conversion once a month.", "monthly"),
    ],
    (CONVERSION, "conversion_scope"): [
        ("You may convert any vested amount to Roth in the plan.", "any"),
        ("In-plan Roth conversion is limited to otherwise distributable amounts.", "distributable"),
        ("You may make an in-plan Roth conversion of your after-tax account.", "after_tax"),
    ],
    (CONVERSION, "conversion_age"): [
        ("In-plan Roth conversions are available once you reach age 59½.", "59.5"),
    ],
    (WITHDRAWAL, "withdrawal_frequency"): [
        (
            "You may withdraw your after-tax contributions while employed twice in any plan year.",
            "semiannual",
        ),
        ("You may withdraw your after-tax contributions while employed once every 12 months.", "annual"),
        (
            "You may withdraw your after-tax contributions while employed once per calendar quarter.",
            "quarterly",
        ),
        ("You may withdraw your after-tax contributions while employed whenever you want.", "on_demand"),
    ],
    (WITHDRAWAL, "suspension_months"): [
        (
            "A withdrawal of after-tax contributions while employed suspends contributions for six months.",
            "6",
        ),
        (
            "A withdrawal of after-tax contributions while employed suspends contributions for 12 months.",
            "12",
        ),
    ],
    (CONVERSION, "minimum_dollars"): [("An in-plan Roth conversion must be for $500 or more.", "500")],
    (WITHDRAWAL, "fee_dollars"): [
        ("A withdrawal of after-tax contributions while employed costs $50.", "50"),
    ],
    (MATCH, "after_tax_matched"): [
        ("The Company matches deferrals; after-tax contributions are never matched.", "no"),
        ("The Company matches pre-tax, Roth and after-tax contributions alike.", "yes"),
    ],
    (HCE, "hce_cap_percent"): [
        ("Highly compensated employees may contribute no more than 4% of pay.", "4"),
        ("Highly compensated employees may contribute up to six percent of pay.", "6"),
        ("After-tax: 1% to 25%, on top of pre-tax savings. Highly compensated employees: 1% to 12%.", "12"),
    ],
    (HCE, "hce_combined_cap_percent"): [
        (
            "Highly compensated employees are held to 9% of pay, before-tax and after-tax savings combined.",
            "9",
        ),
    ],
    (HCE, "hce_deferral_cap_percent"): [
        (
            "The Elective Deferrals of Highly Compensated Employees may not be more than 8% of Compensation.",
            "8",
        ),
    ],
    (CAP, "combined_cap_percent"): [
        (
            "Your pre-tax, Roth and voluntary after-tax contributions together may not exceed 60% of pay.",
            "60",
        ),
    ],
    (AFTER_TAX, "spillover"): [
        ("Once you reach the limit, your deductions continue as voluntary after-tax contributions.", "yes"),
    ],
    (MATCH, "true_up"): [
        ("The Company trues up the matching contribution after the end of the year.", "yes"),
        ("The Company makes a true-up of the matching contribution after the end of the year.", "yes"),
        ("There is no true-up of the matching contribution.", "no"),
        ("The matching contribution is figured each pay period.", "per_pay_period"),
    ],
}


@pytest.mark.parametrize(
    ("text", "feature", "name", "value"),
    [(text, feature, name, value) for (feature, name), rows in CHOICES.items() for text, value in rows],
)
def test_choices(text: str, feature: str, name: str, value: str) -> None:
    assert values(text, feature, name) == {value}


@pytest.mark.parametrize(
    ("text", "read_as", "why"),
    [
        ("The Employer makes a safe harbor nonelective contribution of 3% of pay.", {"3"}, "of pay"),
        ("The Employer makes a safe harbor non-elective contribution of 4% of pay.", {"4"}, "with a hyphen"),
        ("[X] 3% safe harbor nonelective contribution", {"3"}, "a box of a form"),
        ("The safe harbor nonelective contribution is always vested.", set(), "no share"),
        ("The safe harbor matching contribution is 100% of the first 4% of pay.", set(), "a match"),
    ],
)
def test_base_money(text: str, read_as: set[str], why: str) -> None:
    assert values(text, SAFE_HARBOR, "nonelective_percent") == read_as, why


def test_every_rule_is_read_somewhere_here() -> None:
    read_here = {name for _, name in CHOICES} | {"nonelective_percent"}
    read_here |= {"after_tax_cap_percent", "after_tax_cap_dollars", "match_formula", "withdrawal_age"}
    assert set(RULES) == read_here


def test_facts_say_what_they_are_and_in_which_words() -> None:
    text = CAPPED.format("up to ten percent")
    (fact,) = (f for f in read(text)[CAP].facts if f.name == "after_tax_cap_percent")
    assert (fact.kind, fact.text, fact.page, fact.quote) == (FactKind.PERCENT, "ten percent", 1, text)


def test_a_number_of_another_sentence_is_not_read() -> None:
    text = "You may make voluntary after-tax contributions. Loans are limited to 50% of your account."
    assert values(text, CAP, "after_tax_cap_percent") == set()
