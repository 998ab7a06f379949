"""Pages without their characters hold the same ruled tables as pdfplumber's own, on every PDF kept here."""

from pathlib import Path

import pdfplumber
from pdfplumber.page import Page

from rothscope.errors import LockedPdf
from rothscope.extract.layout.linework import linework_of
from rothscope.extract.layout.tables import RULES
from rothscope.extract.pdf import open_pdf
from rothscope.extract.sheet.sheets import read_sheet
from rothscope.model.document import Box

ROOT = Path(__file__).parent.parent.parent
PDFS = sorted([*ROOT.glob("tests/pdfs/*.pdf"), *ROOT.glob("sample_spds/*/plan.pdf")])


def tables_of(page: Page) -> list[tuple[Box, list[list[Box | None]]]]:
    return [(found.bbox, [row.cells for row in found.rows]) for found in page.find_tables()]


def uprights_of_ruled_pages(path: Path) -> dict[int, int]:
    """How many shapes stand upright on each page with rules enough for a table."""
    with open_pdf(path.read_bytes(), path.name) as pdf:
        shapes = {at + 1: read_sheet(pdf, at).shapes for at in range(len(pdf))}
    return {number: shape.uprights for number, shape in shapes.items() if shape.ruled >= RULES}


def test_the_same_tables_without_the_characters() -> None:
    found = 0
    for path in PDFS:
        try:
            uprights = uprights_of_ruled_pages(path)
        except LockedPdf:
            continue
        with pdfplumber.open(path, pages=list(uprights)) as pdf:
            for page in pdf.pages:
                drawn, where = linework_of(page), f"{path.relative_to(ROOT)}, page {page.page_number}"
                tables = tables_of(page)
                assert tables_of(drawn) == tables, where
                assert page.chars and not drawn.chars, where
                assert (drawn.cropbox, drawn.mediabox) == (page.cropbox, page.mediabox), where
                assert uprights[page.page_number] or not tables, where
                found += len(tables)
                page.close()
                drawn.close()
    assert found >= 20, "the PDFs kept here hold ruled tables"
