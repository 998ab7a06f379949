"""The whole answer: one `Analysis`, whose JSON is the contract of `rothscope analyze --form json`."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import field_serializer

from rothscope.model.clause import Fact
from rothscope.model.document import Box, Note
from rothscope.model.finding import Finding
from rothscope.model.frozen import Frozen

SCHEMA_VERSION = "1"


class Verdict(StrEnum):
    """The ten verdicts of the decision table."""

    READY = "READY"
    READY_WITH_FRICTION = "READY_WITH_FRICTION"
    PARTIAL = "PARTIAL"
    CONFIRM_ROUTE = "CONFIRM_ROUTE"
    CONFIRM_AFTER_TAX = "CONFIRM_AFTER_TAX"
    DEFERRED = "DEFERRED"
    BLOCKED_NO_AFTER_TAX = "BLOCKED_NO_AFTER_TAX"
    BLOCKED_FOR_YOU = "BLOCKED_FOR_YOU"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    UNKNOWN = "UNKNOWN"


class SourceInfo(Frozen):
    """One analysed file; `unit` is what its `pages` are: pages, or sections of a file that has none."""

    name: str
    sha256: str
    pages: int
    unit: Literal["page", "section"] = "page"
    pages_without_text: tuple[int, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    misread: bool = False
    kind: str = "unknown"
    kind_title: str = ""
    kind_because: str = ""
    authority: int = 0
    weight: int = 0
    date: str | None = None


class Stated(Frozen):
    """A value the document states, with its page (from 1) and the verbatim words."""

    value: str
    page: int
    quote: str
    printed_page: str | None = None
    box: Box | None = None


class Administrator(Frozen):
    """The plan administrator as the document names it."""

    name: Stated | None = None
    address: Stated | None = None
    phone: Stated | None = None
    email: Stated | None = None


class Plan(Frozen):
    """Who the plan is. Null means the document does not say. `type` is a plain id such as "401(k)".

    `contributions` is what the employer puts in beside a match and what the person must put in, as far as it was read.
    """

    name: Stated | None = None
    type: Stated | None = None
    sponsor: Stated | None = None
    ein: Stated | None = None
    plan_number: Stated | None = None
    effective_date: Stated | None = None
    plan_year_end: Stated | None = None
    administrator: Administrator = Administrator()
    recordkeeper: Stated | None = None
    erisa: Stated | None = None
    governmental: Stated | None = None
    church: Stated | None = None
    vehicle: Stated | None = None
    contributions: tuple[Fact, ...] = ()


class Score(Frozen):
    """Feasibility 0-100 as an interval; `point` only where both deciding components are known."""

    low: int
    high: int
    point: int | None = None


class Component(Frozen):
    """One part of the score. `points` null means unknown, which is never zero."""

    id: str
    title: str
    points: int | None
    max: int
    because: str


class Gate(Frozen):
    """One question on the way: after-tax in, Roth out, how often, and you."""

    id: str
    question: str
    answer: str
    because: str
    feature: str | None = None
    page: int | None = None


class Confidence(Frozen):
    """How far the evidence carries, 0-100, apart from the score."""

    value: int
    band: str
    parts: dict[str, int]
    because: str = ""


class SpaceLine(Frozen):
    """One line of the 415(c) arithmetic: what, how much (dollars), how it came about, and from where."""

    label: str
    amount: Decimal
    because: str
    source: str

    @field_serializer("amount")
    def _plain(self, amount: Decimal) -> str:
        return f"{amount:.2f}"


class Taken(Frozen):
    """A number the room was worked out with that the document gave and not the person."""

    name: str
    value: str
    because: str
    page: int | None = None
    quote: str | None = None


class Paychecks(Frozen):
    """The room spread over the paychecks still to come, in dollars; `percent` is the highest whole-percent election."""

    amounts: tuple[Decimal, ...]
    percent: str
    percent_total: Decimal
    remarks: tuple[str, ...] = ()

    @field_serializer("amounts")
    def _plain_amounts(self, amounts: tuple[Decimal, ...]) -> tuple[str, ...]:
        return tuple(f"{amount:.2f}" for amount in amounts)

    @field_serializer("percent_total")
    def _plain_total(self, amount: Decimal) -> str:
        return f"{amount:.2f}"


HCE_EXCLUDED = "HCE excluded"
"""What binds the room of somebody the plan keeps out as highly compensated."""


class Space(Frozen):
    """After-tax room this year in dollars; `assumed` is true where no profile was given (the most anyone could).

    `fifteen_year` is the 402(g)(7) catch-up counted in, `limit_457b` the most a 457(b) beside this plan takes; null
    where neither was asked about. `uncounted` says in a sentence what employer money is not in it; null where all is.
    """

    year: int
    space: Decimal
    room_415c: Decimal
    binding: str
    assumed: bool
    lines: tuple[SpaceLine, ...] = ()
    taken: tuple[Taken, ...] = ()
    paychecks: Paychecks | None = None
    fifteen_year: Decimal | None = None
    limit_457b: Decimal | None = None
    uncounted: str | None = None

    @field_serializer("space", "room_415c")
    def _plain(self, amount: Decimal) -> str:
        return f"{amount:.2f}"

    @field_serializer("fifteen_year", "limit_457b")
    def _plain_or_null(self, amount: Decimal | None) -> str | None:
        return None if amount is None else f"{amount:.2f}"


class Feasibility(Frozen):
    """The verdict and how it came about."""

    verdict: Verdict
    plain: str
    headline: str
    why: str
    score: Score
    components: tuple[Component, ...]
    gates: tuple[Gate, ...]
    caps_applied: tuple[str, ...] = ()
    confidence: Confidence
    route: str | None = None
    space: Space | None = None


class Question(Frozen):
    """One open point for the administrator, with the words that raised it."""

    id: str
    text: str
    why: str
    quote: str | None = None
    page: int | None = None
    printed_page: str | None = None
    deciding: bool = False
    ask: str = "hr"


class Risk(Frozen):
    """Something that can go wrong, and what to do about it."""

    id: str
    text: str
    because: str
    page: int | None = None


class NextStep(Frozen):
    """One thing to do, and who does it."""

    text: str
    who: str
    because: str = ""


class TaxForm(Frozen):
    """How one way out is reported: the Form 1099-R code and boxes, what the person files, and the source.

    `confirm` is the sentence that sends it to a CPA first, empty where the source settles it.
    """

    id: str
    title: str
    code: str
    boxes: str
    files: str
    note: str
    cite: str
    confirm: str = ""


class StateTax(Frozen):
    """What one state (its two letters, "other" for the rest) does; `confirm` as in `TaxForm`."""

    state: str
    title: str
    note: str
    confirm: str = ""


class Unsettled(Frozen):
    """What no source settles or what is argued over, why, and who to ask before relying on it."""

    id: str
    text: str
    because: str
    who: str


class SituationFit(Frozen):
    """Which situation of `patterns/strategies.yaml` fits, by its id, and why."""

    id: str
    because: str


class LimitsUsed(Frozen):
    """The plan year's limits and the notice they come from."""

    year: int
    source: str | None = None
    amounts: dict[str, int] = {}


