"""The same plan facts in every layout that plan summaries print them in."""

import pytest

from rothscope.extract.read import read_text
from rothscope.identity import find_plan
from rothscope.model.analysis import Plan
from rothscope.model.document import Document, Furniture, Line, Page, Table
from rothscope.packs.find import patterns_folder
from rothscope.packs.identity import load_identity

from .pages import document, of_pages, page, squeeze

CUES = load_identity(patterns_folder())

FACTS = [
    ("Name of Plan", "Foxglove Health 403(b) Retirement Plan"),
    ("Plan Sponsor", "Foxglove Health, Inc."),
    ("Employer Identification Number", "12-3456789"),
    ("Plan Number", "002"),
    ("Type of Plan", "403(b) defined contribution plan"),
    ("Effective Date", "January 1, 2024"),
    ("Plan Year Ends", "June 30"),
    ("Plan Administrator", "Benefits Committee of Foxglove Health"),
    ("Recordkeeper", "Lark Retirement Services"),
]
EXPECTED = {
    "name": "Foxglove Health 403(b) Retirement Plan",
    "sponsor": "Foxglove Health, Inc.",
    "ein": "12-3456789",
    "plan_number": "002",
    "type": "403(b)",
    "effective_date": "2024-01-01",
    "plan_year_end": "06-30",
    "administrator": "Benefits Committee of Foxglove Health",
    "recordkeeper": "Lark Retirement Services",
}


def values(plan: Plan) -> dict[str, str | None]:
    stated = {key: getattr(plan, key) for key in EXPECTED} | {"administrator": plan.administrator.name}
    return {key: one.value if one else None for key, one in stated.items()}


def quotes_are_on_their_pages(plan: Plan, read: Document) -> bool:
    pages = {each.number: squeeze(" ".join(line.text for line in each.lines)) for each in read.pages}
    stated = [getattr(plan, key) for key in EXPECTED if key != "administrator"] + [plan.administrator.name]
    return all(squeeze(one.quote) in pages[one.page] for one in stated if one)


def boxed(text: str, x: float, top: float, gap: bool = False) -> Line:
    return Line(text=text, box=(x, top, x + 5.0 * len(text), top + 10.0), size=10.0, break_before=gap)


def row_by_row() -> Document:
    lines = [
        line
        for at, (label, value) in enumerate(FACTS)
        for line in (boxed(label, 70, 100 + 20 * at, True), boxed(value, 300, 100 + 20 * at))
    ]
    return of_pages(Page(number=1, lines=tuple(lines)))


def column_by_column() -> Document:
    labels = [boxed(label, 70, 100 + 20 * at) for at, (label, _) in enumerate(FACTS)]
    shown = [boxed(value, 300, 100 + 20 * at) for at, (_, value) in enumerate(FACTS)]
    return of_pages(Page(number=1, lines=(*labels, *shown)))


def table_only_lines_jumbled() -> Document:
    lines = tuple(Line(text=value) for _, value in reversed(FACTS))
    return of_pages(Page(number=1, lines=lines, tables=(Table(rows=tuple(FACTS)),)))


def four_columns() -> Document:
    lines = []
    for at, (label, value) in enumerate(FACTS):
        x, top = (70.0, 100.0 + 20 * at) if at < 5 else (330.0, 100.0 + 20 * (at - 5))
        lines += [boxed(label, x, top, True), boxed(value, x + 200, top)]
    ordered = sorted(lines, key=lambda line: line.box[1] if line.box else 0.0)
    return of_pages(Page(number=1, lines=tuple(ordered)))


