"""What a flow's labels speak of: how far each one's value may run, and whose block each stands in.

In: a `Flow` and `IdentityCues`. Out: `Labels`, which hands out labels by field, the party a label stands under, and
the span its value lies in, whether that follows on the line, on the next, beside it or in a column of values.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from rothscope.identity.flow import Flow
from rothscope.identity.marks import LONGEST_VALUE, NUMBERED, OTHER, PARTY, Joint, Label, find_marks
from rothscope.packs.identity import IdentityCues

LONGEST_BLOCK = 8
"""Lines; the longest value is a name with department, street, city, telephone, fax and e-mail."""

LONGEST_TABLE = 120
"""Lines; more than any page's table of plan facts has."""

BACK_WORDS = 3
"""How many words before a label may say that the value is somebody else's."""

DENSE = 3
"""Distinct facts labelled on a page from which on a label may be parted from its value by a mere space."""

COLUMN_STEP = 20.0
"""Points to the right from which on a line no longer belongs to the block that a label to its left stands in."""

SAME_EDGE = 3.0
"""Points by which the left edges of lines of one column differ at most."""

_FRONT = re.compile(NUMBERED)
_SENTENCE = re.compile(r"[A-Za-z]{2,}.*[.:;?!]\s")
"""What stands before a label that begins no line, though it begins a sentence."""

_PARTIES = (PARTY, "recordkeeper", "sponsor", "administrator")


