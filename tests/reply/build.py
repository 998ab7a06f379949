"""Small analyses for the tests of replies: what the document says of each feature, and what is asked."""

from rothscope.feasibility import assess
from rothscope.model.analysis import Analysis, Coverage, LimitsUsed, Plan, Question, SourceInfo
from rothscope.model.clause import Clause, Polarity
from rothscope.model.finding import FEATURES, Finding, Status
from rothscope.packs.find import patterns_folder
from rothscope.packs.judgement import load_judgement

BOOKLET = SourceInfo(name="booklet.pdf", sha256="ab" * 32, pages=40, kind="spd", weight=18, date="2026-01")
DECIDING = ("A1", "C1", "W1")


def finding(feature: str, status: Status) -> Finding:
    """Return a finding; one that decides rests on a sentence of page 7."""
    denies = status is Status.NOT_ALLOWED
    clause = Clause(
        feature=feature,
        quote=f"You may{' not' if denies else ''}, says {feature}.",
        page=7,
        document=BOOKLET.name,
        polarity=Polarity.DENIES if denies else Polarity.GRANTS,
    )
    decided = () if status in (Status.SILENT, Status.MENTIONED_ONLY) else (clause,)
    return Finding(feature=feature, title=feature, status=status, reason="as built", decided_by=decided)


def plan(*asked: str, **said: Status) -> Analysis:
    """Return the analysis of a plan of which the document says only this, and that asks these questions."""
    findings = {name: finding(name, said.get(name, Status.SILENT)) for name in FEATURES}
    told = assess(findings, Plan(), (BOOKLET,), load_judgement(patterns_folder()))
    questions = tuple(
        Question(id=name, text=f"Question {name}?", why="it is open", deciding=name in DECIDING)
        for name in asked
    )
    return Analysis(
        source=(BOOKLET,),
        plan=Plan(),
        findings=findings,
        feasibility=told.feasibility,
        questions=questions,
        coverage=Coverage(pages=40, pages_read=40),
        limits=LimitsUsed(year=2026),
        patterns_version="0123456789ab",
    )
