"""Text in columns runs on past a pull quote or a call-out, which is read by itself; a heading stays where it heads."""

import pytest

from rothscope.extract.layout.lines import Layout, lay_out
from rothscope.extract.sheet.words import Run, Word
from rothscope.model.document import Box

SIZE, LEADING, LETTER = 10.0, 12.0, 5.0
LEFT, RIGHT = (50.0, 210.0), (230.0, 390.0)
ONE = (
    "You may save a share of every paycheck, before tax or as Roth money, and the plan takes what you choose from the "
    "next one on. Beyond the yearly limit you may make after-tax contributions of up to eight percent of pay. They are "
    "kept apart from all else."
)
TWO = (
    "Once in each quarter you may convert that money to a Roth account within the plan, and no tax is withheld when you "
    "do. The earnings count as income of the year. What you convert cannot be moved back, so that you had better ask "
    "first. A fee of five dollars is charged."
)
QUOTE = ("It grows", "twice over", "for us all")


class Page:
    """Draws lines as runs, letters of one width."""

    def __init__(self) -> None:
        self.runs: list[Run] = []

    def line(self, text: str, x: float, top: float, size: float = SIZE, bold: bool = False) -> None:
        words = []
        for word in text.split():
            words.append(Word(word, x, top, x + LETTER * len(word), top + size))
            x += LETTER * (len(word) + 1)
        self.runs.append(Run(words, size, bold, len(self.runs)))

    def column(
        self, text: str, sides: tuple[float, float], holes: tuple[Box, ...] = (), top: float = 100
    ) -> None:
        """Set a text in a column, round the holes."""
        words = text.split()
        while words:
            left, right = sides
            for x0, y0, x1, y1 in holes:
                if top < y1 and top + SIZE > y0 and x0 < right and x1 > left:
                    left, right = (left, x0) if x0 - left > right - x1 else (x1, right)
            count = 0
            while count < len(words) and left + LETTER * len(" ".join(words[: count + 1])) <= right:
                count += 1
            if count and right - left > 40:
                self.line(" ".join(words[:count]), left, top)
                words = words[count:]
            top += LEADING

    def quote(self, x: float, top: float, size: float = 14.0) -> None:
        for at, line in enumerate(QUOTE):
            self.line(line, x, top + 15 * at, size, bold=True)

    def by_line(self) -> None:
        """Have the lines drawn from the top of the page down, whatever column they stand in."""
        self.runs.sort(key=lambda run: (run.top, run.x0))
        for order, run in enumerate(self.runs):
            run.order = order


OVER_GUTTER: Box = (170.0, 136.0, 270.0, 188.0)
OVER_BOTH: Box = (50.0, 136.0, 390.0, 188.0)
IN_COLUMN: Box = (50.0, 136.0, 210.0, 188.0)


def told(layout: Layout) -> str:
    return " ".join(cell.text for strip in layout.strips for cell in strip.cells)


@pytest.mark.parametrize("by_line", [False, True], ids=["drawn by columns", "drawn by lines"])
@pytest.mark.parametrize(
    "hole",
    [
        pytest.param(OVER_GUTTER, id="over the gutter, text at both sides"),
        pytest.param(OVER_BOTH, id="over both columns"),
        pytest.param(IN_COLUMN, id="amid one column"),
    ],
)
def test_no_sentence_is_torn_by_a_pull_quote(hole: Box, by_line: bool) -> None:
    page = Page()
    page.column(ONE, LEFT, (hole,))
    page.column(TWO, RIGHT, (hole,))
    page.quote(hole[0] + 6, hole[1] + 6)
    if by_line:
        page.by_line()
    layout = lay_out(page.runs)
    quote = " ".join(QUOTE)
    assert quote in told(layout), "the quote is read as one block"
    assert told(layout).replace(f"{quote} ", "") == f"{ONE} {TWO}", (
        "either column is read whole, one after the other"
    )
    before, after = told(layout).split(quote)
    assert before.rstrip().endswith("."), "the quote stands between sentences"
    assert [strip.aside for strip in layout.strips].count(True) == len(QUOTE)
    assert after


