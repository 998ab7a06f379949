"""Letters over every invented analysis: short, complete, and citing no law that does not apply."""

import re
from datetime import date
from email import message_from_bytes
from email.policy import default
from urllib.parse import parse_qs, urlsplit

import pytest

from rothscope.model.analysis import Administrator, Analysis, Plan, Question, Verdict
from rothscope.report.letters import KINDS, Letter, as_eml, mailto, write_letter
from rothscope.report.reminders import reminders, reminders_ics, reminders_text

from .analyses import (
    EVERY,
    PLAN,
    QUESTIONS,
    analysis,
    blocked,
    confirm_after_tax,
    findings,
    governmental,
    hostile,
    judged,
    not_applicable,
    ready,
    stated,
    unknown,
)

PEACEFUL = [name for name in EVERY if name != "hostile"]
LAW = re.compile(r"ERISA|U\.S\.C\.|104\(b\)|section 4\d\d|CFR")


def asking(*questions: Question, **plan: object) -> Analysis:
    """Return an analysis whose only open points are these questions."""
    named = PLAN.model_copy(update=plan)
    return analysis(judged(Verdict.CONFIRM_AFTER_TAX), findings(), questions=questions, plan=named)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", PEACEFUL)
def test_no_letter_has_an_empty_slot(name: str, kind: str) -> None:
    letter = write_letter(EVERY[name](), kind)
    whole = f"{letter.subject}\n{letter.body}"
    for trace in (
        "None",
        "{",
        "}",
        "  ",
        " ,",
        "()",
        "..\n",
        "the the ",
        "the The",
        " - \n",
        "Inc..",
        "\n\n\n",
    ):
        assert trace not in whole, trace
    assert not re.search(r" \.(?!\.\.)", whole)
    assert letter.subject == letter.subject.strip()
    assert letter.body.endswith("\n")
    assert letter.body.count("\n1. ") <= 3


def test_a_kind_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="recordkeeper"):
        write_letter(ready(), "fax")


@pytest.mark.parametrize("kind", ["hr", "new-hire"])
@pytest.mark.parametrize("name", EVERY)
def test_letters_to_hr_are_short_and_name_no_law(name: str, kind: str) -> None:
    body = write_letter(EVERY[name](), kind).body
    assert len(body.split()) < 250
    assert len(re.findall(r"^\d+\. ", body, re.M)) <= 8
    assert not LAW.search(body)
    assert body.casefold().count("mega backdoor") <= 1


@pytest.mark.parametrize("name", PEACEFUL)
def test_the_nickname_comes_late_and_in_brackets(name: str) -> None:
    letter = write_letter(EVERY[name](), "hr")
    assert "mega" not in letter.subject.casefold()
    before, _, _ = letter.body.partition("mega backdoor")
    assert "neither pre-tax nor Roth" in before
    assert before.rpartition("(")[2].count(")") == 0


def test_hr_asks_deciding_questions_first_with_the_words_that_raised_them() -> None:
    later, first = QUESTIONS[2], QUESTIONS[0]
    body = write_letter(asking(later, first), "hr").body
    assert body.index(first.text) < body.index(later.text)
    assert 'Page 14 (PDF page 17): "Your statement may show an after-tax account."' in body
    assert body.count("Yes/No/Not sure: ____ Section or page: ____") == 2
    assert "Granite Mills 401(k) Savings Plan" in body


