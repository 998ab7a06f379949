"""The library: one SQLite file that holds every document once, by the SHA-256 of its bytes.

In: outcomes, each saved in a transaction of its own. Out: what is on file, and under which rules it was read. One
process writes; any number may read meanwhile.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from rothscope.errors import BadLibrary
from rothscope.library.job import Order, Outcome, State, written

APPLICATION = 0x526F7468
"""What marks a SQLite file as a library ("Roth" in its header)."""

VERSION = 1
"""The form of the tables; another one is refused, never changed in passing."""

COUNTED = """\
CREATE TEMP TABLE counted (
  document INTEGER, plan INTEGER, verdict TEXT, low INTEGER, high INTEGER, PRIMARY KEY (document, plan)
) WITHOUT ROWID"""
"""Verdicts with reviewers' corrections, worked out for as long as the library is open."""

PATIENCE = 60
"""Seconds to wait for another process that is writing."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is on file of a document."""

    rules: str
    state: State
    sentence: str | None
    cut_at: float | None
    verdict: str | None

    def stands(self, order: Order, again: bool = False) -> bool:
        """Tell whether reading it once more could tell nothing new.

        What was cut off is tried again with more time or memory, what was locked with any password, and `again` tries
        whatever has no analysis.
        """
        if self.rules != order.rules:
            return False
        if self.state is State.READ:
            return True
        if self.state is State.LOCKED and order.passwords:
            return False
        more = {State.TOO_SLOW: order.seconds, State.TOO_BIG: order.megabytes}.get(self.state, 0)
        return not again and more <= (self.cut_at or 0)


class Library:
    """An open library. Everything it raises is a BadLibrary with the file's name."""

    def __init__(self, path: Path, create: bool = False) -> None:
        """Open a library, or make one with `create`. Raises BadLibrary where there is none, or another file."""
        self.path = path
        if not create and not path.exists():
            raise BadLibrary(
                f"There is no library {path}; make one with `rothscope batch FILES --db {path}`."
            )
        with self._told():
            mode = "rwc" if create else "rw"
            self.rows = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None
            )
            try:
                self._prepare()
            except BaseException:
                self.rows.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.rows.close()

    def known(self, sha256: str) -> Known | None:
        """Return what is on file of a document, or None."""
        found = self._one(
            "SELECT rules, state, sentence, cut_at, verdict FROM documents "
            "LEFT JOIN plans ON document = id AND number = 1 WHERE sha256 = ?",
            sha256,
        )
        return Known(found[0], State(found[1]), *found[2:]) if found else None

    def sha256_at(self, address: str, stamp: str | None) -> str | None:
        """Return the SHA-256 of the file at an address, or None where it is new or not what it was."""
        found = self._one(
            "SELECT sha256 FROM places WHERE address = ? AND stamp = ?", written(address), stamp
        )
        return str(found[0]) if found else None

    def put_place(self, address: str, stamp: str | None, sha256: str) -> None:
        """Keep which document lies at an address."""
        place = (written(address), stamp, sha256)
        if self._one("SELECT 1 FROM places WHERE address = ? AND stamp IS ? AND sha256 = ?", *place) is None:
            with self._transaction():
                self.rows.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?)", place)

    def save(self, outcome: Outcome) -> None:
        """Store what became of a document in place of what was on file of it, whole or not at all."""
        one = outcome
        values = (one.sha256, one.name, one.rules, one.state, one.sentence, one.limit, one.pages, one.kind)
        with self._transaction():
            found = self.rows.execute(
                "INSERT INTO documents (sha256, name, rules, state, sentence, cut_at, pages, kind, analysis) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET name = excluded.name, "
                "rules = excluded.rules, state = excluded.state, sentence = excluded.sentence, "
                "cut_at = excluded.cut_at, pages = excluded.pages, kind = excluded.kind, "
                "analysis = excluded.analysis RETURNING id",
                (*values, one.analysis),
            ).fetchone()
            self.rows.execute("DELETE FROM plans WHERE document = ?", found)
            for number, plan in enumerate(one.plans, start=1):
                row = (plan.name, plan.type, plan.sponsor, plan.ein, plan.plan_number, plan.verdict)
                self.rows.execute(
                    "INSERT INTO plans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*found, number, *row, plan.low, plan.high),
                )
                self.rows.executemany(
                    "INSERT INTO findings VALUES (?, ?, ?, ?, ?)",
                    [(*found, number, *answer) for answer in plan.answers],
                )

    def ask(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a question, one by one."""
        with self._told():
            # `yield from` would close the cursor once more when nobody reads on, after the library even.
            for row in self.rows.execute(sql, values):  # noqa: UP028
                yield row

    def put(self, sql: str, *values: object) -> None:
        """Add one row, in a transaction of its own."""
        with self._transaction():
            self.rows.execute(sql, values)

    def _one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        return next(self.ask(sql, *values), None)

    def _prepare(self) -> None:
        mark, version, tables = (
            self.rows.execute(sql).fetchone()[0]
            for sql in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
        )
        if not mark and not tables:
            self.rows.execute("PRAGMA journal_mode = WAL")
            schema = files("rothscope.library").joinpath("schema.sql").read_text(encoding="utf-8")
            self.rows.executescript(
                f"BEGIN IMMEDIATE;\n{schema}\nPRAGMA application_id = {APPLICATION};\n"
                f"PRAGMA user_version = {VERSION};\nCOMMIT;"
            )
        elif mark != APPLICATION:
            raise BadLibrary(f"{self.path} is another program's database; name another file with --db.")
        elif version != VERSION:
            raise BadLibrary(
                f"{self.path} has form {version}, and this Rothscope reads form {VERSION}; use the Rothscope that made "
                "it, or batch into a new file."
            )
        # With a write-ahead log nothing stored is lost when the program is killed, without waiting for the disk.
        self.rows.execute("PRAGMA synchronous = NORMAL")
        self.rows.execute("PRAGMA foreign_keys = ON")
        self.rows.execute(COUNTED)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._told():
            self.rows.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.rows.execute("ROLLBACK")
                raise
            self.rows.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise BadLibrary(
                f"The library {self.path} cannot be used ({fault}); check the file, its folder and the room on the disk."
            ) from fault
