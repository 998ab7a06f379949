"""Small makers of findings, clauses and sources, so that a test says only what it is about."""

from rothscope.model.analysis import Plan, SourceInfo, Stated
from rothscope.model.clause import Clause, Cue, Fact, FactKind, Polarity
from rothscope.model.finding import FEATURES, Finding, Status

AFTER_TAX = "after_tax_contributions"
CONVERT = "in_plan_roth_conversion"
WITHDRAW = "in_service_after_tax"
ROTH = "roth_deferrals"

KINDS = {
    "percent": FactKind.PERCENT,
    "dollars": FactKind.DOLLARS,
    "age": FactKind.AGE,
    "months": FactKind.DATE,
}


def facts(**stated: str) -> tuple[Fact, ...]:
    """Facts by name; the ending of the name says what it measures."""
    return tuple(
        Fact(name=name, kind=KINDS.get(name.rsplit("_", 1)[-1], FactKind.CHOICE), value=value, text=value)
        for name, value in stated.items()
    )


def clause(
    feature: str,
    polarity: Polarity = Polarity.GRANTS,
    page: int = 7,
    applies_to: tuple[str, ...] = (),
    cues: tuple[str, ...] = (),
    words: str = "",
    **stated: str,
) -> Clause:
    return Clause(
        feature=feature,
        quote=f"words about {feature}",
        page=page,
        polarity=polarity,
        applies_to=applies_to,
        limited=bool(applies_to) or any(name.startswith("limits: ") for name in cues),
        facts=facts(**stated),
        cues=tuple(Cue(category=name, text=words or name) for name in cues),
    )


def finding(
    feature: str,
    status: Status,
    *decided_by: Clause,
    **stated: str,
) -> Finding:
    """A finding with a sentence behind it: one that grants, refuses, or merely mentions."""
    polarity = Polarity.DENIES if status is Status.NOT_ALLOWED else Polarity.GRANTS
    voted = status not in (Status.SILENT, Status.MENTIONED_ONLY)
    own = (clause(feature, polarity),) if voted else ()
    return Finding(
        feature=feature,
        title=feature,
        status=status,
        reason="made for a test",
        decided_by=decided_by or own,
        against=(clause(feature, Polarity.DENIES),) if status is Status.CONFLICTING else (),
        mentions=(clause(feature, Polarity.NONE),) if status is Status.MENTIONED_ONLY else (),
        facts=facts(**stated),
    )


def findings(*given: Finding) -> dict[str, Finding]:
    """Every feature; those not given are silent."""
    silent = {feature: finding(feature, Status.SILENT) for feature in FEATURES}
    return silent | {one.feature: one for one in given}


def plan(**stated: str) -> Plan:
    return Plan.model_validate(
        {name: Stated(value=value, page=1, quote=value) for name, value in stated.items()}
    )


def source(kind: str = "spd", weight: int = 18, date: str | None = "2025-06-01") -> SourceInfo:
    return SourceInfo(name=f"{kind}.pdf", sha256="0" * 64, pages=40, kind=kind, weight=weight, date=date)
