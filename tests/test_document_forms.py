"""Every form in which plans reach people: each document of sample_spds/forms against what a careful reader finds in it."""

from functools import cache
from pathlib import Path

import pytest

from rothscope.analyze import analyze
from rothscope.extract.scan.ocr import find_engine
from rothscope.extract.tidy import squash
from rothscope.model.analysis import Analysis, Verdict
from rothscope.model.finding import FEATURES, Status
from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_yaml

FOLDER = Path(__file__).parent.parent / "sample_spds" / "forms"
YEAR = 2026


class Heard(Frozen):
    """A passage that must be heard on its page."""

    page: int
    quote: str


class Found(Heard):
    """A feature as it must be found; `cell` is the row and the column, where a table cell says it."""

    status: Status
    cell: tuple[str, str] | None = None
    against: Heard | None = None
    pages: tuple[int, ...] = ()


class Reading(Frozen):
    """One document of the folder."""

    why: str
    kind: str
    verdict: Verdict
    ocr: tuple[int, ...] = ()
    features: dict[str, Found]


READINGS = {
    name: Reading.model_validate(reading) for name, reading in read_yaml(FOLDER / "readings.yaml").items()
}


@cache
def told(name: str) -> Analysis:
    if READINGS[name].ocr and find_engine() is None:
        pytest.skip("reads a scan, and neither tesseract nor rapidocr is installed")
    return analyze(FOLDER / name, plan_year=YEAR)


def test_every_document_is_read() -> None:
    made = {path.name for path in FOLDER.iterdir()} - {"make.py", "readings.yaml", "__pycache__"}
    assert {name for name in made if not name.endswith(".md")} == set(READINGS)


@pytest.mark.parametrize("name", READINGS)
def test_document_is_read_right(name: str) -> None:
    reading, analysis = READINGS[name], told(name)
    assert (analysis.source[0].kind, analysis.feasibility.verdict) == (reading.kind, reading.verdict)
    assert analysis.coverage.ocr_pages == reading.ocr
    for feature in FEATURES:
        finding, expected = analysis.findings[feature], reading.features.get(feature)
        if expected is None:
            assert finding.status in (Status.SILENT, Status.MENTIONED_ONLY), (feature, finding.decided_by)
            continue
        heard = [(clause.page, clause.quote, clause.cell) for clause in finding.decided_by]
        assert finding.status is expected.status, (feature, heard)
        assert any(
            page == expected.page
            and squash(expected.quote) in squash(quote)
            and cell == (expected.cell or cell)
            for page, quote, cell in heard
        ), (feature, heard)
        assert any(clause.pages == (expected.pages or clause.pages) for clause in finding.decided_by), feature
        if expected.against:
            said = [(clause.page, squash(clause.quote)) for clause in finding.against]
            wanted = expected.against.page, squash(expected.against.quote)
            assert any(page == wanted[0] and wanted[1] in quote for page, quote in said), (feature, said)


@pytest.mark.parametrize("name", [name for name, reading in READINGS.items() if reading.ocr])
def test_evidence_of_a_scan_is_marked(name: str) -> None:
    analysis = told(name)
    deciding = [clause for finding in analysis.findings.values() for clause in finding.decided_by]
    assert all(clause.by_ocr is (clause.page in READINGS[name].ocr) for clause in deciding)
    assert "pages_by_ocr" in {note.code for note in analysis.notes}


def test_a_scan_is_trusted_less_than_its_text() -> None:
    scan, text = told("heron_bay_scanned_askew.pdf"), told("heron_bay.pdf")
    assert scan.feasibility.confidence.value < text.feasibility.confidence.value
    assert scan.feasibility.score == text.feasibility.score
    assert scan.feasibility.space == text.feasibility.space
