"""A projection as a drawing: year ends in, one self-contained SVG element out (no script, no outside
reference).
"""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from rothscope.money.projection import YearEnd

WIDTH, HEIGHT, EDGE = 640, 320, 48  # user units; the drawing scales to its place on the page


def growth_svg(ends: Sequence[YearEnd], title: str) -> str:
    """Return the value and the money paid in, year by year, as an SVG; empty text for no years."""
    if not ends:
        return ""
    top = max(ends[-1].value, Decimal(1))
    value = _points([end.value for end in ends], top)
    paid = _points([end.paid for end in ends], top)
    last = ends[-1]
    said = f"After {last.year} years: {last.value:,.0f} dollars, of which {last.paid:,.0f} were paid in."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>"
        f'<path d="M{EDGE} {EDGE}V{HEIGHT - EDGE}H{WIDTH - EDGE}" fill="none" stroke="#667"/>'
        f'<polyline points="{paid}" fill="none" stroke="#8a8fa3" stroke-width="2" stroke-dasharray="6 4"/>'
        f'<polyline points="{value}" fill="none" stroke="#1c5d99" stroke-width="3"/>'
        f"{_label(EDGE, EDGE - 10, f'{last.value:,.0f}', 'start')}"
        f"{_label(EDGE, HEIGHT - EDGE + 20, '0', 'start')}"
        f"{_label(WIDTH - EDGE, HEIGHT - EDGE + 20, f'year {last.year}', 'end')}"
        "</svg>"
    )


def _points(amounts: Sequence[Decimal], top: Decimal) -> str:
    """The line from nothing at the start to each year's end, in user units, y downwards."""
    wide, high = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE
    all_amounts = [Decimal(0), *amounts]
    return " ".join(
        f"{EDGE + wide * n / len(amounts):.1f},{float(HEIGHT - EDGE - high * amount / top):.1f}"
        for n, amount in enumerate(all_amounts)
    )


def _label(x: int, y: int, text: str, anchor: str) -> str:
    style = 'font-family="sans-serif" font-size="13" fill="#334"'
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" {style}>{escape(text)}</text>'
