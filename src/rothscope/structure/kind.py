"""What sort of document this is: signs of `patterns/documents.yaml` weighed, the winner named with its reason.

Comes in: a document and its sections. Goes out: one `DocumentKind` with authority, weight and the words that showed it.
"""

from collections.abc import Iterable
from itertools import pairwise
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

NO_TITLES = ("contents", "amendment")
"""Kinds of section whose headings speak of other documents; "Plan Amendment or Termination" titles no amendment."""

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
    headings: str
    running: str
    first: str
    whole: str
    empty_boxes: int
    ticked_boxes: int
    is_short: bool


class _Score(NamedTuple):
    """The points of a kind and the words that carried them."""

    points: int
    because: str
    kind: DocumentSigns


def find_kind(document: Document, sections: tuple[Section, ...], kinds: DocumentKinds) -> DocumentKind:
    """Return what sort of document this is and why."""
    zones = _zones(document, sections, kinds.excerpt_characters)
    foreign = _best((kind for kind in kinds.kinds if kind.other_plan), zones, kinds)
    enough = kinds.points.other_plan_short if len(zones.whole) <= kinds.short else kinds.points.other_plan
    if foreign is not None and foreign.points >= enough:
        return _named(foreign.kind, foreign.because)
    if not (_speaks_of_plans(zones, kinds) or any(_shows_itself(k, zones, kinds) for k in kinds.kinds)):
        return _named(kinds.other, "it hardly uses the words of retirement plans")
    if zones.is_short:
        return _short_kind(zones, kinds)
    best = _best((kind for kind in kinds.kinds if not kind.other_plan), zones, kinds)
    if best is None or best.points < kinds.points.enough:
        return _named(kinds.unknown, "it speaks of retirement plans but does not say what it is")
    return _blank(best.kind, zones, kinds) or _named(best.kind, best.because)


def _speaks_of_plans(zones: _Zones, kinds: DocumentKinds) -> bool:
    """Tell whether the text uses words of retirement plans as often as its length asks for."""
    length = len(zones.whole)
    words = (*kinds.plan_words, *kinds.excerpt_words) if zones.is_short else kinds.plan_words
    found = [word for word in words if word in zones.whole]
    if zones.is_short:
        return len(found) >= 1 + length // kinds.excerpt_characters_a_word
    uses = sum(zones.whole.count(word) for word in found)
    titled = any(word in zones.titles for word in found)
    apart = kinds.plan_words_titled if titled else kinds.plan_words_apart
    return len(found) >= apart and uses * PAGE_CHARACTERS >= kinds.plan_words_per_page * length


def _shows_itself(kind: DocumentSigns, zones: _Zones, kinds: DocumentKinds) -> bool:
    """Tell whether a text with few words of retirement plans has enough signs of a kind, and of its own words, to be one."""

    def apart(words: Iterable[str]) -> int:
        return sum(word in zones.whole for word in words)

    return apart(kind.own_words) >= kinds.own_words_apart and apart(kind.signs) >= kinds.own_signs_apart


def _short_kind(zones: _Zones, kinds: DocumentKinds) -> DocumentKind:
    """Return the kind of a short page: a change to a plan, else what its title names, else an excerpt.

    A section's heading may sound like a title ("In-Service Withdrawals"), so a sign must bear out a kind that does not
    live by its title. A page has the authority of its kind, but what it leaves out weighs no more than in an excerpt.
    """
    changed = _first_in(zones.titles, [(kind, kind.changes) for kind in kinds.kinds])
    called = (k for k in kinds.kinds if not k.other_plan and any(title in zones.titles for title in k.titles))
    scores = [_score(kind, zones, kinds) for kind in called]
    titled = [
        score
        for score in scores
        if score.points >= kinds.points.title + (0 if score.kind.needs_title else kinds.points.sign)
    ]
    said = _first_in(zones.first, [(kind, kind.says) for kind in kinds.kinds])
    if changed:
        named = _named(changed[0], f"{_quoted(changed[1])} stands in its title")
    elif titled:
        best = max(titled, key=lambda score: score.points)
        named = _blank(best.kind, zones, kinds) or _named(best.kind, best.because)
    elif said:
        named = _named(said[0], f"it is short and uses the words {_quoted(said[1])}")
    else:
        return _named(kinds.excerpt, f"the text is only {len(zones.whole):,} characters long")
    return named.model_copy(update={"weight": min(named.weight, kinds.excerpt.weight)})


def _first_in(
    text: str, choices: Iterable[tuple[DocumentSigns, tuple[str, ...]]]
) -> tuple[DocumentSigns, str] | None:
    """Return the first kind with a wording that the text holds, and the wording."""
    return next(((kind, word) for kind, words in choices for word in words if word in text), None)


def _blank(kind: DocumentSigns, zones: _Zones, kinds: DocumentKinds) -> DocumentKind | None:
    if kind.boxes and zones.empty_boxes >= kinds.blank_form_boxes and not zones.ticked_boxes:
        return _named(kinds.blank_form, f"all of its {zones.empty_boxes} boxes are empty")
    return None


def _named(kind: KindOfDocument, because: str) -> DocumentKind:
    return DocumentKind(
        id=kind.id,
        title=kind.title,
        authority=kind.authority,
        weight=kind.weight,
        because=because,
        readable=kind.readable,
        advice=kind.advice,
        beside=kind.beside,
        changes_kinds=kind.changes_kinds,
        chosen_in=kind.chosen_in,
        chooses=kind.chooses,
        asks_reader=kind.asks_reader,
    )


