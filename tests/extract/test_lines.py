"""Runs that only damaged files hold are laid out all the same, each of them once."""

from hypothesis import given
from hypothesis import strategies as st

from rothscope.extract.layout.lines import lay_out
from rothscope.extract.sheet.words import Run, Word

PLACES = st.sampled_from([0.0, 1.0, 40.0, 100.0, 300.0, 300.5, 612.0])
WORDS = st.builds(
    lambda text, x, top, wide, tall: Word(text, x, top, x + wide, top + tall),
    st.sampled_from(["a", "Plan", "1.", "\u2610", "after-tax"]),
    PLACES,
    PLACES,
    st.sampled_from([0.0, 12.0, 250.0]),
    st.sampled_from([0.0, 11.0]),
)


@given(
    st.lists(st.tuples(WORDS, st.sampled_from([0.0, 10.0])), max_size=14),
    st.lists(st.tuples(PLACES, PLACES, PLACES), max_size=6),
)
def test_every_word_is_read_once(
    drawn: list[tuple[Word, float]], rules: list[tuple[float, float, float]]
) -> None:
    runs = [Run([word], size, False, order) for order, (word, size) in enumerate(drawn)]
    strips = lay_out(runs, rules).strips
    read = [word.text for strip in strips for cell in strip.cells for word in cell.words]
    assert sorted(read) == sorted(word.text for word, _ in drawn)


def _set(*words: tuple[str, float, float]) -> str:
    """Return a line as laid out of words, each with its left and lower edge, letters six points wide and as tall as set."""
    runs = [
        Run(
            [Word(text, x, base - (12 if base == 112 else 8), x + 6.0 * len(text), base)],
            11.0 if base == 112 else 7.0,
            False,
            order,
        )
        for order, (text, x, base) in enumerate(words)
    ]
    return " ".join(cell.text for strip in lay_out(runs).strips for cell in strip.cells)


def test_a_raised_number_hangs_on_the_word_before_it() -> None:
    assert _set(("at", 50, 112), ("work.", 66, 112), ("7", 96.5, 106), ("No", 104, 112)) == "at work.7 No"
    assert _set(("at", 50, 112), ("work.", 66, 112), ("7", 96.5, 112), ("No", 106, 112)) == "at work. 7 No", (
        "not raised"
    )
    assert _set(("at", 50, 112), ("2026", 66, 112), ("7", 90.5, 106), ("No", 98, 112)) == "at 2026 7 No", (
        "a number itself"
    )
    assert _set(("at", 50, 112), ("work.", 66, 112), ("7", 104, 106), ("No", 114, 112)) == "at work. 7 No", (
        "far off"
    )
