"""The running text of a document: its lines in order without furniture, and which of them belong together.

Comes in: a `Document`. Goes out: a `Course` of spots (page, line index, line) that says where a paragraph may start.
"""

import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from itertools import groupby

from rothscope.model.document import Document
from rothscope.structure.flow import cut
from rothscope.structure.notes import Spot, part_notes, title_without_letter
from rothscope.structure.rows import Row, has_bars, row_at_end, table_rows
from rothscope.structure.shape import (
    bullet,
    comes_after,
    ends_sentence,
    enumerator,
    is_capitals,
    is_clause_number,
    number_of,
)

WRAPPED_AT_MOST = 130
"""Characters of the longest line above which a text without boxes is taken to hold one paragraph a line."""

WRAPPED_AT_LEAST = 50
"""Characters of the longest line below which lines are short by themselves and not wrapped."""

FULL_LINES = 3
"""Lines near the longest that show a text without boxes to be wrapped."""

INDENT = 6.0
"""Points by which a line must start further in to count as indented: about two spaces of ten-point type."""

NEW_SIZE = 0.8
"""Points of font size that part two paragraphs."""


LONG_SHARE = 0.6
"""Share of the column a line must fill to run on into the next without having ended a sentence."""

AROUND = 8
"""Lines before and after a line that show how wide its column is there."""


SERIES = 3
"""Lines with numbers that follow each other from which they are the items of one series."""

_BREAKS_OFF = re.compile(r"\b(?:the|an?|of|to|and|or|your|our|its|their|from|with|by)$")
"""What no paragraph ends with, however short its last line."""

_REFERS_ON = re.compile(
    r"(?:\bsections?|\barticles?|\bitems?|\bparagraphs?|\u00a7|,|\b(?:and|or|under|of|to|by|with|in|see|a|an|the))$",
    re.IGNORECASE,
)


Tables = tuple[dict[int, Row], frozenset[int]]
"""The rows of a page by the line each starts on, and the lines of tables that start none."""

_NO_ROWS: Tables = ({}, frozenset())


def _tables(document: Document) -> dict[int, Tables]:
    """Return the table rows of each page that has some; a table's titles and subject hold on the next page too."""
    tables = {}
    last: Row | None = None
    for page in document.pages:
        if page.tables or has_bars(page):
            tables[page.number] = table_rows(page, last)
        last = row_at_end(page, tables[page.number][0]) if page.number in tables else None
    return tables


def _without_letters(tables: Mapping[int, Tables], plain: Callable[[str], str]) -> dict[int, Tables]:
    """Return the rows of all pages, the titles over them without the letters of footnotes."""

    def titles(row: Row) -> Row:
        return row._replace(header=tuple(cut(title, 0, len(plain(title.text))) for title in row.header))

    return {
        page: ({at: titles(row) for at, row in rows.items()}, hid) for page, (rows, hid) in tables.items()
    }