def _quoted(words: str) -> str:
    """Return words of the packs in quotes, without the space they are looked for with."""
    return f"\u201c{words[1:]}\u201d"


def _best(some: Iterable[DocumentSigns], zones: _Zones, kinds: DocumentKinds) -> _Score | None:
    """Return the score of the kind that most speaks for, the first of equals; None where there is none to choose from."""
    return max((_score(kind, zones, kinds) for kind in some), key=lambda score: score.points, default=None)


def _score(kind: DocumentSigns, zones: _Zones, kinds: DocumentKinds) -> _Score:
    points, most = kinds.points, kinds.points.sign_at_most
    total, because = _title_points(kind, zones, kinds)
    if kind.needs_title and total < points.running_head:
        return _Score(0, "nothing calls it that", kind)
    signs = [(min(count, most), sign) for sign in kind.signs if (count := zones.whole.count(sign))]
    total += points.sign * sum(count for count, _ in signs)
    against = -points.sign if kind.other_plan else points.against
    total += against * sum(min(zones.whole.count(sign), most) for sign in kind.against)
    if kind.other_plan and any(sign in zones.titles for sign in kind.against):
        total -= points.title
    if kind.boxes:
        total += points.sign * min(zones.empty_boxes + zones.ticked_boxes, 2 * most)
    if not because and signs:
        often = [sign for _, sign in sorted(signs, key=lambda pair: -pair[0])[:3]]
        because = "it uses the words " + ", ".join(map(_quoted, often))
    return _Score(total, because or "nothing speaks for it", kind)


def _title_points(kind: DocumentSigns, zones: _Zones, kinds: DocumentKinds) -> tuple[int, str]:
    """Return the points of the best place in which the document calls itself this, and the place in words."""
    changed = _first_in(zones.titles, [(kind, kind.changes)])
    if changed:
        return kinds.points.title + kinds.points.change, f"{_quoted(changed[1])} stands in its title"
    said = _first_in(zones.first, [(kind, kind.says)])
    if said and not any(title in zones.titles for title in kind.titles):
        return kinds.points.heading, f"it uses the words {_quoted(said[1])} on its first pages"
    places = (
        (zones.titles, kinds.points.title, "in its title"),
        (zones.headings, kinds.points.heading, "in a heading of its first pages"),
        (zones.running, kinds.points.running_head, "at the head or foot of its pages"),
        (zones.first, kinds.points.first_pages, "on its first pages"),
    )
    for text, points, where in places:
        for title in kind.titles if len(text) > 1 else ():
            if title in text:
                return points, f"{_quoted(title)} stands {where}"
    return 0, ""


def _zones(document: Document, sections: tuple[Section, ...], short: int) -> _Zones:
    lines = [(page.number, line) for page in document.pages for line in page.lines]
    body = [(number, line.text) for number, line in lines if line.furniture is None]
    last_first_page = document.pages[0].number + FIRST_PAGES - 1 if document.pages else 0
    first = [text for number, text in body if number <= last_first_page]
    whole = _flat(text for _, text in body)
    is_short = len(whole) <= short and len(document.pages) <= 1
    titles = _set_like_titles(first, sections)
    headings = [
        section.heading
        for section in sections
        if section.page <= last_first_page and section.level <= TITLE_LEVEL and section.kind not in NO_TITLES
    ]
    boxes = [box for _, text in body for box in shape.boxes(text)]
    ticked = sum(box.ticked for box in boxes)
    return _Zones(
        titles=_flat([document.title or "", *titles]),
        headings=_flat(headings) if len(document.pages) > 1 else "",
        running=_flat(sorted({line.text for _, line in lines if line.furniture is Furniture.RUNNING_HEAD})),
        first=_flat(first)[:FIRST_CHARACTERS],
        whole=whole,
        empty_boxes=len(boxes) - ticked,
        ticked_boxes=ticked,
        is_short=is_short,
    )


def _set_like_titles(lines: list[str], sections: tuple[Section, ...]) -> list[str]:
    """Return the lines at the head of a document that are set like titles, up to the first sentence below one.

    A sentence that runs over lines is no title, and no heading below the text is one either.
    """
    inner = {section.heading for section in sections if section.kind in NO_TITLES}
    titles: list[str] = []
    for line, after in pairwise(lines[: TITLE_LINES + 1]):
        if shape.words(line) <= TITLE_WORDS and line not in inner and _is_set_like_a_title(line, after):
            titles.append(line)
        elif titles and shape.ends_sentence(line):
            break
    return titles


def _is_set_like_a_title(line: str, after: str) -> bool:
    """Tell whether a line, by its letters and the line after it, is a title and no piece of a sentence."""
    runs_on = shape.ends_sentence(line) or after[:1].islower()
    return shape.is_capitals(line) or shape.is_title_case(line) or not runs_on


def _flat(texts: Iterable[str]) -> str:
    text = f" {' '.join(texts)}"[:READ_CHARACTERS].lower()
    if text.isascii():
        return text
    for mark, plain in _QUOTES:
        text = text.replace(mark, plain)
    return text.encode("latin-1", "replace").decode("latin-1")  # one byte a letter is searched twice as fast
