"""Several plans side by side: the value `rothscope compare` prints, whose JSON is its contract.

Plans carry a number from 1 in the order they were read; everything else names a plan by it.
"""

from enum import StrEnum

from rothscope.model.analysis import Component, Confidence, LimitsUsed, Score, SourceInfo, Verdict
from rothscope.model.document import Note
from rothscope.model.finding import Status
from rothscope.model.frozen import Frozen

COMPARISON_VERSION = "1"


class HalfState(StrEnum):
    """What the document does with one half of the power combination."""

    GRANTED = "granted"
    OPEN = "open"
    REFUSED = "refused"


class Duty(StrEnum):
    """Whose matter something is: plan design (the employer as settlor) or operation (the fiduciaries)."""

    DESIGN = "design"
    OPERATION = "operation"


class ChangeKind(StrEnum):
    """Whether a change needs an amendment, or only an answer because the document leaves the point open."""

    AMEND = "amend"
    SETTLE = "settle"


class Half(Frozen):
    """One half of the power combination: `word` is the answer, `says` the reading; `where` is empty without a page."""

    id: str
    title: str
    state: HalfState
    word: str
    says: str
    page: int | None
    where: str


class Evidence(Frozen):
    """A passage behind a cell. `side`: counted, says otherwise, or not counted; `quote` is verbatim."""

    key: str
    side: str
    quote: str
    phrase: str
    page: int
    printed_page: str | None
    where: str
    section: str
    document: str
    why: str


class Cell(Frozen):
    """What one plan says of one provision. `page` is that of the passage shown first, null without one.

    `open` tells that the document does not settle it, which is no "no", and that the answer matters in this plan.
    """

    plan: int
    status: Status
    word: str
    tone: str
    value: str
    page: int | None
    printed_page: str | None
    where: str
    reading: str
    open: bool
    evidence: tuple[Evidence, ...]


class Provision(Frozen):
    """One row: a feature, and what each plan says of it. `differs`: not all statuses and values are alike."""

    feature: str
    title: str
    asks: str
    differs: bool
    cells: tuple[Cell, ...]


class OpenPoint(Frozen):
    """A question that would settle an open cell. `ask` is who knows; `deciding`: the verdict hangs on it.

    `question` is how the letters ask it in a participant's words, null where none of them does.
    """

    feature: str
    title: str
    status: Status
    text: str
    ask: str
    deciding: bool
    question: str | None = None
    question_id: str | None = None
    page: int | None = None
    printed_page: str | None = None
    quote: str | None = None


class Change(Frozen):
    """A change tried on a plan and judged anew, and what it opens. `low` and `high` count halves.

    `switch_on` and `costs` are what has to be set up for it, and what that takes.
    """

    id: str
    kind: ChangeKind
    text: str
    switch_on: tuple[str, ...]
    costs: tuple[str, ...]
    verdict: Verdict
    word: str
    low: int
    high: int
    score: Score


class GroupVerdict(Frozen):
    """The verdict for one of the two groups of the yearly test."""

    title: str
    verdict: Verdict
    word: str
    tone: str


class ComparedPlan(Frozen):
    """One column. `part`: one plan of a booklet that describes several. `changes`: first the one that opens
    most, then what would still be needed. `groups`: the verdict for highly compensated employees and for others, empty
    where it is the same for both.
    """

    number: int
    name: str
    type: str | None
    sponsor: str | None
    part: bool
    documents: tuple[SourceInfo, ...]
    verdict: Verdict
    word: str
    tone: str
    score: Score
    components: tuple[Component, ...]
    caps_applied: tuple[str, ...]
    confidence: Confidence
    halves: tuple[Half, ...]
    low: int
    high: int
    groups: tuple[GroupVerdict, ...]
    open_points: tuple[OpenPoint, ...]
    changes: tuple[Change, ...]
    no_change: str = ""


class Standing(Frozen):
    """A place in the ranking (equal plans share it) with the arithmetic of the halves and of the score."""

    place: int
    plan: int
    middle: str
    halves: str
    score: str


class PlanNote(Frozen):
    """Something for those who decide, with the plans it holds for."""

    id: str
    title: str
    duty: Duty
    text: str
    because: str
    law: str
    plans: tuple[int, ...]


class Prevalence(Frozen):
    """How common a feature is, in one sample of one year; never to be shown without both."""

    feature: str
    says: str
    year: int
    sample: str
    source: str
    reported_by: str
    href: str
    checked_on: str


class Comparison(Frozen):
    """Everything a comparison prints. The same files and patterns give the same value."""

    schema_version: str = COMPARISON_VERSION
    plans: tuple[ComparedPlan, ...]
    provisions: tuple[Provision, ...]
    ranking: tuple[Standing, ...]
    closest: tuple[int, ...]
    notes: tuple[PlanNote, ...]
    prevalence: tuple[Prevalence, ...]
    limits: LimitsUsed
    patterns_version: str
    remarks: tuple[Note, ...] = ()

    def plan(self, number: int) -> ComparedPlan:
        """Return a plan by its number."""
        return self.plans[number - 1]
