"""A `Comparison` as an XLSX workbook: the matrix with frozen panes and filters, each cell linked to its passages.

In goes a Comparison, out come the bytes of the file; the same Comparison gives the same bytes. Needs openpyxl, the
`xlsx` extra. Every cell is plain text: nothing a document says is ever taken for a formula or a link.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rothscope.errors import MissingExtra
from rothscope.model.comparison import Comparison
from rothscope.packs.comparing import load_comparing
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import Wording, load_wording
from rothscope.report.comparison import change_words, comparison_facts
from rothscope.report.plaintext import shorten

if TYPE_CHECKING:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 4000
"""Characters of a cell; a spreadsheet takes 32,767, a reader far fewer."""
WIDE, MIDDLE, PAGE, NARROW = 60, 26, 20, 12
"""Widths of columns, in characters."""
TINTS = {
    "go": "E9F2EC",
    "care": "F8EFDC",
    "ask": "E8F0F7",
    "wait": "EFECF6",
    "stop": "F8EAE8",
    "mute": "EFEEEA",
}
INKS = {
    "go": "1D6545",
    "care": "7A4D00",
    "ask": "22578A",
    "wait": "5D4A8A",
    "stop": "93302B",
    "mute": "545B63",
}
FACE, LINE = "Calibri", 15
"""The type face, and the height of a line of it in points."""
MOST_LINES = 27
"""Lines of the highest row; a spreadsheet takes 409 points."""
_STAMP = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def workbook(comparison: Comparison, patterns: Path | None = None) -> bytes:
    """Return the XLSX file. Raises MissingExtra where openpyxl is not installed."""
    try:
        from openpyxl import Workbook
    except ImportError as fault:
        raise MissingExtra(
            "A workbook needs openpyxl, which is not installed; run: pip install 'rothscope[xlsx]'"
        ) from fault
    folder = patterns_folder(patterns)
    facts, wording = comparison_facts(comparison, folder), load_wording(folder)
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Comparison"
    evidence = _evidence(book, comparison)
    _matrix(first, comparison, evidence)
    _ranking(book, comparison)
    _changes(book, comparison, folder)
    _questions(book, comparison, wording)
    _notes(book, comparison, folder)
    _minutes(book, facts["minutes"])
    book.move_sheet("Evidence", len(book.sheetnames))
    return _same_bytes(book)


def _matrix(sheet: "Worksheet", comparison: Comparison, evidence: dict[tuple[int, str], int]) -> None:
    """Write rows of provisions, and for each plan its answers and, linked to the passages, their pages."""
    plans = comparison.plans
    _heads(sheet, ["Provision", *(w for p in plans for w in (f"{p.number}. {p.name}", f"{p.number}. Page"))])
    summed = (
        ("Verdict", [plan.word for plan in plans]),
        ("Halves of the power combination", [f"{_span(plan.low, plan.high)} of 2" for plan in plans]),
        ("Score of 100", [_span(plan.score.low, plan.score.high) for plan in plans]),
    )
    for title, words in summed:
        _row(sheet, [title, *(value for word in words for value in (word, ""))])
    for plan in plans:
        _paint(sheet.cell(2, 2 * plan.number), plan.tone)
    for at, provision in enumerate(comparison.provisions, sheet.max_row + 1):
        answers = [("; ".join(filter(None, (cell.word, cell.value))), cell.where) for cell in provision.cells]
        _row(sheet, [provision.title, *(value for answer in answers for value in answer)])
        for cell in provision.cells:
            _paint(sheet.cell(at, 2 * cell.plan), cell.tone)
            if (to := evidence.get((cell.plan, provision.feature))) is not None:
                tip = f"Passages of plan {cell.plan} on {provision.title}"
                _link(sheet.cell(at, 2 * cell.plan + 1), f"Evidence!A{to}", tip)
    _finish(sheet, [MIDDLE, *(width for _ in plans for width in (MIDDLE, PAGE))], "B2")


def _ranking(book: "Workbook", comparison: Comparison) -> None:
    sheet = book.create_sheet("Ranking")
    heads = [half.title for half in comparison.plans[0].halves]
    _heads(sheet, ["Place", "Plan", "Name", "Verdict", *heads, "Halves", "Score"])
    for standing in comparison.ranking:
        plan = comparison.plan(standing.plan)
        halves = (", ".join(filter(None, (half.word, half.where))) for half in plan.halves)
        words = "; ".join((plan.word, *(f"{group.title}: {group.word}" for group in plan.groups)))
        row = [standing.place, plan.number, plan.name, words, *halves, standing.halves, standing.score]
        _row(sheet, row)
        _paint(sheet.cell(sheet.max_row, 4), plan.tone)
    _finish(sheet, [8, 8, 40, MIDDLE, MIDDLE, MIDDLE, 20, WIDE], "D2")


def _changes(book: "Workbook", comparison: Comparison, folder: Path) -> None:
    sheet = book.create_sheet("Changes")
    rules = load_comparing(folder)
    _heads(sheet, ["Plan", "Name", "Step", "Change, and what it opens", "To switch on", "Cost items"])
    for plan in comparison.plans:
        for step, words in enumerate(change_words(plan, rules), 1):
            change = plan.changes[step - 1] if plan.changes else None
            parts = ("; ".join(change.switch_on), "; ".join(change.costs)) if change else ("", "")
            _row(sheet, [plan.number, plan.name, step if change else "", words, *parts])
    _row(sheet, ["", "", "", rules.trial_words.still])
    _finish(sheet, [8, 40, 8, 90, WIDE, 40], "C2")


def _questions(book: "Workbook", comparison: Comparison, wording: Wording) -> None:
    sheet = book.create_sheet("Questions")
    _heads(
        sheet,
        [
            "Plan",
            "Name",
            "Provision",
            "Stands as",
            "Question",
            "Ask",
            "Decides",
            "Page",
            "Words",
            "In a letter",
        ],
    )
    for plan in comparison.plans:
        for point in plan.open_points:
            word = wording.status(point.feature, point.status).word
            ask, decides = wording.who.get(point.ask, point.ask), "yes" if point.deciding else ""
            row = [plan.number, plan.name, point.title, word, point.text, ask, decides, point.page]
            _row(sheet, [*row, point.quote or "", point.question or ""])
    _finish(sheet, [8, 40, MIDDLE, MIDDLE, WIDE, MIDDLE, NARROW, 8, WIDE, WIDE], "C2")


def _notes(book: "Workbook", comparison: Comparison, folder: Path) -> None:
    sheet = book.create_sheet("Notes")
    rules, wording = load_comparing(folder), load_wording(folder)
    _heads(sheet, ["Kind", "Subject", "Plans", "Text", "Why, or sample and year", "Law, or source"])
    for note in comparison.notes:
        duty = rules.duties[note.duty].title
        _row(sheet, [duty, note.title, ", ".join(map(str, note.plans)), note.text, note.because, note.law])
    for fact in comparison.prevalence:
        sample, source = f"{fact.year}; {fact.sample}", f"{fact.source}, as reported by {fact.reported_by}"
        _row(sheet, ["How common", wording.features[fact.feature].title, "", fact.says, sample, source])
    for role in rules.duties.values():
        _row(sheet, [role.title, "", "", role.because])
    _row(sheet, ["", "", "", rules.outside_erisa])
    _row(sheet, ["How common", "", "", rules.prevalence_words])
    _finish(sheet, [34, MIDDLE, 18, WIDE, WIDE, 40], "A2")


def _minutes(book: "Workbook", minutes: Iterable[tuple[str, str]]) -> None:
    sheet = book.create_sheet("Minutes")
    _heads(sheet, ["Point", "Draft for the minutes"])
    for title, text in minutes:
        _row(sheet, [title, text])
    _finish(sheet, [36, 120], "A2")


def _evidence(book: "Workbook", comparison: Comparison) -> dict[tuple[int, str], int]:
    """Write every passage; return the row at which those of a plan and feature begin."""
    sheet = book.create_sheet("Evidence")
    heads = ["Plan", "Name", "Provision", "Part in the answer", "Words", "PDF page", "Printed page", "Section",
             "Document", "Why"]  # fmt: skip
    _heads(sheet, heads)
    begins: dict[tuple[int, str], int] = {}
    for provision in comparison.provisions:
        for cell in provision.cells:
            for one in cell.evidence:
                begins.setdefault((cell.plan, provision.feature), sheet.max_row + 1)
                name = comparison.plan(cell.plan).name
                row = [
                    cell.plan,
                    name,
                    provision.title,
                    one.side,
                    one.quote,
                    one.page,
                    one.printed_page or "",
                ]
                _row(sheet, [*row, one.section, one.document, one.why])
    _finish(sheet, [8, 40, MIDDLE, 18, 90, 10, 12, 40, MIDDLE, 40], "C2")
    return begins


# -- how a sheet is written ----------------------------------------------------------------------------------------


def _heads(sheet: "Worksheet", words: Sequence[str]) -> None:
    from openpyxl.styles import Font, PatternFill

    _row(sheet, words)
    for cell in sheet[1]:
        cell.font = Font(name=FACE, bold=True)
        cell.fill = PatternFill("solid", fgColor="E4E0D6")


def _row(sheet: "Worksheet", values: Sequence[object]) -> None:
    """Append a row; text is stored as text, whatever it begins with."""
    from openpyxl.styles import Alignment, Font

    at = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for column, value in enumerate(values, 1):
        cell = sheet.cell(at, column)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(name=FACE)
        if isinstance(value, int):
            cell.value = value
        elif value:
            cell.value = _text(str(value))
            cell.data_type = "s"


def _text(value: str) -> str:
    """Return text a workbook can hold: on one line, nothing unseen, no half of a surrogate pair."""
    return shorten(value, LONGEST).encode("utf-8", "replace").decode()


def _paint(cell: "SheetCell | Any", tone: str) -> None:
    from openpyxl.styles import Font, PatternFill

    cell.fill = PatternFill("solid", fgColor=TINTS[tone])
    cell.font = Font(name=FACE, color=INKS[tone])


def _link(cell: "SheetCell | Any", location: str, tip: str) -> None:
    """Lead to a place in this workbook; setting the link as text would make it an address outside."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell.font = Font(name=FACE, color=INKS["ask"], underline="single")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location, tooltip=_text(tip))


def _finish(sheet: "Worksheet", widths: Sequence[int], frozen: str) -> None:
    from openpyxl.utils import get_column_letter

    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row in sheet.iter_rows():
        lines = max(_lines(cell.value, widths[at]) for at, cell in enumerate(row))
        sheet.row_dimensions[row[0].row or 1].height = LINE * min(lines, MOST_LINES)
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{sheet.max_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1"


def _lines(value: object, width: int) -> int:
    """Return how many lines a value fills; programs that read the file do not all work it out themselves."""
    return max(1, -(-len(str(value or "")) // max(1, width - 3)))


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _same_bytes(book: "Workbook") -> bytes:
    """Return the file without the hour it was made: a fixed date in the archive and in its properties."""
    made, kept = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()
