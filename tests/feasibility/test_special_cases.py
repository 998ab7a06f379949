"""The situations beyond the table: people, ages, sources, kinds of plan, friction. One row, one rule."""

from decimal import Decimal
from typing import NamedTuple

import pytest

from rothscope.feasibility import Assessment, assess
from rothscope.model.analysis import Plan, Space
from rothscope.model.clause import Condition, ConditionKind, Fact, FactKind, Polarity
from rothscope.model.finding import Finding, Status
from rothscope.model.profile import Profile
from rothscope.packs.judgement import Judgement

from .build import AFTER_TAX, CONVERT, ROTH, WITHDRAW, clause, finding, findings, plan, source

YES, SOME, NO = Status.ALLOWED, Status.CONDITIONAL, Status.NOT_ALLOWED
HCE, NHCE, UNSAID = Profile(hce=True), Profile(hce=False), Profile()
DENIES = Polarity.DENIES

accepted = finding(AFTER_TAX, YES)
converts = finding(CONVERT, YES)
roth = finding(ROTH, YES)
barred = finding(AFTER_TAX, SOME, clause(AFTER_TAX), clause(AFTER_TAX, DENIES, applies_to=("HCE",)))
frozen = finding(AFTER_TAX, NO, clause(AFTER_TAX, DENIES, cues=("past",)))


class Row(NamedTuple):
    why: str
    verdict: str
    found: tuple[Finding, ...]
    profile: Profile = UNSAID
    plan: Plan = Plan()
    conflict: bool = False


def row(why: str, verdict: str, *found: Finding, profile: Profile = UNSAID, **stated: str) -> Row:
    return Row(why, verdict, found, profile, plan(**stated))


def conversion(status: Status = SOME, **stated: str) -> Finding:
    return finding(CONVERT, status, **stated)


def withdrawal(status: Status = YES, **stated: str) -> Finding:
    return finding(WITHDRAW, status, **stated)


