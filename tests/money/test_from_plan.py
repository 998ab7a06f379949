from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from rothscope.model.analysis import Plan, Stated
from rothscope.model.clause import Fact, FactKind
from rothscope.model.finding import Finding, Status
from rothscope.model.profile import Profile, Vehicle
from rothscope.money.from_plan import fill_profile, with_status
from rothscope.money.room import room_of
from rothscope.money.space import space
from rothscope.packs.limits import YearLimits

D = Decimal  # short, for the tables

Limits = Callable[[int], YearLimits]


def findings(*facts: tuple[str, str], status: Status = Status.ALLOWED) -> dict[str, Finding]:
    kept = tuple(
        Fact(name=name, kind=FactKind.PERCENT, value=value, text=value, page=7, quote=f"quote of {value}")
        for name, value in facts
    )
    return {"match": Finding(feature="match", title="Match", status=status, reason="", facts=kept)}


PLAN = findings(
    ("match_formula", "50% of 6%"), ("after_tax_cap_percent", "10"), ("after_tax_cap_dollars", "20000"),
    ("combined_cap_percent", "50"), ("hce_cap_percent", "4"), ("true_up", "per_pay_period"),
)  # fmt: skip


def test_the_document_fills_what_was_not_said(limits: Limits) -> None:
    filled, notes = fill_profile(Profile(pay=D(300_000)), PLAN, limits(2026))
    assert filled == Profile(
        pay=D(300_000), match="50% of 6%", after_tax_cap=D("0.1"), after_tax_dollar_cap=D(20_000),
        combined_cap=D("0.5"), hce_cap=D("0.04"), true_up=False,
    )  # fmt: skip
    assert {note.field for note in notes} == {
        "match", "after_tax_cap", "after_tax_dollar_cap", "combined_cap", "hce_cap", "true_up"
    }  # fmt: skip
    cap = next(note for note in notes if note.field == "after_tax_cap")
    assert (cap.value, cap.page, cap.quote) == ("10%", 7, "quote of 10")


@pytest.mark.parametrize(
    ("last_year", "cap"), [(None, D("0.09")), (D(200_000), D("0.09")), (D(90_000), D("0.5"))]
)
def test_what_binds_the_highly_paid_together_binds_all_but_a_known_other(
    last_year: D | None, cap: D, limits: Limits
) -> None:
    plan = findings(
        ("combined_cap_percent", "50"), ("hce_combined_cap_percent", "9"), ("hce_deferral_cap_percent", "7")
    )
    filled, _ = fill_profile(Profile(pay=D(300_000), pay_last_year=last_year), plan, limits(2026))
    assert (filled.combined_cap, filled.hce_cap) == (cap, None)


def test_the_person_goes_first(limits: Limits) -> None:
    said = Profile(
        pay=D(300_000), match="100% of 4%", after_tax_cap=D("0.2"), after_tax_dollar_cap=D(5), combined_cap=D(1),
        hce_cap=D("0.05"), true_up=True,
    )  # fmt: skip
    assert fill_profile(said, PLAN, limits(2026)) == (said, ())


def test_employer_dollars_already_hold_the_match(limits: Limits) -> None:
    filled, _ = fill_profile(Profile(employer_dollars=D(9000)), PLAN, limits(2026))
    assert filled.match is None


@pytest.mark.parametrize(
    ("facts", "field", "value"),
    [
        ((("after_tax_cap_percent", "10"), ("after_tax_cap_percent", "8")), "after_tax_cap", D("0.08")),
        ((("match_formula", "50% of 6%"), ("match_formula", "100% of 4%")), "match", "100% of 4%"),
        ((("true_up", "yes"), ("true_up", "no")), "true_up", False),
    ],
)
def test_of_two_values_the_one_that_leaves_less_room(
    facts: tuple[tuple[str, str], ...], field: str, value: Any, limits: Limits
) -> None:
    for order in (facts, facts[::-1]):
        filled, (note,) = fill_profile(Profile(), findings(*order), limits(2026))
        assert getattr(filled, field) == value
        assert "2 different values" in note.because


@pytest.mark.parametrize(
    "fact",
    [("after_tax_cap_percent", "ten"), ("after_tax_cap_percent", "101"), ("after_tax_cap_percent", "NaN"),
     ("after_tax_cap_percent", "-1"), ("after_tax_cap_dollars", "1E+999999"), ("match_formula", "discretionary"),
     ("true_up", "maybe")],
)  # fmt: skip
def test_what_cannot_be_read_fills_nothing(fact: tuple[str, str], limits: Limits) -> None:
    assert fill_profile(Profile(), findings(fact), limits(2026)) == (Profile(), ())


