"""`patterns/plan_parts.yaml` as a checked value: the headings that open the part of one plan in a booklet of several."""

import re
from functools import cache
from pathlib import Path

from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_model

MOST_WORDS = 14
"""Words up to which a title names its plan by all of them; with more it is a sentence."""


def is_question(title: str) -> bool:
    """Tell whether a title asks something of a plan."""
    return title.rstrip().endswith("?")


class PlanPart(Frozen):
    """A type of plan and the words of a heading that open its part (lower case); `other` is no retirement savings plan."""

    type: str
    words: tuple[str, ...]
    other: bool = False


class PartExample(Frozen):
    """A heading, the type of plan it opens (null where it opens none), and what it calls the plan where that is told."""

    heading: str
    type: str | None
    name: str | None = None


class PlanParts(Frozen):
    """Every type of plan a booklet may have a part for; `groups` name the employees a chapter of one plan is for."""

    parts: tuple[PlanPart, ...]
    least_votes: int
    groups: tuple[str, ...] = ()
    counted_by: tuple[str, ...] = ()
    speaks_of: tuple[str, ...] = ()
    examples: tuple[PartExample, ...] = ()

    @property
    def others(self) -> frozenset[str]:
        """The types of plans that are no retirement savings plan."""
        return frozenset(part.type for part in self.parts if part.other)

    def type_of(self, heading: str) -> str | None:
        """Return the one type a heading names, or None where it names none or several."""
        flat = heading.lower()
        named = {part.other: part.type for part in reversed(self.parts) if any(w in flat for w in part.words)}
        if True in named and not self._is_of_savings(flat):
            return named[True]
        if sum(part.type in flat for part in self.parts) > 1:
            return None
        types = [p.type for p in self.parts if not p.other and any(word in flat for word in p.words)]
        return types[0] if len(types) == 1 else None

    def names_group(self, heading: str) -> bool:
        """Tell whether a heading names a class of employees for whom its chapter is written."""
        flat = f" {' '.join(re.findall(r'[a-z-]+', heading.lower()))} "
        return any(f" {word} " in flat for word in self.groups)

    def _is_of_savings(self, flat: str) -> bool:
        """Tell whether a heading with words of another sort of plan names a savings plan or only speaks of the other."""
        if any(word in flat for part in self.parts if not part.other for word in (part.type, *part.words)):
            return True
        return not set(self.speaks_of).isdisjoint(re.findall(r"[a-z]+", flat))

    def name_of(self, title: str) -> str:
        """Return what a title calls the one plan it names: the title without the number or letter that counts the parts,
        or of a question or a sentence the words that name a type.
        """
        words = "|".join(map(re.escape, self.counted_by))
        counted = re.fullmatch(
            rf"(?i)(?:{words})\s+[a-z0-9]{{1,5}}\s*[.:\u2013\u2014-]\s+(.+)", title.strip()
        )
        if words and counted:
            return counted[1]
        if not is_question(title) and len(title.split()) <= MOST_WORDS:
            return title
        spans = [
            re.search(re.escape(word), title, re.IGNORECASE) for part in self.parts for word in part.words
        ]
        return max((span[0] for span in spans if span), key=len, default=title)


@cache
def load_parts(folder: Path) -> PlanParts:
    """Return the parts of the pack folder. Raises BadPack naming file and key."""
    return read_model(folder / "plan_parts.yaml", PlanParts)
