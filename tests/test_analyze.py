"""Files -> Analysis: one plan from one file or several, what is left out, and what every answer must hold."""

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from rothscope.analyze import NOT_CHECKED, VERDICT_ORDER, Tagger, analyze
from rothscope.errors import UnknownLimitYear, UnreadableFile, WrongDocument
from rothscope.limits import known_years, limits_of
from rothscope.model.analysis import Analysis, OtherPlan, Verdict
from rothscope.model.finding import FEATURES, Status
from rothscope.model.profile import Profile
from rothscope.packs.find import patterns_folder
from rothscope.reading import read_one
from rothscope.report.render import render

RECIPE = (
    "Rye bread. Mix the sour dough with lukewarm water and half of the flour and let it rest until evening. Knead in "
    "the other half with salt and caraway, shape two loaves and leave them in their baskets for three hours. Bake them "
    "hot for a quarter of an hour and then gently for forty minutes more, until they sound hollow. "
) * 40

SPD = """\
# Fernhill Radiology 401(k) Plan

## Summary Plan Description

This summary describes the main provisions of the Fernhill Radiology 401(k) Plan. It is a summary only.

## Contributions

{after_tax}

You may make Roth contributions.

## Rollovers

The Plan accepts rollovers from other employers' qualified plans.
"""
SMM = """\
# Summary of Material Modifications

Fernhill Radiology 401(k) Plan

This summary of material modifications describes a change to the Plan, effective {date}. Please keep it with your \
summary plan description.

## After-tax contributions

{after_tax}
"""
FLYER = """\
# Save more for retirement!

Fernhill Radiology 401(k) Plan. A quick guide for your enrollment.

{after_tax}
"""
ABOUT_SUMMARIES = (
    "A participant may ask the plan administrator for a copy of the plan document, the trust agreement and the latest "
    "annual report, and may look at them in its office on any working day. The plan administrator keeps an account for "
    "every participant and sends a statement of the account balance four times a year. A participant who thinks that "
    "the statement is wrong should say so in writing, as soon as may be. The account is held in trust apart from the "
    "money of the employer, and creditors of the employer cannot reach it. A beneficiary named on the form of the "
    "recordkeeper receives what is left in the account. Pension insurance does not cover a retirement plan of this kind. "
)
"""Words a plan's papers hold and no feature speaks of: they make a text long enough to be more than an excerpt."""
LONG = "\n## Your rights\n\n" + ABOUT_SUMMARIES * 5
Write = Callable[[str, str], Path]
YES = "You may make voluntary after-tax contributions of 1% to 8% of your pay."
NO = "The Plan does not accept voluntary after-tax contributions."


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a writer of text files, each by its name."""

    def _write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def after_tax(analysis: Analysis) -> Status:
    return analysis.findings["after_tax_contributions"].status


# -- one file ------------------------------------------------------------------------------------------------------


def test_a_plan_in_markdown(plan_md: Path) -> None:
    analysis = analyze(plan_md)
    assert analysis.feasibility.verdict is Verdict.READY
    assert analysis.plan.name is not None
    assert analysis.plan.name.value == "Alder Bay Surgeons 401(k) Plan"
    cap = {fact.name: fact.value for fact in analysis.findings["after_tax_cap"].facts}
    assert cap == {"after_tax_cap_percent": "12"}
    assert list(analysis.findings) == list(FEATURES)
    assert analysis.findings["ira_roll_ins"].status is Status.NOT_ALLOWED
    assert analysis.findings["safe_harbor"].status is Status.SILENT
    assert analysis.coverage.pages == analysis.coverage.pages_read == 1
    assert analysis.coverage.not_checked == NOT_CHECKED


def test_the_same_words_as_text_and_as_markdown(plan_md: Path) -> None:
    text = plan_md.with_suffix(".txt")
    text.write_bytes(plan_md.read_bytes())
    as_text, as_markdown = analyze(text), analyze(plan_md)
    assert {n: f.status for n, f in as_text.findings.items()} == {
        n: f.status for n, f in as_markdown.findings.items()
    }
    assert as_text.source[0].sha256 == as_markdown.source[0].sha256


def test_no_year_named_is_the_latest_on_file(plan_md: Path) -> None:
    latest = known_years(patterns_folder())[-1]
    assert analyze(plan_md).limits.year == latest
    assert analyze(plan_md, plan_year=2024).limits.year == 2024


def test_a_year_nobody_knows_gives_no_dollars(plan_md: Path) -> None:
    analysis = analyze(plan_md, plan_year=2031)
    assert analysis.feasibility.space is None
    assert analysis.limits.amounts == {}
    assert [note.code for note in analysis.notes] == ["unknown_limit_year", "old"]
    with pytest.raises(UnknownLimitYear):
        limits_of(2031, patterns_folder())


def test_the_words_of_a_plan_do_not_depend_on_the_year(plan_md: Path) -> None:
    assert analyze(plan_md, plan_year=2020).findings == analyze(plan_md, plan_year=2026).findings


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    sample = Path(__file__).parent / "pdfs" / "paragraphs.pdf"
    read_one(sample, progress=lambda done, total: told.append((done, total)))
    assert told
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)


def test_tagging_a_text_finds_what_analysing_the_file_finds(plan_md: Path) -> None:
    analysis = analyze(plan_md)
    tagger = Tagger()
    assert tagger.tag_file(plan_md) == analysis.findings
    told = tagger.tag(plan_md.read_text(encoding="utf-8"))
    assert {n: f.status for n, f in told.items()} == {n: f.status for n, f in analysis.findings.items()}


def test_an_empty_text_is_silent() -> None:
    assert {f.status for f in Tagger().tag("").values()} == {Status.SILENT}


# -- several files -------------------------------------------------------------------------------------------------


def test_no_file_named() -> None:
    with pytest.raises(UnreadableFile, match="No file was named"):
        analyze()


@pytest.fixture
def kinds(write: Write) -> dict[str, Path]:
    """Return a summary, a later change of it, and a flyer, which say opposite things."""
    return {
        "spd": write("spd.md", SPD.format(after_tax=NO) + LONG),
        "smm": write("smm.md", SMM.format(date="January 1, 2026", after_tax=YES) + LONG),
        "flyer": write("flyer.md", FLYER.format(after_tax=YES) + LONG),
    }


def test_kinds_are_told_apart(kinds: dict[str, Path]) -> None:
    found = {name: read_one(path).kind for name, path in kinds.items()}
    assert found["spd"].id == "spd"
    assert found["smm"].id == "smm"
    assert found["smm"].authority > found["spd"].authority > found["flyer"].authority


def test_each_file_alone_says_its_own(kinds: dict[str, Path]) -> None:
    told = {name: after_tax(analyze(path)) for name, path in kinds.items()}
    assert told == {"spd": Status.NOT_ALLOWED, "smm": Status.ALLOWED, "flyer": Status.ALLOWED}


def test_the_file_with_more_authority_decides_whatever_their_order(kinds: dict[str, Path]) -> None:
    for paths in ([kinds["spd"], kinds["smm"]], [kinds["smm"], kinds["spd"]]):
        finding = analyze(*paths).findings["after_tax_contributions"]
        assert finding.status is Status.ALLOWED, "the later change beats the summary"
        assert [c.document for c in finding.decided_by] == ["smm.md"]
        assert [c.document for c in finding.against] == ["spd.md"], "what it beats is still shown"
    for paths in ([kinds["spd"], kinds["flyer"]], [kinds["flyer"], kinds["spd"]]):
        assert after_tax(analyze(*paths)) is Status.NOT_ALLOWED, "the summary beats the flyer"


def test_a_change_on_one_page_beats_the_summary_it_changes(write: Write) -> None:
    """Most changes are told on one page; to lose this one is to tell that frozen money may still be put in."""
    spd = write("spd.md", SPD.format(after_tax=YES) + LONG)
    smm = write("smm.md", SMM.format(date="January 1, 2026", after_tax=NO))
    assert after_tax(analyze(spd, smm)) is Status.NOT_ALLOWED


def test_what_one_file_is_silent_on_another_may_tell(kinds: dict[str, Path]) -> None:
    analysis = analyze(kinds["smm"], kinds["spd"])
    assert analysis.findings["roth_deferrals"].status is Status.ALLOWED
    assert analysis.findings["roth_deferrals"].decided_by[0].document == "spd.md"


def test_every_file_is_named_with_its_kind_and_pages(kinds: dict[str, Path]) -> None:
    analysis = analyze(kinds["spd"], kinds["smm"])
    assert [(s.name, s.kind, s.pages) for s in analysis.source] == [
        ("spd.md", "spd", 1),
        ("smm.md", "smm", 1),
    ]
    assert analysis.coverage.pages == 2
    assert len({source.sha256 for source in analysis.source}) == 2


def test_a_file_of_another_subject_is_left_out(kinds: dict[str, Path], write: Write) -> None:
    bread = write("bread.md", RECIPE)
    analysis = analyze(kinds["spd"], bread)
    assert [source.name for source in analysis.source] == ["spd.md"]
    assert analysis.findings == analyze(kinds["spd"]).findings


def test_a_file_left_out_is_told_of(kinds: dict[str, Path], write: Write) -> None:
    analysis = analyze(kinds["spd"], write("bread.md", RECIPE))
    assert any("bread.md" in note.text for note in analysis.notes)


def test_a_short_file_left_out_is_told_of_with_its_reason(kinds: dict[str, Path], write: Write) -> None:
    analysis = analyze(write("bread.md", RECIPE[:900]), kinds["spd"])
    (note,) = analysis.notes
    assert (note.code, note.document) == ("file_left_out", "bread.md")
    assert "hardly uses the words of retirement plans" in note.text
    assert [source.name for source in analysis.source] == ["spd.md"]


# Each grants what a 401(k) plan might, in its own words; none of it may be read as such.
OTHER_PLANS = {
    "pension": (
        "# Tern Island Cash Balance Plan\n## Summary Plan Description\nThis is a defined benefit plan. Pay credits and "
        "interest credits build your accrued benefit, which is paid as a single life annuity. {yes}",
        Verdict.NOT_APPLICABLE,
    ),
    "nonqualified": (
        "# Executive Deferred Compensation Plan\nThe Plan is unfunded and kept for a select group of management; you are a "
        "general creditor. Section 409A sets when you are paid. {yes}",
        Verdict.NOT_APPLICABLE,
    ),
    "health_plan": (
        "# Cafeteria Plan\n## Summary Plan Description\nUnder section 125 you elect a health care FSA or dependent care. "
        "COBRA and HIPAA rights follow. {yes}",
        Verdict.NOT_APPLICABLE,
    ),
    "tax_notice": (
        "# Special Tax Notice\n## Your Rollover Options\nIf you do a rollover within the 60-day rollover period you pay no "
        "tax. The 10% additional income tax may apply. {yes}",
        Verdict.UNKNOWN,
    ),
}
GRANTS = f"{YES} You may convert them to Roth in the Plan. You may withdraw them at any time while employed."


def straight(text: str) -> str:
    """Return a text on one line with straight quotation marks, as the terminal shows them."""
    return " ".join(text.replace("“", '"').replace("”", '"').split())


@pytest.mark.parametrize("kind", OTHER_PLANS)
def test_a_document_of_another_sort_finds_nothing_and_says_so(kind: str, write: Write) -> None:
    text, verdict = OTHER_PLANS[kind]
    analysis = analyze(write("paper.md", text.format(yes=GRANTS)))
    assert (analysis.source[0].kind, analysis.feasibility.verdict) == (kind, verdict)
    assert {f.status for f in analysis.findings.values()} == {Status.SILENT}
    note = analysis.notes[0]
    assert (note.code, note.document) == ("kind", "paper.md")
    assert note.text.startswith("paper.md does not describe a 401(k) or 403(b) plan; it is ")
    assert "Summary Plan Description" in note.text
    for form, part in (("text", 0.5), ("markdown", 0.1), ("html", 0.4)):
        shown = straight(unescape(render(analysis, form)))
        assert 0 <= shown.find(straight(note.text)) < len(shown) * part, f"{form}: at the top"


def test_beside_a_plan_s_summary_it_is_left_out(write: Write) -> None:
    paper = write("paper.md", OTHER_PLANS["pension"][0].format(yes=GRANTS))
    analysis = analyze(paper, write("spd.md", SPD.format(after_tax=NO)))
    assert after_tax(analysis) is Status.NOT_ALLOWED
    assert [source.name for source in analysis.source] == ["spd.md"]
    assert [(note.code, note.document) for note in analysis.notes] == [("file_left_out", "paper.md")]


def test_a_change_alone_asks_for_the_summary_it_changes(kinds: dict[str, Path]) -> None:
    assert [note.code for note in analyze(kinds["smm"]).notes] == ["kind"]
    assert analyze(kinds["smm"], kinds["spd"]).notes == ()


@pytest.mark.parametrize("length", [300, 900, 2400])
def test_a_short_text_of_another_subject_is_refused(write: Write, length: int) -> None:
    with pytest.raises(WrongDocument, match=r"bread\.md"):
        analyze(write("bread.md", RECIPE[:length]))


def test_one_sentence_in_a_file_is_read(write: Write) -> None:
    analysis = analyze(write("one.md", "You may make after-tax contributions of up to 10% of pay."))
    assert after_tax(analysis) is Status.ALLOWED
    assert analysis.source[0].kind == "excerpt"
    assert analysis.notes == ()


def test_nothing_but_another_subject_is_refused(write: Write) -> None:
    with pytest.raises(WrongDocument, match=r"bread\.md"):
        analyze(write("bread.md", RECIPE), write("more_bread.md", RECIPE))


def test_a_file_that_cannot_be_read_stops_the_whole(kinds: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"gone\.pdf"):
        analyze(kinds["spd"], tmp_path / "gone.pdf")


def test_the_same_file_twice_changes_no_answer(kinds: dict[str, Path]) -> None:
    once, twice = analyze(kinds["spd"]), analyze(kinds["spd"], kinds["spd"])
    assert {n: f.status for n, f in once.findings.items()} == {n: f.status for n, f in twice.findings.items()}
    assert once.feasibility.verdict is twice.feasibility.verdict


# -- a booklet of several plans ------------------------------------------------------------------------------------

BOOKLET = """\
# Retirement plans of Quarry Hill University

