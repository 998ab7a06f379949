"""The passwords a person gave for this run: held for its time, written nowhere."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

_GIVEN: ContextVar[tuple[str, ...]] = ContextVar("passwords", default=())


@contextmanager
def unlocking_with(passwords: Sequence[str]) -> Iterator[None]:
    """Let PDFs that need one of these passwords be opened inside the block."""
    token = _GIVEN.set(tuple(passwords))
    try:
        yield
    finally:
        _GIVEN.reset(token)


def given_passwords() -> tuple[str, ...]:
    """Return the passwords given, in their order."""
    return _GIVEN.get()
