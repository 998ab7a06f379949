"""A file without pages -> Document: one page for each section, cited by its number and heading.

In: the blocks of a Word file or web page in reading order. Out: lines that look to the next room as those of a PDF do:
headings large and bold, bullets in front, table rows with bars between cells, footnotes in small type after their section.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from rothscope.extract.pageless.plain import BODY_SIZE, HEADING_SIZES
from rothscope.extract.tidy import tidy
from rothscope.model.document import SECTION, Document, Furniture, Line, Note, Page, Source, Table

BY_LOOKS = 2
"""Level of a heading that is one by its looks only."""

NOTE_SIZE = BODY_SIZE - 2
"""Font size in points given to footnotes."""

HEADING_WORDS = 12
"""Words up to which a bold line may be a heading."""

LONGEST_NAME = 60
"""Characters of a section's heading kept in the words that cite it."""


class Looks(Enum):
    """What a block is."""

    HEADING = auto()
    TEXT = auto()
    ROW = auto()
    NOTE = auto()
    EDGE = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (level 1 to 6), a paragraph, a table row with its cells, a footnote, or a running head.

    `first` is set on the first row of a table, `titles` where that row names the columns, `goes_on` on a line that a
    break parts from the line above in the same paragraph.
    """

    looks: Looks
    text: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    first: bool = False
    titles: bool = False
    bold: bool = False
    goes_on: bool = False


def document_of(
    blocks: Iterable[Block], source: Source, title: str | None, notes: tuple[Note, ...] = ()
) -> Document:
    """Return the blocks as a document of sections; `source.page_count` becomes their number."""
    sections = [section for section in _sections(blocks) if section]
    pages = tuple(_page(number, section) for number, section in enumerate(sections, start=1))
    counted = source.model_copy(update={"page_count": len(pages)})
    return Document(source=counted, pages=pages, notes=notes, paged=False, title=title)


def _sections(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Cut before each heading; one with nothing below it goes with what follows."""
    section: list[Block] = []
    for block in blocks:
        if block.looks is Looks.HEADING and any(kept.looks in (Looks.TEXT, Looks.ROW) for kept in section):
            yield section
            section = []
        section.append(block)
    yield section


def _page(number: int, section: Sequence[Block]) -> Page:
    headings = [block.text for block in section if block.looks is Looks.HEADING]
    name = headings[-1] if headings else ""
    name = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME].rsplit(' ', 1)[0]} …"
    body = [block for block in section if block.looks is not Looks.NOTE]
    small = [block for block in section if block.looks is Looks.NOTE]
    lines = tuple(line for block in (*body, *small) if (line := _line(block)).text)
    label = f"{SECTION}{number}" + (f", “{name}”" if name else "")
    return Page(number=number, label=label, lines=lines, tables=tuple(_tables(section)), has_text=bool(lines))


def _line(block: Block) -> Line:
    if block.looks is Looks.HEADING:
        size = HEADING_SIZES[min(block.level, len(HEADING_SIZES)) - 1]
        return Line(text=tidy(block.text), size=size, bold=True, break_before=True)
    if block.looks is Looks.ROW:
        return Line(text=" | ".join(block.cells), size=BODY_SIZE, break_before=block.first, bold=block.titles)
    furniture = Furniture.RUNNING_HEAD if block.looks is Looks.EDGE else None
    size = NOTE_SIZE if block.looks is Looks.NOTE else BODY_SIZE
    return Line(
        text=tidy(block.text), size=size, bold=block.bold, break_before=not block.goes_on, furniture=furniture
    )


def _tables(section: Sequence[Block]) -> Iterator[Table]:
    rows: list[Block] = []
    for block in [*section, Block(Looks.TEXT)]:
        if rows and (block.looks is not Looks.ROW or block.first):
            header = rows[0].cells if rows[0].titles else ()
            yield Table(header=header, rows=tuple(row.cells for row in rows[bool(header) :]))
            rows = []
        if block.looks is Looks.ROW:
            rows.append(block)


def rows_of_cells(rows: Sequence[Sequence[str]], heads: int) -> Iterator[Block]:
    """Yield the rows of a table as blocks; the first `heads` rows are one row of titles.

    A row that says one thing all the way across stands for itself, like a heading inside the table.
    """
    titles = [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*rows[:heads], strict=False)]
    first = True
    for cells in ([titles] if titles else []) + [list(row) for row in rows[heads:]]:
        plain = tuple(tidy(cell.replace("|", "/")) for cell in cells)
        told = set(filter(None, plain))
        if len(told) == 1 and (len(plain) == 1 or all(plain)):
            yield Block(Looks.TEXT, told.pop(), bold=len(plain) > 1)
        elif told:
            yield Block(Looks.ROW, cells=plain, first=first, titles=cells is titles)
            first = False


def headings_by_looks(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with short bold lines as headings, where the file marks no headings as such."""
    if any(block.looks is Looks.HEADING for block in blocks):
        return list(blocks)
    return [
        replace(block, looks=Looks.HEADING, level=BY_LOOKS)
        if block.looks is Looks.TEXT and block.bold and len(block.text.split()) <= HEADING_WORDS
        else block
        for block in blocks
    ]
