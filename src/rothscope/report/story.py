"""What the report tells, picked from an `Analysis`: the deciding evidence, the gates, and every clause heard.

In goes an Analysis and the wording, out come small frozen values that all templates share, so that
terminal, page and Markdown tell one story. Nothing here decides a status: it only chooses what is shown
first.
"""

import hashlib

from rothscope.model.analysis import Analysis, Gate, HrSaid, Plan, Replied
from rothscope.model.clause import Clause, Force
from rothscope.model.finding import FEATURES, Finding, Status
from rothscope.model.frozen import Frozen
from rothscope.packs.wording import Grade, Tone, Word, Wording
from rothscope.report.environment import page_words

MOST_CARDS = 5


class Card(Frozen):
    """One deciding piece of evidence. `key` names it on the page and in the mapping of crops."""

    key: str
    feature: str
    title: str
    status: str
    tone: Tone
    side: str
    quote: str
    phrase: str
    where: str
    section: str
    document: str
    reading: str
    grade: str
    because: str
    changes: str
    law: str
    conditions: tuple[str, ...]
    cues: tuple[str, ...]


class GateMark(Frozen):
    """One gate with its answer in words, how it leans, and the card that shows it (empty without one)."""

    question: str
    answer: str
    tone: Tone
    because: str
    where: str
    card: str


class Heard(Frozen):
    """One clause as it was heard: counted, against, or not counted, with the reason."""

    side: str
    quote: str
    phrase: str
    where: str
    section: str
    why: str
    cues: tuple[str, ...]


class Row(Frozen):
    """One feature in the table of all clauses."""

    feature: str
    title: str
    status: str
    tone: Tone
    reading: str
    reason: str
    where: tuple[str, ...]
    facts: tuple[str, ...]
    defers_to: str
    heard: tuple[Heard, ...]


class Story(Frozen):
    """Everything shown that is chosen rather than copied from the Analysis."""

    verdict: Word
    gates: tuple[GateMark, ...]
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]


class ToldAnswer(Frozen):
    """One answer of HR with its mark in words."""

    word: Word
    replied: Replied


class ToldStory(Frozen):
    """The verdict and the gates with HR's answers, and the answers."""

    verdict: Word
    gates: tuple[GateMark, ...]
    answers: tuple[ToldAnswer, ...]


def tell(analysis: Analysis, wording: Wording) -> Story:
    """Return the story of the analysis (of its first plan, where a booklet describes several)."""
    cards = tuple(_card(analysis, clause, wording) for clause in deciding_clauses(analysis, wording))
    feasibility = analysis.feasibility
    word = wording.verdicts[feasibility.verdict]
    return Story(
        verdict=Word(word=feasibility.plain or word.word, tone=word.tone),
        gates=tell_gates(feasibility.gates, analysis.findings, wording, cards),
        cards=cards,
        rows=tell_rows(analysis.findings, wording),
    )


def tell_replies(said: HrSaid, wording: Wording) -> ToldStory:
    """Return what was told on top of the document: the verdict with it, and each answer with its mark in words."""
    word = wording.verdicts[said.feasibility.verdict]
    return ToldStory(
        verdict=Word(word=said.feasibility.plain or word.word, tone=word.tone),
        gates=tell_gates(said.feasibility.gates, {}, wording),
        answers=tuple(ToldAnswer(word=wording.marks[one.mark], replied=one) for one in said.answers),
    )


def crop_key(clause: Clause) -> str:
    """Return the key of a clause in the mapping of crops: the same words on the same page have the same
    key.
    """
    told = f"{clause.document}\n{clause.page}\n{clause.quote}"
    return f"p{clause.page}-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:12]}"


def clause_place(clause: Clause) -> str:
    """Return the page of a clause in words, with the last page where its words run on."""
    last = max(clause.pages, default=clause.page)
    start = page_words(clause.page, clause.printed_page)
    return f"{start}, on to PDF page {last}" if last > clause.page else start


def deciding_clauses(analysis: Analysis, wording: Wording) -> tuple[Clause, ...]:
    """Return at most five clauses that decide the verdict, each once: what carries it, and what speaks
    against it.
    """
    chosen: dict[str, Clause] = {}
    for feature in _deciding_order(analysis, wording):
        finding = analysis.findings[feature]
        first = finding.decided_by[:1] or (
            finding.mentions[:1] if finding.status is not Status.SILENT else ()
        )
        for clause in (*first, *finding.against[:1]):
            chosen.setdefault(crop_key(clause), clause)
    return tuple(chosen.values())[:MOST_CARDS]


def tell_gates(
    gates: tuple[Gate, ...], findings: dict[str, Finding], wording: Wording, cards: tuple[Card, ...] = ()
) -> tuple[GateMark, ...]:
    """Return the gates with their answers in words; an answer the wording does not know stands as it is."""
    return tuple(_gate(gate, findings, wording, cards) for gate in gates)


