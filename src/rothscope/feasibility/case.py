"""What is judged and the shape of an answer: the case, its four questions, and small readings of a finding."""

from collections.abc import Sequence
from decimal import Decimal

from rothscope.model.analysis import Plan
from rothscope.model.clause import Clause
from rothscope.model.finding import Finding
from rothscope.model.frozen import Frozen
from rothscope.model.profile import Profile
from rothscope.packs.judgement import Verdicts
from rothscope.packs.tags import Answer, Reason, Subject

FEATURE = {
    Subject.AFTER_TAX: "after_tax_contributions",
    Subject.CONVERT: "in_plan_roth_conversion",
    Subject.WITHDRAW: "in_service_after_tax",
    Subject.ROTH: "roth_deferrals",
}
"""The feature that answers each question."""

LIMIT = "limits: "
"""How a clause's cues begin that limit it; the name of a concept follows."""


class Case(Frozen):
    """What the answers are read from."""

    findings: dict[str, Finding]
    plan: Plan
    profile: Profile
    verdicts: Verdicts
    plan_year: int

    def finding(self, subject: Subject) -> Finding | None:
        """Return the finding that answers a question."""
        return self.findings.get(FEATURE[subject])


class Point(Frozen):
    """One answer, why, and on which clause it rests. `age` is the age a closed door opens at."""

    subject: Subject
    answer: Answer
    reason: Reason
    clause: Clause | None = None
    age: Decimal | None = None
    conflict: bool = False


class Answers(Frozen):
    """The four answers for one person under one plan."""

    after_tax: Point
    convert: Point
    withdraw: Point
    roth: Point

    @property
    def conflict(self) -> bool:
        """Tell whether the document, or document and law, contradict each other on any of the four."""
        return any(p.conflict for p in (self.after_tax, self.convert, self.withdraw, self.roth))


def deciding_clause(finding: Finding) -> Clause | None:
    """Return the clause a finding rests on, or where none voted the first that speaks of it."""
    return next(iter(finding.decided_by + finding.against + finding.mentions), None)


def limits_of(clause: Clause) -> frozenset[str]:
    """Return what limits a clause, by the names of the concepts that do."""
    return frozenset(
        cue.category.removeprefix(LIMIT) for cue in clause.cues if cue.category.startswith(LIMIT)
    )


def is_implied(finding: Finding, cues: Sequence[str]) -> bool:
    """Tell whether every deciding clause only implies the answer."""
    return bool(finding.decided_by) and all(
        any(cue.category in cues for cue in clause.cues) for clause in finding.decided_by
    )


def reached(profile: Profile, age: Decimal) -> bool:
    """Tell whether the person has reached an age, surely so for half years; an unknown age has not."""
    return profile.age is not None and profile.age >= age
