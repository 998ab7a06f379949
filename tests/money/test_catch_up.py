from collections.abc import Callable
from decimal import Decimal

import pytest

from rothscope.money.catch_up import (
    catch_up_limit,
    fifteen_year_catch_up,
    highly_compensated,
    limit_457b,
    roth_catch_up,
)
from rothscope.money.self_employed import earned_income, employer_share
from rothscope.packs.limits import YearLimits

D = Decimal  # short, for the tables

Limits = Callable[[int], YearLimits]


@pytest.mark.parametrize(
    ("year", "age", "expected"),
    [(2026, None, 0), (2026, 49, 0), (2026, 50, 8000), (2026, 59, 8000), (2026, 60, 11_250), (2026, 63, 11_250),
     (2026, 64, 8000), (2025, 60, 11_250), (2025, 50, 7500), (2024, 60, 7500), (2020, 61, 6500)],
)  # fmt: skip
def test_catch_up_by_age(year: int, age: int | None, expected: int, limits: Limits) -> None:
    assert catch_up_limit(age, limits(year)) == expected


@pytest.mark.parametrize(
    ("year", "wages", "self_employed", "required", "why"),
    [
        (2026, 150_001, False, True, "over the amount"),
        (2026, 150_000, False, False, "strictly over"),
        (2026, None, False, None, "not known"),
        (2026, 400_000, True, False, "no FICA wages from this employer"),
        (2025, 400_000, False, False, "a year of relief"),
        (2022, 400_000, False, False, "before the rule"),
    ],
)
def test_roth_only(
    year: int, wages: int | None, self_employed: bool, required: bool | None, why: str, limits: Limits
) -> None:
    found = roth_catch_up(None if wages is None else D(wages), limits(year), self_employed)
    assert found.required is required, why
    assert "414(v)(7)" in found.source


@pytest.mark.parametrize(
    ("year", "pay", "owner", "expected"),
    [(2026, 160_000, False, False), (2026, 160_001, False, True), (2025, 155_001, False, True),
     (2026, 0, False, False), (2026, 0, True, True), (2026, None, False, None)],
)  # fmt: skip
def test_highly_compensated_by_last_year(
    year: int, pay: int | None, owner: bool, expected: bool | None, limits: Limits
) -> None:
    assert highly_compensated(None if pay is None else D(pay), limits(year), owner) is expected


@pytest.mark.parametrize(
    ("used", "years", "deferred", "expected", "why"),
    [
        (0, 15, 50_000, 3000, "the year's amount"),
        (13_500, 20, 0, 1500, "what the lifetime leaves"),
        (0, 16, 78_500, 1500, "what service leaves"),
        (0, 14, 0, 0, "too soon"),
        (0, 20, 150_000, 0, "never below zero"),
    ],
)
def test_fifteen_years(used: int, years: int, deferred: int, expected: int, why: str, limits: Limits) -> None:
    assert fifteen_year_catch_up(D(used), years, D(deferred), limits(2026)) == expected, why


@pytest.mark.parametrize(
    ("age", "unused", "governmental", "expected", "why"),
    [
        (40, 0, True, 24_500, "the ordinary limit"),
        (55, 0, True, 32_500, "with the age-50 catch-up"),
        (55, 0, False, 24_500, "which private plans do not have"),
        (62, 40_000, True, 49_000, "twice the limit, the larger of the two and not both"),
        (62, 5000, True, 35_750, "where little is unused the age catch-up is larger"),
    ],
)
def test_457b(age: int, unused: int, governmental: bool, expected: int, why: str, limits: Limits) -> None:
    assert limit_457b(age, limits(2026), D(unused), governmental) == expected, why


@pytest.mark.parametrize(
    ("net", "wages", "steps", "most"),
    [
        (100_000, 300_000, "92350.00 2678.15 1339.08 98660.92", "19732.18"),
        (40_000, 300_000, "36940.00 1071.26 535.63 39464.37", "7892.87"),
        (60_000, 0, "55410.00 8477.73 4238.87 55761.13", "11152.22"),
        # 184,500 less 180,000 of wages leaves 4,500 of the base: 12.4% of that and 2.9% of all.
        (60_000, 180_000, "55410.00 2164.89 1082.45 58917.55", "11783.51"),
    ],
)
def test_earned_income(net: int, wages: int, steps: str, most: str, limits: Limits) -> None:
    found = earned_income(D(net), D(wages), limits(2026))
    assert [found.base, found.self_employment_tax, found.half, found.earned] == [D(s) for s in steps.split()]
    assert found.most_employer == D(most)


def test_employer_share_stops_at_the_pay_limit(limits: Limits) -> None:
    assert employer_share(D(1_000_000), D("0.25"), limits(2026)) == 90_000
    assert earned_income(D(2_000_000), D(0), limits(2026)).most_employer == 90_000
