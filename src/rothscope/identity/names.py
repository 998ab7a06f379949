"""Names of organisations and committees as they stand in a text: where one begins and where it ends.

In: a flow and a span to look in. Out: the span of the name, null where what stands there is prose. A name is a run of
capitalised words with small joining words between; an address, a bracket or the sentence's end closes it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rothscope.identity.flow import Flow
from rothscope.identity.words import any_of
from rothscope.packs.identity import IdentityCues, NameWords

LONGEST_NAME = 120
"""Characters; the longest names of plans in Form 5500 filings are shorter (the form holds 140 with the sponsor's)."""

Span = tuple[int, int]

_WORD = re.compile(r"\S+")
_EDGES = ",;:.\"'\u201c\u201d\u2018\u2019*|\u2013\u2014"


@dataclass(frozen=True)
class Word:
    """One word as printed, its bare form and where it stands."""

    text: str
    bare: str
    start: int
    line: int

    @property
    def end(self) -> int:
        """Return the offset just after the bare word, with the full stop of an abbreviation."""
        return self.start + len(self.text.rstrip(_EDGES.replace(".", "")))


def words_in(flow: Flow, span: Span) -> Iterator[Word]:
    """Yield the words of a span."""
    for match in _WORD.finditer(flow.text, *span):
        yield Word(match[0], match[0].strip(_EDGES).lower(), match.start(), flow.line_at(match.start()))


def ends_sentence(word: Word, names: NameWords) -> bool:
    """Tell whether the full stop after a word closes a sentence rather than an abbreviation."""
    bare = word.bare.rstrip(".")
    short = bare in names.abbreviations or len(bare) == 1 or f"{bare}." in names.suffixes
    return word.text.rstrip("\"'\u201d\u2019)")[-1:] in ".?!" and not short


def is_name_word(word: Word, names: NameWords) -> bool:
    """Tell whether a word may stand in a name: a capital or a digit with letters, a suffix or a joining word."""
    letters = word.text.lstrip("\"'\u201c\u2018(")
    return (
        not word.bare
        or letters[:1].isupper()
        or (letters[:1].isdigit() and any(c.isalpha() for c in letters))
        or word.bare in names.joining
        or word.bare in names.suffixes
    )


def is_generic(words: list[Word], names: NameWords) -> bool:
    """Tell whether words name nobody in particular ("the Employer", "Plan Sponsor Responsibilities")."""
    return all(w.bare.rstrip(".") in names.generic or w.bare in names.joining or not w.bare for w in words)


@cache
def _place(cues: IdentityCues) -> re.Pattern[str]:
    states = any_of(cues.contact.states)
    streets = any_of(cues.contact.streets)
    city = rf"[A-Z][\w.'-]*,\s+(?:{states})(?=[\s.,;|)]|$)"
    return re.compile(
        rf"\s*(?:[A-Z][\w.'-]*\s){{0,2}}(?:{city}|(?i:{streets})(?=[.,;]|\s\d|$))|\s*[A-Z][a-z]+ \d+\b"
    )


@cache
def _body(cues: IdentityCues) -> re.Pattern[str]:
    """Return what a committee or department after the name of its employer looks like."""
    return re.compile(rf"\s*(?:[A-Z][\w'\u2019-]*\s+){{0,4}}(?i:{any_of(cues.names.bodies)})(?!\w)")


@cache
def _address_opener(cues: IdentityCues) -> re.Pattern[str]:
    openers = any_of(cues.contact.box_openers)
    numbers = any_of(cues.contact.number_words)
    return re.compile(
        rf"(?i:(?:{openers})\b)|(?:\d{{1,6}}[A-Za-z]?(?:-\d+)?|(?i:{numbers}))\s+(?:[NSEW]\.?\s+)?[A-Z0-9]"
    )


def party_name(flow: Flow, span: Span, cues: IdentityCues, prose: bool) -> Span | None:
    """Return where the name at the start of a span stands.

    `prose` tells that the name is part of a sentence, which may run over line ends and go on in small letters.
    """
    kept: list[Word] = []
    words = list(words_in(flow, (span[0], min(span[1], span[0] + 2 * LONGEST_NAME))))
    for at, word in enumerate(words):
        if kept and word.line != kept[-1].line and not _goes_on(flow, kept, words[at:], cues, prose):
            break
        numbered = bool(kept) or word.text.isdigit()  # "3F Health" is a name, "12 Main Street" is not
        opens_address = numbered and _address_opener(cues).match(flow.text, word.start, span[1])
        if opens_address or word.text[0] in '([\u201c"':
            break
        apart = bool(kept) and kept[-1].text.endswith(",")
        next_small = words[at + 1].text[0].islower() if at + 1 < len(words) else False
        if apart and word.text[0].islower() and (next_small or word.bare not in cues.names.after_comma):
            break
        if not is_name_word(word, cues.names):
            if (
                not prose
                and not apart
                and not word.text[0].isdigit()
                and word.bare not in cues.contact.between
            ):
                return None
            break
        kept.append(word)
        if _closes(flow, kept, words[at + 1 :], span[1], cues):
            break
    name = trimmed(kept, cues.names)
    return name if name and not _place(cues).fullmatch(flow.text, *name) else None


def _closes(flow: Flow, kept: list[Word], rest: list[Word], end: int, cues: IdentityCues) -> bool:
    word, names = kept[-1], cues.names
    if word.text[-1] in ";:" or ends_sentence(word, names):
        return True
    if word.text.endswith(","):
        after = word.start + len(word.text)
        body = _body(cues).match(flow.text, after, end)
        return body is not None or _place(cues).match(flow.text, after, end) is not None
    if word.text.endswith(".") and word.bare.rstrip(".") in {s.rstrip(".") for s in names.suffixes} and rest:
        follower = rest[0]
        return follower.text[0].isupper() and follower.bare not in names.suffixes
    return False


def _goes_on(flow: Flow, kept: list[Word], rest: list[Word], cues: IdentityCues, prose: bool) -> bool:
    """Tell whether a name goes on after a line end."""
    names, last, follower = cues.names, kept[-1], rest[0]
    if prose or last.text.endswith(",") or last.bare in names.joining or flow.runs_on(last.line):
        return True
    if follower.bare in names.suffixes or (follower.bare in names.joining and follower.text[0].islower()):
        return True
    line = [word for word in rest if word.line == follower.line]
    closed = any(word.bare.rstrip(".") in {s.rstrip(".") for s in names.suffixes} for word in kept)
    if closed or not is_name_word(follower, names) or follower.text[0].isdigit():
        return False
    # "Benefits Committee of Foxglove / Media Group, Inc." and "Lark Retirement / Services, (800) 555-0108" are one
    # name each; "Foxglove Health / Human Resources" is a name and a department.
    cut = next((at for at, word in enumerate(line) if word.text.endswith(",")), None)
    led_on = cut is not None and cut + 1 < len(line) and line[cut + 1].text[0] in "(0123456789"
    return led_on or any(word.bare in names.suffixes for word in line)


def trimmed(kept: list[Word], names: NameWords) -> Span | None:
    """Return where a name stands whose words were kept; null where they name nobody or are too long for a name."""
    while kept and (not kept[-1].bare or kept[-1].bare in names.joining):
        kept.pop()
    while kept and (not kept[0].bare or (kept[0].bare in names.joining and kept[0].text[0].islower())):
        kept.pop(0)
    if not kept or is_generic(kept, names) or kept[-1].end - kept[0].start > LONGEST_NAME:
        return None
    if not any(re.search(r"[^\W\d_]{2}", word.bare) for word in kept):
        return None
    if kept[0].bare == "the" and len(kept) == 2:
        return None  # "The Group" is a word of the document's, and the name stands where it is defined
    end = kept[-1].end
    # The full stop of "Inc." belongs to the name, that of a sentence does not.
    closed = kept[-1].text.endswith("..") or (kept[-1].text.endswith(".") and ends_sentence(kept[-1], names))
    return kept[0].start, end - closed


def name_before(flow: Flow, offset: int, cues: IdentityCues) -> Span | None:
    """Return the name that fills a sentence up to an offset, as in "Foxglove Health is the Plan Administrator"."""
    words = list(words_in(flow, (sentence_start(flow, offset, cues), offset)))
    if not all(is_name_word(word, cues.names) for word in words):
        return None
    return trimmed(words, cues.names)


def sentence_start(flow: Flow, offset: int, cues: IdentityCues) -> int:
    """Return where the sentence begins that runs up to an offset, if a name could fill it."""
    line = flow.line_at(offset)
    start = flow.starts[line]
    while start == flow.starts[line] and _sentence_reaches_back(flow, line, offset, cues):
        line -= 1
        start = flow.starts[line]
    words = list(words_in(flow, (start, offset)))
    begins = [
        word.start for word, last in zip(words[1:], words, strict=False) if ends_sentence(last, cues.names)
    ]
    return max(begins, default=start)


def _sentence_reaches_back(flow: Flow, line: int, offset: int, cues: IdentityCues) -> bool:
    if flow.spots[line].line.break_before or not flow.same_page(line - 1, line):
        return False
    before = flow.spots[line - 1].line.text.rsplit(" ", 1)[-1]
    return offset - flow.starts[line] < LONGEST_NAME and (before[-1:] == "," or before in cues.names.joining)


def name_that_ends(flow: Flow, offset: int, cues: IdentityCues) -> Span | None:
    """Return the party's name that ends at an offset, as before the bracket that calls it "the Company"."""
    return trimmed(run_before(flow, offset, cues.names), cues.names)


def run_before(flow: Flow, offset: int, names: NameWords) -> list[Word]:
    """Return the words of a name that go up to an offset, within a sentence and a paragraph."""
    line = flow.line_at(offset)
    words = list(words_in(flow, (max(flow.page_start(line), offset - 2 * LONGEST_NAME), offset)))
    kept: list[Word] = []
    for word in reversed(words):
        apart = kept and (ends_sentence(word, names) or flow.new_block(word.line, kept[0].line))
        bracket = word.text[0] in "([" and not word.text[1:2].isalnum()
        foreign = not is_name_word(word, names) or word.bare in names.unfinished
        if apart or bracket or foreign or word.text[-1] in ";:":
            break
        kept.insert(0, word)
        if word.text == "The":
            break
    return kept
