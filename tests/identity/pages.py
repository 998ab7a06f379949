"""Documents made by hand: one string a page, an empty line where the page leaves a gap."""

from collections.abc import Sequence

from rothscope.model.document import Document, Line, Page, Source, Table


def page(text: str, number: int = 1, tables: Sequence[Table] = (), label: str | None = None) -> Page:
    lines: list[Line] = []
    gap = False
    for row in text.split("\n"):
        if row.strip():
            lines.append(Line(text=row.strip(), size=10.0, break_before=gap and bool(lines)))
        gap = not row.strip()
    return Page(number=number, label=label, lines=tuple(lines), tables=tuple(tables))


def document(*texts: str) -> Document:
    return of_pages(*(page(text, number) for number, text in enumerate(texts, start=1)))


def of_pages(*pages: Page) -> Document:
    return Document(source=Source(name="plan.txt", sha256="0" * 64, page_count=len(pages)), pages=pages)


def squeeze(text: str) -> str:
    return "".join(text.split()).replace("-", "")
