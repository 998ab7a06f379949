"""Documents of one plan read together: which file and page decides, and which says otherwise."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rothscope.cli.main import main
from rothscope.packs.read import read_yaml

FOLDER = Path(__file__).parent.parent / "sample_spds" / "together"
READINGS = read_yaml(FOLDER / "readings.yaml")
NO_FEATURES = {"why", "files", "plan", "verdict"}


def told(reading: dict[str, Any]) -> dict[str, Any]:
    """Return what the command tells of the plan the reading is about."""
    files = [str(FOLDER / f"{name}.pdf") for name in reading["files"]]
    run = CliRunner().invoke(main, ["analyze", *files, "--year", "2026", "--form", "json"])
    assert run.exit_code == 0, run.output
    analysis: dict[str, Any] = json.loads(run.stdout)
    plans: list[dict[str, Any]] = [analysis, *analysis["other_plans"]]
    wanted = reading.get("plan")
    return next(p for p in plans if wanted is None or p["plan"]["type"]["value"] == wanted)


@pytest.mark.parametrize("reading", READINGS, ids=[reading["why"] for reading in READINGS])
def test_documents_together(reading: dict[str, Any]) -> None:
    plan = told(reading)
    assert plan["feasibility"]["verdict"] == reading["verdict"]
    for feature, wanted in reading.items():
        if feature in NO_FEATURES:
            continue
        finding = plan["findings"][feature]
        assert finding["status"] == wanted["status"], (feature, finding["reason"])
        deciding = {(clause["document"], clause["page"]) for clause in finding["decided_by"]}
        assert deciding == ({(f"{wanted['by']}.pdf", wanted["page"])} if "by" in wanted else set()), feature
        if "against" in wanted:
            assert f"{wanted['against']}.pdf" in {clause["document"] for clause in finding["against"]}


def test_every_document_is_read() -> None:
    read = {name for reading in READINGS for name in reading["files"]}
    assert read == {path.stem for path in FOLDER.glob("*.pdf")}


def test_the_order_of_files_changes_no_answer() -> None:
    reading = READINGS[0]
    turned = {**reading, "files": reading["files"][::-1]}
    one, other = told(reading), told(turned)
    assert (one["findings"], one["plan"], one["feasibility"]) == (
        other["findings"], other["plan"], other["feasibility"]
    )  # fmt: skip
