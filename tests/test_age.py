"""A warning where what was read is old, by its date or by the limits it quotes."""

import pytest

from rothscope.age import age_notes
from rothscope.extract.read import read_text
from rothscope.packs.find import patterns_folder

CASES = [
    (
        "The limit is $24,500.",
        "2019-06-01",
        "is dated 2019, 7 years before 2026",
        "the date of the document itself",
    ),
    ("The limit is $24,500.", "2022-06-01", "", "four years are not old"),
    (
        "You may defer $19,500.",
        None,
        "quotes the limits of 2021, 5 years",
        "an amount that was a limit in 2020 and 2021",
    ),
    (
        "For 2018 the IRS limit is $18,500.",
        None,
        "quotes the limits of 2018, 8 years",
        "a year beside an amount",
    ),
    ("You may defer $19,500, or $24,500 in 2026.", None, "", "the newest limit quoted counts"),
    ("The fee is $19,500.", "2025-01-01", "", "a date is trusted before amounts"),
    ("You may defer up to the limit.", None, "", "nothing tells how old it is"),
]


@pytest.mark.parametrize(("text", "date", "says", "why"), CASES, ids=[case[3] for case in CASES])
def test_age(text: str, date: str | None, says: str, why: str) -> None:
    notes = age_notes([(read_text(text), date)], 2026, patterns_folder())
    assert [note.code for note in notes] == (["old"] if says else []), why
    assert all(says in note.text for note in notes), why


def test_the_newest_of_several_documents_counts() -> None:
    pile = [(read_text("The plan."), "2012-01-01"), (read_text("A change."), "2025-03-01")]
    assert age_notes(pile, 2026, patterns_folder()) == ()
