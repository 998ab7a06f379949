"""A document as one run of text with a way back to its pages, and the rows of its tables as another.

In: a `Document` and its passages. Out: `Flow`. Offsets count characters of `Flow.text` from 0; lines of a page are
joined by one space and pages parted by a line feed, so nothing that is matched can reach over a page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from typing import NamedTuple

from rothscope.model.analysis import Stated
from rothscope.model.document import Box, Document, Line, Page, Passage

LONGEST_QUOTE = 400
"""Characters; where label and value lie further apart, the value alone is quoted."""

_BEGUN = re.compile(r"(?:\band|[/&])(?:\s+plan)?$", re.I)
_ITEM = re.compile(r"(?:[A-Z]-?\d+|\d+(?:\.\d+)+|\d+\.)[.)]?\s+[A-Z]")
"""How a numbered item of a form begins: "A-4 Plan name", "1.03 Plan", "4. Effective date"."""

FEW_WORDS = 40
"""Characters before a label on its line that are quoted along with it."""

FEW_LINES = 9
"""Lines around one that show how wide its column is."""

SAME_COLUMN = 20.0
"""Points by which the left edges of lines of one column of text differ at most."""

SAME_SIZE = 0.6
"""Points by which the type of one paragraph's lines differs at most."""

_LEVELLED = {
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys("\u201c\u201d", '"'),
    **dict.fromkeys("\u2010\u2011\u2013\u2014", " "),
}


def flatten(text: str) -> str:
    """Return the text in lower case, hyphens as spaces and quotes straight, at exactly the same length."""
    flat = text.lower()
    if len(flat) != len(text):  # a few capitals (such as a dotted I) grow when lowered
        flat = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if not flat.isascii():
        for printed, plain in _LEVELLED.items():
            flat = flat.replace(printed, plain)
    return flat.replace("-", " ")


class Spot(NamedTuple):
    """One line, the page it stands on and its index there."""

    page: Page
    line: Line
    number: int


@dataclass(frozen=True)
class Flow:
    """The text, its levelled twin of the same length, and where each line starts.

    `body` is set on a flow of table rows: quotes are then looked up in the page's own lines.
    """

    text: str
    flat: str
    starts: tuple[int, ...]
    spots: tuple[Spot, ...]
    body: "Flow | None" = None

    def line_at(self, offset: int) -> int:
        """Return the index of the line that holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def line_end(self, index: int) -> int:
        """Return the offset just after a line."""
        return self.starts[index] + len(self.spots[index].line.text)

    def page_end(self, index: int) -> int:
        """Return the offset just after the page that holds a line."""
        end = self.text.find("\n", self.starts[index])
        return len(self.text) if end < 0 else end

    def page_start(self, index: int) -> int:
        """Return the offset of the first character of the page that holds a line."""
        return self.text.rfind("\n", 0, self.starts[index]) + 1

    def same_page(self, one: int, other: int) -> bool:
        """Tell whether two lines, by index, exist and share a page."""
        return (
            min(one, other) >= 0
            and max(one, other) < len(self.spots)
            and (self.spots[one].page.number == self.spots[other].page.number)
        )

    def new_block(self, one: int, other: int) -> bool:
        """Tell whether one of the lines up to another, by index, begins anew: after a gap, or in type of another size."""
        size = self.spots[one].line.size
        return any(
            spot.line.break_before or abs(spot.line.size - size) > SAME_SIZE
            for spot in self.spots[one + 1 : other + 1]
        )

    def runs_on(self, index: int) -> bool:
        """Tell whether a line is as long as others around it, so that the next had to begin with its next word."""
        line = self.spots[index].line
        if not self.same_page(index, index + 1) or line.box is None:
            return False
        left, _, right, _ = line.box
        letter = (right - left) / len(line.text)
        around = self.spots[max(0, index - FEW_LINES) : index + FEW_LINES]
        edges = [
            o.line.box[2]
            for o in around
            if o.line.box
            and o is not self.spots[index]
            and o.page.number == self.spots[index].page.number
            and abs(o.line.box[0] - left) < SAME_COLUMN
        ]
        after = self.spots[index + 1].line
        room = max(edges, default=0.0) - right
        return not after.break_before and -2 * letter < room < letter * (len(after.text.split(" ", 1)[0]) + 1)

    def stated(self, value: str, span: tuple[int, int], label: int | None = None) -> Stated | None:
        """Return the value with the words that state it, from the label's offset if that is near.

        Null only for table rows whose words are not found on their page.
        """
        start, end = span
        if label is not None and label < start and self._near(label, end):
            start = self._whole_label(label)
        if self.body is not None:
            return self._stated_in_body(value, (start, end), span)
        first, last = self.line_at(start), self.line_at(end - 1)
        spot = self.spots[first]
        return Stated(
            value=value,
            page=spot.page.number,
            quote=self.text[start:end],
            printed_page=spot.page.label,
            box=_union(s.line.box for s in self.spots[first : last + 1]),
        )

    def _near(self, label: int, end: int) -> bool:
        return end - label <= LONGEST_QUOTE and (
            self.body is not None or self.line_at(end - 1) - self.line_at(label) <= 2
        )

    def _whole_label(self, label: int) -> int:
        """Return where the line of a label begins, if only a few words stand before it there."""
        start = self.starts[self.line_at(label)]
        while start < label and not self.text[start].isalnum():
            start += 1
        return start if label - start <= FEW_WORDS else label

    def _stated_in_body(self, value: str, wide: tuple[int, int], tight: tuple[int, int]) -> Stated | None:
        body = self.body
        page = self.spots[self.line_at(tight[0])].page.number
        if body is None or page not in body.page_spans:
            return None
        for start, end in (wide, tight):
            words = self.text[start:end].replace(" | ", " ").split()
            found = re.compile(r"[\s|-]*".join(map(re.escape, words))).search(
                body.text, *body.page_spans[page]
            )
            if found:
                return body.stated(value, found.span())
        return None

    @cached_property
    def page_spans(self) -> dict[int, tuple[int, int]]:
        """Return the offsets of each page's text by page number."""
        spans: dict[int, tuple[int, int]] = {}
        for index, spot in enumerate(self.spots):
            start = spans.get(spot.page.number, (self.starts[index], 0))[0]
            spans[spot.page.number] = (start, self.line_end(index))
        return spans


