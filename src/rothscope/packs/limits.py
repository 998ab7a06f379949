"""`patterns/limits/` as checked values: the limits of one year, each with its statute and the notice it
comes from.

In: `names.yaml` (each limit once), `fixed.yaml` (numbers no notice changes) and `<year>.yaml`. Out: a
`YearLimits`. Amounts are whole dollars, rates are fractions. Every fault raises BadPack naming file and
key.
"""

import datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, StrictInt

from rothscope.errors import BadPack
from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_model

Dollars = Annotated[StrictInt, Field(ge=0, le=10_000_000)]
Range = tuple[Dollars, Dollars]
Share = Annotated[Decimal, Field(gt=0, le=1)]


class Unit(StrEnum):
    """What a limit is counted in."""

    DOLLARS = "dollars"
    DOLLAR_RANGE = "dollar_range"


class LimitName(Frozen):
    """A limit whatever its year; `first_year` null means it is older than the files."""

    title: str
    statute: str
    unit: Unit
    first_year: int | None = None


class LimitNames(Frozen):
    """`names.yaml`."""

    limits: dict[str, LimitName]


class CheckedIn(StrEnum):
    """Where a year's amounts were checked: the notice's own text, or several published summaries of it."""

    NOTICE = "notice"
    SUMMARIES = "summaries"


class LimitSource(Frozen):
    """The notice a year's amounts come from, and when and where they were last checked."""

    cite: str
    href: str | None = None
    checked_on: datetime.date
    checked_in: CheckedIn


class CitedAmount(Frozen):
    """An amount that does not come from the year's notice."""

    amount: Dollars | Range
    cite: str


class HighlyCompensatedIf(Frozen):
    """Pay of `pay_of` strictly over the amount makes a person highly compensated this year."""

    pay_of: int
    over: Dollars
    cite: str


class RothCatchUpIf(Frozen):
    """FICA wages of `wages_of` strictly over the amount make this year's catch-up Roth only, where
    enforced.
    """

    wages_of: int
    over: Dollars
    enforced: bool
    cite: str


class YearFile(Frozen):
    """`<year>.yaml` as written."""

    year: int
    source: LimitSource
    amounts: dict[str, Dollars | Range | CitedAmount]
    highly_compensated_if: HighlyCompensatedIf
    roth_catch_up_if: RothCatchUpIf | None = None


class CatchUpAges(Frozen):
    """Ages on 31 December that open the catch-up and its higher amount."""

    cite: str
    starts: int
    higher_from: int
    higher_to: int

    @property
    def one_of_each(self) -> tuple[int, int]:
        """Return one age of each amount: the ordinary and the higher one."""
        return self.starts, self.higher_from


class FifteenYear(Frozen):
    """The 403(b) catch-up after fifteen years with one employer."""

    cite: str
    a_year: Dollars
    a_lifetime: Dollars
    per_year_of_service: Dollars
    years_needed: int


class FinalThreeYears(Frozen):
    """The 457(b) catch-up before normal retirement age: so many times the ordinary limit."""

    cite: str
    times: int


class SelfEmployedRates(Frozen):
    """The shares that turn net profit into earned income; `employer_share` is of pay after the
    contribution.
    """

    cite: str
    net_earnings_share: Share
    social_security_rate: Share
    medicare_rate: Share
    employer_share: Share


class AcpRule(Frozen):
    """The two tests of the highest HCE average, of which the greater counts."""

    cite: str
    times: Decimal
    lesser_times: Decimal
    lesser_points: Share


class FixedRules(Frozen):
    """`fixed.yaml`."""

    catch_up_ages: CatchUpAges
    fifteen_year_403b: FifteenYear
    final_three_years_457b: FinalThreeYears
    self_employed: SelfEmployedRates
    acp: AcpRule


class Limit(Frozen):
    """One limit of one year: one amount, or the two ends of a range."""

    title: str
    statute: str
    cite: str
    amount: int | None = None
    range: Range | None = None

    @property
    def source(self) -> str:
        """Return statute and notice in one phrase."""
        return self.cite if self.cite.startswith(self.statute) else f"{self.statute}; {self.cite}"


class YearLimits(Frozen):
    """Every limit of a plan year, by id, and the rules of law with numbers of their own."""

    year: int
    source: LimitSource
    limits: dict[str, Limit]
    highly_compensated_if: HighlyCompensatedIf
    roth_catch_up_if: RothCatchUpIf | None
    fixed: FixedRules

    def dollars(self, name: str) -> Decimal:
        """Return a limit's amount in dollars. Raises KeyError for a limit the year does not have."""
        amount = self.limits[name].amount
        if amount is None:
            raise KeyError(name)
        return Decimal(amount)

    def cite(self, name: str) -> str:
        """Return where a limit comes from: statute and notice."""
        return self.limits[name].source

    @property
    def amounts(self) -> dict[str, int]:
        """Return the plain amounts by id, ranges left out."""
        return {name: limit.amount for name, limit in self.limits.items() if limit.amount is not None}


def read_year(path: Path) -> YearLimits:
    """Return the limits in a year file, joined with the names and fixed rules beside it. Raises BadPack."""
    file = read_model(path, YearFile)
    names = read_model(path.parent / "names.yaml", LimitNames).limits
    if str(file.year) != path.stem:
        raise BadPack(f"{path}: year: says {file.year}; a year's file is named for it")
    _check_names(path, file, names)
    return YearLimits(
        year=file.year,
        source=file.source,
        limits={name: _limit(path, name, names[name], file) for name in names if name in file.amounts},
        highly_compensated_if=file.highly_compensated_if,
        roth_catch_up_if=file.roth_catch_up_if,
        fixed=read_model(path.parent / "fixed.yaml", FixedRules),
    )


def _check_names(path: Path, file: YearFile, names: dict[str, LimitName]) -> None:
    due = {id for id, name in names.items() if name.first_year is None or name.first_year <= file.year}
    for wrong, fault in (
        (due - file.amounts.keys(), "is missing"),
        (file.amounts.keys() - due, "does not exist"),
    ):
        if wrong:
            raise BadPack(f"{path}: amounts.{min(wrong)}: {fault} in {file.year} by names.yaml")


def _limit(path: Path, id: str, name: LimitName, file: YearFile) -> Limit:
    written = file.amounts[id]
    cite = written.cite if isinstance(written, CitedAmount) else file.source.cite
    amount = written.amount if isinstance(written, CitedAmount) else written
    if isinstance(amount, tuple) is not (name.unit is Unit.DOLLAR_RANGE):
        raise BadPack(f"{path}: amounts.{id}: must be {name.unit.value.replace('_', ' ')} by names.yaml")
    if isinstance(amount, tuple):
        if amount[0] > amount[1]:
            raise BadPack(f"{path}: amounts.{id}: a range runs from low to high")
        return Limit(title=name.title, statute=name.statute, cite=cite, range=amount)
    return Limit(title=name.title, statute=name.statute, cite=cite, amount=amount)