class Coverage(Frozen):
    """What was read and what was not. `ocr_sure` is how sure the engine is of the words of its pages, in per cent."""

    pages: int
    pages_read: int
    pages_without_text: tuple[int, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    ocr_sure: int | None = None
    tables: int = 0
    check_boxes: int = 0
    passages: int = 0
    companions_missing: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()


class OtherPlan(Frozen):
    """Another plan described in the same booklet."""

    plan: Plan
    findings: dict[str, Finding]
    feasibility: Feasibility
    questions: tuple[Question, ...] = ()


class Mark(StrEnum):
    """How an answer serves its question."""

    ANSWERED = "answered"
    UNCLEAR = "unclear"
    WRONG_PRODUCT = "wrong_product"
    UNANSWERED = "unanswered"


class Replied(Frozen):
    """One question as somebody answered it, in their own words. `said` is what it settles, empty where nothing.

    `who` names the person by what they are ("HR said, 2026-11-24"); `follow_up` is what to ask next.
    """

    id: str
    question: str
    who: str
    answer: str
    cite: str | None
    mark: Mark
    reading: str
    means: str
    said: str = ""
    follow_up: str | None = None


class HrSaid(Frozen):
    """What was told on top of the document, kept apart from it: the answers, and the verdict with them."""

    date: str | None
    answers: tuple[Replied, ...]
    feasibility: Feasibility
    questions: tuple[Question, ...] = ()
    next_steps: tuple[NextStep, ...] = ()


class Analysis(Frozen):
    """Everything a report prints. Same files, same patterns, same options: the same bytes of JSON."""

    schema_version: str = SCHEMA_VERSION
    source: tuple[SourceInfo, ...]
    plan: Plan
    findings: dict[str, Finding]
    feasibility: Feasibility
    questions: tuple[Question, ...] = ()
    risks: tuple[Risk, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    tax_forms: tuple[TaxForm, ...] = ()
    state_taxes: tuple[StateTax, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
    situation: SituationFit | None = None
    other_plans: tuple[OtherPlan, ...] = ()
    coverage: Coverage
    limits: LimitsUsed
    patterns_version: str
    notes: tuple[Note, ...] = ()
    hr_said: HrSaid | None = None
