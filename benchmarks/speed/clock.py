"""What one process costs: seconds of processor time and of wall time, and the most memory it held.

In: a command. Out: a `Cost`. The kernel counts the memory of whoever starts a process as the process's own until it has
its own program, so nothing heavy may be imported here.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is bytes on macOS, kibibytes elsewhere
_MB = 1_000_000


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time and of wall time, peak resident memory in megabytes."""

    cpu: float
    wall: float
    peak_mb: float


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command to its end, its output thrown away. SystemExit where it fails, since half a run is no measure."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment()
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"exit {process.returncode}: {' '.join(command)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * _RSS_UNIT / _MB)


def said_by(command: Sequence[str]) -> str:
    """Return what a command prints."""
    return subprocess.check_output(command, text=True, env=_environment())


def _environment() -> dict[str, str]:
    """Return this process's environment, but let Python keep what it compiles: installed libraries come compiled.

    One thread does the arithmetic, as in the command itself.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"OPENBLAS_NUM_THREADS": "1"}


def cost_in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[Cost]]:
    """Return the costs of each command, all of them run once a round and each round opened by another one.

    One round nobody counts comes first, so that no command pays for a cold disk.
    """
    names = list(commands)
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for number in range(-1, rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            cost = cost_of(commands[name])
            if number >= 0:
                costs[name].append(cost)
    return costs
