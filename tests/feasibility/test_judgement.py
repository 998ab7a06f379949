"""The judgement packs: they load, and each kind of fault is refused with its file and key."""

import shutil
from pathlib import Path

import pytest

from rothscope.errors import BadPack, BadProfile
from rothscope.feasibility import assess
from rothscope.model.profile import Profile
from rothscope.packs.find import patterns_folder
from rothscope.packs.judgement import Judgement, load_judgement
from rothscope.packs.tags import Reason, Subject, known_tags

from .build import findings, plan

FILES = ("verdicts.yaml", "score.yaml", "questions.yaml", "risks.yaml", "next_steps.yaml",
         "taxes.yaml", "strategies.yaml")  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(patterns_folder() / name, tmp_path / name)
    (tmp_path / "limits").symlink_to(patterns_folder() / "limits")
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, f"{name} no longer holds {old!r}"
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("verdicts.yaml", "why: both_ways", "why: no_such_reason", "no_such_reason"),
        ("verdicts.yaml", 'withdraw: "no", verdict: READY', 'withdraw: "yes", verdict: READY', "once"),
        ("verdicts.yaml", "verdict: READY,", "verdict: PERHAPS,", "rows.0.verdict"),
        ("verdicts.yaml", "  unknown: unclear\n", "", "frequencies"),
        ("score.yaml", "max: 35", "max: 36", "add up to 100"),
        ("score.yaml", "component: roth_exit", "component: luck", "not there"),
        ("questions.yaml", "after_tax.silent", "after_tax.sillent", "after_tax.sillent"),
        ("questions.yaml", "Does {plan_name}", "Does {sponsor}", "sponsor"),
        ("questions.yaml", "about: match", "about: lunch", "lunch"),
        ("questions.yaml", "id: A2", "id: A1", "A1"),
        ("risks.yaml", "id: suspension", "id: conflict", "conflict"),
        ("taxes.yaml", "route:in_plan", "route:in_pan", "in_pan"),
        ("taxes.yaml", "id: split_rollover", "id: backdoor", "one id"),
        ("strategies.yaml", "person:self_employed", "person:selfemployed", "selfemployed"),
        ("next_steps.yaml", "\n    who: you", "\n    whom: you", "steps.0.who"),
    ],
)
def test_a_faulty_pack_is_refused_by_name(folder: Path, name: str, old: str, new: str, said: str) -> None:
    spoil(folder, name, old, new)
    with pytest.raises(BadPack, match=name) as fault:
        load_judgement(folder)
    assert said in str(fault.value)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_pack_is_refused_by_name(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(BadPack, match=name):
        load_judgement(folder)


def test_a_question_that_names_a_page_needs_one(folder: Path) -> None:
    spoil(
        folder, "questions.yaml", "text: May employees make new", "text: From {page}, may employees make new"
    )
    with pytest.raises(BadPack, match="names a page"):
        load_judgement(folder)


def test_every_reason_that_can_arise_has_its_sentence(judgement: Judgement) -> None:
    never = {
        Subject.AFTER_TAX: {
            "age_reached", "age_not_reached", "distributable_open", "distributable_unclear", "distributable_closed",
            "other_money", "no_roth_account", "plan_type", "custodial", "implied",
        },
        Subject.CONVERT: {"frozen", "hce_limit_unclear", "custodial", "implied"},
        Subject.WITHDRAW: {
            "frozen", "hce_limit_unclear", "distributable_open", "distributable_unclear", "distributable_closed",
            "other_money", "no_roth_account", "plan_type", "implied",
        },
        Subject.ROTH: {
            "frozen", "not_yet", "hce_limit_unclear", "age_reached", "age_not_reached", "distributable_open",
            "distributable_unclear", "distributable_closed", "other_money", "no_roth_account", "plan_type",
            "custodial",
        },
    }  # fmt: skip
    for subject, sentences in judgement.verdicts.reasons.items():
        assert {reason.value for reason in set(Reason) - set(sentences)} == never[subject], subject


def test_every_tag_of_a_rule_can_be_raised(judgement: Judgement) -> None:
    rules = (*judgement.questions, *judgement.risks, *judgement.next_steps)
    assert {tag for rule in rules for tag in (*rule.when, *rule.any, *rule.unless)} <= known_tags()


def test_an_unknown_testing_step_is_refused_with_the_known_ones(judgement: Judgement) -> None:
    with pytest.raises(BadProfile, match="small_safe_harbor"):
        assess(findings(), plan(), (), judgement, Profile(testing="fine"))
