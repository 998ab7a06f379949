"""What a line looks like before anybody reads it: box, bullet, enumerator, contents line, capitals, title case.

Everything here is the mechanics of print; what words mean for a plan stands in `patterns/`.
"""

import re
from typing import NamedTuple

EMPTY_BOXES = "\u2610\u25a1\u25a2\u25fb\u25fd\u2751\u2752\U0001f78e\U0001f78f\U0001f790\xa8\uf06f\uf0a8"
"""Box glyphs left empty; the last ones are Wingdings that lost their font."""

TICKED_BOXES = "\u2611\u2612\u25a3\u2713\u2714\u2717\u2718\U0001f5f9\U0001f5f5\U0001f5f7\U0001f5f8\xfe\xfd\uf0fe\uf0fd\uf0fc"
"""Box glyphs and check marks that say yes; a thorn or y-acute by itself is a ticked Wingdings box."""

PAIRS = {"\u25a0": "\u25a1", "\u25cf": "\u25cb", "\u25c9": "\u25cb", "\u2b24": "\u25cb"}
"""Filled shapes that are ticks only where the empty shape beside them is in use; alone they are bullets."""

BULLETS = (
    "\u2022\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25ba\u25b6\u27a2\u27a4\u2023\u2043\u00b7\uf0b7\uf0a7\uf0d8"
    "\u2756\u2666\u25c6\u2192\u2013\u2014*+-"
)
"""Marks of a list item; dashes only with a space after them."""

STEP = 2
"""Numbers by which two that follow each other may differ: one between them may stand in a table."""

LABEL_WORDS = 6
"""Words up to which a sentence without a verb names what the rest of its item is about."""

CROSSES = "\u2717\u2718"
"""Check marks that, alone in a cell, say no; before an option in a form they are ticks."""

ANSWERING = frozenset(f"\u2713\u2714{CROSSES}")
"""Check marks that answer the label of a row where nothing on the page is a box left empty."""

_BULLET = re.compile(
    rf"(?:[{re.escape(BULLETS)}]|\xa7(?= [A-Z])|o(?= [A-Za-z(\u201c\"])|\?(?= [a-zA-Z]))\s+(?=\S)|[\u2022\u25aa\uf0b7](?=\w)"
)
_ENUMERATOR = re.compile(
    r"(?:\((?:[a-zA-Z]|[ivxIVX]{1,5}|\d{1,2})\)|(?:[a-zA-Z]|[ivx]{2,5}|\d{1,2})[.)](?!\d)|\d{1,2}\.\))(?=\s)\s*"
)
# A mark stands before its option. Brackets and glyphs may stand anywhere; a lone x or a blank only at the start.
_BOX = re.compile(
    rf"\[[\s_]?[xX\u2713\u2714\u221a]?[\s_]?\](?!\()|(?<![\w)\]])\(\s?[X\u2713\u2714\u221a]?\s?\)(?=\s*\S)|_+[xX\u2713\u2714]_+"
    rf"|[{TICKED_BOXES}{EMPTY_BOXES}](?![a-z])"
)
_BOX_GLYPHS = frozenset(f"{TICKED_BOXES}{EMPTY_BOXES}\u221a")
# A blank behind a colon is to be filled in, unless an answer stands behind it.
_BLANK = re.compile(
    r"(?<![\w$])(?:(?<!: )_{2,}(?=\s|$)|_{2,}(?=\s+(?:Yes|No|Permitted|Allowed|Not)\b))", re.IGNORECASE
)
_LINE_START_BOX = re.compile(r"[xX](?=\s+[A-Z(\u201c\"])|_{2,}(?=\s+[A-Z(\d])")
_BLANK_OPTION = re.compile(r"_{2,}(?=\s+[A-Z(])")
_LONE_X = re.compile(r"(?<![\w\u00a7$%])[xX](?=\s+[A-Za-z(])")
_LONE_MARK = re.compile(r"o(?=\s+[A-Z(])|_{2,}(?=\s+[a-z])")
_CONTENTS = re.compile(r"(?:\.{3,}|(?:\s\.){3,}|\u2026{1,}|_{4,})\s*(?:[A-Z]-)?[\divxlc]{1,4}\s*$")
_NUMBERING = re.compile(
    r"(?:(?:ARTICLE|SECTION|PART|CHAPTER|APPENDIX|EXHIBIT|SCHEDULE|ATTACHMENT|Article|Section|Part|Chapter|Appendix"
    r"|Exhibit|Schedule|Attachment)\s+(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Z])\b[.:)\u2013\u2014-]*\s*"
    r"|\xa7\s?\d[\d.]*\s+|(?:[A-Z]|\d{1,2})-\d{1,2}\.?\s+(?=[A-Z])|\d{1,2}(?:\.\d{1,2})+\.?\s+|\d{1,2}[.)]\s+|[A-Z][.)]\s+|[IVX]{1,5}[.)]\s+|\([a-zA-Z\d]{1,3}\)\s+)"
)
_FORM_NUMBER = re.compile(r"[A-Z]-\d{1,2}\.?\s+[A-Z]")
_CLAUSE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-Z(]")
_REPLY = re.compile(r"(?:Q|A|Question|Answer)(?: ?\d{1,3})?[.:)]\s+")
_MARK_AT_END = re.compile(
    r"(?<=[a-z)%\u2019\u201d\"][.?!])(?:\d{1,2}|\(\d{1,2}\)|[*\u2020\u2021\u00b9\u00b2\u00b3]+)$"
)
_WORD = re.compile(r"[A-Za-z][\w'\u2019-]*")
_SMALL_WORDS = (
    "a an and are as at be but by can do does for from has have how if in into is it may nor not of on or out over "
    "per than that the their this to under up upon via vs what when where which while will with within without you your"
)
_SMALL = frozenset(_SMALL_WORDS.split())
ANSWER = re.compile(
    r"(?:(?:Not )?(?:Available|Allowed|Permitted|Accepted|Offered|Applicable|Included|Provided)|Yes|No|N/A|None)[.*]?$",
    re.IGNORECASE,
)
"""A whole line that only answers the label above it."""