def _union(boxes: Iterable[Box | None]) -> Box | None:
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def read_flow(document: Document, passages: Sequence[Passage], ignored_sections: Sequence[str]) -> Flow:
    """Return the running text of a document.

    Running heads and contents pages are left out; empty options and passages of ignored sections keep their place
    but cannot be matched.
    """
    spots = [
        Spot(page, line, number)
        for page in document.pages
        for number, line in enumerate(page.lines)
        if line.furniture is None and line.text
    ]
    flow = _flow(spots)
    silenced = [p for p in passages if p.ticked is False or p.section in ignored_sections]
    return _silence(flow, silenced) if silenced else flow


def read_rows(document: Document, body: Flow) -> Flow:
    """Return every table row as one line of cells with bars between; a header is a row like the others."""
    spots = []
    for page in document.pages:
        for table in page.tables:
            for row in _whole_rows((table.header, *table.rows)):
                cells = [
                    cell for cell, _ in groupby(filter(None, row))
                ]  # a cell over two columns stands twice
                if len(cells) > 1:
                    spots.append(Spot(page, Line(text=" | ".join(cells), break_before=True), -1))
    return _flow(spots, body)


def _whole_rows(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield rows; one whose first cell ends with "and" goes with the next, as "Sponsor and Plan" with "Administrator"."""
    begun: tuple[str, ...] = ()
    for row in rows:
        joins = bool(begun) and len(begun) == len(row)
        whole = (
            tuple(" ".join(filter(None, pair)) for pair in zip(begun, row, strict=True))
            if joins
            else tuple(row)
        )
        begun = whole if whole and not joins and _BEGUN.search(whole[0]) else ()
        if not begun:
            yield whole


def _flow(spots: Sequence[Spot], body: Flow | None = None) -> Flow:
    sheets = (
        " ".join([spot.line.text for spot in sheet])
        for _, sheet in groupby(spots, lambda spot: spot.page.number)
    )
    # The line feed in front of the first page spares every pattern the case "at the very start".
    text = "".join(["\n" + sheet for sheet in sheets])
    starts = list(accumulate((len(spot.line.text) + 1 for spot in spots), initial=1))
    return Flow(text, flatten(text), tuple(starts[:-1]), tuple(spots), body)


def _silence(flow: Flow, silenced: Sequence[Passage]) -> Flow:
    places = {(spot.page.number, spot.number): index for index, spot in enumerate(flow.spots)}
    spans = []
    for passage in silenced:
        for at, piece in enumerate(passage.pieces):
            index = places.get((piece.page, piece.line))
            if at and index is not None and _ITEM.match(flow.text, flow.starts[index]):
                break  # an empty box at the end of a line is no title of the items below it
            if index is not None:
                start = flow.starts[index] + piece.offset
                spans.append((start, min(start + piece.end - piece.start, flow.line_end(index))))
    flat, at = [], 0
    for start, end in sorted(spans):
        if end > max(start, at):
            start = max(start, at)
            flat += [flow.flat[at:start], "\0" * (end - start)]
            at = end
    flat.append(flow.flat[at:])
    return Flow(flow.text, "".join(flat), flow.starts, flow.spots, flow.body)
