"""Files -> Analysis: what the files of one plan say together, judged.

`analyze(*paths)` reads one plan, which several files may describe; `Tagger` reads bare texts to findings only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rothscope.age import age_notes
from rothscope.authority import as_said_by, rank_documents
from rothscope.errors import NoTextLayer, UnknownLimitYear, UnreadableFile, WrongDocument
from rothscope.feasibility import Assessment, assess
from rothscope.identity import find_plan, merge_plans
from rothscope.limits import known_years, limits_of
from rothscope.model.analysis import (
    Analysis,
    Coverage,
    LimitsUsed,
    OtherPlan,
    Plan,
    SourceInfo,
    Stated,
    Verdict,
)
from rothscope.model.clause import Clause, Fact, Force
from rothscope.model.document import SECTION, DocumentKind, Note, Page
from rothscope.model.finding import FEATURES, Finding
from rothscope.model.profile import Profile
from rothscope.money.from_plan import LEFT_OPEN, SPOKEN, with_status
from rothscope.money.room import room_of
from rothscope.packs.documents import load_documents
from rothscope.packs.find import patterns_folder, patterns_version
from rothscope.packs.identity import load_identity
from rothscope.packs.judgement import load_judgement
from rothscope.packs.limits import YearLimits
from rothscope.packs.parts import is_question, load_parts
from rothscope.packs.reading import load_language
from rothscope.parts import heads_over, said_to_groups, split_by_plan, without_others
from rothscope.reading import Progress, Reading, read_bare, read_one
from rothscope.resolve import resolve
from rothscope.structure.dates import days_in

NOT_CHECKED = (
    "Whether payroll and the recordkeeper have switched the feature on",
    "The plan's testing results (ACP, ADP, top-heavy) and any refunds",
    "Amendments and documents that were not among the files read",
    "Your own status: class of employee, highly compensated or not, other employers' plans",
    "State income tax",
)
"""What no document reading can settle; said in every report."""

NOBODY = Profile()

VERDICT_ORDER = (
    Verdict.READY,
    Verdict.READY_WITH_FRICTION,
    Verdict.PARTIAL,
    Verdict.CONFIRM_ROUTE,
    Verdict.CONFIRM_AFTER_TAX,
    Verdict.DEFERRED,
    Verdict.UNKNOWN,
    Verdict.BLOCKED_FOR_YOU,
    Verdict.BLOCKED_NO_AFTER_TAX,
    Verdict.NOT_APPLICABLE,
)
"""Verdicts from the plan best suited to the one least so."""


def analyze(
    *paths: Path,
    plan_year: int | None = None,
    profile: Profile = NOBODY,
    patterns: Path | None = None,
    thorough: bool = False,
    progress: Progress | None = None,
) -> Analysis:
    """Read the files of one plan and answer whether, how and how much.

    `plan_year` defaults to the latest year with limits on file. Documents of plans of another sort (a pension, a health
    plan) give an analysis that says so and finds nothing. Raises RothscopeError's children where a file cannot be read
    or is about something else; a year without limits leaves the dollars out and says so in a note.
    """
    folder = patterns_folder(patterns)
    read = [read_one(path, folder, thorough, progress) for path in paths]
    readings = _in_order(_relevant(read, folder))
    year = plan_year or known_years(folder)[-1]
    limits, notes = _limits(year, folder)
    case = _Case(folder, profile, tuple(_source(reading) for reading in readings), year)
    whole = sorted(readings, key=lambda r: -r.kind.weight)
    plan = merge_plans([find_plan(r.document, r.passages, load_identity(folder)) for r in whole])
    told, *others = _judge_all(case, plan, readings)
    return Analysis(
        source=case.sources,
        plan=told.plan,
        findings=told.findings,
        feasibility=told.assessment.feasibility,
        questions=told.assessment.questions,
        risks=told.assessment.risks,
        next_steps=told.assessment.next_steps,
        tax_forms=told.assessment.tax_forms,
        state_taxes=load_judgement(folder).taxes.state_taxes if told.assessment.tax_forms else (),
        unsettled=told.assessment.unsettled,
        situation=told.assessment.situation,
        other_plans=tuple(
            OtherPlan(
                plan=other.plan,
                findings=other.findings,
                feasibility=other.assessment.feasibility,
                questions=other.assessment.questions,
            )
            for other in others
        ),
        coverage=_coverage(readings, told.findings),
        limits=_limits_used(year, limits),
        patterns_version=patterns_version(folder),
        notes=(
            *_about_kinds(read, readings),
            *notes,
            *age_notes([(reading.document, reading.date) for reading in readings], year, folder),
            *(note for reading in readings for note in reading.document.notes),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """What every plan of one call is judged with."""

    folder: Path
    profile: Profile
    sources: tuple[SourceInfo, ...]
    year: int


@dataclass(frozen=True, slots=True)
class _Told:
    """One plan judged."""

    plan: Plan
    findings: dict[str, Finding]
    assessment: Assessment


def _judge_all(case: _Case, plan: Plan, readings: Sequence[Reading]) -> list[_Told]:
    """Return every plan the files describe, the one best suited first."""
    if not any(reading.kind.readable for reading in readings):
        return [_unread(case, plan)]
    heard = [clause for reading in readings for clause in reading.clauses]
    clauses = without_others(heard, load_parts(case.folder))
    split = split_by_plan(clauses, load_parts(case.folder))
    if not split:
        return [_judge(case, plan, clauses)]
    heads = ((head, clause.page) for clause in clauses for head in heads_over(clause))
    titles = [*_headings(readings), *_columns(readings), *heads]
    titles.sort(key=lambda title: is_question(title[0]))
    told = [_judge(case, _plan_of(kind, plan, titles, case.folder), own) for kind, own in split.items()]
    return sorted(told, key=lambda one: VERDICT_ORDER.index(one.assessment.feasibility.verdict))


def _headings(readings: Sequence[Reading]) -> Iterator[tuple[str, int]]:
    """Yield every heading with its page."""
    return ((section.heading, section.page) for reading in readings for section in reading.sections)


def _columns(readings: Sequence[Reading]) -> Iterator[tuple[str, int]]:
    """Yield the title of every column of a table with its page."""
    pages = (page for reading in readings for page in reading.document.pages)
    tables = ((table, page.number) for page in pages for table in page.tables)
    return (
        (title, page) for table, page in tables for row in (table.header, *table.rows[:1]) for title in row
    )


def _plan_of(kind: str, plan: Plan, titles: Sequence[tuple[str, int]], folder: Path) -> Plan:
    """Return the booklet's plan as one of its parts: named and typed by the first title that opens the part."""
    parts = load_parts(folder)
    text, page = next((text, page) for text, page in titles if parts.type_of(text) == kind)
    name = parts.name_of(text)
    stated = Stated(value=name, page=page, quote=name)
    return plan.model_copy(update={"type": stated.model_copy(update={"value": kind}), "name": stated})


