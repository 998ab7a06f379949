from decimal import Decimal
from xml.etree import ElementTree

import pytest

from rothscope.money.drawing import growth_svg
from rothscope.money.projection import Deposits, Timing, YearEnd, balances, future_value, swept_earnings

D = Decimal  # short, for the tables


@pytest.mark.parametrize(
    ("yearly", "rate", "years", "end", "start"),
    [
        (30_000, "0.07", 20, "1229864.77", "1315955.30"),
        (7000, "0.07", 20, "286968.45", "307056.24"),
        (37_000, "0.07", 20, "1516833.22", "1623011.54"),
        (37_000, "0.07", 10, "511208.57", "546993.17"),
        (37_000, "0.07", 30, "3495049.09", "3739702.53"),
        (38_500, "0.06", 15, "896124.84", "949892.33"),
        (47_500, "0.05", 10, "597449.90", "627322.39"),
        (29_500, "0.08", 25, "2156625.23", "2329155.25"),
        (7500, "0.07", 30, "708455.90", "758047.81"),
        (37_000, "0.04", 20, "1101788.91", "1145860.46"),
        (1000, "0", 5, "5000.00", "5000.00"),
    ],
)
def test_future_value(yearly: int, rate: str, years: int, end: str, start: str) -> None:
    deposits = Deposits(yearly=D(yearly), rate=D(rate), years=years)
    assert future_value(deposits) == D(end)
    assert future_value(deposits.model_copy(update={"timing": Timing.START})) == D(start)


@pytest.mark.parametrize(
    ("growth", "per_year", "yearly", "end", "start"),
    [
        ("0.03", 1, 30_000, "1547679.92", "1656017.52"),
        ("0", 12, 37_000, "1564903.83", "1573752.02"),
    ],
)
def test_growing_and_monthly_deposits(growth: str, per_year: int, yearly: int, end: str, start: str) -> None:
    deposits = Deposits(yearly=D(yearly), rate=D("0.07"), years=20, growth=D(growth), per_year=per_year)
    assert future_value(deposits) == D(end)
    assert future_value(deposits.model_copy(update={"timing": Timing.START})) == D(start)


def test_a_known_wrong_chart_is_not_repeated() -> None:
    # A figure of about 1.01 million for 37,000 a year at 7% over 20 years is in circulation.
    value = future_value(Deposits(yearly=D(37_000), rate=D("0.07"), years=20))
    assert value > 1_500_000


@pytest.mark.parametrize(
    ("year", "end", "start", "paid"),
    [
        (1, "37000.00", "39590.00", 37_000),
        (5, "212777.34", "227671.76", 185_000),
        (10, "511208.57", "546993.17", 370_000),
        (15, "929773.81", "994857.98", 555_000),
        (20, "1516833.22", "1623011.54", 740_000),
    ],
)
def test_year_by_year(year: int, end: str, start: str, paid: int) -> None:
    for timing, value in ((Timing.END, end), (Timing.START, start)):
        ends = balances(Deposits(yearly=D(37_000), rate=D("0.07"), years=20, timing=timing))
        assert ends[year - 1] == YearEnd(year=year, value=D(value), paid=D(paid))


@pytest.mark.parametrize(
    ("sweeps", "of_30_000", "of_47_500"),
    [(12, "0.00", "0.00"), (4, "169.94", "269.08"), (2, "427.27", "676.51"), (1, "950.74", "1505.34")],
)
def test_earnings_taxed_when_converting_rarely(sweeps: int, of_30_000: str, of_47_500: str) -> None:
    assert swept_earnings(D(30_000), D("0.07"), sweeps) == D(of_30_000)
    assert swept_earnings(D(47_500), D("0.07"), sweeps) == D(of_47_500)


@pytest.mark.parametrize("sweeps", [0, 5, 24])
def test_sweeps_must_divide_the_year(sweeps: int) -> None:
    with pytest.raises(ValueError, match="divide"):
        swept_earnings(D(30_000), D("0.07"), sweeps)


def test_drawing_is_one_svg_with_its_words_escaped() -> None:
    ends = balances(Deposits(yearly=D(30_000), rate=D("0.07"), years=3))
    svg = growth_svg(ends, "<script>&")
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root[0].text == "<script>&"
    value = [point.split(",") for point in root[-4].attrib["points"].split()]
    assert len(value) == 4
    assert [float(x) for x, _ in value] == sorted(float(x) for x, _ in value)
    assert [float(y) for _, y in value] == sorted((float(y) for _, y in value), reverse=True)
    assert growth_svg((), "none") == ""
