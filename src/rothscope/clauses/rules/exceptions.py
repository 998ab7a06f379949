"""What takes words back: "except", "until", "unless", and refusals of only some of the money.

Comes in: a matter, or a refusal in its place. Goes out: the cue of an exception or lifting, what it makes of the words
before it, and whether a refusal or label leaves the mention alone.
"""

from collections.abc import Sequence

from rothscope.clauses.rules.cues import NEITHER, Hit, Matter, Side, cue_of
from rothscope.clauses.rules.mentions import Mention, Place, listed_beside
from rothscope.clauses.rules.reach import own_verb
from rothscope.clauses.rules.scope import MAIN_VERBS, PHRASE_LENGTH, inside, same_clause, same_statement
from rothscope.clauses.tokens.words import Span
from rothscope.model.clause import Polarity
from rothscope.packs.reading import Does, Reach

OPENING = 4  # words from the start within which an exception opens its sentence
NO_WORDS = frozenset({"no", "not", "never", "nothing", "none"})
TURNS = frozenset({"but", "although", "though", "whereas", ";"})
_OPENING_MARKS = frozenset(",;:(")
_LONGEST_NAME = 14  # words behind which "… are excepted" no longer looks for where its names begin
ONLY = frozenset({"only", "solely"})
LISTERS = frozenset({"or", "nor", "and", "\u00a6"})
LISTED = LISTERS | {","}
LIST_STEP = 12  # words from the "or" of a list to the money it names
_RUNS_ON = frozenset({"to", "into", "in", "within", "may", "can", "shall", "will", "is", "are", "be"})
_LEADS_ON = frozenset({"over", "to", "into", "in", "within", "out", "as"})
_LIFTS = 14  # words behind an "until" that may take its lifting back


def exception_of(matter: Matter) -> Hit | None:
    """Return the "except", "other than" … whose exception the mention stands in; one behind it needs words it turns."""
    for hit in _exceptions(matter):
        start, end = _run_of(matter.place, hit)
        if any(start <= part[0] < end for part in matter.mention.parts) and (
            hit.rule.reach is not Reach.BACKWARD or _told_before(matter, hit)
        ):
            return hit
    return None


def turned(matter: Matter, excepted: Hit) -> Side:
    """Return what an exception says: the opposite of the words before it ("no … except", "all … but not").

    One of a part alone refuses nothing ("…, other than what you put into the IRA on a nondeductible basis").
    """
    before = _told_before(matter, excepted)
    if before and _goes_on(matter, excepted):
        before = [
            min(before, key=lambda hit: hit.span)
        ]  # what a list of its own leaves out is not the sentence's word
    denial = next((hit for hit in before if hit.rule.does is Does.DENIES), None)
    told = denial or next(iter(before), None)
    if told is None:
        return NEITHER
    if denial is None and _excepts_part(matter, excepted):
        return NEITHER
    polarity = Polarity.GRANTS if denial else Polarity.DENIES
    return Side(polarity, (cue_of(told, matter.words), cue_of(excepted, matter.words)))


def _excepts_part(matter: Matter, excepted: Hit) -> bool:
    """Tell whether an exception names a part of what the mention names: in its run, and in no list beside it."""
    start, end = _run_of(matter.place, excepted)
    tokens = matter.words.tokens
    return any(
        start <= span[0] < end and LISTED.isdisjoint(tokens[min(span[1], part[1]) : max(span[0], part[0])])
        for name in matter.pack.part_only
        for span in matter.words.concept(name)
        for part in matter.mention.parts
        if start <= part[0] < end and not inside(span, part)
    )


def refused_behind(matter: Matter) -> list[tuple[Hit, Span]]:
    """Return the refusals behind an "except that" which follows the mention, each with what is excepted: they narrow what
    is given before it ("You may convert your account, except that the match may not be converted").
    """
    tokens = matter.words.tokens
    runs = [
        _run_of(matter.place, hit)
        for hit in _exceptions(matter)
        if tokens[hit.span[1] : hit.span[1] + 1] == ("that",) and hit.span[0] >= matter.mention.span[1]
    ]
    denials = [hit for hit in matter.hits if hit.rule.does is Does.DENIES]
    return [(hit, run) for hit in denials for run in runs if inside(hit.span, run)]


