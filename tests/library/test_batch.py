"""A batch stopped hard and begun again, and the same on a cluster that loses a worker: each document once, to the byte.

The small batch is part of every run of the tests; ROTHSCOPE_DOCUMENTS=500 makes it as large as one likes.
"""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from tests.library.documents import bad, good
from tests.library.running import begin, finish, gone, on_file, results, rows, until, without_ids

COUNT = int(os.environ.get("ROTHSCOPE_DOCUMENTS", "60"))
BAD = 8


@dataclass(frozen=True)
class Corpus:
    """A folder of documents, and the state in which each bad one must end."""

    folder: Path
    bad: dict[str, str]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("many")
    good(folder, COUNT - BAD, pdfs=COUNT // 10 if COUNT < 200 else COUNT // 2)
    wrong = bad(folder)
    (folder / "999_a_copy.md").write_bytes(next(folder.glob("*_text.md")).read_bytes())
    (folder / "notes.docx").write_bytes(b"passed over")
    return Corpus(folder, wrong)


@pytest.fixture(scope="module")
def killed(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the library of a batch that was killed in the middle and begun again, and its last summary."""
    db = tmp_path_factory.mktemp("killed") / "plans.sqlite"
    scratch = tmp_path_factory.mktemp("scratch")
    batch = begin(corpus.folder, "--db", db, "--jobs", "2", TMPDIR=str(scratch))
    until(lambda: on_file(db) >= COUNT // 4, "a quarter read")
    readers = [child.pid for child in psutil.Process(batch.pid).children(recursive=True)]
    batch.send_signal(signal.SIGKILL)
    batch.communicate()
    half = on_file(db)
    assert readers and half < COUNT, "it was over before it was killed"
    until(lambda: gone(readers), "the reading processes gone with the batch that started them")
    assert list(scratch.iterdir()) == [], "what they wrote went with them"
    code, summary, _ = finish(begin(corpus.folder, "--db", db, "--jobs", "2", TMPDIR=str(scratch)))
    assert list(scratch.iterdir()) == []
    assert code == 1, "some documents have no analysis"
    assert f"{COUNT + 1} documents: {COUNT - half} read now, {half} on file from before, 1 copies" in summary
    return db, summary


def test_every_document_is_there_once(corpus: Corpus, killed: tuple[Path, str]) -> None:
    db, _ = killed
    files = [path for path in corpus.folder.iterdir() if path.suffix != ".docx"]
    hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert len(files) == COUNT + 1 and len(hashes) == COUNT
    assert sorted(row[0] for row in rows(db, "SELECT sha256 FROM documents")) == sorted(hashes)
    assert {row[0] for row in rows(db, "SELECT address FROM places")} == {str(path) for path in files}
    analysed = rows(db, "SELECT count(*), count(analysis) FROM documents WHERE state = 'read'")
    assert analysed == [(COUNT - BAD, COUNT - BAD)]
    assert rows(db, "SELECT count(DISTINCT document) FROM plans") == [(COUNT - BAD,)]


def test_bad_ones_are_named_and_nothing_else(corpus: Corpus, killed: tuple[Path, str]) -> None:
    db, summary = killed
    found = rows(db, "SELECT name, state, sentence FROM documents WHERE state != 'read'")
    assert {name: state for name, state, _ in found} == corpus.bad
    for name, _, sentence in found:
        assert name in sentence and sentence in summary and str(corpus.folder / name) in summary
    assert f"{BAD} have none" in summary and "1 files of other kinds" in summary


def test_the_library_is_sound(killed: tuple[Path, str]) -> None:
    assert rows(killed[0], "PRAGMA integrity_check") == [("ok",)]
    assert rows(killed[0], "PRAGMA foreign_key_check") == []


def test_nothing_is_read_twice(corpus: Corpus, killed: tuple[Path, str]) -> None:
    before = results(killed[0])
    code, summary, _ = finish(begin(corpus.folder, "--db", killed[0], "--jobs", "1"))
    assert (code, results(killed[0])) == (1, before)
    assert f"{COUNT + 1} documents: {COUNT} on file from before, 1 copies of others." in summary


# -- a cluster -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cluster:
    """A Dask scheduler with two workers, all of them processes of this machine."""

    address: str
    workers: tuple["subprocess.Popen[bytes]", ...]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="Dask is not installed; pip install 'rothscope[cluster]'")
    told = tmp_path / "scheduler.json"
    own = ["--scheduler-file", str(told), "--no-dashboard", "--host", "127.0.0.1"]
    scheduler = _dask("scheduler", *own, "--port", "0")
    working = ["--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path)]
    workers = tuple(_dask("worker", *own, *working, "--name", name) for name in ("one", "two"))
    try:
        until(told.exists, "a scheduler")
        import json

        address = json.loads(told.read_text(encoding="utf-8"))["address"]
        until(lambda: _workers(address) == 2, "two workers")
        yield Cluster(address, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def _dask(what: str, *words: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _workers(address: str) -> int:
    count = "import sys, distributed as d; print(len(d.Client(sys.argv[1]).nthreads()))"
    told = subprocess.run([sys.executable, "-c", count, address], capture_output=True, text=True, check=False)
    return int(told.stdout or 0)


def test_a_cluster_that_loses_a_worker_tells_the_same(
    corpus: Corpus, killed: tuple[Path, str], cluster: Cluster, tmp_path: Path
) -> None:
    db = tmp_path / "cluster.sqlite"
    batch = begin(corpus.folder, "--db", db, "--scheduler", cluster.address)
    until(lambda: on_file(db) >= COUNT // 4, "a quarter read")
    readers = [child.pid for child in psutil.Process(cluster.workers[0].pid).children(recursive=True)]
    cluster.workers[0].kill()
    cluster.workers[0].wait()
    assert readers and on_file(db) < COUNT, "it was over before the worker was killed"
    code, summary, remarks = finish(batch)
    assert code == 1, remarks
    assert f"{COUNT + 1} documents: {COUNT} read now, 1 copies of others." in summary
    assert without_ids(results(db)) == without_ids(results(killed[0]))
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    until(lambda: gone(readers), "the reading process gone with its worker")
