"""Who the plan is, from what its document says of itself.

In: a `Document`, its passages and the cues of `patterns/identity.yaml`. Out: a `Plan`, every value with its page and
verbatim words, and null for whatever the document does not clearly say. What must be there is ruled by 29 CFR 2520.102-3.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from rothscope.identity.definitions import defined_sponsor
from rothscope.identity.flow import read_flow, read_rows
from rothscope.identity.labels import DENSE, Labels, find_labels
from rothscope.identity.marks import PARTY, Joint, Kind, Label
from rothscope.identity.parties import read_blocks, state_administrator, state_party
from rothscope.identity.statements import Statements, state_erisa, state_led, state_type, state_vehicle
from rothscope.identity.titles import COVER_PAGES, PARTED, state_name
from rothscope.identity.values import Reading, read_date, read_ein, read_plan_number, read_year_end
from rothscope.model.analysis import Administrator, Plan, Stated
from rothscope.model.document import Document, Passage
from rothscope.packs.identity import IdentityCues

_PARTS = re.compile(r"\s+/\s*|[,;]\s+")
"""What parts the values of a label that asks for several facts."""

_AFTER_EIN = re.compile(r"\d{7}[,;/]?\s*$")

Read = Callable[[str, int, int], Reading | None]
Found = tuple[tuple[int, int, int], Stated]


def find_plan(document: Document, passages: tuple[Passage, ...], cues: IdentityCues) -> Plan:
    """Return who the plan is, as far as the document says.

    Passages tell which options are left empty and which sections speak of plans in general; both are passed over.
    """
    body = read_flow(document, passages, cues.ignored_sections)
    if not body.spots:
        return Plan()
    labels = find_labels(body, read_rows(document, body), cues)
    told = tuple(Statements(each.flow, cues) for each in labels)
    name = state_name(labels)
    plan_type = state_type(labels, told, name)
    sponsor = _party(labels, "sponsor") or defined_sponsor(body, cues)
    return Plan(
        name=name,
        type=plan_type,
        sponsor=sponsor,
        ein=_best(_numbers(labels, "ein", cues)),
        plan_number=_best(_numbers(labels, "plan_number", cues)),
        effective_date=_effective_date(labels, cues, named=name is not None),
        plan_year_end=_best(_year_ends(labels, cues)),
        administrator=state_administrator(labels, sponsor),
        recordkeeper=_party(labels, "recordkeeper"),
        erisa=state_erisa(told[0]),
        governmental=state_led(told[0], "governmental"),
        church=state_led(told[0], "church"),
        vehicle=state_vehicle(labels, told, plan_type),
    )


NOT_STATED = ("administrator", "contributions")
"""Fields of a plan that are no single value."""


def merge_plans(plans: Sequence[Plan]) -> Plan:
    """Return one plan that takes each value from the first in order that has it."""
    administrators = [plan.administrator for plan in plans]
    merged: dict[str, Any] = {
        key: _first_of(plans, key) for key in Plan.model_fields if key not in NOT_STATED
    }
    administrator = Administrator(
        **{key: _first_of(administrators, key) for key in Administrator.model_fields}
    )
    return Plan(administrator=administrator, **merged)


def _first_of(holders: Sequence[Plan] | Sequence[Administrator], key: str) -> Stated | None:
    return next((value for holder in holders if (value := getattr(holder, key)) is not None), None)


def _best(found: Sequence[Found]) -> Stated | None:
    return min(found, key=lambda f: f[0])[1] if found else None


def _party(all_labels: Sequence[Labels], field: str) -> Stated | None:
    return state_party(read_blocks(all_labels, field))


def _read(labels: Labels, label: Label, read: Read) -> Stated | None:
    """Read a label's value right after it, or else where the layout puts it."""
    flow = labels.flow
    reading = read(flow.text, label.end, flow.page_end(label.line))
    span = None if reading else labels.span(label)
    if span and (span[0] > label.end or label.joined):
        cuts = [m.end() for m in _PARTS.finditer(flow.text, *span)] if label.joined else []
        tries = (read(flow.text, start, span[1]) for start in (span[0], *cuts))
        reading = next((each for each in tries if each), None)
    return flow.stated(reading.value, (reading.start, reading.end), label.start) if reading else None


