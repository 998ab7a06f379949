"""The library file: each document once, whole or not at all, and read again only when that can tell something new."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rothscope.errors import BadLibrary
from rothscope.library.job import Order, Outcome, PlanRow, State
from rothscope.library.search import conditions_of, rows
from rothscope.library.store import Known, Library

ORDER = Order("rules one", 2026, seconds=300, megabytes=2048)
PLAN = PlanRow("A Plan", "401(k)", None, "12-3456789", "001", "READY", 80, 100, (("match", "allowed", 3),))
GOOD = Outcome("ab" * 32, "a.pdf", "rules one", State.READ, pages=4, plans=(PLAN,), analysis=b"{}")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "plans.sqlite", create=True) as made:
        yield made


def counts(library: Library) -> list[int]:
    return [
        next(library.ask(f"SELECT count(*) FROM {table}"))[0] for table in ("documents", "plans", "findings")
    ]


def test_a_document_stands_once_however_often_it_is_read(library: Library) -> None:
    library.save(GOOD)
    library.save(replace(GOOD, rules="rules two", plans=(PLAN, replace(PLAN, verdict="PARTIAL"))))
    assert counts(library) == [1, 2, 2]
    library.save(replace(GOOD, state=State.UNREADABLE, sentence="No.", plans=(), analysis=None))
    assert counts(library) == [1, 0, 0]


def test_what_fails_half_way_leaves_what_was_there(library: Library) -> None:
    library.save(GOOD)
    twice = replace(PLAN, answers=(*PLAN.answers, *PLAN.answers), verdict="PARTIAL")
    with pytest.raises(BadLibrary, match="UNIQUE"):
        library.save(replace(GOOD, rules="rules two", plans=(twice,)))
    assert library.known(GOOD.sha256) == Known("rules one", State.READ, None, None, "READY")


@pytest.mark.parametrize(
    ("known", "order", "again", "stands", "why"),
    [
        ((State.READ, None), ORDER, False, True, "the same rules tell the same"),
        ((State.READ, None), ORDER, True, True, "only what failed is tried again"),
        ((State.READ, None), replace(ORDER, rules="rules two"), False, False, "other rules"),
        ((State.NO_PLAN, None), ORDER, False, True, "its own fault stays"),
        ((State.UNREADABLE, None), ORDER, True, False, "asked for"),
        ((State.LOCKED, None), ORDER, False, True, "still locked"),
        ((State.LOCKED, None), replace(ORDER, passwords=("word",)), False, False, "it may open now"),
        (
            (State.UNREADABLE, None),
            replace(ORDER, passwords=("word",)),
            False,
            True,
            "no lock was the matter",
        ),
        ((State.CRASHED, None), ORDER, False, True, "its own fault stays"),
        ((State.CRASHED, None), ORDER, True, False, "asked for"),
        ((State.TOO_SLOW, 300), ORDER, False, True, "it had as long"),
        ((State.TOO_SLOW, 300), replace(ORDER, seconds=301), False, False, "it gets longer"),
        ((State.TOO_SLOW, 300), replace(ORDER, megabytes=9000), False, True, "memory was not the matter"),
        ((State.TOO_BIG, 2048), ORDER, False, True, "it had as much"),
        ((State.TOO_BIG, 2048), replace(ORDER, megabytes=4096), False, False, "it gets more"),
        (
            (State.TOO_BIG, float("inf")),
            replace(ORDER, megabytes=4096),
            False,
            True,
            "the machine has no more",
        ),
    ],
)
def test_what_is_read_again(
    known: tuple[State, float | None], order: Order, again: bool, stands: bool, why: str
) -> None:
    assert Known("rules one", known[0], "No.", known[1], None).stands(order, again) is stands, why


def steps(library: Library, documents: range, reviewed: bool) -> int:
    """Return how many steps SQLite takes for a query, once these documents are stored too."""
    for number in documents:
        status = "allowed" if number % 2 else "silent"
        answers = (("after_tax_contributions", status, 3), ("match", "allowed", 4))
        plan = replace(PLAN, verdict="READY" if number % 3 else "PARTIAL", answers=answers)
        library.save(replace(GOOD, sha256=f"{number:064x}", plans=(plan,)))
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    library.rows.set_progress_handler(step, 50)
    asked = conditions_of(("after_tax_contributions=allowed", "match!=silent", "verdict=READY"), reviewed)
    found = sum(1 for _ in rows(library, asked))
    library.rows.set_progress_handler(None, 0)
    assert found == sum(1 for number in range(documents.stop) if number % 2 and number % 3)
    return taken


@pytest.mark.parametrize("reviewed", [False, True])
def test_a_query_costs_what_it_finds_and_no_more(library: Library, reviewed: bool) -> None:
    """Four times the documents take four times the steps, not sixteen times."""
    few = steps(library, range(300), reviewed)
    many = steps(library, range(300, 1200), reviewed)
    assert few > 5 and many < 6 * few


def test_places_say_what_lies_where(library: Library) -> None:
    library.put_place("/plans/a.pdf", "stamp one", "ab")
    assert library.sha256_at("/plans/a.pdf", "stamp one") == "ab"
    assert library.sha256_at("/plans/a.pdf", "stamp two") is None
    library.put_place("/plans/a.pdf", "stamp two", "cd")
    assert library.sha256_at("/plans/a.pdf", "stamp two") == "cd"
    assert list(library.ask("SELECT count(*) FROM places")) == [(1,)]


def test_a_name_that_is_no_utf8_is_kept(library: Library) -> None:
    address = b"/plans/caf\xe9.pdf".decode("utf-8", "surrogateescape")
    library.put_place(address, "stamp", "ab")
    assert library.sha256_at(address, "stamp") == "ab"
    assert list(library.ask("SELECT address FROM places")) == [("/plans/caf\\udce9.pdf",)]


def test_there_must_be_a_library_to_look_into(tmp_path: Path) -> None:
    with pytest.raises(BadLibrary, match=r"There is no library .*; make one with `rothscope batch"):
        Library(tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()


def test_another_file_is_never_touched(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.sqlite"
    text.write_text("Notes of the committee, which are no database at all." * 40, encoding="utf-8")
    with sqlite3.connect(other) as rows:
        rows.execute("CREATE TABLE mine (a)")
    rows.close()
    before = text.read_bytes(), other.read_bytes()
    with pytest.raises(BadLibrary, match="not a database"):
        Library(text, create=True)
    with pytest.raises(BadLibrary, match="another program's database"):
        Library(other, create=True)
    assert (text.read_bytes(), other.read_bytes()) == before


def test_a_library_of_another_form_is_refused(library: Library, tmp_path: Path) -> None:
    library.put("PRAGMA user_version = 99")
    with pytest.raises(BadLibrary, match="form 99"):
        Library(library.path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadLibrary, match=r"cannot be used \(unable to open database file\)"):
        Library(tmp_path / "nowhere" / "plans.sqlite", create=True)
