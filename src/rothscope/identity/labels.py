"""Where the labels of a plan's facts stand in a flow, what joins each to its value, and how far the value may run.

In: a `Flow` and `IdentityCues`. Out: `Labels`, which hands out labels by field, the party whose block a label stands
in, and the span a label's value lies in.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property

from rothscope.identity.flow import Flow
from rothscope.identity.words import any_of, trie_pattern
from rothscope.packs.identity import IdentityCues, spellings

LONGEST_BLOCK = 8
"""Lines; the longest value is a name with department, street, city, telephone, fax and e-mail."""

BACK_WORDS = 3
"""How many words before a label may say that the value is somebody else's."""

DENSE = 3
"""Distinct facts labelled on a page from which on a label may be parted from its value by a mere space."""

COLUMN_STEP = 20.0
"""Points to the right from which on a line no longer belongs to the block that a label to its left stands in."""

OTHER = "other"
PARTY = "party"
"""The fields of labels whose values are not read: things and parties nobody asks for."""

_PARTIES = (PARTY, "recordkeeper", "sponsor", "administrator")
_OPENING = re.compile(r"(?:.*[|.:;?!]\s)?[^A-Za-z]*(?:[A-Za-z][.)]\s+)?(?:(?:the|your|this)\s+)?", re.I)


class Joint(Enum):
    """What stands between a label and its value."""

    SIGN = "a colon, dash, leader or cell border"
    VERB = "is, are"
    LINE_END = "the end of the line"
    NOTHING = "a space"


class Kind(Enum):
    """How a phrase is joined to the value: before it, only if nothing better, running into it, or after it."""

    LABEL = "label"
    WEAK = "weak"
    LEAD = "lead"
    TRAIL = "trail"


@dataclass(frozen=True)
class Label:
    """One label. `opens` tells that it begins its line, cell or sentence; its value starts at `value` or later."""

    fields: tuple[tuple[str, Kind], ...]
    start: int
    end: int
    line: int
    opens: bool
    joint: Joint
    value: int

    def kind(self, field: str) -> Kind | None:
        """Return how the label marks a field, null where it does not."""
        return next((kind for name, kind in self.fields if name == field), None)


@dataclass(frozen=True)
class Labels:
    """The labels of one flow, in order."""

    flow: Flow
    cues: IdentityCues
    found: tuple[Label, ...]

    def of(self, field: str) -> list[Label]:
        """Return the labels of a field, without those whose sentence gives the value to somebody else."""
        return [label for label in self._by_field.get(field, ()) if not self._is_foreign(label, field)]

    def density(self, label: Label) -> int:
        """Return how many distinct facts are labelled on the label's page."""
        return len(self._facts.get(self.flow.spots[label.line].page.number, ()))

    def party_before(self, label: Label) -> str | None:
        """Return the party whose block a label stands in: party, recordkeeper, sponsor, administrator, or null."""
        flow = self.flow
        row = "|" in flow.spots[label.line].line.text
        for other in reversed([o for o in self._openers if o.start < label.start]):
            far = label.line - other.line > (0 if row else LONGEST_BLOCK)
            if far or not flow.same_page(other.line, label.line):
                return None
            if self._to_the_right(other.line, label.line):
                continue
            party = next((field for field in _PARTIES if other.kind(field)), None)
            if party or not (other.kind(OTHER) or other.kind("ein")):
                return party
        return None

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
            first = index
        bar = flow.text.find("|", start, flow.line_end(first))
        if bar >= 0:
            return None if self._more_cells(bar, first) else (start, bar)
        return start, max(start, self._block_end(start, first, bottom))

    def _more_cells(self, bar: int, line: int) -> bool:
        """Tell whether a row goes on with another value, as where each of several plans has a column."""
        rest = self.flow.text[bar : self.flow.line_end(line)]
        following = bar + len(rest) - len(rest.lstrip("| "))
        return bool(rest.strip("| ")) and not any(label.start == following for label in self.found)

    def _block_end(self, start: int, first: int, bottom: float) -> int:
        flow = self.flow
        last = first
        for index in range(first + 1, min(first + LONGEST_BLOCK, len(flow.spots))):
            line = flow.spots[index].line
            below = line.box is not None and line.box[1] >= bottom
            if below or line.break_before or index in self._headed or not flow.same_page(first, index):
                break
            last = index
        end = flow.line_end(last)
        return next((stop for stop in self._stops if start < stop < end), end)

    def _place_apart(self, label: Label) -> tuple[int, float] | None:
        """Return the line a value begins on when it is not the label's, and the height at which it must end."""
        flow = self.flow
        own = flow.line_at(label.end - 1)
        follower = own + 1
        beside = self._beside(flow.line_at(label.start)) or self._beside(own)
        if beside:
            if len(beside) > 1 and beside[1] not in self._headed:
                return None  # a column for each of several plans
            box = flow.spots[follower].line.box
            stacked = beside[0] != follower and box is not None
            return beside[0], (box[1] - 1.0 if stacked and box else float("inf"))
        if follower not in self._headed:
            return follower, float("inf")
        return self._place_in_column(own)

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
        for other in range(index + 1, len(flow.spots)):
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
        while top - 1 in self._bare_lines and flow.same_page(top - 1, index):
            top -= 1
        while bottom + 1 in self._bare_lines and flow.same_page(bottom + 1, index):
            bottom += 1
        values = []
        for line in range(bottom + 1, len(flow.spots)):
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
        if label.opens and label.start == flow.starts[label.line]:
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
        """Labels that show in the layout: they open a line, cell or sentence and a value seems to follow."""
        text = self.flow.text
        return [
            label
            for label in self.found
            if label.opens
            and any(kind is Kind.LABEL for _, kind in label.fields)
            and (label.joint is not Joint.NOTHING or text[label.value : label.value + 1].strip("abcdefghijklmnopqrstuvwxyz.,;)"))
        ]

    @cached_property
    def _headed(self) -> frozenset[int]:
        """Lines that begin with a label."""
        return frozenset(o.line for o in self._openers if self.flow.text[self.flow.starts[o.line] : o.start].count("|") < 2)

    @cached_property
    def _bare_lines(self) -> frozenset[int]:
        """Lines that hold a label and nothing else."""
        return frozenset(o.line for o in self._openers if self.flow.line_at(o.value) > o.line)

    @cached_property
    def _stops(self) -> list[int]:
        shown = {o.start for o in self._openers if o.joint is not Joint.NOTHING}
        return sorted(shown | {label.start for label in self.found if (label.joint is Joint.SIGN and label.kind(OTHER) is not None) or (label.joint is Joint.SIGN and any(k is Kind.LABEL for _, k in label.fields))})

    @cached_property
    def _facts(self) -> dict[int, set[str]]:
        facts: dict[int, set[str]] = defaultdict(set)
        for label in self._openers:
            facts[self.flow.spots[label.line].page.number].add(label.fields[0][0])
        return facts


