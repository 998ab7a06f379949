"""Who sponsors, administers and keeps the plan's records: names, addresses, telephone numbers and e-mail addresses.

In: the labels of a document. Out: `Stated` values. An address or a number counts only where nothing but words that
lead to it stands between it and its owner, so that a recordkeeper's call centre never becomes the administrator's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from rothscope.identity.definitions import called_by_word
from rothscope.identity.labels import DENSE, Labels
from rothscope.identity.marks import Joint, Kind, Label
from rothscope.identity.names import Span, name_before, name_that_ends, party_name, sentence_start
from rothscope.identity.words import any_of
from rothscope.model.analysis import Administrator, Stated
from rothscope.packs.identity import IdentityCues

MOST_BLOCKS = 60
"""How many places that may name a party are read; the best come first."""

MOST_TWINS = 8
"""How many places that name the administrator as sponsor are searched for its address and telephone."""

LONGEST_GAP = 140
"""Characters between a name and its address, or an address and its telephone number."""

_PHONE = re.compile(
    r"(?<![\w-])(?:\+?1[-. \u2013]\s?)?(?:\(\d{3}\)|\d{3})[-. \u2013]?\s?"
    r"(?:\d{3}[-. \u2013]\s?\d{4}|[0-9A-Z](?:-?[0-9A-Z]){6,9})(?:,?\s*(?:ext\.?|x|extension)\s*\d{1,5})?(?!\w)"
)
_BESIDE = re.compile(r",\s(?:the|our)\s$")
_BESIDE_LAST = re.compile(r",\s(?:(?:the|our)\s)?$")
_ASIDE_ENDS = re.compile(r"\.|\s\(|,(?!\s(?:and|or)\b)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Block:
    """A label and what follows it, read as a party; spans are offsets in the flow."""

    labels: Labels
    label: Label
    name: Span | None
    address: Span | None
    phone: Span | None
    email: Span | None


@cache
def _address(cues: IdentityCues) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what an address looks like with its ZIP code, and without ("New York" alone may be the city)."""
    contact = cues.contact
    states = any_of(contact.states)
    box = rf"(?i:{any_of(contact.box_openers)})\s*\d"
    number = rf"\d{{1,6}}[A-Za-z]?(?:-\d+)?\s+(?:[NSEW]\.?\s+)?[A-Z0-9]|(?i:{any_of(contact.number_words)})\s+[A-Z]"
    start = rf"(?<![\w(.-])(?:{box}|{number})[^|;()]{{0,140}}?\b(?:{states})\b\.?"
    return re.compile(rf"{start},?\s+\d{{5}}(?:-\d{{4}})?(?!\d)"), re.compile(rf"{start}(?=[\s.,;|)]|$)")


@cache
def _leads_on(cues: IdentityCues) -> frozenset[str]:
    return frozenset(cues.contact.between)


def read_blocks(all_labels: Sequence[Labels], field: str) -> Iterator[Block]:
    """Yield every place that may name a party, best first: plain labels on pages full of plan facts, prose last."""
    ranked: list[tuple[tuple[int, ...], Labels, Label, Kind]] = []
    for turn, labels in enumerate(all_labels):
        for label in labels.of(field):
            kind = label.kind(field)
            if kind and _speaks(labels, label, kind):
                ranked.append(((*_rank(labels, label, kind), turn, label.start), labels, label, kind))
    best = sorted(ranked, key=lambda r: r[0])[:MOST_BLOCKS]
    return (_block(labels, label, kind) for _, labels, label, kind in best)


def _speaks(labels: Labels, label: Label, kind: Kind) -> bool:
    if kind in (Kind.LEAD, Kind.TRAIL):
        return True
    if kind is Kind.WEAK and label.joint is not Joint.NOTHING:
        return label.opens and label.joint is not Joint.VERB
    if label.joint is Joint.NOTHING:
        return (label.opens and labels.density(label) >= DENSE) or _in_apposition(labels, label) is not None
    return label.opens or label.joint is not Joint.SIGN or labels.density(label) >= DENSE


def _rank(labels: Labels, label: Label, kind: Kind) -> tuple[int, int, int, int]:
    order = (Kind.LABEL, Kind.TRAIL, Kind.WEAK, Kind.LEAD).index(kind)
    return order, not label.joined, -labels.density(label), label.joint is Joint.NOTHING


