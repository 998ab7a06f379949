"""SAMPLE, DRAFT and the like, printed large across a page: letters that the text layer strews among its lines.

In: the runs of a page. Out: the runs without them, and what they spell.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from rothscope.extract.sheet.words import Run, Word

TIMES_LARGER = 3.0
"""Times the height of the page's usual word from which a word may be a watermark's."""

LEAST_TALL = 36.0
"""Points of height below which no word is a watermark's."""

ALIKE = 0.8
"""Share of the height of a watermark's letters from which others are its letters too."""


def part_watermark(runs: Sequence[Run]) -> tuple[list[Run], str]:
    """Return the runs without words that lie across other words, and those words joined; usually all runs and nothing."""
    tall = [word for run in runs for word in run.words if word.bottom - word.top >= LEAST_TALL]
    if not tall:
        return list(runs), ""
    words = [word for run in runs for word in run.words]
    least = TIMES_LARGER * median(word.bottom - word.top for word in words)
    lying = [w.bottom - w.top for w in tall if w.bottom - w.top >= least and _lies_across(w, words)]
    if not lying:
        return list(runs), ""
    # Its first and last letter may stand clear of the text.
    across = {id(w) for w in tall if w.bottom - w.top >= ALIKE * min(lying)}
    spelt = "".join(word.text for word in words if id(word) in across)
    kept = [[word for word in run.words if id(word) not in across] for run in runs]
    return [_rest(run, left) for run, left in zip(runs, kept, strict=True) if left], spelt


def _rest(run: Run, left: list[Word]) -> Run:
    return run if len(left) == len(run.words) else replace(run, words=left)


def _lies_across(large: Word, words: Sequence[Word]) -> bool:
    """Tell whether the middle of a smaller word lies inside a large one."""
    return any(
        large.x0 < (word.x0 + word.x1) / 2 < large.x1
        and large.top < (word.top + word.bottom) / 2 < large.bottom
        and word.bottom - word.top < (large.bottom - large.top) / 2
        for word in words
    )
