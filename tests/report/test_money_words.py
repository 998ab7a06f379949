"""The plain voice names no section of law where it tells what holds the room, and the page shows paychecks and orders."""

import re
from decimal import Decimal

import pytest
from markupsafe import escape

from rothscope.limits import limits_of
from rothscope.model.analysis import Analysis, LimitsUsed, Paychecks, Taken
from rothscope.model.profile import Aggregated, Profile, Vehicle
from rothscope.money.space import space
from rothscope.packs.find import patterns_folder
from rothscope.packs.strategies import read_strategies
from rothscope.packs.wording import load_wording
from rothscope.report.orders import orders
from rothscope.report.render import render

from .analyses import ready

FOLDER = patterns_folder()
WORDING = load_wording(FOLDER)
LIMITS = limits_of(2026, FOLDER)
JARGON = re.compile(r"\d{3}\(|\bHCE|IRC|capped pay")

PAY = Decimal(300_000)
# Every name that money/ gives to what binds.
BINDING = [
    (Profile(pay=PAY), "the yearly limit on everything that goes into the account"),
    (Profile(pay=PAY, employer_dollars=Decimal(72_000)), "which is full already"),
    (Profile(pay=Decimal(30_000)), "your pay, since no more than all of it may go in"),
    (Profile(pay=PAY, self_employed=True), "your own plan"),
    (Profile(pay=PAY, aggregated=Aggregated.CONTROLLED_GROUP), "related employers share"),
    (Profile(pay=PAY, aggregated=Aggregated.OWN_BUSINESS, vehicle=Vehicle.B403), "your own business shares"),
    (Profile(pay=PAY, vehicle=Vehicle.B457), "takes no after-tax money"),
    (Profile(pay=PAY, after_tax_cap=Decimal("0.05")), "the plan's own cap of 5% of pay"),
    (Profile(pay=PAY, after_tax_dollar_cap=Decimal(9_000)), "the plan's own cap of $9,000.00"),
    (Profile(pay=PAY, hce_cap=Decimal(0), hce=True), "keeps highly paid employees out"),
    (Profile(pay=PAY, combined_cap=Decimal("0.12")), "cap of 12% of pay on everything you put in"),
    (Profile(pay=PAY, payroll_cap=Decimal("0.05"), paychecks_left=2), "the paychecks still to come"),
]


@pytest.mark.parametrize(("profile", "words"), BINDING, ids=[words for _, words in BINDING])
def test_what_binds_is_told_in_plain_words(profile: Profile, words: str) -> None:
    told = WORDING.binding(space(profile, LIMITS).binding)
    assert words in told
    assert not JARGON.search(told)


def test_a_name_without_words_stands_as_it_is() -> None:
    assert WORDING.binding("a new ceiling") == "a new ceiling"


@pytest.mark.parametrize("count", [1, 2, 26])
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_form_tells_the_paychecks(count: int, form: str) -> None:
    room = ready().feasibility.space
    assert room is not None
    amounts = (Decimal("100.10"),) * (count - 1) + (Decimal("100.25"),)
    spread = Paychecks(amounts=amounts, percent="9%", percent_total=Decimal("90.00"), remarks=("A remark.",))
    feasibility = ready().feasibility.model_copy(
        update={"space": room.model_copy(update={"paychecks": spread})}
    )
    shown = render(ready().model_copy(update={"feasibility": feasibility}), form)
    assert "$100.25" in shown
    assert ("$100.10" in shown) is (count > 1)
    assert "A remark" in shown
    assert "9%" in shown


def with_money(voice: str) -> str:
    room = ready().feasibility.space
    assert room is not None
    spread = Paychecks(
        amounts=(Decimal("1225.00"),) * 3 + (Decimal("1225.07"),),
        percent="9%",
        percent_total=Decimal("4800.00"),
        remarks=("At 10% the space is used up in paycheck 4.",),
    )
    taken = Taken(name="after_tax_cap", value="15%", because="the document states it on page 17", page=17)
    plan = ready()
    told = room.model_copy(update={"taken": (taken,), "paychecks": spread})
    feasibility = plan.feasibility.model_copy(update={"space": told})
    return render(plan.model_copy(update={"feasibility": feasibility}), "html", voice=voice)


def test_the_page_shows_paychecks_and_what_the_document_gave() -> None:
    page = with_money("plain")
    assert "4 paychecks are still to come" in page
    assert page.count("$1,225") >= 4
    assert "$1,225.07" in page
    assert "9% of each paycheck" in page
    assert "Cap on after-tax money: <strong>15%</strong>" in page
    assert "page 14 (PDF page 17)" in page
    assert "used up in paycheck 4" in page


def test_the_adviser_reads_the_terms_of_law() -> None:
    room = ready().feasibility.space
    assert room is not None
    assert str(escape(room.binding)) in with_money("adviser")


def test_a_space_reads_back_from_its_json() -> None:
    plan = ready()
    room = plan.feasibility.space
    assert room is not None
    spread = Paychecks(amounts=(Decimal("10.00"),), percent="1%", percent_total=Decimal("9.00"))
    feasibility = plan.feasibility.model_copy(update={"space": room.model_copy(update={"paychecks": spread})})
    told = plan.model_copy(update={"feasibility": feasibility})
    assert Analysis.model_validate_json(render(told, "json")) == told
    assert '"10.00"' in render(told, "json")


def test_orders_carry_the_amounts_of_the_year() -> None:
    found = orders(LimitsUsed(year=2026, amounts=LIMITS.amounts), read_strategies(FOLDER))
    assert len(found) == len(read_strategies(FOLDER).situations)
    told = " ".join(step.do for order in found for step in order.steps)
    assert f"${LIMITS.amounts['elective_deferral']:,}" in told
    assert "{" not in told
    assert all(step.because for order in found for step in (*order.steps, *order.notes))


def test_no_order_is_given_without_the_limits_of_the_year() -> None:
    assert orders(LimitsUsed(year=2031), read_strategies(FOLDER)) == ()
    plan = ready().model_copy(update={"limits": LimitsUsed(year=2026, amounts=LIMITS.amounts)})
    assert "In which order to save" in render(plan, "html")
    assert "In which order to save" not in render(ready(), "html")
