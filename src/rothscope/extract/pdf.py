"""PDF -> Document: pdfium reads every page once; what is odd becomes notes or one clear refusal.

Only this module decides what counts as a page without text, which pages go to pdfplumber, and in what order
the other modules of the room see a page.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from rothscope.errors import LockedPdf, NoTextLayer, UnreadableFile
from rothscope.extract.boxes import Shapes, put_marks, read_fields, read_shapes
from rothscope.extract.frame import frame_of
from rothscope.extract.furniture import find_furniture, mark_contents
from rothscope.extract.pages import build_page
from rothscope.extract.tables import RULES, ruled_grids
from rothscope.extract.tidy import tidy, vocabulary
from rothscope.extract.words import Run, read_runs
from rothscope.model.document import Document, Line, Note, Page, Source, Table

MAX_PAGES = 2000
"""Most pages read; the longest plan documents have a few hundred."""

MOST_GARBLED = 0.3
"""Share of characters without meaning above which a page's text layer counts as none."""

GARBLED_SAMPLE = 4000
"""Letters of a page in which words without vowels are looked for."""

_MEANINGLESS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|qxp|indd|rtf|xlsx?|pptx?|pages|odt|txt|tmp)\b|[\\/_]|^untitled", re.IGNORECASE
)


@dataclass(slots=True)
class Sheet:
    """A page as pdfium gives it: its size, the runs of words drawn on it, its boxes and rules."""

    number: int
    size: tuple[float, float] = (0.0, 0.0)
    label: str | None = None
    runs: list[Run] = field(default_factory=list)
    shapes: Shapes = field(default_factory=Shapes)
    damaged: bool = False
    garbled: bool = False

    @property
    def text(self) -> str:
        """Return the words of the page, run by run."""
        return "\n".join(run.text for run in self.runs)