LAYOUTS = {
    "colon": document("\n".join(f"{label}: {value}" for label, value in FACTS)),
    "colon after space": document("\n".join(f"{label} : {value}" for label, value in FACTS)),
    "label over value": document("\n\n".join(f"{label}\n{value}" for label, value in FACTS)),
    "label over value, no gaps": document("\n".join(f"{label}\n{value}" for label, value in FACTS)),
    "label with colon over value": document("\n".join(f"{label}:\n{value}" for label, value in FACTS)),
    "capitals": document("\n".join(f"{label.upper()}: {value}" for label, value in FACTS)),
    "table row in one line": document("\n".join(f"{label} {value}" for label, value in FACTS)),
    "dot leaders": document("\n".join(f"{label} ....... {value}" for label, value in FACTS)),
    "dash": document("\n".join(f"{label} – {value}" for label, value in FACTS)),
    "numbered": document("\n".join(f"{n}. {label}: {value}" for n, (label, value) in enumerate(FACTS, 1))),
    "bullets": document("\n".join(f"• {label}: {value}" for label, value in FACTS)),
    "sentences on lines": document("\n".join(f"The {label} is {value}." for label, value in FACTS)),
    "all labels, then all values": document(
        "\n".join(label for label, _ in FACTS) + "\n" + "\n".join(value for _, value in FACTS)
    ),
    "boxes row by row": row_by_row(),
    "boxes column by column": column_by_column(),
    "boxes, two tables side by side": four_columns(),
    "table rows, lines jumbled": table_only_lines_jumbled(),
    "markdown table": read_text(
        "| Item | Facts |\n|---|---|\n" + "\n".join(f"| {k} | {v} |" for k, v in FACTS)
    ),
    "markdown bold": read_text("\n\n".join(f"**{k}:** {v}" for k, v in FACTS)),
    "markdown headings": read_text("\n\n".join(f"### {k}\n\n{v}" for k, v in FACTS)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str) -> None:
    plan = find_plan(LAYOUTS[layout], (), CUES)
    assert values(plan) == EXPECTED
    assert quotes_are_on_their_pages(plan, LAYOUTS[layout])


def test_the_page_of_plan_facts_beats_running_heads_and_covers() -> None:
    cover = page("090055 Otherco Services, Inc. Savings Plan\nPlan Number: 123\nSummary Plan Description")
    head = Line(text="Plan Sponsor: Otherco Services, Inc.", furniture=Furniture.RUNNING_HEAD)
    facts = page("\n".join(f"{label}: {value}" for label, value in FACTS), 2, label="17")
    facts = facts.model_copy(update={"lines": (head, *facts.lines)})
    plan = find_plan(of_pages(cover, facts), (), CUES)
    assert values(plan) == EXPECTED
    assert plan.ein and (plan.ein.page, plan.ein.printed_page) == (2, "17")


def test_quote_takes_in_the_label_and_its_box_the_line() -> None:
    line = boxed("Employer Identification Number: 12-3456789", 70, 100)
    ein = find_plan(of_pages(Page(number=3, lines=(line,))), (), CUES).ein
    assert ein and (ein.quote, ein.page, ein.box) == (line.text, 3, line.box)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (
            [
                ("Foxglove Hospital", 24.0),
                ("403(b) Retirement Plan", 24.0),
                ("Summary Plan Description", 14.0),
            ],
            "Foxglove Hospital 403(b) Retirement Plan",
        ),
        (
            [
                ("Summary Plan Description", 20.0),
                ("Foxglove Hospital 403(b) Plan", 24.0),
                ("for all staff", 12.0),
            ],
            "Foxglove Hospital 403(b) Plan",
        ),
        (
            [("The Foxglove Hospital 401(k) Plan – Summary Plan Description", 16.0)],
            "Foxglove Hospital 401(k) Plan",
        ),
        ([("Summary Plan Description of the Foxglove Savings Plan", 16.0)], "Foxglove Savings Plan"),
        (
            [("Plan Highlights", 24.0), ("Foxglove, Inc. 401(k) Plan · Benefits year 2026", 12.0)],
            "Foxglove, Inc. 401(k) Plan",
        ),
        ([("Foxglove 401(k) Plan Highlights", 24.0)], "Foxglove 401(k) Plan"),
        (
            [("Your Guide to the Foxglove", 24.0), ("Tool Works 401(k) Plan", 24.0)],
            "Foxglove Tool Works 401(k) Plan",
        ),
        ([("ADOPTION FORM", 16.0), ("FOXGLOVE SAVINGS PLAN", 16.0)], "FOXGLOVE SAVINGS PLAN"),
        (
            [("FOXGLOVE 401(k) PLAN", 13.0), ("Adoption Agreement for a Standardized Plan", 13.0)],
            "FOXGLOVE 401(k) PLAN",
        ),
        (
            [("SUMMARY OF MATERIAL MODIFICATIONS", 15.0), ("to the Foxglove 401(k) Plan", 15.0)],
            "Foxglove 401(k) Plan",
        ),
        ([("Foxglove Glaziers", 18.0), ("Annuity Fund", 18.0)], "Foxglove Glaziers Annuity Fund"),
        ([("NON-STANDARDIZED PRE-APPROVED 401(k) PROFIT SHARING PLAN AND TRUST", 15.0)], None),
        (
            [("Foxglove Credit Union", 24.0), ("401(k) Savings Plan · Plan Highlights · January 2026", 12.0)],
            "Foxglove Credit Union 401(k) Savings Plan",
        ),
        (
            [("Foxglove Freight", 24.0), ("401(k) Plan", 12.0), ("Foxglove Freight LLC runs the plan", 10.0)],
            "Foxglove Freight 401(k) Plan",
        ),
        ([("Total Rewards", 24.0), ("401(k) Plan", 12.0), ("Total Rewards are more", 10.0)], None),
        ([("Your Hospital", 24.0), ("401(k) Savings Plan", 12.0)], None),
        ([("Joining the Program", 15.0), ("A. Employer and Plan", 12.0)], None),
        ([("Savings and Investment Program", 24.0)], None),
        ([("Foxglove 401(k) Plan | Foxglove 457(b) Plan", 16.0)], None),
        ([("401(k) Plan", 24.0), ("Summary Plan Description", 14.0)], None),
        ([("Your Retirement Savings Plan", 24.0)], None),
        ([("Building Your Future", 24.0), ("Foxglove Hospital, Inc.", 12.0)], None),
        ([("Planning for retirement at Foxglove", 24.0)], None),
    ],
)
def test_cover(lines: list[tuple[str, float]], name: str | None) -> None:
    body = tuple(Line(text=f"This booklet tells you about benefit number {n}.", size=10.0) for n in range(9))
    cover = tuple(Line(text=text, size=size) for text, size in lines)
    read = of_pages(Page(number=1, lines=cover), Page(number=2, lines=body))
    found = find_plan(read, (), CUES).name
    assert (found.value if found else None) == name


