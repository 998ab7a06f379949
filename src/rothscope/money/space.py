"""The after-tax space of a year: what 415(c) leaves, the ceilings beside it, and the one that binds.

In: a `Profile` and `YearLimits`. Out: a `Space` whose lines show the whole arithmetic, each with its
source: the limit, what fills it, the room left, then what stands beside it. The space is the least of the
room and every stated ceiling; on a tie the first of them in this order is named: the HCE bar, 415(c), plan
percent, plan dollars, HCE percent, combined cap, payroll.
"""

from decimal import Decimal

from rothscope.errors import BadProfile
from rothscope.model.analysis import Space, SpaceLine
from rothscope.model.frozen import Frozen
from rothscope.model.profile import Aggregated, Beside457b, Profile, Vehicle
from rothscope.money.caps import Cap, plan_caps
from rothscope.money.catch_up import limit_457b, roth_catch_up
from rothscope.money.cents import NONE, dollars
from rothscope.money.deferral import Deferral, deferral_of, fifteen_year_of
from rothscope.money.employer import employer_money, own_employer_money
from rothscope.money.self_employed import earned_income
from rothscope.packs.limits import YearLimits

DOLLAR_NAMES = {
    Aggregated.OWN_BUSINESS: "403(b) aggregated with controlled business",
    Aggregated.CONTROLLED_GROUP: "415(c) dollar, aggregated",
}

TOGETHER = "IRC 414(b), (c), (m), 415(f), 415(h); 26 CFR 1.415(f)-1(f)"
"""Why plans of several employers share one limit."""


class Figures(Frozen):
    """What fills the limit: pay under 415, deferral, and the other additions as lines."""

    pay: Decimal
    deferral: Deferral
    additions: tuple[SpaceLine, ...]

    @property
    def filled(self) -> Decimal:
        """Return all annual additions but the after-tax money, in dollars."""
        return self.deferral.base + sum((line.amount for line in self.additions), NONE)


def space(profile: Profile, limits: YearLimits, assumed: bool = False, bonus: Decimal = NONE) -> Space:
    """Return the after-tax space and its arithmetic; payroll takes its share of a bonus still to come too.

    Raises BadProfile where the numbers cannot be.
    """
    check(profile)
    if profile.vehicle is Vehicle.B457:
        return _none_in_457b(profile, limits, assumed)
    figures = figures_of(profile, limits)
    limit = _limit_415c(profile, figures.pay, limits)
    room = max(NONE, limit.amount - figures.filled)
    caps = plan_caps(profile, figures.pay, figures.deferral.base, limits, bonus)
    least = _least(limit.model_copy(update={"amount": room}), caps)
    lines = (
        _line_of(limit),
        _deferral_line(figures.deferral, limits),
        *figures.additions,
        _room_line(limit.amount, figures.filled, room),
        *_catch_up_line(profile, figures.deferral, limits),
        *(_line_of(cap) for cap in caps),
        *(_line_457b(profile, limits) if profile.beside_457b else ()),
    )
    return Space(
        year=limits.year,
        space=least.amount,
        room_415c=room,
        binding=least.name,
        assumed=assumed,
        lines=lines,
        fifteen_year=None if profile.service_years is None else fifteen_year_of(profile, limits),
        limit_457b=_limit_457b(profile, limits) if profile.beside_457b else None,
    )


