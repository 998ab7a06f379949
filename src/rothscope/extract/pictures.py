"""The page itself as evidence: a picture of the quoted words marked, and a copy of the PDF with highlights.

In: a PDF, and where words stand (boxes from `locate`, in points from the top left of the page as displayed).
Out: PNG bytes, or PDF bytes. The same file and the same marks give the same bytes.
"""

import ctypes
import hashlib
import io
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2.raw as raw
from PIL import Image, ImageChops, ImageDraw

from rothscope.errors import UnreadableFile
from rothscope.extract.locate import Span, Spot, find_spans
from rothscope.extract.pdf import open_pdf
from rothscope.extract.read import PDF_MARK_WITHIN
from rothscope.extract.sheet.boxes import EMPTY, TICKED
from rothscope.extract.sheet.frame import Frame, frame_of
from rothscope.extract.sheet.tilt import quarters, tilted_back, turned_size, turned_upright
from rothscope.model.document import Box, Page

DPI = 150
"""Dots an inch of a crop: small print stays readable, and five crops stay far below a megabyte."""

WIDEST = 1800
"""Most dots across a crop; posters and damaged page sizes are drawn smaller."""

CONTEXT = 34.0
"""Points of page shown above and below the quoted words, about two lines."""

TALLEST = 520.0
"""Most points of page in one crop; a longer quote is cut at its end."""

MARGIN = 14
"""Dots of white kept at the left and right of the text."""

SHADES = 8
"""Shades of grey, plain and marked; 2 x 8 colours make four bits a dot."""

MARKER = (255, 226, 84)
"""The marker pen: what white becomes under a highlight."""


OUTLINE_DPI = 100
"""Dots an inch of a page with boxes drawn: as large as a screen."""

OUTLINES = {
    "line": "#2563eb",
    "heading": "#dc2626",
    "furniture": "#9ca3af",
    "box": "#d97706",
    "table": "#16a34a",
}
"""The colour of a box by what it holds."""

MARKS = (EMPTY, TICKED, "\u2611")

_INK = [255 if level < 200 else 0 for level in range(256)]
"""What of a grey page counts as ink."""

_OPEN_XREF = re.compile(
    rb"(\d+) 0 obj\s?<<(/Info(?:(?!stream).)*)/W\[0 4 1\]/Index\[([\d ]+)\]/Length (\d+)>>stream\r\n"
    rb"(.*)\r\nendstream\r\nstartxref(\s+\d+\s+%%EOF\s*)\Z",
    re.DOTALL,
)
_UPDATE_ID = re.compile(rb"(/ID\s*\[\s*<[0-9A-Fa-f]*>\s*)<[0-9A-Fa-f]{32}>")


class Mark(NamedTuple):
    """One highlight: the words, its colour "#rrggbb", and the title and text a viewer lists."""

    span: Span
    colour: str
    title: str
    text: str


def is_pdf(path: Path) -> bool:
    """Tell whether a file is a PDF, by its content and not by its name."""
    with path.open("rb") as file:
        return b"%PDF-" in file.read(PDF_MARK_WITHIN)


def crop(path: Path, page: int, spot: Spot) -> bytes:
    """Return a PNG of the page (from 1) around a spot, its boxes marked, turned as the words read.

    Raises LockedPdf or UnreadableFile, IndexError for a page that is not there.
    """
    return crops(path, [(page, spot)])[0]


def crops(path: Path, wanted: Sequence[tuple[int, Spot]]) -> list[bytes]:
    """Return a PNG for each (page, spot), opening the file once; see `crop`."""
    with open_pdf(path.read_bytes(), path.name) as pdf:
        return [_png(_drawn(pdf[page - 1], spot)) for page, spot in wanted]


def outlined(path: Path, page: Page, headings: Collection[int] = ()) -> bytes:
    """Return a PNG of a page turned as it was read: a box round each line and table, its colour by what the line is.

    `headings` are the numbers of the lines that open a section. Raises LockedPdf or UnreadableFile.
    """
    with open_pdf(path.read_bytes(), path.name) as pdf:
        sheet = pdf[page.number - 1]
        scale = min(OUTLINE_DPI / 72, WIDEST / turned_size(page.tilt, sheet.get_size())[0])
        picture = sheet.render(scale=scale, rotation=_clockwise(page.tilt)).to_pil().convert("RGB")
    draw = ImageDraw.Draw(picture)
    for table in page.tables:
        _outline(draw, table.box, page, scale, OUTLINES["table"], 3)
    for number, line in enumerate(page.lines):
        looks = "furniture" if line.furniture else "heading" if number in headings else "line"
        looks = "box" if any(mark in line.text for mark in MARKS) else looks
        _outline(draw, line.box, page, scale, OUTLINES[looks], 1)
    png = io.BytesIO()
    picture.quantize(64).save(png, "PNG", optimize=True)
    return png.getvalue()


