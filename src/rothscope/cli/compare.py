"""`rothscope compare`: several plans side by side, for a committee or an adviser."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rothscope.cli.output import (
    ReadingProgress,
    files_argument,
    output_option,
    password_option,
    patterns_option,
    refuse_overwriting,
    write,
    write_file,
)
from rothscope.cli.profile import YEAR

if TYPE_CHECKING:
    from rothscope.model.analysis import Analysis

JOINED = "+"
"""Joins the files of one plan in one argument, where no file has that name."""
year_option = click.option("--year", type=YEAR, help="Plan year [the latest with limits on file].")


@click.command()
@files_argument
@click.option(
    "--form",
    type=click.Choice(["text", "html", "markdown", "csv", "xlsx", "json"]),
    default="text",
    show_default=True,
)
@output_option
@year_option
@password_option
@patterns_option
def compare(
    files: tuple[Path, ...], form: str, output: Path | None, year: int | None, patterns: Path | None
) -> None:
    """Set several plans side by side: what each allows, which comes closest, what one change would open.

    Each FILE is a plan of its own, or a booklet of several; join the files of one plan with a plus (spd.pdf+smm.pdf).
    Nobody's own numbers are used. The workbook (xlsx) needs the extra: pip install 'rothscope[xlsx]'.

    \b
    Example:
      rothscope compare sample_spds/lattice_robotics/plan.pdf sample_spds/granite_mills/plan.pdf
      rothscope compare hospital.pdf university.pdf practice.pdf --form html -o plans.html
      rothscope compare hospital.pdf spd-2024.pdf+smm-2026.pdf --form xlsx -o plans.xlsx
    """
    if form == "xlsx" and output is None:
        raise click.UsageError("A workbook goes into a file; name one with -o plans.xlsx.")
    if form != "xlsx" and output is not None and output.suffix.casefold() == ".xlsx":
        raise click.UsageError(f"-o {output} names a workbook; add --form xlsx.")

    from rothscope.compare import compare_plans
    from rothscope.packs.find import patterns_folder
    from rothscope.report.comparison import render_comparison

    folder = patterns_folder(patterns)
    comparison = compare_plans([read_plan(file, output, year, folder) for file in files], folder)
    if form == "xlsx" and output is not None:
        from rothscope.report.workbook import workbook

        write_file(output, workbook(comparison, folder))
        click.echo(f"Written to {output}", err=True)
        return
    write(render_comparison(comparison, form, folder), output)


def read_plan(named: Path, output: Path | None, year: int | None, folder: Path) -> "Analysis":
    """Analyse the files of one plan, never the one to be written. Raises UsageError, RothscopeError."""
    from rothscope.analyze import analyze

    files = files_of(named)
    if output is not None:
        refuse_overwriting("-o", output, files)
    progress = ReadingProgress(f"Reading {named.name}")
    return analyze(*files, plan_year=year, patterns=folder, progress=progress)


def files_of(named: Path) -> Sequence[Path]:
    """Return the files one argument names: itself where it is there, else those a plus joins."""
    if named.exists() or JOINED not in str(named):
        return [named]
    return [Path(part) for part in str(named).split(JOINED)]
