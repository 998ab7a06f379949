"""What a sentence says of the plan as a whole: its type, ERISA, governmental or church, what holds a 403(b)'s money.

In: a flow, its labels and the cues. Out: `Stated` values, quoted with the whole lines the words stand on. A
supposition ("if the Plan is ..."), a denial and another plan named in passing say nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rothscope.identity.flow import Flow, flatten
from rothscope.identity.labels import DENSE, Labels
from rothscope.identity.marks import Joint, Kind
from rothscope.identity.names import Span
from rothscope.identity.words import any_of, trie_pattern
from rothscope.model.analysis import Stated
from rothscope.packs.identity import IdentityCues

REACH = 160
"""Characters from a lead-in such as "the Plan is" within which its phrase must begin."""

BACK_WORDS = 4
"""How many words before a phrase may take it back."""

LONGEST_SENTENCE = 400
"""Characters looked at either side of a phrase for its sentence."""

# "Governmental 457(b) plan" tells two things at once, and one pass cannot take the same words twice.
_PASSES = {
    "type": ("type",),
    "vehicle": ("vehicle",),
    **dict.fromkeys(("erisa", "governmental", "church"), ("erisa", "governmental", "church")),
}

_END = re.compile(r"[.;?!\n](?=\s|$)")
_BOX = re.compile(r"(\[\s?[xX\u2713\u2714]?\s?\]|[\u2610\u2611\u2612])")
_TICKED = re.compile(r"\[\s?[xX\u2713\u2714]\s?\]|[\u2611\u2612]")


@dataclass(frozen=True)
class Told:
    """A value and the span of the words that told it."""

    value: str
    span: Span


class Statements:
    """The phrases of one flow that may state something of the plan, looked for when they are asked for."""

    def __init__(self, flow: Flow, cues: IdentityCues) -> None:
        self.flow = flow
        self.cues = cues
        self._found: dict[str, list[Told]] = {}

    def of(self, field: str) -> list[Told]:
        """Return every phrase of a field, in order, without those a word just before them takes back."""
        if field not in self._found:
            self._found.update((each, []) for each in _PASSES[field])
            for each, told in self._scan(_PASSES[field], 0, len(self.flow.flat)):
                self._found[each].append(told)
        return self._found[field]

    def within(self, field: str, span: Span) -> list[Told]:
        """Return the phrases of a field in a span."""
        return [told for _, told in self._scan((field,), span[0] - 1, span[1])]

    def _scan(self, fields: tuple[str, ...], start: int, end: int) -> Iterator[tuple[str, Told]]:
        pattern, values = _finder(self.cues, fields)
        for match in pattern.finditer(self.flow.flat, start, end):
            before = self._just_before(match.start(1))
            for field, value in values[match[1]]:
                if not _word_pattern(self.cues.statements[field].not_before).search(before):
                    yield field, Told(value, match.span(1))

    def led(self, field: str) -> Iterator[Told]:
        """Yield the phrases of a field that a lead-in such as "the Plan is" reaches within a sentence of fact."""
        leads = _word_pattern(self.cues.statements[field].leads)
        for told in self.of(field):
            first, _ = sentence(self.flow, *told.span)
            before = self.flow.flat[max(first, told.span[0] - REACH) : told.span[0]]
            lead = next(leads.finditer(before), None)
            if lead and not self.supposes((first, told.span[0] - len(before) + lead.start())):
                yield told

    def supposes(self, span: Span) -> bool:
        """Tell whether words such as "if" or "some plans" stand in a span."""
        return _word_pattern(self.cues.hypothetical).search(self.flow.flat, *span) is not None

    def quoted(self, told: Told) -> Stated | None:
        """Return what was told, quoted with the whole lines it stands on."""
        flow = self.flow
        first, last = flow.line_at(told.span[0]), flow.line_at(told.span[1] - 1)
        if flow.body is not None:
            return flow.stated(told.value, told.span, flow.starts[first])
        return flow.stated(told.value, (flow.starts[first], flow.line_end(last)))

    def _just_before(self, start: int) -> str:
        line = self.flow.page_start(self.flow.line_at(start))
        return " ".join(self.flow.flat[max(line, start - 40) : start].split()[-BACK_WORDS:])


@cache
def _finder(
    cues: IdentityCues, fields: tuple[str, ...]
) -> tuple[re.Pattern[str], dict[str, list[tuple[str, str]]]]:
    values: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for field in fields:
        for meaning in cues.statements[field].meanings:
            for phrase in meaning.phrases:
                values[phrase].append((field, meaning.value))
    return re.compile(rf"[^a-z0-9_]({trie_pattern(values)})(?!\w)"), values


@cache
def _word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)") if words else re.compile(r"(?!)")


def sentence(flow: Flow, start: int, end: int) -> Span:
    """Return the sentence around a span, within its page."""
    low = max(flow.text.rfind("\n", 0, start) + 1, start - LONGEST_SENTENCE)
    begins = [m.end() for m in _END.finditer(flow.text, low, start)]
    stop = _END.search(flow.text, end, min(len(flow.text), end + LONGEST_SENTENCE))
    first = begins[-1] if begins else low
    return first, stop.start() if stop else min(flow.page_end(flow.line_at(start)), end + LONGEST_SENTENCE)


def state_type(labels: Sequence[Labels], told: Sequence[Statements], name: Stated | None) -> Stated | None:
    """Return the plan's own type: as labelled, else as a sentence says it, else as its name shows it."""
    cues = labels[0].cues
    for marked, statements in zip(labels, told, strict=True):
        for span in _labelled_spans(marked, "type_label"):
            chosen = _choose(statements.within("type", span), cues)
            if chosen:
                return statements.quoted(chosen)
    whole = flatten(" ".join(name.value.split())) if name else ""
    known = next((m.value for m in cues.type_by_name if whole in m.phrases), None)
    if name and known:
        return name.model_copy(update={"value": known})
    chosen = _choose(list(told[0].led("type")), cues)
    if chosen:
        return told[0].quoted(chosen)
    pattern, values = _finder(cues, ("type",))
    shown = [Told(v, (0, 0)) for m in pattern.finditer(f" {whole}") for _, v in values[m[1]]]
    chosen = _choose(shown, cues)
    return name.model_copy(update={"value": chosen.value}) if name and chosen else None


