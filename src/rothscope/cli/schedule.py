"""`rothscope schedule`: the year's space on each cheque, as text, JSON, CSV or a calendar file."""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from rothscope.cli.ledger import as_json, figure, page, paragraph, points
from rothscope.cli.output import output_option, patterns_option, write
from rothscope.cli.profile import DAY, DOLLARS, SHARE, profile_options

if TYPE_CHECKING:
    from rothscope.model.profile import Profile
    from rothscope.money.plan_cheques import ChequePlan

EVERY = click.Choice(["weekly", "biweekly", "semimonthly", "monthly"])


@click.command()
@profile_options
@click.option("--first-pay", type=DAY, help="The next payday, as 2026-01-02.")
@click.option("--every", type=EVERY, default="biweekly", show_default=True, help="How often payroll pays.")
@click.option(
    "--bonus", type=DOLLARS, help="A bonus still to come, beside --pay; payroll takes its share of it."
)
@click.option("--step", type=SHARE, default="1%", show_default=True, help="Step of a percent election.")
@click.option("--form", type=click.Choice(["text", "json", "csv", "ics"]), default="text", show_default=True)
@output_option
@patterns_option
def schedule(profile: "Profile", **options: Any) -> None:
    """The year's space on each paycheck: dollars, percent elections and a match kept whole.

    With --first-pay the paydays are counted from the calendar, 27 biweekly ones in some years.

    \b
    Example:
      rothscope schedule --pay 300000 --match "50% of 6%" --paychecks 26
    """
    from rothscope.limits import limits_of
    from rothscope.money.plan_cheques import Calendar, plan_cheques
    from rothscope.packs.find import patterns_folder

    first: datetime.datetime | None = options["first_pay"]
    if options["form"] == "ics" and first is None:
        raise click.UsageError("A calendar file needs the next payday; say --first-pay, such as 2026-01-02.")
    if not options["step"]:
        raise click.UsageError("A percent election needs a step above zero; say --step 1%.")
    limits = limits_of(options["year"], patterns_folder(options["patterns"]))
    calendar = Calendar(first=first.date(), every=options["every"]) if first else None
    bonus = options["bonus"] or Decimal(0)
    write(
        _shown(options["form"], plan_cheques(profile, limits, calendar, bonus, options["step"])),
        options["output"],
    )


def _shown(form: str, plan: "ChequePlan") -> str:
    from rothscope.money.paydays import schedule_csv, schedule_ics

    if form == "csv":
        return schedule_csv(plan.cheques, plan.dates, plan.from_bonus)
    if form == "ics":
        return schedule_ics(plan.cheques, plan.dates[: len(plan.cheques)])
    return as_json(_values(plan)) if form == "json" else _text(plan)


def _values(plan: "ChequePlan") -> dict[str, object]:
    election, match = plan.election, plan.match
    return {
        **plan.space.model_dump(mode="json"),
        "schedule": list(plan.cheques),
        "from_bonus": plan.from_bonus,
        "paydays": [day.isoformat() for day in plan.dates],
        "percent_election": {
            "percent": points(election.share),
            "contributed": election.contributed,
            "unused": election.unused,
        },
        "match": match and {"with_true_up": match.with_true_up, "per_pay": match.per_pay, "lost": match.lost},
        "spillover": [cheque.model_dump() for cheque in plan.spillover],
        "warnings": list(plan.warnings),
    }


def _text(plan: "ChequePlan") -> str:
    from rothscope.money.cents import percent

    election = plan.election
    head = [
        figure("After-tax space to spread", plan.space.space, f"held there by: {plan.space.binding}"),
        figure(
            f"Highest percent election: {percent(election.share)} of each paycheck", election.contributed,
            f"cannot pass the space; leaves {election.unused:,.2f} unused", "each paycheck cut to the cent",
        ),
    ]  # fmt: skip
    rows = [
        f"{number:>4}  {plan.dates[number - 1].isoformat() if plan.dates else '':<12}{amount:>14,.2f}"
        for number, amount in enumerate(plan.cheques, start=1)
    ]
    if plan.from_bonus:
        rows.append(f"{'bonus':>6}{'':<12}{plan.from_bonus:>14,.2f}")
    spill = [
        f"{'bonus' if c.bonus else c.number:>5} deferral {c.deferral:>12,.2f}   after-tax {c.after_tax:>12,.2f}"
        for c in plan.spillover
    ]
    title = (
        "One election that turns after-tax once the deferral limit is reached, nothing deferred before:"
        if spill
        else ""
    )
    return page(["\n".join(head), "\n".join(rows), title, "\n".join(spill), *map(paragraph, plan.warnings)])
