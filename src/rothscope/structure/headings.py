"""Which lines are headings: by size, weight, numbering, capitals, title case, shortness, and by what they say.

Comes in: the running text of a document and the known headings. Goes out: `Heading`s in reading order.
"""

import re
from typing import NamedTuple

from rothscope.structure import shape
from rothscope.structure.known_headings import Lexicon
from rothscope.structure.reading_order import Course
from rothscope.structure.sentences import is_abbreviated

RUN_IN = 9
"""Level of a heading that opens its paragraph and holds for that paragraph alone."""

NUMBERED_RUN_IN = 8
"""Level of a numbered heading that opens its paragraph; it holds until the next heading."""

LONGEST = 160
"""Characters beyond which a line is no heading."""

MOST_WORDS = 16
"""Words beyond which a line that does not ask is no heading."""

TITLE_WORDS = 11
"""Words beyond which a line in title case is a heading only where its words are known."""

PLAIN_WORDS = 9
"""Words beyond which an ordinary sentence-case line is no heading."""

LONGER = 1.3
"""Times a short line's length that the next line must have to be the text under it."""

BIGGER = 0.8
"""Points above the body's size that make a line a heading."""

_RUN_IN = re.compile(
    r"([A-Z\"\u201c][^.:?!;\u2022|]{1,75}?(?:\([a-z\d]\))?[^.:?!;\u2022|]{0,30}"
    r"(?:\((?:Section|Article|Part) [\w.()]{1,12}\))?)"
    r"(?:(\.)\s+(?=[A-Z\"\u201c(\[0-9\u2022\u2610-\u2612\u25a1\xa8<_]|[a-z]\))|(:)\s+)"
)
_REFERENCE = re.compile(r"\s*\((?:Section|Article|Part) [^ ]+$")  # "Rollovers (Section 3.11)"
_UNFINISHED = "and or of the to a for is are be may shall will must does from"
_FILLED_IN = re.compile(r"[\w)]\s+(?:\d[\d.]*\s?%|\$\s?\d[\d,.]*)$")  # a label with its amount
_GOES_ON = frozenset(_UNFINISHED.split())
_ADDRESS_OR_VALUE = re.compile(
    r"\b[A-Z]{2}\.? \d{5}(?:-\d{4})?$|\d{3}-\d{4}$|:\s*[$(]?\d[\d,./-]*$|^\$?[\d,.%]+$"
)


class Heading(NamedTuple):
    """A heading as found: the spot it starts at, how many lines it takes, and how it is set."""

    at: int
    lines: int
    text: str
    style: tuple[float, int, int, int]
    run_in: int = 0


def find_headings(course: Course, lexicon: Lexicon) -> list[Heading]:
    """Return the headings of the running text in order."""
    found: list[Heading] = []
    at, after_heading = 0, False
    while at < len(course.spots):
        heading = _heading_at(course, at, after_heading, lexicon)
        if heading:
            found.append(heading)
        after_heading = heading is not None and not heading.run_in
        at += heading.lines if heading else 1
    return found


def _heading_at(course: Course, at: int, after_heading: bool, lexicon: Lexicon) -> Heading | None:
    text = course.spots[at].line.text
    if course.in_table(course.spots[at]):
        return None
    if not (after_heading or course.opens(at)) or not text[0].isprintable() or text[0].islower():
        return None
    if "|" in text or shape.ANSWER.match(text) or shape.bullet(text) or shape.is_contents_line(text):
        return None
    if shape.opens_with_answer(text):
        return None
    if shape.reply_prefix(text) and at > 0 and course.spots[at - 1].line.text.endswith("?"):
        return None
    return (
        _question(course, at)
        or _standing_alone(course, at, lexicon)
        or _run_in(course, at, after_heading, lexicon)
    )


