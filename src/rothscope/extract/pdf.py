"""PDF -> Document: pdfium reads every page once; what is odd becomes notes or one clear refusal.

Only this module decides what counts as a page without text, which pages go to pdfplumber, and in what order
the other modules of the room see a page.
"""

import ctypes
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from rothscope.errors import LockedPdf, NoTextLayer, UnreadableFile
from rothscope.extract.boxes import Shapes, put_marks, read_fields, read_shapes
from rothscope.extract.frame import Frame, frame_of, reading_turns
from rothscope.extract.furniture import find_furniture, mark_contents
from rothscope.extract.locked import given_passwords
from rothscope.extract.ocr import HOW_TO_GET_OCR, Engine, find_engine
from rothscope.extract.pages import build_page
from rothscope.extract.tables import RULES, ruled_grids
from rothscope.extract.tidy import tidy, vocabulary
from rothscope.extract.tilt import quarters, tilt_of, turned_size
from rothscope.extract.watermark import part_watermark
from rothscope.extract.words import Run, read_runs
from rothscope.model.document import POOR, UNREAD, Document, Note, Page, Source

MAX_PAGES = 2000
"""Most pages read; the longest plan documents have a few hundred."""

MOST_GARBLED = 0.3
"""Share of characters without meaning above which a page's text layer counts as none."""

FEW_LETTERS = 150
"""Letters up to which a page that is mostly a picture may be a scan with a stamp or a page number on it."""

MOSTLY_PICTURE = 0.5
"""Share of a page's area from which a picture is the page."""

MOST_PICTURES = 50
"""Drawn objects among which the picture of a scan is looked for; a scan is one, or a few strips."""

NOT_IN_FORCE = ("sample", "draft", "specimen", "template", "void", "superseded", "propos", "preliminary")
"""What a watermark says, joined to one word, where the paper may not be the plan in force."""

GARBLED_SAMPLE = 4000
"""Letters of a page in which words without vowels are looked for."""

_MEANINGLESS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_FORMS = re.compile(r"\[([^\]|]*)\|([^\]|]*)\]")
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
    pictured: bool = False
    by_ocr: bool = False
    sure: float | None = None
    tilt: float = 0.0
    watermark: str = ""

    @property
    def is_unread(self) -> bool:
        """Say whether the page shows something that its text layer does not tell."""
        return not self.damaged and (self.pictured or (not self.runs and self.shapes.count > 0))

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
    engine = find_engine()
    sheets, title = _read(content, name, engine, progress)
    _refuse_without_text(sheets, content, name, engine)
    edges = find_furniture([(sheet.runs, turned_size(sheet.tilt, sheet.size)[1]) for sheet in sheets])
    wanted = {s.number: -quarters(s.tilt) for s in sheets if _worth_pdfplumber(s, table_words, thorough)}
    grids = ruled_grids(content, wanted)
    known = vocabulary("\n".join(sheet.text for sheet in sheets))
    bare = [_page(sheet, edge.label) for sheet, edge in zip(sheets, edges, strict=True)]
    notes = _notes(sheets, content, engine)
    built = []
    for sheet, edge in zip(sheets, edges, strict=True):
        built.append(
            build_page(sheet.runs, edge.kinds, grids.get(sheet.number, []), sheet.shapes.rules, known)
        )
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
        for at in range(count):
            sheets.append(read_sheet(pdf, at))
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
        turns = reading_turns(textpage, frame)
        sheet.tilt = tilt_of(90 * (frame.turns - turns))
        frame = frame._replace(turns=turns)
        runs = read_runs(textpage, frame)
        textpage.close()
    except pdfium.PdfiumError:
        runs, sheet.damaged = [], True
    runs, sheet.watermark = part_watermark(runs)
    sheet.garbled = _is_garbled("\n".join(run.text for run in runs))
    sheet.shapes = read_shapes(page, frame)
    few = sum(len(run.text) for run in runs) <= FEW_LETTERS
    sheet.pictured = few and bool(runs) and _is_picture(page, frame)
    if runs and not sheet.garbled:
        squares = sheet.shapes.squares
        if pdf.formenv:
            boxes, typed = read_fields(page, pdf.formenv, frame)
            squares = boxes + [s for s in squares if not any(_meet(s.box, b.box) for b in boxes)]
            runs += [replace(run, order=len(runs) + n) for n, run in enumerate(typed)]
        sheet.runs = put_marks(runs, squares)
    page.close()
    return sheet


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
    from rothscope.extract.scans import read_scans  # few documents need it

    scans = read_scans([pdf[sheet.number - 1] for sheet in unread], engine, progress)
    for sheet, scan in zip(unread, scans, strict=True):
        if scan.is_blank and not sheet.runs:
            sheet.shapes, sheet.garbled = scan.shapes, False
        if sum(len(run.text) for run in scan.runs) > len(sheet.text):
            sheet.runs, sheet.shapes, sheet.tilt, sheet.sure = scan.runs, scan.shapes, scan.tilt, scan.sure
            sheet.by_ocr, sheet.garbled, sheet.pictured = True, False, False


