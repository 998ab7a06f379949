"""Numbers and choices beside a mention: percentages, dollars, ages, months, frequencies, match formulas.

Comes in: a passage as tokens and the feature it speaks of. Goes out: facts in their units: percent of pay as a plain
number ("10"), dollars ("2500"), ages in years ("59.5"), months, counts, and formulas in the notation "50% of 6%".
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rothscope.clauses.facts.formulas import FormulaReader
from rothscope.clauses.facts.paces import Pace
from rothscope.clauses.rules.mentions import Mention, Place
from rothscope.clauses.rules.scope import same_clause
from rothscope.clauses.tokens.numbers import Quantity, Unit, plain, read_quantities
from rothscope.clauses.tokens.words import Span, Words
from rothscope.model.clause import Fact, FactKind
from rothscope.packs.reading import FactRule

_UNITS = {
    FactKind.PERCENT: Unit.PERCENT,
    FactKind.DOLLARS: Unit.DOLLARS,
    FactKind.COUNT_PER_PERIOD: Unit.MONTHS,
    FactKind.AGE: Unit.BARE,
}
_PARTING = frozenset({",", ";"})
TOUCHING = 1  # words between "at least" and the number it makes no cap
AGES = range(50, 76)
"""Whole years that may be an age from which money opens; a smaller or larger number counts something else."""


Number = tuple[Quantity, Span]
"""A number and the words it takes."""


class FactReader:
    """The rules of `facts.yaml`, ready to read what stands beside a mention."""

    def __init__(self, rules: Mapping[str, FactRule]) -> None:
        self._rules = rules
        self._of: dict[str, list[str]] = {}
        for name, rule in rules.items():
            for feature in rule.features:
                self._of.setdefault(feature, []).append(name)
        self._formulas = {
            name: FormulaReader(rule) for name, rule in rules.items() if rule.kind is FactKind.FORMULA
        }
        self._paces = {name: Pace(rule) for name, rule in rules.items() if rule.paces}

    def read(self, place: Place, mention: Mention) -> tuple[Fact, ...]:
        """Return every fact the rules read beside a mention, in the order of the rules."""
        names = self._of.get(mention.feature, ())
        return self._all(place.words, names, lambda span: _beside(place, mention, span))

    def alone(self, words: Words, *names: str) -> tuple[Fact, ...]:
        """Return what some rules read from a sentence that goes on about their feature without naming it."""
        return self._all(words, names, lambda _: True)

    def _all(self, words: Words, names: Iterable[str], beside: Callable[[Span], bool]) -> tuple[Fact, ...]:
        """Return what rules read, without what another of them reads instead."""
        facts = [fact for name in names for fact in self._facts(words, name, beside)]
        instead = {(self._rules[fact.name].instead_of, fact.text) for fact in facts}
        return tuple(fact for fact in facts if (fact.name, fact.text) not in instead)

    def formula(self, name: str) -> FormulaReader:
        """Return what reads the formulas of one rule."""
        return self._formulas[name]

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
        numbers = _of_its_money(words, rule, _about(words, rule, numbers))
        # "from 1% to 10%" and "1%, 2% … 10%" cap at the last number; an age or a span of months is one number.
        most = max(numbers, key=lambda number: number[0].value, default=None)
        if most:
            return [(plain(most[0].value), words.cut(most[1]))]
        return [] if any(words.concept(name) for name in rule.none) else _shown(words, rule)


def _applies(words: Words, rule: FactRule) -> bool:
    counted = rule.kind in _UNITS
    if not counted and any(words.concept(name) for name in rule.none):
        return False
    return not rule.near or any(words.concept(name) for name in rule.near)


def _numbers(words: Words, rule: FactRule) -> Iterator[Number]:
    """Yield the numbers of the rule's kind that may be believed, with their places."""
    after = [end for _, end in words.concept(*rule.not_after)] if rule.not_after else []
    for quantity in read_quantities(words.text):
        if quantity.unit is not _UNITS[rule.kind]:
            continue
        believed = rule.most is None or quantity.value <= rule.most
        if rule.kind is FactKind.AGE:
            believed = int(quantity.value) in AGES
        span = (words.token_at(quantity.start), words.token_at(quantity.end - 1) + 1)
        believed = believed and not any(0 <= span[0] - end <= TOUCHING for end in after)
        believed = believed and (not rule.inside or _within(words, span, rule.inside))
        believed = believed and not _within(words, span, rule.outside)
        believed = believed and (not rule.near or _in_sentence(words, span, rule.near))
        if believed and (not _barred(words, span, rule) or _within(words, span, rule.plainly)):
            yield quantity, span


