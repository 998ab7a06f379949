"""The ceilings on after-tax money that the plan and the payroll set beside the 415(c) limit.

In: a profile, what the plan may count and perhaps a bonus still to come. Out: each stated ceiling by name in
dollars; none stated, none invented.
"""

from decimal import Decimal

from rothscope.errors import BadProfile
from rothscope.model.analysis import HCE_EXCLUDED
from rothscope.model.frozen import Frozen
from rothscope.model.profile import Profile
from rothscope.money.catch_up import highly_compensated
from rothscope.money.cents import NONE, cents, dollars, percent
from rothscope.money.employer import USUAL_PAYCHECKS
from rothscope.packs.limits import YearLimits


class Cap(Frozen):
    """One ceiling: a lasting id, the name a reader sees when it binds, dollars, how it came about, and
    whose rule.
    """

    id: str
    name: str
    label: str
    amount: Decimal
    because: str
    source: str


def plan_caps(
    profile: Profile, pay: Decimal, base_deferral: Decimal, limits: YearLimits, bonus: Decimal = NONE
) -> tuple[Cap, ...]:
    """Return every ceiling the profile states. A percentage is of pay up to the 401(a)(17) limit.

    A bonus is one more cheque for payroll to take from; what the plan counts as pay it leaves as it is.
    """
    counted = min(pay, limits.dollars("annual_compensation"))
    found = (
        _share_cap("plan_percent", "Plan cap", profile.after_tax_cap, counted, limits),
        _dollar_cap(profile),
        _hce_cap(profile, counted, limits),
        _combined_cap(profile, counted, base_deferral, limits),
        _payroll_cap(profile, pay, bonus),
    )
    return tuple(cap for cap in found if cap is not None)


def _share_cap(
    id: str, label: str, share: Decimal | None, counted: Decimal, limits: YearLimits
) -> Cap | None:
    if share is None:
        return None
    return Cap(
        id=id,
        name=f"plan cap {percent(share)} of capped pay",
        label=label,
        amount=cents(share * counted),
        because=f"{percent(share)} of counted pay, {dollars(counted)}",
        source=f"the plan's terms; {limits.cite('annual_compensation')}",
    )


def _dollar_cap(profile: Profile) -> Cap | None:
    amount = profile.after_tax_dollar_cap
    if amount is None:
        return None
    return Cap(
        id="plan_dollars",
        name=f"plan cap of {dollars(amount)}",
        label="Plan cap in dollars",
        amount=amount,
        because="a dollar ceiling of the plan",
        source="the plan's terms",
    )


def _hce_cap(profile: Profile, counted: Decimal, limits: YearLimits) -> Cap | None:
    """A cap on highly compensated employees binds whoever is or may be one; only a known `no` lifts it."""
    known = profile.hce if profile.hce is not None else highly_compensated(profile.pay_last_year, limits)
    cap = _share_cap("hce_cap", "HCE cap", profile.hce_cap, counted, limits)
    if cap is None or known is False:
        return None
    rule = limits.highly_compensated_if
    doubt = "" if known else f"; taken to be an HCE ({rule.pay_of} pay over {rule.over:,})"
    if profile.hce_cap == 0:
        because = f"highly compensated employees may make none{doubt}"
        return cap.model_copy(update={"id": "hce_excluded", "name": HCE_EXCLUDED, "because": because})
    return cap.model_copy(update={"because": cap.because + doubt, "source": f"the plan's terms; {rule.cite}"})


def _combined_cap(profile: Profile, counted: Decimal, deferral: Decimal, limits: YearLimits) -> Cap | None:
    share = profile.combined_cap
    if share is None:
        return None
    return Cap(
        id="combined_cap",
        name=f"combined employee cap {percent(share)}",
        label="Combined employee cap",
        amount=max(NONE, cents(share * counted) - deferral),
        because=f"{percent(share)} of {dollars(counted)} for all you put in, less {dollars(deferral)}",
        source=f"the plan's terms; {limits.cite('annual_compensation')}",
    )


def payroll_takes(profile: Profile, pay: Decimal) -> Decimal:
    """Return what payroll can take from the ordinary cheques left: its share of each, or all where none is stated."""
    count = profile.paychecks or USUAL_PAYCHECKS
    return cents(pay * _share(profile) * cheques_left(profile) / count)


def cheques_left(profile: Profile) -> int:
    """Return how many cheques are still to be paid this year."""
    left = profile.paychecks_left
    return (profile.paychecks or USUAL_PAYCHECKS) if left is None else left


def _share(profile: Profile) -> Decimal:
    return Decimal(1) if profile.payroll_cap is None else profile.payroll_cap


def _payroll_cap(profile: Profile, pay: Decimal, bonus: Decimal) -> Cap | None:
    """What the cheques left and a bonus can still give; without a payroll ceiling, all of them."""
    if profile.payroll_cap is None and profile.paychecks_left is None:
        return None
    count, left, share = profile.paychecks or USUAL_PAYCHECKS, cheques_left(profile), _share(profile)
    if left > count:
        raise BadProfile(f"{left} paychecks cannot be left of {count} in the year; say --paychecks.")
    cheques = "1 cheque" if left == 1 else f"{left} cheques"
    because = f"{percent(share)} of {left} x {dollars(cents(pay / count))}, the paychecks still to come"
    return Cap(
        id="payroll",
        name=f"payroll cap {percent(share)} x {cheques} left" + (" and the bonus" if bonus else ""),
        label="Payroll cap",
        amount=payroll_takes(profile, pay) + cents(share * bonus),
        because=because + (f", and of the bonus of {dollars(bonus)}" if bonus else ""),
        source="payroll; after-tax money comes out of pay",
    )
