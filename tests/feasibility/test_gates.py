"""The strip of four questions: answers in words, and the page each rests on."""

import pytest

from rothscope.feasibility import assess
from rothscope.model.finding import Finding, Status
from rothscope.model.profile import Profile
from rothscope.packs.judgement import Judgement

from .build import AFTER_TAX, CONVERT, WITHDRAW, clause, finding, findings, plan, source

YES, NO = Status.ALLOWED, Status.NOT_ALLOWED
taken = finding(AFTER_TAX, YES, clause(AFTER_TAX, page=4))
monthly = finding(CONVERT, YES, clause(CONVERT, page=9), conversion_frequency="monthly")
at_59 = finding(WITHDRAW, Status.CONDITIONAL, withdrawal_age="59.5")
in_words = finding(
    WITHDRAW, Status.CONDITIONAL, clause(WITHDRAW, cues=("limits: age_bound",), words="age 65")
)
at_62 = finding(WITHDRAW, Status.CONDITIONAL, withdrawal_age="62")
shut = finding(CONVERT, NO)
kept = finding(WITHDRAW, NO)
refused = finding(AFTER_TAX, NO)


LATER = "not while you work here"
OPEN = "no limit stated"


@pytest.mark.parametrize(
    ("why", "found", "hce", "answers"),
    [
        ("open", (taken, monthly), None, ("yes", "yes", "once a month", OPEN)),
        ("I am one, and nobody is shut out", (taken, monthly), True, ("yes", "yes", "once a month", "yes")),
        ("limits for others do not reach me", (taken, monthly), False, ("yes", "yes", "once a month", "yes")),
        ("the way is not settled", (taken,), None, ("yes", "unclear", "unclear", OPEN)),
        ("from 59½", (taken, shut, at_59), None, ("yes", "only at 59½", LATER, OPEN)),
        ("from 62", (taken, shut, at_62), None, ("yes", "only at 62", LATER, OPEN)),
        ("an age only in words", (taken, shut, in_words), None, ("yes", "only at a stated age", LATER, OPEN)),
        ("closed", (taken, shut, kept), None, ("yes", "no", LATER, OPEN)),
        ("refused to everybody", (refused, monthly), None, ("no", "yes", "once a month", "no")),
        ("silent on after-tax", (monthly,), None, ("unclear", "yes", "once a month", "unclear")),
    ],
)
def test_answers(
    judgement: Judgement, why: str, found: tuple[Finding, ...], hce: bool | None, answers: tuple[str, ...]
) -> None:
    given = assess(findings(*found), plan(), (source(),), judgement, Profile(hce=hce))
    gates = given.feasibility.gates
    assert tuple(gate.answer for gate in gates) == answers, why
    assert [gate.id for gate in gates] == ["after_tax", "way_out", "how_often", "you"]
    assert all(gate.because.endswith(".") for gate in gates)


def test_each_gate_names_its_page(judgement: Judgement) -> None:
    capped = finding("hce_limit", YES, clause("hce_limit", page=11), hce_cap_percent="4")
    found = findings(taken, monthly, capped)
    gates = assess(found, plan(), (source(),), judgement, Profile(hce=True)).feasibility.gates
    assert [gate.page for gate in gates] == [4, 9, 9, 11]
    assert "4% of pay" in gates[3].because


def test_a_kind_of_plan_that_cannot_says_so_at_every_gate(judgement: Judgement) -> None:
    given = assess(findings(taken, monthly), plan(type="SEP-IRA"), (source(),), judgement).feasibility
    assert {gate.answer for gate in given.gates} == {"not in this kind of plan"}
    assert given.route is None