def _outline(
    draw: ImageDraw.ImageDraw, box: Box | None, page: Page, scale: float, colour: str, width: int
) -> None:
    if box is None:
        return
    size = turned_size(page.tilt, (page.width, page.height))
    x0, top, x1, bottom = tilted_back(box, page.tilt - 90 * quarters(page.tilt), size)
    draw.rectangle(
        (x0 * scale, top * scale, max(x0, x1) * scale, max(top, bottom) * scale), None, colour, width
    )


def highlight(path: Path, marks: Sequence[Mark]) -> bytes:
    """Return the PDF with a highlight annotation for each mark, on each page its words run over.

    The annotations are appended to the file as an incremental update (ISO 32000-1, 7.5.6), so every byte of the
    original stays; marks whose words are not found are left out. Raises LockedPdf or UnreadableFile.
    """
    content = path.read_bytes()
    found = find_spans(path, [mark.span for mark in marks])
    with open_pdf(content, path.name) as pdf:
        for mark, pages in zip(marks, found, strict=True):
            for number, spot in pages.items():
                _annotate(pdf[number - 1], spot.boxes, mark)
        copy = io.BytesIO()
        pdf.save(copy, flags=raw.FPDF_INCREMENTAL)
    if not copy.getvalue().startswith(content):
        raise UnreadableFile(f"{path.name} cannot be copied with highlights; save it again as a PDF first.")
    return content + _with_steady_id(_closed(copy.getvalue()[len(content) :], len(content)))


def _closed(update: bytes, start: int) -> bytes:
    """Return an update that begins at byte `start` of the file with its cross-reference stream made whole.

    Where the original has such a stream, pdfium appends one without its type, its end, and an entry for the stream
    itself (ISO 32000-1, 7.5.8).
    """

    def whole(found: re.Match[bytes]) -> bytes:
        number, keys, index, length, table, rest = found.groups()
        table += (start + found.start()).to_bytes(4, "big") + b"\0"
        index, length = index + number + b" 1 ", b"%d" % (int(length) + 5)
        head = number + b" 0 obj\r\n<</Type/XRef" + keys + b"/W[0 4 1]/Index[" + index + b"]/Length " + length
        return head + b">>stream\r\n" + table + b"\r\nendstream\r\nendobj\r\nstartxref" + rest

    return _OPEN_XREF.sub(whole, update)


def _with_steady_id(update: bytes) -> bytes:
    """Return the update with its file identifier made from its content; pdfium draws it by chance.

    Only the second of the two identifiers says which version of the file this is (ISO 32000-1, 14.4).
    """
    bare = _UPDATE_ID.sub(rb"\1<>", update)
    steady = hashlib.sha256(bare).hexdigest()[:32].upper().encode()
    return _UPDATE_ID.sub(rb"\1<" + steady + b">", update)


def _clockwise(tilt: float) -> int:
    """Return the degrees, clockwise, by which pdfium must turn a page for it to be read."""
    return -90 * quarters(tilt) % 360


