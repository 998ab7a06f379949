"""Questions, risks and next steps: asked only while open, deciding ones first, each with its page."""

from string import Formatter

import pytest

from rothscope.errors import BadProfile
from rothscope.feasibility import Assessment, assess
from rothscope.feasibility.answers import read_answers
from rothscope.feasibility.case import Case
from rothscope.feasibility.components import Room, find_way_out
from rothscope.feasibility.confidence import Evidence
from rothscope.feasibility.situation import raise_tags
from rothscope.model.analysis import Verdict
from rothscope.model.clause import Polarity
from rothscope.model.finding import Finding, Status
from rothscope.model.profile import Profile
from rothscope.packs.judgement import Judgement
from rothscope.packs.tags import known_tags

from .build import AFTER_TAX, CONVERT, ROTH, WITHDRAW, clause, finding, findings, plan, source

YES, SOME, NO, MENTIONED = Status.ALLOWED, Status.CONDITIONAL, Status.NOT_ALLOWED, Status.MENTIONED_ONLY
taken = finding(AFTER_TAX, YES)
converts = finding(CONVERT, YES)
restricted = finding(
    AFTER_TAX, SOME, clause(AFTER_TAX), clause(AFTER_TAX, Polarity.DENIES, applies_to=("HCE",))
)
known = (
    finding(AFTER_TAX, YES, after_tax_cap_percent="10", combined_cap_percent="50", spillover="yes"),
    finding(CONVERT, YES, conversion_frequency="automatic"),
    finding(ROTH, YES),
    finding("match", YES, true_up="yes"),
    finding("ira_roll_ins", YES),
)


UNSAID = Profile()
closed = finding(AFTER_TAX, NO)


def judged(judgement: Judgement, *found: Finding, profile: Profile = UNSAID, **stated: str) -> Assessment:
    return assess(findings(*found), plan(**stated), (source(),), judgement, profile)


def ids(given: Assessment) -> list[str]:
    return [question.id for question in given.questions]


@pytest.mark.parametrize(
    ("why", "found", "deciding"),
    [
        ("nothing is known", (), ["A1", "C1", "W1"]),
        ("after-tax only is open", (converts,), ["A1"]),
        ("the way only is open", (taken,), ["C1", "W1"]),
        ("conversion refused, withdrawal open", (taken, finding(CONVERT, NO)), ["W1"]),
        ("withdrawal shut, conversion open", (taken, finding(WITHDRAW, NO)), ["C1"]),
        ("withdrawal proved: conversion is a nicety", (taken, finding(WITHDRAW, YES)), []),
        ("distributable only", (taken, finding(CONVERT, SOME, conversion_scope="distributable")), ["C5", "W1"]),
        ("all proved", (taken, converts), []),
        ("refused", (finding(AFTER_TAX, NO),), []),
        ("frozen is a no", (finding(AFTER_TAX, NO, frozen="yes"), converts), []),
        ("announced", (finding(AFTER_TAX, SOME, clause(AFTER_TAX, cues=("limits: future",))), converts), ["A8"]),
        ("who am I", (restricted, converts), ["N3"]),
        ("a limit without a number", (taken, converts, finding("hce_limit", YES)), ["A3"]),
    ],
)  # fmt: skip
def test_the_deciding_questions_are_those_still_open(
    judgement: Judgement, why: str, found: tuple[Finding, ...], deciding: list[str]
) -> None:
    given = judged(judgement, *found)
    assert [question.id for question in given.questions if question.deciding] == deciding, why
    assert ids(given)[: len(deciding)] == deciding


def test_what_the_document_answers_is_not_asked(judgement: Judgement) -> None:
    asked = set(ids(judged(judgement, *known, profile=Profile(testing="clean", hce=True))))
    assert asked == {"C3", "M2", "N2", "A7", "X1", "X3"}


