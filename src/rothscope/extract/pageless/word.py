"""A Word file (.docx) -> Document.

In: the bytes. Out: a document of sections, see `blocks.py`. What Word shows and does not store as text comes along: numbers
of lists, boxes of forms with their ticks, footnote marks. What is deleted under tracked changes does not.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from rothscope.errors import UnreadableFile
from rothscope.extract.pageless.blocks import Block, Looks, document_of, headings_by_looks, rows_of_cells
from rothscope.extract.sheet.words import PICTURE_LETTERS
from rothscope.extract.tidy import tidy
from rothscope.model.document import Document, Source

MOST_BYTES = 200 * 1024 * 1024
"""Bytes of a Word file unpacked beyond which it is no plan document."""

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {_FALLBACK, qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText")}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def read_word(content: bytes, name: str, sha256: str) -> Document:
    """Return the Word file in these bytes as a document. Raises UnreadableFile where it is damaged or too large."""
    damaged = f"{name} is a damaged Word file that cannot be opened; save it again, or print it as a PDF."
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise UnreadableFile(
                    f"{name} unpacks to more than {MOST_BYTES // 2**20} MB; save it without pictures."
                )
        file = docx.Document(io.BytesIO(content))
        reader = _Reader(file)
        blocks = headings_by_looks([*reader.edges(), *reader.blocks(file.element.body)])
    except UnreadableFile:
        raise
    except Exception as fault:  # zip, XML and package errors of many kinds, all from a file that is not whole
        raise UnreadableFile(damaged) from fault
    title = tidy(file.core_properties.title or "") or None
    return document_of(blocks, Source(name=name, sha256=sha256, page_count=0), title)


class _Reader:
    """Walks through one Word file, counting its lists."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._titled = any(
            _style(p) == "Title" for p in file.element.body.iter(qn("w:p")) for p in [self._paragraph(p)]
        )
        self._counts: dict[tuple[str, int], int] = defaultdict(int)
        self._notes = self._footnotes()

    def _paragraph(self, element: Any) -> Any:
        return Paragraph(element, self._file)

    def edges(self) -> Iterator[Block]:
        """Yield the running heads of the first part of the file."""
        for section in list(self._file.sections)[:1]:
            for paragraph in (*section.header.paragraphs, *section.footer.paragraphs):
                text = tidy(_text(paragraph._p))
                if text:
                    yield Block(Looks.EDGE, text)

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Yield the blocks of a body, a text box or a content control in their order."""
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._read(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
                yield from self.blocks(element)

    def _read(self, element: Any) -> Iterator[Block]:
        paragraph = self._paragraph(element)
        text, style = tidy(_text(element)), _style(paragraph)
        if text:
            level = self._level(style)
            bold = all(run.bold for run in paragraph.runs if run.text.strip()) and bool(paragraph.runs)
            mark = "" if level else self._mark(element, paragraph)
            looks = Looks.HEADING if level else Looks.TEXT
            yield Block(looks, f"{mark} {text}".strip(), level=level, bold=bold)
        for boxed in element.iter(qn("w:txbxContent")):
            if not any(ancestor.tag == _FALLBACK for ancestor in boxed.iterancestors()):
                yield from self.blocks(boxed)
        for reference in element.iter(qn("w:footnoteReference")):
            note = self._notes.get(reference.get(qn("w:id")))
            if note:
                yield Block(Looks.NOTE, f"{_note_mark(reference)} {note}")

    def _level(self, style: str) -> int:
        """Return the level of a heading, 0 for text; under a title all headings are one level lower."""
        if style == "Title":
            return 1
        number = style.removeprefix("Heading ")
        return int(number) + self._titled if number != style and number.isdigit() else 0

    def _mark(self, element: Any, paragraph: Any) -> str:
        """Return the bullet or number that Word sets before a paragraph of a list, empty without one."""
        properties = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            style = (
                paragraph.style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if paragraph.style else None
            )
            properties = style
        if properties is None:
            return ""
        number, depth = (properties.find(qn(f"w:{key}")) for key in ("numId", "ilvl"))
        identity = number.get(qn("w:val")) if number is not None else "0"
        at = int(depth.get(qn("w:val"))) if depth is not None else 0
        if identity == "0":
            return ""
        self._counts[identity, at] += 1
        for below in range(at + 1, 9):
            self._counts.pop((identity, below), None)
        return self._numbered(identity, at)

    def _numbered(self, identity: str, at: int) -> str:
        levels = self._levels(identity)
        form, pattern = levels.get(at, ("bullet", ""))
        if form == "bullet":
            return "\u2022"
        text = pattern
        for depth in range(at + 1):
            count = max(1, self._counts.get((identity, depth), 1))
            text = text.replace(f"%{depth + 1}", _count(count, levels.get(depth, ("decimal", ""))[0]))
        return text

    def _levels(self, identity: str) -> dict[int, tuple[str, str]]:
        """Return for each depth of a list the form of its numbers and the pattern they stand in."""
        try:
            numbering = self._file.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return {}
        kept = numbering.find(f"{qn('w:num')}[@{qn('w:numId')}='{identity}']/{qn('w:abstractNumId')}")
        if kept is None:
            return {}
        abstract = numbering.find(
            f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{kept.get(qn('w:val'))}']"
        )
        found = {}
        for level in abstract.findall(qn("w:lvl")) if abstract is not None else ():
            form, pattern = (level.find(qn(f"w:{key}")) for key in ("numFmt", "lvlText"))
            if form is not None and pattern is not None:
                found[int(level.get(qn("w:ilvl")))] = (form.get(qn("w:val")), pattern.get(qn("w:val")) or "")
        return found

    def _table(self, table: Any) -> Iterator[Block]:
        """Yield the rows of a table; a cell merged over several is told in each of them."""
        rows: list[list[str]] = []
        heads = 0
        for row in Table(table, self._file).rows:
            rows.append([self._cell(cell) for cell in row.cells])
            marked = row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            heads += marked and heads == len(rows) - 1
        yield from rows_of_cells(rows, heads)
        for inner in table.iter(qn("w:footnoteReference")):
            note = self._notes.get(inner.get(qn("w:id")))
            if note:
                yield Block(Looks.NOTE, f"{_note_mark(inner)} {note}")

    def _cell(self, cell: Any) -> str:
        return tidy(" ".join(text for p in cell._tc.iter(qn("w:p")) if (text := _text(p))))

    def _footnotes(self) -> dict[str, str]:
        for relation in self._file.part.rels.values():
            if relation.reltype.endswith("/footnotes"):
                root = parse_xml(relation.target_part.blob)
                return {
                    note.get(qn("w:id")): tidy(" ".join(_text(p) for p in note.iter(qn("w:p"))))
                    for note in root.findall(qn("w:footnote"))
                }
        return {}


def _style(paragraph: Any) -> str:
    return paragraph.style.name if paragraph.style is not None else ""


def _text(element: Any) -> str:
    """Return what a paragraph shows, boxes as glyphs, without what stands in text boxes or is deleted."""
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT or tag == qn("w:txbxContent") or not isinstance(tag, str):
            continue
        if tag == qn("w:t"):
            parts.append(child.text or "")
        elif tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            parts.append(" ")
        elif tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif tag == qn("w:sym"):
            parts.append(PICTURE_LETTERS.get(chr(int(child.get(qn("w:char")), 16)), ""))
        elif tag == qn("w:checkBox"):
            parts.append("\u2612 " if _is_checked(child) else "\u2610 ")
        elif tag == qn("w:footnoteReference"):
            parts.append(_note_mark(child))
        else:
            parts.append(_text(child))
    return "".join(parts)


def _is_checked(box: Any) -> bool:
    """Tell whether a box of a form field is ticked: as it is, else as it was at first."""
    for key in ("checked", "default"):
        state = box.find(qn(f"w:{key}"))
        if state is not None:
            return state.get(qn("w:val")) not in ("0", "false", "off")
    return False


def _note_mark(reference: Any) -> str:
    return f"({reference.get(qn('w:id'))})"


def _count(number: int, form: str) -> str:
    """Return a number of a list in its form: 2, b, B, ii, II."""
    if form.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman"):
        roman, left = "", number
        for value, letters in _ROMAN:
            roman += letters * (left // value)
            left %= value
        return roman.upper() if form.startswith("upper") else roman
    return str(number)
