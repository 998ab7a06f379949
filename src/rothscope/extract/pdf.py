"""PDF -> Document: pdfium reads every page once; what is odd becomes notes or one clear refusal.

Only this module decides what counts as a page without text, which pages go to pdfplumber, and in what order
the other modules of the room see a page.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from rothscope.errors import LockedPdf, UnreadableFile
from rothscope.extract.layout.furniture import find_furniture, mark_contents
from rothscope.extract.layout.tables import RULES, ruled_grids
from rothscope.extract.locked import given_passwords
from rothscope.extract.pages import build_page
from rothscope.extract.remarks import notes_on, refuse_without_text
from rothscope.extract.scan.ocr import Engine, find_engine
from rothscope.extract.scan.pictured_tables import pictured_grids
from rothscope.extract.sheet.form_values import chosen_buttons
from rothscope.extract.sheet.sheets import Sheet, read_sheet
from rothscope.extract.sheet.tilt import quarters, turned_size
from rothscope.extract.tidy import tidy, vocabulary
from rothscope.model.document import Document, Page, Source

MAX_PAGES = 2000
"""Most pages read; the longest plan documents have a few hundred."""

_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|qxp|indd|rtf|xlsx?|pptx?|pages|odt|txt|tmp)\b|[\\/_]|^untitled", re.IGNORECASE
)


def read_pdf(
    content: bytes,
    name: str,
    *,
    table_words: re.Pattern[str] | None = None,
    thorough: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Return the PDF in these bytes as a document; see `read.read_document` for the options and errors."""
    engine = find_engine()
    sheets, title = _read(content, name, engine, progress)
    refuse_without_text(sheets, content, name, engine)
    edges = find_furniture([(sheet.runs, turned_size(sheet.tilt, sheet.size)[1]) for sheet in sheets])
    wanted = {s.number: -quarters(s.tilt) for s in sheets if _worth_pdfplumber(s, table_words, thorough)}
    grids = ruled_grids(content, wanted)
    grids.update((s.number, pictured_grids(s.shapes.rules, s.shapes.sides)) for s in sheets if s.by_ocr)
    known = vocabulary("\n".join(sheet.text for sheet in sheets))
    bare = [_page(sheet, edge.label) for sheet, edge in zip(sheets, edges, strict=True)]
    notes = notes_on(sheets, content, engine)
    built = []
    for sheet, edge in zip(sheets, edges, strict=True):
        built.append(build_page(sheet.runs, edge.kinds, grids.get(sheet.number, []), sheet.shapes, known))
        sheet.runs = []  # the places of all words take more memory than all that is made of them
    marked = mark_contents([lines for lines, _ in built])
    pages = tuple(
        page.model_copy(update={"lines": tuple(lines), "tables": tuple(tables)})
        for page, lines, (_, tables) in zip(bare, marked, built, strict=True)
    )
    source = Source(name=name, sha256=hashlib.sha256(content).hexdigest(), page_count=len(pages))
    return Document(source=source, pages=pages, notes=notes, title=title)


def _page(sheet: Sheet, label: str | None) -> Page:
    """Return the page as it is before its lines and tables are told."""
    return Page(
        number=sheet.number,
        label=label or sheet.label,
        width=round(sheet.size[0], 2),
        height=round(sheet.size[1], 2),
        has_text=bool(sheet.runs),
        is_blank=not (sheet.runs or sheet.damaged or sheet.garbled or sheet.shapes.count),
        by_ocr=sheet.by_ocr,
        sure=sheet.sure,
        tilt=sheet.tilt,
    )


def _worth_pdfplumber(sheet: Sheet, table_words: re.Pattern[str] | None, thorough: bool) -> bool:
    # Rules that only lie flat, under headings or between paragraphs, make no cells.
    if sheet.shapes.ruled < RULES or not sheet.shapes.uprights or not sheet.runs:
        return False
    return thorough or (
        table_words is not None and table_words.search(sheet.text.replace("\n", " ")) is not None
    )


def _read(
    content: bytes, name: str, engine: Engine | None, progress: Callable[[int, int], None] | None
) -> tuple[list[Sheet], str | None]:
    with open_pdf(content, name) as pdf:
        count = len(pdf)
        if not 0 < count <= MAX_PAGES:
            raise UnreadableFile(
                f"{name} has {count} pages; Rothscope reads 1 to {MAX_PAGES}; cut it down to the plan."
            )
        sheets: list[Sheet] = []
        chosen = cache(partial(chosen_buttons, content))
        for at in range(count):
            sheets.append(read_sheet(pdf, at, chosen))
            if progress:
                progress(at + 1, count)
        if engine:
            read_pictures(pdf, sheets, engine, progress)
        return sheets, _title(pdf.get_metadata_value("Title"))


def open_pdf(content: bytes, name: str) -> Any:
    """Return pdfium's document, to be closed by the caller. Raises LockedPdf or UnreadableFile."""
    for password in (None, *given_passwords()):
        try:
            pdf = pdfium.PdfDocument(content, password=password)
        except pdfium.PdfiumError as fault:
            if fault.err_code == raw.FPDF_ERR_PASSWORD:
                continue
            raise UnreadableFile(
                f"{name} is a damaged or cut-off PDF that cannot be opened; download or save it again."
            ) from fault
        if pdf.get_formtype():
            pdf.init_forms()
        return pdf
    if given_passwords():
        raise LockedPdf(f"{name} needs another password than the one given; check it, capitals matter.")
    raise LockedPdf(f"{name} needs a password; give it with --password, or name a copy saved without one.")


def read_pictures(
    pdf: Any,
    sheets: Sequence[Sheet],
    engine: Engine,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Read by OCR those of the sheets that show more than their text layer tells; `progress` counts them."""
    unread = [sheet for sheet in sheets if sheet.is_unread]
    if not unread:
        return
    from rothscope.extract.scan.scans import read_scans  # few documents need it

    scans = read_scans([pdf[sheet.number - 1] for sheet in unread], engine, progress)
    for sheet, scan in zip(unread, scans, strict=True):
        if scan.is_blank and not sheet.runs:
            sheet.shapes, sheet.garbled = scan.shapes, False
        if sum(len(run.text) for run in scan.runs) > len(sheet.text):
            sheet.runs, sheet.shapes, sheet.tilt, sheet.sure = scan.runs, scan.shapes, scan.tilt, scan.sure
            sheet.by_ocr, sheet.garbled, sheet.pictured, sheet.moved = True, False, False, False


def _title(given: str) -> str | None:
    """Return the title the file gives itself, unless it is only a file name."""
    title = tidy(given.replace("\n", " "))
    title = re.sub(r"^Microsoft Word - ", "", title)
    return (
        title if len(title) >= 4 and not _FILE_NAME.search(title) and any(map(str.isalpha, title)) else None
    )
