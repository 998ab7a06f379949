import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from rothscope.errors import BadProfile
from rothscope.model.profile import Profile
from rothscope.money.paydays import Every, paydays, schedule_csv, schedule_ics
from rothscope.money.plan_cheques import Calendar, ChequePlan, plan_cheques
from rothscope.money.schedule import (
    equal_cheques,
    highest_election,
    match_protection,
    run_election,
    spillover,
)
from rothscope.packs.limits import YearLimits

D = Decimal  # short, for the tables

Limits = Callable[[int], YearLimits]
Day = datetime.date


@pytest.mark.parametrize(
    ("total", "gross", "count", "percent", "contributed", "unused"),
    [
        ("38500", "11538.46", 26, "0.12", "35999.86", "2500.14"),
        ("29500", "19230.77", 26, "0.05", "24999.78", "4500.22"),
        ("25000", "9615.38", 26, "0.10", "24999.78", "0.22"),
        ("37200", "9166.67", 24, "0.16", "35199.84", "2000.16"),
    ],
)
def test_highest_whole_percent(
    total: str, gross: str, count: int, percent: str, contributed: str, unused: str
) -> None:
    found = highest_election(D(total), (D(gross),) * count)
    assert (found.share, found.contributed, found.unused) == (D(percent), D(contributed), D(unused))
    assert run_election(found.share + D("0.01"), D(total), (D(gross),) * count).overshoot > 0


def test_finer_step_leaves_less() -> None:
    gross = (D("11538.46"),) * 26
    assert highest_election(D(38_500), gross, D("0.005")).share == D("0.125")
    assert highest_election(D(38_500), gross, D("0.0001")).unused < 31


def test_no_space_means_no_cheques() -> None:
    assert equal_cheques(D(0), 26) == ()
    assert equal_cheques(D(100), 0) == ()


def test_spillover_turns_after_tax_at_the_limit_and_stops_at_the_room() -> None:
    found = spillover(D("0.25"), (D(10_000),) * 26, D(24_500), D(30_000))
    assert [c.deferral for c in found[8:11]] == [2500, 2000, 0]
    assert [c.after_tax for c in found[8:11]] == [0, 500, 2500]
    assert sum(c.deferral for c in found) == 24_500
    assert sum(c.after_tax for c in found) == 30_000
    assert found[-1].after_tax == 0


def test_match_lost_without_a_true_up(limits: Limits) -> None:
    profile = Profile(pay=D(260_000), match="50% of 6%", election=D("0.25"))
    found = match_protection(profile, limits(2026))
    assert found is not None
    assert (found.with_true_up, found.per_pay, found.lost) == (D(7800), D(3000), D(4800))
    assert found.last_deferral == 10
    spread = match_protection(profile.model_copy(update={"election": found.even}), limits(2026))
    assert spread is not None
    assert spread.lost == 0


@pytest.mark.parametrize(
    ("payday", "every", "count", "first", "last", "why"),
    [
        (Day(2026, 1, 2), Every.BIWEEKLY, 26, Day(2026, 1, 2), Day(2026, 12, 18), "the usual year"),
        (
            Day(2027, 1, 1),
            Every.BIWEEKLY,
            27,
            Day(2027, 1, 1),
            Day(2027, 12, 31),
            "27 of them from January 1",
        ),
        (
            Day(2027, 7, 16),
            Every.BIWEEKLY,
            27,
            Day(2027, 1, 1),
            Day(2027, 12, 31),
            "the same from any payday",
        ),
        (
            Day(2024, 1, 2),
            Every.BIWEEKLY,
            27,
            Day(2024, 1, 2),
            Day(2024, 12, 31),
            "27 in a leap year from January 2",
        ),
        (Day(2026, 1, 1), Every.WEEKLY, 53, Day(2026, 1, 1), Day(2026, 12, 31), "53 weekly ones"),
        (
            Day(2026, 3, 15),
            Every.SEMIMONTHLY,
            24,
            Day(2026, 1, 15),
            Day(2026, 12, 31),
            "the 15th and the last",
        ),
        (
            Day(2026, 2, 28),
            Every.SEMIMONTHLY,
            24,
            Day(2026, 1, 15),
            Day(2026, 12, 31),
            "the last is the last",
        ),
        (Day(2026, 3, 5), Every.SEMIMONTHLY, 24, Day(2026, 1, 5), Day(2026, 12, 20), "fifteen days apart"),
        (Day(2026, 4, 30), Every.MONTHLY, 12, Day(2026, 1, 31), Day(2026, 12, 31), "the last of each month"),
        (Day(2026, 4, 12), Every.MONTHLY, 12, Day(2026, 1, 12), Day(2026, 12, 12), "the same day each month"),
    ],
)
def test_paydays(payday: Day, every: Every, count: int, first: Day, last: Day, why: str) -> None:
    days = paydays(payday, every)
    assert (len(days), days[0], days[-1]) == (count, first, last), why
    assert payday in days


def plan(limits: Limits, calendar: Calendar | None = None, bonus: int = 0, **said: Any) -> ChequePlan:
    profile = Profile.model_validate({"pay": 300_000, "match": "50% of 6%", **said})
    return plan_cheques(profile, limits(2026), calendar, D(bonus), D("0.01"))


