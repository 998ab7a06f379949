"""`rothscope library`: what a library holds, who said what of it, and the way out into other programs."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rothscope.cli.batch import db_option
from rothscope.cli.output import output_option, patterns_option, write, writing
from rothscope.cli.review import accept, correct, note

if TYPE_CHECKING:
    from rothscope.library.search import Row
    from rothscope.library.store import Library
    from rothscope.model.library import Entry

form_option = click.option("--form", type=click.Choice(["text", "json"]), default="text", show_default=True,
                           help="`json` is one object a line.")  # fmt: skip
reviewed_option = click.option(
    "--reviewed", is_flag=True, help="Take the reviewers' statuses where there are some."
)
SHORT = 12
"""Letters of a document's number that are shown; any beginning that is enough names it."""


@click.group()
def library() -> None:
    """Find, show, export and review what `rothscope batch` read.

    \b
    Example:
      rothscope library list --db plans.sqlite
      rothscope library query after_tax_contributions=allowed verdict=READY --db plans.sqlite
    """


@library.command("list", short_help="Every document with its verdict, or why it has none.")
@db_option
@click.option("--without", is_flag=True, help="Only documents without an analysis, with the reason.")
@form_option
def list_(db: Path, without: bool, form: str) -> None:
    """List every document with its verdict, or the sentence that says why it has none.

    \b
    Example:
      rothscope library list --db plans.sqlite
      rothscope library list --without
    """
    _show_rows(db, ["state!=read"] if without else [], False, form)


@library.command(short_help="Plans by what they allow, and by whatever else is known.")
@click.argument("conditions", nargs=-1, required=True, metavar="CONDITION...")
@db_option
@reviewed_option
@form_option
def query(conditions: tuple[str, ...], db: Path, reviewed: bool, form: str) -> None:
    """Find plans for which every CONDITION holds: a name, = or !=, and a value or several with commas between.

    Names are the features (values: allowed, conditional, not_allowed, conflicting, mentioned_only, silent), and verdict,
    type, ein, plan_number, kind, state; name, sponsor and file are found by a part of them.

    \b
    Example:
      rothscope library query after_tax_contributions=allowed verdict=READY
      rothscope library query in_plan_roth_conversion=allowed,conditional type!=403(b) --db plans.sqlite
    """
    _show_rows(db, conditions, reviewed, form)


@library.command(short_help="One document: what was read, and what people said of it.")
@click.argument("document")
@db_option
@click.option("--form", type=click.Choice(["text", "html", "markdown", "json"]), default="text", show_default=True,
              help="`html` and `markdown` are the report as `analyze` prints it.")  # fmt: skip
@output_option
@patterns_option
def show(document: str, db: Path, form: str, output: Path | None, patterns: Path | None) -> None:
    """Show one DOCUMENT, named by its file or the beginning of its number: what was read, and what people said.

    The program's findings, reviewers' words and HR's answers stand apart, each with its history.

    \b
    Example:
      rothscope library show plans/alder-bay.pdf --db plans.sqlite
      rothscope library show 3f2a9c1d --form html -o report.html
    """
    from rothscope.errors import BadLibrary
    from rothscope.library.store import Library
    from rothscope.report.library import render_entry
    from rothscope.report.render import render

    with Library(db) as opened:
        entry = _entry(opened, document, patterns)
    if form in ("text", "json"):
        write(render_entry(entry, form, patterns), output)
        return
    if entry.analysis is None:
        raise BadLibrary(f"{entry.name} has no report: {entry.sentence}")
    analysis = entry.analysis.model_copy(update={"hr_said": entry.told})
    write(render(analysis, form, patterns=patterns), output)


@library.command(short_help="Plans or findings as CSV or Parquet.")
@click.argument("conditions", nargs=-1, metavar="[CONDITION]...")
@db_option
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True,
              help="A .csv or .parquet file.")  # fmt: skip
@click.option("--of", "table", type=click.Choice(["plans", "findings"]), default="plans", show_default=True,
              help="A row for each plan, or for each finding with its passage.")  # fmt: skip
@reviewed_option
def export(conditions: tuple[str, ...], db: Path, output: Path, table: str, reviewed: bool) -> None:
    """Write the library, or the plans for which every CONDITION of `query` holds, as CSV or Parquet.

    Parquet needs the extra: pip install 'rothscope[parquet]'.

    \b
    Example:
      rothscope library export --db plans.sqlite -o plans.parquet
      rothscope library export verdict=READY --of findings -o ready.csv
    """
    form = output.suffix.casefold().removeprefix(".")
    if form not in ("csv", "parquet"):
        raise click.UsageError(f"-o {output} says no form; name a .csv or a .parquet file.")
    from rothscope.library.export import export as run
    from rothscope.library.search import conditions_of
    from rothscope.library.store import Library

    wanted = conditions_of(conditions, reviewed)
    with Library(db) as opened, writing(output) as sink:
        _count_corrections(opened)
        count = run(opened, table, form, wanted, sink)
    click.echo(f"Written to {output}: {count:,} rows", err=True)


for _command in (accept, correct, note):
    library.add_command(_command)


def _show_rows(db: Path, conditions: Iterable[str], reviewed: bool, form: str) -> None:
    from rothscope.library.search import conditions_of, rows
    from rothscope.library.store import Library

    wanted = conditions_of(tuple(conditions), reviewed)
    documents, plans = set(), 0
    with Library(db) as opened:
        if reviewed:
            _count_corrections(opened)
        for row in rows(opened, wanted):
            documents.add(row.sha256)
            plans += row.number is not None
            click.echo(json.dumps(asdict(row), ensure_ascii=False) if form == "json" else _line(row))
    click.echo(f"{plans:,} plans in {len(documents):,} documents", err=True)


def _line(row: "Row") -> str:
    from rothscope.report.plaintext import one_line

    where = row.address or row.file
    if row.number is None:
        return f"{row.sha256[:SHORT]}  {row.state:<20}           {one_line(row.sentence or '')}  {where}"
    called = one_line(row.name or row.file) + (f" [{row.type}]" if row.type else "")
    part = f" (plan {row.number})" if row.number > 1 else ""
    verdict, low, high = (
        (row.counted, row.counted_low, row.counted_high) if row.counted else (row.verdict, row.low, row.high)
    )
    score = f"{low}-{high}"
    return f"{row.sha256[:SHORT]}  {verdict:<20}  {score:>7}  {called}{part}  {where}"


def _count_corrections(opened: "Library") -> None:
    """Work out the verdicts that corrections change; a library without corrections pays nothing for it."""
    if next(opened.ask("SELECT 1 FROM remarks WHERE what = 'corrected'"), None):
        from rothscope.library.review import count_corrections

        count_corrections(opened)


def _entry(opened: Any, document: str, patterns: Path | None) -> "Entry":
    """Return the entry with HR's answers read against the analysis on file."""
    from rothscope.cli.told import taken
    from rothscope.library.remarks import find_document
    from rothscope.library.review import entry

    return taken(entry(opened, find_document(opened, document), patterns), patterns)