def test_the_verdict_counts_the_points_to_confirm(judgement: Judgement) -> None:
    assert judged(judgement, converts).feasibility.plain == "Likely, confirm 1 point"
    assert judged(judgement, taken).feasibility.plain == "Likely, confirm 2 points"


def test_a_question_carries_the_words_that_raised_it(judgement: Judgement) -> None:
    raised = finding(AFTER_TAX, MENTIONED).model_copy(
        update={"mentions": (clause(AFTER_TAX, page=31).model_copy(update={"printed_page": "27"}),)}
    )
    question = judged(judgement, raised, converts).questions[0]
    assert (question.id, question.page, question.printed_page) == ("A1", 31, "27")
    assert question.quote == f"words about {AFTER_TAX}"
    assert "page 27 (PDF page 31)" in question.text


def test_silence_is_asked_without_a_page(judgement: Judgement) -> None:
    question = judged(judgement, converts, name="Granite Mills Savings Plan").questions[0]
    assert question.page is None
    assert question.quote is None
    assert "Granite Mills Savings Plan" in question.text


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Granite Mills Savings Plan", "Does the Granite Mills Savings Plan accept"),
        ("The Granite Mills Savings Plan", "Does The Granite Mills Savings Plan accept"),
        (None, "Does the plan accept"),
    ],
)
def test_the_plan_is_named_as_a_sentence_names_it(
    judgement: Judgement, name: str | None, called: str
) -> None:
    question = (
        judged(judgement, converts, name=name).questions[0]
        if name
        else judged(judgement, converts).questions[0]
    )
    assert question.text.startswith(called)


def test_words_on_no_page_are_not_quoted_as_the_document_s(judgement: Judgement) -> None:
    told = finding(AFTER_TAX, MENTIONED).model_copy(update={"mentions": (clause(AFTER_TAX, page=0),)})
    question = judged(judgement, told, converts).questions[0]
    assert (question.page, question.quote) == (None, None)
    assert "page 0" not in question.text


def test_hostile_words_are_values_and_never_templates(judgement: Judgement) -> None:
    name = "{page.__class__} {0} {plan_name} <b>%s</b>"
    question = judged(judgement, converts, name=name).questions[0]
    assert name in question.text


@pytest.mark.parametrize(
    ("why", "found", "profile", "stated", "risk"),
    [
        ("refunds reach converted money", (taken, converts), UNSAID, {}, "acp_refund_after_conversion"),
        ("safe harbor", (taken, converts, finding("safe_harbor", YES)), UNSAID, {}, "safe_harbor_no_shelter"),
        ("suspension", (taken, finding(WITHDRAW, YES, suspension_months="6")), UNSAID, {}, "suspension"),
        ("no true-up", (finding("match", YES, true_up="no"),), UNSAID, {}, "match_without_true_up"),
        ("per pay", (finding("match", YES, true_up="per_pay_period"),), UNSAID, {}, "match_without_true_up"),
        ("true-up unknown", (finding("match", YES),), UNSAID, {}, "match_true_up_unknown"),
        ("late employer money", (taken,), UNSAID, {}, "late_employer_money"),
        ("wrong source", (taken, converts), UNSAID, {}, "wrong_source"),
        ("custodial account", (taken, converts), UNSAID, {"vehicle": "custodial"}, "custodial_exit"),
        ("state tax", (taken, converts), UNSAID, {}, "state_tax"),
        ("law change", (taken, converts), UNSAID, {}, "law_change"),
        ("a summary", (taken, converts), UNSAID, {}, "summary_only"),
    ],
)  # fmt: skip
def test_risks(
    judgement: Judgement,
    why: str,
    found: tuple[Finding, ...],
    profile: Profile,
    stated: dict[str, str],
    risk: str,
) -> None:
    given = assess(findings(*found), plan(**stated), (source(),), judgement, profile)
    assert risk in {one.id for one in given.risks}, why


