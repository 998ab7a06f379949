"""The money commands from options to output: forms, exit codes, and what a slip of the finger gets told."""

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rothscope.cli.forms import ROUTES
from rothscope.cli.main import main
from rothscope.cli.profile import SITUATIONS
from rothscope.money.paydays import schedule_csv
from rothscope.packs.find import patterns_folder
from rothscope.packs.strategies import read_strategies
from rothscope.packs.taxes import read_taxes

PERSON = ["--age", "35", "--pay", "300000", "--match", "50% of 6%"]
RUNS: dict[str, list[str]] = {
    "space": PERSON,
    "schedule": PERSON,
    "prorata": [
        "--pretax-ira",
        "95000",
        "--nondeductible",
        "7000",
        "--prior-basis",
        "0",
        "--convert",
        "7000",
    ],
    "project": ["--yearly", "30000", "--rate", "7%", "--years", "20", "--timing", "end"],
    "acp": ["--nhce-average", "3%", "--hce-average", "4%", "--pay", "300000"],
    "forms": ["--basis", "30000", "--earnings", "412.35", "--route", "split"],
    "limits": ["2026"],
}


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def answer(*arguments: str) -> dict[str, Any]:
    code, out, err = run(*arguments, "--form", "json")
    assert (code, err) == (0, "")
    values: dict[str, Any] = json.loads(out)
    return values


def test_space_as_json() -> None:
    found = answer("space", *PERSON)
    assert (found["space"], found["room_415c"], found["binding"]) == ("38500.00", "38500.00", "415(c) dollar")
    assert found["schedule"] == ["1480.76"] * 25 + ["1481.00"]
    assert found["lines"][0]["amount"] == "72000.00"


def test_schedule_as_json_gives_the_same_and_more() -> None:
    found, space = answer("schedule", *PERSON), answer("space", *PERSON)
    assert {name: found[name] for name in space} == space
    assert found["percent_election"] == {"percent": "12.00", "contributed": "35999.86", "unused": "2500.14"}


def test_prorata_as_json() -> None:
    found = answer("prorata", *RUNS["prorata"])
    assert (found["tax_free"], found["taxable"], found["carry_forward_basis"]) == (
        "480.39",
        "6519.61",
        "6519.61",
    )
    assert found["with_three_place_ratio"]["taxable"] == "6517.00"
    assert found["if_all_pretax_is_rolled_into_a_plan"]["taxable"] == "0.00"
    assert found["lines"]["9"] == "102000.00"


def test_prorata_as_text_fills_in_the_form() -> None:
    rows = [line.split() for line in run("prorata", *RUNS["prorata"])[1].splitlines()]
    form = {row[0]: row[-1] for row in rows if row and row[0].isdigit()}
    assert list(form) == [str(number) for number in range(1, 19)]
    assert (form["5"], form["9"], form["10"], form["14"]) == (
        "7,000.00",
        "102,000.00",
        "0.068627",
        "6,519.61",
    )
    assert (form["11"], form["18"]) == ("480.39", "6,519.61")


@pytest.mark.parametrize(("timing", "value"), [("end", "1229864.77"), ("start", "1315955.30")])
def test_project_as_json(timing: str, value: str) -> None:
    found = answer("project", "--yearly", "30000", "--rate", "7%", "--years", "20", "--timing", timing)
    assert (found["future_value"], found["paid_in"]) == (value, "600000.00")
    assert found["drag"][-1]["taxable_earnings"] == "950.74"


def test_acp_as_json() -> None:
    found = answer("acp", *RUNS["acp"])
    assert (found["hce_ceiling_percent"], found["room_percent"], found["room_dollars"]) == (
        "5.00",
        "1.00",
        "3000.00",
    )


def test_percentages_are_exact_in_json() -> None:
    found = answer("acp", "--nhce-average", "8.82%", "--hce-average", "3.5%")
    assert (found["hce_ceiling_percent"], found["room_percent"]) == ("11.025", "7.525")
    stepped = answer("schedule", "--pay", "300000", "--step", "0.125%")["percent_election"]
    assert stepped["percent"] == "15.75"
    assert answer("schedule", *PERSON, "--step", "0.125%")["percent_election"]["percent"] == "12.75"


