"""`rothscope analyze`: the verdict of a plan, in every form."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rothscope.cli.colour import coloured, wants_colour
from rothscope.cli.highlight import check_highlight, highlight_option, write_highlighted
from rothscope.cli.output import (
    ReadingProgress,
    files_argument,
    output_option,
    password_option,
    patterns_option,
    write,
)
from rothscope.cli.profile import profile_options

if TYPE_CHECKING:
    from rothscope.model.analysis import Analysis

# The exit code of each verdict for scripts that ask with --exit-verdict; 1 and 2 stay what they always mean.
VERDICT_CODES = {
    "READY": 0,
    "READY_WITH_FRICTION": 10,
    "PARTIAL": 11,
    "CONFIRM_ROUTE": 12,
    "CONFIRM_AFTER_TAX": 13,
    "DEFERRED": 14,
    "BLOCKED_FOR_YOU": 15,
    "BLOCKED_NO_AFTER_TAX": 16,
    "NOT_APPLICABLE": 17,
    "UNKNOWN": 18,
}


@click.command()
@files_argument
@click.option(
    "--form", type=click.Choice(["text", "html", "markdown", "json"]), default="text", show_default=True
)
@output_option
@click.option("--for", "voice", type=click.Choice(["me", "adviser"]), default="me", show_default=True,
              help="Whose words the report uses.")  # fmt: skip
@highlight_option
@profile_options
@click.option("--thorough", is_flag=True, help="Run the table finder on every page (slower).")
@click.option(
    "--exit-verdict", is_flag=True, help="Tell the verdict by the exit code (0 ready, 10-18 others)."
)
@password_option
@patterns_option
@click.pass_context
def analyze(
    ctx: click.Context, /, files: tuple[Path, ...], form: str, output: Path | None, **options: Any
) -> None:
    """Read one plan (several FILEs may belong to it) and say what it allows, with every claim quoted.

    \b
    Example:
      rothscope analyze sample_spds/lattice_robotics/plan.pdf
      rothscope analyze plan.pdf summary-of-changes.pdf --form html -o report.html
      rothscope analyze plan.pdf --highlight marked.pdf
      rothscope analyze plan.pdf --pay 320000 --age 41 --match "50% of 6%"
    """
    from rothscope.analyze import analyze as run
    from rothscope.report.render import render
    from rothscope.report.story import tone_of

    profile, year, patterns = options["profile"], options["year"], options["patterns"]
    check_highlight(options["highlight"], files)
    analysis = run(
        *files,
        plan_year=year,
        profile=profile,
        patterns=patterns,
        thorough=options["thorough"],
        progress=ReadingProgress("Reading pages"),
    )
    voice = "adviser" if options["voice"] == "adviser" else "plain"
    shown = render(
        analysis, form, voice=voice, crops=_crops(analysis, files, form, patterns), patterns=patterns
    )
    if form == "text" and output is None and wants_colour():
        shown = coloured(shown, tone_of(analysis.feasibility.verdict, patterns))
    write(shown, output)
    if options["highlight"]:
        write_highlighted(analysis, files, options["highlight"], patterns)
    if options["exit_verdict"]:
        ctx.exit(VERDICT_CODES[analysis.feasibility.verdict])


def _crops(
    analysis: "Analysis", files: tuple[Path, ...], form: str, patterns: Path | None
) -> dict[str, bytes]:
    """Return the pictures of the evidence where the form can show them; other forms never pay for them."""
    if form != "html":
        return {}
    from rothscope.illustrate import picture_evidence

    return picture_evidence(analysis, files, patterns)
