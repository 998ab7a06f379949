"""The workbook holds what the comparison says, runs nothing, and opens in LibreOffice as it was made.

The last needs `soffice` and is skipped, with the reason, where there is none.
"""

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from rothscope.compare import compare_plans
from rothscope.errors import MissingExtra
from rothscope.model.analysis import Analysis
from rothscope.model.comparison import Comparison
from rothscope.report import workbook as room
from rothscope.report.workbook import workbook

from .plans import FOLDER, ROTH, TAKES, page, read

NAMES = ("granite_mills", "lattice_robotics", "northfield_university", "sable_creek_clinic")
SHEETS = ["Comparison", "Ranking", "Changes", "Questions", "Notes", "Minutes", "Evidence"]
HEADS_AND_SUMS = 4
"""Rows above the first provision: heads, verdict, halves, score."""


@pytest.fixture(scope="module")
def compared(analysis_of: Callable[[str], Analysis]) -> Comparison:
    return compare_plans([analysis_of(name) for name in NAMES], FOLDER)


@pytest.fixture(scope="module")
def made(compared: Comparison) -> bytes:
    return workbook(compared)


@pytest.fixture(scope="module")
def book(made: bytes) -> Workbook:
    return load_workbook(io.BytesIO(made))


def rows(sheet: Any) -> Iterator[dict[str, Any]]:
    heads, *rest = sheet.iter_rows(values_only=True)
    for row in rest:
        yield dict(zip(heads, row, strict=True))


def holds(book: Workbook, compared: Comparison) -> None:
    """Check that every sheet is there and can be filtered, and that each link leads to the right words."""
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        assert sheet.auto_filter.ref.startswith("A1:"), sheet.title
    matrix, evidence = book["Comparison"], book["Evidence"]
    for at, provision in enumerate(compared.provisions, HEADS_AND_SUMS + 1):
        assert matrix.cell(at, 1).value == provision.title
        for cell in provision.cells:
            answer, page = matrix.cell(at, 2 * cell.plan), matrix.cell(at, 2 * cell.plan + 1)
            assert str(answer.value).startswith(cell.word)
            assert cell.value in str(answer.value)
            assert (page.value or "") == cell.where
            assert (page.hyperlink is None) is (not cell.evidence)
            if page.hyperlink is not None:
                named, _, place = (
                    str(page.hyperlink.location).replace("'", "").replace("$", "").partition("!")
                )
                row = evidence[place].row
                told = [evidence.cell(row, column).value for column in (1, 3, 5)]
                assert named == "Evidence"
                assert told[:2] == [cell.plan, provision.title]
                assert " ".join(str(told[2]).split())[:60] == " ".join(cell.evidence[0].quote.split())[:60]


def test_the_workbook_holds_the_comparison(book: Workbook, compared: Comparison) -> None:
    holds(book, compared)


def test_heads_stay_in_sight(book: Workbook) -> None:
    assert book["Comparison"].freeze_panes == "B2"
    assert [sheet.title for sheet in book.worksheets if sheet.freeze_panes is None] == []


def test_every_passage_is_on_the_evidence_sheet(book: Workbook, compared: Comparison) -> None:
    wanted = sum(len(cell.evidence) for row in compared.provisions for cell in row.cells)
    assert book["Evidence"].max_row == wanted + 1


def test_the_other_sheets_hold_ranking_questions_and_minutes(book: Workbook, compared: Comparison) -> None:
    assert [row["Plan"] for row in rows(book["Ranking"])] == [one.plan for one in compared.ranking]
    points = [point.text for plan in compared.plans for point in plan.open_points]
    assert [row["Question"] for row in rows(book["Questions"])] == points
    notes = list(rows(book["Notes"]))
    assert {note.title for note in compared.notes} <= {row["Subject"] for row in notes}
    for fact in compared.prevalence:
        row = next(row for row in notes if row["Text"] == fact.says)
        assert str(fact.year) in row["Why, or sample and year"]
        assert fact.source in row["Law, or source"]
    assert next(rows(book["Minutes"]))["Point"] == "Documents"


