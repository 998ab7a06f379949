"""How old what was read is: a warning where the newest document is old, by its date or by the limits it quotes.

Comes in: documents with their dates and the plan year. Goes out: at most one note.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rothscope.limits import known_years, limits_of
from rothscope.model.document import Document, Note
from rothscope.structure.dates import quoted_limits

OLD = 5
"""Years from which a document is called old by its date: a changed plan's summary is rewritten every five years
(29 CFR 2520.104b-2(b))."""

STALE = 2
"""Years from which a document without a date is called old by the limits it quotes."""

DATING_LIMITS = ("elective_deferral", "annual_additions", "annual_compensation")
"""Limits whose amounts tell the year a document was written."""


def age_notes(documents: Sequence[tuple[Document, str | None]], year: int, folder: Path) -> tuple[Note, ...]:
    """Return a warning where the newest of the documents is old, else nothing; dates are ISO or null."""
    dated = [(int(date[:4]), document) for document, date in documents if date]
    if dated:
        newest, document = max(dated, key=lambda pair: pair[0])
        how, page, old = f"is dated {newest}", None, OLD
    else:
        quoted = [
            (found, document)
            for document, _ in documents
            if (found := quoted_limits(document, _limit_years(folder)))
        ]
        if not quoted:
            return ()
        (newest, page, _), document = max(quoted, key=lambda pair: pair[0][0])
        how, old = f"bears no date and quotes the limits of {newest}", STALE
    if year - newest < old:
        return ()
    name = document.source.name
    text = (
        f"{name} {how}, {year - newest} years before {year}: later changes are not in it; "
        "ask for the document in force and every summary of changes since."
    )
    return (Note(code="old", text=text, page=page, document=name),)


@cache
def _limit_years(folder: Path) -> dict[str, int]:
    """Return for each amount that was a limit on contributions, as written, the last year it was one."""
    years: dict[str, int] = {}
    for year in known_years(folder):
        amounts = limits_of(year, folder).amounts
        years |= {f"${amounts[name]:,}": year for name in DATING_LIMITS if name in amounts}
    return years
