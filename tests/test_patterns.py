"""The wording packs against their own examples, and the faults a pack is refused for.

Every example is a tiny document that goes through passages, clauses and resolve. One marked `known_miss` must fail:
as soon as it comes out right, its mark has to go.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from rothscope.check import STAND_IN, check_packs, read_findings, unused_phrases
from rothscope.clauses.find import Reader
from rothscope.clauses.tokens.numbers import NUMBER_WORDS
from rothscope.clauses.tokens.words import Finder
from rothscope.errors import BadPack
from rothscope.model.finding import FEATURES, MONEY, Finding, Status
from rothscope.packs.find import patterns_folder
from rothscope.packs.phrases import GAP_WALLS, Phrase, Piece, parse_phrase, words_of
from rothscope.packs.read import read_yaml
from rothscope.packs.reading import (
    CueExample,
    Example,
    FactExample,
    FactRule,
    FeaturePack,
    Language,
    load_language,
)
from rothscope.reading import section_force

PATTERNS = patterns_folder()
SAMPLES = PATTERNS.parent / "sample_spds"
PACKS = tuple(load_language(PATTERNS).packs.values())

GIVEN = {Status.ALLOWED, Status.CONDITIONAL, Status.CONFLICTING}
UNCLAIMED = {Status.SILENT, Status.MENTIONED_ONLY}
MOST_KNOWN_MISSES = 0.25
"""Share of all examples that may be known misses; beyond it the examples describe another program."""


@cache
def language() -> Language:
    return load_language(PATTERNS)


@cache
def plan_reader() -> Reader:
    return Reader(language(), section_force(PATTERNS))


@cache
def stand_in_reader() -> Reader:
    stand_in = language().model_copy(update={"features": {STAND_IN.id: STAND_IN}, "money": {}, "facts": {}})
    return Reader(stand_in, section_force(PATTERNS))


def slug(owner: str, number: int, text: str) -> str:
    words = re.sub(r"[^A-Za-z0-9%]+", "-", text).strip("-")
    return f"{owner}-{number:02}-{words[:60]}"


def feature_cases() -> Iterator[object]:
    for pack in PACKS:
        for number, example in enumerate(pack.examples):
            miss = pytest.mark.xfail(strict=True, raises=AssertionError, reason="a known miss")
            marks = [miss] if example.known_miss else []
            yield pytest.param(pack.id, example, id=slug(pack.id, number, example.text), marks=marks)


def cue_cases() -> Iterator[object]:
    for name, cue in language().cues.items():
        for number, example in enumerate(cue.examples):
            yield pytest.param(example, id=slug(name, number, example.text))


def fact_cases() -> Iterator[object]:
    for name, rule in language().facts.items():
        for number, example in enumerate(rule.examples):
            yield pytest.param(name, rule, example, id=slug(name, number, example.text))


def facts_told(finding: Finding) -> set[tuple[str, str]]:
    clauses = (*finding.decided_by, *finding.against, *finding.mentions)
    facts = (*finding.facts, *(fact for clause in clauses for fact in clause.facts))
    return {(fact.name, fact.value) for fact in facts}


# -- every example -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("feature", "example"), list(feature_cases()))
def test_an_example_of_a_feature_comes_out_as_stated(feature: str, example: Example) -> None:
    finding = read_findings(example.text, plan_reader(), PATTERNS)[feature]
    assert finding.status is example.is_, finding.reason
    assert set(example.facts.items()) <= facts_told(finding)


@pytest.mark.parametrize("example", list(cue_cases()))
def test_an_example_of_a_cue_comes_out_as_stated(example: CueExample) -> None:
    finding = read_findings(example.text, stand_in_reader(), PATTERNS)[STAND_IN.id]
    assert finding.status is example.is_, finding.reason


@pytest.mark.parametrize(("name", "rule", "example"), list(fact_cases()))
def test_an_example_of_a_fact_gives_its_value(name: str, rule: FactRule, example: FactExample) -> None:
    findings = read_findings(example.text, plan_reader(), PATTERNS)
    told = {
        value for feature in rule.features for fact, value in facts_told(findings[feature]) if fact == name
    }
    assert told == (set() if example.value is None else {example.value})


# -- the examples as a body ----------------------------------------------------------------------------------------


def test_every_phrase_of_a_feature_is_exercised_by_an_example() -> None:
    assert unused_phrases(PATTERNS) == ()


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_lookalike_is_shown_to_claim_nothing(pack: FeaturePack) -> None:
    texts = [example.text for example in pack.examples if example.is_ in UNCLAIMED]
    for lookalike in pack.lookalikes:
        finder = Finder.of_phrases({"lookalike": (lookalike.phrase,)})
        assert any(finder.read(text).of("lookalike") for text in texts), lookalike.phrase


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_the_examples_of_a_pack_are_balanced(pack: FeaturePack) -> None:
    statuses = [example.is_ for example in pack.examples]
    assert {Status.ALLOWED, Status.NOT_ALLOWED, Status.MENTIONED_ONLY} <= set(statuses)
    musts = sum(status in GIVEN for status in statuses)
    assert musts <= len(statuses) - musts, "more examples must be given than must not"


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_no_example_stands_twice(pack: FeaturePack) -> None:
    texts = [example.text.strip() for example in pack.examples]
    assert len(texts) == len(set(texts))


def test_every_value_an_example_names_is_a_fact_of_its_feature() -> None:
    for pack in PACKS:
        for name in {name for example in pack.examples for name in example.facts}:
            assert pack.id in language().facts[name].features, f"{pack.id}: {name}"


def test_known_misses_stay_few() -> None:
    examples = [example for pack in PACKS for example in pack.examples]
    assert sum(example.known_miss for example in examples) <= MOST_KNOWN_MISSES * len(examples)


@pytest.mark.parametrize("name", language().cues)
def test_a_cue_is_met_in_its_own_examples(name: str) -> None:
    cue = language().cues[name]
    finder = Finder.of_phrases({"cue": cue.phrases})
    assert any(finder.read(example.text).of("cue") for example in cue.examples)


@pytest.mark.parametrize("name", language().facts)
def test_a_fact_is_shown_read_and_not_read(name: str) -> None:
    values = [example.value for example in language().facts[name].examples]
    assert None in values
    assert any(value is not None for value in values)


# -- files and their faults ----------------------------------------------------------------------------------------


def test_every_feature_has_a_pack_named_for_it_and_no_other_file_is_there() -> None:
    for folder, names in (("features", FEATURES), ("money", MONEY)):
        files = {path.name for path in (PATTERNS / folder).iterdir()}
        assert files == {f"{name}.yaml" for name in names}
    assert [pack.id for pack in PACKS] == [*FEATURES, *MONEY]


@pytest.mark.parametrize("path", sorted(PATTERNS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_pack_reads_alike_with_either_yaml_loader(path: Path) -> None:
    # The loader written in C lets a bare "word?" pass inside {…}; the one in Python, its stand-in, does not.
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == read_yaml(path)


BARE = {"BARE_NO": "no", "BARE_YES": "yes", "BARE_ON": "on"}


@pytest.fixture
def edit(tmp_path: Path) -> Callable[[str, Callable[[Any], None]], Path]:
    """Return a function that edits one YAML file in a copy of the packs and gives the copy's folder."""

    def edited(name: str, change: Callable[[Any], None]) -> Path:
        folder = tmp_path / "patterns"
        shutil.copytree(PATTERNS, folder)
        value = read_yaml(folder / name)
        change(value)
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
        for marker, bare in BARE.items():
            text = text.replace(marker, bare)
        (folder / name).write_text(text, encoding="utf-8")
        return folder

    return edited


