"""What a highlight says: its subject, the status in words, our reading, and on which side the passage stood."""

import pytest

from rothscope.model.analysis import Analysis
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import load_wording
from rothscope.report.marks import remarks

from .analyses import AFTER_TAX, EVERY, HINT, NO_AFTER_TAX, blocked, confirm_after_tax, confirm_route, ready

WORDING = load_wording(patterns_folder())


def test_a_remark_is_named_by_its_subject_and_says_the_status() -> None:
    first = remarks(ready(), WORDING)[0]
    assert first.clause.quote == AFTER_TAX
    assert first.title == "Rothscope: After-tax contributions"
    assert first.text == "Yes. The plan takes after-tax money that is neither pre-tax nor Roth. (Counted.)"


@pytest.mark.parametrize(
    ("analysis", "quote", "says"),
    [
        (blocked(), NO_AFTER_TAX, "No. "),
        (confirm_after_tax(), HINT, "(Not counted.)"),
        (confirm_route(), "Amounts may not be moved to Roth inside the Plan.", ""),
    ],
)
def test_each_side_is_marked(analysis: Analysis, quote: str, says: str) -> None:
    found = [remark for remark in remarks(analysis, WORDING) if remark.clause.quote == quote]
    assert found
    assert says in found[0].text


def test_what_was_not_counted_is_left_out_beside_what_decided() -> None:
    heard = [remark for remark in remarks(ready(), WORDING) if remark.clause.page == 40]
    assert heard == []


@pytest.mark.parametrize("name", EVERY)
def test_a_passage_has_one_remark_a_subject(name: str) -> None:
    found = [(remark.clause, remark.title) for remark in remarks(EVERY[name](), WORDING)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", EVERY)
def test_remarks_are_ascii(name: str) -> None:
    assert all(f"{remark.title}{remark.text}".isascii() for remark in remarks(EVERY[name](), WORDING))


def test_every_subject_has_a_colour_of_its_own() -> None:
    colours = [words.colour for words in WORDING.features.values()]
    assert len(colours) == len(set(colours))