def test_a_call_out_below_two_columns_is_kept_together() -> None:
    page = Page()
    page.column(ONE, LEFT)
    page.column(TWO, RIGHT)
    bottom = max(run.bottom for run in page.runs) + 10
    page.line("Mind this", 56, bottom + 4, bold=True)
    page.line("A former spouse may be given a part of what you have saved.", 56, bottom + 16)
    layout = lay_out(page.runs, frames=[(50.0, bottom, 390.0, bottom + 32)])
    assert told(layout).endswith(
        "charged. Mind this A former spouse may be given a part of what you have saved."
    )
    torn = told(lay_out(page.runs))
    assert not torn.endswith("Mind this A former spouse may be given a part of what you have saved."), (
        "the frame tells"
    )


def test_a_box_beside_text_is_read_after_the_paragraph() -> None:
    page = Page()
    hole = (250.0, 110.0, 390.0, 158.0)
    page.column(f"{ONE} {TWO}", (50.0, 390.0), (hole,))
    page.line("Mind this", 256, 112, bold=True)
    page.line("Name an heir.", 256, 124)
    layout = lay_out(page.runs, frames=[hole])
    assert (
        told(layout).replace("Mind this Name an heir. ", "").replace(" Mind this Name an heir.", "")
        == f"{ONE} {TWO}"
    )
    assert [strip.cells[0].text for strip in layout.strips if strip.aside] == ["Mind this", "Name an heir."]


def test_a_heading_over_both_columns_ends_the_story_above() -> None:
    page = Page()
    page.column(ONE, LEFT)
    page.column(TWO, RIGHT)
    below = max(run.bottom for run in page.runs) + 40
    page.line("When you take it out again", 50, below - 25, 14, bold=True)
    page.column(
        f"and so it is. {TWO}", LEFT, top=below
    )  # a story that a careless hand starts with a small letter
    page.column(ONE, RIGHT, top=below)
    layout = lay_out(page.runs)
    assert told(layout) == f"{ONE} {TWO} When you take it out again and so it is. {TWO} {ONE}"
    assert not any(strip.aside for strip in layout.strips)


def test_a_heading_after_a_list_without_stops_stays_where_it_is() -> None:
    page = Page()
    texts = (
        "You may bring in what you have saved elsewhere:",
        "money of a former plan",
        "money of a Roth IRA",
    )
    for at, text in enumerate(texts):
        page.line(text, 50, 100 + LEADING * at)
    page.line("asking for it", 50, 150, 14, bold=True)
    for at in range(6):
        page.line(
            f"{'have it sent' if at == 0 else 'and then again'} by the trustee who holds it now",
            50,
            175 + LEADING * at,
        )
    assert told(lay_out(page.runs)).index("asking for it") < told(lay_out(page.runs)).index("have it sent")


def test_a_bold_line_of_a_sentence_stays_in_it() -> None:
    page = Page()
    for at, text in enumerate(
        ("You ask for it, and the", "administrator tells you", "in writing what it says.")
    ):
        page.line(text, 50, 100 + LEADING * at, bold=at == 1)
    for at in range(3, 9):
        page.line(f"Line {at} goes on about it,", 50, 100 + LEADING * at)
    layout = lay_out(page.runs)
    assert told(layout).startswith("You ask for it, and the administrator tells you in writing")


def test_underlined_headings_of_one_length_frame_nothing() -> None:
    page = Page()
    rules = []
    for number, heading in enumerate(("1. Saving more", "2. Moving over", "3. Paying out")):
        top = 100.0 + 130 * number
        page.line(heading, 50, top, bold=True)
        rules.append((50.0, top + SIZE + 1, 50.0 + LETTER * len(heading)))
        page.column(f"{TWO} It is so.", (50.0, 390.0), top=top + 20)
    layout = lay_out(page.runs, rules=rules[:2])
    assert told(layout) == " ".join(run.text for run in page.runs)
    assert not any(strip.aside for strip in layout.strips)


def test_a_quotation_in_large_type_beside_the_text_is_read_after_it() -> None:
    page = Page()
    hole = (250.0, 110.0, 390.0, 140.0)
    page.line("May I borrow?", 50, 90, bold=True)
    page.column(TWO, (50.0, 390.0), (hole,))
    for at, line in enumerate(("\u201cIt grows", "for us all.\u201d")):
        page.line(line, 256, 112 + 15 * at, 14.0)
    strips = lay_out(page.runs).strips
    assert [strip.cells[0].text for strip in strips if strip.aside] == ["\u201cIt grows", "for us all.\u201d"]
    assert " ".join(strip.cells[0].text for strip in strips if not strip.aside) == f"May I borrow? {TWO}"


