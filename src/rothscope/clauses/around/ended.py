"""What was given up to a day gone by, and is nowhere given since, is refused: "Until 2011 a member could save after-tax".

Comes in: the clauses the rules heard, with each passage's words. Goes out: the same clauses, those of the past that tell
of an end read as refusals.
"""

from collections.abc import Sequence

from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Cue, Force, Polarity

CUE = "cue:once_given"
_CHANGED = frozenset({"only", "not", "still", "until", "if"})
"""Words beside it that tell of a change of terms, and of no end: "before 2019 only up to 10%"; "until" may open it."""


def with_endings(clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
    """Return the clauses; those of a feature whose past refuses it do, where nothing gives it and the day has a date."""
    given = {c.feature for c in clauses if c.votes}
    return [
        _refused(clause)
        if clause.feature not in given
        and whole.packs[clause.feature].past_refuses
        and clause.force is Force.HISTORICAL
        and clause.polarity is Polarity.GRANTS
        and _has_ended(whole.words[clause.passage])
        else clause
        for clause in clauses
    ]


def _has_ended(words: Words) -> bool:
    """Tell whether words give something up to a day, and say nothing of other terms since."""
    spans = words.of(CUE)
    opening = {start for start, _ in spans}
    return bool(spans) and not any(
        token in _CHANGED and at not in opening for at, token in enumerate(words.tokens)
    )


def _refused(clause: Clause) -> Clause:
    said = next((cue.text for cue in clause.cues if cue.category == Force.HISTORICAL.value), clause.quote)
    return clause.model_copy(
        update={
            "force": Force.OPERATIVE,
            "polarity": Polarity.DENIES,
            "limited": False,
            "cues": (*clause.cues, Cue(category="denies: once_given", text=said)),
            "why": f"“{said}” tells that it was given and has ended",
        }
    )
