"""What a library tells of one document: what the program read, and apart from it what people said."""

from enum import StrEnum

from rothscope.model.analysis import Analysis, HrSaid, Score, Verdict
from rothscope.model.finding import Status
from rothscope.model.frozen import Frozen


class What(StrEnum):
    """What a person did: agreed with a finding, put another status in its place, wrote a note, or passed on an answer."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    NOTED = "noted"
    TOLD = "told"


class Remark(Frozen):
    """One thing a person said, never changed afterwards. `plan` is the number in a booklet, from 1.

    `machine` is the status the program read when it was said, `status` the one a correction puts in its place;
    `question` and `cite` belong to an answer of HR. `day` is an ISO date, null where an answer has none.
    """

    what: What
    plan: int = 1
    feature: str | None = None
    machine: Status | None = None
    status: Status | None = None
    question: str | None = None
    cite: str | None = None
    text: str = ""
    who: str
    day: str | None = None


class Review(Frozen):
    """The last word on one finding. `outdated` where the program read another status when it was said."""

    feature: str
    machine: Status
    counted: Status
    remark: Remark
    outdated: bool


class ReviewedPlan(Frozen):
    """One plan as reviewers left it: their last words, and verdict and score as counted with their corrections."""

    number: int
    name: str | None
    verdict: Verdict
    counted: Verdict
    score: Score
    reviews: tuple[Review, ...]


class Entry(Frozen):
    """One document of a library. `analysis` is the program's alone; null where `sentence` says why there is none.

    `told` is what HR answered, read against this analysis; `history` every remark in the order it was made.
    """

    sha256: str
    name: str
    addresses: tuple[str, ...]
    rules: str
    state: str
    sentence: str | None
    analysis: Analysis | None
    plans: tuple[ReviewedPlan, ...] = ()
    told: HrSaid | None = None
    history: tuple[Remark, ...] = ()
