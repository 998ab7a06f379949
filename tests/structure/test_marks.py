"""Cells that answer by a mark, and the titles over a table of such cells."""

import pytest

from rothscope.model.document import Table
from rothscope.structure.marks import mark_of, with_titles

EVENTS = ("Source", "Age 59½", "Hardship")


@pytest.mark.parametrize(
    ("cell", "ticked", "why"),
    [
        ("\u2713", True, "a check mark"),
        ("X", True, "a letter X"),
        ("\u2610", False, "an empty box"),
        ("\u2717", False, "a cross alone in a cell says no"),
        ("Yes", None, "words"),
        ("", None, "nothing"),
    ],
)
def test_the_mark_in_a_cell(cell: str, ticked: bool | None, why: str) -> None:
    assert mark_of(cell) is ticked, why


@pytest.mark.parametrize(
    ("rows", "titled", "why"),
    [
        (
            (EVENTS, ("Roth", "\u2713", "\u2013"), ("Pre-tax", "Yes", "N")),
            True,
            "titles over marks and bare answers",
        ),
        ((EVENTS, ("Roth", "X", ""), ("Pre-tax", "", "X")), True, "empty cells among marks"),
        ((EVENTS, ("Roth", "Yes, at any time", "No"), ("Pre-tax", "No", "No")), False, "cells that say more"),
        (
            (("Loans", "Yes", "No"), ("Roth", "Yes", "No"), ("Pre-tax", "No", "No")),
            False,
            "an answer in the first row",
        ),
        (
            (("Source", "Answer"), ("Roth", "Yes"), ("Pre-tax", "No")),
            False,
            "one column of answers needs no titles",
        ),
    ],
)
def test_titles_that_nothing_sets_apart(rows: tuple[tuple[str, ...], ...], titled: bool, why: str) -> None:
    table = with_titles(Table(rows=rows))
    assert (table.header, len(table.rows)) == ((rows[0], 2) if titled else ((), 3)), why
