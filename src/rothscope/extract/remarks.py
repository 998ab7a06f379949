"""What is odd about the pages of a PDF, in sentences to act on: notes, or one refusal where nothing can be read.

In: all its sheets. Out: notes; or NoTextLayer or UnreadableFile.
"""

import re
from collections.abc import Iterator, Sequence

from rothscope.errors import NoTextLayer, UnreadableFile
from rothscope.extract.scan.ocr import HOW_TO_GET_OCR, Engine
from rothscope.extract.sheet.sheets import Sheet
from rothscope.model.document import POOR, UNREAD, Note

NOT_IN_FORCE = ("sample", "draft", "specimen", "template", "void", "superseded", "propos", "preliminary")
"""What a watermark says, joined to one word, where the paper may not be the plan in force."""

STAND_IN_LETTERS = 1500
"""Letters below which the only page of a file may stand in for what other programs do not show."""

# What Adobe's forms and portfolios show in programs that cannot open them.
_STAND_IN = re.compile(
    r"if this message is not eventually replaced|(?:upgrad|latest version|requires?).{0,40}adobe (?:acrobat )?reader"
    r"|open this pdf portfolio",
    re.IGNORECASE | re.DOTALL,
)
_FORMS = re.compile(r"\[([^\]|]*)\|([^\]|]*)\]")


def refuse_without_text(sheets: Sequence[Sheet], content: bytes, name: str, engine: Engine | None) -> None:
    """Raise NoTextLayer or UnreadableFile where no page gave any text."""
    if len(sheets) == 1 and len(sheets[0].text) < STAND_IN_LETTERS and _STAND_IN.search(sheets[0].text):
        raise UnreadableFile(
            f"{name} holds its text where only Adobe Reader shows it; open it there, print it as a PDF, and name that file."
        )
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


def notes_on(sheets: Sequence[Sheet], content: bytes, engine: Engine | None) -> tuple[Note, ...]:
    """Return what a reader must know of how the pages were read."""
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
        _note(
            "pages_moved",
            [s.number for s in sheets if s.moved],
            "[has|have] a text layer whose letters were all moved by a constant",
            "they were moved back; hold a quote against the page before you rely on it",
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
    layered = [sheet.number for sheet in sheets if sheet.by_ocr and sheet.sure is None]
    yield _note(
        "pages_layered",
        layered,
        "[is a scan|are scans] over which somebody's OCR has laid a text",
        "words may be wrong; hold a quote against the page before you rely on it",
    )
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
