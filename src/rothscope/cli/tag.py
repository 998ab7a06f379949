"""`rothscope tag`: findings of text, Markdown, PDF or JSON lines, as JSON."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rothscope.cli.output import output_option, password_option, patterns_option, write
from rothscope.errors import UnreadableFile

if TYPE_CHECKING:
    from rothscope.analyze import Tagger

STDIN = Path("-")
MANY = 300
"""Passages from which a second process saves more than it costs to start."""

TOGETHER = 25
"""Passages handed to a process at a time."""

HALF = re.compile("[\ud800-\udfff]")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE|-")
@click.option("--jsonl", is_flag=True, help='Read each line as {"id", "text"}: a document of its own.')
@output_option
@password_option
@patterns_option
def tag(file: Path, jsonl: bool, output: Path | None, patterns: Path | None) -> None:
    """Tag plain text, Markdown or a PDF (or standard input with -) and print the findings as JSON.

    With --jsonl, or a file named .jsonl, each input line is a document of its own and each output line is
    {"id", "findings": {feature: {"status", "quotes"}}}.

    \b
    Example:
      echo "The Plan does not accept voluntary after-tax contributions." | rothscope tag -
      rothscope tag --jsonl clauses.jsonl
    """
    from rothscope.analyze import Tagger

    tagger = Tagger(patterns)
    if jsonl or file.suffix == ".jsonl":
        write("".join(_tagged(list(_rows(_text(file).split("\n"))), tagger)), output)
        return
    findings = tagger.tag(_text(file)) if file == STDIN else tagger.tag_file(file)
    whole = {name: finding.model_dump(mode="json") for name, finding in findings.items()}
    write(json.dumps({"findings": whole}, ensure_ascii=False, indent=2) + "\n", output)


def _text(file: Path) -> str:
    """Return the text of a file or of standard input. Raises UnreadableFile naming the byte that is no UTF-8."""
    name = "Standard input" if file == STDIN else str(file)
    try:
        content = sys.stdin.buffer.read() if file == STDIN else file.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as fault:
        raise UnreadableFile(
            f"{name} cannot be read as text ({fault.strerror}); name a UTF-8 file of JSON lines."
        ) from fault
    except UnicodeDecodeError as fault:
        byte, line = fault.object[fault.start], fault.object.count(b"\n", 0, fault.start) + 1
        raise UnreadableFile(
            f"{name} cannot be read as text (byte 0x{byte:02x} on line {line} is not UTF-8); save it as UTF-8."
        ) from fault


def _rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as fault:
            told = fault.msg if isinstance(fault, json.JSONDecodeError) else "brackets in too many brackets"
            raise UnreadableFile(
                f"Line {number} is not JSON ({told}); each line must be one object."
            ) from fault
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise UnreadableFile(
                f'Line {number} has no "text"; each line must be like {{"id": "1", "text": "…"}}.'
            )
        if half := HALF.search(row["text"]):
            raise UnreadableFile(
                f"Line {number} names half a character (\\u{ord(half[0]):04x}); write both halves or leave it out."
            )
        yield row


def _tagged(rows: Sequence[dict[str, Any]], tagger: "Tagger") -> Iterable[str]:
    """Return a line of JSON for each row, in order; where there are many, a second process takes its share."""
    tag = partial(_line, tagger)
    if len(rows) < MANY or (os.cpu_count() or 1) < 2:
        return map(tag, rows)
    tag(rows[0])  # what is read and compiled for it is there for both processes where they are forked
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(tag, rows, chunksize=TOGETHER))


def _line(tagger: "Tagger", row: dict[str, Any]) -> str:
    return json.dumps(_brief(row, tagger.tag(row["text"])), ensure_ascii=False) + "\n"


def _brief(row: dict[str, Any], findings: dict[str, Any]) -> dict[str, Any]:
    found = {
        name: {"status": finding.status.value, "quotes": [clause.quote for clause in finding.decided_by]}
        for name, finding in findings.items()
    }
    return {"id": row.get("id"), "findings": found}
