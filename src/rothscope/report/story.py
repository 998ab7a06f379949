"""What the report tells, picked from an `Analysis`: the deciding evidence, the gates, and every clause heard.

In goes an Analysis and the wording, out come small frozen values that all templates share, so that
terminal, page and Markdown tell one story. Nothing here decides a status: it only chooses what is shown
first.
"""

import hashlib
import re
from pathlib import Path

from rothscope.model.analysis import Analysis, Gate, HrSaid, Plan, Replied, Verdict
from rothscope.model.clause import Clause, Force
from rothscope.model.finding import FEATURES, Finding, Status
from rothscope.model.frozen import Frozen
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import Grade, Tone, Word, Wording, load_wording
from rothscope.report.environment import page_words
from rothscope.report.plaintext import one_line, shorten

MOST_CARDS = 5
TAKES_NONE = frozenset({Verdict.BLOCKED_NO_AFTER_TAX, Verdict.NOT_APPLICABLE})
"""Verdicts under which no after-tax dollars are shown, whatever cap a passage still names."""
CELL_LETTERS = 40
"""Letters of the row and the column kept in the words that cite a table cell."""

LEAST_TELLING = 3
"""Letters up to which a word of an employer's name tells nothing ("The", "Inc")."""
_TYPE = re.compile(r"(?i)^(?:the )?\d{3}\([a-z]\) plan$")
"""A name that says no more than the kind of plan, as the parts of a booklet are called."""


