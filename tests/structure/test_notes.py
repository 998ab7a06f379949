"""Footnotes hang on the sentence or cell that bears their mark, wherever they are printed."""

import pytest

from rothscope.model.document import Document, Line, Table

from .pages import line, paged, passages, plain

SMALL = 8.0


def borne(document: Document) -> list[tuple[str, str]]:
    """Return (what must be read before it, text) of the passages, headings left out."""
    return [
        (found.said_of or found.lead_in, found.text)
        for found in passages(document)
        if found.kind.value != "heading"
    ]


def test_a_note_at_the_foot_of_the_page_does_not_break_the_sentence_that_runs_past_it() -> None:
    first = [
        line("You may save after tax.1 You may choose any share of the", 0, width=400),
        line("1. Managers may not.", 40, size=SMALL),
    ]
    second = [line("pay of each period.", 0)]
    assert borne(paged([first, second])) == [
        ("", "You may save after tax.1"),
        ("", "You may choose any share of the pay of each period."),
        ("You may save after tax.", "Managers may not."),
    ]


def test_a_note_hangs_on_the_title_of_a_column() -> None:
    header = ("", "Pre-tax", "After-tax(1)")
    row = ("Open", "Yes", "Yes(2)")
    lines = [
        line("", 0),
        line("Pre-tax", 0, x=200, bold=True),
        line("After-tax(1)", 0, x=300, bold=True),
        line("Open", 1),
        line("Yes", 1, x=200),
        line("Yes(2)", 1, x=300),
        line("The plan was set up long ago and is kept for all who work here.", 4, gap=True),
        line("Loans", 6, size=14, gap=True),
        line("You may borrow from your account once a year under the rules of law.", 8),
        line("(1) Managers may not.", 40, size=SMALL, gap=True),
        line("(2) Once a year. Ask", 41, size=SMALL),
        line("payroll.", 42, size=SMALL),
    ]
    table = Table(box=(70.0, 60.0, 500.0, 105.0), header=header, rows=(row,))
    document = paged([lines], {1: (table,)})
    assert [(found.said_of or found.lead_in, found.text) for found in passages(document)][3:7] == [
        ("After-tax: Open:", "Yes(2)"),
        ("After-tax:", "Managers may not."),
        ("After-tax: Open: Yes", "Once a year."),
        ("After-tax: Open: Yes", "Ask payroll."),
    ]
    assert {found.path for found in passages(document) if "Managers" in found.text} == {()}, "not under Loans"


def test_a_note_at_the_foot_of_a_column_hangs_on_what_stands_in_a_later_one() -> None:
    left = [line("The plan was set up long ago for all who work here.", at) for at in range(4)]
    note = line("2. Managers may not.", 40, size=SMALL)
    right = line("You may save after tax.2", 0, x=330, column=1)
    told = borne(paged([[*left, note, right]]))
    assert told[-1] == ("You may save after tax.", "Managers may not.")
    same = line("You may save after tax.2", 44)
    assert all(not lead_in for lead_in, _ in borne(paged([[*left, note, same]]))), (
        "below it in its own column"
    )


def test_letters_go_on_as_far_as_a_chapter_has_notes() -> None:
    body = [
        line("The plan was set up long ago and it is kept for all who work here.", 9 + at) for at in range(4)
    ]
    title = line("Withdrawals after taxg", 0, size=14, bold=True, gap=True)
    lines = [title, line("No tax is due on this money.", 2), *body, line("g Not offered.", 40, size=SMALL)]
    assert ("Withdrawals after tax", "Not offered.") in borne(paged([lines]))


def test_a_letter_on_the_title_of_a_column_is_no_part_of_it() -> None:
    header = ("", "Pre-tax", "After-taxb")
    lines = [
        *(line(title, 0, x=200 + 100 * at, bold=True) for at, title in enumerate(header[1:])),
        line("Open", 1),
        line("Yes", 1, x=200),
        line("Often", 1, x=300),
        line("The plan was set up long ago and is kept for all who pay tax here.", 4, gap=True),
        line("b Managers may not.", 40, size=SMALL, gap=True),
    ]
    table = Table(box=(70.0, 60.0, 500.0, 105.0), header=header, rows=(("Open", "Yes", "Often"),))
    found = passages(paged([lines], {1: (table,)}))
    assert ("After-tax: Open:", "Often") in [(p.lead_in, p.text) for p in found]
    (note,) = [p for p in found if p.text == "Managers may not."]
    assert [found[at].text for at in note.note_on][-1] == "Often", "it is about the cells below its title"


def test_a_raised_letter_may_stand_apart_behind_a_title() -> None:
    body = [
        line("The plan was set up long ago and it is kept for all who work here.", 9 + at) for at in range(4)
    ]
    title = line("Withdrawals after tax b", 0, size=14, bold=True, gap=True)
    lines = [
        title,
        line("You may take this money out.", 2),
        *body,
        line("b Managers may not.", 40, size=SMALL),
    ]
    assert ("Withdrawals after tax", "Managers may not.") in borne(paged([lines]))


def test_notes_that_stand_one_behind_the_other_and_marks_apart_from_their_answers() -> None:
    body = [
        line("The plan was set up long ago and it is kept for all who work here.", 9 + at) for at in range(4)
    ]
    rows = [line("Roth money Yes 1", 0), line("After-tax money No 2", 2, gap=True)]
    notes = [
        line("1 Once in 3 years. Ask payroll. 2 But managers", 40, size=SMALL),
        line("may. 4 Nothing bears this.", 41, size=SMALL),
    ]
    assert [found for found in borne(paged([[*rows, *body, *notes]])) if found[0]] == [
        ("Roth money Yes", "Once in 3 years."),
        ("Roth money Yes", "Ask payroll."),
        ("After-tax money No", "But managers may."),
        ("After-tax money No", "4 Nothing bears this."),
    ]


@pytest.mark.parametrize(
    ("lines", "text", "why"),
    [
        ([line("1. Managers may not.", 5, size=SMALL)], "1. Managers may not.", "nothing bears the mark"),
        (
            [line("See section 402(g)(1) of the Code.", 0), line("(1) Managers may not.", 5, size=SMALL)],
            "(1) Managers may not.",
            "a number of the law is no mark",
        ),
        (
            [line("You may save.1", 0), line("1. Managers may not.", 5, gap=True)],
            "1. Managers may not.",
            "type as large as the text is text",
        ),
    ],
)
def test_what_is_no_note(lines: list[Line], text: str, why: str) -> None:
    body = [
        line("The plan was set up long ago and it is kept for all who work here.", 30 + at) for at in range(4)
    ]
    found = borne(paged([[*lines, *body]]))
    assert not any(lead_in for lead_in, _ in found), why
    assert text.split()[-1] in " ".join(words for _, words in found)


@pytest.mark.parametrize("mark", ["*", "\u2020", "\u00b9"])
def test_a_sign_marks_a_note_in_plain_text_too(mark: str) -> None:
    text = f"You may save after tax{mark} here.\n{mark} Managers may not."
    assert borne(plain(text)) == [
        ("", f"You may save after tax{mark} here."),
        ("You may save after tax here.", "Managers may not."),
    ]


def test_stars_of_a_list_are_no_notes() -> None:
    assert borne(plain("You may:\n* save\n* borrow")) == [
        ("", "You may:"),
        ("You may:", "save"),
        ("You may:", "borrow"),
    ]
