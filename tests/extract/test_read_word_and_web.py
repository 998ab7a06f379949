"""Word files and saved web pages: what a reader sees comes out in order, and nothing else does."""

import io
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from rothscope.errors import UnreadableFile
from rothscope.extract.read import read_document
from rothscope.model.document import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Word = "docx.document.Document"


def lines_of(document: Document) -> list[str]:
    return [line.text for page in document.pages for line in page.lines]


@pytest.fixture
def word(tmp_path: Path) -> Callable[..., Document]:
    """Read a Word file that holds these pieces of WordprocessingML, or what a function paints into it."""

    def read(*pieces: str, paint: Callable[..., None] | None = None) -> Document:
        file = docx.Document()
        for piece in pieces:
            file.element.body.insert(
                len(file.element.body) - 1, parse_xml(piece.replace("<w:p>", f"<w:p {W}>", 1))
            )
        if paint:
            paint(file)
        path = tmp_path / "plan.docx"
        file.save(str(path))
        return read_document(path)

    return read


def page(tmp_path: Path, body: str) -> Document:
    path = tmp_path / "plan.html"
    path.write_text(f"<!doctype html><html><head><title>A Plan</title></head><body>{body}</body></html>")
    return read_document(path)


@pytest.mark.parametrize(
    ("piece", "expected", "why"),
    [
        ("<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r></w:p>", ["One two"], "a tab is a space"),
        (
            "<w:p><w:r><w:t>You may </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>always </w:t></w:r></w:ins><w:r><w:t>convert.</w:t></w:r></w:p>",
            ["You may always convert."],
            "deleted words are gone, inserted ones are there",
        ),
        (
            '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> Loans</w:t></w:r></w:p>',
            ["☑ Loans"],
            "a ticked box of a picture font",
        ),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
            '<w:checked w:val="1"/></w:checkBox></w:ffData></w:fldChar><w:t>Roth</w:t></w:r></w:p>',
            ["☒ Roth"],
            "a box of a form field as it is now, not as it was at first",
        ),
        (
            "<w:p><w:sdt><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
            "<w:r><w:t xml:space='preserve'> Roth</w:t></w:r></w:p>",
            ["☐ Roth"],
            "a box of a content control",
        ),
    ],
)
def test_word_paragraphs(word: Callable[..., Document], piece: str, expected: list[str], why: str) -> None:
    assert lines_of(word(piece)) == expected, why


def test_word_sections_stand_for_pages(word: Callable[..., Document]) -> None:
    def paint(file: docx.document.Document) -> None:
        file.add_heading("The Plan", 0)
        file.add_heading("Contributions", 1)
        file.add_paragraph("You may contribute.")
        file.add_paragraph("up to 5%", style="List Bullet")
        file.add_paragraph("first", style="List Number")
        file.add_paragraph("second", style="List Number")
        file.add_heading("Withdrawals", 1)
        file.add_paragraph("You may withdraw.")

    document = word(paint=paint)
    assert not document.paged
    assert [page.label for page in document.pages] == [
        "section 1, “Contributions”",
        "section 2, “Withdrawals”",
    ]
    assert lines_of(document)[2:6] == ["You may contribute.", "• up to 5%", "1. first", "2. second"]


def test_word_headings_told_by_looks_where_none_is_marked(word: Callable[..., Document]) -> None:
    def paint(file: docx.document.Document) -> None:
        file.add_paragraph().add_run("Contributions").bold = True
        file.add_paragraph("You may contribute.")
        file.add_paragraph().add_run("Withdrawals").bold = True
        file.add_paragraph("You may withdraw.")

    assert [page.label for page in word(paint=paint).pages] == [
        "section 1, “Contributions”",
        "section 2, “Withdrawals”",
    ]


def test_word_tables_with_merged_cells(word: Callable[..., Document]) -> None:
    def paint(file: docx.document.Document) -> None:
        table = file.add_table(rows=4, cols=3)
        words = (
            "Account",
            "While employed",
            "",
            "",
            "Hardship",
            "Any time",
            "Roth",
            "Yes",
            "No",
            "After-tax",
            "No",
            "Yes",
        )
        for cell, text in zip((c for row in table.rows for c in row.cells), words, strict=True):
            cell.text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))
        for row in table.rows[:2]:
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))

    document = word(paint=paint)
    assert document.pages[0].tables[0].header == (
        "Account",
        "While employed Hardship",
        "While employed Any time",
    )
    assert lines_of(document)[1:] == ["Roth | Yes | No", "After-tax | No | Yes"]


@pytest.mark.parametrize(
    ("body", "expected", "why"),
    [
        (
            "<p>One <b>two</b><br>three</p>",
            ["One two", "three"],
            "text inside text is one line, which a break ends",
        ),
        ("<div>One<p>two</p>three</div>", ["One", "two", "three"], "a block parts the text around it"),
        ("<ol start='3'><li>a</li><li>b</li></ol><ul><li>c</li></ul>", ["3. a", "4. b", "• c"], "lists"),
        (
            "<label><input type=checkbox checked>Yes</label> <label><input type=checkbox>No</label>",
            ["☒ Yes ☐ No"],
            "boxes before their options",
        ),
        (
            "<p>Open</p><p hidden>a</p><p style='display: none'>b</p><script>c</script>",
            ["Open"],
            "what nobody sees",
        ),
        ("<p>After-tax<sup>1</sup> money</p>", ["After-tax(1) money"], "a footnote's mark"),
        (
            "<table><tr><td><h2>Menu</h2></td><td><p>You may convert.</p></td></tr></table>",
            ["Menu", "You may convert."],
            "a table that only lays out the page",
        ),
        (
            "<table><tr><th rowspan=2>Source</th><th colspan=2>While employed</th></tr><tr><th>Hardship</th>"
            "<th>Any time</th></tr><tr><td>Roth</td><td>Yes</td><td>No</td></tr></table>",
            ["Source | While employed Hardship | While employed Any time", "Roth | Yes | No"],
            "cells that span rows and columns",
        ),
    ],
)
def test_web_pages(tmp_path: Path, body: str, expected: list[str], why: str) -> None:
    assert lines_of(page(tmp_path, body)) == expected, why


def test_a_page_saved_as_xhtml_is_read_without_a_word_of_warning(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Loans.</p></body></html>'
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert lines_of(read_document(path)) == ["Loans."]


def test_a_web_archive_holds_its_page(tmp_path: Path) -> None:
    path = tmp_path / "plan.mht"
    path.write_bytes(
        b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><p>The plan =E2=80=9Cpermits=E2=80=9D loans.</p></body></html>\r\n--x--\r\n"
    )
    assert lines_of(read_document(path)) == ["The plan “permits” loans."]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04word/document.xml, cut off", "damaged Word file"),
        (b"PK\x03\x04xl/workbook.xml", "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file (.doc), or one locked with a password"),
        (b"<html><body><script>nothing</script></body></html>", "nothing but blank space"),
    ],
)
def test_what_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as refusal:
        read_document(path)
    assert says in str(refusal.value)


def test_a_word_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 100_000)
    path = tmp_path / "plan.docx"
    path.write_bytes(content.getvalue())
    monkeypatch.setattr("rothscope.extract.pageless.word.MOST_BYTES", 1000)
    with pytest.raises(UnreadableFile, match="unpacks to more than"):
        read_document(path)
