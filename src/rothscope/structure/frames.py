"""Which list item or option a new one hangs on.

Comes in: the items still open, outermost first, and how the new one is set. Goes out: the item above it, if any.
"""

import re
from typing import NamedTuple

DEEPER = 3.0
"""Points further in at which a list item counts as one of a list inside the item above."""

_PARENTHESIS_AT_END = re.compile(r"\s*\([^()]*\)\.?$")
_INVITES_MARKS = re.compile(r"\((?:check|select|choose|tick|mark|pick|circle)\b[^)]*\)[.:]?$", re.IGNORECASE)


class Frame(NamedTuple):
    """A list item or option that later ones may hang on."""

    series: str
    indent: float
    text: str
    lead_in: str
    ticked: bool | None


def parent_of(frames: list[Frame], series: str, indent: float, ticked: bool | None = None) -> Frame | None:
    """Drop the items the new one does not hang on; return the one it hangs on, if any.

    Each frame hangs on the one below it. Further in hangs on the last item; the same series of numbers or
    bullets stands beside its like; a new series hangs on an item that announces it, unless what that announced stood
    further in and is over.
    """
    is_over = False
    while frames:
        top = frames[-1]
        if indent > top.indent + DEEPER:
            return top
        if indent < top.indent - DEEPER:
            frames.pop()
            is_over = True
            continue
        like = [at for at, frame in enumerate(frames) if frame.series == series]
        like = [at for at in like if abs(frames[at].indent - indent) <= DEEPER]
        if series and like:
            del frames[like[0] :]
            return frames[-1] if frames else None
        # Under an empty box nothing is chosen; a tick there shows that the item stands beside it, not under it.
        contradicts = bool(ticked) and top.ticked is False and not (series and top.series)
        if announces(top.text) and not contradicts and not is_over:
            return top
        frames.pop()
        if series == top.series and frames and not (ticked and frames[-1].ticked is False):
            return frames[-1]
    return None


def announces(text: str) -> bool:
    """Tell whether a list must follow: the text ends in a colon, a dash or three dots, a closing remark aside."""
    if text.endswith((":", "...", "\u2026", "\u2014")):
        return True
    if not text.endswith((")", ").")):
        return False
    return _INVITES_MARKS.search(text) is not None or _PARENTHESIS_AT_END.sub("", text).endswith(":")