Edit = Callable[[str, Callable[[Any], None]], Path]

FAULTS: tuple[tuple[str, Callable[[Any], None], str], ...] = (
    ("features/match.yaml", lambda pack: pack.update(colour="blue"), r"match\.yaml: colour"),
    ("features/match.yaml", lambda pack: pack.update(id="matching"), r"match\.yaml: id: 'matching'"),
    ("features/match.yaml", lambda pack: pack.pop("title"), r"match\.yaml: title"),
    ("features/match.yaml", lambda pack: pack.update(denies=["BARE_NO"]), r"match\.yaml: denies\.0"),
    ("features/match.yaml", lambda pack: pack.update(names=["BARE_YES"]), r"match\.yaml: names\.0"),
    ("features/match.yaml", lambda pack: pack.update(rivals=["act_juggle"]), r"match\.yaml: .*'act_juggle'"),
    (
        "features/match.yaml",
        lambda pack: pack["examples"][0].update({"is": "BARE_NO"}),
        r"match\.yaml: examples\.0\.is",
    ),
    (
        "features/match.yaml",
        lambda pack: pack["examples"][0].update({"is": "maybe"}),
        r"match\.yaml: examples\.0\.is",
    ),
    (
        "features/match.yaml",
        lambda pack: pack["examples"][0].update(facts={"true_up": "BARE_YES"}),
        r"match\.yaml: examples\.0\.facts\.true_up",
    ),
    (
        "features/match.yaml",
        lambda pack: pack["examples"][0].update(becuase="a slip"),
        r"match\.yaml: examples\.0\.becuase",
    ),
    (
        "features/in_plan_roth_conversion.yaml",
        lambda pack: pack["lookalikes"][0].pop("because"),
        r"in_plan_roth_conversion\.yaml: lookalikes\.0\.because",
    ),
    (
        "concepts.yaml",
        lambda words: words["concepts"]["roth"]["phrases"].append("BARE_ON"),
        r"concepts\.yaml: concepts\.roth\.phrases",
    ),
    (
        "concepts.yaml",
        lambda words: words["concepts"]["roth"].update(includes=["gold"]),
        r"concepts\.yaml: roth\.includes: .*'gold'",
    ),
    (
        "cues.yaml",
        lambda words: words["cues"]["modal"].update(does="shouts"),
        r"cues\.yaml: cues\.modal\.does",
    ),
    (
        "cues.yaml",
        lambda words: words["cues"].update(BARE_YES=words["cues"]["modal"]),
        r"cues\.yaml: cues\.",
    ),
    (
        "facts.yaml",
        lambda rules: rules["facts"]["true_up"].update(near=["gold"]),
        r"facts\.yaml: true_up: .*'gold'",
    ),
)


