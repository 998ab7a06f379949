"""A pdfium text page -> runs of words, each run a stretch of one printed line without a wide gap in it.

Words keep their boxes, because columns, table cells and drawn check boxes are told apart by where words
stand.
"""

import ctypes
import math
import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, pairwise, repeat
from operator import le
from statistics import median
from sys import intern
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from rothscope.extract.sheet.frame import FAR, Frame
from rothscope.extract.tidy import BROKEN_WORD, tidy
from rothscope.model.document import Box

WIDE_GAP = 1.1
"""Least gap between two cells or columns, in ems; a justified line rarely opens its spaces that far."""

WIDER_THAN_ITS_LINE = 2.2
"""A gap must also be this many times the usual gap of its line, which a loosely justified line is not."""

WIDEST_SPACE = 3.0
"""Ems that no space of a justified line is wide: in a row of marks every gap parts two cells."""

BOLD_WEIGHT = 600
"""Font weight from which type is bold (400 is regular, 700 bold)."""

_TOKEN = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\r\n]+|[\ufffe\x02]")
_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_DINGBAT_FONT = re.compile(r"wingdings|webdings|dingbat|symbol", re.IGNORECASE)
# Check boxes, the last ones Wingdings that lost their font.
_BOXES = "\u25a1\u25a2\u2610\u2611\u2612\u2713\u2714\u2717\u2718\xa8\xfe\xfd\uf06f\uf0a8\uf0fe\uf0fd\uf0fc"
# A bullet, a number or letter of a list, or a check box: what hangs before its text with a gap that parts
# nothing.
_MARKER = re.compile(
    rf"[\u2022\u25aa\u25cf\u25cb\u25a0\u25e6\u2023\u2043\u00b7\u2013\u2014*>o{_BOXES}-]"
    r"|\(?[0-9]{1,2}[.)]|\(?[A-Za-z][.)]|\(?[ivxIVX]{1,5}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2})+\.?"
    r"|[\[(][ xX]?[\])]|[QA]:"
)
# The same, or a check box and the number of its option.
_HANGING = re.compile(
    rf"(?:{_MARKER.pattern})|(?:[{_BOXES}]|[\[(] ?[xX]? ?[\])]|_+[xX]?_*) "
    r"\(?(?:[0-9]{1,2}|[A-Za-z]|[ivxIVX]{1,5})[.)]"
)
_LONGEST_HANGING = 3
"""Words of such a mark: both brackets of a box may be one."""

# What Wingdings and ZapfDingbats print for these codes, whether they come out as Latin-1 or as private use.
PICTURE_LETTERS = {
    **dict.fromkeys("\xa8oq\uf0a8\uf06f\uf071", "\u2610"),
    **dict.fromkeys("\xfe\uf0fe", "\u2611"),
    **dict.fromkeys("\xfdx\uf0fd\uf078", "\u2612"),
    **dict.fromkeys("\xfc\uf0fc", "\u2713"),
    **dict.fromkeys("\xfb\uf0fb", "\u2717"),
    **dict.fromkeys("\xa7\xd8vnl\xb7\uf0a7\uf0d8\uf076\uf06e\uf06c\uf0b7\uf0a1", "\u2022"),
}
_ZAPF = dict.fromkeys("\u274f\u2750\u2751\u2752", "\u2610")


class Word(NamedTuple):
    """One word and its box on the page as displayed."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


_word: Callable[[tuple[str, float, float, float, float]], Word] = partial(tuple.__new__, Word)
"""Makes a word of its five values without a step in Python: a long plan has a hundred thousand."""

_Drawn = tuple[int, int, str]
"""pdfium's numbers of a word's first and last character, and what it says."""

_Piece = tuple[int, int, Word]
"""The same numbers, and the word in its place."""


@dataclass(slots=True)
class Run:
    """Neighbouring words of one printed line. `order` is the place in which the PDF draws it.

    Text and box follow from the words; a run with other words is a new run.
    """

    words: list[Word]
    size: float
    bold: bool
    order: int
    text: str = field(init=False)
    x0: float = field(init=False)
    top: float = field(init=False)
    x1: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        self.text = " ".join([word.text for word in self.words])
        self.x0, self.x1 = self.words[0].x0, self.words[-1].x1
        # The longest word stands for the line: bullets and footnote marks are often set in another size.
        lengths = [len(word.text) for word in self.words]
        main = self.words[lengths.index(max(lengths))]
        self.top, self.bottom = main.top, main.bottom

    @property
    def box(self) -> Box:
        """Return the box around the words."""
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def is_marker(self) -> bool:
        """Say whether this is only a bullet, list number or check box, or a box and a number, that hangs before its text."""
        return len(self.words) <= _LONGEST_HANGING and _HANGING.fullmatch(self.text) is not None

    @property
    def starts_with_marker(self) -> bool:
        """Say whether the first word is such a mark."""
        return _MARKER.fullmatch(self.words[0].text) is not None


_measure = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
"""pdfium's measure of a character, called with bare addresses: a long plan asks for it two hundred thousand times."""


