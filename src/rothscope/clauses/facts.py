"""Numbers and choices beside a mention: percentages, dollars, ages, months, frequencies, match formulas.

Comes in: a passage as tokens and the feature it speaks of. Goes out: facts in their units: percent of pay as a plain
number ("10"), dollars ("2500"), ages in years ("59.5"), months, counts, and formulas in the notation "50% of 6%".
"""

import re
from collections.abc import Iterator, Mapping

from rothscope.clauses.mentions import Mention, Place
from rothscope.clauses.scope import same_clause
from rothscope.model.clause import Fact, FactKind
from rothscope.packs.reading import FactRule

_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
_WORDS = {word: number for number, word in enumerate(_ONES, start=1)} | {
    "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy-five": 75, "hundred": 100,
}  # fmt: skip  # number words are arithmetic, not plan language
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_HALF = r"(?:\s*½|\s*1/2|\s+and\s+one-half)?"
_PERCENT = re.compile(
    rf"({_NUMBER}{_HALF})\s*(?:%|percent\b|per cent\b)|\b({'|'.join(sorted(_WORDS, key=len, reverse=True))})\s+percent\b",
    re.I,
)
_DOLLARS = re.compile(rf"\$\s?({_NUMBER})")
_MONTHS = re.compile(rf"\b(\d+|{'|'.join(_ONES)})[\s-]+months?\b", re.I)
_AGE = re.compile(
    r"\b(59\s*½|59[\s-]*1/2|59\.5|591/2|fifty-nine and (?:one-half|a half)|70\s*½|70[\s-]*1/2|5[05]|6[02-7]|7[0235])(?!\d)",
    re.I,
)
_FORMULA = re.compile(
    rf"(?P<rate>{_NUMBER})\s*(?:%|percent)\s+(?:match\s+)?(?:of|on)\s+(?!(?:your\s+|eligible\s+)*(?:pay|compensation|salary)\b)(?:\w+\s+){{0,8}}?(?:\w+,\s+(?=up\s+to))?(?:(?:up\s+to|first|next|between|to)\s+(?:the\s+(?:first|next)\s+)?)?"
    rf"(?:\d+(?:\.\d+)?%?\s+(?:%|percent)?\s*(?:and|to|through|-)\s+)?(?P<top>\d+(?:\.\d+)?)\s*(?:%|percent)(?!\s+of\s+(?:the\s+)?(?:first|next))",
    re.I,
)
_DOLLAR_FOR_DOLLAR = re.compile(
    r"dollar[\s-]for[\s-]dollar\b[^.;]{0,60}?(?P<top>\d+(?:\.\d+)?)\s*(?:%|percent)", re.I
)
_COINS = (
    rf"(?:(?P<cents>\d+|{'|'.join(sorted(_WORDS, key=len, reverse=True))})\s*(?:¢|cents)"
    r"|\$\s?(?P<dollars>\d*\.\d+|\d+)|(?:one|a)\s+dollar)"
)
_UP_TO = r"[^.;]{0,160}?\b(?:first|up\s+to|until|reach\w*|between|exceed)[^.;%]{0,40}?(?P<top>\d+(?:\.\d+)?)\s*(?:%|percent)"
_FOR_EACH_DOLLAR = re.compile(
    rf"{_COINS}\s+(?:on|for|to)\s+(?:each|every|the)\s+(?:dollar|\$1){_UP_TO}", re.I
)
_EACH_DOLLAR_EARNS = re.compile(rf"\b(?:each|every)\s+dollar\b[^.;]{{0,60}}?{_COINS}{_UP_TO}", re.I)
_PAY = r"(?:\s+of\s+(?:\w+\s+){0,3}?(?:pay|compensation|salary|earnings|wages))?"
_BAND_THEN_RATE = re.compile(
    rf"\b(?:first|next|(?:up\s+to|between\s+{_NUMBER}\s*(?:%|percent)\s+and))\s+(?P<top>{_NUMBER})\s*(?:%|percent){_PAY}"
    rf"(?:[\s|:]*|[^.;%]{{0,120}}?\bmatch\w*(?:\s+contributions?)?\s+(?:of|at|is)\s+)"
    rf"(?:(?P<rate>{_NUMBER})\s*(?:%|percent)|{_COINS}\s+(?:on|for)\s+(?:each|every|the)\s+dollar)",
    re.I,
)
"""A band and then its rate, as the rows of a table and some sentences have it."""


