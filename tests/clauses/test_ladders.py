"""Tables of what you save and what the employer adds: sums row by row, from which the bands of a match are told."""

import pytest

from .judged import MATCH, read

STEPS = "# Company match in your 401(k)\n\n| You save | We add |\n|---|---|\n"
LADDERS = [
    (
        STEPS + "| 1% | 1% |\n| 2% | 2% |\n| 3% | 3% |\n| 4% | 3.5% |\n| 5% or more | 4% |",
        "100% of 3%, 50% of 2%", "two bands",
    ),
    (STEPS + "| 1% of pay | 0.5% of pay |\n| 2% of pay | 1% of pay |", "50% of 2%", "one band"),
    (STEPS + "| 0% | 0% |\n| 1% | ½% |\n| 2% | 1% |\n| 3% | 1½% |\n| 4% | 1½% |", "50% of 3%", "nothing more at its end"),
    (
        "# Employer match\n\nThe Company matches what you defer.\n\n"
        "| Your deferral | Employer match | Together |\n|---|---|---|\n| 1% | 0.75% | 1.75% |\n"
        "| 2% | 1.5% | 3.5% |",
        "75% of 2%", "a third column",
    ),
    (STEPS + "| 2% | 2% |\n| 4% | 3% |", "", "what 3% earns is not told"),
    (STEPS + "| 5% | 4% |\n| 6% | 5% |", "", "nor what 1% earns"),
    (
        STEPS.replace("add", "match at") + "| First 3% | 100% |\n| Next 2% | 50% |",
        "100% of 3%|50% of 2%", "bands with their rates are read row by row, as before",
    ),
    (STEPS + "| 1% | 100% |\n| 2% | 50% |", "", "rates, not sums"),
    (STEPS + "| 1% | 1% |\n| 2% | 0.5% |", "", "a sum does not shrink"),
    (
        "# Vesting of the company match\n\n| Years | Vested |\n|---|---|\n| 1 | 20% |\n| 2 | 40% |\n| 3 | 100% |",
        "", "no savings",
    ),
    (
        "# Company match\n\nThe company match is decided each year.\n\n"
        "| Fund | Cost |\n|---|---|\n| Bonds | 0.5% |\n| Stocks | 0.6% |",
        "", "another table",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "formula", "why"), LADDERS)
def test_ladders(text: str, formula: str, why: str) -> None:
    finding = read(text)[MATCH]
    clauses = (*finding.decided_by, *finding.against, *finding.mentions)
    told = {fact.value for clause in clauses for fact in clause.facts if fact.name == "match_formula"}
    assert told == {word for word in formula.split("|") if word}, why


def test_a_ladder_quotes_its_last_row() -> None:
    (fact,) = (fact for fact in read(LADDERS[1][0])[MATCH].facts if fact.name == "match_formula")
    assert (fact.quote, fact.page) == ("2% of pay | 1% of pay", 1)
    assert fact.text == "1% of pay | 0.5% of pay … 2% of pay | 1% of pay"
