"""What a later sentence of the same paragraph takes back: an old rule that is quoted and replaced, or turned from a day on.

    The SPD says that there is no match. That sentence is replaced.     You could convert in the Plan. Since 2020 you cannot.

Comes in: the clauses the rules heard, and the passages with their words. Goes out: the clauses, without their vote where
they are taken back.
"""

from collections.abc import Iterable, Sequence

from rothscope.clauses.rules.ellipsis import elided_verb
from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Force, Polarity
from rothscope.model.document import Passage


def without_superseded(clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
    """Return the clauses, those that a later sentence of their paragraph turns round or replaces without a vote."""
    heard: dict[int, list[Clause]] = {}
    for clause in clauses:
        heard.setdefault(clause.passage, []).append(clause)
    before: list[Passage] = []
    for passage, words in whole.pairs():
        before = [*before, passage] if before and before[0].block == passage.block else [passage]
        since = _holds_since(heard.get(passage.number, []), words)
        anew = _begins(heard.get(passage.number, []), words)
        for earlier in before[:-1]:
            told = heard.get(earlier.number, [])
            if since:
                told = [_since_then(clause, since) for clause in told]
            if anew and whole.words[earlier.number].concept("stopped"):
                told = [_since_then(clause, anew) for clause in told]
            if earlier is before[-2] and _takes_back(words):
                told = [_taken_back(clause) for clause in told]
            heard[earlier.number] = told
    return [clause for number in sorted(heard) for clause in heard[number]]


def _holds_since(found: Sequence[Clause], words: Words) -> Sequence[Clause]:
    """Return what a sentence tells to hold now, and not before."""
    if elided_verb(words, 0) and not any(clause.named for clause in found):
        return found
    return [clause for clause in found if _ends(clause, words)]


def _begins(found: Sequence[Clause], words: Words) -> Sequence[Clause]:
    """Return what a sentence gives from a time on, whatever stopped before it ("For 2025 we are matching 50 cents")."""
    return [clause for clause in found if clause.gives] if words.concept("from_then_on") else []


def _since_then(clause: Clause, found: Iterable[Clause]) -> Clause:
    """Return a clause without its vote where a later sentence of its paragraph turns it round from a day on.

    "You could convert vested money to Roth in the Plan. Since 2020 you cannot."
    """
    turned = {later.feature: later.polarity for later in found if later.votes}
    if not clause.votes or turned.get(clause.feature, clause.polarity) is clause.polarity:
        return clause
    why = "the sentence behind it tells what holds now"
    return clause.without_vote(why, Force.HISTORICAL)


def _ends(clause: Clause, words: Words) -> bool:
    """Tell whether a refusal of all says that something is no longer so ("Since 2019 they are no longer accepted")."""
    flat = clause.votes and clause.polarity is Polarity.DENIES and not (clause.limited or clause.conditions)
    return flat and bool(words.concept("no_longer"))


def _takes_back(words: Words) -> bool:
    """Tell whether a sentence opens by replacing the one before it ("That statement is withdrawn.")."""
    return any(start == 0 for start, _ in words.of("cue:taken_back"))


def _taken_back(clause: Clause) -> Clause:
    """Return a clause as the sentence behind it leaves it, which replaces what it quotes."""
    if not clause.votes:
        return clause
    return clause.without_vote("the sentence behind it takes it back", Force.HISTORICAL)