ROWS = [
    row("barred, and I am one", "BLOCKED_FOR_YOU", barred, converts, profile=HCE),
    row("barred, first-year hire", "READY", barred, converts, profile=NHCE),
    row("barred, not known which I am", "CONFIRM_AFTER_TAX", barred, converts),
    row(
        "open to the others only, and I am one",
        "BLOCKED_FOR_YOU",
        finding(AFTER_TAX, SOME, clause(AFTER_TAX, applies_to=("NHCE",))),
        converts,
        profile=HCE,
    ),
    row(
        "a cap of zero is a bar",
        "BLOCKED_FOR_YOU",
        accepted,
        converts,
        finding("hce_limit", YES, hce_cap_percent="0"),
        profile=HCE,
    ),
    row(
        "a limit without a number may be a bar",
        "CONFIRM_AFTER_TAX",
        accepted,
        converts,
        finding("hce_limit", YES),
    ),
    row(
        "a limit without a number does not reach the others",
        "READY",
        accepted,
        converts,
        finding("hce_limit", YES),
        profile=NHCE,
    ),
    row(
        "tests may limit someone: no limit yet",
        "READY",
        accepted,
        converts,
        finding("hce_limit", Status.MENTIONED_ONLY),
    ),
    row(
        "capped",
        "READY_WITH_FRICTION",
        accepted,
        converts,
        finding("hce_limit", YES, hce_cap_percent="4"),
        profile=HCE,
    ),
    row(
        "capped in what one defers alone",
        "READY",
        accepted,
        converts,
        finding("hce_limit", YES, hce_deferral_cap_percent="7"),
        profile=HCE,
    ),
    row(
        "capped in all one saves together",
        "READY_WITH_FRICTION",
        accepted,
        converts,
        finding("hce_limit", YES, hce_combined_cap_percent="9"),
        profile=HCE,
    ),
    row(
        "capped, and I am not one",
        "READY",
        accepted,
        converts,
        finding("hce_limit", YES, hce_cap_percent="4"),
        profile=NHCE,
    ),
    row(
        "a refusal to one group says nothing of me",
        "CONFIRM_AFTER_TAX",
        finding(AFTER_TAX, NO, clause(AFTER_TAX, DENIES, applies_to=("hourly",))),
        converts,
    ),
    row(
        "a grant to one group says nothing of me",
        "CONFIRM_AFTER_TAX",
        finding(AFTER_TAX, SOME, clause(AFTER_TAX, applies_to=("salaried",))),
        converts,
    ),
    row("other conditions leave it a yes", "READY", finding(AFTER_TAX, SOME), converts),
    row("spillover is a yes", "READY", finding(AFTER_TAX, SOME, spillover="yes"), converts),
    row("frozen", "BLOCKED_FOR_YOU", frozen, converts),
    row("frozen, in the refusal's own words", "BLOCKED_FOR_YOU",
        finding(AFTER_TAX, NO, clause(AFTER_TAX, DENIES, cues=("denies: not_permitted",), words="no longer accepted")),
        converts),
    row("a plain refusal freezes nothing", "BLOCKED_NO_AFTER_TAX",
        finding(AFTER_TAX, NO, clause(AFTER_TAX, DENIES, cues=("denies: not_permitted",), words="not accepted")),
        converts),
    row("frozen, said as a fact", "BLOCKED_FOR_YOU", finding(AFTER_TAX, NO, frozen="yes"), converts),
    row("starts later", "BLOCKED_FOR_YOU", finding(AFTER_TAX, SOME, effective_date="2027-01-01"), converts),
    row("started long ago", "READY", finding(AFTER_TAX, YES, effective_date="2019-01-01"), converts),
    row("mentioned is not a yes", "CONFIRM_AFTER_TAX", finding(AFTER_TAX, Status.MENTIONED_ONLY), converts),
    row("a contradiction is no yes", "CONFIRM_AFTER_TAX", finding(AFTER_TAX, Status.CONFLICTING), converts),
    row(
        "conversion at 59½, withdrawal any time",
        "READY",
        accepted,
        conversion(conversion_age="59.5"),
        withdrawal(),
    ),
    row(
        "both at 59½",
        "DEFERRED",
        accepted,
        conversion(conversion_age="59.5"),
        withdrawal(SOME, withdrawal_age="59.5"),
        profile=Profile(age=45),
    ),
    row(
        "both at 59½, and I am older",
        "READY",
        accepted,
        conversion(conversion_age="59.5"),
        withdrawal(SOME, withdrawal_age="59.5"),
        profile=Profile(age=60),
    ),
    row("at 59 nobody is surely past 59½", "DEFERRED", accepted, conversion(conversion_age="59.5"),
        withdrawal(SOME, withdrawal_age="59.5"), profile=Profile(age=59)),
    row("62 is not 59½", "DEFERRED", accepted, finding(CONVERT, NO), withdrawal(SOME, withdrawal_age="62"),
        profile=Profile(age=60)),
    row("distributable, and it is", "READY", accepted, conversion(conversion_scope="distributable"),
        withdrawal()),
    row("distributable, not said whether it is", "CONFIRM_ROUTE", accepted,
        conversion(conversion_scope="distributable")),
    row("distributable, and it is not", "DEFERRED", accepted, conversion(conversion_scope="distributable"),
        withdrawal(NO)),
    row("other money only, silent on after-tax", "CONFIRM_ROUTE", accepted,
        conversion(conversion_scope="not_after_tax")),
    row("any vested amount", "READY", accepted, conversion(YES, conversion_scope="any")),
    row("a condition nobody explains", "CONFIRM_ROUTE", accepted, conversion()),
    row("conditional on how often only", "READY", accepted, conversion(conversion_frequency="quarterly")),
    row("a withdrawal on unknown terms", "CONFIRM_ROUTE", accepted, finding(CONVERT, NO), withdrawal(SOME)),
    row("suspension", "READY_WITH_FRICTION", accepted, finding(CONVERT, NO),
        withdrawal(suspension_months="6")),
    row("suspension does not matter beside a conversion", "READY", accepted, converts,
        withdrawal(suspension_months="6")),
    row("once a year", "READY_WITH_FRICTION", accepted, conversion(YES, conversion_frequency="annual")),
    row("once a year inside, any time out", "READY", accepted, conversion(YES, conversion_frequency="annual"),
        withdrawal(withdrawal_frequency="on_demand")),
    row("pre-tax money comes along", "READY_WITH_FRICTION", accepted, finding(CONVERT, NO),
        withdrawal(pro_rata="yes")),
    row("pre-tax money comes along, once a year, tight cap", "PARTIAL",
        finding(AFTER_TAX, YES, after_tax_cap_percent="2"), finding(CONVERT, NO),
        withdrawal(pro_rata="yes", withdrawal_frequency="annual")),
    row("small safe harbor practice", "PARTIAL", accepted, converts,
        profile=Profile(testing="small_safe_harbor")),
    row("past refunds", "READY_WITH_FRICTION", accepted, converts, profile=Profile(testing="refunds")),
    row("custodial account, conversion granted", "READY", accepted, converts, withdrawal(), type="403(b)",
        vehicle="custodial"),
    row("annuity contract, withdrawal any time", "READY", accepted, finding(CONVERT, NO), withdrawal(),
        type="403(b)", vehicle="annuity"),
    row("governmental 457(b)", "NOT_APPLICABLE", accepted, converts, type="governmental 457(b)"),
    row("SEP", "NOT_APPLICABLE", accepted, converts, type="SEP"),
    row("SIMPLE", "NOT_APPLICABLE", type="SIMPLE IRA"),
    row("cash balance", "NOT_APPLICABLE", type="Cash Balance Plan"),
    row("nonqualified", "NOT_APPLICABLE", type="nonqualified deferred compensation"),
    row("TSP: a conversion alone is not enough", "NOT_APPLICABLE", converts, type="TSP"),
    row("an unknown kind of plan is read as written", "READY", accepted, converts, type="Mystery"),
]  # fmt: skip

