"""Match formulas told as a table of steps: what you save beside what the employer adds to it.

    You save | We add
    1%       | 1%
    2%       | 2%
    3%       | 2.5%

Each row tells a sum, so that what a band of pay is matched at stands between two rows: here 100% of 2%, 50% of 1%. Nothing
is read where a step is wider than a point of pay, since nobody can tell what is added in between, or where the second
column holds rates.

Comes in: judged clauses, passages and their words. Goes out: the clauses, one of each ladder with its formula.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from rothscope.clauses.tokens.numbers import Unit, plain, read_quantities
from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Fact, FactKind, Force, Polarity
from rothscope.model.document import CELL_BAR, Passage, PassageKind
from rothscope.packs.reading import FactRule

WIDEST = 1  # points of pay from one row to the next
DEAREST = 2  # dollars added to a dollar saved; a higher number is a rate in percent

Steps = list[tuple[Decimal, Decimal]]
"""Points of pay saved, and points of pay added in all."""


class Ladders:
    """The rule whose formula such a table tells."""

    def __init__(self, rules: Mapping[str, FactRule]) -> None:
        self._rules = [
            (name, rule) for name, rule in rules.items() if rule.kind is FactKind.FORMULA and rule.columns
        ]

    def read(self, clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
        """Return the clauses; one beside each ladder bears its formula, and the rows by themselves none."""
        told = list(clauses)
        for name, rule in self._rules:
            for rows in _tables(whole.passages):
                steps = _steps(rows, whole.words[rows[0].number], rule.columns)
                if not steps:
                    continue
                numbers = {row.number for row in rows}
                told = [_without(c, name) if c.passage in numbers else c for c in told]
                at = _speaker(told, rows, whole.passages, rule)
                if at is not None and (value := _formula(steps)):
                    text, last = f"{rows[0].text} … {rows[-1].text}", rows[-1]
                    fact = Fact(
                        name=name, kind=rule.kind, value=value, text=text, quote=last.text, page=last.page
                    )
                    told[at] = told[at].model_copy(update={"facts": (*told[at].facts, fact)})
        return told


def _tables(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield the rows of each table that stand under one row of titles."""
    for _, some in groupby(passages, key=lambda p: (p.kind, p.document, p.path, p.lead_in)):
        rows = list(some)
        if rows[0].kind is PassageKind.TABLE_ROW and CELL_BAR in rows[0].lead_in and len(rows) > 1:
            yield rows


def _steps(rows: Sequence[Passage], words: Words, columns: Sequence[str]) -> Steps:
    """Return what is saved and added row by row; nothing where the titles or a cell tell something else ("first 3%")."""
    at = [_column(words, len(rows[0].lead_in), concept) for concept in columns]
    steps = []
    for row in rows:
        cells = row.text.split(CELL_BAR)
        shares = [_share(cells[n]) if n is not None and n < len(cells) else None for n in at]
        saved, added = shares if len(set(at)) == len(shares) else (None, None)
        if saved is None or added is None:
            return []
        steps.append((saved, added))
    return steps


def _column(words: Words, end: int, concept: str) -> int | None:
    """Return the number of the first title that holds a concept, counted from 0."""
    starts = [words.starts[span[0]] for span in words.concept(concept)]
    return next((words.text[:start].count(CELL_BAR) for start in starts if start < end), None)


def _share(cell: str) -> Decimal | None:
    """Return the percentage a cell opens with ("4% or more"), null where none does or another follows."""
    found = [quantity for quantity in read_quantities(cell.strip()) if quantity.unit is Unit.PERCENT]
    return found[0].value if len(found) == 1 and not found[0].start else None


def _formula(steps: Steps) -> str:
    """Return the bands between the steps in the formula notation, empty where they make no sum that grows."""
    bands: Steps = []
    for (low, before), (high, after) in pairwise([(Decimal(0), Decimal(0)), *(s for s in steps if s[0])]):
        width = high - low
        if not 0 < width <= WIDEST or not 0 <= after - before <= DEAREST * width:
            return ""
        rate = round((after - before) / width * 100, 4)
        if bands and bands[-1][0] == rate:
            bands[-1] = (rate, bands[-1][1] + width)
        else:
            bands.append((rate, width))
    while bands and not bands[-1][0]:
        bands.pop()
    if any(not rate for rate, _ in bands):
        return ""
    return ", ".join(f"{plain(rate)}% of {plain(width)}%" for rate, width in bands)


def _without(clause: Clause, name: str) -> Clause:
    facts = tuple(fact for fact in clause.facts if fact.name != name)
    return clause if facts == clause.facts else clause.model_copy(update={"facts": facts})


def _speaker(
    clauses: Sequence[Clause], rows: Sequence[Passage], passages: Sequence[Passage], rule: FactRule
) -> int | None:
    """Return the clause in force that the table belongs to: one of its rows, or the last one before it in its chapter."""
    near = [
        at
        for at, clause in enumerate(clauses)
        if clause.feature in rule.features
        and clause.force is Force.OPERATIVE
        and clause.polarity is not Polarity.DENIES
        and clause.passage <= rows[-1].number
        and (passages[clause.passage].document, passages[clause.passage].path)
        == (rows[0].document, rows[0].path)
    ]
    return max(near, key=lambda at: (clauses[at].votes, clauses[at].passage), default=None)
