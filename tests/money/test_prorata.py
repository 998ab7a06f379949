"""Form 8606, line by line, with an exact ratio and with one of three places."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

import pytest

from rothscope.errors import BadProfile
from rothscope.money.prorata import Form8606, IraYear, form_8606, ira_limit_note, year_of_iras
from rothscope.packs.limits import YearLimits

D = Decimal  # short, for the tables

Limits = Callable[[int], YearLimits]


class Case(NamedTuple):
    """Lines 1, 2, 4, 6, 7 and 8 go in; line 10 and lines 11-15, 17 and 18 come out, exact and by three places."""

    id: str
    why: str
    nondeductible: int
    prior_basis: int
    late: int
    year_end: int
    distributions: int
    conversions: int
    ratio: str
    exact: str
    ratio_of_three: str
    three: str


CASES = (
    Case("P01", "93% of it is taxed", 7000, 0, 0, 95000, 0, 7000,
         "0.068627450980", "480.39 0.00 480.39 6519.61 0.00 480.39 6519.61",
         "0.069", "483.00 0.00 483.00 6517.00 0.00 483.00 6517.00"),
    Case("P01b", "the new contribution is inside the 95,000", 7000, 0, 0, 88000, 0, 7000,
         "0.073684210526", "515.79 0.00 515.79 6484.21 0.00 515.79 6484.21",
         "0.074", "518.00 0.00 518.00 6482.00 0.00 518.00 6482.00"),
    Case("P02", "nothing else in an IRA", 7000, 0, 0, 0, 0, 7000,
         "1", "7000.00 0.00 7000.00 0.00 0.00 7000.00 0.00",
         "1", "7000.00 0.00 7000.00 0.00 0.00 7000.00 0.00"),
    Case("P03", "growth before the conversion", 7000, 0, 0, 0, 0, 7050,
         "0.992907801418", "7000.00 0.00 7000.00 0.00 0.00 7000.00 50.00",
         "0.993", "7000.00 0.00 7000 0 0.00 7000.00 50.00"),
    Case("P04", "2026", 7500, 0, 0, 50000, 0, 7500,
         "0.130434782608", "978.26 0.00 978.26 6521.74 0.00 978.26 6521.74",
         "0.130", "975.00 0.00 975.00 6525.00 0.00 975.00 6525.00"),
    Case("P05", "2026, over 50", 8600, 0, 0, 250000, 0, 8600,
         "0.033255993812", "286.00 0.00 286.00 8314.00 0.00 286.00 8314.00",
         "0.033", "283.80 0.00 283.80 8316.20 0.00 283.80 8316.20"),
    Case("P06", "basis of earlier years", 7000, 20000, 0, 60000, 0, 60000,
         "0.225", "13500.00 0.00 13500.00 13500.00 0.00 13500.00 46500.00",
         "0.225", "13500.00 0.00 13500.00 13500.00 0.00 13500.00 46500.00"),
    Case("P07", "the pre-tax money went into a plan", 7000, 0, 0, 0, 0, 7000,
         "1", "7000.00 0.00 7000.00 0.00 0.00 7000.00 0.00",
         "1", "7000.00 0.00 7000.00 0.00 0.00 7000.00 0.00"),
    Case("P08", "a part of it did", 7000, 0, 0, 35000, 0, 7000,
         "0.166666666666", "1166.67 0.00 1166.67 5833.33 0.00 1166.67 5833.33",
         "0.167", "1169.00 0.00 1169.00 5831.00 0.00 1169.00 5831.00"),
    Case("P09", "a SEP counts", 7000, 0, 0, 40000, 0, 7000,
         "0.148936170212", "1042.55 0.00 1042.55 5957.45 0.00 1042.55 5957.45",
         "0.149", "1043.00 0.00 1043.00 5957.00 0.00 1043.00 5957.00"),
    Case("P10", "a SIMPLE counts", 7000, 0, 0, 25000, 0, 7000,
         "0.21875", "1531.25 0.00 1531.25 5468.75 0.00 1531.25 5468.75",
         "0.219", "1533.00 0.00 1533.00 5467.00 0.00 1533.00 5467.00"),
    Case("P11", "an inherited IRA does not", 7000, 0, 0, 0, 0, 7000,
         "1", "7000.00 0.00 7000.00 0.00 0.00 7000.00 0.00",
         "1", "7000.00 0.00 7000.00 0.00 0.00 7000.00 0.00"),
    Case("P12", "nor a spouse's", 7000, 0, 0, 0, 0, 7000,
         "1", "7000.00 0.00 7000.00 0.00 0.00 7000.00 0.00",
         "1", "7000.00 0.00 7000.00 0.00 0.00 7000.00 0.00"),
    Case("P13", "a distribution beside the conversion", 0, 14000, 0, 80000, 6000, 14000,
         "0.14", "1960.00 840.00 2800.00 11200.00 5160.00 1960.00 12040.00",
         "0.140", "1960.00 840.00 2800.00 11200.00 5160.00 1960.00 12040.00"),
    Case("P14", "last year carried on line 2", 7500, 7000, 0, 0, 0, 14500,
         "1", "14500.00 0.00 14500.00 0.00 0.00 14500.00 0.00",
         "1", "14500.00 0.00 14500.00 0.00 0.00 14500.00 0.00"),
    Case("P15", "rolled in too late", 7000, 0, 0, 95000, 0, 7000,
         "0.068627450980", "480.39 0.00 480.39 6519.61 0.00 480.39 6519.61",
         "0.069", "483.00 0.00 483.00 6517.00 0.00 483.00 6517.00"),
    Case("P16", "growth to December 31", 7000, 0, 0, 101650, 0, 7000,
         "0.064427059364", "450.99 0.00 450.99 6549.01 0.00 450.99 6549.01",
         "0.064", "448.00 0.00 448.00 6552.00 0.00 448.00 6552.00"),
    Case("P17", "all of it converted", 7000, 0, 0, 0, 0, 102000,
         "0.068627450980", "7000.00 0.00 7000.00 0.00 0.00 7000.00 95000.00",
         "0.069", "7000.00 0.00 7000 0 0.00 7000.00 95000.00"),
    Case("P18", "an outstanding rollover counts", 7000, 0, 0, 10000, 0, 7000,
         "0.411764705882", "2882.35 0.00 2882.35 4117.65 0.00 2882.35 4117.65",
         "0.412", "2884.00 0.00 2884.00 4116.00 0.00 2884.00 4116.00"),
    Case("P19", "paid in after December 31", 7000, 0, 7000, 50000, 0, 10000,
         "0", "0.00 0.00 0.00 7000.00 0.00 0.00 10000.00",
         "0.000", "0.00 0.00 0.00 7000.00 0.00 0.00 10000.00"),
)  # fmt: skip


def _lines(form: Form8606) -> list[D]:
    return [getattr(form, f"line{number}") for number in (11, 12, 13, 14, 15, 17, 18)]


@pytest.mark.parametrize("row", CASES, ids=lambda row: row.id)
def test_form_8606(row: Case) -> None:
    year = IraYear.model_validate({name: getattr(row, name) for name in IraYear.model_fields})
    exact, three = form_8606(year), form_8606(year, places=3)
    assert _lines(exact) == [D(amount) for amount in row.exact.split()], row.why
    assert _lines(three) == [D(amount) for amount in row.three.split()], row.why
    assert str(exact.line10).startswith(row.ratio)
    assert three.line10 == D(row.ratio_of_three)
    assert exact.line3 == row.nondeductible + row.prior_basis
    assert exact.line5 == exact.line3 - row.late
    assert exact.line9 == row.year_end + row.distributions + row.conversions


@pytest.mark.parametrize(
    ("pretax", "new", "basis", "convert", "rest", "line6", "why"),
    [
        (95_000, 7000, 0, 7000, {}, 95_000, "what stays is the pre-tax money"),
        (93_000, 7000, 20_000, 60_000, {}, 60_000, "earlier basis stands in the IRAs too"),
        (50, 7000, 0, 7050, {}, 0, "all of it converted"),
        (86_000, 0, 14_000, 14_000, {"distributions": 6000}, 80_000, "less what was taken out"),
        (60_000, 7000, 0, 10_000, {"late": 7000}, 50_000, "what is paid in later is not there yet"),
        (95_000, 7000, 0, 7000, {"roll_in": 95_000}, 0, "what moved into a plan is gone"),
        (95_000, 7000, 0, 7000, {"roll_in": 60_000}, 35_000, "or a part of it"),
    ],
)
def test_line_6(
    pretax: int, new: int, basis: int, convert: int, rest: dict[str, int], line6: int, why: str
) -> None:
    more = {name: D(amount) for name, amount in rest.items()}
    assert year_of_iras(D(pretax), D(new), D(basis), D(convert), **more).year_end == line6, why


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(BadProfile, match="more than the IRAs hold"):
        year_of_iras(D(0), D(7000), D(0), D(7001))
    with pytest.raises(BadProfile, match="Only pre-tax"):
        year_of_iras(D(100), D(7000), D(0), D(0), roll_in=D(101))
    with pytest.raises(BadProfile, match="after December 31"):
        form_8606(IraYear(nondeductible=D(10), late=D(11), conversions=D(10)))
    with pytest.raises(BadProfile, match="zero or more"):
        form_8606(IraYear(year_end=D(-1)))


def test_nothing_in_nothing_out() -> None:
    form = form_8606(IraYear(prior_basis=D(500)))
    assert (form.tax_free, form.taxable, form.carry_forward_basis) == (D(0), D(0), D(500))


@pytest.mark.parametrize(
    ("year", "amount", "age", "warned"),
    [(2026, 7500, None, False), (2026, 7501, None, True), (2026, 8600, 50, False), (2026, 8601, 50, True),
     (2025, 7500, 40, True), (2025, 8000, 50, False)],
)  # fmt: skip
def test_more_than_the_ira_limit_is_said(
    year: int, amount: int, age: int | None, warned: bool, limits: Limits
) -> None:
    assert bool(ira_limit_note(D(amount), age, limits(year))) is warned
