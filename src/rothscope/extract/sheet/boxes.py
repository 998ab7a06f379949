"""Check boxes and rules that a page draws or that its form fields show, and the marks they become in text.

In: pdfium's page. Out: squares (ticked or empty) and the rules of the page; then runs with "☐" or "☒"
standing where the box stands, so that the mark comes before the option it belongs to.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from rothscope.extract.sheet.form_values import Button
from rothscope.extract.sheet.frame import FAR, Frame
from rothscope.extract.sheet.words import Run, Word
from rothscope.extract.tidy import tidy
from rothscope.model.document import Box

EMPTY, TICKED = "\u2610", "\u2612"

SQUARE_SIDES = (5.0, 15.0)
"""Least and greatest side of a drawn check box, in points; smaller ones are bullets, larger ones cells."""

THIN = 2.5
"""Points up to which a drawn rectangle is a rule."""

SHORTEST_RULE = 12.0
"""Points from which a thin shape is a rule, below a column as narrow as a mark."""

UPRIGHT = 8.0
"""Points from which a shape is as tall as a row of a table; rows of small print hardly stand closer."""

REACH = 60.0
"""Points within which the text after a box is its option."""

REACH_BACK = 30.0
"""Points within which the text before a box is its option, where none comes after it."""

MOST_OBJECTS = 20_000
"""Drawn objects beyond which a page is artwork, and its shapes are not looked at."""

COMB_GAP = 2.0
"""Points below which two squares in a row touch."""

TYPED_SIZES = (6.0, 12.0)
"""Least and greatest font size taken for a field's text, which pdfium does not tell."""

DARK = 110
"""Red + green + blue below three times this is a dark fill: a bullet, not a box."""

_TICKS = frozenset("XxVv\u2713\u2714\u2717\u2718\u2611\u2612\u221a\u25a0\u25cf\u2022\u00d7")


class Square(NamedTuple):
    """A check box on the page as displayed."""

    box: Box
    ticked: bool


@dataclass(slots=True)
class Shapes:
    """What a page draws besides text: `rules` are horizontal (x0, y, x1), `count` is of drawn objects.

    `ruled` counts rules and edges of boxes, `uprights` the shapes tall enough to part two cells; `frames` are the boxes
    larger than a check box. `sides` are the upright rules (x, top, bottom) of a page that is only a picture, whose
    tables nothing else tells.
    """

    squares: list[Square] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    sides: list[tuple[float, float, float]] = field(default_factory=list)
    ruled: int = 0
    uprights: int = 0
    count: int = 0


class _Path(NamedTuple):
    """A small shape: a square or a circle of a box's size, a stroke, a patch."""

    box: Box
    is_square: bool
    solid: bool
    is_round: bool = False


def read_shapes(page: Any, frame: Frame) -> Shapes:
    """Return the boxes and rules drawn on a page."""
    shapes = Shapes(count=raw.FPDFPage_CountObjects(page.raw))
    small: list[_Path] = []
    if shapes.count > MOST_OBJECTS:
        return shapes
    for path, box in _paths(page, frame):
        width, height = box[2] - box[0], box[3] - box[1]
        shapes.uprights += height >= UPRIGHT
        if height <= THIN and width >= SHORTEST_RULE:
            shapes.rules.append((box[0], (box[1] + box[3]) / 2, box[2]))
            shapes.ruled += 1
        elif width <= THIN and height >= UPRIGHT:
            shapes.ruled += 1
        elif width >= 30 and height >= UPRIGHT:
            shapes.rules += [(box[0], box[1], box[2]), (box[0], box[3], box[2])]
            shapes.frames.append(box)
            shapes.ruled += 4
        elif max(width, height) <= SQUARE_SIDES[1] + 3:
            small.append(_looked_at(path, box))
    shapes.squares = _squares(small)
    return shapes