INSTRUCTION = re.compile(
    r"\s*\((?:check|select|choose|tick|mark|pick|circle|write|enter|state)\b[^)]*\)", re.IGNORECASE
)
"""Words in brackets that tell how to fill a form in."""

_ANSWER_TO_LABEL = re.compile(
    r"(?:(?:Not )?"
    r"(?:[Aa]vailable|[Aa]llowed|[Pp]ermitted|[Aa]ccepted|[Oo]ffered|[Aa]pplicable|[Ii]ncluded|[Pp]rovided)\b(?! are| is)"
    r"|(?:Yes|No|N/A|None)(?:[.,;:*]|\s[\u2013\u2014-]|$))"
)
_TITLE = r"\s+[A-Z](?:[^.;?!]|(?<=\d)\.(?=\d)){3,90}"
_CAPTION = re.compile(
    rf"(\d{{1,3}}[.)]{_TITLE}[.:]|[A-Z]-\d{{1,2}}\.?{_TITLE}\.)"
    r"(?:\s(?:Check|Select|Choose|Tick|Mark|Pick) [^.:]{3,40}[.:])?"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|may|can|shall|will|must|has|have|do|does|did|means?|elects?|appl(?:y|ies))\b"
)
_ANSWER_FIRST = re.compile(
    r"(?:Yes|No|N/A|None)(?:[.,;:]|\s[\u2013\u2014-])\s|\d{1,3}%\s(?:to|through|[\u2013\u2014-])\s\d{1,3}%"
)


class Box(NamedTuple):
    """A check box in a text: where its mark stands and whether it is ticked."""

    start: int
    end: int
    ticked: bool


def box_at_start(text: str, pairs: bool = False, forms: bool = False) -> Box | None:
    """Return the check box a line starts with.

    `pairs` says filled and empty shapes stand for choices on this page; `forms` says a lone "o" and a
    blank before a small letter are empty boxes here.
    """
    if text[:1].isalnum() and text[0] not in "xXo\xfe\xfd":
        return None
    lead = len(text) - len(text.lstrip("| "))
    match = _BOX.match(text, lead) or _LINE_START_BOX.match(text, lead)
    if match is None and forms:
        match = _LONE_MARK.match(text, lead)
    if match is not None:
        return Box(match.start(), match.end(), _ticked(match.group()))
    if pairs and text[lead : lead + 1] in "\u25a0\u25cf\u25c9\u2b24\u25cb" and text[lead : lead + 1]:
        return Box(lead, lead + 1, text[lead] != "\u25cb")
    return None


