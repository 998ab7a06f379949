"""Words of scans that were misread: heard for what they mean, quoted as they stand, never a yes by a word that is lost."""

from pathlib import Path

import pytest

from rothscope.clauses.misread import Hearing, hear_scans
from rothscope.extract.read import read_text
from rothscope.model.clause import Polarity
from rothscope.model.document import Passage
from rothscope.packs.documents import load_sections
from rothscope.packs.find import patterns_folder
from rothscope.packs.misread import MisreadExample, load_misread
from rothscope.reading import mender, reader
from rothscope.structure.passages import split_passages
from rothscope.structure.sections import find_sections

from .judged import AFTER_TAX, AT_59_HALF, CONVERSION, ROTH

FOLDER = patterns_folder()
SAMPLES = Path(__file__).parents[2] / "sample_spds"
MEND = mender(FOLDER)
assert MEND is not None


def passages_of(text: str) -> tuple[Passage, ...]:
    document, kinds = read_text(text), load_sections(FOLDER)
    return split_passages(document, find_sections(document, kinds), kinds)


def heard(text: str, scanned: tuple[int, ...] = (1,)) -> Hearing:
    assert MEND is not None
    return hear_scans(reader(FOLDER), MEND, passages_of(text), scanned)


def sides(hearing: Hearing, feature: str) -> set[Polarity]:
    return {clause.polarity for clause in hearing.clauses if clause.feature == feature and clause.votes}


@pytest.mark.parametrize("example", load_misread(FOLDER).examples, ids=lambda e: str(e.because))
def test_the_examples_of_the_pack(example: MisreadExample) -> None:
    assert MEND is not None
    text, _, doubtful = MEND.mend(example.read)
    assert example.heard is None or text == example.heard
    assert bool(doubtful) is example.doubtful


def test_hardly_a_word_of_a_clean_text_is_taken_for_another() -> None:
    assert MEND is not None
    words = mended = 0
    for path in SAMPLES.glob("*/plan.md"):
        text = path.read_text(encoding="utf-8").split("---", 2)[-1]
        _, pairs, doubtful = MEND.mend(text)
        words, mended = words + len(text.split()), mended + len(pairs)
        assert doubtful == (), path
    assert words > 10_000 and mended < words / 1000


@pytest.mark.parametrize(
    ("text", "feature", "wanted", "why"),
    [
        ("You may make afler-tax contrlbutions of 10% of pay.", AFTER_TAX, {Polarity.GRANTS}, "letters misread"),
        ("The Plan permits R0th contnibutions.", ROTH, {Polarity.GRANTS}, "a nought, and a letter too much"),
        ("While employed you may withdraw your account at age 59 %.", AT_59_HALF, {Polarity.GRANTS}, "the fraction"),
        ("The Plan doesnot permit after-tax contributions.", AFTER_TAX, {Polarity.DENIES}, "joined words refuse"),
        ("After-tax contributions are n0t permitted.", AFTER_TAX, {Polarity.DENIES}, "a nought in not"),
        ("You may nol make after-tax contributions.", AFTER_TAX, set(), "not or nor"),
        ("You may riot make after-tax contributions.", AFTER_TAX, set(), "a word that engines make of not"),
        ("You mayno1 make after-tax contributions.", AFTER_TAX, set(), "joined, and a letter of not misread"),
        ("Nodistributions of after-tax money are made, and you cannol convert it.", CONVERSION, set(), "cannot misread"),
        ("After-tax contributions arenot permitted.", AFTER_TAX, {Polarity.DENIES}, "joined words refuse"),
    ],
)  # fmt: skip
def test_what_is_heard_in_a_scan(text: str, feature: str, wanted: set[Polarity], why: str) -> None:
    assert sides(heard(text), feature) == wanted, why


REFUSALS = [
    "The Plan does not permit after-tax contributions.",
    "You may not make after-tax contributions.",
    "After-tax contributions are not allowed.",
    "No after-tax contributions may be made.",
]
LOSSES = [
    *(("not", read) for read in ("nol", "n0t", "nof", "rot", "nct", "nat", "riot", "n ot", "no t")),
    *((" not", "not"), ("not ", "not"), (" not ", "nol"), ("No ", "No"), ("No ", "N0 ")),
]


@pytest.mark.parametrize(("meant", "read"), LOSSES, ids=[f"{a!r} as {b!r}" for a, b in LOSSES])
def test_a_refusal_with_a_misread_not_is_never_a_yes(meant: str, read: str) -> None:
    for refusal in REFUSALS:
        if meant in refusal:
            hearing = heard(refusal.replace(meant, read))
            assert Polarity.GRANTS not in sides(hearing, AFTER_TAX), (refusal.replace(meant, read), hearing)


def test_quotes_stay_as_read_and_what_was_put_right_is_told() -> None:
    text = "You may make afler-tax contrlbutions of 10% of pay if you have compleled one year."
    hearing = heard(text)
    clause = next(c for c in hearing.clauses if c.feature == AFTER_TAX and c.votes)
    assert clause.quote == text
    assert all(condition.text in text for condition in clause.conditions)
    assert all(fact.text in text for fact in clause.facts)
    assert "“afler-tax” for “after-tax”" in clause.why
    assert ("contrlbutions", "contributions") in hearing.mended


def test_pages_with_text_are_heard_word_for_word() -> None:
    text = "You may make afler-tax contrlbutions of 10% of pay."
    assert heard(text, scanned=()).mended == ()
    assert sides(heard(text, scanned=()), AFTER_TAX) == set()
