"""What several test modules share: the sample plans, each read once a run."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from rothscope.analyze import analyze
from rothscope.model.analysis import Analysis

SAMPLES = Path(__file__).parent.parent / "sample_spds"
YEAR = 2026  # the limits of a later year, once on file, are no reason for another report


@pytest.fixture(scope="session")
def analysis_of() -> Callable[[str], Analysis]:
    """Return what the program tells of a sample plan, by the name of its folder."""
    return cache(lambda name: analyze(SAMPLES / name / "plan.pdf", plan_year=YEAR))


PLAN = """\
# Alder Bay Surgeons 401(k) Plan

## Summary Plan Description

This booklet describes the Alder Bay Surgeons 401(k) Plan as of January 1, 2026.

## Contributions

You may make voluntary after-tax contributions of 1% to 12% of your eligible pay. You may also make Roth contributions \
from your pay.

The Company matches 50% of the first 6% of pay you contribute.

## In-plan Roth conversion

You may convert your after-tax account to Roth inside the Plan at any time.

## Withdrawals while you are employed

You may withdraw your after-tax contributions and their earnings at any time while you are still employed.

Once you have reached age 59½ you may withdraw all of your vested account while you are still employed.

## Rollovers

The Plan accepts rollovers from other employers' qualified plans. The Plan does not accept rollovers from an IRA.

## Administration

Plan sponsor: Alder Bay Surgeons, P.C.
Employer identification number: 12-3456789
Plan number: 001
"""
"""A whole plan in one page: small enough to be read in every test that needs one."""


@pytest.fixture
def plan_md(tmp_path: Path) -> Path:
    """Return a plan as a Markdown file, in a folder of its own."""
    folder = tmp_path / "plans"
    folder.mkdir()
    path = folder / "plan.md"
    path.write_text(PLAN, encoding="utf-8")
    return path
