"""Where a command's result goes: stdout, or a file that is written whole or not at all."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from rothscope.errors import UnreadableFile

files_argument = click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of the screen.",
)
patterns_option = click.option(
    "--patterns",
    type=click.Path(path_type=Path, file_okay=False),
    help="Use the pattern packs in this folder.",
)


def write(text: str, output: Path | None) -> None:
    """Print the text, or write it to the file in one step, so that a failure leaves no half of it."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    write_file(output, text.encode("utf-8"))
    click.echo(f"Written to {output}", err=True)


def write_file(path: Path, content: bytes) -> None:
    """Put bytes into a file, whole or not at all. Raises UnreadableFile where the folder takes no file."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as fault:
        raise UnreadableFile(
            f"{path} cannot be written ({fault.strerror}); name another file with -o."
        ) from fault


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
