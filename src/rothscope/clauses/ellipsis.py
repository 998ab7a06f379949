"""Clauses that leave their verb to the one before: "rollovers are accepted; those from IRAs are not", "others may not".

Comes in: the cues of a passage and a mention. Goes out: which of the cues that count only at an end of their clause do
so, and whom a clause without a verb of its own leaves out of what is said, or lets in.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rothscope.clauses.mentions import Mention, Place
from rothscope.clauses.words import Span
from rothscope.packs.reading import CueRule, Does

_ENDS = frozenset(".;,)")
_OPENS = frozenset(".;:!?-\u2022\u2013\u2014\u00b7")
_STARTS = frozenset({*_OPENS, ",", "but", "while", "whereas", "although", "and", "though"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue as found: its rule's id, the rule, and where it stands."""

    name: str
    rule: CueRule
    span: Span


@dataclass(frozen=True, slots=True)
class Others:
    """People a clause without a verb speaks of: its words, its cue, and whether it lets them in."""

    span: Span
    hit: Hit
    grants: bool


def stands(place: Place, hit: Hit) -> bool:
    """Tell whether a cue stands where it counts: as the first word of a sentence or item, or the last of a clause."""
    tokens = place.words.tokens
    if hit.rule.stands == "first":
        return hit.span[0] == place.lead_end or tokens[hit.span[0] - 1] in _OPENS
    return hit.span[1] >= len(tokens) or tokens[hit.span[1]] in _ENDS


def turns(place: Place, hit: Hit, told: Iterable[Hit]) -> bool:
    """Tell whether a cue at the end of a clause turns what one of the `told` cues before that clause says."""
    turned = Does.GRANTS if hit.rule.does is Does.DENIES else Does.DENIES
    start = _clause_start(place, hit)
    return any(h.rule.does is turned and not h.rule.weak and h.span[1] <= start for h in told)


def left_out(place: Place, mention: Mention, hits: Iterable[Hit], money: tuple[str, ...]) -> Others | None:
    """Return whom a clause behind the mention leaves out or lets in by its ending alone, if it names nothing but people."""
    for hit in hits:
        if hit.rule.stands != "last" or hit.span[0] < mention.span[1]:
            continue
        subject = (_clause_start(place, hit), hit.span[0])
        named = [s for s in place.words.concept("people_alone") if subject[0] <= s[0] < subject[1]]
        others = [s for s in place.words.concept(*money) if subject[0] <= s[0] < subject[1]]
        if named and not others:
            return Others((subject[0], hit.span[1]), hit, hit.rule.does is Does.GRANTS)
    return None


def _clause_start(place: Place, hit: Hit) -> int:
    """Return the first word of the clause a cue ends."""
    for token in range(hit.span[0] - 1, place.lead_end - 1, -1):
        if place.words.tokens[token] in _STARTS:
            return token + 1
    return place.lead_end
