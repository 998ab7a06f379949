"""What narrows a grant or refusal: whom, which money and which time it is limited to, and under which conditions.

Comes in: a judged matter. Goes out: conditions in the document's own words, and cues that name each limit or the one case
in which a refusal holds.
"""

from rothscope.clauses.rules.cues import Matter, Side, cue_of
from rothscope.clauses.rules.exceptions import refused_behind
from rothscope.clauses.rules.mentions import Mention, Place, end_of_name
from rothscope.clauses.rules.scope import inside, phrase_end, same_clause, same_statement
from rothscope.clauses.tokens.words import Span
from rothscope.model.clause import ALONE, CASE, LEFT_OVER, Condition, ConditionKind, Cue, Polarity
from rothscope.model.document import PassageKind
from rothscope.packs.reading import AloneLimits, Does

LIMITS = "limits: "
"""How the category of a cue begins that names a limit; the concept it is of follows."""

GROUP = "group_"
"""How the ids of concepts begin that name a group of people."""

WAITED_FOR = "spillover"
"""The limit that is one of time alone: what begins behind it never begins before."""

_ONLY = frozenset({"only", "solely"})
_EXCEPTING = frozenset({"but", "other", "except", "excluding", "apart", "aside"})
"""Words an exception in a bracket begins with."""

EXCEPTED = "condition: excepted"
"""The cue that stands behind what it excepts."""

_STOPS = frozenset(".,;:?!")

NO_CASES = frozenset({"even", "as", "only"})
"""Words before an "if" that make it no case in which a refusal holds."""

_COLON = ":"

_JOINING = frozenset({"and", "but", "or"})

_CONCEDING = frozenset({"if", "though", "when", "where"})
"""Words that open, behind an "even", what makes no difference."""


def conditions_of(matter: Matter) -> tuple[Condition, ...]:
    """Return the conditions of a passage, in its own words; those of the lead-in are heard there."""
    found = []
    for hit in matter.hits:
        if hit.rule.does is Does.CONDITION and hit.rule.kind and hit.span[0] >= matter.place.lead_end:
            text = matter.words.cut((hit.span[0], phrase_end(matter.words, hit.span[1])))
            found.append(Condition(kind=ConditionKind(hit.rule.kind), text=text))
    return tuple(dict.fromkeys(found))


def limits_on(matter: Matter, side: Side) -> list[Cue]:
    """Return a cue for each limit that stands to the mention and is not the refusal itself.

    What is excepted from a grant is refused without the grant's limits.
    """
    pack, words = matter.pack, matter.words
    if side.polarity is Polarity.DENIES and any(cue.category == EXCEPTED for cue in side.cues):
        return []
    return [
        Cue(category=f"{LIMITS}{name}", text=words.cut(span))
        for name in pack.conditional_with
        for span in words.concept(name)
        if (_limits(matter.place, matter.mention, span) or name in pack.sentence_conditional_with)
        and not (side.polarity is Polarity.DENIES and _refuses(matter, span, side))
        and not _is_in_ticked_refusal(matter, span)
        and not _is_only_asked(matter, name, span, side)
        and not any(start < span[1] and span[0] < end for start, end in words.concept("waived"))
        and not _is_conceded(matter, span)
        and not (
            words.tokens[span[1] - 1] == _COLON and span[1] <= matter.place.lead_end
        )  # it announces the item
    ] + [*_only_then(matter, side), *_excepted_behind(matter, side)]


def _only_then(matter: Matter, side: Side) -> list[Cue]:
    """Return the words of an answer that give within a limit of their own and no more ("Only once you are 59½")."""
    cues = [cue_of(hit, matter.words) for hit in matter.hits if hit.rule.does is Does.YES and hit.rule.kind]
    return [Cue(category=f"{LIMITS}only", text=cue.text) for cue in cues if cue in side.cues]


def _excepted_behind(matter: Matter, side: Side) -> list[Cue]:
    """Return what an "except that" refuses of what is given, unless it is only what nothing is ever given for."""
    runs = {run for _, run in refused_behind(matter)} if side.polarity is Polarity.GRANTS else set()
    spans = matter.words.concept(*matter.pack.part_only)
    return [
        Cue(category=f"{LIMITS}except", text=matter.words.cut(run))
        for run in sorted(runs)
        if not any(inside(span, run) for span in spans)
    ]