class Letters:
    """The characters of one pdfium text page: what each measures and how it is set, by pdfium's numbers.

    The buffers are made once, since a page asks a thousand times.
    """

    def __init__(self, textpage: Any) -> None:
        self._page = textpage.raw
        self._matrix = raw.FS_MATRIX()
        self._to_matrix = ctypes.byref(self._matrix)
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.byref(ctypes.c_int())

    def place(self, words: Sequence[_Drawn], frame: Frame) -> list[_Piece]:
        """Return the words with their boxes as displayed."""
        page = ctypes.cast(self._page, ctypes.c_void_p).value
        ends = [end for start, last, _ in words for end in (start, last)]
        sides = (
            ctypes.c_float * (4 * len(ends))
        )()  # left, top, right and bottom of each first and last letter
        at = ctypes.addressof(sides)
        deque(map(_measure, repeat(page), ends, range(at, at + 16 * len(ends), 16)), maxlen=0)
        told = memoryview(sides).cast("B").cast("f").tolist()
        left, top, bottom, right = told[::8], told[1::8], told[3::8], told[6::8]
        if frame.turns or not _are_plain(left, top, bottom, right):
            boxes = [_outer_box(told[at : at + 8], frame) for at in range(0, len(told), 8)]
            return [
                (start, end, Word(word, *box)) for (start, end, word), box in zip(words, boxes, strict=True)
            ]
        x = frame.left
        heights = {side: frame.top - side for side in {*top, *bottom}}  # words of one line share theirs
        return [
            (start, end, _word((word, x0 - x, heights[y0], x1 - x, heights[y1])))
            for (start, end, word), x0, y0, y1, x1 in zip(words, left, top, bottom, right, strict=True)
        ]

    def codes(self) -> str:
        """Return every character, also those that pdfium leaves out of a text since they stand for no letter."""
        count = max(0, raw.FPDFText_CountChars(self._page))
        return "".join(chr(raw.FPDFText_GetUnicode(self._page, at)) for at in range(count))

    def size(self, index: int) -> float:
        """Return the size a character is printed at, in points: its font size as its matrix scales it."""
        raw.FPDFText_GetMatrix(self._page, index, self._to_matrix)
        scale = math.hypot(self._matrix.b, self._matrix.d)
        size = scale * float(raw.FPDFText_GetFontSize(self._page, index))
        return size if 0 < size < FAR else 0.0

    def is_bold(self, index: int) -> bool:
        """Say whether a character is bold, by the weight of its font or else by the font's name."""
        if raw.FPDFText_GetFontWeight(self._page, index) >= BOLD_WEIGHT:
            return True
        return _BOLD_NAME.search(self.font(index)) is not None

    def font(self, index: int) -> str:
        """Return the name of a character's font."""
        raw.FPDFText_GetFontInfo(self._page, index, self._name, 128, self._flags)
        return self._name.value.decode("utf-8", "replace")


def _are_plain(*sides: Sequence[float]) -> bool:
    """Tell whether boxes (all left sides, tops, bottoms, right sides) lie near the page and none is inside out."""
    left, top, bottom, right = sides
    near = all(min(some, default=0) > -FAR and max(some, default=0) < FAR for some in sides)
    return near and all(map(le, left, right)) and all(map(le, bottom, top))


