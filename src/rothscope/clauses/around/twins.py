"""One name for two moneys: where a document calls its Roth money "after-tax" and speaks of no other, after-tax is Roth.

Comes in: clauses with their passages' words, as both readings hear them. Goes out: the same clauses; a grant of after-tax
money loses its vote where "Roth after-tax", "post-tax saving is called Roth" or the like stands anywhere in the text, or it
tells of two kinds of savings of which one is Roth, nothing in it tells after-tax money from Roth, and the granting passage
does not name both apart from such words. So does one that explains Roth ("What does Roth mean? You contribute after tax.").
"""

from collections.abc import Sequence

from rothscope.clauses.rules.scope import inside
from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause

AFTER_TAX = ("after_tax_contributions", "after_tax_cap", "in_service_after_tax")
"""The features of after-tax money that is not Roth."""

CALLED, APART = ("roth_called_after_tax", "two_kinds"), ("after_tax_marked", "after_tax_house")


_ASKS, _NUMBERED = frozenset({"what", "how", "why"}), 4
"""What a question that explains opens with, behind a number or letter of its own."""


def without_twins(clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
    """Return the clauses, those that mean Roth money without a vote."""
    name = next((words.cut(span) for words in whole.words for span in words.concept(*CALLED)), None)
    if any(words.concept(*APART) for words in whole.words):
        name = None
    return [_heard(clause, whole.words[clause.passage], name) for clause in clauses]


def _heard(clause: Clause, words: Words, name: str | None) -> Clause:
    if clause.feature not in AFTER_TAX or not clause.gives:
        return clause
    if _explains_roth(words):
        return clause.without_vote("its question asks what Roth is")
    if name is None or _names_both(words):
        return clause
    why = f"the document calls its Roth money \u201c{name}\u201d and names no other after-tax money"
    return clause.without_vote(why)


def _explains_roth(words: Words) -> bool:
    """Tell whether a passage answers what or how Roth is, and tells no other after-tax money from it."""
    asked = max((at for at, token in enumerate(words.tokens) if token == "?"), default=0)
    if _ASKS.isdisjoint(words.tokens[:_NUMBERED]) or words.concept(*APART):
        return False
    roth = [span for span in words.concept("roth") if span[0] < asked]
    return bool(roth) and all(span[0] > asked for span in words.concept("after_tax_plain"))


def _names_both(words: Words) -> bool:
    """Tell whether a passage speaks of Roth, and of after-tax money by other words than those that call Roth so.

    Of an answer that calls Roth so, its question does not count: "After-tax? Yes, we take after-tax Roth money."
    """
    called = words.concept(*CALLED)
    asked = max((at for at, token in enumerate(words.tokens) if token == "?"), default=0)
    start = asked if any(asked < span[0] for span in called) else 0
    plain = [span for span in words.concept("after_tax_plain") if span[0] >= start]
    return any(not any(inside(one, span) for span in called) for one in plain) and bool(words.concept("roth"))
