"""Answers and facts become the five parts of the score, and the route the money takes.

A part is a step of `patterns/score.yaml`, or null where nobody knows.
"""

from decimal import Decimal

from rothscope.errors import BadProfile
from rothscope.feasibility.answers import hce_cap
from rothscope.feasibility.case import Answers, Case, is_implied
from rothscope.feasibility.facts import caps_named, facts_named, facts_of, rarest, smallest
from rothscope.feasibility.score import component
from rothscope.model.analysis import HCE_EXCLUDED, Component, Plan, Space, SpaceLine
from rothscope.model.frozen import Frozen
from rothscope.packs.judgement import PlanTypes, ScoreRules
from rothscope.packs.tags import Answer, Frequency, Reason, Route

CAP_FACTS = (
    "after_tax_cap_percent",
    "after_tax_cap_dollars",
    "combined_cap_percent",
    "hce_cap_percent",
    "hce_combined_cap_percent",
)
"""The facts that say how much after-tax money the plan lets anyone put in."""


class WayOut(Frozen):
    """The best open way to Roth: which, its step of the score (null unknown), and how often it runs."""

    route: Route
    step: str | None
    frequency: Frequency


class Room(Frozen):
    """After-tax room of the year in dollars and the 415(c) dollar limit it is measured against."""

    space: Space | None = None
    annual_additions: int | None = None

    @property
    def none_left(self) -> bool:
        """Tell whether the person's own figures leave no room at all."""
        return self.space is not None and not self.space.assumed and self.space.space <= 0

    def for_barred(self) -> "Room":
        """Return the room of somebody the document keeps out as highly compensated: none."""
        if self.space is None or self.space.binding == HCE_EXCLUDED:
            return self
        because = "the document keeps highly compensated employees out, and you are one"
        line = SpaceLine(
            label="HCE cap", amount=Decimal(0), because=because, source="the plan's terms; IRC 414(q)"
        )
        shut = {"space": Decimal(0), "binding": HCE_EXCLUDED, "lines": (*self.space.lines, line)}
        space = self.space.model_copy(update={**shut, "paychecks": None, "uncounted": None})
        return Room(space=space, annual_additions=self.annual_additions)


def build_components(
    case: Case, answers: Answers, way: WayOut, room: Room, rules: ScoreRules
) -> tuple[Component, ...]:
    """Return the five parts in the order of `score.yaml`."""
    closed = answers.after_tax.answer is Answer.NO
    steps = {
        "after_tax_access": access_step(case, answers, rules),
        "roth_exit": way.step,
        "frequency": _frequency_step(way),
        "room": "nothing" if closed else _room_step(room, rules),
        "testing": testing_step(case, answers),
    }
    return tuple(component(rule, steps[rule.id]) for rule in rules.components)


def find_way_out(case: Case, answers: Answers) -> WayOut:
    """Return the open way with the most points; in-plan conversion wins a tie."""
    rarely = case.verdicts.friction_frequencies
    conversions = rarest(facts_named(case.findings, "conversion_frequency"))
    withdrawals = rarest(facts_named(case.findings, "withdrawal_frequency"))
    if answers.convert.answer is Answer.YES and conversions not in rarely:
        return WayOut(route=Route.IN_PLAN, step="in_plan", frequency=conversions)
    if answers.withdraw.answer is Answer.YES:
        step = _withdrawal_step(case, seldom=withdrawals in rarely)
        if step == "roll_out" or answers.convert.answer is not Answer.YES:
            return WayOut(route=Route.ROLL_OUT, step=step, frequency=withdrawals)
    if answers.convert.answer is Answer.YES:
        return WayOut(route=Route.IN_PLAN, step="seldom", frequency=conversions)
    return WayOut(route=Route.NONE, step=_closed_step(answers), frequency=Frequency.UNKNOWN)


