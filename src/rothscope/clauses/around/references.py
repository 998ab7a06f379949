"""What the section that a clause hangs on makes of it: "Subject to Section 3.3, you may make After-Tax Contributions."

    3.3 Adjuncts may not make After-Tax Contributions.     -> they are given, but not to all

What is given "subject to" a section (concept `hangs_on`) is given within the limits told there, and not at all where it is
refused there; "see" and the like (concept `pointed_to`) limit it by what is said there of the same feature alone.

Comes in: judged clauses and the whole text. Goes out: the clauses, limited or without a vote where the section they name
says so, with a cue that tells which section that is. No clause gains a vote.
"""

from collections.abc import Iterable, Iterator, Sequence

from rothscope.clauses.rules.limits import LIMITS
from rothscope.clauses.rules.mentions import SECTION
from rothscope.clauses.rules.references import NEAR, follows, place_of
from rothscope.clauses.rules.scope import inside
from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import CASE, LEFT_OVER, Clause, Condition, ConditionKind, Cue, Polarity
from rothscope.model.document import Passage, Reference
from rothscope.packs.reading import Does, FeaturePack, Language

WITHIN = 8
"""Words between "subject to" and the section ("subject to the limits and conditions of ...")."""

SHORT = 6
"""Passages a section holds at most for what it tells of no feature by name to limit what hangs on it."""


class References:
    """The cues that limit, ready to be sought in the sections that clauses name."""

    def __init__(self, language: Language) -> None:
        cues = language.cues.items()
        self._limiting = [f"cue:{name}" for name, rule in cues if rule.does is Does.DENIES or rule.kind]

    def read(self, clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
        """Return the clauses as the sections they name leave them."""
        by_passage: dict[int, list[Clause]] = {}
        for clause in clauses:
            by_passage.setdefault(clause.passage, []).append(clause)
        found = []
        for heard in clauses:
            clause = heard
            for passage, reference in _named_by(clause, whole):
                named = _Named(clause, passage, reference, whole.words[passage.number])
                for part in reference.sections:
                    section = [whole.passages[at] for at in part]
                    said = [told for one in section for told in by_passage.get(one.number, ())]
                    clause = self._as_named(clause, named, section, said, whole)
            found.append(clause)
            own = by_passage[heard.passage]
            own[own.index(heard)] = clause  # what refers to it hears it as the sections it names leave it
        return found

    def _as_named(
        self,
        clause: Clause,
        named: "_Named",
        section: Sequence[Passage],
        said: Iterable[Clause],
        whole: Whole,
    ) -> Clause:
        """Return a clause as one section it names leaves it; `said` are the clauses of that section."""
        if named.is_money:
            cue = Cue(category=SECTION, text=f"{named.text}: {section[0].text}")
            clause = clause.model_copy(update={"cues": (*clause.cues, cue)})
        pack = whole.packs[clause.feature]
        said = [told for told in said if told.feature == clause.feature and told.votes]
        free = any(told.gives and not told.limited for told in said)
        if named.is_money and clause.gives and clause.phrase == named.text:
            return clause.without_vote("it names a section for its money, which by itself gives nothing")
        if not clause.gives or pack.denial_states or not named.matters or free:
            return clause
        if (named.is_money or named.binds) and any(map(_refuses_all, said)):
            return clause.without_vote(f"{named.text}, which it names, refuses it")
        conditions = [condition for told in said for condition in _limits(told)]
        if not said and named.binds and len(section) <= SHORT:
            limiting = (one.text for one in section if self._is_limit(whole, one, pack))
            conditions = [Condition(kind=ConditionKind.SUBJECT_TO, text=text) for text in limiting]
        cue = Cue(category=f"{LIMITS}section", text=named.text)
        return clause.within(conditions, [cue]) if conditions else clause

    def _is_limit(self, whole: Whole, passage: Passage, pack: FeaturePack) -> bool:
        """Tell whether a sentence limits what a feature looks for, and is about no other money or action."""
        words = whole.words[passage.number]
        limits = words.concept(*pack.conditional_with)
        other = set(whole.moneys).difference(*(rule.all for rule in pack.together))
        money = [s for s in words.concept(*other) if not any(inside(s, limit) for limit in limits)]
        about = money or (words.concept(*pack.rivals) and not words.concept(*pack.acts))
        tells = limits and any(map(words.of, self._limiting))
        return bool(tells) and not about


class _Named:
    """A section as a clause names it: for the money it is about, as what binds it, or to be looked at."""

    def __init__(self, clause: Clause, passage: Passage, reference: Reference, words: Words) -> None:
        span = place_of(passage, words, reference)
        self.text = passage.text[reference.start : reference.end]
        self.is_money = span in words.of(SECTION) and self.text in clause.phrase
        self.binds = follows(words, span, "hangs_on", WITHIN)
        self.matters = self.is_money or self.binds or follows(words, span, "pointed_to", NEAR)


def _named_by(clause: Clause, whole: Whole) -> Iterator[tuple[Passage, Reference]]:
    """Yield what a clause's passage refers to, and what those of its block do that its lead-in holds."""
    passage = whole.passages[clause.passage]
    yield from ((passage, reference) for reference in passage.refers)
    for before in reversed(whole.passages[: passage.number] if passage.lead_in else ()):
        if before.block != passage.block:
            return
        if before.text in passage.lead_in:
            yield from ((before, reference) for reference in before.refers)


def _refuses_all(clause: Clause) -> bool:
    some = clause.limited or any(cue.category in (CASE, LEFT_OVER) for cue in clause.cues)
    return clause.polarity is Polarity.DENIES and not some


def _limits(clause: Clause) -> Iterable[Condition]:
    """Return what limits a clause: its conditions, or a refusal in its own words."""
    if clause.polarity is Polarity.DENIES:
        return (Condition(kind=ConditionKind.EXCEPT, text=clause.quote),)
    return clause.conditions
