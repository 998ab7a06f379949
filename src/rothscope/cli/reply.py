"""`rothscope reply`: what HR answered, read against what was asked, and the verdict with it."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rothscope.cli.output import (
    ReadingProgress,
    files_argument,
    output_option,
    password_option,
    patterns_option,
    write,
)
from rothscope.cli.profile import DAY, profile_options
from rothscope.cli.told import keep_answers

if TYPE_CHECKING:
    from rothscope.reply import Reply

ASKING = ["hr", "new-hire", "recap", "phone", "recordkeeper"]
ANSWER = click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True)


@click.command()
@files_argument
@click.option("--answer", type=ANSWER, required=True, help="HR's reply: pasted text, or YAML by question.")
@click.option("--recordkeeper", type=ANSWER, help="The recordkeeper's reply, if there is one.")
@click.option("--date", type=DAY, help="Day of the reply, as 2026-11-24.")
@click.option("--kind", type=click.Choice(ASKING), default="hr", show_default=True,
              help="Which letter was answered; its numbers are the reply's.")  # fmt: skip
@click.option("--form", type=click.Choice(["text", "letter", "html", "markdown", "json"]), default="text",
              show_default=True, help="`letter` is the mail that asks again what is left.")  # fmt: skip
@click.option("--library", type=click.Path(path_type=Path, dir_okay=False),
              help="Keep the answers in this library too, with the documents they are about.")  # fmt: skip
@output_option
@profile_options
@password_option
@patterns_option
def reply(files: tuple[Path, ...], form: str, output: Path | None, **options: Any) -> None:
    """Read a pasted REPLY to the letter about a plan: what it settles, what it leaves open, what to ask next.

    What was told never mixes with what the document says. Text answers go by the numbers of the letter ("1. Yes") or
    by question ("A1: yes"); YAML is one entry a question, such as `A1: {answer: yes, cite: section 4.3}`.

    \b
    Example:
      rothscope reply sample_spds/sable_creek_clinic/plan.pdf --answer answers.txt --date 2026-11-24
      rothscope reply plan.pdf --answer answers.yaml --form html -o report.html
      rothscope reply plan.pdf --answer answers.txt --library plans.sqlite
    """
    from rothscope.analyze import analyze
    from rothscope.packs.find import patterns_folder
    from rothscope.reply import take_replies

    profile, year, folder = options["profile"], options["year"], patterns_folder(options["patterns"])
    analysis = analyze(
        *files, plan_year=year, profile=profile, patterns=folder, progress=ReadingProgress("Reading pages")
    )
    date: datetime.datetime | None = options["date"]
    day = date.date().isoformat() if date else None
    given = [("hr", options["answer"], options["kind"])]
    if options["recordkeeper"]:
        given.append(("recordkeeper", options["recordkeeper"], "recordkeeper"))
    replies: list[Reply] = [_reply(analysis, who, path, kind, folder, day) for who, path, kind in given]
    if options["library"]:
        keep_answers(options["library"], analysis, replies)
    write(_shown(take_replies(analysis, replies, folder, profile), form, folder), output)


def _reply(analysis: Any, who: str, path: Path, kind: str, folder: Path, date: str | None) -> "Reply":
    """Return one reply by the numbers of the letter it answers. Raises UnreadableFile."""
    from rothscope.packs.replies import load_reply_rules
    from rothscope.reply import Reply, read_entries, split_reply
    from rothscope.report.letters import write_letter

    letter = write_letter(analysis, kind, folder)
    asked = dict(enumerate(letter.asked, start=1))
    if path.suffix.casefold() in (".yaml", ".yml"):
        open_ids = {question.id for question in analysis.questions}
        answers = read_entries(path, asked, open_ids | load_reply_rules(folder).answers.keys())
    else:
        answers = split_reply(_text(path), asked, letter.body, load_reply_rules(folder))
    return Reply(answers=answers, who=who, date=date)


def _text(path: Path) -> str:
    from rothscope.errors import UnreadableFile

    try:
        with click.open_file(str(path), encoding="utf-8-sig") as file:
            return str(file.read())
    except (OSError, UnicodeDecodeError) as fault:
        raise UnreadableFile(f"{path} is not readable as text; save the reply as a .txt file.") from fault


def _shown(analysis: Any, form: str, folder: Path) -> str:
    from rothscope.report.letters import write_again
    from rothscope.report.render import render, render_reply

    if form == "text":
        return render_reply(analysis, folder)
    if form != "letter":
        return render(analysis, form, patterns=folder)
    letter = write_again(analysis, folder)
    return f"Subject: {letter.subject}\n\n{letter.body}" if letter else "Nothing is left to ask.\n"
