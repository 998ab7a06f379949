"""The verdict with the answers in it, told so that nobody takes an answer for words of the document.

In: the feasibility as judged and what was told. Out: the same verdict, score and gates in words that name who said it.
"""

from collections.abc import Sequence

from rothscope.model.analysis import Confidence, Feasibility, Gate
from rothscope.packs.judgement import ConfidenceRules
from rothscope.packs.replies import ReplyRules
from rothscope.reply.apply import NO_PAGE, Told

FREQUENCY_FACTS = ("conversion_frequency", "withdrawal_frequency")


def retell(
    feasibility: Feasibility, told: Sequence[Told], rules: ReplyRules, confidence: ConfidenceRules
) -> Feasibility:
    """Return the feasibility in the words of `patterns/replies.yaml`."""
    settling = [one for one in told if one.counts is not None]
    return feasibility.model_copy(
        update={
            "headline": rules.headlines[feasibility.verdict],
            "why": _basis(settling) or rules.unsettled,
            "gates": tuple(_gate(gate, settling) for gate in feasibility.gates),
            "confidence": _held(feasibility.confidence, rules, confidence)
            if settling
            else feasibility.confidence,
        }
    )


def _basis(told: Sequence[Told]) -> str:
    """Return what was said, a sentence for each who said it: "HR said, 2026-11-24: ...; ...."."""
    said: dict[str, list[str]] = {}
    for one in told:
        said.setdefault(one.shown.who, []).append(one.shown.said)
    return " ".join(f"{who}: {'; '.join(dict.fromkeys(things))}." for who, things in said.items())


def _gate(gate: Gate, settling: Sequence[Told]) -> Gate:
    """Return a gate that rests on an answer with that answer as its reason, and without a page."""
    mine = [one for one in settling if _moves(gate, one)]
    if not mine:
        return gate.model_copy(update={"page": gate.page or None})
    return gate.model_copy(update={"because": _basis(mine), "page": None})


def _moves(gate: Gate, one: Told) -> bool:
    effect = one.counts
    if effect is None:
        return False
    if gate.id == "how_often":
        return any(name in effect.facts for name in FREQUENCY_FACTS)
    if gate.id == "you":
        return bool(effect.profile.get("hce")) or (gate.page == NO_PAGE and effect.feature == gate.feature)
    return gate.page == NO_PAGE and effect.feature == gate.feature


def _held(stated: Confidence, rules: ReplyRules, confidence: ConfidenceRules) -> Confidence:
    value = min(stated.value, rules.most_confidence)
    band = next(word for word, lowest in confidence.bands.items() if value >= lowest)
    return stated.model_copy(update={"value": value, "band": band, "because": rules.confidence})
