"""How a passage speaks of a mention: its force, its polarity and its conditions, each with the words that decided.

Comes in: a passage, a mention and its feature. Goes out: an `Assertion`. What each question needs has a room of its own:

    cues.py        which cues stand in the passage         answers.py      bare answers: a yes, a no, a cell
    pronouns.py    what else stands for the mention        exceptions.py   "except", "until", only some of the money
    reach.py       which cues speak of it, and its verb    limits.py       conditions, limits, the one case of a refusal
    ellipsis.py    clauses without a verb of their own     polarity.py     does it give or refuse?
                                                           force.py        may it decide anything?
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rothscope.clauses.rules.cues import NEITHER, CueFinder, Hit, Matter, Side, cue_of
from rothscope.clauses.rules.ellipsis import Others, left_out, well_placed
from rothscope.clauses.rules.exceptions import last_of_list
from rothscope.clauses.rules.force import vote_of
from rothscope.clauses.rules.limits import (
    GROUP,
    LIMITS,
    case_cue,
    case_of,
    conditions_of,
    left_over,
    limits_on,
    only_money,
    only_money_refused,
    people_refused,
    refuses_nobody,
    rest_refused,
)
from rothscope.clauses.rules.mentions import Mention, Place
from rothscope.clauses.rules.polarity import side_of
from rothscope.clauses.rules.pronouns import with_pronouns
from rothscope.model.clause import Condition, Cue, Force, Polarity
from rothscope.model.document import Passage
from rothscope.packs.reading import Does, FeaturePack, Language


@dataclass(frozen=True, slots=True)
class Assertion:
    """How one mention is spoken of. `limited` is true where only some people, ages, sources or times are meant."""

    force: Force
    polarity: Polarity
    cues: tuple[Cue, ...] = ()
    conditions: tuple[Condition, ...] = ()
    limited: bool = False
    applies_to: tuple[str, ...] = ()
    why: str = ""
    defers_to: str | None = None


class Judge:
    """The cue rules, ready to be asked about mentions."""

    def __init__(self, language: Language, section_force: Mapping[str, Force]) -> None:
        self._cues = CueFinder(language)
        self._money = language.moneys
        self._section_force = dict(section_force)

    def cues(self, place: Place) -> tuple[Hit, ...]:
        """Return the cues of a passage, the same for all its mentions."""
        return self._cues.find(place)

    def assess(
        self, passage: Passage, place: Place, cues: tuple[Hit, ...], mention: Mention, pack: FeaturePack
    ) -> Assertion:
        """Judge one mention in its passage, of which the cues were found."""
        hits = well_placed(place, cues, mention, pack)
        mention = with_pronouns(passage, place, mention, hits, self._money)
        matter = Matter(passage, place, mention, pack, hits, self._money)
        others = left_out(matter)
        side, cases = _side_and_case(matter, others)
        vote = vote_of(matter, side, self._section_force)
        limits = limits_on(matter, side)
        if others:
            limits.append(Cue(category=f"{LIMITS}others", text=matter.words.cut(others.span)))
        alone = only_money(matter)
        groups = (cue.text for cue in limits if cue.category.startswith(f"{LIMITS}{GROUP}"))
        return Assertion(
            force=vote.force,
            polarity=side.polarity,
            cues=tuple(dict.fromkeys((*side.cues, *vote.cues, *cases, *limits, *alone))),
            conditions=conditions_of(matter),
            limited=bool(limits or alone),
            applies_to=tuple(dict.fromkeys(groups)),
            why=vote.why or _why(side),
            defers_to=vote.defers_to,
        )


def _side_and_case(matter: Matter, others: Others | None) -> tuple[Side, list[Cue]]:
    """Return whether a mention is given or refused, all its passage considered, and the one case of a refusal.

    Whom a clause without a verb lets in is given it; a refusal that refuses nobody says nothing.
    """
    side = side_of(matter)
    if others and others.grants and side.polarity is Polarity.DENIES:
        side = Side(Polarity.GRANTS, (cue_of(others.hit, matter.words),))
    cases = []
    if side.polarity is Polarity.DENIES:
        case = case_of(matter)
        if refuses_nobody(matter, case):
            side, case = NEITHER, None
        only = case or only_money_refused(matter) or people_refused(matter) or last_of_list(matter)
        only = only or rest_refused(matter)
        cases = left_over(matter) or ([case_cue(matter, only)] if only else [])
    return (_as_limit(matter, side) if matter.pack.denial_states else side), cases


def _as_limit(matter: Matter, side: Side) -> Side:
    """Return what is said of a limit: "may not exceed 4%" and "not in excess of 4%" state it; a bare "may" states none."""
    does = matter.mention.does
    if does == "denies":
        return side
    refused = side.polarity is Polarity.DENIES or any(c.category.startswith(Does.DENIES) for c in side.cues)
    states = refused or (does in ("states", "grants") and side.polarity is Polarity.GRANTS)
    return side._replace(polarity=Polarity.GRANTS if states else Polarity.NONE)


def _why(side: Side) -> str:
    if side.polarity is Polarity.NONE:
        return "no words near it give or refuse it"
    words = ", ".join(f"“{cue.text}”" for cue in side.cues)
    return f"{words} {'gives' if side.polarity is Polarity.GRANTS else 'refuses'} it"
