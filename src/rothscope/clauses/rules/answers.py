"""Bare answers: a yes or no that stands for itself, behind a question, beside a label or in a cell.

Comes in: a matter whose feature a question, a label or a title may name. Goes out: the words that answer it, if any do,
and whether an answer or a cell speaks of something else.
"""

from itertools import pairwise

from rothscope.clauses.rules.cues import Hit, Matter
from rothscope.clauses.rules.mentions import asks_about
from rothscope.clauses.rules.scope import gap, inside, same_clause, status_ends
from rothscope.clauses.tokens.words import Span
from rothscope.model.clause import Clause, Polarity
from rothscope.model.document import CELL_BAR, Passage, PassageKind
from rothscope.packs.reading import Does

CELL_BY_CELL = "its cells are read one by one"
"""Why a row has no vote that `read_by_cells`."""

BARE_ENDS = frozenset(".,;()¦")  # what may follow a bare "yes" or "not permitted"
DASHES = frozenset("-\u2013\u2014")
DASH = ","  # what a dash is among the words
SAYS_HOW = "cell_how"
"""The cue of a cell that says how much, how often or at what age."""

CELL_REACH = 12  # words a cell's answer may stand from its label
_BAR = "¦"  # what the bar between two cells is among the words
_LABEL_ENDS = frozenset(":?")


def bare_answer(matter: Matter) -> Hit | None:
    """Return the first bare yes or no that speaks of the mention."""
    return next((h for h in matter.hits if h.rule.does in (Does.YES, Does.NO) and _answers(matter, h)), None)


def _answers(matter: Matter, hit: Hit) -> bool:
    """Tell whether a bare yes or no speaks of the mention: the first word of an answer or option, or a cell."""
    passage, place, mention = matter.passage, matter.place, matter.mention
    if passage.kind is PassageKind.TABLE_ROW and not _cell_fits(matter, hit):
        return False
    if hit.rule.verb:
        return _cell_answers(matter, hit)
    in_lead = any(part[1] <= place.lead_end for part in mention.parts)
    if passage.kind is PassageKind.ANSWER and in_lead and not _first_topic(matter):
        return False
    boxed = passage.kind is PassageKind.OPTION and passage.lead_in.endswith("?")
    if boxed and (_asks_outcome(matter) or (in_lead and not asks_about(place, matter.pack))):
        return False  # "Must one be at work to receive the match? [X] No", "May after-tax money be withdrawn? [X] Yes"
    tokens = place.words.tokens
    if hit.span[0] and tokens[hit.span[0] - 1] in ("not", "no", "never"):
        return False
    if hit.span[1] in status_ends(place.words):
        return any(same_clause(place.clauses, hit.span, part) for part in mention.parts)
    if hit.span[0] != place.lead_end or not (in_lead or mention.lent):
        return False
    following = tokens[hit.span[1] : hit.span[1] + 1]
    if (
        passage.kind is PassageKind.OPTION and tokens[hit.span[1] - 1] != "no"
    ):  # "No separate limit" is no bare no
        return True
    return hit.rule.stands == "first" or not following or following[0] in BARE_ENDS


def _cell_answers(matter: Matter, hit: Hit) -> bool:
    """Tell whether a cell's yes or no, written with the cell's bar or the label's colon, speaks of the mention."""
    place, mention = matter.place, matter.mention
    tokens = place.words.tokens
    following = tokens[hit.span[1] : hit.span[1] + 1]
    if tokens[hit.span[1] - 1] == "no" and following and following[0] not in BARE_ENDS:
        return False  # "No specific reason needed" refuses nothing
    if hit.span[1] <= place.lead_end and not matter.passage.cell:
        return False  # "Available?" over a column answers nothing
    if matter.passage.cell and hit.span[0] + 1 == place.lead_end:
        return matter.led_in or (hit.rule.does is Does.YES and _act_led_in(matter))
    if tokens[hit.span[1] - 1] == DASH:
        return False
    labels = [part for part in mention.parts if part[1] <= hit.span[0] + 1]
    asks = place.words.concept("asks_elsewhere")
    elsewhere = any(
        not any(inside(span, part) for part in labels) for span in asks
    )  # no "tax" of "after-tax"
    if len(labels) < len(mention.parts) and (elsewhere or hit.rule.does is Does.NO):
        return False
    row = matter.passage.kind is PassageKind.TABLE_ROW and _BAR not in tokens[place.lead_end : hit.span[0]]
    beside = row and tokens[hit.span[0]] == _BAR  # the cell beside the label, however long that is
    within = CELL_REACH if beside or hit.rule.within is None else hit.rule.within
    return any(gap(part, hit.span) <= within for part in labels)


