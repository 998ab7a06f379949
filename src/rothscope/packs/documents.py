"""`patterns/sections.yaml` and `patterns/documents.yaml` as checked values: what sections and documents there are."""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from rothscope.errors import BadPack
from rothscope.model.clause import Force
from rothscope.model.frozen import Frozen
from rothscope.packs.keyed import Keyed
from rothscope.packs.read import read_model

Opens = Annotated[str, AfterValidator(" {}".format)]
"""Words as they are looked for in a text: with the space before them, so that they begin a word there."""


class Opening(Frozen):
    """How a section shows its kind where its heading names none: a word of the heading and the first words under it."""

    under: tuple[str, ...] = Field(min_length=1)
    says: tuple[str, ...] = Field(min_length=1)


class SectionKind(Frozen):
    """One kind of section.

    `headings` are whole headings (small misspellings allowed), `words` are phrases a heading may hold. A clause
    under it has the force `force` (none: no say) and is `about` these things. A kind that `runs_on` holds the
    headings after it until one of equal or higher rank has a kind of its own and starts with none of `holds`;
    one that `lists_headings` (a table of contents) holds the entries it lists. `opening` shows it where the heading
    does not.
    """

    id: str
    title: str
    headings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    force: Force | None = None
    about: tuple[str, ...] = ()
    runs_on: bool = False
    holds: tuple[str, ...] = ()
    lists_headings: bool = False
    opening: Opening | None = None


class Events(Frozen):
    """Words for events of one sort in a matrix; `says` is what a cell under them is about, empty where they say it.

    `some` is set where the event is one of several on which money comes out, so that its "no" is no refusal;
    `of_any_money` where its "yes" gives a feature of its own, whatever the money, `unless` one of these words stands there;
    `of_all_money` where it is about that one feature whatever the money and the answer; `refused_by_no` where a "no"
    refuses that feature for the money it stands beside. `sooner_says` is what a yes under one of the `unless` words is
    about.
    """

    words: tuple[str, ...] = Field(min_length=1)
    says: str = ""
    some: bool = False
    of_any_money: bool = False
    of_all_money: bool = False
    refused_by_no: bool = False
    sooner_says: str = ""
    unless: tuple[str, ...] = ()


class Matrices(Frozen):
    """How a table is known that sets kinds of money against events.

    `settled_by_no` are the kinds of money of which a "no" to every event refuses a feature of its own. `properties` are
    titles of what only describes the row: under such titles alone a row is one statement. `groups` name classes of
    employees: beside one of them a title that names nothing else stands for a group, too.
    """

    sources: tuple[str, ...]
    properties: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    settled_by_no: tuple[str, ...]
    events: tuple[Events, ...]


class ReferenceWords(Frozen):
    """Words round a cross reference, all in lower case.

    `titles` stand before the title of a section; `other_papers_before` and `other_papers_behind` round a number that is
    one of the law or of another document.
    """

    titles: tuple[str, ...]
    other_papers_before: tuple[str, ...]
    other_papers_behind: tuple[str, ...]


class SectionKinds(Keyed):
    """Every kind of section, in the order of their claim on a heading that would fit several.

    `alike` is the least likeness (0-100) at which a heading counts as a misspelt known one.
    """

    alike: int = Field(ge=50, le=100)
    matrices: Matrices
    references: ReferenceWords
    sections: tuple[SectionKind, ...]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        _refuse_doubles([kind.id for kind in self.sections])
        _refuse_doubles([heading.lower() for kind in self.sections for heading in kind.headings])
        return self

    def kind(self, name: str) -> SectionKind:
        """Return the kind with this id. Raises BadPack where there is none."""
        for kind in self.sections:
            if kind.id == name:
                return kind
        raise BadPack(f"patterns/sections.yaml has no section kind {name!r}.")


def _refuse_doubles(words: list[str]) -> None:
    doubles = sorted({word for word in words if words.count(word) > 1})
    if doubles:
        raise ValueError(f"stands there twice: {', '.join(doubles)}")


@cache
def load_sections(folder: Path) -> SectionKinds:
    """Return the kinds of section of the pack folder. Raises BadPack naming file and key."""
    return read_model(folder / "sections.yaml", SectionKinds)


