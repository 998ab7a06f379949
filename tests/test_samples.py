"""Every sample plan against what a careful reader finds in it: status, page, facts, identity, verdict.

What comes out wrong today stands in `known_misses` of the sample's expected.yaml, and fails the test as soon as it
comes right. `ROTHSCOPE_REGENERATE=1` writes these lists again and nothing else. No list excuses a wrong permission.
A key is such as `match.facts.true_up`, `plan.ein` or `verdict`; in a booklet of several plans the type comes first, as
in `403(b).match.status`.
"""

import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

from rothscope.analyze import VERDICT_ORDER
from rothscope.model.analysis import Analysis, OtherPlan, Plan, Stated, Verdict
from rothscope.model.finding import FEATURES, Finding, Status
from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_model

AnalysisOf = Callable[[str], Analysis]
ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "sample_spds"
NAMES = tuple(sorted(path.parent.name for path in FOLDER.glob("*/expected.yaml")))
NO_STATEMENT = frozenset({Status.SILENT, Status.MENTIONED_ONLY})
"""Both mean that the plan makes no statement; which of the two it is may depend on a passing remark."""

# What a wrong yes would cost a reader most: these three are never granted where the plan does not grant them.
DECIDING = ("after_tax_contributions", "in_plan_roth_conversion", "in_service_after_tax")
FIRM = frozenset({Status.ALLOWED, Status.CONDITIONAL})
READY = frozenset({Verdict.READY, Verdict.READY_WITH_FRICTION})
# Sample -> what is wrong with it, where a permission is claimed that is not there. Keep it empty.
WRONG_PERMISSIONS: dict[str, str] = {}

_MISSES = re.compile(r"^known_misses:\n(?:  - .*\n)+", re.MULTILINE)


class ExpectedFinding(Frozen):
    """One feature as a careful reader finds it. `pages` are PDF pages, every one that helps to decide."""

    status: Status
    pages: tuple[int, ...] = ()
    quote: str = ""
    facts: dict[str, float | str] = {}


class ExpectedAdministrator(Frozen):
    name: str
    phone: str


class ExpectedPlan(Frozen):
    """Who the plan is, dates as a reader writes them ("January 1, 2026", "June 30")."""

    name: str
    ein: str
    plan_number: str
    type: str
    sponsor: str
    administrator: ExpectedAdministrator
    plan_year_end: str
    effective_date: str


class ExpectedAnswer(Frozen):
    """The right answer for one plan."""

    plan: ExpectedPlan
    verdict: Verdict
    features: dict[str, ExpectedFinding]


class Expected(Frozen):
    """One expected.yaml: a plan, or the plans of a booklet, and what the program does not get right yet."""

    why: str
    plan: ExpectedPlan | None = None
    verdict: Verdict | None = None
    features: dict[str, ExpectedFinding] = {}
    plans: tuple[ExpectedAnswer, ...] = Field(default=())
    known_misses: tuple[str, ...] = ()

    def answers(self) -> Iterator[tuple[str, ExpectedAnswer]]:
        """Yield every plan's answer with what its keys begin with: nothing, or its type in a booklet of several."""
        if self.plan and self.verdict:
            yield "", ExpectedAnswer(plan=self.plan, verdict=self.verdict, features=self.features)
        for answer in self.plans:
            yield f"{answer.plan.type}.", answer


@cache
def expected(name: str) -> Expected:
    """Return the right answers for a sample."""
    return read_model(FOLDER / name / "expected.yaml", Expected)


def told_of(analysis: Analysis, answer: ExpectedAnswer, alone: bool) -> Analysis | OtherPlan | None:
    """Return what the program tells about the plan an answer is for: the one there is, or the one of its type."""
    if alone:
        return analysis
    told: tuple[Analysis | OtherPlan, ...] = (analysis, *analysis.other_plans)
    return next((t for t in told if t.plan.type and t.plan.type.value == answer.plan.type), None)


def misses(name: str, analysis: Analysis) -> dict[str, str]:
    """Return every key the program gets wrong, with what it should be and what it is."""
    found = {}
    for prefix, answer in expected(name).answers():
        told = told_of(analysis, answer, alone=not prefix)
        pairs = dict(_pairs(answer, told)) if told else {"told": ("of this plan", "nothing")}
        for key, (wanted, got) in pairs.items():
            if wanted != got:
                found[prefix + key] = f"should be {wanted!r}, is {got!r}"
    best = min(expected(name).plans, key=lambda a: VERDICT_ORDER.index(a.verdict), default=None)
    first = _said(analysis.plan.type)
    if best and best.plan.type != first:
        found["first"] = f"should be {best.plan.type!r}, is {first!r}: the plan best suited stands first"
    return found


def _pairs(answer: ExpectedAnswer, told: Analysis | OtherPlan) -> Iterator[tuple[str, tuple[object, object]]]:
    yield "verdict", (answer.verdict.value, told.feasibility.verdict.value)
    yield from _of_plan(answer.plan, told.plan)
    for feature in FEATURES:
        yield from _of_finding(feature, answer.features[feature], told.findings[feature])


