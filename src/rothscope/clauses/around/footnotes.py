"""What a footnote does to what its mark hangs on: it narrows it, refuses it, or says something beside it.

    After-tax contributions: up to 10% of pay(1)
    (1) Members of Local 12 may not make these contributions.   -> the contributions are given, but not to all
    (1) No longer offered.                                      -> they are not given

A note names the people, money or case it is about, or nothing at all: one that refuses and names nothing refuses the whole.
Comes in: the judged clauses, the passages and their words. Goes out: the clauses, those a note narrows with its words as
their condition, and a clause of the note itself, quoted from where it is printed.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import NamedTuple

from rothscope.clauses.rules.cues import CueFinder, Hit
from rothscope.clauses.rules.exceptions import lifted
from rothscope.clauses.rules.limits import GROUP
from rothscope.clauses.rules.mentions import Mention, Place, end_of_name, find_mentions
from rothscope.clauses.rules.reach import own_verb, verbs
from rothscope.clauses.rules.scope import clause_numbers, same_clause
from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Condition, ConditionKind, Cue, Force, Polarity
from rothscope.model.document import Passage, PassageKind
from rothscope.packs.reading import Does, FeaturePack, Language, Reach

_ASIDE = frozenset({Force.EXAMPLE, Force.DEFINITION, Force.GENERAL_LAW, Force.BOILERPLATE})
_NARROWING = ("only", "except")
RIGHT_BEHIND = (0, 1)
"""How near what a cue refuses stands behind it where the cue only goes before a noun ("no", "nor")."""

FEW = 2
"""Words between a "no" and the noun it refuses ("no voluntary after-tax contributions")."""

_STOPS = (".", ";", ":")
_TOLD = (PassageKind.SENTENCE, PassageKind.ANSWER)
_NAMES_SOME = ("some_people", "said_to_some")


class _Does(Enum):
    NARROWS = auto()
    SHUTS_OUT = auto()
    REFUSES = auto()


class Effect(NamedTuple):
    """What a note does, the words that tell it, and the groups it names."""

    does: _Does
    cue: Cue
    groups: tuple[str, ...] = ()

    @property
    def polarity(self) -> Polarity:
        """Return the side on which the note itself stands: shutting some out refuses, narrowing gives the rest."""
        return Polarity.GRANTS if self.does is _Does.NARROWS else Polarity.DENIES


class Footnotes:
    """The cue rules, ready to be asked what notes do."""

    def __init__(self, language: Language) -> None:
        self._cues = CueFinder(language)
        self._packs = language.features
        self._groups = tuple(name for name in language.concepts if name.startswith(GROUP))

    def read(self, clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
        """Return the clauses as the notes of the document leave them."""
        found = list(clauses)
        for note, words in whole.pairs():
            passage = _as_hung(note, found, whole) if note.note_on else note
            for pack in self._packs.values() if passage.note_on else ():
                borne = [at for at, c in enumerate(found) if _is_borne(c, passage, pack)]
                effect = self._effect(words, pack) if borne else None
                if effect:
                    for at in borne:
                        found[at] = _changed(found[at], passage, effect)
                    found = [c for c in found if (c.passage, c.feature) != (passage.number, pack.id)]
                    found.append(_clause(passage, pack, found, effect))
        return sorted(found, key=lambda clause: clause.passage)

    def _effect(self, words: Words, pack: FeaturePack) -> Effect | None:
        place = Place(words, clause_numbers(words, 0, False), 0)
        hits = self._cues.find(place)
        if any(hit.rule.force in _ASIDE for hit in hits) or _is_about_another_matter(words, pack):
            return None
        groups = words.concept(*self._groups, *pack.conditional_with)
        names = tuple(dict.fromkeys(words.cut(span) for span in words.concept(*self._groups, "some_people")))
        denial = next((hit for hit in hits if _refuses(place, hit, pack)), None)
        narrow = next((hit for hit in hits if hit.rule.kind in _NARROWING), None)
        if words.concept(*pack.part_only) if denial else words.concept("held_to"):
            return None  # one kind of money that never may, or how much some people may
        if denial and not narrow:
            cue = Cue(category=f"denies: {denial.name}", text=words.cut(denial.span))
            if groups or _names_some(place, denial) or _names_other_money(place, denial, pack):
                return Effect(_Does.SHUTS_OUT, cue, names)
            until = lifted(place, denial.span, hits)
            return Effect(_Does.NARROWS if until else _Does.REFUSES, cue, names)
        told = narrow.span if narrow else next(iter(groups), None)
        if told is None:
            return None
        return Effect(_Does.NARROWS, Cue(category="limits: footnote", text=words.cut(told)), names)


def _as_hung(note: Passage, clauses: Sequence[Clause], whole: Whole) -> Passage:
    """Return a note with the passages it is about: those its mark hangs on, or if they give nothing, the sentence before
    them in their paragraph that does.
    """
    bearer = whole.passages[min(note.note_on)]
    giving = {clause.passage for clause in clauses if clause.gives}
    before = [at for at in giving if at < bearer.number and whole.passages[at].block == bearer.block]
    if not before or bearer.kind not in _TOLD or giving.intersection(note.note_on):
        return note
    return replace(note, note_on=(max(before),))


def _refuses(place: Place, hit: Hit, pack: FeaturePack) -> bool:
    """Tell whether a cue of the note refuses what it hangs on: its verb, if it has one, is the feature's."""
    words = place.words
    opens = hit.span[0] == 0 or words.tokens[hit.span[0] - 1] in _STOPS
    if not (hit.rule.does is Does.DENIES or (hit.rule.does is Does.NO and opens)):
        return False
    if hit.rule.reach is Reach.FORWARD and hit.rule.within in RIGHT_BEHIND:
        # "No after-tax contributions" refuses what stands behind it, "no true-up" another thing.
        nouns = words.concept("money_name", *pack.acts)
        return any(hit.span[1] <= span[0] <= hit.span[1] + FEW for span in nouns)
    if not any(span[0] >= hit.span[1] for _, span in verbs(words)):
        return True
    if not hit.rule.verb:
        # "It cannot be reversed" refuses nothing; "this does not reach the match" does.
        return hit.rule.stands != "last" or any(s[0] >= hit.span[1] for s in words.concept("money_name"))
    pronoun = next((span for span in words.of("cue:anaphor") if span[0] >= hit.span[1]), hit.span)
    mention = Mention(pack.id, pronoun, (pronoun,))
    return own_verb(place, hit, mention, pack)


