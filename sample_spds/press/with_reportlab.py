"""The ReportLab maker: Platypus flowables in one or two frames, side heads drawn in the margin."""

import html
import io
from typing import Any

from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.pagesizes import A4, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    NextPageTemplate,
    PageTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Words
from reportlab.platypus import Table as Grid

from press.dialect import (
    Block,
    Booklet,
    Box,
    Callout,
    Heading,
    Items,
    Notes,
    PageBreak,
    Paragraph,
    Table,
    spans,
)
from press.flowables import SIDE, BoxLine, ContentsLine, HeadingLine, register
from press.numbering import numbering

_MARGIN, _GUTTER = 62, 20
_NEEDED = {1: 130, 2: 90, 3: 60}  # points that must be left below a heading of a level


def make(booklet: Booklet, pages: dict[int, int]) -> tuple[bytes, dict[int, int]]:
    """PDF bytes and the PDF page of every heading; `pages` are those of the pass before."""
    setter = _Setter(booklet, pages)
    out = io.BytesIO()
    setter.template(out).build(setter.story())
    return out.getvalue(), dict(sorted(setter.found.items()))


class _Setter:
    def __init__(self, booklet: Booklet, pages: dict[int, int]) -> None:
        self.booklet, self.pages = booklet, pages
        self.number = numbering(booklet, pages)
        self.found: dict[int, int] = {}
        self.after_heading = False
        self.layout = booklet.option("layout", "one-column")
        self.size = float(booklet.option("size", "10.5"))
        self.accent = HexColor(booklet.option("colour", "#000000"))
        self.face = register(booklet.option("fonts", "serif"))
        self.heads = register(booklet.option("heading_fonts", booklet.option("fonts", "serif")))
        self.paper = A4 if booklet.option("paper", "letter") == "a4" else letter

    def template(self, out: io.BytesIO) -> Any:
        """Two page patterns, the front matter and the text."""
        wide, tall = self.paper
        inner = wide - 2 * _MARGIN
        left = SIDE if self.layout == "side-heads" else 0
        low, high = _MARGIN, tall - 2 * _MARGIN
        if self.layout == "two-column":
            column = (inner - _GUTTER) / 2
            frames = [_frame(_MARGIN + i * (column + _GUTTER), low, column, high) for i in (0, 1)]
        else:
            frames = [_frame(_MARGIN + left, low, inner - left, high)]
        front = PageTemplate("front", [_frame(_MARGIN, low, inner, high)], onPage=self._furniture_front)
        text = PageTemplate("text", frames, onPage=self._furniture)
        title = self.booklet.option("title", "")
        return BaseDocTemplate(
            out, pagesize=self.paper, pageTemplates=[front, text], title=title, invariant=1, author=""
        )

    def story(self) -> list[Any]:
        """Everything, in reading order."""
        story = self._front()
        for block in self.booklet.blocks:
            story += self._block(block)
            self.after_heading = isinstance(block, Heading)
        return story

    def _style(self, size: float, **more: Any) -> Any:
        base = {"fontName": self.face, "fontSize": size, "leading": size * 1.3, "spaceAfter": 6}
        return ParagraphStyle(f"s{size}", **{**base, **more})

    def _front(self) -> list[Any]:
        front = self.booklet.front
        big = self._style(25, fontName=self.heads + "-Bold", textColor=self.accent, spaceAfter=14)
        story = [Spacer(1, 150), Words(_escape(front.get("title", "")), big)]
        story += [Words(_escape(front.get("subtitle", "")), self._style(14, spaceAfter=50))]
        story += [Words(_escape(line), self._style(self.size)) for line in front.get("cover", [])]
        if self.booklet.option("contents", "yes") != "no":
            story += [NewPage(), Words(_escape(front.get("contents_title", "Contents")), self._head(1))]
            story += [self._contents_line(h) for h in self.booklet.contents()]
        return [*story, NextPageTemplate("text"), NewPage()]

    def _contents_line(self, heading: Heading) -> Any:
        words = _markup(heading.text)
        return ContentsLine(
            f"<b>{words}</b>" if heading.level == 1 else words,
            self.number.label(self.pages.get(heading.number, 1)),
            self._style(self.size, leftIndent=14 * (heading.level - 1), spaceAfter=2),
        )

    def _head(self, level: int) -> Any:
        size = {1: self.size + 6, 2: self.size + 1.8, 3: self.size + 0.2}[level]
        side = self.layout == "side-heads" and level == 2
        return self._style(
            self.size if side else size,
            fontName=self.heads + "-Bold",
            textColor=self.accent,
            spaceBefore={1: 14, 2: 9, 3: 6}[level],
            spaceAfter={1: 7, 2: 4, 3: 2}[level],
        )

    def _block(self, block: Block) -> list[Any]:
        body = self._style(self.size)
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return [Words(("<b>A.</b>  " if block.answer else "") + _markup(block.text), body)]
            case Items():
                rows = zip(block.texts, block.marks, block.depths, strict=True)
                return [*(self._item(t, m, d) for t, m, d in rows), Spacer(1, 4)]
            case Box():
                words = Words(_markup(block.text), body)
                return [BoxLine(words, block.ticked, self.booklet.option("boxes", "drawn"), block.depth)]
            case Table():
                return [Spacer(1, 3), self._table(block), Spacer(1, 9)]
            case Callout():
                return [self._callout(block), Spacer(1, 9)]
            case Notes():
                small = self._style(self.size - 2, spaceAfter=2)
                return [
                    Spacer(1, 6),
                    *(Words(f"<super>{m}</super> {_markup(t)}", small) for m, t in block.notes),
                ]
            case PageBreak():
                return [NewPage()]

    def _heading(self, heading: Heading) -> list[Any]:
        asked = self.layout == "qa" and heading.text.endswith("?")
        words = Words(("Q.  " if asked else "") + _markup(heading.text), self._head(heading.level))
        side = self.layout == "side-heads" and heading.level == 2
        anchor = HeadingLine(words, heading.number, self.found, side)
        opens = heading.level == 1 and self.booklet.option("chapters", "run-on") == "new-page"
        if opens and heading.number:
            return [NewPage(), anchor]
        return [anchor] if self.after_heading else [CondPageBreak(_NEEDED[heading.level]), anchor]

    def _item(self, text: str, mark: str, depth: int) -> Any:
        left = 16 + 16 * depth
        style = self._style(self.size, leftIndent=left, bulletIndent=left - 15, spaceAfter=3)
        return Words(_markup(text), style, bulletText=mark)

    def _table(self, table: Table) -> Any:
        wide = self._width()
        small = self._style(self.size - 1, spaceAfter=0)
        bold = self._style(self.size - 1, spaceAfter=0, fontName=self.face + "-Bold")
        rows = [[self._cell(c, bold if i == 0 else small) for c in row] for i, row in enumerate(table.rows)]
        head = any(table.rows[0])
        rows = rows if head else rows[1:]
        lines: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        ruling = self.booklet.option("tables", "ruled")
        if ruling == "ruled":
            lines.append(("GRID", (0, 0), (-1, -1), 0.6, black))
        if ruling == "rows":
            lines.append(("LINEBELOW", (0, 0), (-1, -1), 0.4, black))
        widths = [wide * share for share in table.widths]
        return Grid(rows, colWidths=widths, repeatRows=int(head), style=TableStyle(lines))

    def _cell(self, text: str, style: Any) -> Any:
        first = spans(text)[0] if text else None
        if first is None or first.ticked is None:
            return Words(_markup(text), style)
        rest = Words(_markup(text[3:].strip()), style)
        return BoxLine(rest, first.ticked, self.booklet.option("boxes", "drawn"))

    def _callout(self, callout: Callout) -> Any:
        rows = [[Words(_markup(t), self._style(self.size, spaceAfter=0))] for t in callout.texts]
        tint = Color(0.95, 0.95, 0.92)
        lines = [("BOX", (0, 0), (-1, -1), 1, self.accent), ("BACKGROUND", (0, 0), (-1, -1), tint)]
        return Grid(rows, colWidths=[self._width()], style=TableStyle(lines))

    def _width(self) -> float:
        inner: float = self.paper[0] - 2 * _MARGIN
        if self.layout == "two-column":
            return (inner - _GUTTER) / 2
        return inner - (SIDE if self.layout == "side-heads" else 0)

    def _furniture_front(self, canvas: Any, _: Any) -> None:
        self._foot(canvas, "")

    def _furniture(self, canvas: Any, _: Any) -> None:
        canvas.setFont(self.face + "-Italic", 8.5)
        canvas.drawString(_MARGIN, self.paper[1] - 40, self.booklet.option("running_head", ""))
        self._foot(canvas, self.booklet.option("running_foot", ""))

    def _foot(self, canvas: Any, words: str) -> None:
        canvas.setFont(self.face, 8.5)
        canvas.setFillColor(black)
        canvas.drawString(_MARGIN, 36, words)
        canvas.drawRightString(self.paper[0] - _MARGIN, 36, self.number.label(canvas.getPageNumber()))


def _frame(x: float, y: float, width: float, height: float) -> Any:
    return Frame(x, y, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _markup(text: str) -> str:
    out = ""
    for span in spans(text):
        if span.ticked is not None:
            out += "[X]" if span.ticked else "[ ]"
        elif span.note:
            out += f"<super>{span.text}</super>"
        else:
            words = _escape(span.text)
            words = f"<b>{words}</b>" if span.bold else words
            out += f"<i>{words}</i>" if span.italic else words
    return out


def _escape(text: str) -> str:
    return html.escape(str(text), quote=False)
