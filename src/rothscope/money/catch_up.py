"""The catch-ups: who may save more, how much, and when it must be Roth. In: ages, pay, history. Out:
dollars.
"""

from decimal import Decimal

from rothscope.model.frozen import Frozen
from rothscope.money.cents import NONE, dollars
from rothscope.packs.limits import YearLimits


def catch_up_limit(age: int | None, limits: YearLimits) -> Decimal:
    """Return the 414(v) catch-up at an age on 31 December; none where the age is not known.

    From 2025 the amount for 60 to 63 replaces the ordinary one, and at 64 it falls back. IRC 414(v)(2)(E).
    """
    ages = limits.fixed.catch_up_ages
    if age is None or age < ages.starts:
        return NONE
    higher = ages.higher_from <= age <= ages.higher_to and "catch_up_60_63" in limits.limits
    return limits.dollars("catch_up_60_63" if higher else "catch_up_50")


class RothCatchUp(Frozen):
    """Whether the catch-up must be Roth; null where last year's pay is not known."""

    required: bool | None
    because: str
    source: str


def roth_catch_up(
    wages_last_year: Decimal | None, limits: YearLimits, self_employed: bool = False
) -> RothCatchUp:
    """Tell whether this year's catch-up must be Roth: FICA wages from this employer strictly over the amount.

    Someone without FICA wages from the employer, such as a partner, is not covered. IRC 414(v)(7).
    """
    rule = limits.roth_catch_up_if
    if rule is None or not rule.enforced:
        return RothCatchUp(
            required=False,
            because=f"no wage test is enforced in {limits.year}",
            source=rule.cite if rule else "IRC 414(v)(7)",
        )
    if self_employed:
        return RothCatchUp(required=False, because="no FICA wages from this employer", source=rule.cite)
    if wages_last_year is None:
        because = f"Roth only if {rule.wages_of} wages from this employer (W-2 box 3) were over {rule.over:,}"
        return RothCatchUp(required=None, because=because, source=rule.cite)
    over = wages_last_year > rule.over
    word = "over" if over else "not over"
    because = f"{rule.wages_of} wages of {dollars(wages_last_year)} are {word} {rule.over:,}"
    return RothCatchUp(required=over, because=because, source=rule.cite)


def highly_compensated(pay_last_year: Decimal | None, limits: YearLimits, owner: bool = False) -> bool | None:
    """Tell whether last year's pay from this employer makes the person an HCE; null where it is not known.

    A new hire has no look-back pay and is none, unless an owner of more than 5%. IRC 414(q).
    """
    if owner:
        return True
    return None if pay_last_year is None else pay_last_year > limits.highly_compensated_if.over


def fifteen_year_catch_up(
    used_before: Decimal, years: int, deferred_before: Decimal, limits: YearLimits
) -> Decimal:
    """Return the 402(g)(7) catch-up left: the least of the year's, the lifetime's and the service formula's
    amount.
    """
    rule = limits.fixed.fifteen_year_403b
    if years < rule.years_needed:
        return NONE
    by_service = Decimal(rule.per_year_of_service * years) - deferred_before
    return max(NONE, min(Decimal(rule.a_year), rule.a_lifetime - used_before, by_service))


def limit_457b(
    age: int | None, limits: YearLimits, unused_before: Decimal = NONE, governmental: bool = True
) -> Decimal:
    """Return the most a 457(b) may take: the limit with the larger of the two catch-ups, never both.

    `unused_before` is unused room of earlier years in one of the last three years before normal retirement
    age, else zero; the age-50 catch-up exists in governmental plans only. IRC 457(b)(3), 457(e)(18).
    """
    ordinary = limits.dollars("deferral_457b")
    final = min(ordinary * (limits.fixed.final_three_years_457b.times - 1), unused_before)
    by_age = catch_up_limit(age, limits) if governmental else NONE
    return ordinary + max(final, by_age)
