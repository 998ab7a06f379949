"""The sheets the fpdf2 maker writes on: typefaces, running heads, columns, option boxes."""

import datetime

from fpdf import FPDF

from press.dialect import Booklet
from press.numbering import numbering
from press.typefaces import CORE, GLYPHS, font_files

MARGIN, SIDE = 64.0, 112.0  # points; SIDE is the margin in which side headings stand
_GUTTER, _FOOT = 20.0, 64.0


class Sheet(FPDF):  # type: ignore[misc]
    """A document whose text flows through the columns of the front matter's layout."""

    def __init__(self, booklet: Booklet, pages: dict[int, int]) -> None:
        super().__init__(unit="pt", format=booklet.option("paper", "letter"))
        self.booklet, self.contents_pages = booklet, pages
        self.number = numbering(booklet, pages)
        self.found: dict[int, int] = {}
        self.layout = booklet.option("layout", "one-column")
        self.size = float(booklet.option("size", "10.5"))
        self.body = False
        self.column = 0
        self.set_creation_date(datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC))
        self.set_title(booklet.option("title", ""))
        self.set_auto_page_break(True, _FOOT)
        self.core_fonts_encoding = "windows-1252"
        self.face = self.register(booklet.option("fonts", "serif"))
        self.heads = self.register(booklet.option("heading_fonts", booklet.option("fonts", "serif")))
        self.red_green_blue = tuple(bytes.fromhex(booklet.option("colour", "#000000").lstrip("#")))
        self.set_columns()

    def register(self, fonts: str) -> str:
        """Make a typeface known; returns the family name fpdf2 uses for it."""
        if fonts in CORE:
            return CORE[fonts]
        if fonts not in self.fonts:
            for style, file in font_files(fonts).items():
                self.add_font(fonts, style, file)
        return fonts

    # -- page furniture -------------------------------------------------------------------------------------
    def header(self) -> None:
        """The running head."""
        if self.body:
            self.set_font(self.face, "I", 8.5)
            self.set_xy(MARGIN, 30)
            self.cell(0, 12, self.booklet.option("running_head", ""))
        self.set_xy(self.l_margin, MARGIN)

    def footer(self) -> None:
        """The running foot and the printed number."""
        self.set_font(self.face, "", 8.5)
        self.set_text_color(0)
        self.set_xy(MARGIN, self.h - 42)
        self.cell(0, 12, self.booklet.option("running_foot", "") if self.body else "")
        label = self.number.label(self.page)
        self.set_xy(self.w - MARGIN - 60, self.h - 42)
        self.cell(60, 12, label, align="R")

    # -- columns --------------------------------------------------------------------------------------------
    @property
    def accept_page_break(self) -> bool:
        """Go to the next column first, where there are columns."""
        if not self.body or self.layout != "two-column":
            return True
        self.column = 1 - self.column
        self.set_columns()
        if self.column == 0:
            return True
        self.set_xy(self.l_margin, MARGIN)
        return False

    def set_columns(self) -> None:
        """Set the margins for the layout and the column the text is in."""
        left = right = MARGIN
        if self.body and self.layout == "side-heads":
            left += SIDE
        if self.body and self.layout == "two-column":
            half = (self.w - 2 * MARGIN + _GUTTER) / 2
            left, right = (left + half, right) if self.column else (left, right + half)
        self.set_left_margin(left)
        self.set_right_margin(right)

    def make_room(self, height: float) -> None:
        """Begin a new column or page when less than `height` is left."""
        if self.y + height > self.page_break_trigger and self.accept_page_break:
            self.add_page()
        self.set_x(self.l_margin)

    def draw_box(self, x: float, y: float, ticked: bool) -> None:
        """Draw an option box whose upper left corner is at (x, y)."""
        kind, side = self.booklet.option("boxes", "drawn"), self.size * 0.8
        if kind in ("drawn", "wingdings"):
            self.set_line_width(0.7)
            self.rect(x, y + 2, side, side)
            if ticked:
                self.line(x, y + 2, x + side, y + 2 + side)
                self.line(x, y + 2 + side, x + side, y + 2)
        if kind == "drawn":
            return
        if kind == "unicode":
            self.register("dejavu-sans")
        face = {"zapf": "ZapfDingbats", "unicode": "dejavu-sans"}.get(kind, self.face)
        self.set_font(face, "", self.size)
        if kind == "wingdings":  # a symbol font whose text layer gives these letters; only the box is seen
            with self.local_context(text_mode="INVISIBLE"):
                self.text(x, y + self.size, GLYPHS[kind][ticked])
        else:
            self.text(x, y + self.size, GLYPHS[kind][ticked])
        self.set_font(self.face, "", self.size)

    def use_accent(self) -> None:
        """Write in the colour of headings from here on."""
        self.set_text_color(*self.red_green_blue)
