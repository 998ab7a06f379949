"""No span, no finding: a quote that is not on its page is dropped; what stays carries page, printed page and place."""

from collections.abc import Mapping

import pytest

from rothscope.evidence import prove
from rothscope.model.clause import Clause, Fact, FactKind
from rothscope.model.document import UNREAD, Document, Line, Page, Passage, PassageKind, Piece, Source

FIRST, SECOND = "You may make after-tax con-", "tributions of up to 10% of pay."
LINES = {
    3: (
        Line(text="Savings", box=(72, 60, 200, 72)),
        Line(text=FIRST, box=(72, 100, 300, 112)),
        Line(text=SECOND, box=(60, 114, 310, 126)),
    ),
    4: (Line(text="They are yours at once.", box=(72, 80, 250, 92)),),
}
QUOTE = "You may make after-tax contributions of up to 10% of pay."


def document(lines: Mapping[int, tuple[Line, ...]]) -> Document:
    pages = tuple(Page(number=n, label=f"{n - 2}", lines=texts) for n, texts in lines.items())
    return Document(source=Source(name="plan.pdf", sha256="0" * 64, page_count=4), pages=pages)


def passage(quote: str, *at: tuple[int, int]) -> Passage:
    pieces = tuple(Piece(start=0, end=1, page=page, line=line, offset=0) for page, line in at)
    return Passage(number=0, kind=PassageKind.SENTENCE, text=quote, page=at[0][0] if at else 3, pieces=pieces)


def proved(
    quote: str,
    *at: tuple[int, int],
    lines: Mapping[int, tuple[Line, ...]] | None = None,
    told: str | None = None,
) -> tuple[Clause, ...]:
    page = at[0][0] if told else None
    fact = Fact(
        name="after_tax_cap_percent", kind=FactKind.PERCENT, value="10", text="10%", quote=told, page=page
    )
    clause = Clause(feature="after_tax_cap", quote=quote, page=1, facts=(fact,))
    return prove([clause], [passage(quote, *at)], document(lines or LINES))


KEPT = [
    (QUOTE, ((3, 1), (3, 2)), "a hyphen at the line end is the setter's, not the author's"),
    ("You may make  after-tax contributions", ((3, 1), (3, 2)), "white space is the setter's too"),
    (f"{QUOTE} They are yours at once.", ((3, 1), (3, 2), (4, 0)), "it may run on to the next page"),
    ("They are yours at once.", ((4, 0),), "a line by itself"),
]
DROPPED = [
    ("You may not make after-tax contributions", ((3, 1), (3, 2)), "a word that is not on the page"),
    ("You may make Roth contributions of up to 10% of pay.", ((3, 1), (3, 2)), "a word changed"),
    ("You may make after-tax contributions of up to 15% of pay.", ((3, 1), (3, 2)), "a number changed"),
    ("They are yours at once.", ((3, 1),), "on another page"),
    ("", ((3, 1),), "no words at all"),
    (" - ", ((3, 1),), "nothing but marks"),
]


@pytest.mark.parametrize(("quote", "at", "why"), KEPT, ids=[row[2] for row in KEPT])
def test_kept(quote: str, at: tuple[tuple[int, int], ...], why: str) -> None:
    assert [clause.quote for clause in proved(quote, *at)] == [quote], why


@pytest.mark.parametrize(("quote", "at", "why"), DROPPED, ids=[row[2] for row in DROPPED])
def test_dropped(quote: str, at: tuple[tuple[int, int], ...], why: str) -> None:
    assert proved(quote, *at) == (), why


ROW = (Line(text="After-tax contributions 1% to 10% of pay"), Line(text="Rollovers"), Line(text="from IRAs"))


@pytest.mark.parametrize(
    ("quote", "printed", "lead_in", "why"),
    [
        (
            "After-tax contributions | 1% to 10% of pay",
            "After-tax contributions 1% to 10% of pay",
            "",
            "no page prints the bars between cells",
        ),
        (
            "from IRAs | Rollovers",
            "Rollovers",
            "from IRAs",
            "cells that do not follow each other: the last is quoted",
        ),
    ],
)
def test_a_table_row_is_quoted_as_printed(quote: str, printed: str, lead_in: str, why: str) -> None:
    (clause,) = proved(quote, (3, 0), (3, 1), (3, 2), lines={3: ROW})
    assert (clause.quote, clause.lead_in) == (printed, lead_in), why


