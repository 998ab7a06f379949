"""Two columns of prose that headings part, or whose lines stand at different heights, are read one after the other."""

import pytest

from rothscope.extract.columns import find_gutter, side_by_side, stories
from rothscope.extract.lines import lay_out
from rothscope.extract.rows import rows_of
from rothscope.extract.words import Run, Word

LEFT, RIGHT, LEADING = 70.0, 320.0, 14.0
LINES = (
    "you may save a share of",
    "each pay that the plan",
    "lets you choose for the",
    "year and then leave it",
    "where it is until you are",
)


def drawn(lines: list[tuple[str, float, float, float]]) -> list[Run]:
    """Return runs in the order given: words, left edge, top, size of type."""
    runs = []
    for order, (text, x, top, size) in enumerate(lines):
        words = [
            Word(word, x + 30 * at, top, x + 30 * at + 27, top + size) for at, word in enumerate(text.split())
        ]
        runs.append(Run(words, size, size > 12, order))
    return runs


def column(x: float, top: float, mark: str, size: float = 10.0) -> list[tuple[str, float, float, float]]:
    return [(f"{mark} {line}", x, top + LEADING * at, size) for at, line in enumerate(LINES)]


def heading(text: str, top: float) -> tuple[str, float, float, float]:
    return (text, LEFT, top, 17.0)


SHORT_HEADINGS = [
    heading("Saving", 40),
    *column(LEFT, 70, "a"),
    *column(RIGHT, 70, "b"),
    heading("Leaving", 160),
    *column(LEFT, 190, "c"),
    *column(RIGHT, 190, "d"),
    heading("Dying", 280),
    *column(LEFT, 310, "e")[:2],
    *column(RIGHT, 310, "f")[:1],
]


def first_words(runs: list[Run]) -> str:
    return "".join(strip.cells[0].words[0].text[0] for strip in lay_out(runs).strips)


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        (
            SHORT_HEADINGS,
            "S" + "a" * 5 + "b" * 5 + "L" + "c" * 5 + "d" * 5 + "D" + "eef",
            "a heading that spans the columns parts them though it is short",
        ),
        (
            [
                *column(LEFT, 70, "a"),
                heading("Leaving", 160),
                *column(LEFT, 190, "b"),
                *column(RIGHT, 70, "c"),
            ],
            "a" * 5 + "L" + "b" * 5 + "c" * 5,
            "a heading of the left column alone parts nothing: what is above it on the right is drawn after it",
        ),
        (
            [*column(LEFT, 70, "a"), *column(RIGHT, 77, "b")],
            "a" * 5 + "b" * 5,
            "no two lines stand on one line",
        ),
    ],
)
def test_order_of_two_columns(lines: list[tuple[str, float, float, float]], expected: str, why: str) -> None:
    assert first_words(drawn(lines)) == expected, why


def test_a_table_of_labels_and_answers_is_no_pair_of_columns() -> None:
    rows = [
        (text, x, 70.0 + 20 * at, 10.0) for at in range(6) for text, x in (("Loans", LEFT), ("Yes", RIGHT))
    ]
    runs = drawn(rows)
    gutter = find_gutter(rows_of(runs))
    assert gutter is not None
    assert not side_by_side(stories(runs), gutter)


def test_one_column_with_a_list_further_in_has_no_gutter() -> None:
    listed = [(line, LEFT + 120, 200 + LEADING * at, 10.0) for at, line in enumerate(LINES)]
    assert find_gutter(rows_of(drawn([*column(LEFT, 70, "a"), *listed]))) is None