def check(profile: Profile) -> None:
    """Refuse what cannot be: no pay, an amount below zero or not a number, a share over the whole."""
    if profile.pay is None:
        raise BadProfile("The space depends on pay; say --pay, this year's pay from this employer.")
    shares = {
        "election",
        "nonelective",
        "late_nonelective",
        "required",
        "after_tax_cap",
        "hce_cap",
        "combined_cap",
        "payroll_cap",
    }
    for name in type(profile).model_fields:
        value = getattr(profile, name)
        if isinstance(value, Decimal) and not (value.is_finite() and value >= 0):
            raise BadProfile(f"{name.replace('_', ' ')} must be zero or more, not {value}.")
        if isinstance(value, Decimal) and name in shares and value > 1:
            raise BadProfile(f"{name.replace('_', ' ')} is a share of pay and cannot pass 100%.")
    if profile.unused_457b and profile.beside_457b is None and profile.vehicle is not Vehicle.B457:
        raise BadProfile("Unused 457(b) room needs its plan; say --beside-457b governmental or other.")
    if profile.service_years is None and (profile.deferred_before or profile.fifteen_year_used):
        raise BadProfile("Past deferrals count only with --service-years, the years with this employer.")
    if profile.aggregated is Aggregated.OWN_BUSINESS and profile.vehicle not in (None, Vehicle.B403):
        raise BadProfile("Only a 403(b) is aggregated with an own business; otherwise say controlled-group.")


def figures_of(profile: Profile, limits: YearLimits) -> Figures:
    """Return pay, deferral and additions; the self-employed start from earned income."""
    pay = profile.pay or NONE
    if profile.self_employed:
        income = earned_income(pay, profile.wages_elsewhere or NONE, limits)
        employer = own_employer_money(profile, income, limits)
        pay = max(NONE, income.earned - sum((line.amount for line in employer), NONE))
        deferral = deferral_of(profile, pay, limits)
    else:
        deferral = deferral_of(profile, pay, limits)
        employer = employer_money(profile, pay, deferral.total, limits)
    return Figures(pay=pay, deferral=deferral, additions=employer + _other_additions(profile))


def _other_additions(profile: Profile) -> tuple[SpaceLine, ...]:
    if profile.other_additions is None:
        return ()
    because = "forfeitures, picked-up dollars and whatever other plans under the same limit receive"
    return (
        SpaceLine(
            label="Other additions",
            amount=profile.other_additions,
            because=because,
            source="IRC 414(h)(2), 415(c)(2), 415(f)",
        ),
    )


def _limit_415c(profile: Profile, pay: Decimal, limits: YearLimits) -> Cap:
    """The lesser of the dollar limit and all of pay; on a tie the dollar limit is named."""
    dollar = limits.dollars("annual_additions")
    name = "415(c) dollar (own plan)" if profile.self_employed else "415(c) dollar"
    if profile.aggregated is not None:
        name = DOLLAR_NAMES[profile.aggregated]
    return Cap(
        id="415c_dollars" if dollar <= pay else "415c_pay",
        name=name if dollar <= pay else "100% of compensation",
        label="415(c) limit",
        amount=min(dollar, pay),
        because=_limit_because(profile, dollar, pay),
        source=f"{limits.cite('annual_additions')}; IRC 415(c)(1)(B)"
        + ("" if profile.aggregated is None else f"; {TOGETHER}"),
    )


def _limit_because(profile: Profile, dollar: Decimal, pay: Decimal) -> str:
    """How the limit comes about, and what a CPA should confirm of it."""
    what = "earned income" if profile.self_employed else "pay"
    parts = [f"the lesser of {dollars(dollar)} and 100% of {what}, {dollars(pay)}"]
    if profile.self_employed:
        parts.append("confirm earned income with your CPA")
    else:
        parts.append("not prorated for a mid-year hire")
    if profile.required and pay < dollar:
        parts.append("picked-up money may not be pay here; confirm with your CPA")
    if profile.aggregated is not None:
        parts.append(
            "one limit for all the plans together; confirm with your CPA which employers count as one"
        )
        if profile.deferred_elsewhere and profile.other_additions is None:
            parts.append("what you deferred in those plans fills it too: say it as --other-additions")
    elif profile.vehicle is Vehicle.B403 and profile.deferred_elsewhere:
        parts.append("a 403(b) elsewhere may share it: say --other-additions for its money, and ask your CPA")
    return "; ".join(parts)


