"""Plain text and Markdown -> Document, without any PDF library: one page, or one for each form feed.

Lines carry no box. A Markdown heading becomes a bold line of larger size, so that headings look the same to
the next room whether they came from a PDF or from a text file.
"""

import hashlib
import re
from dataclasses import replace

from rothscope.extract.tidy import mend, tidy, vocabulary
from rothscope.model.document import Document, Line, Page, Source, Table

BODY_SIZE = 10.0
"""Font size in points given to ordinary lines; plain text has none of its own."""

HEADING_SIZES = (18.0, 16.0, 14.0, 13.0, 12.0, 11.0)
"""Font size of a Markdown heading of level 1 to 6."""

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(={3,}|-{3,})[ \t]*$")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_RULE_ROW = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\n[ \t]*([a-z]+)(\S*)(?:[ \t]+|\n|$)")


def read_text(text: str, name: str = "text") -> Document:
    """Return plain text or Markdown as a document; it is `paged` only where form feeds part it into pages."""
    sheets = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    pages = tuple(_page(number, sheet) for number, sheet in enumerate(sheets, start=1))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    source = Source(name=name, sha256=digest, page_count=len(pages))
    return Document(source=source, pages=pages, paged=False, title=_title(pages))


def _page(number: int, sheet: str) -> Page:
    if "-\n" in sheet or "\u00ad\n" in sheet or "\u2010\n" in sheet:
        sheet = _whole_words(sheet)
    rows = sheet.split("\n")
    lines = tuple(_lines(rows))
    tables = tuple(_tables(rows)) if "|" in sheet else ()
    return Page(number=number, lines=lines, tables=tables, has_text=bool(lines))


def _lines(rows: list[str]) -> list[Line]:
    lines: list[Line] = []
    blank = False
    for at, row in enumerate(rows):
        if not row.strip():
            blank = True
        elif _UNDERLINE.match(row):
            # A rule under a line of text makes it a heading; a rule by itself only parts paragraphs.
            if lines and not blank and "|" not in rows[at - 1]:
                level = 0 if "=" in row else 1
                lines[-1] = replace(lines[-1], size=HEADING_SIZES[level], bold=True)
            blank = True
        elif "|" not in row or not _RULE_ROW.match(row):
            line = _line(row, blank and bool(lines))
            if line.text:
                lines.append(line)
            blank = False
    return lines


def _line(row: str, after_blank: bool) -> Line:
    heading = _HEADING.match(row) if "#" in row else None
    text = heading.group(2) if heading else row
    bold = heading is not None
    if "**" in text:
        whole = _STRONG.fullmatch(text.strip())
        bold = bold or (whole is not None and "**" not in whole.group(1))
        text = _STRONG.sub(r"\1", text)
    size = HEADING_SIZES[len(heading.group(1)) - 1] if heading else BODY_SIZE
    return Line(text=tidy(text), size=size, bold=bold, break_before=after_blank or heading is not None)


def _whole_words(sheet: str) -> str:
    """Bring the second half of each word broken at a line end up to its first half."""
    known = vocabulary(sheet)
    return _BROKEN.sub(lambda m: mend(m.group(1), m.group(2), known) + m.group(3) + "\n", sheet)


def _tables(rows: list[str]) -> list[Table]:
    """Return each run of two or more neighbouring rows with the same number of cells between bars."""
    tables: list[Table] = []
    run: list[tuple[str, ...]] = []
    ruled = False
    for row in [*rows, ""]:
        cells = _cells(row) if "|" in row else ()
        if cells and _RULE_ROW.match(row):
            ruled = len(run) == 1
        elif cells and (not run or len(cells) == len(run[0])):
            run.append(cells)
        else:
            tables += _table(run, ruled)
            run, ruled = ([cells] if cells else []), False
    return tables


def _table(run: list[tuple[str, ...]], ruled: bool) -> list[Table]:
    if len(run) < 2 or len(run[0]) < 2:
        return []
    return [Table(header=run[0], rows=tuple(run[1:]))] if ruled else [Table(rows=tuple(run))]


def _cells(row: str) -> tuple[str, ...]:
    return tuple(tidy(_STRONG.sub(r"\1", cell)) for cell in row.strip().strip("|").split("|"))


def _title(pages: tuple[Page, ...]) -> str | None:
    """Return the first line where it is set as a heading of the highest level."""
    first = pages[0].lines[0] if pages and pages[0].lines else None
    return first.text if first and first.size == HEADING_SIZES[0] else None
