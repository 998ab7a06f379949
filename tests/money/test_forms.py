from decimal import Decimal

import pytest

from rothscope.errors import BadProfile
from rothscope.money.forms import Account, Destination, Form1099R, cpa_note, form_1099r, forms_of, split_forms
from rothscope.packs.find import patterns_folder
from rothscope.packs.taxes import read_taxes

D = Decimal  # short, for the tables


@pytest.mark.parametrize(
    ("basis", "earnings", "amount", "to", "taxable", "box5", "why"),
    [
        ("30000", "412.35", "30412.35", "roth", "412.35", "30000", "the whole account"),
        ("20000", "5000", "10000", "roth", "2000.00", "8000.00", "a part takes its share of earnings"),
        ("30000", "-900", "29100", "roth", "0", "29100", "after a loss all of it is basis"),
        ("30000", "0", "30000", "roth", "0", "30000", "the basis of a split"),
        ("0", "412.35", "412.35", "traditional", "0", "0", "the earnings of a split are not taxed yet"),
        ("30000", "270000", "30000", "roth", "27000.00", "3000.00", "mixed with pre-tax money"),
        ("30000", "-900", "10000", "roth", "0", "10000", "a part after a loss"),
        ("0", "0", "0", "roth", "0", "0", "an empty account"),
    ],
)
def test_boxes(basis: str, earnings: str, amount: str, to: str, taxable: str, box5: str, why: str) -> None:
    form = form_1099r(Account(basis=D(basis), earnings=D(earnings)), D(amount), Destination(to))
    assert form == Form1099R(box1=D(amount), box2a=D(taxable), box5=D(box5), code="G"), why


@pytest.mark.parametrize(
    ("basis", "earnings", "amount"), [("10", "0", "11"), ("10", "-20", "0"), ("10", "0", "-1")]
)
def test_more_than_there_is_is_refused(basis: str, earnings: str, amount: str) -> None:
    with pytest.raises(BadProfile, match="cannot come out"):
        form_1099r(Account(basis=D(basis), earnings=D(earnings)), D(amount))


def test_a_split_is_two_forms_with_nothing_taxable() -> None:
    first, second = split_forms(Account(basis=D(30_000), earnings=D("412.35")))
    assert (first.box1, first.box2a, first.box5) == (D(30_000), D(0), D(30_000))
    assert (second.box1, second.box2a, second.box5) == (D("412.35"), D(0), D(0))


def test_a_loss_splits_into_one_form() -> None:
    (form,) = split_forms(Account(basis=D(30_000), earnings=D(-900)))
    assert (form.box1, form.box5) == (D(29_100), D(29_100))


@pytest.mark.parametrize(
    ("route", "amount", "boxes", "why"),
    [
        ("in_plan_conversion", None, [("30412.35", "412.35", "30000.00", "G")], "the whole account"),
        (
            "direct_rollover_to_roth_ira",
            "10137.45",
            [("10137.45", "137.45", "10000.00", "G")],
            "a third of it",
        ),
        (
            "split_rollover",
            None,
            [("30000", "0", "30000", "G"), ("412.35", "0", "0", "G")],
            "two destinations",
        ),
        (
            "roth_account_to_roth_ira",
            None,
            [("30412.35", "0", "30000.00", "H")],
            "Roth money is taxed no more",
        ),
        ("employer_roth", None, [("30412.35", "30412.35", "0", "G")], "taxed in full when allocated"),
        ("backdoor", None, [("30412.35", "30412.35", "0", "2 or 7")], "the custodian knows no basis"),
        (
            "corrective_refund",
            None,
            [("30412.35", "412.35", "30000.00", "8, P or E")],
            "basis was taxed already",
        ),
    ],
)
def test_forms_of_each_route(
    route: str, amount: str | None, boxes: list[tuple[str, str, str, str]], why: str
) -> None:
    account = Account(basis=D(30_000), earnings=D("412.35"))
    found = forms_of(read_taxes(patterns_folder()).route(route), account, D(amount) if amount else None)
    expected = [(D(one), D(taxable), D(basis), code) for one, taxable, basis, code in boxes]
    assert [(form.box1, form.box2a, form.box5, form.code) for form in found] == expected, why


def test_a_part_of_a_split_is_refused() -> None:
    route = read_taxes(patterns_folder()).route("split_rollover")
    with pytest.raises(BadProfile, match="leave --convert out"):
        forms_of(route, Account(basis=D(10), earnings=D(1)), D(5))


def test_a_state_that_differs_and_one_that_does_not() -> None:
    taxes = read_taxes(patterns_folder())
    assert (taxes.state("NJ").title, taxes.state("NJ").confirm) == ("New Jersey", taxes.confirm)
    assert (taxes.state("OH").note, taxes.state("OH").confirm) == (taxes.state_default, "")


def test_note_for_the_cpa_names_boxes_code_and_source() -> None:
    taxes = read_taxes(patterns_folder())
    form = form_1099r(Account(basis=D(20_000), earnings=D(5000)), D(10_000))
    note = " ".join(cpa_note(taxes.route("in_plan_conversion"), (form,), taxes))
    assert "box 1 10,000.00, box 2a 2,000.00, box 5 8,000.00, box 7 code G" in note
    assert "402A(c)(4)" in note
    assert "confirm" not in note
    assert "confirm" in " ".join(cpa_note(taxes.route("corrective_refund"), (), taxes))


def test_every_state_difference_is_for_a_cpa() -> None:
    assert all(state.confirm for state in read_taxes(patterns_folder()).states.values())
