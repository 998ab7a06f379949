"""Every example of the pack reads as it says, every rule is needed, and nothing doubtful is ever a yes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rothscope.errors import BadPack
from rothscope.model.analysis import Mark
from rothscope.packs.find import patterns_folder
from rothscope.packs.judgement import load_judgement
from rothscope.packs.replies import ReplyExample, ReplyRule, flat, found, load_reply_rules, phrase
from rothscope.reply.judge import judge

RULES = load_reply_rules(patterns_folder())
LIKE = [(rule, example) for rule in RULES.rules for example in rule.examples]
UNLIKE = [(rule, example) for rule in RULES.rules for example in rule.unlike]
DECIDING = ["A1", "A2", "A9", "C1", "C1b", "C5", "W1"]
VALUED = ["A3", "A8", "C6"]


def told(pair: object) -> str | None:
    return pair.reply if isinstance(pair, ReplyExample) else getattr(pair, "id", None)


@pytest.mark.parametrize(("rule", "example"), LIKE, ids=told)
def test_an_example_is_read_by_its_rule(rule: ReplyRule, example: ReplyExample) -> None:
    judged = judge(example.question, example.reply, RULES)
    assert judged.means == rule.means
    assert judged.mark is rule.mark
    assert judged.effect is not None or rule.becomes is None


@pytest.mark.parametrize(("rule", "example"), UNLIKE, ids=told)
def test_a_counter_example_is_not(rule: ReplyRule, example: ReplyExample) -> None:
    assert judge(example.question, example.reply, RULES).means != rule.means


@pytest.mark.parametrize("example", RULES.examples, ids=told)
def test_plain_answers(example: ReplyExample) -> None:
    judged = judge(example.question, example.reply, RULES)
    assert (judged.reading, judged.cite) == (example.reading, example.cite)


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_every_rule_asks_on_or_settles(rule: ReplyRule) -> None:
    assert rule.follow_up or rule.becomes
    assert (rule.mark is Mark.ANSWERED) == (rule.becomes is not None)


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_no_rule_is_hidden_by_an_earlier_one(rule: ReplyRule) -> None:
    """Each phrase of a rule would be missed: some example holds it, or the rule has several for one."""
    held = [any(found([words], flat(e.reply)) for e in rule.examples) for words in rule.says]
    assert any(held)


def test_answers_and_subjects_name_questions_that_are_asked() -> None:
    asked = {question.id for question in load_judgement(patterns_folder()).questions} | {"confirm"}
    assert set(RULES.answers) <= asked
    assert {name for rule in RULES.rules for name in rule.questions} <= asked
    assert {name for subject in RULES.subjects for name in subject.questions} <= asked
    deciding = {q.id for q in load_judgement(patterns_folder()).questions if q.deciding}
    assert deciding <= set(RULES.answers)


# Nothing here may be read as a yes to the question asked, whoever wrote it.
NO_YES = [
    "Maybe.",
    "I think so.",
    "Yes, Roth.",
    "Yes, we have a Roth 401(k) with after-tax Roth contributions.",
    "That is not something we allow.",
    "We've never had that.",
    "None of our plans offer it.",
    "Yes, if you are in the executive group.",
    "Yes? Which plan do you mean?",
    "Yes, that was allowed until 2019.",
    "Yes, in the retirement plan of our parent company, a different plan.",
    "You can contribute up to 80% of your pay.",
    "Yes, you can make catch-up contributions from 50.",
    "We are thinking about it, considering it for next year.",
    "Call Fidelity.",
    "See the handbook.",
    "Yes, at 59½.",
    "Yes, with a hardship.",
    "Yes, once you leave.",
    "Thanks for your message!",
    "",
    "???",
]


@pytest.mark.parametrize("question", DECIDING)
@pytest.mark.parametrize("reply", NO_YES)
def test_a_doubtful_reply_is_never_a_yes(question: str, reply: str) -> None:
    judged = judge(question, reply, RULES)
    effect = judged.effect
    assert effect is None or effect.status != "allowed"


@pytest.mark.parametrize("question", VALUED)
@pytest.mark.parametrize(
    "reply",
    [*NO_YES, "Yes.", "Yes, section 4", "I think it has started now.", "Probably the same as everyone.",
     "It should be available now if payroll agrees."],
)  # fmt: skip
def test_a_reply_without_the_value_asked_for_opens_nothing(question: str, reply: str) -> None:
    effect = judge(question, reply, RULES).effect
    assert effect is None or effect.status == "not_allowed" or effect.facts == {"hce_cap_percent": "0"}


@pytest.mark.parametrize("question", DECIDING)
@given(st.text(max_size=80))
def test_no_reply_breaks_the_reading(question: str, reply: str) -> None:
    judged = judge(question, reply, RULES)
    assert judged.mark in (Mark.ANSWERED, Mark.UNCLEAR, Mark.WRONG_PRODUCT)


@pytest.mark.parametrize("question", DECIDING)
@pytest.mark.parametrize("reply", ["Yes.", "yes", "YES!", "Yes, section 4.3", "Correct.", "Y"])
def test_a_plain_yes_is_a_yes(question: str, reply: str) -> None:
    effect = judge(question, reply, RULES).effect
    assert effect is not None
    assert effect.status == "allowed"


@pytest.mark.parametrize("question", DECIDING)
@pytest.mark.parametrize(
    "reply", ["No.", "no", "Nope!", "No, section 4.3", "It is not permitted.", "We don't allow it."]
)
def test_a_plain_no_is_a_no(question: str, reply: str) -> None:
    effect = judge(question, reply, RULES).effect
    assert effect is not None
    assert effect.status == "not_allowed"


@pytest.mark.parametrize(
    ("words", "text", "fits"),
    [
        ("after-tax", "AFTER TAX money", True),
        ("may|can ..2 convert", "you can then convert", True),
        ("may|can ..2 convert", "you can then only later convert", False),
        ("plan ..4 accepts", "the plan never accepts", False),
        ("plan ..4 accepts", "the plan. Nobody accepts", False),
        ("not? allowed", "it is allowed", True),
        ("up to # %", "up to 12.5% of pay", True),
        ("do not", "we don't", True),
        ("can not", "you cannot", True),
        ("roth 401(k)", "a Roth 401(k)!", True),
        ("no", "notes", False),
    ],
)
def test_the_phrase_notation(words: str, text: str, fits: bool) -> None:
    assert found([words], flat(text)) is fits


def test_an_empty_phrase_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        phrase("( )")


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("id: roth\n", "id: nickname\n", "nickname"),
        ("becomes: nhce_only", "becomes: nobody", "nobody"),
        ("feature: ira_roll_ins", "feature: lottery", "lottery"),
        ('facts: {true_up: "yes"}', 'facts: {luck: "yes"}', "luck"),
        ("  READY: With", "  READY2: With", "headlines"),
    ],
)
def test_a_faulty_pack_is_refused(tmp_path: Path, old: str, new: str, names: str) -> None:
    pack = (patterns_folder() / "replies.yaml").read_text(encoding="utf-8")
    assert old in pack
    (tmp_path / "replies.yaml").write_text(pack.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadPack, match=names):
        load_reply_rules(tmp_path)