def _outer_box(sides: Sequence[float], frame: Frame) -> Box:
    """Return the box around two letters; on a turned page, and in words set backwards, the last may be the outer left."""
    left, top, _, bottom, _, _, right, _ = sides
    if not frame.turns and _are_plain([left], [top], [bottom], [right]):
        return frame.place(left, bottom, right, top)
    boxes = [frame.place(a, d, c, b) for a, b, c, d in (sides[:4], sides[4:])]
    xs, ys = [side for box in boxes for side in box[::2]], [side for box in boxes for side in box[1::2]]
    if not all(-FAR < side < FAR for side in (*xs, *ys)):
        return (0.0, 0.0, 0.0, 0.0)  # a damaged file: the word is kept, its place is not known
    return (min(xs), min(ys), max(xs), max(ys))


def read_runs(textpage: Any, frame: Frame, undo: Callable[[str], str] | None = None) -> list[Run]:
    """Return the runs of a pdfium text page in the order they are drawn; `undo` makes letters of what stands for them."""
    letters = Letters(textpage)
    lines = _lines(textpage, letters, undo)
    pieces = iter(letters.place([word for line in lines for word in line], frame))
    runs: list[Run] = []
    for line in lines:
        runs += _runs(list(islice(pieces, len(line))), letters, len(runs))
    return runs


def _lines(textpage: Any, letters: Letters, undo: Callable[[str], str] | None) -> list[list[_Drawn]]:
    """Return the words of each line as pdfium tells them."""
    text = undo(letters.codes()) if undo else textpage.get_text_range()
    index = None if undo else _indexer(textpage, text)
    lines: list[list[_Drawn]] = [[]]
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word[0] in "\r\n":
            lines.append([])
            continue
        start, end = token.span()
        broken = word[-1] in "\ufffe\x02"
        end -= 2 if broken and len(word) > 1 else 1
        if index:
            start, end = index(start), index(end)
        if len(word) == 1 or not (word.isascii() and word.isprintable()):
            word = _printed(word, start, letters)
        if word:
            lines[-1].append((start, end, intern(word)))  # the same word, however often, is kept once
        if broken:
            lines.append([])
    return [line for line in lines if line]


def _indexer(textpage: Any, text: str) -> Callable[[int], int] | None:
    """Return what turns a place in the text into pdfium's character number; None where they are the same."""
    if raw.FPDFText_CountChars(textpage.raw) == len(text):
        return None
    return lambda place: max(0, raw.FPDFText_GetCharIndexFromTextIndex(textpage.raw, place))


def _printed(word: str, index: int, letters: Letters) -> str:
    """Return what the word looks like: picture fonts print boxes, ticks and bullets for letters."""
    if word in _ZAPF:
        return _ZAPF[word]
    if word in PICTURE_LETTERS and (word >= "\ue000" or _DINGBAT_FONT.search(letters.font(index))):
        return PICTURE_LETTERS[word]
    return tidy(word.replace("\x02", BROKEN_WORD))


def _runs(line: list[_Piece], letters: Letters, order: int) -> list[Run]:
    """Cut one line of pdfium's at its wide gaps and wherever it jumps back or down."""
    runs: list[Run] = []
    for part in _parts(line, letters):
        size = letters.size(_longest(part)[0])
        bold = letters.is_bold(part[0][0]) and letters.is_bold(part[-1][1])
        runs.append(Run([word for _, _, word in part], round(size, 1), bold, order + len(runs)))
    return runs


def _longest(part: list[_Piece]) -> _Piece:
    lengths = [last - first for first, last, _ in part]
    return part[lengths.index(max(lengths))]


def _parts(line: list[_Piece], letters: Letters) -> list[list[_Piece]]:
    if len(line) == 1:
        return [line]
    gaps = [right[2].x0 - left[2].x1 for left, right in pairwise(line)]
    # The box of a line is a little over an em tall: near enough to tell that nothing parts this line.
    tall = line[0][2].bottom - line[0][2].top
    if max(gaps) <= 0.7 * WIDE_GAP * tall and min(gaps) >= -0.7 * tall:
        return [line]
    em = letters.size(_longest(line)[0])
    usual = min(WIDER_THAN_ITS_LINE * median(gaps), WIDEST_SPACE * em) if len(gaps) > 3 else 0.0
    wide = max(WIDE_GAP * em, usual)
    parts = [[line[0]]]
    for gap, right in zip(gaps, line[1:], strict=True):
        marker = len(parts[-1]) <= _LONGEST_HANGING and _HANGING.fullmatch(
            " ".join(piece[2].text for piece in parts[-1])
        )
        if (gap > wide and not marker) or gap < -em:
            parts.append([])
        parts[-1].append(right)
    return parts