@dataclass(frozen=True)
class Labels:
    """The labels of one flow, in order."""

    flow: Flow
    cues: IdentityCues
    found: tuple[Label, ...]
    shared_out: frozenset[tuple[int, str]] = frozenset()

    def of(self, field: str) -> list[Label]:
        """Return the labels of a field, without those whose sentence or table gives the value to somebody else."""
        own = self._by_field.get(field, ())
        return [o for o in own if not self._is_foreign(o, field) and self.place(o) not in self.shared_out]

    def place(self, label: Label) -> tuple[int, str]:
        """Return the page of a label and its words."""
        return self.flow.spots[label.line].page.number, self.flow.flat[label.start : label.end]

    @cached_property
    def of_several(self) -> frozenset[tuple[int, str]]:
        """Return the places of labels whose table row has a value for each of several plans."""
        flow = self.flow
        shown = [o for o in self.found if o.opens and o.joint is Joint.SIGN]
        bars = [flow.text.find("|", o.value, flow.line_end(o.line)) for o in shown]
        several = (
            o for o, bar in zip(shown, bars, strict=True) if bar >= 0 and self._more_cells(bar, o.line)
        )
        return frozenset(self.place(o) for o in several)

    def density(self, label: Label) -> int:
        """Return how many distinct facts are labelled on the label's page."""
        return len(self._facts.get(self.flow.spots[label.line].page.number, ()))

    def party_before(self, label: Label) -> str | None:
        """Return the party whose block a label stands in: party, recordkeeper, sponsor, administrator, or null."""
        flow = self.flow
        row = "|" in flow.spots[label.line].line.text
        for other in reversed(self._openers[: bisect_left(self._opener_starts, label.start)]):
            far = label.line - other.line > (0 if row else LONGEST_BLOCK)
            if far or not flow.same_page(other.line, label.line):
                return None
            if self._to_the_right(other.line, label.line):
                continue
            party = next((field for field in _PARTIES if other.kind(field)), None)
            if party or not (other.kind(OTHER) or other.kind("ein")):
                return party
        return None

    def asks_within(self, span: tuple[int, int]) -> bool:
        """Tell whether the label of a party begins a line within a span."""
        inner = self.found[bisect_left(self._all_starts, span[0]) : bisect_left(self._all_starts, span[1])]
        return any(o.start == self.flow.starts[o.line] and any(map(o.kind, _PARTIES)) for o in inner)

    def span(self, label: Label) -> tuple[int, int] | None:
        """Return the offsets between which a label's value lies; null where the page does not show which it is."""
        flow = self.flow
        first, start, bottom = flow.line_at(label.value), label.value, float("inf")
        if not flow.same_page(label.line, first):
            return None
        if first > flow.line_at(label.end - 1):
            place = self._place_apart(label)
            if place is None:
                return None
            index, bottom = place
            start = label.value if index == first else flow.starts[index]
            if start in self._starts:
                return None  # a heading over labels
            first = index
        bar = flow.text.find("|", start, flow.line_end(first))
        if bar >= 0:
            return None if self._more_cells(bar, first) else (start, min(bar, start + LONGEST_VALUE))
        return start, max(start, self._block_end(start, first, bottom))

    def _more_cells(self, bar: int, line: int) -> bool:
        """Tell whether a row goes on with another value, as where each of several plans has a column."""
        rest = self.flow.text[bar : min(self.flow.line_end(line), bar + LONGEST_VALUE)]
        following = bar + len(rest) - len(rest.lstrip("| "))
        return bool(rest.strip("| ")) and following not in self._starts

    def _block_end(self, start: int, first: int, bottom: float) -> int:
        flow = self.flow
        last = first
        for index in range(first + 1, min(first + LONGEST_BLOCK, len(flow.spots))):
            line = flow.spots[index].line
            below = line.box is not None and line.box[1] >= bottom
            if below or line.break_before or index in self._headed or not flow.same_page(first, index):
                break
            last = index
        next_label = self._stops[bisect_right(self._stops, start) :][:1]
        return min([flow.line_end(last), start + LONGEST_VALUE, *next_label])

    def _place_apart(self, label: Label) -> tuple[int, float] | None:
        """Return the line a value begins on when it is not the label's, and the height at which it must end."""
        flow = self.flow
        own = flow.line_at(label.end - 1)
        follower = own + 1
        beside = self._beside(flow.line_at(label.start)) or self._beside(own)
        if beside:
            if len(beside) > 1 and not self._is_labelled_apart(*beside[:2]):
                return None  # a column for each of several plans
            box, its = flow.spots[follower].line.box, flow.spots[beside[0]].line.box
            below = beside[0] != follower and box is not None and its is not None and box[1] > its[1]
            return beside[0], (box[1] - 1.0 if below and box else float("inf"))
        stacked = follower in self._headed or (own - 1 in self._bare_lines and flow.same_page(own - 1, own))
        return self._place_in_column(own) if stacked else (follower, float("inf"))

    def _is_labelled_apart(self, value: int, other: int) -> bool:
        """Tell whether a column of labels stands between a value and what is beside it, in label, value, label, value."""
        box, its = self.flow.spots[value].line.box, self.flow.spots[other].line.box
        edges = self._label_edges.get(self.flow.spots[value].page.number, [])
        if box is None or its is None:
            return False
        following = edges[bisect_right(edges, box[0] + SAME_EDGE) :][:1]
        return bool(following) and following[0] <= its[0] + SAME_EDGE

    def _to_the_right(self, index: int, line: int) -> bool:
        """Tell whether a line stands in another table or column, to the right of a line."""
        box, its = self.flow.spots[line].line.box, self.flow.spots[index].line.box
        return box is not None and its is not None and its[0] > box[0] + COLUMN_STEP

    def _beside(self, index: int) -> list[int]:
        """Return the lines that stand to the right of a line, at the same height, nearest first."""
        flow, box = self.flow, self.flow.spots[index].line.box
        if box is None:
            return []
        found = []
        for other in range(index + 1, min(index + LONGEST_TABLE, len(flow.spots))):
            if not flow.same_page(index, other):
                break
            its = flow.spots[other].line.box
            if its and its[0] >= box[2] - 1.0 and abs(its[1] - box[1]) < 0.5 * (box[3] - box[1]):
                found.append((its[0], other))
        return [other for _, other in sorted(found)]

    def _place_in_column(self, index: int) -> tuple[int, float] | None:
        """Return the value's line where all labels come first and then all values; only where their numbers agree."""
        flow = self.flow
        top = bottom = index
        while top - 1 in self._bare_lines and flow.same_page(top - 1, index) and index - top < LONGEST_TABLE:
            top -= 1
        while (
            bottom + 1 in self._bare_lines
            and flow.same_page(bottom + 1, index)
            and bottom - index < LONGEST_TABLE
        ):
            bottom += 1
        values = []
        for line in range(bottom + 1, min(bottom + LONGEST_TABLE, len(flow.spots))):
            if not flow.same_page(line, index) or line in self._headed:
                break
            values.append(line)
        heads = [line for line in values if line == bottom + 1 or flow.spots[line].line.break_before]
        wanted = bottom - top + 1
        chosen = next((lines for lines in (heads, values) if len(lines) == wanted), None)
        return (chosen[index - top], float("inf")) if chosen else None

    def _is_foreign(self, label: Label, field: str) -> bool:
        foreign = self.cues.fields[field].not_after
        if not foreign:
            return False
        flow = self.flow
        if label.opens and _FRONT.fullmatch(flow.text, flow.starts[label.line], label.start):
            return False
        window = flow.flat[max(flow.page_start(label.line), label.start - 80) : label.start]
        words = re.split(r"[.?!|:]\s", window)[-1].split()[-BACK_WORDS:]
        return any(word.strip("(),;\"'") in foreign for word in words)

    @cached_property
    def _by_field(self) -> dict[str, list[Label]]:
        by_field: dict[str, list[Label]] = defaultdict(list)
        for label in self.found:
            for field, _ in label.fields:
                by_field[field].append(label)
        return by_field

    @cached_property
    def _openers(self) -> list[Label]:
        """Labels that show in the layout: they open a line, cell or sentence, and a value seems to follow."""
        return [label for label in self.found if label.opens and label.is_plain and self._is_followed(label)]

    def _is_followed(self, label: Label) -> bool:
        after = self.flow.text[label.value : label.value + 1]
        return label.joint is not Joint.NOTHING or not (after.islower() or after in ".,;)")

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(self._all_starts)

    @cached_property
    def _all_starts(self) -> list[int]:
        return [label.start for label in self.found]

    @cached_property
    def _opener_starts(self) -> list[int]:
        return [label.start for label in self._openers]

    @cached_property
    def _stops(self) -> list[int]:
        """Where a label ends the value of the label before it."""
        joined = (Joint.VERB, Joint.LINE_END)
        return [
            o.start
            for o in self.found
            if o.is_plain
            and (o.joint is Joint.SIGN or (o.opens and o.joint in joined) or self._is_numbered(o))
        ]

    def _is_numbered(self, label: Label) -> bool:
        """Tell whether a label of a number is followed by digits, as the "EIN 12-3456789" at the end of a line."""
        number = label.kind("ein") or label.kind("plan_number")
        return number is not None and self.flow.text[label.value : label.value + 1].isdigit()

    @cached_property
    def _headed(self) -> frozenset[int]:
        """Lines that begin with a label."""
        flow = self.flow
        fronts = ((o.line, flow.text[flow.starts[o.line] : o.start]) for o in self._openers)
        return frozenset(
            line for line, front in fronts if not _SENTENCE.search(front) and front.count("|") < 2
        )

    @cached_property
    def _bare_lines(self) -> frozenset[int]:
        """Lines that hold a label and nothing else."""
        return frozenset(o.line for o in self._openers if self.flow.line_at(o.value) > o.line)

    @cached_property
    def _label_edges(self) -> dict[int, list[float]]:
        """The left edges of lines that hold nothing but a label, by page number."""
        edges: dict[int, list[float]] = defaultdict(list)
        for index in self._bare_lines:
            spot = self.flow.spots[index]
            if spot.line.box:
                edges[spot.page.number].append(spot.line.box[0])
        return {page: sorted(found) for page, found in edges.items()}

    @cached_property
    def _facts(self) -> dict[int, set[str]]:
        facts: dict[int, set[str]] = defaultdict(set)
        for label in self._openers:
            facts[self.flow.spots[label.line].page.number].update(field for field, _ in label.fields)
        return facts


def find_labels(body: Flow, rows: Flow, cues: IdentityCues) -> tuple[Labels, Labels]:
    """Return the labels of a document's text and of its tables' rows."""
    marks = find_marks(rows, cues)
    several = Labels(rows, cues, marks).of_several
    return Labels(body, cues, find_marks(body, cues), several), Labels(rows, cues, marks, several)
