"""Crops show exactly the quoted words, and a highlighted copy adds annotations and changes nothing else."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from pdfminer.utils import decode_text
from PIL import Image, ImageColor

from rothscope.extract.locate import Span, find_spans
from rothscope.extract.pictures import DPI, MARKER, OUTLINES, Mark, crop, highlight, is_pdf, outlined
from rothscope.extract.read import read_document

Pdf = Callable[[str], Path]
SAMPLES = Path(__file__).parents[2] / "sample_spds"

# What is quoted, on ordinary, turned and cropped pages.
QUOTES = [
    ("columns_drawn_right_first", "voluntary contributions that are taken from pay after income tax"),
    ("turned_page", "displayed on its side, and reads"),
    ("cropped_page", "part of this page"),
    ("ruled_table_on_turned_page", "Voluntary after-tax savings Twice a year Any time"),
    ("ruled_table_on_cropped_page", "Company match"),
    ("form_fields", "after-tax contributions is 7% of pay"),
    ("owner_password_only", "plan"),
]


def marked(path: Path, quote: str, page: int = 1) -> Image.Image:
    spot = find_spans(path, [Span((page,), quote)])[0][page]
    return Image.open(io.BytesIO(crop(path, page, spot))).convert("RGB")


def pen_share(image: Image.Image) -> float:
    colours = image.getcolors(image.width * image.height) or []
    return sum(n for n, colour in colours if colour == MARKER) / (image.width * image.height)


@pytest.mark.parametrize(("name", "quote"), QUOTES)
def test_a_crop_marks_the_words_and_only_them(pdf: Pdf, name: str, quote: str) -> None:
    path = pdf(name)
    boxes = find_spans(path, [Span((1,), quote)])[0][1].boxes
    image = marked(path, quote)
    wanted = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in boxes) * (DPI / 72) ** 2
    found = pen_share(image) * image.width * image.height
    # Letters cover some of the pen's ink, and the pen runs a dot or two over the box.
    assert 0.5 * wanted < found < 1.5 * wanted
    assert image.height < 300


@pytest.mark.parametrize(("name", "quote"), QUOTES)
def test_the_words_stay_readable_under_the_pen(pdf: Pdf, name: str, quote: str) -> None:
    image = marked(pdf(name), quote)
    colours = {colour for _, colour in image.getcolors(10**7) or [] if isinstance(colour, tuple)}
    assert (0, 0, 0) in colours
    assert len(colours) <= 16


def test_a_crop_is_small_and_the_same_every_time() -> None:
    path = SAMPLES / "granite_mills" / "plan.pdf"
    line = next(line for line in read_document(path).pages[6].lines if len(line.text) > 60)
    spot = find_spans(path, [Span((7,), line.text, line.box)])[0][7]
    png = crop(path, 7, spot)
    assert png == crop(path, 7, spot)
    assert len(png) < 60_000
    assert Image.open(io.BytesIO(png)).mode == "P"


@pytest.mark.parametrize(("name", "quote"), QUOTES)
def test_a_copy_keeps_every_byte_and_adds_what_a_viewer_lists(pdf: Pdf, name: str, quote: str) -> None:
    path = pdf(name)
    mark = Mark(Span((1,), quote), "#8fc7f4", "Rothscope: After-tax", "Yes, from 59 1/2. (Counted.)")
    copy = highlight(path, [mark])
    assert copy.startswith(path.read_bytes())
    assert copy == highlight(path, [mark])
    with pdfplumber.open(io.BytesIO(copy), password="") as opened:
        page = opened.pages[0]
        found = [note for note in page.annots if note["title"] == "Rothscope: After-tax"]
        assert [decode_text(note["data"]["Contents"]) for note in found] == ["Yes, from 59 1/2. (Counted.)"]
        colour = [round(float(part) * 255) for part in found[0]["data"]["C"]]
        assert colour == [0x8F, 0xC7, 0xF4]


@pytest.mark.parametrize("name", ["turned_page", "cropped_page", "ruled_table_on_turned_page"])
def test_a_highlight_lies_on_its_words(pdf: Pdf, name: str) -> None:
    """Read back by another library: the words inside the annotation's rectangle are the quoted ones."""
    path, quote = pdf(name), dict(QUOTES)[name]
    copy = highlight(path, [Mark(Span((1,), quote), "#ffd54a", "mark", "text")])
    with pdfplumber.open(io.BytesIO(copy)) as opened:
        page = opened.pages[0]
        note = next(note for note in page.annots if note["title"] == "mark")
        inside = page.crop((note["x0"], note["top"], note["x1"], note["bottom"]), strict=False)
        letters = "".join((inside.extract_text() or "").split())
    assert "".join(quote.split())[:12] in letters


