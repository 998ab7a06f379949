"""Text gathered from several lines that still knows where each of its characters stands on the page."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rothscope.model.document import Line, Piece


class Run(NamedTuple):
    """Characters [start, end) of a flow are those of one line from `offset` on. Pages from 1, lines from 0."""

    start: int
    end: int
    page: int
    line: int
    offset: int


class Flow(NamedTuple):
    """A stretch of the document's own words and where they come from."""

    text: str
    runs: tuple[Run, ...]

    @property
    def page(self) -> int:
        """Return the page its first character stands on."""
        return self.runs[0].page if self.runs else 1

    def pieces(self) -> tuple[Piece, ...]:
        """Return the runs as the model's pieces."""
        return tuple(
            Piece(start=run.start, end=run.end, page=run.page, line=run.line, offset=run.offset)
            for run in self.runs
        )


def from_line(page: int, index: int, line: Line, start: int = 0) -> Flow:
    """Return the line's text from `start` on as a flow."""
    text = line.text
    return cut(Flow(text, (Run(0, len(text), page, index, 0),)), start, len(text))


def cut(flow: Flow, start: int, end: int) -> Flow:
    """Return the characters [start, end) without the white space at either end."""
    text = flow.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == 0 and end == len(text):
        return flow
    runs = []
    for run in flow.runs:
        first, last = max(run.start, start), min(run.end, end)
        if first < last:
            runs.append(Run(first - start, last - start, run.page, run.line, run.offset + first - run.start))
    return Flow(text[start:end], tuple(runs))


def join(flows: Iterable[Flow], between: str = " ") -> Flow:
    """Return the flows one after the other, `between` standing between them and belonging to no line.

    >>> join([Flow("a", ()), Flow("b", ())]).text
    'a b'
    """
    parts: Sequence[Flow] = [flow for flow in flows if flow.text]
    if len(parts) == 1:
        return parts[0]
    runs: list[Run] = []
    at = 0
    for flow in parts:
        runs += [Run(run.start + at, run.end + at, run.page, run.line, run.offset) for run in flow.runs]
        at += len(flow.text) + len(between)
    return Flow(between.join(flow.text for flow in parts), tuple(runs))
