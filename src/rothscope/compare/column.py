"""One plan as it is compared: what was found, and how it is judged, as it stands or with something supposed.

In goes an Analysis, out come its plans, which are several where it describes a booklet of several.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rothscope.analyze import VERDICT_ORDER, judge
from rothscope.feasibility import Assessment
from rothscope.model.analysis import Analysis, Feasibility, Plan, Score, SourceInfo, Verdict
from rothscope.model.clause import Clause
from rothscope.model.comparison import Half, HalfState
from rothscope.model.finding import Finding
from rothscope.model.profile import Profile
from rothscope.packs.comparing import Comparing, HalfRule
from rothscope.packs.tags import Answer
from rothscope.packs.wording import Wording
from rothscope.report.story import plan_name, shown_first, tell_gates

STATES = {Answer.YES.value: HalfState.GRANTED, Answer.UNCLEAR.value: HalfState.OPEN}
"""What a gate's answer means for a half of the power combination; every other answer refuses it for now."""

Rank = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Column:
    """A plan with its judgement. `part`: one plan of a booklet of several."""

    plan: Plan
    findings: Mapping[str, Finding]
    sources: tuple[SourceInfo, ...]
    assessment: Assessment
    part: bool
    folder: Path
    year: int

    @property
    def feasibility(self) -> Feasibility:
        """Return the verdict and how it came about."""
        return self.assessment.feasibility

    @property
    def several(self) -> bool:
        """Tell whether several files describe it, so that a page alone names no place."""
        return len(self.sources) > 1

    @property
    def name(self) -> str:
        """Return the plan's name, or that of its file where the document gives none."""
        return plan_name(self.plan) if self.plan.name else self.sources[0].name

    def verdict_for(self, profile: Profile) -> Verdict:
        """Return the verdict for somebody of whom this is known."""
        told = judge(dict(self.findings), self.plan, self.sources, self.folder, self.year, profile)
        return told.feasibility.verdict

    def supposing(self, findings: Mapping[str, Finding]) -> "Column":
        """Return the same plan with other findings, judged anew."""
        return column_of(self.plan, findings, self.sources, self.folder, self.year, self.part)


def columns_of(analysis: Analysis, folder: Path) -> tuple[Column, ...]:
    """Return the plans of an analysis, the one it puts first coming first."""
    told = [(analysis.plan, analysis.findings)]
    told += [(other.plan, other.findings) for other in analysis.other_plans]
    part = len(told) > 1
    return tuple(
        column_of(plan, findings, analysis.source, folder, analysis.limits.year, part)
        for plan, findings in told
    )


def column_of(
    plan: Plan,
    findings: Mapping[str, Finding],
    sources: tuple[SourceInfo, ...],
    folder: Path,
    year: int,
    part: bool = False,
) -> Column:
    """Return a plan judged for nobody in particular."""
    assessment = judge(dict(findings), plan, sources, folder, year)
    return Column(plan, findings, sources, assessment, part, folder, year)


def halves_of(column: Column, rules: Comparing, wording: Wording) -> tuple[Half, ...]:
    """Return both halves of the power combination as the document answers them."""
    return tuple(_half(column, rule, wording) for rule in rules.halves)


def span(column: Column, rules: Comparing) -> tuple[int, int]:
    """Return how many halves are granted, and how many could be with all that is open."""
    states = list(states_of(column, rules).values())
    granted = states.count(HalfState.GRANTED)
    return granted, granted + states.count(HalfState.OPEN)


def states_of(column: Column, rules: Comparing) -> dict[str, HalfState]:
    """Return what the document does with each half, by its gate."""
    return {rule.gate: _state(column, rule) for rule in rules.halves}


def rank(column: Column, rules: Comparing) -> Rank:
    """Return what plans are ordered by, best first: halves, verdict, score. Equal plans are equal."""
    low, high = span(column, rules)
    verdict = VERDICT_ORDER.index(column.feasibility.verdict)
    score = column.feasibility.score
    return (-(low + high), verdict, -_point(score), -score.low, -score.high)


def first_passage(finding: Finding) -> Clause | None:
    """Return the passage shown for a finding: what carries it, else what was merely heard."""
    return next(iter(shown_first(finding)), None)


def _point(score: Score) -> int:
    return score.low if score.point is None else score.point


def _state(column: Column, rule: HalfRule) -> HalfState:
    gate = next(gate for gate in column.feasibility.gates if gate.id == rule.gate)
    return STATES.get(gate.answer, HalfState.REFUSED)


def _half(column: Column, rule: HalfRule, wording: Wording) -> Half:
    gate = next(gate for gate in column.feasibility.gates if gate.id == rule.gate)
    mark, *_ = tell_gates((gate,), dict(column.findings), wording, several=column.several)
    finding = column.findings[gate.feature or rule.feature]
    return Half(
        id=rule.gate,
        title=rule.title,
        state=_state(column, rule),
        word=mark.answer,
        says=wording.features[finding.feature].reads[finding.status],
        page=gate.page,
        where=mark.where,
    )
