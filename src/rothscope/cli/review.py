"""`rothscope library accept|correct|note`: what reviewers say of what was read, with their name, apart from it."""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rothscope.cli.batch import db_option
from rothscope.cli.profile import DAY

if TYPE_CHECKING:
    from rothscope.model.library import Remark

Command = TypeVar("Command", bound=Callable[..., Any])


def reviewer_options(command: Command) -> Command:
    """Add who says it, when, and of which plan of a booklet."""
    for option in (
        click.option("--plan", type=click.IntRange(1), default=1, show_default=True,
                     help="Which plan of a booklet."),
        click.option("--date", type=DAY, help="Day it was said, as 2026-11-24 [today]."),
        click.option("--by", "who", required=True, metavar="NAME", help="Who says so."),
    ):  # fmt: skip
        command = option(command)
    return db_option(command)


@click.command(short_help="Say that findings are as the program reads them.")
@click.argument("document")
@click.argument("features", nargs=-1, metavar="[FEATURE]...")
@click.option("--note", default="", help="Why, in a few words.")
@reviewer_options
def accept(document: str, features: tuple[str, ...], note: str, **options: Any) -> None:
    """Say that the FEATUREs of a DOCUMENT (all of them where none is named) are as the program reads them.

    An accepted feature is no longer corrected.

    \b
    Example:
      rothscope library accept plans/alder-bay.pdf --by "A. Reviewer"
      rothscope library accept 3f2a9c1d match --by "A. Reviewer" --note "seen on page 4" --db plans.sqlite
    """
    _review("accepted", document, features, None, note, options)


@click.command(short_help="Put another status in the place of a finding's, with a note.")
@click.argument("document")
@click.argument("feature")
@click.argument("status")
@click.option("--note", required=True, help="Why, in a few words.")
@reviewer_options
def correct(document: str, feature: str, status: str, note: str, **options: Any) -> None:
    """Put another STATUS in the place of a FEATURE's, with a note that says why.

    What the program read stays; the correction stands beside it, and `library show` tells the verdict with it.

    \b
    Example:
      rothscope library correct plans/alder-bay.pdf after_tax_contributions not_allowed --by "A. Reviewer" \\
        --note "stopped by amendment 4" --db plans.sqlite
    """
    _review("corrected", document, (feature,), _status(status), note, options)


@click.command(short_help="Keep a note on a document.")
@click.argument("document")
@click.argument("text")
@reviewer_options
def note(document: str, text: str, **options: Any) -> None:
    """Keep a note on a DOCUMENT.

    \b
    Example:
      rothscope library note plans/alder-bay.pdf "The plan moves to another recordkeeper in July." --by "A. Reviewer"
    """
    from rothscope.library.remarks import add, find_document
    from rothscope.library.store import Library

    with Library(options["db"]) as opened:
        sha256 = find_document(opened, document)
        add(opened, sha256, _remark("noted", text, options))
    click.echo(f"Kept with {sha256[:12]}.", err=True)


def _review(
    what: str,
    document: str,
    features: tuple[str, ...],
    status: str | None,
    text: str,
    options: dict[str, Any],
) -> None:
    from rothscope.library.remarks import find_document
    from rothscope.library.review import review
    from rothscope.library.store import Library
    from rothscope.model.finding import Status

    with Library(options["db"]) as opened:
        sha256 = find_document(opened, document)
        counted = Status(status) if status else None
        added = review(opened, sha256, features, counted, _remark(what, text, options))
    for one in added:
        became = f" -> {one.status}" if one.status else ""
        click.echo(f"{one.feature}: {one.machine}{became}")
    click.echo(f"Kept with {sha256[:12]}.", err=True)


def _remark(what: str, text: str, options: dict[str, Any]) -> "Remark":
    from rothscope.model.library import Remark, What

    day: datetime.datetime = options["date"] or datetime.datetime.now()
    return Remark(
        what=What(what), plan=options["plan"], text=text, who=options["who"], day=day.date().isoformat()
    )


def _status(word: str) -> str:
    from rothscope.errors import BadQuestion
    from rothscope.model.finding import Status

    if word not in list(Status):
        raise BadQuestion(f"{word!r} is no status; it can be {', '.join(Status)}.")
    return word