def test_a_long_list_of_questions_is_cut_from_the_end_and_the_rest_announced() -> None:
    long = tuple(
        Question(
            id=f"Q{n}",
            text=f"Is point number {n} {'of this plan ' * 8}settled?",
            why="",
            quote="a b c " * 20,
            page=n,
        )
        for n in range(1, 13)
    )
    body = write_letter(asking(*long), "hr").body
    asked = len(re.findall(r"^\d+\. ", body, re.M))
    assert len(body.split()) < 250
    assert 1 < asked < 8
    assert body.index("point number 1 ") < body.index("point number 2 ")
    assert f"I have {12 - asked} more questions for later." in body


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Are after-tax contributions matched?", "Yes/No/Not sure: ____"),
        ("How often may it be done?", "Answer: ____"),
        ("I read of a start on page 17. From which payroll date may I begin?", "Answer: ____"),
        (
            "What I read on page 17 does not settle it: does the plan hold Roth accounts?",
            "Yes/No/Not sure: ____",
        ),
    ],
)
def test_the_place_for_the_answer_fits_the_question(text: str, line: str) -> None:
    body = write_letter(asking(Question(id="Q", text=text, why="")), "hr").body
    assert f"1. {text}\n{line}" in body
    assert ("Section or page: ____" in body) is (line != "\n")


def test_a_question_that_names_its_page_does_not_name_it_twice() -> None:
    question = Question(
        id="Q",
        text="Is what page 14 says still right?",
        why="",
        quote="Some words.",
        page=17,
        printed_page="14",
    )
    body = write_letter(asking(question), "hr").body
    assert body.count("page 14") == 1
    assert 'The words there: "Some words."' in body


def test_words_shown_once_are_not_shown_again() -> None:
    again = QUESTIONS[2].model_copy(update={"quote": QUESTIONS[0].quote, "page": 17, "printed_page": "14"})
    body = write_letter(asking(QUESTIONS[0], again), "hr").body
    assert body.count("Your statement may show") == 1
    assert "See page 14 (PDF page 17)." in body


def test_with_no_deciding_question_the_reading_is_told_before_the_rest() -> None:
    body = write_letter(blocked().model_copy(update={"questions": QUESTIONS[2:]}), "hr").body
    assert (
        body.index("please correct me")
        < body.index("The plan does not take new after-tax money")
        < body.index(QUESTIONS[2].text)
    )
    assert "please correct me" not in write_letter(confirm_after_tax(), "hr").body


def test_with_nothing_open_hr_is_asked_to_confirm_the_reading() -> None:
    body = write_letter(blocked(), "hr").body
    assert 'Page 14 (PDF page 17): "The Plan does not accept voluntary after-tax contributions."' in body
    assert "Is this right today? Yes/No/Not sure" in body


def test_the_recordkeeper_is_asked_its_own_questions_and_hr_the_others() -> None:
    conversion = QUESTIONS[1].text
    assert conversion in write_letter(confirm_after_tax(), "recordkeeper").body
    assert conversion not in write_letter(confirm_after_tax(), "hr").body


def test_a_recordkeepers_question_that_decides_goes_to_hr_too() -> None:
    deciding = QUESTIONS[1].model_copy(update={"deciding": True})
    assert deciding.text in write_letter(asking(deciding), "hr").body


def test_the_phone_script_takes_ninety_seconds() -> None:
    for name in PEACEFUL:
        assert len(write_letter(EVERY[name](), "phone").body.split()) <= 225  # 150 spoken words a minute


FORMAL = [
    ({"erisa": stated("yes")}, True, "the document says ERISA applies"),
    ({"erisa": stated("yes"), "church": stated("yes")}, True, "a church plan that chose ERISA"),
    (
        {"erisa": stated("yes"), "governmental": stated("yes")},
        False,
        "governmental plans stand outside whatever is said",
    ),
    ({"erisa": stated("no"), "governmental": stated("yes")}, False, "governmental"),
    ({"erisa": stated("no"), "church": stated("yes")}, False, "church"),
    ({"erisa": None, "church": stated("yes")}, False, "church, ERISA not mentioned"),
    ({"erisa": stated("no")}, False, "outside ERISA for another reason"),
    ({"erisa": None}, False, "the document does not say, so no law is claimed"),
]


@pytest.mark.parametrize(("plan", "cited", "why"), FORMAL)
def test_the_formal_request_cites_erisa_only_where_it_applies(
    plan: dict[str, object], cited: bool, why: str
) -> None:
    body = write_letter(asking(**plan), "formal-request").body
    assert bool(LAW.search(body)) is cited, why
    assert ("104(b)(4)" in body) is cited, why
    assert ("30 days" in body) is cited, why
    assert "$" not in body