def _unread(case: _Case, plan: Plan) -> _Told:
    """Judge documents from which no rule of a retirement plan can be read: nothing is found, whatever they mention."""
    findings = {
        name: finding.model_copy(update={"reason": "it was not looked for in a document of this kind"})
        for name, finding in settle((), case.folder).items()
    }
    return _Told(plan, findings, judge(findings, plan, case.sources, case.folder, case.year, case.profile))


def _judge(case: _Case, plan: Plan, clauses: Sequence[Clause]) -> _Told:
    findings = settle(clauses, case.folder)
    plan = plan.model_copy(update={"contributions": settle_money(clauses, case.folder)})
    return _Told(plan, findings, judge(findings, plan, case.sources, case.folder, case.year, case.profile))


def judge(
    findings: dict[str, Finding],
    plan: Plan,
    sources: tuple[SourceInfo, ...],
    folder: Path,
    year: int,
    profile: Profile = NOBODY,
) -> Assessment:
    """Judge findings, as read or as supposed, for one person in one plan year; a year without limits has no dollars."""
    limits, _ = _limits(year, folder)
    profile = with_status(profile, limits) if limits else profile
    room = room_of(profile, findings, limits, plan) if limits else None
    most = limits.amounts["annual_additions"] if limits else None
    judgement = load_judgement(folder)
    return assess(findings, plan, sources, judgement, profile, room, year, annual_additions=most)


def settle(clauses: Sequence[Clause], folder: Path) -> dict[str, Finding]:
    """Return one finding for each feature, in their fixed order."""
    language = load_language(folder)
    numbers = frozenset(pack.id for pack in language.packs.values() if pack.denial_states)
    clauses = said_to_groups(clauses, load_parts(folder), numbers)
    return {
        name: resolve(name, language.features[name].title, clauses, language.gives_way) for name in FEATURES
    }


def settle_money(clauses: Sequence[Clause], folder: Path) -> tuple[Fact, ...]:
    """Return what the document says goes in beside savings and match: the numbers of what it grants, and whether more
    may come by a decision of the employer.
    """
    packs = load_language(folder).money
    found = [resolve(name, pack.title, clauses) for name, pack in packs.items()]
    facts = [fact for finding in found if finding.status in SPOKEN for fact in finding.facts]
    left_open = [c for c in clauses if c.feature in packs and c.force is Force.DEFERRED]
    facts += [fact for clause in left_open for fact in clause.facts if fact.name in LEFT_OPEN]
    first = {(fact.name, fact.value): fact for fact in reversed(facts)}
    return tuple(dict.fromkeys(first[fact.name, fact.value] for fact in facts))


class Tagger:
    """Reads texts to findings, without verdict, money or identity."""

    def __init__(self, patterns: Path | None = None) -> None:
        self._folder = patterns_folder(patterns)

    def tag(self, text: str) -> dict[str, Finding]:
        """Return the findings of a text that is a document of its own."""
        return settle(read_bare(text, self._folder).clauses, self._folder)

    def tag_file(self, path: Path) -> dict[str, Finding]:
        """Return the findings of a file."""
        return settle(read_one(path, patterns=self._folder).clauses, self._folder)


