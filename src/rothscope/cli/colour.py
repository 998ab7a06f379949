"""Colour for a text report on a terminal: the verdict in its tone, headings in bold; never a meaning by colour alone.

In: the plain text and how the verdict leans. Out: the same text with terminal codes, only where a terminal shows them and
nobody asked for none (NO_COLOR, see no-color.org).
"""

import os
import re
import sys

import click

TONES = {"go": "green", "care": "yellow", "ask": "cyan", "wait": "magenta", "stop": "red", "mute": None}
VERDICT_LINE = 2  # after the plan's name and the rule below it
_HEADING = re.compile(r"[A-Z][A-Z ,]{3,}(?::.*)?")


def wants_colour() -> bool:
    """Tell whether stdout is a terminal that shows colour, and nobody asked for none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def coloured(text: str, tone: str) -> str:
    """Return a text report with its verdict in the colour of its tone and its headings in bold."""
    lines = text.split("\n")
    shown = [click.style(line, bold=True) if _HEADING.fullmatch(line) else line for line in lines]
    if len(lines) > VERDICT_LINE:
        shown[VERDICT_LINE] = click.style(lines[VERDICT_LINE], fg=TONES.get(tone), bold=True)
    return "\n".join(shown)
