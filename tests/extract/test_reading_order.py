"""Small PDFs, each drawn in an order or shape that a machine reads differently from a person."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rothscope.extract.read import read_document
from rothscope.model.document import Document, Furniture, Line

Read = Callable[[str], Document]


def body(document: Document, page: int = 1) -> list[Line]:
    return [line for line in document.pages[page - 1].lines if line.furniture is None]


def words(document: Document, page: int = 1) -> list[str]:
    return [line.text for line in body(document, page)]


@pytest.mark.parametrize("name", ["columns_drawn_line_by_line", "columns_drawn_right_first"])
def test_columns_are_read_one_after_the_other(read: Read, name: str) -> None:
    lines = body(read(name))
    left = [line.text for line in lines if line.column == 0]
    right = [line.text for line in lines if line.column == 1]
    assert left[-8:][0] == "Contributions"
    assert left[-1] == "spring and tells you when they change."
    assert right[0] == "Withdrawals"
    assert right[-1] == "and fifteen dollars for every later one."
    assert [line.text for line in lines] == left + right, "no line of one column stands among the other's"


def test_a_heading_over_both_columns_comes_first(read: Read) -> None:
    first = body(read("columns_drawn_right_first"))[0]
    assert first.text.startswith("Your savings plan at a glance")
    assert first.bold
    assert first.size == 16


def test_a_side_heading_comes_before_its_text(read: Read) -> None:
    document = read("side_headings_drawn_last")
    lines = words(document)
    assert lines[:2] == ["Putting money in", "Each pay period you may set aside between one"]
    assert lines[6:8] == ["Taking money out", "While you are still at work you may take out the"]
    assert document.pages[0].tables == (), "a side heading is no cell"


def test_a_label_and_its_answer_are_one_line_and_one_row(read: Read) -> None:
    document = read("label_and_answer")
    assert words(document)[:3] == [
        "Plan features",
        "Rollovers into the plan Allowed",
        "After-tax contributions Not allowed",
    ]
    aligned, dotted = document.pages[0].tables
    assert aligned.rows[1] == ("After-tax contributions", "Not allowed")
    assert len(aligned.rows) == 4, "the heading above is no row"
    assert dotted.rows == (
        ("Hardship withdrawals", "Available"),
        ("Catch-up contributions", "Available from age 50"),
    )


def test_wrapped_cells_are_read_cell_by_cell(read: Read) -> None:
    document = read("wrapped_labels_and_answers")
    assert words(document)[:4] == [
        "Voluntary contributions",
        "after tax",
        "Permitted up to ten percent",
        "of eligible pay",
    ]
    assert document.pages[0].tables[0].rows == (
        ("Voluntary contributions after tax", "Permitted up to ten percent of eligible pay"),
        ("Conversion", "Not offered at present; the committee may add it by amendment"),
        ("Withdrawal at age 59 1/2", "Permitted"),
    )


TABLE = (
    ("Before-tax savings", "Age 59 1/2 or hardship", "Any time"),
    ("Voluntary after-tax savings", "Twice a year", "Any time"),
    ("Company match", "No", "Any time once vested"),
)


@pytest.mark.parametrize("thorough", [False, True])
def test_a_table_drawn_by_columns_is_read_by_rows(pdf: Callable[[str], Path], thorough: bool) -> None:
    document = read_document(pdf("ruled_table_drawn_by_columns"), thorough=thorough)
    (table,) = document.pages[0].tables
    assert table.header == ("Money in your account", "While employed", "After you leave")
    assert table.rows == TABLE
    assert words(document) == [
        "When you may take out each kind of money:",
        "Money in your account While employed After you leave",
        *(" ".join(row) for row in TABLE),
        "A withdrawal under this table is paid in cash.",
    ]


@pytest.mark.parametrize("name", ["ruled_table_on_cropped_page", "ruled_table_on_turned_page"])
def test_cells_are_found_where_they_are_displayed(pdf: Callable[[str], Path], name: str) -> None:
    (table,) = read_document(pdf(name), thorough=True).pages[0].tables
    assert table.rows == TABLE
    assert table.box
    heading, last = (read_document(pdf(name)).pages[0].lines[at].box for at in (0, -1))
    assert heading and last
    assert heading[3] - 5 < table.box[1] < table.box[3] < last[3]


def test_paragraphs_start_where_a_reader_sees_it(read: Read) -> None:
    starts = [line.text.split()[0] for line in body(read("paragraphs")) if line.break_before]
    assert starts == ["While", "An", "1."]


def test_words_broken_at_a_line_end_are_whole(read: Read) -> None:
    text = " ".join(words(read("broken_words")))
    assert "from every participant, and a participant" in text, "joined: the word is known from elsewhere"
    assert "These after-tax amounts" in text, "kept: the document writes it with its hyphen"
    assert "A self-directed account" in text, "kept: the second half is a word"
    assert "wholly unrepealable election" in text, "joined: neither half is a word"


def test_heads_feet_and_numbers_are_marked(read: Read) -> None:
    document = read("heads_feet_and_roman_numbers")
    assert [page.label for page in document.pages] == ["i", "ii", "1", "2", "3"]
    for page in document.pages:
        kinds = {line.furniture: line.text for line in page.lines}
        assert kinds[Furniture.PAGE_NUMBER] == page.label
        heads = [line.text for line in page.lines if line.furniture is Furniture.RUNNING_HEAD]
        assert heads == ["Harrow Vale Clinics Savings Plan", f"Issued 2025 - part {page.number}"]
        assert page.lines[0].furniture is Furniture.RUNNING_HEAD, "a head stands above, whenever it is drawn"
    assert words(document, 3)[0] == "Sheet one of this booklet tells", (
        "a body line that comes again is no head"
    )


def test_the_files_own_page_labels_serve_where_none_are_printed(read: Read) -> None:
    assert [page.label for page in read("numbered_by_the_file").pages] == ["i", "1", "2"]


def test_contents_are_marked_with_and_without_dots(read: Read) -> None:
    document = read("contents_with_and_without_dots")
    assert words(document, 1) == ["Inside"]
    assert words(document, 2) == ["Questions answered"]
    assert words(document, 3)[0] == "Who can join", "the heading itself is running text"


def test_boxes_stand_before_their_options(read: Read) -> None:
    assert words(read("drawn_boxes")) == [
        "\u2610 Loans are permitted.",
        "\u2612 Rollovers are permitted.",
        "\u2612 Conversions are permitted.",
        "The plan \u2612 does \u2610 does not allow after-tax contributions.",
        "7 is a number in a frame, not a choice.",
        "is a bullet, not a choice.",
        "\u2610 A box of a picture font.",
    ]


def test_form_fields_are_read_with_their_state(read: Read) -> None:
    assert words(read("form_fields")) == [
        "\u2612 After-tax contributions are permitted.",
        "\u2610 Loans are permitted.",
        "\u2610 Conversion once a year",
        "\u2612 Conversion never",
        "The cap on after-tax contributions is 7% of pay",
    ]


def test_a_button_that_shows_no_state_is_told_by_the_value_of_its_field(read: Read) -> None:
    assert words(read("radios_told_by_value")) == [
        "After-tax contributions are permitted. Yes \u2610 No \u2612",
        "\u2612 Roth contributions",
        "\u2610 Loans",
    ]


def test_a_turned_page_is_read_upright(read: Read) -> None:
    document = read("turned_page")
    page = document.pages[0]
    assert (page.width, page.height) == (612, 792)
    assert words(document)[0] == "This page is displayed on its side,"
    first, second = page.lines
    assert first.box and second.box
    assert first.box[0] == pytest.approx(100, abs=1)
    assert first.box[1] < 100 < first.box[3], "a hundred points from the edge that is displayed on top"
    assert first.box[1] < second.box[1], "the second line stands below the first"


def test_boxes_are_counted_from_the_visible_corner(read: Read) -> None:
    page = read("cropped_page").pages[0]
    assert (page.width, page.height) == (500, 600)
    box = page.lines[0].box
    assert box and box[0] == pytest.approx(100, abs=1)
    assert box[1] < 100 < box[3], "600 points up on a page whose top edge is at 700"


def test_the_title_is_the_files_own(read: Read) -> None:
    assert read("titled").title == "Harrow Vale Clinics Savings Plan"
    assert read("paragraphs").title is None
