"""What was told changes the verdict beside the document's and never a word of the document's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from rothscope.cli.main import main
from rothscope.model.analysis import Analysis, Mark, Plan, Stated, Verdict
from rothscope.model.finding import FEATURES, Status
from rothscope.model.profile import Profile
from rothscope.packs.find import patterns_folder
from rothscope.reply import Answer, Reply, take_replies
from rothscope.report.letters import write_again, write_letter
from rothscope.report.render import render, render_reply

from .build import plan

FOLDER = patterns_folder()
HCE = "hce_limit"
AFTER_TAX, CONVERT, WITHDRAW = "after_tax_contributions", "in_plan_roth_conversion", "in_service_after_tax"


def reply(who: str = "hr", **answers: str) -> Reply:
    return Reply(
        who=who, date="2026-11-24", answers={name: Answer(text=text) for name, text in answers.items()}
    )


def verdict(told: Analysis) -> Verdict:
    assert told.hr_said is not None
    return told.hr_said.feasibility.verdict


CASES = [
    ({}, {"A1": "Yes", "C1": "Yes"}, Verdict.READY, "both settled"),
    ({}, {"A1": "Yes"}, Verdict.CONFIRM_ROUTE, "half of it"),
    ({}, {"A1": "No"}, Verdict.BLOCKED_NO_AFTER_TAX, "refused"),
    ({}, {"A1": "Yes, we have Roth."}, Verdict.UNKNOWN, "another product settles nothing"),
    ({}, {"A1": "Yes", "C1": "No", "W1": "No"}, Verdict.DEFERRED, "no way out while employed"),
    ({}, {"A1": "Yes", "W1": "Yes"}, Verdict.READY, "out to a Roth IRA"),
    ({}, {"A1": "Yes", "W1": "Yes", "C1": "No", "W2": "No"}, Verdict.DEFERRED, "but not as a rollover"),
    ({}, {"A2": "No"}, Verdict.BLOCKED_FOR_YOU, "a frozen account"),
    ({}, {"A1": "Only non-HCEs.", "C1": "Yes"}, Verdict.CONFIRM_AFTER_TAX, "who am I?"),
    ({}, {"A1": "Only non-HCEs.", "C1": "Yes", "N3": "Yes"}, Verdict.BLOCKED_FOR_YOU, "barred"),
    ({}, {"A1": "Only non-HCEs.", "C1": "Yes", "N3": "No"}, Verdict.READY, "not barred"),
    ({AFTER_TAX: Status.ALLOWED}, {"C1": "Yes"}, Verdict.READY, "beside what the document grants"),
    (
        {AFTER_TAX: Status.NOT_ALLOWED},
        {"A1": "Yes", "C1": "Yes"},
        Verdict.CONFIRM_AFTER_TAX,
        "against the document",
    ),
    (
        {AFTER_TAX: Status.ALLOWED},
        {"A1": "No", "C1": "Yes"},
        Verdict.CONFIRM_AFTER_TAX,
        "against the document too",
    ),
    (
        {AFTER_TAX: Status.ALLOWED},
        {"C1": "Yes", "C2": "Once a year"},
        Verdict.READY_WITH_FRICTION,
        "how often counts",
    ),
    (
        {AFTER_TAX: Status.ALLOWED, CONVERT: Status.ALLOWED},
        {f"confirm:{CONVERT}": "No"},
        Verdict.CONFIRM_ROUTE,
        "our reading denied",
    ),
    (
        {AFTER_TAX: Status.ALLOWED, CONVERT: Status.ALLOWED},
        {f"confirm:{CONVERT}": "Yes"},
        Verdict.READY,
        "our reading confirmed",
    ),
    (
        {},
        {"A1": "Yes", "W1": "The after-tax account opens at 59 1/2.", "C1": "No"},
        Verdict.DEFERRED,
        "at an age",
    ),
    (
        {AFTER_TAX: Status.ALLOWED, CONVERT: Status.ALLOWED, HCE: Status.ALLOWED},
        {},
        Verdict.CONFIRM_AFTER_TAX,
        "a limit on the highly paid without a number",
    ),
    (
        {AFTER_TAX: Status.ALLOWED, CONVERT: Status.ALLOWED, HCE: Status.ALLOWED},
        {"A3": "Yes, up to 4% of pay."},
        Verdict.READY_WITH_FRICTION,
        "the number of it",
    ),
    (
        {AFTER_TAX: Status.ALLOWED, CONVERT: Status.ALLOWED, HCE: Status.ALLOWED},
        {"A3": "Yes."},
        Verdict.CONFIRM_AFTER_TAX,
        "a yes without a number",
    ),
    (
        {AFTER_TAX: Status.ALLOWED, CONVERT: Status.ALLOWED, HCE: Status.ALLOWED},
        {"A3": "Yes, the same as everyone else."},
        Verdict.READY,
        "no limit of their own",
    ),
    (
        {AFTER_TAX: Status.ALLOWED, CONVERT: Status.ALLOWED, HCE: Status.ALLOWED},
        {"A3": "No."},
        Verdict.CONFIRM_AFTER_TAX,
        "barred if I am one",
    ),
    (
        {AFTER_TAX: Status.ALLOWED, CONVERT: Status.ALLOWED, HCE: Status.ALLOWED},
        {"A3": "No.", "N3": "Yes"},
        Verdict.BLOCKED_FOR_YOU,
        "and I am one",
    ),
    (
        {AFTER_TAX: Status.ALLOWED, CONVERT: Status.ALLOWED, HCE: Status.ALLOWED},
        {"A3": "No, but others may make up to 10%."},
        Verdict.CONFIRM_AFTER_TAX,
        "a number that is not theirs",
    ),
    (
        {AFTER_TAX: Status.MENTIONED_ONLY, CONVERT: Status.ALLOWED},
        {"A8": "From July 1, 2026."},
        Verdict.READY,
        "a start this year",
    ),
    (
        {AFTER_TAX: Status.MENTIONED_ONLY, CONVERT: Status.ALLOWED},
        {"A8": "From January 1, 2028."},
        Verdict.BLOCKED_FOR_YOU,
        "a start after the plan year",
    ),
    (
        {AFTER_TAX: Status.MENTIONED_ONLY, CONVERT: Status.ALLOWED},
        {"A8": "Some time next year, I think."},
        Verdict.CONFIRM_AFTER_TAX,
        "no date",
    ),
]


@pytest.mark.parametrize(("document", "answers", "expected", "why"), CASES, ids=[why for *_, why in CASES])
def test_the_verdict_with_what_was_told(
    document: dict[str, Status], answers: dict[str, str], expected: Verdict, why: str
) -> None:
    told = take_replies(plan("A1", "C1", "W1", **document), [reply(**answers)], FOLDER)
    assert verdict(told) is expected, why


@pytest.mark.parametrize(("document", "answers", "expected", "why"), CASES, ids=[why for *_, why in CASES])
def test_the_document_stays_as_it_was(
    document: dict[str, Status], answers: dict[str, str], expected: Verdict, why: str
) -> None:
    before = plan("A1", "C1", "W1", **document)
    told = take_replies(before, [reply(**answers)], FOLDER)
    assert told.model_copy(update={"hr_said": None}) == before


@pytest.mark.parametrize(
    ("answer", "expected", "why"),
    [
        ("", Verdict.CONFIRM_ROUTE, "a plan of this kind has no Roth account"),
        ("The 403(b) plan, number 002.", Verdict.DEFERRED, "so the conversion meant is another plan's"),
        ("None.", Verdict.DEFERRED, "nor anywhere"),
        ("This plan.", Verdict.CONFIRM_ROUTE, "which the law does not allow, so it is asked again"),
    ],
)
def test_a_conversion_in_a_plan_without_roth_accounts(answer: str, expected: Verdict, why: str) -> None:
    granted = {AFTER_TAX: Status.ALLOWED, CONVERT: Status.ALLOWED, WITHDRAW: Status.NOT_ALLOWED}
    kind = Plan(type=Stated(value="401(a)", page=1, quote="401(a)"))
    before = plan("C6", **granted).model_copy(update={"plan": kind})
    told = take_replies(before, [reply(C6=answer)] if answer else [reply(A5="Yes")], FOLDER)
    assert verdict(told) is expected, why
    assert told.hr_said is not None
    asked = {one.id: one.follow_up for one in told.hr_said.answers}
    assert bool(asked.get("C6")) is (answer == "This plan.")


def test_no_gate_or_reason_gives_an_answer_as_the_document_s() -> None:
    told = take_replies(
        plan("A1", "C1"), [reply(A1="Yes", C1="Yes", C2="Quarterly", N3="No")], FOLDER
    ).hr_said
    assert told is not None
    assert all(gate.because.startswith("HR said, 2026-11-24: ") for gate in told.feasibility.gates)
    assert all(gate.page is None for gate in told.feasibility.gates)
    assert told.feasibility.why.startswith("HR said, 2026-11-24: ")
    assert "as written" not in told.feasibility.headline
    assert "not the plan's text" in told.feasibility.confidence.because
    assert told.feasibility.confidence.value <= 79


def test_marks_and_what_to_ask_next() -> None:
    told = take_replies(
        plan("A1", "C1", "W1"), [reply(A1="Yes, we have Roth.", C1="No, section 6")], FOLDER
    ).hr_said
    assert told is not None
    marks = {one.id: one.mark for one in told.answers}
    assert marks == {"A1": Mark.WRONG_PRODUCT, "C1": Mark.ANSWERED, "W1": Mark.UNANSWERED}
    asked_next = {one.id for one in told.answers if one.follow_up}
    assert asked_next == {"A1", "W1"}
    assert {one.id: one.cite for one in told.answers}["C1"] == "section 6"


def test_two_replies_that_disagree_settle_nothing() -> None:
    told = take_replies(
        plan("A1", "C1", **{AFTER_TAX: Status.ALLOWED}),
        [reply(C1="No"), reply("recordkeeper", C1="Yes")],
        FOLDER,
    )
    assert told.hr_said is not None
    assert verdict(told) is Verdict.CONFIRM_ROUTE
    assert {one.mark for one in told.hr_said.answers if one.id == "C1"} == {Mark.UNCLEAR}
    assert {one.who.partition(" said")[0] for one in told.hr_said.answers if one.id == "C1"} == {
        "HR",
        "The recordkeeper",
    }
    assert all(
        "plan administrator" in (one.follow_up or "") for one in told.hr_said.answers if one.id == "C1"
    )


def test_what_the_person_said_of_themselves_wins() -> None:
    told = take_replies(
        plan("A1", "C1"), [reply(A1="Only non-HCEs.", C1="Yes", N3="No")], FOLDER, Profile(hce=True)
    )
    assert verdict(told) is Verdict.BLOCKED_FOR_YOU


def test_an_answered_question_is_not_asked_again() -> None:
    told = take_replies(plan("A1", "C1", "W1"), [reply(A1="Yes", A5="No", N1="No")], FOLDER).hr_said
    assert told is not None
    assert {"A1", "A5", "N1"}.isdisjoint(question.id for question in told.questions)
    assert all("page 0" not in question.text for question in told.questions)


@pytest.mark.parametrize("form", ["text", "html", "markdown", "json"])
def test_every_form_shows_it_and_escapes_it(form: str) -> None:
    hostile = "Yes <script>alert(1)</script> [x](javascript:alert(1)) \u202e \x1b[31m"
    told = take_replies(plan("A1", "C1"), [reply(A1=hostile)], FOLDER)
    shown = render(told, form)
    assert "2026-11-24" in shown
    assert "<script>" not in shown or form == "json"
    assert "\x1b" not in shown
    assert "\x1b" not in render_reply(told)
    assert Analysis.model_validate_json(render(told, "json")) == told


def test_without_a_reply_there_is_nothing_to_render() -> None:
    with pytest.raises(ValueError, match="no reply"):
        render_reply(plan("A1"))
    assert write_again(plan("A1")) is None


def test_the_letter_that_asks_again_asks_only_what_is_open() -> None:
    letter = write_again(take_replies(plan("A1", "C1", "W1"), [reply(A1="Yes, Roth.", C1="No")], FOLDER))
    assert letter is not None
    assert "Question A1?" in letter.body
    assert "third, separate kind" in letter.body
    assert "Question C1?" not in letter.body
    assert "Question W1?" in letter.body
    assert "None" not in letter.body


def test_the_letter_says_what_its_numbers_ask() -> None:
    letter = write_letter(plan("A1", "C1", "W1"), "hr")
    assert letter.asked
    for number, name in enumerate(letter.asked, start=1):
        assert f"{number}. Question {name}?" in letter.body


@pytest.mark.parametrize("name", ["harbor_point_hospital", "sable_creek_clinic", "vantage_biotech"])
def test_on_sample_plans(name: str, analysis_of: Callable[[str], Analysis]) -> None:
    """The letter's own numbers, answered in the reader's favour, never lower what the document left open."""
    before = analysis_of(name)
    letter = write_letter(before, "hr")
    answers = {
        asked: Answer(text="No, section 4" if asked == "N3" else "Yes, section 4") for asked in letter.asked
    }
    told = take_replies(before, [Reply(answers=answers)], FOLDER).hr_said
    assert told is not None
    assert told.feasibility.score.low >= before.feasibility.score.low
    assert all(one.cite == "section 4" for one in told.answers if one.answer)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["reply", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_command(tmp_path: Path) -> None:
    book = tmp_path / "plan.txt"
    book.write_text(
        "Summary Plan Description of the Mill 401(k) Plan\n\nThe Plan accepts pre-tax and Roth contributions. "
        "Participants are vested in their account at all times. The employer matches contributions.\n",
        encoding="utf-8",
    )
    answer = tmp_path / "answer.txt"
    answer.write_text("1. Yes, section 4.3\n", encoding="utf-8")
    code, out, err = run(str(book), "--answer", str(answer), "--date", "2026-11-24")
    assert (code, err) == (0, "")
    assert "HR said, 2026-11-24" in out
    assert max(map(len, out.splitlines())) <= 80
    code, out, _ = run(str(book), "--answer", str(answer), "--form", "letter")
    assert code == 0
    assert out.startswith("Subject: ")
    bad = tmp_path / "answer.yaml"
    bad.write_text("Z9: yes\n", encoding="utf-8")
    code, out, err = run(str(book), "--answer", str(bad))
    assert (code, out) == (1, "")
    assert "Z9" in err
    assert run(str(book), "--answer", str(tmp_path / "nobody.txt"))[0] == 2


def test_every_feature_can_be_told_apart_from_the_document() -> None:
    """A reply's clause stands on page 0, where no document has words."""
    told = take_replies(plan("A1", **dict.fromkeys(FEATURES, Status.SILENT)), [reply(A1="Yes")], FOLDER)
    assert all(c.page > 0 for f in told.findings.values() for c in (*f.decided_by, *f.against, *f.mentions))
