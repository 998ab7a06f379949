"""Pieces of a page that Platypus does not have: side headings, option boxes, lines of a contents page."""

from typing import Any

from reportlab.lib.colors import black
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as Words

from press.typefaces import CORE, GLYPHS, font_files

_CORE = {
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
}
SIDE = 112  # width in points of the margin in which side headings stand


class HeadingLine(Flowable):  # type: ignore[misc]
    """A heading that reports its page and, in the side-heads layout, hangs in the margin."""

    def __init__(self, words: Any, number: int, found: dict[int, int], side: bool) -> None:
        super().__init__()
        self.words, self.number, self.found, self.side = words, number, found, side
        self.keepWithNext = 1

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self.side:
            self.tall = self.words.wrap(SIDE - 12, height)[1]
            return width, 0
        self.tall = self.words.wrap(width, height)[1]
        return width, self.tall

    def getSpaceBefore(self) -> float:  # noqa: N802
        return float(self.words.style.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802
        return 0.0 if self.side else float(self.words.style.spaceAfter)

    def draw(self) -> None:
        self.found[self.number] = self.canv.getPageNumber()
        self.words.drawOn(self.canv, -SIDE if self.side else 0, -self.tall if self.side else 0)


class BoxLine(Flowable):  # type: ignore[misc]
    """A box, ticked or empty, and the words to its right."""

    def __init__(self, words: Any, ticked: bool, kind: str, depth: int = 0) -> None:
        super().__init__()
        self.words, self.ticked, self.kind, self.left = words, ticked, kind, 18 * depth

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.tall = self.words.wrap(width - 17 - self.left, height)[1]
        return width, self.tall + 3

    def draw(self) -> None:
        self.words.drawOn(self.canv, 17 + self.left, 3)
        size = self.words.style.fontSize
        _draw_box(self.canv, self.left, 3 + self.tall - size * 1.05, size, (self.ticked, self.kind))


def _draw_box(canvas: Any, x: float, y: float, size: float, box: tuple[bool, str]) -> None:
    ticked, kind = box
    side = size * 0.8
    if kind in ("drawn", "wingdings"):
        canvas.setLineWidth(0.7)
        canvas.rect(x, y, side, side)
        if ticked:
            canvas.line(x, y, x + side, y + side)
            canvas.line(x, y + side, x + side, y)
    if kind == "wingdings":  # a symbol font whose text layer gives these letters; only the box is seen
        text = canvas.beginText(x, y)
        text.setFont("Helvetica", size)
        text.setTextRenderMode(3)
        text.textOut(GLYPHS[kind][ticked])
        canvas.drawText(text)
    elif kind != "drawn":
        if kind == "unicode":
            register("dejavu-sans")
        face = {"zapf": "ZapfDingbats", "unicode": "dejavu-sans", "brackets": "Helvetica"}[kind]
        canvas.setFont(face, size)
        canvas.drawString(x, y + 1, GLYPHS[kind][ticked])


class ContentsLine(Flowable):  # type: ignore[misc]
    """A line of the contents page with dot leaders."""

    def __init__(self, markup: str, label: str, style: Any) -> None:
        super().__init__()
        self.markup, self.label, self.style = markup, label, style

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.words = Words(self.markup, self.style)
        self.wide = width
        self.tall = self.words.wrap(width - 40, height)[1]
        return width, self.tall

    def draw(self) -> None:
        self.words.drawOn(self.canv, 0, 0)
        size, face = self.style.fontSize, self.style.fontName
        used = self.style.leftIndent + max(self.words.getActualLineWidths0() or [0])
        down = self.style.leading - size
        self.canv.setFillColor(black)
        self.canv.setFont(face, size)
        self.canv.drawRightString(self.wide, down, self.label)
        dot = pdfmetrics.stringWidth(" .", face, size)
        room = self.wide - 24 - used - 4
        if room > dot:
            self.canv.drawRightString(self.wide - 24, down, " ." * int(room / dot))


def register(fonts: str) -> str:
    """Make a typeface family known; returns its plain face, the others end in -Bold, -Italic."""
    if fonts in pdfmetrics.getRegisteredFontNames():
        return fonts
    tails = ("", "-Bold", "-Italic", "-BoldItalic")
    if fonts in CORE:
        for tail, core in zip(tails, _CORE[CORE[fonts]], strict=True):
            pdfmetrics.registerFont(pdfmetrics.Font(fonts + tail, core, "WinAnsiEncoding"))
    else:
        for tail, style in zip(tails, ("", "B", "I", "BI"), strict=True):
            pdfmetrics.registerFont(TTFont(fonts + tail, font_files(fonts)[style]))
    pdfmetrics.registerFontFamily(fonts, *(fonts + tail for tail in tails))
    return fonts