CONFLICTS = [
    row("no Roth account, yet conversion claimed", "DEFERRED", accepted, converts, finding(ROTH, NO),
        withdrawal(NO)),
    row("no Roth account, yet withdrawal open", "READY", accepted, converts, finding(ROTH, NO), withdrawal()),
    row("custodial account, withdrawal any time claimed", "CONFIRM_ROUTE", accepted, finding(CONVERT, NO),
        withdrawal(), type="403(b)", vehicle="custodial account"),
    row("stand-alone 401(a), conversion claimed", "CONFIRM_ROUTE", accepted, converts, type="401(a)"),
    row("stand-alone 401(a), conversion claimed, withdrawal open", "READY", accepted, converts, withdrawal(),
        type="401(a)"),
    row("two documents disagree on after-tax", "CONFIRM_AFTER_TAX", finding(AFTER_TAX, Status.CONFLICTING),
        converts),
]  # fmt: skip


def judged(judgement: Judgement, case: Row) -> Assessment:
    return assess(findings(*case.found), case.plan, (source(),), judgement, case.profile)


CLAUSES = [
    row("the document's own words for the others", "READY",
        finding(AFTER_TAX, SOME, clause(AFTER_TAX, applies_to=("non-highly compensated employees",))), converts,
        profile=NHCE),
    row("a longer name that holds the shorter", "BLOCKED_FOR_YOU",
        finding(AFTER_TAX, SOME, clause(AFTER_TAX, applies_to=("not highly compensated", "highly compensated"))),
        converts, profile=HCE),
    row("two groups in one sentence", "CONFIRM_AFTER_TAX",
        finding(AFTER_TAX, SOME, clause(AFTER_TAX, applies_to=("HCEs", "hourly employees"))), converts, profile=HCE),
    row("a refusal to some grants nothing to the rest", "CONFIRM_AFTER_TAX",
        finding(AFTER_TAX, SOME, clause(AFTER_TAX, DENIES, applies_to=("Highly Compensated Employees",))), converts,
        profile=NHCE),
    row("a refusal of some money grants nothing", "CONFIRM_ROUTE", accepted,
        finding(CONVERT, SOME, clause(CONVERT, DENIES, cues=("limits: not_after_tax_source",)))),
    row("announced without a date", "CONFIRM_AFTER_TAX",
        finding(AFTER_TAX, SOME, clause(AFTER_TAX, cues=("limits: future",))), converts),
    row("one sentence is open now, the other later", "READY",
        finding(AFTER_TAX, YES, clause(AFTER_TAX), clause(AFTER_TAX, cues=("limits: future",))), converts),
    row("after-tax at any age, all money at 59½", "READY", accepted,
        finding(CONVERT, SOME, clause(CONVERT, cues=("limits: age_bound",)),
                clause(CONVERT, cues=("limits: only_after_tax_source",)))),
    row("the same, told by facts", "READY", accepted,
        finding(CONVERT, SOME, clause(CONVERT, conversion_age="59.5", conversion_scope="any"),
                clause(CONVERT, conversion_scope="after_tax"))),
    row("an age in words only", "CONFIRM_ROUTE", accepted,
        finding(CONVERT, SOME, clause(CONVERT, cues=("limits: age_bound",), words="age 59½"))),
    row("an age in words only, reached", "READY", accepted,
        finding(CONVERT, SOME, clause(CONVERT, cues=("limits: age_bound",), words="age 59½")),
        profile=Profile(age=61)),
    row("another age in words only is not known to be reached", "CONFIRM_ROUTE", accepted,
        finding(CONVERT, SOME, clause(CONVERT, cues=("limits: age_bound",), words="age 65")),
        profile=Profile(age=61)),
    row("any amount, if it may be paid out", "CONFIRM_ROUTE", accepted,
        finding(CONVERT, SOME, clause(CONVERT, cues=("limits: distributable",), conversion_scope="any"))),
    row("hardship beside 59½", "DEFERRED", accepted, finding(CONVERT, NO),
        finding(WITHDRAW, SOME, clause(WITHDRAW, cues=("limits: hardship",)),
                clause(WITHDRAW, cues=("limits: age_bound",)))),
    row("hardship alone is no rollover", "CONFIRM_ROUTE", accepted, finding(CONVERT, NO),
        finding(WITHDRAW, SOME, clause(WITHDRAW, cues=("limits: hardship",)))),
]  # fmt: skip