def test_remaining_paychecks_are_counted_on_the_calendar(limits: Limits) -> None:
    found = plan(limits, Calendar(first=Day(2026, 12, 4), every=Every.BIWEEKLY))
    assert found.dates == (Day(2026, 12, 4), Day(2026, 12, 18))
    # Two paychecks of 11,538.46 cannot hold the room of 38,500.
    assert found.space.space == sum(found.cheques) == D("23076.92")


def test_calendar_and_counts_must_agree(limits: Limits) -> None:
    with pytest.raises(BadProfile, match="Only 2 paydays"):
        plan(limits, Calendar(first=Day(2026, 12, 4), every=Every.BIWEEKLY), paychecks_left=3)
    with pytest.raises(BadProfile, match="is not in 2026"):
        plan(limits, Calendar(first=Day(2027, 1, 1), every=Every.BIWEEKLY))


def test_warnings_name_what_goes_wrong(limits: Limits) -> None:
    said: dict[str, Any] = {"election": "0.25", "late_nonelective": "0.02"}
    overshoot, match, late = plan(limits, **said).warnings
    assert "too much is taken" in overshoot
    assert "is lost" in match
    assert "after the year" in late
    assert not any("is lost" in warning for warning in plan(limits, true_up=True, **said).warnings)


def test_election_takes_its_share_of_a_bonus_too(limits: Limits) -> None:
    without, with_bonus = plan(limits), plan(limits, bonus=100_000)
    assert without.election.share == D("0.12")
    assert with_bonus.election.share == D("0.09")
    assert with_bonus.election.contributed <= with_bonus.space.space


def test_a_bonus_is_called_a_bonus(limits: Limits) -> None:
    found = plan(limits, bonus=100_000, paychecks_left=4, election="0.3")
    assert "used up in the bonus; where" in found.warnings[0]
    assert [c.bonus for c in found.spillover] == [False] * 4 + [True]
    before = plan(limits, bonus=100, paychecks_left=4).warnings[0]
    assert "used up in paycheck 4 of the 4 to come; where" in before


BONUSES = [
    ({"paychecks_left": 3}, 0, "34615.38", "0.00", "the cheques left give it all"),
    ({"paychecks_left": 3, "payroll_cap": "0.8"}, 0, "27692.31", "0.00", "80% of them"),
    ({"paychecks_left": 3, "payroll_cap": "0.8"}, 10_000, "35692.31", "8000.00", "and 80% of the bonus"),
    ({"paychecks_left": 3, "payroll_cap": "0.8"}, 90_000, "38500.00", "10807.69", "room ends before the bonus does"),
    ({"paychecks_left": 0}, 20_000, "20000.00", "20000.00", "nothing but the bonus is left"),
    ({}, 50_000, "38500.00", "0.00", "the cheques hold it all, so that the bonus need not"),
    ({"after_tax_cap": "0.1", "paychecks_left": 3}, 90_000, "30000.00", "0.00", "pay the plan counts stays"),
    ({"pay": 40_000, "paychecks_left": 2}, 50_000, "14300.00", "11223.08", "nor is 415(c) pay made more"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "bonus", "space", "from_bonus", "why"), BONUSES)
def test_a_bonus_is_one_more_cheque_for_payroll(
    limits: Limits, said: dict[str, Any], bonus: int, space: str, from_bonus: str, why: str
) -> None:
    found = plan(limits, bonus=bonus, **said)
    assert (found.space.space, found.from_bonus) == (D(space), D(from_bonus)), why
    assert sum(found.cheques, found.from_bonus) == found.space.space
    assert found.election.contributed <= found.space.space
    assert ("and the bonus" in found.space.binding) == (bonus > 0 and "payroll" in found.space.binding)


def test_csv_ends_with_what_the_bonus_gives() -> None:
    assert schedule_csv([D("1.10")], bonus=D("2.00")).split("\r\n")[-2:] == ["bonus,,2.00,3.10", ""]


def test_csv_lists_each_paycheck() -> None:
    text = schedule_csv([D("1.10"), D("2.20")], [Day(2026, 1, 2), Day(2026, 1, 16)])
    assert text.split("\r\n") == [
        "paycheck,payday,after_tax,total", "1,2026-01-02,1.10,1.10", "2,2026-01-16,2.20,3.30", ""
    ]  # fmt: skip


def test_calendar_file_is_well_formed() -> None:
    plan_name = "Å, B; C\\D\nE " + "long " * 30
    text = schedule_ics([D("1480.76")], [Day(2026, 12, 31)], plan_name)
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert (unfolded[0], unfolded[-2], unfolded[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert "DTSTART;VALUE=DATE:20261231" in unfolded
    assert "DTEND;VALUE=DATE:20270101" in unfolded
    assert "SUMMARY:After-tax contribution $1\\,480.76" in unfolded
    description = next(line for line in unfolded if line.startswith("DESCRIPTION:"))
    assert description.startswith("DESCRIPTION:Å\\, B\\; C\\\\D\\nE long ")
    assert text == schedule_ics([D("1480.76")], [Day(2026, 12, 31)], plan_name)


def test_every_event_has_its_own_id() -> None:
    days = paydays(Day(2026, 1, 2), Every.BIWEEKLY)
    text = schedule_ics(equal_cheques(D(38_500), len(days)), days)
    ids = [line for line in text.split("\r\n") if line.startswith("UID:")]
    assert len(set(ids)) == len(ids) == 26
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 26
