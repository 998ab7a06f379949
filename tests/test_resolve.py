"""Clauses of one feature -> one finding: the table of statuses, and what must hold whatever the clauses are."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rothscope.model.clause import (
    LEFT_OVER,
    Clause,
    Condition,
    ConditionKind,
    Cue,
    Fact,
    FactKind,
    Force,
    Polarity,
    Rank,
)
from rothscope.model.finding import Finding, Status
from rothscope.resolve import resolve

FEATURE = "after_tax_contributions"
ONLY = Condition(kind=ConditionKind.ONLY, text="Only staff")
REST = Cue(category=LEFT_OVER, text="Except as provided in this Article")
SPD, PLAN, FLYER = 50, 90, 10  # authorities: the higher decides


def clause(text: str, polarity: Polarity = Polarity.NONE, **more: object) -> Clause:
    return Clause.model_validate(
        {"feature": FEATURE, "quote": text, "page": 1, "polarity": polarity, "authority": SPD} | more
    )


def grant(text: str = "You may.", **more: object) -> Clause:
    return clause(text, Polarity.GRANTS, **more)


def deny(text: str = "You may not.", **more: object) -> Clause:
    return clause(text, Polarity.DENIES, **more)


def found(*clauses: Clause) -> Finding:
    return resolve(FEATURE, "After-tax contributions", clauses)


TABLE = [
    # what was heard, the status, why
    ((), Status.SILENT, "nothing speaks of it"),
    ((clause("It is named."),), Status.MENTIONED_ONLY, "named, but neither given nor refused"),
    ((grant(),), Status.ALLOWED, "a grant and no denial"),
    ((grant(), clause("It is named.")), Status.ALLOWED, "a remark takes nothing away"),
    (
        (grant(cell=("After-tax", "Staff")), deny(cell=("After-tax", "Faculty"))),
        Status.CONDITIONAL,
        "one cell of a row gives it, another refuses it",
    ),
    (
        (grant(cell=("Staff", "After-tax")), deny(cell=("Faculty", "After-tax"))),
        Status.CONDITIONAL,
        "one cell of a column gives it, another refuses it",
    ),
    (
        (grant(cell=("After-tax", "Staff")), deny(cell=("Savings", "Faculty"))),
        Status.CONFLICTING,
        "cells that share neither row nor column",
    ),
    (
        (grant(), grant(cell=("After-tax", "Staff")), deny(cell=("After-tax", "Faculty"))),
        Status.CONDITIONAL,
        "a cell beside one that gives refuses its own column, not what a sentence gives",
    ),
    (
        (grant(), deny(cell=("After-tax", "Faculty"))),
        Status.CONFLICTING,
        "a cell that refuses, and none beside it that gives",
    ),
    (
        (grant(cell=("After-tax", "Staff")), deny()),
        Status.CONFLICTING,
        "a sentence of its own against a cell",
    ),
    ((grant(limited=True),), Status.CONDITIONAL, "the only grant is limited"),
    ((grant(limited=True), grant("Everybody may.")), Status.ALLOWED, "one grant is free"),
    (
        (grant(), grant("Only staff may.", limited=True, conditions=(ONLY,))),
        Status.CONDITIONAL,
        "a sentence that opens with its limit limits every other",
    ),
    (
        (grant(), grant("It may be Only staff.", limited=True, conditions=(ONLY,))),
        Status.ALLOWED,
        "a limit inside a sentence is that sentence's own",
    ),
    ((grant(), grant("Only staff may.", conditions=(ONLY,))), Status.ALLOWED, "an only that limits nobody"),
    ((deny(),), Status.NOT_ALLOWED, "denials only"),
    ((deny(limited=True),), Status.CONDITIONAL, "only some are refused, which leaves others"),
    ((deny(), deny("Some may not.", limited=True)), Status.NOT_ALLOWED, "one denial is flat"),
    ((grant(), deny()), Status.CONFLICTING, "the same people are told both"),
    ((grant(), deny(cues=(REST,))), Status.ALLOWED, "what is left is refused, and this is given"),
    ((deny(cues=(REST,)),), Status.NOT_ALLOWED, "what is left is all"),
    ((grant(limited=True), deny()), Status.CONDITIONAL, "refused in general, given to some"),
    ((grant(), deny(limited=True)), Status.CONDITIONAL, "given in general, refused to some"),
    ((grant(limited=True), deny(limited=True)), Status.CONDITIONAL, "each for its own group"),
    ((grant(force=Force.ASKED),), Status.MENTIONED_ONLY, "a question grants nothing"),
    ((grant(force=Force.DEFINITION),), Status.MENTIONED_ONLY, "a definition grants nothing"),
    ((grant(force=Force.EXAMPLE),), Status.MENTIONED_ONLY, "an example grants nothing"),
    ((grant(force=Force.GENERAL_LAW),), Status.MENTIONED_ONLY, "what the law allows, the plan need not"),
    ((grant(force=Force.HISTORICAL),), Status.MENTIONED_ONLY, "the past grants nothing today"),
    ((grant(force=Force.DEFERRED),), Status.MENTIONED_ONLY, "another document decides"),
    ((deny(force=Force.GENERAL_LAW),), Status.MENTIONED_ONLY, "nor does the law refuse for the plan"),
    ((grant(force=Force.BOILERPLATE), deny()), Status.NOT_ALLOWED, "what has no vote contests nothing"),
    (
        (clause("[ ] It is offered.", force=Force.UNELECTED, rank=Rank.ELECTED),),
        Status.NOT_ALLOWED,
        "left unticked in a form where other boxes are ticked",
    ),
    (
        (clause("[ ] It is offered.", force=Force.UNELECTED),),
        Status.MENTIONED_ONLY,
        "an empty box in a form nobody filled in refuses nothing",
    ),
]


@pytest.mark.parametrize(("heard", "status", "why"), TABLE, ids=[row[2] for row in TABLE])
def test_status(heard: tuple[Clause, ...], status: Status, why: str) -> None:
    assert found(*heard).status is status, why


OUTRANKS = [
    # the stronger clause, the weaker one that says the opposite, why
    (deny(authority=PLAN), grant(authority=SPD), "the plan document beats the summary"),
    (grant(authority=SPD), deny(authority=FLYER), "the summary beats a flyer"),
    (
        grant(rank=Rank.STATED, authority=PLAN),
        deny(rank=Rank.ELECTED, authority=SPD),
        "the document ranks before the way it says it",
    ),
    (grant(rank=Rank.ELECTED), deny(rank=Rank.STATED), "a ticked box beats body text"),
    (deny(rank=Rank.STATED), grant(rank=Rank.SUMMARISED), "body text beats the table at a glance"),
    (grant(), deny(named=False), "words that name it beat words under its heading"),
    (deny(at_home=True), grant(), "its own chapter beats remarks elsewhere"),
    (deny(at_home=False), grant(at_home=True, named=False), "naming it counts before the chapter"),
]


@pytest.mark.parametrize(("strong", "weak", "why"), OUTRANKS, ids=[row[2] for row in OUTRANKS])
def test_what_outranks(strong: Clause, weak: Clause, why: str) -> None:
    finding = found(weak, strong)
    wanted = Status.ALLOWED if strong.polarity is Polarity.GRANTS else Status.NOT_ALLOWED
    assert finding.status is wanted, why
    assert finding.decided_by == (strong,)
    assert finding.against == (weak,)
    assert finding.contested


def test_lower_voters_that_agree_are_no_contest() -> None:
    finding = found(grant(rank=Rank.ELECTED), grant("You may, in short.", rank=Rank.SUMMARISED))
    assert not finding.contested
    assert [c.quote for c in finding.mentions] == ["You may, in short."]


def test_a_conflict_shows_both_sides_as_deciding() -> None:
    finding = found(grant(), deny())
    assert {c.polarity for c in finding.decided_by} == {Polarity.GRANTS, Polarity.DENIES}


def test_a_number_is_shown_first_and_a_bare_answer_or_question_last() -> None:
    cap = Fact(name="cap", kind=FactKind.PERCENT, value="10", text="10%")
    asked = grant("May I make after-tax contributions from my pay?", force=Force.ASKED, passage=1)
    bare = grant("Yes.", passage=2)
    remark = grant("After-tax contributions may be changed each month.", passage=3)
    numbered = grant("You may make them up to 10% of pay.", facts=(cap,), passage=9)
    assert found(remark, numbered, bare).decided_by == (numbered, remark, bare)
    assert found(remark, asked).decided_by[0] == remark


def test_conditions_of_what_decided_are_kept_once_and_others_are_not() -> None:
    yearly = Condition(kind=ConditionKind.ONLY, text="once a year")
    consent = Condition(kind=ConditionKind.IF, text="if your spouse agrees")
    finding = found(
        grant(limited=True, conditions=(yearly,)),
        grant("Again you may.", limited=True, conditions=(yearly,)),
        grant("In short you may.", rank=Rank.SUMMARISED, conditions=(consent,)),
    )
    assert finding.conditions == (yearly,)


def test_facts_of_what_decided_stand_first() -> None:
    ten, six = (Fact(name="cap", kind=FactKind.PERCENT, value=v, text=f"{v}%") for v in ("10", "6"))
    finding = found(clause("At most 6%.", facts=(six,)), grant(facts=(ten,)))
    assert [fact.value for fact in finding.facts] == ["10", "6"]


def test_facts_of_a_refusal_beside_a_grant_and_of_lesser_documents_do_not_count() -> None:
    ten, six = (Fact(name="cap", kind=FactKind.PERCENT, value=v, text=f"{v}%") for v in ("10", "6"))
    refused = found(grant(facts=(ten,)), deny(facts=(six,), limited=True))
    lesser = found(grant(facts=(ten,), authority=PLAN), clause("At most 6%.", facts=(six,)))
    told_there_alone = found(grant(authority=PLAN), clause("At most 6%.", facts=(six,)))
    assert [[fact.value for fact in one.facts] for one in (refused, lesser, told_there_alone)] == [
        ["10"],
        ["10"],
        ["6"],
    ]


def test_facts_of_the_past_or_of_examples_are_no_facts_of_this_plan() -> None:
    old = Fact(name="cap", kind=FactKind.PERCENT, value="6", text="6%")
    finding = found(grant(), clause("It was 6%.", facts=(old,), force=Force.HISTORICAL))
    assert finding.facts == ()


DEFERRED = [
    ((clause("As elected.", force=Force.DEFERRED, defers_to="the adoption agreement"),), "the adoption agreement"),
    (
        (
            clause("As elected.", force=Force.DEFERRED, defers_to="the adoption agreement"),
            clause("It is named."),
        ),
        None,
    ),
    ((grant(), clause("As elected.", force=Force.DEFERRED, defers_to="the employer")), None),
]  # fmt: skip


@pytest.mark.parametrize(("heard", "where"), DEFERRED)
def test_where_the_answer_lives(heard: tuple[Clause, ...], where: str | None) -> None:
    assert found(*heard).defers_to == where


def test_clauses_of_other_features_are_not_heard() -> None:
    assert found(grant().model_copy(update={"feature": "match"})).status is Status.SILENT


# -- whatever the clauses are --------------------------------------------------------------------------------------

CLAUSES = st.lists(
    st.builds(
        Clause,
        feature=st.just(FEATURE),
        quote=st.sampled_from(["You may.", "You may not.", "It is named.", "Once a year."]),
        page=st.integers(1, 3),
        polarity=st.sampled_from(Polarity),
        force=st.sampled_from(Force),
        rank=st.sampled_from(Rank),
        limited=st.booleans(),
        named=st.booleans(),
        at_home=st.booleans(),
        authority=st.sampled_from([FLYER, SPD, PLAN]),
        conditions=st.lists(
            st.builds(Condition, kind=st.sampled_from(ConditionKind), text=st.sampled_from("ab")), max_size=2
        ).map(tuple),
        facts=st.lists(
            st.builds(
                Fact,
                name=st.just("cap"),
                kind=st.just(FactKind.PERCENT),
                value=st.sampled_from("69"),
                text=st.just("%"),
            ),
            max_size=2,
        ).map(tuple),
        defers_to=st.sampled_from([None, "the employer"]),
    ),
    max_size=7,
)


def clauses_of(finding: Finding) -> list[str]:
    kept = (*finding.decided_by, *finding.against, *finding.mentions)
    return sorted(c.model_dump_json() for c in kept)


@given(st.data())
def test_the_order_of_clauses_never_matters(data: st.DataObject) -> None:
    clauses = data.draw(CLAUSES)
    assert found(*data.draw(st.permutations(clauses))) == found(*clauses)


@pytest.mark.parametrize("make", [grant, deny])
def test_a_limited_passage_is_heard_beside_one_without_limit(make: Callable[..., Clause]) -> None:
    """Both say the same; the limit on one of them is still for the reader to see."""
    free, limited = make(), make("Some of it only.", limited=True)
    finding = found(limited, free)
    assert (finding.decided_by, finding.against, finding.mentions) == ((free,), (), (limited,))


@given(CLAUSES)
def test_nothing_is_thrown_away(clauses: list[Clause]) -> None:
    assert clauses_of(found(*clauses)) == sorted(c.model_dump_json() for c in clauses)


@given(CLAUSES)
def test_firm_answers_rest_on_clauses_that_vote(clauses: list[Clause]) -> None:
    finding = found(*clauses)
    firm = {Status.ALLOWED, Status.CONDITIONAL, Status.CONFLICTING}
    if finding.status in firm:
        assert finding.decided_by
        assert all(c.force is Force.OPERATIVE for c in finding.decided_by)
    if finding.status is Status.ALLOWED:
        assert all(c.polarity is Polarity.GRANTS and not c.limited for c in finding.decided_by)
    if finding.status in (Status.SILENT, Status.MENTIONED_ONLY):
        assert not finding.decided_by
        assert finding.reason


@given(CLAUSES)
def test_what_has_no_vote_changes_no_answer(clauses: list[Clause]) -> None:
    """Of the clauses without a vote only an empty box may decide, and only where none of its rank or above votes."""
    voters = [c for c in clauses if c.force is Force.OPERATIVE and c.polarity is not Polarity.NONE]
    empty = [c.authority for c in clauses if c.force is Force.UNELECTED and c.rank is Rank.ELECTED]
    if voters and max(empty, default=-1) <= max(c.authority for c in voters):
        assert found(*clauses).status is found(*voters).status
