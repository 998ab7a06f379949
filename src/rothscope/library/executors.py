"""Where the work is done: any `concurrent.futures.Executor`, on this machine or on a Dask cluster.

Both run the same function, `guard.read_guarded`, in threads of which each keeps a reading process of its own.
"""

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from rothscope.errors import MissingExtra, ReadingStopped
from rothscope.library.guard import close_readers, end_readers

CONNECT = 30
"""Seconds in which a scheduler must answer."""


@dataclass(frozen=True, slots=True)
class Workforce:
    """An executor and how many documents it reads at the same time."""

    executor: Executor
    width: int


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def on_this_machine(jobs: int) -> Iterator[Workforce]:
    """Give an executor of so many reading processes here; whatever ends the block ends them too."""
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="rothscope")
    try:
        yield Workforce(pool, jobs)
    except BaseException:
        end_readers()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        close_readers()


@contextmanager
def on_cluster(scheduler: str) -> Iterator[Workforce]:
    """Give the executor of a running Dask cluster. Raises MissingExtra, or ReadingStopped where none answers."""
    try:
        from distributed import Client
    except ImportError as fault:
        raise MissingExtra(
            "--scheduler needs Dask, which is not installed; run pip install 'rothscope[cluster]'."
        ) from fault
    try:
        client = Client(scheduler, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise ReadingStopped(
            f"No Dask scheduler answers at {scheduler}; start one (`dask scheduler`) or check the address."
        ) from fault
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise ReadingStopped(f"The scheduler at {scheduler} has no workers; start some (`dask worker`).")
        yield Workforce(client.get_executor(pure=False), threads)
