"""Where a command's result goes: stdout, or a file that is written whole or not at all."""

import os
import tempfile
from collections.abc import Callable
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


def reading_progress(label: str) -> Callable[[int, int], None]:
    """Return a listener that shows on stderr how many pages are read, where stderr is a terminal and it takes long."""
    state: dict[str, Any] = {}

    def tell(done: int, total: int) -> None:
        stream = click.get_text_stream("stderr")
        if not stream.isatty():
            return
        bar = state.get("bar")
        if bar is None:
            bar = click.progressbar(length=total, label=label, file=stream, show_pos=True)
            state["bar"], state["done"] = bar, 0
        bar.update(done - state["done"])
        state["done"] = done
        if done >= total:
            bar.render_finish()

    return tell
