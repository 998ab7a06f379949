"""What the document says of one feature, all clauses heard."""

from enum import StrEnum

from rothscope.model.clause import Clause, Condition, Fact
from rothscope.model.frozen import Frozen

FEATURES = (
    "after_tax_contributions",
    "roth_deferrals",
    "in_plan_roth_conversion",
    "in_service_after_tax",
    "in_service_59_half",
    "ira_roll_ins",
    "rollovers_from_plans",
    "match",
    "safe_harbor",
    "after_tax_cap",
    "hce_limit",
)
"""Every feature id, in the order a report shows them."""

MONEY = ("employer_contributions", "required_contributions")
"""What is read for the dollars alone and is no subject of its own: a pack each in `patterns/money`."""


class Status(StrEnum):
    """The six answers. `silent` is not `not_allowed`; `mentioned_only` is not a weak yes."""

    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    NOT_ALLOWED = "not_allowed"
    CONFLICTING = "conflicting"
    MENTIONED_ONLY = "mentioned_only"
    SILENT = "silent"


class Finding(Frozen):
    """One feature's answer. `decided_by` carried it; `against` said otherwise; `mentions` had no vote."""

    feature: str
    title: str
    status: Status
    reason: str
    conditions: tuple[Condition, ...] = ()
    facts: tuple[Fact, ...] = ()
    defers_to: str | None = None
    decided_by: tuple[Clause, ...] = ()
    against: tuple[Clause, ...] = ()
    mentions: tuple[Clause, ...] = ()

    @property
    def contested(self) -> bool:
        """Tell whether any voting clause said otherwise."""
        return bool(self.against)
