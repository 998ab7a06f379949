"""Where a passage speaks of a feature: its names, and concepts that name it when they stand together.

Lookalikes are taken out first ("Roth after-tax" is not after-tax); a mention that another action governs ("withdrawals
of after-tax contributions" for the contribution) is kept as a mention but has no vote.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from itertools import product

from rothscope.clauses.rules.scope import around_bracket, gap, same_clause
from rothscope.clauses.tokens.words import Span, Words
from rothscope.packs.reading import FeaturePack, Together

_JOINERS = frozenset(
    {",", "and", "or", "/", "&"}
)  # "rollover and after-tax money": siblings, neither governs
_NEIGHBOURS = frozenset({",", "or", "nor"})
SECTION = "section"
"""Key of the places in a text where the number of a section stands for the money the section is about."""

SET_BESIDE = 3
"""Words between "on top of" and what is named there."""

MAX_PAIRS = 400  # combinations of concept hits looked at in one passage; more is a list page, not a rule


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a feature is named: the whole span, the tokens cues are measured from, and why it may not vote."""

    feature: str
    span: Span
    parts: tuple[Span, ...]
    barred: str = ""
    does: str = "names"
    lent: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A passage ready to be judged: its tokens, clause numbers, and the concepts its heading and context lend it.

    Lent concepts are taken to stand at `anchor`: the pronoun that stands for them, or the passage's first word.
    `supposed` are the runs under an "if": what they say is not asserted. `headed` are the features the heading names
    and the passage may go on about without naming them again; `frame` are the actions and moneys the heading names.
    `answers` is true of an answer that names no money, to a question (or title of a column) that asks how much of what it
    names; `asked` of any answer to a question; `elided` of a sentence that leaves its verb to the one before ("Since 2020
    you can."), where `anchor` is its "can".
    """

    words: Words
    clauses: tuple[int, ...]
    lead_end: int
    lent: frozenset[str] = frozenset()
    anchor: Span = (0, 1)
    supposed: tuple[Span, ...] = ()
    headed: frozenset[str] = frozenset()
    frame: frozenset[str] = frozenset()
    answers: bool = False
    elided: bool = False
    asked: bool = False

    def hits(self, name: str) -> tuple[Span, ...]:
        """Return where a concept stands, and the anchor where it is lent."""
        return self.words.concept(name) + ((self.anchor,) if name in self.lent else ())


class Needs:
    """What must stand in a passage, or be lent to it, before a feature can be spoken of there: a name or a pair."""

    def __init__(self, packs: Iterable[FeaturePack]) -> None:
        self._bits: dict[str, int] = {}
        self._of = [(pack, self._names(pack), self._pairs(pack)) for pack in packs]

    def _bit(self, key: str) -> int:
        return self._bits.setdefault(key, 1 << len(self._bits))

    def _names(self, pack: FeaturePack) -> int:
        return sum(self._bit(f"{kind}:{pack.id}") for kind in ("name", "grant", "deny"))

    def _pairs(self, pack: FeaturePack) -> frozenset[int]:
        return frozenset(sum({self._bit(f"concept:{name}") for name in rule.all}) for rule in pack.together)

    def met(
        self, words: Words, lent: Set[str] = frozenset(), headed: Set[str] = frozenset()
    ) -> list[FeaturePack]:
        """Return the features a text may speak of: their needs are met, or its heading names them."""
        found = sum([self._bits[key] for key in words.hits if key in self._bits])
        for name in lent:
            found |= self._bits.get(f"concept:{name}", 0)
        return [
            pack
            for pack, names, pairs in self._of
            if names & found or any(pair & found == pair for pair in pairs) or pack.id in headed
        ]


def find_mentions(place: Place, pack: FeaturePack) -> tuple[Mention, ...]:
    """Return the mentions of one feature, longest first where they overlap, in order of place.

    What is asked before an answer that settles the matter by a refusal of its own is not heard beside it.
    """
    words = place.words
    like = f"like:{pack.id}:"
    likes = [span for key, spans in words.hits.items() if key.startswith(like) for span in spans]
    spans: dict[Span, tuple[Span, ...]] = {}
    does: dict[Span, str] = {}
    states: set[Span] = set()
    for key, effect in (
        (f"name:{pack.id}", "names"),
        (f"grant:{pack.id}", "grants"),
        (f"deny:{pack.id}", "denies"),
    ):
        spans.update({span: (span,) for span in words.of(key)})
        does.update({span: effect for span in words.of(key) if effect != "names"})
    for rule in pack.together:
        for parts in _together(place, rule):
            whole = (min(p[0] for p in parts), max(p[1] for p in parts))
            spans.setdefault(whole, parts)
            if rule.does in ("grants", "denies"):
                does[whole] = rule.does
            elif rule.does == "states":
                states.add(whole)
    free = {span: parts for span, parts in spans.items() if not _hidden(parts, likes)}
    if not free and pack.id in place.headed:
        effect = "states" if words.concept(*pack.heading_states) else "names"
        return tuple(
            Mention(pack.id, span, (span,), _barred(place, span, pack, False), effect, lent=True)
            for span in _taken_up(place, pack)
        )
    mentions = [
        Mention(
            pack.id,
            span,
            parts,
            _barred(place, span, pack, span in does),
            does.get(span, "states" if span in states else "names"),
        )
        for span, parts in sorted(_apart(free, does, states).items())
    ]
    behind = [mention for mention in mentions if mention.span[0] >= place.lead_end > 0]
    return tuple(behind if any(mention.does == "denies" for mention in behind) else mentions)


def _taken_up(place: Place, pack: FeaturePack) -> list[Span]:
    """Return where a passage goes on about what its heading names: at its anchor, and once in each later clause that does
    the feature's own action ("…; the match cannot be converted").
    """
    spans = [place.anchor]
    acts = sorted(span for name in pack.acts for span in place.words.concept(name))
    for span in acts:
        if span[0] > place.anchor[0] and not any(same_clause(place.clauses, span, one) for one in spans):
            spans.append(span)
    return spans


def _together(place: Place, rule: Together) -> list[tuple[Span, ...]]:
    words = place.words
    groups = [place.hits(name) if rule.lend else words.concept(name) for name in rule.all]
    if (
        not all(groups)
        or not _all_near(place, rule.near)
        or not any(words.concept(name) for name in rule.all)
    ):
        return []
    banned = words.concept(*rule.none) if rule.none else ()
    found: dict[Span, tuple[Span, ...]] = {}
    for number, parts in enumerate(product(*groups)):
        if number >= MAX_PAIRS:
            break
        if _joined(place, parts, rule) and not any(
            same_clause(place.clauses, span, part) for span in banned for part in parts
        ):
            head = parts[-1]
            best = found.get(head)
            if best is None or _spread(parts) < _spread(best):
                found[head] = parts
    return list(found.values())


def _all_near(place: Place, near: tuple[str, ...]) -> bool:
    return all(place.words.concept(name) or name in place.lent or name in place.frame for name in near)


def _joined(place: Place, parts: tuple[Span, ...], rule: Together) -> bool:
    first = parts[0]
    return all(
        part is place.anchor
        or first is place.anchor
        or (
            gap(first, part) <= rule.within
            and (same_clause(place.clauses, first, part) or _answered(place, first, part, rule))
        )
        for part in parts[1:]
    )


def _answered(place: Place, one: Span, other: Span, rule: Together) -> bool:
    """Tell whether the beginning of an answer, or any of a cell, states what its question or titles name ("How much after
    tax? Up to 6% of pay.").
    """
    opening = place.clauses[place.lead_end] if place.lead_end < len(place.clauses) else -1
    return (
        place.answers
        and rule.does == "states"
        and one[1] <= place.lead_end <= other[0]
        and (not place.asked or place.clauses[other[0]] == opening)
    )


def _spread(parts: tuple[Span, ...]) -> int:
    return max(p[1] for p in parts) - min(p[0] for p in parts)


def _hidden(parts: tuple[Span, ...], likes: list[Span]) -> bool:
    return any(like[0] < part[1] and part[0] < like[1] for like in likes for part in parts)


def _apart(
    spans: dict[Span, tuple[Span, ...]], does: dict[Span, str], states: set[Span]
) -> dict[Span, tuple[Span, ...]]:
    """Keep one name where names overlap: those that settle or state it, then names over pairs, then the longest."""
    kept: dict[Span, tuple[Span, ...]] = {}
    order = sorted(spans, key=lambda s: (s not in does, s not in states, len(spans[s]), s[0] - s[1], s))
    for span in order:
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept[span] = spans[span]
    return kept


def _barred(place: Place, span: Span, pack: FeaturePack, settled: bool) -> str:
    words = place.words
    rival = None if settled else governor(place, span, pack)
    if rival is not None:
        return f"“{words.cut(rival)}” governs it, which is another matter"
    if span in words.of(SECTION) and not words.concept(*_own_words(pack)):
        return "the section it names is about it, and no more is said of it here"
    if not settled and _framed_away(place, pack):
        return "its heading is about another matter"
    if not settled and place.asked and span[0] >= place.lead_end and _asks_another(place, pack):
        return "it answers a question about another matter"
    if place.asked and span[1] <= place.lead_end and _is_set_beside(words, span):
        return "its question names it only beside what it asks for"
    for alone in pack.alone_bars:
        if not any(words.concept(name) for name in alone.unless):
            for other in words.concept(alone.money):
                if same_clause(place.clauses, span, other):
                    return f"only “{words.cut(other)}” is spoken of"
    for name in pack.sentence_not_with:
        if words.concept(name):
            return f"the sentence is about {name.replace('_', ' ')}"
    for name in pack.not_with:
        for other in words.concept(name):
            if same_clause(place.clauses, span, other) and not listed_beside(words, span, other):
                return f"“{words.cut(other)}” makes it about {name.replace('_', ' ')}"
    return ""


def _is_set_beside(words: Words, span: Span) -> bool:
    """Tell whether a span is named only as what something else comes on top of, or in place of."""
    return any(0 <= span[0] - one[1] <= SET_BESIDE for one in words.concept("set_beside"))


def listed_beside(words: Words, span: Span, other: Span, joined: str = "nor") -> bool:
    """Tell whether two spans are neighbours in one list: "after-tax contributions nor loans"."""
    first, second = sorted((span, other))
    between = words.tokens[end_of_name(words, first) : second[0]]
    return bool(between) and between[-1] != "," and set(between) <= _NEIGHBOURS | {joined}


def end_of_name(words: Words, span: Span) -> int:
    """Return where a name for money ends: behind the noun that follows it ("after-tax" in "after-tax contributions")."""
    return max([end for start, end in words.concept("money_name") if start == span[1]], default=span[1])


def governor(place: Place, span: Span, pack: FeaturePack) -> Span | None:
    """Return the action of another kind that the mention is the object of ("withdrawals of after-tax money").

    The nearest action before the mention in its clause governs it, or one whose words it ends in a label ("Change to
    Roth: Any day"); one that is only listed beside it does not.
    """
    words = place.words
    around = around_bracket(words, place.clauses, span)
    before = [
        action
        for name in pack.rivals
        for action in words.concept(name)
        if action[0] < span[0]
        and (action[1] <= span[0] or (span[1] == action[1] and span[1] <= place.lead_end))
        and (
            same_clause(place.clauses, action, span)
            or (around is not None and same_clause(place.clauses, action, around))
        )
    ]
    nearest = max(before, default=None, key=lambda action: (action[1], action[0]))
    between = words.tokens[nearest[1] : span[0]] if nearest else ()
    if nearest is None or (set(between) <= _JOINERS and not set(between) <= {","}):
        return None
    own = [verb for name in pack.verbs if name != "verb_permit" for verb in words.concept(name)]
    own += [act for name in pack.acts for act in words.concept(name)]
    taken = (verb for verb in own if nearest[nearest[1] <= span[0]] <= verb[0] < span[0])
    return None if any(same_clause(place.clauses, verb, span) for verb in taken) else nearest


def _framed_away(place: Place, pack: FeaturePack) -> bool:
    """Tell whether the heading is about a rival action and the passage names none of the feature's own."""
    if place.frame.isdisjoint(pack.rivals) or not place.frame.isdisjoint(pack.acts):
        return False
    return not place.words.concept(*_own_words(pack))


def _asks_another(place: Place, pack: FeaturePack) -> bool:
    """Tell whether a question asks about a rival action and neither it nor its answer names one of the feature's own."""
    rivals = [s for name in pack.rivals for s in place.words.concept(name) if s[1] <= place.lead_end]
    return bool(rivals) and not place.words.concept(*_own_words(pack))


def _own_words(pack: FeaturePack) -> list[str]:
    """Return the concepts of what is done where a feature is: its verbs and actions, bare permission aside."""
    return [name for name in (*pack.verbs, *pack.acts) if name != "verb_permit"]


def asks_about(place: Place, pack: FeaturePack) -> bool:
    """Tell whether the question before `lead_end` asks about the feature: its own action comes before any rival's."""
    rivals = [s for n in pack.rivals for s in place.words.concept(n) if s[1] <= place.lead_end]
    own = [s for n in pack.acts for s in place.words.concept(n) if s[1] <= place.lead_end]
    first = min([*rivals, *own], default=None)
    return first is None or first in own
