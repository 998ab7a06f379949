"""The fpdf2 maker: text set line by line, columns by moving the margins."""

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
from press.fpdf_sheet import MARGIN, SIDE, Sheet


def make(booklet: Booklet, pages: dict[int, int]) -> tuple[bytes, dict[int, int]]:
    """PDF bytes and the PDF page of every heading; `pages` are those of the pass before."""
    setter = _Setter(booklet, pages)
    setter.front()
    for block in booklet.blocks:
        setter.block(block)
    return bytes(setter.output()), dict(sorted(setter.found.items()))


class _Setter(Sheet):
    side_end, side_page = 0.0, 0  # where the last side heading ends, which the next heading stays below

    # -- front matter ---------------------------------------------------------------------------------------
    def front(self) -> None:
        """Cover and contents; leaves a fresh first page for the text."""
        front = self.booklet.front
        self.add_page()
        self.set_y(210)
        self.use_accent()
        self.set_font(self.heads, "B", 25)
        self.multi_cell(0, 30, str(front.get("title", "")), align="L", new_x="LMARGIN", new_y="NEXT")
        self.set_text_color(0)
        self._plain(14, str(front.get("subtitle", "")), after=50)
        for line in front.get("cover", []):
            self._plain(self.size, str(line), after=3)
        if self.booklet.option("contents", "yes") != "no":
            self.add_page()
            self.use_accent()
            self.set_font(self.heads, "B", self.size + 6)
            words = self.booklet.option("contents_title", "Contents")
            self.multi_cell(0, 24, words, new_x="LMARGIN", new_y="NEXT")
            self.set_text_color(0)
            for heading in self.booklet.contents():
                self._contents_line(heading)
        self.body = True
        self.set_columns()
        self.add_page()

    def _contents_line(self, heading: Heading) -> None:
        label = self.number.label(self.contents_pages.get(heading.number, 1))
        self.set_font(self.face, "B" if heading.level == 1 else "", self.size)
        self.make_room(14)
        self.set_x(MARGIN + 14 * (heading.level - 1))
        right = self.w - MARGIN
        words = heading.text
        while self.get_string_width(words + " . . .") > right - 26 - self.x:
            words = words.rsplit(" ", 1)[0]
        dots = int((right - 26 - self.x - self.get_string_width(words)) / self.get_string_width(" ."))
        self.cell(right - 26 - self.x, 14, words + " ." * (dots - 1))
        self.set_x(right - 26)
        self.cell(26, 14, label, align="R", new_x="LMARGIN", new_y="NEXT")

    def _plain(self, size: float, words: str, after: float) -> None:
        self.set_font(self.face, "", size)
        self.multi_cell(0, size * 1.3, words, align="L", new_x="LMARGIN", new_y="NEXT")
        self.set_y(self.y + after)

    # -- text -----------------------------------------------------------------------------------------------
    def block(self, block: Block) -> None:
        """Set one block and the space after it."""
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._words(("**A.**  " if block.answer else "") + block.text, after=6)
            case Items():
                for text, mark, depth in zip(block.texts, block.marks, block.depths, strict=True):
                    self._item(text, mark, 16.0 * depth)
                self.set_y(self.y + 4)
            case Box():
                self._box_line(block)
            case Table():
                self._table(block)
            case Callout():
                self._callout(block)
            case Notes():
                self.set_y(self.y + 4)
                for mark, text in block.notes:
                    self._words(f"({mark}) {text}", after=2, size=self.size - 2)
            case PageBreak():
                self.column = 0
                self.set_columns()
                self.add_page()

    def _words(self, text: str, after: float, left: float = 0, size: float = 0) -> None:
        size = size or self.size
        self.set_font(self.face, "", size)
        self.make_room(2.6 * size)
        kept = self.l_margin
        self.set_left_margin(kept + left)
        self.set_x(kept + left)
        before = self.column
        self.multi_cell(0, size * 1.3, _markup(text), align="L", markdown=True, new_x="LMARGIN", new_y="NEXT")
        self.set_left_margin(kept)
        if before != self.column or left:
            self.set_columns()
        self.set_xy(self.l_margin, self.y + after)

    def _heading(self, heading: Heading) -> None:
        if heading.level == 1 and self.booklet.option("chapters", "run-on") == "new-page" and heading.number:
            self.block(PageBreak())
        size = self.size + {1: 6, 2: 1.8, 3: 0.2}[heading.level]
        side = self.layout == "side-heads" and heading.level == 2
        asked = self.layout == "qa" and heading.text.endswith("?")
        below = self.side_end if self.side_page == self.page else 0.0
        self.set_y(max(self.y, below) + {1: 12, 2: 7, 3: 4}[heading.level])
        self.make_room(size * 1.25 + 3.2 * self.size)
        self.found[heading.number] = self.page
        self.use_accent()
        self.set_font(self.heads, "B", self.size if side else size)
        top = self.y
        if side:
            self.set_x(self.l_margin - SIDE)
        words = ("Q.  " if asked else "") + heading.text
        wide = SIDE - 12 if side else 0
        self.multi_cell(wide, size * 1.25, words, align="L", new_x="LMARGIN", new_y="NEXT")
        self.set_text_color(0)
        if side:
            self.side_end, self.side_page = self.y, self.page
        self.set_xy(self.l_margin, top if side else self.y + {1: 6, 2: 3, 3: 1}[heading.level])

    def _item(self, text: str, mark: str, left: float) -> None:
        self.set_font(self.face, "", self.size)
        self.make_room(2.6 * self.size)
        wide = max(15, self.get_string_width(mark) + 5)
        self.set_x(self.l_margin + left)
        self.cell(wide, self.size * 1.3, mark)
        self._words(text, after=3, left=left + wide)

    def _box_line(self, box: Box) -> None:
        self.set_font(self.face, "", self.size)
        self.make_room(2.6 * self.size)
        self.draw_box(self.l_margin + 18.0 * box.depth, self.y, box.ticked)
        self._words(box.text, after=3, left=18.0 * box.depth + 18)

    # -- tables and call-outs -------------------------------------------------------------------------------
    def _table(self, table: Table) -> None:
        whole = self.w - self.l_margin - self.r_margin
        widths = [whole * share for share in table.widths]
        for at, row in enumerate(table.rows):
            if any(row):
                self._row(row, widths, "B" if at == 0 else "")
        self.set_xy(self.l_margin, self.y + 9)

    def _row(self, row: tuple[str, ...], widths: list[float], style: str) -> None:
        size, pad = self.size - 1, 4
        self.set_font(self.face, style, size)
        tall = max(
            self._tall(c, w - 2 * pad - (16 if _boxed(c) else 0), size)
            for c, w in zip(row, widths, strict=True)
        )
        self.make_room(tall + 2 * pad)
        x, top = self.l_margin, self.y
        for cell, wide in zip(row, widths, strict=True):
            self._rule(x, top, wide, tall + 2 * pad)
            shift = 0.0
            if _boxed(cell):
                self.draw_box(x + pad, top + pad, cell[1] != " ")
                self.set_font(self.face, style, size)
                cell, shift = cell[3:].strip(), 16.0
            self.set_xy(x + pad + shift, top + pad)
            self.multi_cell(
                wide - 2 * pad - shift,
                size * 1.25,
                _markup(cell),
                align="L",
                markdown=True,
                new_x="LMARGIN",
                new_y="NEXT",
            )
            x += wide
        self.set_xy(self.l_margin, top + tall + 2 * pad)

    def _tall(self, text: str, wide: float, size: float) -> float:
        height = self.multi_cell(
            wide, size * 1.25, _markup(text) or " ", align="L", markdown=True, dry_run=True, output="HEIGHT"
        )
        return float(height)

    def _rule(self, x: float, y: float, wide: float, tall: float) -> None:
        ruling = self.booklet.option("tables", "ruled")
        self.set_line_width(0.6)
        if ruling == "ruled":
            self.rect(x, y, wide, tall)
        if ruling == "rows":
            self.line(x, y + tall, x + wide, y + tall)

    def _callout(self, callout: Callout) -> None:
        wide = self.w - self.l_margin - self.r_margin
        self.set_font(self.face, "", self.size)
        tall = sum(self._tall(t, wide - 20, self.size) * 1.04 + 5 for t in callout.texts) + 11
        self.make_room(tall)
        top = self.y
        self.set_fill_color(243, 243, 239)
        self.set_line_width(1)
        self.rect(self.l_margin, top, wide, tall, style="DF")
        self.set_y(top + 8)
        for text in callout.texts:
            self.set_x(self.l_margin + 10)
            self.multi_cell(
                wide - 20,
                self.size * 1.3,
                _markup(text),
                align="L",
                markdown=True,
                new_x="LMARGIN",
                new_y="NEXT",
            )
            self.set_y(self.y + 5)
        self.set_xy(self.l_margin, top + tall + 9)


def _boxed(cell: str) -> bool:
    return cell[:3] in ("[ ]", "[x]", "[X]")


def _markup(text: str) -> str:
    out = ""
    for span in spans(text):
        if span.ticked is not None:
            out += "[X]" if span.ticked else "[ ]"
        elif span.note:
            out += f"({span.text})"
        elif span.bold:
            out += f"**{span.text}**"
        else:
            out += f"__{span.text}__" if span.italic else span.text
    return out
