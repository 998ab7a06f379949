"""What the person says about themselves; everything may be left unsaid. Money is dollars, rates are
fractions.
"""

from decimal import Decimal
from enum import StrEnum

from rothscope.model.frozen import Frozen


class Vehicle(StrEnum):
    """The kind of plan the after-tax money would go into."""

    K401 = "401k"
    B403 = "403b"
    A401 = "401a"
    B457 = "457b"


class Aggregated(StrEnum):
    """Why other plans share this plan's 415(c) limit."""

    CONTROLLED_GROUP = "controlled-group"
    OWN_BUSINESS = "own-business"


class Beside457b(StrEnum):
    """The kind of 457(b) plan the person may use beside this one; only a governmental one has the age-50 catch-up."""

    GOVERNMENTAL = "governmental"
    OTHER = "other"


class Profile(Frozen):
    """The user's own numbers. `hce` null means unknown; `age` is the age on 31 December of the plan year.

    `pay` is this year's pay from this employer, or the net profit where `self_employed`. `deferral` counts
    a catch-up in it once it passes the 402(g) limit. `nonelective_dollars` are a flat amount for each person,
    `employer_dollars` stand beside the formulas,
    `other_additions` are pick-ups, forfeitures and what other plans under the same limit receive.
    `required` is what the plan makes everybody put in, picked up or after-tax, as a share of pay.
    `election` is the share of each cheque deferred until the limit is reached. An `hce_cap` of zero bars
    highly compensated employees. `testing` is what is known of the plan's ACP test: a step of
    `patterns/score.yaml` such as "clean", "refunds" or "small_safe_harbor". `situation` is an id of
    `patterns/strategies.yaml`. `service_years`, `deferred_before` (all deferrals of those years with this employer)
    and `fifteen_year_used` decide the 403(b) fifteen-year catch-up; `unused_457b` is unused 457(b) room of earlier
    years in one of the last three years before normal retirement age.
    """

    age: int | None = None
    hce: bool | None = None
    pay: Decimal | None = None
    deferral: Decimal | None = None
    catch_up: Decimal | None = None
    full_catch_up: bool = False
    employer_dollars: Decimal | None = None
    match: str | None = None
    true_up: bool | None = None
    election: Decimal | None = None
    nonelective: Decimal | None = None
    nonelective_dollars: Decimal | None = None
    late_nonelective: Decimal | None = None
    required: Decimal | None = None
    after_tax_cap: Decimal | None = None
    after_tax_dollar_cap: Decimal | None = None
    hce_cap: Decimal | None = None
    combined_cap: Decimal | None = None
    deferred_elsewhere: Decimal | None = None
    other_additions: Decimal | None = None
    fifteen_year: Decimal | None = None
    pay_last_year: Decimal | None = None
    wages_elsewhere: Decimal | None = None
    vehicle: Vehicle | None = None
    aggregated: Aggregated | None = None
    self_employed: bool = False
    paychecks: int | None = None
    paychecks_left: int | None = None
    payroll_cap: Decimal | None = None
    testing: str | None = None
    situation: str | None = None
    service_years: int | None = None
    deferred_before: Decimal | None = None
    fifteen_year_used: Decimal | None = None
    beside_457b: Beside457b | None = None
    unused_457b: Decimal | None = None

    @property
    def past_59_half(self) -> bool:
        """Tell whether the person is 60 or older, and so past 59 1/2 whatever the birthday."""
        return self.age is not None and self.age >= 60