def read_pdf(
    content: bytes,
    name: str,
    *,
    table_words: re.Pattern[str] | None = None,
    thorough: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Return the PDF in these bytes as a document; see `read.read_document` for the options and errors."""
    sheets, title = _read(content, name, progress)
    _refuse_without_text(sheets, content, name)
    edges = find_furniture([(sheet.runs, sheet.size[1]) for sheet in sheets])
    wanted = [sheet.number for sheet in sheets if _worth_pdfplumber(sheet, table_words, thorough)]
    grids = ruled_grids(content, wanted)
    known = vocabulary("\n".join(sheet.text for sheet in sheets))
    built = [
        build_page(sheet.runs, edge.kinds, grids.get(sheet.number, []), sheet.shapes.rules, known)
        for sheet, edge in zip(sheets, edges, strict=True)
    ]
    marked = mark_contents([lines for lines, _ in built])
    pages = tuple(
        _page(sheet, edge.label, lines, tables)
        for sheet, edge, lines, (_, tables) in zip(sheets, edges, marked, built, strict=True)
    )
    source = Source(name=name, sha256=hashlib.sha256(content).hexdigest(), page_count=len(pages))
    return Document(source=source, pages=pages, notes=_notes(sheets, content), title=title)


def _page(sheet: Sheet, label: str | None, lines: list[Line], tables: list[Table]) -> Page:
    return Page(
        number=sheet.number,
        label=label or sheet.label,
        width=round(sheet.size[0], 2),
        height=round(sheet.size[1], 2),
        lines=tuple(lines),
        tables=tuple(tables),
        has_text=bool(sheet.runs),
    )


def _worth_pdfplumber(sheet: Sheet, table_words: re.Pattern[str] | None, thorough: bool) -> bool:
    # Rules that only lie flat, under headings or between paragraphs, make no cells.
    if sheet.shapes.ruled < RULES or not sheet.shapes.uprights or not sheet.runs:
        return False
    return thorough or (
        table_words is not None and table_words.search(sheet.text.replace("\n", " ")) is not None
    )


def _read(
    content: bytes, name: str, progress: Callable[[int, int], None] | None
) -> tuple[list[Sheet], str | None]:
    with open_pdf(content, name) as pdf:
        count = len(pdf)
        if not 0 < count <= MAX_PAGES:
            raise UnreadableFile(
                f"{name} has {count} pages; Rothscope reads 1 to {MAX_PAGES}; cut it down to the plan."
            )
        sheets: list[Sheet] = []
        for at in range(count):
            sheets.append(read_sheet(pdf, at))
            if progress:
                progress(at + 1, count)
        return sheets, _title(pdf.get_metadata_value("Title"))


def open_pdf(content: bytes, name: str) -> Any:
    """Return pdfium's document, to be closed by the caller. Raises LockedPdf or UnreadableFile."""
    try:
        pdf = pdfium.PdfDocument(content)
        if pdf.get_formtype():
            pdf.init_forms()
        return pdf
    except pdfium.PdfiumError as fault:
        if fault.err_code == raw.FPDF_ERR_PASSWORD:
            raise LockedPdf(
                f"{name} needs a password; save a copy without one and name that file."
            ) from fault
        raise UnreadableFile(
            f"{name} is a damaged or cut-off PDF that cannot be opened; download or save it again."
        ) from fault


def read_sheet(pdf: Any, at: int) -> Sheet:
    """Return one page (numbered from 0) of pdfium's document; damage and garbled text are said, not raised."""
    try:
        page = pdf[at]
    except pdfium.PdfiumError:
        return Sheet(at + 1, damaged=True)
    frame = frame_of(page)
    sheet = Sheet(at + 1, frame.size, tidy(pdf.get_page_label(at)) or None)
    try:
        textpage = page.get_textpage()
        runs = read_runs(textpage, frame)
        textpage.close()
    except pdfium.PdfiumError:
        runs, sheet.damaged = [], True
    sheet.garbled = _is_garbled("\n".join(run.text for run in runs))
    sheet.shapes = read_shapes(page, frame)
    if runs and not sheet.garbled:
        squares = sheet.shapes.squares
        if pdf.formenv:
            boxes, typed = read_fields(page, pdf.formenv, frame)
            squares = boxes + [s for s in squares if not any(_meet(s.box, b.box) for b in boxes)]
            runs += [replace(run, order=len(runs) + n) for n, run in enumerate(typed)]
        sheet.runs = put_marks(runs, squares)
    page.close()
    return sheet


def _meet(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _is_garbled(text: str) -> bool:
    """Say whether the text layer makes no words: private or control characters, or letters without vowels."""
    if len(_MEANINGLESS.findall(text)) > MOST_GARBLED * len("".join(text.split())):
        return True
    words = _LONG_WORD.findall(text[:GARBLED_SAMPLE])
    return len(words) >= 20 and sum(not _VOWEL.search(word) for word in words) > 0.5 * len(words)


def _refuse_without_text(sheets: Sequence[Sheet], content: bytes, name: str) -> None:
    if any(sheet.runs for sheet in sheets):
        return
    if all(sheet.damaged for sheet in sheets) or _is_cut_short(content):
        raise UnreadableFile(f"{name} is a damaged or cut-off PDF: no page can be read; download it again.")
    pages = _numbers([sheet.number for sheet in sheets])
    why = "its fonts give no readable letters" if any(s.garbled for s in sheets) else "it is a scan"
    raise NoTextLayer(
        f"{name} has no text on {pages}: {why}; run OCR first, "
        "for example `ocrmypdf --force-ocr in.pdf out.pdf`, and name out.pdf."
    )


def _is_cut_short(content: bytes) -> bool:
    return b"%%EOF" not in content[-2048:]


def _notes(sheets: Sequence[Sheet], content: bytes) -> tuple[Note, ...]:
    silent = [s.number for s in sheets if not s.runs and not s.damaged and not s.garbled and s.shapes.count]
    garbled = [s.number for s in sheets if s.garbled]
    damaged = [s.number for s in sheets if s.damaged]
    ocr = "what they say is not known; run OCR, for example `ocrmypdf`, and read the result"
    notes = [
        _note("pages_without_text", silent, "hold no text, as scanned pages do", ocr),
        _note("pages_garbled", garbled, "have a text layer without readable words", ocr),
        _note(
            "pages_damaged", damaged, "cannot be read", "what they say is not known; download the file again"
        ),
    ]
    if _is_cut_short(content):
        notes.append(
            Note(
                code="file_cut_short",
                text="The file ends before a PDF should; its last pages may be missing.",
            )
        )
    return tuple(note for note in notes if note)


def _note(code: str, pages: list[int], what: str, so: str) -> Note | None:
    if not pages:
        return None
    text = f"{_numbers(pages).capitalize()} {what}: {so}."
    if len(pages) == 1:
        text = text.replace(" hold ", " holds ").replace(" have ", " has ").replace("they say", "it says")
        text = text.replace("scanned pages do", "a scanned page does")
    return Note(code=code, text=text, page=pages[0])


def _numbers(pages: Sequence[int]) -> str:
    """Return page numbers as words: "page 4", "pages 1-3 and 7"."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    words = [str(a) if a == b else f"{a}-{b}" for a, b in spans]
    listed = " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
    return f"page {listed}" if len(pages) == 1 else f"pages {listed}"


def _title(given: str) -> str | None:
    """Return the title the file gives itself, unless it is only a file name."""
    title = tidy(given.replace("\n", " "))
    title = re.sub(r"^Microsoft Word - ", "", title)
    return (
        title if len(title) >= 4 and not _FILE_NAME.search(title) and any(map(str.isalpha, title)) else None
    )
