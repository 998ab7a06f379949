"""The employer match: a formula such as "100% of 3%, 50% of 2%" in, dollars for a year or a cheque out.

Tiers stack: each band of pay begins where the one before it ends. Each amount is rounded to the cent, half
up.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from rothscope.errors import BadProfile
from rothscope.model.frozen import Frozen
from rothscope.money.cents import NONE, cents, dollars, percent

MOST_RATE = Decimal(5)  # 500% of a deferral: beyond any match seen, so a slip of the pen
_NUMBER = r"(\d+(?:\.\d+)?|\.\d+)"
_REWRITES = (
    (r"(?<=\d),(?=\d{3}\b)", ""),
    (r"\s*\bper\s*cent\b|\s+%", "%"),
    (r"%\s*of\s*(?=[\d.$])", "% of "),
    (r"\bdollar[- ]for[- ]dollar\b", "100%"),
    (rf"{_NUMBER}\s*(?:¢|cents?)\s*(?:(?:on|per|for)\s+(?:the|each|every)?\s*dollar)", r"\1%"),
)
_JOINTS = re.compile(r"\s*(?:[,;+]|\bplus\b|\band\b|\bthen\b)\s*")
_TIER = re.compile(
    rf"{_NUMBER}%(?: match)?(?: of| on| up to| to)*(?: your| the)*"
    r"(?: deferrals?)?(?: up to)?(?: first| next)?"
    rf" (?:(?P<dollars>\$){_NUMBER}|{_NUMBER}%)(?: (?:of|from) [a-z ]+)?"
)
_MOST = (
    r"(?:(?:to )?a |at )?(?:max(?:imum)?(?: of)?|most|up to|capped at|(?:not|no) more than|limit(?:ed to)?)"
)
_CAP = re.compile(rf"{_MOST} \${_NUMBER}(?: (?:a|per) year)?")
_CAP_BEHIND = re.compile(rf"(%[^%]*%[a-z ]*?) (?={_MOST} \$)")
"""A ceiling in dollars that follows a whole tier without a comma."""


class Tier(Frozen):
    """The rate paid on deferrals within one band of pay; `share` of pay or a fixed `dollars` wide."""

    rate: Decimal
    share: Decimal | None = None
    dollars: Decimal | None = None

    def width(self, pay: Decimal) -> Decimal:
        """Return how many dollars of deferral this band takes at a given pay."""
        return self.dollars if self.share is None and self.dollars is not None else (self.share or NONE) * pay


class MatchFormula(Frozen):
    """A match: its tiers from the first dollar deferred, and the most it pays in a year."""

    tiers: tuple[Tier, ...]
    most: Decimal | None = None

    def __str__(self) -> str:
        """Return the formula in the notation `parse_match` reads."""
        bands = [
            f"{percent(tier.rate)} of {percent(tier.share) if tier.share is not None else f'${tier.dollars}'}"
            for tier in self.tiers
        ]
        return ", ".join(bands + ([f"max ${self.most}"] if self.most is not None else []))


def parse_match(text: str) -> MatchFormula:
    """Return the formula written in a text. Raises BadProfile with the notation where it cannot be read.

    Reads "50% of 6%", "100% of the first 3%, 50% of the next 2%", "dollar for dollar up to 4%", "50 cents
    on the dollar up to 6% of pay" and a yearly ceiling, "50% of 6%, max $5,000" or "50% of 6% up to $5,000".
    """
    plain = " ".join(text.lower().split())
    for pattern, instead in _REWRITES:
        plain = re.sub(pattern, instead, plain)
    plain = _CAP_BEHIND.sub(r"\1, ", plain)
    chunks = [chunk for chunk in _JOINTS.split(plain.strip(" .")) if chunk]
    caps = [found for chunk in chunks if (found := _CAP.fullmatch(chunk))]
    tiers = [found for chunk in chunks if (found := _TIER.fullmatch(chunk))]
    if not tiers or len(caps) > 1 or len(caps) + len(tiers) != len(chunks):
        raise BadProfile(
            f'The match "{text}" cannot be read; write it as "50% of 6%" or "100% of 3%, 50% of 2%".'
        )
    formula = MatchFormula(
        tiers=tuple(_tier(found) for found in tiers), most=Decimal(caps[0][1]) if caps else None
    )
    _refuse_absurd(text, formula)
    return formula


def _tier(found: re.Match[str]) -> Tier:
    rate = Decimal(found[1]) / 100
    if found["dollars"]:
        return Tier(rate=rate, dollars=Decimal(found[3]))
    return Tier(rate=rate, share=Decimal(found[4]) / 100)


def _refuse_absurd(text: str, formula: MatchFormula) -> None:
    if any(tier.rate > MOST_RATE for tier in formula.tiers) or sum(t.share or 0 for t in formula.tiers) > 1:
        raise BadProfile(f'The match "{text}" cannot be meant: it pays over 500% or on more than all of pay.')


def annual_match(formula: MatchFormula, deferral: Decimal, pay: Decimal) -> Decimal:
    """Return the year's match on a year's deferrals, as a plan with a true-up pays; `pay` already limited."""
    left, total = deferral, Decimal(0)
    for tier in formula.tiers:
        taken = min(left, tier.width(pay))
        total += tier.rate * taken
        left -= taken
    return cents(total if formula.most is None else min(total, formula.most))


def per_pay_match(
    formula: MatchFormula, gross: Sequence[Decimal], deferrals: Sequence[Decimal], pay_limit: Decimal
) -> tuple[Decimal, ...]:
    """Return the match of each cheque where every cheque stands alone (no true-up).

    Pay counts until the year's counted pay reaches the 401(a)(17) limit, the yearly ceiling until it is
    used up.
    """
    paid: list[Decimal] = []
    counted = NONE
    for pay, deferral in zip(gross, deferrals, strict=True):
        counts = min(pay, pay_limit - counted)
        counted += counts
        match = annual_match(formula, deferral, counts)
        paid.append(match if formula.most is None else min(match, formula.most - sum(paid, NONE)))
    return tuple(paid)


def explain_match(formula: MatchFormula, deferral: Decimal, pay: Decimal) -> str:
    """Return in a line how the year's match comes about."""
    return f"{formula} on deferrals of {dollars(deferral)} and counted pay of {dollars(pay)}"
