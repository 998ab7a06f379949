"""Raw characters to readable text, broken words to whole ones, and when a quote is verbatim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rothscope.extract.tidy import BROKEN_WORD, appears, mend, squash, tidy, vocabulary


@pytest.mark.parametrize(
    ("raw", "expected", "why"),
    [
        ("  after-tax   money ", "after-tax money", "runs of spaces become one"),
        (
            "the \ufb01rst o\ufb00er e\ufb03cient \ufb06",
            "the first offer efficient st",
            "ligatures are spelled out",
        ),
        ("10\xa0% of\u2009pay", "10 % of pay", "odd spaces are plain"),
        ("con\xadversion\u200b", "conversion", "a soft hyphen and a zero-width space carry no ink"),
        (
            "the \u201cPlan\u201d \u2013 it\u2019s",
            "the \u201cPlan\u201d \u2013 it\u2019s",
            "quotes and dashes stay as printed",
        ),
        ("\u2610 Yes \u2612 No", "\u2610 Yes \u2612 No", "boxes stay"),
        ("age 59\xbd", "age 59\xbd", "a fraction stays one character, not 591/2"),
        ("a\tb\nc", "a b c", "tabs and line ends are spaces"),
    ],
)
def test_tidy(raw: str, expected: str, why: str) -> None:
    assert tidy(raw) == expected, why


@given(st.text(max_size=60))
def test_tidy_leaves_tidied_text_alone(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert "  " not in once


@pytest.mark.parametrize(
    ("first", "second", "known", "expected", "why"),
    [
        ("contribu", "tions", set(), "contributions", "neither half is a word, so it was hyphenated"),
        ("after", "tax", {"tax"}, "after-tax", "the second half is a word: the hyphen is the word's own"),
        ("ten", "year", {"ten-year"}, "ten-year", "the document writes it with a hyphen elsewhere"),
        ("pre", "tax", {"pretax", "tax"}, "pretax", "the document writes it as one word elsewhere"),
        ("non", "Roth", set(), "non-Roth", "a capital never follows inside a word"),
        ("section 401", "k", set(), "section 401-k", "a digit before it is no word to join"),
    ],
)
def test_mend(first: str, second: str, known: set[str], expected: str, why: str) -> None:
    assert mend(first, second, frozenset(known)) == expected, why


def test_halves_of_broken_words_are_no_vocabulary() -> None:
    text = f"A self-directed part{BROKEN_WORD}icipant withdraws contribu-\ntions"
    assert vocabulary(text) == {"a", "self-directed", "withdraws"}
    assert vocabulary(f"one contribu{BROKEN_WORD}\ntions more") == {"one", "more"}
    assert vocabulary("a matching contri\u2010\nbution of the Hospital") == {
        "a",
        "matching",
        "of",
        "the",
        "hospital",
    }


@pytest.mark.parametrize(
    ("page", "quote", "expected", "why"),
    [
        ("The plan does\nnot allow it.", "does not allow", True, "line ends are spaces"),
        ("contribu-\ntions", "contributions", True, "a line-end hyphen is not part of the words"),
        (
            "an \u201cin-plan\u201d rollover",
            'an "in\u2010plan" rollover',
            True,
            "quote and hyphen styles do not count",
        ),
        ("\u2612 Loans", "Loans", True, "a box is a mark, not words"),
        (
            "\xa8 Loans are o\ufb00ered",
            "\u2610 Loans are offered",
            True,
            "nor is a left-over of a picture font",
        ),
        ("is not allowed", "is allowed", False, "a word left out is another sentence"),
        ("10% of pay", "100% of pay", False, "figures count"),
        ("anything", "", False, "no words appear nowhere"),
        ("anything", " - ", False, "nor does a dash alone"),
    ],
)
def test_a_quote_appears_only_word_for_word(page: str, quote: str, expected: bool, why: str) -> None:
    assert appears(page, quote) is expected, why


@given(st.text(max_size=40), st.text(max_size=40))
def test_squash_works_piece_by_piece(one: str, two: str) -> None:
    assert squash(one + two) == squash(one) + squash(two)
