"""Whether words may decide anything: only those of a rule of this plan do.

Comes in: a matter, and what the kind of its section implies. Goes out: its `Vote`, the force with its reason and the words
that decided. The shape of the passage speaks first (a question, an empty box), then cues in reach ("for example", "as the
Plan provides"), then the section it stands in.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rothscope.clauses.rules.answers import CELL_BY_CELL, is_dashed, read_by_cells, tells_of_the_past
from rothscope.clauses.rules.cues import Hit, Matter, Side
from rothscope.clauses.rules.mentions import SECTION
from rothscope.clauses.rules.reach import reaches
from rothscope.clauses.rules.scope import inside
from rothscope.model.clause import Cue, Force, Polarity
from rothscope.model.document import PassageKind
from rothscope.packs.reading import Does

CONSENT = "consent_needed"
BY_DEFAULT = "by_default"
"""Concepts of what limits a grant, in words that elsewhere leave the choice to somebody."""

PAST_SOURCE = "past_source"  # where money came from, which a ticked refusal may tell
BROUGHT_IN = ("act_roll_in", "verb_roll_in")  # concepts of what is done with money from outside
_BLANK = re.compile(r"___+(?!_|\s*%?\s*\|?\s*N/A)")  # a blank answered "N/A" is filled in
_ORDER = tuple(Force)
_WORDS = {
    Force.ASKED: "a question",
    Force.UNELECTED: "an option nobody ticked",
    Force.DEFINITION: "a definition",
    Force.EXAMPLE: "an example",
    Force.GENERAL_LAW: "a statement about plans or the law in general",
    Force.HISTORICAL: "a statement about the past or about what may come",
    Force.DEFERRED: "a matter decided elsewhere",
    Force.BOILERPLATE: "a remark that decides nothing",
    Force.OPERATIVE: "a rule of this plan",
}


class Vote(NamedTuple):
    """The force of some words, why it is that, the words that decided, and where the answer lives if elsewhere."""

    force: Force
    why: str = ""
    cues: tuple[Cue, ...] = ()
    defers_to: str | None = None


def vote_of(matter: Matter, side: Side, section_force: Mapping[str, Force]) -> Vote:
    """Return the force of what is said of a mention, whose side is known."""
    section = matter.passage.section
    vote = _by_shape(matter, section_force) or _by_words(matter, _telling(matter, side))
    own = _is_named_in_form(matter) or _is_asked_for(matter) or _refuses_section(matter, side)
    if vote.force is Force.OPERATIVE and section in matter.pack.not_in and not own:
        why = f"it stands in a section on {section.replace('_', ' ')}, which settles something else"
        return vote._replace(force=Force.BOILERPLATE, why=why)
    return vote


def _by_shape(matter: Matter, section_force: Mapping[str, Force]) -> Vote | None:
    """Return the force that the kind of passage, its box or its section implies, whatever its words."""
    passage = matter.passage
    if passage.kind is PassageKind.QUESTION:
        return Vote(Force.ASKED, "it is a question")
    if passage.kind is PassageKind.HEADING:
        return Vote(Force.BOILERPLATE, "it is a heading, which says nothing by itself")
    if passage.ticked is False:
        return Vote(Force.UNELECTED, "its box is empty")
    if is_dashed(passage):
        return Vote(Force.UNELECTED, "its cell holds a dash")
    if passage.ticked is None and _BLANK.search(passage.text):
        return Vote(Force.UNELECTED, "its blank is not filled in")
    if matter.mention.barred:
        return Vote(Force.BOILERPLATE, matter.mention.barred)
    if tells_of_the_past(matter):
        return Vote(Force.HISTORICAL, "its column tells what was so before")
    if read_by_cells(passage):
        return Vote(Force.BOILERPLATE, CELL_BY_CELL)
    force = section_force.get(passage.section)
    if force is not None and passage.ticked is None:
        return Vote(force, f"it stands in a section of kind {passage.section.replace('_', ' ')}")
    return None


def _by_words(matter: Matter, telling: list[Hit]) -> Vote:
    """Return the force of the strongest cue in reach; without one the words are a rule of the plan."""
    strongest = min(telling, key=lambda hit: (_ORDER.index(_force_of(hit)), hit.span), default=None)
    if strongest is None:
        return Vote(Force.OPERATIVE)
    force, text = _force_of(strongest), matter.words.cut(strongest.span)
    cues = (Cue(category=force.value, text=text),)
    return Vote(force, f"“{text}” makes it {_WORDS[force]}", cues, strongest.rule.defers_to)


def _telling(matter: Matter, side: Side) -> list[Hit]:
    """Return the cues in reach that tell the force: none within the feature's own words, nor a remark before a ticked box,
    nor where money came from, if a ticked refusal tells it, nor one that only limits what is given.
    """
    own = matter.words.concept(*matter.pack.own_words)
    ticked = bool(matter.passage.ticked)
    return [
        hit
        for hit in matter.hits
        if hit.rule.does is Does.FORCE
        and not any(inside(hit.span, span) for span in own)
        and not (ticked and side.polarity is Polarity.DENIES and hit.name == PAST_SOURCE)
        and not _only_limits(matter, hit, side)
        and reaches(matter.place, hit, matter.mention)
        and not (ticked and hit.span[0] < matter.place.lead_end and hit.rule.force is Force.BOILERPLATE)
    ]


def _only_limits(matter: Matter, hit: Hit, side: Side) -> bool:
    """Tell whether what sounds like a matter decided elsewhere only limits what is given: to those who get somebody's
    consent, or to where the employer chose nothing else. What is refused unless it chooses so is left to it.
    """
    if hit.rule.force not in (Force.DEFERRED, Force.HISTORICAL) or side.polarity is Polarity.DENIES:
        return False
    lifted = any(cue.category.startswith(Does.DENIES) for cue in side.cues)
    names = (CONSENT,) if lifted else (CONSENT, BY_DEFAULT)
    spans = matter.words.concept(*(name for name in names if name in matter.pack.conditional_with))
    return any(span[0] < hit.span[1] and hit.span[0] < span[1] for span in spans)


def _force_of(hit: Hit) -> Force:
    return hit.rule.force or Force.BOILERPLATE


def _is_asked_for(matter: Matter) -> bool:
    """Tell whether the question of an answer asks for the feature's own action, whatever its chapter is about.

    "What distributions will the Plan accept?" asks for money brought in, and for no distribution.
    """
    place = matter.place

    def asked(names: Iterable[str]) -> bool:
        return any(span[1] <= place.lead_end for span in matter.words.concept(*names))

    return (
        place.asked
        and asked(matter.pack.acts)
        and not asked(set(BROUGHT_IN).difference(matter.pack.acts, matter.pack.verbs))
    )


def _refuses_section(matter: Matter, side: Side) -> bool:
    """Tell whether what a section of its own is about is refused by that section's name ("may not contribute under 4.4")."""
    return side.polarity is Polarity.DENIES and matter.mention.span in matter.words.of(SECTION)


def _is_named_in_form(matter: Matter) -> bool:
    """Tell whether an option or its question names the mention, or the title of a column says what its cell is about."""
    passage = matter.passage
    own = matter.mention.span[0] >= matter.place.lead_end or passage.lead_in.endswith("?")
    return (passage.ticked is not None and own) or bool(passage.cell)
