"""Footnotes: which lines are one, and on which sentence or cell each hangs.

    After-tax(1)                  a mark without a space before it, ...
    ...
    (1) Not for managers.         ... and further down a line in small type, or a dagger, that starts with the mark

Comes in: the lines of the running text; later, its passages. Goes out: the lines without the notes, and the notes;
later, the passages with each note behind what it hangs on, which it names by number.

A mark on the title of a column is about every cell below it, one on the label of a row about the row, one on a heading
about all that stands under it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, islice, takewhile
from typing import NamedTuple

from rothscope.model.document import CELL_BAR, Line, Passage, PassageKind
from rothscope.structure.cells import plain_title
from rothscope.structure.shape import ends_sentence

SMALLER = 0.8
"""Points below the body's size from which type is small."""

PAGES_BACK = 4
"""Pages before a note on which its mark may stand: notes may be gathered at the end of a chapter."""

_STARTS = re.compile(
    r"(\((?:\d{1,2}|[a-e])\)|\d{1,2}(?=[.)\s]|[A-Z])|[a-z](?=[.)\s])|[*\u2020\u2021]{1,3}|[\u00b9\u00b2\u00b3\u2074-\u2079])"
    r"[.)]?\s*(?=[A-Z0-9\"\u201c(])"
)

_STARTS_WITHIN = re.compile(r"(?<=[.;!?)] )(\d{1,2}|[*\u2020\u2021]{1,3})[.)]?\s*(?=[A-Z\"\u201c(])")
_SIGNS = frozenset({"*", "**", "***", "\u2020", "\u2021", "\u2020\u2020", "\u2021\u2021"})

SHORTEST_STEM = 3
"""Letters of the shortest word on which a letter is taken for a mark."""

_WORD = re.compile(r"[^\W\d_]+")
_SYMBOLS = "*\u2020\u2021\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"


class Spot(NamedTuple):
    """One line of running text: page from 1, place in `page.lines` from 0."""

    page: int
    place: int
    line: Line


class NoteLines(NamedTuple):
    """A footnote as it stands: its mark, its lines, where on the first its words start and on the last they end."""

    mark: str
    spots: tuple[Spot, ...]
    start: int
    end: int


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
            notes += _one_by_one(note, spots, at)
            at += len(note.spots)
    return text, notes


def _one_by_one(note: NoteLines, spots: Sequence[Spot], at: int) -> Iterator[NoteLines]:
    """Yield the notes that stand one behind the other in the lines of one ("1 Not earnings. 2 Once a year.")."""
    for down, spot in enumerate(note.spots):
        first = note.start if down == 0 else 0
        for start in _STARTS_WITHIN.finditer(spot.line.text, first):
            mark = start.group(1)
            if _comes_next(mark, note.mark) and _is_referred_to(mark, _hanging(mark), spots, at):
                yield note._replace(spots=note.spots[: down + 1], end=start.start())
                rest = NoteLines(mark, note.spots[down:], start.end(), note.end)
                yield from _one_by_one(rest, spots, at)
                return
    yield note


def _comes_next(mark: str, before: str) -> bool:
    """Tell whether a mark is the next number, or a sign where the one before is a sign."""
    return int(mark) == int(before) + 1 if mark.isdecimal() and before.isdecimal() else mark in _SIGNS


def _note_at(spots: Sequence[Spot], at: int, body_size: float) -> NoteLines | None:
    line = spots[at].line
    small = line.size < body_size - SMALLER
    start = _STARTS.match(line.text)
    if start is None or not (small or line.text[0] in _SYMBOLS or _is_glued(start.group(1), line)):
        return None
    mark = start.group(1)
    finds = _hanging(mark, _stems(mark, (spot.line.text for spot in spots)))
    if not _is_referred_to(mark, finds, spots, at):
        return None
    end = at + 1
    while end < len(spots) and _goes_on(spots[end - 1], spots[end], small):
        end += 1
    return NoteLines(mark, tuple(spots[at:end]), start.end(), len(spots[end - 1].line.text))


def _is_glued(mark: str, line: Line) -> bool:
    """Tell whether a mark in brackets starts a paragraph: one that hangs on a word above makes it a note of any size."""
    return mark[0] == "(" and mark[1].isdigit() and (line.break_before or line.box is None)


def _is_referred_to(mark: str, finds: re.Pattern[str], spots: Sequence[Spot], at: int) -> bool:
    """Tell whether the mark hangs on a word not too far above, or in a later column of the page."""
    above = takewhile(lambda spot: spot.page >= spots[at].page - PAGES_BACK, reversed(spots[:at]))
    beside = takewhile(lambda spot: spot.page == spots[at].page, islice(spots, at + 1, None))
    column = spots[at].line.column
    return any(
        mark in spot.line.text and finds.search(spot.line.text)
        for spot in chain(above, (spot for spot in beside if spot.line.column > column))
    )


