"""The words that rules of judgement are written in: answers, reasons, frequencies, and the tags they raise.

Rules in `questions.yaml`, `risks.yaml` and `next_steps.yaml` speak in tags such as "after_tax:unclear" or
"fact:suspension_months"; a tag nothing can ever raise is refused when the rule is read.
"""

from enum import StrEnum
from functools import cache
from itertools import product
from typing import Self

from pydantic import model_validator

from rothscope.model.analysis import Verdict
from rothscope.model.finding import FEATURES, Status
from rothscope.model.frozen import Frozen


class Answer(StrEnum):
    """What the document answers to one deciding question, for this person today."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"
    AT_AGE = "59.5"


class Frequency(StrEnum):
    """How often money may move to Roth, from soonest to rarest; the order is used."""

    AUTOMATIC = "automatic"
    ON_DEMAND = "on_demand"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    UNKNOWN = "unknown"


class Route(StrEnum):
    """How the money becomes Roth while the person still works here."""

    IN_PLAN = "in_plan"
    ROLL_OUT = "roll_out"
    NONE = "none"


class Reason(StrEnum):
    """Why a deciding question was answered as it was; the sentences stand in `verdicts.yaml`."""

    GRANTED = "granted"
    REFUSED = "refused"
    SILENT = "silent"
    MENTIONED = "mentioned"
    CONFLICTING = "conflicting"
    FROZEN = "frozen"
    NOT_YET = "not_yet"
    HCE_BARRED = "hce_barred"
    HCE_UNKNOWN = "hce_unknown"
    HCE_LIMIT_UNCLEAR = "hce_limit_unclear"
    GROUP_LIMITED = "group_limited"
    CONDITION = "condition"
    AGE_REACHED = "age_reached"
    AGE_NOT_REACHED = "age_not_reached"
    DISTRIBUTABLE_OPEN = "distributable_open"
    DISTRIBUTABLE_UNCLEAR = "distributable_unclear"
    DISTRIBUTABLE_CLOSED = "distributable_closed"
    OTHER_MONEY = "other_money"
    NO_ROTH_ACCOUNT = "no_roth_account"
    PLAN_TYPE = "plan_type"
    CUSTODIAL = "custodial"
    IMPLIED = "implied"


class Subject(StrEnum):
    """The four questions that decide the verdict."""

    AFTER_TAX = "after_tax"
    CONVERT = "convert"
    WITHDRAW = "withdraw"
    ROTH = "roth"


FACTS = (
    "after_tax_cap_percent",
    "after_tax_cap_dollars",
    "combined_cap_percent",
    "hce_cap_percent",
    "hce_combined_cap_percent",
    "hce_deferral_cap_percent",
    "conversion_frequency",
    "withdrawal_frequency",
    "conversion_age",
    "withdrawal_age",
    "conversion_scope",
    "suspension_months",
    "minimum_dollars",
    "fee_dollars",
    "match_formula",
    "true_up",
    "after_tax_matched",
    "spillover",
    "pro_rata",
    "frozen",
    "effective_date",
)
"""The names of facts that judgement reads; others pass by unread."""

_CHOICES = {
    "true_up": ("yes", "no", "per_pay_period"),
    "after_tax_matched": ("yes", "no"),
    "spillover": ("yes", "no"),
    "pro_rata": ("yes", "no"),
    "frozen": ("yes", "no"),
}
_OTHER_TAGS = (
    "conflict", "space:zero", "space:some", "testing:known", "testing:unknown",
    "person:hce", "person:not_hce", "person:hce_unknown", "person:self_employed",
    "plan:erisa", "plan:not_erisa", "plan:governmental", "plan:church", "plan:custodial",
    "plan:403b", "plan:no_roth_account", "plan:vehicle_unknown",
    "document:old", "document:undated", "document:summary_only", "document:slight", "document:defers",
    "document:unread_pages", "caps:unknown",
    "asking:deciding", "asking:any",
)  # fmt: skip


@cache
def known_tags() -> frozenset[str]:
    """Return every tag a rule may name."""
    tags = set(_OTHER_TAGS)
    tags |= {f"{subject}:{answer}" for subject, answer in product(Subject, Answer)}
    tags |= {f"{subject}.{reason}" for subject, reason in product(Subject, Reason)}
    tags |= {f"{feature}={status}" for feature, status in product(FEATURES, Status)}
    tags |= {f"frequency:{f}" for f in Frequency} | {f"route:{r}" for r in Route}
    tags |= {f"verdict:{v}" for v in Verdict} | {f"fact:{name}" for name in FACTS}
    return frozenset(tags | {f"fact:{name}={word}" for name, words in _CHOICES.items() for word in words})


class Rule(Frozen):
    """When something applies: every tag of `when`, one of `any` where given, and none of `unless`."""

    id: str
    when: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _tags_exist(self) -> Self:
        unknown = sorted({*self.when, *self.any, *self.unless} - known_tags())
        if unknown:
            raise ValueError(f"rule {self.id!r} names a tag nothing raises: {', '.join(unknown)}")
        return self

    def holds(self, tags: frozenset[str]) -> bool:
        """Tell whether the rule applies where these tags are raised."""
        one = not self.any or not tags.isdisjoint(self.any)
        return tags.issuperset(self.when) and one and tags.isdisjoint(self.unless)
