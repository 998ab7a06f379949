"""What must hold for whatever a document may say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rothscope.feasibility import Assessment, assess
from rothscope.feasibility.score import component, rate
from rothscope.model.analysis import Verdict
from rothscope.model.clause import Clause, Polarity
from rothscope.model.finding import FEATURES, Finding, Status
from rothscope.model.profile import Profile
from rothscope.packs.find import patterns_folder
from rothscope.packs.judgement import load_judgement
from rothscope.packs.tags import FACTS

from .build import AFTER_TAX, CONVERT, ROTH, WITHDRAW, clause, finding, plan, source

JUDGEMENT = load_judgement(patterns_folder())
OPEN = (Verdict.READY, Verdict.READY_WITH_FRICTION, Verdict.PARTIAL)
VALUES = {
    "conversion_frequency": ["automatic", "on_demand", "quarterly", "annual", "sometimes"],
    "withdrawal_frequency": ["monthly", "semiannual", "annual"],
    "conversion_scope": ["any", "distributable", "after_tax", "not_after_tax"],
    "conversion_age": ["59.5", "62", "abc"],
    "withdrawal_age": ["59.5", "55"],
    "hce_cap_percent": ["0", "2", "6", "12"],
    "true_up": ["yes", "no", "per_pay_period", "perhaps"],
    "effective_date": ["2019-01-01", "2031-01-01"],
}
SCORED = (AFTER_TAX, CONVERT, WITHDRAW, ROTH, "hce_limit")


@st.composite
def clauses(draw: st.DrawFn, feature: str) -> Clause:
    polarity = draw(st.sampled_from((Polarity.GRANTS, Polarity.DENIES)))
    people = draw(st.sampled_from(((), (), ("HCE",), ("NHCE",), ("salaried",))))
    return clause(feature, polarity, page=draw(st.integers(1, 90)), applies_to=people)


@st.composite
def one_finding(draw: st.DrawFn, feature: str) -> Finding:
    status = draw(st.sampled_from(Status))
    spoken = status not in (Status.SILENT, Status.MENTIONED_ONLY)
    voted = draw(st.lists(clauses(feature), max_size=2)) if spoken else []
    names = draw(st.lists(st.sampled_from(FACTS), max_size=2, unique=True))
    stated = {name: draw(st.sampled_from(VALUES.get(name, ["yes", "no", "5", "25"]))) for name in names}
    return finding(feature, status, *voted, **stated)


documents = st.fixed_dictionaries({feature: one_finding(feature) for feature in FEATURES})
people = st.builds(
    Profile,
    hce=st.sampled_from((None, True, False)),
    age=st.sampled_from((None, 45, 60, 70)),
    testing=st.sampled_from((None, "refunds", "small_safe_harbor", "clean")),
)
kinds = st.sampled_from((None, "401(k)", "403(b)", "401(a)", "457(b)"))


def judged(found: dict[str, Finding], person: Profile, kind: str | None = None) -> Assessment:
    identity = plan(type=kind) if kind else plan()
    return assess(found, identity, (source(),), JUDGEMENT, person)


@given(documents, people, kinds)
@settings(max_examples=120, deadline=None)
def test_an_open_verdict_needs_a_grant_and_a_way_out(
    found: dict[str, Finding], person: Profile, kind: str | None
) -> None:
    feasibility = judged(found, person, kind).feasibility
    if feasibility.verdict in OPEN:
        assert found[AFTER_TAX].status in (Status.ALLOWED, Status.CONDITIONAL)
        ways = (found[CONVERT].status, found[WITHDRAW].status)
        assert Status.ALLOWED in ways or Status.CONDITIONAL in ways
        assert feasibility.route is not None
        assert feasibility.score.point is not None
    if feasibility.verdict in (Verdict.BLOCKED_NO_AFTER_TAX, Verdict.BLOCKED_FOR_YOU):
        assert feasibility.score.high <= 10
        assert found[AFTER_TAX].status in (Status.NOT_ALLOWED, Status.ALLOWED, Status.CONDITIONAL)


@given(documents, people, kinds)
@settings(max_examples=80, deadline=None)
def test_the_numbers_stay_in_order(found: dict[str, Finding], person: Profile, kind: str | None) -> None:
    feasibility = judged(found, person, kind).feasibility
    score = feasibility.score
    assert 0 <= score.low <= score.high <= 100
    assert score.point is None or score.low <= score.point <= score.high
    assert 0 <= feasibility.confidence.value <= sum(feasibility.confidence.parts.values()) <= 100


@given(documents, people, st.sampled_from([feature for feature in FEATURES if feature != CONVERT]))
@settings(max_examples=120, deadline=None)
def test_silence_never_lowers_the_best_case(
    found: dict[str, Finding], person: Profile, silenced: str
) -> None:
    before = judged(found, person).feasibility
    after = judged(found | {silenced: finding(silenced, Status.SILENT)}, person).feasibility
    assert after.score.high >= before.score.high


@given(documents, people)
@settings(max_examples=80, deadline=None)
def test_a_silent_conversion_falls_back_on_a_proven_withdrawal_and_nothing_else(
    found: dict[str, Finding], person: Profile
) -> None:
    """Roll-out alone is worth three points less, so this is the one silence that may lower the best case."""
    before = judged(found, person).feasibility
    after = judged(found | {CONVERT: finding(CONVERT, Status.SILENT)}, person).feasibility
    if after.score.high < before.score.high:
        assert (
            after.route
            == JUDGEMENT.verdicts.routes[next(r for r in JUDGEMENT.verdicts.routes if r == "roll_out")]
        )


@given(documents, people)
@settings(max_examples=80, deadline=None)
def test_a_feature_left_out_is_a_feature_unsaid(found: dict[str, Finding], person: Profile) -> None:
    spoken = {name: one for name, one in found.items() if one.status is not Status.SILENT}
    left_out = judged(spoken, person)
    assert judged(found, person) == left_out
    assert judged(dict(reversed(found.items())), person) == left_out


@given(documents, people, st.sampled_from([feature for feature in FEATURES if feature not in SCORED]))
@settings(max_examples=80, deadline=None)
def test_a_mention_moves_no_score(found: dict[str, Finding], person: Profile, feature: str) -> None:
    silent = judged(found | {feature: finding(feature, Status.SILENT)}, person).feasibility
    mentioned = judged(found | {feature: finding(feature, Status.MENTIONED_ONLY)}, person).feasibility
    assert mentioned.score == silent.score
    assert mentioned.verdict == silent.verdict


points = st.tuples(
    *(
        st.one_of(st.none(), st.sampled_from([step.points for step in rule.steps.values()]))
        for rule in JUDGEMENT.score.components
    )
)


@given(points, st.integers(0, 4))
def test_an_unknown_part_only_widens_the_interval(earned: tuple[int | None, ...], lost: int) -> None:
    def rated(values: tuple[int | None, ...]) -> tuple[int, int, bool]:
        parts = tuple(
            component(rule, None).model_copy(update={"points": value})
            for rule, value in zip(JUDGEMENT.score.components, values, strict=True)
        )
        score, gates = rate(parts, JUDGEMENT.score)
        gated = any(gate.component == JUDGEMENT.score.components[lost].id for gate in gates)
        return score.low, score.high, gated

    low, high, gated = rated(earned)
    wider_low, wider_high, _ = rated((*earned[:lost], None, *earned[lost + 1 :]))
    assert wider_high >= high
    assert wider_low <= low or gated  # a part that had closed a gate had also held the low end down
