"""The commands as a person meets them: results on stdout, remarks on stderr, 0 done, 1 could not, 2 wrong usage."""

import email
import email.policy
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from click import style, unstyle
from click.testing import CliRunner, Result
from fpdf import FPDF

from rothscope.cli.analyze import VERDICT_CODES
from rothscope.cli.colour import TONES, coloured, wants_colour
from rothscope.cli.letters import KINDS
from rothscope.cli.main import COMMANDS, main
from rothscope.cli.tag import MANY
from rothscope.model.analysis import Analysis, Verdict
from rothscope.model.finding import FEATURES, Finding, Status
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import Tone
from rothscope.report.letters import KINDS as LETTERS

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "sample_spds" / "cedar_lane_dental" / "plan.pdf"
RECIPE = (
    "Barley soup with leeks. Rinse a cup of barley and let it stand overnight. Slice four leeks, wash them well and "
    "cook them in butter until they are soft. Add the barley, two carrots and a litre of stock, cover the pot and let "
    "it simmer for fifty minutes. Salt late, for barley takes its time to drink. Serve with dark bread and parsley. "
)


def run(*arguments: str | Path, given: str | None = None) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def done(*arguments: str | Path, given: str | None = None) -> str:
    result = run(*arguments, given=given)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return result.stdout


def refusal(*arguments: str | Path, given: str | None = None) -> str:
    """Return the one sentence a command fails with; nothing else may be printed."""
    result = run(*arguments, given=given)
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr.removeprefix("Error: ").strip()