@pytest.mark.skipif(
    shutil.which("qpdf") is None, reason="qpdf, the second opinion on PDF files, is not installed"
)
@pytest.mark.parametrize(
    "name", sorted(folder.name for folder in SAMPLES.iterdir() if (folder / "plan.pdf").exists())
)
def test_another_tool_finds_no_fault_in_a_copy(name: str, tmp_path: Path) -> None:
    path = SAMPLES / name / "plan.pdf"
    lines = [line for line in read_document(path).pages[3].lines if len(line.text) > 20][:3]
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(
        highlight(path, [Mark(Span((4,), line.text, line.box), "#ffd54a", "a", "b") for line in lines])
    )
    checked = subprocess.run(["qpdf", "--check", copy], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_words_that_are_not_there_are_not_marked(pdf: Pdf) -> None:
    path = pdf("cropped_page")
    copy = highlight(path, [Mark(Span((1,), "words nobody wrote"), "#ffd54a", "a", "b")])
    with pdfplumber.open(io.BytesIO(copy)) as opened:
        assert not opened.pages[0].annots


def test_words_that_run_on_are_found_on_both_pages(pdf: Pdf) -> None:
    path = SAMPLES / "granite_mills" / "plan.pdf"
    pages = read_document(path).pages
    body = [[line for line in page.lines if line.furniture is None and line.box] for page in pages[5:7]]
    quote = f"{body[0][-1].text} {body[1][0].text}"
    spans = find_spans(path, [Span((6, 7), quote)])[0]
    assert set(spans) == {6, 7}
    assert spans[6].boxes[-1][1] == pytest.approx((body[0][-1].box or (0, 0, 0, 0))[1], abs=2)
    assert spans[7].boxes[0][1] == pytest.approx((body[1][0].box or (0, 0, 0, 0))[1], abs=2)


def test_of_the_same_words_twice_the_expected_ones_are_marked(pdf: Pdf) -> None:
    path = pdf("ruled_table_on_turned_page")
    rows = [line for line in read_document(path).pages[0].lines if "Any time" in line.text]
    found = [find_spans(path, [Span((1,), "Any time", row.box)])[0][1].boxes[0] for row in rows]
    assert [box[1] for box in found] == sorted({box[1] for box in found})
    assert len(found) > 1


def test_a_file_is_a_pdf_by_its_content(pdf: Pdf, tmp_path: Path) -> None:
    text = tmp_path / "plan.pdf"
    text.write_text("The plan accepts after-tax contributions.", encoding="utf-8")
    assert is_pdf(pdf("cropped_page"))
    assert not is_pdf(text)


def test_a_page_is_drawn_with_its_boxes(pdf: Pdf) -> None:
    page = read_document(pdf("drawn_boxes")).pages[0]
    picture = Image.open(io.BytesIO(outlined(pdf("drawn_boxes"), page, {0}))).convert("RGB")
    assert picture.size == (850, 1100)
    drawn = {pixel for pixel in picture.get_flattened_data() if isinstance(pixel, tuple)}
    for looks in ("box", "line"):
        wanted = ImageColor.getrgb(OUTLINES[looks])
        assert min(sum(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) for pixel in drawn) < 40, looks
