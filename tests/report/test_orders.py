from pathlib import Path

import pytest

from rothscope.errors import BadPack
from rothscope.limits import limits_of
from rothscope.model.analysis import LimitsUsed, SituationFit
from rothscope.packs.find import patterns_folder
from rothscope.packs.strategies import read_strategies
from rothscope.report.orders import Order, orders

SITUATIONS = ("hospital_employee", "practice_owner", "academic", "resident", "side_income")


def order_of(situation: str, year: int, fit: SituationFit | None = None) -> Order:
    limits = LimitsUsed(year=year, amounts=limits_of(year, patterns_folder()).amounts)
    found = orders(limits, read_strategies(patterns_folder()), fit)
    return next(order for order in found if order.id == situation)


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("year", [2020, 2026])
def test_every_step_has_its_amounts_and_its_because(situation: str, year: int) -> None:
    order = order_of(situation, year)
    steps = (*order.steps, *order.notes)
    assert steps[0].id == "reserve"
    assert all(step.because and "{" not in step.do for step in steps)
    assert len({step.id for step in steps}) == len(steps)


def test_amounts_are_those_of_the_year() -> None:
    said = {year: order_of("hospital_employee", year).steps for year in (2025, 2026)}
    assert "23,500" in next(step.do for step in said[2025] if step.id == "deferrals")
    assert "24,500" in next(step.do for step in said[2026] if step.id == "deferrals")


def test_notes_stand_apart_from_the_order() -> None:
    order = order_of("hospital_employee", 2026)
    assert [step.id for step in order.notes] == ["new_hire", "church_hospital"]
    assert not {step.id for step in order.notes} & {step.id for step in order.steps}


def test_the_situation_that_fits_comes_first_with_its_reason() -> None:
    fit = SituationFit(id="resident", because="You named it.")
    limits = LimitsUsed(year=2026, amounts=limits_of(2026, patterns_folder()).amounts)
    first, *others = orders(limits, read_strategies(patterns_folder()), fit)
    assert (first.id, first.fits) == ("resident", "You named it.")
    assert not any(order.fits for order in others)
    assert len(others) == len(SITUATIONS) - 1


def test_without_limits_there_is_no_order() -> None:
    assert orders(LimitsUsed(year=2031), read_strategies(patterns_folder())) == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "named: x\ncommon: {}\nsituations: {a: {title: A, order: [none], steps: {}}}",
            "no step is called none",
        ),
        (
            "named: x\ncommon: {a: {do: x, because: y}}\nsituations: {b: {title: B, order: [a, a], steps: {}}}",
            "twice",
        ),
        ("named: x\ncommon: {a: {do: 'Save {nothing}', because: y}}\nsituations: {}", "no limit in dollars"),
        ("named: x\ncommon: {a: {do: x}}\nsituations: {}", "because"),
    ],
)
def test_a_broken_file_is_refused(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "limits").symlink_to(patterns_folder() / "limits")
    (tmp_path / "strategies.yaml").write_text(text)
    with pytest.raises(BadPack, match=fault):
        read_strategies(tmp_path)
