"""`make bench`: whole runs of `rothscope analyze` against pdfplumber and pdftotext, written into docs/performance.md.

Every program is a process of its own and runs once a round, in changing order, over every sample plan and over booklets of
45 and 150 pages made for the occasion. A thousand short passages show what reading costs where starting does not count,
and `pages.py` what a page of each kind does.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.measured import write_measured
from benchmarks.speed.clock import cost_in_turn, said_by
from benchmarks.speed.rounds import Measured, ratio, table, verdict

ROOT = Path(__file__).parents[2]
TOLD = ROOT / "docs" / "performance.md"
LENGTHS = (45, 150)
LEAST_ROUNDS = 5
# Hundreds of starts fit in the time of one long plan, and a start is short enough to need them.
STARTS = 15
MOST_OF_PLUMBER = {45: 0.3, 150: 0.1}  # of pdfplumber's time, by pages
MOST_MB = 150
MOST_STARTS = 6  # times `python -c pass`
MOST_OF_BARE = 2  # times pdfium's text of the same pages, cut into sentences
MOST_TAGGING = 4  # seconds of processor time for a thousand passages: two on two cores


def main(argv: Sequence[str]) -> None:
    """Measure, print, and write the tables between the marks of docs/performance.md."""
    options = _options(argv)
    with tempfile.TemporaryDirectory() as folder:
        files = [*_samples(options.only_long), *_long_plans(Path(folder))]
        measured = []
        for name, path, pages in files:
            measured.append(Measured(name, pages, cost_in_turn(_readers(path), options.rounds)))
            print(measured[-1].row(), flush=True)
    starts = cost_in_turn(
        {"help": [*_rothscope(), "--help"], "nothing": [sys.executable, "-c", "pass"]},
        max(STARTS, options.rounds),
    )
    help_ratio = ratio(starts["help"], starts["nothing"])
    tagging = median(_tagging() for _ in range(options.rounds))
    pages = json.loads(said_by([sys.executable, "-m", "benchmarks.speed.pages"]))
    marks = "\n".join(_marks(measured, help_ratio.middle, tagging, pages["ratio"]))
    told = "\n\n".join(
        [
            _machine(options.rounds),
            table(measured),
            f"`rothscope --help` is {help_ratio} times `python -c pass`. A thousand labelled passages, each a document of "
            f"its own, are tagged in {tagging:.1f} s of processor time, the start not counted.",
            pages["table"],
            marks,
        ]
    )
    print(f"\n{told}")
    if not options.dry:
        write_measured(TOLD, told)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=LEAST_ROUNDS, help="counted rounds (at least %(default)s)"
    )
    parser.add_argument("--only-long", action="store_true", help="leave the samples out")
    parser.add_argument("--dry", action="store_true", help="print only, write nothing")
    options = parser.parse_args(argv)
    if options.rounds < LEAST_ROUNDS and not options.dry:
        parser.error(f"fewer than {LEAST_ROUNDS} rounds measure nothing; name more, or add --dry.")
    return options


def _samples(left_out: bool) -> Iterator[tuple[str, Path, int]]:
    for path in [] if left_out else sorted(ROOT.glob("sample_spds/*/plan.pdf")):
        counted = subprocess.check_output(
            [
                sys.executable,
                "-c",
                "import pypdfium2, sys; print(len(pypdfium2.PdfDocument(sys.argv[1])))",
                path,
            ]
        )
        yield path.parent.name, path, int(counted)


def _long_plans(folder: Path) -> Iterator[tuple[str, Path, int]]:
    # In a process of its own: what setting a booklet takes in memory must not be counted as any reader's.
    wanted = [word for pages in LENGTHS for word in (str(pages), str(folder / f"{pages}.pdf"))]
    path = os.pathsep.join([str(ROOT), str(ROOT / "sample_spds")])
    subprocess.run(
        [sys.executable, "-m", "benchmarks.speed.long_plan", *wanted],
        check=True,
        env=os.environ | {"PYTHONPATH": path},
    )
    for pages in LENGTHS:
        yield f"made of all samples, {pages} pages", folder / f"{pages}.pdf", pages


def _rothscope() -> list[str]:
    return [sys.executable, "-m", "rothscope"]


def _readers(path: Path) -> dict[str, list[str]]:
    plumber = str(Path(__file__).with_name("plumber_text.py"))
    readers = {
        "rothscope": [*_rothscope(), "analyze", str(path)],
        "pdfplumber": [sys.executable, plumber, str(path)],
        "libraries": [sys.executable, "-m", "benchmarks.speed.libraries", str(path)],
    }
    if shutil.which("pdftotext"):
        readers["pdftotext"] = ["pdftotext", str(path), "-"]
    return readers


def _tagging() -> float:
    return float(said_by([sys.executable, "-m", "benchmarks.speed.passages"]))


def _marks(measured: Sequence[Measured], help_ratio: float, tagging: float, of_bare: float) -> Iterator[str]:
    yield "| mark | at most | found | |\n|---|---:|---:|---|"
    for one in measured:
        most, found = MOST_OF_PLUMBER.get(one.pages), one.ratio("pdfplumber")
        if most is not None and found is not None:
            yield verdict(f"{one.pages} pages, of pdfplumber's bare text", found.middle, most, " ×")
    yield verdict("peak memory, any file", max(one.peak_mb() for one in measured), MOST_MB, " MB")
    yield verdict("`--help`, of `python -c pass`", help_ratio, MOST_STARTS, " ×")
    yield verdict("1,000 passages tagged", tagging, MOST_TAGGING, " s")
    yield verdict("pages of prose, of bare text cut into sentences", of_bare, MOST_OF_BARE, " ×")


def _machine(rounds: int) -> str:
    names = ("pdfplumber", "pypdfium2", "spacy")
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"{', '.join(f'{name} {version(name)}' for name in names)}; {rounds} rounds. Seconds are processor time."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