def _labelled_spans(labels: Labels, field: str) -> Iterator[Span]:
    """Yield the value of each label of a field, box by ticked box where it has boxes."""
    for label in labels.of(field):
        loose = label.joint is Joint.NOTHING and (
            label.kind(field) is Kind.WEAK or labels.density(label) < DENSE
        )
        span = labels.span(label) if label.opens and not loose else None
        if span is None:
            continue
        boxes = list(_BOX.finditer(labels.flow.text, *span))
        ends = [*(box.start() for box in boxes[1:]), span[1]]
        if not boxes:
            yield span
        else:
            yield from (
                (box.end(), end) for box, end in zip(boxes, ends, strict=True) if _TICKED.match(box[0])
            )


def _choose(told: Sequence[Told], cues: IdentityCues) -> Told | None:
    """Return the most telling type; null where two are named of which a plan can only be one."""
    order = [meaning.value for meaning in cues.type.meanings]
    if any(len({t.value for t in told}.intersection(rivals)) > 1 for rivals in cues.type_rivals):
        return None
    return min(told, key=lambda t: order.index(t.value), default=None)


def state_erisa(told: Statements) -> Stated | None:
    """Return whether the document gives ERISA rights ("yes") or says the plan is outside ERISA ("no")."""
    found: dict[str, Told] = {}
    for one in told.of("erisa"):
        first, stop = sentence(told.flow, *one.span)
        about_plan = _word_pattern(told.cues.erisa.leads).search(told.flow.flat, first, stop)
        if one.value == "no" and (told.supposes((first, one.span[0])) or not about_plan):
            continue
        found.setdefault(one.value, one)
    return told.quoted(next(iter(found.values()))) if len(found) == 1 else None


def state_led(told: Statements, field: str) -> Stated | None:
    """Return what a sentence such as "The Plan is a governmental plan" says."""
    foreign = _word_pattern(told.cues.statements[field].not_before)
    for one in told.led(field):
        first, _ = sentence(told.flow, *one.span)
        if not foreign.search(told.flow.flat, max(first, one.span[0] - REACH), one.span[0]):
            return told.quoted(one)
    return None


def state_vehicle(
    labels: Sequence[Labels], told: Sequence[Statements], plan_type: Stated | None
) -> Stated | None:
    """Return what holds the money of a 403(b): annuity contracts, custodial accounts, or both; null for other plans."""
    if plan_type is None or plan_type.value != "403(b)":
        return None
    for field in ("vehicle_label", "type_label"):
        for marked, statements in zip(labels, told, strict=True):
            for span in _labelled_spans(marked, field):
                stated = _all_vehicles(statements, statements.within("vehicle", span))
                if stated:
                    return stated
    sentences: dict[Span, list[Told]] = defaultdict(list)
    for one in told[0].led("vehicle"):
        around = sentence(told[0].flow, *one.span)
        if not _word_pattern(told[0].cues.vehicle.not_before).search(
            told[0].flow.flat, around[0], one.span[0]
        ):
            sentences[around].append(one)
    best = max(sentences.values(), key=lambda some: len({t.value for t in some}), default=[])
    return _all_vehicles(told[0], best)


def _all_vehicles(statements: Statements, some: Sequence[Told]) -> Stated | None:
    order = [meaning.value for meaning in statements.cues.vehicle.meanings]
    values = sorted({t.value for t in some}, key=order.index)
    if not values:
        return None
    return statements.quoted(Told(" and ".join(values), (some[0].span[0], some[-1].span[1])))