def _numbers(all_labels: Sequence[Labels], field: str, cues: IdentityCues) -> list[Found]:
    reader = read_ein if field == "ein" else read_plan_number
    barred = (PARTY, "recordkeeper") if field == "ein" else ("recordkeeper",)
    found = []
    for turn, labels in enumerate(all_labels):
        for label in labels.of(field):
            words = labels.flow.flat[label.start : label.end]
            owner = None if words.startswith(cues.fields[field].own) else labels.party_before(label)
            mute = owner in barred or not _is_shown(labels, label, field)
            stated = None if mute else _read(labels, label, lambda t, s, e: reader(t, s, e, cues))
            if stated:
                rank = 2 * _is_weak(label, field) + (owner == "administrator")
                found.append(((rank, -labels.density(label), turn * 10**9 + label.start), stated))
    return _agreed(found)


def _year_ends(all_labels: Sequence[Labels], cues: IdentityCues) -> list[Found]:
    found = []
    for turn, labels in enumerate(all_labels):
        for label in labels.of("plan_year_end"):
            shown = _is_shown(labels, label, "plan_year_end")
            stated = _read(labels, label, lambda t, s, e: read_year_end(t, s, e, cues)) if shown else None
            if stated:
                rank = 2 * _is_weak(label, "plan_year_end") + (not label.opens)
                found.append(((rank, -labels.density(label), turn * 10**9 + label.start), stated))
    return found


def _is_weak(label: Label, field: str) -> bool:
    return label.kind(field) is Kind.WEAK


def _is_shown(labels: Labels, label: Label, field: str) -> bool:
    """Tell whether a label is plain or, if weak ("Number", "Plan"), shows as one: by a sign, a table or an EIN before it."""
    if not _is_weak(label, field):
        return True
    if _AFTER_EIN.search(labels.flow.text[max(0, label.start - len("12-3456789, ")) : label.start]):
        return True
    dense = labels.density(label) >= DENSE
    one_word = " " not in labels.flow.text[label.start : label.end]
    sign = label.joint is Joint.SIGN and (dense or not one_word)
    return label.opens and (sign or (dense and labels.flow.text[label.start].isupper()))


def _agreed(found: list[Found]) -> list[Found]:
    """Return what was found; nothing where all of it is weak and not the same."""
    weak = all(rank >= 2 for (rank, _, _), _ in found)
    return [] if weak and len({stated.value for _, stated in found}) > 1 else found


def _effective_date(all_labels: Sequence[Labels], cues: IdentityCues, named: bool) -> Stated | None:
    """Return the latest restatement or effective date, else the original one.

    A cover's bare date counts only in a document that names its plan: a loan policy has an effective date too.
    """
    now = [*_dates(all_labels, "restated", cues), *_dates(all_labels, "effective", cues, cover=named)]
    dates = now or _dates(all_labels, "original", cues)
    return max(dates, key=lambda stated: stated.value, default=None)


def _dates(all_labels: Sequence[Labels], field: str, cues: IdentityCues, cover: bool = False) -> list[Stated]:
    words = cues.fields[field]
    found = []
    for labels in all_labels:
        for label in labels.of(field):
            stated = _read(labels, label, lambda t, s, e: read_date(t, s, e, words))
            if stated and (
                label.kind(field) is not Kind.LEAD or (cover and _fills_cover_line(labels, label, stated))
            ):
                found.append(stated)
    return found


def _fills_cover_line(labels: Labels, label: Label, stated: Stated) -> bool:
    """Tell whether a bare "Effective January 1, 2024" is a line of the cover or a part of one, and no sentence."""
    flow = labels.flow
    line = flow.text[flow.starts[label.line] : flow.line_end(label.line)]
    at = label.start - flow.starts[label.line]
    start = max((m.end() for m in PARTED.finditer(line) if m.end() <= at), default=0)
    end = next((m.start() for m in PARTED.finditer(line) if m.start() > at), len(line))
    rest = re.sub(r"\([^()]*\)\s*$", "", line[at:end])
    fills = re.sub(r"\W", "", stated.quote).endswith(re.sub(r"\W", "", rest))
    return stated.page <= COVER_PAGES and fills and not re.search(r"\w", line[start:at])
