"""Which runs stand on one line, and which lines make one row of a table."""

from dataclasses import replace

import pytest

from rothscope.extract.layout.cells import CellColumns
from rothscope.extract.layout.lines import lay_out
from rothscope.extract.layout.rows import are_side_heads, blocks_of, rows_of
from rothscope.extract.layout.ruled import Rule, ruled_tables
from rothscope.extract.sheet.words import Run, Word

SIZE = 10.0


def run(text: str, x: float, top: float, bold: bool = False) -> Run:
    word = Word(text, x, top, x + 5 * len(text), top + SIZE)
    return Run([word], SIZE, bold, 0)


def words(text: str, x: float, top: float) -> Run:
    parts = [
        Word(word, x + 30 * at, top, x + 30 * at + 27, top + SIZE) for at, word in enumerate(text.split())
    ]
    return Run(parts, SIZE, False, 0)


def test_runs_on_one_line_are_read_from_left_to_right() -> None:
    rows = rows_of([run("b", 100, 2), run("c", 0, 14), run("a", 0, 0)])
    assert [[cell.text for cell in row] for row in rows] == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    ("cells", "expected", "why"),
    [
        (
            [("Loans", 0, 0), ("Yes", 200, 0), ("Transfers", 0, 12), ("No", 200, 12)],
            [["Loans", "Yes"], ["Transfers", "No"]],
            "each label starts a row",
        ),
        (
            [("Loans", 0, 0), ("Yes", 200, 0), ("for homes", 0, 12), ("No", 200, 24), ("Transfers", 0, 24)],
            [["Loans", "Yes", "for homes"], ["Transfers", "No"]],
            "a label that runs on in small letters does not",
        ),
        (
            [
                ("Transfers", 0, 0),
                ("No", 200, 0),
                ("Employee", 0, 18),
                ("1% to 8%", 200, 25),
                ("After-tax", 0, 32),
                ("Loans", 0, 50),
                ("Two", 200, 50),
            ],
            [["Transfers", "No"], ["Employee", "1% to 8%", "After-tax"], ["Loans", "Two"]],
            "an answer at the middle of a label of two lines opens no row",
        ),
    ],
)
def test_blocks(cells: list[tuple[str, float, float]], expected: list[list[str]], why: str) -> None:
    blocks = blocks_of(rows_of([run(*cell) for cell in cells]), 150.0)
    assert [[cell.text for row in block for cell in row] for block in blocks] == expected, why


LABELLED = [("Age", 0, 0), ("You may", 200, 0), ("59½ paid", 0, 12), ("take all.", 200, 14)]
"""A bold label of two lines beside a paragraph of two."""

THREE = [
    ("Fees", 0, 0),
    ("a dollar each.", 200, 0),
    ("Loans", 0, 12),
    ("Two", 200, 12),
    ("Gifts", 0, 24),
    ("No", 200, 24),
]


@pytest.mark.parametrize(
    ("cells", "expected", "why"),
    [
        (
            [*LABELLED, ("Loans", 0, 40), ("Two.", 200, 40)],
            [["Age", "You may", "59½ paid", "take all."], ["Loans", "Two."]],
            "a bold label goes on in a line that starts with no small letter",
        ),
        (
            THREE,
            [["Fees", "a dollar each."], ["Loans", "Two"], ["Gifts", "No"]],
            "but starts anew where the answer beside it had room and did not run on",
        ),
        (
            [
                ("Loans", 0, 0),
                ("Two.", 200, 0),
                ("They cost", 200, 36),
                ("Fees", 0, 44),
                ("a dollar.", 200, 48),
            ],
            [["Loans", "Two."], ["They cost", "Fees", "a dollar."]],
            "text may start a little above its label",
        ),
    ],
)
def test_blocks_of_bold_labels(
    cells: list[tuple[str, float, float]], expected: list[list[str]], why: str
) -> None:
    runs = [replace(run(*cell), bold=cell[1] == 0) for cell in cells]
    blocks = blocks_of(rows_of(runs), 150.0)
    assert [[cell.text for row in block for cell in row] for block in blocks] == expected, why


def rules_at(*heights: float) -> list[Rule]:
    return [(0.0, height, 300.0) for height in heights]


CENTRED = [("Up to", 200, 0), ("Loans", 0, 9), ("two", 200, 18), ("Transfers", 0, 40), ("No", 200, 40)]


