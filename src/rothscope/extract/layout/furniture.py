"""What on a page is no running text: running heads and feet, page numbers, lists of contents.

In: the runs of all pages, or a page's finished lines. Out: which of them are furniture, and the number
printed on each page. Nothing is removed here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rothscope.extract.sheet.words import Run
from rothscope.extract.tidy import squash
from rothscope.model.document import Furniture, Line

EDGE = 0.12
"""Share of the page height at top and bottom in which heads and feet stand."""

EDGE_ROWS = 4
"""Rows from the top and from the bottom that may be heads and feet."""

SAME_HEIGHT = 10.0
"""Points by which a running head may move between pages."""

FEW_PAGES = 3
"""A head repeats on at least this many pages; in a leaflet on two."""

LEAFLET = 4
"""Pages up to which a document is a leaflet, whose cover and back bear no head."""

LEADERS = 3
"""Lines with dot leaders from which a page holds a list of contents."""

CONTENTS_LINES = 6
"""Lines ending in a rising page number from which a page without dot leaders is a list of contents."""

CONTENTS_SHARE = 0.6
"""Share of a page's lines that such entries must make up."""

CONTENTS_WITHIN = 12
"""Pages from the start among which a list of contents without page numbers stands."""

_LEADING_MARK = re.compile(r"^[^\w(\[]+")
_DOTS = re.compile(r"\.\.|\. \.|\u2026")
_PAGE_NUMBER = re.compile(
    r"(?:page|pg\.?)?[\s\-\u2013\u2014|]*((?:[A-Z]{1,2}-|[0-9]{1,2}-)?[0-9]{1,4}|[ivxl]{1,7}|[IVXL]{1,7})"
    r"(?:[\s\-\u2013\u2014|]*|\s*(?:of|/)\s*[0-9]{1,4})",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(r"\b(?:page|pg\.?)\s+([0-9]{1,4})\b", re.IGNORECASE)
_EDGE_NUMBER = re.compile(r"^([0-9]{1,4})\b(?![.,/%)])|(?<![\w.,/$(-])([0-9]{1,4})$")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*(?:[A-Z]{1,2}-)?(?:[0-9]{1,4}|[ivxl]{1,7})$|\u2026+\s*[0-9]{1,4}$")
_ENTRY = re.compile(r"[A-Za-z]{3}.*\s([0-9]{1,4})$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


class Edges(NamedTuple):
    """What the furniture of one page is: kind by run order, and the number printed on the page."""

    kinds: dict[int, Furniture]
    label: str | None = None


class _Edge(NamedTuple):
    """A run near the top or bottom of a page."""

    page: int
    run: Run
    at_top: bool
    key: str


def find_furniture(pages: Sequence[tuple[list[Run], float]]) -> list[Edges]:
    """Return the furniture of each page, given (runs, page height) of all pages in order."""
    edges = [edge for page, (runs, height) in enumerate(pages) for edge in _edges(page, runs, height)]
    kinds: list[dict[int, Furniture]] = [{} for _ in pages]
    for edge in _repeated(edges, len(pages)):
        kinds[edge.page][edge.run.order] = Furniture.RUNNING_HEAD
    labels: list[str | None] = [None] * len(pages)
    for edge, label in _numbered(edges, len(pages)):
        labels[edge.page] = labels[edge.page] or label
        if _PAGE_NUMBER.fullmatch(edge.run.text):
            kinds[edge.page][edge.run.order] = Furniture.PAGE_NUMBER
    return [Edges(kind, label) for kind, label in zip(kinds, labels, strict=True)]


def _edges(page: int, runs: list[Run], height: float) -> Iterator[_Edge]:
    tops = sorted({round(run.top / 4) for run in runs})
    bottoms = sorted({round(run.bottom / 4) for run in runs}, reverse=True)
    first = tops[: EDGE_ROWS * 2][-1] if tops else 0
    last = bottoms[: EDGE_ROWS * 2][-1] if bottoms else 0
    for run in runs:
        if run.is_marker and _PAGE_NUMBER.fullmatch(run.text) is None:
            continue  # the box or number of a list that runs on from page to page
        if _PAGE_NUMBER.fullmatch(run.text) and any(_is_raised_before(run, other) for other in runs):
            continue  # the mark of a footnote
        at_top = run.bottom < EDGE * height and round(run.top / 4) <= first
        if at_top or (run.top > (1 - EDGE) * height and round(run.bottom / 4) >= last):
            yield _Edge(page, run, at_top, _key_of(run.text))


def _is_raised_before(run: Run, text: Run) -> bool:
    """Tell whether a run is the raised mark of the text right behind it, which is set larger."""
    beside = 0 <= text.x0 - run.x1 < text.size and text.top < run.bottom and run.top < text.bottom
    return beside and run.size < text.size


def _key_of(text: str) -> str:
    """Return the words of an edge whatever its digits; a number by itself is as good as another only where it counts."""
    return text if text.isdigit() else re.sub(r"[0-9]+|\b[ivxl]+$", "#", text.lower())


def _repeated(edges: list[_Edge], pages: int) -> Iterator[_Edge]:
    """Yield the edges whose words stand on several pages at about the same height, whatever their digits."""
    groups: dict[tuple[bool, str], list[_Edge]] = {}
    for edge in edges:
        groups.setdefault((edge.at_top, edge.key), []).append(edge)
    enough = 2 if pages <= LEAFLET else FEW_PAGES
    for group in groups.values():
        if len({edge.page for edge in group}) < enough:
            continue
        for edge in group:
            peers = {e.page for e in group if abs(e.run.top - edge.run.top) <= SAME_HEIGHT}
            if len(peers) >= enough:
                yield edge


def _numbered(edges: list[_Edge], pages: int) -> list[tuple[_Edge, str]]:
    """Return the edges that carry the printed page number, which runs in step with the pages of the file."""
    found = [(edge, label, value) for edge in edges for label, value in _numbers(edge.run.text)]
    enough = 2 if pages <= 20 else 3
    alone = [f for f in found if _PAGE_NUMBER.fullmatch(f[0].run.text)]
    trusted = {step for step, count in _pages_in_step(alone).items() if count >= enough}
    if not any(digits for _, digits in trusted):
        # Only where no number stands by itself: the one in a head or foot that counts most pages.
        inside = [f for f in found if not _PAGE_NUMBER.fullmatch(f[0].run.text)]
        within = _pages_in_step(inside).most_common(1)
        trusted |= {step for step, count in within if count >= enough}
    return [
        (edge, label)
        for edge, label, value in found
        if _step((edge, label, value)) in trusted or (pages == 1 and _SAYS_PAGE.search(edge.run.text))
    ]


def _pages_in_step(found: Sequence[tuple[_Edge, str, int]]) -> Counter[tuple[int, bool]]:
    """Return on how many pages each step is seen at one edge; a list of numbers on one page, as of contents, counts once."""
    seen = Counter((step, top) for step, top, _ in {(_step(f), f[0].at_top, f[0].page) for f in found})
    steps: Counter[tuple[int, bool]] = Counter()
    for (step, _), pages in seen.items():
        steps[step] = max(steps[step], pages)
    return steps


def _step(found: tuple[_Edge, str, int]) -> tuple[int, bool]:
    """Return how far the page of the file runs ahead of the number, and whether the number is in digits."""
    edge, label, value = found
    return edge.page - value, label[-1].isdigit()


def _numbers(text: str) -> Iterator[tuple[str, int]]:
    alone = _PAGE_NUMBER.fullmatch(text)
    if alone:
        label = alone.group(1)
        value = _value(label)
        if value:
            yield label, value
        return
    for match in (_SAYS_PAGE.search(text), *_EDGE_NUMBER.finditer(text)):
        if match:
            label = match.group(match.lastindex or 1)
            yield label, int(label)


def _value(label: str) -> int:
    """Return the number a label stands for: 7, vii and A-7 are all 7."""
    last = label.rsplit("-", 1)[-1]
    if last.isdigit():
        return int(last)
    digits = [_ROMAN.get(letter, 0) for letter in last.lower()]
    return sum(-d if d < max(digits[at:]) else d for at, d in enumerate(digits))


def mark_contents(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of all pages with the entries of a list of contents marked as such.

    Dot leaders give an entry away wherever three stand on a page. Without them most lines of the page must
    end in page numbers that never fall, or must come again as headings spread over later pages.
    """
    last_seen = {
        _key(line): page for page, lines in enumerate(pages) for line in lines if line.furniture is None
    }
    return [_with_entries(lines, _entries(page, lines, last_seen)) for page, lines in enumerate(pages)]


def _key(line: Line) -> str:
    return squash(_LEADING_MARK.sub("", line.text))


def _with_entries(lines: Sequence[Line], entries: Sequence[int]) -> list[Line]:
    marked = set(entries)
    return [
        replace(line, furniture=Furniture.CONTENTS) if at in marked else line for at, line in enumerate(lines)
    ]


def _entries(page: int, lines: Sequence[Line], last_seen: dict[str, int]) -> Sequence[int]:
    body = [at for at, line in enumerate(lines) if line.furniture is None]
    led = [at for at in body if _DOTS.search(lines[at].text) and _LEADER.search(lines[at].text)]
    if len(led) >= LEADERS:
        between = [at for at in body if led[0] <= at <= led[-1]]
        return between if len(led) >= CONTENTS_SHARE * len(between) else led
    return _numbered_entries(lines, body) or _repeated_entries(page, lines, body, last_seen)


def _numbered_entries(lines: Sequence[Line], body: Sequence[int]) -> Sequence[int]:
    ends = [(at, m) for at in body if lines[at].text[-1:].isdigit() and (m := _ENTRY.search(lines[at].text))]
    numbers = [int(match.group(1)) for _, match in ends]
    rising = numbers == sorted(numbers) and len(set(numbers)) > len(numbers) // 2
    enough = len(ends) >= max(CONTENTS_LINES, CONTENTS_SHARE * len(body))
    return [at for at, _ in ends] if enough and rising else []


def _repeated_entries(
    page: int, lines: Sequence[Line], body: Sequence[int], last_seen: dict[str, int]
) -> Sequence[int]:
    """Return the lines of a page that lists the document's headings without their pages, else nothing."""
    if page >= CONTENTS_WITHIN or len(body) < CONTENTS_LINES:
        return []
    again = [
        (at, last_seen[key])
        for at in body
        if last_seen.get(key := _key(lines[at]), 0) > page and len(key) > 3
    ]
    pages = Counter(later for _, later in again)
    # A page that is simply in the file twice comes again on one page, not spread over many.
    spread = len(pages) >= 3 and max(pages.values()) <= CONTENTS_SHARE * len(again)
    if len(again) < max(CONTENTS_LINES, CONTENTS_SHARE * len(body)) or not spread:
        return []
    first, last = again[0][0], again[-1][0]
    return [at for at in body if first <= at <= last]