Summary Plan Description

# Part A. The 401(a) Plan

## Contributions

{first} You may not make Roth contributions to the 401(a) Plan.

The University matches 100% of the first 5% of pay you contribute.

# Part B. The 403(b) Plan

## Contributions

{second} You may make Roth contributions to the 403(b) Plan.

The 403(b) Plan accepts rollovers from other employers' plans.
"""


def booklet(first: str, second: str) -> str:
    return BOOKLET.format(first=first, second=second)


def test_each_plan_of_a_booklet_has_its_own_answer(write: Write) -> None:
    analysis = analyze(write("plans.md", booklet(NO, YES)))
    plans: tuple[Analysis | OtherPlan, ...] = (analysis, *analysis.other_plans)
    told = {plan.plan.type.value: plan.findings for plan in plans if plan.plan.type}
    assert {kind: f["roth_deferrals"].status for kind, f in told.items()} == {
        "401(a)": Status.NOT_ALLOWED,
        "403(b)": Status.ALLOWED,
    }
    assert told["401(a)"]["after_tax_contributions"].status is Status.NOT_ALLOWED
    assert told["403(b)"]["after_tax_contributions"].status is Status.ALLOWED


COLUMNS = """# Savings plans of Marl County

This Summary Plan Description tells of your beneficiary, of vesting and of the plan administrator.

