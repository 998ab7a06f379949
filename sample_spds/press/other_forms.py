"""A booklet as a Word file and as a saved web page. Same text, same bytes."""

import io
import zipfile
from datetime import UTC, datetime
from html import escape

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from press.dialect import Booklet, Box, Heading, Items, Paragraph, Table

DAY = datetime(2026, 1, 2, tzinfo=UTC)


def as_word(booklet: Booklet) -> bytes:
    """The booklet with Word's own headings, lists and tables, and boxes as form fields."""
    file = docx.Document()
    file.core_properties.created = file.core_properties.modified = DAY
    file.core_properties.title = booklet.option("title", "")
    for block in booklet.blocks:
        if isinstance(block, Heading):
            file.add_heading(block.text, level=block.level - 1)  # level 0 is Word's title
        elif isinstance(block, Paragraph):
            file.add_paragraph(block.text)
        elif isinstance(block, Items):
            for text in block.texts:
                file.add_paragraph(text, style="List Bullet")
        elif isinstance(block, Box):
            paragraph = file.add_paragraph()
            _form_box(paragraph, block.ticked)
            paragraph.add_run(f" {block.text}")
        elif isinstance(block, Table):
            table = file.add_table(rows=0, cols=len(block.rows[0]))
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
            mark = OxmlElement("w:tblHeader")
            table.rows[0]._tr.get_or_add_trPr().append(mark)
    content = io.BytesIO()
    file.save(content)
    return _packed_again(content.getvalue())


def _form_box(paragraph: WordParagraph, ticked: bool) -> None:
    run = paragraph.add_run()._r
    begin = OxmlElement("w:fldChar")
    begin.set(qn("w:fldCharType"), "begin")
    data, box = OxmlElement("w:ffData"), OxmlElement("w:checkBox")
    state = OxmlElement("w:default")
    state.set(qn("w:val"), "1" if ticked else "0")
    box.append(state)
    data.append(box)
    begin.append(data)
    run.append(begin)
    end = OxmlElement("w:fldChar")
    end.set(qn("w:fldCharType"), "end")
    paragraph.add_run()._r.append(end)


def _packed_again(content: bytes) -> bytes:
    """The same package with one date on all its parts."""
    again = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (2026, 1, 2, 0, 0, 0))
            new.writestr(part, old.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def as_web(booklet: Booklet) -> bytes:
    """The booklet as a page saved from a benefits site, with a menu, a script and a hidden notice around it."""
    parts = [
        "<!DOCTYPE html>",
        f"<html><head><title>{escape(booklet.option('title', ''))}</title>",
        "<script>var plan = 'after-tax contributions are not allowed';</script></head><body>",
        "<nav><ul><li>Home</li><li>Roth conversion</li><li>Log out</li></ul></nav>",
        '<div style="display:none">You may not convert anything.</div>',
        "<main>",
    ]
    for block in booklet.blocks:
        if isinstance(block, Heading):
            parts.append(f"<h{block.level}>{escape(block.text)}</h{block.level}>")
        elif isinstance(block, Paragraph):
            parts.append(f"<p>{escape(block.text)}</p>")
        elif isinstance(block, Items):
            parts.append("<ul>" + "".join(f"<li>{escape(text)}</li>" for text in block.texts) + "</ul>")
        elif isinstance(block, Box):
            ticked = " checked" if block.ticked else ""
            parts.append(f'<div><label><input type="checkbox"{ticked}>{escape(block.text)}</label></div>')
        elif isinstance(block, Table):
            head, *rows = block.rows
            parts.append(
                "<table><thead><tr>" + "".join(f"<th>{escape(c)}</th>" for c in head) + "</tr></thead>"
            )
            parts += ["<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows]
            parts.append("</table>")
    return "\n".join([*parts, "</main></body></html>\n"]).encode()
