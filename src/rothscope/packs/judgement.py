"""How findings are judged: `verdicts.yaml`, `score.yaml`, `questions.yaml`, `risks.yaml`, `next_steps.yaml`.

In comes the folder of the packs, out comes one checked `Judgement`; a fault is a BadPack naming file and key.
The words the rules are written in stand in `tags.py`.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Self

from pydantic import model_validator

from rothscope.errors import BadPack
from rothscope.model.analysis import Stated, Verdict
from rothscope.model.finding import FEATURES
from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_model
from rothscope.packs.strategies import Strategies, read_strategies
from rothscope.packs.tags import Answer, Frequency, Reason, Route, Rule, Subject
from rothscope.packs.taxes import Taxes, read_taxes


class VerdictRow(Frozen):
    """One row of the decision table, for a plan with a Roth account and a person under 59 1/2."""

    after_tax: Answer
    convert: Answer
    withdraw: Answer
    verdict: Verdict
    why: str


class Wording(Frozen):
    """The words beside a verdict; `{points}` becomes "1 point" or "2 points"."""

    plain: str
    headline: str


class PlanTypes(Frozen):
    """Kinds of plan that settle something by law. Names are compared without case and spaces."""

    not_applicable: dict[str, tuple[str, ...]]
    owner_only: tuple[str, ...]
    no_roth_account: tuple[str, ...]
    custodial: tuple[str, ...]
    annuity_or_custodial: tuple[str, ...]

    @staticmethod
    def names(stated: Stated | None, names: Iterable[str]) -> bool:
        """Tell whether the document's plan type or vehicle is one of these names."""
        return stated is not None and _plain(stated.value) in {_plain(name) for name in names}


class Verdicts(Frozen):
    """`verdicts.yaml`: the table, what alters it, and the words."""

    rows: tuple[VerdictRow, ...]
    whys: dict[str, str]
    for_you_reasons: tuple[Reason, ...]
    friction_frequencies: tuple[Frequency, ...]
    wording: dict[Verdict, Wording]
    not_applicable: dict[str, str]
    reasons: dict[Subject, dict[Reason, str]]
    frequencies: dict[Frequency, str]
    routes: dict[Route, str]
    gates: dict[str, str]
    answers: dict[str, str]
    because: dict[str, str]
    plan_types: PlanTypes
    people: dict[str, tuple[str, ...]]
    scope_limits: dict[str, str]
    age_limits: tuple[str, ...]
    half_words: tuple[str, ...]
    later_limits: tuple[str, ...]
    passing_limits: tuple[str, ...]
    frozen_cues: tuple[str, ...]
    frozen_words: tuple[str, ...]
    implied_cues: tuple[str, ...]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        combos = {(row.after_tax, row.convert, row.withdraw) for row in self.rows}
        now = (Answer.YES, Answer.UNCLEAR, Answer.NO)
        wanted = set(product(now, now, Answer))
        if combos != wanted or len(self.rows) != len(wanted):
            raise ValueError(f"the table needs each of {len(wanted)} combinations once")
        _need("whys", (row.why for row in self.rows), self.whys)
        _need("wording", Verdict, self.wording)
        _need("frequencies", Frequency, self.frequencies)
        _need("routes", (Route.IN_PLAN, Route.ROLL_OUT), self.routes)
        if self.plan_types.not_applicable.keys() != self.not_applicable.keys():
            raise ValueError("plan_types.not_applicable and not_applicable name different kinds")
        return self


class Step(Frozen):
    """Points a component earns, and why. `at_least` is the lowest share that earns them."""

    points: int
    because: str
    at_least: Decimal | None = None


class ComponentRule(Frozen):
    """One part of the score: at most `max` points, by one of its steps; `unknown` says what is missing."""

    id: str
    title: str
    max: int
    unknown: str
    steps: dict[str, Step]


class GateRule(Frozen):
    """A ceiling on the score while one component lies between two numbers of points."""

    id: str
    component: str
    lowest: int
    highest: int
    cap: int
    because: str


class Band(Frozen):
    """A verdict the point earns from `lowest` upwards."""

    verdict: Verdict
    lowest: int


