"""A profile filled from the document where the person said nothing.

In: a profile, findings by feature, a year's limits. Out: the profile with its gaps filled and a note of
each filling. The person's own words always win. Where the document states two values, the one that leaves
less room is taken.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from rothscope.errors import BadProfile
from rothscope.model.analysis import Plan
from rothscope.model.clause import Fact
from rothscope.model.finding import Finding, Status
from rothscope.model.frozen import Frozen
from rothscope.model.profile import Profile, Vehicle
from rothscope.money.catch_up import highly_compensated
from rothscope.money.cents import dollars, percent
from rothscope.money.match import annual_match, parse_match
from rothscope.packs.limits import YearLimits

Findings = Mapping[str, Finding]
DECIDED_YEARLY = "decided_yearly"
"""The fact that the employer may put more in by a decision of its own."""
LEFT_OPEN = (DECIDED_YEARLY, "late_percent")
"""Facts that tell of money left to a decision, and so count although the clause decides nothing."""
SPOKEN = frozenset({Status.ALLOWED, Status.CONDITIONAL, Status.CONFLICTING})
MOST_DOLLARS = Decimal(10_000_000)  # a larger number is no cap of any plan
VEHICLES = {"401(a)": Vehicle.A401, "403(b)": Vehicle.B403, "457(b)": Vehicle.B457}
"""Kinds of plan whose law differs from a 401(k)'s, by how `Plan.type` begins."""
HCE_TOGETHER = "hce_combined_cap_percent"
PERCENT_FACTS = {
    "after_tax_cap": ("after_tax_cap_percent",),
    "combined_cap": ("combined_cap_percent", HCE_TOGETHER),
    "hce_cap": ("hce_cap_percent",),
}
PER_PAY = "per_pay_period"
TRUE_UP = ("no", "yes", PER_PAY)
"""What is said of a true-up, from what decides first."""


class Filled(Frozen):
    """One value taken from the document: the profile's field, the value in words, and the page it stands
    on.
    """

    field: str
    value: str
    because: str
    page: int | None
    quote: str | None


def fill_profile(
    profile: Profile, findings: Findings, limits: YearLimits, contributions: tuple[Fact, ...] = ()
) -> tuple[Profile, tuple[Filled, ...]]:
    """Return the profile with the employer money, caps and true-up the document states, and where each came from.

    `contributions` are those of `Plan`: what goes in beside savings and match.
    """
    found = {
        **_percents(profile, findings, limits),
        **_dollar_cap(profile, findings),
        **_match(profile, findings, limits),
        **_nonelective(profile, findings, contributions),
        **_flat(profile, contributions),
        **_late(profile, contributions),
        **_required(profile, contributions),
        **_true_up(profile, findings),
    }
    filled = profile.model_copy(update={field: value for field, (value, _) in found.items()})
    return filled, tuple(note for _, note in found.values())


def stated_open(contributions: tuple[Fact, ...]) -> tuple[Filled, ...]:
    """Return where the document leaves money to a decision of the employer, which fills nothing; at most one note."""
    return tuple(
        _note(DECIDED_YEARLY, "decided each year", f, 1) for f in _of(contributions, DECIDED_YEARLY)[:1]
    )


def with_vehicle(profile: Profile, plan: Plan) -> Profile:
    """Return the profile with the kind of plan the document states, where the person has not said it."""
    kind = plan.type.value if plan.type else ""
    vehicle = next((vehicle for name, vehicle in VEHICLES.items() if kind.startswith(name)), None)
    if profile.vehicle is not None or vehicle is None:
        return profile
    return profile.model_copy(update={"vehicle": vehicle})


def with_status(profile: Profile, limits: YearLimits) -> Profile:
    """Return the profile with whether last year's pay makes one highly compensated, where the person has not said it.

    Owners may be it at any pay, so that low pay settles nothing for somebody who runs the business. IRC 414(q).
    """
    known = highly_compensated(profile.pay_last_year, limits)
    owns = profile.self_employed or profile.situation == "practice_owner"
    if profile.hce is not None or known is None or (owns and not known):
        return profile
    return profile.model_copy(update={"hce": known})