def _act_led_in(matter: Matter) -> bool:
    """Tell whether the lead-in names the feature's act, of which the rest says more ("Withdrawals: From age 59½")."""
    end = matter.place.lead_end
    in_lead = any(part[1] <= end for part in matter.mention.parts)
    return in_lead and any(s[1] <= end for name in matter.pack.acts for s in matter.words.concept(name))


def is_bare_no(clause: Clause) -> bool:
    """Tell whether a clause says no more than "No", "None" or "Not permitted"."""
    return clause.polarity is Polarity.DENIES and any(
        cue.category.startswith(f"{Does.NO}:") for cue in clause.cues
    )


# -- questions ---------------------------------------------------------------------------------------------------


def is_left_unanswered(matter: Matter) -> bool:
    """Tell whether a question names the mention, but its answer speaks of something else."""
    if not matter.asked:
        return False
    return _tells_of_other_money(matter) or not (_names_nothing(matter) and _first_topic(matter))


def opening_yes(matter: Matter) -> Hit | None:
    """Return the "Yes" or "Available" an answer opens with, where the question or label asks for the feature's act and
    the answer names the money ("Can I roll money in? Yes, from an IRA").
    """
    place = matter.place
    if not place.lead_end or matter.mention.span[0] < place.lead_end:
        return None
    if not any(s[1] <= place.lead_end for name in matter.pack.acts for s in place.words.concept(name)):
        return None
    return next((h for h in matter.hits if h.rule.does is Does.YES and h.span[0] == place.lead_end), None)


def asked_which(matter: Matter) -> Span | None:
    """Return the words that ask which kinds there are, where the answer lists the mention and no more
    ("What contributions can I make? Pre-tax and after-tax contributions").
    """
    lead_end, words = matter.place.lead_end, matter.words
    if matter.passage.kind is not PassageKind.ANSWER or matter.mention.span[0] < lead_end:
        return None
    if not _first_topic(matter) or any(span[0] >= lead_end for span in words.concept("verb_any")):
        return None
    return next((span for span in words.concept("asks_which") if span[1] <= lead_end), None)


def _first_topic(matter: Matter) -> bool:
    """Tell whether a question is about the mention: it asks for it and not for what becomes of it, nothing bars it, and
    no rival is asked for first.
    """
    place, pack = matter.place, matter.pack
    asks = [
        s for n in ("asks_whether", *pack.verbs) for s in place.words.concept(n) if s[1] <= place.lead_end
    ]
    return bool(asks) and not _asks_outcome(matter) and not matter.mention.barred and asks_about(place, pack)


def _asks_outcome(matter: Matter) -> bool:
    """Tell whether the question is what becomes of something, what must be done to have it, or how much is too much."""
    asks = ("asks_outcome",) if matter.pack.denial_states else ("asks_outcome", "asks_limit")
    return any(s[1] <= matter.place.lead_end for s in matter.words.concept(*asks))


def _names_nothing(matter: Matter) -> bool:
    """Tell whether the answer itself never names what the question asked, so that its words speak of the question."""
    return not any(span[0] >= matter.place.lead_end for span in matter.words.of(f"name:{matter.pack.id}"))


def _tells_of_other_money(matter: Matter) -> bool:
    """Tell whether the answer names only money the question did not ask for ("… after-tax? You may save Roth.")."""
    asked: set[str] = set()
    told: set[str] = set()
    for name in matter.money:
        for span in matter.words.concept(name):
            (asked if span[0] < matter.place.lead_end else told).add(name)
    return bool(told) and bool(asked) and told.isdisjoint(asked)


