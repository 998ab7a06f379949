"""Whether after-tax money can become Roth now: each granting clause read on its own terms, the best one counts.

A plan may open one door to after-tax money at any age and another to all money at 59 1/2; merging the two sentences
would close the first. A grant whose condition nothing explains stays unclear.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal

from rothscope.feasibility.case import LIMIT, Case, Point, limits_of, reached
from rothscope.feasibility.facts import largest
from rothscope.model.clause import Clause, Condition, ConditionKind, Fact, Polarity
from rothscope.model.finding import Finding, Status
from rothscope.model.frozen import Frozen
from rothscope.packs.judgement import PlanTypes, Verdicts
from rothscope.packs.tags import Answer, Reason, Subject

BEST_FIRST = (Answer.YES, Answer.UNCLEAR, Answer.AT_AGE, Answer.NO)
HALF = Decimal("59.5")
UNSTATED = Decimal(999)
"""Stands for an age the facts do not give; nobody reaches it."""
# Facts that explain why a grant is called conditional without closing it to after-tax money.
MECHANICS = frozenset(
    {
        "withdrawal_frequency",
        "conversion_frequency",
        "suspension_months",
        "minimum_dollars",
        "fee_dollars",
        "pro_rata",
    }
)

_REAL = (ConditionKind.IF, ConditionKind.UNLESS)
"""Conditions that a number beside them does not explain, unless it stands in their own words."""


class Terms(Frozen):
    """One granting clause, with its own facts and limits. `free`: nothing but paperwork stands in the way."""

    clause: Clause | None
    facts: tuple[Fact, ...]
    limits: frozenset[str]
    free: bool

    def values(self, name: str) -> set[str]:
        """Return what the clause states under a name."""
        return {fact.value for fact in self.facts if fact.name == name}

    def age(self, name: str, verdicts: Verdicts) -> Decimal | None:
        """Return the age from which the clause grants, the stated one before one its limiting words show.

        Words that name another age than 59 1/2 without a fact give an age nobody is known to have reached.
        """
        stated = largest(fact for fact in self.facts if fact.name == name)
        if stated is not None or self.limits.isdisjoint(verdicts.age_limits):
            return stated
        cues = self.clause.cues if self.clause else ()
        words = [cue.text for cue in cues if cue.category.removeprefix(LIMIT) in verdicts.age_limits]
        half = all(any(spelling in text for spelling in verdicts.half_words) for text in words)
        return HALF if half else UNSTATED


def read_withdrawal(case: Case, finding: Finding) -> Point:
    """Answer whether after-tax money may be paid out now, from a finding that grants."""
    return _best(case, finding, lambda terms: _withdrawal(case, terms))


def read_conversion(case: Case, finding: Finding, withdraw: Answer) -> Point:
    """Answer whether after-tax money may become Roth inside the plan now, from a finding that grants."""
    return _best(case, finding, lambda terms: _conversion(case, terms, withdraw))


def _best(case: Case, finding: Finding, read: Callable[[Terms], Point]) -> Point:
    points = [read(terms) for terms in _terms(case, finding)]
    return min(points, key=lambda point: BEST_FIRST.index(point.answer))


def _terms(case: Case, finding: Finding) -> list[Terms]:
    """Return each grant's terms; one for hardship or leaving only is left out beside any other."""
    grants = [clause for clause in finding.decided_by if clause.polarity is Polarity.GRANTS]
    passing = frozenset(case.verdicts.passing_limits)
    lasting = [c for c in grants if not limits_of(c) or limits_of(c) - passing]
    own_facts = any(clause.facts for clause in grants)
    found = [
        _clause_terms(finding, clause, clause.facts if own_facts else finding.facts, passing)
        for clause in lasting or grants
    ]
    return found or [_clause_terms(finding, None, finding.facts, passing)]


def _clause_terms(
    finding: Finding, clause: Clause | None, facts: tuple[Fact, ...], passing: frozenset[str]
) -> Terms:
    """Return the terms of a grant; how often and how much explains no limit to hardship or leaving.

    What a later sentence tells explains nothing: a pace is no reason to take a condition for paperwork.
    """
    limits = limits_of(clause) if clause else frozenset[str]()
    beside = tuple(fact for fact in facts if clause is None or fact.quote in (None, clause.quote))
    conditions = clause.conditions if clause and clause.conditions else finding.conditions
    return Terms(
        clause=clause,
        facts=facts,
        limits=limits,
        free=finding.status is Status.ALLOWED or (not limits & passing and _paperwork(beside, conditions)),
    )


