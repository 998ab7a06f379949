"""Pages that are only pictures: set straight, their boxes found, their words placed; what cannot be read is told."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw

from rothscope.analyze import analyze
from rothscope.errors import NoTextLayer, RothscopeError, WrongDocument
from rothscope.extract import locate
from rothscope.extract import pdf as pdf_module
from rothscope.extract.read import read_document
from rothscope.extract.scan import bitmap
from rothscope.extract.scan.misread import as_printed, beside_mark
from rothscope.extract.scan.ocr import Engine, Seen, find_engine
from rothscope.extract.sheet.tilt import tilted_back
from rothscope.model.document import UNREAD

Pdf = Callable[[str], Path]

needs_engine = pytest.mark.skipif(
    find_engine() is None, reason="reads a scan, and neither tesseract nor rapidocr is installed"
)


class Told:
    """An engine that tells the words it was given, for tests of everything around an engine."""

    name = "told"
    dpi = 72
    at_once = 1

    def __init__(self, *words: Seen) -> None:
        self.words = list(words)

    def read(self, picture: Image.Image) -> list[Seen]:
        return self.words


def words(text: str, top: float, line: int, x: float = 60, sure: float = 0.99) -> list[Seen]:
    """Words of ten-point type, half an em a letter; each box holds the ink drawn for it by `picture_of`."""
    seen = []
    for word in text.split():
        seen.append(Seen(word, x, top, x + 5 * len(word), top + 7, sure, line))
        x += 5 * len(word) + 3
    return seen


def picture_of(seen: list[Seen]) -> Image.Image:
    """A letter page at 72 dots an inch with a black bar for every word."""
    picture = Image.new("L", (612, 792), 255)
    draw = ImageDraw.Draw(picture)
    for word in seen:
        draw.rectangle((word.x0, word.top, word.x1 - 1, word.bottom - 1), fill=0)
    return picture


def page_of(seen: list[Seen], path: Path) -> Path:
    """The same as a PDF."""
    picture_of(seen).save(path, "PDF", resolution=72)
    return path


def test_pages_are_set_straight() -> None:
    picture = Image.new("L", (850, 1100), 255)
    draw = ImageDraw.Draw(picture)
    for row in range(40):
        draw.rectangle((80, 100 + 22 * row, 760 - (row % 5) * 60, 108 + 22 * row), fill=0)
    for degrees in (0.0, 0.7, -1.5, 4.0, -5.0):
        askew = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
        straight, tilt = bitmap.set_straight(askew)
        assert tilt == pytest.approx(-degrees, abs=0.1)
        assert abs(bitmap.set_straight(straight)[1]) < 0.2


@pytest.mark.parametrize(
    ("paint", "expected", "why"),
    [
        ("rectangle 20 20 56 56", [False], "an empty box"),
        ("rectangle 20 20 56 56;line 20 20 56 56;line 20 56 56 20", [True], "a cross from corner to corner"),
        (
            "rectangle 20 20 56 56;line 28 38 36 48;line 36 48 62 10",
            [True],
            "a tick that reaches out of its box",
        ),
        ("rectangle 20 20 56 80", [], "a cell, which is no square"),
        ("rectangle 20 20 156 156", [], "too large for a check box"),
        ("ellipse 20 20 56 56", [], "a letter o"),
        ("rectangle 20 20 56 56;rectangle 60 20 96 56", [], "letters of a word stand this close"),
        ("line 20 20 56 20;line 20 56 56 56;line 20 20 20 56", [], "a bracket is open on one side"),
    ],
)
def test_boxes_are_found_in_a_picture(paint: str, expected: list[bool], why: str) -> None:
    picture = Image.new("L", (200, 200), 255)
    draw = ImageDraw.Draw(picture)
    for stroke in paint.split(";"):
        shape, *places = stroke.split()
        box = tuple(map(int, places))
        if shape == "line":
            draw.line(box, fill=0, width=4)
        else:
            getattr(draw, shape)(box, outline=0, width=4)
    found = bitmap.squares(picture, (20, 60), 20)
    assert [ticked for _, ticked in found] == expected, why


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("|", "I"),
        ("fi|ed", "filed"),
        ("59%", "59½"),
        ("592", "59½"),
        ("591%", "59½"),
        ("591/2", "59½"),
        ("59", "59"),
        ("50%", "50%"),
        ("70'/2,", "70½,"),
    ],
)
def test_what_engines_misread(read: str, printed: str) -> None:
    assert as_printed(read) == printed


@pytest.mark.parametrize(
    ("word", "share", "rest", "why"),
    [
        ("LJ", 1.0, "", "a box read for two letters"),
        ("OAfter-tax", 0.15, "After-tax", "a box glued to its option"),
        ("Once", 0.3, None, "a large O"),
        ("of", 0.9, None, "a word"),
        ("Plan", 1.0, None, "a word in a frame"),
    ],
)
def test_boxes_read_for_letters(word: str, share: float, rest: str | None, why: str) -> None:
    assert beside_mark(word, share) == rest, why


def test_a_box_of_a_straightened_page_lies_askew_on_the_page() -> None:
    assert tilted_back((100, 100, 200, 110), 0.0, (612, 792)) == (100, 100, 200, 110)
    x0, top, x1, bottom = tilted_back((306, 396, 406, 396), 90.0, (612, 792))
    assert (round(x0), round(top), round(x1), round(bottom)) == (216, 306, 216, 406)


def test_words_come_as_lines_with_their_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = words("The plan permits after-tax", 100, 0) + words("contributions.", 113, 1)
    monkeypatch.setattr(pdf_module, "find_engine", lambda: Told(*seen))
    document = read_document(page_of(seen, tmp_path / "scan.pdf"))
    (page,) = document.pages
    assert [line.text for line in page.lines] == ["The plan permits after-tax", "contributions."]
    assert page.by_ocr and page.sure == pytest.approx(0.99)
    assert [note.code for note in document.notes] == ["pages_by_ocr"]
    assert document.notes[0].text.startswith("Page 1 was read from a picture by told: it is 99% sure")


def test_a_word_that_cannot_be_read_is_shown_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = words("The plan does", 100, 0) + words("net", 100, 0, x=140, sure=0.1)
    seen += words("accept rollovers.", 100, 0, x=160)
    monkeypatch.setattr(pdf_module, "find_engine", lambda: Told(*seen))
    document = read_document(page_of(seen, tmp_path / "scan.pdf"))
    assert document.pages[0].lines[0].text == f"The plan does {UNREAD} accept rollovers."
    assert "words_unread" in {note.code for note in document.notes}


@pytest.mark.parametrize(
    ("drawn", "told", "line", "why"),
    [
        ("You may not make", "You may make", f"You may {UNREAD} make", "a word was passed over"),
        ("You may no make", "You may make", f"You may {UNREAD} make", "the shortest that matters"),
        ("You may make", "You may make", "You may make", "nothing stands between the words"),
    ],
)
def test_ink_that_no_word_was_made_of_is_a_word_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawn: str, told: str, line: str, why: str
) -> None:
    below = [
        w
        for row in range(1, 9)
        for w in words("Loans are repaid from pay over five years.", 100 + 14 * row, row)
    ]
    seen = words(drawn, 100, 0) + below
    engine = Told(*(word for word in seen if word.line or word.text in told.split()))
    engine.name = f"told {drawn}"
    monkeypatch.setattr(pdf_module, "find_engine", lambda: engine)
    assert read_document(page_of(seen, tmp_path / "scan.pdf")).pages[0].lines[0].text == line, why


def test_a_small_word_must_be_surer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = (
        words("You may", 100, 0) + words("now", 100, 0, x=98, sure=0.45) + words("make loans.", 100, 0, x=116)
    )
    engine = Told(*seen)
    engine.name = "told now"
    monkeypatch.setattr(pdf_module, "find_engine", lambda: engine)
    document = read_document(page_of(seen, tmp_path / "scan.pdf"))
    assert document.pages[0].lines[0].text == f"You may {UNREAD} make loans."


def test_a_poorly_read_page_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = words("The plan permits loans.", 100, 0, sure=0.6)
    monkeypatch.setattr(pdf_module, "find_engine", lambda: Told(*seen))
    notes = read_document(page_of(seen, tmp_path / "scan.pdf")).notes
    assert [note.text for note in notes if note.code == "pages_poor"] == [
        "Page 1 is hard to read: words may be wrong; look at the paper."
    ]


@pytest.mark.parametrize(
    ("sure", "error", "says"),
    [
        (0.99, WrongDocument, "it hardly uses the words of retirement plans"),
        (0.6, NoTextLayer, "is a scan that could not be read well enough to tell what it is about"),
    ],
)
def test_a_poor_scan_is_not_called_another_subject(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sure: float, error: type[RothscopeError], says: str
) -> None:
    seen = [
        word
        for line in range(12)
        for word in words("Rinse the barley and let it stand.", 100 + 13 * line, line, sure=sure)
    ]
    engine = Told(*seen)
    engine.name = f"told at {sure}"  # what an engine read of a picture is remembered by its name
    monkeypatch.setattr(pdf_module, "find_engine", lambda: engine)
    with pytest.raises(error, match=says):
        analyze(page_of(seen, tmp_path / "scan.pdf"))


def test_without_an_engine_one_sentence_says_how_to_get_one(
    pdf: Pdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_module, "find_engine", lambda: None)
    with pytest.raises(
        NoTextLayer, match=r"it is a scan; install .*`pip install 'rothscope\[ocr\]'`, or tesseract"
    ):
        read_document(pdf("scan"))
    document = read_document(pdf("text_then_scan"))
    assert [page.has_text for page in document.pages] == [True, False]
    assert "pip install 'rothscope[ocr]'" in document.notes[0].text


def test_a_picture_without_words_is_refused(pdf: Pdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "find_engine", lambda: Told())
    with pytest.raises(NoTextLayer, match="told finds no words in its pictures"):
        read_document(pdf("scan"))


@pytest.mark.parametrize(
    ("stamp", "lines", "why"),
    [
        ("Received 2 May 2025", ["The plan permits loans."], "a stamp on a scan is not what the page says"),
        (
            "This page has a picture behind words enough to fill some lines of their own, as covers have. "
            * 2,
            [],
            "a page with words of its own is read from its text layer",
        ),
    ],
)
def test_a_stamped_scan_is_read(
    stamp: str, lines: list[str], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = words("The plan permits loans.", 100, 0)
    sheet = FPDF(unit="pt", format="letter")
    sheet.add_page()
    sheet.image(picture_of(seen), 0, 0, 612, 792)
    sheet.set_font("Helvetica", size=8)
    sheet.text(20, 780, stamp)
    path = tmp_path / "stamped.pdf"
    path.write_bytes(bytes(sheet.output()))
    monkeypatch.setattr(pdf_module, "find_engine", lambda: Told(*seen))
    (page,) = read_document(path).pages
    assert page.by_ocr is bool(lines)
    assert not lines or [line.text for line in page.lines] == lines, why
    monkeypatch.setattr(pdf_module, "find_engine", lambda: None)
    noted = [note.code for note in read_document(path).notes]
    assert noted == (["pages_pictured"] if lines else []), why


@needs_engine
def test_a_garbled_text_layer_is_read_from_its_picture(pdf: Pdf) -> None:
    document = read_document(pdf("garbled_text_layer"))
    assert document.pages[0].by_ocr
    assert document.pages[0].lines[0].text == "The plan permits after-tax contributions"


@needs_engine
def test_drawn_boxes_of_a_scan_come_before_their_options(pdf: Pdf, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan_of(pdf("drawn_boxes"), 1.2))
    lines = [line.text for line in read_document(path).pages[0].lines]
    assert lines[:3] == [
        "☐ Loans are permitted.",
        "☒ Rollovers are permitted.",
        "☒ Conversions are permitted.",
    ]


@needs_engine
def test_a_quote_is_found_where_it_lies_on_an_askew_page(pdf: Pdf, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan_of(pdf("paragraphs"), 2.0))
    (there,) = locate.find_quote(pdf("paragraphs"), 1, "goes on at the margin")
    (askew,) = locate.find_quote(path, 1, "goes on at the margin")
    turned = tilted_back(there, 2.0, (612, 792))
    assert all(abs(a - b) < 8 for a, b in zip(askew, turned, strict=True)), (askew, turned)


def scan_of(path: Path, degrees: float) -> bytes:
    """The first page of a PDF as a 200-dpi scan that lies askew by degrees clockwise."""
    drawn = pdfium.PdfDocument(path)[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    content = io.BytesIO()
    drawn.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=250).save(content, "PDF", resolution=200)
    return content.getvalue()


def test_told_is_an_engine() -> None:
    engine: Engine = Told()
    assert engine.read(Image.new("L", (1, 1))) == []


def test_a_page_measured_in_dots_is_read_as_the_sheet_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = [
        w
        for row in range(12)
        for w in words("The plan permits loans of up to five years.", 100 + 14 * row, row)
    ]
    large = tmp_path / "large.pdf"
    picture_of(seen).resize((2448, 3168)).save(large, "PDF", resolution=72)
    drawn = []

    class Telling(Told):
        name = "telling"

        def read(self, picture: Image.Image) -> list[Seen]:
            drawn.append(max(picture.size))
            factor = picture.width / 612
            return [
                Seen(w.text, w.x0 * factor, w.top * factor, w.x1 * factor, w.bottom * factor, w.sure, w.line)
                for w in self.words
            ]

    monkeypatch.setattr(pdf_module, "find_engine", lambda: Telling(*seen))
    (page,) = read_document(large).pages
    assert drawn == [1224]
    assert (page.width, page.height) == (2448, 3168)
    assert [line.text for line in page.lines] == ["The plan permits loans of up to five years."] * 12
    first = page.lines[0].box
    assert first and first[0] == pytest.approx(4 * 60, abs=6) and first[1] == pytest.approx(4 * 99, abs=12)
