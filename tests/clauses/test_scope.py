"""How far words reach: where a sentence is cut into clauses, and which of its words only suppose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rothscope.clauses.rules.scope import clause_numbers, gap, same_clause, supposed_runs
from rothscope.clauses.tokens.words import Finder, Span
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language

FINDER = Finder(load_language(patterns_folder()))


def clauses(text: str, lead: str = "", answer: bool = False) -> list[str]:
    """Return the runs of words between walls, each as one string, a bracket's own words apart from those around it."""
    words = FINDER.read(f"{lead} {text}" if lead else text)
    numbers = clause_numbers(words, words.token_at(len(lead)) if lead else 0, answer)
    runs: dict[int, list[str]] = {}
    for token, number in zip(words.tokens, numbers, strict=True):
        runs.setdefault(number, []).append(token)
    return [" ".join(run) for run in runs.values()]


CUTS = [
    ("You may save pre-tax.", ["you may save pre tax ."], "one clause"),
    (
        "You may save pre-tax, but you may not save after-tax.",
        ["you may save pre tax ,", "but you may not save after tax ."],
        "but is a wall",
    ),
    (
        "You may save pre-tax; you may not save after-tax.",
        ["you may save pre tax", "; you may not save after tax ."],
        "so is a semicolon",
    ),
    (
        "You may save (but not withdraw) after-tax money.",
        ["you may save after tax money .", "( but not withdraw )"],
        "brackets hold their own clause, and the words around them stay one",
    ),
    (
        "You may save under a 401(k) plan and a 403(b) plan.",
        ["you may save under a 401_k_ plan and a 403_b_ plan ."],
        "the letter of a section is no bracket",
    ),
    ("You may move what is not yet Roth.", ["you may move what is not yet roth ."], '"not yet" is no wall'),
    ("(a) You may save.", ["( a ) you may save ."], "nor is the mark of a list"),
    ("You may save (after tax.", ["you may save ( after tax ."], "nor one that never closes"),
    (
        "You may save pre-tax and after-tax money.",
        ["you may save pre tax and after tax money ."],
        "and joins what has one verb",
    ),
    (
        "The match, and the gains on it, may not be withdrawn.",
        ["the match , and the gains on it , may not be withdrawn ."],
        "nor does it open a clause whose verb stands behind a comma",
    ),
    (
        "The match is not yours, and you may not withdraw it.",
        ["the match is not yours", ", and you may not withdraw it ."],
        "but one with a subject of its own",
    ),
]


@pytest.mark.parametrize(("text", "runs", "why"), CUTS, ids=[row[2] for row in CUTS])
def test_cuts(text: str, runs: list[str], why: str) -> None:
    assert clauses(text) == runs, why


def test_a_question_is_walled_off_from_its_answer() -> None:
    assert clauses("No.", lead="May I save?", answer=True) == ["may i save ?", "no ."]
    assert clauses("savings", lead="You may make", answer=False) == ["you may make savings"]


SUPPOSED = [
    ("If the Plan accepts Roth money, you may save it.", ["if the plan accepts roth money"]),
    ("You may withdraw if you are 59½.", ["if you are 59½"]),
    ("You may save.", []),
    ("Should you leave, you may roll it over.", ["should you leave"]),
]


@pytest.mark.parametrize(("text", "runs"), SUPPOSED)
def test_what_is_only_supposed(text: str, runs: list[str]) -> None:
    words = FINDER.read(text)
    assert [words.cut(span).lower() for span in supposed_runs(words, 0)] == runs


GAPS = [
    ((0, 1), (1, 2), 0),
    ((0, 1), (3, 4), 2),
    ((3, 4), (0, 1), 2),
    ((0, 4), (1, 2), 0),
    ((0, 2), (1, 3), 0),
]


@pytest.mark.parametrize(("one", "other", "words"), GAPS)
def test_words_between(one: Span, other: Span, words: int) -> None:
    assert gap(one, other) == gap(other, one) == words


def test_spans_that_touch_a_common_clause() -> None:
    numbers = (0, 0, 1, 1, 0)
    assert same_clause(numbers, (0, 1), (4, 5)), "around a bracket"
    assert not same_clause(numbers, (0, 1), (2, 3))
    assert same_clause(numbers, (1, 3), (3, 4)), "a span over the wall belongs to both sides"


TEXT = st.lists(
    st.sampled_from(
        ["you ", "may ", "not ", "(", ")", "[", "]", "; ", ", ", "but ", "and ", "if ", "401(k) ", "after-tax ", ". "]
    ),
    max_size=20,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(TEXT, st.integers(0, 5), st.booleans())
def test_every_word_stands_in_one_clause(text: str, lead: int, answer: bool) -> None:
    words = FINDER.read(text)
    assert len(clause_numbers(words, lead, answer)) == len(words.tokens)
    assert all(0 <= start < end <= len(words.tokens) for start, end in supposed_runs(words, lead))
