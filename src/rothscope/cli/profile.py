"""The options that say who the person is, the same for every command, and what they turn into: a `Profile`.

Dollars are written 72000, 72,000 or $72,000. A share of pay is written 5%; a bare number above 1 is a
percentage too (5 is 5%), one below 1 is a fraction (0.05 is 5%), and a bare 1 is refused, since it could be
either.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from rothscope.model.profile import Profile

if TYPE_CHECKING:
    ParamType = click.ParamType[Any]  # generic to type checkers only: click before 8.4 cannot subscript it
else:
    ParamType = click.ParamType

Command = TypeVar("Command", bound=Callable[..., Any])
MOST_DOLLARS = Decimal(1_000_000_000)  # beyond any pay or balance, so a slip of the finger
MOST_RATE = Decimal(1)  # a share of pay, and a yearly growth, ends at 100%
MOST_PAYCHECKS = 53  # weekly, in a year of 53 paydays
VEHICLES = ["401k", "403b", "401a", "457b"]  # as in model.profile, which is imported only when a command runs
SITUATIONS = ["side_income", "academic", "practice_owner", "hospital_employee", "resident"]
"""As in strategies.yaml, which is read only when a command runs; a test holds them together."""
NO_FIELDS = ("year", "profile_file")
THIS_YEAR = 2026
FULL = "full"  # what --catch-up means without an amount
_DOLLARS = re.compile(r"\$?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?")
_SHARE = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(%)?")


class Dollars(ParamType):
    """An amount of dollars and cents, zero or more."""

    name = "dollars"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Return the amount, or fail with what to write instead."""
        if isinstance(value, Decimal):
            return value
        found = _DOLLARS.fullmatch(str(value).strip())
        if not found:
            self.fail(f"{value!r} is no amount of dollars; write 72000, 72,000 or $72,000.", param, ctx)
        amount = Decimal(found[1].replace(",", "") + (found[2] or ""))
        if amount > MOST_DOLLARS:
            self.fail(f"{value!r} is over a billion dollars; check the number of zeros.", param, ctx)
        return amount


class CatchUp(Dollars):
    """An amount of dollars, or the whole catch-up of the person's age."""

    name = "dollars"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the amount, or the word for all of it."""
        return FULL if value == FULL else super().convert(value, param, ctx)


class Share(ParamType):
    """A percentage as a fraction: 5%, 5 and 0.05 are all one twentieth."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Return the fraction, or fail with what to write instead."""
        if isinstance(value, Decimal):
            return value
        found = _SHARE.fullmatch(str(value).strip())
        if not found:
            self.fail(f"{value!r} is no percentage; write it as 5%.", param, ctx)
        number = Decimal(found[1])
        if not found[2] and number == 1:
            self.fail(f"{value!r} could be 1% or 100%; write the percent sign.", param, ctx)
        share = number / 100 if found[2] or number > 1 else number
        if share > MOST_RATE:
            self.fail(f"{value!r} is over 100%.", param, ctx)
        return share


