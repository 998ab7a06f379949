"""`rothscope library`: finding, showing and exporting what a batch read, and what people said of it."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from tests.conftest import SAMPLES
from tests.library.running import rows

from rothscope.cli.library import library as group
from rothscope.cli.main import main
from rothscope.model.analysis import Analysis
from rothscope.model.finding import FEATURES
from rothscope.model.library import Entry

NAMES = ("granite_mills", "lattice_robotics", "northfield_university")
LATTICE = SAMPLES / "lattice_robotics" / "plan.pdf"
GRANITE = SAMPLES / "granite_mills" / "plan.pdf"
BOOKLET = SAMPLES / "northfield_university" / "plan.pdf"


def run(*words: str | Path, code: int = 0) -> str:
    told = CliRunner().invoke(main, [str(word) for word in words])
    assert told.exit_code == code, told.output
    return told.stdout if code == 0 else told.stderr


def lib(db: Path, *words: str | Path, code: int = 0) -> str:
    return run("library", *words, "--db", db, code=code)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library of three sample plans, one a booklet, and one damaged file."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.4 and then nothing")
    named = [*(SAMPLES / name for name in NAMES), folder / "damaged.pdf"]
    run("batch", *named, "--db", folder / "plans.sqlite", "--year", "2026", code=1)
    return folder / "plans.sqlite"


@pytest.fixture
def db(read: Path, tmp_path: Path) -> Path:
    """Return a copy of the library to write into."""
    return Path(shutil.copy(read, tmp_path / "plans.sqlite"))


def found(db: Path, *conditions: str) -> set[str]:
    """Return the plans that a query finds, as folder and number."""
    lines = [json.loads(line) for line in lib(db, "query", *conditions, "--form", "json").splitlines()]
    return {f"{Path(line['address']).parent.name} {line['number']}" for line in lines}


# -- finding -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "plans"),
    [
        (["after_tax_contributions=allowed"], ["lattice_robotics 1", "northfield_university 1"]),
        (["after_tax_contributions=allowed", "verdict=READY"], ["lattice_robotics 1", "northfield_university 1"]),
        (["verdict=ready", "type=401(k)"], ["lattice_robotics 1"]),
        (["verdict=READY,NOT_APPLICABLE"], ["lattice_robotics 1", "northfield_university 1", "northfield_university 3"]),
        (["type!=401(k)", "verdict!=READY"], ["northfield_university 2", "northfield_university 3"]),
        (["name=robotics"], ["lattice_robotics 1"]),
        (["sponsor=granite"], ["granite_mills 1"]),
        (["ein=17-0550216", "plan_number=001"], ["lattice_robotics 1"]),
        (["verdict=DEFERRED"], []),
    ],
)  # fmt: skip
def test_a_query_finds(read: Path, conditions: list[str], plans: list[str]) -> None:
    assert found(read, *conditions) == set(plans)


def test_every_status_finds_what_the_analysis_says(
    read: Path, analysis_of: Callable[[str], Analysis]
) -> None:
    for name in NAMES:
        analysis = analysis_of(name)
        for feature, finding in analysis.findings.items():
            assert f"{name} 1" in found(read, f"{feature}={finding.status}")
            assert f"{name} 1" not in found(read, f"{feature}!={finding.status}")


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("colour=red", "'colour' is nothing a library knows; it knows verdict, type,"),
        ("match=yes", "'yes' is no match; it can be allowed, conditional,"),
        ("verdict=GOOD", "'GOOD' is no verdict; it can be READY,"),
        ("state=lost", "'lost' is no state; it can be read,"),
        ("match", "'match' is no condition"),
        ("match=", "'match=' is no condition"),
        ("name='; DROP TABLE plans; --", ""),
    ],
)
def test_a_wrong_condition_is_one_sentence(read: Path, condition: str, sentence: str) -> None:
    told = lib(read, "query", condition, code=2 if sentence else 0)
    assert sentence in told
    assert rows(read, "SELECT count(*) FROM plans") == [(5,)]


def test_a_list_tells_every_document(read: Path) -> None:
    told = lib(read, "list")
    assert len(told.splitlines()) == 6, "five plans and the damaged file"
    assert re.search(
        r"^[0-9a-f]{12}  READY +80-100  Lattice Robotics 401\(k\) Plan \[401\(k\)\]  /", told, re.MULTILINE
    )
    assert "(plan 3)" in told
    (line,) = lib(read, "list", "--without").splitlines()
    assert "unreadable" in line and "damaged.pdf is a damaged or cut-off PDF" in line


# -- showing -------------------------------------------------------------------------------------------------------


def test_what_is_shown_is_what_analyze_tells(read: Path, analysis_of: Callable[[str], Analysis]) -> None:
    entry = Entry.model_validate_json(lib(read, "show", LATTICE, "--form", "json"))
    assert entry.analysis == analysis_of("lattice_robotics")
    assert entry.addresses == (str(LATTICE),) and entry.history == () and entry.told is None
    assert lib(read, "show", entry.sha256[:8], "--form", "markdown") == run(
        "analyze", LATTICE, "--form", "markdown", "--year", "2026"
    )
    text = lib(read, "show", entry.sha256)
    assert "READY: " in text and "- after_tax_contributions: allowed, page 2 (PDF page 4)" in text
    assert "REVIEWERS" not in text and "HISTORY" not in text


def test_a_document_without_analysis_says_why(read: Path) -> None:
    damaged = read.parent / "damaged.pdf"
    assert "unreadable: damaged.pdf is a damaged" in lib(read, "show", damaged)
    assert "damaged.pdf has no report" in lib(read, "show", damaged, "--form", "html", code=1)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("nowhere.pdf", "nowhere.pdf is no document of"),
        ("ffffffffffff", "ffffffffffff is no document of"),
        ("c1", "c1 is no document of"),
        ("%", "% is no document of"),
    ],
)
def test_a_document_that_is_not_there(read: Path, document: str, sentence: str) -> None:
    assert sentence in lib(read, "show", document, code=1)


def test_a_beginning_of_several_documents(db: Path) -> None:
    """Two documents whose numbers begin alike have to be told apart."""
    import sqlite3

    with sqlite3.connect(db) as library:
        for last in "01":
            library.execute(
                "INSERT INTO documents (sha256, name, rules, state, sentence) VALUES (?, 'x', '', 'crashed', 'No.')",
                ("abcdef" + "0" * 57 + last,),
            )
    library.close()
    assert "abcdef is the beginning of 2 documents" in lib(db, "show", "abcdef", code=1)


# -- what people say -----------------------------------------------------------------------------------------------

BY = ("--by", "A. Reviewer", "--date", "2026-11-24")


def test_a_correction_stands_beside_what_was_read(db: Path) -> None:
    said = ("--note", "stopped by amendment 4")
    told = lib(db, "correct", LATTICE, "after_tax_contributions", "not_allowed", *said, *BY)
    assert told == "after_tax_contributions: allowed -> not_allowed\n"
    entry = Entry.model_validate_json(lib(db, "show", LATTICE, "--form", "json"))
    assert entry.analysis and entry.analysis.findings["after_tax_contributions"].status == "allowed"
    (plan,) = entry.plans
    assert (plan.verdict, plan.counted) == ("READY", "BLOCKED_NO_AFTER_TAX")
    (review,) = plan.reviews
    assert (review.machine, review.counted, review.outdated) == ("allowed", "not_allowed", False)
    text = lib(db, "show", LATTICE)
    assert "corrected to not_allowed by A. Reviewer" in text
    assert "With the corrections the verdict is BLOCKED_NO_AFTER_TAX" in text


def test_reviewed_finds_by_the_reviewers_word(db: Path) -> None:
    lib(db, "correct", LATTICE, "after_tax_contributions", "not_allowed", "--note", "amended", *BY)
    assert "lattice_robotics 1" in found(db, "after_tax_contributions=allowed", "verdict=READY")
    for condition, there in (
        ("after_tax_contributions=allowed", False),
        ("after_tax_contributions=not_allowed", True),
        ("verdict=READY", False),
        ("verdict=BLOCKED_NO_AFTER_TAX", True),
    ):
        assert ("lattice_robotics 1" in found(db, condition, "--reviewed")) is there, condition


def test_an_acceptance_ends_a_correction_and_both_stay_in_the_history(db: Path) -> None:
    lib(db, "correct", LATTICE, "match", "conditional", "--note", "one group", *BY)
    lib(db, "accept", LATTICE, "match", "--by", "B. Reviewer", "--date", "2026-11-25")
    lib(db, "note", LATTICE, "Moves in July.", *BY)
    entry = Entry.model_validate_json(lib(db, "show", LATTICE, "--form", "json"))
    assert [(one.what, one.who, one.day) for one in entry.history] == [
        ("corrected", "A. Reviewer", "2026-11-24"),
        ("accepted", "B. Reviewer", "2026-11-25"),
        ("noted", "A. Reviewer", "2026-11-24"),
    ]
    (review,) = entry.plans[0].reviews
    assert review.remark.who == "B. Reviewer" and review.counted == "allowed"
    assert "Moves in July." in lib(db, "show", LATTICE)


def test_all_findings_can_be_accepted_at_once(db: Path) -> None:
    assert len(lib(db, "accept", GRANITE, *BY).splitlines()) == len(FEATURES)


def test_a_plan_of_a_booklet_is_reviewed_by_its_number(db: Path) -> None:
    lib(db, "correct", BOOKLET, "match", "silent", "--note", "other plan", "--plan", "2", *BY)
    entry = Entry.model_validate_json(lib(db, "show", BOOKLET, "--form", "json"))
    assert [len(plan.reviews) for plan in entry.plans] == [0, 1, 0]
    assert "describes 3 plans; there is no plan 4" in lib(db, "accept", BOOKLET, "--plan", "4", *BY, code=2)


def test_remarks_outlive_a_new_reading_and_are_marked_outdated(db: Path) -> None:
    """A word on a finding that has changed since has to be looked at again."""
    import sqlite3

    lib(db, "accept", LATTICE, "match", *BY)
    with sqlite3.connect(db) as library:
        library.execute("UPDATE documents SET rules = 'older'")
    library.close()
    assert "1 read now" in run("batch", LATTICE, "--db", db, "--year", "2026")
    assert "Look again" not in lib(db, "show", LATTICE)
    with sqlite3.connect(db) as library:
        library.execute("INSERT INTO remarks SELECT NULL, sha256, 1, 'accepted', 'match', 'silent', NULL, NULL, NULL, "
                        "'', 'C. Reviewer', '2026-11-26' FROM remarks")  # fmt: skip
    library.close()
    assert "Look again: this was said when the program read silent." in lib(db, "show", LATTICE)


@pytest.mark.parametrize("change", ["UPDATE remarks SET text = 'other'", "DELETE FROM remarks"])
def test_history_is_only_added_to(db: Path, change: str) -> None:
    import sqlite3

    lib(db, "note", LATTICE, "As it was.", *BY)
    with pytest.raises(sqlite3.IntegrityError, match="only added to"), sqlite3.connect(db) as library:
        library.execute(change)
    library.close()
    assert rows(db, "SELECT text FROM remarks") == [("As it was.",)]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["accept", LATTICE, "colour", *BY], 2, "'colour' is no feature"),
        (["correct", LATTICE, "match", "maybe", "--note", "x", *BY], 2, "'maybe' is no status"),
        (["correct", LATTICE, "match", "silent", *BY], 2, "--note"),
        (["note", LATTICE, "x"], 2, "--by"),
        (["accept", "damaged.pdf", *BY], 1, "damaged.pdf is no document"),
    ],
)
def test_a_wrong_word_is_one_sentence(db: Path, words: list[str | Path], code: int, sentence: str) -> None:
    assert sentence in lib(db, *words, code=code)
    assert rows(db, "SELECT count(*) FROM remarks") == [(0,)]


def test_what_has_no_analysis_cannot_be_accepted(db: Path, read: Path) -> None:
    assert "has no analysis to review" in lib(db, "accept", read.parent / "damaged.pdf", *BY, code=2)


# -- what HR said --------------------------------------------------------------------------------------------------


def answers(folder: Path, text: str) -> Path:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_answer_is_kept_and_read_against_what_is_on_file(db: Path, tmp_path: Path) -> None:
    reply = ("reply", SAMPLES / "sable_creek_clinic" / "plan.pdf", "--library", db, "--year", "2026")
    given = answers(tmp_path, "A1: {answer: yes, cite: section 4.3}")
    assert "is not in the library" in run(*reply, "--answer", given, code=1)
    run("batch", SAMPLES / "sable_creek_clinic", "--db", db, "--year", "2026")
    shown = run(*reply, "--answer", given, "--date", "2026-11-24", "--form", "json")
    entry = Entry.model_validate_json(lib(db, "show", reply[1], "--form", "json"))
    told = Analysis.model_validate_json(shown)
    assert entry.told and told.hr_said and entry.told == told.hr_said
    assert entry.analysis and entry.analysis.hr_said is None and entry.analysis.findings == told.findings
    (remark,) = entry.history
    assert (remark.what, remark.question, remark.text, remark.cite) == ("told", "A1", "Yes", "section 4.3")
    text = lib(db, "show", reply[1])
    assert 'HR said, 2026-11-24: "Yes", section 4.3' in text and "With the answers the verdict is" in text


def test_a_later_answer_counts_and_the_earlier_stays(db: Path, tmp_path: Path) -> None:
    for day, said in (("2026-11-20", "yes"), ("2026-11-24", "no")):
        given = answers(tmp_path, f"A1: {said}")
        run("reply", LATTICE, "--library", db, "--answer", given, "--date", day, "--year", "2026")
    entry = Entry.model_validate_json(lib(db, "show", LATTICE, "--form", "json"))
    assert [one.text for one in entry.history] == ["Yes", "No"]
    assert entry.told
    assert [one.answer for one in entry.told.answers if one.answer] == ["No"]


# -- exporting -----------------------------------------------------------------------------------------------------


def table(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    parquet = pytest.importorskip("pyarrow.parquet", reason="pip install 'rothscope[parquet]'")
    records: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return [{name: "" if value is None else str(value) for name, value in one.items()} for one in records]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_export_holds_every_plan(db: Path, tmp_path: Path, form: str) -> None:
    lib(db, "correct", LATTICE, "after_tax_contributions", "not_allowed", "--note", "amended", *BY)
    path = tmp_path / f"plans.{form}"
    lib(db, "export", "-o", path)
    plans = {(Path(one["address"]).parent.name, one["plan"]): one for one in table(path)}
    assert len(plans) == 6
    lattice = plans["lattice_robotics", "1"]
    assert (lattice["verdict"], lattice["verdict_reviewed"]) == ("READY", "BLOCKED_NO_AFTER_TAX")
    assert lattice["after_tax_contributions"] == "allowed" and lattice["after_tax_contributions_page"] == "4"
    assert lattice["after_tax_contributions_reviewed"] == "not_allowed" and lattice["match_reviewed"] == ""
    (damaged,) = [one for one in plans.values() if one["state"] == "unreadable"]
    assert "damaged" in damaged["sentence"] and damaged["verdict"] == ""


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_export_of_findings_holds_every_passage(
    read: Path, tmp_path: Path, form: str, analysis_of: Callable[[str], Analysis]
) -> None:
    path = tmp_path / f"findings.{form}"
    lib(read, "export", "verdict=READY,NOT_APPLICABLE", "--of", "findings", "-o", path)
    records = table(path)
    assert len(records) == 3 * len(FEATURES)
    for one in records:
        if "lattice" not in one["address"]:
            continue
        finding = analysis_of("lattice_robotics").findings[one["feature"]]
        quote = finding.decided_by[0].quote if finding.decided_by else ""
        assert (one["status"], one["quote"].removeprefix("'")) == (finding.status, quote)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_export_is_the_same_bytes_each_time(read: Path, tmp_path: Path, form: str) -> None:
    for name in ("one", "two"):
        lib(read, "export", "-o", tmp_path / f"{name}.{form}")
    assert (tmp_path / f"one.{form}").read_bytes() == (tmp_path / f"two.{form}").read_bytes()


def test_an_export_that_fails_leaves_no_file(
    read: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "name a .csv or a .parquet file" in lib(read, "export", "-o", tmp_path / "plans.xls", code=2)
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    told = lib(read, "export", "-o", tmp_path / "plans.parquet", code=1)
    assert "pip install 'rothscope[parquet]'" in told
    assert list(tmp_path.iterdir()) == []


# -- help ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", group.commands)
def test_every_command_ends_in_an_example(name: str) -> None:
    told = run("library", name, "--help")
    assert re.search(rf"Example:\n +rothscope library {name}\b", told)
    options = [p for p in group.commands[name].params if isinstance(p, click.Option)]
    assert [option.name for option in options if not option.help] == []
