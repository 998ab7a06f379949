"""Which of several documents decides: by what kind each is, and by its date among documents of its kind.

Comes in: the documents read together, each with kind and date. Goes out: one rank each (higher decides), and what
each clause may still say beside the other documents.
"""

from collections.abc import Sequence

from rothscope.model.clause import Clause, Force
from rothscope.model.document import DocumentKind

PLACES = 5
"""Places by date within one kind; authorities of different kinds that follow one another lie at least so far apart."""

CHANGE_ABOVE = 5
"""How far a change bound into a file ranks above what it changes: as far as a change in a file of its own may, at least."""

Dated = tuple[DocumentKind, str | None]
"""A document's kind and its ISO date, null where it bears none."""


def rank_documents(documents: Sequence[Dated]) -> tuple[int, ...]:
    """Return the rank of each document among those read with it; equal ranks where nothing says which decides.

    Of documents of one kind the later decides, where all of them are dated. A change that is older than what it
    changes has been taken in by it, or been undone, and ranks just below it.
    """
    return tuple(_rank(document, documents) for document in documents)


def _rank(document: Dated, documents: Sequence[Dated]) -> int:
    kind, date = document
    changed = [(other, day) for other, day in documents if other.id in kind.changes_kinds and day]
    newest = max(changed, key=lambda pair: pair[1] or "", default=None)
    if date and newest and newest[1] and date < newest[1]:
        return newest[0].authority - 1
    dates = [day for other, day in documents if other.id == kind.id]
    if not date or None in dates:
        return kind.authority
    later = {day for day in dates if day and day > date}
    return kind.authority + max(0, PLACES - 1 - len(later)) if len(dates) > 1 else kind.authority


def as_said_by(
    kind: DocumentKind, clauses: Sequence[Clause], rank: int, changed_from: int | None = None
) -> tuple[Clause, ...]:
    """Return the clauses of a document with its rank; what it gives is a choice where its kind leaves that elsewhere.

    From the page `changed_from` on the file is a change of what stands before, and ranks above it.
    """

    def said(clause: Clause) -> Clause:
        above = CHANGE_ABOVE if changed_from is not None and clause.page >= changed_from else 0
        return clause.model_copy(update={"authority": rank + above, **_left_to(kind, clause)})

    return tuple(map(said, clauses))


def _left_to(kind: DocumentKind, clause: Clause) -> dict[str, object]:
    if kind.chosen_in is None or not clause.gives:
        return {}
    why = f"in a {kind.title.split(' (')[0].lower()} it is a choice that stands in {kind.chosen_in}"
    return {"force": Force.DEFERRED, "defers_to": kind.chosen_in, "why": why}
