"""The room with what the document gave to it, spread over the paychecks."""

from decimal import Decimal
from typing import Any

import pytest

from rothscope.limits import limits_of
from rothscope.model.analysis import Plan
from rothscope.model.clause import Fact, FactKind
from rothscope.model.finding import Finding, Status
from rothscope.model.profile import Profile
from rothscope.money.room import UNCOUNTED, UNREAD, room_of
from rothscope.packs.find import patterns_folder

LIMITS = limits_of(2026, patterns_folder())
CAP = Fact(
    name="after_tax_cap_percent", kind=FactKind.PERCENT, value="10", text="10% of pay", page=7, quote="10%"
)
FOUND = {
    "after_tax_cap": Finding(
        feature="after_tax_cap", title="Cap", status=Status.ALLOWED, reason="stated", facts=(CAP,)
    )
}


def test_without_pay_it_is_the_most_anyone_could() -> None:
    room = room_of(Profile(), FOUND, LIMITS)
    assert room.assumed
    assert room.paychecks is None


@pytest.mark.parametrize(
    ("status", "profile", "told", "why"),
    [
        (Status.ALLOWED, {}, UNCOUNTED, "a match without a number"),
        (Status.ALLOWED, {"pay": 200_000}, UNCOUNTED, "the same for one person"),
        (Status.ALLOWED, {"nonelective": "0.03"}, UNCOUNTED, "base money is no match"),
        (Status.SILENT, {"pay": 200_000}, UNREAD, "nothing read is not nothing paid"),
        (Status.SILENT, {"vehicle": "401a"}, UNREAD, "picked-up contributions too"),
        (Status.SILENT, {"nonelective": "0.03"}, None, "counted"),
        (Status.SILENT, {"employer_dollars": 0}, None, "none, as the person says"),
        (Status.ALLOWED, {"employer_dollars": 5000}, None, "the person's dollars hold the match"),
        (Status.ALLOWED, {"match": "50% of 6%"}, None, "counted"),
        (Status.SILENT, {"vehicle": "457b", "pay": 200_000}, None, "no room to take from"),
    ],
)
def test_employer_money_that_is_not_counted_is_told(
    status: Status, profile: dict[str, Any], told: str | None, why: str
) -> None:
    match = Finding(feature="match", title="Match", status=status, reason="stated")
    room = room_of(Profile.model_validate(profile), FOUND | {"match": match}, LIMITS)
    assert room.uncounted == told, why


@pytest.mark.parametrize(
    ("said", "told", "why"),
    [
        ({}, True, "nothing is kept free"),
        ({"late_nonelective": "0.05"}, False, "kept free"),
        ({"late_nonelective": "0"}, False, "the person knows that none comes"),
        ({"employer_dollars": 4000}, False, "all of it is stated"),
        ({"self_employed": True, "pay": 100_000}, False, "decides for oneself"),
    ],
)
def test_money_the_employer_may_add_is_told_with_its_page(said: dict[str, Any], told: bool, why: str) -> None:
    fact = Fact(name="decided_yearly", kind=FactKind.CHOICE, value="yes", text="may", page=5, quote="may")
    room = room_of(Profile.model_validate(said), {}, LIMITS, Plan(contributions=(fact,)))
    assert ("decide each year to put in more" in (room.uncounted or "")) is told, why
    assert [(one.name, one.page) for one in room.taken] == [("decided_yearly", 5)]


def test_what_a_person_says_counts_without_pay() -> None:
    """At the pay limit of 360,000: 72,000 less 24,500 and 10%, and less than the plan's cap where HCEs are held."""
    room = room_of(Profile(nonelective=Decimal("0.10")), {}, LIMITS)
    assert (room.space, room.assumed) == (Decimal("11500.00"), True)


def test_what_the_document_gave_is_told_with_its_page() -> None:
    room = room_of(Profile(pay=Decimal(200_000)), FOUND, LIMITS)
    assert [(one.name, one.value, one.page) for one in room.taken] == [("after_tax_cap", "10%", 7)]
    assert room.space == Decimal("20000.00")
    assert room.paychecks is None, "nobody said how many there are"


@pytest.mark.parametrize(("paychecks", "left", "count"), [(26, None, 26), (24, 10, 10), (None, 3, 3)])
def test_the_room_falls_on_the_paychecks_to_come(paychecks: int | None, left: int | None, count: int) -> None:
    profile = Profile(pay=Decimal(200_000), paychecks=paychecks, paychecks_left=left)
    room = room_of(profile, FOUND, LIMITS)
    assert room.paychecks is not None
    assert len(room.paychecks.amounts) == count
    assert sum(room.paychecks.amounts) == room.space
    assert room.paychecks.percent_total <= room.space


def test_nothing_is_spread_where_nothing_is_left() -> None:
    profile = Profile(pay=Decimal(200_000), employer_dollars=Decimal(72_000), paychecks=26)
    assert room_of(profile, {}, LIMITS).paychecks is None