def _paths(page: Any, frame: Frame) -> Iterator[tuple[Any, Box]]:
    sides = [ctypes.c_float() for _ in range(4)]
    refs = [ctypes.byref(side) for side in sides]
    for at in range(raw.FPDFPage_CountObjects(page.raw)):
        thing = raw.FPDFPage_GetObject(page.raw, at)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(
            thing, *refs
        ):
            values = [side.value for side in sides]
            if all(-FAR < value < FAR for value in values):
                yield thing, frame.place(*values)


def _looked_at(path: Any, box: Box) -> _Path:
    kinds = [
        raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(path, at))
        for at in range(min(12, raw.FPDFPath_CountSegments(path)))
    ]
    width, height = box[2] - box[0], box[3] - box[1]
    one_loop = kinds.count(raw.FPDF_SEGMENT_MOVETO) == 1 and 4 <= len(kinds) <= 5
    straight = raw.FPDF_SEGMENT_BEZIERTO not in kinds
    least, greatest = SQUARE_SIDES
    alike = abs(width - height) <= 0.25 * max(width, height) and least <= width <= greatest
    is_round = kinds.count(raw.FPDF_SEGMENT_MOVETO) == 1 and set(kinds[1:]) == {raw.FPDF_SEGMENT_BEZIERTO}
    return _Path(box, one_loop and straight and alike, _is_solid(path), is_round and alike and len(kinds) > 9)


def _is_solid(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value or stroke.value:
        return False
    color = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(path, *(ctypes.byref(part) for part in color))
    return sum(part.value for part in color[:3]) < 3 * DARK and color[3].value > 0


def _squares(small: list[_Path]) -> list[Square]:
    """Return the drawn check boxes and radio circles; a stroke, or a dark patch, inside one is its tick.

    A dark disc that stands in a column of circles is the chosen one among them.
    """
    squares: list[Square] = []
    for path in small:
        if not (path.is_square or path.is_round) or path.solid:
            continue
        if any(_holds(square.box, path.box) for square in squares):
            continue
        inside = [p for p in small if p is not path and _holds(path.box, p.box)]
        squares.append(Square(path.box, any(p.solid or not p.is_square for p in inside)))
    circles = [path.box for path in small if path.is_round and not path.solid]
    discs = [path.box for path in small if path.is_round and path.solid]
    squares += [
        Square(disc, True)
        for disc in discs
        if any(_stand_alike(disc, circle) for circle in circles)
        and not any(_holds(square.box, disc) for square in squares)
    ]
    return [square for square in squares if not any(_touch(square.box, other.box) for other in squares)]


def _stand_alike(disc: Box, circle: Box) -> bool:
    """Say whether a disc and a circle are of one size and stand one below the other or side by side."""
    one, other = disc[2] - disc[0], circle[2] - circle[0]
    lined_up = abs(disc[0] - circle[0]) < COMB_GAP or abs(disc[1] - circle[1]) < COMB_GAP
    return lined_up and abs(one - other) <= 0.25 * max(one, other)


def _touch(a: Box, b: Box) -> bool:
    """Say whether two squares stand side by side without a gap: cells for one letter each, not choices."""
    apart = max(a[0], b[0]) - min(a[2], b[2])
    return a is not b and abs(a[1] - b[1]) < COMB_GAP and apart < COMB_GAP


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] < x < outer[2] and outer[1] < y < outer[3]


class _Widget(NamedTuple):
    """A check box or radio button of a form: where it is seen, its name and place in the file, whether it shows a tick."""

    box: Box
    button: Button
    shown: bool


