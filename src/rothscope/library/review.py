"""A document as reviewers left it: the program's findings, their last words, and the verdict with their corrections.

In: the analysis on file and the remarks. Out: an `Entry`; nothing is stored that could be worked out anew.
"""

import zlib
from collections.abc import Sequence
from pathlib import Path

from rothscope.analyze import judge
from rothscope.errors import BadQuestion
from rothscope.feasibility.suppose import suppose
from rothscope.library.remarks import add, history
from rothscope.library.store import Library
from rothscope.model.analysis import Analysis, OtherPlan
from rothscope.model.clause import Clause, Polarity
from rothscope.model.finding import FEATURES, Finding, Status
from rothscope.model.library import Entry, Remark, Review, ReviewedPlan, What
from rothscope.packs.find import patterns_folder

NO_PAGE = 0


def analysis_of(library: Library, sha256: str) -> Analysis | None:
    """Return what the program read, or None where a document has no analysis."""
    for (kept,) in library.ask("SELECT analysis FROM documents WHERE sha256 = ?", sha256):
        return Analysis.model_validate_json(zlib.decompress(kept)) if kept else None
    return None


def review(
    library: Library, sha256: str, features: Sequence[str], status: Status | None, remark: Remark
) -> tuple[Remark, ...]:
    """Accept findings as they were read, or correct them to a status; return what was added.

    Raises BadQuestion for a feature or plan the document has not.
    """
    findings = _findings(analysis_of(library, sha256), remark.plan, sha256)
    if unknown := [name for name in features if name not in findings]:
        raise BadQuestion(f"{unknown[0]!r} is no feature; it can be {', '.join(FEATURES)}.")
    added = tuple(
        remark.model_copy(update={"feature": name, "machine": findings[name].status, "status": status})
        for name in features or FEATURES
    )
    for one in added:
        add(library, sha256, one)
    return added


def entry(library: Library, sha256: str, patterns: Path | None = None) -> Entry:
    """Return all that a library holds of a document; the verdict with corrections is worked out anew."""
    ((name, rules, state, sentence),) = library.ask(
        "SELECT name, rules, state, sentence FROM documents WHERE sha256 = ?", sha256
    )
    places = library.ask("SELECT address FROM places WHERE sha256 = ? ORDER BY address", sha256)
    analysis, said = analysis_of(library, sha256), history(library, sha256)
    return Entry(
        sha256=sha256,
        name=name,
        addresses=tuple(row[0] for row in places),
        rules=rules,
        state=state,
        sentence=sentence,
        analysis=analysis,
        plans=_reviewed(analysis, said, patterns_folder(patterns)) if analysis else (),
        history=said,
    )


def _findings(analysis: Analysis | None, plan: int, sha256: str) -> dict[str, Finding]:
    if analysis is None:
        raise BadQuestion(f"{sha256[:12]} has no analysis to review; `rothscope library show` tells why.")
    plans = _plans(analysis)
    if plan > len(plans):
        raise BadQuestion(
            f"The document describes {len(plans)} plan{'s' * (len(plans) != 1)}; there is no plan {plan}."
        )
    return plans[plan - 1].findings


def _plans(analysis: Analysis) -> tuple[Analysis | OtherPlan, ...]:
    return (analysis, *analysis.other_plans)


def _reviewed(analysis: Analysis, said: Sequence[Remark], folder: Path) -> tuple[ReviewedPlan, ...]:
    told = []
    for number, plan in enumerate(_plans(analysis), start=1):
        reviews = _reviews(plan.findings, [remark for remark in said if remark.plan == number])
        findings = dict(plan.findings)
        for one in reviews:
            if one.counted is not one.machine:
                findings[one.feature] = suppose(findings[one.feature], one.counted, _clause(one))
        judged = plan.feasibility
        if findings != plan.findings:
            judged = judge(findings, plan.plan, analysis.source, folder, analysis.limits.year).feasibility
        told.append(
            ReviewedPlan(
                number=number,
                name=plan.plan.name.value if plan.plan.name else None,
                verdict=plan.feasibility.verdict,
                counted=judged.verdict,
                score=judged.score,
                reviews=reviews,
            )
        )
    return tuple(told)


def _reviews(findings: dict[str, Finding], said: Sequence[Remark]) -> tuple[Review, ...]:
    """Return the last word on each finding that somebody reviewed, in the order of the features."""
    last = {one.feature: one for one in said if one.what in (What.ACCEPTED, What.CORRECTED)}
    return tuple(
        Review(
            feature=name,
            machine=findings[name].status,
            counted=last[name].status or findings[name].status,
            remark=last[name],
            outdated=last[name].machine is not findings[name].status,
        )
        for name in FEATURES
        if name in last
    )


def _clause(one: Review) -> Clause:
    """Return a reviewer's word as a clause to judge with; it stands on no page and is never printed as evidence."""
    return Clause(
        feature=one.feature,
        quote=one.remark.text,
        page=NO_PAGE,
        document=one.remark.who,
        polarity=Polarity.DENIES if one.counted is Status.NOT_ALLOWED else Polarity.GRANTS,
        limited=one.counted is Status.CONDITIONAL,
        why=f"{one.remark.who}, {one.remark.day}",
    )


def count_corrections(library: Library, patterns: Path | None = None) -> None:
    """Work out every verdict that corrections change, for `search.rows` to count with."""
    corrected = library.ask(
        "SELECT DISTINCT d.id, d.sha256 FROM remarks r JOIN documents d ON d.sha256 = r.sha256 "
        "WHERE r.what = 'corrected'"
    )
    for document, sha256 in tuple(corrected):
        for plan in entry(library, sha256, patterns).plans:
            if any(one.counted is not one.machine for one in plan.reviews):
                library.put(
                    "INSERT OR REPLACE INTO counted VALUES (?, ?, ?, ?, ?)",
                    document, plan.number, plan.counted, plan.score.low, plan.score.high,
                )  # fmt: skip