class ConfidenceRules(Frozen):
    """`score.yaml`, confidence: weights, credits, caps and bands."""

    evidence: dict[str, int]
    credit: dict[str, Decimal]
    complete_kinds: tuple[str, ...]
    joined: tuple[str, str]
    joined_points: int
    recency: dict[int, int]
    older: int
    undated: int
    full_weight: int
    slight_weight: int
    unread_share: Decimal
    text: dict[str, int]
    consistency: dict[str, int]
    caps: dict[str, int]
    bands: dict[str, int]
    because: dict[str, str]


class ScoreRules(Frozen):
    """`score.yaml`: components, gates, bands and confidence."""

    components: tuple[ComponentRule, ...]
    gates: tuple[GateRule, ...]
    bands: tuple[Band, ...]
    cap_high_from: Decimal
    cap_low_to: Decimal
    not_applicable: str
    confidence: ConfidenceRules

    @model_validator(mode="after")
    def _sums(self) -> Self:
        if sum(part.max for part in self.components) != 100:
            raise ValueError("the components' maxima must add up to 100")
        if {gate.component for gate in self.gates} - {part.id for part in self.components}:
            raise ValueError("a gate names a component that is not there")
        return self

    def component(self, name: str) -> ComponentRule:
        """Return one component by its id."""
        return next(part for part in self.components if part.id == name)


TEMPLATE_KEYS = frozenset({"plan_name", "page"})
"""What a question's template may ask for; the values are the document's, the templates never."""


class QuestionRule(Rule):
    """A question for the administrator. `found` is its wording where a page of feature `about` raised it."""

    text: str
    found: str | None = None
    why: str
    ask: str
    deciding: bool = False
    about: str | None = None

    @model_validator(mode="after")
    def _known_fields(self) -> Self:
        asked = {
            name
            for part in (self.text, self.found or "")
            for _, name, _, _ in Formatter().parse(part)
            if name
        }
        if asked - TEMPLATE_KEYS:
            raise ValueError(f"question {self.id!r} asks for {sorted(asked - TEMPLATE_KEYS)}")
        if "page" in {name for _, name, _, _ in Formatter().parse(self.text)}:
            raise ValueError(
                f"question {self.id!r} names a page in `text`, which is used where there is none"
            )
        if self.about is not None and self.about not in FEATURES:
            raise ValueError(f"question {self.id!r} is about no feature: {self.about}")
        return self


class RiskRule(Rule):
    """Something that can go wrong; `about` is the feature whose page is shown."""

    text: str
    because: str
    about: str | None = None


class StepRule(Rule):
    """Something to do, and who does it."""

    text: str
    who: str
    because: str


class Questions(Frozen):
    """`questions.yaml`, most important first."""

    questions: tuple[QuestionRule, ...]


class Risks(Frozen):
    """`risks.yaml`, most serious first."""

    risks: tuple[RiskRule, ...]


class NextSteps(Frozen):
    """`next_steps.yaml`, in the order of doing."""

    steps: tuple[StepRule, ...]


class Judgement(Frozen):
    """Everything feasibility judges by."""

    verdicts: Verdicts
    score: ScoreRules
    questions: tuple[QuestionRule, ...]
    risks: tuple[RiskRule, ...]
    next_steps: tuple[StepRule, ...]
    taxes: Taxes
    strategies: Strategies


@cache
def load_judgement(folder: Path) -> Judgement:
    """Return the judgement packs of a patterns folder. Raises BadPack naming file and key of a fault."""
    judgement = Judgement(
        verdicts=read_model(folder / "verdicts.yaml", Verdicts),
        score=read_model(folder / "score.yaml", ScoreRules),
        questions=read_model(folder / "questions.yaml", Questions).questions,
        risks=read_model(folder / "risks.yaml", Risks).risks,
        next_steps=read_model(folder / "next_steps.yaml", NextSteps).steps,
        taxes=read_taxes(folder),
        strategies=read_strategies(folder),
    )
    for name, rules in (
        ("questions", judgement.questions),
        ("risks", judgement.risks),
        ("next_steps", judgement.next_steps),
    ):
        _unique(folder / f"{name}.yaml", [rule.id for rule in rules])
    return judgement


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _plain(name: str) -> str:
    return "".join(name.casefold().split()).removesuffix("plan")


def _need(key: str, wanted: Iterable[str], given: Iterable[str]) -> None:
    missing = set(wanted) - set(given)
    if missing:
        raise ValueError(f"{key} lacks {', '.join(sorted(missing))}")


def _unique(path: Path, ids: list[str]) -> None:
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise BadPack(f"{path}: {', '.join(twice)} stands there twice; give each rule its own id.")
