"""The decision table read: answers give a row, friction and the band of the score may lower it.

Nothing here raises a verdict above its row, and a blocked or open row is never changed by points.
"""

from collections.abc import Sequence

from rothscope.feasibility.case import Answers, Case
from rothscope.feasibility.components import WayOut, personal_hce_cap
from rothscope.feasibility.score import band, rate
from rothscope.model.analysis import Component, SourceInfo, Verdict
from rothscope.packs.judgement import PlanTypes, ScoreRules, VerdictRow, Verdicts
from rothscope.packs.tags import Subject

_OPEN = (Verdict.READY, Verdict.READY_WITH_FRICTION, Verdict.PARTIAL)
"""The verdicts of an open plan, best first."""


def find_row(answers: Answers, verdicts: Verdicts) -> VerdictRow:
    """Return the row of the table for these answers."""
    combo = (answers.after_tax.answer, answers.convert.answer, answers.withdraw.answer)
    return next(row for row in verdicts.rows if (row.after_tax, row.convert, row.withdraw) == combo)


def not_applicable(case: Case, sources: Sequence[SourceInfo] = ()) -> str | None:
    """Return why this kind of plan cannot do it at all, by its type or by all documents read, or null where it may."""
    reasons, kinds = case.verdicts.not_applicable, case.verdicts.plan_types.not_applicable.items()
    if sources and all(source.kind in reasons for source in sources):
        return reasons[sources[0].kind]
    kind = next((kind for kind, names in kinds if PlanTypes.names(case.plan.type, names)), None)
    return None if kind is None else reasons[kind]


def settle_verdict(
    case: Case, answers: Answers, way: WayOut, components: tuple[Component, ...], rules: ScoreRules
) -> Verdict:
    """Return the verdict: the row's, or blocked for this person, or an open one lowered by what limits it."""
    row = find_row(answers, case.verdicts).verdict
    if row is Verdict.BLOCKED_NO_AFTER_TAX and answers.after_tax.reason in case.verdicts.for_you_reasons:
        return Verdict.BLOCKED_FOR_YOU
    if row is not Verdict.READY:
        return row
    friction = way.frequency in case.verdicts.friction_frequencies or personal_hce_cap(case) is not None
    lowered = Verdict.READY_WITH_FRICTION if friction or way.step not in ("in_plan", "roll_out") else row
    return max(lowered, _by_band(components, rules), key=_OPEN.index)


def _by_band(components: tuple[Component, ...], rules: ScoreRules) -> Verdict:
    """Return the band of the point, at worst PARTIAL.

    That a person's year is already full says nothing of the plan, so an empty room lowers nothing here.
    """
    graded = tuple(
        part.model_copy(update={"points": None}) if part.id == "room" and part.points == 0 else part
        for part in components
    )
    score, _ = rate(graded, rules)
    earned = band(score.point, rules) if score.point is not None else Verdict.READY
    return earned if earned in _OPEN else Verdict.PARTIAL


def explain(case: Case, answers: Answers, verdict: Verdict, components: tuple[Component, ...]) -> str:
    """Return why the verdict is what it is, in plain words; an open plan adds what limits it most."""
    if verdict is Verdict.BLOCKED_FOR_YOU:
        return case.verdicts.reasons[Subject.AFTER_TAX][answers.after_tax.reason]
    row = find_row(answers, case.verdicts)
    why = case.verdicts.whys[row.why]
    if verdict not in _OPEN:
        return why
    others = [part for part in components if part.points is not None and part.id != "room"]
    if verdict is not Verdict.READY and others:
        why += " " + max(others, key=lambda part: part.max - (part.points or 0)).because
    full = [part.because for part in components if part.id == "room" and part.points == 0]
    return " ".join([why, *full])
