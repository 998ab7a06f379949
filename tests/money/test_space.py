"""Whole years of one person each: what the profile says, and the space, the room and the ceiling that binds."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from rothscope.errors import BadProfile
from rothscope.model.profile import Profile
from rothscope.money.caps import cheques_left
from rothscope.money.schedule import equal_cheques
from rothscope.money.space import figures_of, space
from rothscope.packs.limits import YearLimits

D = Decimal  # short, for the tables

Limits = Callable[[int], YearLimits]
BASIC = "100% of 3%, 50% of 2%"


class Case(NamedTuple):
    id: str
    why: str
    year: int
    profile: dict[str, Any]
    additions: str
    room: str
    space: str
    binding: str
    cheques: tuple[int, str, str] | None


def case(id: str, why: str, year: int, profile: dict[str, Any], *numbers: str, n: int = 26, each: str = "",
         last: str = "") -> Case:  # fmt: skip
    additions, room, found, binding = numbers
    return Case(id, why, year, profile, additions, room, found, binding, (n, each, last) if each else None)


HALF_OF_SIX = {"pay": 300_000, "match": "50% of 6%"}
WAGES = {"self_employed": True, "wages_elsewhere": 300_000, "deferral": 0, "paychecks": 1}
CASES = (
    case("S01", "match by formula", 2026, {"age": 35, **HALF_OF_SIX},
         "9000", "38500", "38500", "415(c) dollar", each="1480.76", last="1481.00"),
    case("S02", "catch-up at 52 leaves the room alone", 2026, {"age": 52, "deferral": 32_500, **HALF_OF_SIX},
         "9000", "38500", "38500", "415(c) dollar", each="1480.76", last="1481.00"),
    case("S03", "so does the higher one at 61", 2026, {"age": 61, "full_catch_up": True, **HALF_OF_SIX},
         "9000", "38500", "38500", "415(c) dollar", each="1480.76", last="1481.00"),
    case("S04", "at 64 it is 8,000 again", 2026,
         {"age": 64, "deferral": 32_500, "paychecks": 24, **HALF_OF_SIX},
         "9000", "38500", "38500", "415(c) dollar", n=24, each="1604.16", last="1604.32"),
    case("S05", "base money counts pay to 360,000", 2026, {"age": 41, "pay": 500_000, "nonelective": "0.05"},
         "18000", "29500", "29500", "415(c) dollar", each="1134.61", last="1134.75"),
    case("S06", "and to 350,000 a year before", 2025, {"age": 41, "pay": 500_000, "nonelective": "0.05"},
         "17500", "29000", "29000", "415(c) dollar", each="1115.38", last="1115.50"),
    case("S07", "the plan's percent binds", 2026,
         {"age": 38, "pay": 250_000, "match": BASIC, "after_tax_cap": "0.1"},
         "10000", "37500", "25000", "plan cap 10% of capped pay", each="961.53", last="961.75"),
    case("S08", "it does not at higher pay", 2026,
         {"age": 47, "pay": 450_000, "match": BASIC, "after_tax_cap": "0.1"},
         "14400", "33100", "33100", "415(c) dollar", each="1273.07", last="1273.25"),
    case("S09", "a cap for the highly compensated", 2026,
         {"age": 44, "hce": True, "pay": 280_000, "match": "100% of 4%", "hce_cap": "0.04"},
         "11200", "36300", "11200", "plan cap 4% of capped pay", each="430.76", last="431.00"),
    case("S10", "or a bar", 2026,
         {"age": 44, "hce": True, "pay": 280_000, "match": "100% of 4%", "hce_cap": 0},
         "11200", "36300", "0", "HCE excluded"),
    case("S11", "all of pay is less than the dollar limit", 2026, {"age": 33, "pay": 60_000, "match": "100% of 3%"},
         "1800", "33700", "33700", "100% of compensation", each="1296.15", last="1296.25"),
    case("S12", "part time", 2026, {"age": 29, "pay": 40_000, "match": "100% of 3%", "paychecks": 12},
         "1200", "14300", "14300", "100% of compensation", n=12, each="1191.66", last="1191.74"),
    case("S13", "hired in July: whole limit, deferrals elsewhere", 2026,
         {"age": 32, "pay": 150_000, "deferred_elsewhere": 12_000, "match": "50% of 6%", "paychecks": 13},
         "4500", "55000", "55000", "415(c) dollar", n=13, each="4230.76", last="4230.88"),
    case("S14", "2024", 2024, {"age": 45, "pay": 220_000, "match": "100% of 4%", "paychecks": 24},
         "8800", "37200", "37200", "415(c) dollar", n=24, each="1550.00", last="1550.00"),
    case("S15", "2023, pay over its limit", 2023, {"age": 40, "pay": 400_000, "match": "100% of 6%"},
         "19800", "23700", "23700", "415(c) dollar", each="911.53", last="911.75"),
    case("S16", "2022", 2022, {"age": 30, "pay": 180_000, "match": "50% of 8%"},
         "7200", "33300", "33300", "415(c) dollar", each="1280.76", last="1281.00"),
    case("S17", "2021, base money and profit sharing, catch-up", 2021,
         {"age": 53, "pay": 290_000, "deferral": 26_000, "nonelective": "0.08", "paychecks": 24},
         "23200", "15300", "15300", "415(c) dollar", n=24, each="637.50", last="637.50"),
    case("S18", "2020", 2020, {"age": 36, "pay": 285_000, "match": "100% of 4%"},
         "11400", "26100", "26100", "415(c) dollar", each="1003.84", last="1004.00"),
    case("S19", "three paychecks left", 2026,
         {"age": 35, "paychecks_left": 3, "payroll_cap": "0.8", **HALF_OF_SIX},
         "9000", "38500", "27692.31", "payroll cap 80% x 3 cheques left", n=3, each="9230.77", last="9230.77"),
    case("S20a", "a 401(a) takes no deferrals", 2026,
         {"age": 46, "pay": 400_000, "vehicle": "401a", "nonelective": "0.1", "paychecks": 12},
         "36000", "36000", "36000", "415(c) dollar", n=12, each="3000.00", last="3000.00"),
    case("S20b", "the 403(b) beside it has its own limit", 2026,
         {"age": 46, "pay": 400_000, "vehicle": "403b", "paychecks": 12},
         "0", "47500", "47500", "415(c) dollar", n=12, each="3958.33", last="3958.37"),
    case("S21", "a 403(b) and an own business share one", 2026,
         {"age": 43, "pay": 300_000, "vehicle": "403b", "aggregated": "own-business", "nonelective": "0.08",
          "paychecks": 4},
         "24000", "23500", "23500", "403(b) aggregated with controlled business", n=4, each="5875", last="5875"),
    case("S22a", "own plan, the whole employer share", 2026,
         {"age": 40, "pay": 100_000, "nonelective": "0.25", **WAGES},
         "19732.18", "52267.82", "52267.82", "415(c) dollar (own plan)", n=1, each="52267.82", last="52267.82"),
    case("S22b", "own plan, no employer share", 2026, {"age": 40, "pay": 100_000, **WAGES},
         "0", "72000", "72000", "415(c) dollar (own plan)", n=1, each="72000", last="72000"),
    case("S23", "earned income is less than the limit", 2026, {"age": 37, "pay": 40_000, **WAGES},
         "0", "39464.37", "39464.37", "100% of compensation", n=1, each="39464.37", last="39464.37"),
    case("S24", "no wages elsewhere: the full tax on net profit", 2026,
         {"age": 31, "pay": 60_000, "self_employed": True, "paychecks": 1},
         "0", "31261.13", "31261.13", "100% of compensation", n=1, each="31261.13", last="31261.13"),
    case("S26", "picked-up contributions fill the limit", 2026,
         {"age": 48, "pay": 200_000, "vehicle": "401a", "nonelective": "0.1", "other_additions": 14_000,
          "paychecks": 24},
         "34000", "38000", "38000", "415(c) dollar", n=24, each="1583.33", last="1583.41"),
    case("S27", "profit sharing fills it", 2026, {"age": 45, "pay": 360_000, "employer_dollars": 47_500},
         "47500", "0", "0", "415(c) full"),
    case("S28", "nothing is catch-up below the limit", 2026, {"age": 55, "deferral": 20_000, **HALF_OF_SIX},
         "9000", "43000", "43000", "415(c) dollar", each="1653.84", last="1654.00"),
    case("S29", "a match lost without a true-up leaves room", 2026,
         {"age": 34, "pay": 260_000, "match": "50% of 6%", "true_up": False, "election": "0.25",
          "paychecks_left": 16},
         "3000", "44500", "44500", "415(c) dollar", n=16, each="2781.25", last="2781.25"),
    case("S30", "the fifteen-year catch-up counts", 2026,
         {"age": 44, "pay": 200_000, "vehicle": "403b", "deferral": 27_500, "fifteen_year": 3000,
          "match": "100% of 4%"},
         "8000", "36500", "36500", "415(c) dollar", each="1403.84", last="1404.00"),
    case("S31", "a ceiling on all employee money", 2026,
         {"age": 36, "pay": 100_000, "match": "100% of 4%", "combined_cap": "0.5"},
         "4000", "43500", "25500", "combined employee cap 50%", each="980.76", last="981.00"),
    case("S32", "a second, unrelated employer", 2026,
         {"age": 42, "pay": 90_000, "nonelective": "0.03", "deferred_elsewhere": 24_500},
         "2700", "69300", "69300", "415(c) dollar", each="2665.38", last="2665.50"),
    case("S33", "the two related after all", 2026,
         {"age": 42, "pay": 390_000, "aggregated": "controlled-group", "employer_dollars": 9000,
          "other_additions": 2700},
         "11700", "35800", "35800", "415(c) dollar, aggregated", each="1376.92", last="1377.00"),
    case("S34", "employer money declared late is kept free", 2026,
         {"age": 39, "pay": 180_000, "match": "100% of 4%", "late_nonelective": "0.045", "paychecks": 24},
         "15300", "32200", "32200", "415(c) dollar", n=24, each="1341.66", last="1341.82"),
    case("S35", "pay equal to the dollar limit", 2026, {"age": 28, "pay": 72_000, "match": "100% of 5%"},
         "3600", "43900", "43900", "415(c) dollar", each="1688.46", last="1688.50"),
    case("S36", "three tiers", 2026,
         {"age": 40, "pay": 240_000, "match": "100% of 2%, 50% of next 4%, 25% of next 2%"},
         "10800", "36700", "36700", "415(c) dollar", each="1411.53", last="1411.75"),
)  # fmt: skip


@pytest.mark.parametrize("row", CASES, ids=lambda row: row.id)
def test_space(row: Case, limits: Limits) -> None:
    profile = Profile.model_validate(row.profile)
    found = space(profile, limits(row.year))
    additions = sum(line.amount for line in figures_of(profile, limits(row.year)).additions)
    assert (additions, found.room_415c, found.space, found.binding) == (
        D(row.additions), D(row.room), D(row.space), row.binding
    ), row.why  # fmt: skip
    cheques = equal_cheques(found.space, cheques_left(profile))
    if row.cheques is None:
        assert cheques == ()
    else:
        count, each, last = row.cheques
        assert cheques == (D(each),) * (count - 1) + (D(last),)


def test_457b(limits: Limits) -> None:
    found = space(Profile(age=39, pay=D(210_000), vehicle="457b"), limits(2026))  # type: ignore[arg-type]
    assert (found.space, found.room_415c, found.binding) == (D(0), D(0), "457(b) cannot take after-tax money")


@pytest.mark.parametrize(
    ("said", "base", "catch_up", "why"),
    [
        ({"age": 52}, 24_500, 0, "unsaid, a catch-up is not assumed"),
        ({"age": 52, "full_catch_up": True}, 24_500, 8000, "asked for, it comes on top"),
        ({"age": 52, "deferral": 24_500, "catch_up": 8000}, 24_500, 8000, "named beside a full deferral"),
        (
            {"age": 52, "deferral": 32_500, "catch_up": 8000},
            24_500,
            8000,
            "named and counted in the deferral",
        ),
        ({"age": 52, "deferral": 30_000, "catch_up": 8000}, 24_500, 5500, "the deferral says how much of it"),
        (
            {"age": 52, "deferral": 20_000, "catch_up": 8000},
            24_500,
            3500,
            "it is catch-up above the limit only",
        ),
        ({"catch_up": 8000}, 24_500, 8000, "named without an age, it is taken at its word"),
        ({"age": 49, "deferral": 24_500}, 24_500, 0, "under 50"),
        ({"age": 60, "full_catch_up": True}, 24_500, 11_250, "60 to 63"),
        ({"age": 63, "full_catch_up": True}, 24_500, 11_250, "60 to 63"),
        ({"age": 64, "full_catch_up": True}, 24_500, 8000, "after 63"),
        ({"deferred_elsewhere": 24_500}, 0, 0, "one limit a person"),
        ({"age": 55, "deferred_elsewhere": 26_500, "full_catch_up": True}, 0, 6000, "and one catch-up"),
        ({"pay": 20_000}, 20_000, 0, "no more than pay"),
        ({"vehicle": "401a"}, 0, 0, "no deferrals in a 401(a)"),
    ],
)
def test_deferral_and_catch_up(
    said: dict[str, Any], base: int, catch_up: int, why: str, limits: Limits
) -> None:
    figures = figures_of(Profile.model_validate({"pay": 300_000, **said}), limits(2026))
    assert (figures.deferral.base, figures.deferral.catch_up) == (D(base), D(catch_up)), why


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"deferred_elsewhere": 10_000}, True),
        ({"deferred_elsewhere": 10_000, "other_additions": 10_000}, False),
        ({}, False),
    ],
)
def test_deferrals_elsewhere_fill_a_shared_limit(said: dict[str, Any], asked: bool, limits: Limits) -> None:
    profile = {"pay": 300_000, "aggregated": "controlled-group", **said}
    limit = space(Profile.model_validate(profile), limits(2026)).lines[0]
    assert ("say it as --other-additions" in limit.because) is asked


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"pay": None}, "depends on pay"),
        ({"pay": -1}, "zero or more"),
        ({"pay": "NaN"}, "zero or more"),
        ({"after_tax_cap": 2}, "cannot pass 100%"),
        ({"deferral": 30_000}, "5,500.00 more than"),
        ({"age": 52, "deferral": 33_000}, "500.00 more than"),
        ({"age": 52, "deferral": 32_500, "catch_up": 0}, "8,000.00 more than"),
        ({"age": 49, "catch_up": 8000}, "at age 49"),
        ({"age": 64, "catch_up": 11_250}, "8,000.00 left"),
        ({"catch_up": 11_251}, "at any age"),
        ({"full_catch_up": True}, "depends on age"),
        ({"deferred_elsewhere": 24_501}, "April 15"),
        ({"pay": 10_000, "deferral": 12_000}, "more than the pay"),
        ({"fifteen_year": 3001, "vehicle": "403b"}, "at most 3,000"),
        ({"fifteen_year": 3000, "vehicle": "401k"}, "403(b) only"),
        ({"match": "half of it"}, "cannot be read"),
        ({"paychecks": 24, "paychecks_left": 25}, "cannot be left"),
        ({"vehicle": "401k", "aggregated": "own-business"}, "Only a 403(b)"),
        ({"self_employed": True, "match": "50% of 6%"}, "has no match"),
    ],
)
def test_what_cannot_be_is_refused(said: dict[str, Any], words: str, limits: Limits) -> None:
    with pytest.raises(BadProfile, match=words.replace("(", r"\(").replace(")", r"\)")):
        # What pydantic itself would refuse may still reach the arithmetic from code.
        space(Profile.model_construct(**{**dict(Profile(pay=D(300_000))), **_typed(said)}), limits(2026))


def _typed(said: dict[str, Any]) -> dict[str, Any]:
    kept = {
        "age",
        "match",
        "paychecks",
        "paychecks_left",
        "vehicle",
        "aggregated",
        "self_employed",
        "full_catch_up",
    }
    valid = dict(Profile.model_validate({name: value for name, value in said.items() if name in kept}))
    return {
        name: valid[name] if name in kept else None if value is None else D(value)
        for name, value in said.items()
    }


@pytest.mark.parametrize(
    ("hce", "pay_last_year", "expected", "why"),
    [
        (True, None, 12_000, "an HCE is held to the cap"),
        (False, None, 38_500, "nobody else is"),
        (None, None, 12_000, "where it is not known, the cap is taken to bind"),
        (None, 160_001, 12_000, "pay over the look-back amount"),
        (None, 160_000, 38_500, "pay not over it"),
        (None, 0, 38_500, "a new hire has no look-back pay"),
    ],
)
def test_who_the_hce_cap_binds(
    hce: bool | None, pay_last_year: int | None, expected: int, why: str, limits: Limits
) -> None:
    said = {"hce": hce, "pay_last_year": pay_last_year, "hce_cap": "0.04", **HALF_OF_SIX}
    assert space(Profile.model_validate(said), limits(2026)).space == expected, why


def test_lines_add_up_from_the_limit_to_the_room(limits: Limits) -> None:
    said = {"age": 52, "full_catch_up": True, "nonelective": "0.02", "other_additions": 500, **HALF_OF_SIX}
    found = space(Profile.model_validate(said), limits(2026))
    amounts = [line.amount for line in found.lines]
    labels = [line.label for line in found.lines]
    room = labels.index("Room under 415(c)")
    assert amounts[0] - sum(amounts[1:room]) == amounts[room] == found.room_415c
    assert labels.index("Catch-up, outside the limit") > room
    assert all(line.because and line.source for line in found.lines)


def test_over_the_limit_says_by_how_much(limits: Limits) -> None:
    found = space(Profile(pay=D(360_000), employer_dollars=D(50_000)), limits(2026))
    assert found.space == 0
    assert any("2,500.00 over the limit" in line.because for line in found.lines)
