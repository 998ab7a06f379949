"""A change bound into the file of what it changes: a Summary of Material Modifications behind the summary.

Comes in: a document, its sections and its kind. Goes out: the page from which on the file is the change, or null.
"""

from collections.abc import Sequence

from rothscope.model.document import Document, DocumentKind, Page, Section
from rothscope.packs.documents import DocumentKinds

WORDS_MORE = 3
"""Words a heading may have beyond the title of a change: a number, a date."""

LETTERHEAD = 4
"""Lines at the top of a page among which a title stands behind a letterhead."""

LONGEST_LINE = 8
"""Words of the longest line of a letterhead."""

LABEL_ENDS = (":", "–", "—", "-")
"""What parts a label from the title behind it: "Supplement 1: Summary of Material Modifications"."""


def change_bound_in(
    document: Document, sections: Sequence[Section], kind: DocumentKind, kinds: DocumentKinds
) -> int | None:
    """Return the first page (counted from 1) of the change that stands last in a file of that kind, or null.

    A change opens a page after the first with its title, behind a letterhead at most: in the middle of a page, or within
    a sentence, a summary only speaks of changes. The cover may name both, so a file that is taken for a change may hold
    what it changes as well.
    """
    titles = [
        title[1:]  # without the space it is looked for with
        for other in kinds.kinds
        if other.changes_kinds and kind.id in {other.id, *other.changes_kinds}
        for title in other.titles
    ]
    most = 1 if kind.changes_kinds else LETTERHEAD  # a change repeats its own title below that of its plan
    opening = {page.number: _opening(page, most) for page in document.pages[1:]}
    pages = [
        section.page
        for section in sections
        if section.line < opening.get(section.page, 0)
        and _is_titled(section.heading, titles)
        and not any(_stands_over(other, section) for other in sections)
    ]
    return max(pages, default=None)


def _opening(page: Page, most: int) -> int:
    """Return behind which line of a page no title opens it: behind the first, or a letterhead of short lines."""
    lines = [(at, line.text) for at, line in enumerate(page.lines) if line.furniture is None][:most]
    ends = (at for at, text in lines if len(text.split()) > LONGEST_LINE or text[:1].islower())
    return next(ends, lines[-1][0] if lines else -1) + 1


def _stands_over(other: Section, section: Section) -> bool:
    """Tell whether a heading of its rank or a higher one stands before another on its page: no letterhead does."""
    return other.page == section.page and other.line < section.line and other.level <= section.level


def _is_titled(heading: str, titles: Sequence[str]) -> bool:
    for title in titles:
        before, found, behind = heading.lower().partition(title)
        if found and len(behind.split()) <= WORDS_MORE and (not before or _is_numbered(before)):
            return True
    return False


def _is_numbered(opening: str) -> bool:
    """Tell whether words before a title are a label of their own ("Supplement 1:", "Appendix A – ")."""
    return opening.rstrip().endswith(LABEL_ENDS) and len(opening.split()) <= WORDS_MORE