@pytest.mark.parametrize(
    ("cells", "rules", "expected", "why"),
    [
        (
            CENTRED,
            rules_at(-5, 34, 56),
            [["Loans", "Up to two"], ["Transfers", "No"]],
            "rules part rows, whatever height the label is centred at",
        ),
        (CENTRED, rules_at(-5, 56), [], "two rules are the edges of a box"),
        (CENTRED, rules_at(-5, 34, 300), [], "a rule far below belongs to something else"),
        (
            [
                ("Years", 0, 0),
                ("Vested", 200, 0),
                ("1", 0, 20),
                ("20%", 200, 20),
                ("2", 0, 32),
                ("40%", 200, 32),
            ],
            rules_at(-5, 14, 46),
            [["Years", "Vested"], ["1", "20%"], ["2", "40%"]],
            "a schedule has a row a line",
        ),
        (
            [("a line as wide as the page", 0, 0), ("and another one like it", 0, 20), ("No", 200, 40)],
            rules_at(-5, 14, 34, 56),
            [],
            "rules between paragraphs make no table",
        ),
    ],
)
def test_ruled_tables(
    cells: list[tuple[str, float, float]], rules: list[Rule], expected: list[list[str]], why: str
) -> None:
    tables, outside = ruled_tables([run(*cell) for cell in cells], rules)
    assert len(outside) + sum(len(c) for t in tables for row in t for c in row) >= len(cells)
    rows = [[" ".join(part.text for part in cell) for cell in row] for table in tables for row in table]
    assert rows == expected, why


def test_columns_are_what_runs_cover() -> None:
    columns = CellColumns(
        [run("Money", 0, 0), run("Employed", 100, 0), run("No", 120, 12), run("Left", 200, 0)]
    )
    assert columns.count == 3
    assert [columns.of(run(text, x, 24)) for text, x in (("a", 3), ("b", 130), ("c", 210))] == [0, 1, 2]


def cells_of(tables: list[list[list[list[Run]]]]) -> list[list[list[str]]]:
    return [[[" ".join(part.text for part in cell) for cell in row] for row in table] for table in tables]


def test_two_tables_beside_each_other_have_rules_of_their_own() -> None:
    rows = [("Loans", 0), ("Yes", 100), ("Match", 300), ("No", 400)]
    runs = [run(text, x, top) for top in (0, 20) for text, x in rows]
    rules = [(x, y, x + 200) for y in (-5.0, 15.0, 35.0) for x in (0.0, 300.0)]
    assert cells_of(ruled_tables(runs, rules)[0]) == [[["Loans", "Yes"]] * 2, [["Match", "No"]] * 2]


@pytest.mark.parametrize(
    ("bold", "first", "why"),
    [
        (True, ["Feature", "Open"], "bold words right above the first rule are the titles"),
        (False, ["Loans", "Yes"], "plain words there are text"),
    ],
)
def test_titles_stand_above_the_first_of_the_rules_below_each_row(
    bold: bool, first: list[str], why: str
) -> None:
    titles = [run("Feature", 0, 0, bold), run("Open", 200, 0, bold)]
    rows = [run(text, x, top) for top in (20, 40) for text, x in (("Loans", 0), ("Yes", 200))]
    (table,) = cells_of(ruled_tables(titles + rows, rules_at(14, 34, 54))[0])
    assert table[0] == first, why


def test_a_heading_over_titles_of_its_own_opens_another_table() -> None:
    first = [("Source", 0, True), ("Open", 150, True), ("IRA", 0, False), ("No", 150, False)]
    second = [("Type", 0, True), ("Offered", 200, True), ("Loans", 0, False), ("Yes", 200, False)]
    above = [run(text, x, top, bold) for (text, x, bold), top in zip(first, (0, 0, 20, 20), strict=True)]
    below = [run(text, x, top, bold) for (text, x, bold), top in zip(second, (60, 60, 80, 80), strict=True)]
    rules = rules_at(-4, 15, 35, 56, 75, 95)
    tables, outside = ruled_tables([*above, run("Withdrawals", 0, 40, True), *below], rules)
    assert cells_of(tables) == [
        [["Source", "Open"], ["IRA", "No"]],
        [["Type", "Offered"], ["Loans", "Yes"]],
    ]
    assert [line.text for line in outside] == ["Withdrawals"]
    (one,) = cells_of(ruled_tables([*above, run("Others", 0, 40, True), *below[2:]], rules)[0])
    assert [row[0] for row in one[2:]] == ["Others", "Loans"], (
        "a band over rows without titles parts no table"
    )


@pytest.mark.parametrize(
    ("last", "rows", "why"),
    [
        ("None", 6, "every line begins anew: labels with their answers"),
        ("with pay", 3, "a small letter goes on with the line above: one wrapped cell"),
    ],
)
def test_a_list_between_the_rules_of_its_chapter_has_a_row_each_line(last: str, rows: int, why: str) -> None:
    answers = [("Match", "Yes"), ("Loans", "Two"), ("Roth", "Yes"), ("Vesting", last)]
    cells = [
        run(text, x, 20 + 14 * at)
        for at, pair in enumerate(answers)
        for text, x in zip(pair, (0, 200), strict=True)
    ]
    around = [run(text, x, top) for top in (0, 90) for text, x in (("Fees", 0), ("Paid", 200))]
    (table,) = cells_of(ruled_tables([*cells, *around], rules_at(-4, 15, 80, 104))[0])
    assert len(table) == rows, why