def only_money(matter: Matter) -> list[Cue]:
    """Return the one kind of money a grant names, where naming it alone limits the grant to it."""
    rule = matter.pack.alone_limits
    span = _named_alone(matter, rule)
    if rule is None or span is None:
        return []
    return [Cue(category=ALONE if rule.counts else f"{LIMITS}{rule.money}", text=matter.words.cut(span))]


def only_money_refused(matter: Matter) -> Span | None:
    """Return the one kind of money that a refusal is about ("employer contributions may not be withdrawn")."""
    return _named_alone(matter, matter.pack.refused_alone)


def only_case_given(matter: Matter) -> Span | None:
    """Return the one case a grant is about that gives the feature nothing ("while employed, for hardship")."""
    return _named_alone(matter, matter.pack.granted_alone)


def rest_refused(matter: Matter) -> Span | None:
    """Return the words for what remains that a refusal is about, so that some is given ("the rest may not be moved")."""
    rest = matter.words.concept("the_rest")
    return next((span for span in rest if _is_spoken_of(matter, span)), None)


def case_of(matter: Matter) -> Span | None:
    """Return the "if" under which alone a refusal holds; "even if" is no case."""
    words, place, mention = matter.words, matter.place, matter.mention
    runs = dict(place.supposed)
    for start, end in words.of("cue:supposes"):
        case = (start, runs.get(start) or phrase_end(words, end))
        if (
            start >= place.lead_end
            and words.tokens[start] == "if"
            and words.tokens[max(0, start - 1)] not in NO_CASES
            and same_statement(words, case, mention.span)
            and not any(inside(part, case) for part in mention.parts)
        ):
            return case
    return None


def people_refused(matter: Matter) -> Span | None:
    """Return the people a refusal is about, where its subject tells them apart from others ("Employees of Local 12 may
    not …"); "you", "all employees" and "participants in the Plan" are everybody.
    """
    words, place, mention = matter.words, matter.place, matter.mention
    denials = [
        hit.span[0]
        for hit in matter.hits
        if hit.rule.does is Does.DENIES and same_clause(place.clauses, hit.span, mention.span)
    ]
    end = min([mention.span[0], *denials])
    stops = [token + 1 for token in range(place.lead_end, end) if words.tokens[token] in _STOPS]
    subject = (max([place.lead_end, *stops]), end)
    kinds = words.concept("people_of_a_kind")
    plain = {*words.concept("people_alone", "said_of_all")}.difference(kinds)
    told = [
        token
        for token in range(*subject)
        if words.tokens[token].isalnum() and not any(span[0] <= token < span[1] for span in plain)
    ]
    people = any(inside(span, subject) for span in words.concept("people_alone"))
    return subject if told and people and subject[0] < subject[1] else None


def left_over(matter: Matter) -> list[Cue]:
    """Return the words that make a refusal one of what other passages do not give ("except as this Article provides")."""
    return [
        Cue(category=LEFT_OVER, text=matter.words.cut(span)) for span in matter.words.concept("left_over")
    ]


def case_cue(matter: Matter, case: Span) -> Cue:
    """Return the cue that names the one case in which a refusal holds."""
    return Cue(category=CASE, text=matter.words.cut(case))


def refuses_nobody(matter: Matter, case: Span | None) -> bool:
    """Tell whether a refusal is one of the list that follows ("We will not accept the following:"), or holds only in a
    case where a paper is missing, which refuses nobody who sees to it.
    """
    words = matter.words
    ahead = any(span[0] >= matter.place.lead_end for span in words.concept("list_ahead"))
    formality = case is not None and any(inside(span, case) for span in words.concept("formality"))
    return formality or (ahead and matter.passage.text.endswith(":"))


def _named_alone(matter: Matter, rule: AloneLimits | None) -> Span | None:
    """Return the money of a rule where it stands in the mention's clause, and nothing the rule excepts anywhere."""
    words = matter.words
    if rule is None or any(words.concept(name) for name in rule.unless):
        return None
    return next((span for span in words.concept(rule.money) if _is_spoken_of(matter, span)), None)


def _is_spoken_of(matter: Matter, money: Span) -> bool:
    """Tell whether money stands in the clause of the mention, or in that of a refusal which answers for it."""
    about = [matter.mention.span, *(_refusing(matter) if matter.asked else ())]
    return any(same_clause(matter.place.clauses, money, span) for span in about)


def _refusing(matter: Matter) -> list[Span]:
    """Return the words of an answer that refuse what its question names."""
    return [
        hit.span
        for hit in matter.hits
        if hit.rule.does is Does.DENIES and hit.span[0] >= matter.place.lead_end
    ]