def _least(room: Cap, caps: tuple[Cap, ...]) -> Cap:
    barred = next((cap for cap in caps if cap.id == "hce_excluded"), None)
    if barred:
        return barred
    if room.amount == 0:
        return room.model_copy(update={"id": "415c_full", "name": "415(c) full"})
    return min((room, *caps), key=lambda cap: cap.amount)


def _deferral_line(deferral: Deferral, limits: YearLimits) -> SpaceLine:
    return SpaceLine(
        label="Your deferrals",
        amount=deferral.base,
        because=deferral.base_because,
        source=limits.cite("elective_deferral"),
    )


def _catch_up_line(profile: Profile, deferral: Deferral, limits: YearLimits) -> tuple[SpaceLine, ...]:
    if not deferral.catch_up:
        return ()
    rule = roth_catch_up(profile.pay_last_year, limits, profile.self_employed)
    word = {True: "it must be Roth: ", False: "it may be pre-tax or Roth: ", None: ""}[rule.required]
    because = f"{deferral.catch_up_because}; {word}{rule.because}"
    label, source = "Catch-up, outside the limit", f"IRC 414(v)(3)(A); {rule.source}"
    return (SpaceLine(label=label, amount=deferral.catch_up, because=because, source=source),)


def _room_line(limit: Decimal, filled: Decimal, room: Decimal) -> SpaceLine:
    because = f"{dollars(limit)} less {dollars(filled)} of deferrals and other additions"
    if filled > limit:
        because += f"; that is {dollars(filled - limit)} over the limit, which the plan must correct"
    return SpaceLine(label="Room under 415(c)", amount=room, because=because, source="IRC 415(c)(2)")


def _line_of(cap: Cap) -> SpaceLine:
    return SpaceLine(label=cap.label, amount=cap.amount, because=cap.because, source=cap.source)


def _limit_457b(profile: Profile, limits: YearLimits) -> Decimal:
    governmental = profile.beside_457b is not Beside457b.OTHER
    return limit_457b(profile.age, limits, profile.unused_457b or NONE, governmental)


def _line_457b(profile: Profile, limits: YearLimits) -> tuple[SpaceLine, ...]:
    """The deferral limit of a 457(b), which stands beside everything else."""
    rule, ordinary = limits.fixed.final_three_years_457b, limits.dollars("deferral_457b")
    amount = _limit_457b(profile, limits)
    parts = [f"a limit of its own beside 402(g) and 415(c), {dollars(ordinary)} in {limits.year}"]
    final = min(ordinary * (rule.times - 1), profile.unused_457b or NONE)
    if amount > ordinary and amount - ordinary == final:
        parts.append(
            f"{dollars(final)} more from unused room in the last three years before normal retirement age, "
            "never with the age-50 catch-up"
        )
    elif amount > ordinary:
        parts.append(f"{dollars(amount - ordinary)} more at age {profile.age}")
    if profile.beside_457b is Beside457b.OTHER:
        parts.append(
            "a non-governmental one has no age-50 catch-up, and its money stays the employer's until paid (IRC 457(b)(6))"
        )
    because, source = "; ".join(parts), f"{limits.cite('deferral_457b')}; {rule.cite}"
    return (SpaceLine(label="457(b) deferrals", amount=amount, because=because, source=source),)


def _none_in_457b(profile: Profile, limits: YearLimits, assumed: bool) -> Space:
    name = "457(b) cannot take after-tax money"
    because = "it has its own deferral limit and no source for after-tax money that is not Roth"
    line = SpaceLine(label="457(b) plan", amount=NONE, because=because, source="IRC 457(b), 457(e)(15)")
    return Space(
        year=limits.year, space=NONE, room_415c=NONE, binding=name, assumed=assumed,
        lines=(line, *_line_457b(profile, limits)), limit_457b=_limit_457b(profile, limits),
    )  # fmt: skip
