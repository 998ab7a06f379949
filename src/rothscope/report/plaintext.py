"""Words of a document made safe to show: control characters out, long runs shortened, Markdown made inert.

In goes any text, out comes text; nothing here knows of plans.
"""

import re
import textwrap

# C0 and C1 controls (terminal escapes too), zero-width marks, and the bidirectional overrides that make
# a line read otherwise than it is stored. Tab, newline and return are white space and stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~@#!$]|(?<=[A-Za-z]):(?=//)|(?i:(?<=www)\.))")
_BLOCK_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")

ELLIPSIS = " ..."


def clean(text: str) -> str:
    """Return the text without characters that cannot be seen and could mislead a reader or a terminal."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """Return the text on one line, with single spaces and nothing unseen."""
    return " ".join(clean(text).split())


def shorten(text: str, limit: int) -> str:
    """Return at most `limit` characters of the text on one line, cut between words and marked with an
    ellipsis.
    """
    line = one_line(text)
    if len(line) <= limit:
        return line
    room = limit - len(ELLIPSIS)
    head = line[: room + 1].rpartition(" ")[0] or line[:room]
    return head.rstrip(" ,;:") + ELLIPSIS


def ending(text: str, limit: int) -> str:
    """Return at most `limit` characters of the end of the text on one line, cut between words."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    tail = line[-(limit - len(ELLIPSIS)) :]
    return f"... {tail.partition(' ')[2] or tail}"


def excerpt(quote: str, around: str, limit: int) -> str:
    """Return a run of whole words of the quote, at most `limit` characters, that holds the words `around`."""
    line = one_line(quote)
    start = line.casefold().find(one_line(around).casefold()) if around else 0
    if len(line) <= limit or start + len(around) + len(ELLIPSIS) < limit:
        return shorten(line, limit)
    begin = line.rfind(" ", 0, max(start - limit // 4, 1)) + 1
    return f"... {shorten(line[begin:], limit - 4)}"


def few_words(quote: str, around: str, words: int) -> str:
    """Return at most `words` words of the quote, near the words `around`; cut ends get an ellipsis."""
    every = one_line(quote).split()
    if len(every) <= words:
        return " ".join(every)
    at = one_line(quote).casefold().find(one_line(around).casefold()) if around else -1
    before = len(one_line(quote)[: max(at, 0)].split())
    begin = max(0, min(before - words // 3, len(every) - words))
    head = "... " if begin else ""
    tail = ELLIPSIS if begin + words < len(every) else ""
    return head + " ".join(every[begin : begin + words]) + tail


def wrapped(text: str, first: str = "", rest: str = "", width: int = 80) -> str:
    """Return the text on lines of at most `width` columns; `first` opens the first, `rest` the others."""
    return textwrap.fill(
        one_line(text), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def markdown_escape(text: str) -> str:
    """Return the text so that Markdown shows it as it stands: no link, no HTML, no heading, no list."""
    line = one_line(text).replace("&", "&amp;")
    escaped = _MARKDOWN.sub(r"\\\1", line)
    return _BLOCK_START.sub(r"\1\\\2", escaped)
