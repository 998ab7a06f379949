"""Where a command's result goes: stdout, or a file that is written whole or not at all."""

import codecs
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import IO, Any, TypeVar, cast

import click

from rothscope.errors import UnreadableFile

Command = TypeVar("Command", bound=Callable[..., Any])
ESCAPED = "rothscope.escaped"
WRITTEN = ("output", "highlight", "picture")
"""Options that name a file to write; every other path of a command is read."""

files_argument = click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
patterns_option = click.option(
    "--patterns",
    type=click.Path(path_type=Path, file_okay=False),
    help="Use the pattern packs in this folder.",
)


def _unlock(ctx: click.Context, _: click.Parameter, passwords: tuple[str, ...]) -> None:
    from rothscope.extract.locked import unlocking_with

    ctx.with_resource(unlocking_with(passwords))


password_option = click.option(
    "--password",
    multiple=True,
    metavar="WORD",
    envvar="ROTHSCOPE_PASSWORD",
    expose_value=False,
    callback=_unlock,
    help="Open PDFs that need this password (may be given several times).",
)


def output_option(command: Command) -> Command:
    """Add -o to a command, which then refuses to write over a file it reads, before it reads one."""

    @wraps(command)
    def guarded(*args: Any, **options: Any) -> Any:
        given = click.get_current_context().params
        if given["output"] is not None:
            read = [value for name, value in given.items() if name not in WRITTEN]
            refuse_overwriting("-o", given["output"], _paths(read))
        return command(*args, **options)

    option = click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write to this file instead of the screen.",
    )
    return cast("Command", option(guarded))


def refuse_overwriting(option: str, output: Path, files: Iterable[Path]) -> None:
    """Refuse to write a file over one of those read. Raises UsageError."""
    if any(_same(output, file) for file in files):
        raise click.UsageError(f"{option} {output} would replace a file that is read; name another.")


def show_every_letter() -> None:
    """Make stdout and stderr write letters they have no code for as \\uXXXX, which JSON reads back, and never fail."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=ESCAPED)


def write(text: str, output: Path | None) -> None:
    """Print the text, or write it to the file in one step, so that a failure leaves no half of it."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    write_file(output, text.encode("utf-8", ESCAPED))
    click.echo(f"Written to {output}", err=True)


def write_file(path: Path, content: bytes) -> None:
    """Put bytes into a file, whole or not at all. Raises UnreadableFile where the folder takes no file."""
    with writing(path) as file:
        file.write(content)


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write into that takes its name at the end of the block, and is gone where the block fails.

    Raises UnreadableFile where the folder takes no file.
    """
    if path.is_dir():
        raise UnreadableFile(f"{path} cannot be written, as a folder has that name; name another file.")
    if not path.parent.is_dir():
        raise UnreadableFile(
            f"{path} cannot be written, as there is no folder {path.parent}; make the folder or name another file."
        )
    begun: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
        begun = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
        begun.chmod(0o644)
        begun.replace(path)
        begun = None
    except OSError as fault:
        raise UnreadableFile(f"{path} cannot be written ({fault.strerror}); name another file.") from fault
    finally:
        if begun is not None:
            begun.unlink(missing_ok=True)


def _paths(values: Iterable[object]) -> Iterable[Path]:
    for value in values:
        if isinstance(value, tuple):
            yield from _paths(value)
        elif isinstance(value, Path):
            yield value


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there yet
        return one.resolve() == other.resolve()


def _escaped(fault: UnicodeError) -> tuple[str, int]:
    """Write what an encoding has no code for as JSON does, far letters as a pair."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    units = fault.object[fault.start : fault.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[at : at + 2].hex() for at in range(0, len(units), 2))
    return "".join(f"\\u{unit}" for unit in pairs), fault.end


codecs.register_error(ESCAPED, _escaped)


class ReadingProgress:
    """A bar on stderr that shows how many pages are read, where stderr is a terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None
        self._done = 0

    def __call__(self, done: int, total: int) -> None:
        """Tell that so many of so many pages are read."""
        stream = sys.stderr
        if not stream.isatty():
            return
        if self._bar is None or done < self._done:
            self._bar = click.progressbar(length=total, label=self._label, file=stream, show_pos=True)
            self._done = 0
        self._bar.update(done - self._done)
        self._done = done
        if done >= total:
            self._bar.render_finish()
            self._bar = None
            self._done = 0
