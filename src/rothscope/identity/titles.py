"""The plan's name: as labelled, as the text introduces it, or as the cover shows it in large type.

In: the labels of a document. Out: a `Stated` name, or null.
"""

from collections.abc import Iterator, Sequence

from rothscope.identity.flow import Flow
from rothscope.identity.labels import Labels
from rothscope.identity.marks import Joint, Kind
from rothscope.identity.names import (
    Span,
    is_name_word,
    is_plan_name,
    plan_name,
    plan_name_before,
    without_title,
    words_in,
)
from rothscope.model.analysis import Stated
from rothscope.packs.identity import IdentityCues

COVER_PAGES = 2
COVER_LINES = 14
"""How much of a document may be its cover: pages from the first, and lines of each."""

BODY_SAMPLE = 400
"""Lines from the first whose commonest size is taken for that of the body."""


def state_name(all_labels: Sequence[Labels]) -> Stated | None:
    """Return the plan's name; a label beats an introduction in the text, which beats the cover."""
    flow, cues = all_labels[0].flow, all_labels[0].cues
    ways = (_labelled(all_labels), _introduced(flow, cues), _on_cover(flow, cues))
    return next((stated for way in ways for stated in way if stated), None)


def _labelled(all_labels: Sequence[Labels]) -> Iterator[Stated | None]:
    found = []
    for turn, labels in enumerate(all_labels):
        for label in labels.of("name"):
            span = labels.span(label)
            if (
                span
                and label.kind("name") is Kind.LABEL
                and (label.joint is not Joint.NOTHING or label.opens)
            ):
                found.append((-labels.density(label), turn, label.start, labels, span))
    for _, _, start, labels, span in sorted(found, key=lambda f: f[:3]):
        name = plan_name(labels.flow, span, labels.cues)
        if name:
            yield labels.flow.stated(_value(labels.flow, name), name, start)


def _value(flow: Flow, span: Span) -> str:
    return " ".join(flow.text[slice(*span)].split()).rstrip(",;:")


def _introduced(flow: Flow, cues: IdentityCues) -> Iterator[Stated | None]:
    places = sorted(at for words in cues.names.defined_as if (at := flow.flat.find(words)) >= 0)
    for at in places:
        name = plan_name_before(flow, at, cues)
        if name:
            yield flow.stated(_value(flow, name).removeprefix("The "), name)


def _on_cover(flow: Flow, cues: IdentityCues) -> Iterator[Stated | None]:
    """Yield the name in the largest type of the first pages; nothing where two plans are named in that type."""
    found = []
    for first, last in _cover_groups(flow):
        words = list(words_in(flow, (flow.starts[first], flow.line_end(last))))
        kept = without_title(words, cues.names)
        titled = "|" not in flow.spots[first].line.text and all(
            is_name_word(word, cues.names) for word in words
        )
        if kept and titled and kept[-1].bare in cues.names.plan_nouns and is_plan_name(kept, cues):
            found.append((-flow.spots[first].line.size, first, (kept[0].start, kept[-1].end)))
    largest = [
        (_value(flow, span).removeprefix("The "), span) for size, _, span in found if size == min(found)[0]
    ]
    if len({name.lower() for name, _ in largest}) == 1:
        yield flow.stated(*largest[0])


def _cover_groups(flow: Flow) -> Iterator[tuple[int, int]]:
    """Yield each line near the top of the first pages, joined with those that follow it in the same large type."""
    pages: dict[int, list[int]] = {}
    for index, spot in enumerate(flow.spots):
        if spot.page.number > COVER_PAGES:
            break
        pages.setdefault(spot.page.number, []).append(index)
    sizes = [spot.line.size for spot in flow.spots[:BODY_SAMPLE]]
    body = max(set(sizes), key=sizes.count, default=0.0)
    for lines in pages.values():
        for index in lines[:COVER_LINES]:
            last = index
            while sizes[index] > body and last + 1 in lines[:COVER_LINES] and sizes[last + 1] == sizes[index]:
                last += 1
            yield index, last
