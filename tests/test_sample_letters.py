"""Every kind of letter for every sample plan: complete, short where it must be, and true to the document."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rothscope.model.analysis import Analysis
from rothscope.model.finding import Status
from rothscope.report.letters import KINDS, Letter, write_letter
from rothscope.report.plaintext import one_line

SAMPLES = Path(__file__).parent.parent / "sample_spds"
NAMES = sorted(folder.name for folder in SAMPLES.iterdir() if (folder / "plan.pdf").exists())
EVERY = [(name, kind) for name in NAMES for kind in KINDS]
MOST_WORDS, MOST_QUESTIONS = 250, 8
ERISA = re.compile(r"ERISA|104\(b\)|\b1024\b|\b1132\b|502\(c\)|30 days|Form 5500|2520\.")
SETTLES = {
    "after_tax_contributions": ("A1", "A9"),
    "in_plan_roth_conversion": ("C1", "C5"),
    "in_service_after_tax": ("W1",),
    "roth_deferrals": ("C4",),
    "ira_roll_ins": ("R1",),
}
"""Questions that a feature's answer settles."""
SETTLED_BY_FACT = {
    "true_up": "M1",
    "after_tax_cap_percent": "A4",
    "combined_cap_percent": "A10",
    "spillover": "A5",
}
DECIDED = (Status.ALLOWED, Status.NOT_ALLOWED)


@pytest.fixture
def letter_of(analysis_of: Callable[[str], Analysis]) -> Callable[[str, str], Letter]:
    return lambda name, kind: write_letter(analysis_of(name), kind)


LetterOf = Callable[[str, str], Letter]


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_reads_as_written_by_a_careful_person(name: str, kind: str, letter_of: LetterOf) -> None:
    letter = letter_of(name, kind)
    whole = f"{letter.subject}\n{letter.body}"
    for slip in (
        "None",
        "{",
        "}",
        "the The",
        "the the",
        "this plan plan",
        "..\n",
        "P.C..",
        " ,",
        "()",
        "Part B.",
    ):
        assert slip not in whole, slip
    assert not re.search(r"[^.]\.\.(?!\.)(\s|$)", whole), "two full stops"
    for line in letter.body.splitlines():
        assert line == line.rstrip()
        assert not re.search(r"(?<=\S)  ", line.lstrip()), f"two spaces: {line!r}"
    numbers = [int(found) for found in re.findall(r"(?m)^(\d+)\. ", letter.body)]
    runs = [n for n, before in zip(numbers, [0, *numbers], strict=False) if n not in (before + 1, 1)]
    assert runs == [], "numbers run on from 1"


@pytest.mark.parametrize("kind", ["hr", "new-hire"])
@pytest.mark.parametrize("name", NAMES)
def test_a_letter_to_hr_can_be_answered_in_five_minutes(name: str, kind: str, letter_of: LetterOf) -> None:
    body = letter_of(name, kind).body
    assert len(body.split()) <= MOST_WORDS
    assert 1 <= len(re.findall(r"(?m)^\d+\. ", body)) <= MOST_QUESTIONS
    assert not ERISA.search(body)
    assert not re.search(r"\bIRC\b|U\.S\.C|CFR|section 4\d\d", body), "no law in a first letter"


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_no_law_is_misapplied(
    name: str, kind: str, analysis_of: Callable[[str], Analysis], letter_of: LetterOf
) -> None:
    plan = analysis_of(name).plan
    outside = plan.erisa is None or plan.erisa.value != "yes"
    cited = ERISA.search(letter_of(name, kind).body)
    assert cited is None or (kind == "formal-request" and not outside), cited


def test_samples_hold_a_plan_inside_and_one_outside_erisa(analysis_of: Callable[[str], Analysis]) -> None:
    stated = {str(plan.erisa and plan.erisa.value) for plan in (analysis_of(name).plan for name in NAMES)}
    assert {"yes", "no"} <= stated


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_nothing_is_asked_that_the_document_answers(
    name: str, kind: str, analysis_of: Callable[[str], Analysis], letter_of: LetterOf
) -> None:
    analysis, letter = analysis_of(name), letter_of(name, kind)
    settled = {
        id for feature, ids in SETTLES.items() if analysis.findings[feature].status in DECIDED for id in ids
    }
    facts = {fact.name for finding in analysis.findings.values() for fact in finding.facts}
    settled |= {id for fact, id in SETTLED_BY_FACT.items() if fact in facts}
    assert not settled & set(letter.asked)
    if kind == "follow-up" and analysis.findings["after_tax_contributions"].status in DECIDED:
        assert "does the plan take employee contributions" not in letter.body


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_every_quote_stands_in_the_document_on_a_page_it_has(
    name: str, kind: str, analysis_of: Callable[[str], Analysis], letter_of: LetterOf
) -> None:
    analysis, letter = analysis_of(name), letter_of(name, kind)
    heard = [
        one_line(clause.quote)
        for finding in analysis.findings.values()
        for clause in (*finding.decided_by, *finding.against, *finding.mentions)
    ]
    quotes = re.findall(r'(?:age \d+|PDF page \d+\)|The words there): "(.+)"$', letter.body, re.M)
    for quote in quotes:
        words = quote.removeprefix("... ").removesuffix(" ...")
        assert any(words in said for said in heard), quote
    for page in re.findall(r"PDF page (\d+)", letter.body):
        assert 1 <= int(page) <= analysis.coverage.pages


@pytest.mark.parametrize("name", NAMES)
def test_the_preparer_is_shown_room_only_where_there_is_some(
    name: str, analysis_of: Callable[[str], Analysis], letter_of: LetterOf
) -> None:
    refused = analysis_of(name).findings["after_tax_contributions"].status is Status.NOT_ALLOWED
    assert ("After-tax room" in letter_of(name, "cpa").body) is not refused
    assert all(form.title in letter_of(name, "cpa").body for form in analysis_of(name).tax_forms)
