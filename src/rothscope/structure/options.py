"""Check boxes inside a paragraph: the words before the first mark, and one option for each mark.

A mark stands before its option, unless it stands after one of two choices that refuse each other (`choices.py`), or the
paragraph starts with words and ends with a mark: then each mark stands after its option. Where
marks interrupt a sentence ("The Plan [ ] does [X] does not (check one) allow loans"), each option is the rest of the
sentence and its choice of words goes to the lead-in.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from rothscope.model.document import Passage, PassageKind
from rothscope.structure import shape
from rothscope.structure.choices import Pair, find_pairs
from rothscope.structure.flow import Flow, cut
from rothscope.structure.sentences import split_sentences
from rothscope.structure.shape import Box

_JOINED = re.compile(r"(?:\s*(?:/|\||\bor\b|\band/or\b))+\s*$")
_JOINED_ON = re.compile(r"[,;]?\s+(?:and|but|or)$")
_STOPS = " .;,"
_TRAILING_NUMBER = re.compile(r"(?:^|\s)(?:\((?:[a-z]{1,3}|[A-Z]|\d{1,2})\)|(?:[a-z]|\d{1,2})[.)])\s*$")
_CAPTION = re.compile(r"(?:^|(?<=[\s.;_]))(?:\d{1,2}|[A-Z])[.)]\s+[A-Z][A-Z\u2019'/&, -]{4,}:?$")
_LEADING = re.compile(r"[\s|.,:]+")


_TO_READER = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_BY_READER = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Pp]lease)\b|_{2}")


def told_to_reader(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages of a form that participants fill in: what a sentence beside a box says to "you", or of nobody
    who signs the form, is the plan's word, whether or not somebody ticked the box ("After-tax account. You may ask for
    this at any time." "Age 59½. I have reached this age. Withdrawals may be made from any source.").
    """
    return tuple(
        replace(passage, kind=PassageKind.SENTENCE, ticked=None)
        if passage.kind is PassageKind.OPTION and _is_told(passage.text)
        else passage
        for passage in passages
    )


def _is_told(text: str) -> bool:
    """Tell whether words beside a reader's box tell the reader something: they say "you", or are a sentence without "I"."""
    if _TO_READER.search(text):
        return True
    return text.endswith(".") and shape.has_verb(text) and _BY_READER.search(text) is None


class Option(NamedTuple):
    """One option: its words, whether it is ticked, its enumerator ("(a)"), words that belong before it, the caption
    in the same line that opens a list of its own with it, and where it has a box for each of several columns, their ticks
    and the boxes."""

    flow: Flow
    ticked: bool
    series: str = ""
    before: str = ""
    caption: str = ""
    columns: tuple[bool, ...] = ()
    boxes: tuple[Flow, ...] = ()


class Options(NamedTuple):
    """The words before the first mark and the options after it."""

    before: Flow
    options: tuple[Option, ...]


def split_options(flow: Flow, marks: list[Box]) -> Options:
    """Return the paragraph cut at its check boxes; `marks` are those of its text, at least one."""
    text = flow.text
    if columns := _in_columns(text, marks):
        (option,) = _listed([_trim(flow, marks[-1].end, len(text), last=True)], marks[-1:])
        boxes = tuple(cut(flow, mark.start, mark.end) for mark in marks)
        return Options(Flow("", ()), (option._replace(ticked=any(columns), columns=columns, boxes=boxes),))
    if pairs := find_pairs(text, marks):
        return _paired(flow, pairs)
    if len(by_sentence := _by_sentences(flow, marks)) > 1:
        return _of_parts(by_sentence)
    before = _trim(flow, 0, marks[0].start, last=False)
    ends = not text[marks[-1].end :].strip(_STOPS)
    if ends and _is_mid_sentence(before.text) and len(split_sentences(flow)) == 1:
        return _ending_in_marks(flow, marks)
    stops = [mark.start for mark in marks[1:]] + [len(text)]
    parts = [_trim(flow, m.end, stop, stop == len(text)) for m, stop in zip(marks, stops, strict=True)]
    if _CAPTION.search(before.text):
        return Options(before, tuple(_listed(parts, marks)))
    if _breaks_off(before.text) and len(marks) > 1:
        return Options(Flow("", ()), _choices(before.text, parts, marks))
    if (before.text and before.text[-1] in "<") or _is_mid_sentence(before.text):
        rest = Option(parts[0], marks[0].ticked, before=before.text)
        return Options(Flow("", ()), (rest, *_listed(parts[1:], marks[1:])))
    return Options(before, tuple(_listed(parts, marks)))


def _in_columns(text: str, marks: Sequence[Box]) -> tuple[bool, ...]:
    """Return the ticks of boxes that stand one behind the other before one option ("[X] [ ] [ ] (b) Age 59½"), if any do."""
    between = (text[one.end : other.start] for one, other in pairwise(marks))
    if len(marks) < 2 or text[: marks[0].start].strip() or any(gap.strip(" |") for gap in between):
        return ()
    behind = text[marks[-1].end :]
    return tuple(mark.ticked for mark in marks) if any(map(str.isalpha, behind)) else ()


