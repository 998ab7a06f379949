"""What sort of document this is: signs of `patterns/documents.yaml` weighed, the winner named with its reason.

Comes in: a document and its sections. Goes out: one `DocumentKind` with authority, weight and the words that showed it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from rothscope.model.document import Document, DocumentKind, Furniture, Section
from rothscope.packs.documents import DocumentKinds, DocumentSigns, KindOfDocument
from rothscope.structure import shape
from rothscope.structure.dates import document_date

__all__ = ["document_date", "find_kind"]

FIRST_PAGES = 2
"""Pages on which a document says what it is."""

TITLE_LINES = 6
"""First lines of a document that may be its title, however they are set."""

TITLE_LEVEL = 3
"""Lowest level of a heading on the first pages that counts as a title."""

FIRST_CHARACTERS = 3000
"""Characters that stand for the first pages where a text has no pages."""

READ_CHARACTERS = 60_000
"""Characters of the text in which signs are looked for: some 20 pages."""

PAGE_CHARACTERS = 3000
"""Characters counted as a page when words are counted by the page."""

TITLE_WORDS = 16
"""Words beyond which a line is a sentence and no title."""

# Replacing them one by one is many times faster than str.translate on text that is not all ASCII.
_QUOTES = (
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u201c", '"'),
    ("\u201d", '"'),
    ("\u2010", "-"),
    ("\u2011", "-"),
)


class _Zones(NamedTuple):
    """The text in lower case by where it stands; each starts with a space, so that words are found whole."""

    titles: str
    running: str
    first: str
    whole: str
    empty_boxes: int
    ticked_boxes: int


class _Score(NamedTuple):
    """The points of a kind and the words that carried them."""

    points: int
    because: str
    kind: DocumentSigns


def find_kind(document: Document, sections: tuple[Section, ...], kinds: DocumentKinds) -> DocumentKind:
    """Return what sort of document this is and why."""
    zones = _zones(document, sections)
    length = len(zones.whole)
    if length <= kinds.excerpt_characters and len(document.pages) <= 1:
        return _named(kinds.excerpt, f"the text is only {length:,} characters long")
    scores = [_score(kind, zones, kinds) for kind in kinds.kinds]
    foreign = max((s for s in scores if s.kind.other_plan), key=lambda s: s.points, default=None)
    if foreign is not None and foreign.points >= kinds.points.other_plan:
        return _named(foreign.kind, foreign.because)
    found = [word for word in kinds.plan_words if f" {word}" in zones.whole]
    uses = sum(zones.whole.count(f" {word}") for word in found)
    if len(found) < kinds.plan_words_apart or uses * PAGE_CHARACTERS < kinds.plan_words_per_page * length:
        return _named(kinds.other, "it hardly uses the words of retirement plans")
    best = max((s for s in scores if not s.kind.other_plan), key=lambda s: s.points, default=None)
    if best is None or best.points < kinds.points.enough:
        return _named(kinds.unknown, "it speaks of retirement plans but does not say what it is")
    if best.kind.boxes and zones.empty_boxes >= kinds.blank_form_boxes and not zones.ticked_boxes:
        return _named(kinds.blank_form, f"all of its {zones.empty_boxes} boxes are empty")
    return _named(best.kind, best.because)


def _named(kind: KindOfDocument, because: str) -> DocumentKind:
    return DocumentKind(
        id=kind.id,
        title=kind.title,
        authority=kind.authority,
        weight=kind.weight,
        because=because,
        readable=kind.readable,
        advice=kind.advice,
    )


def _score(kind: DocumentSigns, zones: _Zones, kinds: DocumentKinds) -> _Score:
    points, most = kinds.points, kinds.points.sign_at_most
    total, because = _title_points(kind, zones, kinds)
    if kind.needs_title and total < points.running_head:
        return _Score(0, "nothing calls it that", kind)
    signs = [(min(zones.whole.count(f" {sign}"), most), sign) for sign in kind.signs]
    total += points.sign * sum(count for count, _ in signs)
    total += points.against * sum(min(zones.whole.count(f" {sign}"), most) for sign in kind.against)
    if kind.boxes:
        total += points.sign * min(zones.empty_boxes + zones.ticked_boxes, 2 * most)
    often = [sign for count, sign in sorted(signs, key=lambda pair: -pair[0]) if count][:3]
    if not because and often:
        because = "it uses the words " + ", ".join(f"\u201c{sign}\u201d" for sign in often)
    return _Score(total, because or "nothing speaks for it", kind)


def _title_points(kind: DocumentSigns, zones: _Zones, kinds: DocumentKinds) -> tuple[int, str]:
    """Return the points of the best place in which the document calls itself this, and the place in words."""
    places = (
        (zones.titles, kinds.points.title, "in its title"),
        (zones.running, kinds.points.running_head, "at the head or foot of its pages"),
        (zones.first, kinds.points.first_pages, "on its first pages"),
    )
    for text, points, where in places:
        for title in kind.titles:
            if f" {title}" in text:
                return points, f"\u201c{title}\u201d stands {where}"
    return 0, ""


def _zones(document: Document, sections: tuple[Section, ...]) -> _Zones:
    lines = [(page.number, line) for page in document.pages for line in page.lines]
    body = [(number, line.text) for number, line in lines if line.furniture is None]
    last_first_page = document.pages[0].number + FIRST_PAGES - 1 if document.pages else 0
    first = [text for number, text in body if number <= last_first_page]
    titles = [text for text in first[:TITLE_LINES] if shape.words(text) <= TITLE_WORDS]
    if len(document.pages) > 1:
        titles += [
            section.heading
            for section in sections
            if section.page <= last_first_page and section.level <= TITLE_LEVEL and section.kind != "contents"
        ]
    boxes = [box for _, text in body for box in shape.boxes(text)]
    ticked = sum(box.ticked for box in boxes)
    return _Zones(
        titles=_flat([document.title or "", *titles]),
        running=_flat(sorted({line.text for _, line in lines if line.furniture is Furniture.RUNNING_HEAD})),
        first=_flat(first)[:FIRST_CHARACTERS],
        whole=_flat(text for _, text in body),
        empty_boxes=len(boxes) - ticked,
        ticked_boxes=ticked,
    )


def _flat(texts: Iterable[str]) -> str:
    text = f" {' '.join(texts)}"[:READ_CHARACTERS].lower()
    if text.isascii():
        return text
    for mark, plain in _QUOTES:
        text = text.replace(mark, plain)
    return text.encode("latin-1", "replace").decode("latin-1")  # one byte a letter is searched twice as fast
