"""Passages cut into windows, and each window as the numbers the second reading takes in.

A window is a run of passages read together: a heading with what stands under it. For every token it holds the word, its
beginning and ending, and the wordings of the packs it is part of; for every passage what sort of text it is and what the
rules heard in it. Training (`training/`) makes its numbers by the same functions.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rothscope.clauses.tokens.words import Words
from rothscope.model.clause import Clause, Force, Polarity, Rank
from rothscope.model.document import Passage, PassageKind
from rothscope.model.finding import FEATURES
from rothscope.packs.context import plain_word

AFFIXES = 4096
"""Places that beginnings, endings and whole words are hashed to."""

AFFIX_LENGTH = 4
TAGS = 14
"""Wordings of the packs kept for one token; more overlap only in page furniture."""

WINDOW = 220
"""Words a window holds at most; a longer passage makes a window of its own."""

ENOUGH = 70
"""Words after which a new heading opens a new window."""

LONGEST = 400
"""Words of one window that are looked at; the rest of a page-long paragraph has no vote here."""

HEARD = (
    "grant", "grant limited", "denial", "denial limited", "nothing", *(f.value for f in Force if f is not Force.OPERATIVE),
    "boilerplate grant", "boilerplate denial", "deferred grant", "historical grant", "general_law grant", "elected", "lent",
)  # fmt: skip
"""What the rules can have heard of a feature in a passage, one number each."""

_HEARD = {name: number for number, name in enumerate(HEARD)}


@dataclass(frozen=True)
class Window:
    """One window in numbers. `first` is the place of its first passage; the lists run over tokens or passages."""

    first: int
    tokens: tuple[str, ...]
    tags: tuple[tuple[str, ...], ...]
    passage: tuple[int, ...]
    kinds: tuple[str, ...]
    heard: Mapping[tuple[int, int], frozenset[int]]


def cut_windows(passages: Sequence[Passage], lengths: Sequence[int]) -> list[range]:
    """Return the windows as runs of passage places; `lengths` are the passages' words."""
    found: list[range] = []
    start = held = 0
    for place, passage in enumerate(passages):
        opens = passage.kind is PassageKind.HEADING and held >= ENOUGH
        if place > start and (opens or held + lengths[place] > WINDOW):
            found.append(range(start, place))
            start, held = place, 0
        held += lengths[place]
    if start < len(passages):
        found.append(range(start, len(passages)))
    return found


def make_window(
    run: range, passages: Sequence[Passage], read: Sequence[Words], clauses: Iterable[Clause]
) -> Window:
    """Return one window; `read` holds each passage as the rules read it, lead-in first."""
    tokens: list[str] = []
    tags: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for number, place in enumerate(run):
        own, marked = own_words(passages[place], read[place])
        tokens += ["", *own]
        tags += [(), *marked]
        numbers += [number] * (len(own) + 1)
    kept = numbers[:LONGEST]
    places = {passages[place].number: number for number, place in enumerate(run)}
    heard = {
        (places[number], FEATURES.index(feature)): what_was_heard(some)
        for (number, feature), some in groupby(
            sorted(clauses, key=lambda c: (c.passage, c.feature)), key=lambda c: (c.passage, c.feature)
        )
        if number in places
    }
    return Window(
        first=run.start,
        tokens=tuple(tokens[:LONGEST]),
        tags=tuple(tags[:LONGEST]),
        passage=tuple(kept),
        kinds=tuple(kind_of(passages[run[number]]) for number in range(kept[-1] + 1)),
        heard=heard,
    )


def own_words(passage: Passage, words: Words) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return a passage's own tokens, its lead-in left out, and for each the wordings it is part of."""
    lead = words.token_at(len(passage.lead_in)) if passage.lead_in else 0
    marked: list[list[str]] = [[] for _ in words.tokens[lead:]]
    for key in sorted(words.hits):
        for start, end in words.hits[key]:
            for keys in marked[max(start - lead, 0) : max(end - lead, 0)]:
                if not keys or keys[-1] != key:
                    keys.append(key)
    return words.tokens[lead:], [tuple(keys) for keys in marked]


def kind_of(passage: Passage) -> str:
    """Return what sort of text a passage is, an option with the state of its box."""
    return passage.kind.value + {True: "+", False: "-", None: ""}[passage.ticked]


def what_was_heard(clauses: Iterable[Clause]) -> frozenset[int]:
    """Return what the rules heard of one feature in one passage, as places in HEARD."""
    found = set()
    for clause in clauses:
        found.add(_HEARD[_vote(clause) if clause.force is Force.OPERATIVE else clause.force.value])
        side = {Polarity.GRANTS: "grant", Polarity.DENIES: "denial"}.get(clause.polarity)
        if f"{clause.force.value} {side}" in _HEARD:
            found.add(_HEARD[f"{clause.force.value} {side}"])
        if clause.rank is Rank.ELECTED:
            found.add(_HEARD["elected"])
        if not clause.named:
            found.add(_HEARD["lent"])
    return frozenset(found)


def _vote(clause: Clause) -> str:
    if clause.polarity is Polarity.NONE:
        return "nothing"
    side = "grant" if clause.polarity is Polarity.GRANTS else "denial"
    return f"{side} limited" if clause.limited else side


def affixes(token: str, kind: str) -> tuple[int, ...]:
    """Return the hashed beginning, ending and whole of a token, from 1; of an opening mark, the kind it opens."""
    if not token:
        return (_hashed(f"k:{kind}"),)
    word = plain_word(token)
    return (
        _hashed(f"p:{word[:AFFIX_LENGTH]}"),
        _hashed(f"s:{word[-AFFIX_LENGTH:]}"),
        _hashed(f"w:{word}"),
    )


def _hashed(text: str) -> int:
    return zlib.crc32(text.encode()) % AFFIXES + 1
