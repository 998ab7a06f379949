"""What cannot be read is refused in one sentence, and what can only be read in part says so."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rothscope.errors import LockedPdf, NoTextLayer, RothscopeError, UnreadableFile
from rothscope.extract import pdf as pdf_module
from rothscope.extract import read as read_module
from rothscope.extract.locked import unlocking_with
from rothscope.extract.read import read_document

Pdf = Callable[[str], Path]
PDFS = Path(__file__).parent.parent / "pdfs"


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing reads pictures here; with what does, see test_scans."""
    monkeypatch.setattr(pdf_module, "find_engine", lambda: None)


@pytest.mark.parametrize(
    ("name", "error", "says"),
    [
        ("password_needed", LockedPdf, "password_needed.pdf needs a password"),
        ("scan", NoTextLayer, "has no text on page 1: it is a scan; install what reads pictures with `pip"),
        ("garbled_text_layer", NoTextLayer, "its fonts give no readable letters; install what reads"),
        ("no_such_file", UnreadableFile, "There is no file"),
    ],
)
def test_refused_pdfs(pdf: Pdf, name: str, error: type[RothscopeError], says: str) -> None:
    with pytest.raises(error, match=re.escape(says)):
        read_document(pdf(name))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("file.pdf", b"", "is empty"),
        ("file.pdf", b"%PDF-1.7\nand nothing more", "damaged or cut-off PDF"),
        (
            "file.pdf",
            b"<html><p>Sign in to see your 401(k) plan</p></html>",
            "is not a PDF: it holds a web page",
        ),
        ("FILE.PDF", b"The plan accepts rollovers.", "is not a PDF: it holds plain text"),
        ("file.pdf", b"PK\x03\x04\x14\x00\x06\x00", "is not a PDF: it holds an office or packed file"),
        ("file.pdf", bytes(range(256)) * 4, "is not a PDF: it holds neither pages nor text"),
        ("file.txt", b"   \n\t\n", "nothing but blank space"),
        ("file.docx", b"PK\x03\x04\x14\x00\x06\x00", "is a packed file and no Word document"),
        ("file", bytes(range(256)) * 4, "neither a PDF nor plain text"),
        ("file", b"\x7fELF\x02\x01\x01" + b"\x01\x02\x03" * 50, "neither a PDF nor plain text"),
    ],
)
def test_refused_bytes(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=re.escape(says)):
        read_document(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_document(tmp_path)


def test_a_file_too_large_is_refused(pdf: Pdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_module, "MAX_BYTES", 1000)
    with pytest.raises(UnreadableFile, match="MB Rothscope reads"):
        read_document(pdf("titled"))


def test_a_file_of_too_many_pages_is_refused(pdf: Pdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MAX_PAGES", 4)
    with pytest.raises(UnreadableFile, match="has 5 pages"):
        read_document(pdf("heads_feet_and_roman_numbers"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("age 59\xbd \u2013 \u201cyes\u201d".encode(), "age 59\xbd \u2013 \u201cyes\u201d"),
        ("age 59\xbd \u2013 \u201cyes\u201d".encode("cp1252"), "age 59\xbd \u2013 \u201cyes\u201d"),
        ("age 59\xbd".encode("utf-16"), "age 59\xbd"),
        (b"\xef\xbb\xbfThe plan", "The plan"),
    ],
)
def test_text_is_decoded_as_it_was_saved(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(content)
    assert read_document(path).pages[0].lines[0].text == expected


def test_a_password_opens_what_needs_it(pdf: Pdf) -> None:
    with unlocking_with(["wrong", "open"]):
        document = read_document(pdf("password_needed"), thorough=True)
    assert document.pages[0].lines[0].text == "The plan permits after-tax contributions."
    with unlocking_with(["Open"]), pytest.raises(LockedPdf, match="another password than the one given"):
        read_document(pdf("password_needed"))
    with pytest.raises(LockedPdf, match="give it with --password"):
        read_document(pdf("password_needed"))


def test_an_owner_password_alone_locks_nothing(pdf: Pdf) -> None:
    document = read_document(pdf("owner_password_only"))
    assert document.pages[0].lines[0].text == "The plan permits after-tax contributions."


def test_a_pdf_is_known_by_its_content(tmp_path: Path, pdf: Pdf) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"a line some mail program put first\n" + pdf("titled").read_bytes())
    assert read_document(path).paged


def test_a_scanned_page_among_others_is_noted(pdf: Pdf) -> None:
    document = read_document(pdf("text_then_scan"))
    assert [page.has_text for page in document.pages] == [True, False]
    (note,) = document.notes
    assert (note.code, note.page) == ("pages_without_text", 2)
    assert note.text.startswith("Page 2 holds no text")


def test_a_blank_page_is_no_scan(pdf: Pdf) -> None:
    document = read_document(pdf("blank_page_between"))
    assert [page.has_text for page in document.pages] == [True, False, True]
    assert document.notes == ()


def test_a_cut_off_pdf_that_still_opens_is_noted(tmp_path: Path, pdf: Pdf) -> None:
    content = pdf("titled").read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(content[: content.rindex(b"xref")])
    assert [note.code for note in read_document(path).notes] == ["file_cut_short"]


def test_progress_counts_pages(pdf: Pdf) -> None:
    told: list[tuple[int, int]] = []
    read_document(pdf("blank_page_between"), progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


FUZZED = (
    "columns_drawn_right_first",
    "form_fields",
    "ruled_table_drawn_by_columns",
    "heads_feet_and_roman_numbers",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(FUZZED),
    cut=st.one_of(st.none(), st.floats(0, 1)),
    flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=12),
)
def test_no_byte_soup_brings_it_down(
    tmp_path: Path, name: str, cut: float | None, flips: list[tuple[float, int]]
) -> None:
    content = bytearray((PDFS / f"{name}.pdf").read_bytes())
    for place, byte in flips:
        content[int(place * len(content))] = byte
    path = tmp_path / "soup.pdf"
    path.write_bytes(content if cut is None else content[: int(cut * len(content))])
    try:
        document = read_document(path, thorough=True)
    except RothscopeError as refusal:
        assert str(refusal).endswith((".", "?"))
    else:
        assert document.source.page_count == len(document.pages)