def _is_picture(page: Any, frame: Frame) -> bool:
    """Say whether one picture covers most of the page."""
    sides = [ctypes.c_float() for _ in range(4)]
    refs = [ctypes.byref(side) for side in sides]
    for at in range(min(MOST_PICTURES, raw.FPDFPage_CountObjects(page.raw))):
        thing = raw.FPDFPage_GetObject(page.raw, at)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFPageObj_GetBounds(
            thing, *refs
        ):
            left, bottom, right, top = (side.value for side in sides)
            width, height = frame.size
            if (right - left) * (top - bottom) > MOSTLY_PICTURE * width * height:
                return True
    return False


def _meet(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _is_garbled(text: str) -> bool:
    """Say whether the text layer makes no words: private or control characters, or letters without vowels."""
    readable = text.isascii() and text.replace("\n", "").isprintable()
    if not readable and len(_MEANINGLESS.findall(text)) > MOST_GARBLED * len("".join(text.split())):
        return True
    words = _LONG_WORD.findall(text[:GARBLED_SAMPLE])
    return len(words) >= 20 and sum(not _VOWEL.search(word) for word in words) > 0.5 * len(words)


def _refuse_without_text(sheets: Sequence[Sheet], content: bytes, name: str, engine: Engine | None) -> None:
    if any(sheet.runs for sheet in sheets):
        return
    if all(sheet.damaged for sheet in sheets) or _is_cut_short(content):
        raise UnreadableFile(f"{name} is a damaged or cut-off PDF: no page can be read; download it again.")
    pages = _numbers([sheet.number for sheet in sheets])
    why = "its fonts give no readable letters" if any(s.garbled for s in sheets) else "it is a scan"
    if engine:
        raise NoTextLayer(
            f"{name} has no text on {pages}: {why}, and {engine.name} finds no words in its pictures; "
            "scan the paper again, or ask for the file it was printed from."
        )
    raise NoTextLayer(f"{name} has no text on {pages}: {why}; {HOW_TO_GET_OCR}.")


def _is_cut_short(content: bytes) -> bool:
    return b"%%EOF" not in content[-2048:]


def _notes(sheets: Sequence[Sheet], content: bytes, engine: Engine | None) -> tuple[Note, ...]:
    silent = [s.number for s in sheets if not s.runs and not s.damaged and not s.garbled and s.shapes.count]
    garbled = [s.number for s in sheets if s.garbled]
    damaged = [s.number for s in sheets if s.damaged]
    pictured = [s.number for s in sheets if s.pictured]
    ocr = "what [it says|they say] is not known; " + ("look at the paper" if engine else HOW_TO_GET_OCR)
    notes = [
        _note(
            "pages_without_text",
            silent,
            "[holds no text, as a scanned page does|hold no text, as scanned pages do]",
            ocr,
        ),
        _note("pages_garbled", garbled, "[has|have] a text layer without readable words", ocr),
        _note(
            "pages_pictured",
            pictured,
            "[is a picture with hardly any text beside it|are pictures with hardly any text beside them]",
            ocr,
        ),
        _note(
            "pages_damaged",
            damaged,
            "cannot be read",
            "what [it says|they say] is not known; download the file again",
        ),
        *_ocr_notes(sheets, engine),
        *_watermark_notes(sheets),
    ]
    if _is_cut_short(content):
        notes.append(
            Note(
                code="file_cut_short",
                text="The file ends before a PDF should; its last pages may be missing.",
            )
        )
    return tuple(note for note in notes if note)


def _watermark_notes(sheets: Sequence[Sheet]) -> Iterator[Note | None]:
    """Yield what is to be said of words printed across the text."""
    for word in dict.fromkeys(sheet.watermark for sheet in sheets if sheet.watermark):
        pages = [sheet.number for sheet in sheets if sheet.watermark == word]
        so = "its letters are left out"
        if any(said in word.casefold() for said in NOT_IN_FORCE):
            so = "it may not be the plan in force, so ask for the final document"
        yield _note("watermark", pages, f"[bears|bear] \u201c{word[:30]}\u201d across the text", so)


def _ocr_notes(sheets: Sequence[Sheet], engine: Engine | None) -> Iterator[Note | None]:
    """Yield what is to be said of pages read from their pictures: how well, and which of them poorly or in part."""
    read = [sheet for sheet in sheets if sheet.by_ocr and sheet.sure is not None]
    if not engine or not read:
        return
    sure = round(100 * sum(sheet.sure or 0.0 for sheet in read) / len(read))
    yield _note(
        "pages_by_ocr",
        [sheet.number for sheet in read],
        f"[was read from a picture|were read from pictures] by {engine.name}",
        f"it is {sure}% sure of the words; hold a quote against the paper before you rely on it",
    )
    poor = [sheet.number for sheet in read if (sheet.sure or 0.0) < POOR]
    yield _note("pages_poor", poor, "[is|are] hard to read", "words may be wrong; look at the paper")
    partly = [sheet.number for sheet in read if any(UNREAD in run.text for run in sheet.runs)]
    yield _note(
        "words_unread",
        partly,
        f"[has|have] words that could not be read, shown as {UNREAD}",
        "nothing is taken from a sentence with such a word; look at the paper",
    )


def _note(code: str, pages: list[int], what: str, so: str) -> Note | None:
    """Return a note on these pages, or None without any; "[one|more]" stands for the form that fits their number."""
    if not pages:
        return None
    text = _FORMS.sub(r"\1" if len(pages) == 1 else r"\2", f"{what}: {so}.")
    return Note(code=code, text=f"{_numbers(pages).capitalize()} {text}", page=pages[0])


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
