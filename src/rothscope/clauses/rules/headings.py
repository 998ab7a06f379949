"""What headings, and the sentence before, lend a passage that names no feature or money itself.

    Rollovers from IRAs                          the heading names the feature
        You may make them at any time.           "them" is what it names

In: the headings of one document, each with its words. Out: of a passage, which concepts and features it may be about beyond
its own words.
"""

from collections.abc import Mapping

from rothscope.clauses.rules.before import Before
from rothscope.clauses.rules.mentions import Needs, Place, asks_about, find_mentions
from rothscope.clauses.rules.scope import clause_numbers
from rothscope.clauses.tokens.words import Span, Words
from rothscope.model.document import MUTE, Passage, PassageKind
from rothscope.packs.reading import FeaturePack, Language

EARLY = 6  # words from the start within which a pronoun stands for what the heading names


class Topics:
    """The concepts that tell what a text is about: kinds of money and of actions, and times."""

    def __init__(self, language: Language) -> None:
        topics = {name: concept.topic for name, concept in language.concepts.items() if concept.topic}
        self.money = language.moneys
        self.times = tuple(name for name, topic in topics.items() if topic == "time")
        self._of_key = {f"concept:{name}": name for name in topics if name not in self.times}

    def named_in(self, words: Words) -> frozenset[str]:
        """Return the kinds of money and of actions that a text names."""
        return frozenset(self._of_key[key] for key in words.hits if key in self._of_key)

    def money_alone_in(self, words: Words) -> bool:
        """Tell whether a text names kinds of money and no action."""
        return self.named_in(words) <= frozenset(self.money)


class Headings:
    """The headings of one document, and what each lends to what stands below it."""

    def __init__(
        self, heads: Mapping[str, Words], topics: Topics, packs: Mapping[str, FeaturePack], needs: Needs
    ) -> None:
        self._heads = heads
        self._topics = topics
        self._packs = packs
        self._needs = needs
        self._about: dict[str, frozenset[str]] = {}
        self._features: dict[str, frozenset[str]] = {}

    def frame(self, path: tuple[str, ...]) -> frozenset[str]:
        """Return what the nearest heading names, with the action of the one above where it names money alone."""
        near, *above = [self._topics_of(heading) for heading in reversed(path)] or [frozenset()]
        return near if not above or near - set(self._topics.money) else near | above[0]

    def goes_on(self, passage: Passage, words: Words, lead_end: int, anchor: Span | None) -> frozenset[str]:
        """Return the features of the heading that the passage goes on about without naming them."""
        if not passage.path or passage.kind in MUTE:
            return frozenset()
        named = self._named(heading_of(passage))
        refers = anchor is not None and anchor[1] - anchor[0] > 1  # "these contributions"
        if (
            words.concept(*self._topics.money) and not refers
        ):  # it speaks of money of its own: "You may make Roth contributions."
            named = frozenset(n for n in named if not self._is_named_by_money(self._packs[n]))
        bare = any(s[0] == lead_end for key in ("cue:bare_yes", "cue:bare_no") for s in words.of(key))
        early = anchor is not None and (refers or anchor[0] <= lead_end + EARLY)
        if passage.kind is PassageKind.OPTION or bare or early:
            return named
        if any(span[0] == lead_end for span in words.concept("bare_label")):
            about = self._topics_of(heading_of(passage))
            return frozenset(name for name in named if about.isdisjoint(self._packs[name].rivals))
        return frozenset(name for name in named if words.concept(*self._packs[name].acts))

    def lend(self, passage: Passage, words: Words, before: Before, pronoun: Span | None) -> frozenset[str]:
        """Return what context lends: the heading where the sentence names no money, the sentence before to a pronoun.

        "Rollover account. You may withdraw it at any time.": a pronoun behind money of its own takes none from before.
        """
        if passage.kind in MUTE:
            return frozenset()
        lent: set[str] = set()
        if pronoun and before.block == passage.block:
            lent |= before.topics
            first = words.token_at(len(passage.lead_in)) if passage.lead_in else 0
            if any(first <= span[0] < pronoun[0] for span in words.concept(*self._topics.money)):
                lent -= set(self._topics.money)
        if passage.path and not words.concept(*self._topics.money):
            lent |= self._topics_of(heading_of(passage))
        elif passage.path and passage.kind is PassageKind.TABLE_ROW and self._topics.money_alone_in(words):
            lent |= self._topics_of(heading_of(passage)).difference(self._topics.money)
        own = frozenset(name for name in lent if not words.concept(name))
        return own | self._times_above(passage, words)

    def _times_above(self, passage: Passage, words: Words) -> frozenset[str]:
        """Return the times that the heading or question of a passage names, and it does not itself."""
        answer = passage.lead_in and passage.kind is PassageKind.ANSWER
        first = words.token_at(len(passage.lead_in)) if answer else 0
        asked = {n for n in self._topics.times if any(s[0] < first for s in words.concept(n))}
        above = self._heads[heading_of(passage)] if passage.path else None
        asked |= {n for n in self._topics.times if above and above.concept(n)}
        return frozenset(n for n in asked if not any(s[0] >= first for s in words.concept(n)))

    def _named(self, heading: str) -> frozenset[str]:
        """Return the features a heading names."""
        if heading not in self._features:
            words = self._heads[heading]
            place = Place(words, clause_numbers(words, 0, False), len(words.tokens) if "?" in heading else 0)
            self._features[heading] = frozenset(p.id for p in self._needs.met(words) if _speaks_of(place, p))
        return self._features[heading]

    def _topics_of(self, text: str) -> frozenset[str]:
        if text not in self._about:
            self._about[text] = self._topics.named_in(self._heads[text])
        return self._about[text]

    def _is_named_by_money(self, pack: FeaturePack) -> bool:
        """Tell whether the name of some money alone speaks of a feature."""
        return any(len(rule.all) == 1 and rule.all[0] in self._topics.money for rule in pack.together)


def heading_of(passage: Passage) -> str:
    """Return the heading a passage stands under; in a form the one above it too ("Withdrawals › From the … Account")."""
    return " ".join(passage.path[-2:] if passage.kind is PassageKind.OPTION else passage.path[-1:])


def _speaks_of(place: Place, pack: FeaturePack) -> bool:
    """Tell whether a heading is about a feature, and a question asks about it before anything else."""
    mentions = [mention for mention in find_mentions(place, pack) if not mention.barred]
    return bool(mentions) and (place.lead_end == 0 or asks_about(place, pack))