def _paperwork(facts: tuple[Fact, ...], conditions: tuple[Condition, ...]) -> bool:
    """Tell whether a grant is conditional on nothing but how, and how often."""
    told = [fact for fact in facts if fact.name in MECHANICS]
    if told and all(
        condition.kind not in _REAL or any(fact.text in condition.text for fact in told)
        for condition in conditions
    ):
        return True
    return bool(conditions) and all(condition.kind is ConditionKind.SUBJECT_TO for condition in conditions)


def _withdrawal(case: Case, terms: Terms) -> Point:
    def point(answer: Answer, reason: Reason, conflict: bool = False) -> Point:
        return Point(
            subject=Subject.WITHDRAW,
            answer=answer,
            reason=reason,
            clause=terms.clause,
            age=age,
            conflict=conflict,
        )

    age = terms.age("withdrawal_age", case.verdicts)
    if (later := starts_later(case, terms.facts, terms.limits)) is not None:
        return point(later, Reason.NOT_YET)
    if age is not None and not reached(case.profile, age):
        return point(Answer.AT_AGE, Reason.AGE_NOT_REACHED)
    custodial = PlanTypes.names(case.plan.vehicle, case.verdicts.plan_types.custodial)
    if custodial and not case.profile.past_59_half:
        # 26 CFR 1.403(b)-6(c): closed until 59 1/2, severance, death or disability.
        return point(Answer.UNCLEAR, Reason.CUSTODIAL, conflict=True)
    if age is not None:
        return point(Answer.YES, Reason.AGE_REACHED)
    return point(Answer.YES, Reason.GRANTED) if terms.free else point(Answer.UNCLEAR, Reason.CONDITION)


def _conversion(case: Case, terms: Terms, withdraw: Answer) -> Point:
    def point(answer: Answer, reason: Reason, conflict: bool = False) -> Point:
        return Point(
            subject=Subject.CONVERT,
            answer=answer,
            reason=reason,
            clause=terms.clause,
            age=age,
            conflict=conflict,
        )

    age = terms.age("conversion_age", case.verdicts)
    if PlanTypes.names(case.plan.type, case.verdicts.plan_types.no_roth_account):
        return point(Answer.UNCLEAR, Reason.PLAN_TYPE, conflict=True)
    if (later := starts_later(case, terms.facts, terms.limits)) is not None:
        return point(later, Reason.NOT_YET)
    if age is not None and not reached(case.profile, age):
        return point(Answer.NO, Reason.AGE_NOT_REACHED)
    limits = case.verdicts.scope_limits
    scopes = terms.values("conversion_scope") | {limits[name] for name in terms.limits if name in limits}
    if scopes:
        return point(*_by_scope(scopes, withdraw))
    if age is not None:
        return point(Answer.YES, Reason.AGE_REACHED)
    return point(Answer.YES, Reason.GRANTED) if terms.free else point(Answer.UNCLEAR, Reason.CONDITION)


def _by_scope(scopes: set[str], withdraw: Answer) -> tuple[Answer, Reason]:
    """Answer by which money the sentence lets convert; "only what may be paid out" narrows even "any amount"."""
    if "distributable" in scopes:
        if withdraw is Answer.YES:
            return Answer.YES, Reason.DISTRIBUTABLE_OPEN
        if withdraw is Answer.UNCLEAR:
            return Answer.UNCLEAR, Reason.DISTRIBUTABLE_UNCLEAR
        return Answer.NO, Reason.DISTRIBUTABLE_CLOSED
    if scopes & {"any", "after_tax"}:
        return Answer.YES, Reason.GRANTED
    return Answer.UNCLEAR, Reason.OTHER_MONEY


def starts_later(case: Case, facts: Iterable[Fact], limits: frozenset[str]) -> Answer | None:
    """Return "no" for a grant that starts after the plan year, "unclear" for one announced without a date.

    ISO dates compare as text.
    """
    starts = [fact.value for fact in facts if fact.name == "effective_date"]
    if starts:
        return Answer.NO if min(starts) > f"{case.plan_year}-12-31" else None
    return Answer.UNCLEAR if not limits.isdisjoint(case.verdicts.later_limits) else None
