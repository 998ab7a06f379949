"""Everything that was found, as the tags that questions, risks and next steps are chosen by.

A tag is a word such as "after_tax:unclear", "withdraw.custodial", "match=allowed" or "fact:true_up=no"; the
whole vocabulary stands in `packs/tags.py`.
"""

from collections.abc import Iterator

from rothscope.feasibility.components import CAP_FACTS, Room, says_yes, testing_step
from rothscope.feasibility.confidence import Evidence, authority, months_old
from rothscope.feasibility.facts import facts_of
from rothscope.model.analysis import Plan, Verdict
from rothscope.model.finding import FEATURES, Status
from rothscope.model.profile import Profile
from rothscope.packs.judgement import ConfidenceRules, PlanTypes, Verdicts
from rothscope.packs.tags import Subject, known_tags


def raise_tags(evidence: Evidence, verdict: Verdict, room: Room, rules: ConfidenceRules) -> frozenset[str]:
    """Return the tags that hold; a kind of plan that settles it by law leaves nothing else to say of it."""
    case = evidence.case
    tags = {f"verdict:{verdict}", *_person_tags(case.profile), *_plan_tags(case.plan, case.verdicts)}
    tags |= set(_document_tags(evidence, rules))
    if evidence.settled_by_type:
        return frozenset(tags)
    tags |= {f"route:{evidence.way.route}", f"frequency:{evidence.way.frequency}"}
    tags |= set(_answer_tags(evidence)) | set(_finding_tags(evidence))
    tags.add("testing:known" if testing_step(case, evidence.answers) else "testing:unknown")
    if room.space is not None and not room.space.assumed:
        tags.add("space:zero" if room.none_left else "space:some")
    return frozenset(tags)


def _answer_tags(evidence: Evidence) -> Iterator[str]:
    answers = evidence.answers
    for point in (answers.after_tax, answers.convert, answers.withdraw, answers.roth):
        yield f"{point.subject}:{point.answer}"
        yield f"{point.subject}.{point.reason}"
    if answers.conflict:
        yield "conflict"


def _finding_tags(evidence: Evidence) -> Iterator[str]:
    findings = evidence.case.findings
    names = set()
    for feature in FEATURES:
        finding = findings.get(feature)
        yield f"{feature}={finding.status if finding else Status.SILENT}"
        for fact in facts_of(finding):
            names.add(fact.name)
            yield from {f"fact:{fact.name}", f"fact:{fact.name}={fact.value}"} & known_tags()
    if names.isdisjoint(CAP_FACTS):
        yield "caps:unknown"


def _person_tags(profile: Profile) -> Iterator[str]:
    yield {True: "person:hce", False: "person:not_hce", None: "person:hce_unknown"}[profile.hce]
    if profile.self_employed:
        yield "person:self_employed"


def _plan_tags(plan: Plan, verdicts: Verdicts) -> Iterator[str]:
    if plan.erisa is not None:
        yield "plan:erisa" if says_yes(plan, "erisa") else "plan:not_erisa"
    if says_yes(plan, "governmental"):
        yield "plan:governmental"
    if says_yes(plan, "church"):
        yield "plan:church"
    if PlanTypes.names(plan.vehicle, verdicts.plan_types.custodial):
        yield "plan:custodial"
    if PlanTypes.names(plan.type, verdicts.plan_types.no_roth_account):
        yield "plan:no_roth_account"
    if PlanTypes.names(plan.type, verdicts.plan_types.annuity_or_custodial):
        yield "plan:403b"
        if plan.vehicle is None:
            yield "plan:vehicle_unknown"


def _document_tags(evidence: Evidence, rules: ConfidenceRules) -> Iterator[str]:
    weight = authority(evidence.sources, rules)
    if weight < rules.full_weight:
        yield "document:summary_only"
    if weight <= rules.slight_weight:
        yield "document:slight"
    months = months_old(evidence)
    if months is None:
        yield "document:undated"
    elif months > max(rules.recency):
        yield "document:old"
    if any(source.pages_without_text for source in evidence.sources):
        yield "document:unread_pages"
    deciding = (evidence.case.finding(subject) for subject in Subject)
    if any(finding is not None and finding.defers_to for finding in deciding):
        yield "document:defers"
