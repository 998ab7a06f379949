"""From findings to a verdict: what the plan allows this person, how sure that is, what to ask and do next.

Findings, the plan's identity, the sources and a profile go in; one `Assessment` comes out. Nothing is guessed:
what the document leaves open stays open, widens the score's interval and brings its question.
"""

from collections.abc import Mapping

from rothscope.feasibility.advice import advise, ask, situation_of, warn
from rothscope.feasibility.answers import read_answers
from rothscope.feasibility.case import Case
from rothscope.feasibility.components import Room, build_components, check_testing, find_way_out
from rothscope.feasibility.confidence import Evidence, measure
from rothscope.feasibility.gates import build_gates, closed_gates
from rothscope.feasibility.score import component, rate
from rothscope.feasibility.situation import raise_tags
from rothscope.feasibility.verdict import explain, not_applicable, settle_verdict
from rothscope.model.analysis import (
    Feasibility,
    NextStep,
    Plan,
    Question,
    Risk,
    Score,
    SituationFit,
    SourceInfo,
    Space,
    TaxForm,
    Unsettled,
    Verdict,
)
from rothscope.model.finding import Finding
from rothscope.model.frozen import Frozen
from rothscope.model.profile import Profile
from rothscope.packs.judgement import GateRule, Judgement
from rothscope.packs.tags import Reason

__all__ = ["Assessment", "assess"]

NOBODY = Profile()
"""A person who has said nothing."""


class Assessment(Frozen):
    """The feasibility with what it leaves to ask, to fear and to do. `conflict`: the documents disagree.

    `tags` is all that was found, in the words rules are chosen by (`packs/tags.py`).
    """

    feasibility: Feasibility
    questions: tuple[Question, ...]
    risks: tuple[Risk, ...]
    next_steps: tuple[NextStep, ...]
    tax_forms: tuple[TaxForm, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
    situation: SituationFit | None = None
    conflict: bool = False
    tags: frozenset[str] = frozenset()


def assess(
    findings: Mapping[str, Finding],
    plan: Plan,
    sources: tuple[SourceInfo, ...],
    judgement: Judgement,
    profile: Profile = NOBODY,
    space: Space | None = None,
    plan_year: int = 2026,
    annual_additions: int | None = None,
) -> Assessment:
    """Judge one plan for one person in one plan year.

    `space` is the person's after-tax room, `annual_additions` the year's 415(c) dollar limit it is measured
    against; without them the room is unknown. Raises BadProfile where `profile.testing` is no known step or
    `profile.situation` no known situation.
    """
    check_testing(profile.testing, judgement.score)
    case = Case(
        findings=dict(findings), plan=plan, profile=profile, verdicts=judgement.verdicts, plan_year=plan_year
    )
    room = Room(space=space, annual_additions=annual_additions)
    answers = read_answers(case)
    if answers.after_tax.reason is Reason.HCE_BARRED:
        room = room.for_barred()
    way = find_way_out(case, answers)
    closed = not_applicable(case, sources)
    evidence = Evidence(
        case=case, answers=answers, way=way, sources=sources, settled_by_type=closed is not None
    )
    if closed is None:
        feasibility = _judge(evidence, room, judgement)
    else:
        feasibility = _rule_out(evidence, room, judgement, closed)
    return _conclude(evidence, room, judgement, feasibility)


def _judge(evidence: Evidence, room: Room, judgement: Judgement) -> Feasibility:
    case, answers, way = evidence.case, evidence.answers, evidence.way
    components = build_components(case, answers, way, room, judgement.score)
    score, gates = rate(components, judgement.score)
    verdict = settle_verdict(case, answers, way, components, judgement.score)
    wording = judgement.verdicts.wording[verdict]
    return Feasibility(
        verdict=verdict,
        plain=wording.plain,
        headline=wording.headline,
        why=explain(case, answers, verdict, components),
        score=score,
        components=components,
        gates=build_gates(case, answers, way),
        caps_applied=tuple(_cap_words(gate) for gate in gates),
        confidence=measure(evidence, judgement.score.confidence),
        route=judgement.verdicts.routes.get(way.route),
        space=room.space,
    )


def _rule_out(evidence: Evidence, room: Room, judgement: Judgement, because: str) -> Feasibility:
    """Answer for a kind of plan that cannot do it: every part unknown, the score nought by the first gate."""
    wording = judgement.verdicts.wording[Verdict.NOT_APPLICABLE]
    return Feasibility(
        verdict=Verdict.NOT_APPLICABLE,
        plain=wording.plain,
        headline=wording.headline,
        why=because,
        score=Score(low=0, high=0, point=0),
        components=tuple(component(rule, None) for rule in judgement.score.components),
        gates=closed_gates(judgement.verdicts, because),
        caps_applied=(f"G0: at most 0, because {judgement.score.not_applicable}.",),
        confidence=measure(evidence, judgement.score.confidence),
        space=room.space,
    )


def _conclude(evidence: Evidence, room: Room, judgement: Judgement, feasibility: Feasibility) -> Assessment:
    case = evidence.case
    tags = raise_tags(evidence, feasibility.verdict, room, judgement.score.confidence)
    questions = ask(case, tags, judgement)
    deciding = sum(question.deciding for question in questions)
    points = "1 point" if deciding == 1 else f"{deciding} points"
    return Assessment(
        feasibility=feasibility.model_copy(update={"plain": feasibility.plain.format(points=points)}),
        questions=questions,
        risks=warn(case, tags, judgement),
        next_steps=advise(tags, questions, judgement),
        tax_forms=judgement.taxes.shown(tags),
        unsettled=judgement.taxes.open_points(tags),
        situation=situation_of(case, tags, judgement.strategies),
        conflict=evidence.answers.conflict,
        tags=tags,
    )


def _cap_words(gate: GateRule) -> str:
    return f"{gate.id}: at most {gate.cap}, because {gate.because}."
