"""In which order to save, situation by situation, with the amounts of the year filled in.

In go the limits an analysis used, the strategies and the situation that fits, out come the situations; none where the
limits are not known.
"""

from rothscope.model.analysis import LimitsUsed, SituationFit
from rothscope.model.frozen import Frozen
from rothscope.packs.strategies import AMOUNT, Step, Strategies


class NamedStep(Step):
    """A step with its lasting id and the year's amounts in it."""

    id: str


class Order(Frozen):
    """One situation: its steps in order, and notes for cases within it; `fits` says why it is this plan's, else empty."""

    id: str
    title: str
    steps: tuple[NamedStep, ...]
    notes: tuple[NamedStep, ...]
    fits: str = ""


def orders(limits: LimitsUsed, strategies: Strategies, fit: SituationFit | None = None) -> tuple[Order, ...]:
    """Return every situation of the strategies with the year's amounts, the one that fits first."""
    if not limits.amounts:
        return ()
    found = []
    for id, situation in strategies.situations.items():
        # A situation's own step goes before a common one of the same name.
        steps = {**strategies.common, **situation.steps}
        notes = [name for name in situation.steps if name not in situation.order]
        found.append(
            Order(
                id=id,
                title=situation.title,
                steps=tuple(_filled(name, steps[name], limits) for name in situation.order),
                notes=tuple(_filled(name, steps[name], limits) for name in notes),
                fits=fit.because if fit and fit.id == id else "",
            )
        )
    return tuple(sorted(found, key=lambda order: not order.fits))


def _filled(id: str, step: Step, limits: LimitsUsed) -> NamedStep:
    do = AMOUNT.sub(lambda named: f"${limits.amounts[named[1]]:,}", step.do)
    return NamedStep(id=id, do=do, because=step.because, skip_if=step.skip_if)
