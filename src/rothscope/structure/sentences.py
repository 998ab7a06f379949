"""Where sentences end: a flow of text becomes the flows of its sentences.

A full stop after an abbreviation, an initial or a list number ends nothing; one in "4.03" is no candidate.
"""

import re

from rothscope.structure.flow import Flow, cut

_END = re.compile(
    r"[.?!\u2026][\"'\u201d\u2019)\]*]*(?:(?<=\D[.\u201d\"])\d{1,2}|\(\d{1,2}\)|(?<=[a-z)%]{2}\.)[a-e](?=\s+[A-Z])|[\u2020\u2021\u00b9\u00b2\u00b3\u2070-\u2079]+)?\s+(?=[\"'\u201c\u2018(\[*]*[A-Z0-9\u00a7$]|\([a-z]{1,4}\)\s)"
)
_TOKEN = re.compile(r"\S+$")
_SHORT_WORDS = (
    "e.g i.e sec secs art no nos inc co corp ltd mr mrs ms dr vs treas reg regs rev proc jr sr st fed approx min max "
    "par para pt ch cf al vol ed p pp ext dept u.s u.s.c ann ave blvd jan feb mar apr jun jul aug sep sept oct nov dec "
    "c.f.r cir supp stat"
)
_ABBREVIATIONS = frozenset(_SHORT_WORDS.split())
_BEFORE_NUMBER = frozenset(
    {"no", "nos", "art", "par", "ch", "pt", "p", "pp", "ext", "ed", "max", "min", "st", "sec"}
)
_ITEM_NUMBER = re.compile(
    r"(?:^|[:;,]\s*(?:(?:and|or)\s+)?)[\"\u201c(\[]*(?:\d{1,2}|[A-Za-z]|[ivx]{1,4}|[A-Z]-\d{1,2})$"
)
_LETTERED = re.compile(
    r"\b(?:article|section|part|appendix|exhibit|schedule|plan|form|class|option|chapter)\s\w$", re.IGNORECASE
)


def split_sentences(flow: Flow) -> list[Flow]:
    """Return the sentences of a paragraph in order.

    >>> [s.text for s in split_sentences(Flow("See Sec. 4.03 first. It rules.", ()))]
    ['See Sec. 4.03 first.', 'It rules.']
    """
    text = flow.text
    sentences = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and not _is_end(text, start, match.start(), match.end()):
            continue
        sentences.append(cut(flow, start, match.end()))
        start = match.end()
    sentences.append(cut(flow, start, len(text)))
    return [sentence for sentence in sentences if sentence.text]


def is_abbreviated(text: str) -> bool:
    """Tell whether a full stop after the text would belong to its last word."""
    return text.rsplit(None, 1)[-1].strip("(\"'\u201c[").lower() in _ABBREVIATIONS


def _is_end(text: str, start: int, stop: int, after: int) -> bool:
    """Judge a full stop at `stop` in the sentence that began at `start`; the next word starts at `after`."""
    before = text[start:stop]
    if _ITEM_NUMBER.search(before[-8:] if len(before) > 8 else before):
        return False
    token = _TOKEN.search(before)
    if token is None:
        return True
    word = token.group().strip("(\"'\u201c[").lower()
    if len(word) == 1 and word.isalpha():
        return _LETTERED.search(before) is not None
    if word in _BEFORE_NUMBER:
        return not text[after].isdigit() if word != "sec" else False
    return word not in _ABBREVIATIONS
