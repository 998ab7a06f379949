"""Text layers that say something else than the page shows: moved letters are moved back, the rest counts as no text."""

import random
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

import pytest

from rothscope.errors import NoTextLayer, UnreadableFile
from rothscope.extract import locate
from rothscope.extract import pdf as pdf_module
from rothscope.extract.read import read_document
from rothscope.extract.sheet.encoding import Shift, is_readable, shift_of

Pdf = Callable[[str], Path]

SAMPLES = Path(__file__).parents[2] / "sample_spds"
ENGLISH = (
    "Each Member may make voluntary after-tax contributions of up to ten percent of pay, and may convert them to Roth "
    "inside the plan once a quarter (see Part 4). While you are still employed you may withdraw them."
)
SPANISH = "Usted puede hacer contribuciones despues de impuestos de hasta el diez por ciento de su sueldo cada quincena."
FUNDS = "Vanguard Target Retirement 2050 Fund, Windsor II, Explorer, PIMCO Total Return, Contrafund, Dodge & Cox Intl Stock"


def moved(text: str, by: int) -> str:
    return "".join(letter if letter in "\r\n" else chr(ord(letter) + by) for letter in text)


def rolled(text: str, by: int) -> str:
    low, high = (case[by:] + case[:by] for case in (ascii_lowercase, ascii_uppercase))
    return text.translate(str.maketrans(ascii_lowercase + ascii_uppercase, low + high))


def shuffled(text: str, seed: int) -> str:
    order = random.Random(seed).sample(ascii_lowercase, 26)
    return text.translate(str.maketrans(ascii_lowercase + ascii_uppercase, "".join(order) * 2))


@pytest.mark.parametrize(
    ("text", "readable", "why"),
    [
        (ENGLISH, True, "English"),
        (SPANISH, True, "another language is one"),
        (FUNDS, True, "names of funds are made of usual letters"),
        ("1,234.50  17%  2026", True, "numbers tell nothing"),
        ("EIN SSN ERISA PBGC DOL HCE NHCE ADP ACP QDRO QNEC SMM RMD", True, "too few letters to tell"),
        (moved(ENGLISH, -29), False, "numbers of glyphs in place of letters"),
        (moved(ENGLISH, 0xF000), False, "private codes"),
        ("\ufffd" * 40 + ENGLISH[:40], False, "mostly signs for what is not known"),
    ],
)
def test_what_can_be_read(text: str, readable: bool, why: str) -> None:
    assert is_readable(text) is readable, why


def test_every_sample_can_be_read_and_no_shuffled_one() -> None:
    texts = [path.read_text(encoding="utf-8").split("---", 2)[-1] for path in SAMPLES.glob("*/plan.md")]
    pages = [text[at : at + 1500] for text in texts for at in range(0, len(text) - 1500, 4500)]
    assert len(pages) > 30
    for number, page in enumerate(pages):
        assert is_readable(page)
        assert not is_readable(shuffled(page, number)) and shift_of(shuffled(page, number)) is None


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        (moved(ENGLISH, -29), Shift(-29)),
        (moved(ENGLISH, 3), Shift(3)),
        (moved(ENGLISH, 0xF000), Shift(0xF000)),
        (rolled(ENGLISH, 3), Shift(3, True)),
        (rolled(ENGLISH, 13), Shift(13, True)),
    ],
    ids=["glyph numbers", "three up", "private codes", "three round the alphabet", "thirteen round it"],
)  # fmt: skip
def test_letters_are_moved_back(text: str, shift: Shift) -> None:
    assert shift_of(text) == shift
    assert shift.undo(text) == ENGLISH


@pytest.mark.parametrize("name", ["letters_moved", "letters_moved_to_private_codes"])
def test_a_page_with_moved_letters_is_read_and_told(pdf: Pdf, name: str) -> None:
    document = read_document(pdf(name))
    assert (
        document.pages[0].lines[0].text
        == "Each Member may make voluntary after-tax contributions of up to ten"
    )
    assert [note.code for note in document.notes] == ["pages_moved"]
    assert len(locate.find_quote(pdf(name), 1, "up to ten percent of pay, and may convert")) == 2


def test_shuffled_letters_are_no_text(pdf: Pdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "find_engine", lambda: None)
    with pytest.raises(NoTextLayer, match="its fonts give no readable letters"):
        read_document(pdf("letters_shuffled"))


def test_a_text_nobody_sees_over_a_picture_counts_as_read_by_ocr(pdf: Pdf) -> None:
    document = read_document(pdf("scan_with_hidden_text"))
    (page,) = document.pages
    assert page.by_ocr and page.sure is None and len(page.lines) == 6
    (note,) = document.notes
    assert note.text.startswith(
        "Page 1 is a scan over which somebody's OCR has laid a text: words may be wrong"
    )


def test_what_stands_in_for_a_text_that_is_not_shown_is_refused(pdf: Pdf) -> None:
    with pytest.raises(
        UnreadableFile, match=r"please_wait\.pdf holds its text where only Adobe Reader shows it"
    ):
        read_document(pdf("please_wait"))
