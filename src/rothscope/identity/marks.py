"""The labels of a plan's facts in a flow: where each stands and what joins it to its value.

In: a `Flow` and `IdentityCues`. Out: `Label`s in order, found in one pass over the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from rothscope.identity.flow import Flow
from rothscope.identity.words import any_of, trie_pattern
from rothscope.packs.identity import IdentityCues, spellings

LONGEST_VALUE = 1000
"""Characters; keeps a page without line ends from being taken for one value."""

OTHER = "other"
PARTY = "party"
DETAIL = "detail"
"""The fields of labels whose values are not read: things and parties nobody asks for, and what only lengthens a label."""

NUMBERED = r"[^A-Za-z]*(?:[A-Za-z](?:[.)]|-?\d[\d.]*)\s+)?"
"""What may stand before the first word of a line: a bullet, "1.", "(a)", "A-4", as a regular expression."""

_OPENING = re.compile(rf"(?:.*[|.:;?!·]\s)?{NUMBERED}(?:(?:the|your|this)\s+)?", re.I)
_FULL_STOP = re.compile(r"\.\s+(?=[A-Z0-9\u2610-\u2612])")
"""What stands after the title of a numbered item, "3. Plan name."."""

_JOINED = re.compile(r"\s*(?:,\s*(?:and|&)|[,/;&]|and)\s*(?:the\s+)?", re.I)
_LENGTHENED = re.compile(r"\s*(?:,\s*(?:and|&)|[,/;&.]|and)\s*(?:the\s+)?", re.I)
_CLAUSE_END = re.compile(r"[|.:;?!·]\s")


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
    """One label. `opens` tells that it begins its line, cell or sentence; its value starts at `value` or later.

    `joined` tells that it asks for several facts, as "Plan sponsor / EIN".
    """

    fields: tuple[tuple[str, Kind], ...]
    start: int
    end: int
    line: int
    opens: bool
    joint: Joint
    value: int
    joined: bool = False

    @property
    def is_plain(self) -> bool:
        """Tell whether this is a label proper, rather than words that lead to a value in a sentence."""
        return any(kind is Kind.LABEL for _, kind in self.fields)

    def kind(self, field: str) -> Kind | None:
        """Return how the label marks a field, null where it does not."""
        return next((kind for name, kind in self.fields if name == field), None)


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
        marks=re.compile(rf"[^a-z0-9_]({trie_pattern(fields)})(?!\w)"),
        fields={mark: tuple(found) for mark, found in fields.items()},
        joint=re.compile(
            r"\s*(?:\([^()|]{1,60}\)\s*)?(?:(?P<sign>[:|=/]+|[\u2013\u2014-]+(?=\s)|\.{2,}|\u2026)\s*)?"
            rf"(?:(?P<verb>{any_of(cues.verbs)})(?!\w)\s*:?\s*)?[|:\s]*",
            re.I,
        ),
        unfinished=frozenset((*cues.names.unfinished, *cues.names.joining)),
    )


def _marks(cues: IdentityCues) -> Iterator[tuple[str, str, Kind]]:
    for field, words in cues.fields.items():
        for kind, phrases in zip(Kind, (words.labels, words.weak, words.leads, words.trails), strict=True):
            yield from ((mark, field, kind) for phrase in phrases for mark in spellings(phrase))
    others = ((PARTY, cues.other_parties), (OTHER, cues.other_labels), (DETAIL, cues.details))
    for field, phrases in others:
        yield from ((mark, field, Kind.LABEL) for phrase in phrases for mark in spellings(phrase))


def find_marks(flow: Flow, cues: IdentityCues) -> tuple[Label, ...]:
    """Return every label of a flow, in order; labels joined by "and", a comma or a slash are one label of several facts."""
    scanner = _scanner(cues)
    groups: list[list[re.Match[str]]] = []
    for match in _matches(flow, scanner):
        if groups and _goes_with(flow, scanner, groups[-1][-1], match):
            groups[-1].append(match)
        else:
            groups.append([match])
    found = (_label(flow, scanner, group) for group in groups)
    return tuple(label for label in found if label)


def _matches(flow: Flow, scanner: _Scanner) -> Iterator[re.Match[str]]:
    """Yield what may be a label; words at a line's end lengthen none that the next line begins with."""
    at = 0
    while match := scanner.marks.search(flow.flat, at):
        line = flow.line_at(match.start(1))
        at = match.end()
        own = scanner.marks.match(flow.flat, flow.line_end(line)) if flow.line_end(line) < at else None
        if own and own.end() == at and not _opens(flow, scanner, match.start(1), line):
            at = flow.line_end(line)
        else:
            yield match


def _goes_with(flow: Flow, scanner: _Scanner, one: re.Match[str], other: re.Match[str]) -> bool:
    between = flow.text[one.end() : other.start(1)]
    detail = any(field == DETAIL for field, _ in scanner.fields[other[1]])
    return (_LENGTHENED if detail else _JOINED).fullmatch(between) is not None


def _label(flow: Flow, scanner: _Scanner, group: Sequence[re.Match[str]]) -> Label | None:
    start, end = group[0].start(1), group[-1].end(1)
    text, line = flow.text, flow.line_at(start)
    fields = _fields([scanner.fields[match[1]] for match in group])
    if text[end : end + 2] in ("'s", "\u2019s") or not fields:
        return None
    opens = _opens(flow, scanner, start, line)
    numbered = opens and re.search(r"\d", text[flow.starts[line] : start]) and _FULL_STOP.match(text, end)
    joint = scanner.joint.match(
        text, numbered.end() if numbered else end, min(flow.page_end(line), end + 200)
    )
    value = joint.end() if joint else end
    return Label(
        fields=fields,
        start=start,
        end=end,
        line=line,
        opens=opens,
        joint=Joint.SIGN if numbered else _joint(flow, joint, opens, start, end, value),
        value=value,
        joined=len(group) > 1,
    )


def _fields(marked: Sequence[tuple[tuple[str, Kind], ...]]) -> tuple[tuple[str, Kind], ...]:
    """Return the facts of labels that are one; beside a plain label even a weak one is plain."""
    plain = any(kind is Kind.LABEL and field != DETAIL for fields in marked for field, kind in fields)
    merged: dict[str, Kind] = {}
    for at, fields in enumerate(marked):
        if at and (DETAIL, Kind.LABEL) in fields:
            continue
        for field, kind in fields:
            if field != DETAIL:
                merged.setdefault(
                    field, Kind.LABEL if plain and kind is Kind.WEAK and len(marked) > 1 else kind
                )
    return tuple(merged.items())


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
    if start - begin > LONGEST_VALUE or not _OPENING.fullmatch(flow.text, begin, start):
        return False
    spot = flow.spots[line].line
    if spot.break_before or not flow.same_page(line - 1, line) or _CLAUSE_END.search(flow.text, begin, start):
        return True
    # A line end may cut a sentence just before the words of a label.
    return flow.spots[line - 1].line.text.rsplit(" ", 1)[-1] not in scanner.unfinished