def python(*arguments: str | Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run the program as its own process, with more in its environment."""
    command = [sys.executable, "-m", "rothscope", *map(str, arguments)]
    code = more.get("PYTHONIOENCODING", "utf-8")
    return subprocess.run(command, capture_output=True, encoding=code, check=False, env=os.environ | more)


# -- analyze -------------------------------------------------------------------------------------------------------

FORMS = [
    ("text", "FEASIBLE NOW"),
    ("markdown", "# "),
    ("html", "<!doctype html>"),
    ("json", '{\n  "schema_version": "1"'),
]


@pytest.mark.parametrize(
    ("terminal", "settings", "colour"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {}, False),
    ],
)
def test_colour_is_for_terminals_whose_reader_wants_it(
    terminal: bool, settings: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert wants_colour() is colour


def test_colour_adds_nothing_but_colour(plan_md: Path) -> None:
    plain = done("analyze", plan_md)
    assert "\x1b" not in plain, "a pipe is no terminal"
    shown = coloured(plain, "go")
    assert unstyle(shown) == plain
    assert shown.splitlines()[2] == style("FEASIBLE NOW", fg="green", bold=True)
    assert style("NEXT STEPS", bold=True) in shown.splitlines()
    assert set(TONES) == set(get_args(Tone))


@pytest.mark.parametrize(("form", "begins"), FORMS, ids=[form for form, _ in FORMS])
def test_analyze_in_every_form(form: str, begins: str, plan_md: Path) -> None:
    assert begins.lower() in done("analyze", plan_md, "--form", form)[:400].lower()


def test_a_file_alone_is_analysed(plan_md: Path) -> None:
    assert done(plan_md) == done("analyze", plan_md)
    assert done(plan_md, "--form", "json") == done("analyze", plan_md, "--form", "json")


def test_a_file_named_like_a_command_is_read_by_naming_analyze(
    plan_md: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan_md.parent)
    plan_md.rename("letters")
    assert "FEASIBLE NOW" in done("analyze", "letters")


def test_a_real_pdf_by_a_process_of_its_own() -> None:
    told = python(SAMPLE)
    assert (told.returncode, told.stderr) == (0, "")
    assert "Cedar Lane Dental" in told.stdout


def test_output_goes_whole_into_the_file(plan_md: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text("an older report")
    result = run(plan_md, "--form", "json", "-o", file)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"Written to {file}\n")
    assert file.read_text(encoding="utf-8") == done(plan_md, "--form", "json")
    assert set(os.listdir(tmp_path)) == {"plans", "report.json"}


def test_json_holds_the_contract(plan_md: Path) -> None:
    """The keys a script may rely on; keys may be added, none renamed without a new schema_version."""
    told = json.loads(done(plan_md, "--form", "json"))
    top = "schema_version source plan findings feasibility questions risks next_steps other_plans coverage limits"
    assert set(top.split()) | {"patterns_version", "notes"} <= set(told)
    assert {"name", "sha256", "pages", "pages_without_text", "ocr_pages", "kind", "authority"} <= set(
        told["source"][0]
    )
    plan = "name type sponsor ein plan_number effective_date administrator"
    assert set(plan.split()) <= set(told["plan"])
    assert {"value", "page", "quote"} <= set(told["plan"]["ein"])
    assert told["plan"]["effective_date"] is None
    assert list(told["findings"]) == list(FEATURES)
    for finding in told["findings"].values():
        keys = "status reason conditions facts defers_to decided_by against mentions"
        assert set(keys.split()) <= set(finding)
        for clause in finding["decided_by"]:
            assert {"quote", "page", "printed_page", "section", "box", "cues"} <= set(clause)
    feasibility = told["feasibility"]
    keys = "verdict headline score components gates confidence space"
    assert set(keys.split()) <= set(feasibility)
    assert set(feasibility["score"]) == {"low", "high", "point"}
    assert {"value", "band", "parts"} <= set(feasibility["confidence"])
    assert {"id", "text", "why", "quote", "page"} <= set(told["questions"][0])
    assert {"year", "source"} <= set(told["limits"])
    assert told["other_plans"] == []


def test_json_reads_back_as_the_analysis(plan_md: Path) -> None:
    told = done(plan_md, "--form", "json")
    again = Analysis.model_validate_json(told)
    assert json.loads(again.model_dump_json()) == json.loads(told)


def test_every_verdict_has_an_exit_code_of_its_own() -> None:
    assert set(VERDICT_CODES) == {verdict.value for verdict in Verdict}
    assert len(set(VERDICT_CODES.values())) == len(Verdict)
    assert {1, 2}.isdisjoint(VERDICT_CODES.values()), "1 and 2 keep their meaning"


def test_exit_verdict(plan_md: Path) -> None:
    assert run(plan_md, "--exit-verdict").exit_code == VERDICT_CODES["READY"] == 0
    refused = plan_md.read_text(encoding="utf-8").replace("You may make vol", "You may not make vol")
    plan_md.write_text(refused, encoding="utf-8")
    result = run(plan_md, "--exit-verdict")
    assert result.exit_code == VERDICT_CODES["BLOCKED_NO_AFTER_TAX"]
    assert result.stdout == done(plan_md), "the report is the same"


def test_a_year_without_limits_gives_no_dollars_and_says_so(plan_md: Path) -> None:
    told = json.loads(done(plan_md, "--year", "2027", "--form", "json"))
    assert told["feasibility"]["space"] is None
    assert told["feasibility"]["verdict"] == "READY", "the wording is the same in any year"
    assert told["limits"] == {"year": 2027, "source": None, "amounts": {}}
    assert [note["code"] for note in told["notes"]] == ["unknown_limit_year"]
    text = done(plan_md, "--year", "2027")
    assert "No limits of 2027 are on file" in " ".join(text.split())
    assert "$" not in text


def test_a_person_gets_their_own_room(plan_md: Path) -> None:
    anyone = json.loads(done(plan_md, "--form", "json"))
    person = json.loads(done(plan_md, "--form", "json", "--pay", "200000", "--age", "41"))
    assert anyone["feasibility"]["space"]["assumed"]
    assert not person["feasibility"]["space"]["assumed"]
    assert person["feasibility"]["space"]["space"] == "24000.00", "12% of pay binds before 415(c)"


# -- what cannot be read -------------------------------------------------------------------------------------------


def recipe_pdf(folder: Path, times: int) -> Path:
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    for _ in range(times):
        page.multi_cell(0, 6, RECIPE, new_x="LMARGIN", new_y="NEXT")
    path = folder / "soup.pdf"
    page.output(str(path))
    return path


def bad_file(kind: str, folder: Path) -> Path:
    """Make a file that cannot be read as a plan, or name one of the small PDFs of the tests."""
    path = folder / f"{kind}.pdf"
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "not_a_pdf":
        path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
    elif kind == "blank":
        path = path.with_suffix(".txt")
        path.write_text(" \n\n\t\n")
    elif kind == "truncated":
        path.write_bytes(SAMPLE.read_bytes()[:20_000])
    elif kind == "another_subject":
        return recipe_pdf(folder, times=40)
    elif kind == "another_subject_as_text":
        path = path.with_suffix(".txt")
        path.write_text(RECIPE * 40)
    elif kind in ("password_needed", "scan", "garbled_text_layer"):
        return HERE / "pdfs" / f"{kind}.pdf"
    return path


BAD = {
    "missing": "There is no file",
    "folder": "is a folder",
    "empty": "is empty",
    "not_a_pdf": "not a PDF",
    "blank": "blank",
    "truncated": "damaged",
    "password_needed": "password",
    "scan": "rothscope[ocr]",
    "garbled_text_layer": "readable",
    "another_subject": "retirement plan",
    "another_subject_as_text": "retirement plan",
}


@pytest.mark.parametrize(("kind", "says"), BAD.items(), ids=BAD)
def test_bad_file_is_refused_in_one_sentence(
    kind: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rothscope.extract.pdf.find_engine", lambda: None)
    before = set(tmp_path.iterdir())
    file = bad_file(kind, tmp_path)
    made = set(tmp_path.iterdir()) - before
    report = tmp_path / "report.html"
    sentence = refusal("analyze", file, "--form", "html", "-o", report)
    assert says in sentence
    assert len(sentence) < 300
    assert sentence.endswith(".")
    assert set(tmp_path.iterdir()) - before == made, "no output file, whole or half, is left behind"


@pytest.mark.parametrize("command", ["letters", "explain", "show", "tag"])
@pytest.mark.parametrize("kind", ["missing", "truncated", "password_needed", "scan"])
def test_every_command_refuses_as_analyze_does(command: str, kind: str, tmp_path: Path) -> None:
    file = bad_file(kind, tmp_path)
    more = ["match"] if command == "explain" else []
    assert refusal(command, file, *more) == refusal("analyze", file)


def test_another_subject_has_no_letter(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    refusal("letters", recipe_pdf(tmp_path, times=40), "-o", folder)
    assert not folder.exists()


def test_one_page_of_another_subject_is_refused(tmp_path: Path) -> None:
    assert "retirement plan" in refusal("analyze", recipe_pdf(tmp_path, times=3))


def test_one_bad_file_among_good_ones_is_refused(plan_md: Path, tmp_path: Path) -> None:
    assert "no_such.pdf" in refusal(plan_md, tmp_path / "no_such.pdf")


def test_no_traceback_in_a_process_of_its_own(tmp_path: Path) -> None:
    told = python(bad_file("truncated", tmp_path))
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("Error: ")
    assert len(told.stderr.splitlines()) == 1


def test_an_output_folder_that_is_not_there(plan_md: Path, tmp_path: Path) -> None:
    sentence = refusal(plan_md, "-o", tmp_path / "nowhere" / "report.html")
    assert "cannot be written" in sentence
    assert not (tmp_path / "nowhere").exists()


def test_an_output_folder_that_is_a_file(plan_md: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    assert "cannot be" in refusal(plan_md, "-o", tmp_path / "taken" / "report.html")
    assert run("letters", plan_md, "-o", tmp_path / "taken").exit_code == 2, "click knows it is a file"
    assert "cannot be made" in refusal("letters", plan_md, "-o", tmp_path / "taken" / "letters")


@pytest.mark.parametrize("command", [["analyze"], ["show"], ["tag"]], ids=lambda words: words[0])
def test_the_file_read_is_never_overwritten(command: list[str], plan_md: Path) -> None:
    before = plan_md.read_bytes()
    result = run(*command, plan_md, "-o", plan_md)
    assert plan_md.read_bytes() == before
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (["explain", "{plan}", "match", "-o", "{plan}"], "-o"),
        (["analyze", "{plan}", "-o", "{link}"], "-o"),
        (["analyze", "{plan}", "--profile", "{answer}", "-o", "{answer}"], "-o"),
        (["reply", "{plan}", "--answer", "{answer}", "-o", "{answer}"], "-o"),
        (["letters", "{plan}", "{letter}", "-o", "{folder}"], "-o"),
        (["analyze", "{plan}", "{second}", "--highlight", "{first}"], "--highlight"),
    ],
    ids=["explain", "a link to it", "the profile", "the answer", "a letter", "a numbered copy"],
)
def test_no_file_read_is_overwritten_by_any_name(
    command: list[str], named: str, plan_md: Path, tmp_path: Path
) -> None:
    paths = {"plan": plan_md, "folder": tmp_path, "first": tmp_path / "marked.pdf"}
    paths |= {"link": tmp_path / "link", "answer": tmp_path / "a.yaml", "letter": tmp_path / "hr.txt"}
    paths |= {"second": tmp_path / "marked-2.pdf"}
    paths["link"].symlink_to(plan_md)
    paths["answer"].write_text("pay: 300000\n")
    for name in ("letter", "second"):
        shutil.copy(plan_md, paths[name])
    before = {path: path.read_bytes() for path in paths.values() if path.is_file()}
    result = run(*(word.format(**paths) for word in command))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Error: {named} " in result.stderr
    assert "would replace a file that is read" in result.stderr
    assert {path: path.read_bytes() for path in paths.values() if path.is_file()} == before


def test_a_file_that_cannot_be_written_leaves_nothing_behind(plan_md: Path, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    (folder / "hr.txt").mkdir(parents=True)
    assert "as a folder has that name; name another file." in refusal("letters", plan_md, "-o", folder)
    assert [path.name for path in folder.iterdir()] == ["hr.txt"]
    sentence = refusal(plan_md, "-o", tmp_path / "nowhere" / "report.html")
    assert f"there is no folder {tmp_path / 'nowhere'}" in sentence
    assert "Errno" not in sentence


def test_json_stays_json_where_letters_are_written_as_numbers(plan_md: Path) -> None:
    told = python("tag", plan_md, PYTHONIOENCODING="latin-1")
    assert "\\u201c" in told.stdout
    assert json.loads(told.stdout) == json.loads(done("tag", plan_md))


def test_a_terminal_without_every_letter_gets_what_it_can_show(plan_md: Path) -> None:
    told = python("explain", plan_md, "in_service_59_half", PYTHONIOENCODING="latin-1")
    assert "Traceback" not in told.stderr
    assert told.returncode == 0


USAGE = [
    (["analyze"], "no file"),
    (["analyze", "plan.md", "--form", "pdf"], "no such form"),
    (["plan.md", "--no-such-option"], "no such option"),
    (["plan.md", "--year", "soon"], "no year"),
    (["plan.md", "--year", "-5"], "no year that a plan has"),
    (["letters", "plan.md", "--year", "0"], "no year that a letter has"),
    (["plan.md", "--age", "old"], "no age"),
    (["explain", "plan.md"], "no feature"),
    (["explain", "plan.md", "mega_backdoor"], "no such feature"),
    (["letters", "plan.md", "--kind", "love"], "no such kind"),
    (["show", "plan.md", "--page", "0"], "pages count from 1"),
    (["limits"], "no year"),
    (["tag"], "no file"),
    (["reply", "plan.md"], "no answer"),
    (["plan.md", "--highlight", "plan.md"], "over the file that is read"),
]


@pytest.mark.parametrize(("words", "why"), USAGE, ids=[why for _, why in USAGE])
def test_wrong_usage_is_exit_code_2(
    words: list[str], why: str, plan_md: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan_md.parent)
    result = run(*words)
    assert result.exit_code == 2, why
    assert "Error: " in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_help(name: str) -> None:
    assert done(name, "-h") == done(name, "--help")
    assert f"rothscope {name}" in done(name, "--help")


# -- letters -------------------------------------------------------------------------------------------------------


def test_commands_and_letters_know_the_same_kinds() -> None:
    assert KINDS == LETTERS


def test_letters_with_the_day_they_are_sent_bring_reminders(plan_md: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    result = run("letters", plan_md, "--sent", "2026-11-24", "-o", folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2026-12-01" in result.stderr
    assert (folder / "reminders.ics").read_bytes().count(b"BEGIN:VEVENT") == 3
    assert sorted(path.name for path in folder.iterdir()) == ["hr.eml", "hr.txt", "reminders.ics"]


def test_reminders_are_stored_nowhere_unasked(
    plan_md: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = run("letters", plan_md, "--sent", "2026-11-24")
    assert result.exit_code == 0
    assert "IF NO ANSWER COMES" in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("kind", KINDS)
def test_letters_are_written_as_text_and_as_a_draft(kind: str, plan_md: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "letters"
    result = run("letters", plan_md, "--kind", kind, "-o", folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert {path.name for path in folder.iterdir()} == {f"{kind}.txt", f"{kind}.eml"}
    text = (folder / f"{kind}.txt").read_text(encoding="utf-8")
    draft = email.message_from_bytes((folder / f"{kind}.eml").read_bytes(), policy=email.policy.default)
    body = draft.get_body(("plain",))
    assert body is not None
    written = body.get_content().replace("\r\n", "\n")
    assert text == f"Subject: {draft['Subject']}\n\n{written}"
    assert draft["X-Unsent"] == "1"
    assert "Alder Bay Surgeons" in text


def test_a_letter_is_printed_without_a_folder(plan_md: Path) -> None:
    assert done("letters", plan_md).startswith("Subject: ")


# -- explain and show ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("feature", FEATURES)
def test_explain_every_feature(feature: str, plan_md: Path) -> None:
    told = done("explain", plan_md, feature)
    finding = json.loads(done("tag", plan_md))["findings"][feature]
    first, second, *_ = told.splitlines()
    assert first == f"{finding['title']}: {finding['status'].replace('_', ' ')}"
    assert second == f"because {finding['reason']}"
    for group in ("decided_by", "against", "mentions"):
        for clause in finding[group]:
            assert clause["quote"] in told
            assert all(cue["text"] in told for cue in clause["cues"])


def test_show_tells_lines_and_sections(plan_md: Path) -> None:
    told = done("show", plan_md)
    assert told.startswith("plan.md: ")
    assert "In-plan Roth conversion [section]" in told
    assert "You may convert your after-tax account to Roth inside the Plan at any time." in told


def test_show_one_page() -> None:
    whole, page = done("show", SAMPLE), done("show", SAMPLE, "--page", "6")
    assert "Pre-tax deferrals and Roth deferrals are the only" in page
    assert len(page) < len(whole) / 5
    assert all(line in whole for line in page.splitlines())


def test_show_draws_a_page(tmp_path: Path, plan_md: Path) -> None:
    picture = tmp_path / "page.png"
    assert run("show", SAMPLE, "--page", "6", "--picture", picture).exit_code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "is no PDF" in refusal("show", plan_md, "--page", "1", "--picture", tmp_path / "no.png")
    assert run("show", SAMPLE, "--picture", picture).exit_code == 2
    assert not (tmp_path / "no.png").exists()


def test_show_a_page_that_is_not_there(plan_md: Path) -> None:
    assert "has 1 page" in refusal("show", plan_md, "--page", "2")


# -- tag -----------------------------------------------------------------------------------------------------------

NO = "The Plan does not accept voluntary after-tax contributions."
YES = "You may make Roth contributions."


def test_tag_standard_input() -> None:
    told = json.loads(done("tag", "-", given=NO))
    assert list(told) == ["findings"]
    assert list(told["findings"]) == list(FEATURES)
    finding = Finding.model_validate(told["findings"]["after_tax_contributions"])
    assert finding.status is Status.NOT_ALLOWED
    assert [clause.quote for clause in finding.decided_by] == [NO]


def test_tag_a_file(plan_md: Path) -> None:
    told = json.loads(done("tag", plan_md))["findings"]
    assert told == json.loads(done(plan_md, "--form", "json"))["findings"]


def rows(*texts: str) -> str:
    return "".join(json.dumps({"id": f"n{n}", "text": text}) + "\n" for n, text in enumerate(texts))


def test_tag_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "clauses.jsonl"
    file.write_text(rows(NO, YES, "") + "\n", encoding="utf-8")
    told = done("tag", file)
    first, second, third = (json.loads(line) for line in told.splitlines())
    assert [row["id"] for row in (first, second, third)] == ["n0", "n1", "n2"]
    assert all(set(row) == {"id", "findings"} for row in (first, second, third))
    assert list(first["findings"]) == list(FEATURES)
    assert first["findings"]["after_tax_contributions"] == {"status": "not_allowed", "quotes": [NO]}
    assert second["findings"]["roth_deferrals"] == {"status": "allowed", "quotes": [YES]}
    assert {finding["status"] for finding in third["findings"].values()} == {"silent"}


def test_tag_json_lines_by_option_from_standard_input_and_file_alike(tmp_path: Path) -> None:
    file = tmp_path / "clauses.txt"
    file.write_text(rows(NO, YES), encoding="utf-8")
    assert done("tag", "--jsonl", "-", given=rows(NO, YES)) == done("tag", "--jsonl", file)


def test_many_lines_shared_out_among_processes_come_back_in_order() -> None:
    texts = [(NO, YES, "")[n % 3] for n in range(MANY)]
    command = [sys.executable, "-m", "rothscope", "tag", "--jsonl", "-"]
    told = subprocess.run(command, input=rows(*texts), capture_output=True, text=True, check=True).stdout
    findings = [json.dumps(json.loads(line)["findings"]) for line in told.splitlines()]
    alone = [
        json.loads(line)["findings"]
        for line in done("tag", "--jsonl", "-", given=rows(NO, YES, "")).splitlines()
    ]
    assert findings == [json.dumps(alone[n % 3]) for n in range(MANY)]
    assert [json.loads(line)["id"] for line in told.splitlines()] == [f"n{n}" for n in range(MANY)]


def test_each_line_is_a_document_of_its_own() -> None:
    told = [json.loads(line) for line in done("tag", "--jsonl", "-", given=rows(NO, YES)).splitlines()]
    assert told[1]["findings"]["after_tax_contributions"]["status"] == "silent"


def test_keys_beside_id_and_text_are_passed_over() -> None:
    line = json.dumps({"id": 7, "text": NO, "source": "a letter"})
    assert json.loads(done("tag", "--jsonl", "-", given=line))["id"] == 7


BAD_LINES = [
    ('{"id": "1", "text": "Fine."}\n{"id": "2", "text": \n', "Line 2 is not JSON"),
    ('["a", "b"]\n', 'Line 1 has no "text"'),
    ('{"id": "1"}\n', 'Line 1 has no "text"'),
    ('{"id": "1", "text": 5}\n', 'Line 1 has no "text"'),
    ("\nplain words\n", "Line 2 is not JSON"),
]


@pytest.mark.parametrize(("given", "says"), BAD_LINES)
def test_bad_json_lines(given: str, says: str, tmp_path: Path) -> None:
    assert says in refusal("tag", "--jsonl", "-", given=given)
    file = tmp_path / "clauses.jsonl"
    file.write_text(given, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert says in refusal("tag", file, "-o", out)
    assert not out.exists()


def test_json_lines_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "clauses.jsonl"
    file.write_bytes(b'{"id": "1", "text": "\xff\xfe"}\n')
    assert "cannot be read as text" in refusal("tag", file)
    assert "cannot be read as text" in refusal("tag", tmp_path / "no_such.jsonl")


def fed(given: bytes, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "rothscope", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"caf\xe9: you may make after-tax contributions", ["tag", "-"]),
        (b'{"id": "1", "text": "\\ud800 after-tax"}\n', ["tag", "--jsonl", "-"]),
    ],
    ids=["latin-1", "half a character"],
)
def test_odd_input_is_read_or_refused_in_one_sentence(given: bytes, words: list[str]) -> None:
    told = fed(given, *words)
    assert b"Traceback" not in told.stderr
    assert told.returncode in (0, 1)


def test_odd_input_is_named_by_byte_and_line(tmp_path: Path) -> None:
    told = fed(b"one\ncaf\xe9", "tag", "-")
    assert told.stderr.decode().startswith(
        "Error: Standard input cannot be read as text (byte 0xe9 on line 2 "
    )
    assert told.stderr.count(b"\n") == 1
    half = json.dumps({"id": "1", "text": "\ud800 after-tax"})
    assert "Line 1 names half a character (\\ud800)" in refusal("tag", "--jsonl", "-", given=half)
    assert "Line 1 is not JSON" in refusal("tag", "--jsonl", "-", given="[" * 100_000)


def test_a_line_ends_where_json_says_so() -> None:
    line = json.dumps({"id": "a\u2028b\ud800", "text": NO + "\u2028\x85"}, ensure_ascii=False)
    told = done("tag", "--jsonl", "-", given=line.replace("\ud800", ""))
    assert json.loads(told)["id"] == "a\u2028b"


# -- check, schema, limits -----------------------------------------------------------------------------------------


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """Return a copy of the packs to break."""
    copy = tmp_path / "broken"
    shutil.copytree(patterns_folder(), copy)
    return copy


BROKEN = [
    # file, what is replaced, by what, what the sentence names
    ("features/match.yaml", "id: match", "id: matches", ("match.yaml", "id")),
    ("features/match.yaml", "title:", "titel:", ("match.yaml", "title")),
    ("concepts.yaml", "concepts:", "konzepte:", ("concepts.yaml", "concepts")),
    ("facts.yaml", "kind: percent", "kind: per_cent", ("facts.yaml", "kind")),
]


@pytest.mark.parametrize(("file", "old", "new", "named"), BROKEN, ids=[f"{b[0]}: {b[2]}" for b in BROKEN])
def test_broken_packs_are_named_by_file_and_key(
    file: str, old: str, new: str, named: tuple[str, str], packs: Path, plan_md: Path
) -> None:
    path = packs / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    for sentence in (refusal("check", packs), refusal("analyze", plan_md, "--patterns", packs)):
        assert all(word in sentence for word in named), sentence


def test_a_pack_that_is_no_yaml_is_one_sentence(packs: Path) -> None:
    (packs / "cues.yaml").write_text("cues: [\n", encoding="utf-8")
    sentence = refusal("check", packs)
    assert "cues.yaml" in sentence
    assert "line 2, column 1: while parsing a flow node, did not find expected node content" in sentence
    (packs / "cues.yaml").write_bytes(b"cues:\n  caf\xe9: [may]\n")
    assert "cues.yaml is not UTF-8: line 2 holds the byte 0xe9" in refusal("check", packs)
    (packs / "cues.yaml").write_bytes(b"cues: \x01\n")
    assert "cues.yaml is not valid YAML: " in refusal("check", packs)


def test_a_missing_pack_is_named(packs: Path) -> None:
    (packs / "features" / "safe_harbor.yaml").unlink()
    assert "safe_harbor.yaml" in refusal("check", packs)
    assert "holds no pattern packs" in refusal("check", packs / "limits")


def test_schema_names_every_key_of_an_analysis(plan_md: Path) -> None:
    schema = json.loads(done("schema"))
    assert set(schema["properties"]) == set(Analysis.model_fields)
    told = json.loads(done(plan_md, "--form", "json"))
    assert set(schema["required"]) <= set(told) == set(schema["properties"])
    assert schema["additionalProperties"] is False
    missing = [ref for ref in _refs(schema) if ref.removeprefix("#/$defs/") not in schema["$defs"]]
    assert missing == []


def _refs(value: object) -> list[str]:
    if isinstance(value, list):
        return [ref for inner in value for ref in _refs(inner)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return own + [ref for inner in value.values() for ref in _refs(inner)]


def test_limits_of_a_year_nobody_knows_yet() -> None:
    result = run("limits", "2027")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    sentence = result.stderr
    assert "2027" in sentence
    assert "2024, 2025, 2026" in sentence
    assert done("limits", "2026").startswith("Limits for 2026")