def _block(labels: Labels, label: Label, kind: Kind) -> Block:
    span = labels.span(label)
    aside = _in_apposition(labels, label)
    if kind is Kind.TRAIL:
        name = name_before(labels.flow, label.start, labels.cues)
        start, end = label.end, span[1] if span else label.end
    elif aside:
        name, start, end = aside, max(aside[1], label.end), max(aside[1], label.end)
    elif span is None:
        return Block(labels, label, None, None, None, None)
    else:
        name = _labelled_name(labels, label, kind, span)
        start, end = name[1] if name else span[0], span[1]
    address = _find_address(labels, start, end)
    after = address[1] if address else start
    phone = find_phone(labels, after, end)
    email = find_email(labels, phone[1] if phone else after, end)
    return Block(labels, label, name, address, phone, email)


def _labelled_name(labels: Labels, label: Label, kind: Kind, span: Span) -> Span | None:
    flow = labels.flow
    same_line = flow.line_at(span[0]) == flow.line_at(label.end - 1)
    prose = kind is Kind.LEAD or (label.joint is Joint.VERB and same_line)
    name = party_name(flow, span, labels.cues, prose)
    if name and kind is Kind.WEAK and label.joint is Joint.NOTHING and not _is_company(labels, name):
        return None  # "Company Matching Contributions" is a heading
    return name


def _in_apposition(labels: Labels, label: Label) -> Span | None:
    """Return the name beside a label: "the recordkeeper, Lark Services," or "Lark Services, the recordkeeper".

    Not for sponsors: the sponsor of a prototype is called so too.
    """
    flow = labels.flow
    apart = label.is_plain and label.joint is Joint.NOTHING and not label.joined
    if not apart or label.kind("sponsor"):
        return None
    closing = flow.line_at(label.value) > flow.line_at(
        label.end - 1
    )  # "From: Benefits Committee, Plan Administrator"
    pattern = _BESIDE_LAST if closing else _BESIDE
    before = pattern.search(flow.flat, max(0, label.start - len(", the ")), label.start)
    name = name_that_ends(flow, before.start(), labels.cues) if before else None
    if name and " and " not in flow.text[slice(*name)]:
        return name
    if before or not flow.text.startswith(", ", label.end):
        return None
    name = party_name(flow, (label.end + 2, flow.page_end(label.line)), labels.cues, prose=True)
    ends = name and name[0] == label.end + 2 and _ASIDE_ENDS.match(flow.text, name[1])
    return name if ends else None


def _is_company(labels: Labels, name: Span) -> bool:
    words = labels.flow.flat[slice(*name)].replace(",", " ").split()
    return words[-1] in labels.cues.names.bodies or any(word in labels.cues.names.suffixes for word in words)


def _only_leads_on(labels: Labels, start: int, end: int, capitals: bool = False) -> bool:
    if end - start > LONGEST_GAP:
        return False
    words = re.findall(r"[A-Za-z][A-Za-z.']*", labels.flow.text[start:end].replace("\u2019", "'"))
    known = _leads_on(labels.cues)
    return all(word.rstrip(".").lower() in known or (capitals and word[0].isupper()) for word in words)


def _find_address(labels: Labels, start: int, end: int) -> Span | None:
    found = [m for pattern in _address(labels.cues) if (m := pattern.search(labels.flow.text, start, end))]
    match = min(found, key=lambda m: (m.start(), -m.end()), default=None)
    if match and labels.asks_within(match.span()):
        return None  # "88 Meridian Place, / Administrator Rochester, New York": the label's second line
    return match.span() if match and _only_leads_on(labels, start, match.start(), capitals=True) else None


def find_phone(labels: Labels, start: int, end: int) -> Span | None:
    """Return the first telephone number to which nothing but leading words runs; a fax number is passed over."""
    contact, flow = labels.cues.contact, labels.flow
    for match in _PHONE.finditer(flow.text, start, end):
        before = flow.flat[start : match.start()].split()
        if any(word.strip(":.()") in contact.not_a_telephone for word in before[-3:]):
            start = match.end()
            continue
        return match.span() if _only_leads_on(labels, start, match.start()) else None
    return None


