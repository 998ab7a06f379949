"""Numbers and choices beside a mention: percentages, dollars, ages, months, frequencies, match formulas.

Comes in: a passage as tokens and the feature it speaks of. Goes out: facts in their units: percent of pay as a plain
number ("10"), dollars ("2500"), ages in years ("59.5"), months, counts, and formulas in the notation "50% of 6%".
"""

from collections.abc import Iterator, Mapping

from rothscope.clauses.formulas import FormulaReader
from rothscope.clauses.mentions import Mention, Place
from rothscope.clauses.numbers import Quantity, Unit, plain, read_quantities
from rothscope.clauses.scope import same_clause
from rothscope.model.clause import Fact, FactKind
from rothscope.packs.reading import FactRule

_UNITS = {
    FactKind.PERCENT: Unit.PERCENT,
    FactKind.DOLLARS: Unit.DOLLARS,
    FactKind.COUNT_PER_PERIOD: Unit.MONTHS,
    FactKind.AGE: Unit.BARE,
}
AGES = range(50, 76)
"""Whole years that may be an age from which money opens; a smaller or larger number counts something else."""


class FactReader:
    """The rules of `facts.yaml`, ready to read what stands beside a mention."""

    def __init__(self, rules: Mapping[str, FactRule]) -> None:
        self._rules = rules
        self._formulas = {
            name: FormulaReader(rule) for name, rule in rules.items() if rule.kind is FactKind.FORMULA
        }

    def read(self, place: Place, mention: Mention) -> tuple[Fact, ...]:
        """Return every fact the rules read beside a mention, in the order of the rules."""
        return tuple(
            Fact(name=name, kind=rule.kind, value=value, text=text)
            for name, rule in self._rules.items()
            if mention.feature in rule.features and _applies(place, rule)
            for value, text in self._values(place, name, rule, mention)
        )

    def _values(self, place: Place, name: str, rule: FactRule, mention: Mention) -> list[tuple[str, str]]:
        if rule.kind is FactKind.CHOICE:
            return _choice(place, name, rule)
        text = place.words.text
        if rule.kind is FactKind.FORMULA:
            return list(self._formulas[name].read(text))
        numbers = [q for q in _numbers(place, rule) if _beside(place, mention, q.start)]
        # "from 1% to 10%" and "1%, 2% … 10%" cap at the last number; an age or a span of months is one number.
        most = max(numbers, key=lambda q: q.value, default=None)
        return [(plain(most.value), text[most.start : most.end].strip())] if most else []


def _applies(place: Place, rule: FactRule) -> bool:
    words = place.words
    if any(words.concept(name) for name in rule.none):
        return False
    return not rule.near or any(words.concept(name) for name in rule.near)


def _numbers(place: Place, rule: FactRule) -> Iterator[Quantity]:
    """Yield the numbers of the rule's kind that may be believed."""
    for quantity in read_quantities(place.words.text):
        believed = rule.most is None or quantity.value <= rule.most
        if rule.kind is FactKind.AGE:
            believed = int(quantity.value) in AGES
        if believed and quantity.unit is _UNITS[rule.kind]:
            yield quantity


def _beside(place: Place, mention: Mention, start: int) -> bool:
    token = place.words.token_at(start)
    return token >= len(place.clauses) or any(
        same_clause(place.clauses, (token, token + 1), p) for p in mention.parts
    )


def _choice(place: Place, name: str, rule: FactRule) -> list[tuple[str, str]]:
    for value in rule.choices:
        spans = place.words.of(f"choice:{name}:{value}")
        if spans:
            return [(value, place.words.cut(spans[0]))]
    return [
        (value, place.words.cut(place.words.concept(concept)[0]))
        for value, concept in rule.shown_by.items()
        if place.words.concept(concept)
    ][:1]
