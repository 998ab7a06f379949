"""`patterns/compare.yaml` as checked values: how plans are compared and documents of one plan told apart.

In goes the folder of the packs, out comes one `Comparing`. Raises BadPack naming file and key of a fault.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from rothscope.errors import BadPack
from rothscope.model.analysis import Verdict
from rothscope.model.comparison import Duty, HalfState, Prevalence
from rothscope.model.difference import ChangeClass, Disagreement, Impact, What
from rothscope.model.finding import FEATURES, Status
from rothscope.model.frozen import Frozen
from rothscope.packs.judgement import load_judgement
from rothscope.packs.letters import load_letter_rules
from rothscope.packs.read import read_model
from rothscope.packs.tags import FACTS, Rule


class HalfRule(Frozen):
    """One half of the power combination: the gate that answers it, and the feature read where none stands there."""

    gate: str
    title: str
    feature: str


class Sums(Frozen):
    """The arithmetic of the ranking in words: templates of {low}, {high}, {sum}, {total} and {point}."""

    range: str
    held: str
    known: str
    either: str

    def span(self, low: int, high: int) -> str:
        """Return a number, or a range where it is not known."""
        return str(low) if low == high else self.range.format(low=low, high=high)


class FactWords(Frozen):
    """A fact in the few words of a cell: one of `words` by its value, else `says` with {value}.

    `refused`: shown beside a refusal too.
    """

    class_: ChangeClass = Field(alias="class")
    title: str
    says: str = ""
    words: dict[str, str] = {}
    refused: bool = False

    def tell(self, value: str) -> str:
        """Return the words for a value; one without words stands as it is, thousands set apart."""
        if value in self.words or not self.says:
            return self.words.get(value, value)
        return self.says.format(value=f"{int(value):,}" if value.isdecimal() else value)


class Trial(Frozen):
    """A change to try: statuses it settles by feature, facts it states, facts it takes away.

    `needs`: gates of the halves that must be granted before it makes sense.
    """

    needs: tuple[str, ...] = ()
    sets: dict[str, Status]
    states: dict[str, str] = {}
    takes: tuple[str, ...] = ()


class TrialWords(Frozen):
    """What is said around a change."""

    amend: str
    settle: str
    nothing: str
    impossible: str
    switch_on: str
    costs: str
    then: str
    still: str


class NoteRule(Rule):
    """A note for those who decide, by the tags that call for it."""

    title: str
    duty: Duty
    text: str
    because: str
    law: str


class Moot(Frozen):
    """Features nothing is left to ask on where no after-tax money is taken, or where the kind of plan rules it out."""

    no_after_tax: tuple[str, ...]
    kind: tuple[str, ...]


class Groups(Frozen):
    """How the two groups of the yearly test are called."""

    hce: str
    nhce: str


class DutyWords(Frozen):
    """How one of the two roles is named, and why it stands apart."""

    title: str
    because: str


class PrevalenceFact(Frozen):
    """A number with its year, sample and source."""

    feature: str
    says: str
    year: int
    sample: str
    source: str
    reported_by: str
    href: str
    checked_on: date

    def told(self) -> Prevalence:
        """Return it as a comparison carries it."""
        return Prevalence.model_validate(self.model_dump() | {"checked_on": self.checked_on.isoformat()})


class ImpactWords(Frozen):
    """How far a change reaches, in a word with its reason."""

    word: str
    because: str


class GovernsWords(Frozen):
    """Why one of two documents governs; templates of {kind}, {other} and {date}."""

    higher: str
    gap: str
    later: str
    unclear: str


class DiffWords(Frozen):
    """How two documents of one plan are told apart; `features`: the class of a change in an answer."""

    classes: dict[ChangeClass, str]
    impacts: dict[Impact, ImpactWords]
    changes: dict[What, str]
    dropped: str
    features: dict[str, ChangeClass]
    alike: int = Field(ge=1, le=100)
    identity: dict[str, str]
    conflicts: dict[Disagreement, str]
    governs: GovernsWords
    whole: tuple[str, ...]
    partial: str
    law: str
    other_plan: str
    together: str
    same_file: str


class Comparing(Frozen):
    """`compare.yaml`."""

    verdicts: dict[Verdict, str]
    halves: tuple[HalfRule, ...]
    states: dict[HalfState, str]
    parts: dict[str, str]
    sums: Sums
    values: dict[str, FactWords]
    trials: dict[str, Trial]
    trial_words: TrialWords
    moot: Moot
    groups: Groups
    notes: tuple[NoteRule, ...]
    duties: dict[Duty, DutyWords]
    outside_erisa: str
    prevalence_words: str
    prevalence: tuple[PrevalenceFact, ...]
    diff: DiffWords

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = (
            ("verdicts", set(Verdict), set(self.verdicts)),
            ("states", set(HalfState), set(self.states)),
            ("values", set(FACTS), set(self.values)),
            ("duties", set(Duty), set(self.duties)),
            ("diff.features", set(FEATURES), set(self.diff.features)),
            ("diff.classes", set(ChangeClass), set(self.diff.classes)),
            ("diff.impacts", set(Impact), set(self.diff.impacts)),
            ("diff.changes", set(What), set(self.diff.changes)),
            ("diff.conflicts", set(Disagreement), set(self.diff.conflicts)),
        )
        for key, wanted, given in needed:
            if missing := sorted(wanted - given):
                raise ValueError(f"{key} has nothing for {', '.join(missing)}")
        named = {feature for trial in self.trials.values() for feature in trial.sets}
        named |= {*self.moot.no_after_tax, *self.moot.kind}
        named |= {half.feature for half in self.halves} | {fact.feature for fact in self.prevalence}
        if unknown := sorted(named - set(FEATURES)):
            raise ValueError(f"no feature is called {', '.join(unknown)}")
        return self


@cache
def load_comparing(folder: Path) -> Comparing:
    """Return how plans are compared. Raises BadPack where compare.yaml tries a change letters.yaml has no words for."""
    rules = read_model(folder / "compare.yaml", Comparing)
    parts = {part.id for part in load_judgement(folder).score.components}
    if parts != set(rules.parts):
        raise BadPack(
            f"{folder / 'compare.yaml'}: parts: name those of score.yaml: {', '.join(sorted(parts))}."
        )
    if unworded := sorted(set(rules.trials) - set(load_letter_rules(folder).amendments)):
        raise BadPack(
            f"{folder / 'compare.yaml'}: trials: {', '.join(unworded)} has no words under amendments in letters.yaml."
        )
    return rules