def test_the_same_comparison_gives_the_same_bytes(compared: Comparison, made: bytes) -> None:
    assert workbook(compared) == made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


FORMULAS = ('=HYPERLINK("https://evil.test","x")', "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "=1+1")


@pytest.fixture(params=FORMULAS)
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Comparison:
    """Return a comparison in which name, quotes and numbers of a plan begin as a formula does."""
    plan = read(tmp_path, page(ROTH + TAKES))
    assert plan.plan.name is not None
    named = plan.plan.model_copy(update={"name": plan.plan.name.model_copy(update={"value": request.param})})
    finding = plan.findings["after_tax_contributions"]
    clauses = tuple(
        clause.model_copy(update={"quote": request.param + "\x07\ud800"}) for clause in finding.decided_by
    )
    findings = plan.findings | {"after_tax_contributions": finding.model_copy(update={"decided_by": clauses})}
    other = plan.model_copy(update={"plan": named, "findings": findings})
    return compare_plans([plan, other], FOLDER)


def test_words_of_a_document_never_become_a_formula(hostile: Comparison) -> None:
    name = hostile.plan(2).name
    book = load_workbook(io.BytesIO(workbook(hostile)))
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}
    assert book["Comparison"].cell(1, 4).value == f"2. {name}"
    assert any(row["Words"].startswith(name) for row in rows(book["Evidence"]))
    outside = [
        cell.hyperlink.target
        for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
        if cell.hyperlink is not None and cell.hyperlink.target
    ]  # fmt: skip
    assert outside == []


def test_without_openpyxl_the_extra_is_named(compared: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(room.__dict__["__builtins__"], "__import__", _no_openpyxl)
    with pytest.raises(MissingExtra, match=r"pip install 'rothscope\[xlsx\]'"):
        workbook(compared)


_import = __import__


def _no_openpyxl(name: str, *more: Any) -> Any:
    if name.startswith("openpyxl"):
        raise ImportError(name)
    return _import(name, *more)


# -- LibreOffice ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(made: bytes, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what LibreOffice makes of the workbook in another format, as a folder."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        pytest.skip("no LibreOffice (soffice) is installed; `apt-get install libreoffice-calc`")
    folder = tmp_path_factory.mktemp("office")
    (folder / "plans.xlsx").write_bytes(made)

    def convert(into: str) -> Path:
        out = folder / into.partition(":")[0]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", into, "--outdir", str(out)]
        told = subprocess.run(
            [*command, str(folder / "plans.xlsx")], capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stderr
        return out

    return convert


def test_libreoffice_reads_every_sheet(office: Callable[[str], Path], compared: Comparison) -> None:
    # The last number of the filter's options asks for all sheets, each in a file of its own.
    folder = office("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
    assert {path.stem.removeprefix("plans-") for path in folder.glob("*.csv")} == set(SHEETS)
    with (folder / "plans-Comparison.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    for row, provision in zip(table[HEADS_AND_SUMS:], compared.provisions, strict=True):
        assert row[0] == provision.title
        for cell in provision.cells:
            assert row[2 * cell.plan - 1].startswith(cell.word)
            assert row[2 * cell.plan] == cell.where
    text = (folder / "plans-Evidence.csv").read_text(encoding="utf-8")
    quotes = [cell.evidence[0].quote for row in compared.provisions for cell in row.cells if cell.evidence]
    flat = " ".join(text.replace('""', '"').split())
    assert [quote for quote in quotes if " ".join(quote.split())[:80] not in flat] == []
    assert "Err:" not in text


def test_libreoffice_keeps_filters_and_links(office: Callable[[str], Path], compared: Comparison) -> None:
    # Frozen panes belong to a window, and without one LibreOffice writes none.
    holds(load_workbook(office("xlsx") / "plans.xlsx"), compared)
