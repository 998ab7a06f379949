"""Passages -> clauses: every mention of every feature, judged.

Comes in: passages of one document and the compiled packs. Goes out: clauses in document order (those of the dollars
last), those without a vote included, each with its verbatim quote and the reason it was read as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rothscope.clauses.assertion import Assertion, Judge
from rothscope.clauses.before import Before
from rothscope.clauses.beside import read_beside
from rothscope.clauses.ellipsis import elided_verb
from rothscope.clauses.ended import with_endings
from rothscope.clauses.facts import FactReader
from rothscope.clauses.footnotes import Footnotes
from rothscope.clauses.framed import without_framed
from rothscope.clauses.ladders import Ladders
from rothscope.clauses.mentions import Mention, Needs, Place, asks_about, find_mentions
from rothscope.clauses.openings import read_openings
from rothscope.clauses.scope import clause_numbers, supposed_runs
from rothscope.clauses.sequels import Sequels
from rothscope.clauses.shared_titles import without_shared_titles
from rothscope.clauses.sublists import read_sublists
from rothscope.clauses.superseded import ends, since_then, taken_back, takes_back
from rothscope.clauses.terms import learn_terms
from rothscope.clauses.twins import without_twins
from rothscope.clauses.weigh import SecondOpinion
from rothscope.clauses.windows import rank_of
from rothscope.clauses.words import Finder, Span, Words
from rothscope.model.clause import (
    CASE,
    Clause,
    Condition,
    ConditionKind,
    Cue,
    Fact,
    Force,
    GivesWay,
    Polarity,
)
from rothscope.model.document import MUTE, Passage, PassageKind
from rothscope.model.finding import MONEY
from rothscope.packs.reading import FeaturePack, Language

SOME_PEOPLE = ("some_people", "group_class")
"""The concepts that tell some people apart, whom a "They" in the next sentence stands for."""

OWN_PLAN = ("cue:plan_permits", "cue:chosen", "cue:chosen_not")
"""Cues that tell what this plan does, whatever plans in general do."""

EARLY = 6  # words from the start within which a pronoun stands for what the heading names


class Reader:
    """A language and what its sections imply, ready to read passages."""

    def __init__(
        self,
        language: Language,
        section_force: Mapping[str, Force],
        opinion: SecondOpinion | None = None,
    ) -> None:
        self._opinion = opinion
        self._finder = Finder(language)
        self._gives_way = language.gives_way
        self._packs = language.packs
        self._needs = Needs(language.packs.values())
        self._facts = FactReader(language.facts)
        self._words = self._finder
        self._judge = Judge(language, section_force)
        self._footnotes = Footnotes(language)
        self._ladders = Ladders(language.facts)
        self._sequels = Sequels(language, self._facts)
        topics = {name: concept.topic for name, concept in language.concepts.items() if concept.topic}
        self._times = tuple(name for name, topic in topics.items() if topic == "time")
        self._topic_of = {f"concept:{n}": n for n in topics if n not in self._times}
        self._money = language.moneys
        self._heads: dict[str, Words] = {}
        self._headings: dict[str, frozenset[str]] = {}
        self._names: dict[str, frozenset[str]] = {}

    @property
    def gives_way(self) -> GivesWay:
        """Return which values of a fact give way to which."""
        return self._gives_way

    @property
    def packs(self) -> tuple[FeaturePack, ...]:
        """Return what the reader looks for: the features, and what is read for the dollars."""
        return tuple(self._packs.values())

    def find_clauses(self, passages: Sequence[Passage]) -> tuple[Clause, ...]:
        """Return the judged mentions of all passages, in order; with a second opinion, as both together hear them."""
        clauses, read = self._hear(passages)
        subjects = [clause for clause in clauses if clause.feature not in MONEY]
        money = [clause for clause in clauses if clause.feature in MONEY]
        if self._opinion:
            subjects = self._opinion.weigh(subjects, passages, read)
            subjects = without_framed(subjects, passages, read, self._packs, self._words)
        subjects = without_shared_titles(subjects, passages)
        subjects = read_openings(subjects, passages, read, self._packs)
        subjects = read_sublists(subjects, passages, read, self._packs, self._money)
        subjects = without_twins(read_beside(subjects, passages, read, self._packs), read)
        subjects = self._ladders.read(self._footnotes.read(subjects, passages, read), passages, read)
        return tuple(self._sequels.read([*subjects, *money], passages, read))

    def read_by_rules(self, passages: Sequence[Passage]) -> tuple[list[Clause], list[Words]]:
        """Return what the rules alone hear of the features, and each passage's words."""
        clauses, read = self._hear(passages)
        return [clause for clause in clauses if clause.feature not in MONEY], read

    def _hear(self, passages: Sequence[Passage]) -> tuple[list[Clause], list[Words]]:
        """Return every judged mention and each passage's words, with the document's own names for its money."""
        read = list(self._finder.read_all(passage.says() for passage in passages))
        self._words = self._finder.with_terms(learn_terms(passages, read, self._finder))
        read = self._words.read_again(read)
        heads = dict.fromkeys(
            head for passage in passages for head in (*passage.path[-2:], _heading_of(passage))
        )
        self._heads = dict(zip(heads, self._words.read_all(heads), strict=True))
        self._headings, self._names = {}, {}
        clauses: list[Clause] = []
        before = Before()
        last: Passage | None = None
        for passage, words in zip(passages, read, strict=True):
            found = self._read(passage, words, before)
            if passage.note_on:
                found += self._limits_in_note(passage)
            topics = self._topics_of(words)
            some = words.concept(*SOME_PEOPLE)
            before = before.after(passage, topics, found, words.cut(some[0]) if some else "")
            since = found if elided_verb(words, 0) and not any(clause.named for clause in found) else []
            since = since or [clause for clause in found if ends(clause, words)]
            if since:
                beside = {other.number for other in passages if other.block == passage.block}
                clauses = [since_then(c, since) if c.passage in beside else c for c in clauses]
            if last and last.block == passage.block and takes_back(words):
                clauses = [taken_back(c) if c.passage == last.number else c for c in clauses]
            last = passage
            clauses += found
        self._heads = {}
        by_number = {passage.number: words for passage, words in zip(passages, read, strict=True)}
        return with_endings(clauses, by_number, self._packs), read

    def _place(
        self, passage: Passage, words: Words, before: Before
    ) -> tuple[Place, list[FeaturePack]] | None:
        """Return the passage as the judge reads it and the features it may speak of; null where there are none."""
        if not words.hits:
            return None
        lead = len(passage.lead_in)
        lead_end = words.token_at(lead) if lead else 0
        anchor = next((span for span in words.of("cue:anaphor") if span[0] >= lead_end), None)
        lent = self._lent(passage, words, before, anchor is not None)
        headed = self._headed(passage, words, lead_end, anchor)
        heard = before.heard_in(passage) and not self._topics_of(words)
        elided = elided_verb(words, lead_end) if heard else None
        if elided:
            anchor, headed = elided, before.heard
        packs = self._needs.met(words, lent, headed)
        if not packs:
            return None
        numbers = clause_numbers(words, lead_end, passage.kind is PassageKind.ANSWER)
        supposed = supposed_runs(words, lead_end)
        frame = self._frame(passage.path[-2:])
        at = anchor or (lead_end, lead_end + 1)
        asked = passage.kind is PassageKind.ANSWER
        answers = asked and self._tells_how_much(words, lead_end)
        left_out = elided is not None
        read = Place(words, numbers, lead_end, lent, at, supposed, headed, frame, answers, left_out, asked)
        return read, packs

    def _tells_how_much(self, words: Words, lead_end: int) -> bool:
        """Tell whether a question before `lead_end` asks how much, and no other money is named behind it."""
        asked = any(span[1] <= lead_end for span in words.concept("asks_how_much"))
        return asked and not any(span[0] >= lead_end for span in words.concept(*self._money))

    def _frame(self, path: tuple[str, ...]) -> frozenset[str]:
        """Return what the nearest heading names, with the action of the one above where it names money alone."""
        near, *above = [self._heading(heading) for heading in reversed(path)] or [frozenset()]
        return near if not above or near - set(self._money) else near | above[0]

    def _headed(self, passage: Passage, words: Words, lead_end: int, anchor: Span | None) -> frozenset[str]:
        """Return the features of the heading that the passage goes on about without naming them."""
        if not passage.path or passage.kind in MUTE:
            return frozenset()
        named = self._named(_heading_of(passage))
        refers = anchor is not None and anchor[1] - anchor[0] > 1  # "these contributions"
        if (
            words.concept(*self._money) and not refers
        ):  # it speaks of money of its own: "You may make Roth contributions."
            named = frozenset(n for n in named if not self._is_named_by_money(self._packs[n]))
        bare = any(s[0] == lead_end for key in ("cue:bare_yes", "cue:bare_no") for s in words.of(key))
        early = anchor is not None and (refers or anchor[0] <= lead_end + EARLY)
        if passage.kind is PassageKind.OPTION or bare or early:
            return named
        if any(span[0] == lead_end for span in words.concept("bare_label")):
            about = self._heading(_heading_of(passage))
            return frozenset(name for name in named if about.isdisjoint(self._packs[name].rivals))
        return frozenset(name for name in named if words.concept(*self._packs[name].acts))

    def _is_named_by_money(self, pack: FeaturePack) -> bool:
        """Tell whether the name of some money alone speaks of a feature."""
        return any(len(rule.all) == 1 and rule.all[0] in self._money for rule in pack.together)

    def _named(self, heading: str) -> frozenset[str]:
        """Return the features a heading names."""
        if heading not in self._names:
            words = self._heads[heading]
            place = Place(words, clause_numbers(words, 0, False), len(words.tokens) if "?" in heading else 0)
            self._names[heading] = frozenset(p.id for p in self._needs.met(words) if _speaks_of(place, p))
        return self._names[heading]

    def _lent(self, passage: Passage, words: Words, before: Before, pronoun: bool) -> frozenset[str]:
        """Return what context lends: the heading where the sentence names no money, the sentence before to a pronoun."""
        if passage.kind in MUTE:
            return frozenset()
        lent: set[str] = set()
        if pronoun and before.block == passage.block:
            lent |= before.topics
        if passage.path and not words.concept(*self._money):
            lent |= self._heading(_heading_of(passage))
        own = frozenset(name for name in lent if not words.concept(name))
        return own | self._times_above(passage, words)

    def _times_above(self, passage: Passage, words: Words) -> frozenset[str]:
        """Return the times that the heading or question of a passage names, and it does not itself."""
        answer = passage.lead_in and passage.kind is PassageKind.ANSWER
        first = words.token_at(len(passage.lead_in)) if answer else 0
        asked = {n for n in self._times if any(s[0] < first for s in words.concept(n))}
        above = self._heads[_heading_of(passage)] if passage.path else None
        asked |= {n for n in self._times if above and above.concept(n)}
        return frozenset(n for n in asked if not any(s[0] >= first for s in words.concept(n)))

    def _heading(self, text: str) -> frozenset[str]:
        if text not in self._headings:
            self._headings[text] = self._topics_of(self._heads[text])
        return self._headings[text]

    def _topics_of(self, words: Words) -> frozenset[str]:
        return frozenset(self._topic_of[key] for key in words.hits if key in self._topic_of)

    def _limits_in_note(self, passage: Passage) -> list[Clause]:
        """Return the limits that a footnote sets to what it hangs on: whom it shuts out, how much it leaves."""
        whole = replace(passage, lead_in=passage.said_of)
        found = self._read(whole, self._words.read(whole.says()), Before())
        own = [clause for clause in found if clause.phrase not in passage.said_of]
        return [clause for clause in own if self._packs[clause.feature].denial_states]

    def _read(self, passage: Passage, words: Words, before: Before) -> list[Clause]:
        read = self._place(passage, words, before)
        if read is None:
            return []
        place, packs = read
        found: dict[object, Clause] = {}
        for pack in packs:
            for mention in find_mentions(place, pack):
                told = self._judge.assess(passage, place, mention, pack)
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
                if before.some_people_in(passage) and told.polarity is Polarity.DENIES and _says_they(place):
                    case = Cue(category=CASE, text=before.people)
                    told = replace(told, cues=(*told.cues, case))
                facts = self._facts.read(place, mention)
                at_home = passage.section in pack.home
                clause = _clause(passage, place.words, mention, told, facts, at_home)
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


