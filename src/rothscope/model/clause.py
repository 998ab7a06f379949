"""One place where the document speaks of a feature, and how it speaks there."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Self

from rothscope.model.document import Box, Passage
from rothscope.model.frozen import Frozen


class Polarity(StrEnum):
    """Whether the words give the feature, refuse it, or do neither."""

    GRANTS = "grants"
    DENIES = "denies"
    NONE = "none"


class Force(StrEnum):
    """Whether the words may decide anything; only `operative` ones vote."""

    OPERATIVE = "operative"
    ASKED = "asked"
    UNELECTED = "unelected"
    DEFINITION = "definition"
    EXAMPLE = "example"
    GENERAL_LAW = "general_law"
    HISTORICAL = "historical"
    DEFERRED = "deferred"
    BOILERPLATE = "boilerplate"


class Rank(StrEnum):
    """How the document says it: an elected option beats body text, which beats a summary."""

    ELECTED = "elected"
    STATED = "stated"
    SUMMARISED = "summarised"


def rank_of(passage: Passage) -> Rank:
    """Return how the document says a passage: by an elected option, in a summary, or plainly."""
    if passage.ticked:
        return Rank.ELECTED
    return Rank.SUMMARISED if passage.section == "highlights" else Rank.STATED


class ConditionKind(StrEnum):
    """How a condition is joined to its clause."""

    IF = "if"
    UNLESS = "unless"
    ONLY = "only"
    EXCEPT = "except"
    SUBJECT_TO = "subject_to"


class Condition(Frozen):
    """A condition in the document's own words; kept, never interpreted."""

    kind: ConditionKind
    text: str


CONTEXT = "context"
"""Category of the cue that the second reading leaves with a clause: its words are its own, not the document's."""


CASE = "case"
"""Category of the cue that names the one case in which a refusal holds ("if your pay is over $160,000")."""

LEFT_OVER = "left over"
"""Category of the cue that makes a refusal one of the rest: "except as this Article provides, nothing shall be paid"."""

ALONE = "limits: the only money named"
"""Category of the cue for the one kind of money a clause names, where that is the money that counts."""


class Cue(Frozen):
    """Words that decided how a clause was read, with the category of `patterns/cues.yaml` they belong to."""

    category: str
    text: str


class FactKind(StrEnum):
    """What a number in the document measures."""

    PERCENT = "percent"
    DOLLARS = "dollars"
    AGE = "age"
    COUNT_PER_PERIOD = "count_per_period"
    FORMULA = "formula"
    DATE = "date"
    CHOICE = "choice"


class Fact(Frozen):
    """A number or choice the document states. `value` is a plain decimal, ISO date, formula or word."""

    name: str
    kind: FactKind
    value: str
    text: str
    page: int | None = None
    quote: str | None = None


GivesWay = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By the name of a fact, which of its values give way to which others."""


def standing(facts: Iterable[Fact], gives_way: GivesWay) -> tuple[Fact, ...]:
    """Return the facts once each, without those whose value gives way to another that is told too."""
    told = tuple(dict.fromkeys(facts))
    values = {(fact.name, fact.value) for fact in told}
    return tuple(
        fact
        for fact in told
        if not any((fact.name, other) in values for other in gives_way.get(fact.name, {}).get(fact.value, ()))
    )


_FORGOTTEN: set[str] = set()


class Clause(Frozen):
    """A judged mention. `quote` is a verbatim run of its page; `why` says in words how it was counted.

    `cell` is the row and the column of a table cell, null outside of tables. `by_ocr` is true where the page is a scan
    whose words an OCR engine read.
    """

    feature: str
    quote: str
    page: int
    pages: tuple[int, ...] = ()
    printed_page: str | None = None
    section: str = ""
    lead_in: str = ""
    box: Box | None = None
    document: str = ""
    by_ocr: bool = False
    cell: tuple[str, str] | None = None
    ticked: bool | None = None
    phrase: str = ""
    polarity: Polarity = Polarity.NONE
    force: Force = Force.OPERATIVE
    rank: Rank = Rank.STATED
    at_home: bool = False
    named: bool = True
    limited: bool = False
    applies_to: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    cues: tuple[Cue, ...] = ()
    facts: tuple[Fact, ...] = ()
    why: str = ""
    authority: int = 0
    defers_to: str | None = None
    passage: int = 0

    def model_post_init(self, _: object) -> None:
        """Forget which keys were given: nobody asks, and pydantic's set of them takes more room than the clause."""
        object.__setattr__(self, "__pydantic_fields_set__", _FORGOTTEN)

    @property
    def votes(self) -> bool:
        """Whether it gives or refuses its feature: operative, and not without a side."""
        return self.force is Force.OPERATIVE and self.polarity is not Polarity.NONE

    @property
    def gives(self) -> bool:
        """Whether it votes for its feature, within limits or not."""
        return self.votes and self.polarity is Polarity.GRANTS

    def without_vote(self, why: str, force: Force = Force.BOILERPLATE) -> Self:
        """Return the clause as a mention, with the reason in words."""
        return self.model_copy(update={"force": force, "why": why})

    def within(
        self, conditions: Iterable[Condition], cues: Iterable[Cue] = (), groups: Iterable[str] = ()
    ) -> Self:
        """Return the clause limited by further conditions and to groups, with the cues that told them."""
        return self.model_copy(
            update={
                "limited": True,
                "conditions": tuple(dict.fromkeys((*self.conditions, *conditions))),
                "cues": (*self.cues, *cues),
                "applies_to": tuple(dict.fromkeys((*self.applies_to, *groups))),
            }
        )