def _drawn(page: Any, spot: Spot) -> Image.Image:
    """Return the strip of the page that holds a spot, in two times SHADES palette colours."""
    size = page.get_size()
    width, height = turned_size(spot.tilt, size)
    boxes = [turned_upright(box, spot.tilt, size) for box in spot.boxes]
    scale = min(DPI / 72, WIDEST / width)
    top = max(0.0, min(box[1] for box in boxes) - CONTEXT)
    bottom = min(height, max(box[3] for box in boxes) + CONTEXT, top + TALLEST)
    edges, turn = (0, height - bottom, 0, top), _clockwise(spot.tilt)
    strip = page.render(scale=scale, rotation=turn, crop=edges, grayscale=True).to_pil().convert("L")
    pen = Image.new("L", strip.size, 0)
    draw = ImageDraw.Draw(pen)
    for x0, y0, x1, y1 in boxes:
        draw.rectangle(
            [x0 * scale - 2, (y0 - top) * scale - 1, x1 * scale + 2, (y1 - top) * scale + 1], fill=1
        )
    shades = strip.point([level * (SHADES - 1) // 255 for level in range(256)])
    marked = ImageChops.add(shades, pen.point([level * SHADES for level in range(256)]))
    left, right = _between_margins(strip)
    above, below = _between_lines(strip, pen)
    return marked.crop((left, above, right, below))


def _between_margins(strip: Image.Image) -> tuple[int, int]:
    """Return where the strip's ink begins and ends from left to right, with a little white."""
    ink = strip.point(_INK).getbbox()
    return (max(0, ink[0] - MARGIN), min(strip.width, ink[2] + MARGIN)) if ink else (0, strip.width)


def _between_lines(strip: Image.Image, pen: Image.Image) -> tuple[int, int]:
    """Return a first and last row without ink outside the marked words, so that no line of print is cut in two.

    Where ink stands in every row, as beside a rule or another column, the strip keeps its height.
    """
    marked = pen.getbbox() or (0, 0, *strip.size)
    rows = strip.point(_INK).resize((1, strip.height), Image.Resampling.BOX).tobytes()
    blank = [row for row, ink in enumerate(rows) if not ink]
    above = next((row for row in blank if row < marked[1]), 0)
    below = next((row for row in reversed(blank) if row >= marked[3]), strip.height - 1)
    return above, below + 1


def _png(image: Image.Image) -> bytes:
    greys = [level * 255 // (SHADES - 1) for level in range(SHADES)]
    plain = [(grey, grey, grey) for grey in greys]
    pen = [tuple(grey * part // 255 for part in MARKER) for grey in greys]
    indexed = Image.frombytes("P", image.size, image.tobytes())
    indexed.putpalette([part for colour in (*plain, *pen) for part in colour])
    png = io.BytesIO()
    indexed.save(png, "PNG", optimize=True)
    return png.getvalue()


def _annotate(page: Any, boxes: Sequence[Box], mark: Mark) -> None:
    frame = frame_of(page)
    quads = [_corners(frame, box) for box in boxes]
    annotation = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_HIGHLIGHT)
    try:
        red, green, blue = (int(mark.colour[at : at + 2], 16) for at in (1, 3, 5))
        raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, red, green, blue, 255)
        for quad in quads:
            points = raw.FS_QUADPOINTSF(*(side for corner in quad for side in corner))
            raw.FPDFAnnot_AppendAttachmentPoints(annotation, ctypes.byref(points))
        across = [x for quad in quads for x, _ in quad]
        up = [y for quad in quads for _, y in quad]
        rect = raw.FS_RECTF(min(across), max(up), max(across), min(up))
        raw.FPDFAnnot_SetRect(annotation, ctypes.byref(rect))
        raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
        for key, words in ((b"T", mark.title), (b"Contents", mark.text)):
            raw.FPDFAnnot_SetStringValue(annotation, key, _wide(words))
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _corners(frame: Frame, box: Box) -> list[tuple[float, float]]:
    """Return a displayed box's corners in user space: top left, top right, bottom left, bottom right as read.

    The order tells a viewer which way the words run, also on a turned page.
    """
    x0, top, x1, bottom = box
    return [_in_user_space(frame, x, y) for x, y in ((x0, top), (x1, top), (x0, bottom), (x1, bottom))]


def _in_user_space(frame: Frame, x: float, y: float) -> tuple[float, float]:
    """Return a displayed point in user space: `Frame.place` backwards."""
    if frame.turns == 0:
        return (frame.left + x, frame.top - y)
    if frame.turns == 1:
        return (frame.left + y, frame.bottom + x)
    if frame.turns == 2:
        return (frame.right - x, frame.bottom + y)
    return (frame.right - y, frame.top - x)


def _wide(words: str) -> Any:
    """Return the words as the zero-ended UTF-16 the PDF library takes."""
    units = list(_utf16(words + "\0"))
    return (raw.FPDF_WCHAR * len(units))(*units)


def _utf16(words: str) -> Iterator[int]:
    encoded = words.encode("utf-16-le", "replace")
    for at in range(0, len(encoded), 2):
        yield int.from_bytes(encoded[at : at + 2], "little")
