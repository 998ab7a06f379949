"""What a reading rests on: everything that could make it another, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import rothscope
from rothscope.library import rules
from rothscope.library.rules import SHOWING, engine, pictures, rules_of
from rothscope.packs.find import patterns_folder, patterns_version

PACKAGE = Path(rothscope.__file__).parent


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    engine.cache_clear()
    pictures.cache_clear()
    yield
    engine.cache_clear()
    pictures.cache_clear()


def test_the_line_names_all_of_it() -> None:
    told = rules_of(None, 2026)
    assert (
        told
        == f"rothscope {engine()}, {pictures()}, patterns {patterns_version(patterns_folder())}, year 2026"
    )
    assert rules_of(None, 2025) != told


@pytest.mark.parametrize(
    "name", ["clauses/tokens/words.py", "extract/pdf.py", "resolve.py", "model/analysis.py"]
)
def test_a_change_in_what_reads_is_another_engine(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = engine()
    assert engine() == before
    _change(name, monkeypatch)
    assert engine() != before


@pytest.mark.parametrize("name", ["cli/batch.py", "report/render.py", "library/store.py", "compare/plans.py"])
def test_a_change_in_what_shows_is_not(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = engine()
    _change(name, monkeypatch)
    assert engine() == before


def _change(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read, changed = Path.read_bytes, PACKAGE / name
    assert changed.is_file()
    engine.cache_clear()
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b"#" * (path == changed))


def test_every_room_that_shows_is_there() -> None:
    assert [name for name in SHOWING if not (PACKAGE / name).exists()] == []


def test_what_reads_pictures_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rules, "find_engine", lambda: None)
    assert pictures() == "scans unread"
    pictures.cache_clear()
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho tesseract 5.9.9\necho more\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(rules, "find_engine", lambda: type("Engine", (), {"name": "tesseract"}))
    assert pictures() == "scans read by tesseract 5.9.9"
