"""Print a `Difference`: text, Markdown, one self-contained HTML page, or the JSON contract.

The same Difference gives the same characters every time.
"""

import json
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from rothscope.model.difference import Difference, Impact, PassageChange, PlanDifference
from rothscope.packs.comparing import load_comparing
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import Tone, load_wording
from rothscope.report.environment import environment
from rothscope.report.plaintext import one_line

DIFFERENCE_FORMS = ("text", "html", "markdown", "json")
TONES: dict[Impact, Tone] = {Impact.HIGH: "stop", Impact.MEDIUM: "care", Impact.LOW: "mute"}
MOST_WORDS = 600
"""Words of a passage that are compared one by one; what follows is shown unmarked."""
_TEMPLATES = {"text": "diff.txt.j2", "markdown": "diff.md.j2", "html": "diff.html.j2"}


class Run(NamedTuple):
    """Some words of a passage; `other` where the other document has different ones there."""

    text: str
    other: bool


def render_difference(difference: Difference, form: str, patterns: Path | None = None) -> str:
    """Return the difference in a form. Raises ValueError for one that is not of DIFFERENCE_FORMS."""
    if form not in DIFFERENCE_FORMS:
        raise ValueError(f"no difference in form {form!r}; forms: {DIFFERENCE_FORMS}")
    if form == "json":
        return json.dumps(difference.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    folder = patterns_folder(patterns)
    shown = {
        "difference": difference,
        "rules": load_comparing(folder),
        "wording": load_wording(folder),
        "tones": TONES,
        "moves": moves,
        "moved_any": any(moves(plan) for plan in difference.plans),
        "together": together,
        "runs": runs,
    }
    kind = environment("html" if form == "html" else "markdown" if form == "markdown" else "text")
    return kind.get_template(_TEMPLATES[form]).render(shown)


def moves(plan: PlanDifference) -> bool:
    """Tell whether the verdict, or how far the power combination reaches, is another in the new document."""
    old, new = plan.old, plan.new
    if old is None or new is None:
        return False
    return (old.verdict, old.low, old.high) != (new.verdict, new.low, new.high)


def together(plan: PlanDifference) -> bool:
    """Tell whether the verdict moves though no change alone moves it."""
    return moves(plan) and all(change.impact is not Impact.HIGH for change in plan.provisions)


def runs(change: PassageChange) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both passages in runs of words, those the other has differently marked."""
    left, right = ((one_line(side.quote).split() if side else []) for side in (change.old, change.new))
    old, new = left[:MOST_WORDS], right[:MOST_WORDS]
    marks = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    was = [Run(" ".join(old[a:b]), how != "equal") for how, a, b, _, _ in marks if a < b]
    now = [Run(" ".join(new[c:d]), how != "equal") for how, _, _, c, d in marks if c < d]
    return (*was, *_rest(left)), (*now, *_rest(right))


def _rest(words: list[str]) -> tuple[Run, ...]:
    return (Run(" ".join(words[MOST_WORDS:]), False),) if len(words) > MOST_WORDS else ()
