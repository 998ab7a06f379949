import pytest

from rothscope.model.document import Document, Section
from rothscope.structure.headings import RUN_IN
from rothscope.structure.sections import find_sections

from .pages import line, paged, plain, section_kinds

LONG = "You may save part of your pay under this plan, and the employer adds its own money to what you save."


def sections(document: Document) -> tuple[Section, ...]:
    return find_sections(document, section_kinds())


HEADINGS = [
    (f"AFTER-TAX CONTRIBUTIONS\n{LONG}", ["AFTER-TAX CONTRIBUTIONS"], "capitals"),
    (f"6. Rollover Contributions\n{LONG}", ["6. Rollover Contributions"], "a number and title case"),
    (
        f"Roth in-Plan conversions\n{LONG}",
        ["Roth in-Plan conversions"],
        "short, no full stop, longer text under it",
    ),
    (f"Can I take a loan?\n{LONG}", ["Can I take a loan?"], "a question by itself"),
    (f"After-Tax Contribution Election. {LONG}", ["After-Tax Contribution Election"], "a run-in heading"),
    (f"Eligibility: {LONG}", ["Eligibility"], "a run-in heading with a colon"),
    (f"ARTICLE IV.\n{LONG}", ["ARTICLE IV."], "nothing but a number"),
    (f"{LONG}\n{LONG}", [], "plain text"),
    ("You can make:\n• Roth contributions.", [], "a sentence that opens a list"),
    ("Elective Deferrals are\n[X] permitted.", [], "a sentence its boxes finish"),
    ("Roth conversions\nAvailable\nLoans\nNot available", [], "labels with their answers"),
    (f"What is this?\nNo. {LONG}", ["What is this?"], "an answer is no heading"),
    (f"Thanks. {LONG}", [], "one word with a stop is no heading"),
    ("Acme Trust Company\n12 Main Street\nAlbany, NY 12207", ["Acme Trust Company"], "an address is none"),
    ("Contributions ........ 7\nLoans ........ 9", [], "a contents line"),
]


@pytest.mark.parametrize(("text", "expected", "why"), HEADINGS, ids=[case[2] for case in HEADINGS])
def test_headings_of_plain_text(text: str, expected: list[str], why: str) -> None:
    found = [section.heading for section in sections(plain(text))]
    assert found[: len(expected)] == expected, why
    if not expected:
        assert found == [], why


KINDS = [
    ("Definitions", "glossary"),
    ("Your Rollover Options", "tax_notice"),
    ("SPECIAL TAX NOTICE FOR PLAN PAYMENTS", "tax_notice"),
    ("Special Tax Notise", "tax_notice"),
    ("Prior Plan Provisions", "prior_plan"),
    ("Example", "examples"),
    ("Rollovers Into the Plan", "rollovers_in"),
    ("Distributions Prior to Termination of Employment", "withdrawals_in_service"),
    ("Distributions Upon Termination of Employment", "distributions_after_leaving"),
    ("Roth 403(b) After-Tax Contributions", "roth"),
    ("Traditional After-Tax Contributions", "after_tax"),
    ("In-Plan Roth Rollover Contribution", "conversion"),
    ("WITHDRAWING MONEY FROM THE PLAN (& LOANS)", "withdrawals"),
    ("Statement of ERISA Rights", "erisa_rights"),
    ("Parking", "body"),
]


@pytest.mark.parametrize(("heading", "kind"), KINDS)
def test_the_kind_a_heading_names(heading: str, kind: str) -> None:
    assert [section.kind for section in sections(plain(f"{heading}\n{LONG}"))] == [kind]


def test_a_kind_without_force_gives_way_to_a_forceful_one_around_it() -> None:
    found = sections(
        paged(
            [
                [
                    line("Glossary", 0, size=18),
                    line("Match", 2, size=13),
                    line(LONG, 3),
                    line("Loans", 5, size=18),
                    line(LONG, 6),
                ]
            ]
        )
    )
    assert [(section.heading, section.kind, section.path) for section in found] == [
        ("Glossary", "glossary", ()),
        ("Match", "glossary", ("Glossary",)),
        ("Loans", "loans", ()),
    ]


def test_a_tax_notice_runs_on_until_a_heading_that_is_clearly_no_part_of_it() -> None:
    text = "\n\n".join(
        f"{heading}\n{LONG}"
        for heading in (
            "SPECIAL TAX NOTICE",
            "SPECIAL RULES",
            "IF YOU HAVE AN OUTSTANDING LOAN",
            "HOW MUCH MAY I ROLL OVER",
            "CLAIMS PROCEDURES",
        )
    )
    assert [section.kind for section in sections(plain(text))] == ["tax_notice"] * 4 + ["claims"]


def test_entries_of_a_table_of_contents_stay_in_it() -> None:
    entries = ["ELIGIBILITY", "LOANS", "DEFINITIONS"]
    text = (
        "TABLE OF CONTENTS\n" + "\n".join(entries) + "\n" + "\n".join(f"{entry}\n{LONG}" for entry in entries)
    )
    kinds = [section.kind for section in sections(plain(text))]
    assert kinds == ["contents"] * 4 + ["eligibility", "loans", "glossary"]


def test_levels_follow_the_size_of_type() -> None:
    found = sections(
        paged(
            [
                [
                    line("Savings Plan", 0, size=24),
                    line("Contributions", 2, size=14),
                    line("Match", 4, size=11.5),
                    line(LONG, 5),
                    line("Loans", 7, size=14),
                    line(LONG, 8),
                ]
            ]
        )
    )
    assert [(section.heading, section.level, section.path) for section in found] == [
        ("Savings Plan", 1, ()),
        ("Contributions", 2, ("Savings Plan",)),
        ("Match", 3, ("Savings Plan", "Contributions")),
        ("Loans", 2, ("Savings Plan",)),
    ]


def test_a_heading_set_large_may_take_two_lines() -> None:
    found = sections(
        paged([[line("Establishing Your", 0, size=24), line("Account", 2, size=24), line(LONG, 5)]])
    )
    assert [section.heading for section in found] == ["Establishing Your Account"]


def test_a_question_heading_may_take_two_lines() -> None:
    first, second = "Can I change my contribution rate or stop making deferrals", "after I start?"
    found = sections(plain(f"{LONG}\n\n{first}\n{second}\n{LONG}"))
    assert [section.heading for section in found] == [f"{first} {second}"]


def test_a_paragraph_that_opens_in_bold_is_no_heading() -> None:
    lines = [
        line(LONG, 0, width=450),
        line("If you are a clinic employee hired before August", 2, bold=True, gap=True, width=430),
        line("1, 2010, you still have an account with us.", 3, width=300),
    ]
    assert sections(paged([lines])) == ()


def test_a_run_in_heading_has_the_deepest_level() -> None:
    assert [section.level for section in sections(plain(f"Hardship Withdrawals. {LONG}"))] == [RUN_IN]