def _in_order(readings: list[Reading]) -> list[Reading]:
    """Return the files with the clauses of each ranked among them: by kind, and by date within a kind."""
    ranks = rank_documents([(reading.kind, reading.date or _newest_day(reading)) for reading in readings])
    return [
        reading
        if rank == reading.kind.authority
        else replace(reading, clauses=as_said_by(reading.kind, reading.clauses, rank, reading.changed_from))
        for reading, rank in zip(readings, ranks, strict=True)
    ]


def _newest_day(reading: Reading) -> str | None:
    """Return the newest day a change that bears no date speaks of: it is no younger than that."""
    if not reading.kind.changes_kinds:
        return None
    text = " ".join(line.text for page in reading.document.pages for line in page.lines)
    return max((day.isoformat() for day in days_in(text)), default=None)


def _relevant(readings: list[Reading], folder: Path) -> list[Reading]:
    """Return the files that describe the plan, or where there is none those about a plan of another sort.

    Raises WrongDocument where all are about something else, NoTextLayer where a scan could not be read well enough to tell.
    """
    if not readings:
        raise UnreadableFile("No file was named; name the plan's PDF.")
    no_plans = load_documents(folder).no_plans
    known = [reading for reading in readings if reading.kind.id not in no_plans]
    if known:
        return [reading for reading in known if reading.kind.readable] or known
    poor = next((reading.document for reading in readings if reading.document.is_poorly_read), None)
    if poor:
        raise NoTextLayer(
            f"{poor.source.name} is a scan that could not be read well enough to tell what it is about; scan the paper "
            "again, straight and at 300 dots an inch, or ask for the file it was printed from."
        )
    raise WrongDocument(_said_of(readings[0], _read_as(readings[0].kind)))


def _about_kinds(read: Sequence[Reading], used: Sequence[Reading]) -> tuple[Note, ...]:
    """Return a note for each file that was left out, or that cannot or hardly tell what the plan allows."""
    kinds = {reading.kind.id for reading in used}
    left_out = [reading for reading in read if not any(reading.document is one.document for one in used)]
    doubtful = [r for r in used if r.kind.advice and not kinds.intersection(r.kind.beside)]
    return (
        *(
            Note(code="kind", text=_said_of(r, _read_as(r.kind)), document=r.document.source.name)
            for r in doubtful
        ),
        *(
            Note(code="file_left_out", text=_said_of(r, "was left out as"), document=r.document.source.name)
            for r in left_out
        ),
    )


def _said_of(reading: Reading, was: str) -> str:
    """Return what kind of document a file was taken for, why, and what to get instead or as well."""
    kind, name = reading.kind, reading.document.source.name
    return f"{name} {was} \u201c{kind.title}\u201d: {kind.because}. {kind.advice or ''}".strip()


def _read_as(kind: DocumentKind) -> str:
    return "is read as" if kind.readable else "does not describe a 401(k) or 403(b) plan; it is"


def _source(reading: Reading) -> SourceInfo:
    document, kind = reading.document, reading.kind
    return SourceInfo(
        name=document.source.name,
        sha256=document.source.sha256,
        pages=document.source.page_count,
        unit="section" if any((page.label or "").startswith(SECTION) for page in document.pages) else "page",
        pages_without_text=_without_text(document.pages),
        ocr_pages=tuple(page.number for page in document.pages if page.by_ocr),
        misread=reading.misread,
        kind=kind.id,
        kind_title=kind.title,
        kind_because=kind.because,
        authority=kind.authority,
        weight=kind.weight,
        date=reading.date,
    )


def _without_text(pages: Sequence[Page]) -> tuple[int, ...]:
    """Return the pages that show something and have no text that could be read; blank ones show nothing."""
    return tuple(page.number for page in pages if not page.has_text and not page.is_blank)


def _limits(year: int, folder: Path) -> tuple[YearLimits | None, tuple[Note, ...]]:
    try:
        return limits_of(year, folder), ()
    except UnknownLimitYear as fault:
        return None, (Note(code="unknown_limit_year", text=f"No dollar room is given: {fault}"),)


def _limits_used(year: int, limits: YearLimits | None) -> LimitsUsed:
    if limits is None:
        return LimitsUsed(year=year)
    return LimitsUsed(year=year, source=limits.source.cite, amounts=limits.amounts)


def _coverage(readings: Sequence[Reading], findings: Mapping[str, Finding]) -> Coverage:
    pages = [page for reading in readings for page in reading.document.pages]
    sure = [page.sure for page in pages if page.sure is not None]
    deferred = dict.fromkeys(f.defers_to for f in findings.values() if f.defers_to)
    return Coverage(
        pages=len(pages),
        pages_read=sum(page.has_text or page.is_blank for page in pages),
        pages_without_text=_without_text(pages),
        ocr_pages=tuple(page.number for page in pages if page.by_ocr),
        ocr_sure=round(100 * sum(sure) / len(sure)) if sure else None,
        tables=sum(len(page.tables) for page in pages),
        check_boxes=sum(p.ticked is not None for reading in readings for p in reading.passages),
        passages=sum(len(reading.passages) for reading in readings),
        companions_missing=tuple(where for where in deferred if where),
        not_checked=NOT_CHECKED,
    )
