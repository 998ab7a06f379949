"""What was on the page, and how it was cut into sections and passages.

Coordinates are PDF points with the origin at the top left of the page as a reader sees it (after rotation and
cropping); pages are numbered from 1. Lines, passages and pieces, of which a plan has thousands and which no file
ever holds, are bare dataclasses: a tenth of the memory.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rothscope.model.frozen import Frozen

Box = tuple[float, float, float, float]
"""(x0, top, x1, bottom) in PDF points, origin top left."""


UNREAD = "[?]"
"""What stands in a line for a word of a scan that could not be read; no sentence with one proves anything."""


class Note(Frozen):
    """Something odd that did not stop the work, in one sentence a reader can act on."""

    code: str
    text: str
    page: int | None = None
    document: str | None = None


class Source(Frozen):
    """The file a document came from: bare name, SHA-256 of its bytes, number of pages."""

    name: str
    sha256: str
    page_count: int


class Furniture(StrEnum):
    """What a line is when it is no part of the running text."""

    RUNNING_HEAD = "running_head"
    PAGE_NUMBER = "page_number"
    CONTENTS = "contents"


POOR = 0.85
"""How sure an engine must be of a page's words on average for it to count as well read."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, tidied. `size` is the font size in points; `box` is null in plain-text files.

    `break_before` is set where the page leaves more than ordinary leading above the line, which starts a paragraph; `aside`
    on lines of a block that stands in the way of the running text: a pull quote, a call-out.
    """

    text: str
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    furniture: Furniture | None = None
    break_before: bool = False
    column: int = 0
    aside: bool = False


class Table(Frozen):
    """A table: the header cells (may be empty) and the rows, every cell as tidied text."""

    box: Box | None = None
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


CELL_BAR = " | "
"""What stands between two cells in the text of a table's row."""

SECTION = "section "
"""How the label of a section begins that stands for a page in a file without pages."""


class Page(Frozen):
    """One page in reading order. `label` is the number printed on it (or the PDF's page label).

    A blank page shows nothing; one without text shows something that is not known. `sure` is how sure the engine is of
    a page read by OCR, from 0 to 1; null for other pages. A page that lies askew or on its side was turned by `tilt` degrees
    (counter-clockwise) before it was read, and boxes of its lines and tables lie on the turned page; width and height are
    those of the page as displayed.
    """

    number: int
    label: str | None = None
    width: float = 0.0
    height: float = 0.0
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    has_text: bool = True
    is_blank: bool = False
    by_ocr: bool = False
    sure: float | None = None
    tilt: float = 0.0


class Document(Frozen):
    """A file as read: its pages in order and what was odd about it. `paged` is false for plain text."""

    source: Source
    pages: tuple[Page, ...]
    notes: tuple[Note, ...] = ()
    paged: bool = True
    title: str | None = None

    @property
    def is_poorly_read(self) -> bool:
        """Tell whether what was read of its pages is mostly what an engine could hardly read."""
        read = [page for page in self.pages if page.lines]
        return sum(page.sure is not None and page.sure < POOR for page in read) * 2 > len(read)


class Section(Frozen):
    """A heading and where it stands. `kind` is an id of `patterns/sections.yaml` or "body"."""

    heading: str
    level: int
    page: int
    line: int
    kind: str = "body"
    path: tuple[str, ...] = ()


class PassageKind(StrEnum):
    """What sort of text a passage is."""

    SENTENCE = "sentence"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    OPTION = "option"
    QUESTION = "question"
    ANSWER = "answer"
    HEADING = "heading"


MUTE = (PassageKind.QUESTION, PassageKind.HEADING)
"""Passages that say nothing by themselves, whatever they name."""


class Piece(NamedTuple):
    """Which line a run of text came from: text[start:end] is line.text[offset:offset + end - start].

    Pages are numbered from 1, lines from 0.
    """

    start: int
    end: int
    page: int
    line: int
    offset: int


class Reference(NamedTuple):
    """What a passage's text[start:end] names elsewhere in the document: the numbers of the passages of each section."""

    start: int
    end: int
    sections: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit the reader judges: one sentence, list item, table row, option, question or answer.

    `text` is the page's own words; `lead_in` is what must be read before them (the sentence that opens a list, the
    question of an answer, the header of a table row). `ticked` is the state of its check box, null without one; `cell` is
    the row and the column of a table cell, null outside of tables. `marks` are the footnote marks in `text`, from first
    to last character; `note_on` are the numbers of the passages that a sentence of a footnote is about, and
    `said_of` the words its mark hangs on. `mark` is what a list item opened with ("(d)"), `refers` the other places of
    the document it names.
    """

    number: int
    kind: PassageKind
    text: str
    lead_in: str = ""
    path: tuple[str, ...] = ()
    section: str = "body"
    page: int = 1
    ticked: bool | None = None
    pieces: tuple[Piece, ...] = ()
    document: int = 0
    block: int = 0
    cell: tuple[str, str] | None = None
    marks: tuple[tuple[int, int], ...] = ()
    note_on: tuple[int, ...] = ()
    said_of: str = ""
    mark: str = ""
    refers: tuple[Reference, ...] = ()

    def says(self) -> str:
        """Return what a reader takes in: the lead-in, then the words themselves, footnote marks blanked."""
        text = self.text
        for start, end in self.marks:
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        return f"{self.lead_in} {text}" if self.lead_in else text


class DocumentKind(Frozen):
    """What sort of document this is: an id of `patterns/documents.yaml`, with the words that showed it.

    `authority` is its rank (higher decides), `readable` is false for a document no plan rule can be read from. `advice`
    is what to get instead or as well, unless a document of one of the kinds `beside` is read with it. It changes older
    documents of `changes_kinds`; what it gives is a choice that `chosen_in` makes; where it `chooses`, an empty box beside a
    ticked one refuses; where it `asks_reader`, its boxes are for participants to tick.
    """

    id: str
    title: str
    authority: int
    weight: int
    because: str
    readable: bool = True
    advice: str | None = None
    beside: tuple[str, ...] = ()
    changes_kinds: tuple[str, ...] = ()
    chosen_in: str | None = None
    chooses: bool = False
    asks_reader: bool = False
