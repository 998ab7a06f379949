"""Which of several documents decides, by kind and date."""

from itertools import pairwise

import pytest

from rothscope.authority import PLACES, rank_documents
from rothscope.model.document import DocumentKind
from rothscope.packs.documents import load_documents
from rothscope.packs.find import patterns_folder

KINDS = {
    kind.id: DocumentKind(**kind.model_dump(include=set(DocumentKind.model_fields)), because="it says so")
    for kind in load_documents(patterns_folder()).every_kind
}
ORDERS = [
    # documents from the one that decides to the one that decides least; those in one tuple are equal
    ([("smm", "2026-01-01")], [("spd", "2025-01-01")], "a later change"),
    ([("smm", None)], [("spd", "2025-01-01")], "a change without a date: most are given after the summary"),
    ([("smm", "2026-01-01")], [("spd", None)], "a summary without a date"),
    ([("smm", "2026-01-01")], [("spd", "2026-01-01")], "both on one day: the change was made to be read beside it"),
    ([("spd", "2026-01-01")], [("smm", "2024-01-01")], "an earlier change"),
    ([("spd", "2026-01-01")], [("spd", "2020-01-01")], [("smm", "2021-01-01")], "taken in by the newest summary"),
    ([("smm", "2026-07-01")], [("smm", "2026-01-01")], "of two changes the later"),
    ([("smm", "2026-07-01"), ("smm", None)], "one without a date: nobody knows"),
    ([("plan_document", "2001-01-01")], [("spd", "2026-01-01")], "the plan document, however old"),
    ([("adoption_agreement", None)], [("basic_plan_document", None)], "the agreement chooses"),
    ([("smm", "2021-01-01")], [("guide", "2026-01-01")], "a change over a guide"),
]  # fmt: skip


@pytest.mark.parametrize("order", ORDERS, ids=[str(order[-1]) for order in ORDERS])
def test_the_order_of_documents(order: tuple[list[tuple[str, str | None]] | str, ...]) -> None:
    groups = [group for group in order if not isinstance(group, str)]
    documents = [(KINDS[name], date) for group in groups for name, date in group]
    ranks = iter(rank_documents(documents))
    told = [{next(ranks) for _ in group} for group in groups]
    assert all(len(group) == 1 for group in told), told
    assert told == sorted(told, key=max, reverse=True)
    assert len({max(group) for group in told}) == len(groups)


def test_a_document_alone_has_the_authority_of_its_kind() -> None:
    for kind in KINDS.values():
        assert rank_documents([(kind, "2026-01-01")]) == (kind.authority,)


def test_there_is_room_for_dates_between_the_kinds_that_decide() -> None:
    """A later document of one kind never outranks a kind above it."""
    ranked = sorted({kind.authority for kind in KINDS.values() if kind.authority >= KINDS["guide"].authority})
    assert all(above - below >= PLACES for below, above in pairwise(ranked))
