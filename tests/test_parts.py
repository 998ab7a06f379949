"""Which plan of a booklet a clause belongs to, and when a booklet is of several plans at all."""

import pytest

from rothscope.model.clause import Clause, Force, Polarity
from rothscope.packs.find import patterns_folder
from rothscope.packs.parts import PartExample, PlanParts, load_parts
from rothscope.parts import split_by_plan

PARTS = load_parts(patterns_folder())
ENOUGH = PARTS.least_votes


@pytest.mark.parametrize("example", PARTS.examples, ids=lambda e: e.heading)
def test_headings(example: PartExample) -> None:
    assert PARTS.type_of(example.heading) == example.type


def test_examples_show_headings_that_open_nothing() -> None:
    assert {example.type is None for example in PARTS.examples} == {True, False}


def clauses(section: str, count: int = ENOUGH, **more: object) -> list[Clause]:
    told = {"feature": "match", "page": 1, "section": section, "polarity": Polarity.GRANTS} | more
    return [Clause.model_validate(told | {"quote": f"{section} {number}"}) for number in range(count)]


def split(*heard: list[Clause], parts: PlanParts = PARTS) -> dict[str, set[str]]:
    found = split_by_plan([clause for run in heard for clause in run], parts)
    return {plan: {clause.section for clause in own} for plan, own in found.items()}


A, B = "Part B. The 401(a) Plan", "Part C. The 403(b) Plan"


def test_two_parts_are_two_plans_in_the_order_of_the_booklet() -> None:
    assert list(split(clauses(A), clauses(B))) == ["401(a)", "403(b)"]
    assert list(split(clauses(B), clauses(A))) == ["403(b)", "401(a)"]


def test_each_plan_keeps_its_own_clauses() -> None:
    assert split(clauses(A), clauses(B)) == {"401(a)": {A}, "403(b)": {B}}


def test_what_stands_outside_every_part_belongs_to_all() -> None:
    common = "Your account"
    assert split(clauses(A), clauses(common), clauses(B)) == {"401(a)": {A, common}, "403(b)": {B, common}}


def test_the_outermost_heading_that_names_a_plan_decides() -> None:
    inner = f"{A} › Rollovers › From a 403(b) plan"
    assert split(clauses(inner), clauses(B)) == {"401(a)": {inner}, "403(b)": {B}}


ONE_PLAN = [
    ((), "no clauses"),
    ((clauses("Savings"), clauses("Withdrawals")), "no heading names a plan"),
    ((clauses(A), clauses("Savings")), "only one part is a plan's"),
    ((clauses(A), clauses(B, count=ENOUGH - 1)), "the other part says too little"),
    ((clauses(A), clauses(B, polarity=Polarity.NONE)), "the other part gives and refuses nothing"),
    ((clauses(A), clauses(B, force=Force.GENERAL_LAW)), "the other part is about the law"),
]


@pytest.mark.parametrize(("heard", "why"), ONE_PLAN, ids=[row[1] for row in ONE_PLAN])
def test_one_plan(heard: tuple[list[Clause], ...], why: str) -> None:
    assert split(*heard) == {}, why
