"""Text -> tokens and wordings: every offset points at the text's own words, whatever the text holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rothscope.clauses.tokens.words import Finder
from rothscope.packs.find import patterns_folder
from rothscope.packs.phrases import flatten
from rothscope.packs.reading import load_language

LANGUAGE = load_language(patterns_folder())
FINDER = Finder(LANGUAGE)
ODD = "İıßŉǰΐﬁﬃ½⅓¼①Ⅷ‑–—’“”\u00a0\u2009\u200b\ufeff\u202eé́🙂|_¦(401(k))\t\n"
TEXTS = [
    "You may make voluntary after-tax contributions of up to 10% of pay.",
    "You  may\tmake   after-tax\ncontributions",
    "“After–Tax” contributions — under the Plan’s 401(k) feature — at age 59½",
    "İSTANBUL after-tax CONTRIBUTIONS",
    "ﬁrst after‑tax contributions",
    "(a) after-tax; (b) Roth.",
    "",
    "   ",
    "....",
]


@given(st.text() | st.text(alphabet=ODD + "after-tax Roth401(k)"))
def test_flattening_keeps_the_length(text: str) -> None:
    assert len(flatten(text)) == len(text)


@given(st.text(alphabet=ODD) | st.characters())
def test_flattening_is_the_same_twice(text: str) -> None:
    assert flatten(flatten(text)) == flatten(text)


FLAT = [
    ("After-Tax", "after tax", "a hyphen joins as a space does"),
    ("after‑tax", "after tax", "so does one that does not break"),
    ("the Plan’s", "the plan's", "a curly quote is a straight one"),
    ("401(k)", "401_k_", "a section's letter is no bracket"),
    ("now — then", "now , then", "a long dash is a comma"),
]


@pytest.mark.parametrize(("text", "flat", "why"), FLAT, ids=[row[2] for row in FLAT])
def test_flattening(text: str, flat: str, why: str) -> None:
    assert flatten(text) == flat


def hits_are_true(text: str) -> None:
    """Check that tokens are runs of the text in order, and that every hit lies within them."""
    words = FINDER.read(text)
    flat = flatten(text)
    assert len(words.tokens) == len(words.starts) == len(words.ends)
    for token, start, end in zip(words.tokens, words.starts, words.ends, strict=True):
        assert flat[start:end] == token
        assert token.strip()
    assert list(words.starts) == sorted(words.starts)
    assert all(end <= start for end, start in zip(words.ends, words.starts[1:], strict=False))
    for spans in words.hits.values():
        for span in spans:
            assert 0 <= span[0] < span[1] <= len(words.tokens)
            cut = words.cut(span)
            assert cut
            assert cut in text
            assert flatten(cut).split() == flat[words.starts[span[0]] : words.ends[span[1] - 1]].split()


@pytest.mark.parametrize("text", TEXTS)
def test_every_hit_is_the_texts_own_words(text: str) -> None:
    hits_are_true(text)


FRAGMENTS = st.lists(
    st.sampled_from(
        ["You may ", "not ", "after-tax ", "After\u2011Tax ", "contributions ", "Roth ", "convert ", "withdraw ", "59½ ",
         "(other than ", ") ", "; ", ", but ", "401(k) ", "IRA ", "\n", "  ", "½", "“", "’s ", "İ", "no ", "until "]
    )
    | st.text(max_size=4),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(FRAGMENTS)
def test_every_hit_is_the_texts_own_words_in_any_text(text: str) -> None:
    hits_are_true(text)


FOUND = [
    ("make after-tax contributions", "after-tax contributions", True, "a hyphen in phrase and text"),
    ("make after tax contributions", "after-tax contributions", True, "a space in the text"),
    ("make AFTER-TAX Contributions", "after-tax contributions", True, "capitals"),
    ("make after-tax  contributions", "after-tax contributions", True, "two spaces"),
    ("after-tax\ncontributions", "after-tax contributions", True, "a line end"),
    ("after-tax (Roth) contributions", "after-tax contributions", False, "words between"),
    ("hereafter-tax contributions", "after-tax contributions", False, "part of a word"),
    ("convert all of it to Roth", "convert ..5 Roth", True, "a gap"),
    ("convert this and that and more of it to Roth", "convert ..5 Roth", False, "a gap too long"),
    ("convert, but not to Roth", "convert ..5 Roth", False, "a gap never leaps over not"),
    ("convert it. Your Roth account", "convert ..5 Roth", False, "nor over a full stop"),
    ("convert (to the fund) Roth", "convert ..5 Roth", False, "nor over a bracket"),
    ("may withdraw", "may|can withdraw|take", True, "either word"),
    ("can take", "may|can withdraw|take", True, "or the other"),
    ("may set aside", "may set_aside|save", True, "words that stand together"),
    ("in 2024", "in @year", True, "a year"),
    ("in 1824", "in @year", False, "no year of a plan"),
    ("after 24 months", "after @number months", True, "a number"),
]


@pytest.mark.parametrize(("text", "phrase", "found", "why"), FOUND, ids=[row[3] for row in FOUND])
def test_phrases(text: str, phrase: str, found: bool, why: str) -> None:
    assert bool(Finder.of_phrases({"phrase": (phrase,)}).read(text).of("phrase")) is found


def test_the_longest_of_overlapping_hits_is_kept() -> None:
    finder = Finder.of_phrases({"phrase": ("after-tax", "after-tax contributions")})
    words = finder.read("your after-tax contributions")
    assert [words.cut(span) for span in words.of("phrase")] == ["after-tax contributions"]


def test_a_token_by_its_place() -> None:
    words = FINDER.read("You may save 10% after-tax.")
    for number, start in enumerate(words.starts):
        assert words.token_at(start) == number
    assert words.token_at(10_000) == len(words.tokens)


def test_names_of_a_plan_are_known_to_it_alone() -> None:
    wider = FINDER.with_terms({"after_tax_house": (("thrift", "contributions"),)})
    text = "Thrift Contributions"
    assert wider.read(text).concept("after_tax_house")
    assert not FINDER.read(text).concept("after_tax_house")
    assert FINDER.with_terms({}) is FINDER


NAMES = [
    ("after_tax_house", "You may take thrift contributions out.", "a name that stands apart"),
    ("after_tax_house", "Thrift contributions are thrift contributions.", "a name told twice"),
    ("after_tax_house", "After-tax thrift contributions go in.", "a name beside a word of its kind"),
    ("after_tax_house", "Your after-tax thrift contributions after-tax.", "between words of its kind"),
    ("roth_house", "After-tax thrift contributions are Roth.", "a name that hides the words in it"),
    ("people_of_a_kind", "Employees make thrift contributions.", "a name for people"),
]


@pytest.mark.parametrize(("concept", "text", "what"), NAMES)
def test_a_text_read_again_reads_as_with_its_names_at_once(concept: str, text: str, what: str) -> None:
    wider = FINDER.with_terms(
        {concept: (("thrift", "contributions"), ("after", "tax", "thrift"), ("employees",))}
    )
    (again,) = wider.read_again([FINDER.read(text)])
    assert again == wider.read(text), what
    assert again != FINDER.read(text), what
