"""Two documents told apart: the value `rothscope diff` prints, whose JSON is its contract."""

from enum import StrEnum

from rothscope.model.analysis import Question, Score, SourceInfo, Stated, Verdict
from rothscope.model.document import Note
from rothscope.model.finding import Status
from rothscope.model.frozen import Frozen

DIFFERENCE_VERSION = "1"


class What(StrEnum):
    """What became of a provision or passage. `changed` is told of a provision whose answer or numbers differ."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REWORDED = "reworded"
    MOVED = "moved"
    SAME = "same"


class ChangeClass(StrEnum):
    """What a change touches."""

    DESIGN = "design"
    REGULATORY = "regulatory"
    ADMINISTRATIVE = "administrative"
    WORDING = "wording"


class Impact(StrEnum):
    """How far a change reaches: the verdict, the answer or a number, or the words alone."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Governs(StrEnum):
    """Which of two documents that disagree decides."""

    OLD = "old"
    NEW = "new"
    UNCLEAR = "unclear"


class Disagreement(StrEnum):
    """How two kinds of document of one plan disagree: yes against no, in a condition or a number, or one leaves it open."""

    CONTRADICTION = "contradiction"
    CONDITION = "condition"
    NUMBER = "number"
    GAP = "gap"


class Passage(Frozen):
    """A passage as it stands in one document; `quote` is verbatim, `page` counts from 1."""

    quote: str
    phrase: str
    page: int
    printed_page: str | None
    where: str
    section: str
    document: str
    side: str


class PassageChange(Frozen):
    """A passage then and now; null where it does not stand. `likeness` of the words is 0-100, null without a pair."""

    what: What
    old: Passage | None
    new: Passage | None
    likeness: int | None = None


class FactChange(Frozen):
    """A number or choice then and now, in words; empty where the document states none."""

    name: str
    title: str
    change_class: ChangeClass
    old: str
    new: str
    old_page: int | None = None
    new_page: int | None = None


class Answer(Frozen):
    """What one document answers on one provision."""

    status: Status
    word: str
    tone: str
    reading: str


class ProvisionChange(Frozen):
    """A provision then and now. `alone`: the verdict of the old document with this one change in it."""

    feature: str
    title: str
    what: What
    change_class: ChangeClass
    impact: Impact
    because: str
    old: Answer
    new: Answer
    alone: Verdict
    alone_word: str
    facts: tuple[FactChange, ...] = ()
    passages: tuple[PassageChange, ...] = ()


class IdentityChange(Frozen):
    """A name, number or date of the plan then and now."""

    name: str
    title: str
    what: What
    old: Stated | None
    new: Stated | None


class Conflict(Frozen):
    """Two kinds of document of one plan that disagree, and which of them governs."""

    feature: str
    title: str
    kind: Disagreement
    word: str
    old: str
    new: str
    old_passage: Passage | None
    new_passage: Passage | None
    governs: Governs
    because: str


class Standpoint(Frozen):
    """The verdict one document comes to; `low` and `high` count the halves of the power combination it grants."""

    name: str
    verdict: Verdict
    word: str
    tone: str
    score: Score
    low: int
    high: int


class PlanDifference(Frozen):
    """One plan in both documents; one side is null where only the other describes it.

    `opened` are questions only the new document raises, `closed` those it settles.
    """

    old: Standpoint | None
    new: Standpoint | None
    provisions: tuple[ProvisionChange, ...] = ()
    same: tuple[str, ...] = ()
    identity: tuple[IdentityChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    opened: tuple[Question, ...] = ()
    closed: tuple[Question, ...] = ()


class Difference(Frozen):
    """Everything a diff prints. `versions`: both are of one kind, so differences are changes and no conflicts."""

    schema_version: str = DIFFERENCE_VERSION
    old: tuple[SourceInfo, ...]
    new: tuple[SourceInfo, ...]
    versions: bool
    plans: tuple[PlanDifference, ...]
    plan_year: int
    patterns_version: str
    remarks: tuple[Note, ...] = ()
