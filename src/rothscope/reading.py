"""One file -> a `Reading`: the document, its kind, its passages, and every clause that is heard in them.

`read_one(path)` reads a file, `read_bare(text)` a text that stands for one; what follows from them is `analyze.py`'s.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rothscope.authority import as_said_by
from rothscope.clauses.around.boxes import read_boxes
from rothscope.clauses.around.defaults import read_defaults
from rothscope.clauses.around.titles import without_titles
from rothscope.clauses.find import Reader
from rothscope.clauses.misread import Hearing, Mender, hear_scans
from rothscope.clauses.second.context import SecondReader
from rothscope.clauses.second.weigh import SecondOpinion
from rothscope.evidence import prove
from rothscope.extract.read import read_document, read_text
from rothscope.model.clause import Clause, Condition, ConditionKind, Cue, Force
from rothscope.model.document import Document, DocumentKind, Note, Passage, Section
from rothscope.packs.context import load_context
from rothscope.packs.documents import load_documents, load_sections
from rothscope.packs.find import patterns_folder
from rothscope.packs.misread import load_misread, own_words
from rothscope.packs.reading import load_language
from rothscope.structure.bound_in import change_bound_in
from rothscope.structure.dates import begins_after
from rothscope.structure.kind import document_date, find_kind
from rothscope.structure.options import told_to_reader
from rothscope.structure.passages import split_passages
from rothscope.structure.sections import find_sections

Progress = Callable[[int, int], None]

MOST_TOLD = 6
"""Misread words named in a note; the others are counted."""

WORD_OF_ITS_OWN = 5
"""Letters from which what is written often anywhere is a word, and no mere beginning of one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read: the document, what kind it is, and every clause in it.

    From the page `changed_from` on, counted from 1, it is a change of what stands before it.
    """

    document: Document
    kind: DocumentKind
    date: str | None
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    clauses: tuple[Clause, ...]
    misread: bool = False
    changed_from: int | None = None


def read_one(
    path: Path, patterns: Path | None = None, thorough: bool = False, progress: Progress | None = None
) -> Reading:
    """Read one file: text, kind, sections, passages, clauses."""
    folder = patterns_folder(patterns)
    document = read_document(path, table_words=table_words(folder), thorough=thorough, progress=progress)
    return _read(document, folder)


def read_bare(text: str, folder: Path) -> Reading:
    """Read a text as if it were a file."""
    return _read(read_text(text), folder)


def section_force(folder: Path) -> Mapping[str, Force]:
    """Return what each kind of section implies for a clause in it."""
    return {kind.id: kind.force for kind in load_sections(folder).sections if kind.force is not None}


@cache
def reader(folder: Path) -> Reader:
    """Return the compiled reader of a patterns folder, made once a process."""
    context = load_context(folder)
    opinion = (
        SecondOpinion(SecondReader(context), context.sure, load_language(folder).features.values())
        if context
        else None
    )
    return Reader(load_language(folder), section_force(folder), opinion)


@cache
def table_words(folder: Path) -> re.Pattern[str]:
    """Return the words that make a ruled table worth reading: the patterns' concepts marked for tables."""
    words = load_language(folder).table_words
    return re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)


def _read(document: Document, folder: Path) -> Reading:
    kinds = load_sections(folder)
    sections = find_sections(document, kinds)
    passages = split_passages(document, sections, kinds)
    kind = find_kind(document, sections, load_documents(folder))
    if kind.asks_reader:
        passages = told_to_reader(passages)
    date = document_date(document)
    heard = _hear(document, passages, folder) if kind.readable else Hearing(())
    changed_from = change_bound_in(document, sections, kind, load_documents(folder))
    notes = (*document.notes, *_misread_notes(heard), *_change_notes(changed_from))
    document = document.model_copy(update={"notes": notes})
    clauses = prove(without_titles(heard.clauses, passages, kind.asks_reader), passages, document)
    if not kind.asks_reader:
        packs = load_language(folder).features
        clauses = read_boxes(clauses, passages, packs, load_documents(folder), kind.chooses)
    if kind.chooses:
        clauses = read_defaults(clauses, passages, load_documents(folder).default_words)
    if date:
        clauses = _not_before(clauses, date[0], changed_from)
    said = as_said_by(kind, clauses, kind.authority, changed_from)
    misread = bool(heard.mended or heard.doubtful)
    return Reading(document, kind, date[0] if date else None, sections, passages, said, misread, changed_from)


def _not_before(clauses: Sequence[Clause], day: str, changed_from: int | None) -> tuple[Clause, ...]:
    """Return the clauses, what is given from a time after the document's own date on limited to it; from the page
    `changed_from` on the file is another document, whose date is not known.
    """

    def read(clause: Clause) -> Clause:
        later = changed_from is not None and clause.page >= changed_from
        begins = (
            begins_after(clause.quote, day) if clause.gives and not clause.limited and not later else None
        )
        if begins is None:
            return clause
        waits = Condition(kind=ConditionKind.ONLY, text=begins)
        return clause.within([waits], [Cue(category="limits: future", text=begins)])

    return tuple(map(read, clauses))


def _hear(document: Document, passages: Sequence[Passage], folder: Path) -> Hearing:
    """Return what is heard in the passages; misread words are put right on pages read by OCR, and nowhere else."""
    scanned = {page.number for page in document.pages if page.by_ocr}
    mend = mender(folder) if scanned else None
    if mend is None:
        return Hearing(reader(folder).find_clauses(passages))
    return hear_scans(reader(folder), mend, passages, scanned)


@cache
def mender(folder: Path) -> Mender | None:
    """Return what puts misread words right, made once a process; null where a patterns folder has no vocabulary for it."""
    context = load_context(folder)
    if context is None:
        return None
    common = frozenset(context.vectors.common_words())
    long = {word for word in common if len(word) >= WORD_OF_ITS_OWN}
    return Mender(load_misread(folder), own_words(folder), common.intersection(context.words), long)


def _change_notes(page: int | None) -> Iterator[Note]:
    """Yield that a change is bound into the file, and from which page on."""
    if page is not None:
        text = f"From PDF page {page} on the file is a change of what stands before; where the two differ, it decides."
        yield Note(code="change_bound_in", text=text)


def _misread_notes(heard: Hearing) -> Iterator[Note]:
    """Yield what is to be said of words of a scan that were put right, or that leave a sentence without a vote."""
    if heard.mended:
        told = [f"\u201c{read}\u201d for \u201c{meant}\u201d" for read, meant in heard.mended[:MOST_TOLD]]
        more = f" and {len(heard.mended) - MOST_TOLD} more" if len(heard.mended) > MOST_TOLD else ""
        text = f"Words of the scan were taken to be misread: {', '.join(told)}{more}; hold them against the paper."
        yield Note(code="words_misread", text=text)
    if heard.doubtful:
        told = [f"\u201c{word}\u201d" for word in heard.doubtful[:MOST_TOLD]]
        text = f"A word such as \u201cnot\u201d may be lost where the scan was read as {', '.join(told)}"
        yield Note(code="words_doubtful", text=f"{text}: such a sentence decides nothing; look at the paper.")
