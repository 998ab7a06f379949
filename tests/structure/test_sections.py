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
    (
        f"3.6 Rollover Contributions (Section 3.11). {LONG}",
        ["3.6 Rollover Contributions (Section 3.11)"],
        "one that refers to a section",
    ),
    (f"Eligibility: {LONG}", ["Eligibility"], "a run-in heading with a colon"),
    (f"ARTICLE IV.\n{LONG}", ["ARTICLE IV."], "nothing but a number"),
    (f"{LONG}\n{LONG}", [], "plain text"),
    (
        "C-4 Moving of vested accounts to a Roth account of the Plan\nPermitted [X]  Not permitted [ ]",
        ["C-4 Moving of vested accounts to a Roth account of the Plan"],
        "a numbered title over boxes, longer than a label",
    ),
    (
        "D-6 Rollover Contributions (Section 3.08).\n[X] taken from plans\n[ ] not taken",
        ["D-6 Rollover Contributions (Section 3.08)."],
        "a letter, a number and a title with a stop over boxes",
    ),
    ("You can make:\n• Roth contributions.", [], "a sentence that opens a list"),
    ("Elective Deferrals are\n[X] permitted.", [], "a sentence its boxes finish"),
    ("Roth conversions\nAvailable\nLoans\nNot available", [], "labels with their answers"),
    (f"What is this?\nNo. {LONG}", ["What is this?"], "an answer is no heading"),
    (f"Thanks. {LONG}", [], "one word with a stop is no heading"),
    ("Acme Trust Company\n12 Main Street\nAlbany, NY 12207", ["Acme Trust Company"], "an address is none"),
    (
        "Maximum after-tax contribution (percent of pay) 8 %\n[X] No other limit",
        [],
        "a label with its amount filled in",
    ),
    (f"\u201cAt My Last Job They Let You\n{LONG}", [], "what somebody says, broken off"),
    (f"\u201cSame Check, Different Bucket.\u201d\n{LONG}", [], "what somebody says"),
    (
        f"\u201cHighly Compensated\u201d Employees\n{LONG}",
        ["\u201cHighly Compensated\u201d Employees"],
        "a name in quotation marks",
    ),
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
    ("Part F. Distributions and Loans", "withdrawals"),
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


def notice(*after: tuple[str, float]) -> list[tuple[str, str]]:
    """Return (heading, kind) of two chapters, a tax notice and what comes after its title, each with its size."""
    headings = [("Joining", 17.0), ("Who may join", 12.5), ("Leaving", 17.0), *after]
    lines = []
    for at, (text, size) in enumerate(headings):
        lines += [line(text, 4 * at, size=size, gap=True), line(LONG, 4 * at + 2, gap=True)]
    return [(section.heading, section.kind) for section in sections(paged([lines]))][3:]


NOTICE = "Special Tax Notice"
NOTICES = [
    (
        (
            (NOTICE, 17.0),
            ("What is a rollover?", 12.5),
            ("The fine print", 17.0),
            ("May the plan end?", 12.5),
        ),
        ["tax_notice", "tax_notice", "body", "body"],
        "a chapter set like those before ends it once it has had parts of its own",
    ),
    (
        (
            (NOTICE, 12.5),
            ("Special cases", 14.0),
            ("In-plan Roth rollovers", 14.0),
            ("Limits and tests", 17.0),
        ),
        ["tax_notice", "tax_notice", "tax_notice", "body"],
        "its own headings may be set larger than its title; a chapter is set like the chapters before",
    ),
    (
        ((NOTICE, 17.0), ("Special cases", 17.0), ("If you owe a loan", 17.0), ("Claims", 17.0)),
        ["tax_notice", "tax_notice", "tax_notice", "claims"],
        "without parts of lower rank only another known kind ends it",
    ),
    (
        ((NOTICE, 12.5), ("Changes", 12.5), ("Loans", 12.5)),
        ["tax_notice", "tax_notice", "loans"],
        "the same where it is itself a part of a chapter",
    ),
]


@pytest.mark.parametrize(("after", "kinds", "why"), NOTICES, ids=[case[2][:40] for case in NOTICES])
def test_where_a_tax_notice_ends(after: tuple[tuple[str, float], ...], kinds: list[str], why: str) -> None:
    assert [kind for _, kind in notice(*after)] == kinds, why


