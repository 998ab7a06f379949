"""`patterns/misread.yaml` as checked values: what engines take for each other, and what must not be mistaken."""

import re
from functools import cache
from pathlib import Path

from pydantic import Field

from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_model


class MisreadExample(Frozen):
    """A text as an engine read it and as it is heard (None: not told), and whether it is too doubtful to prove anything."""

    read: str
    heard: str | None = None
    doubtful: bool = False
    because: str


class MisreadRules(Frozen):
    """How misread words are known; see the head of the file."""

    alike: tuple[tuple[str, ...], ...]
    small: frozenset[str]
    mistaken: frozenset[str] = frozenset()
    joints: frozenset[str]
    fewest: dict[int, int] = Field(min_length=1)
    words: frozenset[str] = frozenset()
    examples: tuple[MisreadExample, ...] = ()


@cache
def load_misread(folder: Path) -> MisreadRules:
    """Return the rules of the pack folder. Raises BadPack naming file and key."""
    return read_model(folder / "misread.yaml", MisreadRules)


@cache
def own_words(folder: Path) -> frozenset[str]:
    """Return the words the packs are written with, in lower case: what plans speak of, and how; without misread ones."""
    files = [path for path in sorted(folder.rglob("*.yaml")) if path.name != "misread.yaml"]
    text = " ".join(path.read_text(encoding="utf-8") for path in files).lower()
    return frozenset(re.findall(r"(?<![\w\\])[a-z]{3,}(?!\w)", text))
