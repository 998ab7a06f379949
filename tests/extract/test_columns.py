"""Two columns of prose that headings part, or whose lines stand at different heights, are read one after the other."""

import pytest

from rothscope.extract.layout.columns import find_gutter, side_by_side, stories
from rothscope.extract.layout.lines import lay_out
from rothscope.extract.layout.rows import rows_of
from rothscope.extract.sheet.words import Run, Word

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


def schedule(x: float, first: int, labels: str) -> list[tuple[str, float, float, float]]:
    """Return rows of a number, a label and an answer, drawn row by row; every third label goes on below its answer."""
    cells = []
    for at, label in enumerate(labels):
        top = 70.0 + 30 * at
        cells += [(f"{first + at}", x, top, 10.0), (label, x + 60, top, 10.0)]
        cells += [("(wrapped)", x + 60, top + 12, 10.0)] if at % 3 == 0 else []
        cells.append(("N/A", x + 150, top, 10.0))
    return cells


def drawn_by_column(cells: list[tuple[str, float, float, float]]) -> list[tuple[str, float, float, float]]:
    return sorted(cells, key=lambda cell: (cell[1], cell[2]))


@pytest.mark.parametrize(
    ("cells", "expected", "why"),
    [
        (
            [*schedule(LEFT, 1, "abcd"), *schedule(RIGHT, 5, "efgh")],
            "12345678",
            "two tables, one after the other",
        ),
        (
            sorted([*schedule(LEFT, 1, "abcd"), *schedule(RIGHT, 5, "efgh")], key=lambda cell: cell[2]),
            "1234",
            "one table of six columns, drawn from line to line",
        ),
        (
            drawn_by_column([*schedule(LEFT, 1, "abcd"), *schedule(RIGHT, 5, "efgh")]),
            "1234",
            "one table of six columns, drawn down each column",
        ),
    ],
)
def test_tables_beside_each_other(
    cells: list[tuple[str, float, float, float]], expected: str, why: str
) -> None:
    tables = lay_out(drawn(cells)).tables
    assert "".join(row[0][0].text for table in tables for row in table) == expected, why


def block(x: float, kind: str) -> list[tuple[str, float, float, float]]:
    """Return a heading with three labels below it, each with its answer beside it."""
    cells = [(f"SOURCE {kind}", x, 40.0, 10.0)]
    for at, label in enumerate(("Loan:", "Paid out:", "Put in:"), 1):
        cells += [(label, x, 56.0 + 14 * at, 10.0), (f"{kind}{at}", x + 120, 56.0 + 14 * at, 10.0)]
    return cells


BLOCKS = [*block(LEFT, "a"), *block(RIGHT, "b")]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (sorted(BLOCKS, key=lambda cell: cell[2]), "drawn line by line"),
        (drawn_by_column(BLOCKS), "drawn down each column"),
        ([(text.rstrip(":"), *place) for text, *place in BLOCKS], "labels that repeat need no colon"),
    ],
)
def test_blocks_of_labels_beside_each_other(cells: list[tuple[str, float, float, float]], why: str) -> None:
    bars = [(x, y, x + 240) for x in (LEFT, RIGHT) for y in (36.0, 54.0, 120.0, 138.0)]
    tables = lay_out(drawn(cells), bars).tables
    answers = [row[1][0].text for table in tables for row in table if row[1]]
    assert answers == ["a1", "a2", "a3", "b1", "b2", "b3"], why


QUESTIONS = [("1. May I borrow here?", 70), ("2. May I save more?", 84), ("3. Who pays?", 98)]
ANSWERS = [("1. Yes, half of", 70), ("your own money.", 82), ("2. No.", 110), ("3. The Company.", 130)]


@pytest.mark.parametrize(
    ("asked", "expected", "why"),
    [
        (QUESTIONS, "11y2233", "each answer stands behind its question"),
        (
            [(text.rstrip("?"), top) for text, top in QUESTIONS],
            "12323",
            "lists that ask nothing stay beside each other",
        ),
        (QUESTIONS[:2], "12y23", "so do numbers that do not answer each other"),
    ],
)
def test_answers_tied_to_questions_by_numbers(asked: list[tuple[str, int]], expected: str, why: str) -> None:
    sides = [(text, LEFT, float(top), 10.0) for text, top in asked]
    told = [(text, RIGHT, float(top), 10.0) for text, top in ANSWERS]
    assert first_words(drawn([*sides, *told])) == expected, why


def test_one_column_with_a_list_further_in_has_no_gutter() -> None:
    listed = [(line, LEFT + 120, 200 + LEADING * at, 10.0) for at, line in enumerate(LINES)]
    assert find_gutter(rows_of(drawn([*column(LEFT, 70, "a"), *listed]))) is None