# -- cells -------------------------------------------------------------------------------------------------------


def titles_columns(passage: Passage) -> bool:
    """Tell whether a passage is the row of titles of a table's columns."""
    return passage.kind is PassageKind.HEADING and CELL_BAR in passage.text


def is_dashed(passage: Passage) -> bool:
    """Tell whether the last cell of a row holds a dash and no more: it says nothing of what its label names."""
    label, _, last = passage.text.rpartition(CELL_BAR)
    return bool(label) and passage.kind is PassageKind.TABLE_ROW and last.strip() in DASHES


def read_by_cells(passage: Passage) -> bool:
    """Tell whether a table row stands under column titles, so that each of its cells is a passage of its own."""
    columns = max(passage.text.count(CELL_BAR), passage.lead_in.count(CELL_BAR))
    return passage.kind is PassageKind.TABLE_ROW and columns > 1 and CELL_BAR in passage.lead_in


def tells_of_the_past(matter: Matter) -> bool:
    """Tell whether a cell stands in a column of what was so before ("Until 2015 | Now")."""
    labels = _labels(matter) if matter.passage.cell else []
    if len(labels) < 2:
        return False
    start, end = labels[0]
    return any(start <= span[0] < end for span in matter.words.concept("past_column"))


def _labels(matter: Matter) -> list[Span]:
    """Return the title and the label a cell's lead-in ends with; a cell over all columns has a label alone."""
    tokens = matter.words.tokens
    marks = [-1, *(at for at in range(matter.place.lead_end) if tokens[at] in _LABEL_ENDS)]
    labels = [(start + 1, end) for start, end in pairwise(marks) if end > start + 1]
    alone = matter.passage.cell and not matter.passage.cell[1]
    return labels[-1:] if alone else labels[-2:]


def _event(matter: Matter) -> Span:
    """Return what a matrix' cell is read after, but for the kind of money it ends with ("Withdrawals, At 59½, Match:")."""
    tokens = matter.words.tokens
    return 0, max(
        (at for at in range(matter.place.lead_end) if tokens[at] == ","), default=matter.place.lead_end
    )


def answers_another_title(matter: Matter, hit: Hit) -> bool:
    """Tell whether a cue is all a cell says, and neither its title nor its row asks for the feature.

    "Not accepted" by itself answers what its title and row ask, as "No" does.
    """
    return bool(matter.passage.cell) and _is_whole_cell(matter, hit) and not _cell_fits(matter, hit)


def _is_whole_cell(matter: Matter, hit: Hit) -> bool:
    """Tell whether a cue is all that stands in a cell behind its title and label."""
    rest = matter.words.tokens[hit.span[1] :]
    return hit.span[0] == matter.place.lead_end and all(token in BARE_ENDS for token in rest)


def _cell_fits(matter: Matter, hit: Hit) -> bool:
    """Tell whether a cell under a column title ("After-tax: Matched?") answers for the mention.

    Of the title and the row's label, the one that does not name the mention has to ask for the feature's own action
    or to stand for a whole plan; one that says how much or how often ("Twice a year") answers a title such as "Rules", too.
    """
    words, pack = matter.words, matter.pack
    labels = _labels(matter)
    whole: tuple[str, ...] = ("column_of_plan", "column_of_answers")
    if hit.name == SAYS_HOW:
        whole = (*whole, "asks_what")
    if len(labels) < 2:
        if not matter.passage.cell:
            return True
        labels, whole = labels if not matter.passage.cell[1] else [_event(matter)], ()
    asking = words.concept(*pack.acts, *pack.verbs, *whole)
    elsewhere = words.concept("asks_elsewhere")
    return all(
        any(start <= span[0] < end for span in matter.mention.parts)
        or (
            any(start <= span[0] < end for span in asking)
            and not any(start <= span[0] < end for span in elsewhere)
        )
        for start, end in labels
    )
