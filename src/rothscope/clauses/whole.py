"""The whole text a clause stands in, as what is done to a clause by other passages needs it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rothscope.clauses.tokens.words import Finder, Words
from rothscope.model.clause import Clause
from rothscope.model.document import Passage
from rothscope.packs.reading import FeaturePack


@dataclass(frozen=True, slots=True)
class Whole:
    """The passages of a document in order, and the words of each with its lead-in.

    `packs` are the features by name, `finder` reads words as the document uses them, `moneys` are the concepts of kinds of
    money, and `heads` the words of what stands over passages, as far as they were read.
    """

    passages: Sequence[Passage]
    words: Sequence[Words]
    packs: Mapping[str, FeaturePack]
    finder: Finder
    moneys: tuple[str, ...]
    heads: dict[str, Words] = field(default_factory=dict)

    def of(self, clause: Clause) -> tuple[Passage, Words]:
        """Return the passage of a clause and its words."""
        return self.passages[clause.passage], self.words[clause.passage]

    def meant(self, number: int) -> Words:
        """Return the words of a passage; a pronoun in one that names no money stands for the one kind its heading names."""
        passage, words = self.passages[number], self.words[number]
        stand_ins = words.of("cue:anaphor")
        if not (stand_ins and passage.path) or words.concept(*self.moneys):
            return words
        heading = self.heads.get(passage.path[-1]) or self.finder.read(passage.path[-1])
        named = [money for money in self.moneys if heading.concept(money)]
        return self.finder.with_places(words, {named[0]: stand_ins[:1]}) if len(named) == 1 else words

    def pairs(self) -> Iterable[tuple[Passage, Words]]:
        """Return each passage with its words."""
        return zip(self.passages, self.words, strict=True)
