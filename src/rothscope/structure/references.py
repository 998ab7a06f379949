"""Cross references: which passages "Section 2.1(d)", "paragraph (a)" or "the section titled Withdrawals" speak of.

    2.1 Account. ... the following subaccounts:             what opens with a number starts a section, ...
        (d) the subaccount credited with Voluntary ...      ... and what opens with a letter a part of it
    8.3 ... the subaccount described in Section 2.1(d).     this names that part

Comes in: the passages of one document, and the words that come before titles and other papers (`ReferenceWords`). Goes out:
the same passages, each with what it refers to. What is not found, stands there twice, or belongs to another paper ("section
402(g) of the Code") is no reference.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from rothscope.model.document import Passage, PassageKind, Reference
from rothscope.packs.documents import ReferenceWords
from rothscope.structure import shape
from rothscope.structure.known_headings import plain

ALIKE = 92
"""Likeness (0-100) from which the words of a reference are the title of a section."""

CHAPTERS = frozenset({"article", "part", "chapter", "appendix", "exhibit", "schedule", "attachment"})
"""What holds sections that are numbered by themselves."""

LISTING = "contents"
"""The kind of section that only lists titles."""

_PART = r"\([a-zA-Z\d]{1,4}\)"
_NUMBER = rf"(?:(?:\d{{1,3}}(?:\.\d{{1,3}})*|[IVXLC]{{1,6}}|[A-Z])\b(?:{_PART})*|(?:{_PART})+)"
_KIND = (
    r"(?i:(?:sub)?(?:section|paragraph)s?|(?:article|part|chapter|question|item|appendix)s?|\u00a7\u00a7?)"
)
_JOINED = r"(?:,? (?:and|or|nor|through|to) |, )"
_NUMBERED = re.compile(
    rf"(?<!\w)(?P<kind>{_KIND}) ?(?P<numbers>{_NUMBER}(?:{_JOINED}(?:(?:in |under )?{_KIND} )?{_NUMBER})*)(?![\w%])"
    rf"(?: of (?P<outer>{_KIND}) (?P<within>{_NUMBER}))?"
)
_ONE = re.compile(
    rf"(?P<through>(?:through|to) )?(?:(?P<kind>{_KIND}) )?(?<![\w.])(?P<number>{_NUMBER})(?!\w)"
)
_MARK = re.compile(rf"{_PART}(?=\s)")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Number(NamedTuple):
    """Where something stands in a document: what its number is called ("article"; empty: nothing), the number, its parts."""

    kind: str
    base: str
    parts: tuple[str, ...] = ()


class _Open(NamedTuple):
    """A section that goes on while passages stand under the headings it began under."""

    number: Number
    path: tuple[str, ...]

    def holds(self, number: Number) -> bool:
        """Tell whether a section of another number stands within this one."""
        inner = self.number.kind in CHAPTERS and number.kind not in CHAPTERS
        return inner or number.base.startswith(f"{self.number.base}.")


class _Sections:
    """Which passages stand in each numbered section and under each title, and the number each passage stands in."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.numbered: dict[Number, list[int]] = {}
        self.titled: dict[str, list[int]] = {}
        self.at: list[Number] = []
        self._open: list[_Open] = []
        self._parts: tuple[str, ...] = ()
        self._doubled: set[Number] = set()
        before: Passage | None = None
        for passage in passages:
            if passage.section != LISTING:
                self._take(passage, before)
                before = passage
            self.at.append(self._open[-1].number if self._open else Number("", ""))

    def find(self, number: Number) -> tuple[int, ...]:
        """Return the passages of a section, also where its number stands without a word for it; none if in doubt."""
        alike = [number]
        if number.kind not in CHAPTERS:
            alike += [number._replace(kind=""), number._replace(kind="section")]
        found = next((one for one in alike if one in self.numbered), number)
        return () if found in self._doubled else tuple(self.numbered.get(found, ()))

    def between(self, first: Number, last: Number) -> list[Number]:
        """Return the numbers of a run of sections in the order of the document, both ends included."""
        alike = [one for one in self.numbered if (one.kind, one.parts) == (last.kind, ())]
        places = [alike.index(one) for one in (first, last) if one in alike]
        return alike[places[0] : places[-1] + 1] if len(places) > 1 else [last]

    def _take(self, passage: Passage, before: Passage | None) -> None:
        begins = before is None or before.block != passage.block
        if before and passage.kind is before.kind is PassageKind.HEADING and _is_number_alone(before.text):
            self._open[-1:] = [one._replace(path=passage.path) for one in self._open[-1:]]
        number = number_of(passage.text) if begins and passage.kind is not PassageKind.LIST_ITEM else None
        self._open = [one for one in self._open if _is_under(passage.path, one.path)]
        if number:
            self._open = [*(one for one in self._open if one.holds(number)), _Open(number, passage.path)]
            self._doubled.update({number} & self.numbered.keys())
        mark = passage.mark or (found.group() if (found := _MARK.match(passage.text)) else "")
        if mark.startswith("("):
            self._parts = _below(self._parts, mark)
        elif begins:
            self._parts = ()
        numbers = [one.number for one in self._open]
        if numbers:
            numbers += [numbers[-1]._replace(parts=self._parts[:to]) for to in range(1, len(self._parts) + 1)]
        for one in numbers if not _is_number_alone(passage.text) else ():
            self.numbered.setdefault(one, []).append(passage.number)
        for title in passage.path:
            self.titled.setdefault(plain(title), []).append(passage.number)


