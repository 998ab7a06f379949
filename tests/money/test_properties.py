"""What holds for everybody: no ceiling is passed, more pay never means less room, cheques sum to their total."""

from decimal import Decimal
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rothscope.errors import BadProfile
from rothscope.limits import known_years, limits_of
from rothscope.model.profile import Profile
from rothscope.money.caps import plan_caps
from rothscope.money.from_plan import fill_profile
from rothscope.money.prorata import IraYear, form_8606
from rothscope.money.schedule import equal_cheques, highest_election, spillover
from rothscope.money.space import figures_of, space
from rothscope.packs.find import patterns_folder

from .test_from_plan import findings

D = Decimal  # short, for the tables

FOLDER: Path = patterns_folder()
FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)
dollars = st.decimals(0, 700_000, places=2)
shares = st.decimals(0, 1, places=3)


def maybe(values: st.SearchStrategy[D]) -> st.SearchStrategy[D | None]:
    return st.none() | values


people = st.fixed_dictionaries(
    {
        "age": st.none() | st.integers(20, 70),
        "pay": dollars,
        "full_catch_up": st.just(False),
        "match": st.sampled_from([None, "50% of 6%", "100% of 3%, 50% of 2%", "25% of 10%, max $4,000"]),
        "nonelective": maybe(st.decimals(0, D("0.2"), places=3)),
        "employer_dollars": maybe(st.decimals(0, 30_000, places=2)),
        "after_tax_cap": maybe(shares),
        "after_tax_dollar_cap": maybe(dollars),
        "hce_cap": maybe(shares),
        "combined_cap": maybe(shares),
        "payroll_cap": maybe(shares),
        "paychecks_left": st.none() | st.integers(0, 26),
    }
)
years = st.sampled_from(known_years(FOLDER))


@FEW
@given(people, years)
def test_no_ceiling_is_ever_passed(said: dict[str, Any], year: int) -> None:
    limits, profile = limits_of(year, FOLDER), Profile.model_validate(said)
    found, figures = space(profile, limits), figures_of(profile, limits)
    assert found.space >= 0
    assert found.space <= found.room_415c
    if found.space:
        assert figures.filled + found.space <= min(limits.dollars("annual_additions"), figures.pay)
    for cap in plan_caps(profile, figures.pay, figures.deferral.base, limits):
        assert found.space <= cap.amount
    assert figures.deferral.base <= limits.dollars("elective_deferral")
    lines = {line.label: line.amount for line in found.lines}
    assert found.space in {found.room_415c, D(0), *lines.values()}


@FEW
@given(dollars, dollars, years, maybe(shares))
def test_more_pay_is_never_less_room(one: D, other: D, year: int, cap: D | None) -> None:
    low, high = sorted((one, other))
    said = [Profile(pay=pay, deferral=min(low, D(10_000)), after_tax_cap=cap) for pay in (low, high)]
    poor, rich = (space(profile, limits_of(year, FOLDER)) for profile in said)
    assert poor.space <= rich.space
    assert poor.room_415c <= rich.room_415c


@FEW
@given(dollars, st.integers(1, 53))
def test_cheques_sum_to_their_total(total: D, count: int) -> None:
    cheques = equal_cheques(total, count)
    assert sum(cheques) == total
    assert len(set(cheques[:-1])) <= 1
    if cheques:
        assert cheques[-1] >= cheques[0]
        assert cheques[-1] - cheques[0] < D(count) / 100


@FEW
@given(dollars, st.lists(st.decimals(0, 40_000, places=2), max_size=53))
def test_highest_election_is_highest_and_never_too_high(total: D, gross: list[D]) -> None:
    found = highest_election(total, gross)
    assert found.overshoot == 0
    assert found.contributed + found.unused == total
    if total and found.share < 1 and any(gross):
        assert sum(int(pay * (found.share + D("0.01")) * 100) for pay in gross) > total * 100


@FEW
@given(
    shares, st.lists(st.decimals(0, 40_000, places=2), max_size=30), st.decimals(0, 24_500, places=2), dollars
)
def test_spillover_defers_first_and_passes_neither_limit(
    share: D, gross: list[D], deferral: D, room: D
) -> None:
    cheques = spillover(share, gross, deferral, room)
    assert sum(c.deferral for c in cheques) <= deferral
    assert sum(c.after_tax for c in cheques) <= room
    assert all(c.deferral + c.after_tax <= c.gross * share for c in cheques)
    for before, after in pairwise(cheques):
        assert not (before.after_tax and after.deferral)


@FEW
@given(*(st.decimals(0, 500_000, places=2) for _ in range(5)), st.sampled_from([None, 3, 5]))
def test_basis_is_neither_made_nor_lost(
    new: D, basis: D, held: D, taken: D, convert: D, places: int | None
) -> None:
    year = IraYear(
        nondeductible=new, prior_basis=basis, year_end=held, distributions=taken, conversions=convert
    )
    form = form_8606(year, places)
    assert form.line12 + form.line17 + form.carry_forward_basis == new + basis
    assert form.tax_free + form.taxable == convert
    assert min(form.line12, form.line15, form.taxable, form.tax_free, form.carry_forward_basis) >= 0 or (
        new + basis
        > held + taken + convert  # more basis than money: a loss, where rounding has nothing to share
    )


def test_order_of_the_facts_does_not_matter() -> None:
    facts = (("after_tax_cap_percent", "10"), ("after_tax_cap_percent", "6"), ("match_formula", "50% of 6%"),
             ("match_formula", "100% of 4%"))  # fmt: skip
    limits = limits_of(2026, FOLDER)
    filled = [
        fill_profile(Profile(pay=D(300_000)), findings(*order), limits)[0] for order in permutations(facts)
    ]
    assert len(set(filled)) == 1
    assert {space(profile, limits) for profile in filled} == {space(filled[0], limits)}


def test_impossible_catch_up_never_passes_silently() -> None:
    for age in range(20, 80):
        profile = Profile(age=age, pay=D(300_000), deferral=D(36_000))
        try:
            space(profile, limits_of(2026, FOLDER))
        except BadProfile:
            continue
        raise AssertionError(age)
