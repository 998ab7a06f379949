"""Passages -> clauses, by the rules alone: every mention of every feature, judged in its sentence.

Comes in: passages of one document and the compiled packs. Goes out: clauses in document order, those without a vote
included, each with its verbatim quote and the reason it was read as it was; and the whole text they stand in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from sys import intern

from rothscope.clauses.around.ended import with_endings
from rothscope.clauses.around.superseded import without_superseded
from rothscope.clauses.facts.reader import FactReader
from rothscope.clauses.rules.assertion import Assertion, Judge
from rothscope.clauses.rules.before import Before
from rothscope.clauses.rules.ellipsis import elided_verb
from rothscope.clauses.rules.headings import Headings, Topics, heading_of
from rothscope.clauses.rules.mentions import Mention, Needs, Place, find_mentions
from rothscope.clauses.rules.references import with_named_money
from rothscope.clauses.rules.scope import clause_numbers, supposed_runs
from rothscope.clauses.rules.terms import learn_terms
from rothscope.clauses.tokens.words import Finder, Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import (
    CASE,
    Clause,
    Condition,
    ConditionKind,
    Cue,
    Fact,
    Force,
    Polarity,
    rank_of,
)
from rothscope.model.document import Passage, PassageKind
from rothscope.packs.reading import FeaturePack, Language

SOME_PEOPLE = ("some_people", "group_class")
"""The concepts that tell some people apart, whom a "They" in the next sentence stands for."""

OWN_PLAN = ("cue:plan_permits", "cue:chosen", "cue:chosen_not")
"""Cues that tell what this plan does, whatever plans in general do."""


class Listener:
    """A language and what its sections imply, ready to hear one document after the other."""

    def __init__(self, language: Language, section_force: Mapping[str, Force], facts: FactReader) -> None:
        self._finder = Finder(language)
        self._packs = language.packs
        self._needs = Needs(language.packs.values())
        self._facts = facts
        self._judge = Judge(language, section_force)
        self._topics = Topics(language)

    def hear(self, passages: Sequence[Passage]) -> tuple[list[Clause], Whole]:
        """Return every judged mention, and the whole text with the document's own names for its money."""
        read = list(self._finder.read_all(passage.says() for passage in passages))
        heard = with_named_money(passages, read, self._finder, self._topics.money)
        finder = self._finder.with_terms(learn_terms(passages, heard, self._finder))
        heard = with_named_money(passages, finder.read_again(read), finder, self._topics.money)
        whole = Whole(passages, heard, self._packs, finder, self._topics.money)
        document = _Document(whole, self._topics, self._needs, self._judge, self._facts)
        return with_endings(without_superseded(document.hear(), whole), whole), whole


