"""Plain text and Markdown become lines, headings and tables."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rothscope.extract.pageless.plain import BODY_SIZE
from rothscope.extract.read import read_text
from rothscope.extract.tidy import squash


def texts(text: str) -> list[str]:
    return [line.text for page in read_text(text).pages for line in page.lines]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("One line.", ["One line."], "a passage is one line"),
        ("One\r\n\r\nTwo\rThree", ["One", "Two", "Three"], "every kind of line end"),
        ("# Roth\n\ntext", ["Roth", "text"], "a heading loses its mark"),
        ("# Roth #\n", ["Roth"], "and its closing mark"),
        ("#1 choice", ["#1 choice"], "no space, no heading"),
        ("Loans\n-----\nNone.", ["Loans", "None."], "an underline makes a heading"),
        ("One.\n\n---\n\nTwo.", ["One.", "Two."], "a rule by itself is no line"),
        ("- first\n* second\n\u2022 third", ["- first", "* second", "\u2022 third"], "bullets are kept"),
        ("**Loans:** two", ["Loans: two"], "emphasis is no part of the words"),
        ("__X__ Yes  __ No", ["__X__ Yes __ No"], "underscores are a tick, not emphasis"),
        ("[X] Yes\n[ ] No", ["[X] Yes", "[ ] No"], "boxes are kept"),
        (
            "contribu-\ntions are made",
            ["contributions", "are made"],
            "a broken word is whole on its first line",
        ),
        ("after-\ntax, and tax", ["after-tax,", "and tax"], "a hyphen of its own stays"),
        ("plan -\nor not", ["plan -", "or not"], "a dash is no hyphen"),
        ("non-\nRoth", ["non-", "Roth"], "a capital is no second half"),
        ("a | b\nc | d", ["a | b", "c | d"], "a table is kept as lines"),
        ("", [], "nothing gives nothing"),
    ],
)
def test_lines(text: str, expected: list[str], why: str) -> None:
    assert texts(text) == expected, why


@pytest.mark.parametrize(
    ("text", "bold", "larger", "why"),
    [
        ("# Withdrawals", True, True, "a heading of the first level"),
        ("###### Small print", True, True, "and of the last"),
        ("Withdrawals\n===", True, True, "an underlined one"),
        ("**Withdrawals**", True, False, "a line in bold is bold, not larger"),
        ("**Loans** and **more**", False, False, "bold words are no bold line"),
        ("Withdrawals", False, False, "an ordinary line"),
    ],
)
def test_headings_stand_out(text: str, bold: bool, larger: bool, why: str) -> None:
    line = read_text(text).pages[0].lines[0]
    assert (line.bold, line.size > BODY_SIZE) == (bold, larger), why


def test_a_blank_line_parts_paragraphs() -> None:
    lines = read_text("One\ntwo.\n\nThree.").pages[0].lines
    assert [line.break_before for line in lines] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "header", "rows", "why"),
    [
        (
            "| A | B |\n|---|:-:|\n| x | y |",
            ("A", "B"),
            (("x", "y"),),
            "a rule below the first row makes it the header",
        ),
        ("Loans | Two\nRollovers | Yes", (), (("Loans", "Two"), ("Rollovers", "Yes")), "no rule, no header"),
    ],
)
def test_tables(text: str, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], why: str) -> None:
    (table,) = read_text(text).pages[0].tables
    assert (table.header, table.rows) == (header, rows), why


def test_one_row_is_no_table() -> None:
    assert read_text("Yes | No").pages[0].tables == ()


def test_a_form_feed_starts_a_page() -> None:
    document = read_text("one\fthree\f", "flyer.txt")
    assert [(page.number, page.lines[0].text) for page in document.pages] == [(1, "one"), (2, "three")]
    assert (document.source.name, document.source.page_count, document.paged) == ("flyer.txt", 2, False)


@given(st.text(alphabet=st.sampled_from("aZ9 .\n-#|*[]X\u2610"), max_size=80))
def test_no_letter_is_lost_or_made_up(text: str) -> None:
    kept = "".join(squash(line) for line in texts(text))
    assert [c for c in kept if c.isalnum()] == [c for c in squash(text) if c.isalnum()]


def test_reading_text_loads_no_pdf_library() -> None:
    code = (
        "import sys; from rothscope.extract.read import read_text; read_text('a');"
        "sys.exit(bool({'pypdfium2', 'pdfplumber', 'spacy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
