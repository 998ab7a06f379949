"""How far the evidence carries, 0-100: what is quoted, from what, how old, how well read, how consistent.

It never moves the score. Caps hold it down where nothing outright is quoted or the documents disagree.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from rothscope.feasibility.case import FEATURE, Answers, Case, is_implied
from rothscope.feasibility.components import CAP_FACTS, WayOut
from rothscope.feasibility.facts import DECIDED, caps_named
from rothscope.model.analysis import Confidence, SourceInfo
from rothscope.model.finding import Status
from rothscope.model.frozen import Frozen
from rothscope.packs.judgement import ConfidenceRules
from rothscope.packs.tags import Answer, Frequency, Reason, Route, Subject


class Evidence(Frozen):
    """What confidence is measured on. `settled_by_type` is true where the kind of plan decides by law."""

    case: Case
    answers: Answers
    way: WayOut
    sources: tuple[SourceInfo, ...]
    settled_by_type: bool = False


def measure(evidence: Evidence, rules: ConfidenceRules) -> Confidence:
    """Return the confidence with its five parts, the cap that held it, and one sentence why."""
    parts = {
        "evidence": _coverage(evidence, rules),
        "authority": authority(evidence.sources, rules),
        "recency": _recency(months_old(evidence), rules),
        "text": rules.text[_text(evidence.sources, rules)],
        "consistency": rules.consistency[_consistency(evidence)],
    }
    total = sum(parts.values())
    held = [name for name in _caps(evidence, parts) if rules.caps[name] < total]
    binding = min(held, key=rules.caps.__getitem__, default=None)
    value = rules.caps[binding] if binding else total
    band = next(word for word, lowest in rules.bands.items() if value >= lowest)
    return Confidence(value=value, band=band, parts=parts, because=rules.because[binding or band])


def authority(sources: Sequence[SourceInfo], rules: ConfidenceRules) -> int:
    """Return the weight of the best document; a description with its later changes weighs more than alone."""
    best = max((source.weight for source in sources), default=0)
    together = {source.kind for source in sources}.issuperset(rules.joined)
    return max(best, rules.joined_points) if together else best


def months_old(evidence: Evidence) -> int | None:
    """Return the months from the newest document's date to 1 January of the plan year, or null if undated."""
    dates = [
        _months(source.date) for source in evidence.sources if source.weight or len(evidence.sources) == 1
    ]
    effective = evidence.case.plan.effective_date
    known = [date for date in dates if date is not None]
    if not known and effective is not None and (stated := _months(effective.value)) is not None:
        known = [stated]
    return max(0, evidence.case.plan_year * 12 - max(known)) if known else None


def is_complete(sources: Sequence[SourceInfo], rules: ConfidenceRules) -> bool:
    """Tell whether a whole description was read, one that by law must name every source of money."""
    return any(s.kind in rules.complete_kinds and not s.pages_without_text for s in sources)


def _coverage(evidence: Evidence, rules: ConfidenceRules) -> int:
    credits = _credits(evidence, rules)
    points = sum(weight * rules.credit[credits[name]] for name, weight in rules.evidence.items())
    return int(Decimal(points).quantize(Decimal(1), ROUND_HALF_UP))


def _credits(evidence: Evidence, rules: ConfidenceRules) -> dict[str, str]:
    """Return what each piece of evidence earns: a word of `credit` in score.yaml."""
    if evidence.settled_by_type:
        return dict.fromkeys(rules.evidence, "not_applicable")
    case, answers = evidence.case, evidence.answers
    found: dict[str, str] = {subject.value: _credit(case, subject) for subject in Subject}
    if found["after_tax"] == "silent" and answers.after_tax.reason is Reason.SILENT:
        found["after_tax"] = "silent_in_complete" if is_complete(evidence.sources, rules) else "silent"
    if answers.roth.reason is Reason.IMPLIED:
        found["roth"] = "implied"
    refused = answers.after_tax.answer is Answer.NO
    capped = any(caps_named(case.findings, name) for name in CAP_FACTS)
    found["caps"] = "not_applicable" if refused else "explicit" if capped else "silent"
    found["employer_formula"] = _quoted(case, "match")
    closed = evidence.way.route is Route.NONE and evidence.way.step is not None
    stated = evidence.way.frequency is not Frequency.UNKNOWN
    found["frequency"] = "not_applicable" if refused or closed else "explicit" if stated else "silent"
    return found


def _credit(case: Case, subject: Subject) -> str:
    finding = case.finding(subject)
    if finding is not None and is_implied(finding, case.verdicts.implied_cues):
        return "implied"
    return _quoted(case, FEATURE[subject])


def _quoted(case: Case, feature: str) -> str:
    """A decided finding with its sentence is explicit; one whose sentence is missing is taken as implied."""
    finding = case.findings.get(feature)
    if finding is None or finding.status not in DECIDED:
        return "silent"
    return "explicit" if finding.decided_by else "implied"


def _recency(months: int | None, rules: ConfidenceRules) -> int:
    if months is None:
        return rules.undated
    return next((points for limit, points in rules.recency.items() if months <= limit), rules.older)


def _text(sources: Sequence[SourceInfo], rules: ConfidenceRules) -> str:
    pages = sum(source.pages for source in sources)
    unread = sum(len(source.pages_without_text) for source in sources)
    if unread > pages * rules.unread_share:
        return "unread"
    if any(source.misread for source in sources):
        return "misread"
    return "ocr" if any(source.ocr_pages for source in sources) else "native"


def _consistency(evidence: Evidence) -> str:
    answers = evidence.answers
    if answers.after_tax.conflict or answers.convert.conflict or answers.withdraw.conflict:
        return "deciding"
    findings = evidence.case.findings.values()
    minor = any(finding.contested or finding.status is Status.CONFLICTING for finding in findings)
    return "minor" if minor else "none"


def _caps(evidence: Evidence, parts: dict[str, int]) -> list[str]:
    caps = [] if parts["authority"] else ["no_authority"]
    if evidence.settled_by_type:
        return caps
    if _credit(evidence.case, Subject.AFTER_TAX) != "explicit":
        caps.append("no_quote")
    if _consistency(evidence) == "deciding":
        caps.append("conflict")
    return caps


def _months(date: str | None) -> int | None:
    """Return a date's months since year 0 from YYYY, YYYY-MM or YYYY-MM-DD, or null for anything else."""
    year, month = (date or "")[:4], (date or "")[5:7]
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return None
    return int(year) * 12 + (int(month) - 1 if month.isascii() and month.isdigit() else 0)