def test_rules_drawn_cell_by_cell_cut_a_line_that_runs_over_two_cells() -> None:
    wide = Run([Word("Saved", 0, 0, 60, 10), Word("$0", 66, 0, 80, 10)], 10.0, False, 0)
    below = [run("Match", 0, 20), run("$75", 66, 20)]
    rules = [(x0, y, x1) for y in (-4.0, 15.0, 34.0) for x0, x1 in ((0.0, 63.0), (63.0, 130.0))]
    tables, outside = ruled_tables([wide, *below], rules)
    assert cells_of(tables) == [[["Saved", "$0"], ["Match", "$75"]]]
    assert outside == []


def test_a_title_as_wide_as_its_column_is_told_from_the_next_by_where_the_cells_start() -> None:
    titles = Run(
        [Word("Feature", 0, 0, 35, 10), Word("Open", 44, 0, 64, 10), Word("now", 67, 0, 82, 10)],
        SIZE,
        True,
        0,
    )
    below = [run(text, x, top) for top in (20, 40, 60) for text, x in (("Loans", 0), ("Yes", 44))]
    (table,) = cells_of(ruled_tables([titles, *below], rules_at(-4, 15, 35, 55, 75))[0])
    assert table[0] == ["Feature", "Open now"]


def test_what_stands_above_the_first_row_under_the_same_rule_is_no_cell() -> None:
    heading = replace(run("Part_7", 0, 0, True), size=12.0)
    text = Run([Word(f"w{at}", 20.0 * at + 5, 16, 20.0 * at + 22, 26) for at in range(11)], SIZE, False, 0)
    rest = run("through.", 0, 28)
    rows = [run(text, x, top) for top in (46, 66) for text, x in (("Loans", 0), ("Yes", 205))]
    rules = [(0.0, -5.0, 300.0)] + [
        (x0, y, x1) for y in (60.0, 80.0) for x0, x1 in ((0.0, 195.0), (195.0, 300.0))
    ]
    tables, outside = ruled_tables([heading, text, rest, *rows], rules)
    assert cells_of(tables) == [[["Loans", "Yes"]] * 2]
    assert [found.text for found in outside] == ["Part_7", text.text, "through."]


def test_notes_and_frames_below_the_last_row_are_no_cells() -> None:
    rows = [run(text, x, top) for top in (0, 20) for text, x in (("Loans", 0), ("Yes", 205))]
    note = Run([Word(f"n{at}", 20.0 * at + 9, 40, 20.0 * at + 26, 50) for at in range(12)], SIZE, False, 0)
    rules = [(x0, y, x1) for y in (-5.0, 15.0, 35.0, 60.0) for x0, x1 in ((0.0, 198.0), (198.0, 300.0))]
    tables, outside = ruled_tables([*rows, note], rules)
    assert cells_of(tables) == [[["Loans", "Yes"]] * 2]
    assert outside == [note]


LONG = "a_sentence that goes on for some more words than a cell has."


@pytest.mark.parametrize(
    ("texts", "expected", "why"),
    [
        ([LONG, LONG, LONG, "Once a year"], True, "one short answer among paragraphs"),
        ([LONG, LONG, LONG, "Once a year", "Not accepted"], False, "answers of a line are cells"),
        ([LONG, LONG, LONG, "Once.", "Never."], True, "a short sentence is one all the same"),
    ],
)
def test_bold_labels_are_side_headings_or_cells(texts: list[str], expected: bool, why: str) -> None:
    rows = [
        [[run(f"Label{at}", 0, 20 * at, bold=True)], [words(text, 200, 20 * at)]]
        for at, text in enumerate(texts)
    ]
    assert are_side_heads(rows) is expected, why


def test_titles_of_several_lines_stand_over_columns_of_marks() -> None:
    above = Run([Word("Age", 150, 0, 165, 10), Word("Need", 212, 0, 232, 10)], SIZE, True, 0)
    titles = [above, run("Account", 0, 12, True), run("59½", 150, 12, True), run("(any)", 210, 12, True)]
    marks = [
        run(text, x, top)
        for top in (30, 46, 62)
        for text, x in (("Roth", 0), ("Yes", 152), ("N", 220), ("Y", 280))
    ]
    lower = run("Loan", 272, 12, True)
    ((table,),) = [lay_out([*titles, lower, *marks]).tables]
    assert [" ".join(cell.text for cell in column) for column in table[0]] == [
        "Account",
        "Age 59½",
        "Need (any)",
        "Loan",
    ]
