"""`rothscope diff`: what is other in a new document, and what that does to the verdict."""

from pathlib import Path

import click

from rothscope.cli.compare import read_plan, year_option
from rothscope.cli.output import output_option, password_option, patterns_option, write


@click.command()
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW")
@click.option(
    "--form", type=click.Choice(["text", "html", "markdown", "json"]), default="text", show_default=True
)
@output_option
@year_option
@password_option
@patterns_option
def diff(
    old: Path, new: Path, form: str, output: Path | None, year: int | None, patterns: Path | None
) -> None:
    """Tell two documents of one plan apart: last year's description and this one, or a description and the plan document.

    Each provision that was added, removed, changed, reworded or moved is shown with both texts, what it touches, how far
    it reaches, and what it does to the verdict. Where the two are of different kinds, what they disagree on is told with
    which of them decides. Join the files of one side with a plus (spd.pdf+smm.pdf).

    \b
    Example:
      rothscope diff spd-2024.pdf spd-2026.pdf
      rothscope diff spd.pdf plan-document.pdf --form html -o differences.html
    """
    from rothscope.compare import diff_documents
    from rothscope.packs.find import patterns_folder
    from rothscope.report.difference import render_difference

    folder = patterns_folder(patterns)
    before, after = (read_plan(side, output, year, folder) for side in (old, new))
    write(render_difference(diff_documents(before, after, folder), form, folder), output)
