"""Names for which a document has a word of its own: 'Foxglove Health, Inc. (the "Company") maintains this Plan'.

In: a flow. Out: what the word stands for, the sponsor that such a sentence tells, and the party that is called by its word
where its name is asked for ("Plan Administrator: the Company").
"""

import re
from functools import cache

from rothscope.identity.flow import Flow
from rothscope.identity.names import Span, name_that_ends
from rothscope.identity.words import TICK, any_of
from rothscope.model.analysis import Stated
from rothscope.packs.identity import IdentityCues, spellings

_BRACKET = re.compile(
    r"\(\s*(?:[a-z][a-z ]{0,30})?[\"\u201c\u2018']\s*(?:the\s+)?([A-Z][A-Za-z ]{1,25}?)[\"\u201d\u2019']\s*\)"
)

LONGEST_OBJECT = 160
"""Characters after "maintains the" within which the plan must be named."""


def defined_names(flow: Flow, cues: IdentityCues) -> dict[str, Span]:
    """Return the spans of the parties' names that stand before a word of their own in a bracket, by that word."""
    found: dict[str, Span] = {}
    for match in _BRACKET.finditer(flow.text):
        word = match[1].lower()
        name = None if word in cues.names.plan_nouns else name_that_ends(flow, match.start(), cues)
        if name and word not in found:
            found[word] = name
    return found


def defined_sponsor(flow: Flow, cues: IdentityCues) -> Stated | None:
    """Return the sponsor that a definition tells: the party with a word of its own that maintains the plan."""
    others = {mark for phrase in cues.other_parties for mark in spellings(phrase)}
    for word, name in defined_names(flow, cues).items():
        verb = _sponsoring(cues).match(flow.text, name[1])
        if verb and word not in others:
            return flow.stated(" ".join(flow.text[slice(*name)].split()), (name[0], verb.end("verb")))
    return None


@cache
def _sponsoring(cues: IdentityCues) -> re.Pattern[str]:
    nouns = any_of(cues.names.plan_nouns)
    return re.compile(
        rf"\s*{_BRACKET.pattern}\s+(?P<verb>(?i:{any_of(cues.sponsoring)}))\s+(?:the|this|a|an)\s"
        rf"(?:(?!\b(?:{any_of(cues.served)})\b)[^.;]){{0,{LONGEST_OBJECT}}}?\b(?i:{nouns})\b"
    )


_CALLED = re.compile(
    rf"(?:{TICK}|\([a-z]\)|\s)*(?:the\s+|your\s+)?(?P<word>[a-z]+(?: [a-z]+)?)\s*(?=$|[.;,(\[\u2610])", re.I
)


def called_by_word(
    flow: Flow, span: Span, sponsor: Stated | None, cues: IdentityCues
) -> tuple[str, int] | None:
    """Return the name of the party for which a line or sentence has nothing but its word, "The Employer", and its end."""
    end = min(span[1], flow.line_end(flow.line_at(span[0])))
    match = _CALLED.match(flow.text[span[0] : end])
    word = match["word"].lower() if match else ""
    name = defined_names(flow, cues).get(word)
    if match and word in cues.names.sponsor_words and sponsor:
        return sponsor.value, span[0] + match.end("word")
    return (
        (" ".join(flow.text[slice(*name)].split()), span[0] + match.end("word")) if match and name else None
    )
