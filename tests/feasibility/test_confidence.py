"""How far the evidence carries: worked values where the facts fix them, and every cap."""

from typing import NamedTuple

import pytest

from rothscope.feasibility import assess
from rothscope.model.analysis import Plan, SourceInfo
from rothscope.model.finding import Finding, Status
from rothscope.model.profile import Profile
from rothscope.packs.judgement import Judgement

from .build import AFTER_TAX, CONVERT, ROTH, WITHDRAW, clause, finding, findings, plan, source

YES, NO = Status.ALLOWED, Status.NOT_ALLOWED
SPD = source()
PLAN_DOCUMENT = source("plan_document", 25)


class Case(NamedTuple):
    why: str
    value: int
    band: str
    found: tuple[Finding, ...]
    sources: tuple[SourceInfo, ...] = (SPD,)
    profile: Profile = Profile()
    plan: Plan = Plan()


after_tax = finding(AFTER_TAX, YES)
capped = finding(AFTER_TAX, YES, after_tax_cap_percent="10")
on_demand = finding(CONVERT, YES, conversion_frequency="on_demand")
match = finding("match", YES, match_formula="100% of 3%")

CASES = [
    Case(
        "all quoted, from a description with its later changes",
        96,
        "High",
        (capped, on_demand, finding(WITHDRAW, YES), finding(ROTH, YES), match),
        (SPD, source("smm", 14)),
    ),
    Case(
        "all quoted, from the plan document itself",
        100,
        "High",
        (capped, on_demand, finding(WITHDRAW, YES), finding(ROTH, YES), match),
        (PLAN_DOCUMENT,),
    ),
    Case(
        "cap and frequency quoted, Roth account implied, withdrawal and match silent",
        81,
        "High",
        (capped, on_demand, finding("hce_limit", YES, hce_cap_percent="4")),
    ),
    Case(
        "both ways closed until 59½: frequency has nothing to say",
        86,
        "High",
        (
            after_tax,
            finding(CONVERT, NO),
            finding(WITHDRAW, Status.CONDITIONAL, withdrawal_age="59.5"),
            finding(ROTH, YES),
        ),
        profile=Profile(age=45),
    ),
    Case(
        "out at separation only",
        86,
        "High",
        (after_tax, finding(CONVERT, NO), finding(WITHDRAW, NO), finding(ROTH, YES)),
    ),
    Case("silent on after-tax: capped, though all else is good", 54, "Low", (on_demand,)),
    Case(
        "after-tax only implied: capped",
        54,
        "Low",
        (finding(AFTER_TAX, YES, clause(AFTER_TAX, cues=("implied",))), on_demand, match),
    ),
    Case("documents disagree", 49, "Low", (finding(AFTER_TAX, Status.CONFLICTING), on_demand)),
    Case("a tax notice only", 10, "Low", (), (source("tax_notice", 0),)),
    Case("no document at all", 10, "Low", (), ()),
    Case(
        "settled by the kind of plan: by the authority of the document",
        93,
        "High",
        (),
        plan=plan(type="457(b)"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_worked_confidence(judgement: Judgement, case: Case) -> None:
    given = assess(findings(*case.found), case.plan, case.sources, judgement, case.profile)
    confidence = given.feasibility.confidence
    assert (confidence.value, confidence.band) == (case.value, case.band)
    assert confidence.because.endswith(".")


@pytest.mark.parametrize(
    ("date", "points", "why"),
    [
        ("2026-03-01", 15, "newer than the plan year's start"),
        ("2025-01-01", 15, "twelve months"),
        ("2024-12-31", 12, "counted in months: thirteen"),
        ("2024-01", 12, "a month will do"),
        ("2023", 8, "a year will do"),
        ("2021-01-01", 8, "five years to the month"),
        ("2020-12-01", 3, "older"),
        (None, 5, "undated"),
        ("soon", 5, "not a date"),
    ],
)
def test_recency(judgement: Judgement, date: str | None, points: int, why: str) -> None:
    given = assess(findings(after_tax), plan(), (source(date=date),), judgement, plan_year=2026)
    assert given.feasibility.confidence.parts["recency"] == points, why


def test_the_newest_document_sets_the_age(judgement: Judgement) -> None:
    both = (source(date="2015-01-01"), source("smm", 14, "2025-10-01"))
    given = assess(findings(after_tax), plan(), both, judgement)
    assert given.feasibility.confidence.parts["recency"] == 15


def test_a_notice_without_authority_makes_nothing_newer(judgement: Judgement) -> None:
    both = (source(date="2015-01-01"), source("tax_notice", 0, "2025-10-01"))
    given = assess(findings(after_tax), plan(), both, judgement)
    assert given.feasibility.confidence.parts["recency"] == 3


@pytest.mark.parametrize(
    ("update", "points", "why"),
    [
        ({}, 10, "text of its own"),
        ({"ocr_pages": (3,)}, 5, "a page read from its picture"),
        ({"pages_without_text": (3, 4)}, 10, "two of forty pages"),
        ({"pages_without_text": (1, 2, 3, 4, 5)}, 2, "five of forty pages"),
    ],
)
def test_text_quality(
    judgement: Judgement, update: dict[str, tuple[int, ...]], points: int, why: str
) -> None:
    given = assess(findings(after_tax), plan(), (source().model_copy(update=update),), judgement)
    assert given.feasibility.confidence.parts["text"] == points, why


def test_a_side_issue_in_dispute_costs_half(judgement: Judgement) -> None:
    found = findings(after_tax, on_demand, finding("match", Status.CONFLICTING))
    parts = assess(found, plan(), (SPD,), judgement).feasibility.confidence.parts
    assert parts["consistency"] == 5
