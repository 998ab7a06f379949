"""What stands for a mention without naming it: "these" beside a label, "they" and "them" behind a "but".

Comes in: a mention and the cues of its passage. Goes out: the mention, measured from the words that stand for it as well.
"""

from collections.abc import Iterable
from dataclasses import replace

from rothscope.clauses.rules.answers import read_by_cells
from rothscope.clauses.rules.cues import Hit
from rothscope.clauses.rules.mentions import Mention, Place
from rothscope.clauses.rules.scope import same_clause
from rothscope.clauses.tokens.words import Span
from rothscope.model.document import Passage, PassageKind
from rothscope.packs.reading import Does

BAR = "\u00a6"  # how the bar between two cells stands among the words
PLURALS = frozenset({"they", "them"})


def pronouns(place: Place, hits: Iterable[Hit]) -> list[Span]:
    """Return the words that stand for a thing by themselves: "these." or "this is not", but not "this limit"."""
    tokens = place.words.tokens
    starts = {hit.span[0] for hit in hits if hit.rule.does in (Does.GRANTS, Does.DENIES)}
    starts |= {span[0] for span in place.words.concept("after_pronoun")}
    found = []
    for start, end in place.words.of("cue:anaphor"):
        relative = tokens[start] == "that" and start > place.lead_end
        closes = end >= len(tokens) or not tokens[end][0].isalnum()
        if closes or (end in starts and not relative):
            found.append((start, end))
    return found


def with_pronouns(
    passage: Passage, place: Place, mention: Mention, hits: tuple[Hit, ...], money: tuple[str, ...]
) -> Mention:
    """Return a mention with what stands for it, beside the label that names it or later in its sentence."""
    found = _beside_label(passage, place, mention, hits) or _taken_up(passage, place, mention, hits, money)
    return replace(mention, parts=(*mention.parts, *found)) if found else mention


def _beside_label(passage: Passage, place: Place, mention: Mention, hits: tuple[Hit, ...]) -> list[Span]:
    """Return the words of a row that stand for what its label names."""
    tokens = place.words.tokens
    end = place.lead_end or (tokens.index(BAR) if BAR in tokens else 0)
    if passage.kind is not PassageKind.TABLE_ROW or mention.span[1] > end or read_by_cells(passage):
        return []
    return [span for span in pronouns(place, hits) if span[0] >= end]


def _taken_up(
    passage: Passage, place: Place, mention: Mention, hits: tuple[Hit, ...], money: tuple[str, ...]
) -> list[Span]:
    """Return the "they" or "them" of a later clause of a sentence that stands for what is mentioned before.

    "After-tax contributions earn no match, but you may make them at any time"; no other money may stand between.
    """
    tokens = place.words.tokens
    if passage.kind is not PassageKind.SENTENCE or mention.lent:
        return []
    others = [s for s in place.words.concept(*money) if s[0] >= mention.span[1]]
    wall = min((s[0] for s in others), default=len(tokens))
    return [
        span
        for span in pronouns(place, hits)
        if mention.span[1] <= span[0] < wall
        and tokens[span[0]] in PLURALS
        and not same_clause(place.clauses, span, mention.span)
    ]
