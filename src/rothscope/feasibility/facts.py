"""Facts the findings carry, looked up by name; where two disagree the less favourable one counts.

Only findings that decided something are asked: a number in a passing mention is no rule of this plan.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from rothscope.model.clause import Fact
from rothscope.model.finding import Finding, Status
from rothscope.packs.tags import Frequency

DECIDED = frozenset({Status.ALLOWED, Status.CONDITIONAL, Status.NOT_ALLOWED})
CAPPED = ("after_tax_contributions", "after_tax_cap", "hce_limit")
"""The features beside which a percentage caps what goes in."""
Findings = Mapping[str, Finding]


def facts_of(finding: Finding | None) -> tuple[Fact, ...]:
    """Return the facts of one decided finding, or where it bears none those of the clauses that decided it."""
    if finding is None or finding.status not in DECIDED:
        return ()
    return finding.facts or tuple(fact for clause in finding.decided_by for fact in clause.facts)


def facts_named(findings: Findings, name: str) -> tuple[Fact, ...]:
    """Return every fact of that name, feature by feature."""
    return tuple(fact for finding in findings.values() for fact in facts_of(finding) if fact.name == name)


def caps_named(findings: Findings, name: str) -> tuple[Fact, ...]:
    """Return the caps of that name which stand with the features they can cap."""
    return facts_named({feature: findings[feature] for feature in CAPPED if feature in findings}, name)


def smallest(facts: Iterable[Fact]) -> Decimal | None:
    """Return the smallest number among the facts, or null where none is one."""
    return min(_numbers(facts), default=None)


def largest(facts: Iterable[Fact]) -> Decimal | None:
    """Return the largest number among the facts, or null where none is one."""
    return max(_numbers(facts), default=None)


def rarest(facts: Iterable[Fact]) -> Frequency:
    """Return the rarest frequency stated, or unknown."""
    order = list(Frequency)
    stated = [Frequency(fact.value) for fact in facts if fact.value in order and fact.value != "unknown"]
    return max(stated, key=order.index, default=Frequency.UNKNOWN)


def _numbers(facts: Iterable[Fact]) -> list[Decimal]:
    numbers = []
    for fact in facts:
        try:
            number = Decimal(fact.value)
        except InvalidOperation:
            continue
        if number.is_finite():
            numbers.append(number)
    return numbers
