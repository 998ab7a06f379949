"""What a page's raw characters become before anybody reads them, and when two texts count as the same words.

In: text as a PDF or a text file holds it. Out: text with ligatures spelled out, odd spaces made plain and
words broken at a line end made whole; quotes, dashes and box glyphs stay as printed.
"""

import re
import unicodedata

BROKEN_WORD = "\ufffe"
"""What stands where a line ended inside a word. pdfium writes it (or U+0002) and drops the line break."""

LIGATURES = {n: unicodedata.normalize("NFKC", chr(n)) for n in range(0xFB00, 0xFB07)}
_SPACES = dict.fromkeys([0xA0, 0x2000, *range(0x2002, 0x200B), 0x202F, 0x205F, 0x3000, 0x0B, 0x85], " ")
# Zero-width characters and byte order marks carry no ink; a soft hyphen inside a line is not printed either.
_NOTHING = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x09), *range(0x0E, 0x20), 0x7F]
)
# Boxes and circles that look like one that is known.
_SAME_MARK = dict(
    zip(
        (0x22A0, 0x2B1C, 0x29BF, 0x1F518, 0x26AB, 0x25EF, 0x26AA),
        "\u2612\u25a1\u25c9\u25c9\u25cf\u25cb\u25cb",
        strict=True,
    )
)
_TIDY = _NOTHING | _SPACES | LIGATURES | _SAME_MARK
_RUN_OF_SPACE = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")

# Only what two readings of the same ink may differ in: box glyphs, quote and dash styles, white space,
# hyphens.
_BOX_GLYPHS = (
    "\u2610\u2611\u2612\u25a1\u25a2\u25fb\u25fd\u2751\u2752\U0001f78e\xa8\xfe\xfd\xa9\uf06f\uf0a8\uf0fe\uf0fd"
)
_SQUASH = {
    **_TIDY,
    **dict.fromkeys(map(ord, _BOX_GLYPHS)),
    **dict.fromkeys(map(ord, "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufffe\x02")),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032`\u00b4"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033"), '"'),
}
_WORD = re.compile(
    r"(?<![\w\ufffe\u2010-])(?<![-\u2010\ufffe]\n)[^\W\d_]+(?:[-\u2010][^\W\d_]+)*(?![\w\ufffe]|[-\u2010]\n)"
)


def tidy(text: str) -> str:
    """Return one line's text with ligatures spelled out and every run of white space made one space.

    >>> tidy("the ﬁrst\xa0  day ")
    'the first day'
    """
    if text.isascii() and text.isprintable():
        return text.strip() if "  " not in text else _RUN_OF_SPACE.sub(" ", text).strip()
    return _RUN_OF_SPACE.sub(" ", text.translate(_TIDY)).strip()


def squash(text: str) -> str:
    """Return what must be equal for two texts to be the same words on the page.

    White space, hyphens, dashes and box glyphs go; ligatures and quote styles are folded. A quote is verbatim
    where `squash(quote) in squash(page text)`.
    """
    if text.isascii() and text.isprintable():
        text = text.replace("-", "").replace("`", "'")
    else:
        text = text.translate(_SQUASH)
    return "".join(text.split())


def appears(page_text: str, quote: str) -> bool:
    """Say whether the quote stands word for word in the page's text. An empty quote appears nowhere."""
    wanted = squash(quote)
    return bool(wanted) and wanted in squash(page_text)


def vocabulary(text: str) -> frozenset[str]:
    """Return every word that stands unbroken in the text, in lower case; a hyphened word counts as one word.

    Halves of words broken at a line end (beside BROKEN_WORD, or a hyphen and a line break) are left out.
    """
    return frozenset(_WORD.findall(text.lower()))


def mend(first: str, second: str, known: frozenset[str]) -> str:
    """Return the word whose halves stood on two lines, with or without its hyphen.

    The hyphen goes where the document writes the joined word elsewhere. It stays where the document writes
    the hyphened word, where a capital or a digit follows, or where the second half is a word by itself
    ("after-tax").

    >>> mend("contribu", "tions", frozenset())
    'contributions'
    >>> mend("after", "tax", frozenset({"tax"}))
    'after-tax'
    """
    joined, hyphened = f"{first}{second}", f"{first}-{second}"
    if joined.lower() in known:
        return joined
    keeps = hyphened.lower() in known or second.lower() in known or not second[:1].islower()
    return hyphened if keeps or not first[-1:].isalpha() else joined