def _goes_on(last: Spot, spot: Spot, small: bool) -> bool:
    """Tell whether a line goes on with the note that the last one belongs to."""
    if (last.page, last.line.column) != (spot.page, spot.line.column) or _STARTS.match(spot.line.text):
        return False
    if not any(map(str.isalpha, spot.line.text)):
        return False  # the number of the page
    if small:
        return abs(spot.line.size - last.line.size) < SMALLER and spot.line.bold == last.line.bold
    return not ends_sentence(last.line.text) and not spot.line.break_before


def _stems(mark: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words on which a letter may hang: written with it once and without it elsewhere ("Acceptedb")."""
    if not mark.isalpha():
        return ()
    words = Counter(word for text in texts for word in _WORD.findall(text.replace("-", " ")))
    return tuple(
        sorted(
            stem
            for word, times in words.items()
            if times == 1 and word.endswith(mark) and len(stem := word[: -len(mark)]) >= SHORTEST_STEM
            if stem in words or stem.lower() in words or stem.capitalize() in words
        )
    )


@cache
def _hanging(mark: str, stems: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return what finds the mark hanging on a word, by the end of what it finds; `stems` are what a letter hangs on."""
    if mark[0] in "*":
        return re.compile(rf"(?:^|(?<=[\s|(]))[^\s*|]+(?<!\*){re.escape(mark)}(?=$|[\s|.,;:)])")
    if mark[0] in _SYMBOLS:
        return re.compile(rf"(?<=\S){mark}")
    if mark[0] == "(":
        # "After-tax(1)", but not "section 402(g)(1)".
        return re.compile(rf"(?<=[A-Za-z\u2019'\u201d\".,;:%\u00bd]){re.escape(mark)}")
    if mark.isalpha():
        words = "".join(rf"|\b{stem}" for stem in stems)
        glued = rf"(?:(?<=[)\u2019'\u201d\".,;:%\u00bd]){words}){mark}(?=$|[\s|\u201d\".,;:)])"
        # A raised letter may stand apart, behind the last word of a title or a cell.
        return re.compile(rf"{glued}|(?<=\S ){mark}(?=$| \|)")
    # A raised number may stand apart, behind a bare answer.
    answer = rf"(?:(?<=\bYes )|(?<=\bNo )){mark}(?=$|[ ,|])"
    return re.compile(rf"(?<=[A-Za-z)\u2019'\u201d\".,;:])(?<!\d[.,]){mark}(?=$|[\s|\u201d\".,;:)])|{answer}")


def hang_notes(passages: list[Passage], notes: Sequence[Note]) -> list[Passage]:
    """Return the passages with those of each note after the block of the last passage its mark stands in."""
    if not notes:
        return passages
    behind: dict[int, list[Passage]] = {}
    marked = list(passages)
    for at, note in enumerate(notes):
        finds = _hanging(note.mark, _stems(note.mark, (p.text for p in passages if not p.cell)))
        bearers = _bearers(passages, note, notes[:at], finds)
        for bearer in bearers:
            marked[bearer] = _marked(marked[bearer], note.mark, finds)
        place = _end_of_block(passages, bearers[-1]) if bearers else len(passages) - 1
        behind.setdefault(place, []).extend(_hung(passages, note, bearers, finds))
    order: list[Passage] = []
    numbers: dict[int, int] = {}
    for at, passage in enumerate(marked):
        numbers[at] = len(order)
        order += [passage, *behind.get(at, ())]
    return [
        passage
        if passage.number == number and not passage.note_on
        else replace(passage, number=number, note_on=tuple(numbers[at] for at in passage.note_on))
        for number, passage in enumerate(order)
    ]


def _hung(
    passages: Sequence[Passage], note: Note, bearers: Sequence[int], finds: re.Pattern[str]
) -> list[Passage]:
    """Return the sentences of a note as they stand with its last bearer, each with the passages it is about."""
    if not bearers:
        return list(note.passages)
    last = passages[bearers[-1]]
    about = tuple(sorted({at for bearer in bearers for at in _reach(passages, bearer, finds)}))
    words = _borne(last, note.mark, finds)
    section = (
        "body" if last.cell else last.section
    )  # its row and column tell what a cell is about, not its chapter
    return [
        replace(passage, path=last.path, section=section, note_on=about, said_of=words)
        for passage in note.passages
    ]


def _bearers(
    passages: Sequence[Passage], note: Note, before: Sequence[Note], finds: re.Pattern[str]
) -> list[int]:
    """Return the passages above the note in which its mark hangs on a word, below the last note of the same mark; where
    there is none, those in a later column of its page.
    """
    piece = note.passages[0].pieces[0]
    last = max((_start(one.passages[0]) for one in before if one.mark == note.mark), default=(0, 0))
    above, here = max(last, (piece.page - PAGES_BACK, 0)), (piece.page, piece.line)
    bearing = [at for at, p in enumerate(passages) if note.mark in p.text and finds.search(p.text)]
    found = [at for at in bearing if above < _start(passages[at]) < here]
    found = found or [at for at in bearing if here < _start(passages[at]) < (piece.page + 1, 0)]
    # A row is told again cell by cell: of a mark in a cell, the cell is the bearer.
    cells = {_place_of(passages[at]) for at in found if passages[at].cell}
    return [at for at in found if passages[at].cell or _place_of(passages[at]) not in cells]


def _start(passage: Passage) -> tuple[int, int]:
    piece = passage.pieces[0]
    return piece.page, piece.line


def _place_of(passage: Passage) -> tuple[int, str]:
    label = passage.cell[0] if passage.cell else plain_title(passage.text.split(CELL_BAR)[0])
    return passage.block, label.rstrip(":")


def _end_of_block(passages: Sequence[Passage], at: int) -> int:
    while at + 1 < len(passages) and passages[at + 1].block == passages[at].block:
        at += 1
    return at


def _marked(passage: Passage, mark: str, finds: re.Pattern[str]) -> Passage:
    """Return the passage with the footnote mark in it told."""
    ends = {match.end() for match in finds.finditer(passage.text)}
    return replace(passage, marks=tuple(sorted({*passage.marks, *((end - len(mark), end) for end in ends)})))


def _reach(passages: Sequence[Passage], at: int, finds: re.Pattern[str]) -> Iterator[int]:
    """Yield the passages that a mark in one of them is about: itself, its column, its row, or what stands below it."""
    bearer = passages[at]
    yield at
    cells = bearer.text.split(CELL_BAR)
    titles = [name for cell in cells if finds.search(cell) for name in _names(cell, finds)]
    for below in range(at + 1, len(passages)):
        passage = passages[below]
        if bearer.kind is PassageKind.HEADING and len(cells) > 1:
            if passage.kind is PassageKind.HEADING or passage.block != bearer.block:
                return
            if (passage.cell and passage.cell[1] in titles) or (not passage.cell and len(cells) == 2):
                yield below
        elif bearer.kind is PassageKind.HEADING:
            if bearer.text not in passage.path:
                return
            yield below
        elif passage.cell and passage.cell[0] in titles and passage.block == bearer.block:
            yield below
        else:
            return


def _names(cell: str, finds: re.Pattern[str]) -> tuple[str, ...]:
    """Return a title or label as it may be told with a cell: with the mark at its end, if that is a letter, and without."""
    plain = plain_title(cell).rstrip(":")
    end = next((m.end() for m in finds.finditer(plain) if m.end() == len(plain)), None)
    return (plain, plain[:-1]) if end and plain[-1].isalpha() else (plain,)


def title_without_letter(notes: Sequence[NoteLines], texts: Sequence[str]) -> Callable[[str], str]:
    """Return what takes the letter of a note off the end of a column's title ("After-taxb"); `texts` are all lines."""
    marks = {note.mark for note in notes if note.mark.isalpha()}
    finds = [_hanging(mark, _stems(mark, texts)) for mark in sorted(marks)]

    def plain(title: str) -> str:
        hangs = any(m.end() == len(title) for find in finds for m in find.finditer(title))
        return title[:-1].rstrip() if hangs else title

    return plain


def _borne(bearer: Passage, mark: str, finds: re.Pattern[str]) -> str:
    """Return the words on which the mark hangs: a sentence, or a cell with what it is said of."""

    def plain(text: str) -> str:
        return finds.sub(lambda match: match.group().removesuffix(mark), text).rstrip()

    if CELL_BAR in bearer.text:
        label, *_ = cells = bearer.text.split(CELL_BAR)
        cell = next((cell for cell in cells if finds.search(cell)), label)
        named = "" if cell is label or bearer.kind is PassageKind.HEADING else f"{plain_title(label)}: "
        return f"{named}{plain(cell)}:"
    words = plain(bearer.text)
    return f"{bearer.lead_in} {words}" if bearer.lead_in else words