class Match(ParamType):
    """A match formula in the notation of `rothscope.money.match`."""

    name = "formula"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the formula as written, once it can be read."""
        from rothscope.errors import BadProfile
        from rothscope.money.match import parse_match

        try:
            parse_match(str(value))
        except BadProfile as fault:
            self.fail(str(fault), param, ctx)
        return str(value)


class Whole(click.IntRange):
    """A whole number of something, named in what a wrong one is answered."""

    def __init__(self, name: str, least: int, most: int) -> None:
        super().__init__(least, most)
        self.name = name


DOLLARS, SHARE = Dollars(), Share()
DAY = click.DateTime(formats=["%Y-%m-%d"])
AGE = Whole("age", 14, 110)
YEAR = Whole("year", 1974, 2099)  # from the year of ERISA
_PROFILE_OPTIONS = (
    click.option("--year", type=YEAR, default=THIS_YEAR, show_default=True, help="Plan year."),
    click.option("--age", type=AGE, help="Age on December 31 of the year."),
    click.option("--pay", type=DOLLARS, help="This year's pay from this employer."),
    click.option("--deferral", type=DOLLARS, help="Pre-tax and Roth deferrals [the 402(g) limit]."),
    click.option(
        "--catch-up", type=CatchUp(), is_flag=False, flag_value=FULL,
        help="Catch-up; all that the age allows when no amount follows.",
    ),
    click.option("--match", type=Match(), help='Such as "50% of 6%" or "100% of 3%, 50% of 2%".'),
    click.option("--true-up/--no-true-up", default=None, help="Is the match made whole at year's end?"),
    click.option("--election", type=SHARE, help="Share of each paycheck deferred until the limit."),
    click.option("--nonelective", type=SHARE, help="Employer base money, share of pay."),
    click.option("--nonelective-dollars", type=DOLLARS, help="The same as a flat amount for each person."),
    click.option("--late-nonelective", type=SHARE, help="Employer money declared after the year."),
    click.option("--required", type=SHARE, help="What the plan makes you put in, share of pay."),
    click.option("--employer-dollars", type=DOLLARS, help="Employer money beside the formulas."),
    click.option("--after-tax-cap", type=SHARE, help="The plan's after-tax ceiling, share of pay."),
    click.option("--after-tax-dollar-cap", type=DOLLARS, help="The plan's after-tax ceiling."),
    click.option("--hce/--no-hce", default=None, help="Highly compensated this year?"),
    click.option("--hce-cap", type=SHARE, help="After-tax ceiling for HCEs; 0% if barred."),
    click.option("--combined-cap", type=SHARE, help="Ceiling on all employee money together."),
    click.option("--deferred-elsewhere", type=DOLLARS, help="Deferred with other employers."),
    click.option("--other-additions", type=DOLLARS, help="Forfeitures, aggregated plans."),
    click.option("--fifteen-year", type=DOLLARS, help="403(b) fifteen-year catch-up in the deferral."),
    click.option("--service-years", type=Whole("number", 0, 70), help="Years here, for the fifteen-year catch-up."),
    click.option("--deferred-before", type=DOLLARS, help="All you deferred here in those years."),
    click.option("--fifteen-year-used", type=DOLLARS, help="Fifteen-year catch-up used in earlier years."),
    click.option(
        "--beside-457b", type=click.Choice(["governmental", "other"]),
        help="A 457(b) beside this plan: its own limit.",
    ),
    click.option("--unused-457b", type=DOLLARS, help="Unused 457(b) room, in its final three years."),
    click.option("--pay-last-year", type=DOLLARS, help="Last year's pay here: HCE and Roth catch-up."),
    click.option("--plan", "vehicle", type=click.Choice(VEHICLES), help="Kind of plan."),
    click.option(
        "--aggregated", type=click.Choice(["controlled-group", "own-business"]),
        help="Why other plans share this plan's limit.",
    ),
    click.option("--self-employed", is_flag=True, default=None, help="Pay is your own net profit."),
    click.option("--wages-elsewhere", type=DOLLARS, help="Wages that use the Social Security base."),
    click.option("--paychecks", type=Whole("number", 1, MOST_PAYCHECKS), help="Paychecks in the year [26]."),
    click.option("--paychecks-left", type=Whole("number", 0, MOST_PAYCHECKS), help="Paychecks to come."),
    click.option("--situation", type=click.Choice(SITUATIONS), help="Which order of saving is yours."),
    click.option("--payroll-cap", type=SHARE, help="Most that payroll takes from a paycheck."),
    click.option(
        "--profile", "profile_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The same in a YAML file; options win over it.",
    ),
)  # fmt: skip


def profile_options(command: Command) -> Command:
    """Add every option about the person to a command, which receives them as one `profile`, and the `year`.

    Raises BadProfile, when the command runs, where a profile file cannot be read.
    """

    @wraps(command)
    def with_profile(*args: Any, **options: Any) -> Any:
        return command(*args, profile=_take_profile(options), **options)

    return cast("Command", _with_options(with_profile))


def _with_options(command: Command) -> Command:
    """Add the options, in the order help shows them."""
    for option in reversed(_PROFILE_OPTIONS):
        command = option(command)
    return command


def _take_profile(options: dict[str, Any]) -> "Profile":
    """Remove the person's options from a command's, and return them; a file fills what they leave out."""
    from rothscope.model.profile import Profile

    file = options.pop("profile_file", None)
    asked = {name: options.pop(name) for name in _options()}
    said = {name: value for name, value in asked.items() if value is not None}
    values = {**(_from_file(file) if file else {}), **said}
    if values.get("catch_up") == FULL:
        values.update(catch_up=None, full_catch_up=True)
    return Profile(**values)


@cache
def _options() -> dict[str, click.Parameter]:
    """Every option about the person by its field of `Profile`; the year and the file are none."""

    @click.command()
    @_with_options
    def everything(**_: Any) -> None: ...

    return {
        option.name: option for option in everything.params if option.name and option.name not in NO_FIELDS
    }


def _from_file(path: Path) -> dict[str, Any]:
    """The values of a profile file, each read as its option is; keys are written with dashes or
    underscores.
    """
    from rothscope.errors import BadPack, BadProfile
    from rothscope.packs.read import read_yaml

    example = "write one line each, such as pay: 300000."
    try:
        written = read_yaml(path)
    except (BadPack, UnicodeDecodeError) as fault:
        raise BadProfile(f"{path.name} is not readable as YAML; {example}") from fault
    if not isinstance(written, dict):
        raise BadProfile(f"{path.name} holds no names and values; {example}")
    values = {}
    for key, value in written.items():
        name = "vehicle" if key == "plan" else str(key).replace("-", "_")
        if name not in _options():
            raise BadProfile(
                f"{path.name}: {key} is not known; the names are those of the options, such as pay."
            )
        values[name] = _read(path, name, value)
    return values


def _read(path: Path, name: str, value: object) -> Any:
    from rothscope.errors import BadProfile

    option = _options()[name]
    if name == "catch_up" and value is True:
        return FULL
    try:
        if isinstance(value, bool) is not isinstance(option.type, click.types.BoolParamType):
            option.type.fail(f"{value!r} does not fit.")
        return value if isinstance(value, bool) else option.type.convert(str(value), option, None)
    except click.BadParameter as fault:
        raise BadProfile(f"{path.name}: {name}: {fault.message}") from fault