def _is_borne(clause: Clause, note: Passage, pack: FeaturePack) -> bool:
    return (
        clause.feature == pack.id
        and clause.passage in note.note_on
        and not pack.denial_states
        and clause.votes
        and clause.polarity is Polarity.GRANTS
    )


def _is_about_another_matter(words: Words, pack: FeaturePack) -> bool:
    """Tell whether a note names an action of another kind and none of the feature's own, or is about vesting or taxes."""
    other = bool(words.concept(*pack.rivals)) and not words.concept(*pack.acts)
    return other or bool(words.concept("vested", *pack.sentence_not_with))


def _names_some(place: Place, denial: Hit) -> bool:
    """Tell whether a refusal names whom or what it is about, and that is not everybody."""
    words = place.words
    if any(same_clause(place.clauses, denial.span, span) for span in words.concept(*_NAMES_SOME)):
        return True
    own = place.clauses[denial.span[0]]
    before = [token for token in range(denial.span[0]) if place.clauses[token] == own]
    named = [*words.concept("everybody", "this_plan"), *words.of("cue:anaphor")]
    return any(words.tokens[token].isalnum() for token in before) and not any(s[0] in before for s in named)


def _names_other_money(place: Place, denial: Hit, pack: FeaturePack) -> bool:
    """Tell whether what is refused is only some money ("… does not reach the basic contributions")."""
    words = place.words
    own = [
        (mention.span[0], end_of_name(words, mention.span)) for mention in find_mentions(place, pack)
    ] + list(words.concept("voluntary_money"))
    taken_up = {end for _, end in words.of("cue:anaphor")}
    return any(
        span[0] >= denial.span[1]
        and span[0] not in taken_up
        and same_clause(place.clauses, denial.span, span)
        and not any(start <= span[0] < end for start, end in own)
        for span in words.concept("money_name")
    )


def _changed(clause: Clause, note: Passage, effect: Effect) -> Clause:
    """Return a clause as its footnote leaves it."""
    if effect.does is _Does.REFUSES:
        why = "its footnote refuses it"
        return clause.model_copy(update={"cues": (*clause.cues, effect.cue)}).without_vote(why)
    kind = ConditionKind.EXCEPT if effect.does is _Does.SHUTS_OUT else ConditionKind.ONLY
    told = Condition(kind=kind, text=note.text)
    groups = effect.groups if effect.does is _Does.NARROWS else ()
    return clause.within([told], [effect.cue], groups)


def _clause(note: Passage, pack: FeaturePack, clauses: Sequence[Clause], effect: Effect) -> Clause:
    """Return what the note itself says, as a clause of its own."""
    borne = [c for c in clauses if c.feature == pack.id and c.passage in note.note_on]
    limited = effect.does is not _Does.REFUSES
    kind = ConditionKind.EXCEPT if effect.does is _Does.SHUTS_OUT else ConditionKind.ONLY
    return Clause(
        feature=pack.id,
        quote=note.text,
        page=note.page,
        section=" \u203a ".join(note.path),
        lead_in=note.said_of,
        phrase=effect.cue.text,
        polarity=effect.polarity,
        rank=borne[0].rank,
        at_home=any(c.at_home for c in borne),
        named=any(c.named for c in borne),
        limited=limited,
        applies_to=effect.groups,
        conditions=(Condition(kind=kind, text=note.text),) if limited else (),
        cues=(effect.cue,),
        why=f"\u201c{effect.cue.text}\u201d {'narrows' if limited else 'refuses'} what the footnote hangs on",
        passage=note.number,
    )
