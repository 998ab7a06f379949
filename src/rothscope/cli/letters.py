"""`rothscope letters`: the words to send, ready to paste or to open in a mail program."""

from pathlib import Path

import click

from rothscope.cli.output import (
    ReadingProgress,
    files_argument,
    patterns_option,
    refuse_overwriting,
    write_file,
)
from rothscope.cli.profile import YEAR
from rothscope.errors import UnreadableFile

KINDS = (
    "hr",
    "recordkeeper",
    "phone",
    "recap",
    "new-hire",
    "follow-up",
    "formal-request",
    "cpa",
    "committee",
)


@click.command()
@files_argument
@click.option(
    "--kind", type=click.Choice(KINDS), default="hr", show_default=True, help="Who the letter is for."
)
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path, file_okay=False),
              help="Folder for the .txt and .eml (made if missing); without it the letter is printed.")  # fmt: skip
@click.option("--year", type=YEAR, help="Plan year.")
@patterns_option
def letters(
    files: tuple[Path, ...], kind: str, folder: Path | None, year: int | None, patterns: Path | None
) -> None:
    """Write a letter with only the questions the plan leaves open, each quoting the page that raised it.

    Nothing is ever sent; the .eml opens as a draft in a mail program.

    \b
    Example:
      rothscope letters sample_spds/sable_creek_clinic/plan.pdf --kind hr -o letters/
    """
    from rothscope.analyze import analyze
    from rothscope.report.letters import as_eml, write_letter

    if folder is not None:
        for suffix in ("txt", "eml"):
            refuse_overwriting("-o", folder / f"{kind}.{suffix}", files)
    analysis = analyze(*files, plan_year=year, patterns=patterns, progress=ReadingProgress("Reading pages"))
    letter = write_letter(analysis, kind, patterns)
    if folder is None:
        click.echo(f"Subject: {letter.subject}\n\n{letter.body}")
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UnreadableFile(
            f"{folder} cannot be made ({fault.strerror}); name another folder with -o."
        ) from fault
    text = f"Subject: {letter.subject}\n\n{letter.body}"
    for suffix, content in (("txt", text.encode("utf-8")), ("eml", as_eml(letter))):
        path = folder / f"{kind}.{suffix}"
        write_file(path, content)
        click.echo(f"Written to {path}", err=True)
