"""The room of one person under one plan, with what the document gave to it and how it falls on the paychecks.

In: a profile, findings and a year's limits. Out: a `Space`; without pay it is the most anyone could add.
"""

from datetime import date
from decimal import Decimal

from rothscope.model.analysis import Paychecks, Plan, Space, SpaceLine, Taken
from rothscope.model.profile import Profile, Vehicle
from rothscope.money.cents import percent
from rothscope.money.from_plan import SPOKEN, Findings, fill_profile, stated_open, with_vehicle
from rothscope.money.plan_cheques import plan_cheques
from rothscope.money.space import space
from rothscope.packs.limits import YearLimits

UNNAMED = Plan()
"""A plan of which nothing is known."""
UNCOUNTED = (
    "The document speaks of employer money whose amount was not read. It takes from this: say --match, --nonelective or "
    "--employer-dollars."
)
UNREAD = (
    "No employer money was read in the document. Whatever the employer pays in or picks up from your pay takes from "
    "this: say --match, --nonelective or --employer-dollars."
)
UNDECIDED = (
    "The employer may also decide each year to put in more; none of that is counted. Keep room for it with "
    "--late-nonelective."
)
YEAR_END = "12-31"
WHOLE_PERCENT = Decimal("0.01")


def room_of(profile: Profile, findings: Findings, limits: YearLimits, plan: Plan = UNNAMED) -> Space:
    """Return the room of a person, or of anyone at the 401(a)(17) pay limit where no pay is said.

    Paychecks are spread where the profile says how many there are. Raises BadProfile.
    """
    assumed = profile.pay is None
    if assumed:
        profile = profile.model_copy(update={"pay": limits.dollars("annual_compensation")})
    filled, notes = fill_profile(with_vehicle(profile, plan), findings, limits, plan.contributions)
    taken = tuple(
        Taken(name=note.field, value=note.value, because=note.because, page=note.page, quote=note.quote)
        for note in (*notes, *stated_open(plan.contributions))
    )
    found = space(filled, limits, assumed)
    return found.model_copy(
        update={
            "taken": taken,
            "lines": _with_plan_year(found.lines, plan),
            "paychecks": None if assumed else _spread(filled, limits),
            "uncounted": _uncounted(filled, findings, plan),
        }
    )


def _with_plan_year(lines: tuple[SpaceLine, ...], plan: Plan) -> tuple[SpaceLine, ...]:
    """Say at the limit where the plan's year is another than the calendar's, for which the limits here stand."""
    if not lines or plan.plan_year_end is None or plan.plan_year_end.value == YEAR_END:
        return lines
    day = date.fromisoformat(
        f"2000-{plan.plan_year_end.value}"
    )  # a leap year, for a year that ends on February 29
    end = f"{day:%B} {day.day}"
    first = lines[0]
    because = (
        f"{first.because}; the plan's own year ends {end}, and where that is its limitation year, the limit is that of "
        "the calendar year it ends in (26 CFR 1.415(d)-1, 1.415(j)-1); confirm with your CPA"
    )
    return (first.model_copy(update={"because": because}), *lines[1:])


def _uncounted(profile: Profile, findings: Findings, plan: Plan) -> str | None:
    """Say what employer money is not in the room: some the document speaks of, or any where none was read."""
    told = [told for told in (_unread(profile, findings, plan), _by_decision(profile, plan)) if told]
    return " ".join(told) or None


def _by_decision(profile: Profile, plan: Plan) -> str | None:
    """Say that the employer may put in more than was counted, where nothing is kept free for it."""
    known = profile.late_nonelective is not None or profile.employer_dollars is not None
    if (
        not stated_open(plan.contributions)
        or known
        or profile.self_employed
        or profile.vehicle is Vehicle.B457
    ):
        return None
    return UNDECIDED


def _unread(profile: Profile, findings: Findings, plan: Plan) -> str | None:
    if profile.self_employed or profile.vehicle is Vehicle.B457 or profile.employer_dollars is not None:
        return None
    match = findings.get("match")
    if profile.match is None and match is not None and match.status in SPOKEN:
        return UNCOUNTED
    stated = (profile.match, profile.nonelective, profile.nonelective_dollars, profile.late_nonelective)
    none_read = all(one is None for one in stated) and not stated_open(plan.contributions)
    return UNREAD if none_read else None


def _spread(profile: Profile, limits: YearLimits) -> Paychecks | None:
    if (profile.paychecks is None and profile.paychecks_left is None) or profile.self_employed:
        return None
    plan = plan_cheques(profile, limits, None, Decimal(0), WHOLE_PERCENT)
    if not plan.cheques:
        return None
    return Paychecks(
        amounts=plan.cheques,
        percent=percent(plan.election.share),
        percent_total=plan.election.contributed,
        remarks=plan.warnings,
    )