class Course:
    """A document's running text."""

    def __init__(self, document: Document) -> None:
        self.spots = [
            Spot(page.number, index, line)
            for page in document.pages
            for index, line in enumerate(page.lines)
            if line.furniture is None and line.text
        ]
        self.tables = _tables(document)
        lines = [spot.line.text for spot in self.spots]
        self.spots, self.notes = part_notes(self.spots, self.body_size)
        if any(note.mark.isalpha() for note in self.notes):
            self.tables = _without_letters(self.tables, title_without_letter(self.notes, lines))
        self._opens: dict[int, bool] = {}

    def in_table(self, spot: Spot) -> bool:
        """Tell whether the line belongs to a table."""
        rows, hidden = self.tables.get(spot.page, _NO_ROWS)
        return spot.place in rows or spot.place in hidden

    @cached_property
    def body_size(self) -> float:
        """Return the font size in points that most characters have."""
        weights: dict[float, int] = {}
        for spot in self.spots:
            size = round(spot.line.size, 1)
            weights[size] = weights.get(size, 0) + len(spot.line.text)
        return max(weights, key=lambda size: weights[size]) if weights else 0.0

    @cached_property
    def bold_tells(self) -> bool:
        """Tell whether bold type is rare enough to mark a heading."""
        bold = sum(len(spot.line.text) for spot in self.spots if spot.line.bold)
        return 0 < bold <= 0.4 * sum(len(spot.line.text) for spot in self.spots)

    @cached_property
    def text_width(self) -> int:
        """Return the characters of a full line where lines carry no box, 0 where lines are not wrapped."""
        lengths = [len(spot.line.text) for spot in self.spots]
        longest = max(lengths, default=0)
        near = sum(length >= 0.75 * longest for length in lengths)
        return longest if WRAPPED_AT_LEAST <= longest <= WRAPPED_AT_MOST and near >= FULL_LINES else 0

    @cached_property
    def lefts(self) -> list[float]:
        """Return for each spot the left edge in points of the column it stands in, 0 without boxes.

        Cells of tables, which often reach out of their column a little, count only where nothing else stands in it.
        """
        lefts: list[float] = []
        for _, group in groupby(self.spots, key=lambda spot: (spot.page, spot.line.column)):
            lines = list(group)
            edges = [(self.in_table(spot), spot.line.box[0]) for spot in lines if spot.line.box]
            lefts += [min(edges, default=(False, 0.0))[1]] * len(lines)
        return lefts

    @cached_property
    def rights(self) -> list[float]:
        """Return for each spot how far right in points the lines of its type around it reach, 0 without boxes.

        One column may hold lines of the whole page's width and, further down, of half of it.
        """
        rights: list[float] = []
        for _, group in groupby(self.spots, key=lambda s: (s.page, s.line.column)):
            lines = [(s.line.size, s.line.box[2] if s.line.box else 0.0) for s in group]
            if len({size for size, _ in lines}) == 1:
                edges = [edge for _, edge in lines]
                rights += [max(edges[max(0, at - AROUND) : at + AROUND + 1]) for at in range(len(edges))]
                continue
            for at, (size, _) in enumerate(lines):
                near = lines[max(0, at - AROUND) : at + AROUND + 1]
                rights.append(max([edge for other, edge in near if abs(other - size) < 2 * NEW_SIZE]))
        return rights

    @cached_property
    def numbered(self) -> frozenset[int]:
        """Return which lines open with the numbers of one series, all at one distance from their column's left edge."""
        series: dict[int, list[int]] = {}
        found: set[int] = set()
        for at, spot in enumerate(self.spots):
            number = number_of(spot.line.text)
            if not number:
                continue
            run = series.setdefault(round(self.indent(at) / INDENT), [])
            if run and not comes_after(number, number_of(self.spots[run[-1]].line.text)):
                run.clear()
            run.append(at)
            if len(run) >= SERIES:
                found.update(run)
        return frozenset(found)

    def indent(self, at: int) -> float:
        """Return how many points the line at `at` starts right of its column's left edge."""
        line = self.spots[at].line
        return line.box[0] - self.lefts[at] if line.box else 0.0

    def is_full(self, at: int) -> bool:
        """Tell whether the next line's first word would not have fitted on the line at `at`."""
        spot, after = self.spots[at], self.spots[at + 1]
        text = spot.line.text
        first = after.line.text.split(" ", 1)[0]
        if spot.line.box is None:
            return len(text) + 1 + len(first) > self.text_width > 0
        x0, _, x1, _ = spot.line.box
        wide = (x1 - x0) / max(len(text), 1) * (len(first) + 1)
        return x1 + wide > self.rights[at]

    def is_long(self, at: int) -> bool:
        """Tell whether the line at `at` fills most of its column."""
        spot = self.spots[at]
        if spot.line.box is None:
            return len(spot.line.text) > LONG_SHARE * self.text_width > 0
        return spot.line.box[2] - self.lefts[at] > LONG_SHARE * (self.rights[at] - self.lefts[at])

    def opens(self, at: int) -> bool:
        """Tell whether the line at `at` starts a paragraph by print alone, headings not known."""
        if at not in self._opens:
            self._opens[at] = at == 0 or self._parts_from_last(at)
        return self._opens[at]

    def _parts_from_last(self, at: int) -> bool:
        before, spot = self.spots[at - 1], self.spots[at]
        last, line = before.line, spot.line
        done = ends_sentence(last.text) and not _goes_on_in_bracket(last.text, line.text)
        if not done and line.text[:1].islower() and not (bullet(line.text) or enumerator(line.text)):
            return False
        if abs(last.size - line.size) > NEW_SIZE:
            return True
        if (before.page, last.column) != (spot.page, line.column):
            return done or not self.is_long(at - 1) or is_capitals(line.text)
        if line.break_before or last.text[-1:] in ":;" or self.in_table(before) > self.in_table(spot):
            return True  # a row of a table does not run on below it
        if at in self.numbered or (is_clause_number(line.text) and not _REFERS_ON.search(last.text)):
            return True
        if line.bold and not last.bold and self.bold_tells and (done or not self.is_full(at - 1)):
            return True
        if not done:
            return not (self.is_long(at - 1) or self.is_full(at - 1) or _BREAKS_OFF.search(last.text))
        if not self.is_full(at - 1) or (is_capitals(line.text) and not is_capitals(last.text)):
            return True
        return bool(last.box and line.box and line.box[0] > last.box[0] + INDENT)


def _goes_on_in_bracket(last: str, text: str) -> bool:
    """Tell whether a line closes the bracket that the line before left open at a colon ("(choose one; default:" "none)")."""
    return last.endswith((":", ";")) and last.rfind("(") > last.rfind(")") and text.partition(")")[1] != ""


class _Same:
    """A document by identity: hashing all its lines would cost more than reading them."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.document is self.document


@lru_cache(maxsize=1)
def _course(same: _Same) -> Course:
    return Course(same.document)


def course_of(document: Document) -> Course:
    """Return the document's running text; the last one is kept, as sections and passages both need it."""
    return _course(_Same(document))
