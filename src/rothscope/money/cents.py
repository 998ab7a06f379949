"""Rounding and plain words for amounts: dollars in, dollars or text out."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NONE = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """Return dollars to the cent, half a cent up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def cut_cents(amount: Decimal) -> Decimal:
    """Return dollars cut to the cent, for what must never exceed its rule."""
    return amount.quantize(CENT, ROUND_DOWN)


def dollars(amount: Decimal) -> str:
    """Return an amount as a reader sees it: 38,500.00."""
    return f"{amount:,.2f}"


def percent(share: Decimal) -> str:
    """Return a fraction as a percentage without idle zeros: 0.1 is 10%, 0.075 is 7.5%."""
    points = (share * 100).normalize()
    return f"{points:f}%"
