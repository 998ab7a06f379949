"""The money a clause speaks of by the number of a section: "the subaccount described in Section 2.1(d)".

    (d) the subaccount credited with After-Tax Contributions;
    8.3 You may withdraw the subaccount described in Section 2.1(d).      -> after-tax money may be withdrawn

Where a clause names no money itself, a section that is about one kind is heard as that money, where it is named as such
("made under", "described in": concept `named_in`). A reference gives nothing by itself: the clause still needs words that
do.

Comes in: passages with what they refer to, and their words. Goes out: the words, with the money of each section as a concept
that stands at its number.
"""

from collections.abc import Sequence
from dataclasses import replace

from rothscope.clauses.rules.mentions import SECTION
from rothscope.clauses.rules.scope import clause_numbers
from rothscope.clauses.rules.terms import HOUSE
from rothscope.clauses.tokens.words import Finder, Span, Words
from rothscope.model.document import Passage, PassageKind, Reference

NEAR = 4
"""Words between "described in" and the section it names ("described in the section titled ...")."""

CHAIN = 3
"""How many sections one after the other are asked for the money that the one before it leaves to them."""

AFTER_TAX, BESIDE = "after_tax", "pretax"
"""Concepts of the money whose section may name it in its text alone, and of what may be named beside it."""

OPENING = 2
"""Passages of a section in which its text tells what it is about: its title and the sentence behind it."""


def with_named_money(
    passages: Sequence[Passage], read: Sequence[Words], finder: Finder, moneys: Sequence[str]
) -> list[Words]:
    """Return the words of the passages, with the money of each section that stands for it where it is named."""
    heard = list(read)
    referring = [(at, passage) for at, passage in enumerate(passages) if passage.refers]
    for _ in range(CHAIN):
        known = list(heard)
        for at, passage in referring:
            places = _places(passage, read[at], known, passages, moneys)
            heard[at] = _with_places(read[at], places, finder)
    return heard


def place_of(passage: Passage, words: Words, reference: Reference) -> Span:
    """Return the tokens of a reference among the words of its passage."""
    lead = len(passage.lead_in) + 1 if passage.lead_in else 0
    return words.token_at(lead + reference.start), words.token_at(lead + reference.end - 1) + 1


def follows(words: Words, span: Span, concept: str, within: int) -> bool:
    """Tell whether one of a concept's wordings stands a few words before a section's number, or reaches into it."""
    told = words.concept(concept)
    return any(0 <= span[0] - end <= within or start <= span[0] < end for start, end in told)


def _places(
    passage: Passage, words: Words, read: Sequence[Words], passages: Sequence[Passage], moneys: Sequence[str]
) -> dict[str, list[Span]]:
    """Return for each kind of money where a passage names sections that are about it."""
    clauses = clause_numbers(words, 0, passage.kind is PassageKind.ANSWER)
    own = {clauses[span[0]] for span in words.concept(*moneys)}
    places: dict[str, list[Span]] = {}
    for reference in passage.refers:
        span = place_of(passage, words, reference)
        if clauses[span[0]] not in own and follows(words, span, "named_in", NEAR):
            for section in reference.sections:
                for money in _about([passages[number] for number in section], read, moneys):
                    places.setdefault(HOUSE.get(money, money), []).append(span)
    return places


def _about(section: Sequence[Passage], read: Sequence[Words], moneys: Sequence[str]) -> tuple[str, ...]:
    """Return the money a section is about: what its title or its one item names, or the after-tax money of its opening,
    beside which other money of one's own may stand ("in addition to deferrals").
    """
    first = section[0]
    named = tuple(name for name in moneys if read[first.number].concept(name))
    if first.kind is PassageKind.HEADING and named:
        return named
    if len(section) == 1 and first.kind is PassageKind.LIST_ITEM:
        return named if len(named) == 1 else ()
    told = {name for passage in section[:OPENING] for name in moneys if read[passage.number].concept(name)}
    return (AFTER_TAX,) if AFTER_TAX in told <= {AFTER_TAX, BESIDE} else ()


def _with_places(words: Words, places: dict[str, list[Span]], finder: Finder) -> Words:
    if not places:
        return words
    told = finder.with_places(words, places)
    named = tuple(sorted({span for spans in places.values() for span in spans}))
    return replace(told, hits={**told.hits, SECTION: named})
