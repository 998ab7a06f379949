"""A pdfplumber page without its characters and pictures, so that finding ruled tables costs a sixth.

In: a page of a PDF that pdfplumber opened. Out: the same page, holding only its lines, boxes and curves, in points
from the top left of the sheet, as on the page given. pdfminer lays out every character of a page, though cells are
found from rules alone and the words come from pdfium.
"""

from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfplumber.page import Page


class _Linework(PDFPageAggregator):
    """Collects what a page draws, and passes over its text and pictures."""

    def render_string(self, *_: Any) -> None:
        """Pass over a piece of text."""

    def render_image(self, *_: Any) -> None:
        """Pass over a picture."""


class _NoFonts(PDFResourceManager):
    """Hands out no fonts, since no text is laid out: reading one costs as much as a page."""

    def get_font(self, *_: Any) -> None:  # type: ignore[override]
        """Return no font; text set in none is passed over."""


class _LineworkPage(Page):  # type: ignore[misc]  # pdfplumber tells no types
    @property
    def layout(self) -> LTPage:
        """Return what pdfplumber asks for its objects; a version that asks elsewhere reads all, only slower."""
        fonts = _NoFonts()
        device = _Linework(fonts, pageno=self.page_number)
        PDFPageInterpreter(fonts, device).process_page(self.page_obj)
        return device.get_result()


def linework_of(page: Any, turns: int = 0) -> Any:
    """Return the page without text, turned by so many quarters clockwise, to be closed by the caller like any other."""
    page.page_obj.rotate = (page.page_obj.rotate + 90 * turns) % 360
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate
    return _LineworkPage(page.pdf, page.page_obj, page.page_number)
