"""Small plans in one page each: a test names only the sentences it is about."""

from pathlib import Path

from rothscope.analyze import analyze
from rothscope.model.analysis import Analysis
from rothscope.packs.find import patterns_folder

FOLDER = patterns_folder()
YEAR = 2026

# Sentences that end in a space, so that they can be added up.
TAKES = "You may make voluntary after-tax contributions of 1% to 12% of your eligible pay. "
TAKES_NONE = "The Plan does not accept voluntary after-tax contributions. "
CLOSED = "The after-tax source is closed to new contributions. No after-tax contributions have been accepted since 2015. "
NO_HCES = "Highly compensated employees may not make after-tax contributions. " + TAKES
CONVERTS = "You may convert your after-tax account to Roth inside the Plan at any time. "
CONVERTS_BY_ITSELF = (
    "Your after-tax contributions are automatically converted to Roth inside the Plan each pay period."
)
CONVERTS_NOT = "The Plan does not allow in-plan Roth conversions. "
PAYS_OUT = "You may withdraw your after-tax contributions and their earnings at any time while you are still employed. "
PAYS_OUT_NOT = "After-tax contributions may not be withdrawn while you are employed. "
NO_ROTH = "The Plan does not accept Roth contributions. "
ROTH = "You may make Roth contributions from your pay. "
SAFE_HARBOR = (
    "The Plan is a safe harbor plan. "
    "The Company makes a safe harbor matching contribution of 100% of the first 4% of pay. "
)

PAGE = """\
# {name} 401(k) Plan

## Summary Plan Description

This booklet describes the {name} 401(k) Plan as of January 1, 2026.

## Your contributions

{saving}

## In-plan Roth conversion

{converting}

## Withdrawals while you are employed

{leaving}

## Administration

Plan sponsor: {name}, Inc.
Employer identification number: {ein}
Plan number: 001
"""


def page(
    saving: str = "",
    converting: str = "",
    leaving: str = "",
    name: str = "Alder Bay",
    ein: str = "12-3456789",
) -> str:
    """Return the text of a plan; a part without a sentence says nothing of its subject."""
    filler = "Ask the benefits office for a form."
    return PAGE.format(
        name=name,
        ein=ein,
        saving=saving or filler,
        converting=converting or filler,
        leaving=leaving or filler,
    )


def read(folder: Path, text: str, file: str = "plan.md") -> Analysis:
    """Return the analysis of a plan written into a folder."""
    path = folder / file
    path.write_text(text, encoding="utf-8")
    return analyze(path, plan_year=YEAR)