def _question(course: Course, at: int) -> Heading | None:
    """Return the heading of one to three lines that asks a question and nothing else."""
    text = course.spots[at].line.text
    for lines in (1, 2, 3):
        if len(text) > LONGEST + 40 or "?" in text[:-1] or ". " in text[4:] or text[-1] in ".:;!":
            return None
        if text[-1] == "?":
            return (
                Heading(at, lines, text, _style(course, at, text))
                if not text.startswith(("(", "["))
                else None
            )
        if at + lines >= len(course.spots) or (
            course.opens(at + lines) and not _same_type(course, at, lines)
        ):
            return None
        text = f"{text} {course.spots[at + lines].line.text}"
    return None


def _same_type(course: Course, at: int, lines: int) -> bool:
    """Tell whether the line after `lines` lines goes on with a heading set larger or bolder than the body."""
    here, there = course.spots[at], course.spots[at + lines]
    first, after = here.line, there.line
    if (here.page, first.column) != (there.page, after.column):
        return False
    stands_out = first.size > course.body_size + BIGGER or (first.bold and course.bold_tells)
    return (
        stands_out
        and not after.break_before
        and (round(first.size, 1), first.bold) == (round(after.size, 1), after.bold)
    )


def _standing_alone(course: Course, at: int, lexicon: Lexicon) -> Heading | None:
    text = course.spots[at].line.text
    lines = 1
    while lines < 3 and at + lines < len(course.spots) and _goes_on(course, at, lines, text):
        text = f"{text} {course.spots[at + lines].line.text}"
        lines += 1
    if len(text) > LONGEST or shape.words(text) > MOST_WORDS:
        return None
    if not _may_head(text, course.spots[at].line.size > course.body_size + BIGGER):
        return None
    if text.startswith("__") or shape.boxes(text) or not any(c.isalpha() for c in text):
        return None
    if not _looks_like_heading(course, at, lines, text, lexicon):
        return None
    return Heading(at, lines, text.rstrip(":").rstrip(), _style(course, at, text))


def _goes_on(course: Course, at: int, lines: int, text: str) -> bool:
    """Tell whether a heading set larger or bolder, or a numbered one over boxes, runs over into the next line."""
    if text[-1] in ".?!:;":
        return False
    if not _same_type(course, at, lines):
        return _runs_over_to_boxes(course, at + lines, text)
    after = course.spots[at + lines].line.text
    bigger = course.spots[at].line.size > course.body_size + BIGGER
    return bigger or after[0].islower() or course.is_full(at + lines - 1)


def _runs_over_to_boxes(course: Course, at: int, text: str) -> bool:
    """Tell whether the line at `at` ends the numbered title of a row of boxes, which starts with `text`."""
    if not shape.numbering(text) or course.opens(at) or at + 1 >= len(course.spots):
        return False
    last, after = (spot.line.text for spot in course.spots[at : at + 2])
    return not shape.boxes(text) and not shape.boxes(last) and bool(shape.boxes(after))


def _may_head(text: str, large: bool) -> bool:
    text = shape.without_mark(text)
    if text[0] == "\u201c" and ("\u201d" not in text or text.endswith((".\u201d", ",\u201d", "!\u201d"))):
        return False  # what somebody says
    if _ADDRESS_OR_VALUE.search(text) or (" " in text and shape.ANSWER.match(text.split()[-1])):
        return False
    if text[-1] == ".":
        # "ARTICLE IV." and "4.4 Automatic enrollment." are headings; an ordinary sentence is not.
        number = shape.numbering(text)
        numbered = "." in text[:number].strip(". ") or shape.is_caption(text)
        return number == len(text) or (numbered and ". " not in text[number:])
    return (
        text[-1] not in ",;!"
        and not text.endswith(("...", "\u2026", ".)"))
        and (large or (text.rstrip(":").split() or [""])[-1] not in _GOES_ON)
    )


