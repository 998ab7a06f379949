"""WCAG AA contrast of the page's colours, in light, dark and print, read from its own style sheet."""

import re
from importlib.resources import files

import pytest

CSS = (files("rothscope.report") / "templates" / "report.css").read_text(encoding="utf-8")
TEXT = 4.5
SHAPE = 3.0
TONES = ("go", "care", "ask", "wait", "stop", "mute")
PAIRS = [
    *((ink, paper, TEXT) for ink in ("ink", "soft", "link") for paper in ("paper", "sheet", "aside")),
    *((tone, f"{tone}-tint", TEXT) for tone in TONES),
    *((tone, "sheet", TEXT) for tone in TONES),
    *((tone, "paper", TEXT) for tone in TONES),
    *(("ink", f"{tone}-tint", TEXT) for tone in TONES),
    *(("soft", f"{tone}-tint", TEXT) for tone in TONES),
    *(("link", f"{tone}-tint", TEXT) for tone in TONES),
    ("go", "paper", SHAPE),
]
PALETTES = [
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.S)
]


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.1)."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.1), 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


def test_light_dark_and_print_each_have_a_palette() -> None:
    assert len(PALETTES) == 3


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark", "print"])
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_words_can_be_read(palette: dict[str, str], ink: str, paper: str, least: float) -> None:
    assert contrast(palette[ink], palette[paper]) >= least
