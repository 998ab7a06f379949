"""Documents built by hand: what extraction would hand over for a few lines of text."""

from pathlib import Path

from rothscope.model.document import Document, Furniture, Line, Page, Passage, Source, Table
from rothscope.packs.documents import DocumentKinds, SectionKinds, load_documents, load_sections
from rothscope.structure.passages import split_passages
from rothscope.structure.sections import find_sections

PATTERNS = Path(__file__).resolve().parents[2] / "patterns"
LEFT, LINE_HEIGHT, PAGE_HEIGHT = 72.0, 14.0, 792.0


def section_kinds() -> SectionKinds:
    return load_sections(PATTERNS)


def document_kinds() -> DocumentKinds:
    return load_documents(PATTERNS)


def plain(text: str) -> Document:
    """Return plain text as extraction hands it over: one line a line, a blank line sets break_before."""
    lines: list[Line] = []
    blank = False
    for row in text.strip("\n").split("\n"):
        if row.strip():
            lines.append(Line(text=row.strip(), size=10.0, break_before=blank and bool(lines)))
        blank = not row.strip()
    return paged([lines], is_paged=False)


def paged(
    pages: list[list[Line]], tables: dict[int, tuple[Table, ...]] | None = None, is_paged: bool = True
) -> Document:
    made = tuple(
        Page(number=number, lines=tuple(lines), tables=(tables or {}).get(number, ()))
        for number, lines in enumerate(pages, start=1)
    )
    return Document(
        source=Source(name="made", sha256="0" * 64, page_count=len(made)), pages=made, paged=is_paged
    )


def line(
    text: str, row: int, *, x: float = LEFT, width: float | None = None, size: float = 10.0, bold: bool = False,
    gap: bool = False, column: int = 0, furniture: Furniture | None = None,
) -> Line:  # fmt: skip
    """Return a line of a PDF page: `row` counts from the top, five points a character unless a width is given."""
    top = LEFT + row * LINE_HEIGHT
    right = x + (width if width is not None else 5.0 * len(text))
    return Line(
        text=text,
        box=(x, top, right, top + 12.0),
        size=size,
        bold=bold,
        break_before=gap,
        column=column,
        furniture=furniture,
    )


def passages(document: Document) -> tuple[Passage, ...]:
    return split_passages(document, find_sections(document, section_kinds()), section_kinds())


def shown(document: Document) -> list[tuple[str, str, str]]:
    """Return kind (with its box), lead-in and text of every passage but headings."""
    marks = {True: " [x]", False: " [ ]", None: ""}
    return [
        (passage.kind.value + marks[passage.ticked], passage.lead_in, passage.text)
        for passage in passages(document)
        if passage.kind.value != "heading"
    ]
