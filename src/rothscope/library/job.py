"""The values that travel between the batch and its reading processes; they import nothing heavy.

In: what to read, and within which limits. Out: what became of it, ready to be stored.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath


class State(StrEnum):
    """What became of a document. Only `read` has an analysis; all others have a sentence that says why not."""

    READ = "read"
    NO_PLAN = "no_plan"
    LOCKED = "locked"
    UNREADABLE = "unreadable"
    TOO_SLOW = "too_slow"
    TOO_BIG = "too_big"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Order:
    """How every document of a batch is read. `rules` names all that decides the result (see `rules.py`)."""

    rules: str
    year: int
    patterns: str | None = None
    seconds: float = 600.0
    megabytes: int = 2048
    passwords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read: where it is, and the SHA-256 it must have."""

    address: str
    sha256: str
    order: Order

    @property
    def name(self) -> str:
        """Return the file's own name, in letters every encoding has a code for."""
        return written(PurePath(inner(self.address)).name)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan of a document as it is searched for: who it is, how it was judged, each feature's status and page."""

    name: str | None
    type: str | None
    sponsor: str | None
    ein: str | None
    plan_number: str | None
    verdict: str
    low: int
    high: int
    answers: tuple[tuple[str, str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document. `analysis` is its JSON, compressed; `limit` the seconds or megabytes it was cut off at."""

    sha256: str
    name: str
    rules: str
    state: State
    sentence: str | None = None
    limit: float | None = None
    pages: int | None = None
    kind: str | None = None
    plans: tuple[PlanRow, ...] = ()
    analysis: bytes | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """The file was no longer what its fingerprint says when it came to be read; nothing is known of it."""

    address: str


def unread(job: Job, state: State, sentence: str, limit: float | None = None) -> Outcome:
    """Return the outcome of a document that has no analysis, with the one sentence that says why."""
    return Outcome(job.sha256, job.name, job.order.rules, state, sentence, limit)


def is_local(address: str) -> bool:
    """Tell whether an address is a path of this machine."""
    return "://" not in address


def inner(address: str) -> str:
    """Return an address without what comes after `::`, which says in which other file it lies."""
    return address if is_local(address) else address.partition("::")[0]


def written(text: str) -> str:
    """Return text that can be stored: bytes of a file's name that are no UTF-8 become \\udcXX."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