def _by_sentences(flow: Flow, marks: list[Box]) -> list[tuple[Flow, list[Box]]]:
    """Return the parts of a paragraph of which some hold a pair of choices: each starts with a sentence that goes up
    to its first mark, and has the marks counted from its own start. No parts where no pair is told by them."""
    text, parts, found = flow.text, [], False
    starts, end = [0], 0
    for sentence in split_sentences(flow):
        at = text.index(sentence.text, end)
        end = at + len(sentence.text)
        if at and any(at < mark.start < end for mark in marks) and not any(m.start == at for m in marks):
            starts.append(at)
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        own = [Box(m.start - start, m.end - start, m.ticked) for m in marks if start <= m.start < stop]
        part = cut(flow, start, stop)
        found = found or bool(find_pairs(part.text, own))
        parts.append((part, own))
    return parts if found else []


def _of_parts(parts: list[tuple[Flow, list[Box]]]) -> Options:
    """Return the options of the parts one after the other; words before the first mark of one belong to its options."""
    (first, marks), *others = parts
    before, options = split_options(first, marks) if marks else Options(first, ())
    found = list(options)
    for part, own in others:
        said, options = split_options(part, own)
        found += [option._replace(before=f"{_plain(said)} {option.before}".strip()) for option in options]
    return Options(before, tuple(found))


def _ending_in_marks(flow: Flow, marks: list[Box]) -> Options:
    """Return the options of a paragraph that starts with words and ends with a mark: each mark stands after its option."""
    lead = flow.text.rfind(": ", 0, marks[0].start) + 1
    starts = [lead, *(mark.end for mark in marks[:-1])]
    options = [
        Option(_trim(flow, start, mark.start, last=False), mark.ticked)
        for start, mark in zip(starts, marks, strict=True)
    ]
    return Options(cut(flow, 0, lead), tuple(option for option in options if option.flow.text))


def _breaks_off(text: str) -> bool:
    """Tell whether words are the beginning of a sentence that marks interrupt."""
    return bool(text) and text[-1] not in ':.?;)]"\u201d\u2014\u2013-|'


def _paired(flow: Flow, pairs: list[Pair]) -> Options:
    """Return the options of pairs of choices: of each, what the sentence says with it, or the choice itself.

    A statement answered by "Yes" or "No" holds where the "Yes" is ticked, and so do words that follow the answers.
    """
    text = flow.text
    before, said = _subject(flow, pairs)
    options: list[Option] = []
    for pair, after in zip(pairs, [*pairs[1:], None], strict=True):
        stop = after.start if after else len(text)
        instruction = shape.INSTRUCTION.match(text, pair.end, stop)
        rest = cut(flow, instruction.end() if instruction else pair.end, stop)
        if not pair.answers and rest.text[:1].isalnum():
            goes_on, next_said = _up_to_next(rest) if after else (rest, Flow("", ()))
            options += [
                Option(goes_on, ticked, before=f"{_plain(said)} {text[slice(*words)]}".strip())
                for words, ticked in zip(pair.words, pair.ticked, strict=True)
            ]
            said = next_said if next_said.text else said
            continue
        if pair.answers and said.text.endswith("."):
            options.append(Option(said, pair.says_yes(text)))
        options += [
            Option(cut(flow, *words), ticked, before=_plain(said))
            for words, ticked in zip(pair.words, pair.ticked, strict=True)
        ]
        rest = _trim(rest, len(rest.text) - len(rest.text.lstrip(_STOPS)), len(rest.text), last=after is None)
        if after:
            said = rest
        elif rest.text:
            options.append(Option(rest, pair.says_yes(text), before=_plain(said)))
    return Options(before, tuple(options))


def _subject(flow: Flow, pairs: list[Pair]) -> tuple[Flow, Flow]:
    """Return what stands before the first pair: text for itself, and the words that the pair goes on from or answers."""
    subject = _trim(flow, 0, pairs[0].start, last=False)
    said = _plain(subject)
    if pairs[0].answers and said.endswith("."):
        statement = split_sentences(subject)[-1]
        return cut(subject, 0, len(subject.text) - len(statement.text)), statement
    if len(pairs) == 1 and said and not _breaks_off(said):
        return subject, Flow("", ())
    return Flow("", ()), subject


def _plain(subject: Flow) -> str:
    return shape.INSTRUCTION.sub("", subject.text).strip()


def _up_to_next(flow: Flow) -> tuple[Flow, Flow]:
    """Return what is said up to the next pair, and the subject of that one where a new sentence starts."""
    *told, last = split_sentences(flow)
    if told:
        return cut(flow, 0, len(flow.text) - len(last.text)), last
    joined = _JOINED_ON.search(flow.text)
    return cut(flow, 0, joined.start() if joined else len(flow.text)), Flow("", ())


def _is_mid_sentence(before: str) -> bool:
    return bool(before) and before[-1].isalnum()


def _listed(parts: list[Flow], marks: list[Box]) -> list[Option]:
    """Return an option for each mark; those behind a caption in one line with them ("15. ROTH DEFERRALS") belong to it."""
    options = []
    caption = ""
    for part, mark in zip(parts, marks, strict=True):
        next_caption = _CAPTION.search(part.text)
        stop = next_caption.start() if next_caption else len(part.text)
        end = shape.enumerator(part.text[:stop])
        series = shape.enumerator_class(part.text[:end]) if end else ""
        options.append(Option(cut(part, end, stop), mark.ticked, series, caption=caption))
        caption = next_caption.group() if next_caption else ""
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
    instruction = shape.INSTRUCTION.search(last)
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