class Card(Frozen):
    """One deciding piece of evidence. `key` names it on the page and in the mapping of crops.

    `opposes` tells that the passage speaks against the answer `status`, and is shown as that only. `after` is what the
    quote answers or goes on from (a question, a heading, what opens a list), where the quote does not name its subject.
    """

    key: str
    feature: str
    title: str
    status: str
    tone: Tone
    side: str
    after: str
    quote: str
    phrase: str
    where: str
    section: str
    opposes: bool
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
    after: str
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
    feasibility, several = analysis.feasibility, len(analysis.source) > 1
    word = wording.verdicts[feasibility.verdict]
    return Story(
        verdict=Word(word=feasibility.plain or word.word, tone=word.tone),
        gates=tell_gates(feasibility.gates, analysis.findings, wording, cards, several),
        cards=cards,
        rows=tell_rows(analysis.findings, wording, several),
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


def clause_place(clause: Clause, several: bool = False) -> str:
    """Return the page of a clause in words, with the last page its words run on to, its cell, the file among several."""
    last = max(clause.pages, default=clause.page)
    place = page_words(clause.page, clause.printed_page)
    if last > clause.page:
        place = f"{place}, on to PDF page {last}"
    if clause.cell:
        row, column = (shorten(one_line(title), CELL_LETTERS) for title in clause.cell)
        place = f"{place}, row \u201c{row}\u201d" + (f", column \u201c{column}\u201d" if column else "")
    return in_file(place, clause, several)


def in_file(page: str, clause: Clause | None, several: bool) -> str:
    """Return a page in words with the file the clause stands in, where there are several."""
    return f"{page} of {shorten(clause.document, 60)}" if several and clause and clause.document else page


def page_place(analysis: Analysis, page: int, printed: str | None = None, quote: str | None = None) -> str:
    """Return a page in words; among several files with the one the quote, or else all heard on it, stands in."""
    heard = [
        clause
        for finding in analysis.findings.values()
        for clause in (*finding.decided_by, *finding.against, *finding.mentions)
        if clause.page == page
    ]
    here = [clause for clause in heard if quote and clause.quote == quote] or heard
    files = {clause.document for clause in here}
    told = page_words(page, printed or (here[0].printed_page if len(files) == 1 else None))
    return in_file(told, here[0] if len(files) == 1 else None, several=len(analysis.source) > 1)


def deciding_clauses(analysis: Analysis, wording: Wording) -> tuple[Clause, ...]:
    """Return at most five clauses that decide the verdict, each once: what carries it, and what speaks
    against it.
    """
    chosen: dict[str, Clause] = {}
    for feature in _deciding_order(analysis, wording):
        finding = analysis.findings[feature]
        for clause in shown_first(finding):
            chosen.setdefault(crop_key(clause), clause)
    return tuple(chosen.values())[:MOST_CARDS]


def shown_first(finding: Finding) -> tuple[Clause, ...]:
    """Return the passage that carries the answer and one that says otherwise; a mention where nothing decided."""
    if not finding.decided_by:
        heard = sorted(finding.mentions, key=lambda clause: not _names_its_subject(clause))
        return (*heard[:1], *finding.against[:1]) if finding.status is not Status.SILENT else ()
    # Where passages that disagree decided together, the first of each side carries the answer.
    sides = {clause.polarity: clause for clause in reversed(finding.decided_by)}
    first = sorted(sides.values(), key=finding.decided_by.index)
    return (*first, *(finding.against[:1] if len(first) == 1 else ()))


def _names_its_subject(clause: Clause) -> bool:
    """Tell whether the quote itself holds the words heard, not only what leads up to it."""
    return one_line(clause.phrase).casefold() in one_line(clause.quote).casefold()


def _leading(clause: Clause) -> str:
    """Return what stands before the quote where that names the subject; a table cell is cited by row and column."""
    return "" if clause.cell or _names_its_subject(clause) else one_line(clause.lead_in)


def tell_gates(
    gates: tuple[Gate, ...],
    findings: dict[str, Finding],
    wording: Wording,
    cards: tuple[Card, ...] = (),
    several: bool = False,
) -> tuple[GateMark, ...]:
    """Return the gates with their answers in words; an answer the wording does not know stands as it is."""
    return tuple(_gate(gate, findings, wording, cards, several) for gate in gates)


def tell_rows(findings: dict[str, Finding], wording: Wording, several: bool = False) -> tuple[Row, ...]:
    """Return one row a feature, in the order of the contract; features not examined are left out."""
    return tuple(_row(findings[feature], wording, several) for feature in FEATURES if feature in findings)


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
    if plan.name is None or not plan.name.value.strip():
        return f"The plan of {shorten(one_line(plan.sponsor.value), 60)}" if plan.sponsor else "this plan"
    return f"{plan.name.value}{sponsor_beside(plan, ', ')}"


def tone_of(verdict: Verdict, patterns: Path | None = None) -> Tone:
    """Return how a verdict leans, by wording.yaml. Raises BadPack for a faulty one."""
    return load_wording(patterns_folder(patterns)).verdicts[verdict].tone


def takes_none(analysis: Analysis) -> bool:
    """Tell whether the plan takes no after-tax money, as the document says and as far as anyone was told."""
    if analysis.hr_said:
        return analysis.hr_said.feasibility.verdict in TAKES_NONE
    finding = analysis.findings.get("after_tax_contributions")
    refused = finding is not None and finding.status is Status.NOT_ALLOWED
    return refused or analysis.feasibility.verdict in TAKES_NONE


def sponsor_beside(plan: Plan, joint: str) -> str:
    """Return the employer to add to a plan's name that says no word of it ("The 401(a) Plan"), else nothing."""
    name, sponsor = (one_line(one.value) if one else "" for one in (plan.name, plan.sponsor))
    words = [word for word in re.findall(r"\w+", sponsor.casefold()) if len(word) > LEAST_TELLING]
    known = any(word in name.casefold() for word in words)
    return f"{joint}{shorten(sponsor, 60)}" if words and not known and _TYPE.search(name) else ""


def _deciding_order(analysis: Analysis, wording: Wording) -> tuple[str, ...]:
    gated = tuple(gate.feature for gate in analysis.feasibility.gates if gate.feature in wording.deciding)
    order = dict.fromkeys((*wording.deciding[:3], *gated, *wording.deciding))
    return tuple(feature for feature in order if feature in analysis.findings)


def _card(analysis: Analysis, clause: Clause, wording: Wording) -> Card:
    finding = analysis.findings[clause.feature]
    words, status = wording.features[clause.feature], wording.status(clause.feature, finding.status)
    grade = _grade(finding, clause, wording)
    opposes = clause in finding.against and finding.status is not Status.CONFLICTING
    place = clause_place(clause, several=len(analysis.source) > 1)
    return Card(
        key=crop_key(clause),
        feature=clause.feature,
        title=words.title,
        status=status.word,
        tone="care" if opposes else status.tone,
        side=side_of(finding, clause, wording),
        after=_leading(clause),
        quote=clause.quote,
        phrase=clause.phrase,
        where=f"{place}, {wording.from_scan}" if clause.by_ocr else place,
        section=clause.section,
        opposes=opposes,
        reading=words.reads[finding.status],
        grade=grade.word,
        because=grade.because,
        changes=wording.statuses[finding.status].changes,
        law=words.law,
        conditions=tuple(condition.text for condition in clause.conditions),
        cues=_cues(clause),
    )


def _grade(finding: Finding, clause: Clause, wording: Wording) -> Grade:
    if clause in finding.mentions:
        return wording.forces[clause.force]
    if finding.against:
        return wording.contested
    grade = wording.grades[clause.rank]
    if clause.by_ocr:
        return Grade(word=grade.word, because=f"{grade.because}; {wording.scanned}")
    return grade


def side_of(finding: Finding, clause: Clause, wording: Wording) -> str:
    """Return what a clause did in its finding, in words."""
    if clause in finding.decided_by:
        return wording.sides.supports
    return wording.sides.against if clause in finding.against else wording.sides.mention


def _gate(
    gate: Gate, findings: dict[str, Finding], wording: Wording, cards: tuple[Card, ...], several: bool
) -> GateMark:
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
        where=in_file(page_words(gate.page, here.printed_page if here else None), here, several)
        if gate.page
        else "",
        card=next((card.key for card in cards if gate.page and card.feature == gate.feature), ""),
    )


def _row(finding: Finding, wording: Wording, several: bool) -> Row:
    words, status = wording.features[finding.feature], wording.status(finding.feature, finding.status)
    voting = (*finding.decided_by, *finding.against)
    return Row(
        feature=finding.feature,
        title=words.title,
        status=status.word,
        tone=status.tone,
        reading=words.reads[finding.status],
        reason=finding.reason,
        where=tuple(dict.fromkeys(clause_place(clause, several) for clause in voting)),
        facts=tuple(dict.fromkeys(fact.text for fact in finding.facts)),
        defers_to=finding.defers_to or "",
        heard=tuple(
            _heard(finding, clause, wording, several)
            for clause in (*finding.decided_by, *finding.against, *finding.mentions)
        ),
    )


def _heard(finding: Finding, clause: Clause, wording: Wording, several: bool) -> Heard:
    told = wording.forces[clause.force].because if clause.force is not Force.OPERATIVE else ""
    return Heard(
        side=side_of(finding, clause, wording),
        after=_leading(clause),
        quote=clause.quote,
        phrase=clause.phrase,
        where=clause_place(clause, several),
        section=clause.section,
        why=clause.why or told,
        cues=_cues(clause),
    )


def _cues(clause: Clause) -> tuple[str, ...]:
    return tuple(f"{cue.category.replace('_', ' ')}: {cue.text}" for cue in clause.cues)
