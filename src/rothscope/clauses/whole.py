"""The whole text a clause stands in, as what is done to a clause by other passages needs it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rothscope.clauses.tokens.words import Finder, Words
from rothscope.model.clause import Clause
from rothscope.model.document import Passage
from rothscope.packs.reading import FeaturePack


@dataclass(frozen=True, slots=True)
class Whole:
    """The passages of a document in order, and the words of each with its lead-in.

    `packs` are the features by name, `finder` reads words as the document uses them, and `moneys` are the concepts of kinds
    of money.
    """

    passages: Sequence[Passage]
    words: Sequence[Words]
    packs: Mapping[str, FeaturePack]
    finder: Finder
    moneys: tuple[str, ...]

    def of(self, clause: Clause) -> tuple[Passage, Words]:
        """Return the passage of a clause and its words."""
        return self.passages[clause.passage], self.words[clause.passage]

    def pairs(self) -> Iterable[tuple[Passage, Words]]:
        """Return each passage with its words."""
        return zip(self.passages, self.words, strict=True)