class KindOfDocument(Frozen):
    """What is said of a document once its kind is known.

    `advice` is what to get instead or as well, told unless a document of one of the kinds `beside` is read with it. It
    changes documents of `changes_kinds` that are older; what it gives is a choice that `chosen_in` makes; where it
    `chooses`, an empty box beside a ticked one refuses; where it `asks_reader`, its boxes are for participants to tick.
    `no_plan` is true of what is about no plan at all.
    """

    id: str
    title: str
    authority: int = Field(ge=0, le=100)
    weight: int = Field(ge=0, le=25)
    readable: bool = True
    no_plan: bool = False
    advice: str | None = None
    beside: tuple[str, ...] = ()
    changes_kinds: tuple[str, ...] = ()
    chosen_in: str | None = None
    chooses: bool = False
    asks_reader: bool = False

    @model_validator(mode="after")
    def _says_what_to_do(self) -> Self:
        if not self.readable and not self.advice:
            raise ValueError(f"{self.id} is not readable, so it needs an advice")
        return self


class DocumentSigns(KindOfDocument):
    """A kind of document and its signs, all in lower case.

    `boxes` says that check boxes speak for it, `other_plan` that it is about a plan of another sort, `needs_title`
    that it is this kind only where its title or running head says so. `own_words` show, beside some of its signs, that it is
    about a retirement plan where a text would need more such words. On a short page `changes` are titles that come
    before those of what is changed, and `says` is wording by which an untitled one calls itself this.
    """

    titles: tuple[Opens, ...]
    signs: tuple[Opens, ...] = ()
    against: tuple[Opens, ...] = ()
    changes: tuple[Opens, ...] = ()
    says: tuple[Opens, ...] = ()
    own_words: tuple[Opens, ...] = ()
    boxes: bool = False
    other_plan: bool = False
    needs_title: bool = False

    @model_validator(mode="after")
    def _is_lower_case(self) -> Self:
        for words in (*self.titles, *self.signs, *self.against, *self.changes, *self.says, *self.own_words):
            if words != words.lower() or any(ord(letter) > 255 for letter in words):
                raise ValueError(
                    f"{self.id}: write {words[1:]!r} in lower case, with straight quotes and plain letters"
                )
        return self


class SignPoints(Frozen):
    """What a sign is worth by where it stands, and how many points decide."""

    title: int
    heading: int
    running_head: int
    first_pages: int
    sign: int
    sign_at_most: int
    against: int
    change: int
    enough: int
    other_plan: int
    other_plan_short: int


class DocumentKinds(Frozen):
    """Every kind of document, how signs are weighed, and what to say where none fits."""

    points: SignPoints
    short: int
    excerpt_characters: int
    excerpt_characters_a_word: int = Field(gt=0)
    plan_words_per_page: float
    plan_words_apart: int
    plan_words_titled: int
    own_signs_apart: int = Field(ge=1)
    own_words_apart: int = Field(ge=1)
    blank_form_boxes: int
    plan_words: tuple[Opens, ...]
    excerpt_words: tuple[Opens, ...]
    choice_words: tuple[str, ...] = ()
    list_openers: tuple[str, ...] = ()
    invitations: tuple[str, ...] = ()
    default_words: tuple[str, ...] = ()
    excerpt: KindOfDocument
    unknown: KindOfDocument
    blank_form: KindOfDocument
    other: KindOfDocument
    kinds: tuple[DocumentSigns, ...]

    @property
    def every_kind(self) -> tuple[KindOfDocument, ...]:
        """Every kind a document may come out as."""
        return (self.excerpt, self.unknown, self.blank_form, self.other, *self.kinds)

    @property
    def no_plans(self) -> frozenset[str]:
        """The kinds that are about no plan at all."""
        return frozenset(kind.id for kind in self.every_kind if kind.no_plan)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [kind.id for kind in self.every_kind]
        _refuse_doubles(ids)
        for kind in self.every_kind:
            strange = [name for name in (*kind.beside, *kind.changes_kinds) if name not in ids]
            if strange:
                raise ValueError(f"{kind.id}: no kind is called {strange[0]!r}")
        return self


@cache
def load_documents(folder: Path) -> DocumentKinds:
    """Return the kinds of document of the pack folder. Raises BadPack naming file and key."""
    return read_model(folder / "documents.yaml", DocumentKinds)


class DocumentExample(Frozen):
    """A text in Markdown, the kind of document it is, and what it proves."""

    is_: str = Field(alias="is")
    because: str
    text: str


class DocumentExamples(Frozen):
    """Texts of every kind of document, near misses among them."""

    examples: tuple[DocumentExample, ...]


def load_document_examples(folder: Path) -> tuple[DocumentExample, ...]:
    """Return the examples of the pack folder. Raises BadPack naming file and key."""
    return read_model(folder / "document_examples.yaml", DocumentExamples).examples
