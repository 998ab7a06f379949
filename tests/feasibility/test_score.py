"""The worked scores, number for number."""

from pathlib import Path
from typing import Any

import pytest

from rothscope.feasibility import assess
from rothscope.feasibility.score import band, component, rate
from rothscope.model.analysis import Component
from rothscope.packs.judgement import Judgement, ScoreRules
from rothscope.packs.read import read_yaml

from .build import findings, plan, source

EXAMPLES: list[dict[str, Any]] = read_yaml(Path(__file__).parent / "rubric.yaml")["examples"]
BANDS = {"BLOCKED": "BLOCKED_NO_AFTER_TAX"}
OPEN = ("CONFIRM_AFTER_TAX", "CONFIRM_ROUTE", "UNKNOWN")


def parts(points: list[int | None], rules: ScoreRules) -> tuple[Component, ...]:
    return tuple(
        component(rule, None).model_copy(update={"points": earned})
        for rule, earned in zip(rules.components, points, strict=True)
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["id"])
def test_worked_scores(judgement: Judgement, example: dict[str, Any]) -> None:
    score, gates = rate(parts(example["points"], judgement.score), judgement.score)
    assert (score.low, score.high, score.point) == (example["low"], example["high"], example["point"])
    assert (gates[0].id if gates else None) == example["gate"]
    if score.point is None:
        assert example["band"] in OPEN
    else:
        assert band(score.point, judgement.score) == BANDS.get(example["band"], example["band"])


def test_a_kind_of_plan_that_cannot_scores_nought(judgement: Judgement) -> None:
    given = assess(findings(), plan(type="governmental 457(b)"), (source(),), judgement).feasibility
    assert (given.score.low, given.score.high, given.score.point) == (0, 0, 0)
    assert given.verdict == "NOT_APPLICABLE"
    assert given.caps_applied[0].startswith("G0")
    assert [part.points for part in given.components] == [None] * 5


def test_every_step_of_the_points_table_is_worth_what_it_says(judgement: Judgement) -> None:
    worth = {
        rule.id: sorted({step.points for step in rule.steps.values()}, reverse=True)
        for rule in judgement.score.components
    }
    assert worth == {
        "after_tax_access": [35, 32, 28, 25, 15, 0],
        "roth_exit": [35, 32, 24, 16, 14, 8, 5],
        "frequency": [10, 9, 8, 7, 5, 3, 0],
        "room": [10, 8, 6, 4, 2, 0],
        "testing": [10, 7, 5, 2, 1],
    }
