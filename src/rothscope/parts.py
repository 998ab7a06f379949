"""Clauses -> the plans of a booklet: which plan each clause belongs to, where one file describes several.

Comes in: the clauses of all files and the part headings of the packs. Goes out: nothing where there is one plan, else
the clauses of each plan by its type; clauses outside every part belong to all of them.
"""

from collections.abc import Callable, Sequence
from functools import cache

from rothscope.model.clause import Clause
from rothscope.model.finding import MONEY
from rothscope.packs.parts import PlanParts

COLUMN_WORDS = 16
"""Words of a column's title and a row's label, beyond which words that lead in are a sentence."""


def split_by_plan(clauses: Sequence[Clause], parts: PlanParts) -> dict[str, list[Clause]]:
    """Return the clauses of each plan by type in order of first mention; empty where fewer than two plans stand out."""
    owners = _owners(clauses, parts)
    votes: dict[str, int] = {}
    for clause, owner in zip(clauses, owners, strict=True):
        if owner and clause.votes and clause.feature not in MONEY:
            votes[owner] = votes.get(owner, 0) + 1
    plans = [
        owner for owner, count in votes.items() if count >= parts.least_votes and owner not in parts.others
    ]
    if len(plans) < 2:
        return {}
    return {
        plan: [clause for clause, owner in zip(clauses, owners, strict=True) if owner in (plan, None)]
        for plan in plans
    }


def without_others(clauses: Sequence[Clause], parts: PlanParts) -> list[Clause]:
    """Return the clauses that are not said of a plan of another sort (a pension beside the savings plan).

    Where nothing else decides anything, the other plan's name is this plan's own ("Pension Plan" for a savings plan).
    """
    owned = zip(clauses, _owners(clauses, parts), strict=True)
    kept = [clause for clause, owner in owned if owner not in parts.others]
    return kept if any(clause.votes for clause in kept) else list(clauses)


def _owners(clauses: Sequence[Clause], parts: PlanParts) -> list[str | None]:
    """Return the plan of each clause; a heading that comes again is looked at once."""
    type_of = cache(parts.type_of)
    return [_owner(clause, type_of) for clause in clauses]


def _owner(clause: Clause, type_of: Callable[[str], str | None]) -> str | None:
    """Return the plan of the outermost heading that names one, or of the table column the words stand in."""
    column = clause.lead_in if len(clause.lead_in.split()) <= COLUMN_WORDS else ""
    for heading in (*clause.section.split(" › "), column):
        owner = type_of(heading)
        if owner:
            return owner
    return None