@pytest.mark.parametrize(
    ("made", "words"), [(governmental, "public records law"), (not_applicable, "As it is a church plan")]
)
def test_outside_erisa_the_formal_request_uses_what_does_apply(made: object, words: str) -> None:
    assert words in write_letter(made(), "formal-request").body  # type: ignore[operator]


@pytest.mark.parametrize(
    ("made", "asked", "why"),
    [
        (ready, True, "a plan that is tested"),
        (governmental, False, "a governmental plan is not"),
        (not_applicable, False, "nor is one that holds no such money"),
    ],
)
def test_only_a_plan_that_is_tested_is_asked_about_its_tests(made: object, asked: bool, why: str) -> None:
    body = write_letter(made(), "formal-request").body  # type: ignore[operator]
    assert ("passed its tests" in body) is asked, why


@pytest.mark.parametrize(
    ("plan", "told", "untold"),
    [
        (
            {"erisa": None, "church": stated("yes")},
            "Whether a church plan has to pass",
            "is part of the yearly ACP test",
        ),
        ({"governmental": stated("yes")}, "generally outside the yearly test", "ACP"),
        ({"erisa": stated("yes")}, "is part of the yearly ACP test", "church"),
    ],
)
def test_the_committee_is_told_of_the_test_that_its_law_has(
    plan: dict[str, object], told: str, untold: str
) -> None:
    body = write_letter(asking(**plan), "committee").body
    assert told in body
    assert untold not in body


def test_the_formal_request_goes_to_the_administrator_by_name_and_address() -> None:
    body = write_letter(ready(), "formal-request").body
    assert body.startswith("To: Granite Mills Benefits Committee\n1 Quarry Road, Granite Mills, VT 05000\n")
    assert "plan number 001" in body
    assert write_letter(unknown(), "formal-request").body.startswith(
        "To: Plan Administrator\n\nI take part in this plan"
    )


COMMITTEE = [
    (ready, "automatic with each payroll", "everything is there, so make it smooth"),
    (confirm_after_tax, "If it is not already in place", "an open point is not called missing"),
    (blocked, "by direct rollover to a Roth IRA", "no Roth account, so a withdrawal and not a conversion"),
    (not_applicable, "This kind of plan cannot hold", "no amendment helps a 457(b)"),
]


@pytest.mark.parametrize(("made", "words", "why"), COMMITTEE)
def test_the_committee_is_asked_for_the_smallest_change(made: object, words: str, why: str) -> None:
    assert words in write_letter(made(), "committee").body, why  # type: ignore[operator]


def test_a_kind_of_plan_without_roth_accounts_is_not_asked_to_convert_inside() -> None:
    kind = stated("401(a)")
    body = write_letter(
        analysis(judged(Verdict.UNKNOWN), findings(), plan=PLAN.model_copy(update={"type": kind})),
        "committee",
    ).body
    assert "Roth conversion inside the plan" not in body
    assert "by direct rollover to a Roth IRA" in body


def test_one_change_is_asked_for_where_an_exit_exists() -> None:
    body = write_letter(analysis(judged(Verdict.BLOCKED_NO_AFTER_TAX), findings()), "committee").body
    assert "1. Accept employee after-tax contributions" in body
    assert "2. Allow" not in body


def test_the_preparer_is_told_whether_the_way_is_open() -> None:
    assert "Here is what your file will need" in write_letter(ready(), "cpa").body
    assert "has still to confirm" in write_letter(confirm_after_tax(), "cpa").body
    assert "not open to me now" in write_letter(blocked(), "cpa").body


ADDRESSES = [
    ("benefits@granitemills.example", "benefits@granitemills.example"),
    ("E-mail: hr.desk@mills.example.", "hr.desk@mills.example"),
    ("x@y.example\r\nBcc: all@evil.example", "x@y.example"),
    ("ask the front desk", ""),
    ("<script>@", ""),
]