def test_forms_as_json() -> None:
    found = answer("forms", *RUNS["forms"], "--state", "nj")
    assert found["forms"] == [
        {"box_1": "30000.00", "box_2a": "0.00", "box_5": "30000.00", "box_7": "G"},
        {"box_1": "412.35", "box_2a": "0.00", "box_5": "0.00", "box_7": "G"},
    ]
    assert (found["source"], found["confirm"], found["state"]["title"]) == (
        "IRS Notice 2014-54",
        "",
        "New Jersey",
    )
    assert answer("forms", "--basis", "1", "--route", "refund")["confirm"].startswith("Please confirm")


def test_forms_after_a_loss() -> None:
    (form,) = answer("forms", "--basis", "30000", "--loss", "900")["forms"]
    assert (form["box_1"], form["box_2a"], form["box_5"]) == ("29100.00", "0.00", "29100.00")


def test_every_route_of_the_pack_can_be_asked_for() -> None:
    assert sorted(ROUTES.values()) == sorted(route.id for route in read_taxes(patterns_folder()).routes)


def test_every_situation_of_the_pack_can_be_named() -> None:
    assert list(read_strategies(patterns_folder()).situations) == SITUATIONS


def test_limits_as_json() -> None:
    found = answer("limits", "2026")
    assert found["limits"]["annual_additions"]["amount"] == 72_000
    assert found["source"]["cite"] == "IRS Notice 2025-67"


@pytest.mark.parametrize("command", RUNS)
def test_text_fits_eighty_columns_and_names_its_sources(command: str) -> None:
    code, out, err = run(command, *RUNS[command])
    assert (code, err) == (0, "")
    assert max(len(line) for line in out.splitlines()) <= 80
    assert not any(line != line.rstrip() for line in out.splitlines())
    assert "[" in out


