"""In which order to save, situation by situation, with the amounts of the year filled in.

In go the limits an analysis used and the strategies, out come the situations; none where the limits are not known.
"""

from rothscope.model.analysis import LimitsUsed
from rothscope.model.frozen import Frozen
from rothscope.packs.strategies import AMOUNT, Step, Strategies


class Order(Frozen):
    """One situation: its steps in order, and notes for cases within it."""

    title: str
    steps: tuple[Step, ...]
    notes: tuple[Step, ...]


def orders(limits: LimitsUsed, strategies: Strategies) -> tuple[Order, ...]:
    """Return every situation of the strategies with the year's amounts."""
    if not limits.amounts:
        return ()
    found = []
    for situation in strategies.situations.values():
        # A situation's own step goes before a common one of the same name.
        steps = {**strategies.common, **situation.steps}
        notes = [name for name in situation.steps if name not in situation.order]
        found.append(
            Order(
                title=situation.title,
                steps=tuple(_filled(steps[name], limits) for name in situation.order),
                notes=tuple(_filled(steps[name], limits) for name in notes),
            )
        )
    return tuple(found)


def _filled(step: Step, limits: LimitsUsed) -> Step:
    do = AMOUNT.sub(lambda named: f"${limits.amounts[named[1]]:,}", step.do)
    return step.model_copy(update={"do": do})