| Feature | 457(b) Plan | 401(k) Plan |
|---|---|---|
| Roth contributions | Not offered | You may make Roth contributions |
| After-tax contributions | Not accepted | You may contribute 1% to 8% of pay after tax |
| Match | The County does not match | 50% of the first 4% of pay |
| Rollovers from IRAs | Not accepted | Accepted from traditional IRAs |
"""
HARDSHIP = "\n## What is a hardship in the 401(k) Plan?\n\nA hardship is an immediate and heavy need.\n"


@pytest.mark.parametrize("more", ["", HARDSHIP], ids=["columns alone", "and a question that names one"])
def test_plans_told_apart_by_the_columns_of_a_table_are_named_by_them(write: Write, more: str) -> None:
    analysis = analyze(write("plans.md", COLUMNS + more))
    plans: tuple[Analysis | OtherPlan, ...] = (analysis, *analysis.other_plans)
    told = {p.plan.name.value: p.findings["after_tax_contributions"].status for p in plans if p.plan.name}
    assert told == {"401(k) Plan": Status.ALLOWED, "457(b) Plan": Status.NOT_ALLOWED}


def test_a_table_of_titles_alone_names_no_plan_and_stops_nothing(write: Write) -> None:
    head, *rows = [line.strip("| ").split(" | ") for line in COLUMNS.splitlines() if line.startswith("| ")]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    titles = "".join(f"<th>{cell}</th>" for cell in head)
    page = (
        "<html><body><h1>Savings plans of Marl County</h1><p>This Summary Plan Description tells of your beneficiary, "
        "of vesting and of the plan administrator.</p><table><tr><th>Fund</th><th>Fee</th></tr></table>"
        f"<p>The plans compare so:</p><table><tr>{titles}</tr>{cells}</table></body></html>"
    )
    analysis = analyze(write("plans.html", page))
    plans: tuple[Analysis | OtherPlan, ...] = (analysis, *analysis.other_plans)
    assert {p.plan.name.value for p in plans if p.plan.name} == {"401(k) Plan", "457(b) Plan"}


@pytest.mark.parametrize(("first", "second", "best"), [(YES, NO, "401(a)"), (NO, YES, "403(b)")])
def test_the_plan_best_suited_stands_first(write: Write, first: str, second: str, best: str) -> None:
    analysis = analyze(write("plans.md", booklet(first, second)))
    assert analysis.plan.type is not None
    assert analysis.plan.type.value == best


def test_every_verdict_has_its_place_in_the_order() -> None:
    assert sorted(VERDICT_ORDER) == sorted(Verdict)
    assert VERDICT_ORDER[0] is Verdict.READY


BARS_HCES = (
    "You may make voluntary after-tax contributions of up to 10% of pay. Highly compensated employees may not make "
    "after-tax contributions."
)


@pytest.mark.parametrize(
    ("said", "room", "why"),
    [
        ({"hce": True}, 0, "shut out"),
        ({"pay_last_year": 300_000}, 0, "by last year's pay"),
        ({"pay_last_year": 100_000}, 20_000, "not one of them"),
    ],
)
def test_whoever_is_shut_out_has_no_room(said: dict[str, object], room: int, why: str, write: Write) -> None:
    file = write("spd.md", SPD.format(after_tax=BARS_HCES))
    told = analyze(file, plan_year=2026, profile=Profile.model_validate({"pay": 200_000, **said})).feasibility
    assert told.space is not None
    assert told.space.space == room, why
    assert (told.space.binding == "HCE excluded") is (room == 0)
