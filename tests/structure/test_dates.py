import pytest

from rothscope.model.document import Furniture
from rothscope.structure.dates import begins_after, document_date

from .pages import line, paged, plain

CASES = [
    ("Acme Plan\nRestated as of January 1, 2025\nPlease read.", "2025-01-01", "restated"),
    (
        "The plan was amended and restated effective July 1, 2024, and replaces all.",
        "2024-07-01",
        "restated effective",
    ),
    ("The effective date of this amended Plan is 01/01/2010.", "2010-01-01", "effective date of this plan"),
    (
        "It was originally adopted 01/01/1989. The restatement is effective March 1, 2020.",
        "2020-03-01",
        "not the first date",
    ),
    ("Acme Plan Guide\nMarch 2023\nWelcome to all.", "2023-03-01", "a date alone on the cover"),
    ("This booklet describes the plan as of September 30, 2022.", "2022-09-30", "as of"),
    ("Revised 6/2021", "2021-06-01", "revised"),
    ("FORM AB-60 (06/2020)", "2020-06-01", "the date of a form"),
    ("First effective April 1, 2013; this version January 1, 2026", "2026-01-01", "this version"),
    ("2019 Benefits Guide\nWelcome to all of you.", "2019-01-01", "a bare year in the title"),
    ("Contributions made before January 1, 1987 stay.", None, "a date of a rule"),
    ("The limit is $23,500 for 2025 and it may go up.", None, "the year of a limit"),
    ("Restated as of February 31, 2025.", None, "no such day"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_dates(text: str, expected: str | None, why: str) -> None:
    found = document_date(plain(text))
    assert (found[0] if found else None) == expected, why


def test_the_quote_and_the_page_lead_to_the_date() -> None:
    first = [line("Savings Plan", 0, size=20)]
    last = [line("We wrote this. Revised March 2022. Thank you.", 0)]
    assert document_date(paged([first, first, first, first, last])) == (
        "2022-03-01",
        5,
        "Revised March 2022.",
    )


def test_furniture_may_hold_the_date() -> None:
    foot = line("Rev. 9/2019", 50, furniture=Furniture.RUNNING_HEAD)
    assert document_date(paged([[line("Savings Plan", 0), foot]])) == (
        "2019-09-01",
        1,
        "Savings Plan Rev. 9/2019",
    )


def test_a_plain_as_of_far_inside_dates_a_rule_and_not_the_document() -> None:
    empty = [line("Nothing here.", 0)]
    late = [line("Balances as of December 31, 1988 stay.", 0)]
    assert document_date(paged([empty, empty, empty, empty, late])) is None


BEGINNINGS = [
    ("Beginning January 1, 2041, you may save more.", "Beginning January 1, 2041", "a time to come"),
    ("Effective as of 1/1/2041 you may save more.", "Effective as of 1/1/2041", "in figures"),
    ("Beginning January 1, 2039, you may save more.", None, "begun before the document was written"),
    ("You may save more until January 1, 2041.", None, "an end"),
    ("Those hired before January 1, 2041 may save more.", None, "who is meant"),
]


@pytest.mark.parametrize(("text", "words", "why"), BEGINNINGS, ids=[case[2] for case in BEGINNINGS])
def test_what_begins_after_a_day(text: str, words: str | None, why: str) -> None:
    assert begins_after(text, "2040-10-12") == words, why
