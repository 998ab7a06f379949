"""Where a point of a PDF page is seen: PDF user space -> points from the top left of the page as displayed.

In: pdfium's page. Out: a Frame that turns (left, bottom, right, top) boxes, after crop box and page rotation. A frame may
be turned once more, to how its text reads.
"""

import ctypes
import math
from collections import Counter
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from rothscope.model.document import Box

FAR = 20_000.0
"""Points beyond which no page reaches (a PDF page is 14,400 points at most); damaged files hold such numbers."""

LETTERS_ASKED = 60
"""Letters of a page, evenly spread, that are asked which way up they stand."""

LETTER = (0.0, 0.0, 612.0, 792.0)
"""The page taken where a damaged file gives no usable size."""


class Frame(NamedTuple):
    """The visible part of a page in user space and its rotation, clockwise in quarter turns."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a user-space box as (x0, top, x1, bottom) from the top left corner of what is displayed."""
        if self.turns == 0:
            return (left - self.left, self.top - top, right - self.left, self.top - bottom)
        if self.turns == 1:
            return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.turns == 2:
            return (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        return (self.top - top, self.right - right, self.top - bottom, self.right - left)

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height as displayed, in points."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)


def frame_of(page: Any) -> Frame:
    """Return the frame of a pdfium page."""
    rect = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(rect))
    sides = (rect.left, rect.bottom, rect.right, rect.top)
    usable = all(-FAR < side < FAR for side in sides) and rect.left < rect.right and rect.bottom < rect.top
    turns = raw.FPDFPage_GetRotation(page.raw) % 4
    return Frame(*sides, turns) if usable else Frame(*LETTER)


def reading_turns(textpage: Any, frame: Frame) -> int:
    """Return the quarter turns, clockwise, by which most letters of a page stand upright, as its rotation would turn it.

    Where a page has no letters its own rotation stands.
    """
    count = raw.FPDFText_CountChars(textpage.raw)
    votes = Counter(
        _upright(raw.FPDFText_GetCharAngle(textpage.raw, at))
        for at in range(0, count, max(1, count // LETTERS_ASKED))
        if raw.FPDFText_GetUnicode(textpage.raw, at) > ord(" ")
    )
    return max(votes, key=lambda turns: (votes[turns], turns == frame.turns), default=frame.turns)


def _upright(angle: float) -> int:
    return round(-angle / (math.pi / 2)) % 4
