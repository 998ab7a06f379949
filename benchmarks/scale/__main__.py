"""`make scale`: whole batches on one and on two processors, and what a library of many documents costs; into docs/scale.md.

Wall time is only compared within a round, whose two batches run one after the other; the share of the machine that
other programs took meanwhile is told beside it. All else is processor time.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measured import write_measured
from benchmarks.scale import corpus
from benchmarks.scale.planned import HEAD, Assumed, Measures, plan
from benchmarks.speed.clock import Cost, cost_of

ROOT = Path(__file__).parents[2]
TOLD = ROOT / "docs" / "scale.md"
DOCUMENTS = 120
SIZES = (45, 90, 180)
LIBRARIES = (1_000, 10_000, 40_000)
PLANNED = (10_000, 100_000, 1_000_000, 10_000_000)
LEAST_SPEEDUP = 1.7


@dataclass(frozen=True)
class Run:
    """One batch: what it cost, and the share of all processors that others took meanwhile."""

    documents: int
    pages: int
    cost: Cost
    others: float

    @property
    def rate(self) -> float:
        """Return documents a second of wall time."""
        return self.documents / self.cost.wall


def main(argv: Sequence[str]) -> None:
    """Measure, print, and write the tables between the marks of docs/scale.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=5, help="rounds on one and two processors (%(default)s)"
    )
    parser.add_argument(
        "--ahead", action="store_true", help="run the rounds ahead of all other programs (as root)"
    )
    parser.add_argument("--dry", action="store_true", help="print only, write nothing")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        told = "\n\n".join(_measured(Path(name), options.rounds, options.ahead))
    print(f"\n{told}")
    if not options.dry:
        write_measured(TOLD, told)


def _measured(folder: Path, rounds: int, ahead: bool) -> Iterator[str]:
    yield f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}."
    pages = corpus.make(folder / "plans", DOCUMENTS)
    with _ahead_of_others(ahead):
        pairs = [_pair(folder, DOCUMENTS, pages, turn) for turn in range(rounds)]
    yield "\n".join(_throughput(pairs))
    sizes = [_sized(folder, count) for count in SIZES]
    yield "\n".join(_sizes(sizes))
    libraries = [_grown(folder, count) for count in LIBRARIES]
    yield "\n".join(_libraries(libraries))
    page = median(one.cost.cpu / one.pages for pair in pairs for one in pair)
    measures = Measures(page, libraries[-1]["save"], libraries[-1]["bytes"])
    yield "\n".join(_planned(measures, Assumed()))


@contextmanager
def _ahead_of_others(wanted: bool) -> Iterator[None]:
    """Give what is run in the block the processors first, on a machine that others use too."""
    if not wanted:
        yield
        return
    os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    try:
        yield
    finally:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def _pair(folder: Path, count: int, pages: int, turn: int) -> tuple[Run, Run]:
    """Run a batch on one and on two processors, in changing order."""
    runs = {jobs: _batch(folder, count, pages, jobs) for jobs in ((1, 2) if turn % 2 else (2, 1))}
    return runs[1], runs[2]


def _sized(folder: Path, count: int) -> Run:
    pages = corpus.make(folder / f"plans-{count}", count)
    return _batch(folder, count, pages, 1, f"plans-{count}")


def _batch(folder: Path, count: int, pages: int, jobs: int, plans: str = "plans") -> Run:
    db = folder / "plans.sqlite"
    for path in folder.glob("plans.sqlite*"):
        path.unlink()
    words = ["batch", str(folder / plans), "--db", str(db), "--jobs", str(jobs)]
    busy, start = _busy(), time.perf_counter()
    cost = cost_of([sys.executable, "-m", "rothscope", *words])
    capacity = (time.perf_counter() - start) * (os.cpu_count() or 1)
    others = max(0.0, (_busy() - busy - cost.cpu) / capacity)
    run = Run(count, pages, cost, others)
    print(
        f"{count} documents, {jobs} jobs: {run.rate:.2f}/s, {cost.cpu:.1f} s, others {others:.0%}", flush=True
    )
    return run


def _busy() -> float:
    """Return the seconds all processors of this machine have been busy; 0 where the kernel does not tell."""
    try:
        ticks = Path("/proc/stat").read_text(encoding="utf-8").split()[1:9]
    except OSError:
        return 0.0
    user, nice, system, _, _, irq, softirq, steal = map(int, ticks)
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def _grown(folder: Path, count: int) -> dict[str, float]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.scale.growing",
        str(folder / "plans.sqlite"),
        str(count),
        str(folder),
    ]
    told: dict[str, float] = json.loads(subprocess.check_output(command, cwd=ROOT))
    (folder / f"{count}.sqlite").unlink()
    return told


def _throughput(pairs: Sequence[tuple[Run, Run]]) -> Iterator[str]:
    yield f"**{DOCUMENTS} documents, {pairs[0][0].pages} pages**, each round read with one process and with two:\n"
    yield "| round | documents a second, one | two | speed-up | processor time, one | two | taken by others |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    for number, (one, two) in enumerate(pairs, start=1):
        yield (
            f"| {number} | {one.rate:.2f} | {two.rate:.2f} | {two.rate / one.rate:.2f} | {one.cost.cpu:.1f} s | "
            f"{two.cost.cpu:.1f} s | {one.others:.0%}, {two.others:.0%} |"
        )
    speedup = median(two.rate / one.rate for one, two in pairs)
    page = median(one.cost.cpu / one.pages for pair in pairs for one in pair)
    met = "met" if speedup >= LEAST_SPEEDUP else "**missed**"
    yield f"\nSpeed-up, the middle round: **{speedup:.2f}** (at least {LEAST_SPEEDUP}: {met})."
    yield f"1,000 pages cost **{1000 * page:.1f} s** of processor time, starting up included."


def _sizes(sizes: Sequence[Run]) -> Iterator[str]:
    yield "**How it grows with the batch**, one process:\n"
    yield "| documents | processor time a document | most memory of a process |\n|---:|---:|---:|"
    for run in sizes:
        yield f"| {run.documents} | {1000 * run.cost.cpu / run.documents:.0f} ms | {run.cost.peak_mb:.0f} MB |"


def _libraries(libraries: Sequence[dict[str, float]]) -> Iterator[str]:
    yield "**How the library grows**, with the outcomes of the samples stored as so many documents:\n"
    yield "| documents | bytes a document | saving one | finding one on file | a query of three conditions | finds |"
    yield "|---:|---:|---:|---:|---:|---:|"
    for one in libraries:
        yield (
            f"| {one['documents']:,.0f} | {one['bytes']:,.0f} | {1000 * one['save']:.2f} ms | "
            f"{1e6 * one['look']:.0f} µs | {1000 * one['ask']:.0f} ms | {one['found']:,.0f} |"
        )


def _planned(measures: Measures, assumed: Assumed) -> Iterator[str]:
    yield (
        f"**What that comes to**, if a document has {assumed.pages} pages, {assumed.copies:.0%} are copies, "
        f"{assumed.hanging:.2%} run into a `--timeout` of {assumed.seconds} seconds and {assumed.hungry:.2%} into "
        f"`--memory`, on {assumed.cores} cores:\n"
    )
    yield HEAD
    for documents in PLANNED:
        yield plan(documents, measures, assumed).row()


if __name__ == "__main__":
    main(sys.argv[1:])