@pytest.mark.parametrize(
    "quote", ["After-tax contributions | 1% to 15% of pay", f"You may {UNREAD} make loans"]
)
def test_a_row_or_sentence_that_is_not_on_the_page_proves_nothing(quote: str) -> None:
    lines = (*ROW, Line(text=f"You may {UNREAD} make loans"))
    assert proved(quote, (3, 0), (3, 3), lines={3: lines}) == ()


def test_place_of_a_quote() -> None:
    (clause,) = proved(QUOTE, (3, 1), (3, 2))
    assert (clause.page, clause.pages, clause.printed_page) == (3, (3,), "1")
    assert clause.box == (60, 100, 310, 126), "the rectangle around both of its lines"
    assert clause.document == "plan.pdf"


def test_a_quote_over_two_pages_begins_on_the_first() -> None:
    (clause,) = proved(f"{QUOTE} They are yours at once.", (3, 1), (3, 2), (4, 0))
    assert (clause.page, clause.pages, clause.printed_page) == (3, (3, 4), "1")
    assert clause.box == (60, 100, 310, 126), "the rectangle is that on its first page"


def test_facts_carry_the_page_and_the_words() -> None:
    (clause,) = proved(QUOTE, (3, 1), (3, 2))
    assert [(fact.page, fact.quote) for fact in clause.facts] == [(3, QUOTE)]


@pytest.mark.parametrize(
    ("told", "quotes"),
    [
        ("After-tax contributions | 1% to 10% of pay", ["After-tax contributions 1% to 10% of pay"]),
        ("After-tax contributions | 1% to 15% of pay", []),
    ],
)
def test_a_fact_of_another_row_is_proved_cell_by_cell(told: str, quotes: list[str]) -> None:
    (clause,) = proved("Rollovers", (3, 1), lines={3: ROW}, told=told)
    assert [fact.quote for fact in clause.facts] == quotes


def test_plain_text_has_no_rectangle() -> None:
    bare = {1: (Line(text="You may make after-tax contributions."),)}
    (clause,) = proved("You may make after-tax contributions.", (1, 0), lines=bare)
    assert clause.box is None
    assert clause.page == 1


def test_every_clause_is_judged_by_its_own_passage() -> None:
    there, gone = QUOTE, "You may make Roth contributions."
    clauses = [
        Clause(feature="match", quote=gone, page=1, passage=0),
        Clause(feature="match", quote=there, page=1, passage=1),
    ]
    passages = [passage(gone, (3, 1)), passage(there, (3, 1), (3, 2))]
    assert [c.quote for c in prove(clauses, passages, document(LINES))] == [there]


HEAD, FOOT = Line(text="Savings Plan"), Line(text="Summary, 2026")
START, MIDDLE, END = (Line(text=text) for text in ("You may put in", "money after tax", "whenever you like."))
BROKEN = {3: (HEAD, START, FOOT), 4: (HEAD, MIDDLE, END)}


def over_the_break(quote: str) -> tuple[Clause, ...]:
    """Prove words that stand on three lines of two pages, with a foot and a running head between them."""
    places = ((3, 1, START), (4, 1, MIDDLE), (4, 2, END))
    pieces, at = [], 0
    for page, line, words in places:
        pieces.append(Piece(at, at + len(words.text), page, line, 0))
        at += len(words.text) + 1
    told = Passage(number=0, kind=PassageKind.SENTENCE, text=quote, page=3, pieces=tuple(pieces))
    return prove([Clause(feature="after_tax_cap", quote=quote, page=3)], [told], document(BROKEN))


def test_what_stands_in_a_page_break_is_no_part_of_the_quote() -> None:
    (clause,) = over_the_break("You may put in money after tax whenever you like.")
    assert clause.pages == (3, 4)


def test_each_part_stands_on_its_page() -> None:
    assert over_the_break("You may put in money before 59 whenever you like.") == ()
