"""What the person defers: how much of it fills the 415(c) limit and how much is catch-up beside it.

In: a profile and the year's limits. Out: a `Deferral` in dollars. A deferral is catch-up only beyond the
402(g) limit, so someone of 55 who defers less than the limit has none (IRC 414(v)(3)(A)).
"""

from decimal import Decimal

from rothscope.errors import BadProfile
from rothscope.model.frozen import Frozen
from rothscope.model.profile import Profile, Vehicle
from rothscope.money.catch_up import catch_up_limit, fifteen_year_catch_up
from rothscope.money.cents import NONE, dollars
from rothscope.packs.limits import YearLimits


class Deferral(Frozen):
    """Elective deferrals to this employer: `base` counts in 415(c), `catch_up` does not; each with its
    reason.
    """

    base: Decimal
    catch_up: Decimal
    base_because: str
    catch_up_because: str

    @property
    def total(self) -> Decimal:
        """Return everything deferred from pay."""
        return self.base + self.catch_up


def deferral_of(profile: Profile, pay: Decimal, limits: YearLimits) -> Deferral:
    """Return the deferral, stated or at the limit. Raises BadProfile where it passes what the law allows.

    A stated deferral over the 402(g) limit is read as counting the catch-up; up to the limit, a stated
    catch-up comes on top. Unstated, it is what the limit leaves (none in a 401(a), which has no elective
    deferrals).
    """
    left, catch_up_left = _left(profile, limits)
    wanted = _catch_up_wanted(profile, catch_up_left, limits)
    if profile.deferral is None:
        none = profile.vehicle is Vehicle.A401
        base = NONE if none else min(left, pay)
        catch_up = NONE if none else min(wanted or NONE, pay - base)
    else:
        total = profile.deferral if profile.deferral > left else profile.deferral + (wanted or NONE)
        base = min(total, left)
        catch_up = total - base
        _refuse_over(profile, catch_up, catch_up_left if wanted is None else wanted, limits)
    if base + catch_up > pay:
        raise BadProfile(f"Deferrals of {dollars(base + catch_up)} are more than the pay of {dollars(pay)}.")
    who = "as stated," if profile.age is None else f"at age {profile.age}"
    return Deferral(
        base=base,
        catch_up=catch_up,
        base_because=_because(profile, left, limits),
        catch_up_because=f"{who} it stands outside the 415(c) limit",
    )


def _left(profile: Profile, limits: YearLimits) -> tuple[Decimal, Decimal]:
    """402(g) and catch-up room left of the person's, after what was deferred with other employers."""
    elsewhere = profile.deferred_elsewhere or NONE
    limit, catch_up = limits.dollars("elective_deferral"), _catch_up_limit(profile, limits)
    if elsewhere > limit + catch_up:
        raise BadProfile(
            f"Deferrals elsewhere of {dollars(elsewhere)} already pass the {limits.year} limit of a person, "
            f"{dollars(limit + catch_up)}; ask that plan for a refund by April 15."
        )
    fifteen = fifteen_year_of(profile, limits)
    return max(NONE, limit - elsewhere) + fifteen, catch_up - max(NONE, elsewhere - limit)


def _catch_up_limit(profile: Profile, limits: YearLimits) -> Decimal:
    """The catch-up of the person's age; who names a catch-up and no age is taken to be of the age it needs."""
    if profile.age is None and profile.catch_up:
        return max(catch_up_limit(age, limits) for age in limits.fixed.catch_up_ages.one_of_each)
    return catch_up_limit(profile.age, limits)


def _fifteen_because(profile: Profile, limits: YearLimits) -> str:
    rule, amount = limits.fixed.fifteen_year_403b, fifteen_year_of(profile, limits)
    told = f"{dollars(amount)} more by the 403(b) fifteen-year rule, which counts in 415(c)"
    if profile.service_years is None or profile.deferred_before is None:
        return told
    used = profile.fifteen_year_used or NONE
    return (
        f"{told}: the least of {rule.a_year:,}, {rule.a_lifetime:,} less {dollars(used)} used, and "
        f"{rule.per_year_of_service:,} x {profile.service_years} years less {dollars(profile.deferred_before)} "
        f"({rule.cite})"
    )


def fifteen_year_of(profile: Profile, limits: YearLimits) -> Decimal:
    """Return the 402(g)(7) catch-up that counts: as stated, else what years of service and past deferrals leave.

    Zero where nothing was said of it. Raises BadProfile where more is stated than there is.
    """
    asked, most = profile.fifteen_year, Decimal(limits.fixed.fifteen_year_403b.a_year)
    if (asked or profile.service_years is not None) and profile.vehicle not in (None, Vehicle.B403):
        raise BadProfile(
            "The fifteen-year catch-up exists in a 403(b) only; say --plan 403b or leave it out."
        )
    if profile.service_years is not None:
        before, used = profile.deferred_before, profile.fifteen_year_used or NONE
        if before is None:
            raise BadProfile(
                "The fifteen-year catch-up depends on past deferrals; say --deferred-before, all of them here."
            )
        most = fifteen_year_catch_up(used, profile.service_years, before, limits)
    if asked is not None and asked > most:
        raise BadProfile(
            f"The 403(b) fifteen-year catch-up is at most {most:,.0f} a year, not {dollars(asked)}."
            if profile.service_years is None
            else f"The 403(b) fifteen-year catch-up left here is {dollars(most)}, not {dollars(asked)}."
        )
    return asked or (NONE if profile.service_years is None else most)


def _catch_up_wanted(profile: Profile, left: Decimal, limits: YearLimits) -> Decimal | None:
    """The catch-up asked for, null where nothing was said."""
    if profile.full_catch_up and profile.age is None:
        raise BadProfile("A catch-up depends on age; say --age, the age reached by December 31.")
    if profile.full_catch_up:
        return left
    if profile.catch_up is not None and profile.catch_up > left:
        who = "at any age" if profile.age is None else f"at age {profile.age}"
        asked = dollars(profile.catch_up)
        raise BadProfile(
            f"A catch-up of {asked} is more than the {dollars(left)} left in {limits.year} {who}."
        )
    return profile.catch_up


def _refuse_over(profile: Profile, catch_up: Decimal, most: Decimal, limits: YearLimits) -> None:
    if catch_up > most:
        raise BadProfile(
            f"A deferral of {dollars(profile.deferral or NONE)} is {dollars(catch_up - most)} more than "
            f"{limits.year} allows this person; lower --deferral, or say --age and --catch-up if it has one."
        )


def _because(profile: Profile, left: Decimal, limits: YearLimits) -> str:
    limit = dollars(limits.dollars("elective_deferral"))
    parts = [f"pre-tax and Roth together; the {limits.year} limit of one person is {limit}"]
    if profile.deferred_elsewhere:
        parts.append(
            f"{dollars(profile.deferred_elsewhere)} is deferred elsewhere, {dollars(left)} is left here"
        )
    if fifteen_year_of(profile, limits):
        parts.append(_fifteen_because(profile, limits))
    elif profile.service_years is not None:
        parts.append(f"no fifteen-year catch-up is left ({limits.fixed.fifteen_year_403b.cite})")
    if profile.deferral is None and profile.vehicle is Vehicle.A401:
        parts = ["a 401(a) takes no elective deferrals; those to a 403(b) or 457(b) do not count here"]
    return "; ".join(parts)