def _told_before(matter: Matter, excepted: Hit) -> list[Hit]:
    """Return what gives or refuses before an exception that speaks of it."""
    place = matter.place
    return [
        hit
        for hit in matter.hits
        if hit.rule.does in (Does.GRANTS, Does.DENIES)
        and not hit.rule.weak
        and hit.span[0] < excepted.span[0]
        and _speaks_to(matter, hit.span, excepted)
        and (not hit.rule.verb or own_verb(place, hit, matter.mention, matter.pack))
    ]


def _speaks_to(matter: Matter, told: Span, excepted: Hit) -> bool:
    """Tell whether words speak to an exception: of its clause, or where it fills a bracket, of what stands around it."""
    place = matter.place
    if same_clause(place.clauses, told, excepted.span) or _goes_on(matter, excepted):
        return True
    if excepted.rule.reach is not Reach.BACKWARD:
        return False
    opening = place.clauses.index(place.clauses[excepted.span[0]])
    around = place.clauses[opening - 1] if opening else -1
    governed = any(place.clauses[span[0]] == around for span in place.words.concept(*matter.pack.rivals))
    return place.words.tokens[opening] in ("(", "[") and around == place.clauses[told[0]] and not governed


def _goes_on(matter: Matter, excepted: Hit) -> bool:
    """Tell whether an exception opens behind a semicolon, and so is made from its whole sentence ("…; but not an IRA")."""
    start = excepted.span[0]
    return start > 0 and matter.words.tokens[start - 1] == ";"


def left_out_by_label(matter: Matter) -> bool:
    """Tell whether a label shuts the mention out of what is said under it ("Accounts other than the … Account")."""
    excepted = exception_of(matter)
    return excepted is not None and excepted.span[1] <= matter.place.lead_end < matter.mention.span[1]


def part_only(matter: Matter) -> bool:
    """Tell whether what is refused is only some of the money ("Roth IRAs cannot be rolled in").

    Money that is excepted from the refusal ("no withdrawals other than for hardship") does not narrow it.
    """
    place, parts = matter.place, matter.mention.parts
    excepted = [_run_of(place, hit) for hit in _exceptions(matter)]
    return any(
        ((matter.led_in and _behind_at_once(place, span)) or same_clause(place.clauses, span, part))
        and not any(
            _is_of(matter.mention, span, p) or listed_beside(place.words, span, p, "and") for p in parts
        )
        and not any(start <= span[0] < end for start, end in excepted)
        and not _one_of_several(matter, span)
        and not _let_in(matter, span)
        for name in matter.pack.part_only
        for span in place.words.concept(name)
        for part in parts
    )


def _is_of(mention: Mention, span: Span, part: Span) -> bool:
    """Tell whether money is what the words of a mention name; amid an action it narrows it ("take after-tax money from")."""
    amid = part[0] < span[0] and span[1] < part[1] and mention.does == "names" and len(mention.parts) > 1
    return inside(span, part) and not amid


def _behind_at_once(place: Place, span: Span) -> bool:
    """Tell whether a span stands in the first statement behind the lead-in: "No; hardship only" refuses more than that."""
    return span[0] >= place.lead_end and same_statement(place.words, (place.lead_end, place.lead_end), span)


def _let_in(matter: Matter, span: Span) -> bool:
    """Tell whether money stands behind the "only" of a refusal that names what is given ("paid only if you leave, or for
    hardship"), and so is none that is refused.
    """
    refused = matter.mention.span[0] if matter.mention.does == "denies" else len(matter.words.tokens)
    return not ONLY.isdisjoint(matter.words.tokens[refused : span[0]])


def last_of_list(matter: Matter) -> Span | None:
    """Return the money that ends a list of what is refused, which names kinds of plans and leaves others open."""
    spans = (span for name in matter.pack.part_only for span in matter.words.concept(name))
    return next((span for span in spans if _one_of_several(matter, span)), None)


def _one_of_several(matter: Matter, span: Span) -> bool:
    """Tell whether money is only the last of a list that names the feature's own before it, so that all of it is refused
    ("not from a 401(k), a 403(b) or an IRA").
    """
    tokens, place = matter.words.tokens, matter.place
    own = [s for name in matter.pack.own_words for s in matter.words.concept(name) if s[1] <= span[0]]
    if not own or not same_clause(place.clauses, own[-1], span):
        return False
    others = [s[1] for name in matter.money for s in matter.words.concept(name) if s[1] <= span[0]]
    return not LISTERS.isdisjoint(tokens[max(own[-1][1], span[0] - LIST_STEP, *others) : span[0]])


