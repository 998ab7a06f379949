"""The documentation tells the truth: commands, outputs, links, files and keys it names are there.

`ROTHSCOPE_REGENERATE=1` writes the output shown in README.md again.
"""

import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from rothscope.analyze import analyze
from rothscope.cli.main import COMMANDS, main
from rothscope.errors import WrongDocument
from rothscope.model.frozen import Frozen
from rothscope.packs.comparing import DiffWords, FactWords, HalfRule, NoteRule, PrevalenceFact, Trial
from rothscope.packs.reading import (
    AloneLimits,
    Concept,
    CueRule,
    Example,
    FactRule,
    FeaturePack,
    Law,
    Together,
)
from rothscope.packs.strategies import Signs, Situation, Step, Strategies
from rothscope.packs.taxes import Taxes, TaxRoute, UnsettledPoint

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
        *(ROOT / folder / "README.md" for folder in ("patterns", "reports", "sample_spds")),
    ]
)
FOLDERS = "src|patterns|tests|docs|sample_spds|reports|benchmarks"
OUTPUT = re.compile(r"<!-- output of: (.+?) -->\n```text\n(.*?)```\n<!-- end of output -->", re.DOTALL)
RUNNABLE = re.compile(r"<!-- run -->\n```bash\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_the_documentation_quotes_of_plans_is_taken_for_no_plan(page: Path) -> None:
    with pytest.raises(WrongDocument):
        analyze(page)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def run(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a command of the documentation as `python -m rothscope`, whatever is on the path."""
    name, *words = shlex.split(command)
    assert name == "rothscope"
    started = [sys.executable, "-m", "rothscope", *words]
    return subprocess.run(started, cwd=folder, capture_output=True, text=True, check=False)


def command_called(name: str) -> click.Command:
    module, attribute = COMMANDS[name][0].split(":")
    command = getattr(import_module(module), attribute)
    assert isinstance(command, click.Command)
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented(name: str) -> None:
    within = click.Context(
        main, info_name="rothscope", **main.context_settings
    )  # click keeps the first help option asked
    told = command_called(name).get_help(click.Context(command_called(name), within, info_name=name))
    assert re.search(rf"Example:\n +.*rothscope {name}\b", told), "the help ends in an example"
    assert len(COMMANDS[name][1]) > 10
    assert f"`rothscope {name}" in text_of(README)


@pytest.mark.parametrize("name", COMMANDS)
def test_options_tell_what_they_do(name: str) -> None:
    silent = {"form", "help"}  # their choices say it
    options = [p for p in command_called(name).params if isinstance(p, click.Option) and not p.hidden]
    assert [o.name for o in options if not o.help and o.name not in silent] == []


def test_readme_shows_the_real_output() -> None:
    page = text_of(README)
    shown = OUTPUT.search(page)
    assert shown, "README.md has no place for an output"
    told = run(shown[1], ROOT)
    assert told.returncode == 0, told.stderr
    if os.environ.get("ROTHSCOPE_REGENERATE"):
        README.write_text(page[: shown.start(2)] + told.stdout + page[shown.end(2) :], encoding="utf-8")
        return
    assert shown[2] == told.stdout, "run `make reports` and read what changed"


def readme_commands() -> list[str]:
    return [line for block in RUNNABLE.findall(text_of(README)) for line in block.splitlines() if line]


def test_readme_has_commands_to_run() -> None:
    assert len(readme_commands()) >= 5


@pytest.mark.parametrize("command", readme_commands())
def test_readme_command_runs(command: str, tmp_path: Path) -> None:
    (tmp_path / "sample_spds").symlink_to(ROOT / "sample_spds")
    told = run(command, tmp_path)
    assert told.returncode == 0, told.stderr
    written = re.search(r"-o (\S+)", command)
    made = tmp_path / written[1] if written else None
    assert told.stdout if made is None else made.exists() and not told.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text_of(page))
    near = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in near if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_named_are_there(page: Path) -> None:
    named = re.findall(rf"`((?:{FOLDERS})/[\w./*-]*)`", text_of(page))
    missing = [name for name in named if not any(ROOT.glob(name.rstrip("/")))]
    assert missing == []


def test_make_targets_named_are_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"\bmake ([a-z]+)\b[`\n]", text_of(page))}
    assert named, "no page tells how to make anything"
    assert named <= targets


def test_every_make_target_is_in_the_help() -> None:
    makefile = text_of(ROOT / "Makefile")
    goals = set(re.findall(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)[0].split())
    helped = set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE))
    assert goals == helped


def test_changelog_has_a_place_for_what_comes() -> None:
    told = text_of(ROOT / "CHANGELOG.md").split("## [Unreleased]")
    assert len(told) == 2
    lines = [line for line in told[1].splitlines() if line.startswith("- ")]
    assert lines
    assert [line for line in lines if not line.endswith(".")] == []


@pytest.mark.parametrize(
    "model",
    [
        Concept,
        CueRule,
        Together,
        FeaturePack,
        Law,
        Example,
        FactRule,
        AloneLimits,
        Signs,
        Situation,
        Step,
        Strategies,
        TaxRoute,
        Taxes,
        UnsettledPoint,
        HalfRule,
        FactWords,
        Trial,
        NoteRule,
        PrevalenceFact,
        DiffWords,
    ],
)
def test_pack_readme_tells_every_key(model: type[Frozen]) -> None:
    page = text_of(ROOT / "patterns" / "README.md")
    keys = {name.removesuffix("_") for name in model.model_fields}
    assert {key for key in keys if f"`{key}`" not in page and f"`{key}:" not in page} == set()


def test_pack_readme_tells_every_file() -> None:
    page = text_of(ROOT / "patterns" / "README.md")
    names = {path.name for path in (ROOT / "patterns").glob("*.yaml")}
    assert {name for name in names if f"`{name}`" not in page} == set()


def test_design_tells_every_room() -> None:
    page = text_of(ROOT / "docs" / "design.md")
    package = ROOT / "src" / "rothscope"
    rooms = {f"{path.parent.name}/" for path in package.glob("*/__init__.py")}
    rooms |= {path.name for path in package.glob("*.py") if not path.name.startswith("__")}
    assert {room for room in rooms if f"`{room}`" not in page and f"{room}`" not in page} == set()