@pytest.mark.parametrize(("value", "address"), ADDRESSES)
def test_only_a_mail_address_becomes_the_recipient(value: str, address: str) -> None:
    letter = write_letter(asking(administrator=Administrator(email=stated(value))), "hr")
    assert letter.to == address


def test_the_preparer_and_the_recordkeeper_are_not_the_administrator() -> None:
    assert [kind for kind in KINDS if not write_letter(ready(), kind).to] == ["recordkeeper", "phone", "cpa"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EVERY)
def test_the_draft_opens_with_its_recipient_subject_and_body(name: str, kind: str) -> None:
    letter = write_letter(EVERY[name](), kind)
    draft = as_eml(letter)
    assert draft == as_eml(letter)
    message = message_from_bytes(draft, policy=default)
    assert message["Subject"] == letter.subject
    assert (message["To"] or "") == letter.to
    assert message["X-Unsent"] == "1"
    assert {"Date", "Message-ID", "From", "Bcc"}.isdisjoint(message.keys())
    assert message.get_body().get_content().replace("\r\n", "\n") == letter.body  # type: ignore[union-attr]


def test_a_mailto_link_carries_the_letter_back() -> None:
    letter = Letter(kind="hr", subject="Plan & rule?", to="a@b.example", body="One line\n50% of 6% + more\n")
    link = mailto(letter)
    parts = urlsplit(link)
    assert parts.path == "a@b.example"
    assert parse_qs(parts.query.replace("+", "%2B")) == {
        "subject": ["Plan & rule?"],
        "body": ["One line\r\n50% of 6% + more\r\n"],
    }
    assert " " not in link


def test_a_hostile_document_cannot_add_headers_or_hidden_characters() -> None:
    for kind in KINDS:
        letter = write_letter(hostile(), kind)
        assert "\n" not in letter.subject
        assert len(letter.subject) < 250
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", letter.subject + letter.body)


def test_reminders_come_after_one_two_and_three_weeks_and_name_a_kind_of_letter() -> None:
    dated = reminders(date(2026, 12, 20))
    assert [one.day for one in dated] == [date(2026, 12, 27), date(2027, 1, 3), date(2027, 1, 10)]
    assert [one.letter for one in dated] == ["hr", "recordkeeper", "formal-request"]
    assert {one.letter for one in dated} <= set(KINDS)
    assert max(map(len, reminders_text(dated).splitlines())) <= 80
    text = reminders_ics(ready(), dated)
    assert text.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20270103" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert text == reminders_ics(ready(), dated)


def test_a_hostile_plan_name_adds_no_event() -> None:
    text = reminders_ics(hostile(), reminders(date(2026, 12, 20)))
    assert (text.count("BEGIN:VEVENT"), text.count("END:VCALENDAR")) == (3, 1)


def test_letters_hold_nothing_about_the_person() -> None:
    for kind in KINDS:
        for made in EVERY.values():
            assert not re.search(
                r"\bSSN\b|social security|my (pay|salary|income|balance) is",
                write_letter(made(), kind).body,
                re.I,
            )


def test_a_plan_without_a_name_is_still_asked_about() -> None:
    body = write_letter(
        analysis(judged(Verdict.UNKNOWN), findings(), plan=Plan(), questions=QUESTIONS), "hr"
    ).body
    assert "I read the summary plan description and could not settle" in body


def test_a_text_of_no_kind_is_called_a_booklet() -> None:
    made = analysis(judged(Verdict.UNKNOWN), findings(), plan=Plan(), questions=QUESTIONS)
    source = made.source[0].model_copy(
        update={"kind": "plan_text", "kind_title": "Text about a retirement plan"}
    )
    assert (
        "I read the plan booklet and"
        in write_letter(made.model_copy(update={"source": (source,)}), "hr").body
    )
