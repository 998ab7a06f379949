"""Components become a score: an interval from worst to best under its ceilings, and a point.

Worst counts an unknown part as nothing, best as its maximum. The point, shown where both halves are known,
scales the known parts to 100 and stays inside the interval.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from rothscope.model.analysis import Component, Score, Verdict
from rothscope.packs.judgement import ComponentRule, GateRule, ScoreRules

DECIDING = ("after_tax_access", "roth_exit")
"""The two parts without which no single point is shown."""


def component(rule: ComponentRule, step: str | None) -> Component:
    """Return a part of the score with the points of one of its steps, or unknown without a step."""
    earned = rule.steps[step] if step is not None else None
    return Component(
        id=rule.id,
        title=rule.title,
        points=earned.points if earned else None,
        max=rule.max,
        because=earned.because if earned else rule.unknown,
    )


def rate(components: Sequence[Component], rules: ScoreRules) -> tuple[Score, tuple[GateRule, ...]]:
    """Return the score and the gates that stand in its way."""
    gates = tuple(gate for gate in rules.gates if _closes(gate, components))
    cap = min((gate.cap for gate in gates), default=100)
    low = min(cap, sum(part.points or 0 for part in components))
    high = min(cap, sum(part.max if part.points is None else part.points for part in components))
    return Score(low=low, high=high, point=_point(components, low, high)), gates


def band(point: int, rules: ScoreRules) -> Verdict:
    """Return the verdict a point earns."""
    return next(band.verdict for band in rules.bands if point >= band.lowest)


def _closes(gate: GateRule, components: Sequence[Component]) -> bool:
    return any(
        part.id == gate.component and part.points is not None and gate.lowest <= part.points <= gate.highest
        for part in components
    )


def _point(components: Sequence[Component], low: int, high: int) -> int | None:
    known = [part for part in components if part.points is not None]
    if not {part.id for part in known}.issuperset(DECIDING):
        return None
    share = Decimal(100 * sum(part.points or 0 for part in known)) / sum(part.max for part in known)
    return min(high, max(low, int(share.quantize(Decimal(1), ROUND_HALF_UP))))
