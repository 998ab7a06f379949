"""Finding plans in a library: conditions such as `after_tax_contributions=allowed` -> rows, in the order of their files.

Names are columns or features, values are alternatives joined by commas, `!=` excludes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rothscope.errors import BadQuestion
from rothscope.library.job import State
from rothscope.library.store import Library
from rothscope.model.analysis import Verdict
from rothscope.model.finding import FEATURES, Status

COLUMNS = {
    "verdict": "p.verdict",
    "type": "p.type",
    "ein": "p.ein",
    "plan_number": "p.plan_number",
    "kind": "d.kind",
    "state": "d.state",
}
WORDS = {"name": "p.name", "sponsor": "p.sponsor", "file": "d.name"}
"""Columns found by a part of what they hold; all others by the whole of it."""

OF_DOCUMENTS = ("kind", "state", "file")
"""Columns that a document has without a plan in it; no other condition holds where there is no plan."""

KNOWN: dict[str, type[StrEnum]] = {"verdict": Verdict, "state": State}


@dataclass(frozen=True, slots=True)
class Row:
    """One plan of a document, or a document without one. `number` counts the plans of a booklet from 1.

    `counted` is the verdict with reviewers' corrections, null where there are none (see `review.count_corrections`).
    """

    sha256: str
    address: str | None
    file: str
    state: str
    sentence: str | None
    number: int | None
    name: str | None
    type: str | None
    sponsor: str | None
    ein: str | None
    plan_number: str | None
    verdict: str | None
    low: int | None
    high: int | None
    counted: str | None
    counted_low: int | None
    counted_high: int | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL with its values."""

    sql: str
    values: tuple[str, ...]


def conditions_of(words: Sequence[str], reviewed: bool = False) -> tuple[Condition, ...]:
    """Return conditions that must all hold. Raises BadQuestion naming what is not known.

    With `reviewed` a status is the one its reviewer left, and a verdict the one that follows from that.
    """
    return tuple(_condition(word, reviewed) for word in words)


def rows(library: Library, conditions: Sequence[Condition]) -> Iterator[Row]:
    """Give every plan for which the conditions hold, and every document without a plan for which they do."""
    where = " AND ".join(condition.sql for condition in conditions) or "TRUE"
    values = [value for condition in conditions for value in condition.values]
    for found in library.ask(
        "SELECT d.sha256, (SELECT min(address) FROM places WHERE sha256 = d.sha256) AS address, d.name, d.state, "
        "d.sentence, p.number, p.name, p.type, p.sponsor, p.ein, p.plan_number, p.verdict, p.low, p.high, c.verdict, "
        "c.low, c.high FROM documents d LEFT JOIN plans p ON p.document = d.id "
        f"LEFT JOIN counted c ON c.document = p.document AND c.plan = p.number WHERE {where} "
        "ORDER BY address, d.sha256, p.number",
        *values,
    ):
        yield Row(*found)


def _condition(word: str, reviewed: bool) -> Condition:
    name, mark, value = word.partition("=")
    without, name = name.endswith("!"), name.removesuffix("!").strip()
    choices = tuple(choice.strip() for choice in value.split(",") if choice.strip())
    if not mark or not choices:
        raise BadQuestion(f"{word!r} is no condition; write one like after_tax_contributions=allowed.")
    kind = _kind(name)
    choices = tuple(_known(name, choice, kind) for choice in choices)
    if name in WORDS:
        sql = " OR ".join([f"instr(lower({WORDS[name]}), lower(?))"] * len(choices))
    elif name in COLUMNS:
        column = "coalesce(c.verdict, p.verdict)" if reviewed and name == "verdict" else COLUMNS[name]
        sql = f"{column} IN ({_marks(choices)})"
    else:
        table, column = ("reviewed", "counted") if reviewed else ("findings", "status")
        sql = (
            f"EXISTS (SELECT 1 FROM {table} f WHERE f.document = p.document AND f.plan = p.number "
            f"AND f.feature = ? AND f.{column} IN ({_marks(choices)}))"
        )
        choices = (name, *choices)
    if without:  # a value that is not there is another one than any named
        sql = f"NOT coalesce({sql}, FALSE)"
    return Condition(f"({sql})" if name in OF_DOCUMENTS else f"(p.number IS NOT NULL AND ({sql}))", choices)


def _kind(name: str) -> type[StrEnum] | None:
    """Return the values a name can have, or None where any will do."""
    if name in FEATURES:
        return Status
    if name not in COLUMNS and name not in WORDS:
        names = ", ".join([*COLUMNS, *WORDS, *FEATURES])
        raise BadQuestion(f"{name!r} is nothing a library knows; it knows {names}.")
    return KNOWN.get(name)


def _known(name: str, value: str, kind: type[StrEnum] | None) -> str:
    if kind is None:
        return value
    for spelt in (value, value.lower(), value.upper()):
        try:
            return str(kind(spelt))
        except ValueError:
            continue
    raise BadQuestion(f"{value!r} is no {name}; it can be {', '.join(kind)}.")


def _marks(choices: Sequence[str]) -> str:
    return ", ".join("?" * len(choices))
