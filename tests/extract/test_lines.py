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
