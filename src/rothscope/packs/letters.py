"""`patterns/letters.yaml` as checked values: how long letters may be, and which change to a plan opens the
way.

In goes the folder of the packs, out comes one `LetterRules`. Raises BadPack where a verdict is left out or
a change has no words.
"""

from functools import cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from rothscope.model.analysis import Verdict
from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_model


class Length(Frozen):
    """The most words a letter may have, and the most questions in it."""

    words: int
    questions: int


class Amendment(Frozen):
    """One change to a plan in the words of a request, what has to be switched on for it, and what it costs."""

    text: str
    changes: bool = True
    switch_on: tuple[str, ...]
    costs: tuple[str, ...]


class Reminder(Frozen):
    """What to do `days` after a letter was sent that nobody answered; `letter` is the kind that helps."""

    days: int = Field(gt=0)
    letter: str
    summary: str
    do: str


class PartAsked(Frozen):
    """One part of what a nickname stands for: the feature, the question, and how it is put where the document answers."""

    feature: str
    asks: str
    reads: str


class LetterRules(Frozen):
    """Everything the letters need that is not wording of their templates; `quote_words` longest first."""

    lengths: dict[str, Length]
    quote_words: tuple[int, ...]
    request_openers: tuple[str, ...]
    fact_openers: tuple[str, ...]
    amendments: dict[str, Amendment]
    parts: tuple[PartAsked, ...]
    reminders: tuple[Reminder, ...]
    unlocks: dict[Verdict, tuple[str, ...]]
    not_open: tuple[Verdict, ...]
    unconfirmed: tuple[Verdict, ...]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if missing := sorted(set(Verdict) - set(self.unlocks)):
            raise ValueError(f"unlocks has nothing for {', '.join(missing)}")
        named = {name for names in self.unlocks.values() for name in names}
        if unworded := sorted(named - set(self.amendments)):
            raise ValueError(f"amendments has no words for {', '.join(unworded)}")
        return self


@cache
def load_letter_rules(folder: Path) -> LetterRules:
    """Return the letter rules of a pack folder. Raises BadPack naming file and key of the first fault."""
    return read_model(folder / "letters.yaml", LetterRules)
