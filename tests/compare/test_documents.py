"""Two documents of one plan: what became of each provision, how far it reaches, and which of two kinds decides."""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from rothscope.cli.main import main
from rothscope.compare import diff_documents
from rothscope.compare.passages import flat
from rothscope.model.analysis import Analysis, Verdict
from rothscope.model.difference import (
    ChangeClass,
    Difference,
    Disagreement,
    Governs,
    Impact,
    ProvisionChange,
    What,
)
from rothscope.model.finding import FEATURES, Status
from rothscope.packs.comparing import load_comparing
from rothscope.report.difference import DIFFERENCE_FORMS, render_difference, runs

from .plans import (
    CONVERTS,
    CONVERTS_BY_ITSELF,
    CONVERTS_NOT,
    FOLDER,
    PAYS_OUT,
    PAYS_OUT_NOT,
    ROTH,
    SAFE_HARBOR,
    TAKES,
    TAKES_NONE,
    page,
    read,
)

Told = Callable[..., Difference]
Sentences = tuple[str, str, str]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Return the difference of two plans given by their sentences, or by their whole text."""

    def differ(old: Sentences | str, new: Sentences | str) -> Difference:
        texts = [one if isinstance(one, str) else page(*one) for one in (old, new)]
        was, now = (
            read(tmp_path, text, f"{name}.md") for name, text in zip(("old", "new"), texts, strict=True)
        )
        return diff_documents(was, now, FOLDER)

    return differ


def change(difference: Difference, feature: str) -> ProvisionChange:
    return next(one for one in difference.plans[0].provisions if one.feature == feature)


AFTER_TAX, CONVERSION, MATCH = "after_tax_contributions", "in_plan_roth_conversion", "match"
DESIGN, REGULATORY, ADMINISTRATIVE, WORDING = ChangeClass
HIGH, MEDIUM, LOW = Impact
FULL = (TAKES + ROTH, CONVERTS, PAYS_OUT_NOT)
CAPPED_LOWER = TAKES.replace("12%", "6%")
REWORDED = "Each of you may make voluntary after-tax contributions of 1% to 12% of your eligible pay. "
HALF = "The Company matches 50% of the first 6% of pay you contribute. "
CHANGES: list[tuple[Sentences, Sentences, str, What, ChangeClass, Impact, Verdict, str]] = [
    (FULL, (TAKES_NONE + ROTH, CONVERTS, PAYS_OUT_NOT), AFTER_TAX, What.CHANGED, DESIGN, HIGH,
     Verdict.BLOCKED_NO_AFTER_TAX, "a yes that becomes a no"),
    (FULL, (TAKES + ROTH, "", PAYS_OUT_NOT), CONVERSION, What.REMOVED, DESIGN, HIGH, Verdict.CONFIRM_ROUTE,
     "dropped in silence"),
    ((TAKES + ROTH, "", PAYS_OUT_NOT), FULL, CONVERSION, What.ADDED, DESIGN, HIGH, Verdict.READY, "newly there"),
    (FULL, (TAKES + ROTH, CONVERTS_BY_ITSELF, PAYS_OUT_NOT), CONVERSION, What.CHANGED, ADMINISTRATIVE, MEDIUM,
     Verdict.READY, "another frequency"),
    (FULL, (CAPPED_LOWER + ROTH, CONVERTS, PAYS_OUT_NOT), "after_tax_cap", What.CHANGED, DESIGN, MEDIUM, Verdict.READY,
     "a lower cap"),
    (FULL, (REWORDED + ROTH, CONVERTS, PAYS_OUT_NOT), AFTER_TAX, What.REWORDED, WORDING, LOW, Verdict.READY,
     "other words, the same answer"),
    (FULL, (TAKES + ROTH + SAFE_HARBOR, CONVERTS, PAYS_OUT_NOT), "safe_harbor", What.ADDED, REGULATORY, MEDIUM,
     Verdict.READY, "another test"),
    ((TAKES + ROTH + HALF, CONVERTS, ""), (TAKES + ROTH + HALF.replace("50%", "25%"), CONVERTS, ""), MATCH,
     What.CHANGED, DESIGN, MEDIUM, Verdict.READY, "another formula"),
    ((TAKES_NONE + ROTH, CONVERTS_NOT, PAYS_OUT_NOT), (TAKES_NONE + ROTH, CONVERTS, PAYS_OUT_NOT), CONVERSION,
     What.CHANGED, DESIGN, HIGH, Verdict.BLOCKED_NO_AFTER_TAX, "a half is gained and the verdict stays"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "feature", "what", "touches", "impact", "alone", "why"),
    CHANGES,
    ids=[case[-1] for case in CHANGES],
)
def test_what_became_of_a_provision(
    old: Sentences,
    new: Sentences,
    feature: str,
    what: What,
    touches: ChangeClass,
    impact: Impact,
    alone: Verdict,
    why: str,
    told: Told,
) -> None:
    found = change(told(old, new), feature)
    assert (found.what, found.change_class, found.impact, found.alone) == (what, touches, impact, alone), why


def test_one_change_alone_is_not_the_whole_difference(told: Told) -> None:
    """Two changes open the plan together; each alone brings it half way."""
    difference = told((TAKES_NONE + ROTH, CONVERTS_NOT, PAYS_OUT_NOT), FULL)
    plan = difference.plans[0]
    assert plan.old and plan.new
    assert (plan.old.verdict, plan.new.verdict) == (Verdict.BLOCKED_NO_AFTER_TAX, Verdict.READY)
    assert ((plan.old.low, plan.old.high), (plan.new.low, plan.new.high)) == ((0, 0), (2, 2))
    assert {change(difference, name).alone for name in (AFTER_TAX, CONVERSION)} == {
        Verdict.DEFERRED,
        Verdict.BLOCKED_NO_AFTER_TAX,
    }


def test_a_verdict_no_single_change_moves_is_said_to_move_together(
    analysis_of: Callable[[str], Analysis],
) -> None:
    plan = analysis_of("lattice_robotics")
    assert plan.plan.type is not None
    kind = plan.plan.type.model_copy(update={"value": "457(b)"})
    other = plan.model_copy(update={"plan": plan.plan.model_copy(update={"type": kind})})
    difference = diff_documents(plan, other, FOLDER)
    assert difference.plans[0].provisions == ()
    assert difference.plans[0].new and difference.plans[0].new.verdict is Verdict.NOT_APPLICABLE
    assert "other_plan" in {note.code for note in difference.remarks}
    said = load_comparing(FOLDER).diff.together
    for form in ("text", "markdown", "html"):
        assert said in " ".join(render_difference(difference, form).split()), form


def test_silence_is_told_as_a_question(told: Told) -> None:
    because = change(told(FULL, (TAKES + ROTH, "", PAYS_OUT_NOT)), CONVERSION).because
    assert because.endswith("ask whether it was left out on purpose.")


def test_a_document_beside_itself_has_nothing_to_tell(told: Told) -> None:
    difference = told(FULL, FULL)
    assert difference.plans[0].provisions == ()
    assert difference.plans[0].same == FEATURES
    assert [note.code for note in difference.remarks] == ["same_file"]


def test_layout_alone_changes_nothing(told: Told) -> None:
    text = page(*FULL)
    again = text.replace("voluntary after-tax contributions", "voluntary   After-Tax\ncontributions")
    assert again != text
    assert told(text, again).plans[0].provisions == ()


def test_the_most_serious_comes_first(told: Told) -> None:
    impacts = [
        one.impact
        for one in told(FULL, (TAKES_NONE + HALF, CONVERTS_BY_ITSELF, PAYS_OUT_NOT)).plans[0].provisions
    ]
    order = list(Impact)
    assert len(set(impacts)) > 1
    assert all(order.index(one) <= order.index(other) for one, other in pairwise(impacts))


# -- passages ------------------------------------------------------------------------------------------------------


def test_a_reworded_passage_shows_both_texts_and_the_words_that_differ(told: Told) -> None:
    found = change(told(FULL, (REWORDED + ROTH, CONVERTS, PAYS_OUT_NOT)), AFTER_TAX)
    (passage,) = found.passages
    assert passage.what is What.REWORDED
    assert passage.old and passage.new
    assert (passage.old.quote, passage.new.quote) == (TAKES.strip(), REWORDED.strip())
    assert (passage.old.document, passage.new.document) == ("old.md", "new.md")
    old, new = runs(passage)
    assert [run.text for run in old if run.other] == ["You"]
    assert [run.text for run in new if run.other] == ["Each of you"]
    assert " ".join(run.text for run in new) == passage.new.quote


def test_a_passage_on_another_page_or_under_another_heading_is_moved(told: Told) -> None:
    text = page(*FULL)
    moved = told(text, text.replace("## Your contributions", "## Saving by payroll"))
    found = change(moved, AFTER_TAX)
    assert (found.what, found.change_class, found.impact) == (What.MOVED, WORDING, LOW)
    (passage,) = found.passages
    assert passage.old and passage.new
    assert passage.old.quote == passage.new.quote
    assert passage.old.section != passage.new.section


ALIKE = [
    (
        "You may make after-tax contributions.",
        "You  may make\nAfter-Tax contributions",
        True,
        "case and space",
    ),
    ("the “after-tax” money", 'the "after tax" money', True, "quotation marks and hyphens"),
    ("up to 10% of pay", "up to 15% of pay", False, "numbers are words"),
    ("up to $1,000", "up to $1.000", False, "and so are their marks"),
    ("from age 59½", "from age 59", False, "a half is no mark"),
    ("may convert", "may not convert", False, "least of all this one"),
]


@pytest.mark.parametrize(("one", "other", "same", "why"), ALIKE, ids=[case[-1] for case in ALIKE])
def test_which_words_are_the_same(one: str, other: str, same: bool, why: str) -> None:
    assert (flat(one) == flat(other)) is same, why


# -- two kinds of document -----------------------------------------------------------------------------------------

FILLER = (
    "\n\n## Article {number}. General\n\n"
    "The Administrator shall keep the accounts hereunder. Notwithstanding anything to the contrary, the Employer shall "
    "pay the cost of administration. The Committee shall act by majority.\n"
)
SUMMARY = "# Alder Bay 401(k) Plan\n\n## Summary Plan Description\n\n{said}\n\n" + (
    "This summary plan description tells the plan in plain words. The plan document controls. You have ERISA rights, and "
    "the agent for service of legal process is the secretary of the company.\n"
)
DOCUMENT = (
    "# Alder Bay 401(k) Plan\n\n# Plan Document\n\nThis plan document is hereby adopted, amended and restated as of January "
    "1, 2026. In witness whereof the Employer has signed it.\n\n## Article I. Contributions\n\n{said}\n"
    + "".join(FILLER.format(number=number) for number in ("II", "III", "IV"))
)
MAY = "A Participant may make voluntary after-tax contributions of up to 12% of Compensation."
MAY_LESS = MAY.replace("12%", "6%")
MAY_NOT = "Voluntary after-tax contributions are not permitted under the Plan."
MAY_SOME = "Salaried Participants may make voluntary after-tax contributions of up to 12% of Compensation."
CONFLICTS = [
    (MAY, MAY_NOT, AFTER_TAX, Disagreement.CONTRADICTION, "yes against no"),
    (MAY, MAY_LESS, "after_tax_cap", Disagreement.NUMBER, "12% against 6%"),
    (MAY, "The Plan accepts Roth contributions.", AFTER_TAX, Disagreement.GAP, "the document says nothing"),
    (MAY, MAY_SOME, AFTER_TAX, Disagreement.CONDITION, "a condition on one side"),
]


@pytest.mark.parametrize(
    ("spd", "document", "feature", "kind", "why"), CONFLICTS, ids=[case[-1] for case in CONFLICTS]
)
@pytest.mark.parametrize("turned", [False, True], ids=["summary first", "document first"])
def test_the_plan_document_decides_over_its_summary(
    spd: str, document: str, feature: str, kind: Disagreement, why: str, turned: bool, told: Told
) -> None:
    texts = [SUMMARY.format(said=spd), DOCUMENT.format(said=document)]
    difference = told(*(reversed(texts) if turned else texts))
    assert {difference.old[0].kind, difference.new[0].kind} == {"spd", "plan_document"}
    assert not difference.versions
    found = {one.feature: one for one in difference.plans[0].conflicts}[feature]
    assert found.kind is kind, why
    assert found.governs is (Governs.OLD if turned else Governs.NEW)
    assert "(Plan document) decides over" in found.because
    assert (kind is Disagreement.GAP) is ("no more than a sign" in found.because)


def test_what_both_say_is_no_conflict(told: Told) -> None:
    difference = told(SUMMARY.format(said=MAY), DOCUMENT.format(said=MAY))
    assert difference.plans[0].conflicts == ()


NOTICE = (
    "# Summary of Material Modifications\n\nAlder Bay 401(k) Plan\n\nThis summary of material modifications describes a "
    "change to the Plan, effective January 1, 2026.\n\n{said}\n"
)


def test_what_a_notice_of_changes_leaves_out_is_no_gap(told: Told) -> None:
    difference = told(SUMMARY.format(said=MAY), NOTICE.format(said="The Plan accepts Roth contributions."))
    assert difference.new[0].kind == "smm"
    assert AFTER_TAX not in {conflict.feature for conflict in difference.plans[0].conflicts}
    assert "partial_document" in {note.code for note in difference.remarks}


def test_a_notice_of_changes_decides_over_the_summary_it_changes(told: Told) -> None:
    difference = told(SUMMARY.format(said=MAY), NOTICE.format(said=MAY_NOT))
    found = {conflict.feature: conflict for conflict in difference.plans[0].conflicts}[AFTER_TAX]
    assert (found.kind, found.governs) == (Disagreement.CONTRADICTION, Governs.NEW)


def test_two_versions_change_and_do_not_conflict(told: Told) -> None:
    difference = told(SUMMARY.format(said=MAY), SUMMARY.format(said=MAY_NOT))
    assert difference.versions
    assert difference.plans[0].conflicts == ()
    assert change(difference, AFTER_TAX).new.status is Status.NOT_ALLOWED


def test_documents_of_one_weight_are_told_by_their_dates(
    analysis_of: Callable[[str], Analysis],
) -> None:
    one = analysis_of("granite_mills")

    def as_kind(kind: str, date: str | None) -> Analysis:
        source = one.source[0].model_copy(
            update={"kind": kind, "authority": 45, "date": date, "sha256": kind}
        )
        return one.model_copy(update={"source": (source,)})

    other = as_kind("participant_form", "2026-01-01")
    finding = other.findings[AFTER_TAX].model_copy(update={"status": Status.ALLOWED})
    other = other.model_copy(update={"findings": other.findings | {AFTER_TAX: finding}})
    for date, governs in (("2024-01-01", Governs.NEW), ("2026-06-01", Governs.OLD), (None, Governs.UNCLEAR)):
        difference = diff_documents(as_kind("faq", date), other, FOLDER)
        found = {conflict.feature: conflict for conflict in difference.plans[0].conflicts}[AFTER_TAX]
        assert found.governs is governs


# -- who the plan is, and booklets ---------------------------------------------------------------------------------


def test_other_names_and_numbers_are_told(told: Told) -> None:
    difference = told(page(*FULL), page(*FULL, name="Birch Hill", ein="98-7654321"))
    assert {one.name: one.what for one in difference.plans[0].identity} == {
        "name": What.CHANGED,
        "sponsor": What.CHANGED,
        "ein": What.CHANGED,
    }
    assert "other_plan" in {note.code for note in difference.remarks}


def test_plans_of_a_booklet_are_paired_by_type(
    analysis_of: Callable[[str], Analysis],
) -> None:
    booklet = analysis_of("northfield_university")
    fewer = booklet.model_copy(update={"other_plans": booklet.other_plans[:1]})
    plans = diff_documents(booklet, fewer, FOLDER).plans
    assert [(plan.old is None, plan.new is None) for plan in plans] == [
        (False, False),
        (False, False),
        (False, True),
    ]
    assert [plan.provisions for plan in plans] == [(), (), ()]


def test_questions_that_open_and_close(told: Told) -> None:
    plan = told(FULL, (ROTH, "", "")).plans[0]
    assert {"A1", "C1", "W1"} <= {question.id for question in plan.opened}
    assert "A7" in {question.id for question in plan.closed}


# -- forms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", DIFFERENCE_FORMS)
def test_every_form_shows_both_texts(form: str, told: Told) -> None:
    difference = told(FULL, (REWORDED + ROTH, CONVERTS, PAYS_OUT_NOT))
    shown = re.sub(r"</?(?:ins|del)>|\\", "", render_difference(difference, form))
    flat_text = " ".join(shown.split())
    assert TAKES.strip() in flat_text
    assert REWORDED.strip() in flat_text
    if form == "text":
        assert max(map(len, shown.splitlines())) <= 80


def test_the_json_reads_back(told: Told) -> None:
    difference = told(FULL, (TAKES_NONE, CONVERTS, PAYS_OUT))
    assert Difference.model_validate_json(render_difference(difference, "json")) == difference


def test_an_unknown_form_is_refused(told: Told) -> None:
    with pytest.raises(ValueError, match="no difference in form 'xlsx'"):
        render_difference(told(FULL, FULL), "xlsx")


HOSTILE = (
    "You may make voluntary after-tax contributions <script>alert(1)</script> {{ 7*7 }} "
    "[x](javascript:alert(1)) \u202eof 5%. "
)


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
def test_words_of_a_document_stay_words(form: str, told: Told) -> None:
    shown = render_difference(told((HOSTILE, "", ""), (HOSTILE.replace("5%", "6%"), CONVERTS, "")), form)
    assert "{{ 7*7 }}" in shown.replace("\\", "") and "\u202e" not in shown
    if form == "html":
        assert "<script" not in shown and "&lt;script&gt;" in shown
        assert re.findall(r'(?:href|src)="(?!#)[^"]*', shown) == []
    if form == "markdown":
        assert not re.search(r"(?<!\\)<script|(?<!\\)\]\(", shown)


def test_diff_as_a_command(tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(page(*FULL), encoding="utf-8")
    new.write_text(page(TAKES_NONE, CONVERTS, PAYS_OUT), encoding="utf-8")
    ran = CliRunner().invoke(main, ["diff", str(old), str(new)])
    assert ran.exit_code == 0, ran.stderr
    assert "Verdict: was Open as written, 2 of 2 halves" in " ".join(ran.stdout.split())
    written = CliRunner().invoke(
        main, ["diff", str(old), str(new), "--form", "json", "-o", str(tmp_path / "d.json")]
    )
    assert written.exit_code == 0
    assert set(json.loads((tmp_path / "d.json").read_text())) == set(Difference.model_fields)
    missing = CliRunner().invoke(main, ["diff", str(old), str(tmp_path / "no.md")])
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert missing.stderr.startswith("Error: ") and "no.md" in missing.stderr
    over = CliRunner().invoke(main, ["diff", str(old), str(new), "-o", str(new)])
    assert over.exit_code == 2
