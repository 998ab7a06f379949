"""The employer's money for a year, by formula and in dollars, each part with its reason.

In: a profile, the pay the plan counts and the deferral. Out: parts in dollars; their sum fills the 415(c)
limit.
"""

from decimal import Decimal

from rothscope.errors import BadProfile
from rothscope.model.analysis import SpaceLine
from rothscope.model.profile import Profile, Vehicle
from rothscope.money.cents import NONE, cents, cut_cents, dollars, percent
from rothscope.money.match import annual_match, explain_match, parse_match, per_pay_match
from rothscope.money.self_employed import EarnedIncome, employer_share
from rothscope.packs.limits import YearLimits

USUAL_PAYCHECKS = 26  # every other week, the commonest American payroll
MUST = "the plan's terms; IRC 414(h)(2), 415(c)(2)"
PLAN_TERMS = "the plan's formula; IRC 415(c)(2)(A)"


def gross_by_cheque(pay: Decimal, paychecks: int) -> tuple[Decimal, ...]:
    """Return a year's pay as equal cheques, each rounded to the cent."""
    return (cents(pay / paychecks),) * paychecks


def deferrals_by_cheque(election: Decimal, gross: tuple[Decimal, ...], limit: Decimal) -> tuple[Decimal, ...]:
    """Return what an election takes from each cheque, cut to the cent, until the year's limit is used up."""
    taken: list[Decimal] = []
    for pay in gross:
        taken.append(min(cut_cents(pay * election), limit - sum(taken, NONE)))
    return tuple(taken)


def match_for(profile: Profile, pay: Decimal, deferral: Decimal, limits: YearLimits) -> Decimal:
    """Return the year's match: cheque by cheque where there is no true-up and an election is given, else
    annual.
    """
    if profile.match is None:
        return NONE
    formula, most = parse_match(profile.match), limits.dollars("annual_compensation")
    if profile.true_up is not False or profile.election is None:
        return annual_match(formula, deferral, min(pay, most))
    gross = gross_by_cheque(pay, profile.paychecks or USUAL_PAYCHECKS)
    return sum(
        per_pay_match(formula, gross, deferrals_by_cheque(profile.election, gross, deferral), most), NONE
    )


def employer_money(
    profile: Profile, pay: Decimal, deferral: Decimal, limits: YearLimits
) -> tuple[SpaceLine, ...]:
    """Return the employer's parts of an employee's year: match, base money, what is declared late, what it
    picks up or the plan requires, and dollars.
    """
    counted = min(pay, limits.dollars("annual_compensation"))
    parts: list[SpaceLine] = []
    if profile.match is not None:
        match = match_for(profile, pay, deferral, limits)
        parts.append(_part("Employer match", match, _match_because(profile, deferral, counted)))
    for label, rate, note in (
        ("Employer base money", profile.nonelective, ""),
        ("Reserved for late employer money", profile.late_nonelective, "; declared after the year ends"),
    ):
        if rate is not None:
            because = f"{percent(rate)} of counted pay, {dollars(counted)}{note}"
            parts.append(_part(label, cents(rate * counted), because))
    if profile.nonelective_dollars is not None:
        because = "a flat amount for each person, not prorated"
        parts.append(_part("Employer base money in dollars", profile.nonelective_dollars, because))
    if profile.required is not None:
        because = f"{percent(profile.required)} of counted pay, {dollars(counted)}, picked up or after-tax"
        parts.append(_part("Required contributions", cents(profile.required * counted), because, MUST))
    if profile.employer_dollars is not None:
        parts.append(_part("Employer money in dollars", profile.employer_dollars, "as stated"))
    picked_up = " or picked-up" if profile.vehicle is Vehicle.A401 else ""
    return tuple(parts) or (
        _part("Employer money", NONE, f"none stated; every employer{picked_up} dollar takes from the room"),
    )


def own_employer_money(profile: Profile, income: EarnedIncome, limits: YearLimits) -> tuple[SpaceLine, ...]:
    """Return what the self-employed put in as their own employer. Raises BadProfile for a match, which none
    has.
    """
    if profile.match is not None:
        raise BadProfile(
            "A self-employed owner has no match; say --nonelective or --employer-dollars instead."
        )
    rate = (profile.nonelective or NONE) + (profile.late_nonelective or NONE)
    amount = employer_share(income.earned, rate, limits) + (profile.employer_dollars or NONE)
    because = (
        f"earned income {dollars(income.earned)}; at most {dollars(income.most_employer)} can be deducted"
    )
    if amount > income.most_employer:
        because += "; this is more, so ask your CPA"
    return (_part("Your own employer money", amount, because, limits.fixed.self_employed.cite),)


def _match_because(profile: Profile, deferral: Decimal, counted: Decimal) -> str:
    formula = parse_match(profile.match or "")
    if profile.true_up is False and profile.election is not None:
        return f"{formula} of each paycheck on its own at a {percent(profile.election)} election, no true-up"
    because = explain_match(formula, deferral, counted)
    return because if profile.true_up else f"{because}; by the year, or deferrals spread evenly"


def _part(label: str, amount: Decimal, because: str, source: str = PLAN_TERMS) -> SpaceLine:
    return SpaceLine(label=label, amount=amount, because=because, source=source)