def is_blank_option(text: str) -> bool:
    """Tell whether a line starts with a blank before small letters ("____ individual retirement accounts")."""
    return text.startswith("__") and _LONE_MARK.match(text) is not None


def boxes(text: str, pairs: bool = False) -> list[Box]:
    """Return every check box in a text, in order. A lone x counts only beside another mark."""
    found = []
    if _may_hold_box(text):
        found = [Box(m.start(), m.end(), _ticked(m.group())) for m in _BOX.finditer(text)]
        if any(
            text[box.start] == "_" for box in found
        ):  # beside a blank with an x in it, an empty one is a box, too
            taken = {box.start for box in found}
            found += [Box(*m.span(), False) for m in _BLANK.finditer(text) if m.start() not in taken]
        elif blank := _BLANK_OPTION.match(text, enumerator(text)):
            found.append(Box(*blank.span(), False))
    if pairs:
        found += [
            Box(at, at + 1, char != "\u25cb")
            for at, char in enumerate(text)
            if char in "\u25a0\u25cf\u25c9\u2b24\u25cb"
        ]
    first = box_at_start(text)
    if first and first not in found:
        found.append(first)
    if found:
        taken = {at for box in found for at in range(box.start, box.end)}
        found += [Box(m.start(), m.end(), True) for m in _LONE_X.finditer(text) if m.start() not in taken]
    return sorted(found)


def _may_hold_box(text: str) -> bool:
    """Tell cheaply whether a text may hold a box: nearly none does, and the full search is slow."""
    if "[" in text or "_" in text or "( " in text or "()" in text or "(X" in text:
        return True
    return not text.isascii() and not _BOX_GLYPHS.isdisjoint(text)


def _ticked(mark: str) -> bool:
    return any(char in mark for char in "xX\u2713\u2714\u221a") or mark in TICKED_BOXES


def bullet(text: str) -> int:
    """Return the length of the bullet a line starts with, 0 without one."""
    if text[:1].isalnum() and text[0] != "o":
        return 0
    match = _BULLET.match(text)
    return match.end() if match else 0


def enumerator(text: str, at: int = 0) -> int:
    """Return the end of the enumerator at `at` ("(a) ", "1. ", "iv. "), or `at` without one."""
    head = text[at : at + 7]
    if ")" not in head and "." not in head:
        return at
    match = _ENUMERATOR.match(text, at)
    return match.end() if match else at


def enumerator_class(mark: str) -> str:
    """Return what counts as one series: "(a)", "(1)", "a.", "1.", "A." …

    >>> enumerator_class("(b) "), enumerator_class("12. ")
    ('(a)', '1.')
    """
    core = mark.strip()
    letters = core.strip("().")
    kind = "1" if letters.isdigit() else "i" if len(letters) > 1 else "A" if letters.isupper() else "a"
    return core.replace(letters, kind) if letters else core


def follows(mark: str, before: str) -> bool:
    """Tell whether an enumerator is the next of its series after `before`."""
    now, then = mark.strip().strip("()."), before.strip().strip("().")
    if now.isdigit() and then.isdigit():
        return int(now) == int(then) + 1
    if len(now) == len(then) == 1:
        return ord(now) == ord(then) + 1
    order = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    if now.lower() in order and then.lower() in order:
        return order.index(now.lower()) == order.index(then.lower()) + 1
    return False


def is_clause_number(text: str) -> bool:
    """Tell whether the text starts with a number of two parts, as a section of a plan does ("4.03 Rollovers")."""
    return text[:1].isdigit() and _CLAUSE_NUMBER.match(text) is not None


def is_form_number(text: str) -> bool:
    """Tell whether the text starts with a letter and a number, as an item of a form does ("D-5 After-Tax Contributions")."""
    return text[1:2] == "-" and _FORM_NUMBER.match(text) is not None


def is_caption(text: str) -> bool:
    """Tell whether a line is a number and a title with a stop behind it and no verb ("15. After-Tax Contributions.")."""
    found = _CAPTION.fullmatch(text)
    return found is not None and not has_verb(found.group(1))