def access_step(case: Case, answers: Answers, rules: ScoreRules) -> str | None:
    """Return the step for after-tax access: open, capped, implied, closed, or null where unsettled."""
    if answers.after_tax.answer is Answer.NO:
        return "closed"
    if answers.after_tax.answer is not Answer.YES:
        return None
    steps = ["open", *_cap_steps(case, rules)]
    if is_implied(case.findings["after_tax_contributions"], case.verdicts.implied_cues):
        steps.append("implied")
    points = rules.component("after_tax_access").steps
    return min(steps, key=lambda step: points[step].points)


def personal_hce_cap(case: Case) -> Decimal | None:
    """Return the cap on highly compensated employees in percent unless the person said they are none."""
    return None if case.profile.hce is False else hce_cap(case.findings, case.profile)


def testing_step(case: Case, answers: Answers) -> str | None:
    """Return the step for testing; what the person knows goes first, then what law and document settle."""
    known = case.profile.testing
    if known is not None:
        return known
    if says_yes(case.plan, "governmental"):
        return "exempt"  # IRC 401(a)(5)(G), 403(b)(12): governmental plans do not test under 401(m)
    if PlanTypes.names(case.plan.type, case.verdicts.plan_types.owner_only):
        return "no_nhces"
    if case.profile.hce is False:
        return "not_hce"
    if answers.after_tax.reason is Reason.HCE_BARRED:
        return "barred"
    return "capped" if personal_hce_cap(case) else None


def check_testing(known: str | None, rules: ScoreRules) -> None:
    """Raise BadProfile where the profile names a testing step that `score.yaml` does not have."""
    steps = rules.component("testing").steps
    if known is not None and known not in steps:
        raise BadProfile(f"testing is {known!r}; give one of {', '.join(steps)} or leave it out.")


def says_yes(plan: Plan, name: str) -> bool:
    """Tell whether the document says so of the plan; unsaid is no."""
    stated = getattr(plan, name)
    return stated is not None and stated.value.casefold() not in ("no", "false")


def _cap_steps(case: Case, rules: ScoreRules) -> list[str]:
    """Grade the caps. A cap on everybody counts only where it is tight; a personal one always does."""
    steps = []
    personal = personal_hce_cap(case)
    if personal:
        steps.append(_cap_step(personal, rules))
    general = case.profile.after_tax_cap
    percent = (
        general * 100 if general is not None else smallest(caps_named(case.findings, "after_tax_cap_percent"))
    )
    if percent is not None and percent < rules.cap_high_from:
        steps.append(_cap_step(percent, rules))
    return steps


def _cap_step(percent: Decimal, rules: ScoreRules) -> str:
    if percent >= rules.cap_high_from:
        return "cap_high"
    return "cap_low" if percent <= rules.cap_low_to else "cap_middle"


def _withdrawal_step(case: Case, seldom: bool) -> str:
    finding = case.findings.get("in_service_after_tax")
    facts = {fact.name: fact.value for fact in facts_of(finding)}
    if facts.get("pro_rata") == "yes":
        return "pro_rata"
    if "suspension_months" in facts:
        return "suspends"
    return "seldom" if seldom else "roll_out"


def _closed_step(answers: Answers) -> str | None:
    """Grade a closed door: at an age, at leaving, or null while either half is unsettled."""
    if Answer.UNCLEAR in (answers.convert.answer, answers.withdraw.answer):
        return None
    at_age = answers.withdraw.answer is Answer.AT_AGE or answers.convert.reason is Reason.AGE_NOT_REACHED
    return "at_age" if at_age else "at_separation"


def _frequency_step(way: WayOut) -> str | None:
    if way.route is Route.NONE:
        return None if way.step is None else "none"
    return None if way.frequency is Frequency.UNKNOWN else way.frequency.value


def _room_step(room: Room, rules: ScoreRules) -> str | None:
    """Grade the room as a share of the limit; room merely assumed, without a profile, is not known."""
    if room.space is None or room.space.assumed:
        return None
    if room.space.space <= 0:
        return "nothing"
    if not room.annual_additions:
        return None
    share = room.space.space / room.annual_additions
    graded = rules.component("room").steps.items()
    return next(name for name, step in graded if step.at_least is not None and share >= step.at_least)
