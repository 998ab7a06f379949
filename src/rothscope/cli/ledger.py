"""Figures as plain text: label and amount on one line, how it came about and its source below, within 80
columns.
"""

import json
import textwrap
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

WIDTH = 80
CENT = Decimal("0.01")
AMOUNT = 16  # columns kept for 1,000,000,000.00


def as_json(values: dict[str, Any]) -> str:
    """Return the values as JSON, money as text with two decimals."""
    return json.dumps(values, indent=2, ensure_ascii=False, default=_plain) + "\n"


def points(share: Decimal) -> str:
    """Return a fraction as percentage points, exact and with two decimals at least: 0.11025 is 11.025."""
    exact = (share * 100).normalize()
    return f"{exact:.2f}" if exact == exact.quantize(CENT) else f"{exact:f}"


def _plain(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)


def figure(label: str, amount: str | Decimal, because: str = "", source: str = "") -> str:
    """Return a figure with its reason and source indented below it."""
    shown = f"{amount:,.2f}" if isinstance(amount, Decimal) else amount
    *above, last = textwrap.wrap(label, WIDTH - AMOUNT) or [""]
    reasons = [row for text in (because, f"[{source}]" if source else "") for row in note(text)]
    return "\n".join([*above, f"{last:<{WIDTH - AMOUNT}}{shown:>{AMOUNT}}", *reasons])


def note(text: str, indent: str = "    ") -> list[str]:
    """Return a sentence as indented lines, none for no text."""
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def paragraph(text: str) -> str:
    """Return a remark as a block of its own."""
    return "\n".join(note(text, indent=""))


def page(blocks: Iterable[str]) -> str:
    """Return the blocks one below the other, an empty line between."""
    return "\n\n".join(block for block in blocks if block) + "\n"
