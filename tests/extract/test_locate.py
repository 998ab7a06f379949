"""A quote is found where it is printed, one box a line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rothscope.errors import LockedPdf
from rothscope.extract.locate import find_quote
from rothscope.extract.read import read_document

Pdf = Callable[[str], Path]


def test_a_box_for_each_line_of_the_quote(pdf: Pdf) -> None:
    path = pdf("columns_drawn_right_first")
    quote = "also make voluntary contributions that are taken from pay after income tax has been withheld"
    first, second = find_quote(path, 1, quote)
    lines = {line.text: line.box for line in read_document(path).pages[0].lines}
    whole = lines["also make voluntary contributions that are taken"]
    assert whole
    assert first == pytest.approx(whole, abs=0.5)
    assert second[1] > first[1]
    assert second[2] < whole[2] + 20, "the rest of the second line is not part of the quote"


@pytest.mark.parametrize(
    ("name", "quote", "lines", "why"),
    [
        ("broken_words", "from every participant, and a participant may stop", 2, "across a broken word"),
        (
            "columns_drawn_line_by_line",
            "up to eight percent of the same pay",
            2,
            "past the other column's lines",
        ),
        ("drawn_boxes", "The plan \u2612 does \u2610 does not allow", 1, "whatever boxes stand in it"),
        ("form_fields", "after-tax contributions is 7% of pay", 1, "with what is typed into a field"),
        ("turned_page", "displayed on its side, and reads", 2, "on a turned page"),
        ("cropped_page", "part of this page", 1, "on a cropped page"),
        ("cropped_page", "words that are not there at all", 0, "and nowhere else"),
        ("cropped_page", "", 0, "no words, no box"),
    ],
)
def test_quotes_are_found(pdf: Pdf, name: str, quote: str, lines: int, why: str) -> None:
    assert len(find_quote(pdf(name), 1, quote)) == lines, why


@pytest.mark.parametrize("name", ["turned_page", "cropped_page", "broken_words"])
def test_boxes_lie_within_the_lines_as_read(pdf: Pdf, name: str) -> None:
    page = read_document(pdf(name)).pages[0]
    for line in page.lines:
        assert line.box
        box = find_quote(pdf(name), 1, line.text)[0]
        assert box[1] == pytest.approx(line.box[1], abs=0.5)
        assert 0 <= box[0] < box[2] <= page.width
        assert 0 <= box[1] < box[3] <= page.height


def test_a_page_that_is_not_there_holds_nothing(pdf: Pdf) -> None:
    assert find_quote(pdf("titled"), 9, "The plan") == ()


def test_a_locked_file_says_so(pdf: Pdf) -> None:
    with pytest.raises(LockedPdf):
        find_quote(pdf("password_needed"), 1, "The plan")
