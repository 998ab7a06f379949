"""Which plan of a booklet a clause belongs to, and when a booklet is of several plans at all."""

import pytest

from rothscope.model.clause import Clause, Force, Polarity
from rothscope.packs.find import patterns_folder
from rothscope.packs.parts import PartExample, PlanParts, load_parts
from rothscope.parts import said_to_groups, split_by_plan

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


OFFICE, PLANT = "Plan › 2. Salaried Employees", "Plan › 3. Employees Represented by Local 9"
TALK = [*clauses(f"{OFFICE} › Loans"), *clauses(f"{PLANT} › Loans")]
GIVES = {"feature": "after_tax_contributions", "polarity": Polarity.GRANTS}
REFUSES = {"feature": "after_tax_contributions", "polarity": Polarity.DENIES}
TO_GROUPS = [
    ([(OFFICE, GIVES), (PLANT, REFUSES)], True, "given in one chapter and refused in the other"),
    ([(OFFICE, GIVES)], True, "given in one chapter and left out of the other"),
    ([(OFFICE, GIVES), (PLANT, GIVES)], False, "given to both"),
    ([(OFFICE, GIVES), ("Plan › Saving", GIVES)], False, "given to all elsewhere"),
    ([("Plan › 4. Claims", GIVES), (PLANT, REFUSES)], False, "the chapter that gives it is for everybody"),
    ([(OFFICE, REFUSES), (PLANT, REFUSES)], False, "refused to both"),
    ([(OFFICE, {**GIVES, "feature": "hce_limit"})], False, "a number that only one chapter tells"),
]


@pytest.mark.parametrize(("heard", "limited", "why"), TO_GROUPS, ids=[row[2] for row in TO_GROUPS])
def test_chapters_for_classes_of_employees(
    heard: list[tuple[str, dict[str, object]]], limited: bool, why: str
) -> None:
    own = [clause for section, told in heard for clause in clauses(section, 1, **told)]
    found = said_to_groups([*TALK, *own], PARTS, frozenset({"hce_limit"}))
    assert not any(clause.limited for clause in found[: len(TALK)])
    assert {clause.limited for clause in found[len(TALK) :]} == {limited}, why
    if limited:
        assert {clause.applies_to for clause in found[len(TALK) :]} <= {
            ("2. Salaried Employees",),
            ("3. Employees Represented by Local 9",),
        }


def test_one_chapter_for_a_class_of_employees_limits_nothing() -> None:
    heard = [*clauses(f"{OFFICE} › Loans"), *clauses(OFFICE, 1, **GIVES), *clauses("Plan › Loans")]
    assert said_to_groups(heard, PARTS) == heard