def _is_conceded(matter: Matter, span: Span) -> bool:
    """Tell whether the words of a limit end in what makes no difference ("from no IRA, even if it came from a plan")."""
    tokens, first = matter.words.tokens, matter.place.lead_end
    opens = (at for at in range(first, span[1] - 1) if tokens[at] == "even" and tokens[at + 1] in _CONCEDING)
    return any(span[0] < phrase_end(matter.words, at + 1) for at in opens)


def _refuses(matter: Matter, span: Span, side: Side) -> bool:
    """Tell whether the words of a limit are the refusal itself ("only when you leave", "none until you leave"), or stand
    before its exception ("at 59½ from any source but after-tax").
    """
    tokens = matter.words.tokens
    until = span in matter.words.concept("leaving") and (
        tokens[span[0]] in ("until", "unless") or _is_joined_behind(matter, span)
    )
    own = matter.mention.does == "denies" and inside(span, matter.mention.span)
    excepted = any(cue.category.startswith(Does.CONDITION) for cue in side.cues)
    late = any(inside(s, span) for s in matter.words.concept(*matter.pack.refused_until))
    return own or until or excepted or late or any(matter.words.cut(span) in cue.text for cue in side.cues)


def _is_joined_behind(matter: Matter, span: Span) -> bool:
    """Tell whether a refusal is joined on behind a span ("is paid at retirement, and may not be withdrawn earlier")."""
    denials = (hit.span[0] for hit in matter.hits if hit.rule.does is Does.DENIES)
    return any(span[1] < start and matter.words.tokens[start - 1] in _JOINING for start in denials)


def _is_in_ticked_refusal(matter: Matter, span: Span) -> bool:
    """Tell whether the words of a limit begin within a ticked refusal, which they tell and do not limit."""
    start, end = matter.mention.span
    return matter.mention.does == "denies" and bool(matter.passage.ticked) and start <= span[0] < end


def _is_only_asked(matter: Matter, name: str, span: Span, side: Side) -> bool:
    """Tell whether only the question names a limit, and the answer refuses the feature in words of its own; what is not
    to be had once a limit is met is not to be had at all.
    """
    own = matter.passage.kind is PassageKind.ANSWER and (not matter.led_in or name == WAITED_FOR)
    return own and side.polarity is Polarity.DENIES and span[1] <= matter.place.lead_end


def _limits(place: Place, mention: Mention, span: Span) -> bool:
    """Tell whether a limit stands to the mention, in its clause or in the opening of the answer to its question."""
    if any(inside(span, part) for part in mention.parts):
        return True
    if span[0] < place.lead_end or same_clause(place.clauses, span, mention.span):
        return True
    if mention.span[1] <= place.lead_end and place.clauses[span[0]] == place.clauses[place.lead_end]:
        return True  # "Yes, if you are 65": the answer limits what was asked
    if _in_bracket_behind(place, mention, span) or _excepts_in_bracket(place, mention, span):
        return True
    return (
        _but_only(place, span)
        and mention.span[1] <= span[0]
        and same_statement(place.words, mention.span, span)
    )


def _but_only(place: Place, span: Span) -> bool:
    """Tell whether a limit is joined to what it limits by "but only", which opens no clause of its own."""
    only = next((t for t in (span[0], span[0] - 1) if place.words.tokens[t] in _ONLY), 0)
    return only > 0 and place.words.tokens[only - 1] == "but"


def _excepts_in_bracket(place: Place, mention: Mention, span: Span) -> bool:
    """Tell whether a limit excepts something in a bracket of the mention's clause: "all accounts (but not the match)"."""
    opens = span[0] - 1
    return (
        opens > 0
        and place.words.tokens[opens] == "("
        and place.words.tokens[span[0]] in _EXCEPTING
        and same_clause(place.clauses, (opens - 1, opens), mention.span)
    )


def _in_bracket_behind(place: Place, mention: Mention, span: Span) -> bool:
    """Tell whether a span stands in the bracket right behind a mention: "After-tax (non-union employees only)"."""
    opening = end_of_name(place.words, mention.span)
    return (
        place.words.tokens[opening : opening + 1] == ("(",)
        and opening < span[0]
        and place.clauses[opening] != place.clauses[mention.span[0]]
        and same_clause(place.clauses, (opening, opening + 1), span)
    )
