"""Which way imports point, and what the help does not load."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = (
    "spacy",
    "pdfplumber",
    "pdfminer",
    "pypdfium2",
    "numpy",
    "pydantic",
    "jinja2",
    "rapidfuzz",
    "openpyxl",
    "psutil",
    "tqdm",
    "sqlite3",
    "fsspec",
    "distributed",
    "pyarrow",
)

# Third-party names -> the rooms that may import them, since each is a detail of one room.
HOMES = {
    "pdfplumber": ("extract",),
    "pypdfium2": ("extract",),
    "spacy": ("clauses",),
    "rapidfuzz": ("structure", "extract", "compare", "clauses"),
    "jinja2": ("report",),
    "openpyxl": ("report",),
    "click": ("cli",),
    "tqdm": ("cli",),
    "psutil": ("library",),
    "fsspec": ("library",),
    "distributed": ("library",),
    "pyarrow": ("library",),
    "sqlite3": ("library",),
    "yaml": ("packs",),
}


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)


def test_imports_point_one_way() -> None:
    told = run(
        "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "3 kept, 0 broken" in told.stdout


def test_the_contract_names_every_room() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = " | ".join(settings["contracts"][0]["layers"]).split(" | ")
    package = ROOT / "src" / "rothscope"
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    rooms |= {path.stem for path in package.glob("*.py") if not path.stem.startswith("__")}
    assert {f"rothscope.{room}" for room in rooms} <= set(layers)


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["--version"], []], ids=" ".join)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    script = (
        "import sys\n"
        "from rothscope.cli.main import main\n"
        "try:\n"
        f"    main({words!r})\n"
        "except SystemExit as end:\n"
        f"    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    told = run("-c", script)
    assert "rothscope" in told.stdout + told.stderr
    assert told.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize("library", HOMES)
def test_library_stays_in_its_room(library: str) -> None:
    package = ROOT / "src" / "rothscope"
    users = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(
            line.strip().startswith((f"import {library}", f"from {library}"))
            for line in path.read_text(encoding="utf-8").splitlines()
        )
    ]
    assert users, f"nobody imports {library}; drop it from the dependencies"
    assert [user for user in users if user.partition("/")[0] not in HOMES[library]] == []
