"""Plans side by side: what a cell says, who comes closest, what one change opens, and what is left to ask."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rothscope.analyze import judge
from rothscope.compare import compare_plans
from rothscope.errors import BadPack, TooFewPlans
from rothscope.model.analysis import Analysis, Verdict
from rothscope.model.comparison import ChangeKind, Comparison, Duty, HalfState
from rothscope.model.finding import FEATURES, Status
from rothscope.packs.comparing import load_comparing

from .plans import (
    CLOSED,
    CONVERTS,
    CONVERTS_BY_ITSELF,
    CONVERTS_NOT,
    FOLDER,
    NO_HCES,
    NO_ROTH,
    PAYS_OUT,
    PAYS_OUT_NOT,
    ROTH,
    SAFE_HARBOR,
    TAKES,
    TAKES_NONE,
    page,
    read,
)

AnalysisOf = Callable[[str], Analysis]
OPEN = {Status.SILENT, Status.MENTIONED_ONLY, Status.CONFLICTING}
SAMPLES = Path(__file__).parents[2] / "sample_spds"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/plan.pdf"))
RULES = load_comparing(FOLDER)


@pytest.fixture(scope="module")
def samples(analysis_of: AnalysisOf) -> Comparison:
    return compare_plans([analysis_of(name) for name in NAMES], FOLDER)


@pytest.fixture
def beside(tmp_path: Path) -> Callable[..., Comparison]:
    """Return plans side by side, each given by its sentences."""

    def compared(*plans: tuple[str, str, str]) -> Comparison:
        texts = [page(*plan, name=f"Alder Bay {number}") for number, plan in enumerate(plans, 1)]
        return compare_plans([read(tmp_path, text, f"{n}.md") for n, text in enumerate(texts)], FOLDER)

    return compared


Told = tuple[str, ChangeKind, Verdict]
AMEND, SETTLE = ChangeKind.AMEND, ChangeKind.SETTLE
CHANGES: list[tuple[tuple[str, str, str], Verdict, tuple[int, int], list[Told], str]] = [
    ((TAKES + ROTH, CONVERTS_BY_ITSELF, ""), Verdict.READY, (2, 2), [], "nothing is left to open"),
    (
        (TAKES + ROTH, CONVERTS, ""),
        Verdict.READY,
        (2, 2),
        [("smoother", AMEND, Verdict.READY)],
        "on request could be automatic",
    ),
    (
        (TAKES_NONE + ROTH, CONVERTS, ""),
        Verdict.BLOCKED_NO_AFTER_TAX,
        (1, 1),
        [("after_tax", AMEND, Verdict.READY)],
        "a refusal needs an amendment",
    ),
    (
        (CLOSED + ROTH, CONVERTS, ""),
        Verdict.BLOCKED_FOR_YOU,
        (1, 1),
        [("reopen", AMEND, Verdict.READY)],
        "what is closed is opened again",
    ),
    (
        (NO_HCES + ROTH, CONVERTS, ""),
        Verdict.CONFIRM_AFTER_TAX,
        (1, 2),
        [("reopen", AMEND, Verdict.READY)],
        "after-tax money alone would leave the bar on highly compensated employees",
    ),
    (
        (TAKES + ROTH, CONVERTS_NOT, PAYS_OUT_NOT),
        Verdict.DEFERRED,
        (1, 1),
        [("conversion", AMEND, Verdict.READY)],
        "a way out",
    ),
    (
        (TAKES + NO_ROTH, "", PAYS_OUT_NOT),
        Verdict.DEFERRED,
        (1, 1),
        [("withdrawal", AMEND, Verdict.READY)],
        "a conversion would need a Roth account, which is refused",
    ),
    (
        (TAKES + ROTH, "", PAYS_OUT_NOT),
        Verdict.CONFIRM_ROUTE,
        (1, 2),
        [("conversion", SETTLE, Verdict.READY)],
        "silence is settled before it is amended",
    ),
    (
        (ROTH, "", ""),
        Verdict.UNKNOWN,
        (0, 2),
        [("after_tax", SETTLE, Verdict.CONFIRM_ROUTE), ("conversion", SETTLE, Verdict.READY)],
        "two questions",
    ),
    (
        (TAKES_NONE + ROTH, CONVERTS_NOT, PAYS_OUT_NOT),
        Verdict.BLOCKED_NO_AFTER_TAX,
        (0, 0),
        [("after_tax", AMEND, Verdict.DEFERRED), ("conversion", AMEND, Verdict.READY)],
        "two amendments, the one that opens most first",
    ),
]


@pytest.mark.parametrize(
    ("sentences", "verdict", "halves", "changes", "why"), CHANGES, ids=[case[-1] for case in CHANGES]
)
def test_what_one_change_opens(
    sentences: tuple[str, str, str],
    verdict: Verdict,
    halves: tuple[int, int],
    changes: list[Told],
    why: str,
    beside: Callable[..., Comparison],
) -> None:
    plan = beside(sentences, (TAKES, CONVERTS, PAYS_OUT)).plan(1)
    assert plan.verdict is verdict
    assert (plan.low, plan.high) == halves
    assert [(change.id, change.kind, change.verdict) for change in plan.changes] == changes, why
    assert bool(plan.no_change) is not bool(changes)


def test_both_groups_of_the_test_are_told_where_they_fare_differently(
    beside: Callable[..., Comparison],
) -> None:
    barred, open_ = beside((NO_HCES + ROTH, CONVERTS, ""), (TAKES + ROTH, CONVERTS, "")).plans
    assert [(group.title, group.verdict) for group in barred.groups] == [
        (RULES.groups.hce, Verdict.BLOCKED_FOR_YOU),
        (RULES.groups.nhce, Verdict.READY),
    ]
    assert open_.groups == ()


def test_no_change_to_a_457b_is_promised(samples: Comparison) -> None:
    plan = next(plan for plan in samples.plans if plan.type == "457(b)")
    assert plan.verdict is Verdict.NOT_APPLICABLE
    assert plan.changes == ()
    assert plan.no_change == RULES.trial_words.impossible


@pytest.mark.parametrize("name", NAMES)
def test_judging_again_without_a_change_changes_nothing(name: str, analysis_of: AnalysisOf) -> None:
    """Else a change would be credited with what the second judging did."""
    analysis = analysis_of(name)
    again = judge(analysis.findings, analysis.plan, analysis.source, FOLDER, analysis.limits.year)
    assert again.feasibility == analysis.feasibility
    assert again.questions == analysis.questions


# -- ranking -------------------------------------------------------------------------------------------------------


def test_the_ranking_goes_from_both_halves_to_none(samples: Comparison) -> None:
    middles = [float(standing.middle) for standing in samples.ranking]
    assert middles == sorted(middles, reverse=True)
    assert (middles[0], middles[-1]) == (2, 0)
    assert samples.closest == (next(p.number for p in samples.plans if p.name.startswith("Lattice")),)


def test_an_open_half_is_never_a_refused_one(beside: Callable[..., Comparison]) -> None:
    compared = beside(
        (TAKES_NONE + ROTH, CONVERTS_NOT, PAYS_OUT_NOT), (ROTH, "", ""), (TAKES + ROTH, CONVERTS, "")
    )
    assert [standing.plan for standing in compared.ranking] == [3, 2, 1]
    states = [[half.state for half in plan.halves] for plan in compared.plans]
    refused, open_, granted = HalfState.REFUSED, HalfState.OPEN, HalfState.GRANTED
    assert states == [[refused, refused], [open_, open_], [granted, granted]]


def test_equal_plans_share_a_place(beside: Callable[..., Comparison]) -> None:
    same = (TAKES + ROTH, CONVERTS, "")
    compared = beside(same, (TAKES_NONE, "", ""), same)
    assert [(one.place, one.plan) for one in compared.ranking] == [(1, 1), (1, 3), (3, 2)]
    assert compared.closest == (1, 3)


def test_the_order_of_files_does_not_matter(analysis_of: AnalysisOf) -> None:
    names = list(NAMES)
    straight = compare_plans([analysis_of(name) for name in names], FOLDER)
    random.Random(8).shuffle(names)
    turned = compare_plans([analysis_of(name) for name in names], FOLDER)

    def told(comparison: Comparison) -> list[tuple[int, str]]:
        return sorted((one.place, comparison.plan(one.plan).name) for one in comparison.ranking)

    assert told(straight) == told(turned)


def test_the_arithmetic_adds_up(samples: Comparison) -> None:
    for standing in samples.ranking:
        plan = samples.plan(standing.plan)
        for shown, total in ((standing.halves, (plan.low, plan.high)), (standing.score, None)):
            left, right = (part.strip() for part in shown.split(" = "))
            bounds = [[int(n) for n in part.split(" to ")] for part in left.split(" + ")]
            sums = (sum(b[0] for b in bounds), sum(b[-1] for b in bounds))
            raw = [int(n) for n in re.split(r"[,;]", right)[0].split(" to ")]
            assert sums == (raw[0], raw[-1])
            assert total is None or sums == total
        held = re.search(r"held to (\d+)(?: to (\d+))?", standing.score)
        low, high = (int(held[1]), int(held[2] or held[1])) if held else (plan.score.low, plan.score.high)
        assert (low, high) == (plan.score.low, plan.score.high)


def test_a_plan_without_a_name_goes_by_its_file(tmp_path: Path) -> None:
    nameless = page(TAKES).replace("Alder Bay 401(k) Plan", "Plan")
    compared = compare_plans([read(tmp_path, page(ROTH)), read(tmp_path, nameless, "nameless.md")], FOLDER)
    assert [plan.name for plan in compared.plans] == ["Alder Bay 401(k) Plan", "nameless.md"]


# -- cells ---------------------------------------------------------------------------------------------------------


def test_a_booklet_of_three_plans_is_three_columns(analysis_of: AnalysisOf) -> None:
    compared = compare_plans([analysis_of("northfield_university")], FOLDER)
    assert [plan.type for plan in compared.plans] == ["401(a)", "403(b)", "457(b)"]
    assert all(plan.part and plan.sponsor for plan in compared.plans)


def test_one_plan_alone_is_refused(analysis_of: AnalysisOf) -> None:
    with pytest.raises(TooFewPlans, match=r"plan\.pdf describes one plan"):
        compare_plans([analysis_of("granite_mills")], FOLDER)


def test_every_provision_and_plan_has_a_cell(samples: Comparison) -> None:
    assert tuple(row.feature for row in samples.provisions) == FEATURES
    for row in samples.provisions:
        assert [cell.plan for cell in row.cells] == [plan.number for plan in samples.plans]


def test_a_cell_stands_on_its_passages(samples: Comparison) -> None:
    for row in samples.provisions:
        for cell in row.cells:
            assert (cell.page is None) is (not cell.evidence)
            assert cell.page is None or cell.page in {one.page for one in cell.evidence}
            assert (cell.status is Status.SILENT) is (not cell.evidence)


def test_rows_that_differ_are_told_from_rows_that_do_not(beside: Callable[..., Comparison]) -> None:
    compared = beside((TAKES + ROTH, CONVERTS, ""), (TAKES_NONE + ROTH, CONVERTS, ""))
    differs = {row.feature: row.differs for row in compared.provisions}
    assert differs["after_tax_contributions"]
    assert not differs["roth_deferrals"]
    assert not differs["in_plan_roth_conversion"]


VALUES = [
    (SAFE_HARBOR, "match", "100% of 4%", "a formula"),
    (TAKES, "after_tax_cap", "up to 12% of pay", "a cap"),
    (CLOSED, "after_tax_contributions", "closed to new money", "a number that belongs beside a no"),
]


@pytest.mark.parametrize(("sentence", "feature", "value", "why"), VALUES, ids=[v[-1] for v in VALUES])
def test_a_cell_shows_its_number(
    sentence: str, feature: str, value: str, why: str, beside: Callable[..., Comparison]
) -> None:
    compared = beside((sentence, "", ""), (ROTH, "", ""))
    row = next(row for row in compared.provisions if row.feature == feature)
    assert value in row.cells[0].value, why
    assert row.cells[1].value == ""


def test_no_number_stands_beside_a_refusal_it_would_belie(samples: Comparison) -> None:
    row = next(row for row in samples.provisions if row.feature == "in_service_59_half")
    refused = [cell for cell in row.cells if cell.status is Status.NOT_ALLOWED]
    assert refused
    assert [cell.value for cell in refused] == [""] * len(refused)


# -- what is left to ask -------------------------------------------------------------------------------------------


def test_every_open_cell_has_a_question_and_no_other(samples: Comparison) -> None:
    for plan in samples.plans:
        cells = {row.feature: row.cells[plan.number - 1] for row in samples.provisions}
        wanted = [feature for feature, cell in cells.items() if cell.open]
        assert sorted(point.feature for point in plan.open_points) == sorted(wanted)
        assert all(point.text.endswith("?") for point in plan.open_points)
        assert all(cell.status in OPEN for cell in cells.values() if cell.open)


MOOT = [
    ((TAKES_NONE, "", ""), "after_tax_cap", False, "no cap on what is not taken"),
    ((ROTH, "", ""), "after_tax_cap", True, "what may be taken may be capped"),
    ((TAKES_NONE, "", ""), "in_plan_roth_conversion", True, "an amendment would need a way out"),
    ((TAKES_NONE, "", ""), "ira_roll_ins", True, "another matter"),
]


@pytest.mark.parametrize(("sentences", "feature", "asked", "why"), MOOT, ids=[case[-1] for case in MOOT])
def test_nothing_moot_is_asked(
    sentences: tuple[str, str, str], feature: str, asked: bool, why: str, beside: Callable[..., Comparison]
) -> None:
    compared = beside(sentences, (TAKES, CONVERTS, ""))
    row = next(row for row in compared.provisions if row.feature == feature)
    assert row.cells[0].status in OPEN
    assert row.cells[0].open is asked, why


def test_a_457b_is_asked_nothing_its_kind_settles(samples: Comparison) -> None:
    plan = next(plan for plan in samples.plans if plan.type == "457(b)")
    assert [point.feature for point in plan.open_points] == ["match"]


def test_a_deciding_question_comes_first_and_is_the_letter_s(tmp_path: Path) -> None:
    asked, other = read(tmp_path, page(ROTH)), read(tmp_path, page(TAKES, CONVERTS), "other.md")
    plan = compare_plans([asked, other], FOLDER).plan(1)
    assert [point.question_id for point in plan.open_points[:3]] == ["A1", "C1", "W1"]
    deciding = [point.deciding for point in plan.open_points]
    assert deciding == sorted(deciding, reverse=True)
    assert plan.open_points[0].question in {question.text for question in asked.questions}


# -- for the committee ---------------------------------------------------------------------------------------------

CAPPED = "Highly compensated employees may contribute no more than 2% of pay on an after-tax basis. "
NOTES = [
    (
        (TAKES + SAFE_HARBOR, CONVERTS, ""),
        {"acp", "safe_harbor", "top_heavy", "guard_415", "payroll"},
        {"acp_if_added"},
    ),
    (
        (TAKES_NONE, CONVERTS, ""),
        {"acp_if_added"},
        {"acp", "guard_415", "payroll", "safe_harbor", "top_heavy"},
    ),
    ((TAKES + CAPPED, CONVERTS, ""), {"acp"}, {"hce_cap"}),
    ((TAKES, CONVERTS, ""), {"hce_cap", "summary_only"}, {"room_for_match", "conflict", "stale"}),
    (("You may make voluntary after-tax contributions. ", CONVERTS, ""), {"room_for_match"}, {"conflict"}),
    ((TAKES + TAKES_NONE, CONVERTS, ""), {"conflict"}, {"acp_if_added"}),
]


@pytest.mark.parametrize(("sentences", "there", "not_there"), NOTES)
def test_notes_by_what_the_plan_says(
    sentences: tuple[str, str, str], there: set[str], not_there: set[str], beside: Callable[..., Comparison]
) -> None:
    told = {note.id for note in beside(sentences, ("", "", "")).notes if 1 in note.plans}
    assert there <= told
    assert not told & not_there


def test_an_undated_document_is_stale(tmp_path: Path) -> None:
    undated = read(tmp_path, page(TAKES).replace("as of January 1, 2026", ""))
    compared = compare_plans([undated, read(tmp_path, page(TAKES), "dated.md")], FOLDER)
    assert {note.id: note.plans for note in compared.notes}["stale"] == (1,)


def test_every_note_is_raised_by_some_plan_and_none_by_all_kinds(samples: Comparison) -> None:
    raised = {note.id for note in samples.notes}
    named = {name for _, there, _ in NOTES for name in there}
    assert {rule.id for rule in RULES.notes} - raised - named == {"stale"}
    kept_out = next(plan.number for plan in samples.plans if plan.type == "457(b)")
    assert [note.id for note in samples.notes if kept_out in note.plans] == []


def test_a_governmental_plan_is_not_told_of_the_acp_test(samples: Comparison) -> None:
    public = {plan.number for plan in samples.plans if plan.sponsor == "Northfield State University"}
    assert len(public) == 3
    for note in samples.notes:
        if note.id in ("acp", "acp_if_added", "top_heavy", "safe_harbor", "hce_cap"):
            assert not public & set(note.plans)


def test_both_duties_are_told_and_apart(samples: Comparison) -> None:
    assert {note.duty for note in samples.notes} == set(Duty)
    assert {note.id: note.duty for note in samples.notes}["top_heavy"] is Duty.DESIGN
    assert {note.id: note.duty for note in samples.notes}["payroll"] is Duty.OPERATION


def test_every_number_on_prevalence_has_its_year_sample_and_source() -> None:
    for fact in RULES.prevalence:
        assert re.search(r"\d+%", fact.says)
        assert 2000 < fact.year <= fact.checked_on.year
        assert min(map(len, (fact.sample, fact.source, fact.reported_by))) > 5
        assert fact.href.startswith("https://")


def test_the_committee_is_told_of_plans_and_not_of_you(samples: Comparison) -> None:
    said = [*(note.text + note.because for note in samples.notes), *(plan.word for plan in samples.plans)]
    said += [change.text for plan in samples.plans for change in plan.changes]
    said += [half.says for plan in samples.plans for half in plan.halves]
    said += [point.text for plan in samples.plans for point in plan.open_points]
    assert [words for words in said if re.search(r"\b(?:you|your|I|my)\b", words)] == []


BROKEN = [
    ("  READY: Open as written\n", "", "verdicts"),
    ("A way to Roth while employed, feature: in_plan", "A way to Roth, feature: plan", "plan_roth"),
    ("  smoother:\n", "  quicker:\n", "quicker"),
    ("  roth_exit: the way", "  roth_exits: the way", "parts"),
    ('when: ["after_tax:no"]', 'when: ["after_tax:never"]', "after_tax:never"),
    ("    safe_harbor: regulatory\n", "", "diff.features"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "named"), BROKEN)
def test_a_gap_in_the_pack_is_named(old: str, new: str, named: str, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    text = (FOLDER / "compare.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "compare.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadPack, match=re.escape(named)):
        load_comparing(tmp_path)
