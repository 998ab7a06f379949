"""`rothscope letters`: the words to send, ready to paste or to open in a mail program."""

import datetime
from pathlib import Path

import click

from rothscope.cli.output import (
    ReadingProgress,
    files_argument,
    password_option,
    patterns_option,
    refuse_overwriting,
    write_file,
)
from rothscope.cli.profile import DAY, YEAR
from rothscope.errors import UnreadableFile

CALENDAR = "reminders.ics"
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
@click.option(
    "--sent",
    type=DAY,
    help="Day you send it, as 2026-11-24: dated reminders for an answer that does not come.",
)
@click.option("--year", type=YEAR, help="Plan year.")
@password_option
@patterns_option
def letters(
    files: tuple[Path, ...],
    kind: str,
    folder: Path | None,
    sent: datetime.datetime | None,
    year: int | None,
    patterns: Path | None,
) -> None:
    """Write a letter with only the questions the plan leaves open, each quoting the page that raised it.

    Nothing is ever sent; the .eml opens as a draft in a mail program. With --sent come reminders after 7, 14 and 21 days,
    in the folder as reminders.ics for your calendar.

    \b
    Example:
      rothscope letters sample_spds/sable_creek_clinic/plan.pdf --kind hr -o letters/
    """
    from rothscope.analyze import analyze
    from rothscope.report.letters import as_eml, write_letter
    from rothscope.report.reminders import reminders, reminders_ics, reminders_text

    if folder is not None:
        for name in (f"{kind}.txt", f"{kind}.eml", *([CALENDAR] if sent else [])):
            refuse_overwriting("-o", folder / name, files)
    analysis = analyze(*files, plan_year=year, patterns=patterns, progress=ReadingProgress("Reading pages"))
    letter = write_letter(analysis, kind, patterns)
    dated = reminders(sent.date(), patterns) if sent else ()
    if folder is None:
        click.echo(f"Subject: {letter.subject}\n\n{letter.body}")
        if dated:
            click.echo(reminders_text(dated), err=True)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UnreadableFile(
            f"{folder} cannot be made ({fault.strerror}); name another folder with -o."
        ) from fault
    text = f"Subject: {letter.subject}\n\n{letter.body}"
    contents = {f"{kind}.txt": text.encode("utf-8"), f"{kind}.eml": as_eml(letter)}
    if dated:
        contents[CALENDAR] = reminders_ics(analysis, dated).encode("utf-8")
    for name, content in contents.items():
        write_file(folder / name, content)
        click.echo(f"Written to {folder / name}", err=True)
    if dated:
        click.echo(reminders_text(dated), err=True)
