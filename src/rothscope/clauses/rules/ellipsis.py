"""Clauses that leave their verb to the one before: "rollovers are accepted; those from IRAs are not", "others may not".

Comes in: the cues of a passage and a mention. Goes out: which of the cues that count only at an end of their clause do
so, and whom a clause without a verb of its own leaves out of what is said, or lets in.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rothscope.clauses.rules.cues import Hit, Matter
from rothscope.clauses.rules.mentions import Mention, Place
from rothscope.clauses.rules.reach import own_verb, verbs
from rothscope.clauses.tokens.words import Span, Words
from rothscope.packs.reading import Does, FeaturePack

_ENDS = frozenset(".;,)")
_OPENS = frozenset(".;:!?\u00a6-\u2022\u2013\u2014\u00b7")
_STARTS = frozenset({*_OPENS, ",", "but", "while", "whereas", "although", "and", "though"})


_CHOICES = ("cue:chosen_not", "cue:chosen")
"""What a plan makes of an option that the sentence before describes."""

_OPEN_VERBS = frozenset({"does", "did", "not", "doesn't", "didn't"})
"""Words that go on with another verb unless the sentence ends, or tells when, behind them."""

_SINCE = _ENDS | {"for", "until", "from", "since", "through"}


@dataclass(frozen=True, slots=True)
class Others:
    """People a clause without a verb speaks of: its words, its cue, and whether it lets them in."""

    span: Span
    hit: Hit
    grants: bool


def well_placed(place: Place, hits: tuple[Hit, ...], mention: Mention, pack: FeaturePack) -> tuple[Hit, ...]:
    """Return the cues without those that count first or last in a clause alone and stand elsewhere."""
    free = [hit for hit in hits if hit.rule.stands is None]
    placed = [hit for hit in hits if hit.rule.stands and _stands(place, hit)]
    if not placed:
        return tuple(free)
    told = [hit for hit in free if not hit.rule.verb or own_verb(place, hit, mention, pack)]
    kept = [
        hit
        for hit in placed
        if hit.rule.stands == "first" or hit.rule.does in (Does.YES, Does.NO) or _turns(place, hit, told)
    ]
    return tuple(hit for hit in hits if hit.rule.stands is None or hit in kept)


def elided_verb(words: Words, lead_end: int) -> Span | None:
    """Return the "can" or "cannot" of a sentence that tells since when, and leaves its verb to the one before it, or what
    the plan chooses of that.

    "In the past you could convert. Since 2020 you cannot." "Some plans let you convert. Your Employer has not elected this."
    """
    chosen = (span for key in _CHOICES for span in words.of(key) if span[0] >= lead_end)
    for span in chosen:
        if words.tokens[span[1] - 1] not in _OPEN_VERBS or _SINCE.issuperset(
            words.tokens[span[1] : span[1] + 1]
        ):
            return span
    if not words.concept("from_then_on") or any(name != "verb_light" for name, _ in verbs(words)):
        return None
    return next(
        (
            span
            for key in ("cue:may_not", "cue:modal")
            for span in words.of(key)
            if span[0] >= lead_end and _ENDS.issuperset(words.tokens[span[1] : span[1] + 1])
        ),
        None,
    )


def left_out(matter: Matter) -> Others | None:
    """Return whom a clause behind the mention leaves out or lets in by its ending alone, if it names nothing but people."""
    place = matter.place
    for hit in matter.hits:
        turns = hit.rule.stands == "last" and hit.rule.does in (Does.GRANTS, Does.DENIES)
        if not turns or hit.span[0] < matter.mention.span[1]:
            continue
        subject = (_clause_start(place, hit), hit.span[0])
        named = [s for s in place.words.concept("people_alone") if subject[0] <= s[0] < subject[1]]
        others = [s for s in place.words.concept(*matter.money) if subject[0] <= s[0] < subject[1]]
        if named and not others:
            return Others((subject[0], hit.span[1]), hit, hit.rule.does is Does.GRANTS)
    return None


def _stands(place: Place, hit: Hit) -> bool:
    """Tell whether a cue stands where it counts: as the first word of a sentence or item, or the last of a clause."""
    tokens = place.words.tokens
    if hit.rule.stands == "first":
        return hit.span[0] == place.lead_end or tokens[hit.span[0] - 1] in _OPENS
    return hit.span[1] >= len(tokens) or tokens[hit.span[1]] in _ENDS


def _turns(place: Place, hit: Hit, told: Iterable[Hit]) -> bool:
    """Tell whether a cue at the end of a clause turns what one of the `told` cues before that clause says."""
    turned = Does.GRANTS if hit.rule.does is Does.DENIES else Does.DENIES
    start = _clause_start(place, hit)
    return any(h.rule.does is turned and not h.rule.weak and h.span[1] <= start for h in told)


def _clause_start(place: Place, hit: Hit) -> int:
    """Return the first word of the clause a cue ends."""
    for token in range(hit.span[0] - 1, place.lead_end - 1, -1):
        if place.words.tokens[token] in _STARTS:
            return token + 1
    return place.lead_end