class _Document:
    """One document being heard, passage after passage."""

    def __init__(self, whole: Whole, topics: Topics, needs: Needs, judge: Judge, facts: FactReader) -> None:
        over = [(*p.path[-2:], heading_of(p)) for p in whole.passages if p.path]
        heads = list(dict.fromkeys(chain.from_iterable(over)))
        whole.heads.update(zip(heads, whole.finder.read_all(heads), strict=True))
        self._whole = whole
        self._headings = Headings(whole.heads, topics, whole.packs, needs)
        self._topics = topics
        self._needs = needs
        self._judge = judge
        self._facts = facts

    def hear(self) -> list[Clause]:
        """Return every judged mention of all passages."""
        clauses: list[Clause] = []
        before = Before()
        for passage, words in self._whole.pairs():
            found = self._read(passage, words, before)
            if passage.note_on:
                found += self._limits_in_note(passage)
            some = words.concept(*SOME_PEOPLE)
            people = words.cut(some[0]) if some else ""
            before = before.after(passage, self._topics.named_in(words), found, people)
            clauses += found
        return clauses

    def _place(
        self, passage: Passage, words: Words, before: Before
    ) -> tuple[Place, list[FeaturePack]] | None:
        """Return the passage as the judge reads it and the features it may speak of; null where there are none."""
        if not words.hits:
            return None
        lead = len(passage.lead_in)
        lead_end = words.token_at(lead) if lead else 0
        if lead_end >= len(words.tokens):
            return None  # an empty cell says nothing
        stand_ins = (*words.of("cue:so_too"), *words.of("cue:anaphor"))
        anchor = next((span for span in stand_ins if span[0] >= lead_end), None)
        lent = self._headings.lend(passage, words, before, anchor)
        headed = self._headings.goes_on(passage, words, lead_end, anchor)
        heard = before.heard_in(passage) and not self._topics.named_in(words)
        elided = elided_verb(words, lead_end) if heard else None
        if elided:
            anchor, headed = elided, before.heard
        packs = self._needs.met(words, lent, headed)
        if not packs:
            return None
        numbers = clause_numbers(words, lead_end, passage.kind is PassageKind.ANSWER)
        supposed = supposed_runs(words, lead_end)
        boxed = passage.ticked is not None and passage.lead_in.endswith("?")
        frame = frozenset[str]() if boxed else self._headings.frame(passage.path[-2:])  # its question tells
        at = anchor or (lead_end, lead_end + 1)
        asked = passage.kind is PassageKind.ANSWER
        answers = (asked or bool(passage.cell)) and self._tells_how_much(words, lead_end)
        left_out = elided is not None
        read = Place(words, numbers, lead_end, lent, at, supposed, headed, frame, answers, left_out, asked)
        return read, packs

    def _tells_how_much(self, words: Words, lead_end: int) -> bool:
        """Tell whether a question before `lead_end` asks how much, and no other money is named behind it."""
        asked = any(span[1] <= lead_end for span in words.concept("asks_how_much"))
        return asked and not any(span[0] >= lead_end for span in words.concept(*self._topics.money))

    def _limits_in_note(self, passage: Passage) -> list[Clause]:
        """Return the limits that a footnote sets to what it hangs on: whom it shuts out, how much it leaves."""
        whole = replace(passage, lead_in=passage.said_of)
        found = self._read(whole, self._whole.finder.read(whole.says()), Before())
        own = [clause for clause in found if clause.phrase not in passage.said_of]
        return [
            clause.model_copy(update={"facts": tuple(f for f in clause.facts if f.text in passage.text)})
            for clause in own
            if self._whole.packs[clause.feature].denial_states
        ]

    def _read(self, passage: Passage, words: Words, before: Before) -> list[Clause]:
        read = self._place(passage, words, before)
        if read is None:
            return []
        place, packs = read
        cues = self._judge.cues(place)
        found: dict[object, Clause] = {}
        for pack in packs:
            for mention in find_mentions(place, pack):
                told = self._judge.assess(passage, place, cues, mention, pack)
                if told.force is Force.OPERATIVE and not _of_this_plan(place):
                    if pack.id in before.deferred_in(passage) and not passage.ticked:
                        told = replace(
                            told, force=Force.DEFERRED, why="the rule it belongs to is decided elsewhere"
                        )
                    elif (
                        told.polarity is Polarity.DENIES
                        and words.of("cue:but_for_that")
                        and pack.id in before.given_in(passage)
                    ):
                        why = "what the sentence before gives is excepted from it"
                        told = replace(told, force=Force.BOILERPLATE, why=why)
                    elif before.general and before.block == passage.block:
                        told = replace(
                            told, force=Force.GENERAL_LAW, why="its paragraph speaks of plans in general"
                        )
                    elif told.polarity is Polarity.NONE and before.topics.isdisjoint(pack.rivals):
                        told = _so_too(told, words, before.said_in(passage))
                if before.some_people_in(passage) and told.polarity is Polarity.DENIES and _says_they(place):
                    case = Cue(category=CASE, text=before.people)
                    told = replace(told, cues=(*told.cues, case))
                facts = self._facts.read(place, mention)
                clause = _clause(passage, place.words, mention, told, facts, pack)
                # A sentence that names a feature twice and means the same both times is one clause.
                key = (pack.id, clause.polarity, clause.force, clause.limited)
                first = found.setdefault(key, clause)
                if (
                    passage.ticked is not None
                    and first.phrase not in passage.text
                    and clause.phrase in passage.text
                ):
                    first = found[key] = clause  # what an option itself names is chosen, not its heading
                if not set(clause.facts) <= set(first.facts):
                    facts = tuple(dict.fromkeys((*first.facts, *clause.facts)))
                    found[key] = first.model_copy(update={"facts": facts})
        return list(found.values())


def _so_too(told: Assertion, words: Words, said: Polarity) -> Assertion:
    """Return an assertion that takes over what the sentence before said, where it says that this holds here too."""
    too = words.of("cue:so_too")
    if not too or said is Polarity.NONE:
        return told
    cue = Cue(category=f"{said.value}: so_too", text=words.cut(too[0]))
    return replace(told, polarity=said, cues=(*told.cues, cue), why=f"“{cue.text}”: as the sentence before")


def _says_they(place: Place) -> bool:
    """Tell whether a sentence is about people named in the one before it ("They do not receive a match.")."""
    return place.words.tokens[place.lead_end : place.lead_end + 1] == ("they",)


def _of_this_plan(place: Place) -> bool:
    """Tell whether a sentence names its own plan, so that talk about plans in general before it does not reach it."""
    return bool(place.words.concept("this_plan")) or any(place.words.of(key) for key in OWN_PLAN)


def _clause(
    passage: Passage,
    words: Words,
    mention: Mention,
    told: Assertion,
    facts: tuple[Fact, ...],
    pack: FeaturePack,
) -> Clause:
    conditions = told.conditions
    if told.limited and told.polarity is Polarity.GRANTS and not conditions:
        limit = next(cue.text for cue in told.cues if cue.category.startswith("limits"))
        conditions = (Condition(kind=ConditionKind.ONLY, text=limit),)
    return Clause(
        feature=mention.feature,
        quote=passage.text,
        page=passage.page,
        section=intern(" › ".join(passage.path)),
        lead_in=passage.lead_in,
        ticked=passage.ticked,
        phrase=words.cut(mention.span),
        polarity=told.polarity,
        force=told.force,
        rank=rank_of(passage),
        at_home=passage.section in pack.home,
        named=not mention.lent or mention.span in words.concept(*pack.acts),
        limited=told.limited,
        applies_to=told.applies_to,
        conditions=conditions,
        cues=told.cues,
        facts=facts,
        why=told.why,
        defers_to=told.defers_to,
        passage=passage.number,
    )
