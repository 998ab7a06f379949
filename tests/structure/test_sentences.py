import pytest

from rothscope.structure.flow import Flow
from rothscope.structure.sentences import split_sentences

CASES = [
    ("You may save. You may stop.", ["You may save.", "You may stop."], "two sentences"),
    (
        "Limits, e.g. Section 415, apply. See below.",
        ["Limits, e.g. Section 415, apply.", "See below."],
        "e.g.",
    ),
    ("See Sec. 4.03 of the Plan.", ["See Sec. 4.03 of the Plan."], "an abbreviation before a number"),
    ("Item No. 5 rules. No. 6 follows.", ["Item No. 5 rules.", "No. 6 follows."], "No. is a number's sign"),
    ("Can I? No. Only later.", ["Can I?", "No.", "Only later."], "No. is an answer"),
    ("The U.S. Treasury rules.", ["The U.S. Treasury rules."], "U.S."),
    (
        "You may withdraw at 59 1/2. Earlier, not.",
        ["You may withdraw at 59 1/2.", "Earlier, not."],
        "a fraction may end",
    ),
    ("It is 4.03 percent. Yes.", ["It is 4.03 percent.", "Yes."], "a decimal ends nothing"),
    (
        "As Code § 402(c) says. Then § 415 applies.",
        ["As Code § 402(c) says.", "Then § 415 applies."],
        "section signs",
    ),
    ("Ask Dr. J. B. Moss. She knows.", ["Ask Dr. J. B. Moss.", "She knows."], "initials"),
    ("Read Article V. Then sign.", ["Read Article V.", "Then sign."], "a letter that is a name may end"),
    ("The rule: 1. Roth stays. It counts.", ["The rule: 1. Roth stays.", "It counts."], "an item number"),
    ("Acme, Inc. Savings Plan is it.", ["Acme, Inc. Savings Plan is it."], "a company's form"),
    ('He said "no." Then yes.', ['He said "no."', "Then yes."], "a quote closes after the stop"),
    (
        "(c) It matches. (g) It takes rollovers.",
        ["(c) It matches.", "(g) It takes rollovers."],
        "lettered paragraphs",
    ),
    ("You may be 62. You may be 55.", ["You may be 62.", "You may be 55."], "an age may end a sentence"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_sentences(text: str, expected: list[str], why: str) -> None:
    assert [sentence.text for sentence in split_sentences(Flow(text, ()))] == expected, why
