"""The pro-rata rule on an IRA conversion: Form 8606 lines 1 to 18. In: a year of IRAs. Out: the lines in
dollars.

All traditional, SEP and SIMPLE IRAs of one person count together at their value on 31 December (IRC
408(d)(2)); inherited IRAs, a spouse's and money in plans do not. Lines 11 to 18 are rounded to the cent,
half up.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext

from rothscope.errors import BadProfile
from rothscope.model.frozen import Frozen
from rothscope.money.cents import NONE, cents, dollars
from rothscope.packs.limits import YearLimits

DIGITS = 40  # of the ratio, where it is not rounded; far beyond a cent


class IraYear(Frozen):
    """A person's IRAs over one year, dollars.

    `nondeductible` is this year's contribution with basis, `late` the part of it paid in after 31 December,
    `year_end` the value on 31 December of every IRA that counts, outstanding rollovers added.
    """

    nondeductible: Decimal = NONE
    prior_basis: Decimal = NONE
    late: Decimal = NONE
    year_end: Decimal = NONE
    distributions: Decimal = NONE
    conversions: Decimal = NONE


class Form8606(Frozen):
    """The lines of Form 8606 (IRA conversions), dollars; line 10 is a ratio."""

    line1: Decimal
    line2: Decimal
    line3: Decimal
    line4: Decimal
    line5: Decimal
    line6: Decimal
    line7: Decimal
    line8: Decimal
    line9: Decimal
    line10: Decimal
    line11: Decimal
    line12: Decimal
    line13: Decimal
    line14: Decimal
    line15: Decimal
    line16: Decimal
    line17: Decimal
    line18: Decimal

    @property
    def tax_free(self) -> Decimal:
        """Return the part of the conversion that is basis."""
        return self.line17

    @property
    def taxable(self) -> Decimal:
        """Return the part of the conversion that is income."""
        return self.line18

    @property
    def carry_forward_basis(self) -> Decimal:
        """Return the basis left for later years."""
        return self.line14


def form_8606(year: IraYear, places: int | None = None) -> Form8606:
    """Return the lines. `places` rounds line 10 as the form allows (at least 3); unsaid, it is not rounded.

    A rounded ratio may give back more basis than there is; lines 11 and 12 stop at line 5.
    Raises BadProfile where a number is below zero or `late` passes the contribution.
    """
    _check(year)
    basis = year.nondeductible + year.prior_basis
    usable = basis - year.late
    pot = year.year_end + year.distributions + year.conversions
    ratio = _ratio(usable, pot, places)
    converted_basis = min(cents(year.conversions * ratio), usable)
    paid_basis = min(cents(year.distributions * ratio), usable - converted_basis)
    used = converted_basis + paid_basis
    return Form8606(
        line1=year.nondeductible,
        line2=year.prior_basis,
        line3=basis,
        line4=year.late,
        line5=usable,
        line6=year.year_end,
        line7=year.distributions,
        line8=year.conversions,
        line9=pot,
        line10=ratio,
        line11=converted_basis,
        line12=paid_basis,
        line13=used,
        line14=basis - used,
        line15=year.distributions - paid_basis,
        line16=year.conversions,
        line17=converted_basis,
        line18=year.conversions - converted_basis,
    )


def _ratio(usable: Decimal, pot: Decimal, places: int | None) -> Decimal:
    """Line 5 over line 9, at most 1."""
    if not pot:
        return Decimal(0)
    with localcontext(prec=DIGITS):
        ratio = min(Decimal(1), usable / pot)
    return ratio if places is None else ratio.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def year_of_iras(
    pretax: Decimal, nondeductible: Decimal, prior_basis: Decimal, convert: Decimal, **rest: Decimal
) -> IraYear:
    """Return the year with line 6 worked out: pre-tax money and basis, less what left the IRAs.

    `pretax` is every pre-tax dollar, growth counted, before the conversion and without the new
    contribution. `rest`: `distributions`, `late`, and `roll_in`, pre-tax money moved into a plan by 31
    December. Raises BadProfile where more leaves the IRAs than they hold.
    """
    distributions, late, roll_in = (rest.get(name, NONE) for name in ("distributions", "late", "roll_in"))
    if roll_in > pretax:
        raise BadProfile(
            f"Only pre-tax IRA money may go into a plan: {dollars(roll_in)} is more than {dollars(pretax)}."
        )
    held = pretax + nondeductible - late + prior_basis - roll_in
    if convert + distributions > held:
        raise BadProfile(
            f"Converting {dollars(convert)} and taking {dollars(distributions)} is more than the IRAs hold, "
            f"{dollars(held)}; count their growth in --pretax-ira."
        )
    return IraYear(
        nondeductible=nondeductible,
        prior_basis=prior_basis,
        late=late,
        year_end=held - convert - distributions,
        distributions=distributions,
        conversions=convert,
    )


def _check(year: IraYear) -> None:
    for name in IraYear.model_fields:
        amount: Decimal = getattr(year, name)
        if not (amount.is_finite() and amount >= 0):
            raise BadProfile(f"{name.replace('_', ' ')} must be zero or more, not {amount}.")
    if year.late > year.nondeductible:
        raise BadProfile(
            "The part paid in after December 31 cannot pass the year's nondeductible contribution."
        )


def ira_limit_note(contribution: Decimal, age: int | None, limits: YearLimits) -> str:
    """Return a warning where a contribution passes the year's IRA limit at an age; empty where it fits."""
    limit = limits.dollars("ira_contribution")
    if age is not None and age >= limits.fixed.catch_up_ages.starts:
        limit += limits.dollars("ira_catch_up_50")
    if contribution <= limit:
        return ""
    cite = limits.cite("ira_contribution")
    return f"The {limits.year} IRA limit is {dollars(limit)} here; {dollars(contribution)} is more ({cite})."
