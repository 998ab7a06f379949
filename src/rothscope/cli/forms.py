"""`rothscope forms`: which Form 1099-R a move to Roth brings, box by box, and what the person files."""

from typing import TYPE_CHECKING, Any

import click

from rothscope.cli.ledger import as_json, figure, page, paragraph
from rothscope.cli.output import output_option, patterns_option, write
from rothscope.cli.profile import DOLLARS

if TYPE_CHECKING:
    from decimal import Decimal

    from rothscope.money.forms import Account, Form1099R
    from rothscope.packs.taxes import Taxes, TaxRoute

ROUTES = {
    "in-plan": "in_plan_conversion",
    "roll-out": "direct_rollover_to_roth_ira",
    "split": "split_rollover",
    "roth-to-ira": "roth_account_to_roth_ira",
    "employer-roth": "employer_roth",
    "backdoor": "backdoor",
    "refund": "corrective_refund",
}
"""What a route is called here, and its id in taxes.yaml, which is read only when the command runs."""


@click.command()
@click.option(
    "--route", type=click.Choice(list(ROUTES)), default="in-plan", show_default=True, help="Where it goes."
)
@click.option("--basis", type=DOLLARS, required=True, help="After-tax contributions in the account.")
@click.option(
    "--earnings", type=DOLLARS, default="0", help="What they earned; all pre-tax money where it is mixed in."
)
@click.option(
    "--loss", type=DOLLARS, default="0", help="What the account lost, where it is worth less than the basis."
)
@click.option("--convert", type=DOLLARS, help="Amount that moves [all of the account].")
@click.option("--state", help="Your state in two letters, for what it does in its own way.")
@click.option("--form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
@patterns_option
def forms(**options: Any) -> None:
    """Which Form 1099-R a move to Roth brings: each box in dollars, what to file, and the source.

    Earnings come out in proportion. Where the plan mixes the after-tax account with pre-tax money, count that money as
    earnings.

    \b
    Example:
      rothscope forms --basis 30000 --earnings 412.35 --route split
    """
    from rothscope.money.forms import Account, forms_of
    from rothscope.packs.find import patterns_folder
    from rothscope.packs.taxes import read_taxes

    taxes = read_taxes(patterns_folder(options["patterns"]))
    route, state = taxes.route(ROUTES[options["route"]]), _state(options["state"])
    account = Account(basis=options["basis"], earnings=_earned(options["earnings"], options["loss"]))
    found = forms_of(route, account, options["convert"])
    if options["form"] == "json":
        write(as_json(_values(route, found, taxes, state)), options["output"])
    else:
        write(_text(route, account, found, taxes, state), options["output"])


def _earned(earnings: "Decimal", loss: "Decimal") -> "Decimal":
    if earnings and loss:
        raise click.UsageError(
            "An account has earnings or a loss, not both; say one of --earnings and --loss."
        )
    return earnings - loss


def _state(said: str | None) -> str | None:
    if said is not None and not (len(said) == 2 and said.isascii() and said.isalpha()):
        raise click.UsageError(f"{said!r} is no state; write its two letters, such as NJ.")
    return said.upper() if said else None


def _values(
    route: "TaxRoute", found: tuple["Form1099R", ...], taxes: "Taxes", state: str | None
) -> dict[str, object]:
    return {
        "route": route.id,
        "title": route.title,
        "forms": [{"box_1": f.box1, "box_2a": f.box2a, "box_5": f.box5, "box_7": f.code} for f in found],
        "boxes": route.boxes,
        "files": route.files,
        "note": route.note,
        "source": route.cite,
        "confirm": taxes.confirm if route.confirm else "",
        "state": taxes.state(state).model_dump() if state else None,
    }


def _text(
    route: "TaxRoute", account: "Account", found: tuple["Form1099R", ...], taxes: "Taxes", state: str | None
) -> str:
    from rothscope.money.forms import cpa_note

    title, *lines = cpa_note(route, found, taxes)
    left = account.value - sum(form.box1 for form in found)
    held = figure(
        title.removesuffix("."), found[0].box1 if len(found) == 1 else account.value, route.boxes, route.cite
    )
    stays = f"{left:,.2f} stays in the account." if left else ""
    told = taxes.state(state) if state else None
    where = f"{told.title}: {told.note} {told.confirm}" if told else ""
    told_above = f"Source: {route.cite}."
    said = "\n".join(paragraph(line) for line in lines if line != told_above)
    return page([held, said, paragraph(stays), paragraph(where)])
