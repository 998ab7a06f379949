"""The room of one person under one plan, with what the document gave to it and how it falls on the paychecks.

In: a profile, findings and a year's limits. Out: a `Space`; without pay it is the most anyone could add.
"""

from decimal import Decimal

from rothscope.model.analysis import Paychecks, Plan, Space, Taken
from rothscope.model.profile import Profile
from rothscope.money.cents import percent
from rothscope.money.from_plan import SPOKEN, Findings, fill_profile, most_anyone_could, with_vehicle
from rothscope.money.plan_cheques import plan_cheques
from rothscope.money.space import space
from rothscope.packs.limits import YearLimits

UNNAMED = Plan()
"""A plan of which nothing is known."""
UNCOUNTED = (
    "the document speaks of a match whose formula was not read; say --match, since it takes from the room"
)
UNREAD = (
    "none was read in the document; every employer or picked-up dollar takes from the room, so say --nonelective or "
    "--employer-dollars where there is one"
)
WHOLE_PERCENT = Decimal("0.01")


def room_of(profile: Profile, findings: Findings, limits: YearLimits, plan: Plan = UNNAMED) -> Space:
    """Return the room; paychecks are spread where the profile says how many there are. Raises BadProfile."""
    if profile.pay is None:
        return _told(most_anyone_could(limits, findings, plan), findings)
    filled, notes = fill_profile(with_vehicle(profile, plan), findings, limits)
    taken = tuple(
        Taken(name=note.field, value=note.value, because=note.because, page=note.page, quote=note.quote)
        for note in notes
    )
    room = _told(space(filled, limits), findings)
    return room.model_copy(update={"taken": taken, "paychecks": _spread(filled, limits)})


def _told(found: Space, findings: Findings) -> Space:
    """Return the room with an employer line that claims no more than that nothing was read in the document."""
    match = findings.get("match")
    because = UNREAD if match is None or match.status not in SPOKEN else UNCOUNTED
    lines = tuple(
        line.model_copy(update={"because": because})
        if line.label == "Employer money" and not line.amount
        else line
        for line in found.lines
    )
    return found.model_copy(update={"lines": lines})


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