def find_references(passages: Sequence[Passage], words: ReferenceWords) -> list[Passage]:
    """Return the passages, each with what its text refers to."""
    sections = _Sections(passages)
    referred = [
        (*_by_number(passage, sections, words), *_by_title(passage, sections, words)) for passage in passages
    ]
    return [
        replace(passage, refers=refers) if refers else passage
        for passage, refers in zip(passages, referred, strict=True)
    ]


def number_of(text: str) -> Number | None:
    """Return the number a text opens with, in figures.

    >>> number_of("ARTICLE IV. Payments"), number_of("4.03 Rollovers"), number_of("(a) none")
    (Number(kind='article', base='4', parts=()), Number(kind='', base='4.03', parts=()), None)
    """
    words = text[: shape.numbering(text)].replace("\u00a7", " ").strip(" .:)\u2013\u2014-").split()
    if not words or words[0].startswith("("):
        return None
    kind = words[0].lower() if len(words) > 1 else ""
    return Number(kind, _in_figures(words[-1]))


def _by_number(passage: Passage, sections: _Sections, words: ReferenceWords) -> Iterator[Reference]:
    for match in _NUMBERED.finditer(passage.text):
        if not _is_of_other_paper(passage.text, match.start(), match.end(), words):
            numbers = _numbers(match, sections.at[passage.number], sections)
            found = tuple(
                told for number in numbers if passage.number not in (told := sections.find(number)) and told
            )
            if found:
                yield Reference(match.start(), match.end(), found)


def _numbers(match: re.Match[str], here: Number, sections: _Sections) -> list[Number]:
    """Return the numbers a reference gives, those spelled out that stand between two of them."""
    found: list[Number] = []
    kind, within = match["kind"], match["within"]
    last = _number(match["outer"], within) if within else here
    for one in _ONE.finditer(match["numbers"]):
        kind = one["kind"] or kind
        number = _number(kind, one["number"])
        if not number.base:
            number = last._replace(parts=number.parts)
        found += sections.between(last, number)[1:] if one["through"] and found else [number]
        last = number
    return found


def _number(kind: str, text: str) -> Number:
    """Return a number as it stands in a reference: "Section", "2.1(d)"."""
    base, *parts = text.split("(")
    called = kind.lower().rstrip("s")
    return Number(
        called if called in CHAPTERS else "", _in_figures(base), tuple(f"({part}" for part in parts)
    )


def _by_title(passage: Passage, sections: _Sections, words: ReferenceWords) -> Iterator[Reference]:
    for match in _titles(words.titles).finditer(passage.text):
        title = plain(match["quoted"] or match["bare"])
        told = process.extractOne(title, list(sections.titled), scorer=fuzz.ratio, score_cutoff=ALIKE)
        found = tuple(sections.titled[told[0]]) if told else ()
        if found and passage.number not in found:
            yield Reference(match.start(), match.end(), (found,))


@cache
def _titles(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the title behind one of these words: in quotation marks, or before "section" or a page."""
    led = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    bare = r"(?P<bare>[A-Z][^.;:()\u201c\u201d\"]{2,80}?)(?=,? \(?(?:(?:on |at )?page \d|section\b))"
    return re.compile(rf"\b(?i:{led}) (?:[\u201c\"](?P<quoted>[^\u201d\"]{{3,80}}?),?[\u201d\"]|{bare})")


def _is_of_other_paper(text: str, start: int, end: int, words: ReferenceWords) -> bool:
    """Tell whether a number is one of the law or of another document ("section 402(g) of the Code")."""
    before, after = text[:start].lower().rstrip(), text[end:].lower().lstrip(" ,")
    return before.endswith(words.other_papers_before) or after.startswith(words.other_papers_behind)


def _is_under(path: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    return path[: len(outer)] == outer


def _is_number_alone(text: str) -> bool:
    return 0 < shape.numbering(text) == len(text)


def _below(parts: tuple[str, ...], mark: str) -> tuple[str, ...]:
    """Return the parts a new one stands in: behind its like, or under the last one where it opens a series.

    >>> _below(("(a)", "(2)"), "(b)"), _below(("(a)",), "(i)"), _below(("(h)",), "(i)")
    (('(b)',), ('(a)', '(i)'), ('(i)',))
    """
    if mark in parts:
        return parts[: parts.index(mark) + 1]
    for at in reversed(range(len(parts))):
        if shape.follows(mark, parts[at]):
            return (*parts[:at], mark)
    return (*parts, mark)


def _in_figures(number: str) -> str:
    """Return a number in figures where it stands in Roman numerals; letters stay as they are.

    >>> _in_figures("XIV"), _in_figures("4.03"), _in_figures("B")
    ('14', '4.03', 'B')
    """
    if not number or not set(number) <= set(_ROMAN) or number in ("C", "L"):
        return number
    values = [_ROMAN[letter] for letter in number]
    return str(sum(-v if v < max(values[at:]) else v for at, v in enumerate(values)))
