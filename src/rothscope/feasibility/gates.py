"""The four questions on the way, answered in words for the strip at the top of a report.

After-tax in, Roth out, how often, and you: each with its reason and the page it rests on.
"""

from rothscope.feasibility.case import Answers, Case, Point, deciding_clause
from rothscope.feasibility.components import WayOut, personal_hce_cap
from rothscope.feasibility.exits import HALF, UNSTATED
from rothscope.model.analysis import Gate
from rothscope.model.clause import Clause
from rothscope.packs.judgement import Verdicts
from rothscope.packs.tags import Answer, Frequency, Reason, Route


def build_gates(case: Case, answers: Answers, way: WayOut) -> tuple[Gate, ...]:
    """Return the four gates in the order a report shows them."""
    return (
        _gate(case.verdicts, "after_tax", answers.after_tax.answer.value, answers.after_tax),
        _way_out(case.verdicts, answers, way),
        _how_often(case, answers, way),
        _you(case, answers),
    )


def closed_gates(verdicts: Verdicts, because: str) -> tuple[Gate, ...]:
    """Return the four gates of a kind of plan that cannot do it."""
    answer = verdicts.answers["not_applicable"]
    return tuple(
        Gate(id=name, question=question, answer=answer, because=because)
        for name, question in verdicts.gates.items()
    )


def sentence(verdicts: Verdicts, point: Point) -> str:
    """Return why an answer is what it is, in one sentence."""
    return verdicts.reasons[point.subject][point.reason]


def _way_out(verdicts: Verdicts, answers: Answers, way: WayOut) -> Gate:
    convert, withdraw = answers.convert, answers.withdraw
    if way.route is Route.IN_PLAN:
        return _gate(verdicts, "way_out", "yes", convert)
    if way.route is Route.ROLL_OUT:
        return _gate(verdicts, "way_out", "yes", withdraw)
    open_point = next((point for point in (convert, withdraw) if point.answer is Answer.UNCLEAR), None)
    if open_point is not None:
        return _gate(verdicts, "way_out", "unclear", open_point)
    at_age = withdraw if withdraw.answer is Answer.AT_AGE else convert
    if at_age.reason is Reason.AGE_NOT_REACHED:
        return _gate(verdicts, "way_out", _at_age(verdicts, at_age), at_age)
    return _gate(verdicts, "way_out", "no", withdraw)


def _at_age(verdicts: Verdicts, point: Point) -> str:
    if point.age == UNSTATED or point.age is None:
        return verdicts.answers["at_some_age"]
    if point.age == HALF:
        return verdicts.answers["at_age"]
    return verdicts.answers["at_other_age"].format(age=format(point.age.normalize(), "f"))


def _how_often(case: Case, answers: Answers, way: WayOut) -> Gate:
    verdicts = case.verdicts
    if way.route is Route.NONE:
        closed = way.step is not None
        return Gate(
            id="how_often",
            question=verdicts.gates["how_often"],
            answer=verdicts.answers["not_while_employed"] if closed else "unclear",
            because=verdicts.because["how_often_closed" if closed else "how_often_unknown"],
        )
    point = answers.convert if way.route is Route.IN_PLAN else answers.withdraw
    known = way.frequency is not Frequency.UNKNOWN
    return Gate(
        id="how_often",
        question=verdicts.gates["how_often"],
        answer=verdicts.frequencies[way.frequency],
        because=verdicts.because["how_often_stated" if known else "how_often_unknown"],
        feature=point.clause.feature if point.clause else None,
        page=_page(point.clause) if known else None,
    )


def _you(case: Case, answers: Answers) -> Gate:
    verdicts, point = case.verdicts, answers.after_tax
    if point.answer is Answer.NO:
        mine = point.reason in verdicts.for_you_reasons
        gate = _gate(verdicts, "you", "no", point)
        return gate if mine else gate.model_copy(update={"because": verdicts.because["who_nobody"]})
    if point.answer is Answer.UNCLEAR:
        return _gate(verdicts, "you", "unclear", point)
    answer, why = _open_to(case)
    limit = case.findings.get("hce_limit")
    clause = deciding_clause(limit) if limit is not None and why == "who_capped" else None
    return Gate(
        id="you",
        question=verdicts.gates["you"],
        answer=answer,
        because=verdicts.because[why].format(percent=_percent(case)),
        feature=clause.feature if clause else None,
        page=_page(clause),
    )


def _open_to(case: Case) -> tuple[str, str]:
    """Return the answer and the key of its reason where after-tax money is taken."""
    if case.profile.hce is False:
        return "yes", "who_not_hce"
    if personal_hce_cap(case) is not None:
        return "yes", "who_capped"
    if case.profile.hce:
        return "yes", "who_hce"
    return case.verdicts.answers["no_limit"], "who_open"


def _percent(case: Case) -> str:
    cap = personal_hce_cap(case)
    return format(cap.normalize(), "f") if cap is not None else ""


def _gate(verdicts: Verdicts, name: str, answer: str, point: Point) -> Gate:
    return Gate(
        id=name,
        question=verdicts.gates[name],
        answer=answer,
        because=sentence(verdicts, point),
        feature=point.clause.feature if point.clause else None,
        page=_page(point.clause),
    )


def _page(clause: Clause | None) -> int | None:
    return clause.page if clause else None
