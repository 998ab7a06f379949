"""Lists written inside a paragraph: "... from: (1) a plan; (2) an IRA. The rest goes on." """

import re
from typing import NamedTuple

from rothscope.structure import shape
from rothscope.structure.flow import Flow, cut
from rothscope.structure.sentences import split_sentences

_SURE_BULLET = re.compile(r"(?:^|\s)[\u2022\u25aa\u25cf\u25e6\u2023\u27a2\uf0b7]\s*(?=\S)")
_BULLETS = frozenset("\u2022\u25aa\u25cf\u25e6\u2023\u27a2\uf0b7")
_DASHES = (" ? ", " - ", " \u2013 ", " \u2014 ")
_DASH_BULLET = re.compile(r"(?:(?<=[:;,.])\s+[?\u2013\u2014-]|(?<=\band)\s+\?|(?<=\bor)\s+\?)\s+(?=\w)")
_NUMBER = re.compile(r"(?:(?<=\s)|^)(?:\((?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})\)|(?:[a-z]|\d{1,2})[.)])(?=\s)")
_FIRST = frozenset({"a", "1", "i", "A"})
_OPENERS = tuple(f"{mark}{stop} " for mark in "a1i" for stop in ".)")
_FIRST_MARKS = (*(f"({mark}) " for mark in sorted(_FIRST)), *(f" {opener}" for opener in _OPENERS))
_SKIPS = 6
"""Numbers a series may leave out, as an excerpt does."""


class InlineList(NamedTuple):
    """What stands before the list, its items (mark, words), and what stands after it."""

    before: Flow
    items: tuple[tuple[str, Flow], ...]
    after: Flow


def find_inline_list(flow: Flow) -> InlineList | None:
    """Return the first list of two or more items inside the paragraph, or None."""
    marks = _bullets(flow.text) or _numbers(flow.text)
    if len(marks) < 2:
        return None
    stops = [start for start, _, _ in marks[1:]] + [len(flow.text)]
    items = [(mark, cut(flow, end, stop)) for (_, end, mark), stop in zip(marks, stops, strict=True)]
    last = split_sentences(items[-1][1])
    after = Flow("", ())
    if len(last) > 1:
        mark, item = items[-1]
        items[-1] = (mark, last[0])
        after = cut(item, item.text.index(last[1].text, len(last[0].text)), len(item.text))
    return InlineList(cut(flow, 0, marks[0][0]), tuple((m, item) for m, item in items if item.text), after)


def _bullets(text: str) -> list[tuple[int, int, str]]:
    if _BULLETS.isdisjoint(text) and not any(dash in text for dash in _DASHES):
        return []
    for pattern, series in ((_SURE_BULLET, "\u2022"), (_DASH_BULLET, "-")):
        marks = [(match.start(), match.end(), series) for match in pattern.finditer(text)]
        if len(marks) > 1:
            return marks
    return []


def _numbers(text: str) -> list[tuple[int, int, str]]:
    """Return the marks of a numbered series that starts the text, or follows a colon or a full stop."""
    marks = list(_NUMBER.finditer(text)) if _may_count(text) else []
    for at, first in enumerate(marks):
        before = text[: first.start()].rstrip()
        if first.group().strip("().") not in _FIRST or (before and before[-1] not in ":.)"):
            continue
        series = shape.enumerator_class(first.group())
        found = [first]
        for mark in marks[at + 1 :]:
            if shape.enumerator_class(mark.group()) == series and _comes_after(
                mark.group(), found[-1].group()
            ):
                found.append(mark)
        if len(found) > 1:
            return [(mark.start(), mark.end(), mark.group()) for mark in found]
    return []


def _may_count(text: str) -> bool:
    """Tell cheaply whether a series may start in the text; in most it does not, and the full search is slow."""
    return text.startswith(_OPENERS) or any(mark in text for mark in _FIRST_MARKS)


def _comes_after(mark: str, before: str) -> bool:
    now, then = mark.strip("()."), before.strip("().")
    if now.isdigit() and then.isdigit():
        return 0 < int(now) - int(then) <= _SKIPS
    return shape.follows(mark, before)
