"""What a later sentence of the same paragraph takes back: an old rule that is quoted and replaced, or turned from a day on.

    The SPD says that there is no match. That sentence is replaced.     You could convert in the Plan. Since 2020 you cannot.

Comes in: the clauses of the earlier sentence, and the words or clauses of the later one. Goes out: the clauses, without
their vote where they are taken back.
"""

from collections.abc import Iterable

from rothscope.clauses.words import Words
from rothscope.model.clause import Clause, Force, Polarity


def since_then(clause: Clause, found: Iterable[Clause]) -> Clause:
    """Return a clause without its vote where a later sentence of its paragraph turns it round from a day on.

    "You could convert vested money to Roth in the Plan. Since 2020 you cannot."
    """
    turned = {later.feature: later.polarity for later in found if later.votes}
    if not clause.votes or turned.get(clause.feature, clause.polarity) is clause.polarity:
        return clause
    why = "the sentence behind it tells what holds now"
    return clause.without_vote(why, Force.HISTORICAL)


def ends(clause: Clause, words: Words) -> bool:
    """Tell whether a refusal of all says that something is no longer so ("Since 2019 they are no longer accepted")."""
    flat = clause.votes and clause.polarity is Polarity.DENIES and not (clause.limited or clause.conditions)
    return flat and bool(words.concept("no_longer"))


def takes_back(words: Words) -> bool:
    """Tell whether a sentence opens by replacing the one before it ("That statement is withdrawn.")."""
    return any(start == 0 for start, _ in words.of("cue:taken_back"))


def taken_back(clause: Clause) -> Clause:
    """Return a clause as the sentence behind it leaves it, which replaces what it quotes."""
    if not clause.votes:
        return clause
    return clause.without_vote("the sentence behind it takes it back", Force.HISTORICAL)
