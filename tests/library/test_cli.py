"""`rothscope batch` as a user meets it."""

import os
import pty
import sqlite3
import zipfile
from contextlib import closing, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.library.running import rows

from rothscope.cli.batch import Progress
from rothscope.cli.main import main

LOCKED_WITH = "open"  # as tests/pdfs/build.py draws it


def batch(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["batch", *map(str, words)])


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "plans.sqlite"


def rules(db: Path) -> list[str]:
    return [row[0] for row in rows(db, "SELECT rules FROM documents")]


def test_what_is_on_file_is_not_read_again_until_the_year_is_another(plan_md: Path, db: Path) -> None:
    first = batch(plan_md, "--db", db, "--year", "2026")
    assert (first.exit_code, first.stdout) == (
        0, f"1 document: 1 read now.\n1 have an analysis: READY 1.\nLibrary: {db}\n"
    )  # fmt: skip
    assert "1 on file from before" in batch(plan_md, "--db", db, "--year", "2026").stdout
    assert "1 read now" in batch(plan_md, "--db", db, "--year", "2025").stdout
    assert len(rules(db)) == 1 and rules(db)[0].endswith("year 2025")


def test_changed_patterns_read_again(plan_md: Path, db: Path, tmp_path: Path) -> None:
    import shutil

    from rothscope.packs.find import patterns_folder

    shutil.copytree(patterns_folder(), tmp_path / "own")
    assert "1 read now" in batch(plan_md, "--db", db, "--patterns", tmp_path / "own").stdout
    assert "1 on file" in batch(plan_md, "--db", db).stdout, "the same patterns elsewhere are the same"
    with (tmp_path / "own" / "features" / "match.yaml").open("a", encoding="utf-8") as pack:
        pack.write("\n# A remark.\n")
    before = rules(db)
    assert "1 read now" in batch(plan_md, "--db", db, "--patterns", tmp_path / "own").stdout
    assert rules(db) != before


def test_a_changed_file_is_read_and_the_old_one_kept(plan_md: Path, db: Path) -> None:
    batch(plan_md, "--db", db)
    plan_md.write_text(plan_md.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert "1 read now" in batch(plan_md, "--db", db).stdout
    assert rows(db, "SELECT count(*) FROM documents") == [(2,)]
    assert rows(db, "SELECT count(*) FROM places") == [(1,)]


def test_what_cannot_be_had_is_named(plan_md: Path, db: Path, tmp_path: Path) -> None:
    told = batch(plan_md, tmp_path / "nowhere.pdf", "--db", db)
    assert told.exit_code == 1
    assert "2 documents: 1 read now, 1 not to be had." in told.stdout
    assert f"There is nothing to read at {tmp_path}/nowhere.pdf" in told.stdout


def test_a_bad_one_stays_known_and_is_tried_again_when_asked(db: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 and then nothing")
    for words, what in (([], "1 read now"), ([], "1 on file from before"), (["--again"], "1 read now")):
        told = batch(tmp_path / "bad.pdf", "--db", db, *words)
        assert told.exit_code == 1 and what in told.stdout
        assert "bad.pdf is a damaged or cut-off PDF" in told.stdout


def test_a_locked_one_is_opened_once_its_password_is_given(db: Path) -> None:
    locked = Path(__file__).parents[1] / "pdfs" / "password_needed.pdf"
    told = batch(locked, "--db", db)
    assert told.exit_code == 1 and "password_needed.pdf needs a password" in told.stdout
    assert rows(db, "SELECT state FROM documents") == [("locked",)]
    assert "1 on file" in batch(locked, "--db", db).stdout
    assert "1 read now" in batch(locked, "--db", db, "--password", LOCKED_WITH).stdout
    assert rows(db, "SELECT state FROM documents") != [("locked",)]


def test_an_address_is_read_like_a_file(plan_md: Path, db: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed; pip install 'rothscope[cluster]'")
    with zipfile.ZipFile(tmp_path / "plans.zip", "w") as made:
        made.write(plan_md, "one/plan.md")
    told = batch(f"zip://one::{tmp_path}/plans.zip", "--suffix", ".md", "--db", db)
    assert told.exit_code == 0, told.output
    assert rows(db, "SELECT name FROM documents") == [("plan.md",)]
    assert "copies" not in told.stdout
    again = batch(plan_md, "--db", db)
    assert "1 on file from before" in again.stdout, "the same bytes at another place are the same document"


def test_a_name_that_is_no_utf8_is_read(plan_md: Path, db: Path) -> None:
    odd = plan_md.parent / b"caf\xe9.md".decode("utf-8", "surrogateescape")
    plan_md.rename(odd)
    told = batch(odd, "--db", db)
    assert told.exit_code == 0, told.output
    assert rows(db, "SELECT name, state FROM documents") == [("caf\\udce9.md", "read")]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["{empty}", "--db", "{db}"], 2, "No .pdf or .docx file is there; name others with --suffix."),
        (["{plan}", "--db", "{plan}"], 1, "file is not a database"),
        (["{plan}", "--db", "{db}", "--scheduler", "tcp://127.0.0.1:9"], 1, "No Dask scheduler answers at"),
        (["{plan}", "--db", "{db}", "--scheduler", "nonsense"], 1, "No Dask scheduler answers at"),
        (["{plan}", "--db", "{db}", "--jobs", "0"], 2, "--jobs"),
        (["{plan}", "--db", "{db}", "--timeout", "0"], 2, "--timeout"),
        (["{plan}", "--db", "{db}", "--patterns", "{empty}"], 1, "holds no pattern packs"),
    ],
)
def test_wrong_use_is_one_sentence(
    words: list[str], code: int, sentence: str, plan_md: Path, db: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("rothscope.library.executors.CONNECT", 1)
    (tmp_path / "empty").mkdir()
    told = batch(*(word.format(plan=plan_md, db=db, empty=tmp_path / "empty") for word in words))
    assert told.exit_code == code, told.output
    assert sentence in told.stderr
    assert "Traceback" not in told.output


def test_a_library_in_use_is_waited_for(plan_md: Path, db: Path) -> None:
    """Another program that reads the library does not stop a batch."""
    batch(plan_md, "--db", db, "--year", "2025")
    with closing(sqlite3.connect(db)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM documents").fetchone()
        assert "1 read now" in batch(plan_md, "--db", db, "--year", "2026").stdout


def test_the_bar_tells_rate_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Progress(3)
    bar(False)
    bar(True)
    bar(True)
    bar.close()
    told = capsys.readouterr().err
    assert "2/2" in told and "doc/s" in told and "<" in told


def test_a_terminal_that_tells_no_size_has_a_bar_too(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        bar = Progress(2)
        bar(True)
        bar.close()
    told = b""
    with suppress(OSError):  # how a terminal ends that nobody writes to any more
        while piece := os.read(ours, 10_000):
            told += piece
    os.close(ours)
    assert b"1/2" in told and b"Reading" in told


def test_no_bar_is_left_where_nothing_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Progress(1)
    bar(False)
    bar.close()
    assert capsys.readouterr().err.rpartition("\r")[2].strip() == ""