@pytest.mark.parametrize("case", CLAUSES, ids=lambda case: case.why)
def test_each_clause_is_read_on_its_own_terms(judgement: Judgement, case: Row) -> None:
    assert judged(judgement, case).feasibility.verdict == case.verdict


def test_refused_in_general_and_allowed_for_some_is_unclear(judgement: Judgement) -> None:
    some = finding(AFTER_TAX, SOME, clause(AFTER_TAX, cues=("limits: spillover",)))
    refused = some.model_copy(update={"against": (clause(AFTER_TAX, DENIES),)})
    assert assess(findings(some, converts), plan(), (), judgement).feasibility.verdict == "READY"
    assert (
        assess(findings(refused, converts), plan(), (), judgement).feasibility.verdict == "CONFIRM_AFTER_TAX"
    )


@pytest.mark.parametrize("case", ROWS, ids=lambda case: case.why)
def test_special_cases(judgement: Judgement, case: Row) -> None:
    assert judged(judgement, case).feasibility.verdict == case.verdict


@pytest.mark.parametrize("case", CONFLICTS, ids=lambda case: case.why)
def test_contradictions_are_flagged_and_hold_confidence_down(judgement: Judgement, case: Row) -> None:
    given = judged(judgement, case)
    assert given.feasibility.verdict == case.verdict
    assert given.conflict
    assert given.feasibility.confidence.value <= 49
    assert "conflict" in {risk.id for risk in given.risks}


def test_a_stated_withdrawal_age_outranks_the_custodial_rule(judgement: Judgement) -> None:
    found = findings(accepted, finding(CONVERT, NO), withdrawal(SOME, withdrawal_age="59.5"))
    given = assess(found, plan(type="403(b)", vehicle="custodial"), (source(),), judgement)
    assert given.feasibility.verdict == "DEFERRED"
    assert not given.conflict


@pytest.mark.parametrize(
    ("kind", "verdict"), [(ConditionKind.SUBJECT_TO, "READY"), (ConditionKind.IF, "CONFIRM_ROUTE")]
)
def test_only_paperwork_conditions_leave_a_withdrawal_open(
    judgement: Judgement, kind: ConditionKind, verdict: str
) -> None:
    condition = Condition(kind=kind, text="in the document's own words")
    free = withdrawal(SOME).model_copy(update={"conditions": (condition,)})
    given = assess(findings(accepted, finding(CONVERT, NO), free), plan(), (source(),), judgement)
    assert given.feasibility.verdict == verdict


