"""Footnotes: which lines are one, and on which sentence or cell each hangs.

    After-tax(1)                  a mark without a space before it, ...
    ...
    (1) Not for managers.         ... and further down a line in small type, or a dagger, that starts with the mark

Comes in: the lines of the running text; later, its passages. Goes out: the lines without the notes, and the notes;
later, the passages with each note behind what it hangs on.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from rothscope.model.document import Line, Passage, PassageKind
from rothscope.structure.shape import ends_sentence

SMALLER = 0.8
"""Points below the body's size from which type is small."""

PAGES_BACK = 4
"""Pages before a note on which its mark may stand: notes may be gathered at the end of a chapter."""

_STARTS = re.compile(
    r"(\(\d{1,2}\)|\d{1,2}(?=[.)\s]|[A-Z])|[*\u2020\u2021]{1,3}|[\u00b9\u00b2\u00b3\u2074-\u2079])[.)]?\s*(?=[A-Z\"\u201c(])"
)
_SYMBOLS = "*\u2020\u2021\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"


class Spot(NamedTuple):
    """One line of running text: page from 1, place in `page.lines` from 0."""

    page: int
    place: int
    line: Line


class NoteLines(NamedTuple):
    """A footnote as it stands: its mark, its lines, and where on its first line its words start."""

    mark: str
    spots: tuple[Spot, ...]
    start: int


class Note(NamedTuple):
    """A footnote's mark and its sentences as passages."""

    mark: str
    passages: tuple[Passage, ...]


def part_notes(spots: Sequence[Spot], body_size: float) -> tuple[list[Spot], list[NoteLines]]:
    """Return the running text without its footnotes, and the footnotes."""
    text: list[Spot] = []
    notes: list[NoteLines] = []
    at = 0
    while at < len(spots):
        note = _note_at(spots, at, body_size)
        if note is None:
            text.append(spots[at])
            at += 1
        else:
            notes.append(note)
            at += len(note.spots)
    return text, notes


def _note_at(spots: Sequence[Spot], at: int, body_size: float) -> NoteLines | None:
    line = spots[at].line
    small = line.size < body_size - SMALLER
    if not (small or line.text[0] in _SYMBOLS):
        return None
    start = _STARTS.match(line.text)
    if start is None or not _is_referred_to(start.group(1), spots, at):
        return None
    end = at + 1
    while end < len(spots) and _goes_on(spots[end - 1], spots[end], small):
        end += 1
    return NoteLines(start.group(1), tuple(spots[at:end]), start.end())


def _is_referred_to(mark: str, spots: Sequence[Spot], at: int) -> bool:
    for spot in reversed(spots[:at]):
        if spot.page < spots[at].page - PAGES_BACK:
            return False
        if _hanging(mark).search(spot.line.text):
            return True
    return False


def _goes_on(last: Spot, spot: Spot, small: bool) -> bool:
    """Tell whether a line goes on with the note that the last one belongs to."""
    if (last.page, last.line.column) != (spot.page, spot.line.column) or _STARTS.match(spot.line.text):
        return False
    if small:
        return abs(spot.line.size - last.line.size) < SMALLER and spot.line.bold == last.line.bold
    return not ends_sentence(last.line.text) and not spot.line.break_before


@cache
def _hanging(mark: str) -> re.Pattern[str]:
    """Return what finds the mark hanging on a word."""
    if mark[0] in "*":
        return re.compile(rf"(?:^|(?<=[\s|(]))[^\s*|]+(?<!\*){re.escape(mark)}(?=$|[\s|.,;:)])")
    if mark[0] in _SYMBOLS:
        return re.compile(rf"(?<=\S){mark}")
    if mark[0] == "(":
        # "After-tax(1)", but not "section 402(g)(1)".
        return re.compile(rf"(?<=[A-Za-z\u2019'\u201d\".,;:%\u00bd]){re.escape(mark)}")
    return re.compile(rf"(?<=[A-Za-z)\u2019'\u201d\".,;:])(?<!\d[.,]){mark}(?=$|[\s|\u201d\".,;:)])")


def hang_notes(passages: list[Passage], notes: Sequence[Note]) -> list[Passage]:
    """Return the passages with those of each note after the block of the passage its mark stands in."""
    hung: dict[int, int] = {}
    for note in notes:
        at = _bearer(passages, note)
        found = note.passages
        if at is not None:
            bearer = passages[at]
            lead_in = _borne(bearer, note.mark)
            found = tuple(
                replace(passage, path=bearer.path, section=bearer.section, lead_in=lead_in)
                for passage in found
            )
            hung[found[0].block] = bearer.block
            while at + 1 < len(passages) and bearer.block in (
                passages[at + 1].block,
                hung.get(passages[at + 1].block),
            ):
                at += 1
        place = len(passages) if at is None else at + 1
        passages[place:place] = found
    if not notes:
        return passages
    return [
        passage if passage.number == number else replace(passage, number=number)
        for number, passage in enumerate(passages)
    ]


def _bearer(passages: Sequence[Passage], note: Note) -> int | None:
    """Return the last passage above the note in which its mark hangs on a word."""
    piece = note.passages[0].pieces[0]
    for at in range(len(passages) - 1, -1, -1):
        first = passages[at].pieces[0]
        if first.page < piece.page - PAGES_BACK:
            return None
        if (first.page, first.line) < (piece.page, piece.line) and _hanging(note.mark).search(
            passages[at].text
        ):
            return at
    return None


def _borne(bearer: Passage, mark: str) -> str:
    """Return the words on which the mark hangs: a sentence, or a cell with what it is said of."""
    plain = _hanging(mark).sub(lambda match: match.group().removesuffix(mark), bearer.text)
    if " | " in bearer.text:
        label, *_ = cells = bearer.text.split(" | ")
        cell = next(cell for cell in cells if _hanging(mark).search(cell))
        named = "" if cell is label or bearer.kind is PassageKind.HEADING else f"{label}: "
        return f"{named}{_hanging(mark).sub(lambda m: m.group().removesuffix(mark), cell)}:"
    return f"{bearer.lead_in} {plain}" if bearer.lead_in else plain
