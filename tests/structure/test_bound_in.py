"""A change bound in behind the summary it changes, and what only looks like one."""

import pytest

from rothscope.structure.bound_in import change_bound_in
from rothscope.structure.kind import find_kind
from rothscope.structure.sections import find_sections

from .pages import document_kinds, line, paged, section_kinds

COVER = ("Acme 401(k) Plan", "Summary Plan Description")
BODY = (
    "You may make elective deferrals to the 401(k) plan. Vesting takes five years.",
    "Your beneficiary is your spouse. Rollover contributions are taken.",
    "The agent for service of legal process is the plan sponsor.",
)
ELECTIONS = (
    "The Employer hereby adopts this Adoption Agreement. Check one. Check all that apply.",
    "[x] Elective deferrals to the 401(k) plan [ ] Rollover contributions [x] Vesting after five years",
)
CHANGE = "Summary of Material Modifications"
RIGHTS = "You will be sent a summary of every change that matters."

CASES = [
    ([(COVER, BODY), ((CHANGE,), BODY)], 2, "the last page is a change"),
    ([(COVER, BODY), ((f"{CHANGE} No. 2",), BODY)], 2, "a change with its number"),
    ([(COVER, BODY), ((f"Supplement 1: {CHANGE}",), BODY)], 2, "a change behind a label of its own"),
    ([(COVER, BODY), ((f"How to read our {CHANGE}",), BODY)], None, "a chapter that ends with the title"),
    ([(COVER, BODY), ((CHANGE,), BODY), ((CHANGE,), BODY)], 3, "of two changes the last"),
    ([((*COVER, CHANGE), BODY), (("Your contributions",), BODY)], None, "a cover that names it"),
    ([(COVER, BODY), (("Your rights", CHANGE), (RIGHTS,))], None, "a chapter on the page of another"),
    ([(COVER, BODY), ((f"{CHANGE} that you will be sent each year",), BODY)], None, "a chapter about them"),
    ([(("Adoption Agreement",), ELECTIONS), ((CHANGE,), BODY)], None, "it changes no agreement"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "begins"), [("ACME, INC.", 2), ("you will be told of it in a", None)])
def test_a_letterhead_stands_before_the_title_of_a_change(head: str, begins: int | None) -> None:
    document = paged(
        [
            [line(text, row, size=16.0, bold=True, gap=True) for row, text in enumerate(COVER)]
            + [line(text, 5 + row) for row, text in enumerate(BODY * 6)],
            [
                line("11. Plan information", 0, size=14.0, bold=True),
                *[line(BODY[2], 2 + row) for row in range(9)],
            ],
            [line(head, 0, size=9.0), line(CHANGE, 2, size=13.0, bold=True, gap=True)]
            + [line(text, 5 + row) for row, text in enumerate(BODY * 6)],
        ]
    )
    sections = find_sections(document, section_kinds())
    kind = find_kind(document, sections, document_kinds())
    assert change_bound_in(document, sections, kind, document_kinds()) == (begins and 3)
    assert [section.kind for section in sections if section.page == 3] == ["changes"]


@pytest.mark.parametrize(("pages", "begins", "why"), CASES, ids=[case[-1] for case in CASES])
def test_change_bound_in(
    pages: list[tuple[tuple[str, ...], tuple[str, ...]]], begins: int | None, why: str
) -> None:
    document = paged(
        [
            [line(text, row, size=16.0, bold=True, gap=True) for row, text in enumerate(heads)]
            + [line(text, 5 + row) for row, text in enumerate(body * 6)]
            for heads, body in pages
        ]
    )
    sections = find_sections(document, section_kinds())
    kind = find_kind(document, sections, document_kinds())
    assert change_bound_in(document, sections, kind, document_kinds()) == begins, (why, kind.id)