@pytest.mark.parametrize("command", RUNS)
def test_every_help_ends_its_words_with_an_example_that_runs(command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    example = out.split("Example:\n")[1].split("\n\n")[0].strip()
    assert example.startswith(f"rothscope {command} ")
    assert run(*shlex.split(example)[1:])[0] == 0


@pytest.mark.parametrize("command", RUNS)
def test_output_goes_to_a_file_when_asked(command: str, tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    code, out, _ = run(command, *RUNS[command], "-o", str(file))
    assert (code, out) == (0, "")
    assert file.read_text() == run(command, *RUNS[command])[1]


@pytest.mark.parametrize("command", ["space", "schedule", "prorata", "acp"])
def test_an_unknown_year_is_one_sentence_and_exit_1(command: str) -> None:
    code, out, err = run(command, *RUNS[command], "--year", "2027")
    assert (code, out) == (1, "")
    assert err.startswith("Error: The limits for 2027 are not on file")
    assert err.count("\n") == 1


def test_limits_of_an_unknown_year() -> None:
    assert run("limits", "2027")[0] == 1


@pytest.mark.parametrize(
    ("pay", "read"),
    [("300000", "38500.00"), ("300,000", "38500.00"), ("$300,000", "38500.00"), ("$300,000.00", "38500.00")],
)
def test_dollars_are_read(pay: str, read: str) -> None:
    assert answer("space", "--pay", pay, "--match", "50% of 6%")["space"] == read


@pytest.mark.parametrize("cap", ["5%", "5", "5.0", "0.05", ".05", "5 %"])
def test_shares_are_read(cap: str) -> None:
    assert answer("space", "--pay", "300000", "--after-tax-cap", cap)["space"] == "15000.00"


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--pay", "-1", "no amount of dollars"), ("--pay", "NaN", "no amount of dollars"),
        ("--pay", "Infinity", "no amount of dollars"), ("--pay", "1e6", "no amount of dollars"),
        ("--pay", "3,00", "no amount of dollars"), ("--pay", "", "no amount of dollars"),
        ("--pay", "100.005", "no amount of dollars"), ("--pay", "2000000000", "over a billion"),
        ("--after-tax-cap", "1", "1% or 100%"), ("--after-tax-cap", "-5%", "no percentage"),
        ("--after-tax-cap", "101%", "over 100%"), ("--after-tax-cap", "nan", "no percentage"),
        ("--match", "most of it", "cannot be read"), ("--age", "5", "14<=x<=110"), ("--age", "x", "is not a valid age"),
        ("--paychecks", "0", "1<=x<=53"), ("--paychecks", "54", "1<=x<=53"), ("--plan", "ira", "401k"),
    ],
)  # fmt: skip
def test_a_slip_is_told_and_exits_2(option: str, value: str, words: str) -> None:
    code, out, err = run("space", "--pay", "300000", f"{option}={value}")
    assert (code, out, err.count("\n")) == (2, "", 1), "one sentence"
    assert words in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("space",), "say --pay"),
        (("space", "--pay", "300000", "--deferral", "40000"), "more than"),
        (
            ("prorata", "--pretax-ira", "0", "--nondeductible", "7000", "--convert", "8000"),
            "more than the IRAs hold",
        ),
        (("schedule", "--pay", "300000", "--first-pay", "2025-01-03"), "is not in 2026"),
        (("space", "--pay", "300000", "--service-years", "20"), "say --deferred-before"),
        (("space", "--pay", "300000", "--deferred-before", "5"), "only with --service-years"),
        (("space", "--pay", "300000", "--unused-457b", "5"), "say --beside-457b"),
        (("forms", "--basis", "10", "--convert", "11"), "cannot come out"),
        (("forms", "--basis", "10", "--convert", "5", "--route", "split"), "leave --convert out"),
    ],
)
def test_numbers_that_contradict_each_other_exit_2(arguments: tuple[str, ...], words: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err


@pytest.mark.parametrize(
    ("options", "binding", "space"),
    [
        (["--catch-up", "--age", "52"], "415(c) dollar", "38500.00"),
        (["--catch-up", "8000", "--age", "52"], "415(c) dollar", "38500.00"),
        (["--hce-cap", "4%"], "plan cap 4% of capped pay", "12000.00"),
        (["--hce-cap", "4%", "--no-hce"], "415(c) dollar", "38500.00"),
        (["--after-tax-dollar-cap", "20,000"], "plan cap of 20,000.00", "20000.00"),
        (["--paychecks", "26", "--paychecks-left", "3", "--payroll-cap", "80%"],
         "payroll cap 80% x 3 cheques left", "27692.31"),
        (["--nonelective", "5%"], "415(c) dollar", "23500.00"),
        (["--employer-dollars", "1000"], "415(c) dollar", "37500.00"),
        (["--deferred-elsewhere", "12000"], "415(c) dollar", "53250.00"),
        (["--plan", "457b"], "457(b) cannot take after-tax money", "0.00"),
        (["--combined-cap", "10%"], "combined employee cap 10%", "5500.00"),
    ],
)  # fmt: skip
def test_each_option_counts(options: list[str], binding: str, space: str) -> None:
    found = answer("space", "--pay", "300000", "--match", "50% of 6%", *options)
    assert (found["binding"], found["space"]) == (binding, space)


def test_the_fifteen_year_catch_up_from_years_and_past_deferrals() -> None:
    options = ["--pay", "200000", "--plan", "403b", "--service-years", "16", "--deferred-before", "78500"]
    found = answer("space", *options)
    assert (found["fifteen_year"], found["space"]) == ("1500.00", "46000.00")
    assert "5,000 x 16 years less 78,500.00" in found["lines"][1]["because"]
    assert answer("space", *options, "--fifteen-year-used", "14000")["fifteen_year"] == "1000.00"
    assert answer("space", *options, "--fifteen-year", "500")["fifteen_year"] == "500.00"
    assert answer("space", *options, "--deferral", "20000")["space"] == "52000.00"


@pytest.mark.parametrize(
    ("options", "limit"),
    [
        (["--beside-457b", "governmental", "--age", "40"], "24500.00"),
        (["--beside-457b", "governmental", "--age", "55"], "32500.00"),
        (["--beside-457b", "other", "--age", "55"], "24500.00"),
        (["--beside-457b", "governmental", "--age", "62", "--unused-457b", "40000"], "49000.00"),
        (["--plan", "457b", "--age", "55"], "32500.00"),
    ],
)
def test_a_457b_has_a_limit_of_its_own(options: list[str], limit: str) -> None:
    found = answer("space", "--pay", "300000", *options)
    assert found["limit_457b"] == limit
    line = next(line for line in found["lines"] if line["label"] == "457(b) deferrals")
    assert line["amount"] == limit
    assert "IRC 457(b)(3)" in line["source"]


def test_nothing_asked_of_a_457b_is_nothing_said() -> None:
    found = answer("space", *PERSON)
    assert (found["limit_457b"], found["fifteen_year"]) == (None, None)


def test_self_employed_from_options() -> None:
    options = ["--self-employed", "--pay", "100000", "--wages-elsewhere", "300000", "--deferral", "0"]
    assert answer("space", *options, "--nonelective", "25%")["space"] == "52267.82"


def test_a_profile_file_fills_and_options_win(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(
        "age: 52\npay: $300,000\nmatch: 50% of 6%\nafter-tax-cap: 10%\ncatch-up: true\nplan: 401k\nhce: false\n"
    )
    assert answer("space", "--profile", str(file))["space"] == "30000.00"
    assert answer("space", "--profile", str(file), "--after-tax-cap", "5%")["space"] == "15000.00"
    assert any(
        line["label"].startswith("Catch-up") for line in answer("space", "--profile", str(file))["lines"]
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [("salary: 1", "salary is not known"), ("- 1", "no names and values"), ("pay: [", "not readable"),
     ("pay: -5", "no amount of dollars"), ("pay: true", "does not fit"), ("hce: maybe", "does not fit"),
     ("age: 5", "age"), ("plan: ira", "vehicle")],
)  # fmt: skip
def test_a_broken_profile_file_is_one_sentence(text: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(text)
    code, _, err = run("space", "--profile", str(file))
    assert (code, err.count("\n")) == (2, 1)
    assert words in err
    assert "me.yaml" in err


def test_schedule_as_files() -> None:
    code, out, _ = run("schedule", *PERSON, "--first-pay", "2026-01-02", "--form", "csv")
    assert code == 0
    assert out.replace("\r\n", "\n").splitlines()[1] == "1,2026-01-02,1480.76,1480.76"
    code, out, _ = run("schedule", *PERSON, "--first-pay", "2026-01-02", "--form", "ics")
    assert (code, out.count("BEGIN:VEVENT")) == (0, 26)
    assert run("schedule", *PERSON, "--form", "ics")[0] == 2


def test_csv_in_a_file_keeps_its_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    run("schedule", *PERSON, "--form", "csv", "-o", str(file))
    assert file.read_bytes().count(b"\r\n") == 27
    assert file.read_bytes().startswith(schedule_csv([]).encode())


def test_project_draws() -> None:
    code, out, _ = run("project", *RUNS["project"], "--form", "svg")
    assert code == 0
    assert out.startswith("<svg ")


def test_commands_import_nothing_heavy() -> None:
    heavy = "spacy|pdfplumber|pypdfium2|rapidfuzz|jinja2|pydantic|yaml"
    code = (
        "import sys, rothscope.cli.money, rothscope.cli.limits; "
        f"print([m for m in '{heavy}'.split('|') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_running_a_command_imports_no_reader() -> None:
    code = (
        "import sys; from rothscope.cli.main import main; main(['space', '--pay', '300000'], standalone_mode=False); "
        "print([m for m in ('spacy', 'pdfplumber', 'pypdfium2', 'rapidfuzz', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