def read_fields(
    page: Any, form: Any, frame: Frame, chosen: Callable[[], frozenset[Button]]
) -> tuple[list[Square], list[Run]]:
    """Return the check boxes and radio buttons of a page's form, and what is typed into its other fields.

    Where none of a field's buttons shows a tick, its value tells which is `chosen`: some programs that fill in forms leave
    it to the reader's viewer to draw the tick.
    """
    buttons: list[_Widget] = []
    typed: list[Run] = []
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
            kind = raw.FPDFAnnot_GetFormFieldType(form.raw, annotation)
            rect = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect))
            box = frame.place(rect.left, rect.bottom, rect.right, rect.top)
            if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
                place = (round(rect.left), round(rect.bottom), round(rect.right), round(rect.top))
                name = _told(raw.FPDFAnnot_GetFormFieldName, annotation, form)
                shown = bool(raw.FPDFAnnot_IsChecked(form.raw, annotation))
                buttons.append(_Widget(box, (name, place), shown))
            elif kind in (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX):
                value = tidy(_told(raw.FPDFAnnot_GetFormFieldValue, annotation, form))
                typed += [_typed(value, box)] if value else []
        raw.FPDFPage_CloseAnnot(annotation)
    drawn = {name for _, (name, _), shown in buttons if shown}
    ticked = frozenset() if drawn.issuperset(w.button[0] for w in buttons) else chosen()
    return [
        Square(w.box, w.shown or (w.button in ticked and w.button[0] not in drawn)) for w in buttons
    ], typed


def _typed(value: str, box: Box) -> Run:
    """Return a field's text where a reader sees it; half an em a letter is enough to tell cells apart."""
    size = min(TYPED_SIZES[1], max(TYPED_SIZES[0], 0.7 * (box[3] - box[1])))
    right = min(box[2], box[0] + 0.5 * size * len(value))
    return Run([Word(value, box[0], box[1], right, box[3])], round(size, 1), False, 0)


def _told(ask: Any, annotation: Any, form: Any) -> str:
    """Return what pdfium tells of a form field when asked by one of its functions."""
    size = ask(form.raw, annotation, None, 0)
    if not 2 < size < 100_000:
        return ""
    value = (ctypes.c_ushort * (size // 2 + 1))()
    ask(form.raw, annotation, value, size)
    return bytes(value).decode("utf-16-le", "replace").split("\0")[0]


def put_marks(runs: list[Run], squares: list[Square]) -> list[Run]:
    """Return the runs with a mark for each box that belongs to a line of text."""
    if not squares:
        return runs
    marked = list(runs)
    for square in sorted(squares, key=lambda s: (s.box[1], s.box[0])):
        ticks = [(at, w) for at, run in enumerate(marked) for w in run.words if _fits(square.box, w)]
        if any(word.text not in _TICKS for _, word in ticks):
            continue  # a number or letter in a frame
        for at, word in ticks:
            left = [w for w in marked[at].words if w is not word]
            marked[at] = replace(marked[at], words=left or [word._replace(text="")])
        mark = Word(TICKED if square.ticked or ticks else EMPTY, *square.box)
        _insert(marked, mark)
    return [run for run in marked if run.text]


def _fits(box: Box, word: Word) -> bool:
    return len(word.text) <= 2 and _holds(box, (word.x0, word.top, word.x1, word.bottom))


def _insert(runs: list[Run], mark: Word) -> None:
    """Put the mark into the run it stands in, else before the run to its right, else after the left one."""
    middle = (mark.top + mark.bottom) / 2
    beside = [at for at, run in enumerate(runs) if run.text and run.top <= middle <= run.bottom]
    within = [at for at in beside if runs[at].x0 < mark.x0 < runs[at].x1]
    after = [at for at in beside if -2 <= runs[at].x0 - mark.x1 <= REACH]
    before = [at for at in beside if -2 <= mark.x0 - runs[at].x1 <= REACH_BACK]
    if within or after:
        at = within[0] if within else min(after, key=lambda at: runs[at].x0)
        words = runs[at].words
        place = sum(word.x0 < mark.x0 for word in words)
        runs[at] = replace(runs[at], words=[*words[:place], mark, *words[place:]])
    elif before:
        at = max(before, key=lambda at: runs[at].x1)
        runs[at] = replace(runs[at], words=[*runs[at].words, mark])
