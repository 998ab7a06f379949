"""What the opening of an answer says of the rest: "No. You may do it by moving money to an IRA" still is a no.

Comes in: clauses with their passages, as both readings hear them. Goes out: the same clauses. Behind a bare no, what an
answer gives without naming the feature again is another way and loses its vote; behind an opening that sets a limit and
says no more ("Only your after-tax money"), what the answer gives is given within that limit.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rothscope.clauses.rules.answers import is_bare_no
from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Condition, ConditionKind, Force, Polarity
from rothscope.model.document import Passage, PassageKind


def read_openings(clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
    """Return the clauses, those of each answer as its opening leaves them."""
    opens = {
        later: first
        for later, first in _openings(whole.passages)
        if not _turns(whole.passages[later], whole.words[later])
    }
    said: dict[tuple[int, str], list[Clause]] = {}
    for clause in clauses:
        said.setdefault((clause.passage, clause.feature), []).append(clause)
    found = []
    for clause in clauses:
        passage, words = whole.of(clause)
        opening = said.get((opens.get(clause.passage, -1), clause.feature), [])
        gives = clause.gives and not clause.limited
        if gives and opening and clause.phrase not in passage.text:
            acts = _in_text(passage, words, whole.packs[clause.feature].acts)
            clause = _after(clause, opening, acts)
        found.append(clause)
    return found


def _openings(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Yield the number of each later sentence of an answer, and that of the sentence which opens it."""
    answers = (passage for passage in passages if passage.kind is PassageKind.ANSWER)
    for _, run in groupby(answers, key=lambda passage: (passage.block, passage.lead_in)):
        first, *later = run
        yield from ((passage.number, first.number) for passage in later)


def _turns(passage: Passage, words: Words) -> bool:
    """Tell whether a sentence opens by turning from what was said before it ("However, …", "But …")."""
    start = _start(passage, words)
    return any(span[0] == start for span in words.concept("turns_from"))


def _in_text(passage: Passage, words: Words, concepts: Sequence[str]) -> bool:
    """Tell whether a passage names one of the concepts itself, and not only what is read before it."""
    start = _start(passage, words)
    return any(span[0] >= start for span in words.concept(*concepts))


def _start(passage: Passage, words: Words) -> int:
    return words.token_at(len(passage.lead_in)) if passage.lead_in else 0


def _after(clause: Clause, opening: Sequence[Clause], acts: bool) -> Clause:
    """Return what a later sentence gives as the clauses of its feature in the opening leave it; `acts` says that it
    tells the feature's action in words of its own."""
    if not acts and any(told.votes and is_bare_no(told) for told in opening):
        return clause.without_vote("the answer opens with a no, and this tells another way")
    limit = next((told for told in opening if told.limited and told.polarity is Polarity.NONE), None)
    if limit is None or limit.force is not Force.OPERATIVE:
        return clause
    cues = tuple(cue for cue in limit.cues if cue.category.startswith("limits"))
    return clause.within([Condition(kind=ConditionKind.ONLY, text=limit.quote)], cues)
