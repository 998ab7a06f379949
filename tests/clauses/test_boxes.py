"""Options that say no more than a name, in the list of a form: ticked ones give, empty ones beside them refuse."""

from pathlib import Path

import pytest

from rothscope.analyze import Tagger, settle
from rothscope.clauses.around.boxes import read_boxes
from rothscope.model.clause import Force, Polarity
from rothscope.packs.documents import load_documents
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language
from rothscope.reading import read_bare, read_one
from rothscope.resolve import resolve

FORM = "# Adoption Agreement\n\nThe Employer adopts the 401(k) Plan. Check each that applies.\n\n## {under}\n\n{boxes}\n"
FROM = "Rollovers are accepted from the following:\n"
FORMS = [
    # heading, boxes, feature, what it comes to, why
    ("Contributions", "[X] Roth Deferrals\n[ ] After-Tax Contributions", "roth_deferrals", "allowed",
     "ticked in the list of what the plan takes"),
    ("Contributions", "[X] Roth Deferrals\n[ ] Voluntary After-Tax Contributions", "after_tax_contributions",
     "not_allowed", "left empty beside a ticked one"),
    ("Contributions", "[ ] Roth Deferrals\n[ ] After-Tax Contributions", "after_tax_contributions",
     "mentioned_only", "nobody filled in this list"),
    ("Contributions", "[X] Roth Deferrals\n[ ] After-Tax Contributions are capped at 5% of pay",
     "after_tax_contributions", "mentioned_only", "the option is about a cap"),
    ("Matching Contributions", "[X] Roth Deferrals\n[ ] After-Tax Contributions", "after_tax_contributions",
     "mentioned_only", "the list is of what is matched"),
    ("Hardship Withdrawals", "[X] Roth Deferrals\n[X] After-Tax Contributions", "after_tax_contributions",
     "mentioned_only", "the list is of what may be paid out"),
    ("Contributions", "[X] Roth Deferrals\n[ ] Rollover Contributions from IRAs", "rollovers_from_plans",
     "mentioned_only", "only one sort of rollover is left out"),
    ("Rollover Contributions", FROM + "[X] plans under section 401(a)\n[ ] traditional IRAs, as to taxable amounts",
     "ira_roll_ins", "not_allowed", "left empty in a list that a colon opens"),
    ("Rollover Contributions",
     FROM + "[X] traditional IRAs, as to taxable amounts\n[ ] traditional IRAs, with amounts taxed already",
     "ira_roll_ins", "allowed", "of two that name it one is ticked"),
    ("Rollover Contributions", FROM + "[ ] plans under section 401(a)\n[ ] traditional IRAs, as to taxable amounts",
     "ira_roll_ins", "mentioned_only", "nobody filled in the list"),
    ("Withdrawals", "(e) Distributions at age 59½: [ ] permitted [ ] not permitted", "in_service_59_half",
     "mentioned_only", "a name before empty boxes gives nothing"),
    ("Withdrawals", "(e) Distributions at age 59½: [X] permitted [ ] not permitted", "in_service_59_half",
     "allowed", "one of the boxes behind the name is ticked"),
    ("Rollovers", "Loans are: [X] Permitted [ ] Not permitted\nROLLOVERS FROM PLANS: 1. [ ] Accepted 2. [X] Not accepted",
     "rollovers_from_plans", "not_allowed", "a ticked no stands, whatever the lines around it say"),
    ("Loans", "Loans may be repaid from:\n[X] pay\n[ ] traditional IRAs, as to taxable amounts",
     "ira_roll_ins", "silent", "the list is of something else"),
    ("Contributions", "[X] Roth Deferrals\n[ ] Highly Compensated Employees may not make After-Tax Contributions",
     "hce_limit", "mentioned_only", "a limit that is not ticked refuses nothing"),
    ("Contributions", "C-1 Deferrals. [X] yes [ ] other: ___\nC-2 After-Tax Contributions (Section 3.06). Choose one.\n"
     "[X] Participants may not make After-Tax Contributions.\n[ ] Participants may make them.",
     "after_tax_contributions", "not_allowed", "the next item of a form begins behind the boxes of the last"),
    ("Employee Contributions", "D-4 Automatic enrollment. [X] none [ ] QACA\nD-5 After-Tax Contributions. [X] Yes [ ] No",
     "safe_harbor", "mentioned_only", "what is left empty is a way to enroll, no contribution"),
    ("Contributions", "[X] Roth Deferrals\n[ ] Conversion of after-tax balances to Roth within the Plan",
     "in_plan_roth_conversion", "not_allowed", "left empty in a list of what the plan has"),
    ("Rollover Contributions", "Rollovers are taken. The Plan takes them from:\n[ ] plans under section 401(a)\n[ ] IRAs",
     "rollovers_from_plans", "allowed", "a sentence of its own gives, whatever is left open below"),
    ("Rollover Contributions", "The Plan takes rollovers from:\n[ ] plans under section 401(a)\n[ ] IRAs",
     "rollovers_from_plans", "mentioned_only", "a sentence that its boxes finish gives nothing where all are empty"),
    ("Contributions", "[X] After-tax contributions (not Roth). The most you may put in, as a share of pay: 10 %\n[X] Roth",
     "after_tax_cap", "allowed", "a sentence behind a name is about what that names"),
    ("A. Matching Contributions", "Check one:\n[ ] None.\n[X] A discretionary Matching Contribution, at a rate set yearly.",
     "match", "allowed", "under a heading that names it, behind a bare request to choose"),
    ("Employer Contributions", "1. Safe harbor: [X] matching contribution of 100% of deferrals up to 4% of pay\n"
     "2. Additional matching contribution: [X] None [ ] Discretionary", "match", "allowed", "no second match besides"),
    ("Contributions", "3.1 Roth Deferrals: ◯ not permitted ⦿ permitted", "roth_deferrals", "allowed", "large circles"),
    ("In-Service Distributions", "Deferral Match ER\n☐ ☒ ☒ (a) No distributions in service\n☒ ☐ ☐ (b) Attainment of age 59½",
     "in_service_59_half", "conditional", "of the boxes before an option one is ticked, each under its column's title"),
    ("In-Service Distributions", "Deferral Match ER\n☐ ☐ ☐ (a) No distributions in service\n☒ ☒ ☒ (b) Attainment of age 59½",
     "in_service_59_half", "allowed", "all are ticked"),
    ("In-Service Distributions", "For all kinds of money\n☒ ☐ ☐ (b) Attainment of age 59½\n☒ ☒ ☒ (c) Hardship",
     "in_service_59_half", "conditional", "which column is ticked is not known"),
    ("In-Service Distributions", "Events\n[ ] (a) Attainment of age 59½\n[X] (b) Hardship", "in_service_59_half",
     "not_allowed", "a need that is ticked gives no withdrawal at an age"),
    ("Withdrawals", "6.2 Withdrawals while employed, from age 59½:\n[ ] (a) are not permitted.\n[X] (b) are permitted.\n"
     "6.3 A withdrawal under Section 6.2 may be taken from the Accounts selected below and from no other:\n"
     "[X] (a) Deferral Account\n[ ] (b) Matching Account", "in_service_59_half", "conditional",
     "a list of its own says from what money it may be taken"),
    ("Withdrawals", "6.2 Withdrawals while employed, from age 59½:\n[ ] (a) are not permitted.\n[X] (b) are permitted.\n"
     "6.3 A loan under Section 6.5 may be taken from the Accounts selected below:\n"
     "[X] (a) Deferral Account\n[ ] (b) Matching Account", "in_service_59_half", "allowed", "another section"),
    ("Withdrawals", "F-3 In-service distribution at age 59½ (Section 7.05).\n[ ] (a) not allowed\n"
     "[X] (b) allowed, but only from the Accounts marked:\n[X] Deferral Account\n[ ] Matching Account",
     "in_service_59_half", "conditional", "a lettered number and a title caption the boxes below"),
    ("Conversions", "In-Plan Roth Rollovers. The Plan [X] does [ ] does not provide for In-Plan Roth Rollovers. "
     "If it does, these amounts may be rolled over:\n[X] (a) only amounts that may be distributed\n[ ] (b) any",
     "in_plan_roth_conversion", "conditional", "what follows two options belongs to neither"),
    ("Employer Contributions", "D-1 Matching contribution\nNone [ ]  Fixed [X]  Other [ ]", "match", "allowed",
     "what is ticked instead of None gives what the label names"),
    ("Employer Contributions", "D-1 Matching contribution\nNone [ ]  Fixed [ ]  Other [ ]", "match", "mentioned_only",
     "nothing is ticked instead of None"),
    ("Employer Contributions", "D-1 Last day rule for the matching contribution\nNone [ ]  Applies [X]", "match",
     "mentioned_only", "a rule for it is not the thing itself"),
    ("Withdrawals", "F-3 After-tax account carried over from the old plan\nPermitted [ ]  Not permitted [X]",
     "in_service_after_tax", "not_allowed", "where the money came from does not make the choice a past one"),
    ("Withdrawals", "Accounts other than the After-Tax Account\n[X] may not be withdrawn before severance from employment",
     "in_service_after_tax", "mentioned_only", "the label leaves it out of what is said under it"),
    ("Employer Contributions", "Must a participant be employed on the last day to receive the match?\n[ ] Yes [X] No",
     "match", "mentioned_only", "a no to what must be done first refuses nothing"),
    ("7 Matching and safe harbor contributions", "Matching Contributions:\n[ ] None\n[X] 50% of Deferrals up to 6% of pay",
     "safe_harbor", "mentioned_only", "of a heading's two features its label names the other"),
    ("After-tax contributions", "Separate limit on after-tax contributions of Highly "
     "Compensated Employees\n[X] No separate limit\n[ ] Limit", "after_tax_contributions", "mentioned_only",
     "what follows a no makes it no bare one"),
    ("Rollovers", "The Plan accepts rollover contributions from\n[ ] qualified plans\n[ ] The Plan does not accept rollover "
     "contributions.", "rollovers_from_plans", "mentioned_only", "a sentence that empty boxes go on with gives nothing"),
    ("After-tax contributions", "[ ] The Plan permits after-tax contributions, not to exceed ____% of pay.\n"
     "[ ] The Plan does not permit after-tax contributions.", "after_tax_contributions", "mentioned_only",
     "a refusal that nobody ticked refuses nothing"),
    ("Contributions", "Election | Choice\nAfter-tax contributions | N/A\nCatch-up | [X] Yes", "after_tax_contributions",
     "not_allowed", "N/A written beside the name leaves it out, whatever stands in the list"),
    ("Contributions", "Election | Choice\nAge for in-plan Roth conversions | N/A\nCatch-up | [X] Yes",
     "in_plan_roth_conversion", "mentioned_only", "N/A beside a detail of it leaves out the detail alone"),
    ("Matching Contributions", "Type of match (check one):\n[X] Fixed match of 50%\n[ ] Safe Harbor Matching Contributions, "
     "as the addendum says", "safe_harbor", "not_allowed", "left empty where its words would give it"),
    ("Contributions", "After-tax contributions (check one):\n[X] Frozen. Participants may not make after-tax contributions."
     "\n[ ] Not applicable.", "after_tax_contributions", "not_allowed", "a ticked refusal gives nothing beside an empty no"),
    ("Employer Contributions", "Does the Employer match deferrals?\n[ ] Yes [X] No", "match", "not_allowed",
     "a no to whether there is one"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("under", "boxes", "feature", "status", "why"), FORMS, ids=[form[-1] for form in FORMS]
)
def test_boxes_of_a_form(under: str, boxes: str, feature: str, status: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "agreement.md"
    path.write_text(FORM.format(under=under, boxes=boxes), encoding="utf-8")
    finding = settle(read_one(path).clauses, patterns_folder())[feature]
    assert finding.status.value == status, (why, finding.reason)


def test_where_nobody_ticked_a_box_none_refuses(tmp_path: Path) -> None:
    folder = patterns_folder()
    for box, votes in (("[ ]", False), ("[X]", True)):
        path = tmp_path / "agreement.md"
        boxes = f"The Plan accepts rollovers from\n[ ] traditional IRAs\n\n## Loans\n\n{box} Loans are made."
        path.write_text(FORM.format(under="Rollovers", boxes=boxes), encoding="utf-8")
        reading = read_one(path)
        refused = {"polarity": Polarity.DENIES, "force": Force.OPERATIVE}
        guessed = [
            clause.model_copy(update=refused)
            for clause in reading.clauses
            if clause.feature == "ira_roll_ins"
        ]
        packs, kinds = load_language(folder).features, load_documents(folder)
        read = read_boxes(guessed, reading.passages, packs, kinds, chooses=True)
        assert [clause.votes for clause in read] == [votes], box


TORN = [
    # a piece of a form, feature, what it comes to, why
    (
        "12. Contributions permitted under the Plan (check all that apply):\n[X] Catch-up Contributions\n"
        "[X] Voluntary After-Tax Contributions\n[ ] Roth Deferrals",
        "after_tax_contributions",
        "allowed",
        "a ticked name in a list of what may be put in",
    ),
    (
        "Rollovers into the Plan are accepted from:\n[_] governmental 457(b) plans\n[_] 403(b) plans\n[_] traditional IRAs",
        "rollovers_from_plans",
        "mentioned_only",
        "brackets around a line are empty boxes, and what opens them gives nothing",
    ),
    (
        "The Plan accepts rollovers from (check each that applies):\n_____ governmental 457(b) plans\n"
        "_____ an IRA described in Code section 408(a)",
        "rollovers_from_plans",
        "mentioned_only",
        "several blanks before small letters are boxes that nobody marked",
    ),
    (
        "9. The following contributions may be made (check each that applies):\n[X] Rollover Contributions\n"
        "[ ] Roth 401(k) Contributions\n[X] Employee after-tax contributions (other than Roth)",
        "roth_deferrals",
        "mentioned_only",
        "a ticked option that names Roth only to leave it out speaks for no Roth",
    ),
    (
        "(h) Rollovers into the Plan are accepted from:\n[X] an IRA described in Code section 408(a)\n[ ] 403(b) plans\n\n"
        "(i) Loans:\n[X] are permitted",
        "rollovers_from_plans",
        "mentioned_only",
        "of the sources another one is ticked",
    ),
    (
        "2.2 A Participant may take a distribution while employed on these events (check all that apply):\n_____ None\n"
        "__X__ Hardship\n_____ the Voluntary After-Tax Contribution Account, at any time\n__X__ reaching age 59½",
        "in_service_after_tax",
        "mentioned_only",
        "a blank before a small letter is an empty box beside one with a cross, and no heading",
    ),
    (
        "Does the Plan accept rollovers from IRAs?\n[X] Yes\n[ ] No\n2.6 May one make Roth deferrals? [ ] Yes  [X] No",
        "roth_deferrals",
        "not_allowed",
        "a question with boxes is about itself, whatever was asked before",
    ),
    (
        "1.7 Contributions made under the Plan:\n[X] Profit Sharing Contributions\n\n"
        "(s) After-Tax Employee Contributions (select one):\n[ ] are not permitted\n[X] are permitted",
        "after_tax_contributions",
        "allowed",
        "a ticked answer keeps its vote",
    ),
]


@pytest.mark.parametrize(("text", "feature", "status", "why"), TORN, ids=[row[-1] for row in TORN])
def test_boxes_of_a_piece_of_a_form(text: str, feature: str, status: str, why: str) -> None:
    silent = {"silent", "mentioned_only"}
    found = Tagger().tag(text)[feature].status.value
    assert found == status or {found, status} <= silent, why


REQUEST = """
Withdrawal Request Form

401(k) Savings Plan of Pell Harbor

Name ______ Date of birth ______ Social security number ______ Daytime phone ____ Signature ______

{}
"""
ASKED_FOR = [
    (
        "[ ] After-tax withdrawal. While employed you may ask for this at any age.",
        "in_service_after_tax",
        "allowed",
        "the plan's word",
    ),
    (
        "[ ] After-tax withdrawal. I ask for this at any age.",
        "in_service_after_tax",
        "mentioned_only",
        "the participant's word",
    ),
    ("[ ] After-tax withdrawal.", "in_service_after_tax", "mentioned_only", "a choice nobody made"),
    (
        "[ ] After-tax withdrawal. If your plan permits, you may ask for this.",
        "in_service_after_tax",
        "mentioned_only",
        "of no plan",
    ),
]


@pytest.mark.parametrize(("option", "feature", "status", "why"), ASKED_FOR, ids=[row[3] for row in ASKED_FOR])
def test_what_a_form_for_participants_says_behind_a_box(
    option: str, feature: str, status: str, why: str
) -> None:
    reading = read_bare(REQUEST.format(option), patterns_folder())
    assert reading.kind.id == "participant_form"
    assert resolve(feature, feature, reading.clauses).status.value == status, why
