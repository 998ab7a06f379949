"""How far a cue reaches: whether it speaks of a mention, and whether the verb behind it is the feature's own.

Comes in: a cue, a mention, the place both stand in. Goes out: yes or no. A cue reaches what stands in its clause, near
enough and on the side it looks to; "may not be withdrawn" says nothing about contributing.
"""

from collections.abc import Iterator

from rothscope.clauses.rules.cues import Hit
from rothscope.clauses.rules.mentions import Mention, Place
from rothscope.clauses.rules.pronouns import pronouns
from rothscope.clauses.rules.scope import gap, inside, reason_run, same_clause, same_statement
from rothscope.clauses.tokens.words import Span, Words
from rothscope.model.clause import Force
from rothscope.packs.reading import Does, FeaturePack, Reach

VERB_WINDOW = 12  # words after a modal in which its verb is looked for ("may, at any time while employed, elect to take")
FAR = 30  # words a cue may stand from its mention inside one clause
_CONCEPT = "concept:"
_VERB = f"{_CONCEPT}verb_"
_ACT = f"{_CONCEPT}act_"
_MAKES = frozenset({"make", "makes", "making"})
OBJECT = 6  # words from "make" within which it is said what is made


def reaches(place: Place, hit: Hit, mention: Mention) -> bool:
    """Tell whether a cue reaches any part of a mention."""
    rule = hit.rule
    if _is_an_answer(place, hit):
        return False
    if rule.everywhere:
        return rule.force is Force.DEFERRED or same_statement(place.words, hit.span, mention.span)
    if mention.lent and not (rule.verb or place.anchor in pronouns(place, (hit,))):
        return False  # what only the heading names is given or refused by a verb, or a word about its pronoun
    announced = rule.within is None and _announces(place, hit.span)
    within = FAR if rule.within is None else rule.within
    reason = reason_run(place.words, place.lead_end)
    apart = rule.does in (Does.GRANTS, Does.DENIES) and not inside(hit.span, reason)
    return any(
        not (apart and inside(part, reason))
        and same_clause(place.clauses, hit.span, part)
        and ((announced and part[0] >= place.lead_end) or gap(hit.span, part) <= within)
        and _in_direction(rule.reach, hit.span, part)
        for part in mention.parts
    )


def _announces(place: Place, span: Span) -> bool:
    """Tell whether words stand in what opens a list, whose items they speak of however long the opening runs."""
    return span[1] <= place.lead_end and place.words.tokens[place.lead_end - 1] == ":"


def _is_an_answer(place: Place, hit: Hit) -> bool:
    """Tell whether a refusing "no" is an answer of its own, parted by its comma from what follows ("No, rollovers …")."""
    start, end = hit.span
    tokens = place.words.tokens
    return (
        hit.rule.does is Does.DENIES
        and tokens[start:end] == ("no",)
        and start == place.lead_end
        and tokens[end : end + 1] == (",",)
    )


def _in_direction(reach: Reach, cue: Span, part: Span) -> bool:
    if reach is Reach.FORWARD:
        return part[1] > cue[0]
    if reach is Reach.BACKWARD:
        return part[0] < cue[1]
    return True


def verbs(words: Words) -> Iterator[tuple[str, Span]]:
    """Yield every verb of the packs that stands in a text: the id of its concept, and where it stands."""
    for key, spans in words.hits.items():
        if key.startswith(_VERB):
            yield from ((key.removeprefix(_CONCEPT), span) for span in spans)


def own_verb(place: Place, hit: Hit, mention: Mention, pack: FeaturePack) -> bool:
    """Tell whether the first full verb after a modal is one the feature is done with.

    "Contributions can be pre-tax or Roth" has no full verb: there the mention itself is what follows.
    """
    if place.elided and mention.lent:
        return True
    start = hit.span[1]
    end = _verb_limit(place, start, hit.rule.verb_within or VERB_WINDOW)
    aside = _aside(place, start)
    best: dict[int, set[str]] = {}
    for name, span in verbs(place.words):
        if start <= span[0] < end and span[0] not in aside and same_clause(place.clauses, hit.span, span):
            best.setdefault(span[0], set()).add(name)
    light = False
    for position in sorted(best):
        if best[position] != {"verb_light"}:
            return not (
                best[position].isdisjoint(pack.verbs) or _makes_another(place, position, mention, pack)
            )
        light = True
    return light and any(start <= part[0] < end + VERB_WINDOW for part in mention.parts)


def _makes_another(place: Place, position: int, mention: Mention, pack: FeaturePack) -> bool:
    """Tell whether what somebody makes is of another action ("After a withdrawal you cannot make contributions")."""
    words = place.words
    objects = range(position, position + OBJECT)
    before = [part for part in mention.parts if part[1] <= position]
    own = [span for name in pack.acts for span in words.concept(name)]
    if words.tokens[position] not in _MAKES or not any(inside(span, part) for span in own for part in before):
        return False
    made = [s for key, spans in words.hits.items() if key.startswith(_ACT) for s in spans if s[0] in objects]
    return bool(made) and not any(span[0] in objects for span in own)


def _verb_limit(place: Place, start: int, length: int) -> int:
    """Return where the search for a verb ends: so many words of the same clause on, an aside not counted."""
    number = place.clauses[min(start, len(place.clauses) - 1)]
    left = length + len(_aside(place, start))
    for token in range(start, len(place.words.tokens)):
        left -= place.clauses[token] == number
        if left < 0:
            return token
    return len(place.words.tokens)


def _aside(place: Place, start: int) -> range:
    """Return the words between two commas right after a modal ("may, at any time while employed, elect")."""
    tokens = place.words.tokens
    first = next((t for t in range(start, min(start + 3, len(tokens))) if tokens[t] == ","), None)
    if first is None:
        return range(0)
    second = next((t for t in range(first + 1, min(first + 25, len(tokens))) if tokens[t] == ","), None)
    return range(first, second) if second is not None else range(0)
