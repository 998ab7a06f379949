"""`--highlight`: copies of the PDFs with the passages of an analysis marked, never over an original."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rothscope.cli.output import write_file

if TYPE_CHECKING:
    from rothscope.model.analysis import Analysis

highlight_option = click.option(
    "--highlight",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write a copy of the PDF with the passages highlighted.",
)


def check_highlight(output: Path | None, files: Sequence[Path]) -> None:
    """Refuse to write a copy over one of the files read. Raises UsageError."""
    if output is not None and output.resolve() in {file.resolve() for file in files}:
        raise click.UsageError(f"--highlight {output} would replace a file that is read; name another.")


def write_highlighted(
    analysis: "Analysis", files: Sequence[Path], output: Path, patterns: Path | None
) -> None:
    """Write the copies: the first PDF under the name given, each further one with its number before the suffix.

    Raises UnreadableFile where no file is a PDF, or the folder takes no file.
    """
    from rothscope.extract.pictures import is_pdf
    from rothscope.illustrate import highlighted

    pdfs = [file for file in files if is_pdf(file)]
    for number, file in enumerate(pdfs or files[:1], start=1):
        copy = output if number == 1 else output.with_name(f"{output.stem}-{number}{output.suffix}")
        write_file(copy, highlighted(analysis, file, patterns))
        click.echo(f"Written to {copy}", err=True)
