"""The plan's own names for its money: what binds one, what does not, and that each document learns its own."""

import pytest

from rothscope.clauses.rules.terms import LONGEST, learn_terms
from rothscope.clauses.tokens.words import Finder
from rothscope.extract.read import read_text
from rothscope.packs.documents import load_sections
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language
from rothscope.structure.passages import split_passages
from rothscope.structure.sections import find_sections

FOLDER = patterns_folder()
FINDER = Finder(load_language(FOLDER))


def learned(text: str) -> dict[str, set[str]]:
    """Return for each concept the names a text binds to it."""
    document = read_text(text)
    kinds = load_sections(FOLDER)
    passages = split_passages(document, find_sections(document, kinds), kinds)
    read = list(FINDER.read_all(passage.says() for passage in passages))
    learned = learn_terms(passages, read, FINDER)
    return {key: {" ".join(name) for name in names} for key, names in learned.items()}


AFTER_TAX, ROTH, CONVERSION = "after_tax_house", "roth_house", "conversion_house"
BOUND = [
    ("Employee after-tax (source 07)", AFTER_TAX, "source 07", "the number of a source"),
    (
        "Kind | How it works | How much\nVoluntary | After income tax, and not Roth. Its deposits earn no match. | 1% to 9%",
        AFTER_TAX,
        "voluntary contributions",
        "a label that a table's cell explains",
    ),
    (
        "# Glossary\n\n## Lamp Savings\n\nSavings taken from Pay after tax which are not Roth contributions.",
        AFTER_TAX,
        "lamp savings",
        "an entry of a glossary",
    ),
    ("# Glossary\n\nMast Savings. Roth contributions taken from Pay.", ROTH, "mast savings", "an entry in one line"),
    (
        "# Voluntary Employee Contributions\n\n(After-tax contributions other than Roth Elective Deferrals.)",
        AFTER_TAX,
        "voluntary employee contributions",
        "a title that a bracket explains",
    ),
    ("You may have part of your pay set aside after tax. These are Regular Savings.", AFTER_TAX, "regular savings",
     "a name in the sentence behind"),
    ("“Regular Savings” means voluntary after-tax contributions.", AFTER_TAX, "regular savings", "a definition"),
    ("Regular Savings means voluntary after-tax contributions.", AFTER_TAX, "regular savings", "without marks"),
    ("These after-tax contributions are called Regular Savings.", AFTER_TAX, "regular savings", "a name that follows"),
    (
        "Supplemental Contributions are made from pay that has already been taxed.",
        AFTER_TAX,
        "supplemental contributions",
        "what they are made of",
    ),
    (
        "Supplemental Contributions are made from pay already taxed.",
        AFTER_TAX,
        "supplemental contributions",
        "the same more briefly",
    ),
    (
        "You may save on an after-tax basis (Regular Savings) or before tax (Basic Savings).",
        AFTER_TAX,
        "regular savings",
        "a name in brackets",
    ),
    (
        "In this booklet “After-Tax Contributions” means designated Roth contributions.",
        ROTH,
        "after tax contributions",
        "a name that misleads",
    ),
    (
        "“Member Savings” means nondeductible employee contributions.",
        AFTER_TAX,
        "member savings",
        "in the words of the law",
    ),
    ("“Regular Savings” means voluntary after-tax contributions.", AFTER_TAX, "regular saving", "in the singular"),
    ("“Peak Savings” means pay contributed after federal income tax is withheld.", AFTER_TAX, "peak savings", "taxed pay"),
    ("“Peak Savings” means pay contributed after federal income tax is withheld.", AFTER_TAX, "peak account", "its account"),
    ("“Daily Lift” means the transfer, within the Plan, of the balance to a Roth account.", CONVERSION, "daily lift",
     "a conversion by a name"),
    ("“Daily Lift” means the conversion of after-tax money to Roth money.", CONVERSION, "daily lift", "more briefly"),
]  # fmt: skip
BOUND_WRONG = {
    "what they are made of": "pay that has already been taxed is not known as after-tax",
    "the same more briefly": "nor is pay already taxed",
}


@pytest.mark.parametrize(
    ("text", "concept", "name", "why"),
    [
        pytest.param(
            *row,
            id=row[3],
            marks=[pytest.mark.xfail(strict=True, reason=BOUND_WRONG[row[3]])]
            if row[3] in BOUND_WRONG
            else [],
        )
        for row in BOUND
    ],
)
def test_bound(text: str, concept: str, name: str, why: str) -> None:
    assert name in learned(text).get(concept, set()), why


UNBOUND = [
    (
        "You may save pre-tax or after tax. These are Basic Savings.",
        "a name in the sentence behind, for two kinds of money",
    ),
    (
        "# Matching Contributions\n\n(After-tax contributions are not matched.)",
        "a bracket that says something of it",
    ),
    ("“Basic Savings” means pre-tax contributions.", "pre-tax money"),
    ("Regular Savings are credited every month.", "nothing about what they are"),
    ("You may make voluntary after-tax contributions.", "no name at all"),
    ("savings means voluntary after-tax contributions.", "no name: neither capitals nor marks"),
    (
        "The Contributions That Members Of The Old Plan Once Made As Savings means after-tax contributions.",
        f"longer than {LONGEST} words",
    ),
    ("The Savings Committee means the committee named by the Board.", "a body, not money"),
    (
        "Amounts above the after-tax limit of this Plan are called Excess Savings.",
        "named for what they exceed",
    ),
    (
        "“Lift Day” means the last day of the month, on which the balance is converted to Roth.",
        "a day, no move",
    ),
    ("“Daily Lift” means the transfer of pay records to the Roth committee.", "nothing in the plan is moved"),
    ("“Compensation” means pay before after-tax contributions are taken out.", "pay, not money saved"),
]


@pytest.mark.parametrize(("text", "why"), UNBOUND, ids=[row[1] for row in UNBOUND])
def test_not_bound(text: str, why: str) -> None:
    assert learned(text) == {}, why


def test_a_name_for_a_name_is_followed() -> None:
    text = (
        "“Regular Savings” means voluntary after-tax contributions. “Thrift Savings” means Regular Savings."
    )
    assert {"regular savings", "thrift savings"} <= learned(text)[AFTER_TAX]


def test_the_order_of_definitions_does_not_matter() -> None:
    first = "“Regular Savings” means voluntary after-tax contributions."
    second = "“Extra Savings” means Regular Savings."
    assert learned(f"{first}\n\n{second}") == learned(f"{second}\n\n{first}")
