"""`patterns/identity.yaml` as a checked value: the words by which a document says who the plan is.

In: the folder of the pattern packs. Out: `IdentityCues`. Phrases are matched in lower case, with hyphens read as spaces
and curly quotes as straight ones; `a|b` is either word and `word?` a word that may be missing.
"""

from functools import cache, cached_property
from itertools import product
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, model_validator

from rothscope.errors import BadPack
from rothscope.model.frozen import Frozen
from rothscope.packs.keyed import Keyed
from rothscope.packs.read import read_model


def spellings(phrase: str) -> tuple[str, ...]:
    """Return every plain wording of a phrase.

    >>> spellings("type|kind of the? plan")
    ('type of the plan', 'type of plan', 'kind of the plan', 'kind of plan')
    """
    choices = []
    for word in phrase.split():
        bare = word.removesuffix("?")
        choices.append((*bare.split("|"), "") if word.endswith("?") else tuple(bare.split("|")))
    return tuple(" ".join(filter(None, words)) for words in product(*choices))


def _plain(phrase: str) -> str:
    if phrase != " ".join(phrase.lower().split()) or not phrase or "-" in phrase:
        raise ValueError(
            f"{phrase!r} must be lower case with single spaces and no hyphens, as text is matched"
        )
    return phrase


Phrase = Annotated[str, AfterValidator(_plain)]


class IdentityExample(Frozen):
    """A tiny document and what must be read from it; null where nothing may be."""

    text: str
    value: str | None
    because: str = ""


class FieldCues(Frozen):
    """How one fact is labelled.

    `labels` stand before the value with a colon, a verb, a cell border or a line end between; `leads` run straight
    into it; `trails` follow it. Between label and value only the words of `between` may stand. A label counts for
    nothing after a word of `not_after` in its sentence; a word of `own` at its front settles whose value it is.
    `weak` labels are used where no other gives a value.
    """

    labels: tuple[Phrase, ...] = ()
    weak: tuple[Phrase, ...] = ()
    leads: tuple[Phrase, ...] = ()
    trails: tuple[Phrase, ...] = ()
    between: tuple[Phrase, ...] = ()
    own: tuple[Phrase, ...] = ()
    not_after: tuple[Phrase, ...] = ()
    examples: tuple[IdentityExample, ...]

    def phrases(self) -> tuple[str, ...]:
        """Return every phrase that marks the field."""
        return (*self.labels, *self.weak, *self.leads, *self.trails)


class Meaning(Frozen):
    """A value and the phrases that state it; where several are stated, the first in the list wins."""

    value: str
    phrases: tuple[Phrase, ...]


class StatementCues(Frozen):
    """A fact stated by the words of a sentence: `meanings`, unless a word of `not_before` stands just before them.

    `leads` are the words with which a sentence must reach the phrase, where a bare mention proves nothing.
    """

    meanings: tuple[Meaning, ...]
    leads: tuple[Phrase, ...] = ()
    not_before: tuple[Phrase, ...] = ()
    examples: tuple[IdentityExample, ...]


class NameWords(Frozen):
    """What names are made of: nouns a plan's name ends in, small words within names, words that are no name."""

    plan_nouns: tuple[Phrase, ...]
    joining: tuple[Phrase, ...]
    after_comma: tuple[Phrase, ...]
    suffixes: tuple[Phrase, ...]
    bodies: tuple[Phrase, ...]
    organisations: tuple[Phrase, ...]
    abbreviations: tuple[Phrase, ...]
    unfinished: tuple[Phrase, ...]
    generic: tuple[Phrase, ...]
    common: tuple[Phrase, ...]
    retirement: tuple[Phrase, ...]
    writings: tuple[Phrase, ...]
    not_titles: tuple[Phrase, ...]
    defined_as: tuple[Phrase, ...]
    sponsor_words: tuple[Phrase, ...]


class ContactWords(Frozen):
    """What stands around addresses, telephone numbers and e-mail addresses."""

    between: tuple[Phrase, ...]
    not_a_telephone: tuple[Phrase, ...]
    box_openers: tuple[Phrase, ...]
    number_words: tuple[Phrase, ...]
    streets: tuple[Phrase, ...]
    states: tuple[str, ...]


class IdentityCues(Keyed):
    """Every word by which a document says who the plan is."""

    name: FieldCues
    sponsor: FieldCues
    ein: FieldCues
    plan_number: FieldCues
    restated: FieldCues
    effective: FieldCues
    original: FieldCues
    plan_year_end: FieldCues
    administrator: FieldCues
    administrator_address: FieldCues
    administrator_phone: FieldCues
    administrator_email: FieldCues
    recordkeeper: FieldCues
    type_label: FieldCues
    vehicle_label: FieldCues
    type_by_name: tuple[Meaning, ...]
    type_rivals: tuple[tuple[str, ...], ...]
    type: StatementCues
    erisa: StatementCues
    governmental: StatementCues
    church: StatementCues
    vehicle: StatementCues
    other_parties: tuple[Phrase, ...]
    other_labels: tuple[Phrase, ...]
    details: tuple[Phrase, ...]
    sponsoring: tuple[Phrase, ...]
    served: tuple[Phrase, ...]
    verbs: tuple[Phrase, ...]
    range_starts: tuple[Phrase, ...]
    whole_years: tuple[Phrase, ...]
    month_ends: tuple[Phrase, ...]
    hypothetical: tuple[Phrase, ...]
    ignored_sections: tuple[str, ...]
    highest_pension_number: int
    names: NameWords
    contact: ContactWords

    def __hash__(self) -> int:
        """Hash by identity: cues are loaded once, and what is compiled from them is kept for the same object."""
        return id(self)

    @cached_property
    def fields(self) -> dict[str, "FieldCues"]:
        """Return the labelled facts by name."""
        return {
            key: value
            for key in type(self).model_fields
            if isinstance(value := getattr(self, key), FieldCues)
        }

    @cached_property
    def statements(self) -> dict[str, StatementCues]:
        """Return the facts stated by sentences, by name."""
        pairs = ((key, getattr(self, key)) for key in type(self).model_fields)
        return {key: value for key, value in pairs if isinstance(value, StatementCues)}

    @model_validator(mode="after")
    def _one_meaning(self) -> "IdentityCues":
        for field, cues in self.fields.items():
            marks = [mark for phrase in cues.phrases() for mark in spellings(phrase)]
            twice = {mark for mark in marks if marks.count(mark) > 1}
            if twice:
                raise ValueError(f"{field} has {sorted(twice)[0]!r} twice")
        return self


@cache
def load_identity(folder: Path) -> IdentityCues:
    """Return the words of `identity.yaml` in a patterns folder. Raises BadPack naming file and key of a fault."""
    path = folder / "identity.yaml"
    if not path.is_file():
        raise BadPack(f"{path} is missing; restore it or name another --patterns.")
    return read_model(path, IdentityCues)