def _heading_of(passage: Passage) -> str:
    """Return the heading a passage stands under; in a form the one above it too ("Withdrawals › From the … Account")."""
    return " ".join(passage.path[-2:] if passage.kind is PassageKind.OPTION else passage.path[-1:])


def _says_they(place: Place) -> bool:
    """Tell whether a sentence is about people named in the one before it ("They do not receive a match.")."""
    return place.words.tokens[place.lead_end : place.lead_end + 1] == ("they",)


def _of_this_plan(place: Place) -> bool:
    """Tell whether a sentence names its own plan, so that talk about plans in general before it does not reach it."""
    return bool(place.words.concept("this_plan")) or any(place.words.of(key) for key in OWN_PLAN)


def _speaks_of(place: Place, pack: FeaturePack) -> bool:
    """Tell whether a heading is about a feature, and a question asks about it before anything else."""
    mentions = [mention for mention in find_mentions(place, pack) if not mention.barred]
    return bool(mentions) and (place.lead_end == 0 or asks_about(place, pack))


def _clause(
    passage: Passage, words: Words, mention: Mention, told: Assertion, facts: tuple[Fact, ...], at_home: bool
) -> Clause:
    conditions = told.conditions
    if told.limited and told.polarity is Polarity.GRANTS and not conditions:
        limit = next(cue.text for cue in told.cues if cue.category.startswith("limits"))
        conditions = (Condition(kind=ConditionKind.ONLY, text=limit),)
    return Clause(
        feature=mention.feature,
        quote=passage.text,
        page=passage.page,
        section=" › ".join(passage.path),
        lead_in=passage.lead_in,
        ticked=passage.ticked,
        phrase=words.cut(mention.span),
        polarity=told.polarity,
        force=told.force,
        rank=rank_of(passage),
        at_home=at_home,
        named=not mention.lent,
        limited=told.limited,
        applies_to=told.applies_to,
        conditions=conditions,
        cues=told.cues,
        facts=facts,
        why=told.why,
        defers_to=told.defers_to,
        passage=passage.number,
    )
