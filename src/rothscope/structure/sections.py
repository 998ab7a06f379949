"""Sections: the headings of a document, what they mean by `patterns/sections.yaml`, and which stand under which.

Comes in: a `Document` and the kinds of section. Goes out: its `Section`s in reading order, each with the headings
above it. A section's kind is its own, or that of a section around it: see `_settle`.
"""

from typing import NamedTuple

from rothscope.model.document import Document, Section
from rothscope.packs.documents import SectionKind, SectionKinds
from rothscope.structure.headings import NUMBERED_RUN_IN, Heading, find_headings
from rothscope.structure.known_headings import Lexicon, lexicon_of, plain
from rothscope.structure.reading_order import Course, course_of


def find_sections(document: Document, kinds: SectionKinds) -> tuple[Section, ...]:
    """Return the document's sections in reading order. Pages count from 1, lines index `page.lines`."""
    course = course_of(document)
    lexicon = lexicon_of(kinds)
    headings = find_headings(course, lexicon)
    ranks = {
        style: rank for rank, style in enumerate(sorted({h.style for h in headings if not h.run_in}), start=1)
    }
    listed = _listed(course, headings, lexicon)
    sections: list[Section] = []
    above: list[_Open] = []
    for at, heading in enumerate(headings):
        level = heading.run_in or min(ranks[heading.style], NUMBERED_RUN_IN - 1)
        own = lexicon.kind_of(heading.text)
        above = _still_open(above, level, own, heading.text, at in listed)
        spot = course.spots[heading.at]
        section = Section(
            heading=heading.text,
            level=level,
            page=spot.page,
            line=spot.place,
            kind=_settle(own, [outer.own for outer in above]),
            path=tuple(outer.section.heading for outer in above),
        )
        sections.append(section)
        above.append(_Open(section, own))
    return tuple(sections)


class _Open(NamedTuple):
    """A section that later ones may stand under, and the kind its own heading names."""

    section: Section
    own: SectionKind | None


def _listed(course: Course, headings: list[Heading], lexicon: Lexicon) -> set[int]:
    """Return which headings are entries of a table of contents: they come again later, or stand one on another."""
    words = [plain(heading.text) for heading in headings]
    last = {word: at for at, word in enumerate(words)}
    pages = [course.spots[heading.at].page for heading in headings]
    touches = [
        heading.at + heading.lines == after.at and page == next_page
        for heading, after, page, next_page in zip(headings, headings[1:], pages, pages[1:], strict=False)
    ] + [True]
    listed: set[int] = set()
    listing = False
    for at, heading in enumerate(headings):
        kind = lexicon.kind_of(heading.text)
        if kind is not None and kind.lists_headings:
            listing = True
        elif listing and (last[words[at]] > at or (touches[at - 1] and touches[at])):
            listed.add(at)
        else:
            listing = False
    return listed


def _still_open(
    above: list[_Open], level: int, own: SectionKind | None, text: str, listed: bool
) -> list[_Open]:
    """Return the sections a new heading of this level stands under; `listed` says it is an entry of contents."""
    kept = list(above)
    while kept and kept[-1].section.level >= level:
        for at, outer in enumerate(kept):
            if outer.own and (listed if outer.own.lists_headings else not _closes(own, text, outer.own)):
                return kept[: at + 1] + [inner for inner in kept[at + 1 :] if inner.section.level < level]
        kept.pop()
    return kept


def _closes(own: SectionKind | None, text: str, running: SectionKind) -> bool:
    """Tell whether a heading of equal or higher rank ends a section, which one that runs on makes hard."""
    if not running.runs_on:
        return True
    return own is not None and own.id != running.id and not text.lower().startswith(running.holds)


def _settle(own: SectionKind | None, above: list[SectionKind | None]) -> str:
    """Return the outermost kind that implies a force, else the nearest kind at all, else "body"."""
    known = [kind for kind in (*above, own) if kind is not None]
    forceful = next((kind for kind in known if kind.force is not None), None)
    return (forceful or known[-1]).id if known else "body"