@pytest.mark.parametrize(("name", "change", "told"), FAULTS, ids=[told for _, _, told in FAULTS])
def test_a_faulty_pack_is_refused_by_file_and_key(
    edit: Edit, name: str, change: Callable[[Any], None], told: str
) -> None:
    with pytest.raises(BadPack, match=told):
        load_language(edit(name, change))


def test_a_missing_pack_is_refused(edit: Edit) -> None:
    folder = edit("facts.yaml", lambda rules: None)
    (folder / "features" / "match.yaml").unlink()
    with pytest.raises(BadPack, match=r"match\.yaml cannot be read"):
        load_language(folder)


# -- what `rothscope check` tells -----------------------------------------------------------------------------------


def silenced(folder: Path, kept: str) -> Path:
    """Drop the examples of every pack but one, so that a check of the copy is quick."""
    for path in [
        folder / "cues.yaml",
        folder / "facts.yaml",
        *folder.glob("features/*.yaml"),
        *folder.glob("money/*.yaml"),
    ]:
        if path.name != kept:
            value = read_yaml(path)
            for part in [value, *value.get("cues", {}).values(), *value.get("facts", {}).values()]:
                part.pop("examples", None)
            path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    (folder / "document_examples.yaml").write_text("examples: []\n", encoding="utf-8")
    misread = yaml.safe_load((folder / "misread.yaml").read_text(encoding="utf-8"))
    (folder / "misread.yaml").write_text(
        yaml.safe_dump(misread | {"examples": []}, allow_unicode=True), encoding="utf-8"
    )
    return folder


ROTH_GRANTED = {"text": "You may make Roth contributions.", "is": "allowed"}


@pytest.mark.parametrize(
    ("example", "told"),
    [
        (ROTH_GRANTED, None),
        (ROTH_GRANTED | {"is": "silent"}, "should be silent, is allowed"),
        (ROTH_GRANTED | {"facts": {"spillover": "yes"}}, "should be allowed, is allowed"),
        (ROTH_GRANTED | {"known_miss": True}, "drop the mark"),
        (ROTH_GRANTED | {"is": "silent", "known_miss": True}, None),
    ],
    ids=["right", "wrong status", "missing fact", "a miss no more", "a miss still"],
)
def test_check_names_each_example_that_comes_out_wrong(
    edit: Edit, example: dict[str, object], told: str | None
) -> None:
    folder = edit("features/roth_deferrals.yaml", lambda pack: pack.update(examples=[example]))
    faults, count = check_packs(silenced(folder, "roth_deferrals.yaml"))
    assert count == 1
    if told is None:
        assert faults == ()
    else:
        (fault,) = faults
        assert fault.startswith("features/roth_deferrals.yaml: 'You may make Roth contributions.'")
        assert told in fault


def test_check_names_a_phrase_no_example_needs(edit: Edit) -> None:
    folder = edit("features/match.yaml", lambda pack: pack["names"].append("company kitty"))
    assert unused_phrases(folder) == ("match: company kitty",)


# -- the finder against the notation spelled out --------------------------------------------------------------------