@dataclass(frozen=True)
class _Scanner:
    marks: re.Pattern[str]
    fields: dict[str, tuple[tuple[str, Kind], ...]]
    joint: re.Pattern[str]
    unfinished: frozenset[str]


@cache
def _scanner(cues: IdentityCues) -> _Scanner:
    fields: dict[str, list[tuple[str, Kind]]] = defaultdict(list)
    for mark, field, kind in _marks(cues):
        fields[mark].append((field, kind))
    return _Scanner(
        # A character is taken in front of the label: far quicker than looking behind at every letter.
        marks=re.compile(rf"\W({trie_pattern(fields)})(?!\w)"),
        fields={mark: tuple(found) for mark, found in fields.items()},
        joint=re.compile(
            r"\s*(?:\([^()|]{1,60}\)\s*)?(?:(?P<sign>[:|=]+|[\u2013\u2014-]+(?=\s)|\.{2,}|\u2026)\s*)?"
            rf"(?:(?P<verb>{any_of(cues.verbs)})(?!\w)\s*:?\s*)?[|:\s]*",
            re.I,
        ),
        unfinished=frozenset((*cues.names.unfinished, *cues.names.joining)),
    )


def _marks(cues: IdentityCues) -> Iterator[tuple[str, str, Kind]]:
    for field, words in cues.fields.items():
        for kind, phrases in zip(Kind, (words.labels, words.weak, words.leads, words.trails), strict=True):
            yield from ((mark, field, kind) for phrase in phrases for mark in spellings(phrase))
    for field, phrases in ((PARTY, cues.other_parties), (OTHER, cues.other_labels)):
        yield from ((mark, field, Kind.LABEL) for phrase in phrases for mark in spellings(phrase))


def find_labels(flow: Flow, cues: IdentityCues) -> Labels:
    """Return every label of a flow, in order."""
    scanner = _scanner(cues)
    found = (_label(flow, scanner, match) for match in scanner.marks.finditer(flow.flat))
    return Labels(flow, cues, tuple(label for label in found if label))


def _label(flow: Flow, scanner: _Scanner, match: re.Match[str]) -> Label | None:
    start, end = match.span(1)
    text, line = flow.text, flow.line_at(start)
    if text[end : end + 2] in ("'s", "\u2019s"):
        return None
    joint = scanner.joint.match(text, end, min(flow.page_end(line), end + 200))
    value = joint.end() if joint else end
    opens = _opens(flow, scanner, start, line)
    return Label(
        fields=scanner.fields[match[1]],
        start=start,
        end=end,
        line=line,
        opens=opens,
        joint=_joint(flow, joint, opens, start, end, value),
        value=value,
    )


def _joint(flow: Flow, joint: re.Match[str] | None, opens: bool, start: int, end: int, value: int) -> Joint:
    if joint and joint["sign"]:
        return Joint.SIGN
    if joint and joint["verb"]:
        return Joint.VERB
    ends_line = flow.line_at(value) > flow.line_at(end - 1) or value >= len(flow.text)
    titled = flow.text[start].isupper() or flow.text[start].isdigit()
    return Joint.LINE_END if opens and titled and ends_line else Joint.NOTHING


def _opens(flow: Flow, scanner: _Scanner, start: int, line: int) -> bool:
    begin = flow.starts[line]
    match = _OPENING.fullmatch(flow.text, begin, start)
    if not match:
        return False
    spot = flow.spots[line].line
    if spot.break_before or not flow.same_page(line - 1, line) or re.search(r"[|.:;?!]\s", flow.text[begin:start]):
        return True
    # A line end may cut a sentence just before the words of a label.
    return flow.spots[line - 1].line.text.rsplit(" ", 1)[-1] not in scanner.unfinished
