"""Whether words give a mention, refuse it, or do neither.

Comes in: a matter. Goes out: its `Side`. What speaks first decides: a bare answer, an idiom that settles the matter by
itself, an exception, a refusal in reach, since every "may not" holds a "may", then a grant. A denial that is lifted ("not …
until 59½", "no … except after-tax") grants what the lifting words name.
"""

from rothscope.clauses.rules.answers import (
    answers_another_title,
    asked_which,
    bare_answer,
    is_left_unanswered,
    opening_yes,
)
from rothscope.clauses.rules.cues import NEITHER, Hit, Matter, Side, cue_of
from rothscope.clauses.rules.exceptions import (
    exception_of,
    idiom_lifted,
    left_out_by_label,
    lifted,
    part_only,
    refused_behind,
    turned,
)
from rothscope.clauses.rules.limits import only_case_given, only_money_refused
from rothscope.clauses.rules.mentions import governor
from rothscope.clauses.rules.reach import own_verb, reaches
from rothscope.clauses.rules.scope import inside, same_clause
from rothscope.clauses.tokens.words import Words
from rothscope.model.clause import Cue, Polarity
from rothscope.model.document import PassageKind
from rothscope.packs.reading import Does

STATED = "grants: stated"
LISTED = "grants: listed"
NEGATIONS = frozenset({"not", "never"})
_CITATION = 14  # words from "within the meaning of" to the end of what it cites
LAW = frozenset({"law", "laws", "code", "irs", "regulations"})
_ENDS = frozenset(".!?;")


def side_of(matter: Matter) -> Side:
    """Return what the words around a mention make of it."""
    answer = bare_answer(matter)
    if answer:
        return _answered(matter, answer)
    if is_left_unanswered(matter):
        return NEITHER
    behind = {hit.span for hit, _ in refused_behind(matter)}
    denials = [hit for hit in _counting(matter, Does.DENIES) if hit.span not in behind]
    settled = _settled(matter, bool(denials))
    if settled:
        return settled
    excepted = exception_of(matter)
    if excepted:
        return turned(matter, excepted)
    if denials:
        return _refused(matter, denials)
    if only_case_given(matter):
        return NEITHER
    grants = _not_within_refusals(matter, _counting(matter, Does.GRANTS))
    if grants:
        return Side(Polarity.GRANTS, tuple(cue_of(hit, matter.words) for hit in grants))
    return _given_without_a_word(matter)


def _answered(matter: Matter, answer: Hit) -> Side:
    """Return what a bare yes or no says; a no to only some of the money says nothing, a "none" to what is needed gives."""
    cues = (cue_of(answer, matter.words),)
    needs = any(span[1] <= answer.span[0] + 1 for span in matter.words.concept("asks_need"))
    if answer.rule.does is Does.YES or (needs and matter.words.tokens[answer.span[1] - 1] == "none"):
        return NEITHER if exception_of(matter) or only_case_given(matter) else Side(Polarity.GRANTS, cues)
    return NEITHER if part_only(matter) or _before_its_age(matter) else Side(Polarity.DENIES, cues)


def _before_its_age(matter: Matter) -> bool:
    """Tell whether a label asks for the time before the age its feature is about ("In service before 59½: No")."""
    at_age = [
        part for part in matter.mention.parts for s in matter.words.concept("age_59") if inside(s, part)
    ]
    return bool(at_age) and not matter.words.concept("from_59")


def _settled(matter: Matter, denied: bool) -> Side | None:
    """Return what a mention that is an idiom or pair says by itself; null where a refusal in reach has to decide, which
    it does not where another action governs the mention ("withdrawals of safe harbor contributions are not permitted").

    Under an "if" it asserts nothing, nor under a label that shuts it out.
    """
    mention, place = matter.mention, matter.place
    if matter.told_before or mention.does not in ("grants", "denies"):
        return None
    if left_out_by_label(matter) or _is_supposed(matter, mention.span[0]):
        return NEITHER
    polarity = Polarity.GRANTS if mention.does == "grants" and not _is_negated(matter) else Polarity.DENIES
    cue = Cue(category=f"{polarity.value}: idiom", text=place.words.cut(mention.span))
    own = Side(polarity, (cue,))
    if polarity is Polarity.DENIES:
        return NEITHER if part_only(matter) else idiom_lifted(matter, own)
    return None if denied and governor(place, mention.span, matter.pack) is None else own


