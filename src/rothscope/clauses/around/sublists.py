"""What hangs below a ticked option limits it: the accounts ticked in its list, the condition that ends its sentence.

    [X] at age 59½, out of the following accounts:      [X] Permitted, for amounts
        [X] Deferrals  [ ] Match                            [X] that could be paid out  [ ] of any kind

Comes in: judged clauses, and the passages with their words. Goes out: the clauses. A grant without a limit is limited where
all that is ticked below it is, or where of the kinds of money listed below it some are left empty.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, takewhile
from operator import itemgetter

from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Condition, ConditionKind, Cue, Polarity
from rothscope.model.document import Passage, PassageKind

SOURCES = frozenset({"source_limited", "only_after_tax_source"})
"""The limits of features that may hold for some kinds of money only."""

LAST = 2
"""Words from its end on within which an option that ends with its "only" may hold it ("… only in the case of")."""

_FROM = re.compile(r" from(?: (?:any of )?the following(?: [A-Za-z]+){1,3})?[:\s-]*$")

_ACCOUNT = re.compile(r"\b(?:account|contribution|deferral|balance)s?\b", re.IGNORECASE)

ALL = "whole_account"
"""The concept of all the money, which is no kind of its own."""


def read_sublists(clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
    """Return the clauses, those limited that a ticked list below them narrows."""
    below = _below(whole.passages)
    elsewhere = list(_of_sections(whole.passages))
    by_passage: dict[tuple[int, str], list[Clause]] = {}
    for clause in clauses:
        by_passage.setdefault((clause.passage, clause.feature), []).append(clause)
    found = []
    for clause in clauses:
        options = below.get(clause.passage, ())
        pack = whole.packs.get(clause.feature)
        if options and pack and clause.gives and not clause.limited:
            some = [o for o in options if o.ticked and by_passage.get((o.number, clause.feature))]
            told = [c for option in some for c in by_passage[option.number, clause.feature]]
            if told and all(c.limited and c.polarity is not Polarity.DENIES for c in told):
                clause = _limited(clause, some)
            elif _ends_with_only(whole.words[clause.passage]) and (chosen := _chosen(options)):
                clause = _limited(clause, chosen)
            elif not SOURCES.isdisjoint(pack.conditional_with) and (
                only := _chosen_from(options, below, whole)
                if _ends_with_from(clause.quote)
                else _some_money(options, whole)
            ):
                clause = _limited(clause, only)
        if pack and clause.gives and not clause.limited and not SOURCES.isdisjoint(pack.conditional_with):
            clause = _limited_elsewhere(clause, elsewhere, below, whole)
        found.append(clause)
    return found


def _of_sections(passages: Sequence[Passage]) -> Iterator[tuple[Passage, frozenset[int], list[Passage]]]:
    """Yield each sentence that opens a list of boxes for what stands in a section it names ("A withdrawal under Section 6.2
    may be taken from the Accounts selected below:"), the passages of that section, and the options of the list.
    """
    for opening in passages:
        if opening.refers and opening.ticked is None and opening.text.endswith(":"):
            named = frozenset(chain.from_iterable(chain(*(one.sections for one in opening.refers))))
            behind = (
                (p, p.ticked is not None and p.lead_in == opening.text)
                for p in passages[opening.number + 1 :]
            )
            if options := [passage for passage, _ in takewhile(itemgetter(1), behind)]:
                yield opening, named, options


def _limited_elsewhere(
    clause: Clause,
    elsewhere: Sequence[tuple[Passage, frozenset[int], list[Passage]]],
    below: Mapping[int, Sequence[Passage]],
    whole: Whole,
) -> Clause:
    """Return a clause limited to the money that a list of another section leaves to what it gives."""
    for opening, named, options in elsewhere:
        acts = whole.words[opening.number].concept(*whole.packs[clause.feature].acts)
        if clause.passage in named and acts and (only := _chosen_from(options, below, whole)):
            return _limited(clause, only)
    return clause


def _below(passages: Sequence[Passage]) -> dict[int, list[Passage]]:
    """Return the options that hang right below each ticked option, by its number."""
    found: dict[int, list[Passage]] = {}
    parents: list[Passage] = []
    for passage in passages:
        if passage.kind is not PassageKind.OPTION:
            parents = []
            continue
        under = [p for p in parents if p.ticked and passage.lead_in == f"{p.lead_in} {p.text}".strip()]
        for parent in under[-1:]:
            found.setdefault(parent.number, []).append(passage)
        parents.append(passage)
    return found


def _ends_with_only(words: Words) -> bool:
    """Tell whether an option leaves its own limit to the list below it ("are available, but only for")."""
    return any(end + LAST >= len(words.tokens) for _, end in words.of("cue:only"))


def _ends_with_from(text: str) -> bool:
    """Tell whether an option leaves the money it is about to the list below it ("Age 59½, from the following Accounts:")."""
    return _FROM.search(text) is not None


def _chosen(options: Sequence[Passage]) -> list[Passage]:
    """Return the ticked ones of several options, none where all are ticked."""
    ticked = [option for option in options if option.ticked]
    return ticked if len(ticked) < len(options) else []


def _chosen_from(
    options: Sequence[Passage], below: Mapping[int, Sequence[Passage]], whole: Whole
) -> list[Passage]:
    """Return the ticked ones of the options that name money, if any do, with those below an "only:" among them."""
    listed = [
        under
        for option in options
        for under in (below.get(option.number, [option]) if option.text.endswith("only:") else [option])
    ]
    named = [o for o in listed if _ACCOUNT.search(o.text) or _names(o, whole, (*whole.moneys, ALL))]
    chosen = _chosen(named or listed)
    return [] if any(_names(option, whole, (ALL,)) for option in chosen) else chosen


def _some_money(options: Sequence[Passage], whole: Whole) -> list[Passage]:
    """Return the ticked ones of options that list kinds of money and are not all ticked; none where one is all of it."""
    named = [o for o in options if _names(o, whole, whole.moneys)]
    ticked = _chosen(options) if len(named) == len(options) else []
    return [] if any(_names(option, whole, (ALL,)) for option in ticked) else ticked


def _names(passage: Passage, whole: Whole, concepts: Collection[str]) -> bool:
    words = whole.words[passage.number]
    lead_end = words.token_at(len(passage.lead_in)) if passage.lead_in else 0
    return any(span[0] >= lead_end for span in words.concept(*concepts))


def _limited(clause: Clause, options: Sequence[Passage]) -> Clause:
    told = "; ".join(option.text for option in options)
    condition = Condition(kind=ConditionKind.ONLY, text=told)
    return clause.within([condition], [Cue(category="limits: below", text=told)])
