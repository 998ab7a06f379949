"""A library as a table for other programs, CSV or Parquet: a row for each plan, or for each finding with its passage.

The same library gives the same bytes. Rows pass through a block at a time, however many there are.
"""

import csv
import io
import json
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, Any

from rothscope.errors import MissingExtra
from rothscope.library.search import Condition, Row, rows
from rothscope.library.store import Library
from rothscope.model.finding import FEATURES
from rothscope.report.comparison import inert

FORMS = ("csv", "parquet")
BLOCK = 10_000
"""Rows held in memory at a time."""

NUMBERS = ("plan", "score_low", "score_high", "page", *(f"{name}_page" for name in FEATURES))
"""Columns that hold whole numbers; all others hold text."""

PLANS = (
    "sha256", "address", "file", "state", "sentence", "plan", "name", "type", "sponsor", "ein", "plan_number",
    "verdict", "verdict_reviewed", "score_low", "score_high",
    *(f"{name}{part}" for name in FEATURES for part in ("", "_page", "_reviewed")),
)  # fmt: skip
FINDINGS = (
    "sha256", "address", "plan", "name", "feature", "status", "reviewed", "page", "printed_page", "section", "quote",
)  # fmt: skip
TABLES = {"plans": PLANS, "findings": FINDINGS}
Record = dict[str, Any]


def export(library: Library, table: str, form: str, conditions: Sequence[Condition], sink: IO[bytes]) -> int:
    """Write a table of TABLES in a form of FORMS; return its number of rows. Raises MissingExtra without pyarrow."""
    make = _plans if table == "plans" else _findings
    records = make(library, rows(library, conditions))
    put = _csv if form == "csv" else _parquet
    return put(records, TABLES[table], sink)


def _plans(library: Library, found: Iterator[Row]) -> Iterator[Record]:
    for row in found:
        record: Record = {
            "sha256": row.sha256, "address": row.address, "file": row.file, "state": row.state,
            "sentence": row.sentence, "plan": row.number, "name": row.name, "type": row.type,
            "sponsor": row.sponsor, "ein": row.ein, "plan_number": row.plan_number, "verdict": row.verdict,
            "verdict_reviewed": row.counted,
            "score_low": row.low, "score_high": row.high,
        }  # fmt: skip
        for feature, status, page, reviewed in _answers(library, row):
            record |= {feature: status, f"{feature}_page": page, f"{feature}_reviewed": reviewed}
        yield record


def _findings(library: Library, found: Iterator[Row]) -> Iterator[Record]:
    read: tuple[str, list[dict[str, Any]]] = ("", [])
    for row in found:
        if row.number is None:
            continue
        if read[0] != row.sha256:
            read = (row.sha256, _read_plans(library, row.sha256))
        findings = read[1][row.number - 1]
        for feature, status, page, reviewed in _answers(library, row):
            clause: dict[str, Any] = next(iter(findings[feature]["decided_by"]), {})
            yield {
                "sha256": row.sha256, "address": row.address, "plan": row.number, "name": row.name,
                "feature": feature, "status": status, "reviewed": reviewed, "page": page,
                "printed_page": clause.get("printed_page"), "section": clause.get("section"),
                "quote": clause.get("quote"),
            }  # fmt: skip


def _answers(library: Library, row: Row) -> Iterator[tuple[Any, ...]]:
    """Give each feature of a plan with status, page, and what its reviewer left it at, if there was one."""
    return library.ask(
        "SELECT feature, status, page, CASE WHEN what IS NOT NULL THEN counted END FROM reviewed "
        "WHERE document = (SELECT id FROM documents WHERE sha256 = ?) AND plan = ? ORDER BY feature",
        row.sha256, row.number,
    )  # fmt: skip


def _read_plans(library: Library, sha256: str) -> list[dict[str, Any]]:
    ((kept,),) = library.ask("SELECT analysis FROM documents WHERE sha256 = ?", sha256)
    analysis = json.loads(zlib.decompress(kept))
    return [plan["findings"] for plan in (analysis, *analysis["other_plans"])]


def _csv(records: Iterator[Record], columns: Sequence[str], sink: IO[bytes]) -> int:
    text = io.TextIOWrapper(sink, encoding="utf-8", newline="", write_through=True)
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(columns)
    count = 0
    for record in records:
        count += 1
        values = (record.get(name) for name in columns)
        sheet.writerow([inert(value) if isinstance(value, str) else value for value in values])
    text.detach()
    return count


def _parquet(records: Iterator[Record], columns: Sequence[str], sink: IO[bytes]) -> int:
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError as fault:
        raise MissingExtra(
            "Parquet needs pyarrow, which is not installed; run pip install 'rothscope[parquet]', or export as CSV."
        ) from fault
    kinds = [(name, pyarrow.int32() if name in NUMBERS else pyarrow.string()) for name in columns]
    schema, count = pyarrow.schema(kinds), 0
    with ParquetWriter(sink, schema, compression="zstd") as writer:
        while block := list(islice(records, BLOCK)):
            count += len(block)
            writer.write_table(pyarrow.Table.from_pylist(block, schema=schema))
    return count