@pytest.mark.parametrize("status", [Status.NOT_ALLOWED, Status.MENTIONED_ONLY, Status.SILENT])
def test_a_finding_that_says_nothing_fills_nothing(status: Status, limits: Limits) -> None:
    assert (
        fill_profile(Profile(), findings(("after_tax_cap_percent", "10"), status=status), limits(2026))[1]
        == ()
    )


def test_most_anyone_could(limits: Limits) -> None:
    found = room_of(Profile(), {}, limits(2026))
    assert (found.space, found.assumed) == (D(47_500), True)
    stated = findings(("after_tax_cap_percent", "10"), ("match_formula", "50% of 6%"))
    capped = room_of(Profile(), stated, limits(2026))
    assert (capped.space, capped.room_415c) == (D(36_000), D(36_700))


@pytest.mark.parametrize(
    ("profile", "room", "why"),
    [
        ({}, 36_700, "3% of 360,000 is kept free; of two shares the higher"),
        ({"nonelective": "0.05"}, 29_500, "the person's own word wins"),
        ({"employer_dollars": 9000}, 38_500, "dollars the person states hold it already"),
    ],
)
def test_base_money_the_document_states_takes_from_the_room(
    profile: dict[str, Any], room: int, why: str, limits: Limits
) -> None:
    stated = findings(("nonelective_percent", "2"), ("nonelective_percent", "3"))
    assert room_of(Profile.model_validate(profile), stated, limits(2026)).space == D(room), why


def share(name: str, value: str, page: int = 9) -> Fact:
    return Fact(name=name, kind=FactKind.PERCENT, value=value, text=value, page=page, quote=f"{value}%")


@pytest.mark.parametrize(
    ("said", "contributions", "room", "why"),
    [
        ({}, (("base_percent", "10"),), 11_500, "10% of 360,000 beside the deferral"),
        ({}, (("base_percent", "4"), ("base_percent", "8")), 18_700, "of several bands the highest"),
        ({"nonelective": "0.02"}, (("base_percent", "10"),), 40_300, "the person's own word wins"),
        ({"employer_dollars": 9000}, (("base_percent", "10"), ("late_percent", "5")), 38_500, "all of it, in dollars"),
        ({}, (("base_dollars", "500"),), 47_000, "a flat amount"),
        ({}, (("base_dollars", "500"), ("base_dollars", "1200")), 46_300, "of two the higher"),
        ({}, (("base_dollars", "500"), ("base_percent", "10")), 11_000, "both are paid"),
        ({"nonelective_dollars": 700}, (("base_dollars", "500"),), 46_800, "the person's own word wins"),
        ({"employer_dollars": 9000}, (("base_dollars", "500"),), 38_500, "which holds it already"),
        ({}, (("late_percent", "5"),), 29_500, "kept free"),
        ({}, (("base_percent", "5"), ("late_percent", "5")), 29_500, "one sentence tells both: kept free, once"),
        ({"late_nonelective": "0"}, (("late_percent", "5"),), 47_500, "the person knows that none will come"),
        ({}, (("required_percent", "6"),), 25_900, "what must be put in fills the limit too"),
        ({"required": "0.05"}, (("required_percent", "6"),), 29_500, "the person's own word wins"),
        ({"other_additions": 1000}, (("required_percent", "6"),), 46_500, "dollars the person states hold it already"),
        ({}, (("decided_yearly", "yes"),), 47_500, "nothing to count"),
    ],
)  # fmt: skip
def test_what_goes_in_beside_savings_and_match_takes_from_the_room(
    said: dict[str, Any], contributions: tuple[tuple[str, str], ...], room: int, why: str, limits: Limits
) -> None:
    plan = Plan(contributions=tuple(share(*pair) for pair in contributions))
    for order in (plan, Plan(contributions=plan.contributions[::-1])):
        assert room_of(Profile.model_validate(said), {}, limits(2026), order).space == D(room), why


