"""One document read in a process of its own, which is ended where it goes beyond its limits.

In: a `Job`. Out: an `Outcome`, whatever the document does. `read_guarded` runs in any thread of any
`concurrent.futures` executor, here or on a cluster; a reading process serves many documents, one at a time.
"""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil

from rothscope.errors import ReadingStopped
from rothscope.library.job import Changed, Job, Order, Outcome, State, unread
from rothscope.library.reader import READY

TICK = 0.05
"""Seconds between two looks at the time and the memory a document takes."""

START = 120
"""Seconds a reading process may take to begin, on the slowest machine."""

LEAVE = 5
"""Seconds a reading process may take to end by itself once nobody listens."""

MOST_SERVED = 1000
"""Documents after which a reading process is begun anew, so that what it gathers never adds up."""

MB = 1_000_000


def read_guarded(job: Job) -> Outcome | Changed:
    """Read a document within its limits. Raises RothscopeError where nothing can be read, whatever the document.

    What ends a process for another reason than its time is tried once more in a fresh one, so that no document pays
    for what stood before it.
    """
    for last in (False, True):
        reader = _take(job.order)
        answer = reader.ask(job)
        if answer is not None:
            _give_back(reader, job.order)
            if isinstance(answer, str):
                raise ReadingStopped(answer)
            return answer
        reader.end()
        if _stopping.is_set():
            raise ReadingStopped("The batch was stopped; start it again to go on.")
        if last or reader.broke is State.TOO_SLOW:
            break
    return _given_up(job, reader)


def _given_up(job: Job, reader: "Reader") -> Outcome:
    name, order = job.name, job.order
    if reader.broke is State.TOO_SLOW:
        sentence = f"{name} was given up after {order.seconds:g} seconds; give it longer with --timeout."
        return unread(job, State.TOO_SLOW, sentence, order.seconds)
    if reader.broke is State.TOO_BIG:
        sentence = f"{name} was given up at {order.megabytes} MB of memory; give it more with --memory."
        return unread(job, State.TOO_BIG, sentence, order.megabytes)
    sentence = f"{name} ends the reading process each time ({reader.ending()}); please report it, if you may share the file."
    return unread(job, State.CRASHED, sentence)


class Reader:
    """A reading process and the one who watches it."""

    def __init__(self, order: Order) -> None:
        self.rules = order.rules
        self.served = 0
        self.broke: State | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="rothscope-", ignore_cleanup_errors=True)
        self._errors = Path(self._folder.name) / "errors"
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "rothscope.library.reader", self._folder.name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=_environment(),
                start_new_session=True,  # Ctrl-C reaches the batch alone, which then ends its readers
            )
        with _lock:
            _alive.add(self)
        if _stopping.is_set():  # begun too late for `end_readers` to have seen it
            self.kill()
        answer = self._exchange(order, START, None)
        if answer != READY:
            told = answer or f"A reading process does not start: {self._last_words()}"
            self.end()
            raise ReadingStopped(str(told))

    def ask(self, job: Job) -> Outcome | Changed | str | None:
        """Return the answer to a job, or None where the process ended; `broke` then says which limit it met."""
        self.served += 1
        answer = self._exchange(job, job.order.seconds, job.order.megabytes)
        return answer if isinstance(answer, Outcome | Changed | str) else None

    def memory(self) -> float:
        """Return the memory the process holds, in megabytes."""
        try:
            return float(psutil.Process(self._process.pid).memory_info().rss) / MB
        except psutil.Error:
            return 0.0

    def end(self) -> None:
        """End the process: with its input it ends by itself, and if not, then by force."""
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not yet written has nobody to read it
                stream.close()  # type: ignore[union-attr]
        try:
            self._process.wait(LEAVE)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self._folder.cleanup()
        with _lock:
            _alive.discard(self)

    def kill(self) -> None:
        """End the process, and what it has started, under the one who waits for its answer."""
        if self._process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def ending(self) -> str:
        """Return how the process ended, in words."""
        code = self._process.wait()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def _exchange(self, sent: object, seconds: float, megabytes: int | None) -> object:
        assert self._process.stdin and self._process.stdout
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(done, seconds, megabytes), daemon=True)
        watch.start()
        try:
            pickle.dump(sent, self._process.stdin)
            self._process.stdin.flush()
            return pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        finally:
            done.set()
            watch.join()

    def _watch(self, done: threading.Event, seconds: float, megabytes: int | None) -> None:
        end = time.monotonic() + seconds
        while not done.wait(TICK):
            if time.monotonic() > end:
                self.broke = State.TOO_SLOW
            elif megabytes is not None and self.memory() > megabytes:
                self.broke = State.TOO_BIG
            if self.broke:
                self.kill()
                return

    def _last_words(self) -> str:
        self._process.wait()
        lines = self._errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else self.ending()


_lock = threading.Lock()
_alive: set[Reader] = set()
_idle: list[Reader] = []
_stopping = threading.Event()


def _take(order: Order) -> Reader:
    """Return an idle reading process of the same rules, or a new one; those of other rules are ended."""
    while True:
        with _lock:
            reader = _idle.pop() if _idle else None
        if reader is None:
            return Reader(order)
        if reader.rules == order.rules:
            return reader
        reader.end()


def _give_back(reader: Reader, order: Order) -> None:
    if reader.broke or reader.served >= MOST_SERVED or reader.memory() > order.megabytes / 2:
        reader.end()
        return
    with _lock:
        _idle.append(reader)


def end_readers() -> None:
    """End every reading process of this one; documents being read are left for the next batch."""
    _stopping.set()
    with _lock:
        alive = list(_alive)
        _idle.clear()
    for reader in alive:
        reader.kill()


def close_readers() -> None:
    """Clear away the reading processes once nobody waits for one."""
    with _lock:
        alive = list(_alive)
        _idle.clear()
    for reader in alive:
        reader.end()
    _stopping.clear()


def _environment() -> dict[str, str]:
    """Return the environment of a reading process: modules to import, and one core."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return os.environ | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