def lifted(place: Place, denial: Span, hits: tuple[Hit, ...], lasting: tuple[str, ...] = ()) -> Hit | None:
    """Return the "until", "unless" or "before" that turns a denial into a conditioned grant.

    What waits for a `lasting` concept is refused for now, and nothing of it is given.
    """
    for hit in hits:
        if (
            hit.rule.does is not Does.CONDITION
            or hit.rule.kind != "unless"
            or hit.span[0] < denial[0]
            or _turns_between(place, denial, hit.span)
            or inside(hit.span, denial)  # "have to leave before": its own word lifts nothing
        ):
            continue
        excepting = [h.span[0] for h in hits if h.rule.kind == "except" and h.span[0] >= hit.span[1]]
        rest = (hit.span[0], min(hit.span[1] + _LIFTS, len(place.words.tokens), *excepting))
        if not any(rest[0] <= span[0] < rest[1] for span in place.words.concept("no_lift", *lasting)):
            return hit
    return None


def idiom_lifted(matter: Matter, own: Side) -> Side:
    """Return what an idiom refuses: what it refuses with a "no" is given once an "until" ends it, while a closed list
    with an "unless" ("all contributions are pre-tax unless you choose otherwise") shuts nothing out.
    """
    tokens, (start, end) = matter.words.tokens, matter.mention.span
    until = lifted(matter.place, matter.mention.span, matter.hits)
    if until is None:
        return own
    said_no = any(token in NO_WORDS for token in tokens[start:end])
    if said_no and tokens[until.span[0]] == "until":
        return Side(Polarity.GRANTS, (*own.cues, cue_of(until, matter.words)))
    return NEITHER


def _exceptions(matter: Matter) -> list[Hit]:
    return [hit for hit in matter.hits if hit.rule.does is Does.CONDITION and hit.rule.kind == "except"]


def _run_of(place: Place, excepting: Hit) -> Span:
    """Return what is excepted: to the exception's bracket, its clause, a colon, an "if" or the sentence end.

    One that opens the sentence ends at its comma or where the plan's own verb comes ("Except as provided in this
    Section, no …", "Apart from Roth the Plan takes no …"), one between commas where the sentence runs on behind the second
    ("any account, other than the match, converted to Roth").
    """
    if excepting.rule.reach is Reach.BACKWARD:
        return _run_before(place, excepting.span)
    start = excepting.span[1]
    number = place.clauses[start] if start < len(place.clauses) else -1
    opens = start - place.lead_end <= OPENING
    marks = {".", ";", ":", "if", ","} if opens else {".", ";", ":", "if"}
    verbs = {span[0] for key in MAIN_VERBS for span in place.words.of(key)} if opens else set()
    for token in range(start, min(start + PHRASE_LENGTH, len(place.words.tokens))):
        if place.clauses[token] != number or place.words.tokens[token] in marks or token in verbs:
            return start, token
        if _runs_on(place.words.tokens, excepting.span[0], token):
            return start, token
    return start, start + PHRASE_LENGTH


def _runs_on(tokens: Sequence[str], opening: int, at: int) -> bool:
    """Tell whether a comma ends what another comma opened: behind it stands no further item, but a verb or a direction."""
    if tokens[at] != "," or tokens[opening - 1] != ",":
        return False
    first, second = (*tokens[at + 1 : at + 3], "", "")[:2]
    return first in _RUNS_ON or (first.endswith(("ed", "en")) and second in _LEADS_ON)


def _run_before(place: Place, behind: Span) -> Span:
    """Return what words behind it except: "…, the after-tax account excepted", back to the mark that opens it."""
    tokens = place.words.tokens
    first = max(place.lead_end, behind[0] - _LONGEST_NAME)
    start = next((at for at in range(behind[0] - 1, first - 1, -1) if tokens[at] in _OPENING_MARKS), first)
    return start + 1, behind[0]


def _turns_between(place: Place, one: Span, other: Span) -> bool:
    """Tell whether a "but" between two spans begins a thought of its own: "not taken, but you may leave before noon"."""
    tokens = place.words.tokens
    return any(
        tokens[at] in TURNS and tokens[at + 1] != "only"
        for at in range(one[1], min(other[0], len(tokens) - 1))
    )
