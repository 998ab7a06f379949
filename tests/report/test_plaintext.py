"""Shortening, wrapping and escaping of a document's words."""

import pytest

from rothscope.report.plaintext import (
    clean,
    ending,
    excerpt,
    few_words,
    markdown_escape,
    one_line,
    shorten,
    wrapped,
)


@pytest.mark.parametrize(
    ("text", "limit", "expected", "why"),
    [
        ("one two three", 13, "one two three", "it fits"),
        ("one two three four", 13, "one two ...", "cut between words, ellipsis counted"),
        ("one two, three four", 13, "one two ...", "no comma before the ellipsis"),
        ("a  b\n c", 20, "a b c", "on one line"),
        ("unbreakable" * 3, 10, "unbrea ...", "a word longer than the limit is cut"),
    ],
)
def test_shorten(text: str, limit: int, expected: str, why: str) -> None:
    assert shorten(text, limit) == expected, why
    assert len(shorten(text, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("May I convert?", 20, "May I convert?"),
        ("Select one of the following: conversion is", 20, "... conversion is"),
        ("x" * 40, 20, "... " + "x" * 16),
    ],
)
def test_ending_keeps_the_last_words(text: str, limit: int, expected: str) -> None:
    assert ending(text, limit) == expected


def test_excerpt_keeps_the_deciding_words_in_sight() -> None:
    quote = f"{'Some earlier words. ' * 30}You may make after-tax contributions. {'And more. ' * 30}"
    shown = excerpt(quote, "after-tax contributions", 120)
    assert "after-tax contributions" in shown
    assert shown.startswith("... ")
    assert shown.endswith(" ...")
    assert len(shown) <= 120
    assert shown.removeprefix("... ").removesuffix(" ...") in one_line(quote)


def test_few_words_keeps_whole_words_near_the_phrase() -> None:
    quote = "If you wish and your employer agrees you may convert the after-tax account at any time"
    assert few_words(quote, "after-tax account", 6) == "... convert the after-tax account at any ..."
    assert few_words("short enough", "", 6) == "short enough"


def test_clean_drops_what_cannot_be_seen_and_keeps_the_rest() -> None:
    assert clean("a\u202eb\x1b[31m\u200bc\ttab\n½ › “”") == "ab[31mc\ttab\n½ › “”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b)", r"\[a\](b)"),
        ("<b> & `c`", r"\<b\> &amp; \`c\`"),
        ("see https://x.example and WWW.x.example", r"see https\://x.example and WWW\.x.example"),
        ("a@b | c", r"a\@b \| c"),
        ("- item", r"\- item"),
        ("12. item", r"\12. item"),
        ("page 14 (PDF page 17)", "page 14 (PDF page 17)"),
    ],
)
def test_markdown_escape(text: str, expected: str) -> None:
    assert markdown_escape(text) == expected


def test_wrapped_changes_nothing_but_line_ends() -> None:
    text = "You may elect after-tax contributions up to 15% of your pay in every payroll period of the year."
    lines = wrapped(text, "  1. ", "     ").splitlines()
    assert max(map(len, lines)) <= 80
    assert " ".join(line.strip() for line in lines).removeprefix("1. ") == text
