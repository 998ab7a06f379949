"""The room with what the document gave to it, spread over the paychecks."""

from decimal import Decimal

import pytest

from rothscope.limits import limits_of
from rothscope.model.clause import Fact, FactKind
from rothscope.model.finding import Finding, Status
from rothscope.model.profile import Profile
from rothscope.money.room import room_of
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
    ("status", "profile", "told"),
    [
        (Status.ALLOWED, Profile(), True),
        (Status.ALLOWED, Profile(pay=Decimal(200_000)), True),
        (Status.SILENT, Profile(pay=Decimal(200_000)), False),
        (Status.ALLOWED, Profile(pay=Decimal(200_000), employer_dollars=Decimal(5000)), False),
        (Status.ALLOWED, Profile(pay=Decimal(200_000), match="50% of 6%"), False),
    ],
)
def test_a_match_that_could_not_be_counted_is_told(status: Status, profile: Profile, told: bool) -> None:
    match = Finding(feature="match", title="Match", status=status, reason="stated")
    room = room_of(profile, FOUND | {"match": match}, LIMITS)
    assert any("say --match" in line.because for line in room.lines) is told


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
