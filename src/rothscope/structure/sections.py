"""Sections: the headings of a document, what they mean by `patterns/sections.yaml`, and which stand under which.

Comes in: a `Document` and the kinds of section. Goes out: its `Section`s in reading order, each with the headings
above it. A section's kind is its own, or that of a section around it: see `_settle`.
"""

from typing import NamedTuple

from rothscope.model.document import Document, Section
from rothscope.packs.documents import SectionKind, SectionKinds
from rothscope.structure import shape
from rothscope.structure.headings import NUMBERED_RUN_IN, Heading, find_headings
from rothscope.structure.known_headings import Lexicon, lexicon_of, plain
from rothscope.structure.reading_order import Course, course_of

SET_ALIKE = 2
"""Headings before an attachment that must be set like a later one for that to be a chapter again."""

OPENING_LINES = 4
"""Lines under a heading that may show its kind."""


def find_sections(document: Document, kinds: SectionKinds) -> tuple[Section, ...]:
    """Return the document's sections in reading order. Pages count from 1, lines index `page.lines`."""
    course = course_of(document)
    lexicon = lexicon_of(kinds)
    headings = find_headings(course, lexicon)
    ranks = {
        style: rank for rank, style in enumerate(sorted({h.style for h in headings if not h.run_in}), start=1)
    }
    listed = _listed(course, headings, lexicon)
    chapters = _Chapters(headings)
    sections: list[Section] = []
    above: list[_Open] = []
    for at, heading in enumerate(headings):
        level = heading.run_in or min(ranks[heading.style], NUMBERED_RUN_IN - 1)
        spot = course.spots[heading.at]
        following = headings[at + 1].at if at + 1 < len(headings) else len(course.spots)
        opening = _opening(course, heading, following, lexicon)
        own = lexicon.kind_of(heading.text) or lexicon.kind_by_opening(heading.text, opening)
        outer = _still_open(above, _New(at, level, own, heading.text, at in listed), chapters)
        section = Section(
            heading=heading.text,
            level=level,
            page=spot.page,
            line=spot.place,
            kind=_settle(own, [one.own for one in outer]),
            path=tuple(one.section.heading for one in outer),
        )
        sections.append(section)
        if not spot.line.aside:  # what stands in a box heads the box alone
            above = [*outer, _Open(section, own, at)]
    return tuple(sections)


class _Open(NamedTuple):
    """A section that later ones may stand under, the kind its own heading names, and its place among the headings."""

    section: Section
    own: SectionKind | None
    at: int


class _New(NamedTuple):
    """A heading about to open a section; `listed` says it is an entry of a table of contents."""

    at: int
    level: int
    own: SectionKind | None
    text: str
    listed: bool


class _Chapters:
    """How the headings of the document are set, which tells a new chapter from a heading inside an attachment."""

    def __init__(self, headings: list[Heading]) -> None:
        self.styles = [heading.style for heading in headings]

    def resumes(self, at: int, outer: int) -> bool:
        """Tell whether the heading at `at` is set like headings that came before the one at `outer`."""
        return self.styles[:outer].count(self.styles[at]) >= SET_ALIKE

    def has_parts(self, at: int, outer: int) -> bool:
        """Tell whether a heading of lower rank stands between the two."""
        return any(style > self.styles[outer] for style in self.styles[outer + 1 : at])


def _opening(course: Course, heading: Heading, following: int, lexicon: Lexicon) -> str:
    """Return the first lines under a heading, up to the following one, where they may show its kind."""
    if heading.run_in or not lexicon.may_open(heading.text):
        return ""
    start = heading.at + heading.lines
    return " ".join(spot.line.text for spot in course.spots[start : min(start + OPENING_LINES, following)])


def _listed(course: Course, headings: list[Heading], lexicon: Lexicon) -> set[int]:
    """Return which headings are entries of a table of contents: they come again later, or stand one on another.

    A title over a heading on the page after the list stands so too, and is no entry.
    """
    words = [plain(heading.text) for heading in headings]
    last = {word: at for at, word in enumerate(words)}
    pages = [course.spots[heading.at].page for heading in headings]
    touches = [
        heading.at + heading.lines == after.at and page == next_page
        for heading, after, page, next_page in zip(headings, headings[1:], pages, pages[1:], strict=False)
    ] + [True]
    listed: set[int] = set()
    listing = 0  # the page the list has come to
    for at, heading in enumerate(headings):
        kind = lexicon.kind_of(heading.text)
        stacked = touches[at - 1] and touches[at] and (pages[at] == listing or at - 1 in listed)
        if kind is not None and kind.lists_headings:
            listing = pages[at]
        elif listing and (last[words[at]] > at or stacked):
            listed.add(at)
            listing = pages[at]
        else:
            listing = 0
    return listed


def _still_open(above: list[_Open], new: _New, chapters: _Chapters) -> list[_Open]:
    """Return the sections a new heading stands under."""
    kept = list(above)
    if not new.listed:  # a table of contents holds what it lists, however large its title is set
        lists = next(
            (at for at, outer in enumerate(kept) if outer.own and outer.own.lists_headings), len(kept)
        )
        kept = kept[:lists]
    kept = kept[: next((at for at, outer in enumerate(kept) if _is_next(new, outer)), len(kept))]
    while kept and kept[-1].section.level >= new.level:
        for at, outer in enumerate(kept):
            if outer.own and (
                new.listed if outer.own.lists_headings else not _closes(new, outer, outer.own, chapters)
            ):
                return kept[: at + 1] + [i for i in kept[at + 1 :] if i.section.level < new.level]
        kept.pop()
    return kept


def _is_next(new: _New, before: _Open) -> bool:
    """Tell whether a heading bears the number behind that of another, set as it may be ("3.5 Pay", "3.6 Match. We ...")."""
    runs_on = before.own is not None and before.own.runs_on
    return not runs_on and shape.comes_after(
        shape.number_of(new.text), shape.number_of(before.section.heading)
    )


def _closes(new: _New, outer: _Open, running: SectionKind, chapters: _Chapters) -> bool:
    """Tell whether a heading of equal or higher rank ends a section, which one that runs on makes hard.

    An attached notice has headings of its own, often set larger than its title. What ends it is set as the
    document's headings were before it, and is of higher rank, or names another kind of section, or comes after
    parts of the notice that are of lower rank.
    """
    if not running.runs_on:
        return True
    if new.own is not None and new.own.id == running.id:
        return False
    higher = new.level < outer.section.level
    resumes = chapters.resumes(new.at, outer.at)
    if higher:
        return resumes
    text = new.text.lower()
    if text[shape.reply_prefix(new.text) or shape.numbering(new.text) :].startswith(running.holds):
        return False
    return new.own is not None or (resumes and chapters.has_parts(new.at, outer.at))


def _settle(own: SectionKind | None, above: list[SectionKind | None]) -> str:
    """Return the outermost kind that implies a force, else the nearest kind at all, else "body"."""
    known = [kind for kind in (*above, own) if kind is not None]
    forceful = next((kind for kind in known if kind.force is not None), None)
    return (forceful or known[-1]).id if known else "body"
