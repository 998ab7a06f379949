"""Many documents -> the library: what is new or has new rules is read, each document in a transaction of its own.

Stopped at any moment, even hard, and started again, it goes on where it was: what is stored is never read twice, and
what was being read leaves no trace.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from rothscope.errors import ReadingStopped, RothscopeError
from rothscope.library.addresses import Place, Print, fingerprint
from rothscope.library.executors import Workforce
from rothscope.library.guard import read_guarded
from rothscope.library.job import Changed, Job, Order, Outcome, State
from rothscope.library.store import Library

AHEAD = 4
"""Documents handed out for each that is being read, so that nobody waits for the next."""

MOST_NAMED = 20
"""Bad documents a summary names one by one."""

Given = TypeVar("Given")
Got = TypeVar("Got")


@dataclass(slots=True)
class Summary:
    """What became of the documents of a batch. `bad` holds the first of those without an analysis, with the reason."""

    named: int = 0
    read: int = 0
    on_file: int = 0
    copies: int = 0
    left: int = 0
    states: Counter[State] = field(default_factory=Counter)
    missing: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[str, str]] = field(default_factory=list)

    @property
    def without(self) -> int:
        """Return how many documents have no analysis, whatever the reason."""
        return (
            self.missing + self.left + sum(n for state, n in self.states.items() if state is not State.READ)
        )

    def blame(self, address: str, sentence: str) -> None:
        """Name a document that has no analysis."""
        if len(self.bad) < MOST_NAMED:
            self.bad.append((address, sentence))


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch works with: how documents are read, where they go, and who is told of each that is done with."""

    order: Order
    library: Library
    workforce: Workforce
    again: bool = False
    done: Callable[[bool], None] = lambda read: None


def run(batch: Batch, places: Iterable[Place]) -> Summary:
    """Read what is not on file. Raises RothscopeError where the batch cannot go on; all that is stored stays."""
    summary = Summary()
    executor, most = batch.workforce.executor, AHEAD * batch.workforce.width
    jobs = _jobs(batch, places, summary)
    for job, future in _as_done(executor, read_guarded, jobs, most):
        _take(batch, job, future, summary)
    return summary


def _take(batch: Batch, job: Job, future: "Future[Outcome | Changed]", summary: Summary) -> None:
    """Store what became of a document, in one transaction."""
    try:
        outcome = future.result()
    except RothscopeError:
        raise
    except CancelledError as fault:
        raise ReadingStopped("The scheduler was lost; start the batch again to go on.") from fault
    except Exception as fault:
        if type(fault).__name__ != "KilledWorker":
            raise ReadingStopped(f"A worker cannot read documents ({fault}).") from fault
        _leave(job.address, "its workers were lost again and again; start the batch again", summary)
    else:
        if isinstance(outcome, Changed):
            _leave(job.address, "it changed while it was read; start the batch again", summary)
        else:
            batch.library.save(outcome)
            summary.read += 1
            _count(job.address, outcome.state, outcome.sentence, summary)
            summary.verdicts.update(plan.verdict for plan in outcome.plans[:1])
    batch.done(True)


def _jobs(batch: Batch, places: Iterable[Place], summary: Summary) -> Iterator[Job]:
    """Give the documents that have to be read, and count all others. Of copies, the first is read."""
    seen: set[str] = set()
    for found in _prints(batch, places):
        summary.named += 1
        address, sha256 = found.place.address, found.sha256
        if sha256 is None:
            summary.missing += 1
            summary.blame(address, found.fault or "")
            batch.done(False)
            continue
        batch.library.put_place(address, found.place.stamp, sha256)
        if sha256 in seen:
            summary.copies += 1
            batch.done(False)
            continue
        seen.add(sha256)
        known = batch.library.known(sha256)
        if known is None or not known.stands(batch.order, batch.again):
            yield Job(address, sha256, batch.order)
            continue
        summary.on_file += 1
        _count(address, known.state, known.sentence, summary)
        summary.verdicts.update([known.verdict] if known.verdict else [])
        batch.done(False)


def _prints(batch: Batch, places: Iterable[Place]) -> Iterator[Print]:
    """Give what is at each place, in their order; a file whose stamp is on file is not opened."""

    def known(place: Place) -> Print | None:
        sha256 = batch.library.sha256_at(place.address, place.stamp)
        return Print(place, sha256) if sha256 else None

    executor, ahead = batch.workforce.executor, AHEAD * batch.workforce.width
    waiting: deque[Print | Future[Print]] = deque()
    rest = iter(places)
    while True:
        for place in islice(rest, ahead - len(waiting)):
            waiting.append(known(place) or executor.submit(fingerprint, place))
        if not waiting:
            return
        first = waiting.popleft()
        yield first if isinstance(first, Print) else first.result()


def _as_done(
    executor: Executor, call: Callable[[Given], Got], given: Iterable[Given], most: int
) -> Iterator[tuple[Given, "Future[Got]"]]:
    """Give what was handed out with its future as each comes back; at most so many are out at a time."""
    out: dict[Future[Got], Given] = {}

    def back() -> Iterator[tuple[Given, Future[Got]]]:
        for future in wait(out, return_when=FIRST_COMPLETED).done:
            yield out.pop(future), future

    for one in given:
        out[executor.submit(call, one)] = one
        if len(out) >= most:
            yield from back()
    while out:
        yield from back()


def _leave(address: str, why: str, summary: Summary) -> None:
    summary.left += 1
    summary.blame(address, f"{address} was not read: {why}.")


def _count(address: str, state: State, sentence: str | None, summary: Summary) -> None:
    summary.states[state] += 1
    if sentence:
        summary.blame(address, sentence)
