"""What saves time in reading wordings loses none of them: texts read together, words waited for, signs looked for first."""

import json
from pathlib import Path

import pytest

from rothscope.clauses.tokens.words import Finder
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language

LANGUAGE = load_language(patterns_folder())
TEXTS = [
    json.loads(line)["text"]
    for path in sorted(Path(__file__).parents[2].glob("benchmarks/clauses/*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def test_texts_read_together_are_read_as_each_alone() -> None:
    together = list(Finder(LANGUAGE).read_all(TEXTS))
    backwards = Finder(LANGUAGE)
    assert len(together) == len(TEXTS) > 400
    for text, words in reversed(list(zip(TEXTS, together, strict=True))):
        assert backwards.read(text) == words


ODD = [
    ["", "a Roth account", ""],
    ["after-tax", "contributions"],
    ["  Roth  ", " \u241e ", "Roth\n\nmoney"],
    [],
]


@pytest.mark.parametrize("texts", ODD, ids=["empty ones", "a wording cut in two", "odd spaces", "none"])
def test_no_wording_reaches_from_one_text_into_the_next(texts: list[str]) -> None:
    finder = Finder(LANGUAGE)
    assert list(finder.read_all(texts)) == [finder.read(text) for text in texts]


def test_a_document_s_own_names_are_read_together_too() -> None:
    finder = Finder(LANGUAGE).with_terms({"after_tax_house": (("thrift", "contributions"),)})
    read = list(
        finder.read_all(["Roth", "Thrift Contributions may be withdrawn.", "thrift", "contributions"])
    )
    assert [bool(words.concept("after_tax_house")) for words in read] == [False, True, False, False]


KEYS = [
    "concept:money_name",
    "cue:defines",
    "concept:after_tax",
    "grant:match",
    "cue:modal",
    "concept:after_tax_house",
]


@pytest.mark.parametrize("key", KEYS)
def test_where_a_wording_stands_one_of_its_signs_does(key: str) -> None:
    finder = Finder(LANGUAGE)
    for text, words in zip(TEXTS, finder.read_all(TEXTS), strict=True):
        assert finder.may_hold(key, text) or not words.of(key), text


def test_a_text_without_a_sign_is_known_by_that() -> None:
    finder = Finder(LANGUAGE)
    assert not finder.may_hold("concept:money_name", "The sun shines.")
    assert not finder.may_hold("concept:after_tax_house", "After-tax contributions are taken.")
