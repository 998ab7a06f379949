"""Pages on their side or upside down are read as upright ones, and their places are those of the page as it lies."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from rothscope.extract import locate
from rothscope.extract import pdf as pdf_module
from rothscope.extract.pictures import crop
from rothscope.extract.read import read_document
from rothscope.extract.scan.ocr import Seen
from rothscope.extract.sheet.tilt import quarters, tilt_of, tilted_back, turned_size, turned_upright
from rothscope.model.document import Box, Document

Pdf = Callable[[str], Path]

SIZE = (612.0, 792.0)


@pytest.mark.parametrize(
    ("tilt", "box", "lies", "why"),
    [
        (90, (0, 0, 100, 10), (602, 0, 612, 100), "turned left to be read: its first line runs down the right side"),
        (-90, (0, 0, 100, 10), (0, 692, 10, 792), "turned right: its first line runs up the left side"),
        (180, (0, 0, 100, 10), (512, 782, 612, 792), "upside down: its first line is the last one"),
        (0, (0, 0, 100, 10), (0, 0, 100, 10), "upright"),
    ],
)  # fmt: skip
def test_where_the_first_line_lies(tilt: float, box: Box, lies: Box, why: str) -> None:
    assert tilted_back(box, tilt, SIZE) == pytest.approx(lies), why
    assert turned_upright(lies, tilt, SIZE) == pytest.approx(box), why


def test_turns_are_told_as_the_shorter_way_round() -> None:
    assert [tilt_of(turn) for turn in (0, 90, 180, 270, -90, 361.5)] == pytest.approx(
        [0, 90, 180, -90, -90, 1.5]
    )
    assert [quarters(tilt) for tilt in (1.6, 88.4, -91.6, 178)] == [0, 1, -1, 2]
    assert turned_size(88.4, SIZE) == (792.0, 612.0)


def turned(path: Path, degrees: int, to: Path) -> Path:
    """The same file, displayed a number of degrees further clockwise by the entry Rotate."""
    document = pdfium.PdfDocument(path)
    for page in document:
        page.set_rotation((page.get_rotation() + degrees) % 360)
    content = io.BytesIO()
    document.save(content)
    to.write_bytes(content.getvalue())
    return to


def texts(document: Document) -> list[str]:
    return [line.text for page in document.pages for line in page.lines]


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize(
    "name",
    ["paragraphs", "drawn_boxes", "columns_drawn_right_first", "ruled_table_on_turned_page", "form_fields",
     "heads_feet_and_roman_numbers", "ruled_table_on_cropped_page"],
)  # fmt: skip
def test_text_on_its_side_reads_as_upright(pdf: Pdf, tmp_path: Path, name: str, degrees: int) -> None:
    upright = read_document(pdf(name), thorough=True)
    lying = read_document(turned(pdf(name), degrees, tmp_path / "lying.pdf"), thorough=True)
    assert texts(lying) == texts(upright)
    assert [page.label for page in lying.pages] == [page.label for page in upright.pages]
    for there, here in zip(lying.pages, upright.pages, strict=True):
        assert (there.width, there.height) == turned_size(there.tilt, (here.width, here.height))
        assert there.tilt == tilt_of(degrees)
        assert [table.rows for table in there.tables] == [table.rows for table in here.tables]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_quote_on_its_side_is_marked_where_it_lies_and_shown_upright(
    pdf: Pdf, tmp_path: Path, degrees: int
) -> None:
    quote = "An indented line starts a paragraph"
    lying = turned(pdf("paragraphs"), degrees, tmp_path / "lying.pdf")
    spot, there = (locate.find_spans(f, [locate.Span((1,), quote)])[0][1] for f in (lying, pdf("paragraphs")))
    assert spot.boxes[0] == pytest.approx(
        tilted_back(there.boxes[0], tilt_of(degrees), turned_size(degrees, SIZE)), abs=0.1
    )
    pictures = [Image.open(io.BytesIO(crop(f, 1, s))) for f, s in ((lying, spot), (pdf("paragraphs"), there))]
    assert pictures[0].size == pytest.approx(pictures[1].size, abs=4)


class OnlyUpright:
    """An engine that makes words of a page only where the dot in its upper left corner stands there."""

    name = "told"
    dpi = 72
    at_once = 1
    asked = 0

    def read(self, picture: Image.Image) -> list[Seen]:
        self.asked += 1
        if not any(picture.crop((5, 5, 25, 25)).histogram()[:100]):
            return [Seen("uoL", 60, 100, 80, 107, 0.6, 0)]
        return [Seen("Loans", 60, 100, 90, 107, 0.99, 0), Seen("end.", 93, 100, 110, 107, 0.99, 0)]


@pytest.mark.parametrize(("degrees", "tilt"), [(0, 0.0), (90, -90.0), (180, 180.0), (270, 90.0)])
def test_a_scan_is_turned_until_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, degrees: int, tilt: float
) -> None:
    picture = Image.new("L", (612, 792), 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((10, 10, 20, 20), fill=0)
    for row in range(30):
        draw.rectangle((60, 100 + 20 * row, 500, 106 + 20 * row), fill=0)
    path = tmp_path / "scan.pdf"
    picture.rotate(degrees, expand=True).save(path, "PDF", resolution=72)
    engine = OnlyUpright()
    monkeypatch.setattr(pdf_module, "find_engine", lambda: engine)
    (page,) = read_document(path).pages
    assert [line.text for line in page.lines] == ["Loans end."]
    assert page.tilt == pytest.approx(tilt, abs=0.2) and engine.asked <= 2
    assert (page.width, page.height) == turned_size(tilt, SIZE)
