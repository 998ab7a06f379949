"""The section and document packs as shipped, and the faults they must refuse."""

from pathlib import Path

import pytest

from rothscope.errors import BadPack
from rothscope.packs.documents import load_documents, load_sections
from rothscope.structure.known_headings import lexicon_of

from .pages import PATTERNS, document_kinds, section_kinds


def test_every_heading_of_the_pack_names_its_own_kind() -> None:
    lexicon = lexicon_of(section_kinds())
    wrong = {
        heading: found.id if found else None
        for kind in section_kinds().sections
        for heading in kind.headings
        if (found := lexicon.kind_of(heading)) != kind
    }
    assert wrong == {}


def test_the_kinds_that_force_a_reading() -> None:
    forces = {kind.id: kind.force.value for kind in section_kinds().sections if kind.force}
    assert forces == {
        "contents": "boilerplate",
        "tax_notice": "general_law",
        "law_in_general": "general_law",
        "prior_plan": "historical",
        "examples": "example",
        "glossary": "definition",
    }


def test_an_unknown_kind_is_refused() -> None:
    assert section_kinds().kind("loans").title == "Loans"
    with pytest.raises(BadPack, match="no section kind 'parking'"):
        section_kinds().kind("parking")


FAULTS = [
    ("sections.yaml", "id: loans", "id: hardship", "stands there twice"),
    ("sections.yaml", "force: definition", "force: rumour", "force"),
    ("documents.yaml", "beside: [spd,", "beside: [booklet,", "no kind is called 'booklet'"),
    ("documents.yaml", "authority: 70", "authority: 170", "authority"),
    ("documents.yaml", "titles: [loan policy", "titles: [Loan Policy", "lower case"),
    (
        "documents.yaml",
        "  advice: Ask the benefits office",
        "  # advice: Ask the benefits office",
        "needs an advice",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), FAULTS)
def test_a_faulty_pack_is_refused(tmp_path: Path, name: str, old: str, new: str, message: str) -> None:
    text = (PATTERNS / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    load = load_sections if name == "sections.yaml" else load_documents
    with pytest.raises(BadPack, match=message):
        load(tmp_path)


def test_packs_are_read_once() -> None:
    assert load_sections(PATTERNS) is load_sections(PATTERNS)
    assert load_documents(PATTERNS) is load_documents(PATTERNS)


def test_a_documents_pack_says_its_words_in_lower_case(tmp_path: Path) -> None:
    text = (PATTERNS / "documents.yaml").read_text(encoding="utf-8")
    (tmp_path / "documents.yaml").write_text(text.replace("this smm,", "this SMM,"), encoding="utf-8")
    with pytest.raises(BadPack, match="lower case"):
        load_documents(tmp_path)


def test_the_documents_pack_loads() -> None:
    assert {"spd", "smm", "plan_document", "tax_notice"} <= {kind.id for kind in document_kinds().kinds}