def _looks_like_heading(course: Course, at: int, lines: int, text: str, lexicon: Lexicon) -> bool:
    line, end = course.spots[at].line, at + lines
    capitals, titled = shape.is_capitals(text), shape.is_title_case(text)
    after = course.spots[end].line.text if end < len(course.spots) else ""
    if after and shape.ANSWER.match(after) and not after.endswith("."):
        return False
    if text.endswith(":") and not (capitals or titled or lexicon.is_whole(text)):
        return False
    if line.size > course.body_size + BIGGER:
        return True
    over_boxes = bool(shape.numbering(text)) and bool(shape.boxes(after))
    if after and not (
        course.opens(end) or over_boxes or shape.bullet(after) or (capitals and not shape.is_capitals(after))
    ):
        return False  # a paragraph may open in bold or in capitals, then runs on
    if line.bold and course.bold_tells:
        return True
    if _FILLED_IN.search(text):
        return False
    if text[-1] == "." and not (titled or shape.box_at_start(after)):
        return False
    if not after or (after[0].islower() and not (shape.bullet(after) or shape.enumerator(after))):
        return False
    listed = at > 0 and course.spots[at - 1].line.text[-1] in ":;,"
    if listed and not capitals:
        return False
    if (
        capitals
        or (titled and (shape.words(text) <= TITLE_WORDS or lexicon.kind_of(text)))
        or lexicon.is_whole(text)
    ):
        return True
    return _is_short_label(text, after, line.break_before)


def _is_short_label(text: str, after: str, break_before: bool) -> bool:
    """Tell whether a sentence-case line is short, ends in a word, and stands over something longer or a list.

    One that opens with a number may be longer where boxes stand under it.
    """
    boxes = shape.boxes(after)
    most = MOST_WORDS if boxes and shape.numbering(text) else PLAIN_WORDS
    if shape.words(text) > most or (not text[-1].isalnum() and text[-1] not in ')"\u201d%*½.'):
        return False
    leads = shape.bullet(after) or shape.enumerator(after) or boxes
    return break_before or len(after) > LONGER * len(text) or bool(leads)


def _run_in(course: Course, at: int, after_heading: bool, lexicon: Lexicon) -> Heading | None:
    """Return the short Title Case phrase, ended by a full stop or colon, that opens the paragraph at `at`."""
    text = course.spots[at].line.text
    if ". " not in text[:LONGEST] and ": " not in text[:LONGEST]:
        return None
    number = shape.numbering(text)
    match = _RUN_IN.match(text, number)
    if match is None:
        return None
    words = _REFERENCE.sub("", match.group(1))
    if shape.words(words) > PLAIN_WORDS or not (_is_title(words) or lexicon.is_whole(words)):
        return None
    # Under "How often", "Twice in a Plan Year." is the answer and no heading of its own.
    if match.group(2) and after_heading and not number and lexicon.kind_of(words) is None:
        return None
    # "No.", "It is." and "Thanks." open a reply, not a section.
    if match.group(2) and (is_abbreviated(words) or words.split()[-1] in _GOES_ON):
        return None
    if (
        match.group(2)
        and (shape.words(words) < 2 or shape.ANSWER.match(words.split()[0]))
        and not lexicon.is_whole(words)
    ):
        return None
    numbered = number and text[0] not in "([" and not text[:number].strip().rstrip(".)").isalpha()
    level = NUMBERED_RUN_IN if numbered and "." in text[: number - 1].strip(". ") else RUN_IN
    return Heading(at, 1, text[: match.end(1)], (0.0, 0, 0, 0), level)


def _is_title(words: str) -> bool:
    return shape.is_title_case(words) or shape.is_capitals(words)


def _style(course: Course, at: int, text: str) -> tuple[float, int, int, int]:
    """Return how a heading is set; styles sort from the highest heading to the lowest."""
    line = course.spots[at].line
    number = text[: shape.numbering(text)]
    # "1. Joining" and "Glossary", set alike, are chapters both; "1.1" stands under "1.".
    depth = max(1, len(re.findall(r"\d+", number))) if number[:1].isdigit() else 1
    bold = line.bold and course.bold_tells
    return (-round(line.size, 0), 0 if shape.is_capitals(text) else 1, 0 if bold else 1, depth)