def has_verb(text: str) -> bool:
    """Tell whether one of the words stands in a text that make a sentence of it: "is", "may", "applies" and their like."""
    return _VERB.search(text) is not None


def is_label(text: str) -> bool:
    """Tell whether a sentence is a few words without a verb, as those are that name what an item goes on about.

    >>> is_label("Age 59½."), is_label("Loans are made."), is_label("Yes.")
    (True, False, False)
    """
    return words(text) <= LABEL_WORDS and not has_verb(text) and not ANSWER.match(text)


def reply_prefix(text: str) -> int:
    """Return the length of the "Q. " or "A: " a question or answer starts with, 0 without one."""
    match = _REPLY.match(text)
    return match.end() if match else 0


def numbering(text: str) -> int:
    """Return the length of a heading's number ("ARTICLE IV ", "4.03 ", "6. "), 0 without one."""
    head = text[:8]
    if head.isalpha() or head.split(" ", 1)[0].islower():
        return 0
    match = _NUMBERING.match(text)
    return match.end() if match else 0


def number_of(text: str) -> tuple[int, ...]:
    """Return the numbers a text opens with ("4.03 Rollovers", "18. Rollovers"), none where it opens with a word.

    The letter of a form's number counts as one ("D-5 Loans").

    >>> number_of("4.03 Rollovers"), number_of("D-5 Loans"), number_of("(a) none")
    ((4, 3), (68, 5), ())
    """
    letter = (ord(text[0]),) if is_form_number(text) else ()
    numbers = map(int, re.findall(r"\d+", text[: numbering(text)])) if letter or text[:1].isdigit() else ()
    return (*letter, *numbers)


def comes_after(number: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Tell whether a number is the next of its series, or the next but one.

    >>> comes_after((3, 5), (3, 4)), comes_after((4, 1), (3, 4))
    (True, False)
    """
    alike = bool(number and before) and number[:-1] == before[:-1]
    return alike and 0 < number[-1] - before[-1] <= STEP


def opens_with_answer(text: str) -> bool:
    """Tell whether the text starts with a bare answer and a stop ("No. ...", "Yes - ..."), or a range ("1% to 10%")."""
    return _ANSWER_FIRST.match(text) is not None


def opens_answer_to_label(text: str) -> bool:
    """Tell whether the text starts with words that only answer a label: "Available from ...", "No; ..."."""
    return text[:1] in "NAPOIY" and _ANSWER_TO_LABEL.match(text) is not None


def is_contents_line(text: str) -> bool:
    """Tell whether the line is one of a table of contents: dot leaders and a page number."""
    if text[-1:] not in "0123456789ivxlc" or not (
        "..." in text or ". ." in text or "\u2026" in text or "__" in text
    ):
        return False
    return _CONTENTS.search(text) is not None


def contents_entry(text: str) -> str:
    """Return a contents line without its dots and page number, which not every reader of a file finds in that order.

    >>> contents_entry("Loans . . . . . . 14")
    'Loans'
    """
    match = _CONTENTS.search(text)
    return text[: match.start()].rstrip() if match else text


def is_capitals(text: str) -> bool:
    """Tell whether the line is set in capitals ("(k)" and the like aside)."""
    letters = re.sub(r"\([a-z]\)", "", text)
    return sum(c.isupper() for c in letters) >= 3 and not any(c.islower() for c in letters)


def is_title_case(text: str) -> bool:
    """Tell whether every longer word starts with a capital."""
    words = _WORD.findall(text)
    capital = [word for word in words if word[0].isupper()]
    return bool(capital) and all(word[0].isupper() or word in _SMALL or len(word) == 1 for word in words)


def without_mark(text: str) -> str:
    """Return a line without the footnote mark that stands behind its full stop.

    >>> without_mark("Loans are permitted.3")
    'Loans are permitted.'
    """
    return _MARK_AT_END.sub("", text)


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends where a sentence may end; a footnote mark may follow the full stop."""
    return without_mark(text).rstrip("\"'\u201d\u2019)] ")[-1:] in (".", "?", "!", ":", ";", "\u2026")


def words(text: str) -> int:
    """Return the number of words."""
    return len(text.split())
