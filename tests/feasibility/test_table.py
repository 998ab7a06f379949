"""Every combination of answers: the 36 rows of the table and the 756 with Roth account and frequency."""

import csv
from pathlib import Path
from typing import Any

import pytest

from rothscope.feasibility import Assessment, assess
from rothscope.model.analysis import Verdict
from rothscope.model.finding import Finding, Status
from rothscope.model.profile import Profile
from rothscope.packs.judgement import Judgement
from rothscope.packs.read import read_yaml

from .build import AFTER_TAX, CONVERT, ROTH, WITHDRAW, finding, findings, plan, source

HERE = Path(__file__).parent
ROWS: list[dict[str, Any]] = read_yaml(HERE / "table.yaml")["rows"]
COMBINATIONS = list(csv.DictReader((HERE / "combinations.csv").read_text(encoding="utf-8").splitlines()))
STATUS = {
    "yes": Status.ALLOWED,
    "no": Status.NOT_ALLOWED,
    "unclear": Status.SILENT,
    "59.5": Status.CONDITIONAL,
}


def answered(feature: str, answer: str, **stated: str) -> Finding:
    if answer == "59.5":
        stated["withdrawal_age"] = "59.5"
    return finding(feature, STATUS[answer], **stated)


def judged(judgement: Judgement, row: dict[str, str], roth: str, frequency: str) -> Assessment:
    """Assess a row whose frequency holds for both ways out."""
    runs = (
        {}
        if frequency == "unknown"
        else {"conversion_frequency": frequency, "withdrawal_frequency": frequency}
    )
    found = findings(
        answered(AFTER_TAX, row["after_tax"]),
        answered(CONVERT, row["convert"], **runs),
        answered(WITHDRAW, row["withdraw"], **runs),
        answered(ROTH, roth),
    )
    return assess(found, plan(), (source(),), judgement)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"row {row['n']}")
def test_the_36_rows(judgement: Judgement, row: dict[str, Any]) -> None:
    feasibility = judged(judgement, row, "yes", "unknown").feasibility
    assert feasibility.verdict == row["verdict"]
    assert (feasibility.score.low, feasibility.score.high) == (row["low"], row["high"])


def test_every_combination(judgement: Judgement) -> None:
    wrong = []
    for row in COMBINATIONS:
        given = judged(judgement, row, row["roth"], row["frequency"])
        got = given.feasibility.verdict.value, "yes" if given.conflict else "no"
        if got != (row["verdict"], row["conflict"]):
            wrong.append((row, got))
    assert len(COMBINATIONS) == 756
    assert wrong == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"row {row['n']}")
def test_someone_past_the_age_reads_it_as_yes(judgement: Judgement, row: dict[str, Any]) -> None:
    found = findings(
        answered(AFTER_TAX, row["after_tax"]),
        answered(CONVERT, row["convert"]),
        answered(WITHDRAW, row["withdraw"]),
        answered(ROTH, "yes"),
    )
    older = assess(found, plan(), (source(),), judgement, Profile(age=60)).feasibility.verdict
    twin = {"withdraw": "yes" if row["withdraw"] == "59.5" else row["withdraw"]}
    same = next(r for r in ROWS if r == r | {k: row[k] for k in ("after_tax", "convert")} | twin)
    assert older == same["verdict"]


def test_the_table_names_all_but_three_verdicts() -> None:
    named = {row["verdict"] for row in ROWS} | {row["verdict"] for row in COMBINATIONS}
    assert {v.value for v in Verdict} - named == {"PARTIAL", "BLOCKED_FOR_YOU", "NOT_APPLICABLE"}