@pytest.mark.parametrize(
    ("safe", "base", "counted", "why"),
    [
        ("3", "3", "3%", "told twice, and so one and the same"),
        ("3", "5", "8%", "two kinds of money"),
        ("3", None, "3%", "safe harbor alone"),
        (None, "5", "5%", "base money alone"),
    ],
)
def test_safe_harbor_money_and_base_money(
    safe: str | None, base: str | None, counted: str, why: str, limits: Limits
) -> None:
    stated = findings(("nonelective_percent", safe)) if safe else {}
    plan = Plan(contributions=(share("base_percent", base),) if base else ())
    (taken,) = room_of(Profile(), stated, limits(2026), plan).taken
    assert (taken.name, taken.value) == ("nonelective", counted), why
    assert ("page 7" in taken.because and "page 9" in taken.because) is (counted == "8%")


@pytest.mark.parametrize(
    ("kind", "room", "why"),
    [
        ("401(k)", 47_500, "72,000 less the deferral"),
        ("403(b)", 47_500, "deferrals to a 403(b) fill its limit"),
        ("401(a)", 72_000, "a 401(a) takes no elective deferrals"),
        ("401(a) money purchase pension plan", 72_000, "of any kind"),
        ("457(b)", 0, "no after-tax money at all"),
        (None, 47_500, "an unknown kind is taken for a 401(k)"),
    ],
)
def test_the_kind_of_plan_decides_what_fills_the_limit(
    kind: str | None, room: int, why: str, limits: Limits
) -> None:
    plan = Plan(type=Stated(value=kind, page=1, quote=kind) if kind else None)
    assert room_of(Profile(), {}, limits(2026), plan).space == D(room), why
    assert room_of(Profile(pay=D(360_000)), {}, limits(2026), plan).space == D(room), why


def test_the_person_s_own_word_about_the_kind_of_plan_wins(limits: Limits) -> None:
    plan = Plan(type=Stated(value="401(a)", page=1, quote="401(a)"))
    asked = Profile(pay=D(360_000), vehicle=Vehicle.K401)
    assert room_of(asked, {}, limits(2026), plan).space == D(47_500)


def test_a_filled_cap_binds_as_a_stated_one(limits: Limits) -> None:
    filled, _ = fill_profile(
        Profile(pay=D(250_000)), findings(("after_tax_cap_percent", "7.5")), limits(2026)
    )
    assert space(filled, limits(2026)).binding == "plan cap 7.5% of capped pay"


@pytest.mark.parametrize(
    ("values", "made_whole", "told", "why"),
    [
        (("per_pay_period",), False, "no true-up was read", "an inference, and said to be one"),
        (("per_pay_period", "yes"), True, "states it", "each pay period, and the rest after year end"),
        (("per_pay_period", "no"), False, "states it", "a plain no"),
        (("yes", "no"), False, "2 different values", "the one that leaves less"),
    ],
)
def test_a_match_of_each_pay_period_may_be_made_whole(
    values: tuple[str, ...], made_whole: bool, told: str, why: str, limits: Limits
) -> None:
    for order in (values, values[::-1]):
        filled, (note,) = fill_profile(Profile(), findings(*(("true_up", v) for v in order)), limits(2026))
        assert (filled.true_up, told in note.because) == (made_whole, True), why


@pytest.mark.parametrize(
    ("said", "hce", "why"),
    [
        ({"pay_last_year": 160_001}, True, "over last year's threshold of 160,000"),
        ({"pay_last_year": 160_000}, False, "not over it"),
        ({}, None, "nothing known"),
        (
            {"pay_last_year": 300_000, "hce": False},
            False,
            "the person's own word, such as of a top-paid-group election",
        ),
        ({"pay_last_year": 50_000, "situation": "practice_owner"}, None, "an owner is one at any pay"),
    ],
)
def test_last_year_s_pay_tells_who_is_highly_compensated(
    said: dict[str, Any], hce: bool | None, why: str, limits: Limits
) -> None:
    assert with_status(Profile.model_validate(said), limits(2026)).hce is hce, why


@pytest.mark.parametrize(
    ("end", "told"),
    [("06-30", "own year ends June 30"), ("02-29", "ends February 29"), ("12-31", None), (None, None)],
)
def test_a_plan_year_of_its_own_is_told_at_the_limit(
    end: str | None, told: str | None, limits: Limits
) -> None:
    plan = Plan(plan_year_end=Stated(value=end, page=1, quote=end) if end else None)
    because = room_of(Profile(), {}, limits(2026), plan).lines[0].because
    assert ("limitation year" in because and (told or "") in because) is (told is not None)


def test_a_401a_has_no_catch_up(limits: Limits) -> None:
    said = Profile(pay=D(200_000), age=61, full_catch_up=True, vehicle=Vehicle.A401)
    assert not any("Catch-up" in line.label for line in room_of(said, {}, limits(2026)).lines)