@pytest.mark.parametrize(
    ("why", "found", "profile", "stated", "risk"),
    [
        ("not tested", (taken, converts), UNSAID, {"governmental": "yes"}, "acp_refund_after_conversion"),
        ("refunds go to others", (taken, converts), Profile(hce=False), {}, "acp_refund_after_conversion"),
        ("true-up promised", (finding("match", YES, true_up="yes"),), UNSAID, {}, "match_without_true_up"),
        ("nothing goes in", (finding(AFTER_TAX, NO), converts), UNSAID, {}, "late_employer_money"),
        ("nothing to convert", (finding(AFTER_TAX, NO), converts), UNSAID, {}, "wrong_source"),
        ("no conversion yet to be frozen", (converts,), UNSAID, {}, "law_change"),
    ],
)
def test_risks_that_do_not_apply_are_not_shown(
    judgement: Judgement,
    why: str,
    found: tuple[Finding, ...],
    profile: Profile,
    stated: dict[str, str],
    risk: str,
) -> None:
    given = assess(findings(*found), plan(**stated), (source(),), judgement, profile)
    assert risk not in {one.id for one in given.risks}, why


def test_an_old_document_is_a_risk_and_a_question(judgement: Judgement) -> None:
    given = assess(findings(taken, converts), plan(), (source(date="2018-01-01"),), judgement)
    assert "old_document" in {risk.id for risk in given.risks}
    assert "D1" in ids(given)


def test_the_email_comes_first_while_anything_deciding_is_open(judgement: Judgement) -> None:
    assert judged(judgement, converts).next_steps[0].text.startswith("Send the email")
    assert not judged(judgement, taken, converts).next_steps[0].text.startswith("Send the email")


@pytest.mark.parametrize(
    ("why", "found", "kind", "words"),
    [
        ("in-plan", (taken, converts), "", "converted inside the plan automatically"),
        ("roll-out", (taken, finding(CONVERT, NO), finding(WITHDRAW, YES)), "", "Open a Roth IRA"),
        ("blocked", (finding(AFTER_TAX, NO), converts), "", "benefits committee"),
        ("frozen", (finding(AFTER_TAX, NO, frozen="yes"),), "", "old after-tax balance"),
        ("wrong kind", (), "457(b)", "another plan of the same employer"),
        ("later", (taken, finding(CONVERT, NO), finding(WITHDRAW, NO)), "", "if you will leave soon"),
    ],
)
def test_next_steps_fit_the_verdict(
    judgement: Judgement, why: str, found: tuple[Finding, ...], kind: str, words: str
) -> None:
    steps = judged(judgement, *found, type=kind or "401(k)").next_steps
    assert any(words in step.text for step in steps), why


def test_a_kind_of_plan_that_cannot_raises_no_question_about_it(judgement: Judgement) -> None:
    assert ids(judged(judgement, type="457(b)")) == []


def test_no_wording_leads_with_the_nickname(judgement: Judgement) -> None:
    texts = [rule.text for rule in judgement.questions] + [rule.found or "" for rule in judgement.questions]
    assert not any("mega" in text.casefold() for text in texts)


def test_each_question_asks_for_known_values_only_and_ends_as_one(judgement: Judgement) -> None:
    for rule in judgement.questions:
        for text in filter(None, (rule.text, rule.found)):
            asked = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
            assert asked <= {"plan_name", "page"}
            assert "?" in text
        assert rule.when or rule.any, f"{rule.id} is asked always"


def test_every_tag_raised_is_one_a_rule_may_name(judgement: Judgement) -> None:
    case = Case(
        findings=findings(*known),
        plan=plan(type="403(b)", governmental="yes", erisa="no"),
        profile=Profile(),
        verdicts=judgement.verdicts,
        plan_year=2026,
    )
    answers = read_answers(case)
    evidence = Evidence(case=case, answers=answers, way=find_way_out(case, answers), sources=(source(),))
    tags = raise_tags(evidence, Verdict.READY, Room(), judgement.score.confidence)
    assert tags <= known_tags()
    assert {"plan:403b", "plan:vehicle_unknown", "plan:governmental", "plan:not_erisa"} <= tags


