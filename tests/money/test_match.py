from decimal import Decimal

import pytest

from rothscope.errors import BadProfile
from rothscope.money.match import annual_match, parse_match, per_pay_match

D = Decimal  # short, for the tables


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("50% of 6%", "50% of 6%"),
        ("50%of6%", "50% of 6%"),
        ("50% of the first 6%", "50% of 6%"),
        ("50% of the first 6% of eligible pay", "50% of 6%"),
        ("50 percent of 6 percent", "50% of 6%"),
        ("50 % of 6 %", "50% of 6%"),
        ("100% of 3%, 50% of 2%", "100% of 3%, 50% of 2%"),
        ("100% of the first 3% plus 50% of the next 2%", "100% of 3%, 50% of 2%"),
        ("100% of 3% and 50% of next 2%", "100% of 3%, 50% of 2%"),
        ("100% of 3%; 50% of 2%", "100% of 3%, 50% of 2%"),
        ("dollar for dollar up to 4%", "100% of 4%"),
        ("Dollar-for-dollar on the first 4%", "100% of 4%"),
        ("50 cents on the dollar up to 6%", "50% of 6%"),
        ("50¢ per dollar of the first 6% of pay", "50% of 6%"),
        ("100% up to 4.5%", "100% of 4.5%"),
        ("25% of $2,000", "25% of $2000"),
        ("50% of 6%, max $5,000", "50% of 6%, max $5000"),
        ("50% of 6%, capped at $1,234.50", "50% of 6%, max $1234.50"),
        ("100% of 4% up to $5,000", "100% of 4%, max $5000"),
        ("50% of the first 6% of pay up to a maximum of $4,000", "50% of 6%, max $4000"),
        ("50% of 6% at most $3,000 per year", "50% of 6%, max $3000"),
        ("100% up to $3,000", "100% of $3000"),
    ],
)
def test_formula_is_read(text: str, notation: str) -> None:
    formula = parse_match(text)
    assert str(formula) == notation
    assert parse_match(str(formula)) == formula


@pytest.mark.parametrize(
    "text", ["", "6%", "50%", "dollar for dollar", "50% of", "half of 6%", "50% of 6% of 3%", "-50% of 6%",
             "50% of 600%", "900% of 6%", "100% of 60%, 50% of 50%", "max $5,000", "50% of 6%, max $1, max $2",
             "50% of 6%, something", "NaN% of 6%"],
)  # fmt: skip
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(BadProfile, match="match"):
        parse_match(text)


@pytest.mark.parametrize(
    ("text", "deferral", "pay", "expected", "why"),
    [
        ("50% of 6%", 24_500, 300_000, "9000.00", "the whole band"),
        ("50% of 6%", 5000, 300_000, "2500.00", "a deferral within it"),
        ("100% of 3%, 50% of 2%", 24_500, 250_000, "10000.00", "both bands"),
        ("100% of 3%, 50% of 2%", 8500, 250_000, "8000.00", "half way into the second"),
        ("50% of 6%, max $5,000", 24_500, 300_000, "5000.00", "the ceiling"),
        ("25% of $2,000", 24_500, 300_000, "500.00", "a band in dollars"),
        ("33.33% of 6%", 24_500, "123456.78", "2468.89", "rounded half up"),
        ("50% of 6%", 0, 300_000, "0.00", "no deferral, no match"),
    ],
)
def test_annual_match(text: str, deferral: int, pay: int | str, expected: str, why: str) -> None:
    assert annual_match(parse_match(text), D(deferral), D(pay)) == D(expected), why


@pytest.mark.parametrize(
    ("text", "deferrals", "limit", "expected", "why"),
    [
        (
            "50% of 6%",
            [2500] * 9 + [2000] + [0] * 16,
            360_000,
            [300] * 10 + [0] * 16,
            "none once deferrals end",
        ),
        ("50% of 6%", [600] * 26, 360_000, [300] * 26, "every paycheck when spread"),
        ("50% of 6%", [600] * 26, 55_000, [300] * 5 + [150] + [0] * 20, "pay counts to the limit only"),
        (
            "50% of 6%, max $1,000",
            [600] * 26,
            360_000,
            [300] * 3 + [100] + [0] * 22,
            "the ceiling is used up",
        ),
    ],
)
def test_match_by_paycheck(
    text: str, deferrals: list[int], limit: int, expected: list[int], why: str
) -> None:
    found = per_pay_match(parse_match(text), [D(10_000)] * 26, [D(d) for d in deferrals], D(limit))
    assert found == tuple(D(e) for e in expected), why
