"""Make the documents of this folder again: `python sample_spds/forms/make.py`. Same text, same bytes.

heron_bay.md is one short plan, set in every form in which plans reach people; the others have one form each.
"""

import io
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import pypdfium2 as pdfium  # noqa: E402  # the folder above holds the makers
import weasyprint  # noqa: E402
from build import set_pdf  # noqa: E402
from fpdf import FPDF  # noqa: E402
from PIL import Image  # noqa: E402
from press.dialect import read_booklet  # noqa: E402
from press.other_forms import DAY, as_web, as_word  # noqa: E402

DPI = 200
SKEW = 1.6
"""Degrees by which the scan lies askew, clockwise."""


def scanned(pdf: bytes, degrees: float) -> bytes:
    """The pages as an office scanner gives them: black and white dots, askew."""
    pages = [
        page.render(scale=DPI / 72, grayscale=True)
        .to_pil()
        .convert("L")
        .rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
        .point([255 if level > 140 else 0 for level in range(256)])
        .convert("1")
        for page in pdfium.PdfDocument(pdf)
    ]
    content = io.BytesIO()
    first, *rest = pages
    first.save(
        content, "PDF", save_all=True, append_images=rest, resolution=DPI, creationDate=None, modDate=None
    )
    return content.getvalue()


MERGED_CELLS = """
<style>
  @page { size: letter; margin: 1in }
  body { font: 11pt "Liberation Serif" }
  table { border-collapse: collapse; width: 100% }
  td, th { border: 1px solid black; padding: 4pt; text-align: left; vertical-align: top }
  .note { font-size: 8pt }
</style>
<h1>Otter Creek Mills 401(k) Plan</h1>
<p>Summary Plan Description, January 2026</p>
<p>You may make voluntary after-tax contributions of up to 10% of pay. The plan administrator is Otter Creek Mills.</p>
<h2>Access to your money</h2>
<p>The table shows when each kind of money may be paid out.</p>
<table>
<tr><th rowspan=2>Kind of money</th><th colspan=3>While you are employed</th><th rowspan=2>After you leave</th></tr>
<tr><th>Hardship</th><th>From age 59½</th><th>At any time</th></tr>
<tr><td>Pre-tax contributions</td><td>Yes</td><td>Yes</td><td>No</td><td>Yes</td></tr>
<tr><td>Roth contributions</td><td>Yes</td><td>Yes</td><td>No</td><td>Yes</td></tr>
<tr><td>After-tax contributions<sup>1</sup></td><td>No</td><td>Yes</td><td>Yes</td><td>Yes</td></tr>
<tr><td>Company match</td><td>No</td><td>Yes</td><td rowspan=2>No</td><td>Yes</td></tr>
<tr><td>Rollovers</td><td>Yes</td><td>Yes</td><td>Yes</td></tr>
</table>
<p class=note>1 You may withdraw after-tax contributions not more than twice in a calendar year.</p>
"""
"""A matrix of money and events with titles over several columns, a cell over two rows, and a footnote mark."""


def merged_cells() -> bytes:
    """MERGED_CELLS as a PDF of the third maker."""
    pdf = weasyprint.HTML(string=MERGED_CELLS).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


def table_over_two_pages() -> bytes:
    """A ruled table that goes on on the next page without its titles; after-tax money is open only after leaving."""
    pdf = FPDF(format="letter", unit="pt")
    pdf.set_creation_date(DAY)
    pdf.set_margin(72)
    pdf.set_auto_page_break(True, 72)
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.multi_cell(0, 14, "Pine Hollow Press 401(k) Plan\nSummary Plan Description\n\n")
    text = (
        "You may make voluntary after-tax contributions of 1% to 5% of pay. The Company matches half of the first 4% "
        "of pay that you contribute. The Plan Year ends on December 31.\n"
    )
    pdf.multi_cell(0, 14, text)
    pdf.ln(430)
    pdf.multi_cell(0, 14, "This table tells when each kind of money is paid.\n")
    pdf.ln(10)
    rows = (
        ("Kind of money", "Hardship", "While employed, any reason", "After you leave"),
        ("Pre-tax", "Yes", "No", "Yes"),
        ("Roth", "Yes", "No", "Yes"),
        ("Match", "No", "No", "Yes"),
        ("After-tax", "No", "No", "Yes"),
        ("Rollover", "Yes", "Yes", "Yes"),
    )
    with pdf.table(repeat_headings=0) as table:
        for row in rows:
            table.row(row)
    return bytes(pdf.output())


def main() -> None:
    """Build all of them."""
    heron_bay = read_booklet(HERE / "heron_bay.md", HERE.parent)
    text = set_pdf(heron_bay)
    made = {
        "heron_bay.pdf": text,
        "heron_bay_scanned_askew.pdf": scanned(text, SKEW),
        "heron_bay.docx": as_word(heron_bay),
        "heron_bay.html": as_web(heron_bay),
        "merged_cells.pdf": merged_cells(),
        "table_over_two_pages.pdf": table_over_two_pages(),
    }
    for name, content in made.items():
        (HERE / name).write_bytes(content)
        print(f"{name}  {len(content):,} bytes")


if __name__ == "__main__":
    main()