@pytest.mark.parametrize(
    ("stated", "profile", "expected"),
    [
        ({"name": "Harbor Point Hospital 403(b) Plan"}, UNSAID, "hospital_employee"),
        ({"name": "Retirement Plan", "sponsor": "Maple Valley Health System"}, UNSAID, "hospital_employee"),
        ({"name": "Northfield State University Plan"}, UNSAID, "academic"),
        ({"name": "University Hospital 403(b) Plan"}, UNSAID, "academic"),
        ({"name": "Voluntary Plan", "type": "403(b)", "governmental": "yes"}, UNSAID, "academic"),
        ({"name": "Sable Creek Clinic, P.C. 401(k) Plan"}, UNSAID, "practice_owner"),
        ({"name": "Cedar Lane Dental Associates 401(k)"}, UNSAID, "practice_owner"),
        ({"name": "Healthiest Snacks 401(k) Plan"}, UNSAID, None),
        ({"name": "Collegeville Mills 401(k) Plan"}, UNSAID, None),
        ({"name": "Lattice Robotics 401(k) Plan"}, UNSAID, None),
        ({}, UNSAID, None),
        ({"name": "Lattice Robotics 401(k) Plan"}, Profile(self_employed=True), "side_income"),
        ({"name": "Harbor Point Hospital 403(b) Plan"}, Profile(situation="resident"), "resident"),
    ],
)
def test_situation(
    stated: dict[str, str], profile: Profile, expected: str | None, judgement: Judgement
) -> None:
    fit = judged(judgement, taken, profile=profile, **stated).situation
    assert (fit.id if fit else None) == expected
    assert fit is None or (fit.because and "{" not in fit.because)


def test_an_unknown_situation_is_refused_with_the_known_ones(judgement: Judgement) -> None:
    with pytest.raises(BadProfile, match="side_income, academic"):
        judged(judgement, taken, profile=Profile(situation="astronaut"))


@pytest.mark.parametrize(
    ("why", "found", "stated", "expected"),
    [
        ("in the plan", (taken, converts, finding(WITHDRAW, NO)), {},
         ["in_plan_conversion", "roth_account_to_roth_ira", "corrective_refund"]),
        ("out of the plan", (taken, finding(CONVERT, NO), finding(WITHDRAW, YES)), {},
         ["direct_rollover_to_roth_ira", "split_rollover", "corrective_refund"]),
        ("both open questions", (taken,), {},
         ["in_plan_conversion", "direct_rollover_to_roth_ira", "split_rollover", "corrective_refund"]),
        ("no testing, so no refund", (taken, converts, finding(WITHDRAW, NO)), {"governmental": "yes"},
         ["in_plan_conversion", "roth_account_to_roth_ira"]),
        ("no after-tax money", (closed,), {}, ["backdoor"]),
        ("no Roth account by law", (taken,), {"type": "401(a)"},
         ["direct_rollover_to_roth_ira", "split_rollover", "corrective_refund"]),
        ("only after leaving", (taken, finding(CONVERT, NO), finding(WITHDRAW, NO)), {},
         ["split_rollover", "backdoor", "corrective_refund"]),
        ("a 457(b)", (taken,), {"type": "457(b)"}, ["backdoor"]),
    ],
)  # fmt: skip
def test_tax_forms(
    why: str, found: tuple[Finding, ...], stated: dict[str, str], expected: list[str], judgement: Judgement
) -> None:
    given = judged(judgement, *found, profile=UNSAID, **stated)
    assert [form.id for form in given.tax_forms] == expected, why
    assert all(form.cite and form.files for form in given.tax_forms)


def test_a_form_a_cpa_should_confirm_says_so(judgement: Judgement) -> None:
    refund = next(f for f in judged(judgement, taken).tax_forms if f.id == "corrective_refund")
    assert refund.confirm == judgement.taxes.confirm
