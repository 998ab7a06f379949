"""No span, no finding: every quote is found again on its page, and its place on the page is kept.

Comes in: clauses with the passages they were read from and the document. Goes out: the same clauses with the printed
page and the rectangle of their words; a clause whose quote cannot be found again is dropped, and so is one from a
sentence of a scan in which a word could not be read, or from a table's cell under such a title.
"""

from collections.abc import Iterable, Sequence

from rothscope.extract.sheet.tilt import tilted_back
from rothscope.extract.tidy import squash
from rothscope.model.clause import Clause, Fact
from rothscope.model.document import CELL_BAR, UNREAD, Box, Document, Page, Passage


def prove(clauses: Iterable[Clause], passages: Sequence[Passage], document: Document) -> tuple[Clause, ...]:
    """Return the clauses whose quotes stand on their pages, each with printed page and rectangle."""
    pages = {page.number: page for page in document.pages}
    texts: dict[tuple[int, ...], str] = {}
    proved = []
    for clause in clauses:
        passage = passages[clause.passage]
        if UNREAD in passage.text or any(UNREAD in title for title in passage.cell or ()):
            continue
        numbers = _pages_of(passage)
        if numbers not in texts:
            texts[numbers] = squash(" ".join(line.text for n in numbers for line in pages[n].lines))
        printed = _as_printed(clause, texts[numbers]) or (clause if _is_in_parts(passage, pages) else None)
        if printed:
            proved.append(_placed(printed, passage, pages, document.source.name))
    return tuple(proved)


def _as_printed(clause: Clause, text: str) -> Clause | None:
    """Return the clause with its quote as it stands in the squashed text of its pages, or None where it does not."""
    printed = _printed(clause.quote, text)
    if printed is None:
        return None
    before, quote = printed
    if quote == clause.quote:
        return clause
    return clause.model_copy(update={"quote": quote, "lead_in": " ".join([clause.lead_in, before]).strip()})


def _printed(quote: str, text: str) -> tuple[str, str] | None:
    """Return a quote as a squashed text has it, after what of it stands elsewhere; null where it is not there.

    The cells of a table row are parted by bars that no PDF prints. Where the cells do not follow each other on the
    page either, the last ones that do are quoted, and those before them lead in.
    """
    if squash(quote) and squash(quote) in text:
        return "", quote
    cells = [cell for cell in map(str.strip, quote.split(CELL_BAR)) if cell]
    if len(cells) < 2 or any(squash(cell) not in text for cell in cells):
        return None
    runs = ((" ".join(cells[:at]), " ".join(cells[at:])) for at in range(len(cells)))
    return next(((before, run) for before, run in runs if squash(run) in text), None)


def _is_in_parts(passage: Passage, pages: dict[int, Page]) -> bool:
    """Tell whether a passage that a break of page or column parts stands on its pages part by part.

    What stands in the break, a running head or a footnote, is no part of it.
    """
    told = ""
    for at, piece in enumerate(passage.pieces):
        line = pages[piece.page].lines[piece.line].text
        words = passage.text[piece.start : piece.end]
        inner = 0 < at < len(passage.pieces) - 1
        if line[piece.offset : piece.offset + len(words)] != words or (inner and words != line):
            return False
        told += words
    return CELL_BAR not in passage.text and bool(told) and squash(told) == squash(passage.text)


def _pages_of(passage: Passage) -> tuple[int, ...]:
    return tuple(sorted({piece.page for piece in passage.pieces})) or (passage.page,)


def _placed(clause: Clause, passage: Passage, pages: dict[int, Page], name: str) -> Clause:
    numbers = _pages_of(passage)
    page = pages[numbers[0]]
    facts = tuple(
        placed for fact in clause.facts if (placed := _proved(fact, clause.quote, page.number, pages))
    )
    return clause.model_copy(
        update={
            "page": page.number,
            "pages": numbers,
            "printed_page": page.label,
            "box": _rectangle(passage, page),
            "document": name,
            "cell": passage.cell,
            "by_ocr": any(pages[number].by_ocr for number in numbers),
            "facts": facts,
        }
    )


def _proved(fact: Fact, quote: str, page: int, pages: dict[int, Page]) -> Fact | None:
    """Return the fact with its page and quote; one of a sentence of its own only where that stands on its page."""
    if fact.quote is None or fact.page is None:
        return fact.model_copy(update={"page": page, "quote": quote})
    near = [pages[number] for number in (fact.page, fact.page + 1) if number in pages]
    printed = _printed(fact.quote, squash(" ".join(line.text for one in near for line in one.lines)))
    if printed is None or UNREAD in fact.quote:
        return None
    return fact.model_copy(update={"quote": printed[1]})


def _rectangle(passage: Passage, page: Page) -> Box | None:
    """Return the rectangle around the passage's lines on its first page, as the page is displayed."""
    boxes = [page.lines[piece.line].box for piece in passage.pieces if piece.page == page.number]
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    around = (
        min(b[0] for b in known),
        min(b[1] for b in known),
        max(b[2] for b in known),
        max(b[3] for b in known),
    )
    return tilted_back(around, page.tilt, (page.width, page.height))
