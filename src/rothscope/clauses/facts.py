"""Numbers and choices beside a mention: percentages, dollars, ages, months, frequencies, match formulas.

Comes in: a passage as tokens and the feature it speaks of. Goes out: facts in their units: percent of pay as a plain
number ("10"), dollars ("2500"), ages in years ("59.5"), months, counts, and formulas in the notation "50% of 6%".
"""

from collections.abc import Callable, Iterator, Mapping

from rothscope.clauses.formulas import FormulaReader
from rothscope.clauses.mentions import Mention, Place
from rothscope.clauses.numbers import Quantity, Unit, plain, read_quantities
from rothscope.clauses.paces import Pace
from rothscope.clauses.scope import same_clause
from rothscope.clauses.words import Span, Words
from rothscope.model.clause import Fact, FactKind
from rothscope.packs.reading import FactRule

_UNITS = {
    FactKind.PERCENT: Unit.PERCENT,
    FactKind.DOLLARS: Unit.DOLLARS,
    FactKind.COUNT_PER_PERIOD: Unit.MONTHS,
    FactKind.AGE: Unit.BARE,
}
TOUCHING = 1  # words between "at least" and the number it makes no cap
AGES = range(50, 76)
"""Whole years that may be an age from which money opens; a smaller or larger number counts something else."""


class FactReader:
    """The rules of `facts.yaml`, ready to read what stands beside a mention."""

    def __init__(self, rules: Mapping[str, FactRule]) -> None:
        self._rules = rules
        self._formulas = {
            name: FormulaReader(rule) for name, rule in rules.items() if rule.kind is FactKind.FORMULA
        }
        self._paces = {name: Pace(rule) for name, rule in rules.items() if rule.paces}

    def read(self, place: Place, mention: Mention) -> tuple[Fact, ...]:
        """Return every fact the rules read beside a mention, in the order of the rules."""
        return tuple(
            fact
            for name, rule in self._rules.items()
            if mention.feature in rule.features
            for fact in self._facts(place.words, name, lambda span: _beside(place, mention, span))
        )

    def alone(self, words: Words, name: str) -> tuple[Fact, ...]:
        """Return what one rule reads from a sentence that goes on about its feature without naming it."""
        return tuple(self._facts(words, name, lambda _: True))

    def _facts(self, words: Words, name: str, beside: Callable[[Span], bool]) -> Iterator[Fact]:
        rule = self._rules[name]
        if not _applies(words, rule):
            return
        for value, text in self._values(words, name, beside):
            yield Fact(name=name, kind=rule.kind, value=value, text=text)

    def _values(self, words: Words, name: str, beside: Callable[[Span], bool]) -> list[tuple[str, str]]:
        rule = self._rules[name]
        if rule.kind is FactKind.CHOICE:
            return _choice(words, name, rule, self._paces.get(name))
        if rule.kind is FactKind.FORMULA:
            return list(self._formulas[name].read(words.text))
        numbers = [(q, span) for q, span in _numbers(words, rule) if beside(span)]
        # "from 1% to 10%" and "1%, 2% … 10%" cap at the last number; an age or a span of months is one number.
        most = max(numbers, key=lambda number: number[0].value, default=None)
        return [(plain(most[0].value), words.cut(most[1]))] if most else _shown(words, rule)


def _applies(words: Words, rule: FactRule) -> bool:
    if any(words.concept(name) for name in rule.none):
        return False
    return not rule.near or any(words.concept(name) for name in rule.near)


def _numbers(words: Words, rule: FactRule) -> Iterator[tuple[Quantity, Span]]:
    """Yield the numbers of the rule's kind that may be believed, with their places."""
    after = [end for _, end in words.concept(*rule.not_after)] if rule.not_after else []
    inside = words.concept(*rule.inside) if rule.inside else ()
    for quantity in read_quantities(words.text):
        believed = rule.most is None or quantity.value <= rule.most
        if rule.kind is FactKind.AGE:
            believed = int(quantity.value) in AGES
        span = (words.token_at(quantity.start), words.token_at(quantity.end - 1) + 1)
        believed = believed and not any(0 <= span[0] - end <= TOUCHING for end in after)
        if rule.inside:
            believed = believed and any(one[0] < span[1] and span[0] < one[1] for one in inside)
        if believed and quantity.unit is _UNITS[rule.kind]:
            yield quantity, span


def _beside(place: Place, mention: Mention, span: Span) -> bool:
    return span[0] >= len(place.clauses) or any(
        same_clause(place.clauses, (span[0], span[0] + 1), part) for part in mention.parts
    )


def _choice(words: Words, name: str, rule: FactRule, pace: Pace | None) -> list[tuple[str, str]]:
    """Return the one value of a choice: the first that stands, unless it gives way to another that stands too."""
    found = {
        value: words.cut(spans[0])
        for value in dict.fromkeys((*rule.choices, *rule.shown_by))
        if (spans := words.of(f"choice:{name}:{value}") or _concept(words, rule.shown_by.get(value)))
    }
    if pace and (paced := pace.read(words)):
        found.setdefault(*paced)
    found = {v: text for v, text in found.items() if found.keys().isdisjoint(rule.gives_way.get(v, ()))}
    return list(found.items())[:1]


def _shown(words: Words, rule: FactRule) -> list[tuple[str, str]]:
    """Return the value that a concept shows where no number stands."""
    shown = [(value, _concept(words, concept)) for value, concept in rule.shown_by.items()]
    return [(value, words.cut(spans[0])) for value, spans in shown if spans][:1]


def _concept(words: Words, name: str | None) -> tuple[Span, ...]:
    return words.concept(name) if name else ()
