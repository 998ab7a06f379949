"""`rothscope compare` as a person meets it: every form, files of one plan joined, and refusals in one sentence."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from rothscope.cli.compare import files_of
from rothscope.cli.main import main
from rothscope.model.comparison import Comparison

from .plans import CONVERTS, ROTH, TAKES, TAKES_NONE, page


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    folder = tmp_path / "plans"
    folder.mkdir()
    one, other = folder / "one.md", folder / "other.md"
    one.write_text(page(TAKES + ROTH, CONVERTS, name="Alder Bay"), encoding="utf-8")
    other.write_text(page(TAKES_NONE, name="Birch Hill"), encoding="utf-8")
    return one, other


FORMS = [
    ("text", "ROTHSCOPE  2 plans side by side"),
    ("markdown", "# 2 plans side by side"),
    ("html", "<!DOCTYPE html>"),
    ("csv", "provision,title,1. Alder Bay 401(k) Plan,2. Birch Hill 401(k) Plan\n"),
    ("json", '{\n  "schema_version": "1"'),
]


@pytest.mark.parametrize(("form", "begins"), FORMS, ids=[form for form, _ in FORMS])
def test_compare_in_every_form(form: str, begins: str, two: tuple[Path, Path]) -> None:
    told = run("compare", *two, "--form", form)
    assert told.exit_code == 0, told.stderr
    assert told.stdout.lstrip().startswith(begins)


def test_a_workbook_goes_into_its_file(two: tuple[Path, Path], tmp_path: Path) -> None:
    file = tmp_path / "plans.xlsx"
    told = run("compare", *two, "--form", "xlsx", "-o", file)
    assert (told.exit_code, told.stdout, told.stderr) == (0, "", f"Written to {file}\n")
    assert (
        load_workbook(io.BytesIO(file.read_bytes()))["Comparison"].cell(1, 2).value
        == "1. Alder Bay 401(k) Plan"
    )


def test_files_of_one_plan_are_joined_with_a_plus(two: tuple[Path, Path]) -> None:
    """A later notice of changes takes back what the description gave; the column tells both."""
    one, other = two
    change = one.parent / "smm.md"
    change.write_text(
        "# Summary of Material Modifications\n\nThis summary of material modifications describes a change to the "
        "Alder Bay 401(k) Plan, effective January 1, 2026.\n\nThe Plan does not accept voluntary after-tax "
        "contributions.\n",
        encoding="utf-8",
    )
    told = json.loads(run("compare", f"{one}+{change}", other, "--form", "json").stdout)
    plan = Comparison.model_validate(told).plan(1)
    assert [source.name for source in plan.documents] == ["one.md", "smm.md"]
    assert plan.verdict == "BLOCKED_NO_AFTER_TAX"


def test_a_file_with_a_plus_in_its_name_is_one_file(tmp_path: Path) -> None:
    file = tmp_path / "my+plan.pdf"
    assert list(files_of(file)) == [tmp_path / "my", Path("plan.pdf")]
    file.touch()
    assert list(files_of(file)) == [file]


REFUSED = [
    (["one"], 1, "one.md describes one plan, and a comparison needs two"),
    (["one", "missing"], 1, "missing.md"),
    (["one", "other", "--form", "xlsx"], 2, "name one with -o"),
    (["one", "other", "-o", "out.xlsx"], 2, "add --form xlsx"),
    (["one", "other", "-o", "one.md"], 2, "would replace a file that is read"),
    ([], 2, "Missing argument"),
]


@pytest.mark.parametrize(("words", "code", "said"), REFUSED)
def test_refusals(words: list[str], code: int, said: str, two: tuple[Path, Path]) -> None:
    folder = two[0].parent
    known = ("one", "other", "missing")
    given = [folder / f"{w}.md" if w in known else folder / w if "." in w else w for w in words]
    before = sorted(path.name for path in folder.iterdir())
    told = run("compare", *given)
    assert told.exit_code == code, told.output
    assert said in " ".join(told.stderr.split())
    assert told.stdout == ""
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_joined_file_is_never_written_over(two: tuple[Path, Path]) -> None:
    one, other = two
    told = run("compare", f"{one}+{other}", other, "-o", one)
    assert told.exit_code == 2
    assert one.read_text(encoding="utf-8").startswith("# Alder Bay")


def test_a_year_without_limits_is_told(two: tuple[Path, Path]) -> None:
    for form, said in (("html", "No limits of 2090 are on file."), ("text", "without limits of 2090")):
        assert said in " ".join(run("compare", *two, "--year", 2090, "--form", form).stdout.split())


@pytest.mark.parametrize("form", ["json", "html", "csv"])
def test_the_same_files_give_the_same_bytes(form: str, two: tuple[Path, Path]) -> None:
    assert run("compare", *two, "--form", form).stdout == run("compare", *two, "--form", form).stdout


def test_the_schema_of_a_comparison_names_its_keys() -> None:
    schema = json.loads(run("schema", "--of", "comparison").stdout)
    assert set(schema["properties"]) == set(Comparison.model_fields)
