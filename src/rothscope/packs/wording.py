"""`patterns/wording.yaml` as checked values: the plain words the report and the letters are written in.

In goes the folder of the packs, out comes one `Wording`. Raises BadPack where a status, verdict, feature or
force has no words.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from rothscope.model.analysis import Mark, Verdict
from rothscope.model.clause import Force, Rank
from rothscope.model.finding import FEATURES, Status
from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_model

Tone = Literal["go", "care", "ask", "wait", "stop", "mute"]
"""How an answer leans; every tone has a shape of its own, so colour is never the only sign."""


class Word(Frozen):
    """An answer in plain words and how it leans."""

    word: str
    tone: Tone


class StatusWord(Word):
    """A status in plain words, and what would change it."""

    changes: str


class FeatureWords(Frozen):
    """A feature in plain words: its name, what it asks, the law behind it, and one reading a status.

    `colour` marks it in a copy of the PDF; `words` stand in for the words of a status where a yes or no would
    mislead.
    """

    title: str
    colour: str = Field(pattern="^#[0-9a-f]{6}$")
    asks: str
    law: str
    reads: dict[Status, str]
    words: dict[Status, Word] = Field(default_factory=dict)


class Grade(Frozen):
    """How sure a passage makes the reader, in a word with its reason."""

    word: str
    because: str


class Sides(Frozen):
    """What a passage did in its finding: carried it, spoke against it, or was heard without a vote."""

    supports: str
    against: str
    mention: str


class Term(Frozen):
    """One entry of the glossary."""

    term: str
    says: str


class StackWords(Frozen):
    """Words of the picture of the overall limit."""

    title: str
    rest: str


class Wording(Frozen):
    """Everything the templates say that is not a finding."""

    statuses: dict[Status, StatusWord]
    verdicts: dict[Verdict, Word]
    answers: dict[str, Word]
    deciding: tuple[str, ...]
    features: dict[str, FeatureWords]
    grades: dict[Rank, Grade]
    contested: Grade
    scanned: str
    from_scan: str
    forces: dict[Force, Grade]
    sides: Sides
    marks: dict[Mark, Word]
    who: dict[str, str]
    bindings: dict[str, str]
    lines: dict[str, str]
    taken: dict[str, str]
    stack: StackWords
    glossary: tuple[Term, ...]
    disclaimer: tuple[str, ...]
    privacy: str

    @model_validator(mode="after")
    def _nothing_without_words(self) -> Self:
        wanted: list[tuple[str, Iterable[str], Iterable[str]]] = [
            ("statuses", Status, self.statuses),
            ("verdicts", Verdict, self.verdicts),
            ("features", FEATURES, self.features),
            ("grades", Rank, self.grades),
            ("forces", Force, self.forces),
            ("marks", Mark, self.marks),
        ]
        wanted += [(f"features.{name}.reads", Status, words.reads) for name, words in self.features.items()]
        for key, needed, given in wanted:
            if missing := sorted(set(needed) - set(given)):
                raise ValueError(f"{key} has no words for {', '.join(missing)}")
        if unknown := sorted(set(self.deciding) - set(FEATURES)):
            raise ValueError(f"deciding names no feature: {', '.join(unknown)}")
        return self

    def status(self, feature: str, status: Status) -> Word:
        """Return the word and tone of a status of a feature."""
        return self.features[feature].words.get(status, self.statuses[status])

    def binding(self, name: str) -> str:
        """Return in plain words what holds the room where it is; a name without words stands as it is."""
        if name in self.bindings:
            return self.bindings[name]
        known = max((key for key in self.bindings if name.startswith(f"{key} ")), key=len, default=None)
        if known is None:
            return name
        return self.bindings[known].replace("{amount}", name.removeprefix(known).split()[0])


@cache
def load_wording(folder: Path) -> Wording:
    """Return the wording of a pack folder. Raises BadPack naming file and key of the first fault."""
    return read_model(folder / "wording.yaml", Wording)
