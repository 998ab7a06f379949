"""What engines make of print that they misread in the same way every time, and what was printed.

In: a word as an engine read it. Out: the word as printed.
"""

import re

# No age has three digits, and no percentage of a plan is the age of a withdrawal.
_AGES_AND_A_HALF = re.compile(
    r"\b(59|70)(?:-?(?:1?%|2|1[/\u2044]2|4|['\u2019]/2|'h|[YV\u00a5]2|/2))(?![\w/%])"
)

_READ_FOR_BOXES = frozenset("OCDQU0[](){}\u25a1\u2610\u2611\u2612\u53e3\u56de\u25a0\u00a9\u00ae&XxV\u2713")

MARK_LETTERS = 3
"""Letters up to which a box was ever read for a word."""

WHOLE = 0.6
"""Share of a word's width from which a box is all of it."""


def as_printed(text: str) -> str:
    """Return one word with the strokes that engines read for letters put right.

    >>> as_printed("|"), as_printed("59%")
    ('I', '59\u00bd')
    """
    text = text.replace("|", "I") if text in ("|", "|.", "|,") else text.replace("|", "l")
    return _AGES_AND_A_HALF.sub("\\1\u00bd", text)


def is_mended(text: str) -> bool:
    """Tell whether the word is one that engines never read right and that `as_printed` puts right."""
    return "\u00bd" in text


def beside_mark(text: str, share: float) -> str | None:
    """Return what is left of a word without the letters a check box was read for; None where its letters are letters.

    `share` is how much of the word's width the box takes up. Big bold letters look like boxes to a simple eye.

    >>> beside_mark("LJ", 1.0), beside_mark("OAfter-tax", 0.15), beside_mark("Once", 0.3)
    ('', 'After-tax', None)
    """
    if share > WHOLE:
        word = text.isascii() and text.islower() and text not in ("o", "c", "x")
        return None if word or len(text) > MARK_LETTERS else ""
    read = max(1, int(share * len(text) + 0.3))
    mark, rest = text[:read], text[read:]
    glued = mark[0] in _READ_FOR_BOXES and not rest[:1].islower()
    return rest if rest and glued else None