def find_email(labels: Labels, start: int, end: int) -> Span | None:
    """Return the first e-mail address to which nothing but leading words runs."""
    match = _EMAIL.search(labels.flow.text, start, end)
    return match.span() if match and _only_leads_on(labels, start, match.start()) else None


def state_party(blocks: Iterable[Block]) -> Stated | None:
    """Return the best name among blocks."""
    return next((stated for block in blocks if (stated := _state_name(block))), None)


def _state_name(block: Block) -> Stated | None:
    if block.name is None:
        return None
    flow = block.labels.flow
    value = " ".join(flow.text[slice(*block.name)].split())
    span = (block.name[0], max(block.name[1], block.label.end))
    return flow.stated(value, span if block.label.start > block.name[0] else block.name, block.label.start)


def state_address(block: Block) -> Stated | None:
    """Return a block's address on one line, its printed lines parted by commas."""
    if block.address is None:
        return None
    flow = block.labels.flow
    start, end = block.address
    first = flow.line_at(start)
    parts = [
        flow.text[max(start, flow.starts[index]) : min(end, flow.line_end(index))]
        for index in range(first, flow.line_at(end - 1) + 1)
    ]
    # An address that begins within a line is running text; one that begins a line has a line for each part.
    running = start > flow.starts[first]
    value = " ".join(parts) if running else ", ".join(p.strip(" ,") for p in parts)
    return flow.stated(value.rstrip("."), block.address)


def _state_plain(labels: Labels, span: Span | None) -> Stated | None:
    return (
        labels.flow.stated(re.sub(r"\s+", " ", labels.flow.text[slice(*span)]).replace("- ", "-"), span)
        if span
        else None
    )


def state_administrator(all_labels: Sequence[Labels], sponsor: Stated | None) -> Administrator:
    """Return the plan administrator; contact details come from the block of its name, or from labels of their own."""
    blocks = list(read_blocks(all_labels, "administrator"))
    named = next((block for block in blocks if _state_name(block)), None)
    name = _state_name(named) if named else next(_called_by_word(blocks, sponsor), None)
    # Where the sponsor administers the plan itself, the details may stand with its name as sponsor.
    twins = (b for b in read_blocks(all_labels, "sponsor") if name and _same(b, name.value))
    own = [b for b in blocks if b.name is None or (name and _same(b, name.value))]
    own += islice(twins, MOST_TWINS)
    return Administrator(
        name=name,
        address=_first(_labelled_address(all_labels), (state_address(b) for b in own)),
        phone=_first(_labelled(all_labels, "phone"), (_state_plain(b.labels, b.phone) for b in own)),
        email=_first(_labelled(all_labels, "email"), (_state_plain(b.labels, b.email) for b in own)),
    )


def _called_by_word(blocks: Iterable[Block], sponsor: Stated | None) -> Iterator[Stated]:
    """Yield the name of the party that blocks call by a word of the document's, as "The Employer"."""
    for block in blocks:
        flow, label = block.labels.flow, block.label
        span = block.labels.span(label)
        if label.kind("administrator") is Kind.TRAIL:
            span = (sentence_start(flow, label.start, block.labels.cues), label.start)
        called = called_by_word(flow, span, sponsor, block.labels.cues) if span else None
        stated = flow.stated(called[0], (label.start, max(called[1], label.end))) if called else None
        if stated:
            yield stated


def _same(block: Block, name: str) -> bool:
    return (
        block.name is not None
        and " ".join(block.labels.flow.text[slice(*block.name)].split()).lower() == name.lower()
    )


def _first(*found: Iterator[Stated | None]) -> Stated | None:
    return next((stated for several in found for stated in several if stated), None)


def _labelled_address(all_labels: Sequence[Labels]) -> Iterator[Stated | None]:
    for labels in all_labels:
        for label in labels.of("administrator_address"):
            span = labels.span(label)
            if span:
                yield state_address(Block(labels, label, None, _find_address(labels, *span), None, None))


def _labelled(all_labels: Sequence[Labels], what: str) -> Iterator[Stated | None]:
    find = find_phone if what == "phone" else find_email
    for labels in all_labels:
        for label in labels.of(f"administrator_{what}"):
            span = labels.span(label)
            if span:
                yield _state_plain(labels, find(labels, *span))
