"""Every example of `patterns/identity.yaml` is read as it says, and every phrase there stands in an example."""

from itertools import chain

import pytest

from rothscope.identity import find_plan
from rothscope.identity.flow import flatten
from rothscope.model.analysis import Plan, Stated
from rothscope.packs.find import patterns_folder
from rothscope.packs.identity import FieldCues, IdentityExample, StatementCues, load_identity, spellings

from .pages import document, squeeze

CUES = load_identity(patterns_folder())
ATTRIBUTE = {
    "restated": "effective_date",
    "effective": "effective_date",
    "original": "effective_date",
    "type_label": "type",
    "vehicle_label": "vehicle",
}
GROUPS: dict[str, FieldCues | StatementCues] = {**CUES.fields, **CUES.statements}
EXAMPLES = [(field, example) for field, cues in GROUPS.items() for example in cues.examples]


def read(plan: Plan, field: str) -> Stated | None:
    administrator, _, part = field.partition("_")
    if administrator == "administrator":
        found = getattr(plan.administrator, part or "name")
    else:
        found = getattr(plan, ATTRIBUTE.get(field, field))
    assert found is None or isinstance(found, Stated)
    return found


@pytest.mark.parametrize(
    ("field", "example"), EXAMPLES, ids=lambda v: v if isinstance(v, str) else v.text[:50]
)
def test_example(field: str, example: IdentityExample) -> None:
    page = document(example.text)
    found = read(find_plan(page, (), CUES), field)
    assert (found.value if found else None) == example.value, example.because
    if found:
        assert squeeze(found.quote) in squeeze(" ".join(line.text for line in page.pages[0].lines))


@pytest.mark.parametrize("field", CUES.fields)
def test_every_label_is_exercised(field: str) -> None:
    cues = CUES.fields[field]
    shown = [flatten(e.text.replace("\n", " ")) for e in cues.examples if e.value]
    unused = [p for p in cues.phrases() if not any(mark in text for mark in spellings(p) for text in shown)]
    assert not unused


@pytest.mark.parametrize("field", CUES.statements)
def test_every_phrase_is_exercised(field: str) -> None:
    cues = CUES.statements[field]
    shown = [flatten(e.text.replace("\n", " ")) for e in cues.examples if e.value]
    phrases = chain.from_iterable(meaning.phrases for meaning in cues.meanings)
    assert not [phrase for phrase in phrases if not any(phrase in text for text in shown)]


@pytest.mark.parametrize("field", GROUPS)
def test_every_field_has_a_must_not(field: str) -> None:
    examples = GROUPS[field].examples
    assert any(e.value for e in examples)
    if field not in ("type_label",):
        assert any(e.value is None and e.because for e in examples)
