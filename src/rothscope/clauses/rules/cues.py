"""Which cues of `patterns/cues.yaml` stand in a passage, and the matter they are asked about.

Comes in: a passage's place. Goes out: its `Hit`s, those taken out that only look like a cue. `Matter` is what the rooms
beside this one judge, and `Side` what they find: whether its words give or refuse it, with the words that decided.
"""

from dataclasses import dataclass
from typing import NamedTuple

from rothscope.clauses.rules.mentions import Mention, Place
from rothscope.clauses.rules.scope import inside
from rothscope.clauses.tokens.words import Span, Words
from rothscope.model.clause import Cue, Polarity
from rothscope.model.document import Passage, PassageKind
from rothscope.packs.reading import CueRule, Does, FeaturePack, Language

_COMMA = ","
_ITEMS = (PassageKind.LIST_ITEM, PassageKind.OPTION, PassageKind.TABLE_ROW)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue as found: its rule's id, the rule, and where it stands."""

    name: str
    rule: CueRule
    span: Span


@dataclass(frozen=True, slots=True)
class Matter:
    """What is judged: a mention of a feature, the passage it stands in, and the cues that stand there.

    `money` are the ids of all concepts that name money.
    """

    passage: Passage
    place: Place
    mention: Mention
    pack: FeaturePack
    hits: tuple[Hit, ...]
    money: tuple[str, ...]

    @property
    def words(self) -> Words:
        """Return the words of the passage, its lead-in first."""
        return self.place.words

    @property
    def led_in(self) -> bool:
        """Tell whether the lead-in names it: the question of an answer, the sentence before a list, the label of a row."""
        return self.mention.span[1] <= self.place.lead_end

    @property
    def asked(self) -> bool:
        """Tell whether the question of an answer names it."""
        return self.passage.kind is PassageKind.ANSWER and self.led_in

    @property
    def told_before(self) -> bool:
        """Tell whether an item's lead-in names it, which is heard as a passage of its own."""
        return self.passage.kind in _ITEMS and self.led_in


class Side(NamedTuple):
    """Whether words give or refuse a feature, and the words that decided."""

    polarity: Polarity
    cues: tuple[Cue, ...] = ()


NEITHER = Side(Polarity.NONE)


class CueFinder:
    """The cue rules of a language, ready to be looked for."""

    def __init__(self, language: Language) -> None:
        self._rules = [(f"cue:{name}", name, rule) for name, rule in language.cues.items()]

    def find(self, place: Place) -> tuple[Hit, ...]:
        """Return the cues of a passage in the order of their rules, those taken out that only look like one."""
        words = place.words
        found = [
            Hit(name, rule, span)
            for key, name, rule in self._rules
            if key in words.hits
            for span in words.hits[key]
        ]
        hidden = [hit.span for hit in found if hit.rule.does is Does.HIDES]
        return tuple(
            hit
            for hit in found
            if hit.rule.unhidden
            or (hit.rule.does is not Does.HIDES and not any(_hides(span, hit, words) for span in hidden))
        )


def cue_of(hit: Hit, words: Words) -> Cue:
    """Return a hit as it is kept with the clause: what its rule does, the rule's id, and its words."""
    return Cue(category=f"{hit.rule.does.value}: {hit.name}", text=words.cut(hit.span))


def _hides(hidden: Span, hit: Hit, words: Words) -> bool:
    """Tell whether hidden words take a cue that begins among them away; the comma of a bare no is no beginning.

    A grant that holds them all knows better ("you do not have to leave to withdraw").
    """
    holds = hit.rule.does is Does.GRANTS and hit.span != hidden and inside(hidden, hit.span)
    first = hit.span[0] + (hit.rule.does is Does.NO and words.tokens[hit.span[0]] == _COMMA)
    return hidden[0] <= first < hidden[1] and not holds
