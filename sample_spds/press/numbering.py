"""What is printed at the foot of each page: the printed number differs from the PDF page on purpose."""

from dataclasses import dataclass

from press.dialect import Booklet

_ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]


@dataclass(frozen=True)
class Numbering:
    """Labels of PDF pages, counted from 1; `body` is the PDF page on which the text begins."""

    front: str  # roman | none | counted
    first: int
    body: int

    def label(self, pdf_page: int) -> str:
        """The printed number of a PDF page, "" where none is printed."""
        if self.front == "counted":
            return str(pdf_page)
        if pdf_page >= self.body:
            return str(pdf_page - self.body + self.first)
        return _ROMAN[pdf_page] if self.front == "roman" else ""


def numbering(booklet: Booklet, pages: dict[int, int]) -> Numbering:
    """The numbering once the page of the first heading is known (guessed as 3 before that)."""
    first = int(booklet.option("first_printed_page", "1"))
    return Numbering(booklet.option("front_matter_pages", "none"), first, pages.get(0, 3))
