"""The order of operations for one situation: strategies and a year's limits in, steps with their amounts
out.
"""

from rothscope.model.frozen import Frozen
from rothscope.packs.limits import YearLimits
from rothscope.packs.strategies import AMOUNT, Step, Strategies


class Advice(Frozen):
    """One step as the reader sees it, with the year's amounts filled in. `ordered` is false for a note."""

    id: str
    do: str
    because: str
    skip_if: str | None
    ordered: bool


def steps_for(situation: str, strategies: Strategies, limits: YearLimits) -> tuple[Advice, ...]:
    """Return the steps in order, then the notes. Raises KeyError for an unknown situation."""
    found = strategies.situations[situation]
    notes = tuple(id for id in found.steps if id not in found.order)
    # A situation's own step goes before a common one of the same name.
    steps = {**strategies.common, **found.steps}
    return tuple(_filled(id, steps[id], limits, id in found.order) for id in (*found.order, *notes))


def _filled(id: str, step: Step, limits: YearLimits, ordered: bool) -> Advice:
    do = AMOUNT.sub(lambda found: f"{limits.dollars(found[1]):,.0f}", step.do)
    return Advice(id=id, do=do, because=step.because, skip_if=step.skip_if, ordered=ordered)
