"""Check boxes inside a paragraph: the words before the first mark, and one option for each mark.

A mark stands before its option. Where marks interrupt a sentence ("The Plan [ ] does [X] does not (check one) allow
loans"), each option is the rest of the sentence and its choice of words goes to the lead-in.
"""

import re
from typing import NamedTuple

from rothscope.structure import shape
from rothscope.structure.flow import Flow, cut
from rothscope.structure.shape import Box

_INSTRUCTION = re.compile(r"\s*\((?:check|select|choose|tick|mark|pick|circle)\b[^)]*\)", re.IGNORECASE)
_JOINED = re.compile(r"(?:\s*(?:/|\||\bor\b|\band/or\b))+\s*$")
_TRAILING_NUMBER = re.compile(r"(?:^|\s)(?:\((?:[a-z]{1,3}|\d{1,2})\)|(?:[a-z]|\d{1,2})[.)])\s*$")
_LEADING = re.compile(r"[\s|.,:]+")


class Option(NamedTuple):
    """One option: its words, whether it is ticked, its enumerator ("(a)"), and words that belong before it."""

    flow: Flow
    ticked: bool
    series: str = ""
    before: str = ""


class Options(NamedTuple):
    """The words before the first mark and the options after it."""

    before: Flow
    options: tuple[Option, ...]


def split_options(flow: Flow, marks: list[Box]) -> Options:
    """Return the paragraph cut at its check boxes; `marks` are those of its text, at least one."""
    text = flow.text
    stops = [mark.start for mark in marks[1:]] + [len(text)]
    before = _trim(flow, 0, marks[0].start, last=False)
    parts = [_trim(flow, m.end, stop, stop == len(text)) for m, stop in zip(marks, stops, strict=True)]
    if before.text and before.text[-1] not in ':.?;)]"\u201d\u2014\u2013-|' and len(marks) > 1:
        return Options(Flow("", ()), _choices(before.text, parts, marks))
    if (before.text and before.text[-1] in "<") or _is_mid_sentence(before.text):
        rest = Option(parts[0], marks[0].ticked, before=before.text)
        return Options(Flow("", ()), (rest, *_listed(parts[1:], marks[1:])))
    return Options(before, tuple(_listed(parts, marks)))


def _is_mid_sentence(before: str) -> bool:
    return bool(before) and before[-1].isalnum()


def _listed(parts: list[Flow], marks: list[Box]) -> list[Option]:
    options = []
    for part, mark in zip(parts, marks, strict=True):
        end = shape.enumerator(part.text)
        series = shape.enumerator_class(part.text[:end]) if end else ""
        options.append(Option(cut(part, end, len(part.text)), mark.ticked, series))
    return [option for option in options if option.flow.text]


def _choices(before: str, parts: list[Flow], marks: list[Box]) -> tuple[Option, ...]:
    """Return the options of marks that interrupt a sentence, the end of the sentence shared by all."""
    last = parts[-1]
    end, resume = _last_choice(last.text, parts[0].text)
    rest = cut(last, resume, len(last.text))
    chosen = [*parts[:-1], cut(last, 0, end)]
    if not rest.text or not rest.text[0].isalnum():
        return tuple(
            Option(part, mark.ticked, before=before)
            for part, mark in zip(parts, marks, strict=True)
            if part.text
        )
    return tuple(
        Option(rest, mark.ticked, before=f"{before} {part.text}".strip())
        for part, mark in zip(chosen, marks, strict=True)
    )


def _last_choice(last: str, first: str) -> tuple[int, int]:
    """Return where the last choice's own words end, and where the sentence goes on."""
    instruction = _INSTRUCTION.search(last)
    if instruction:
        return instruction.start(), instruction.end()
    wanted = [word for word in first.lower().split() if word != "not"]
    at = 0
    for match in re.finditer(r"\S+", last):
        word = match.group().lower()
        if word != "not":
            if not wanted or word != wanted[0]:
                break
            wanted.pop(0)
        at = match.end()
    return (at, at) if not wanted and at else (len(last), len(last))


def _trim(flow: Flow, start: int, end: int, last: bool) -> Flow:
    """Return the words between two marks without joining words and without the next option's number."""
    text = flow.text
    lead = _LEADING.match(text, start, end)
    start = lead.end() if lead and start else start
    if not last:
        for pattern in (_TRAILING_NUMBER, _JOINED):
            match = pattern.search(text[start:end])
            end = start + match.start() if match else end
    return cut(flow, start, end)
