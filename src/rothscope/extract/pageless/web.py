"""A saved web page (.html, or .mht with the page inside) -> Document.

In: the bytes. Out: a document of sections, see `blocks.py`. Menus, scripts and what the page hides are left out; boxes of
forms come with their ticks.
"""

import re
import warnings
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import CData, NavigableString, Tag

from rothscope.extract.pageless.blocks import Block, Looks, document_of, headings_by_looks, rows_of_cells
from rothscope.extract.tidy import tidy
from rothscope.model.document import Document, Source

HEAD_WITHIN = 2048
"""Bytes from the start in which an archive says that it is one."""

MOST_SPAN = 40
"""Columns or rows beyond which a cell does not span; damaged pages hold any number."""

CELL_WORDS = 60
"""Words of a cell from which a table only lays out the page."""

_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(r"h[1-6]$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LEFT_OUT = frozenset(
    {"script", "style", "noscript", "template", "nav", "svg", "head", "iframe", "button", "select", "object"}
)
_INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd",
        "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    }
)  # fmt: skip


def read_web_page(content: bytes, name: str, sha256: str) -> Document:
    """Return the web page in these bytes as a document."""
    with warnings.catch_warnings():
        # A page saved as XHTML is read as the HTML that browsers take it for.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        page = BeautifulSoup(_page_in(content), "lxml")
    title = tidy(page.title.get_text(" ")) if page.title else None
    blocks = headings_by_looks(list(_blocks(page.body or page)))
    return document_of(blocks, Source(name=name, sha256=sha256, page_count=0), title or None)


def _page_in(content: bytes) -> bytes:
    """Return the page itself: an archive holds it beside its pictures."""
    if not _ARCHIVE.search(content[:HEAD_WITHIN]):
        return content
    for part in message_from_bytes(content, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
    return b""


def _blocks(parent: Tag) -> Iterator[Block]:
    """Yield what stands in an element: text between its blocks, and its blocks one after the other."""
    inline: list[Any] = []
    goes_on = False
    for child in parent.children:
        if isinstance(child, Tag) and (child.name in _LEFT_OUT or _is_hidden(child)):
            continue
        if _is_inline(child):
            inline.append(child)
            continue
        told = list(_paragraph(inline, goes_on))
        yield from told
        yield from _block(child)
        # One break within a paragraph starts a line; two start a paragraph.
        goes_on = isinstance(child, Tag) and child.name == "br" and bool(told)
        inline = []
    yield from _paragraph(inline, goes_on)


def _block(element: Any) -> Iterator[Block]:
    if not isinstance(element, Tag):
        return
    if _HEADING.match(element.name):
        yield Block(Looks.HEADING, tidy(_text(element)), level=int(element.name[1]))
    elif element.name == "li":
        ordered = element.parent is not None and element.parent.name == "ol"
        mark = f"{_place(element)}." if ordered else "\u2022"
        for at, block in enumerate(_blocks(element)):
            marked = at == 0 and block.looks is Looks.TEXT
            yield Block(Looks.TEXT, f"{mark} {block.text}", bold=block.bold) if marked else block
    elif element.name == "table" and not _only_lays_out(element):
        yield from _table(element)
    elif element.name != "br":
        yield from _blocks(element)


def _paragraph(inline: list[Any], goes_on: bool) -> Iterator[Block]:
    text = tidy("".join(_text(part) for part in inline))
    if text:
        told = [part for part in inline if not isinstance(part, NavigableString) or part.strip()]
        bold = all(isinstance(part, Tag) and part.name in ("b", "strong") for part in told)
        yield Block(Looks.TEXT, text, bold=bold, goes_on=goes_on)


def _is_inline(child: Any) -> bool:
    if isinstance(child, NavigableString):
        return True
    return child.name in _INLINE and not any(
        isinstance(inner, Tag) and inner.name not in _INLINE and inner.name != "br"
        for inner in child.descendants
    )


def _is_hidden(element: Tag) -> bool:
    return (
        element.has_attr("hidden")
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(str(element.get("style", ""))) is not None
    )


def _text(part: Any) -> str:
    """Return what an element shows, boxes as glyphs and footnote marks in brackets."""
    if isinstance(part, NavigableString):
        return "" if type(part) not in (NavigableString, CData) else re.sub(r"\s+", " ", part)
    if part.name in _LEFT_OUT or part.name == "del" or _is_hidden(part):
        return ""
    if part.name == "input":
        if part.get("type") in ("checkbox", "radio"):
            return "\u2612 " if part.has_attr("checked") else "\u2610 "
        return str(part.get("value", "")) if part.get("type", "text") == "text" else ""
    if part.name == "br":
        return " "
    inner = "".join(_text(child) for child in part.children)
    if part.name == "sup" and inner.strip().isdigit():
        return f"({inner.strip()})"
    return inner if part.name in _INLINE else f" {inner} "


def _place(item: Tag) -> int:
    start = str(item.parent.get("start", "1")) if item.parent else "1"
    return len(item.find_previous_siblings("li")) + (int(start) if start.isdigit() else 1)


def _only_lays_out(table: Tag) -> bool:
    """Tell whether a table holds no data: another table, headings, or long text in its cells."""
    if table.get("role") in ("presentation", "none") or table.find(
        ["table", *(f"h{level}" for level in range(1, 7))]
    ):
        return True
    cells = table.find_all(["td", "th"])
    rows = table.find_all("tr")
    return len(cells) <= len(rows) or any(len(_text(cell).split()) > CELL_WORDS for cell in cells)


def _table(table: Tag) -> Iterator[Block]:
    """Yield the rows of a table; a cell that spans several rows or columns is told in each of them."""
    rows: list[list[str]] = []
    heads = 0
    hanging: dict[int, tuple[int, str]] = {}
    if table.caption:
        yield Block(Looks.TEXT, tidy(_text(table.caption)), bold=True)
    for row in table.find_all("tr"):
        cells: list[str] = []
        found = row.find_all(["td", "th"])
        for cell in found:
            _fill(cells, hanging)
            text = tidy(_text(cell))
            down = _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    hanging[len(cells)] = (down - 1, text)
                cells.append(text)
        _fill(cells, hanging)
        in_head = row.find_parent("thead") is not None or (bool(found) and all(c.name == "th" for c in found))
        heads += in_head and heads == len(rows)
        rows.append(cells)
    yield from rows_of_cells(rows, heads)


def _fill(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(cells) in hanging:
        left, text = hanging.pop(len(cells))
        if left > 1:
            hanging[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(cell: Tag, name: str) -> int:
    given = str(cell.get(name, "1"))
    return min(MOST_SPAN, max(1, int(given))) if given.isdigit() else 1
