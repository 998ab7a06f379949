"""Findings and a profile become four answers: after-tax in, conversion, withdrawal, Roth account.

Each answer keeps its reason and the clause it rests on. Silence, a mere mention and a contradiction are
"unclear", never "no"; what is open only to some people is unclear until the profile says who this person is.
"""

from collections.abc import Callable
from decimal import Decimal

from rothscope.feasibility.case import Answers, Case, Point, deciding_clause, limits_of
from rothscope.feasibility.exits import read_conversion, read_withdrawal, starts_later
from rothscope.feasibility.facts import Findings, caps_named, facts_of, smallest
from rothscope.feasibility.people import limited_to_people
from rothscope.model.clause import Fact, FactKind, Force, Polarity
from rothscope.model.finding import Finding, Status
from rothscope.model.profile import Profile
from rothscope.packs.tags import Answer, Reason, Subject

DEFERRED = "hce_deferral_cap_percent"
"""The fact that caps what highly compensated employees defer, and no after-tax money."""
_OPEN = {
    Status.SILENT: Reason.SILENT,
    Status.MENTIONED_ONLY: Reason.MENTIONED,
    Status.CONFLICTING: Reason.CONFLICTING,
}


def read_answers(case: Case) -> Answers:
    """Return the four answers, the later ones read in the light of the earlier."""
    withdraw = _point(case, Subject.WITHDRAW, lambda finding: read_withdrawal(case, finding))
    convert = _point(case, Subject.CONVERT, lambda finding: read_conversion(case, finding, withdraw.answer))
    roth = _roth(case, convert)
    if roth.answer is Answer.NO and convert.reason is not Reason.REFUSED:
        convert = convert.model_copy(
            update={
                "answer": Answer.NO,
                "reason": Reason.NO_ROTH_ACCOUNT,
                "age": None,
                "conflict": convert.answer is Answer.YES or convert.conflict,
            }
        )
    if convert.answer is Answer.YES:
        withdraw = withdraw.model_copy(update={"conflict": False})  # the way out no longer hangs on it
    return Answers(after_tax=_after_tax(case), convert=convert, withdraw=withdraw, roth=roth)


def hce_cap(findings: Findings, profile: Profile) -> Decimal | None:
    """Return the cap on highly compensated employees in percent of pay; the person's own goes first."""
    if profile.hce_cap is not None:
        return profile.hce_cap * 100
    named = caps_named(findings, "hce_cap_percent")
    on_limit = [fact for fact in _percents(findings.get("hce_limit")) if fact.name != DEFERRED]
    return smallest(named or on_limit)


def _percents(limit: Finding | None) -> list[Fact]:
    return [fact for fact in facts_of(limit) if fact.kind is FactKind.PERCENT]


def _point(case: Case, subject: Subject, granted: Callable[[Finding], Point]) -> Point:
    """Answer from status and people where they say enough; ask `granted` where the document grants."""
    finding = case.finding(subject)
    if finding is None:
        return Point(subject=subject, answer=Answer.UNCLEAR, reason=Reason.SILENT)

    def point(answer: Answer, reason: Reason) -> Point:
        conflict = reason is Reason.CONFLICTING
        clause = deciding_clause(finding)
        return Point(subject=subject, answer=answer, reason=reason, clause=clause, conflict=conflict)

    if finding.status in _OPEN:
        return point(Answer.UNCLEAR, _OPEN[finding.status])
    if (limit := limited_to_people(finding, case.profile, case.verdicts.people)) is not None:
        return point(*limit)
    if finding.status is Status.NOT_ALLOWED:
        frozen = subject is Subject.AFTER_TAX and _frozen(case, finding)
        return point(Answer.NO, Reason.FROZEN if frozen else Reason.REFUSED)
    return granted(finding)


def _after_tax(case: Case) -> Point:
    def granted(finding: Finding) -> Point:
        limit = case.findings.get("hce_limit")
        answer, reason = _accepted(case, finding) or _hce_limit(case, limit) or (Answer.YES, Reason.GRANTED)
        about_hce = reason in (Reason.HCE_BARRED, Reason.HCE_UNKNOWN, Reason.HCE_LIMIT_UNCLEAR)
        clause = (deciding_clause(limit) if about_hce and limit else None) or deciding_clause(finding)
        return Point(subject=Subject.AFTER_TAX, answer=answer, reason=reason, clause=clause)

    return _point(case, Subject.AFTER_TAX, granted)


def _accepted(case: Case, finding: Finding) -> tuple[Answer, Reason] | None:
    """Read what may hold back a grant that speaks to everybody: a later start, or a refusal in general."""
    grants = [clause for clause in finding.decided_by if clause.polarity is Polarity.GRANTS]
    shared = frozenset.intersection(*(limits_of(clause) for clause in grants)) if grants else frozenset[str]()
    if (later := starts_later(case, facts_of(finding), shared)) is not None:
        return later, Reason.NOT_YET
    flat = any(c.polarity is Polarity.DENIES and not c.limited and not c.applies_to for c in finding.against)
    return (Answer.UNCLEAR, Reason.CONDITION) if flat and finding.status is Status.CONDITIONAL else None


def _hce_limit(case: Case, limit: Finding | None) -> tuple[Answer, Reason] | None:
    """Read the limit on highly compensated employees: a cap leaves the door open, whatever it caps; a bar closes it."""
    cap = hce_cap(case.findings, case.profile)
    stated = (
        limit is not None and limit.status in (Status.ALLOWED, Status.CONDITIONAL) and not _percents(limit)
    )
    if case.profile.hce is False or (cap is None and not stated) or (cap is not None and cap > 0):
        return None
    if cap is None:
        return Answer.UNCLEAR, Reason.HCE_LIMIT_UNCLEAR
    return (Answer.NO, Reason.HCE_BARRED) if case.profile.hce else (Answer.UNCLEAR, Reason.HCE_UNKNOWN)


def _roth(case: Case, convert: Point) -> Point:
    def granted(finding: Finding) -> Point:
        clause = deciding_clause(finding)
        return Point(subject=Subject.ROTH, answer=Answer.YES, reason=Reason.GRANTED, clause=clause)

    found = _point(case, Subject.ROTH, granted)
    conversion = case.finding(Subject.CONVERT)
    grants = conversion is not None and conversion.status in (Status.ALLOWED, Status.CONDITIONAL)
    if found.answer is Answer.UNCLEAR and not found.conflict and grants and not convert.conflict:
        # An in-plan conversion legally needs a Roth account, so granting one implies the other.
        update = {"answer": Answer.YES, "reason": Reason.IMPLIED, "clause": convert.clause}
        return found.model_copy(update=update)
    return found


def _frozen(case: Case, finding: Finding) -> bool:
    """Tell whether the refusal is of new money only: a source that once was open."""
    if any(fact.name == "frozen" and fact.value == "yes" for fact in facts_of(finding)):
        return True
    if any(clause.force is Force.HISTORICAL for clause in finding.decided_by):
        return True
    cues = [cue for clause in finding.decided_by for cue in clause.cues]
    words = case.verdicts.frozen_words
    return any(c.category in case.verdicts.frozen_cues for c in cues) or any(
        word in cue.text.casefold() for cue in cues if cue.category.startswith("denies") for word in words
    )
