"""Pay of the self-employed: net profit in, earned income out. IRC 401(c)(2).

The finer points of 415 compensation for the self-employed are for a CPA to confirm; reports say so.
"""

from decimal import Decimal

from rothscope.model.frozen import Frozen
from rothscope.money.cents import NONE, cents, cut_cents
from rothscope.packs.limits import YearLimits


class EarnedIncome(Frozen):
    """The steps from net profit to earned income before contributions, and the most an employer share may
    be.
    """

    net: Decimal
    base: Decimal
    self_employment_tax: Decimal
    half: Decimal
    earned: Decimal
    most_employer: Decimal


def earned_income(net: Decimal, wages_elsewhere: Decimal, limits: YearLimits) -> EarnedIncome:
    """Return earned income. Wages elsewhere use up the Social Security wage base first.

    `most_employer` is cut to the cent, being a ceiling; the other steps are rounded half up.
    """
    rates = limits.fixed.self_employed
    base = cents(net * rates.net_earnings_share)
    room = max(NONE, limits.dollars("social_security_wage_base") - wages_elsewhere)
    tax = cents(base * rates.medicare_rate + min(base, room) * rates.social_security_rate)
    half = cents(tax / 2)
    earned = net - half
    share = rates.employer_share / (1 + rates.employer_share)
    return EarnedIncome(
        net=net,
        base=base,
        self_employment_tax=tax,
        half=half,
        earned=earned,
        most_employer=cut_cents(min(earned, _pay_at_limit(limits)) * share),
    )


def _pay_at_limit(limits: YearLimits) -> Decimal:
    """Earned income at which pay after the largest contribution reaches the 401(a)(17) limit."""
    return limits.dollars("annual_compensation") * (1 + limits.fixed.self_employed.employer_share)


def employer_share(earned: Decimal, rate: Decimal, limits: YearLimits) -> Decimal:
    """Return an employer contribution of `rate` of pay after the contribution, itself cut to the cent."""
    return cut_cents(min(earned * rate / (1 + rate), limits.dollars("annual_compensation") * rate))
