"""`rothscope tag`: findings of text, Markdown, PDF or JSON lines, as JSON."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from rothscope.cli.output import output_option, patterns_option, write
from rothscope.errors import UnreadableFile


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--jsonl", is_flag=True, help='Read each line as {"id", "text"}: a document of its own.')
@output_option
@patterns_option
def tag(file: str, jsonl: bool, output: Path | None, patterns: Path | None) -> None:
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
    if jsonl or file.endswith(".jsonl"):
        rows = (_brief(row, tagger.tag(row["text"])) for row in _rows(_lines(file)))
        write("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), output)
        return
    findings = tagger.tag(sys.stdin.read()) if file == "-" else tagger.tag_file(Path(file))
    whole = {name: finding.model_dump(mode="json") for name, finding in findings.items()}
    write(json.dumps({"findings": whole}, ensure_ascii=False, indent=2) + "\n", output)


def _lines(file: str) -> Iterable[str]:
    if file == "-":
        return sys.stdin.read().splitlines()
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise UnreadableFile(
            f"{file} cannot be read as text ({fault}); name a UTF-8 file of JSON lines."
        ) from fault


def _rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as fault:
            raise UnreadableFile(
                f"Line {number} is not JSON ({fault.msg}); each line must be one object."
            ) from fault
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise UnreadableFile(
                f'Line {number} has no "text"; each line must be like {{"id": "1", "text": "…"}}.'
            )
        yield row


def _brief(row: dict[str, Any], findings: dict[str, Any]) -> dict[str, Any]:
    found = {
        name: {"status": finding.status.value, "quotes": [clause.quote for clause in finding.decided_by]}
        for name, finding in findings.items()
    }
    return {"id": row.get("id"), "findings": found}
