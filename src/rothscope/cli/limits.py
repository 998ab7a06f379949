"""`rothscope limits`: every limit of a year with its statute and notice."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rothscope.cli.ledger import as_json, figure, paragraph
from rothscope.cli.output import output_option, patterns_option, write

if TYPE_CHECKING:
    from rothscope.packs.limits import YearLimits


@click.command()
@click.argument("year", type=int)
@click.option("--form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
@patterns_option
def limits(year: int, form: str, output: Path | None, patterns: Path | None) -> None:
    """Show the limits of a YEAR, each with its statute and the notice it comes from.

    A year that is not on file is refused; no figure is ever carried forward.

    \b
    Example:
      rothscope limits 2026
    """
    from rothscope.limits import limits_of
    from rothscope.packs.find import patterns_folder

    found = limits_of(year, patterns_folder(patterns))
    write(as_json(_as_values(found)) if form == "json" else _as_text(found), output)


def _as_values(found: "YearLimits") -> dict[str, object]:
    return {
        "year": found.year,
        "source": found.source.model_dump(mode="json"),
        "limits": {
            id: limit.model_dump(mode="json", exclude_none=True) for id, limit in found.limits.items()
        },
        "highly_compensated_if": found.highly_compensated_if.model_dump(mode="json"),
        "roth_catch_up_if": found.roth_catch_up_if and found.roth_catch_up_if.model_dump(mode="json"),
        "fixed": found.fixed.model_dump(mode="json"),
    }


def _as_text(found: "YearLimits") -> str:
    where = {"notice": "the notice itself", "summaries": "published summaries of the notice"}
    source = found.source
    checked = f"checked on {source.checked_on} in {where[source.checked_in.value]}"
    head = paragraph(f"Limits for {found.year} ({source.cite}; {checked})")
    rows = [
        figure(limit.title, f"{limit.amount:,}" if limit.range is None else "{:,}-{:,}".format(*limit.range),
               source=limit.source)
        for limit in found.limits.values()
    ]  # fmt: skip
    hce, roth = found.highly_compensated_if, found.roth_catch_up_if
    rows.append(
        figure(f"Highly compensated in {found.year}: {hce.pay_of} pay over", f"{hce.over:,}", source=hce.cite)
    )
    if roth:
        relief = "" if roth.enforced else f"Not enforced in {found.year}."
        label = f"Catch-up must be Roth: {roth.wages_of} wages from this employer over"
        rows.append(figure(label, f"{roth.over:,}", relief, roth.cite))
    return "\n".join([head, "", *rows, ""])
