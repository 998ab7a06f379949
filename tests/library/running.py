"""Running a batch as a user does, and looking into the library it makes."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.library.documents import MEGABYTES, ROOT, SECONDS

PATIENCE = 120
"""Seconds to wait for what must happen; nothing is measured by them."""


def begin(*words: str | Path, **more: str) -> "subprocess.Popen[str]":
    """Start `rothscope batch` with these words, and more in its environment."""
    limits = ["--timeout", str(SECONDS), "--memory", str(MEGABYTES), "--suffix", ".pdf", "--suffix", ".md"]
    return subprocess.Popen(
        [sys.executable, "-m", "rothscope", "batch", *map(str, words), *limits],
        cwd=ROOT, env=os.environ | more, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def finish(batch: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Wait for a batch; return exit code, output and remarks."""
    out, remarks = batch.communicate(timeout=5 * PATIENCE)
    return batch.returncode, out, remarks


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"never {what}"
        time.sleep(0.05)


def rows(db: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what a library answers."""
    with closing(sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True, timeout=60)) as library:
        return library.execute(sql, values).fetchall()


def on_file(db: Path) -> int:
    """Return how many documents a library holds; 0 before there is one."""
    try:
        return int(rows(db, "SELECT count(*) FROM documents")[0][0])
    except sqlite3.Error:
        return 0


def results(db: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that was read, to the byte, in an order that does not depend on which document came first."""
    document = "sha256, documents.name, rules, state, sentence, cut_at, pages, kind, analysis"
    return {
        "documents": rows(db, f"SELECT {document} FROM documents ORDER BY sha256"),
        "plans": rows(
            db,
            "SELECT sha256, plans.* FROM plans JOIN documents ON id = document ORDER BY sha256, number",
        ),
        "findings": rows(
            db,
            "SELECT sha256, findings.* FROM findings JOIN documents ON id = document ORDER BY sha256, plan, feature",
        ),
        "places": rows(db, "SELECT * FROM places ORDER BY address"),
    }


def without_ids(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Return the results without the numbers a library gives its documents in order of arrival."""
    cut = {name: [(row[0], *row[2:]) for row in found[name]] for name in ("plans", "findings")}
    return {**found, **cut}


def gone(processes: Iterable[int]) -> bool:
    """Tell whether none of the processes is there any more."""
    return not any(_is_there(pid) for pid in processes)


def _is_there(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z" and os.path.exists(f"/proc/{pid}")
