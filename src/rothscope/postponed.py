"""Modules that are imported when something of them is used, and not when another module names it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def postponed(*names: str) -> Iterator[None]:
    """Let what is imported in this block take names from modules that are not read before these names are used."""
    new = [name for name in names if name not in sys.modules]
    sys.modules.update({name: _Postponed(name) for name in new})
    try:
        yield
    finally:
        for name in new:
            del sys.modules[name]


@contextmanager
def refused(name: str) -> Iterator[None]:
    """Let what is imported in this block do without a module that it takes only where it is installed."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


class _Postponed(ModuleType):
    """Stands for a module while others import names from it."""

    def __getattr__(self, name: str) -> "_Lent":
        if name.startswith("__"):
            raise AttributeError(name)
        return _Lent(self.__name__, name)


class _Lent:
    """A name of a postponed module, which imports the real one when it is used."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self._real()(*args, **options)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # which importing and annotating ask of everything
            raise AttributeError(name)
        return getattr(self._real(), name)

    def __instancecheck__(self, one: object) -> bool:
        return isinstance(one, self._real())

    def _real(self) -> Any:
        module, name = self._place
        return getattr(import_module(module), name)
