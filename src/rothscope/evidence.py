"""No span, no finding: every quote is found again on its page, and its place on the page is kept.

Comes in: clauses with the passages they were read from and the document. Goes out: the same clauses with the printed
page and the rectangle of their words; a clause whose quote cannot be found again is dropped.
"""

from collections.abc import Iterable, Sequence

from rothscope.extract.tidy import squash
from rothscope.model.clause import Clause, Fact
from rothscope.model.document import Box, Document, Page, Passage


def prove(clauses: Iterable[Clause], passages: Sequence[Passage], document: Document) -> tuple[Clause, ...]:
    """Return the clauses whose quotes stand on their pages, each with printed page and rectangle."""
    pages = {page.number: page for page in document.pages}
    texts: dict[tuple[int, ...], str] = {}
    proved = []
    for clause in clauses:
        passage = passages[clause.passage]
        numbers = _pages_of(passage)
        if numbers not in texts:
            texts[numbers] = squash(" ".join(line.text for n in numbers for line in pages[n].lines))
        if squash(clause.quote) and squash(clause.quote) in texts[numbers]:
            proved.append(_placed(clause, passage, pages, document.source.name))
    return tuple(proved)


def _pages_of(passage: Passage) -> tuple[int, ...]:
    return tuple(sorted({piece.page for piece in passage.pieces})) or (passage.page,)


def _placed(clause: Clause, passage: Passage, pages: dict[int, Page], name: str) -> Clause:
    numbers = _pages_of(passage)
    page = pages[numbers[0]]
    facts = tuple(_with_page(fact, clause.quote, page.number) for fact in clause.facts)
    return clause.model_copy(
        update={
            "page": page.number,
            "pages": numbers,
            "printed_page": page.label,
            "box": _rectangle(passage, page),
            "document": name,
            "facts": facts,
        }
    )


def _with_page(fact: Fact, quote: str, page: int) -> Fact:
    return fact.model_copy(update={"page": page, "quote": quote})


def _rectangle(passage: Passage, page: Page) -> Box | None:
    """Return the rectangle around the passage's lines on its first page."""
    boxes = [page.lines[piece.line].box for piece in passage.pieces if piece.page == page.number]
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    return (
        min(b[0] for b in known),
        min(b[1] for b in known),
        max(b[2] for b in known),
        max(b[3] for b in known),
    )
