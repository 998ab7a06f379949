"""A whole year's cheques for one person: space, amounts, paydays, elections and what to watch.

In: a profile, a year's limits, perhaps a payday and a bonus. Out: a `ChequePlan`, dollars in payment order.
"""

import datetime
from decimal import Decimal

from rothscope.errors import BadProfile
from rothscope.model.analysis import Space
from rothscope.model.frozen import Frozen
from rothscope.model.profile import Profile
from rothscope.money.caps import cheques_left, payroll_takes
from rothscope.money.cents import NONE, dollars, percent
from rothscope.money.paydays import Every, paydays
from rothscope.money.schedule import (
    Cheque,
    Election,
    MatchProtection,
    equal_cheques,
    highest_election,
    match_protection,
    run_election,
    spillover,
    with_bonus,
)
from rothscope.money.space import figures_of, space
from rothscope.packs.limits import YearLimits


class Calendar(Frozen):
    """The next payday and how often payroll pays."""

    first: datetime.date
    every: Every


class ChequePlan(Frozen):
    """The plan for the cheques still to come; `spillover` only where one election is to do both jobs.

    `from_bonus` is what the ordinary cheques cannot hold, in dollars.
    """

    space: Space
    cheques: tuple[Decimal, ...]
    from_bonus: Decimal = NONE
    dates: tuple[datetime.date, ...]
    election: Election
    match: MatchProtection | None
    spillover: tuple[Cheque, ...]
    warnings: tuple[str, ...]


def plan_cheques(
    profile: Profile, limits: YearLimits, calendar: Calendar | None, bonus: Decimal, step: Decimal
) -> ChequePlan:
    """Return the plan; `step` is that of a percent election. Raises BadProfile where calendar and counts
    disagree.
    """
    dates: tuple[datetime.date, ...] = ()
    if calendar is not None:
        profile, dates = _on_calendar(profile, calendar, limits)
    room = space(profile, limits, bonus=bonus)
    pay = figures_of(profile, limits).pay if room.space else NONE
    gross = with_bonus(profile, pay, bonus) if room.space else ()
    from_bonus = max(NONE, room.space - payroll_takes(profile, pay)) if bonus else NONE
    election = highest_election(room.space, gross, step)
    match = match_protection(profile, limits) if room.space else None
    return ChequePlan(
        space=room,
        cheques=equal_cheques(room.space - from_bonus, cheques_left(profile)),
        from_bonus=from_bonus,
        dates=dates,
        election=election,
        match=match,
        spillover=_spillover(profile, limits, gross, room.space),
        warnings=(
            *_overshoot(run_election(election.share + step, room.space, gross), cheques_left(profile)),
            *(() if profile.true_up else _match_warning(match)),
            *_late_money(profile),
        ),
    )


def _on_calendar(
    profile: Profile, calendar: Calendar, limits: YearLimits
) -> tuple[Profile, tuple[datetime.date, ...]]:
    """The profile with its cheques counted on the calendar, and the paydays left."""
    if calendar.first.year != limits.year:
        raise BadProfile(
            f"The next payday, {calendar.first}, is not in {limits.year}; say the year with --year."
        )
    all_days = paydays(calendar.first, calendar.every)
    left = tuple(day for day in all_days if day >= calendar.first)
    count = len(left) if profile.paychecks_left is None else profile.paychecks_left
    if count > len(left):
        raise BadProfile(f"Only {len(left)} paydays are left from {calendar.first}, not {count}.")
    paychecks = profile.paychecks or len(all_days)
    return profile.model_copy(update={"paychecks": paychecks, "paychecks_left": count}), left[:count]


def _spillover(
    profile: Profile, limits: YearLimits, gross: tuple[Decimal, ...], room: Decimal
) -> tuple[Cheque, ...]:
    if profile.election is None or not room:
        return ()
    deferral = figures_of(profile, limits).deferral.total
    return spillover(profile.election, gross, deferral, room, cheques_left(profile))


def _overshoot(next_step: Election, cheques: int) -> tuple[str, ...]:
    if next_step.overshoot <= NONE or next_step.used_up_in is None:
        return ()
    where = f"paycheck {next_step.used_up_in} of the {cheques} to come"
    if next_step.used_up_in > cheques:
        where = "the bonus"
    return (
        f"At {percent(next_step.share)} the space is used up in {where}; where payroll does not stop by "
        f"itself, {dollars(next_step.overshoot)} too much is taken.",
    )


def _match_warning(match: MatchProtection | None) -> tuple[str, ...]:
    if match is None or not match.lost:
        return ()
    return (
        f"At a {percent(match.election)} election deferrals end in paycheck {match.last_deferral} of "
        f"{match.paychecks}. Matched paycheck by paycheck the match is {dollars(match.per_pay)}; with a true-up it would be "
        f"{dollars(match.with_true_up)}. Without one, {dollars(match.lost)} is lost; about "
        f"{percent(match.even)} of each paycheck spreads the deferrals over the whole year.",
    )


def _late_money(profile: Profile) -> tuple[str, ...]:
    if not profile.late_nonelective:
        return ()
    return (
        "Employer money declared after the year still fills this year's limit; its share is kept free here.",
    )
