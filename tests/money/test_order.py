from collections.abc import Callable
from pathlib import Path

import pytest

from rothscope.errors import BadPack
from rothscope.money.order import steps_for
from rothscope.packs.find import patterns_folder
from rothscope.packs.limits import YearLimits
from rothscope.packs.strategies import read_strategies

Limits = Callable[[int], YearLimits]
SITUATIONS = ("hospital_employee", "practice_owner", "academic", "resident", "side_income")


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("year", [2020, 2026])
def test_every_step_has_its_amounts_and_its_because(situation: str, year: int, limits: Limits) -> None:
    steps = steps_for(situation, read_strategies(patterns_folder()), limits(year))
    assert steps[0].id == "reserve"
    assert all(step.because and "{" not in step.do for step in steps)
    assert len({step.id for step in steps}) == len(steps)


def test_amounts_are_those_of_the_year(limits: Limits) -> None:
    strategies = read_strategies(patterns_folder())
    said = {year: steps_for("hospital_employee", strategies, limits(year)) for year in (2025, 2026)}
    assert "23,500" in next(step.do for step in said[2025] if step.id == "deferrals")
    assert "24,500" in next(step.do for step in said[2026] if step.id == "deferrals")


def test_notes_come_after_the_order(limits: Limits) -> None:
    steps = steps_for("hospital_employee", read_strategies(patterns_folder()), limits(2026))
    assert [step.id for step in steps if not step.ordered] == ["new_hire", "church_hospital"]
    assert [step.ordered for step in steps] == sorted((step.ordered for step in steps), reverse=True)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("common: {}\nsituations: {a: {title: A, order: [none], steps: {}}}", "no step is called none"),
        ("common: {a: {do: x, because: y}}\nsituations: {b: {title: B, order: [a, a], steps: {}}}", "twice"),
        ("common: {a: {do: 'Save {nothing}', because: y}}\nsituations: {}", "no limit in dollars"),
        ("common: {a: {do: x}}\nsituations: {}", "because"),
    ],
)
def test_a_broken_file_is_refused(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "limits").symlink_to(patterns_folder() / "limits")
    (tmp_path / "strategies.yaml").write_text(text)
    with pytest.raises(BadPack, match=fault):
        read_strategies(tmp_path)
