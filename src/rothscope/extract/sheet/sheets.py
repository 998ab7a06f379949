"""One page of a PDF -> a Sheet: what pdfium finds on it, before its lines are made.

In: pdfium's document. Out: runs of words, boxes and rules, all turned to how the page reads, and what is odd about it.
"""

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from rothscope.extract.sheet.boxes import Shapes, put_marks, read_fields, read_shapes
from rothscope.extract.sheet.encoding import is_readable, shift_of
from rothscope.extract.sheet.form_values import Button
from rothscope.extract.sheet.frame import Frame, frame_of, reading_turns
from rothscope.extract.sheet.mark_lines import lines_to_mark
from rothscope.extract.sheet.tilt import tilt_of
from rothscope.extract.sheet.watermark import part_watermark
from rothscope.extract.sheet.words import Run, read_runs
from rothscope.extract.tidy import tidy

FEW_LETTERS = 150
"""Letters up to which a page that is mostly a picture may be a scan with a stamp or a page number on it."""

MOSTLY_PICTURE = 0.5
"""Share of a page's area from which a picture is the page."""

MOST_PICTURES = 50
"""Drawn objects among which the picture of a scan is looked for; a scan is one, or a few strips."""


@dataclass(slots=True)
class Sheet:
    """A page as pdfium gives it: its size, the runs of words drawn on it, its boxes and rules.

    Its letters make no words where it is `garbled`; where they are `moved` they did not before they were moved back. It is
    `pictured` where a picture shows more than the text. A text that is there and not shown was read from the picture by
    somebody's OCR: such a page is `by_ocr` without anybody being `sure`.
    """

    number: int
    size: tuple[float, float] = (0.0, 0.0)
    label: str | None = None
    runs: list[Run] = field(default_factory=list)
    shapes: Shapes = field(default_factory=Shapes)
    damaged: bool = False
    garbled: bool = False
    moved: bool = False
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


def read_sheet(pdf: Any, at: int, chosen: Callable[[], frozenset[Button]] = frozenset) -> Sheet:
    """Return one page (numbered from 0) of pdfium's document; damage and garbled text are said, not raised.

    `chosen` is asked for the buttons that the values of the form choose, where none of a field's buttons shows it.
    """
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
        runs = _runs(textpage, frame, sheet)
        textpage.close()
    except pdfium.PdfiumError:
        runs, sheet.damaged = [], True
    runs, sheet.watermark = part_watermark(runs)
    sheet.shapes = read_shapes(page, frame)
    few = sum(len(run.text) for run in runs) <= FEW_LETTERS
    sheet.pictured = few and bool(runs) and _is_picture(page, frame)
    sheet.by_ocr = bool(runs) and not few and _is_hidden(page) and _is_picture(page, frame)
    if runs and not sheet.garbled:
        lines = lines_to_mark(runs, sheet.shapes.rules)
        sheet.shapes.rules = [rule for rule in sheet.shapes.rules if rule not in lines]
        squares = [*sheet.shapes.squares, *lines.values()]
        if pdf.formenv:
            boxes, typed = read_fields(page, pdf.formenv, frame, chosen)
            squares = boxes + [s for s in squares if not any(_meet(s.box, b.box) for b in boxes)]
            runs += [replace(run, order=len(runs) + n) for n, run in enumerate(typed)]
        sheet.runs = put_marks(runs, squares)
    page.close()
    return sheet


def _runs(textpage: Any, frame: Frame, sheet: Sheet) -> list[Run]:
    """Return the runs of a page; say on its sheet where their letters make no words, or had to be moved back."""
    runs = read_runs(textpage, frame)
    if is_readable("\n".join(run.text for run in runs)):
        return runs
    shift = shift_of(textpage.get_text_range())
    sheet.moved, sheet.garbled = shift is not None, shift is None
    return read_runs(textpage, frame, shift.undo) if shift else runs


def _is_hidden(page: Any) -> bool:
    """Say whether the first text drawn on a page is not to be seen, as the text layer of a scan is."""
    for at in range(min(MOST_PICTURES, raw.FPDFPage_CountObjects(page.raw))):
        thing = raw.FPDFPage_GetObject(page.raw, at)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
            return bool(raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    return False


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