def _of_plan(wanted: ExpectedPlan, told: Plan) -> Iterator[tuple[str, tuple[object, object]]]:
    yield "plan.name", (wanted.name, _said(told.name))
    yield "plan.ein", (wanted.ein, _said(told.ein))
    yield "plan.plan_number", (wanted.plan_number, _said(told.plan_number))
    yield "plan.type", (wanted.type, _said(told.type))
    yield "plan.sponsor", (wanted.sponsor, _said(told.sponsor))
    yield "plan.administrator.name", (wanted.administrator.name, _said(told.administrator.name))
    yield "plan.administrator.phone", (wanted.administrator.phone, _said(told.administrator.phone))
    day = datetime.strptime(f"{wanted.plan_year_end} 2000", "%B %d %Y")
    yield "plan.plan_year_end", (f"{day:%m-%d}", _said(told.plan_year_end))
    date = datetime.strptime(wanted.effective_date, "%B %d, %Y")
    yield "plan.effective_date", (f"{date:%Y-%m-%d}", _said(told.effective_date))


def _of_finding(
    feature: str, wanted: ExpectedFinding, told: Finding
) -> Iterator[tuple[str, tuple[object, object]]]:
    yield f"{feature}.status", (_class(wanted.status), _class(told.status))
    if wanted.status not in NO_STATEMENT:
        pages = tuple(dict.fromkeys(clause.page for clause in told.decided_by))
        right = any(page in wanted.pages for page in pages)
        yield f"{feature}.page", (wanted.pages, wanted.pages if right else pages)
    for name, value in wanted.facts.items():
        values = {fact.value for fact in told.facts if fact.name == name}
        plain = value if isinstance(value, str) else f"{value:g}"
        yield f"{feature}.facts.{name}", ({plain}, values)


def _class(status: Status) -> str:
    return "no statement" if status in NO_STATEMENT else status.value


def _said(stated: Stated | None) -> str | None:
    return stated.value if stated else None


def with_known_misses(text: str, keys: Iterator[str] | list[str]) -> str:
    """Return the text of an expected.yaml with this list of known misses at its end, all else as it is."""
    rest = _MISSES.sub("", text)
    listed = "".join(f"  - {key}\n" for key in sorted(keys))
    return f"{rest}known_misses:\n{listed}" if listed else rest


def test_there_are_enough_samples() -> None:
    assert len(NAMES) >= 8
    assert {path.parent.name for path in FOLDER.glob("*/plan.md")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_expected_values_are_whole(name: str) -> None:
    for _, answer in expected(name).answers():
        assert set(answer.features) == set(FEATURES)
        for feature, finding in answer.features.items():
            assert (finding.status in NO_STATEMENT) or (finding.pages and finding.quote), feature


@pytest.mark.parametrize("name", NAMES)
def test_sample_is_read_right(name: str, analysis_of: AnalysisOf) -> None:
    found = misses(name, analysis_of(name))
    file = FOLDER / name / "expected.yaml"
    if os.environ.get("ROTHSCOPE_REGENERATE"):
        text = file.read_text(encoding="utf-8")
        file.write_text(with_known_misses(text, list(found)), encoding="utf-8")
        return
    known = set(expected(name).known_misses)
    new = {key: told for key, told in found.items() if key not in known}
    assert not new, "wrong and not known: " + ", ".join(f"{key} {told}" for key, told in new.items())
    right = sorted(known - found.keys())
    assert right == [], "these come right now; drop them from known_misses (ROTHSCOPE_REGENERATE=1)"


def test_regenerating_keeps_the_rest() -> None:
    text = "why: a plan\nknown_misses:\n  - verdict\n  - match.status\nfeatures: {}\n"
    assert with_known_misses(text, []) == "why: a plan\nfeatures: {}\n"
    again = with_known_misses(text, ["plan.ein", "match.page"])
    assert again == "why: a plan\nfeatures: {}\nknown_misses:\n  - match.page\n  - plan.ein\n"
    assert with_known_misses(again, ["plan.ein", "match.page"]) == again


def _judged() -> list[Any]:
    return [
        pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=WRONG_PERMISSIONS[name]))
        if name in WRONG_PERMISSIONS
        else name
        for name in NAMES
    ]


@pytest.mark.parametrize("name", _judged())
def test_no_permission_that_is_not_there(name: str, analysis_of: AnalysisOf) -> None:
    """No known miss excuses this one: a wrong "allowed" is the fault the program must never have."""
    for prefix, answer in expected(name).answers():
        told = told_of(analysis_of(name), answer, alone=not prefix)
        if told is None:
            continue
        for feature in DECIDING:
            if answer.features[feature].status not in FIRM:
                finding = told.findings[feature]
                quotes = [clause.quote for clause in finding.decided_by]
                assert finding.status not in FIRM, f"{prefix}{feature}: {quotes}"
        if answer.verdict not in READY:
            assert told.feasibility.verdict not in READY, f"{prefix}{told.feasibility.headline}"
