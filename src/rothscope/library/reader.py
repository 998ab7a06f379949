"""The reading process: documents in by standard input, outcomes out by standard output, one after the other.

`guard.py` starts it as `python -m rothscope.library.reader FOLDER` and ends it where a document goes beyond its limits. It
ends by itself when whoever started it is gone, and with it the folder, in which it puts whatever it writes.
"""

import gc
import math
import os
import pickle
import queue
import shutil
import signal
import sys
import tempfile
import threading
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

from rothscope.errors import BadPack, LockedPdf, RothscopeError, WrongDocument
from rothscope.extract.locked import unlocking_with
from rothscope.library.addresses import copy_to, sha256_of
from rothscope.library.job import Changed, Job, Order, Outcome, PlanRow, State, is_local, unread
from rothscope.library.rules import rules_of

if TYPE_CHECKING:
    from rothscope.model.analysis import Analysis, Feasibility, OtherPlan, Plan
    from rothscope.model.finding import Finding

READY = "ready"
GRACE = 30
"""Seconds beyond a document's limit after which the kernel ends a process that nobody watches any more."""


def main() -> None:
    """Answer jobs until there are none. What libraries print must not mix with the answers."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    tempfile.tempdir = sys.argv[1]
    jobs = _arriving(sys.stdin.buffer)
    _send(answers, _prepared(jobs.get()))
    gc.freeze()  # what is loaded stays, and need not be looked through for garbage
    while True:
        job = jobs.get()
        _alarm(job.order.seconds + GRACE)
        answer = read(job)
        _alarm(0)
        _send(answers, answer)


def _arriving(stream: IO[bytes]) -> "queue.SimpleQueue[Any]":
    """Return what arrives on a stream; at its end the process ends at once, whatever it is doing."""
    arrived: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def listen() -> None:
        try:
            while True:
                arrived.put(pickle.load(stream))
        except (EOFError, OSError):
            _leave()

    threading.Thread(target=listen, daemon=True).start()
    return arrived


def _leave() -> NoReturn:
    """End this process, whose answers nobody waits for any more, with all that it wrote and started."""
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _prepared(order: Order) -> str:
    """Load all that reading needs, so that no document pays for it; return READY, or the sentence why not."""
    try:
        folder = Path(order.patterns) if order.patterns else None
        rules = rules_of(folder, order.year)
        if rules != order.rules:
            return (
                f"A reading process has other rules ({rules}) than the batch ({order.rules}); install the same "
                "Rothscope and patterns on every machine."
            )
        from rothscope.packs.find import patterns_folder
        from rothscope.reading import reader

        reader(patterns_folder(folder))
    except RothscopeError as fault:
        return str(fault)
    return READY


def read(job: Job) -> Outcome | Changed | str:
    """Return what becomes of one document; a sentence alone is a fault of the rules and no document's."""
    try:
        with _nearby(job) as path, unlocking_with(job.order.passwords):
            return Changed(job.address) if path is None else _analysed(job, path)
    except WrongDocument as fault:
        return unread(job, State.NO_PLAN, str(fault))
    except BadPack as fault:
        return str(fault)
    except LockedPdf as fault:
        return unread(job, State.LOCKED, str(fault))
    except RothscopeError as fault:
        return unread(job, State.UNREADABLE, str(fault))
    except MemoryError:
        return unread(job, State.TOO_BIG, f"{job.name} needs more memory than this machine gives.", math.inf)
    except Exception as fault:
        kind = type(fault).__name__
        sentence = f"{job.name} made the program fail ({kind}); please report it, if you may share the file."
        return unread(job, State.CRASHED, sentence)


@contextmanager
def _nearby(job: Job) -> Iterator[Path | None]:
    """Give the document as a file of this machine under its own name, or None where it is not what it was."""
    with ExitStack() as stack:
        path = Path(job.address)
        if not is_local(job.address) or path.name != job.name:
            path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / (job.name or "document")
            copy_to(job.address, path)
        try:
            same = sha256_of(str(path)) == job.sha256
        except OSError:
            same = False
        yield path if same else None


def _analysed(job: Job, path: Path) -> Outcome:
    from rothscope.analyze import analyze

    order = job.order
    analysis = analyze(path, plan_year=order.year, patterns=Path(order.patterns) if order.patterns else None)
    return Outcome(
        sha256=job.sha256,
        name=job.name,
        rules=order.rules,
        state=State.READ,
        pages=analysis.coverage.pages,
        kind=analysis.source[0].kind,
        plans=rows_of(analysis),
        analysis=zlib.compress(analysis.model_dump_json().encode(), 9),
    )


def rows_of(analysis: "Analysis") -> tuple[PlanRow, ...]:
    """Return the plans of an analysis as they are searched for."""
    plans: tuple[Analysis | OtherPlan, ...] = (analysis, *analysis.other_plans)
    return tuple(_row(one.plan, one.findings, one.feasibility) for one in plans)


def _row(plan: "Plan", findings: "dict[str, Finding]", feasibility: "Feasibility") -> PlanRow:
    stated = {name: getattr(plan, name) for name in ("name", "type", "sponsor", "ein", "plan_number")}
    return PlanRow(
        **{name: one.value if one else None for name, one in stated.items()},
        verdict=feasibility.verdict.value,
        low=feasibility.score.low,
        high=feasibility.score.high,
        answers=tuple(
            (name, finding.status.value, finding.decided_by[0].page if finding.decided_by else None)
            for name, finding in findings.items()
        ),
    )


def _alarm(seconds: float) -> None:
    """Have the kernel end this process after so many seconds, busy or not; 0 calls it off."""
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(math.ceil(seconds))


def _send(answers: IO[bytes], answer: object) -> None:
    try:
        pickle.dump(answer, answers)
        answers.flush()
    except OSError:
        _leave()


if __name__ == "__main__":
    main()