def texts() -> Iterator[str]:
    """Yield every example's text, and paragraphs of the sample plans."""
    for pack in PACKS:
        yield from (example.text for example in pack.examples)
    for cue in language().cues.values():
        yield from (example.text for example in cue.examples)
    for rule in language().facts.values():
        yield from (example.text for example in rule.examples)
    for path in sorted(SAMPLES.glob("*/plan.md")):
        yield from path.read_text(encoding="utf-8").split("\n\n")[::3]


def phrases() -> dict[str, Phrase]:
    """Return every phrase of the wording packs by its own text."""
    known = language()
    written = [
        phrase for concept in known.concepts.values() for phrase in (*concept.phrases, *concept.lookalikes)
    ]
    written += [phrase for cue in known.cues.values() for phrase in cue.phrases]
    for pack in PACKS:
        written += [*pack.names, *pack.grants, *pack.denies, *(like.phrase for like in pack.lookalikes)]
    for rule in known.facts.values():
        for worded in (rule.choices, rule.rates, rule.marks):
            written += [phrase for texts in worded.values() for phrase in texts]
    return {text: parse_phrase(text) for text in written}


def stands(form: tuple[str, ...], tokens: list[str], at: int) -> bool:
    if form == ("@number",):
        spelled = tokens[at : at + 1] != [] and tokens[at] in NUMBER_WORDS
        share = spelled and set(tokens[at + 1 : at + 2]) <= {"%", "percent", "cent", "cents"}
        return tokens[at : at + 1] != [] and (tokens[at].isnumeric() or (share and at + 1 < len(tokens)))
    if form == ("@year",):
        return bool(re.fullmatch(r"(19|20)\d\d", tokens[at])) if at < len(tokens) else False
    return tuple(tokens[at : at + len(form)]) == form


def ends(pieces: tuple[Piece, ...], tokens: list[str], at: int) -> Iterator[int]:
    """Yield where the pieces can end when they begin at a token: the notation tried out choice by choice."""
    if not pieces:
        yield at
        return
    piece, rest = pieces[0], pieces[1:]
    if piece.optional:
        yield from ends(rest, tokens, at)
    for form in piece.forms:
        if stands(form, tokens, at):
            yield from ends(rest, tokens, at + len(form))
    for length in range(piece.gap + 1 if piece.gap else 0):
        skipped = range(at, at + length)
        if at + length <= len(tokens) and not any(is_wall(tokens, place) for place in skipped):
            yield from ends(rest, tokens, at + length)


def is_wall(tokens: list[str], at: int) -> bool:
    """Tell whether a gap stops at a token; the point in a number ("4.2") is no end of a sentence."""
    digits = [part.isdigit() and len(part) < 4 for part in (tokens[max(0, at - 1)], *tokens[at + 1 : at + 2])]
    return tokens[at] in GAP_WALLS and not (tokens[at] == "." and digits == [True, True])


def openers(phrase: Phrase) -> frozenset[str]:
    """Return the words a phrase can begin with; empty where a number can."""
    words: set[str] = set()
    for piece in phrase.pieces:
        if not {("@number",), ("@year",)}.isdisjoint(piece.forms):
            return frozenset()
        words |= {form[0] for form in piece.forms}
        if not piece.optional:
            break
    return frozenset(words)


def test_the_finder_hits_exactly_what_the_notation_says() -> None:
    known = phrases()
    finder = Finder.of_phrases({f"phrase:{text}": (text,) for text in known})
    begins = {text: openers(phrase) for text, phrase in known.items()}
    for text in texts():
        tokens = words_of(text)
        expected = {
            f"phrase:{name}": spans
            for name, phrase in known.items()
            if (spans := {
                (at, end)
                for at, token in enumerate(tokens)
                if not begins[name] or token in begins[name]
                for end in ends(phrase.pieces, tokens, at)
                if end > at
            })
        }  # fmt: skip
        assert {key: set(spans) for key, spans in finder.raw(text).items()} == expected, text


@pytest.mark.parametrize(
    "text",
    [
        "after-tax money",
        "after  tax money",
        "after- tax money",
        "after -tax money",
        "after-tax\nmoney",
        "after - tax money",
    ],
)
def test_stray_spaces_and_line_ends_split_no_wording(text: str) -> None:
    words = Finder.of_phrases({"money": ("after-tax money",)}).read(text)
    assert words.tokens == ("after", "tax", "money")
    assert [words.cut(span) for span in words.of("money")] == [text]
