"""The `rothscope` command: which commands there are, and how failure is told.

Commands are imported when they are called, so that `--help` costs no more than click itself.
"""

import atexit
import gc
import os
from importlib import import_module
from typing import Any

import click

from rothscope.cli.output import show_every_letter
from rothscope.errors import BadProfile, BadQuestion, RothscopeError

COMMANDS = {
    "analyze": ("rothscope.cli.analyze:analyze", "Read a plan: verdict, evidence, dollars, questions."),
    "letters": ("rothscope.cli.letters:letters", "Write the letter to HR (and others) as .txt and .eml."),
    "reply": ("rothscope.cli.reply:reply", "Read what HR answered: what it settles, what to ask next."),
    "explain": ("rothscope.cli.look:explain", "Tell why a feature came out as it did."),
    "show": ("rothscope.cli.look:show", "Show what was read from the pages."),
    "tag": ("rothscope.cli.tag:tag", "Tag text, Markdown, PDF or JSON lines with findings."),
    "compare": ("rothscope.cli.compare:compare", "Set several plans side by side, for a committee."),
    "diff": ("rothscope.cli.diff:diff", "Tell two documents of one plan apart, and what that does."),
    "batch": ("rothscope.cli.batch:batch", "Read any number of documents into a library."),
    "library": ("rothscope.cli.library:library", "Find, show, export and review what a batch read."),
    "space": ("rothscope.cli.money:space", "How much after-tax money fits this year."),
    "schedule": ("rothscope.cli.money:schedule", "Spread it over the paychecks."),
    "prorata": ("rothscope.cli.money:prorata", "What an IRA balance does to a backdoor Roth."),
    "project": ("rothscope.cli.money:project", "What yearly deposits grow to."),
    "forms": ("rothscope.cli.forms:forms", "Which Form 1099-R a move to Roth brings, box by box."),
    "acp": ("rothscope.cli.money:acp", "How much the ACP test leaves the highly paid."),
    "limits": ("rothscope.cli.limits:limits", "The federal limits of a year."),
    "check": ("rothscope.cli.packs:check", "Check the pattern packs and all their examples."),
    "schema": ("rothscope.cli.packs:schema", "Print the JSON Schema of what a command tells."),
}
"""Every command: where it lives, and its line in the list of commands."""


class Commands(click.Group):
    """A group that imports a command only when it is called, and takes a bare file name as `analyze`."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Begin a call; from here on no letter is one that the terminal cannot take."""
        show_every_letter()
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order a reader needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        travel_light()
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `rothscope plan.pdf` as `rothscope analyze plan.pdf`."""
        if args and args[0] not in COMMANDS and not _is_own_option(args[0]):
            args = ["analyze", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a RothscopeError becomes one line on stderr and exit code 1.

        A value that cannot be, by itself or beside another, is a wrong use: one line too, and exit code 2.
        """
        try:
            return super().invoke(ctx)
        except click.UsageError as fault:
            fault.ctx = None  # click would put the usage in front
            raise
        except (BadProfile, BadQuestion) as fault:
            raise click.UsageError(str(fault)) from fault
        except RothscopeError as fault:
            raise click.ClickException(str(fault)) from fault


def travel_light() -> None:
    """Spare a process that soon ends what it cannot use: threads for matrices, and most of the search for garbage."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(500_000, 50, 100)
    atexit.register(
        gc.freeze
    )  # the last search, of all there is, gives back what the system takes back anyway


def _is_own_option(argument: str) -> bool:
    return argument in ("-h", "--help", "--version")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.version_option(package_name="rothscope", message="rothscope %(version)s")
def main() -> None:
    """Read a retirement plan's documents and say whether a mega backdoor Roth is possible in it.

    Everything happens on this machine; nothing is sent anywhere.

    \b
    Example:
      rothscope my-plan.pdf
      rothscope my-plan.pdf --form html -o report.html
    """
