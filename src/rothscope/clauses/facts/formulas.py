"""Match formulas: the rates and bands of pay that a passage names, in the notation "100% of 3%, 50% of 2%".

Comes in: a text and the rule's `rates` and `marks`. Goes out: formulas, each with the words it was read from.
Every number is first told for what it is (a rate, a band of pay, the most a match may come to); rates and bands are then
paired, in the order "rate of band" or "band, then its rate", whichever fits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from rothscope.clauses.tokens.numbers import Quantity, Unit, plain, read_quantities
from rothscope.clauses.tokens.words import Finder, Span, Words
from rothscope.packs.reading import FactRule

LEAST = 1  # percent of pay: "if you save between 1% and 6%" tells the least one may save, not where the match begins
MOST_RATE, MOST_BAND, MOST_COIN = 500, 40, 5
"""No match pays over 500% or counts 40% of pay; "$5 for each dollar" is a rate, "$500" is an amount."""
ALL = Decimal(100)
CELL = "¦"  # the bar between two cells, as the words have it
AHEAD = 4  # words between a mark ("up to", "the first") and the number it tells of
COIN_REACH = 25  # words between "each dollar" and the coin it earns
RANGE_REACH = 8  # words between the two ends of a band ("over 3% of pay but not over 5%")


class Role(StrEnum):
    """What a number in a formula is."""

    RATE = "rate"
    BAND = "band"
    MOST = "most"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Item:
    """A number and its role; `marks` are the marks before it, `low` is where a band begins.

    `guessed`: no mark told the role, only the number before it.
    """

    role: Role
    value: Decimal
    span: Span
    marks: frozenset[str] = frozenset()
    low: Decimal = Decimal(0)
    dollars: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """The marks right before a number, some words before it, right after it and around it.

    Those after it have the word they end before. `of_each`: "each dollar" stands about; `of_point`: somewhere in the text
    "each 1%" of pay is what earns something.
    """

    touching: frozenset[str]
    before: frozenset[str]
    after: Mapping[str, int]
    around: frozenset[str]
    of_each: bool
    of_point: bool

    def of_saved(self) -> bool:
        """Tell whether the number is a share of savings ("of salary deferrals"), not of pay put in as savings."""
        saved = self.after.get("of_saved", 0)
        return saved > 0 and self.after.get("of_pay", saved) >= saved - 1


Tier = tuple[Item, Item]
"""A rate and its band."""


KEPT = 512
"""Texts whose formulas are remembered."""


class FormulaReader:
    """The wordings of a formula's rule compiled once; they are everyday words, so only passages that need it are read."""

    def __init__(self, rule: FactRule) -> None:
        self._rates = {f"rate:{rate}": Decimal(rate) for rate in rule.rates}
        self._marks = {f"mark:{mark}": mark for mark in rule.marks}
        phrases = {f"rate:{rate}": texts for rate, texts in rule.rates.items()}
        phrases |= {f"mark:{mark}": texts for mark, texts in rule.marks.items()}
        self._finder = Finder.of_phrases(phrases, every=True)

        self._last = lru_cache(maxsize=KEPT)(lambda text: tuple(self._read(text)))

    def read(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return each formula of a text and the words it was read from; those of the last texts are kept."""
        return self._last(text)

    def _read(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each formula and its words."""
        if not read_quantities(text):  # a band of pay is a number
            return
        words = self._finder.read(text)
        ordered = _ranges(sorted(self._items(words), key=lambda item: item.span))
        items = [item for item in ordered if item.role is not Role.BAND or item.value <= MOST_BAND]
        ceiling = [item for item in items if item.role is Role.MOST]
        tiers = _paired(items) or _from_most(items, ceiling, bool(words.of("mark:each_dollar")))
        starts = [at for at in range(len(tiers)) if at == 0 or _begins(words, *tiers[at - 1 : at + 1])]
        for start, end in pairwise([*starts, len(tiers)]):
            last = tiers[end - 1][0].span
            most = next((item for item in ceiling if item.dollars and item.span > last), None)
            yield _written(words, tiers[start:end], most)

    def _items(self, words: Words) -> Iterator[Item]:
        """Yield every rate, band and ceiling with its place."""
        worded = [(rate, span) for key, rate in self._rates.items() for span in words.of(key)]
        for rate, span in worded:
            yield Item(Role.RATE, rate, span)
        last = 0
        for quantity in read_quantities(words.text):
            span = (words.token_at(quantity.start), words.token_at(quantity.end - 1) + 1)
            if quantity.value and not any(s[0] < span[1] and span[0] < s[1] for _, s in worded):
                item = _item(quantity, span, self._beside(words, span, last))
                if item and (item.dollars or item.value <= MOST_RATE):
                    yield item
            last = span[1]

    def _beside(self, words: Words, span: Span, last: int) -> Beside:
        """Return the marks right before a number, a few words before (but not before the `last` number), and after it."""
        ends = {
            m: [e for s, e in words.of(key) if s >= last and e <= span[0]] for key, m in self._marks.items()
        }
        marked = {mark: words.of(key) for key, mark in self._marks.items()}
        return Beside(
            touching=frozenset(mark for mark, at in ends.items() if any(span[0] - end <= 1 for end in at)),
            before=frozenset(mark for mark, at in ends.items() if any(span[0] - end <= AHEAD for end in at)),
            after={m: end for m, at in marked.items() for start, end in reversed(at) if start == span[1]},
            around=frozenset(
                m for m, at in marked.items() if any(s < span[0] and span[1] <= e for s, e in at)
            ),
            of_each=any(abs(start - span[1]) <= COIN_REACH for start, _ in marked["each_dollar"]),
            of_point=bool(marked["each_point"]),
        )


def _item(quantity: Quantity, span: Span, beside: Beside) -> Item | None:
    """Return what a number is; nothing where it is the dollar or point of pay saved, or counts something else."""
    most = quantity.unit is Unit.DOLLARS and quantity.value > MOST_COIN
    if most and "ceiling" in beside.before:
        return Item(Role.MOST, quantity.value, span, beside.before, dollars=True)
    saved = {"each_dollar", "each_point"} & beside.around
    if most or saved or "aside" in beside.after or "floor" in beside.touching:
        return None
    if quantity.unit is Unit.DOLLARS:
        return Item(Role.RATE, quantity.value * 100, span, beside.before) if beside.of_each else None
    if quantity.unit is Unit.CENTS:
        return Item(Role.RATE, quantity.value, span, beside.before)
    return _share(quantity, span, beside) if quantity.unit is Unit.PERCENT else None


def _share(quantity: Quantity, span: Span, beside: Beside) -> Item:
    """Return what a percentage is: a rate, a band of pay, the most a match comes to, or open."""
    if "most_match" in beside.before and "of_pay" in beside.after:
        role = Role.MOST
    elif beside.of_point and "band" not in beside.before and quantity.value <= MOST_COIN:
        return Item(Role.RATE, quantity.value * 100, span, beside.before)
    elif beside.of_saved() and not {"first", "next"} & beside.touching:
        role = Role.RATE
    elif {"first", "next"} & beside.touching or "of_pay" in beside.after:
        role = Role.BAND
    elif "rate_after" in beside.after:
        role = Role.RATE
    else:
        role = Role.BAND if "band" in beside.before else Role.OPEN
    return Item(role, quantity.value, span, beside.before)


def _ranges(items: Sequence[Item]) -> list[Item]:
    """Join the two ends of a band ("between 3% and 5%"), and tell a number without marks by the one before it."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if (
            last
            and last.role is Role.BAND
            and item.role in (Role.BAND, Role.OPEN)
            and "from" in last.marks
            and last.value < item.value
            and item.span[0] - last.span[1] <= RANGE_REACH
        ):
            joined[-1] = replace(last, value=item.value, low=last.value, span=(last.span[0], item.span[1]))
        elif item.role is Role.OPEN:  # "50% of 6%"; "first 6%: 75%"; "a match of 75%"
            if last is None or last.role is not Role.BAND or "band" in last.marks:
                role = Role.BAND if last is not None and last.role is Role.RATE else Role.RATE
                joined.append(replace(item, role=role, guessed="from" not in item.marks))
        else:
            joined.append(item)
    return joined


def _paired(items: Sequence[Item]) -> list[Tier]:
    """Pair rates and bands in the order that pairs more of them, or else stands closer together."""
    found = [item for item in items if item.role is not Role.MOST]
    orders = [_in_order(found, Role.RATE), _in_order(found, Role.BAND)]
    return min(orders, key=lambda tiers: (-len(tiers), sum(_apart(tier) for tier in tiers)))


def _in_order(items: Sequence[Item], first: Role) -> list[Tier]:
    """Return each item of the first role with the next one of the other, unless another of the first comes between.

    Two numbers that nothing tells apart make no pair ("if you save 5%, you get 4%").
    """
    tiers: list[Tier] = []
    held: Item | None = None
    for item in items:
        if item.role is first:
            held = item
        elif held is not None:
            if not (held.guessed and item.guessed):
                tiers.append((held, item) if first is Role.RATE else (item, held))
            held = None
    return tiers


def _begins(words: Words, last: Tier, tier: Tier) -> bool:
    """Tell whether a tier begins another formula: with a second "first", or in another cell without a "next"."""
    marks = tier[1].marks
    between = words.tokens[max(item.span[1] for item in last) : min(item.span[0] for item in tier)]
    return "first" in marks or ("next" not in marks and CELL in between)


def _apart(tier: Tier) -> int:
    one, other = sorted(item.span for item in tier)
    return other[0] - one[1]


def _from_most(items: Sequence[Item], ceiling: Sequence[Item], of_each: bool) -> list[Tier]:
    """Return the band that a lone rate reaches its stated most on: half of what is saved, at most 3% of pay, is of 6%.

    Of a most in dollars ("50¢ for each dollar, up to $6,000 a year") that is all of pay.
    """
    rates = [item for item in items if item.role is Role.RATE]
    if len(rates) != 1 or len(ceiling) != 1:
        return []
    (rate,), (most,) = rates, ceiling
    if most.dollars:
        return [(rate, replace(rate, role=Role.BAND, value=ALL))] if of_each else []
    return [(rate, replace(most, value=most.value * ALL / rate.value))]


def _written(words: Words, tiers: Sequence[Tier], most: Item | None) -> tuple[str, str]:
    """Return the formula in its notation, each band counted from where the last one ended, and the words of its tiers."""
    parts, texts, reached = [], [], Decimal(0)
    for rate, band in tiers:
        top, low = band.value, band.low if reached or band.low > LEAST else 0
        width = top - low
        if not low and reached and "next" not in band.marks and top > reached:
            width = top - reached
        parts.append(f"{plain(rate.value)}% of {plain(round(width, 4))}%")
        texts.append(words.cut((min(rate.span[0], band.span[0]), max(rate.span[1], band.span[1]))))
        reached += width
    if most:
        parts.append(f"max ${plain(most.value)}")
        texts.append(words.cut(most.span))
    return ", ".join(parts), " … ".join(texts)
