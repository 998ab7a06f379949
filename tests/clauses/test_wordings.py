"""What saves time in reading wordings loses none: steps made when a text first goes there, signs looked for first."""

import json
from pathlib import Path

import pytest

from rothscope.clauses.words import Finder
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language

LANGUAGE = load_language(patterns_folder())
FINDER = Finder(LANGUAGE)
TEXTS = [
    json.loads(line)["text"]
    for path in sorted(Path(__file__).parents[2].glob("benchmarks/clauses/*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def test_it_does_not_matter_what_was_read_before() -> None:
    forwards = [FINDER.read(text) for text in TEXTS]
    backwards = Finder(LANGUAGE)
    assert len(TEXTS) > 400
    for text, words in reversed(list(zip(TEXTS, forwards, strict=True))):
        assert backwards.read(text) == words


def test_a_document_s_own_names_are_read_too() -> None:
    finder = Finder(LANGUAGE).with_terms({"after_tax_house": (("thrift", "contributions"),)})
    texts = ["Roth", "Thrift Contributions may be withdrawn.", "thrift", "contributions"]
    read = finder.read_again([FINDER.read(text) for text in texts])
    assert read == [finder.read(text) for text in texts]
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
    for text in TEXTS:
        assert FINDER.may_hold(key, text) or not FINDER.read(text).of(key), text


def test_a_text_without_a_sign_is_known_by_that() -> None:
    finder = Finder(LANGUAGE)
    assert not finder.may_hold("concept:money_name", "The sun shines.")
    assert not finder.may_hold("concept:after_tax_house", "After-tax contributions are taken.")
