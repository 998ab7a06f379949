"""What the second reading holds, written into the rules' clauses: who speaks for it, and who loses a vote.

In: the clauses of one feature in one window, the side the second reading takes or that it takes none, and how sure it is.
Out: the same clauses with that side's voters, each of which says in a cue of the category `context` what changed it.
"""

from collections.abc import Iterable, Sequence

from rothscope.clauses.rules.force import BY_DEFAULT, CONSENT
from rothscope.clauses.rules.limits import LIMITS
from rothscope.model.clause import CONTEXT, Clause, Condition, ConditionKind, Cue, Force, Polarity, rank_of
from rothscope.model.document import MUTE, Passage

SOMEBODY_DECIDES = frozenset({f"{LIMITS}{CONSENT}", f"{LIMITS}{BY_DEFAULT}"})
"""The cues of limits by which somebody else has the last word."""

_WORDS = {
    "allowed": "gives it",
    "conditional": "gives it within limits",
    "not_allowed": "refuses it",
    "nothing": "decides nothing",
}


def speaking(
    feature: str, clauses: list[Clause], side: str, share: float, passage: Passage, turns: bool
) -> list[Clause]:
    """Return the clauses with those that say the side as its voters, and the others without a vote.

    Where a voter says it already, the second reading changes whether it has limits only if `turns`, and never what is left
    to somebody's consent or holds by default.
    """
    polarity = Polarity.DENIES if side == "not_allowed" else Polarity.GRANTS
    agreeing = [clause for clause in clauses if clause.votes and clause.polarity is polarity]
    speakers = agreeing or [_speaker(feature, clauses, passage)]
    told = [
        clause
        if clause in agreeing and (not turns or _is_left_to_somebody(clause))
        else _heard_as(clause, side, polarity, share)
        for clause in speakers
    ]
    return told + silenced([clause for clause in clauses if clause not in speakers], share)


def _is_left_to_somebody(clause: Clause) -> bool:
    """Tell whether the rules hear in so many words that somebody may still say no, which limits what is given."""
    return clause.limited and any(cue.category in SOMEBODY_DECIDES for cue in clause.cues)


def _speaker(feature: str, clauses: list[Clause], passage: Passage) -> Clause:
    """Return the clause of the passage that speaks, made anew where the rules heard none there."""
    own = [clause for clause in clauses if clause.passage == passage.number]
    if own:
        return own[0]
    if clauses and passage.kind in MUTE:
        return min(clauses, key=lambda c: (abs(c.passage - passage.number), c.passage, c.phrase))
    return Clause(
        feature=feature,
        quote=passage.text,
        page=passage.page,
        section=" › ".join(passage.path),
        lead_in=passage.lead_in,
        ticked=passage.ticked,
        rank=rank_of(passage),
        named=False,
        passage=passage.number,
    )


def _heard_as(clause: Clause, side: str, polarity: Polarity, share: float) -> Clause:
    limited = side == "conditional"
    same = (clause.force, clause.polarity) == (Force.OPERATIVE, polarity)
    if same and (clause.limited == limited or polarity is Polarity.DENIES):
        return clause
    conditions = clause.conditions
    if limited and not conditions:
        conditions = (Condition(kind=ConditionKind.ONLY, text=clause.quote),)
    return clause.model_copy(
        update={
            "force": Force.OPERATIVE,
            "polarity": polarity,
            "limited": limited if polarity is Polarity.GRANTS else False,
            "conditions": conditions,
            "cues": (*clause.cues, _cue(side, share)),
            "why": f"read with what stands around it, it {_WORDS[side]}",
            "defers_to": None,
        }
    )


def silenced(clauses: Iterable[Clause], share: float, kept: Sequence[Clause] = ()) -> list[Clause]:
    """Return the clauses with the votes of all but the kept ones taken away."""
    return [_muted(c, share) if c.votes and c not in kept else c for c in clauses]


def _muted(clause: Clause, share: float) -> Clause:
    """Return a clause without its vote; what shuts out some people keeps it, since they may be the reader."""
    if clause.polarity is Polarity.DENIES and clause.limited:
        return clause
    return clause.model_copy(
        update={
            "force": Force.BOILERPLATE,
            "cues": (*clause.cues, _cue("nothing", share)),
            "why": "read with what stands around it, it decides nothing",
        }
    )


def _cue(side: str, share: float) -> Cue:
    return Cue(category=CONTEXT, text=f"{_WORDS[side]} ({share:.0%})")
