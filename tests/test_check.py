"""`rothscope check`: the packs hold their own examples, and a pack that does not is named by file and example."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rothscope.cli.main import main
from rothscope.packs.documents import load_document_examples
from rothscope.packs.find import patterns_folder
from rothscope.packs.misread import load_misread
from rothscope.packs.reading import load_language

LANGUAGE = load_language(patterns_folder())


def check(*folder: Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, folder)])


def test_the_packs_hold() -> None:
    examples = sum(len(pack.examples) for pack in LANGUAGE.packs.values())
    examples += sum(len(cue.examples) for cue in LANGUAGE.cues.values())
    examples += sum(len(fact.examples) for fact in LANGUAGE.facts.values())
    examples += len(load_document_examples(patterns_folder()))
    examples += len(load_misread(patterns_folder()).examples)
    assert examples > 300
    told = check()
    assert (told.stdout, told.stderr, told.exit_code) == (
        f"patterns/: {examples} examples, all as they should be.\n",
        "",
        0,
    )


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
        "document_examples.yaml",
        "{is: pension, because: it is no pension, text: The Plan takes after-tax contributions.}",
        ("document_examples.yaml", "it is no pension", "should be pension, is excerpt"),
    ),
    (
        "facts.yaml",
        '{text: You may make voluntary after-tax contributions of up to 8% of pay., value: "9"}',
        ("facts.yaml", "after_tax_cap_percent", "should give 9, gives 8"),
    ),
    (
        "facts.yaml",
        "{text: You may make voluntary after-tax contributions of up to 8% of pay., value: null}",
        ("facts.yaml", "after_tax_cap_percent", "should give None, gives 8"),
    ),
]


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Return what is told of a copy of the packs in which each of the wrong examples stands first in its file."""
    copy = tmp_path_factory.mktemp("broken") / "patterns"
    shutil.copytree(patterns_folder(), copy)
    for path in [
        *copy.glob("features/*.yaml"),
        *copy.glob("money/*.yaml"),
    ]:  # those of one feature are enough, and quicker
        text = path.read_text(encoding="utf-8")
        path.write_text(text if path.stem == "match" else text.partition("\nexamples:")[0], encoding="utf-8")
    for file, example, _ in WRONG:
        path = copy / file
        indent = "      " if file == "facts.yaml" else "  "
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("examples:\n", f"examples:\n{indent}- {example}\n", 1), encoding="utf-8")
    return check(copy)


@pytest.mark.parametrize("named", [row[2] for row in WRONG], ids=lambda named: named[-1])
def test_an_example_that_does_not_hold(named: tuple[str, ...], failing: Result) -> None:
    assert [line for line in failing.stdout.splitlines() if all(words in line for words in named)]


def test_a_failing_check_counts_its_faults_and_ends_with_1(failing: Result) -> None:
    count = len(failing.stdout.splitlines())
    assert failing.exit_code == 1
    assert count >= len(WRONG)
    told = rf"Error: {count} of \d+ examples in patterns/ fail; mend the packs above\.\n"
    assert re.fullmatch(told, failing.stderr)
