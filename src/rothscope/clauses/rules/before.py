"""What stands before a passage in its paragraph, so far as it helps to hear the passage.

In: passages in order, each with the topics named in it and the clauses found there. Out: what a sentence without a word for
it may be about, and which features are left open or given already.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rothscope.model.clause import Clause, Force, Polarity
from rothscope.model.document import Passage, PassageKind

_TOLD = (PassageKind.SENTENCE, PassageKind.ANSWER)


@dataclass(frozen=True)
class Before:
    """What the passages before in the same paragraph were about: topics, features left open or given, plans in general.

    `heard` are the features of which the last passage that spoke of any said that they are given or refused, `said` whether
    it gave or refused them, where it did one of these alone; `people` are the words by which the last passage tells some
    people apart.
    """

    block: int = -1
    topics: frozenset[str] = frozenset()
    deferred: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    general: bool = False
    heard: frozenset[str] = frozenset()
    said: Polarity = Polarity.NONE
    people: str = ""

    def said_in(self, passage: Passage) -> Polarity:
        """Return what a sentence of the same paragraph may say of something else ("The same goes for Roth money.")."""
        return self.said if passage.block == self.block and passage.kind in _TOLD else Polarity.NONE

    def some_people_in(self, passage: Passage) -> bool:
        """Tell whether the sentence before in the same paragraph names some people apart from others."""
        return passage.block == self.block and bool(self.people)

    def heard_in(self, passage: Passage) -> frozenset[str]:
        """Return the features a sentence of the same paragraph may speak of without a word for them."""
        return self.heard if passage.block == self.block and passage.kind in _TOLD else frozenset()

    def deferred_in(self, passage: Passage) -> frozenset[str]:
        """Return the features the same paragraph has already deferred."""
        return self.deferred if passage.block == self.block else frozenset()

    def given_in(self, passage: Passage) -> frozenset[str]:
        """Return the features the same paragraph has already given."""
        return self.given if passage.block == self.block else frozenset()

    def after(
        self, passage: Passage, topics: frozenset[str], found: Sequence[Clause], people: str = ""
    ) -> "Before":
        """Return the state after a passage; a topic holds until another is named, talk of plans in general until this
        plan gives or refuses something, all else to the paragraph's end.
        """
        before = self if passage.block == self.block else Before()
        return Before(
            block=passage.block,
            topics=topics or before.topics,
            deferred=before.deferred | {c.feature for c in found if c.force is Force.DEFERRED},
            given=before.given | {c.feature for c in found if c.gives},
            general=any(c.force is Force.GENERAL_LAW for c in found)
            or (before.general and not any(c.votes for c in found)),
            heard=frozenset(c.feature for c in found if c.polarity is not Polarity.NONE) or before.heard,
            said=_said(found) if found else before.said,
            people=people,
        )


def _said(found: Sequence[Clause]) -> Polarity:
    """Return what all that votes in a passage says, nothing where it gives and refuses, or gives within limits alone."""
    said = {Polarity.NONE if c.gives and c.limited else c.polarity for c in found if c.votes}
    return next(iter(said)) if len(said) == 1 else Polarity.NONE