def read_facts(place: Place, mention: Mention, rules: Mapping[str, FactRule]) -> tuple[Fact, ...]:
    """Return every fact the rules read beside a mention, in the order of the rules."""
    facts = []
    for name, rule in rules.items():
        if mention.feature in rule.features and _applies(place, rule):
            facts += [
                Fact(name=name, kind=rule.kind, value=value, text=text)
                for value, text in _values(place, name, rule, mention)
            ]
    return tuple(facts)


def _applies(place: Place, rule: FactRule) -> bool:
    words = place.words
    if any(words.concept(name) for name in rule.none):
        return False
    return not rule.near or any(words.concept(name) for name in rule.near)


def _values(place: Place, name: str, rule: FactRule, mention: Mention) -> list[tuple[str, str]]:
    if rule.kind is FactKind.CHOICE:
        return _choice(place, name, rule)
    if rule.kind is FactKind.FORMULA:
        return _formula(place.words.text)
    numbers = [
        (value, text)
        for value, text, start in _READERS[rule.kind](place.words.text)
        if _beside(place, mention, start) and (rule.most is None or float(value) <= rule.most)
    ]
    # "from 1% to 10%" and "1%, 2% … 10%" cap at the last number; an age or a span of months is one number.
    return [max(numbers, key=lambda pair: float(pair[0]))] if numbers else []


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


def _percents(text: str) -> Iterator[tuple[str, str, int]]:
    for match in _PERCENT.finditer(text):
        value = _number(match[1]) if match[1] else str(_WORDS[match[2].lower()])
        yield value, match[0], match.start()


def _dollars(text: str) -> Iterator[tuple[str, str, int]]:
    for match in _DOLLARS.finditer(text):
        yield _number(match[1]), match[0], match.start()


def _months(text: str) -> Iterator[tuple[str, str, int]]:
    for match in _MONTHS.finditer(text):
        word = match[1].lower()
        yield str(_WORDS.get(word, word)), match[0], match.start()


def _ages(text: str) -> Iterator[tuple[str, str, int]]:
    for match in _AGE.finditer(text):
        flat = re.sub(r"\s+", "", match[1].lower())
        half = flat.startswith("fifty") or any(mark in flat for mark in ("½", "1/2", ".5"))
        whole = "59" if flat.startswith(("59", "fifty")) else flat[:2]
        yield f"{whole}.5" if half else whole, match[0], match.start()


_READERS = {
    FactKind.PERCENT: _percents,
    FactKind.DOLLARS: _dollars,
    FactKind.COUNT_PER_PERIOD: _months,
    FactKind.AGE: _ages,
}


def _number(text: str) -> str:
    half = any(mark in text for mark in ("½", "1/2", "one-half"))
    digits = re.match(_NUMBER, text)
    plain = (digits[0] if digits else text).replace(",", "")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f"{plain}.5" if half else plain


def _formula(text: str) -> list[tuple[str, str]]:
    """Return one match formula for the passage: its tiers in order, each counted from where the last one ended."""
    tiers = [
        (m.start(), _rate(m), float(m["top"]), m)
        for pattern in (_FORMULA, _DOLLAR_FOR_DOLLAR, _FOR_EACH_DOLLAR, _EACH_DOLLAR_EARNS)
        for m in pattern.finditer(text)
    ]
    tiers = tiers or [(m.start(), _rate(m), float(m["top"]), m) for m in _BAND_THEN_RATE.finditer(text)]
    if not tiers:
        return []
    parts, words, reached = [], [], 0.0
    for _, rate, top, match in sorted(tiers, key=lambda tier: tier[0]):
        width = top if re.search(r"\bnext\b", match[0], re.I) or top <= reached else top - reached
        parts.append(f"{_plain(rate)}% of {_plain(width)}%")
        words.append(match[0])
        reached += width
    return [(", ".join(parts), " … ".join(words))]


def _rate(match: re.Match[str]) -> float:
    groups = match.groupdict()
    if groups.get("rate"):
        return float(groups["rate"].replace(",", ""))
    if groups.get("cents"):
        cents = groups["cents"].lower()
        return float(_WORDS.get(cents, cents))
    return float(groups["dollars"]) * 100 if groups.get("dollars") else 100.0


def _plain(number: float) -> str:
    return f"{number:g}"
