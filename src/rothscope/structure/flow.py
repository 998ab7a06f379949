"""Text gathered from several lines that still knows where each of its characters stands on the page."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rothscope.model.document import Line, Piece


class Flow(NamedTuple):
    """A stretch of the document's own words and where they come from."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def page(self) -> int:
        """Return the page its first character stands on."""
        return self.pieces[0].page if self.pieces else 1


def from_line(page: int, index: int, line: Line, start: int = 0) -> Flow:
    """Return the line's text from `start` on as a flow."""
    text = line.text
    return cut(Flow(text, (Piece(0, len(text), page, index, 0),)), start, len(text))


def cut(flow: Flow, start: int, end: int) -> Flow:
    """Return the characters [start, end) without the white space at either end."""
    text = flow.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == 0 and end == len(text):
        return flow
    pieces = []
    for piece in flow.pieces:
        first, last = max(piece.start, start), min(piece.end, end)
        if first < last:
            pieces.append(
                Piece(first - start, last - start, piece.page, piece.line, piece.offset + first - piece.start)
            )
    return Flow(text[start:end], tuple(pieces))


def join(flows: Iterable[Flow], between: str = " ") -> Flow:
    """Return the flows one after the other, `between` standing between them and belonging to no line.

    >>> join([Flow("a", ()), Flow("b", ())]).text
    'a b'
    """
    parts: Sequence[Flow] = [flow for flow in flows if flow.text]
    if len(parts) == 1:
        return parts[0]
    pieces: list[Piece] = []
    at = 0
    for flow in parts:
        pieces += [
            Piece(piece.start + at, piece.end + at, piece.page, piece.line, piece.offset)
            for piece in flow.pieces
        ]
        at += len(flow.text) + len(between)
    return Flow(between.join(flow.text for flow in parts), tuple(pieces))
