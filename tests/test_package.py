"""What is shipped: the wheel and the source archive hold every pack and every template.

The wheel is built from the source archive, as an installer would, so a file missing in either shows here.
"""

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "src" / "rothscope" / "report" / "templates"


def files_below(folder: Path, base: Path) -> set[str]:
    """Return the files of a folder as paths from a base, caches left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(base).as_posix() for path in found}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build source archive and wheel, without a network: hatchling is among what the tests install."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> set[str]:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def source_archive(built: Path) -> set[str]:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_wheel_holds_the_packs_and_no_other(wheel: set[str]) -> None:
    shipped = {name.removeprefix("rothscope/") for name in wheel if name.startswith("rothscope/patterns/")}
    assert shipped == files_below(ROOT / "patterns", ROOT)


def test_wheel_holds_the_templates_and_no_other(wheel: set[str]) -> None:
    folder = "rothscope/report/templates/"
    assert {name for name in wheel if name.startswith(folder)} == files_below(TEMPLATES, ROOT / "src")


def test_wheel_holds_every_module(wheel: set[str]) -> None:
    assert files_below(ROOT / "src" / "rothscope", ROOT / "src") <= wheel


def test_wheel_holds_licence_and_command(built: Path, wheel: set[str]) -> None:
    info = next(name for name in wheel if name.endswith(".dist-info/entry_points.txt"))
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        assert "rothscope = rothscope.cli.main:main" in archive.read(info).decode()
    assert any(name.endswith("licenses/LICENSE") for name in wheel)


def test_wheel_holds_nothing_else(wheel: set[str]) -> None:
    assert {name.partition("/")[0] for name in wheel if ".dist-info/" not in name} == {"rothscope"}


@pytest.mark.parametrize("folder", ["patterns", "src", "tests", "sample_spds"])
def test_source_archive_holds(folder: str, source_archive: set[str]) -> None:
    assert files_below(ROOT / folder, ROOT) <= source_archive


@pytest.mark.parametrize(
    "name", ["Makefile", "constraints.txt", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"]
)
def test_source_archive_can_be_worked_with(name: str, source_archive: set[str]) -> None:
    assert name in source_archive


def test_every_dependency_is_pinned_and_told() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(w for extra in project["optional-dependencies"].values() for w in extra),
    ]
    names = {_bare(line) for line in wanted} - {"rothscope"}
    pins = [
        line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"
    ]
    assert all(line.count("==") == 1 and " " not in line and "/" not in line for line in pins)
    assert names <= {_bare(line) for line in pins}
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").casefold()
    assert {name for name in names if f"| {name} |" not in told} == set()


def _bare(requirement: str) -> str:
    name = requirement
    for mark in "[=<>!~; ":
        name = name.partition(mark)[0]
    return name.casefold().replace("_", "-")
