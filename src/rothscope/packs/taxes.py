"""`patterns/taxes.yaml` as checked values: how each route is reported, what some states do, what the law
may do.
"""

from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import model_validator

from rothscope.model.analysis import StateTax, TaxForm, Unsettled
from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_model
from rothscope.packs.tags import Rule

OTHER_STATES, OTHERS = "other", "Other states"
"""The id and the name of every state that no note is about."""


class Taxable(StrEnum):
    """What box 2a holds of the amount in box 1."""

    EARNINGS = "earnings"
    NONE = "none"
    ALL = "all"


class TaxRoute(Rule):
    """One way out: the Form 1099-R code and boxes, and what the person files. `confirm` sends it to a CPA."""

    title: str
    code: str
    taxable: Taxable
    split: bool = False
    boxes: str
    files: str
    note: str
    cite: str
    confirm: bool = False
    only_asked: bool = False


class UnsettledPoint(Rule):
    """What the law leaves open, why, and who to ask."""

    says: str
    because: str
    who: str


class StateNote(Frozen):
    """What differs in one state; always for a CPA where `confirm` is set."""

    title: str
    note: str
    confirm: bool = False


class Taxes(Frozen):
    """`taxes.yaml`: routes in the order shown, states by their two letters."""

    routes: tuple[TaxRoute, ...]
    unsettled: tuple[UnsettledPoint, ...]
    states: dict[str, StateNote]
    state_default: str
    confirm: str
    law: str

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        for rules in (self.routes, self.unsettled):
            ids = [rule.id for rule in rules]
            if len(set(ids)) < len(ids):
                raise ValueError("two routes or two unsettled points have one id")
        return self

    def route(self, id: str) -> TaxRoute:
        """Return a route by its id. Raises KeyError for an unknown one."""
        return {route.id: route for route in self.routes}[id]

    def shown(self, tags: frozenset[str]) -> tuple[TaxForm, ...]:
        """Return the routes whose tags hold, as a report shows them."""
        return tuple(
            TaxForm(
                id=route.id, title=route.title, code=route.code, boxes=route.boxes, files=route.files,
                note=route.note, cite=route.cite, confirm=self.confirm if route.confirm else "",
            )
            for route in self.routes if not route.only_asked and route.holds(tags)
        )  # fmt: skip

    def open_points(self, tags: frozenset[str]) -> tuple[Unsettled, ...]:
        """Return what the law leaves open where the tags hold, as a report shows it."""
        return tuple(
            Unsettled(id=point.id, text=point.says, because=point.because, who=point.who)
            for point in self.unsettled
            if point.holds(tags)
        )

    def state(self, id: str) -> StateTax:
        """Return what a state does, in two letters; any other is told of as the rest are."""
        note = self.states.get(id)
        if note is None:
            return StateTax(state=id, title=OTHERS, note=self.state_default)
        confirm = self.confirm if note.confirm else ""
        return StateTax(state=id, title=note.title, note=note.note, confirm=confirm)

    @property
    def state_taxes(self) -> tuple[StateTax, ...]:
        """Return the notes of the states that differ and of all others, as a report shows them."""
        return tuple(self.state(id) for id in (*self.states, OTHER_STATES))


def read_taxes(folder: Path) -> Taxes:
    """Return the tax rules in the patterns folder. Raises BadPack."""
    return read_model(folder / "taxes.yaml", Taxes)
