"""The money rooms against `reference.py`, which works out the same law in another way, for thousands of people."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rothscope.errors import BadProfile
from rothscope.limits import limits_of
from rothscope.model.profile import Profile
from rothscope.money.caps import cheques_left
from rothscope.money.catch_up import (
    catch_up_limit,
    fifteen_year_catch_up,
    highly_compensated,
    limit_457b,
    roth_catch_up,
)
from rothscope.money.employer import gross_by_cheque
from rothscope.money.projection import Deposits, future_value
from rothscope.money.prorata import IraYear, form_8606
from rothscope.money.schedule import (
    equal_cheques,
    highest_election,
    match_protection,
    spillover,
)
from rothscope.money.self_employed import earned_income
from rothscope.money.space import figures_of, space
from rothscope.money.testing import acp_ceiling
from rothscope.packs.find import patterns_folder

from . import reference as ref

FOLDER = patterns_folder()
LIMITS = {year: limits_of(year, FOLDER) for year in ref.LAW}
MATCHES = {
    "50% of 6%": (ref.Tier(Fraction(1, 2), Fraction(6, 100)),),
    "100% of 3%, 50% of 2%": (
        ref.Tier(Fraction(1), Fraction(3, 100)),
        ref.Tier(Fraction(1, 2), Fraction(5, 100)),
    ),
    "100% of 1%, 50% of 5%": (
        ref.Tier(Fraction(1), Fraction(1, 100)),
        ref.Tier(Fraction(1, 2), Fraction(6, 100)),
    ),
    "33.3% of 7.5%": (ref.Tier(Fraction(333, 1000), Fraction(75, 1000)),),
    "150% of 4%": (ref.Tier(Fraction(3, 2), Fraction(4, 100)),),
}
MANY = 3000


def cents(amount: Decimal) -> int:
    assert amount == amount.quantize(Decimal("0.01")), "an amount has whole cents"
    return int(amount * 100)


def dollars(amount: int) -> Decimal:
    return Decimal(amount) / 100


def share(dice: random.Random, most: int = 300) -> tuple[Fraction, Decimal]:
    """A share of pay in thousandths, both ways."""
    parts = dice.randrange(most)
    return Fraction(parts, 1000), Decimal(parts) / 1000


def maybe(dice: random.Random, chance: float = 0.3) -> bool:
    return dice.random() < chance


def person(dice: random.Random, **fixed: Any) -> tuple[ref.Person, Profile]:
    """One person at random, told to both; what is drawn may be more than the law allows."""
    year = dice.choice(list(ref.LAW))
    one: dict[str, Any] = {
        "year": year,
        "pay": dice.choice([dice.randrange(90_000_00), dice.randrange(600_000_00)]),
    }
    said: dict[str, Any] = {"pay": dollars(one["pay"])}

    def both(mine: str, theirs: str, value: Any, told: Any) -> None:
        one[mine], said[theirs] = value, told

    def dollar(mine: str, theirs: str, most: int, chance: float) -> None:
        if maybe(dice, chance):
            amount = dice.randrange(most * 100)
            both(mine, theirs, amount, dollars(amount))

    def part(mine: str, theirs: str, most: int, chance: float) -> None:
        if maybe(dice, chance):
            both(mine, theirs, *share(dice, most))

    if maybe(dice, 0.8):
        both("age", "age", *[dice.randrange(21, 72)] * 2)
    dollar("elsewhere", "deferred_elsewhere", 24_000, 0.2)
    dollar("deferral", "deferral", 24_000, 0.4)
    dollar("last_year", "pay_last_year", 300_000, 0.5)
    if maybe(dice, 0.5):
        formula = dice.choice(list(MATCHES))
        ceiling = dice.choice([None, None, 500_000])
        told = formula if ceiling is None else f"{formula}, max $5,000"
        one.update(match=MATCHES[formula], ceiling=ceiling)
        said["match"] = told
        if maybe(dice, 0.4):
            both("true_up", "true_up", False, False)
            both("election", "election", *share(dice, 700))
    part("base", "nonelective", 150, 0.3)
    part("late", "late_nonelective", 80, 0.2)
    part("required", "required", 90, 0.2)
    dollar("employer", "employer_dollars", 20_000, 0.2)
    dollar("other", "other_additions", 20_000, 0.2)
    part("cap", "after_tax_cap", 300, 0.3)
    dollar("dollar_cap", "after_tax_dollar_cap", 50_000, 0.2)
    part("hce_cap", "hce_cap", 100, 0.2)
    part("combined", "combined_cap", 900, 0.2)
    part("payroll", "payroll_cap", 1000, 0.2)
    both("cheques", "paychecks", *[dice.choice([12, 24, 26, 27, 52, 53])] * 2)
    if maybe(dice, 0.3):
        both("left", "paychecks_left", *[dice.randrange(one["cheques"] + 1)] * 2)
    one.update(fixed)
    return ref.Person(**one), Profile.model_validate(said)


def fitting(dice: random.Random, make: Any, count: int = MANY) -> Iterator[tuple[ref.Person, Profile]]:
    """People whose numbers the law allows, so many; the others are refused, which other tests look at."""
    found = tried = 0
    while found < count:
        tried += 1
        one, profile = make(dice)
        try:
            space(profile, LIMITS[one.year])
        except BadProfile:
            continue
        found += 1
        yield one, profile
    assert tried < 3 * count, "most people are allowed"


def same(one: ref.Person, profile: Profile) -> None:
    limits = LIMITS[one.year]
    found, figures = space(profile, limits), figures_of(profile, limits)
    pay, first, second, rest = ref.additions(one)
    told = [figures.pay, figures.deferral.base, figures.deferral.catch_up]
    assert [cents(amount) for amount in told] == [pay, first, second], (one, profile)
    assert cents(sum((line.amount for line in figures.additions), Decimal(0))) == rest, (one, profile)
    assert cents(found.room_415c) == ref.room(one), (one, profile)
    assert cents(found.space) == ref.space(one), (one, profile)


def test_employees() -> None:
    for one, profile in fitting(random.Random(1), person):
        same(one, profile)


def test_with_a_catch_up() -> None:
    def make(dice: random.Random) -> tuple[ref.Person, Profile]:
        year, age = dice.choice(list(ref.LAW)), dice.randrange(48, 70)
        amount = ref.catch_up_at(age, year) if maybe(dice, 0.6) else dice.randrange(1, 8_000_00)
        one, profile = person(dice, year=year, age=age, catch_up=amount)
        full = amount == ref.catch_up_at(age, year)
        said = {"full_catch_up": True} if full else {"catch_up": dollars(amount)}
        return one, profile.model_copy(update={"age": age, **said})

    for one, profile in fitting(random.Random(2), make, 700):
        same(one, profile)


@pytest.mark.parametrize(("kind", "elective"), [("401k", True), ("403b", True), ("401a", False)])
def test_kinds_of_plan(kind: str, elective: bool) -> None:
    def make(dice: random.Random) -> tuple[ref.Person, Profile]:
        one, profile = person(dice, elective=elective)
        return one, Profile.model_validate({**profile.model_dump(), "vehicle": kind})

    for one, profile in fitting(random.Random(3), make, 300):
        same(one, profile)


def test_the_self_employed() -> None:
    def make(dice: random.Random) -> tuple[ref.Person, Profile]:
        year, profit = dice.choice(list(ref.LAW)), dice.randrange(700_000_00)
        wages, deferral = (
            dice.choice([0, dice.randrange(300_000_00)]),
            dice.choice([0, dice.randrange(20_000_00)]),
        )
        part, told = share(dice, 251)
        one = ref.Person(year=year, pay=profit, profit=True, wages=wages, deferral=deferral, base=part)
        return one, Profile(
            pay=dollars(profit), wages_elsewhere=dollars(wages), deferral=dollars(deferral), nonelective=told,
            self_employed=True,
        )  # fmt: skip

    for one, profile in fitting(random.Random(4), make):
        same(one, profile)
        income = earned_income(
            profile.pay or Decimal(0), profile.wages_elsewhere or Decimal(0), LIMITS[one.year]
        )
        assert cents(income.earned) == ref.earned_income(one)
        assert cents(income.most_employer) == ref.own_share(ref.earned_income(one), Fraction(1, 4), one.year)


def test_two_unrelated_employers() -> None:
    dice = random.Random(5)
    for _ in range(500):
        year = dice.choice(list(ref.LAW))
        jobs = [person(dice) for _ in range(2)]
        (one, mine), (other, theirs) = ((replace(job, year=year, elsewhere=0), said) for job, said in jobs)
        mine = mine.model_copy(update={"deferred_elsewhere": None})
        try:
            deferral = figures_of(mine, LIMITS[year]).deferral.total
            theirs = theirs.model_copy(update={"deferred_elsewhere": deferral})
            told = space(mine, LIMITS[year]).space, space(theirs, LIMITS[year]).space
        except BadProfile:
            continue
        assert tuple(map(cents, told)) == ref.two_jobs(one, other), (mine, theirs)


def test_paychecks() -> None:
    dice = random.Random(6)
    for one, profile in fitting(dice, person, 400):
        limits = LIMITS[one.year]
        total, left = space(profile, limits).space, cheques_left(profile)
        assert [cents(amount) for amount in equal_cheques(total, left)] == ref.cheques(cents(total), left)
        gross = gross_by_cheque(figures_of(profile, limits).pay, one.cheques)
        assert [cents(amount) for amount in gross] == ref.gross(one)
        found = highest_election(total, gross)
        if total and one.pay:
            assert int(found.share * 100) == ref.percent_that_fits(cents(total), ref.gross(one)), profile
        part, told = share(dice, 1000)
        deferral = figures_of(profile, limits).deferral.total
        spilled = spillover(told, gross, deferral, total)
        expected = ref.spilled(part, ref.gross(one), cents(deferral), cents(total))
        assert [(cents(c.deferral), cents(c.after_tax)) for c in spilled] == expected, profile


def test_the_match_cheque_by_cheque() -> None:
    dice = random.Random(7)
    seen = 0
    for one, profile in fitting(dice, person, 900):
        if not one.match or one.election is None or not figures_of(profile, LIMITS[one.year]).deferral.total:
            continue
        told = match_protection(profile, LIMITS[one.year])
        _, first, second, _ = ref.additions(one)
        assert told is not None
        assert cents(told.per_pay) == ref.match_of(one, first + second), profile
        seen += 1
    assert seen > 100


def test_ages_wages_and_other_limits() -> None:
    for year, law in ref.LAW.items():
        limits = LIMITS[year]
        for age in [None, *range(18, 90)]:
            assert cents(catch_up_limit(age, limits)) == ref.catch_up_at(age, year)
            for unused in (0, 5_000_00, 40_000_00):
                for governmental in (True, False):
                    told = limit_457b(age, limits, dollars(unused), governmental)
                    assert cents(told) == ref.limit_457b(age, year, unused, governmental)
        for wages in (None, 0, 100_000_00, 145_000_00, 150_000_00, 150_000_01, 500_000_00):
            roth = roth_catch_up(None if wages is None else dollars(wages), limits)
            known = None if wages is None else law.roth is not None and wages > law.roth * 100
            assert roth.required is (False if law.roth is None else known)
            hce = highly_compensated(None if wages is None else dollars(wages), limits)
            assert hce is (None if wages is None else wages > ref.LOOK_BACK[year] * 100)


def test_the_fifteen_year_catch_up() -> None:
    dice = random.Random(8)
    for _ in range(MANY):
        used, years, before = dice.randrange(18_000_00), dice.randrange(40), dice.randrange(250_000_00)
        told = fifteen_year_catch_up(dollars(used), years, dollars(before), LIMITS[2026])
        assert cents(told) == ref.fifteen_years(used, years, before)


def test_form_8606() -> None:
    dice = random.Random(9)
    for _ in range(MANY):
        new, prior, held = (dice.choice([0, dice.randrange(200_000_00)]) for _ in range(3))
        late, out, converted = (
            dice.choice([0, new]),
            dice.choice([0, dice.randrange(50_000_00)]),
            dice.randrange(90_000_00),
        )
        told = form_8606(
            IraYear(nondeductible=dollars(new), prior_basis=dollars(prior), late=dollars(late), year_end=dollars(held),
                    distributions=dollars(out), conversions=dollars(converted))
        )  # fmt: skip
        free, taxable, carried = ref.form_8606(new, prior, late, held, out, converted)
        assert (cents(told.tax_free), cents(told.taxable), cents(told.carry_forward_basis)) == (
            free,
            taxable,
            carried,
        )


def test_growth() -> None:
    dice = random.Random(10)
    for _ in range(200):
        yearly, years, months = dice.randrange(100_000_00), dice.randrange(1, 41), dice.choice([1, 12])
        (rate, told), (growth, grows) = share(dice, 120), share(dice, 50)
        start = maybe(dice, 0.5)
        deposits = Deposits.model_validate(
            {"yearly": dollars(yearly), "rate": told, "years": years, "timing": "start" if start else "end",
             "growth": grows, "per_year": months}
        )  # fmt: skip
        assert cents(future_value(deposits)) == ref.grown(yearly, rate, years, start, growth, months), (
            deposits
        )


def test_the_acp_ceiling() -> None:
    for average in range(0, 20_001, 7):  # hundred-thousandths of pay
        told = acp_ceiling(Decimal(average) / 100_000, LIMITS[2026].fixed.acp)
        assert int(told * 100_000) == ref.acp_ceiling(average)
