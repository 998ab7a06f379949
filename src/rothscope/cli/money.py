"""`rothscope space`, `project` and `acp`: the numbers alone, from options.

`prorata` and `schedule` have files of their own and are named here too, so that all of money is in one place.
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from rothscope.cli.ledger import as_json, figure, page, paragraph, points
from rothscope.cli.output import output_option, patterns_option, write
from rothscope.cli.profile import DOLLARS, SHARE, THIS_YEAR, YEAR, Whole, profile_options
from rothscope.cli.prorata import prorata
from rothscope.cli.schedule import schedule

if TYPE_CHECKING:
    from rothscope.model.analysis import Space
    from rothscope.model.profile import Profile
    from rothscope.money.projection import Deposits
    from rothscope.money.testing import AcpRoom
    from rothscope.packs.limits import YearLimits

__all__ = ["acp", "profile_options", "project", "prorata", "schedule", "space"]
SWEEPS = (12, 4, 2, 1)  # conversions a year worth comparing: monthly to yearly


@click.command()
@profile_options
@click.option("--form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
@patterns_option
def space(profile: "Profile", **options: Any) -> None:
    """How much after-tax money fits this year, and what holds it there.

    Shares of pay are written 5%; a bare 5 is 5% and a bare 0.05 is 5% too.

    \b
    Example:
      rothscope space --age 35 --pay 300000 --match "50% of 6%"
    """
    from rothscope.money.caps import cheques_left
    from rothscope.money.schedule import equal_cheques
    from rothscope.money.space import space as space_of

    limits = _limits(options)
    found = space_of(profile, limits)
    cheques = equal_cheques(found.space, cheques_left(profile))
    if options["form"] == "json":
        write(as_json({**found.model_dump(mode="json"), "schedule": list(cheques)}), options["output"])
    else:
        write(page([space_text(found), _cheques_text(cheques)]), options["output"])


def space_text(found: "Space") -> str:
    """Return the space as text: the answer, then the arithmetic."""
    head = figure(
        f"After-tax space in {found.year}", found.space,
        f"held there by: {found.binding} (the least of the room and the ceilings below)",
    )  # fmt: skip
    return "\n".join([head, "", *(figure(ln.label, ln.amount, ln.because, ln.source) for ln in found.lines)])


def _cheques_text(cheques: tuple[Decimal, ...]) -> str:
    if not cheques:
        return ""
    *same, last = cheques
    shown = f"{len(same)} x {same[0]:,.2f} + {last:,.2f}" if same else f"1 x {last:,.2f}"
    return paragraph(f"By paycheck: {shown} (equal, cut to the cent; the last takes the remainder).")


def _limits(options: dict[str, Any]) -> "YearLimits":
    from rothscope.limits import limits_of
    from rothscope.packs.find import patterns_folder

    return limits_of(options["year"], patterns_folder(options["patterns"]))


@click.command()
@click.option("--yearly", type=DOLLARS, required=True, help="Deposits of the first year.")
@click.option("--rate", type=SHARE, required=True, help="Growth a year, such as 7%.")
@click.option("--years", type=Whole("number", 1, 100), required=True, help="How many years.")
@click.option("--timing", type=click.Choice(["end", "start"]), default="end", show_default=True,
              help="Deposits at the end or the start of each period.")  # fmt: skip
@click.option(
    "--per-year", type=click.Choice(["1", "12"]), default="1", show_default=True, help="Deposits a year."
)
@click.option("--growth", type=SHARE, default="0", help="Yearly growth of the deposits.")
@click.option("--tax-rate", type=SHARE, help="Your income tax rate, for the cost of converting rarely.")
@click.option("--form", type=click.Choice(["text", "json", "svg"]), default="text", show_default=True)
@output_option
@patterns_option
def project(**options: Any) -> None:
    """What yearly deposits grow to, by the convention named; arithmetic, not a forecast.

    \b
    Example:
      rothscope project --yearly 30000 --rate 7% --years 20 --timing end
    """
    from rothscope.money.drawing import growth_svg
    from rothscope.money.projection import Deposits, balances

    names = ("yearly", "rate", "years", "timing", "growth", "per_year")
    deposits = Deposits.model_validate({name: options[name] for name in names})
    if options["form"] == "svg":
        text = (
            growth_svg(balances(deposits), f"{deposits.yearly:,.0f} dollars a year at {deposits.rate:.2%}")
            + "\n"
        )
    elif options["form"] == "json":
        text = as_json(_project_values(deposits, options["tax_rate"]))
    else:
        text = _project_text(deposits, options["tax_rate"])
    write(text, options["output"])


def _drag(deposits: "Deposits", tax_rate: Decimal | None) -> list[dict[str, object]]:
    from rothscope.money.cents import cents
    from rothscope.money.projection import swept_earnings

    rows: list[dict[str, object]] = []
    for sweeps in SWEEPS:
        earned = swept_earnings(deposits.yearly, deposits.rate, sweeps)
        tax = None if tax_rate is None else cents(earned * tax_rate)
        rows.append({"conversions_a_year": sweeps, "taxable_earnings": earned, "tax": tax})
    return rows


def _project_values(deposits: "Deposits", tax_rate: Decimal | None) -> dict[str, object]:
    from rothscope.money.projection import balances

    ends = balances(deposits)
    return {
        "future_value": ends[-1].value,
        "paid_in": ends[-1].paid,
        "growth": ends[-1].value - ends[-1].paid,
        "timing": deposits.timing.value,
        "years": [end.model_dump() for end in ends],
        "drag": _drag(deposits, tax_rate),
    }


def _project_text(deposits: "Deposits", tax_rate: Decimal | None) -> str:
    from rothscope.money.cents import percent
    from rothscope.money.projection import balances

    ends = balances(deposits)
    last, period = ends[-1], "month" if deposits.per_year > 1 else "year"
    how = f"deposits at the {deposits.timing.value} of each {period}, {percent(deposits.rate)} a year"
    kind = "ordinary annuity" if deposits.timing.value == "end" else "annuity due"
    rows = [
        figure(
            f"Value after {_years(last.year)}", last.value, how, f"future value of an {kind}, nominal dollars"
        ),
        figure(
            "Paid in", last.paid, f"{_years(last.year)} from {deposits.yearly:,.2f}", "sum of the deposits"
        ),
    ]
    table = [
        f"{'year':>6}{'value':>22}{'paid in':>22}",
        *(f"{e.year:>6}{e.value:>22,.2f}{e.paid:>22,.2f}" for e in ends),
    ]
    drag = [
        figure(
            f"Earnings taxed a year, {_conversions(row['conversions_a_year'])}",
            _money(row["taxable_earnings"]),
            f"what {row['conversions_a_year']} a year would find beyond a year's deposits of {deposits.yearly:,.2f}"
            + (f"; income tax on it: {_money(row['tax'])}" if row["tax"] is not None else ""),
            "IRC 72(e)(8)",
        )
        for row in _drag(deposits, tax_rate)
    ]
    remark = paragraph(
        "Monthly deposits at each month's end; a conversion taxes only what was earned since the last."
    )
    return page(["\n".join(rows), "\n".join(table), "\n".join(drag), remark])


def _years(count: int) -> str:
    return "1 year" if count == 1 else f"{count} years"


def _conversions(count: object) -> str:
    return "one conversion a year" if count == 1 else f"{count} conversions a year"


def _money(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)


@click.command()
@click.option("--nhce-average", type=SHARE, required=True, help="Average of the others, match and after-tax.")
@click.option("--hce-average", type=SHARE, default="0", help="HCE average before your after-tax money.")
@click.option("--pay", type=DOLLARS, help="Your pay, for the room in dollars.")
@click.option("--year", type=YEAR, default=THIS_YEAR, show_default=True, help="Plan year.")
@click.option("--form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
@patterns_option
def acp(**options: Any) -> None:
    """What the ACP test leaves highly compensated employees, from group averages only.

    Leave the match out of both averages where a safe harbor plan leaves it out of its test.

    \b
    Example:
      rothscope acp --nhce-average 3% --hce-average 4% --pay 300000
    """
    from rothscope.money.testing import acp_room

    room = acp_room(options["nhce_average"], options["hce_average"], options["pay"], _limits(options))
    write(as_json(_acp_values(room)) if options["form"] == "json" else _acp_text(room), options["output"])


def _acp_values(room: "AcpRoom") -> dict[str, object]:
    return {
        "hce_ceiling_percent": points(room.ceiling),
        "hce_average_percent": points(room.hce_average),
        "nhce_average_percent": points(room.nhce_average),
        "room_percent": points(room.room),
        "room_dollars": room.dollars,
        "fails": room.fails,
    }


def _acp_text(room: "AcpRoom") -> str:
    from rothscope.money.cents import percent

    how = f"the greater of 1.25 x {percent(room.nhce_average)}, and the lesser of twice it and 2 points more"
    left = f"ceiling less the HCE average of {percent(room.hce_average)}"
    rows = [
        figure("Highest HCE average", percent(room.ceiling), how, "IRC 401(m)(2)(A)"),
        figure("Room for the HCE group", percent(room.room), left, "IRC 401(m)(2)(A)"),
    ]
    if room.dollars is not None:
        because = "the room on your pay up to the 401(a)(17) limit, had you the group's average"
        rows.append(
            figure("Room in dollars, a guide only", room.dollars, because, "IRC 401(a)(17), 401(m)(3)")
        )
    fails = "The HCE average already passes the ceiling: the excess is refunded, or the others receive more."
    always = (
        "After-tax money is tested even in a safe harbor plan. Governmental plans are not tested; for a church plan it "
        "depends on the kind of plan and of church employer, which counsel can confirm."
    )
    return page(["\n".join(rows), paragraph(fails if room.fails else ""), paragraph(always)])
