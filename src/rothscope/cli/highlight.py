"""`--highlight`: copies of the PDFs with the passages of an analysis marked, never over an original."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rothscope.cli.output import refuse_overwriting, write_file

if TYPE_CHECKING:
    from rothscope.model.analysis import Analysis

highlight_option = click.option(
    "--highlight",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write a copy of the PDF with the passages highlighted.",
)


def check_highlight(output: Path | None, files: Sequence[Path]) -> None:
    """Refuse to write a copy, a numbered one too, over one of the files read. Raises UsageError."""
    if output is not None:
        for number in range(1, len(files) + 1):
            refuse_overwriting("--highlight", _copy(output, number), files)


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
        copy = _copy(output, number)
        write_file(copy, highlighted(analysis, file, patterns))
        click.echo(f"Written to {copy}", err=True)


def _copy(output: Path, number: int) -> Path:
    return output if number == 1 else output.with_name(f"{output.stem}-{number}{output.suffix}")
