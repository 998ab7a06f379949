"""Answers are found where they were written: under numbers, beside ids, in filled lines, or by their subject."""

from pathlib import Path

import pytest

from rothscope.errors import UnreadableFile
from rothscope.packs.find import patterns_folder
from rothscope.packs.replies import load_reply_rules
from rothscope.reply import Answer, read_entries, split_reply

RULES = load_reply_rules(patterns_folder())
ASKED = {1: "A1", 2: "C1", 3: "W1"}
LETTER = """Hello,

1. Does the plan accept after-tax contributions from me today?
Yes/No/Not sure: ____ Section or page: ____

2. May I move only my after-tax account to the Roth account inside the plan?
Page 3: "A plan may permit an in-plan Roth conversion."
Yes/No/Not sure: ____ Section or page: ____

3. May I take a distribution from my after-tax account?
Yes/No/Not sure: ____ Section or page: ____

Thank you
"""

REPLIES = [
    ("1. Yes\n2. No\n3) Not sure", {"A1": "Yes", "C1": "No", "W1": "Not sure"}, "numbers"),
    ("Q1: Yes\nQuestion 2 - No", {"A1": "Yes", "C1": "No"}, "numbers with a word"),
    ("A1: yes\nW1: no", {"A1": "yes", "W1": "no"}, "ids"),
    ("1. Yes,\nsection 4.3\n\nBest regards\nPat", {"A1": "Yes, section 4.3"}, "farewell is no answer"),
    ("4. Yes\n1. No", {"A1": "No"}, "a number nobody asked"),
    ("1. 10.5% of pay", {"A1": "10.5% of pay"}, "a number within an answer"),
    (
        "> 1. Does the plan accept after-tax contributions from me today?\nYes\n> 2. May I move only\nNo",
        {"A1": "Yes", "C1": "No"},
        "between the quoted lines of the letter",
    ),
    (
        LETTER.replace("not sure: ____", "Not sure: ____").replace(
            "____ Section or page: ____", "Yes Section or page: 4.3", 1
        ),
        {"A1": "Yes"},
        "the letter with one line filled in",
    ),
    (
        "1. Does the plan accept after-tax contributions from me today? Yes",
        {"A1": "Yes"},
        "after the question",
    ),
    (LETTER, {}, "the letter sent back as it was"),
    ("", {}, "nothing"),
    ("Thanks, will check.", {}, "words about nothing"),
    (
        "The plan takes after-tax money. Conversions are not offered. You can withdraw at 59½.",
        {
            "A1": "The plan takes after-tax money.",
            "C1": "Conversions are not offered.",
            "W1": "You can withdraw at 59½.",
        },
        "sentences by their subject",
    ),
    ("On Monday HR wrote:\n> 1. old\n1. Yes", {"A1": "Yes"}, "an older mail below"),
]


@pytest.mark.parametrize(("reply", "expected", "why"), REPLIES, ids=[why for _, _, why in REPLIES])
def test_answers_are_found(reply: str, expected: dict[str, str], why: str) -> None:
    found = split_reply(reply, ASKED, LETTER, RULES)
    assert {name: answer.text for name, answer in found.items()} == expected, why


def test_a_filled_line_carries_its_place() -> None:
    filled = LETTER.replace("____ Section or page: ____", "_Yes_ Section or page: 4.3(b)", 1)
    assert split_reply(filled, ASKED, LETTER, RULES) == {"A1": Answer(text="Yes", cite="4.3(b)")}


def test_one_question_takes_the_whole_reply() -> None:
    found = split_reply("Yes,\nwe do.", {1: "A1"}, LETTER, RULES)
    assert found == {"A1": Answer(text="Yes, we do.")}


def entries(folder: Path, text: str) -> dict[str, Answer]:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return read_entries(path, ASKED, {"A1", "C1", "W3"})


def test_yaml_by_id_or_number(tmp_path: Path) -> None:
    found = entries(tmp_path, "A1: yes\n2: {answer: no, cite: 4.3}\nW3: Once a quarter\n")
    assert found == {
        "A1": Answer(text="Yes"),
        "C1": Answer(text="No", cite="4.3"),
        "W3": Answer(text="Once a quarter"),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Z9: yes", "Z9 is no question"),
        ("7: yes", "7 is no question"),
        ("A1: [yes]", "A1 needs an answer"),
        ("A1: {answer: yes, page: 3}", "A1 needs an answer"),
        ("A1: {cite: 3}", "A1 needs an answer"),
        ("- yes", "holds no answers"),
        ("", "holds no answers"),
        ("A1: [", "not readable as YAML"),
    ],
)
def test_a_faulty_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UnreadableFile, match=told):
        entries(tmp_path, text)