def _refused(matter: Matter, denials: list[Hit]) -> Side:
    """Return what refusals in reach say: no, unless they are lifted or mean only some of the money."""
    words = matter.words
    lasting = () if only_money_refused(matter) else matter.pack.refused_until
    lifting = lifted(matter.place, denials[0].span, matter.hits, lasting)
    if lifting and _is_law(words, denials[0]):
        return NEITHER
    if lifting:
        return Side(Polarity.GRANTS, (cue_of(denials[0], words), cue_of(lifting, words)))
    if part_only(matter):
        return NEITHER
    return Side(Polarity.DENIES, tuple(cue_of(hit, words) for hit in denials))


def _is_law(words: Words, denial: Hit) -> bool:
    """Tell whether it is the law that refuses: what it stops refusing is the plan's to give. In "one who is employed within
    the meaning of the Code shall not" it refuses nothing.
    """
    near = range(max(0, denial.span[0] - 2), denial.span[0] + 1)
    laws = (at for at in near if words.tokens[at] in LAW)
    return any("meaning" not in words.tokens[max(0, at - _CITATION) : at] for at in laws)


def _given_without_a_word(matter: Matter) -> Side:
    """Return what is given where no word near the mention gives it: what it answers, or that it states itself."""
    words = matter.words
    opening = opening_yes(matter)
    if opening:
        return Side(Polarity.GRANTS, (cue_of(opening, words),))
    asking = asked_which(matter)
    if asking:
        return Side(Polarity.GRANTS, (Cue(category=LISTED, text=words.cut(asking)),))
    supposed = all(_is_supposed(matter, part[0]) for part in matter.mention.parts)
    if matter.mention.does == "states" and not matter.told_before and not supposed:
        return Side(Polarity.GRANTS, (Cue(category=STATED, text=words.cut(matter.mention.parts[-1])),))
    return NEITHER


def _counting(matter: Matter, does: Does) -> list[Hit]:
    """Return the cues of one effect that count for the mention."""
    return [hit for hit in matter.hits if hit.rule.does is does and _counts(matter, hit)]


def _counts(matter: Matter, hit: Hit) -> bool:
    place, mention = matter.place, matter.mention
    if matter.passage.kind is PassageKind.ANSWER and hit.span[0] < place.lead_end:
        return False
    if _is_supposed(matter, hit.span[0]) or _is_asked(matter, hit):
        return False
    if matter.told_before and hit.span[1] <= place.lead_end:
        return False  # said by the lead-in alone, which is heard as a passage of its own
    if answers_another_title(matter, hit):
        return False
    if not matter.asked and not reaches(place, hit, mention):
        return False
    if hit.rule.weak and not _is_backed(matter, hit):
        return False
    return not hit.rule.verb or own_verb(place, hit, mention, matter.pack)


def _is_negated(matter: Matter) -> bool:
    """Tell whether a "not" stands right before the mention ("your savings do not go on as after-tax contributions")."""
    start = matter.mention.span[0]
    return start > 0 and matter.words.tokens[start - 1] in NEGATIONS


def _not_within_refusals(matter: Matter, grants: list[Hit]) -> list[Hit]:
    """Return the grants that are no part of a refusal and stand behind no "not": "does not allow participants to" allows
    nobody anything, even where the refusal does not reach the mention.
    """
    place, mention, pack = matter.place, matter.mention, matter.pack
    refusals = [
        hit.span
        for hit in matter.hits
        if hit.rule.does is Does.DENIES and (not hit.rule.verb or own_verb(place, hit, mention, pack))
    ]
    tokens = matter.words.tokens
    return [
        hit
        for hit in grants
        if not any(s[0] < hit.span[0] < s[1] for s in refusals)
        and (hit.span[0] == 0 or tokens[hit.span[0] - 1] not in NEGATIONS)
    ]


def _is_supposed(matter: Matter, token: int) -> bool:
    """Tell whether a word stands under an "if", which asserts nothing."""
    return any(start <= token < end for start, end in matter.place.supposed)


def _is_asked(matter: Matter, hit: Hit) -> bool:
    """Tell whether a word stands in a question within the passage, which says nothing ("May I? — No plan lets you")."""
    tokens = matter.words.tokens
    if hit.span[0] < matter.place.lead_end or matter.passage.kind is PassageKind.QUESTION:
        return False
    end = next((token for token in tokens[hit.span[1] :] if token in _ENDS), "")
    return end == "?"


def _is_backed(matter: Matter, hit: Hit) -> bool:
    """Tell whether a weak cue counts: in a list or table, or beside an action of the feature in its clause."""
    if matter.passage.kind in (PassageKind.TABLE_ROW, PassageKind.LIST_ITEM):
        return True
    if ":" in matter.words.tokens[: hit.span[0]]:
        return True
    return any(
        same_clause(matter.place.clauses, hit.span, act)
        for name in matter.pack.acts
        for act in matter.words.concept(name)
    )
