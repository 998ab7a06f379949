"""Every character of a passage is found again where its pieces say, whatever the text looks like."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rothscope.model.document import Document, Line

from .pages import paged, passages

_WORDS = (
    "After-tax contributions are may not be made: plan | Roth [X] [ ] □ ☒ • - o (a) (b) 1. 2. 59½. No. Yes. e.g. "
    "ELIGIBILITY Can I borrow? the Plan does does not (check one) allow; ____ x | N/A ... 7 § 4.03 Example: “quoted”"
)
WORDS = st.sampled_from(_WORDS.split(" "))
LINES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
BOXES = st.one_of(
    st.none(),
    st.tuples(st.sampled_from([72.0, 90.0]), st.floats(72, 700), st.floats(200, 540), st.floats(0, 9)),
)


def made(
    text: str, box: tuple[float, float, float, float] | None, bold: bool, size: float, gap: bool, column: int
) -> Line:
    place = (box[0], box[1], box[2], box[1] + 10.0) if box else None
    return Line(text=text, box=place, bold=bold, size=size, break_before=gap, column=column)


PAGES = st.lists(
    st.lists(
        st.builds(
            made,
            LINES,
            BOXES,
            st.booleans(),
            st.sampled_from([10.0, 10.0, 14.0]),
            st.booleans(),
            st.integers(0, 1),
        ),
        max_size=8,
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(PAGES.map(paged))
def test_pieces_lead_back_to_the_page(document: Document) -> None:
    for number, passage in enumerate(passages(document)):
        assert passage.number == number
        assert passage.text == passage.text.strip() != ""
        covered = 0
        for piece in passage.pieces:
            line = document.pages[piece.page - 1].lines[piece.line]
            end = piece.offset + piece.end - piece.start
            assert passage.text[piece.start : piece.end] == line.text[piece.offset : end]
            assert passage.text[covered : piece.start].strip(" |") == ""
            covered = piece.end
        assert covered == len(passage.text)


@settings(max_examples=60, deadline=None)
@given(PAGES.map(paged))
def test_blocks_never_run_backwards(document: Document) -> None:
    blocks = [passage.block for passage in passages(document)]
    assert blocks == sorted(blocks)
