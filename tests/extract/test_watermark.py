"""SAMPLE and DRAFT across a page are left out of its lines and told."""

from pathlib import Path

import pytest
from fpdf import FPDF

from rothscope.extract.read import read_document

LINES = [
    f"Line {number} of the plan says something about contributions and withdrawals." for number in range(30)
]


def page(path: Path, word: str, degrees: float, size: float, x: float, y: float) -> Path:
    pdf = FPDF(unit="pt", format="letter")
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    for number, line in enumerate(LINES):
        pdf.text(60, 80 + 20 * number, line)
    pdf.set_font("Helvetica", "B", size)
    with pdf.rotation(degrees, 306, 396):
        pdf.text(x, y, word)
    path.write_bytes(bytes(pdf.output()))
    return path


@pytest.mark.parametrize(
    ("word", "degrees", "size", "told", "why"),
    [
        ("SAMPLE", 45, 110, "SAMPLE", "aslant across the text"),
        ("D R A F T", 55, 100, "DRAFT", "letter by letter"),
        ("SPECIMEN", 0, 100, "SPECIMEN", "level, over the lines"),
    ],
)
def test_watermarks_are_left_out(
    tmp_path: Path, word: str, degrees: float, size: float, told: str, why: str
) -> None:
    document = read_document(page(tmp_path / "plan.pdf", word, degrees, size, 100, 420))
    assert [line.text for line in document.pages[0].lines] == LINES, why
    (note,) = document.notes
    assert (
        note.code == "watermark" and f"“{told}” across the text: it may not be the plan in force" in note.text
    )


def test_a_large_title_is_no_watermark(tmp_path: Path) -> None:
    document = read_document(page(tmp_path / "plan.pdf", "Your Plan", 0, 48, 60, 740))
    assert document.pages[0].lines[-1].text == "Your Plan"
    assert document.notes == ()