@pytest.mark.parametrize(
    ("words", "verdict", "why"),
    [
        ("if it is done once a year", "READY", "the condition is the pace"),
        ("if the Committee agrees", "CONFIRM_ROUTE", "the pace explains no consent"),
    ],
)
def test_a_pace_explains_no_other_condition(judgement: Judgement, words: str, verdict: str, why: str) -> None:
    pace = Fact(name="withdrawal_frequency", kind=FactKind.CHOICE, value="quarterly", text="once a year")
    condition = Condition(kind=ConditionKind.IF, text=words)
    told = withdrawal(SOME).model_copy(update={"conditions": (condition,), "facts": (pace,)})
    given = assess(findings(accepted, finding(CONVERT, NO), told), plan(), (source(),), judgement)
    assert given.feasibility.verdict == verdict, why


def test_the_reader_is_told_a_roth_account_was_inferred(judgement: Judgement) -> None:
    given = assess(findings(accepted, converts), plan(), (source(),), judgement)
    assert given.feasibility.verdict == "READY"
    assert "C4" not in {question.id for question in given.questions}


LIMIT = 72_000


def space(dollars: int, assumed: bool = False) -> Space:
    amount = Decimal(dollars)
    return Space(year=2026, space=amount, room_415c=amount, binding="room", assumed=assumed)


@pytest.mark.parametrize(
    ("dollars", "points", "why"),
    [
        (28_800, 10, "exactly two fifths"),
        (28_799, 8, "just under two fifths"),
        (21_600, 8, "three tenths"),
        (14_400, 6, "a fifth"),
        (7_200, 4, "a tenth"),
        (1, 2, "a dollar is not nothing"),
        (0, 0, "full"),
    ],
)
def test_room_is_a_share_of_the_years_limit(
    judgement: Judgement, dollars: int, points: int, why: str
) -> None:
    given = assess(
        findings(accepted, converts),
        plan(),
        (source(),),
        judgement,
        NHCE,
        space(dollars),
        annual_additions=LIMIT,
    )
    assert next(part.points for part in given.feasibility.components if part.id == "room") == points, why


@pytest.mark.parametrize(
    ("why", "stated", "profile", "found", "points"),
    [
        ("a governmental plan does not test", {"governmental": "yes"}, UNSAID, (accepted,), 10),
        ("it says it is not governmental", {"governmental": "no"}, UNSAID, (accepted,), None),
        ("nobody to test against", {"type": "solo 401(k)"}, UNSAID, (accepted,), 10),
        ("refunds go to others", {}, NHCE, (accepted,), 10),
        ("those who would fail put nothing in", {}, HCE, (barred,), 10),
        ("capped so that it passes", {}, HCE, (accepted, finding("hce_limit", YES, hce_cap_percent="4")), 7),
        (
            "what the person knows goes first",
            {"governmental": "yes"},
            Profile(testing="refunds"),
            (accepted,),
            2,
        ),
        ("nothing known is not nothing", {}, HCE, (accepted,), None),
    ],
)
def test_testing_counts_only_what_is_known(
    judgement: Judgement,
    why: str,
    stated: dict[str, str],
    profile: Profile,
    found: tuple[Finding, ...],
    points: int | None,
) -> None:
    given = assess(findings(*found, converts), plan(**stated), (source(),), judgement, profile)
    assert next(part.points for part in given.feasibility.components if part.id == "testing") == points, why


def test_room_nobody_stated_is_unknown_not_full(judgement: Judgement) -> None:
    given = assess(
        findings(accepted, converts), plan(), (source(),), judgement, space=space(47_500, assumed=True),
        annual_additions=LIMIT,
    )  # fmt: skip
    assert next(part for part in given.feasibility.components if part.id == "room").points is None


def test_a_full_year_is_no_fault_of_the_plan(judgement: Judgement) -> None:
    found = findings(accepted, finding(CONVERT, NO), withdrawal(withdrawal_frequency="on_demand"))
    given = assess(found, plan(), (source(),), judgement, HCE, space(0), annual_additions=LIMIT)
    assert given.feasibility.verdict == "READY"
    assert "No room is left" in given.feasibility.why
    assert any("next year" in step.text for step in given.next_steps)
    assert not any(step.text.startswith("Elect after-tax") for step in given.next_steps)
