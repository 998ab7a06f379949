"""`patterns/replies.yaml` as checked values: how a reply to the open questions is read, and what to ask next.

In goes the folder of the packs, out comes one `ReplyRules`. Raises BadPack where a phrase cannot be read, a rule
stands twice, or an effect names what judgement does not know.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from rothscope.model.analysis import Mark, Verdict
from rothscope.model.finding import FEATURES, Status
from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_model
from rothscope.packs.tags import FACTS, Frequency

YesNo = Literal["yes", "no", "open"]
PROFILE_FIELDS = ("hce", "testing")
"""What a reply may say of the person."""

_STYLES = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": " ", "—": " ", "-": " ", "(": "", ")": "", "\xa0": " "}
)
_SHORT = (("cannot", "can not"), ("can't", "can not"), ("won't", "will not"), ("n't", " not"), ("1/2", "½"))
_WORD = re.compile(r"\$?\d[\d,]*(?:\.\d+)?|[a-z½]+(?:'[a-z]+)?|%|[.;!?](?=\s|$)")
_GAP = re.compile(r"\.\.(\d+)")
_STEP = r"(?: (?!(?:not|no|nor|never|neither|[.;!?])(?!\S))\S+)"


def flat(text: str) -> str:
    """Return the words of a reply as the phrases know them: lower case, "n't" as "not", single spaces.

    >>> flat("We don't have a Roth 401(k).")
    'we do not have a roth 401 k .'
    """
    lowered = text.casefold().translate(_STYLES)
    for short, long in _SHORT:
        lowered = lowered.replace(short, long)
    return " ".join(_WORD.findall(lowered))


@cache
def phrase(text: str) -> re.Pattern[str]:
    """Return a phrase of the pack as a pattern over a space and `flat` text. Raises ValueError where it has no words."""
    made = "".join(_part(word) for word in text.split())
    if not made:
        raise ValueError(f"the phrase {text!r} has no words")
    return re.compile(f"{made}(?!\\S)")


def found(phrases: Iterable[str], text: str) -> bool:
    """Tell whether any of the phrases stands in a flat text."""
    return any(phrase(one).search(f" {text}") for one in phrases)


def _part(word: str) -> str:
    gap = _GAP.fullmatch(word)
    if gap:
        return f"{_STEP}{{0,{gap[1]}}}"
    bare = word.removesuffix("?") or word
    choices = [r"\$?\d[\d,.]*" if one == "#" else re.escape(flat(one)) for one in bare.split("|")]
    if not all(choices):
        raise ValueError(f"the phrase part {word!r} has no words")
    return f"(?: (?:{'|'.join(choices)}))" + ("?" if word != bare else "")


def _phrases(texts: tuple[str, ...]) -> tuple[str, ...]:
    for text in texts:
        phrase(text)
    return texts


Phrases = Annotated[tuple[str, ...], AfterValidator(_phrases)]


class Words(Frozen):
    """Which words are a yes, a no, neither, or a place in a document."""

    yes_openers: Phrases
    no_openers: Phrases
    grants: Phrases
    denials: Phrases
    neutral: Phrases
    negations: Phrases
    alternatives: Phrases
    cites: tuple[str, ...]


class ReplyExample(Frozen):
    """A reply to a question and how it must be read."""

    question: str
    reply: str
    reading: str = ""
    cite: str | None = None
    because: str = ""


class ReplyRule(Frozen):
    """A reply that answers something else than was asked, or not surely: what it says, and what to ask next.

    It applies to `questions` (all where empty) whose words read as one of `over`. `becomes` names an effect.
    """

    id: str
    questions: tuple[str, ...] = ()
    over: tuple[YesNo, ...] = ("yes", "no", "open")
    says: Phrases
    without: Phrases = ()
    mark: Mark
    becomes: str | None = None
    means: str
    follow_up: str | None = None
    examples: tuple[ReplyExample, ...] = Field(min_length=1)
    unlike: tuple[ReplyExample, ...] = Field(default=(), alias="not")

    def fits(self, question: str, reading: YesNo, text: str) -> bool:
        """Tell whether the rule applies to a flat reply to a question."""
        asked = not self.questions or question in self.questions
        return asked and reading in self.over and found(self.says, text) and not found(self.without, text)


class Effect(Frozen):
    """What a settled answer changes: a finding's status, facts beside it, or what is known of the person.

    `explains`: it tells what the document's words mean, so that a document that grants is not contradicted by a no.
    """

    said: str
    feature: str | None = None
    status: Status | None = None
    facts: dict[str, str] = Field(default_factory=dict)
    applies_to: tuple[str, ...] = ()
    explains: bool = False
    profile: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known(self) -> Self:
        unknown = set(self.facts) - set(FACTS) | set(self.profile) - set(PROFILE_FIELDS)
        if unknown or (self.feature is not None and self.feature not in FEATURES):
            raise ValueError(
                f"the effect {self.said!r} names what nothing reads: {sorted(unknown) or self.feature}"
            )
        return self


class AnswerRule(Frozen):
    """How one question's answer is read, and what each reading changes; `said` holds a measured `{value}`.

    A value that decides has `on_no` beside it: a flat no is then an answer too, a bare yes leaves `asks_on` to ask, and
    a number over `most` is somebody else's.
    """

    reads: Literal["yes_no", "frequency", "amount", "date", "words"]
    on_yes: Effect | None = Field(default=None, alias="yes")
    on_no: Effect | None = Field(default=None, alias="no")
    asks_on: str | None = None
    status: Status | None = None
    most: int | None = None
    said: str = ""
    feature: str | None = None
    fact: str | None = None
    percent: str | None = None
    dollars: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        wanted = {
            "yes_no": (self.on_yes, self.on_no),
            "frequency": (self.said, self.feature, self.fact),
            "date": (self.said, self.feature, self.fact, self.status, self.on_no),
            "amount": (self.said, self.feature, self.percent, self.dollars),
            "words": (),
        }[self.reads]
        if not all(wanted):
            raise ValueError(f"an answer read as {self.reads} lacks what it needs")
        return self


class Subject(Frozen):
    """Words that tie a sentence to one of these questions."""

    questions: tuple[str, ...]
    words: Phrases


class FollowUps(Frozen):
    """What to ask again where no rule says it; `{question}` is the question."""

    unclear: str
    unanswered: str
    conflict: str


class ReplyRules(Frozen):
    """Everything a reply is read by."""

    words: Words
    frequencies: dict[Frequency, Phrases]
    frequency_words: dict[Frequency, str]
    subjects: tuple[Subject, ...]
    rules: tuple[ReplyRule, ...]
    answers: dict[str, AnswerRule]
    becomes: dict[str, Effect]
    examples: tuple[ReplyExample, ...]
    follow_ups: FollowUps
    means: dict[str, str]
    who: dict[str, str]
    said: str
    undated: str
    unsettled: str
    weight: int
    most_confidence: int
    confidence: str
    headlines: dict[Verdict, str]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        ids = [rule.id for rule in self.rules]
        if twice := {name for name in ids if ids.count(name) > 1}:
            raise ValueError(f"rules stand twice: {', '.join(sorted(twice))}")
        if unknown := {rule.becomes for rule in self.rules if rule.becomes} - self.becomes.keys():
            raise ValueError(f"becomes has nothing called {', '.join(sorted(unknown))}")
        if wordless := self.frequencies.keys() - self.frequency_words.keys():
            raise ValueError(f"frequency_words has none for {', '.join(sorted(wordless))}")
        if missing := set(Verdict) - self.headlines.keys():
            raise ValueError(f"headlines has no words for {', '.join(sorted(missing))}")
        return self


@cache
def load_reply_rules(folder: Path) -> ReplyRules:
    """Return the rules of a pack folder. Raises BadPack naming file and key of the first fault."""
    return read_model(folder / "replies.yaml", ReplyRules)