def facts_named(findings: Findings, name: str) -> tuple[Fact, ...]:
    """Return the facts of a name in findings that say something, or in the clauses that decided one without facts."""
    spoken = (finding for finding in findings.values() if finding.status in SPOKEN)
    facts = (
        fact
        for finding in spoken
        for fact in finding.facts or tuple(f for clause in finding.decided_by for f in clause.facts)
        if fact.name == name
    )
    return tuple(dict.fromkeys(facts))


def _percents(profile: Profile, findings: Findings, limits: YearLimits) -> dict[str, tuple[object, Filled]]:
    """The least share of pay stated for each cap; what binds highly compensated employees binds all but a known other."""
    known = profile.hce if profile.hce is not None else highly_compensated(profile.pay_last_year, limits)
    found: dict[str, tuple[object, Filled]] = {}
    for field, names in PERCENT_FACTS.items():
        binding = [name for name in names if name != HCE_TOGETHER or known is not False]
        stated = _numbers(
            tuple(f for name in binding for f in facts_named(findings, name)), most=Decimal(100)
        )
        if stated and getattr(profile, field) is None:
            points, fact = min(stated, key=lambda pair: pair[0])
            share = points / 100
            found[field] = (share, _note(field, percent(share), fact, len({p for p, _ in stated})))
    return found


def _dollar_cap(profile: Profile, findings: Findings) -> dict[str, tuple[object, Filled]]:
    stated = _numbers(facts_named(findings, "after_tax_cap_dollars"), most=MOST_DOLLARS)
    if not stated or profile.after_tax_dollar_cap is not None:
        return {}
    amount, fact = min(stated, key=lambda pair: pair[0])
    note = _note("after_tax_dollar_cap", dollars(amount), fact, len({a for a, _ in stated}))
    return {"after_tax_dollar_cap": (amount, note)}


def _match(profile: Profile, findings: Findings, limits: YearLimits) -> dict[str, tuple[object, Filled]]:
    """Employer dollars the person stated already hold the match, so no formula is added to them."""
    if profile.match is not None or _employer_said(profile):
        return {}
    pay, deferral = limits.dollars("annual_compensation"), limits.dollars("elective_deferral")
    readable: list[tuple[Decimal, Fact]] = []
    for fact in facts_named(findings, "match_formula"):
        try:
            readable.append((annual_match(parse_match(fact.value), deferral, pay), fact))
        except BadProfile:  # a formula beyond the notation stays in the findings, unread
            continue
    if not readable:
        return {}
    _, fact = max(readable, key=lambda pair: pair[0])
    count = len({str(parse_match(fact.value)) for _, fact in readable})
    return {"match": (fact.value, _note("match", fact.value, fact, count))}


def _nonelective(
    profile: Profile, findings: Findings, contributions: tuple[Fact, ...]
) -> dict[str, tuple[object, Filled]]:
    """The highest share stated, since that leaves least; the dollars a person states hold it already.

    A safe harbor share beside another one adds to it, unless both are the same number and so perhaps the same money.
    A share told as one that may be declared later is kept free as such, and not counted twice.
    """
    if profile.nonelective is not None or _employer_said(profile):
        return {}
    safe = _numbers(facts_named(findings, "nonelective_percent"), most=Decimal(100))
    late = {(fact.value, fact.page, fact.quote) for fact in _of(contributions, "late_percent")}
    certain = tuple(
        fact
        for fact in _of(contributions, "base_percent")
        if fact.quote is None or (fact.value, fact.page, fact.quote) not in late
    )
    base = _numbers(certain, most=Decimal(100))
    found = _highest("nonelective", base or safe)
    if not (safe and base):
        return found
    (more, _), (less, other) = (max(some, key=lambda pair: pair[0]) for some in (base, safe))
    if more == less:
        return found
    _, note = found["nonelective"]
    because = (
        f"{note.because}; {percent(less / 100)} of safe harbor money{_on_page(other)} is added, and where the two are "
        "one and the same, say --nonelective"
    )
    share = (more + less) / 100
    return {"nonelective": (share, note.model_copy(update={"value": percent(share), "because": because}))}


