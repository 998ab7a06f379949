"""From a year's space to each cheque: equal amounts, percent elections, spillover, and a match kept whole.

In: dollars for the year, pay by cheque, shares of pay. Out: dollars by cheque in order; they sum to what is
planned. Elections are cut to the cent cheque by cheque; equal amounts are cut too and the last cheque takes
the remainder.
"""

from collections.abc import Sequence
from decimal import Decimal

from rothscope.errors import BadProfile
from rothscope.model.frozen import Frozen
from rothscope.model.profile import Profile
from rothscope.money.caps import cheques_left
from rothscope.money.cents import NONE, cents, cut_cents
from rothscope.money.employer import USUAL_PAYCHECKS, deferrals_by_cheque, gross_by_cheque
from rothscope.money.match import annual_match, parse_match, per_pay_match
from rothscope.money.space import figures_of
from rothscope.packs.limits import YearLimits


def equal_cheques(total: Decimal, count: int) -> tuple[Decimal, ...]:
    """Return `count` equal amounts that sum to the total, the last taking the remainder; none for nothing."""
    if not total or not count:
        return ()
    each = cut_cents(total / count)
    return (each,) * (count - 1) + (total - each * (count - 1),)


class Election(Frozen):
    """A share of each cheque and what it comes to, cheque by cheque.

    `used_up_in` is the cheque, counted from 1, that reaches the planned total; `overshoot` is what the
    election would take beyond it where payroll does not stop it by itself.
    """

    share: Decimal
    amounts: tuple[Decimal, ...]
    unused: Decimal
    used_up_in: int | None
    overshoot: Decimal

    @property
    def contributed(self) -> Decimal:
        """Return the sum of the cheques."""
        return sum(self.amounts, NONE)


def run_election(share: Decimal, total: Decimal, gross: Sequence[Decimal]) -> Election:
    """Return what an election takes from the cheques until the total is reached."""
    wanted = [cut_cents(pay * share) for pay in gross]
    amounts = deferrals_by_cheque(share, tuple(gross), total)
    taken = sum(amounts, NONE)
    reached = next((n for n in range(1, len(gross) + 1) if sum(wanted[:n], NONE) >= total), None)
    return Election(
        share=share,
        amounts=amounts,
        unused=total - taken,
        used_up_in=reached if total else None,
        overshoot=sum(wanted, NONE) - taken,
    )


def highest_election(total: Decimal, gross: Sequence[Decimal], step: Decimal = Decimal("0.01")) -> Election:
    """Return the highest election in steps (whole percents unless said) that cannot pass the total."""
    all_pay = sum(gross, NONE)
    if not total or not all_pay:
        return run_election(NONE, total, gross)

    def fits(share: Decimal) -> bool:
        return sum((cut_cents(pay * share) for pay in gross), NONE) <= total

    # Cutting each cheque to the cent may leave room for a step more than the plain quotient says.
    share = min(1 // step * step, total / all_pay // step * step)
    while share + step <= 1 and fits(share + step):
        share += step
    return run_election(share, total, gross)


class Cheque(Frozen):
    """One cheque of a spillover election, dollars: deferred up to the 402(g) limit, the rest after-tax.

    A bonus stands after the last cheque to come, with the next number.
    """

    number: int
    bonus: bool = False
    gross: Decimal
    deferral: Decimal
    after_tax: Decimal


def spillover(
    share: Decimal, gross: Sequence[Decimal], deferral: Decimal, room: Decimal, cheques: int | None = None
) -> tuple[Cheque, ...]:
    """Return each cheque of one election that turns after-tax once the deferral limit is reached, up to the
    room; what stands in `gross` behind so many cheques is a bonus.
    """
    ordinary = len(gross) if cheques is None else cheques
    both = deferrals_by_cheque(share, tuple(gross), deferral + room)
    found: list[Cheque] = []
    left = deferral
    for number, (pay, taken) in enumerate(zip(gross, both, strict=True), start=1):
        deferred = min(taken, left)
        left -= deferred
        found.append(
            Cheque(
                number=number,
                bonus=number > ordinary,
                gross=pay,
                deferral=deferred,
                after_tax=taken - deferred,
            )
        )
    return tuple(found)


class MatchProtection(Frozen):
    """The match of the year with a true-up against cheque by cheque, in dollars.

    `last_deferral` is the cheque (from 1) of the year's `paychecks` in which deferrals end; `even` is the
    share that spreads them over all.
    """

    election: Decimal
    with_true_up: Decimal
    per_pay: Decimal
    last_deferral: int
    paychecks: int
    even: Decimal

    @property
    def lost(self) -> Decimal:
        """Return what ending deferrals early costs where no true-up makes it good."""
        return max(NONE, self.with_true_up - self.per_pay)


def match_protection(profile: Profile, limits: YearLimits) -> MatchProtection | None:
    """Compare the match with and without a true-up at the stated election; null without match or election.

    Raises BadProfile where pay is not known or nothing is deferred.
    """
    if profile.match is None or profile.election is None or profile.self_employed:
        return None
    figures = figures_of(profile, limits)
    deferral, pay = figures.deferral.total, figures.pay
    if not pay or not deferral:
        raise BadProfile("A match depends on pay and deferrals; say --pay and --deferral.")
    most = limits.dollars("annual_compensation")
    gross = gross_by_cheque(pay, profile.paychecks or USUAL_PAYCHECKS)
    deferred = deferrals_by_cheque(profile.election, gross, deferral)
    formula = parse_match(profile.match)
    return MatchProtection(
        election=profile.election,
        with_true_up=annual_match(formula, sum(deferred, NONE), min(pay, most)),
        per_pay=sum(per_pay_match(formula, gross, deferred, most), NONE),
        last_deferral=max(n for n, amount in enumerate(deferred, start=1) if amount),
        paychecks=len(gross),
        even=cents(deferral / pay * 100) / 100,
    )


def with_bonus(profile: Profile, pay: Decimal, bonus: Decimal) -> tuple[Decimal, ...]:
    """Return the cheques left and one more for a bonus at the end, which an election takes its share of
    too.
    """
    gross = gross_by_cheque(pay, profile.paychecks or USUAL_PAYCHECKS)
    return gross[: cheques_left(profile)] + ((bonus,) if bonus else ())
