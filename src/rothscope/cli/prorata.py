"""`rothscope prorata`: how much of an IRA conversion is taxed, as Form 8606 reckons it."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from rothscope.cli.ledger import as_json, figure, page, paragraph
from rothscope.cli.output import output_option, patterns_option, write
from rothscope.cli.profile import AGE, DOLLARS, THIS_YEAR, YEAR

if TYPE_CHECKING:
    from rothscope.money.prorata import Form8606


RATIO = "line 5 divided by line 9, at most 1"
LINES = (
    "nondeductible contributions for the year",
    "basis of earlier years",
    "line 1 and line 2",
    "part of line 1 paid after December 31",
    "line 3 less line 4",
    "all traditional, SEP and SIMPLE IRAs, December 31",
    "distributions of the year",
    "converted to a Roth IRA",
    "lines 6, 7 and 8",
    RATIO,
    "line 8 times line 10: tax-free, of the conversion",
    "line 7 times line 10: tax-free, of distributions",
    "line 11 and line 12",
    "line 3 less line 13: basis for later years",
    "line 7 less line 12: taxable distributions",
    "line 8",
    "line 11",
    "line 16 less line 17: taxable conversion",
)
"""Form 8606 in short words, from line 1."""


@click.command()
@click.option(
    "--pretax-ira", type=DOLLARS, required=True, help="Pre-tax traditional, SEP and SIMPLE IRA money."
)
@click.option("--nondeductible", type=DOLLARS, required=True, help="This year's nondeductible contribution.")
@click.option("--prior-basis", type=DOLLARS, default="0", help="Line 14 of the last Form 8606.")
@click.option("--convert", type=DOLLARS, required=True, help="Amount converted to a Roth IRA.")
@click.option("--distributions", type=DOLLARS, default="0", help="Other money taken out this year.")
@click.option("--late", type=DOLLARS, default="0", help="Part of the contribution paid after December 31.")
@click.option("--roll-in", type=DOLLARS, default="0", help="Pre-tax money moved into a plan by December 31.")
@click.option("--year", type=YEAR, default=THIS_YEAR, show_default=True, help="Tax year.")
@click.option("--age", type=AGE, help="Age on December 31.")
@click.option("--form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
@patterns_option
def prorata(**options: Any) -> None:
    """How much of an IRA conversion is taxed: Form 8606, line by line.

    --pretax-ira is the pre-tax money before the conversion, growth counted and without the new contribution.

    \b
    Example:
      rothscope prorata --pretax-ira 95000 --nondeductible 7000 --prior-basis 0 --convert 7000
    """
    from rothscope.limits import limits_of
    from rothscope.money.prorata import form_8606, ira_limit_note, year_of_iras
    from rothscope.packs.find import patterns_folder

    limits = limits_of(options["year"], patterns_folder(options["patterns"]))
    amounts = {
        name: options[name] for name in ("nondeductible", "prior_basis", "convert", "distributions", "late")
    }
    pretax, roll_in = options["pretax_ira"], options["roll_in"]
    year = year_of_iras(pretax, roll_in=roll_in, **amounts)
    exact, three = form_8606(year), form_8606(year, places=3)
    clean = _all_rolled_in(pretax, amounts)
    remark = ira_limit_note(options["nondeductible"], options["age"], limits)
    if options["form"] == "json":
        write(as_json(_prorata_values(exact, three, clean)), options["output"])
    else:
        write(_prorata_text(exact, three, clean, remark), options["output"])


def _all_rolled_in(pretax: Decimal, amounts: dict[str, Decimal]) -> "Form8606 | None":
    """The same year with every pre-tax dollar in a plan by December 31, where enough is left to convert."""
    from rothscope.errors import BadProfile
    from rothscope.money.prorata import form_8606, year_of_iras

    try:
        return form_8606(year_of_iras(pretax, roll_in=pretax, **amounts)) if pretax else None
    except BadProfile:
        return None


def _three(form: "Form8606") -> dict[str, Decimal]:
    return {name: getattr(form, name) for name in ("tax_free", "taxable", "carry_forward_basis")}


def _prorata_values(exact: "Form8606", three: "Form8606", clean: "Form8606 | None") -> dict[str, object]:
    lines = {name.removeprefix("line"): getattr(exact, name) for name in type(exact).model_fields}
    lines["10"] = f"{exact.line10:.10f}"
    return {
        **_three(exact),
        "lines": lines,
        "with_three_place_ratio": _three(three),
        "if_all_pretax_is_rolled_into_a_plan": None if clean is None else _three(clean),
    }


def _prorata_text(exact: "Form8606", three: "Form8606", clean: "Form8606 | None", remark: str) -> str:
    ratio = f"line 10 is {exact.line10:.6f}: basis {exact.line5:,.2f} of {exact.line9:,.2f} in all your IRAs"
    source = "IRC 408(d)(2), 72(e)(8)"
    rows = [
        figure(
            "Taxable part of the conversion",
            exact.taxable,
            "what is not basis (line 18)",
            "Form 8606 line 18",
        ),
        figure("Tax-free part of the conversion", exact.tax_free, ratio, source),
        figure(
            "Basis carried to later years",
            exact.carry_forward_basis,
            "line 3 less line 13",
            "Form 8606 line 14",
        ),
        figure(
            "Taxable with a ratio of three places", three.taxable, "as the form allows", "Form 8606 line 10"
        ),
    ]
    if exact.line7:
        rows.append(
            figure("Taxable part of other distributions", exact.line15, "line 7 less line 12", "Form 8606")
        )
    if clean:
        because = "only basis would be left to convert; your own plan must accept IRA roll-ins"
        label = "Taxable if all pre-tax money were in a plan by December 31"
        rows.append(figure(label, clean.taxable, because, "IRC 408(d)(3)(A)(ii), 408(d)(3)(H)"))
    counted = (
        "Counted: your own traditional, SEP and SIMPLE IRAs at their December 31 value. Not counted: "
        "inherited IRAs, a spouse's, Roth IRAs, plans. Where the pre-tax figure already holds the new "
        "contribution, take it out first."
    )
    return page(["\n".join(rows), _lines_text(exact), paragraph(counted), paragraph(remark)])


def _lines_text(form: "Form8606") -> str:
    """The form as it is filled in, line by line."""
    amounts = [getattr(form, name) for name in type(form).model_fields]
    rows = [
        f"{number:>4}  {what:<52}{f'{amount:.6f}' if what == RATIO else f'{amount:,.2f}':>18}"
        for (number, what), amount in zip(enumerate(LINES, start=1), amounts, strict=True)
    ]
    return "\n".join(["Form 8606, line by line:", *rows])
