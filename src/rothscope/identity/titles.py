"""The plan's name: as labelled, as the text introduces it, or as the cover shows it in large type.

In: the labels of a document. Out: a `Stated` name, or null.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

from rothscope.identity.flow import Flow, flatten
from rothscope.identity.labels import DENSE, Labels
from rothscope.identity.marks import Joint, Kind, Label
from rothscope.identity.names import Span, is_name_word, words_in
from rothscope.identity.plan_names import is_plan_name, plan_name, plan_name_before, without_title
from rothscope.identity.words import any_of
from rothscope.model.analysis import Stated
from rothscope.packs.identity import IdentityCues, spellings

PARTED = re.compile(r"\s+[|·•–—]\s+")
"""What parts the things that a line of a cover says."""

COVER_PAGES = 2
COVER_LINES = 14
"""How much of a document may be its cover: pages from the first, and lines of each."""

BODY_SAMPLE = 400
"""Lines from the first whose commonest size is taken for that of the body."""


def state_name(all_labels: Sequence[Labels]) -> Stated | None:
    """Return the plan's name; a label beats an introduction in the text, which beats the cover."""
    flow, cues = all_labels[0].flow, all_labels[0].cues
    ways = (_labelled(all_labels), _introduced(all_labels), _on_cover(flow, cues))
    return next((stated for way in ways for stated in way if stated), None)


def _labelled(all_labels: Sequence[Labels]) -> Iterator[Stated | None]:
    found = []
    for turn, labels in enumerate(all_labels):
        for label in labels.of("name"):
            span = labels.span(label)
            weak = label.kind("name") is Kind.WEAK
            if span and label.kind("name") is not Kind.LEAD and _speaks(labels, label, weak):
                found.append((weak, -labels.density(label), turn, label.start, label, labels, span))
    for *_, label, labels, span in sorted(found, key=lambda f: f[:4]):
        name = plan_name(labels.flow, span, labels.cues)
        if name and (label.kind("name") is Kind.LABEL or _for_retirement(labels.flow, name, labels.cues)):
            yield labels.flow.stated(_value(labels.flow, name), name, label.start)


def _speaks(labels: Labels, label: Label, weak: bool) -> bool:
    if weak and label.joint is Joint.NOTHING:
        return label.opens and labels.density(label) >= DENSE
    return label.opens or (not weak and label.joint is not Joint.NOTHING)


def _value(flow: Flow, span: Span) -> str:
    return " ".join(flow.text[slice(*span)].split()).rstrip(",;:")


def _introduced(all_labels: Sequence[Labels]) -> Iterator[Stated | None]:
    """Yield the name that a definition closes; then the only one that words such as "describes the" lead to."""
    flow, cues = all_labels[0].flow, all_labels[0].cues
    marks = (mark for phrase in cues.names.defined_as for mark in spellings(phrase))
    for at in sorted(at for words in marks if (at := flow.flat.find(words)) >= 0):
        yield _named(flow, plan_name_before(flow, at, cues))
    leads = (label for label in all_labels[0].of("name") if label.kind("name") is Kind.LEAD)
    for spans in ([(at.end, flow.page_end(at.line)) for at in leads], _first_sentences(flow)):
        names = (plan_name(flow, span, cues) for span in spans)
        yield _only([_named(flow, name) for name in names if name and _for_retirement(flow, name, cues)])


def _for_retirement(flow: Flow, name: Span, cues: IdentityCues) -> bool:
    return any(word.bare in cues.names.retirement for word in words_in(flow, name))


def _first_sentences(flow: Flow) -> Iterator[Span]:
    """Yield what follows a "The" that begins a paragraph of the first pages, as "The Foxglove Savings Plan helps you"."""
    for index, spot in enumerate(flow.spots):
        if spot.page.number > COVER_PAGES:
            break
        if spot.line.break_before and spot.line.text.startswith("The "):
            yield flow.starts[index] + len("The "), flow.page_end(index)


def _named(flow: Flow, name: Span | None) -> Stated | None:
    return flow.stated(_value(flow, name).removeprefix("The "), name) if name else None


def _only(found: Sequence[Stated | None]) -> Stated | None:
    """Return the first of several names; null where they are not all the same."""
    names = [stated for stated in found if stated]
    return names[0] if len({stated.value.lower() for stated in names}) == 1 else None


