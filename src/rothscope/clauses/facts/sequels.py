"""Facts told in a sentence of their own, after the one that names their feature.

    You may convert your after-tax account to Roth in the Plan. This may be done once each quarter.

A later sentence belongs to the clause before it where both stand in one paragraph, or in the feature's own chapter, and
where it takes up the clause's action or stands for it ("this"); so does a sentence that opens that chapter. It must name no
other money, and must not be an example, a question or history. A fact changes nothing in what its clause gives or refuses.

Comes in: judged clauses, passages and their words. Goes out: the clauses with these facts, each with its own quote and page.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from rothscope.clauses.facts.reader import FactReader
from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Fact, Force, GivesWay, Polarity, standing
from rothscope.model.document import CELL_BAR, Passage, PassageKind
from rothscope.packs.reading import Does, FeaturePack, Language

EARLY = 6  # words from the start within which a pronoun stands for what the sentence before speaks of
_TELLING = frozenset({PassageKind.SENTENCE, PassageKind.LIST_ITEM, PassageKind.ANSWER})
_ASIDE = frozenset({Force.ASKED, Force.EXAMPLE, Force.GENERAL_LAW, Force.HISTORICAL})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage, its words, and its words with a pronoun standing for what its heading names."""

    passage: Passage
    words: Words
    meant: Words

    def by_pronoun(self) -> bool:
        """Tell whether a pronoun near its beginning stands for what the sentence before speaks of."""
        lead_in = self.passage.lead_in
        start = self.words.token_at(len(lead_in)) if lead_in else 0
        return any(start <= span[0] <= start + EARLY for span in self.words.of("cue:anaphor"))


class Sequels:
    """The rules whose facts may stand in a sentence of their own."""

    def __init__(self, language: Language, facts: FactReader) -> None:
        self._facts = facts
        self._packs = language.packs
        self._gives_way = language.gives_way
        self._rules = {name: rule for name, rule in language.facts.items() if rule.follows}
        self._follows = {
            name: tuple(f"concept:{concept}" for concept in rule.follows)
            for name, rule in self._rules.items()
        }
        self._money = language.moneys
        self._aside = tuple(
            f"cue:{name}"
            for name, cue in language.cues.items()
            if cue.does is Does.FORCE and cue.force in _ASIDE and not cue.weak
        )

    def read(self, clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
        """Return the clauses, each with the facts of the sentences that go on about it."""
        told = list(clauses)
        sentences = [
            Sentence(passage, words, whole.meant(passage.number)) for passage, words in whole.pairs()
        ]
        spoken = {
            (clause.feature, clause.passage) for clause in clauses if clause.facts and _in_force(clause)
        }
        by_feature: dict[str, list[int]] = {}
        for number, clause in enumerate(told):
            by_feature.setdefault(clause.feature, []).append(number)
        for sentence in sentences:
            for name, feature, facts in self._loose(sentence):
                if (feature, sentence.passage.number) in spoken:
                    continue
                near = [
                    at
                    for at in by_feature.get(feature, ())
                    if _in_force(told[at])
                    and self._goes_on(name, self._packs[feature], sentences[told[at].passage], sentence)
                ]
                if near:
                    at = max(near, key=lambda at: (told[at].votes, told[at].passage))
                    told[at] = _with_facts(told[at], sentence.passage, facts, self._gives_way)
        return told

    def _loose(self, sentence: Sentence) -> Iterator[tuple[str, str, list[Fact]]]:
        """Yield the facts a sentence tells by itself: the rule, a feature they may belong to, and the facts."""
        if not sentence.words.hits:
            return
        passage, meant, by_pronoun = sentence.passage, sentence.meant, sentence.by_pronoun()
        tells = _tells(passage)
        for name, rule in self._rules.items():
            if not (tells or (rule.anywhere and passage.cell)):
                continue
            takes_up = (
                passage.note_on or (rule.by_pronoun and by_pronoun) or any(map(meant.of, self._follows[name]))
            )
            if takes_up and (facts := self._told(meant, name)):
                yield from ((name, feature, facts) for feature in rule.features)

    def _told(self, words: Words, name: str) -> list[Fact]:
        """Return what one rule reads from a sentence before any word that makes the rest an example, history or law."""
        aside = min((span[0] for cue in self._aside for span in words.of(cue)), default=len(words.tokens))
        return [
            fact
            for fact in self._facts.alone(words, name)
            if words.token_at(words.text.find(fact.text)) < aside
        ]

    def _goes_on(self, name: str, pack: FeaturePack, first: Sentence, later: Sentence) -> bool:
        """Tell whether a sentence goes on about another: in its paragraph or chapter, and of no other money."""
        rule = self._rules[name]
        if first.passage.document != later.passage.document or first.passage.number == later.passage.number:
            return False
        if rule.anywhere and later.words.concept(*rule.anywhere):
            return True
        one, other = first.passage, later.passage
        noted = one.number in other.note_on
        if one.number > other.number:
            near = _opens(one, other, {*pack.home, *rule.opening})
        else:
            near = one.block == other.block or _in_one_chapter(one, other, pack)
        beside = one.number < other.number and one.block == other.block
        if not noted and not (near and (beside or later.words.concept(*rule.follows))):
            return False
        return rule.any_money or self._moneys(later.words) <= {*rule.follows, *self._moneys(first.words)}

    def _moneys(self, words: Words) -> set[str]:
        return {name for name in self._money if words.concept(name)}


def _tells(passage: Passage) -> bool:
    """Tell whether a passage may tell a fact by itself: a sentence, a chosen option, a row of a label and its answer."""
    labelled = passage.kind is PassageKind.TABLE_ROW and CELL_BAR not in passage.lead_in and not passage.cell
    return labelled or passage.kind in _TELLING or bool(passage.ticked)


def _in_force(clause: Clause) -> bool:
    return clause.force is Force.OPERATIVE and clause.polarity is not Polarity.DENIES


def _in_one_chapter(first: Passage, later: Passage, pack: FeaturePack) -> bool:
    """Tell whether two passages stand in one chapter in which the feature is at home, the later perhaps deeper in it."""
    if first.section in pack.home and first.path and later.path[: len(first.path)] == first.path:
        return True
    if not {first.section, later.section} <= set(pack.home):
        return False
    depth = max(min(len(first.path), len(later.path)) - 1, 1)
    return first.path[:depth] == later.path[:depth] != ()


def _opens(first: Passage, earlier: Passage, home: Container[str]) -> bool:
    """Tell whether a passage before the first opens the chapter it stands in, of a kind where its feature is at home."""
    above = first.path[: len(earlier.path)] == earlier.path != ()
    return above and earlier.section in home


def _with_facts(clause: Clause, passage: Passage, facts: Sequence[Fact], gives_way: GivesWay) -> Clause:
    known = {(fact.name, fact.value) for fact in clause.facts}
    placed = tuple(
        fact.model_copy(update={"quote": passage.text, "page": passage.page})
        for fact in facts
        if (fact.name, fact.value) not in known
    )
    facts = standing((*clause.facts, *placed), gives_way)
    return clause if facts == clause.facts else clause.model_copy(update={"facts": facts})