OPENINGS = [
    (
        "APPENDIX. YOUR DISTRIBUTION AND YOUR TAXES",
        "This is a notice that participants receive.",
        "tax_notice",
    ),
    ("APPENDIX. YOUR DISTRIBUTION AND YOUR TAXES", "You are paid in one sum.", "body"),
    ("THE COMPANY CAFETERIA", "This is a notice that participants receive.", "body"),
    ("LOANS AND TAXES", "This is a notice that participants receive.", "loans"),
    ("NOTICE ABOUT ROLLOVERS AND TAXES", "You are paid in one sum.", "tax_notice"),
]


@pytest.mark.parametrize(("heading", "opening", "kind"), OPENINGS)
def test_a_notice_may_show_itself_by_its_first_words(heading: str, opening: str, kind: str) -> None:
    assert [section.kind for section in sections(plain(f"{heading}\n{opening}\n{LONG}"))] == [kind]


def test_numbered_chapters_stand_beside_unnumbered_ones() -> None:
    texts = ("About this booklet", "1. Joining", "2. Saving", "2.1 Your pay", "Glossary")
    lines = []
    for at, text in enumerate(texts):
        lines += [line(text, 4 * at, size=17.0, gap=True), line(LONG, 4 * at + 2, gap=True)]
    paths = {section.heading: section.path for section in sections(paged([lines]))}
    assert paths == {text: ("2. Saving",) if text == "2.1 Your pay" else () for text in texts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Is it safe?\nIt is. The money stays.", ["Is it safe?"]), ("Loans\nThis is. The rest.", ["Loans"])],
)
def test_words_that_go_on_open_no_section(text: str, expected: list[str]) -> None:
    assert [section.heading for section in sections(plain(text))] == expected


def test_a_large_line_may_end_in_any_word() -> None:
    found = sections(paged([[line("B-1. What this plan is", 0, size=14), line(LONG, 2)]]))
    assert [section.heading for section in found] == ["B-1. What this plan is"]


def test_a_small_bold_line_above_wider_text_is_a_heading() -> None:
    lines = [
        line(LONG, 0, width=450),
        line("Where it may go", 2, size=9.0, bold=True, gap=True, width=90),
        line(LONG, 3, width=450),
        line(LONG, 4, width=450),
    ]
    assert [section.heading for section in sections(paged([lines]))] == ["Where it may go"]


def test_contents_end_where_the_body_repeats_their_entries() -> None:
    entries = ["Joining", "Saving", "Leaving"]
    contents = [
        line("Contents", 0, size=17),
        *(line(text, at, size=12, gap=True) for at, text in enumerate(entries, 2)),
    ]
    pages = [contents]
    for entry in entries:
        pages.append([line(entry, 0, size=17), line(LONG, 2), line("How", 4, size=12), line(LONG, 6)])
    found = sections(paged(pages))
    assert [section.kind for section in found if section.page == 1] == ["contents"] * 4
    assert {section.kind for section in found if section.page > 1} == {"body"}
    assert [section.path for section in found if section.heading == "How"] == [(entry,) for entry in entries]


def test_chapters_set_smaller_than_the_title_of_the_contents_stand_outside_it() -> None:
    contents = [line("Contents", 0, size=17), line("Saving ........ 2", 2), line("Leaving ........ 2", 3)]
    chapters = [line("Saving", 0, size=14), line(LONG, 1), line("Leaving", 3, size=14), line(LONG, 4)]
    found = sections(paged([[line("Savings Plan", 0, size=24)], contents, chapters]))
    assert [(section.heading, section.path, section.kind) for section in found] == [
        ("Savings Plan", (), "body"),
        ("Contents", ("Savings Plan",), "contents"),
        ("Saving", ("Savings Plan",), "body"),
        ("Leaving", ("Savings Plan",), "body"),
    ]


def test_a_numbered_heading_stands_beside_the_one_before_it_however_both_are_set() -> None:
    text = f"3.5 AFTER-TAX SAVINGS\n[X] a. Permitted\n3.6 Rollover Contributions (Section 3.11). {LONG}\n"
    paths = {section.heading: section.path for section in sections(plain(text))}
    assert paths["3.6 Rollover Contributions (Section 3.11)"] == paths["3.5 AFTER-TAX SAVINGS"]