def tell_rows(findings: dict[str, Finding], wording: Wording) -> tuple[Row, ...]:
    """Return one row a feature, in the order of the contract; features not examined are left out."""
    return tuple(_row(findings[feature], wording) for feature in FEATURES if feature in findings)


def printed_pages(analysis: Analysis) -> dict[int, str | None]:
    """Return the number printed on each page a passage was heard on; none where several files share page numbers."""
    if len(analysis.source) > 1:
        return {}
    return {
        clause.page: clause.printed_page
        for finding in analysis.findings.values()
        for clause in (*finding.decided_by, *finding.against, *finding.mentions)
    }


def plan_name(plan: Plan) -> str:
    """Return the plan's name, or words that stand for it where the document gives none."""
    return plan.name.value if plan.name and plan.name.value.strip() else "this plan"


def _deciding_order(analysis: Analysis, wording: Wording) -> tuple[str, ...]:
    gated = tuple(gate.feature for gate in analysis.feasibility.gates if gate.feature in wording.deciding)
    order = dict.fromkeys((*wording.deciding[:3], *gated, *wording.deciding))
    return tuple(feature for feature in order if feature in analysis.findings)


def _card(analysis: Analysis, clause: Clause, wording: Wording) -> Card:
    finding = analysis.findings[clause.feature]
    words, status = wording.features[clause.feature], wording.status(clause.feature, finding.status)
    grade = _grade(analysis, finding, clause, wording)
    return Card(
        key=crop_key(clause),
        feature=clause.feature,
        title=words.title,
        status=status.word,
        tone=status.tone,
        side=_side(finding, clause, wording),
        quote=clause.quote,
        phrase=clause.phrase,
        where=clause_place(clause),
        section=clause.section,
        document=clause.document if len(analysis.source) > 1 else "",
        reading=words.reads[finding.status],
        grade=grade.word,
        because=grade.because,
        changes=wording.statuses[finding.status].changes,
        law=words.law,
        conditions=tuple(condition.text for condition in clause.conditions),
        cues=_cues(clause),
    )


def _grade(analysis: Analysis, finding: Finding, clause: Clause, wording: Wording) -> Grade:
    if clause in finding.mentions:
        return wording.forces[clause.force]
    if finding.against:
        return wording.contested
    grade = wording.grades[clause.rank]
    if clause.page in analysis.coverage.ocr_pages:
        return Grade(word=grade.word, because=f"{grade.because}; {wording.scanned}")
    return grade


def _side(finding: Finding, clause: Clause, wording: Wording) -> str:
    if clause in finding.decided_by:
        return wording.sides.supports
    return wording.sides.against if clause in finding.against else wording.sides.mention


def _gate(gate: Gate, findings: dict[str, Finding], wording: Wording, cards: tuple[Card, ...]) -> GateMark:
    finding = findings.get(gate.feature or "")
    clauses = (*finding.decided_by, *finding.against, *finding.mentions) if finding else ()
    here = next((clause for clause in clauses if clause.page == gate.page), None)
    known = wording.answers.get(gate.answer.strip().casefold())
    tone: Tone = (
        known.tone if known else (wording.status(finding.feature, finding.status).tone if finding else "mute")
    )
    return GateMark(
        question=gate.question,
        answer=known.word if known else gate.answer,
        tone=tone,
        because=gate.because,
        where=page_words(gate.page, here.printed_page if here else None) if gate.page else "",
        card=next((card.key for card in cards if gate.page and card.feature == gate.feature), ""),
    )


def _row(finding: Finding, wording: Wording) -> Row:
    words, status = wording.features[finding.feature], wording.status(finding.feature, finding.status)
    voting = (*finding.decided_by, *finding.against)
    return Row(
        feature=finding.feature,
        title=words.title,
        status=status.word,
        tone=status.tone,
        reading=words.reads[finding.status],
        reason=finding.reason,
        where=tuple(dict.fromkeys(clause_place(clause) for clause in voting)),
        facts=tuple(dict.fromkeys(fact.text for fact in finding.facts)),
        defers_to=finding.defers_to or "",
        heard=tuple(
            _heard(finding, clause, wording)
            for clause in (*finding.decided_by, *finding.against, *finding.mentions)
        ),
    )


def _heard(finding: Finding, clause: Clause, wording: Wording) -> Heard:
    told = wording.forces[clause.force].because if clause.force is not Force.OPERATIVE else ""
    return Heard(
        side=_side(finding, clause, wording),
        quote=clause.quote,
        phrase=clause.phrase,
        where=clause_place(clause),
        section=clause.section,
        why=clause.why or told,
        cues=_cues(clause),
    )


def _cues(clause: Clause) -> tuple[str, ...]:
    return tuple(f"{cue.category.replace('_', ' ')}: {cue.text}" for cue in clause.cues)