def test_a_heading_below_a_short_line_does_not_look_past_the_text_above_it() -> None:
    page = Page()
    page.line("Plan No. 001 of the Company", 160, 60)
    page.column(f"{TWO} {TWO} It is so.", (50.0, 390.0))
    below = max(run.bottom for run in page.runs)
    page.line("4. Small accounts paid out at once", 50, below + 10, bold=True)
    page.column(ONE, (50.0, 390.0), top=below + 28)
    assert not any(strip.aside for strip in lay_out(page.runs).strips)


def test_cells_drawn_as_boxes_are_no_call_outs() -> None:
    page = Page()
    cells = ("Pre-tax money", "at any time", "not before you leave", "once a year")
    for at, text in enumerate(cells * 2):
        page.line(text, 56, 104 + 20 * at)
    frames = [(50.0, 100.0 + 20 * at, 200.0, 120.0 + 20 * at) for at in range(8)]
    assert told(lay_out(page.runs, frames=frames)) == " ".join(cells * 2)


def test_a_heading_of_a_form_stays_above_its_boxes_where_lines_go_on_behind_a_blank() -> None:
    page = Page()
    rows = [
        ("\u2610 a. Not more than", "% of pay"),
        ("\u2610 b. Only after", "months in the Plan"),
        ("\u2612 c. No limit", ""),
    ]
    for at, (text, behind) in enumerate(rows):
        page.line(text, 70, 100 + LEADING * at)
        if behind:
            page.line(behind, 210 + 30 * at, 100 + LEADING * at)
    page.line("5.5 In-Plan Roth Rollovers and Transfers (Section 7.9)", 50, 140, bold=True)
    for at, text in enumerate(("\u2610 a. Not permitted", "\u2612 b. Permitted, from what is vested")):
        page.line(text, 70, 152 + LEADING * at)
    assert told(lay_out(page.runs)).endswith(f"(Section 7.9) \u2610 a. Not permitted {text}")


NOTE = ("Not a Roth", "What you save after tax is", "no Roth money: its growth", "is taxed when it is paid.")


@pytest.mark.parametrize("left", [True, False], ids=["left margin", "right margin"])
def test_a_note_in_the_margin_is_read_behind_the_paragraph_it_stands_beside(left: bool) -> None:
    page = Page()
    text = 250.0 if left else 50.0
    for at, heading in enumerate(("How you save", "Moving money")):
        page.line(heading, text, 80 + 200 * at, size=13.0, bold=True)
        page.column((ONE, TWO)[at], (text, text + 250), top=100 + 200 * at)
    for at, line in enumerate(NOTE):
        page.line(line, 50 if left else 320, 100 + 10 * at, size=8.0, bold=at == 0)
    page.by_line()
    assert told(lay_out(page.runs)) == f"How you save {ONE} {' '.join(NOTE)} Moving money {TWO}"


def test_notes_in_both_margins_stand_each_behind_its_own_column() -> None:
    page = Page()
    sides = ((150.0, 310.0), (330.0, 490.0))
    other = ("Mind the day", "A request made on a", "business day counts from", "then on, others do not.")
    for text, column, heading in zip((ONE, TWO), sides, ("How you save", "Moving money"), strict=True):
        page.line(heading, column[0], 80, size=13.0, bold=True)
        page.column(text, column)
    for x, top, note in ((10.0, 101.0, NOTE), (500.0, 125.0, other)):
        for at, line in enumerate(note):
            page.line(line, x, top + 10 * at, size=8.0, bold=at == 0)
    page.by_line()
    text = f"How you save {ONE} {' '.join(NOTE)} Moving money {TWO} {' '.join(other)}"
    assert told(lay_out(page.runs)) == text


def test_small_print_below_labels_is_no_note_in_the_margin() -> None:
    page = Page()
    labels = ("After-tax money", "Roth money")
    for at, label in enumerate(labels):
        page.line(label, 50, 100 + 80 * at, bold=True)
        for line, small in enumerate(NOTE[1:], 1):
            page.line(small, 50, 100 + 80 * at + 11 * line, size=8.0)
        page.column("You may save up to eight percent of pay, and", (250, 420), top=100 + 80 * at)
        page.column("change it any day you like in the year, too.", (250, 420), top=124 + 80 * at)
    page.by_line()
    assert not any(strip.aside for strip in lay_out(page.runs).strips)