def _on_cover(flow: Flow, cues: IdentityCues) -> Iterator[Stated | None]:
    """Yield the name in the largest type of the first pages; nothing where two plans are named in that type."""
    found = []
    for first, last in _cover_groups(flow):
        spans = sorted(combinations_with_replacement(range(first, last + 1), 2), key=lambda s: s[0] - s[1])
        names = next((names for span in spans if (names := list(_cover_names(flow, *span, cues)))), ())
        found += [(flow.spots[first].line.size, _named(flow, name)) for name in names]
        owned = None if names else _owned_name(flow, first, cues)
        found += [(flow.spots[first - 1].line.size, _named(flow, owned))] if owned else []
    largest = max((size for size, _ in found), default=0.0)
    shown = _only([stated for size, stated in found if size == largest])
    yield shown and _only([shown, *_named_later(flow, largest, shown, cues)])


def _named_later(flow: Flow, size: float, shown: Stated, cues: IdentityCues) -> Iterator[Stated | None]:
    """Yield the names of other plans that head later pages in the type of the cover's, as "Part Two" may be another's."""
    for index, spot in enumerate(flow.spots):
        if spot.page.number > COVER_PAGES and spot.line.size == size:
            named = (_named(flow, name) for name in _cover_names(flow, index, index, cues))
            yield from (n for n in named if n and n.value.lower() not in shown.value.lower())


def _cover_names(flow: Flow, first: int, last: int, cues: IdentityCues) -> Iterator[Span]:
    """Yield each plan's name that fills a part of lines of a cover, parts being set off by a dash, dot or bar."""
    start, end = flow.starts[first], flow.line_end(last)
    cuts = [start, *(at for m in PARTED.finditer(flow.text, start, end) for at in m.span()), end]
    for part in zip(cuts[::2], cuts[1::2], strict=True):
        words = list(words_in(flow, part))
        kept = without_title(words, cues.names)
        named = kept and kept[-1].bare in cues.names.plan_nouns and is_plan_name(kept, cues)
        if named and all(is_name_word(word, cues.names) and word.text[-1] != ":" for word in kept):
            yield kept[0].start, kept[-1].end


def _owned_name(flow: Flow, index: int, cues: IdentityCues) -> Span | None:
    """Return an employer's name in larger type with the "401(k) Plan" on the line below it."""
    names, line, above = cues.names, flow.spots[index].line, flow.spots[index - 1].line
    if not flow.same_page(index - 1, index) or above.size <= line.size:
        return None
    start, end = flow.starts[index], flow.line_end(index)
    cut = PARTED.search(flow.text, start, end)
    plan = without_title(list(words_in(flow, (start, cut.start() if cut else end))), names)
    owner = list(words_in(flow, (flow.starts[index - 1], flow.line_end(index - 1))))
    bare = {word.bare for word in owner}
    in_full = rf"{re.escape(flatten(above.text))},?\s+(?:{any_of(names.suffixes)})"
    known = bare & {*names.suffixes, *names.organisations} or re.search(in_full, flow.flat)
    foreign = (
        bare & {*names.unfinished, *names.writings, *names.plan_nouns} or without_title(owner, names) != owner
    )
    if not plan or not known or foreign or plan[0].start != start or plan[-1].bare not in names.plan_nouns:
        return None
    span = owner[0].start, plan[-1].end
    return (
        span
        if is_plan_name(owner + plan, cues) and all(is_name_word(w, names) for w in owner + plan)
        else None
    )


def _cover_groups(flow: Flow) -> Iterator[tuple[int, int]]:
    """Yield the lines near the top of the first pages, those in the same large type that follow each other as one."""
    pages: dict[int, list[int]] = {}
    for index, spot in enumerate(flow.spots):
        if spot.page.number > COVER_PAGES:
            break
        pages.setdefault(spot.page.number, []).append(index)
    sizes = [spot.line.size for spot in flow.spots[:BODY_SAMPLE]]
    body = max(set(sizes), key=sizes.count, default=0.0)
    for lines in pages.values():
        last = -1
        for index in lines[:COVER_LINES]:
            if index <= last:
                continue
            last = index
            while sizes[index] > body and last + 1 in lines[:COVER_LINES] and sizes[last + 1] == sizes[index]:
                last += 1
            yield index, last
