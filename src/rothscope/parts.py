"""Clauses -> the plans of a booklet: which plan each clause belongs to, where one file describes several.

Comes in: the clauses of all files and the part headings of the packs. Goes out: nothing where there is one plan, else
the clauses of each plan by its type; clauses outside every part belong to all of them.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from rothscope.model.clause import Clause, Condition, ConditionKind
from rothscope.model.finding import MONEY
from rothscope.packs.parts import PlanParts

COLUMN_WORDS = 16
"""Words of a column's title and a row's label, beyond which words that lead in are a sentence."""

Chapter = tuple[str, ...]
"""A heading with those above it, the outermost first."""


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


def said_to_groups(
    clauses: Sequence[Clause], parts: PlanParts, numbers: frozenset[str] = frozenset()
) -> list[Clause]:
    """Return the clauses, those limited to their group that only the chapters of some classes of employees give.

    Chapters for classes of employees are two or more headings of one rank that name such classes, each with enough said
    under it. What some of them give and others refuse or leave out, and nothing outside gives, is said to its own group.
    """
    group_of = cache(parts.names_group)
    chapters = [_chapter(clause, group_of) for clause in clauses]
    pairs = list(zip(clauses, chapters, strict=True))
    votes = Counter(at for clause, at in pairs if at and clause.votes and clause.feature not in MONEY)
    groups = _side_by_side([at for at, count in votes.items() if count >= parts.least_votes])
    giving: dict[str, set[Chapter | None]] = {}
    for clause, at in pairs:
        if clause.gives and clause.feature not in numbers:
            giving.setdefault(clause.feature, set()).add(at if at in groups else None)
    some = {feature for feature, given in giving.items() if None not in given and len(given) < len(groups)}
    return [
        _said_to(clause, at[-1]) if at in groups and clause.feature in some else clause
        for clause, at in pairs
    ]


def _chapter(clause: Clause, names_group: Callable[[str], bool]) -> Chapter | None:
    """Return the outermost heading over a clause that names a class of employees, with those above it."""
    path = tuple(clause.section.split(" › "))
    return next((path[: at + 1] for at, heading in enumerate(path) if names_group(heading)), None)


def _side_by_side(chapters: Sequence[Chapter]) -> frozenset[Chapter]:
    """Return the chapters beside which another stands under the same headings."""
    above = Counter(chapter[:-1] for chapter in chapters)
    return frozenset(chapter for chapter in chapters if above[chapter[:-1]] > 1)


def _said_to(clause: Clause, group: str) -> Clause:
    """Return a clause limited to the class of employees whose chapter it stands in."""
    limit = Condition(kind=ConditionKind.ONLY, text=group)
    return clause.within([limit], groups=[group]) if clause.votes else clause


def _owners(clauses: Sequence[Clause], parts: PlanParts) -> list[str | None]:
    """Return the plan of each clause; a heading that comes again is looked at once."""
    type_of = cache(parts.type_of)
    return [_owner(clause, type_of) for clause in clauses]


def heads_over(clause: Clause) -> tuple[str, ...]:
    """Return what a clause stands under, the outermost heading first, and last the table column it stands in."""
    column = clause.lead_in if len(clause.lead_in.split()) <= COLUMN_WORDS else ""
    return (*clause.section.split(" › "), column)


def _owner(clause: Clause, type_of: Callable[[str], str | None]) -> str | None:
    """Return the plan of the outermost heading that names one, or of the table column the words stand in."""
    return next(filter(None, map(type_of, heads_over(clause))), None)
