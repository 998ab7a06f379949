"""`patterns/strategies.yaml` as checked values: what to do in which order for each situation, each with its
because.
"""

import re
from pathlib import Path
from typing import Self

from pydantic import model_validator

from rothscope.errors import BadPack
from rothscope.model.frozen import Frozen
from rothscope.packs.limits import LimitNames, Unit
from rothscope.packs.read import read_model
from rothscope.packs.tags import Rule

AMOUNT = re.compile(r"\{(\w+)\}")


class Step(Frozen):
    """One thing to do and why; `skip_if` is said to the reader. Limits of the year stand in braces."""

    do: str
    because: str
    skip_if: str | None = None


class Signs(Rule):
    """What shows that a plan's members are in a situation: tags that hold, and a word of `named`, where given,
    in the name of the plan or the employer.
    """

    id: str = ""
    named: tuple[str, ...] = ()
    because: str


class Situation(Frozen):
    """One kind of reader: the steps in order, by id; steps the order leaves out are notes for their case.

    `signs` are the ways to tell it from the document; without any, only the person can say it.
    """

    title: str
    signs: tuple[Signs, ...] = ()
    order: tuple[str, ...]
    steps: dict[str, Step]


class Strategies(Frozen):
    """`strategies.yaml`."""

    named: str
    common: dict[str, Step]
    situations: dict[str, Situation]

    @model_validator(mode="after")
    def _orders_exist(self) -> Self:
        for id, situation in self.situations.items():
            unknown = set(situation.order) - self.common.keys() - situation.steps.keys()
            if unknown:
                raise ValueError(f"{id}: no step is called {min(unknown)}")
            if len(set(situation.order)) != len(situation.order):
                raise ValueError(f"{id}: a step stands twice in the order")
        return self


def read_strategies(folder: Path) -> Strategies:
    """Return the strategies in the patterns folder. Raises BadPack, also where a limit in braces does not
    exist.
    """
    path = folder / "strategies.yaml"
    found = read_model(path, Strategies)
    names = read_model(folder / "limits" / "names.yaml", LimitNames).limits
    amounts = {name for name, limit in names.items() if limit.unit is Unit.DOLLARS}
    steps = [*found.common.values(), *(step for s in found.situations.values() for step in s.steps.values())]
    for step in steps:
        unknown = set(AMOUNT.findall(step.do)) - amounts
        if unknown:
            raise BadPack(f"{path}: {step.do!r}: no limit in dollars is called {min(unknown)}")
    return found