def test_titles_of_two_plans_in_one_type_name_no_plan() -> None:
    titles = ("Part One — Foxglove Works 401(k) Plan", "Part Two — Foxglove Office 401(k) Plan")
    pages = tuple(
        Page(
            number=number, lines=(Line(text=title, size=13.0), *(Line(text="You may save.", size=10.0),) * 5)
        )
        for number, title in zip((2, 3), titles, strict=True)
    )
    assert find_plan(of_pages(*pages), (), CUES).name is None
    alone = find_plan(of_pages(*pages[:1]), (), CUES).name
    assert alone and alone.value == "Foxglove Works 401(k) Plan"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            'Foxglove maintains the Foxglove Health Savings Plan (the "Plan") for you.',
            "Foxglove Health Savings Plan",
        ),
        (
            "Foxglove, Inc. has established Foxglove, Inc. Tax Deferred\nPlan (the “Plan”) to help.",
            "Foxglove, Inc. Tax Deferred Plan",
        ),
        (
            'This is the Summary Plan Description of the Foxglove 403(b) Plan (the "Plan").',
            "Foxglove 403(b) Plan",
        ),
        ('Welcome to the Plan\n\nThe Foxglove Savings Plan (the "Plan") helps you.', "Foxglove Savings Plan"),
        ('ABOUT THIS PLAN\nThe Foxglove Savings Plan (the "Plan") helps you.', "Foxglove Savings Plan"),
        (
            "A description (“SPD”) of the Foxglove Savings Program (the “Program”).",
            "Foxglove Savings Program",
        ),
        ('The Foxglove Savings Plan is called "the Plan".', "Foxglove Savings Plan"),
        ('Foxglove has a retirement plan (the "Plan").', None),
        ('Foxglove has the Retirement Plan (the "Plan").', None),
    ],
)
def test_introduced_name(text: str, name: str | None) -> None:
    found = find_plan(document(text), (), CUES).name
    assert (found.value if found else None) == name


def test_a_label_on_two_lines_of_its_cell_is_one_label() -> None:
    rows = (
        ("Plan number", "002"),
        ("Employer and", "Foxglove, Inc., 12 Main Street, Port"),
        ("Administrator", "Ellery, Virginia 23999. Telephone (555) 014-2290"),
    )
    lines = [
        boxed(cell, 70 + 120 * x, 100 + 20 * y, x == 0)
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    ]
    plan = find_plan(of_pages(Page(number=1, lines=tuple(lines), tables=(Table(rows=rows),))), (), CUES)
    assert plan.sponsor and plan.administrator.name
    assert (plan.sponsor.value, plan.administrator.name.value) == ("Foxglove, Inc.",) * 2
    assert plan.administrator.address is None


def test_a_name_runs_on_to_the_next_line_of_a_full_column() -> None:
    rows = (
        "Sponsor and administrator: Foxglove Valley",
        "Hospital, 12 Main Street, Durham. Plan number:",
        "002. Plan year: calendar year.",
    )
    lines = tuple(
        Line(text=text, box=(70.0, 100.0 + 12 * y, 290.0, 110.0 + 12 * y), size=10.0)
        for y, text in enumerate(rows)
    )
    plan = find_plan(of_pages(Page(number=1, lines=lines)), (), CUES)
    assert plan.sponsor and plan.administrator.name
    assert (plan.sponsor.value, plan.administrator.name.value) == ("Foxglove Valley Hospital",) * 2


def test_two_plans_side_by_side_say_nothing_of_one_plan() -> None:
    rows = (
        ("Name of Plan", "Foxglove 401(a) Plan", "Foxglove 403(b) Plan"),
        ("Type of Plan", "401(a)", "403(b)"),
        ("Plan Number", "001", "002"),
        ("Plan Year Ends", "June 30", "December 31"),
        ("Administrator", "Joint Committee", "Foxglove, Inc."),
    )
    lines = [
        boxed(cell, 70 + 150 * x, 100 + 20 * y, x == 0)
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    ]
    for read in (
        of_pages(Page(number=1, lines=tuple(lines), tables=(Table(rows=rows),))),
        document("\n".join(" ".join(row) for row in rows[1:-1])),
        read_text("\n".join("| " + " | ".join(row) + " |" for row in rows)),
    ):
        plan = find_plan(read, (), CUES)
        told = (plan.name, plan.type, plan.plan_number, plan.plan_year_end, plan.administrator.name)
        assert told == (None,) * 5
