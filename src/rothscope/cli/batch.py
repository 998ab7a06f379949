"""`rothscope batch`: many documents into a library, on this machine or on a cluster."""

import sys
from contextlib import closing
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from rothscope.cli.compare import year_option
from rothscope.cli.output import password_option, patterns_option
from rothscope.errors import ReadingStopped
from rothscope.library.addresses import SUFFIXES

if TYPE_CHECKING:
    from rothscope.library.addresses import Listing
    from rothscope.library.batch import Summary

LIBRARY = Path("plans.sqlite")
db_option = click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    default=LIBRARY,
    show_default=True,
    help="The library file.",
)


@click.command()
@click.argument("named", nargs=-1, required=True, metavar="FILE|FOLDER|ADDRESS...")
@db_option
@click.option("--jobs", type=click.IntRange(1, 512), help="Documents read at a time [one a processor].")
@click.option("--timeout", type=click.FloatRange(min=1), default=600, show_default=True,
              help="Seconds after which a document is given up.")  # fmt: skip
@click.option("--memory", type=click.IntRange(min=200), default=2048, show_default=True,
              help="Megabytes at which a document is given up.")  # fmt: skip
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="Read on this Dask cluster instead.")
@click.option("--suffix", "suffixes", multiple=True, default=SUFFIXES, show_default=True,
              help="Files of a folder to read; may be given again.")  # fmt: skip
@click.option("--again", is_flag=True, help="Try once more what could not be read before.")
@password_option
@year_option
@patterns_option
@click.pass_context
def batch(ctx: click.Context, /, named: tuple[str, ...], db: Path, **options: Any) -> None:
    """Read any number of documents into a library, each a plan of its own.

    What is in the library is read again only when the file, the patterns, the program or the year is another. Killed and
    started again, it goes on where it was. A document that is damaged, hangs or eats memory is recorded with the reason
    and stops nothing. An ADDRESS such as s3://bucket/plans, and --scheduler, need the extra:
    pip install 'rothscope[cluster]'.

    The exit code is 1 where a document has no analysis, and the summary names it.

    \b
    Example:
      rothscope batch plans/ --db plans.sqlite
      rothscope batch s3://bucket/spds --scheduler tcp://10.0.0.5:8786 --db plans.sqlite
    """
    from rothscope.library.addresses import list_places
    from rothscope.library.batch import Batch, run
    from rothscope.library.executors import cores, on_cluster, on_this_machine
    from rothscope.library.store import Library

    listing = list_places(named, tuple(suffix.casefold() for suffix in options["suffixes"]))
    if not listing.places:
        raise click.UsageError(
            f"No {' or '.join(options['suffixes'])} file is there; name others with --suffix."
        )
    order = _order(options)
    scheduler = options["scheduler"]
    try:
        with (
            Library(db, create=True) as library,
            on_cluster(scheduler) if scheduler else on_this_machine(options["jobs"] or cores()) as workforce,
            closing(Progress(len(listing.places))) as progress,
        ):
            summary = run(Batch(order, library, workforce, options["again"], progress), listing.places)
    except KeyboardInterrupt as fault:
        raise ReadingStopped(f"Stopped. What is read is in {db}; start the batch again to go on.") from fault
    click.echo(told(summary, listing, db), nl=False)
    if summary.without:
        ctx.exit(1)


def _order(options: dict[str, Any]) -> Any:
    from rothscope.extract.locked import given_passwords
    from rothscope.library.job import Order
    from rothscope.library.rules import rules_of
    from rothscope.limits import known_years
    from rothscope.packs.find import patterns_folder

    patterns: Path | None = options["patterns"]
    year = options["year"] or known_years(patterns_folder(patterns))[-1]
    return Order(
        rules=rules_of(patterns, year),
        year=year,
        patterns=str(patterns.absolute()) if patterns else None,
        seconds=options["timeout"],
        megabytes=options["memory"],
        passwords=given_passwords(),
    )


class Progress:
    """A bar on stderr with the rate and the time left, of the documents that have to be read."""

    def __init__(self, total: int) -> None:
        from tqdm import tqdm

        pause = 0.2 if sys.stderr.isatty() else 30.0  # a log is no terminal
        columns, lines = get_terminal_size()  # of a terminal that tells no size, tqdm would show nothing
        self._left = total
        self._bar = tqdm(total=total, unit="doc", desc="Reading", file=sys.stderr, mininterval=pause,
                         ncols=columns, nrows=lines)  # fmt: skip

    def __call__(self, read: bool) -> None:
        """Tell that one more is read, or that it need not be."""
        if read:
            self._bar.update()
        else:
            self._left -= 1
            self._bar.total = self._left

    def close(self) -> None:
        """Leave the bar as it is, and none where nothing had to be read."""
        self._bar.leave = self._left > 0
        self._bar.close()


def told(summary: "Summary", listing: "Listing", db: Path) -> str:
    """Return the closing summary."""
    from rothscope.library.job import State

    counts = {
        "read now": summary.read,
        "on file from before": summary.on_file,
        "copies of others": summary.copies,
        "not to be had": summary.missing + summary.left,
    }
    parts = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    lines = [f"{summary.named:,} document{'s' * (summary.named != 1)}: {parts}."]
    if summary.verdicts:
        verdicts = ", ".join(f"{name} {count:,}" for name, count in summary.verdicts.most_common())
        lines.append(f"{summary.states[State.READ]:,} have an analysis: {verdicts}.")
    if listing.passed_over:
        lines.append(
            f"{listing.passed_over:,} files of other kinds in the folders were passed over (--suffix)."
        )
    if summary.without:
        lines.append(f"{summary.without:,} have none:")
        lines += [f"  {address}\n    {sentence}" for address, sentence in sorted(summary.bad)]
        more = summary.without - len(summary.bad)
        lines += [f"  and {more:,} more; all: rothscope library list --db {db} --without"] if more else []
    return "".join(f"{line}\n" for line in [*lines, f"Library: {db}"])
