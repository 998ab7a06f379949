"""`rothscope check`: the packs hold their own examples, and a pack that does not is named by file and example."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from rothscope.check import check_packs
from rothscope.cli.main import main
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language

LANGUAGE = load_language(patterns_folder())


def test_the_packs_hold() -> None:
    faults, count = check_packs(patterns_folder())
    assert faults == ()
    examples = sum(len(pack.examples) for pack in LANGUAGE.features.values())
    examples += sum(len(cue.examples) for cue in LANGUAGE.cues.values())
    examples += sum(len(fact.examples) for fact in LANGUAGE.facts.values())
    assert count == examples > 300, "every example was run"


def broken(folder: Path, file: str, old: str, new: str) -> Path:
    """Return a copy of the packs with one thing changed."""
    copy = folder / "patterns"
    shutil.copytree(patterns_folder(), copy)
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def with_example(folder: Path, file: str, example: str) -> Path:
    """Return a copy of the packs whose examples in a file begin with one more."""
    indent = "      " if file == "facts.yaml" else "  "
    return broken(folder, file, "examples:\n", f"examples:\n{indent}- {example}\n")


WRONG = [
    # file, an example that does not hold, what the fault names
    (
        "features/match.yaml",
        "{text: The Company matches 50% of the first 6% of pay you contribute., is: not_allowed}",
        ("features/match.yaml", "The Company matches", "should be not_allowed, is allowed"),
    ),
    (
        "features/match.yaml",
        '{text: The Company matches 50% of the first 6% of pay., is: allowed, facts: {match_formula: "9% of 9%"}}',
        ("features/match.yaml", "The Company matches", "should be allowed"),
    ),
    (
        "features/match.yaml",
        "{text: The Company matches 50% of the first 6% of pay you contribute., is: allowed, known_miss: true}",
        ("features/match.yaml", "marked as a known miss but comes out right"),
    ),
    (
        "facts.yaml",
        '{text: You may make voluntary after-tax contributions of up to 8% of pay., value: "9"}',
        ("facts.yaml", "after_tax_cap_percent", "should give 9, gives ['8']"),
    ),
    (
        "facts.yaml",
        "{text: You may make voluntary after-tax contributions of up to 8% of pay., value: null}",
        ("facts.yaml", "after_tax_cap_percent", "should give None, gives ['8']"),
    ),
]


@pytest.mark.parametrize(("file", "example", "named"), WRONG, ids=[row[2][-1] for row in WRONG])
def test_an_example_that_does_not_hold(
    file: str, example: str, named: tuple[str, ...], tmp_path: Path
) -> None:
    faults, _ = check_packs(with_example(tmp_path, file, example))
    assert len(faults) == 1
    assert all(words in faults[0] for words in named), faults[0]


def test_a_cue_taken_away_is_noticed_by_its_examples(tmp_path: Path) -> None:
    """Each cue is exercised: without its words its own examples fail."""
    cue = LANGUAGE.cues["plan_permits"]
    texts = [example.text for example in cue.examples]
    folder = broken(tmp_path, "cues.yaml", "  plan_permits:\n", "  plan_permits:\n")
    path = folder / "cues.yaml"
    text = path.read_text(encoding="utf-8")
    for phrase in cue.phrases:
        text = text.replace(f"- {phrase}\n", "- zzz unheard of\n")
    path.write_text(text, encoding="utf-8")
    faults, _ = check_packs(folder)
    named = [fault for fault in faults if fault.startswith("cues.yaml: plan_permits")]
    assert named
    assert all(any(words.strip()[:20] in fault for words in texts) for fault in named)


def test_a_failing_check_tells_the_faults_and_ends_with_1(tmp_path: Path) -> None:
    file, example, named = WRONG[0]
    result = CliRunner().invoke(main, ["check", str(with_example(tmp_path, file, example))])
    assert result.exit_code == 1
    assert named[0] in result.stdout
    assert result.stderr.startswith("Error: 1 of ")


def test_a_passing_check_says_how_much_it_checked() -> None:
    result = CliRunner().invoke(main, ["check"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout == f"patterns/: {check_packs(patterns_folder())[1]} examples, all as they should be.\n"
    )


@pytest.mark.parametrize("feature", LANGUAGE.features)
def test_as_many_must_nots_as_musts(feature: str) -> None:
    """A pack that only shows what it finds would never be stopped from finding too much."""
    said = [example.is_.value for example in LANGUAGE.features[feature].examples]
    firm = sum(status in ("allowed", "conditional") for status in said)
    assert len(said) - firm >= firm
