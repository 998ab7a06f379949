"""A document beyond its limits is ended and told, and no other pays for it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from tests.library.documents import hungry, slow
from tests.library.running import until

from rothscope.errors import ReadingStopped
from rothscope.library import guard
from rothscope.library.addresses import sha256_of
from rothscope.library.guard import close_readers, end_readers, read_guarded
from rothscope.library.job import Changed, Job, Order, Outcome, State
from rothscope.library.rules import rules_of

ORDER = Order(rules_of(None, 2026), 2026, seconds=60, megabytes=700)


@pytest.fixture(autouse=True, scope="module")
def _clear() -> Iterator[None]:
    yield
    close_readers()


def job(path: Path, order: Order = ORDER) -> Job:
    return Job(str(path), sha256_of(str(path)), order)


def outcome(path: Path, order: Order = ORDER) -> Outcome:
    told = read_guarded(job(path, order))
    assert isinstance(told, Outcome)
    return told


def readers() -> set[int]:
    return {child.pid for child in psutil.Process().children() if "reader" in " ".join(child.cmdline())}


def test_one_process_reads_many(plan_md: Path) -> None:
    first = outcome(plan_md)
    serving = readers()
    assert first.state is State.READ and first.plans[0].verdict == "READY"
    assert outcome(plan_md) == first
    assert readers() == serving and len(serving) == 1


def test_too_slow_is_ended_and_the_next_is_read(plan_md: Path, tmp_path: Path) -> None:
    slow(tmp_path / "hangs.pdf")
    told = outcome(tmp_path / "hangs.pdf", replace(ORDER, seconds=1))
    assert (told.state, told.limit, told.analysis) == (State.TOO_SLOW, 1, None)
    assert told.sentence == "hangs.pdf was given up after 1 seconds; give it longer with --timeout."
    assert outcome(plan_md).state is State.READ


def test_too_big_is_ended_and_the_next_is_read(plan_md: Path, tmp_path: Path) -> None:
    hungry(tmp_path / "eats.pdf")
    told = outcome(tmp_path / "eats.pdf", replace(ORDER, megabytes=400))
    assert (told.state, told.limit) == (State.TOO_BIG, 400)
    assert told.sentence == "eats.pdf was given up at 400 MB of memory; give it more with --memory."
    assert outcome(plan_md).state is State.READ


def test_a_process_killed_from_outside_is_begun_anew(plan_md: Path, tmp_path: Path) -> None:
    """Killed once, the document is read by another process; killed each time, it is told, and only it."""
    close_readers()
    slow(tmp_path / "busy.pdf")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(read_guarded, job(tmp_path / "busy.pdf"))
        killed: set[int] = set()
        for _ in range(2):
            until(lambda: bool(_busy() - killed), "a busy reading process")
            (pid,) = _busy() - killed
            psutil.Process(pid).kill()
            killed.add(pid)
        told = waiting.result()
    assert isinstance(told, Outcome)
    assert told.state is State.CRASHED
    assert told.sentence and "SIGKILL" in told.sentence and told.sentence.startswith("busy.pdf ")
    assert outcome(plan_md).state is State.READ


def _busy() -> set[int]:
    with guard._lock:
        return {reader._process.pid for reader in guard._alive if reader.served}


def test_stopping_ends_what_is_being_read(plan_md: Path, tmp_path: Path) -> None:
    slow(tmp_path / "busy.pdf")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(read_guarded, job(tmp_path / "busy.pdf"))
        until(lambda: bool(_busy()), "a busy reading process")
        end_readers()
        with pytest.raises(ReadingStopped, match="start it again"):
            waiting.result()
    close_readers()
    assert readers() == set()
    assert outcome(plan_md).state is State.READ


def test_nothing_is_begun_once_it_was_stopped(plan_md: Path) -> None:
    close_readers()
    end_readers()
    with pytest.raises(ReadingStopped):
        read_guarded(job(plan_md))
    assert readers() == set()
    close_readers()
    assert outcome(plan_md).state is State.READ


def test_other_rules_stop_the_batch(plan_md: Path) -> None:
    """What a reading process knows must be what the batch stores it under."""
    with pytest.raises(ReadingStopped, match="other rules"):
        read_guarded(job(plan_md, replace(ORDER, rules="rothscope 9.9, patterns 0, year 2026")))


def test_broken_patterns_stop_the_batch_and_blame_no_document(plan_md: Path, tmp_path: Path) -> None:
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "match.yaml").write_text("id: [", encoding="utf-8")
    order = replace(ORDER, rules=rules_of(tmp_path, 2026), patterns=str(tmp_path))
    with pytest.raises(ReadingStopped, match="yaml"):
        read_guarded(job(plan_md, order))


def test_a_file_that_changes_is_not_taken_for_what_it_was(plan_md: Path) -> None:
    asked = job(plan_md)
    plan_md.write_text("something else", encoding="utf-8")
    assert read_guarded(asked) == Changed(str(plan_md))
    plan_md.unlink()
    assert read_guarded(asked) == Changed(str(plan_md))


def test_many_threads_share_the_processes(plan_md: Path) -> None:
    close_readers()
    start = threading.Barrier(2)

    def read(_: int) -> State:
        start.wait()
        return outcome(plan_md).state

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(read, range(4))) == {State.READ}
    assert len(readers()) == 2
