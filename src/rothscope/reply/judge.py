"""The words of one answer -> what they settle: yes, no, a number, another question than the one asked, or nothing.

In: a question's id, the words, and the rules of `patterns/replies.yaml`. Out: a `Judged`. In doubt an answer is
unclear, never a yes.
"""

import re
from decimal import Decimal

from rothscope.model.analysis import Mark
from rothscope.model.frozen import Frozen
from rothscope.packs.replies import (
    AnswerRule,
    Effect,
    ReplyRule,
    ReplyRules,
    Words,
    YesNo,
    flat,
    found,
    phrase,
)
from rothscope.structure.dates import days_in

MEASURED = ("frequency", "amount", "date")
"""Answers that hold a value."""
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|percent)")
_DOLLARS = re.compile(r"\$\s?(\d[\d,]*)")


_Value = tuple[str, str, dict[str, str]]
"""A measured value: its id, its words, and the facts it makes."""


class Judged(Frozen):
    """How an answer was read. `reading` is "yes", "no", "open", "words", or a value; `effect` what it settles."""

    mark: Mark
    reading: str
    means: str
    effect: Effect | None = None
    follow_up: str | None = None
    cite: str | None = None


def judge(question: str, answer: str, rules: ReplyRules) -> Judged:
    """Return how an answer to a question reads; questions without a rule of their own keep the words."""
    rule = rules.answers.get(question)
    text = flat(answer)
    reading = read_yes_no(text, rules.words)
    cite = _cite(answer, rules.words)
    special = next((one for one in rules.rules if one.fits(question, reading, text)), None)
    if rule is not None and rule.reads in MEASURED and (special is None or rule.on_no is None):
        judged = _measured(rule, answer, text, rules)
        if judged.mark is Mark.ANSWERED or special is None or special.questions == ():
            return judged.model_copy(update={"cite": cite})
    if special is not None:
        judged = _by_rule(special, rule, reading, rules)
    elif rule is None or rule.reads == "words":
        judged = Judged(mark=Mark.ANSWERED, reading="words", means=rules.means["words"])
    else:
        judged = _by_yes_no(rule, reading, rules)
    return judged.model_copy(update={"cite": cite})


def read_yes_no(text: str, words: Words) -> YesNo:
    """Return yes or no where the flat words say one of them; else open.

    An answer that opens with "no" stays one: what follows usually says what is possible instead. A yes stands only
    where no word of a no is near.
    """
    for neutral in words.neutral:
        text = phrase(neutral).sub(" ,", f" {text}").strip()
    opens_yes, denied = _opens(words.yes_openers, text), found(words.denials, text)
    if _opens(words.no_openers, text):
        return "no"
    if denied and not opens_yes:
        return "no"
    if denied or found(words.negations, text):
        return "open"
    return "yes" if opens_yes or found(words.grants, text) else "open"


def _opens(openers: tuple[str, ...], text: str) -> bool:
    return any(phrase(opener).match(f" {text}") for opener in openers)


def _by_rule(special: ReplyRule, rule: AnswerRule | None, reading: YesNo, rules: ReplyRules) -> Judged:
    effect = rules.becomes[special.becomes] if special.becomes else None
    if effect and effect.feature is None and rule and rule.on_yes:
        effect = effect.model_copy(update={"feature": rule.on_yes.feature})
    return Judged(
        mark=special.mark,
        reading=special.becomes or reading,
        means=special.means,
        effect=effect,
        follow_up=special.follow_up,
    )


def _by_yes_no(rule: AnswerRule, reading: YesNo, rules: ReplyRules) -> Judged:
    effect = {"yes": rule.on_yes, "no": rule.on_no, "open": None}[reading]
    mark = Mark.UNCLEAR if reading == "open" else Mark.ANSWERED
    follow_up = rules.follow_ups.unclear if reading == "open" else None
    return Judged(mark=mark, reading=reading, means=rules.means[reading], effect=effect, follow_up=follow_up)


def _measured(rule: AnswerRule, answer: str, text: str, rules: ReplyRules) -> Judged:
    """Read a frequency, an amount or a date; several of them, or none, are unclear.

    A no beside a number other than zero may be about somebody else, so it is unclear too.
    """
    values = _values(rule, answer, text, rules)
    if rule.on_no is not None and read_yes_no(text, rules.words) == "no":
        flat_no = not values or values[0][0] == "0%"
        return _by_yes_no(rule, "no" if flat_no else "open", rules)
    if rule.on_no is not None and not values:
        return _by_yes_no(rule, "open", rules).model_copy(update={"follow_up": rule.asks_on})
    if len(values) != 1:
        return _by_yes_no(rule, "open", rules)
    shown, words, facts = values[0]
    effect = Effect(said=rule.said.format(value=words), feature=rule.feature, facts=facts, status=rule.status)
    means = rules.means["stated"].format(value=words)
    return Judged(mark=Mark.ANSWERED, reading=shown, means=means, effect=effect)


def _values(rule: AnswerRule, answer: str, text: str, rules: ReplyRules) -> list[_Value]:
    if rule.reads == "frequency":
        return _frequencies(rule, text, rules)
    if rule.reads == "date":
        return [] if found(rules.words.alternatives, text) else _days(rule, answer)
    return _amounts(rule, answer)


def _days(rule: AnswerRule, answer: str) -> list[_Value]:
    days = [day.isoformat() for day in days_in(answer)]
    return [(day, day, {rule.fact: day} if rule.fact else {}) for day in days]


def _frequencies(rule: AnswerRule, text: str, rules: ReplyRules) -> list[_Value]:
    return [
        (name.value, rules.frequency_words[name], {rule.fact: name.value} if rule.fact else {})
        for name, said in rules.frequencies.items()
        if found(said, text)
    ]


def _amounts(rule: AnswerRule, answer: str) -> list[_Value]:
    shares = [(f"{n}%", n, rule.percent) for n in dict.fromkeys(_PERCENT.findall(answer))]
    dollars = [(f"${n}", n.replace(",", ""), rule.dollars) for n in dict.fromkeys(_DOLLARS.findall(answer))]
    if rule.most is not None and any(Decimal(n) > rule.most for _, n, _ in shares):
        return []
    return [(shown, shown, {fact: value} if fact else {}) for shown, value, fact in [*shares, *dollars]]


def _cite(answer: str, words: Words) -> str | None:
    """Return the first place in a document that the answer names: "section 4.3", "page 14"."""
    names = "|".join(re.escape(name) for name in words.cites)
    place = re.search(rf"(?i)(?<!\w)(?:(?:{names})\.?\s*|§\s*)\(?\d+(?:[.-]\d+)*(?:\([a-z0-9]+\))*", answer)
    return place[0] if place else None