def _flat(profile: Profile, contributions: tuple[Fact, ...]) -> dict[str, tuple[object, Filled]]:
    """The highest flat amount for each person, in dollars a year, beside any share of pay."""
    stated = _numbers(_of(contributions, "base_dollars"), most=MOST_DOLLARS)
    if profile.nonelective_dollars is not None or _employer_said(profile) or not stated:
        return {}
    amount, fact = max(stated, key=lambda pair: pair[0])
    note = _note("nonelective_dollars", dollars(amount), fact, len({a for a, _ in stated}))
    return {"nonelective_dollars": (amount, note)}


def _late(profile: Profile, contributions: tuple[Fact, ...]) -> dict[str, tuple[object, Filled]]:
    """The most the employer may declare after the year, which is kept free."""
    if profile.late_nonelective is not None or _employer_said(profile):
        return {}
    return _highest("late_nonelective", _numbers(_of(contributions, "late_percent"), most=Decimal(100)))


def _required(profile: Profile, contributions: tuple[Fact, ...]) -> dict[str, tuple[object, Filled]]:
    if profile.required is not None or profile.other_additions is not None or profile.self_employed:
        return {}
    return _highest("required", _numbers(_of(contributions, "required_percent"), most=Decimal(100)))


def _highest(field: str, stated: list[tuple[Decimal, Fact]]) -> dict[str, tuple[object, Filled]]:
    """The highest of the shares stated, in points, where there is one."""
    if not stated:
        return {}
    points, fact = max(stated, key=lambda pair: pair[0])
    note = _note(field, percent(points / 100), fact, len({p for p, _ in stated}))
    return {field: (points / 100, note)}


def _employer_said(profile: Profile) -> bool:
    """Tell whether the person's own words leave nothing of the employer's to fill in."""
    return profile.employer_dollars is not None or profile.self_employed


def _of(contributions: tuple[Fact, ...], name: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in contributions if fact.name == name)


def _true_up(profile: Profile, findings: Findings) -> dict[str, tuple[object, Filled]]:
    """A plain no, else a plain yes; a match figured each pay period may have a true-up, so that it decides last."""
    facts = [fact for fact in facts_named(findings, "true_up") if fact.value in TRUE_UP]
    if not facts or profile.true_up is not None:
        return {}
    fact = min(facts, key=lambda fact: TRUE_UP.index(fact.value))
    value = fact.value == "yes"
    note = _note("true_up", "yes" if value else "no", fact, len({f.value for f in facts} - {PER_PAY}))
    if fact.value == PER_PAY:
        because = (
            f"the document figures the match each pay period{_on_page(fact)} and no true-up was read in it"
        )
        note = note.model_copy(update={"because": because})
    return {"true_up": (value, note)}


def _numbers(facts: tuple[Fact, ...], most: Decimal) -> list[tuple[Decimal, Fact]]:
    """Facts that are numbers, percents in points (10 is 10%); what cannot be a number is left unread."""
    numbers = []
    for fact in facts:
        try:
            number = Decimal(fact.value)
        except InvalidOperation:
            continue
        if number.is_finite() and 0 <= number <= most:
            numbers.append((number, fact))
    return numbers


def _note(field: str, value: str, fact: Fact, count: int) -> Filled:
    because = f"the document states it{_on_page(fact)}"
    if count > 1:
        because += f"; it states {count} different values, and this one leaves the least room"
    return Filled(field=field, value=value, because=because, page=fact.page, quote=fact.quote)


def _on_page(fact: Fact) -> str:
    return "" if fact.page is None else f" on page {fact.page}"
