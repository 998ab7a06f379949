"""`patterns/taxes.yaml` as checked values: how each route is reported, what some states do, what the law
may do.
"""

from pathlib import Path

from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_model


class TaxRoute(Frozen):
    """One way out: the Form 1099-R code and boxes, and what the person files. `confirm` sends it to a CPA."""

    title: str
    code: str
    boxes: str
    files: str
    note: str
    cite: str
    confirm: bool = False


class StateNote(Frozen):
    """What differs in one state; always for a CPA where `confirm` is set."""

    title: str
    note: str
    confirm: bool = False


class Taxes(Frozen):
    """`taxes.yaml`: routes and states by id."""

    routes: dict[str, TaxRoute]
    states: dict[str, StateNote]
    state_default: str
    law: str


def read_taxes(folder: Path) -> Taxes:
    """Return the tax rules in the patterns folder. Raises BadPack."""
    return read_model(folder / "taxes.yaml", Taxes)
