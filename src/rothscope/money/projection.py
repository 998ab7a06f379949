"""What yearly deposits grow to: dollars, a yearly rate and years in; dollars, a year-by-year table or a
drawing out.

Deposits fall at the end of each period (an ordinary annuity) or at its start (an annuity due). `rate` is
effective a year, so a month grows by its twelfth root. Figures are carried unrounded and rounded once, half
up to the cent. Arithmetic, not a forecast.
"""

from decimal import Decimal, localcontext
from enum import StrEnum

from rothscope.model.frozen import Frozen
from rothscope.money.cents import cents

DIGITS = 40
MONTHS = 12


class Timing(StrEnum):
    """When in each period the deposit is made."""

    END = "end"
    START = "start"


class Deposits(Frozen):
    """Deposits of `yearly` dollars in `per_year` equal parts, growing by `growth` a year, earning `rate` a
    year.
    """

    yearly: Decimal
    rate: Decimal
    years: int
    timing: Timing = Timing.END
    growth: Decimal = Decimal(0)
    per_year: int = 1


class YearEnd(Frozen):
    """The end of one year, counted from 1: what it is worth and what was paid in so far, dollars."""

    year: int
    value: Decimal
    paid: Decimal


def balances(deposits: Deposits) -> tuple[YearEnd, ...]:
    """Return the value at the end of each year."""
    ends: list[YearEnd] = []
    with localcontext(prec=DIGITS):
        value = paid = Decimal(0)
        yearly = deposits.yearly
        for year in range(1, deposits.years + 1):
            value = value * (1 + deposits.rate) + yearly * _one_year(deposits)
            paid += yearly
            ends.append(YearEnd(year=year, value=cents(value), paid=cents(paid)))
            yearly *= 1 + deposits.growth
    return tuple(ends)


def _one_year(deposits: Deposits) -> Decimal:
    """What a year's deposits of one dollar in all are worth at the year's end."""
    factor = _period_factor(deposits.rate, deposits.per_year)
    first = 1 if deposits.timing is Timing.START else 0
    parts = sum((factor**n for n in range(first, first + deposits.per_year)), Decimal(0))
    return parts / deposits.per_year


def _period_factor(rate: Decimal, per_year: int) -> Decimal:
    return (1 + rate) if per_year == 1 else (1 + rate) ** (Decimal(1) / per_year)


def future_value(deposits: Deposits) -> Decimal:
    """Return the value at the end of the last year; zero for no years."""
    ends = balances(deposits)
    return ends[-1].value if ends else cents(Decimal(0))


def swept_earnings(yearly: Decimal, rate: Decimal, sweeps: int) -> Decimal:
    """Return a year's earnings taxed at conversion when after-tax money is swept `sweeps` times a year.

    Monthly deposits at each month's end; what a sweep finds beyond the deposits is taxable. `sweeps`
    divides 12.
    """
    if sweeps < 1 or MONTHS % sweeps:
        raise ValueError("sweeps must divide twelve months")
    with localcontext(prec=DIGITS):
        factor = _period_factor(rate, MONTHS)
        months = MONTHS // sweeps
        grown = sum((factor**n for n in range(months)), Decimal(0)) - months
        return cents(yearly / MONTHS * grown * sweeps)
