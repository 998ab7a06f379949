"""Findings as they would be if something else were so: for judging with, never for printing.

A finding and what is supposed of it go in, the supposed finding comes out; what it rests on is the clause given.
"""

from rothscope.model.clause import Clause, Fact
from rothscope.model.finding import Finding, Status

PASSING = ("frozen", "effective_date", "withdrawal_age", "conversion_age", "conversion_scope")
"""Facts of the document that an answer about today replaces; caps and frequencies stay."""


def suppose(finding: Finding, status: Status, clause: Clause, stated: tuple[Fact, ...] = ()) -> Finding:
    """Return the finding settled by a clause that stands in no document, with its facts before those that stay."""
    facts = (*stated, *_kept(finding, stated))
    return Finding(
        feature=finding.feature,
        title=finding.title,
        status=status,
        reason=clause.why,
        facts=facts,
        decided_by=(clause.model_copy(update={"facts": facts}),),
    )


def _kept(finding: Finding, stated: tuple[Fact, ...]) -> tuple[Fact, ...]:
    names = {*PASSING, *(fact.name for fact in stated)}
    return tuple(fact for fact in finding.facts if fact.name not in names)
