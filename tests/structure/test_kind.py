import pytest

from rothscope.extract.read import read_text
from rothscope.model.document import Document, DocumentKind, Furniture
from rothscope.packs.documents import DocumentExample, load_document_examples
from rothscope.structure.kind import find_kind
from rothscope.structure.sections import find_sections

from .pages import PATTERNS, document_kinds, line, paged, plain, section_kinds

EXAMPLES = load_document_examples(PATTERNS)

SPD = (
    "You may make elective deferrals to the 401(k) plan. Vesting takes five years. Your beneficiary "
    "is your spouse. "
    "Rollover contributions are taken. The agent for service of legal process is the secretary."
)


def kind_of(document: Document) -> DocumentKind:
    return find_kind(document, find_sections(document, section_kinds()), document_kinds())


def text_of(title: str, body: str) -> Document:
    return plain(f"{title}\n\n" + f"{body}\n\n" * 40)


KINDS = [
    ("Acme 401(k) Plan\nSummary Plan Description", SPD, "spd"),
    (
        "SUMMARY OF MATERIAL MODIFICATIONS",
        "This Summary of Material Modifications updates your Summary Plan Description. From next year "
        "the 401(k) plan takes Roth "
        "money; vesting, rollover and hardship rules stay.",
        "smm",
    ),
    (
        "ACME 401(k) PLAN\nAmended and Restated",
        "Compensation shall mean pay. The Employer shall contribute, notwithstanding Section 4. "
        "Rollover, vesting and distribution "
        "rules follow. IN WITNESS WHEREOF it is hereby adopted.",
        "plan_document",
    ),
    (
        "BASIC PLAN DOCUMENT",
        "If elected in the Adoption Agreement, a Participant may make after-tax contributions. The "
        "Adopting Employer states in the "
        "Adoption Agreement if rollover money is taken; vesting and distribution rules too.",
        "basic_plan_document",
    ),
    (
        "ADOPTION AGREEMENT",
        "[X] Roth deferrals are permitted.\n[ ] Rollover contributions are taken.\n[ ] Hardship "
        "distributions. Vesting. Check one.",
        "adoption_agreement",
    ),
    (
        "ADOPTION AGREEMENT",
        "[ ] Roth deferrals are permitted.\n[ ] Rollover contributions are taken.\n[ ] Hardship "
        "distributions. Vesting. Check one.",
        "blank_form",
    ),
    (
        "403(b) Plan - Employer Election Form",
        "[X] Roth deferrals are permitted.\n[ ] Rollover contributions are taken.\n[ ] Hardship "
        "distributions. Vesting. Signature.",
        "adoption_agreement",
    ),
    (
        "Plan Highlights",
        "Your 401(k) takes Roth money. This guide tells of vesting, rollover and hardship rules. Learn "
        "more online.",
        "guide",
    ),
    (
        "Participant Fee Disclosure Notice",
        "The expense ratio of each fund stands in the comparative chart beside its benchmark. Account "
        "balance fees of the retirement "
        "plan; vested participant; rollover charge.",
        "fee_notice",
    ),
    (
        "Safe Harbor Notice",
        "For the plan year beginning in January this notice tells of the safe harbor matching "
        "contribution of the 401(k). Vesting, "
        "hardship and rollover rules.",
        "safe_harbor_notice",
    ),
    (
        "SPECIAL TAX NOTICE",
        "A 60-day rollover goes to an IRA. The 10% additional income tax applies before 59½. If you do "
        "a rollover to a Roth IRA you "
        "pay tax on the distribution; a beneficiary may too.",
        "tax_notice",
    ),
    (
        "Form 5500\nAnnual Return/Report of Employee Benefit Plan",
        "OMB Nos. 1210-0110. Retirement plan participant counts, vested, beneficiary, distribution.",
        "form_5500",
    ),
    (
        "Executive Deferred Compensation Plan",
        "It is unfunded and kept for a select group of management, who are general creditors under a "
        "rabbi trust. Section 409A rules "
        "every distribution.",
        "nonqualified",
    ),
    (
        "Acme Pension Plan\nSummary Plan Description",
        "Your monthly pension is figured from credited service and final average pay. The accrued "
        "benefit is paid as a single life "
        "annuity. The agent for service of legal process is the secretary. Vesting takes five years; "
        "your beneficiary; retirement plan.",
        "pension",
    ),
    (
        "Acme Health Plan\nSummary Plan Description",
        "Your deductible is $500 and the copay $20. Out-of-network care has coinsurance. COBRA lets a "
        "beneficiary keep coverage. "
        "Prescription drug costs count.",
        "health_plan",
    ),
    (
        "Employee Handbook",
        "Vacation and paid time off are earned monthly. Sick leave and holidays are paid. The 401(k) "
        "has a match, vesting, Roth and "
        "rollover rules.",
        "handbook",
    ),
    (
        "Grandmother's Kitchen",
        "A roux is flour cooked in butter until golden. Add the milk slowly and stir all the time.",
        "other",
    ),
    (
        "User Manual",
        "The scheduler plans the distribution of jobs over all nodes. Roll over the log files weekly "
        "and restart every process.",
        "other",
    ),
    (
        "Our thoughts",
        "A 401(k) may take Roth money. Vesting differs. A rollover may come from an IRA. Hardship rules "
        "differ as well.",
        "plan_text",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e.is_}: {e.because}" for e in EXAMPLES])
def test_the_examples_of_the_pack(example: DocumentExample) -> None:
    """Near misses among them: words of another kind in plenty, and yet this one."""
    kind = kind_of(read_text(example.text))
    assert kind.id == example.is_, kind.because


def test_every_kind_has_an_example() -> None:
    kinds = {kind.id for kind in document_kinds().kinds}
    assert kinds <= {example.is_ for example in EXAMPLES}


def test_what_is_hardly_about_the_plan_s_rules_says_what_to_get() -> None:
    """Only what tells the whole plan, or a text nobody can name, goes without."""
    whole = {"spd", "plan_document", "adoption_agreement"}
    assert {kind.id for kind in document_kinds().kinds if not kind.advice} == whole


@pytest.mark.parametrize(
    ("title", "body", "expected"), KINDS, ids=[f"{case[2]}: {case[0][:20]}" for case in KINDS]
)
def test_kinds(title: str, body: str, expected: str) -> None:
    assert kind_of(text_of(title, body)).id == expected


def test_a_short_text_that_names_nothing_is_an_excerpt() -> None:
    kind = kind_of(plain("After-tax contributions are allowed."))
    assert (kind.id, kind.readable) == ("excerpt", True)


STOPS = "The Plan does not accept after-tax contributions from January 1 on."
SHORT = [
    ("SUMMARY OF MATERIAL MODIFICATIONS\n\nAcme 401(k) Plan", STOPS, "smm"),
    ("Acme 401(k) Plan\n\nSummary of Material\nModifications", STOPS, "smm"),
    (
        "Summary of Material Modifications\nto the Summary Plan Description",
        f"Plan sponsor: Acme. Plan number: 001. {STOPS}",
        "smm",
    ),
    ("Acme 401(k) Plan - notice of plan change, January 2026", STOPS, "smm"),
    ("Acme 401(k) Plan", f"This is a notice of plan change. {STOPS}", "smm"),
    ("Acme 401(k) Plan", f"By plan amendment no. 3 the rules change. {STOPS}", "smm"),
    ("Plan Amendment No. 3", STOPS, "plan_document"),
    ("SECOND AMENDMENT TO THE ACME 401(K) PLAN", STOPS, "plan_document"),
    ("Acme 401(k) Plan", f"Section 4.1 of the Plan is hereby amended. {STOPS}", "plan_document"),
    ("Acme 401(k) Plan\nSummary Plan Description", f"This summary describes the Plan. {STOPS}", "spd"),
    ("Special Tax Notice", "If you do a rollover to a Roth IRA you pay tax.", "tax_notice"),
    ("Acme Health Plan", "COBRA. The deductible and the copay. Coinsurance. HIPAA. Employer.", "health_plan"),
    ("ADOPTION AGREEMENT", "Check one.\n[ ] Roth\n[ ] After-tax\n[ ] Loans\n[ ] 401(k)", "blank_form"),
    ("Plan Amendment or Termination", f"The employer may end the Plan. {STOPS}", "excerpt"),
    ("In-Service Withdrawals", "At 59½ a participant may withdraw from the Plan.", "excerpt"),
    ("Feature / 403(b) Basic Plan / 457(b)", STOPS, "excerpt"),
    ("Your money", "The plan document allows after-tax contributions.", "excerpt"),
    ("Your money", f"You are sent a summary of material modifications. {STOPS}", "excerpt"),
    ("Amendment No. 3", "The tenant shall keep two dogs and no cat in the house.", "other"),
    ("Barley soup", "Rinse the barley and let it stand overnight. Serve with bread.", "other"),
]


@pytest.mark.parametrize(("title", "body", "expected"), SHORT, ids=[f"{c[2]}: {c[0][:20]}" for c in SHORT])
def test_a_short_page_says_what_it_is(title: str, body: str, expected: str) -> None:
    kind = kind_of(plain(f"{title}\n\n{body}"))
    assert kind.id == expected, kind.because


def test_a_short_page_has_the_authority_of_its_kind_and_the_weight_of_an_excerpt() -> None:
    kinds = document_kinds()
    smm = next(kind for kind in kinds.kinds if kind.id == "smm")
    short = kind_of(plain(f"Summary of Material Modifications\n\n{STOPS}"))
    assert (short.authority, short.weight) == (smm.authority, kinds.excerpt.weight)
    assert short.because == "“summary of material modification” stands in its title"


def test_a_sentence_over_two_lines_is_no_title() -> None:
    text = (
        "You may ask your employer at any time for a notice of change\nof address. The Plan takes Roth money."
    )
    assert kind_of(plain(text)).id == "excerpt"


def test_the_longer_a_short_text_the_more_plan_words_it_needs() -> None:
    filler = "The barley stands overnight and is cooked until it is soft. "
    assert kind_of(plain("The employer gave a loan. " + filler * 5)).id == "excerpt"
    assert kind_of(plain("The employer gave a loan. " + filler * 36)).id == "other"


def test_what_is_not_readable_says_what_to_get_instead() -> None:
    for kind in (document_kinds().other, *document_kinds().kinds):
        assert kind.readable or (kind.advice and kind.advice.endswith("."))


def test_the_reason_names_the_words_and_their_place() -> None:
    assert kind_of(text_of("Acme 401(k) Plan\nSummary Plan Description", SPD)).because == (
        "“summary plan description” stands in its title"
    )


def test_a_plan_that_mentions_its_pension_is_no_pension() -> None:
    kind = kind_of(
        text_of("Acme Savings Plan\nSummary Plan Description", SPD + " The pension plan has its own booklet.")
    )
    assert kind.id == "spd"


def test_a_heading_deep_inside_does_not_title_the_document() -> None:
    pages = [
        [line("Summary Plan Description", 0, size=20), *[line(SPD, row) for row in range(2, 30)]]
        for _ in range(3)
    ]
    pages.append([line("Special Tax Notice", 0, size=20), *[line(SPD, row) for row in range(2, 30)]])
    assert kind_of(paged(pages)).id == "spd"


def test_authority_follows_what_each_document_proves() -> None:
    rank = {kind.id: kind.authority for kind in document_kinds().kinds}
    order = [
        "plan_document",
        "adoption_agreement",
        "smm",
        "spd",
        "guide",
        "safe_harbor_notice",
        "fee_notice",
        "tax_notice",
    ]
    assert sorted(order, key=lambda name: -rank[name]) == order


def test_a_tax_notice_listed_in_the_contents_does_not_title_the_document() -> None:
    entry = line("Special Tax Notice 14", 3, furniture=Furniture.CONTENTS)
    body = [line(SPD, row) for row in range(5, 30)]
    notice = [
        line("A 60-day rollover goes to an IRA. If you do a rollover you pay no tax.", row)
        for row in range(30)
    ]
    kind = kind_of(paged([[line("Retirement Plans", 0, size=20), entry, *body], body, notice]))
    assert kind.readable, kind.because