def _barred(words: Words, span: Span, rule: FactRule) -> bool:
    """Tell whether a concept that bars a number stands in its sentence."""
    return bool(rule.none) and _in_sentence(words, span, rule.none)


def _in_sentence(words: Words, span: Span, concepts: Sequence[str]) -> bool:
    """Tell whether a concept stands in the sentence of a number; a semicolon or a full stop ends one."""
    return any(
        not _ends_between(words, min(one[1], span[1]), max(one[0], span[0]))
        for one in words.concept(*concepts)
    )


def _ends_between(words: Words, start: int, end: int) -> bool:
    """Tell whether a semicolon or a full stop that is no decimal point stands among some words."""
    following = (*words.tokens[start + 1 : end], "")
    return any(
        token == ";" or (token == "." and not after.isdigit())
        for token, after in zip(words.tokens[start:end], following, strict=False)
    )


def _within(words: Words, span: Span, concepts: Sequence[str]) -> bool:
    return any(
        one[0] < span[1] and span[0] < one[1] for one in (words.concept(*concepts) if concepts else ())
    )


def _about(words: Words, rule: FactRule, numbers: list[Number]) -> list[Number]:
    """Return the numbers between the same commas as what the rule is about, or all where none stands there.

    "Up to 20% of pay, or 7% if you are highly compensated": an enumeration ("1%, 2% or 4%") parts nothing.
    """
    if len(numbers) < 2 or not rule.beside:
        return numbers
    counted = {token for _, span in numbers for token in range(*span)}
    part, parts = 0, []
    for token, text in enumerate(words.tokens):
        part += text in _PARTING and not {token - 1, token + 1} <= counted
        parts.append(part)
    about = {part for span in words.concept(*rule.beside) for part in parts[span[0] : span[1]]}
    return [number for number in numbers if parts[number[1][0]] in about] or numbers


def _of_its_money(words: Words, rule: FactRule, numbers: list[Number]) -> list[Number]:
    """Return the numbers before which the rule's own money was named last, or all where none is such.

    "Before-tax savings together stop at 14% of pay and after-tax savings at 3%."
    """
    named = sorted((span, own) for own, some in rule.moneys.items() for span in words.concept(*some))
    last = [[own for one, own in named if one[1] <= span[0]][-1:] for _, span in numbers]
    own = [number for number, money in zip(numbers, last, strict=True) if money == ["own"]]
    return own or numbers


def _beside(place: Place, mention: Mention, span: Span) -> bool:
    """Tell whether a number stands in one clause with a mention, or behind the title, question or opening it stands in."""
    led = span[0] >= place.lead_end and any(part[1] <= place.lead_end for part in mention.parts)
    return (
        led
        or span[0] >= len(place.clauses)
        or any(same_clause(place.clauses, (span[0], span[0] + 1), part) for part in mention.parts)
    )


def _choice(words: Words, name: str, rule: FactRule, pace: Pace | None) -> list[tuple[str, str]]:
    """Return the one value of a choice: the first that stands, unless it gives way to another that stands too."""
    found = {
        value: words.cut(spans[0])
        for value in dict.fromkeys((*rule.choices, *rule.shown_by))
        if (spans := _worded(words, name, rule, value) or _concept(words, rule.shown_by.get(value)))
    }
    if pace and (paced := pace.read(words.text)):
        found.setdefault(*paced)
    found = {v: text for v, text in found.items() if found.keys().isdisjoint(rule.gives_way.get(v, ()))}
    return list(found.items())[:1]


def _worded(words: Words, name: str, rule: FactRule, value: str) -> list[Span]:
    """Return where a value's wordings stand, of a rule with `beside` those between the same commas as such a concept."""
    about = words.concept(*rule.beside) if rule.beside else ()
    return [
        span
        for span in words.of(f"choice:{name}:{value}")
        if not rule.beside or any(_in_one_part(words, span, one) for one in about)
    ]


def _in_one_part(words: Words, one: Span, other: Span) -> bool:
    start, end = min(one[1], other[1]), max(one[0], other[0])
    return _PARTING.isdisjoint(words.tokens[start:end]) and not _ends_between(words, start, end)


def _shown(words: Words, rule: FactRule) -> list[tuple[str, str]]:
    """Return the value that a concept shows where no number stands."""
    shown = [(value, _concept(words, concept)) for value, concept in rule.shown_by.items()]
    return [(value, words.cut(spans[0])) for value, spans in shown if spans][:1]


def _concept(words: Words, name: str | None) -> tuple[Span, ...]:
    return words.concept(name) if name else ()
