"""The WeasyPrint maker: blocks to HTML and CSS, page-foot notes, hyphenation, side heads."""

import html
import re
from collections.abc import Iterable
from pathlib import Path

import weasyprint

from press.dialect import (
    Block,
    Booklet,
    Box,
    Callout,
    Heading,
    Items,
    Notes,
    PageBreak,
    Paragraph,
    Table,
    spans,
)
from press.numbering import numbering
from press.typefaces import CSS

_SHEET = Path(__file__).with_name("booklet.css")  # %words are filled in from the front matter
_CROSS = "<path d='M1.6 1.6 L8.4 8.4 M8.4 1.6 L1.6 8.4' stroke='#000' stroke-width='1.1'/>"
_GLYPHS = {"unicode": ("☐", "☒"), "zapf": ("❏", "✔"), "wingdings": ("¨", "þ"), "brackets": ("[ ]", "[X]")}


def make(booklet: Booklet, pages: dict[int, int]) -> tuple[bytes, dict[int, int]]:
    """PDF bytes and the PDF page of every heading; `pages` are those of the pass before."""
    document = weasyprint.HTML(string=_page_source(booklet, pages)).render()
    found = {
        int(name[1:]): number
        for number, page in enumerate(document.pages, 1)
        for name in page.anchors
        if name.startswith("h")
    }
    return document.write_pdf(pdf_identifier=b"sample-booklet-1"), dict(sorted(found.items()))


def _page_source(booklet: Booklet, pages: dict[int, int]) -> str:
    title = html.escape(booklet.option("title", ""))
    body = "\n".join(_block(block, booklet) for block in booklet.blocks)
    return (
        f"<html lang=en><head><title>{title}</title><style>{_style(booklet, pages)}</style></head><body>"
        f"{_front(booklet, pages)}<main>{body}</main></body></html>"
    )


def _front(booklet: Booklet, pages: dict[int, int]) -> str:
    number = numbering(booklet, pages)
    cover = "".join(f"<p>{html.escape(line)}</p>" for line in booklet.front.get("cover", []))
    rows = "".join(
        f"<div class=c{h.level}><span class=n>{number.label(pages.get(h.number, 1))}</span>"
        f"<span class=t>{_inline(h.text, booklet)}<span class=d>{' .' * 90}</span></span></div>"
        for h in booklet.contents()
    )
    head = html.escape(booklet.option("contents_title", "Contents"))
    listing = "" if booklet.option("contents", "yes") == "no" else f"<nav><h6>{head}</h6>{rows}</nav>"
    title, under = html.escape(booklet.option("title", "")), html.escape(booklet.option("subtitle", ""))
    return (
        f"<header><div class=title>{title}</div><div class=under>{under}</div>"
        f"<div class=cover>{cover}</div></header>{listing}"
    )


def _block(block: Block, booklet: Booklet) -> str:
    match block:
        case Heading():
            tag = f"h{block.level}"
            kind = " class=asked" if block.text.endswith("?") else ""
            return f"<{tag}{kind} id=h{block.number}>{_inline(block.text, booklet)}</{tag}>"
        case Paragraph():
            kind = " class=answer" if block.answer else ""
            return f"<p{kind}>{_inline(block.text, booklet)}</p>"
        case Items():
            rows = zip(block.texts, block.marks, block.depths, strict=True)
            return _lines((f"i{d}", m, _inline(t, booklet)) for t, m, d in rows)
        case Box():
            return _lines([(f"i{block.depth}", _box(block.ticked, booklet), _inline(block.text, booklet))])
        case Table():
            return _table(block, booklet)
        case Callout():
            inner = "".join(f"<p>{_inline(t, booklet)}</p>" for t in block.texts)
            return f"<aside>{inner}</aside>"
        case Notes():
            return ""
        case PageBreak():
            return "<div style='break-after:page'></div>"


def _lines(rows: Iterable[tuple[str, str, str]]) -> str:
    inner = "".join(f"<div class='item {kind}'><span class=mark>{m}</span>{t}</div>" for kind, m, t in rows)
    return f"<div class=items>{inner}</div>"


def _table(table: Table, booklet: Booklet) -> str:
    cols = "".join(f"<col style='width:{100 * share:.2f}%'>" for share in table.widths)
    head = "".join(f"<th>{_inline(c, booklet)}</th>" for c in table.rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{_inline(c, booklet)}</td>" for c in row) + "</tr>" for row in table.rows[1:]
    )
    top = f"<thead><tr>{head}</tr></thead>" if any(table.rows[0]) else ""
    return f"<table>{cols}{top}<tbody>{body}</tbody></table>"


def _inline(text: str, booklet: Booklet) -> str:
    out = ""
    for span in spans(text):
        if span.ticked is not None:
            out += _box(span.ticked, booklet)
        elif span.note:
            out += f"<span class=foot>{_inline(booklet.notes[span.text], booklet)}</span>"
        else:
            words = html.escape(span.text, quote=False)
            words = f"<b>{words}</b>" if span.bold else words
            out += f"<i>{words}</i>" if span.italic else words
    return out


def _box(ticked: bool, booklet: Booklet) -> str:
    kind = booklet.option("boxes", "drawn")
    if kind == "drawn":
        cross = _CROSS if ticked else ""
        square = "<rect x='.5' y='.5' width='9' height='9' fill='none' stroke='#000' stroke-width='.8'/>"
        return f"<svg class=box viewBox='0 0 10 10' width='10' height='10'>{square}{cross}</svg>"
    glyph = _GLYPHS[kind][ticked]
    if kind == "wingdings":  # a symbol font whose text layer gives these letters; only the outline is seen
        return f"<span class='ding{' full' if ticked else ''}'>{glyph}</span>"
    return f"<span class=glyph>{glyph}</span>"


def _style(booklet: Booklet, pages: dict[int, int]) -> str:
    number = numbering(booklet, pages)
    face, accent = CSS[booklet.option("fonts", "serif")], booklet.option("colour", "#000000")
    heads = CSS[booklet.option("heading_fonts", booklet.option("fonts", "serif"))]
    front = {"roman": "counter(page, lower-roman)", "none": "''", "counted": "counter(page)"}[number.front]
    values = {
        "sheet": {"letter": "letter", "a4": "A4"}[booklet.option("paper", "letter")],
        "face": face,
        "heads": heads,
        "accent": accent,
        "size": booklet.option("size", "10.5") + "pt",
        "foot": _text(booklet.option("running_foot", "")),
        "head": _text(booklet.option("running_head", "")),
        "frontnumber": front,
    }
    css = re.sub(r"%([a-z]+)", lambda found: values[found[1]], _SHEET.read_text(encoding="utf-8"))
    if number.front != "counted":
        css += f"@page :nth({number.body}) {{ counter-reset: page {number.first} }}"
    return css + _layout(booklet)


def _text(words: str) -> str:
    return '"' + words.replace("\\", "").replace('"', "”") + '"'


def _layout(booklet: Booklet) -> str:
    css = ""
    if booklet.option("chapters", "run-on") == "new-page":
        css += "main h1 { break-before: page } main h1:first-child { break-before: auto }"
    if booklet.option("hyphenate", "no") != "no":
        css += "main p, main .item { hyphens: auto; hyphenate-character: '-'; text-align: justify }"
    ruling = booklet.option("tables", "ruled")
    if ruling == "ruled":
        css += "td, th { border: .6pt solid #555 } "
    if ruling == "rows":
        css += "td { border-bottom: .5pt solid #999 } th { border-bottom: 1pt solid #333 }"
    match booklet.option("layout", "one-column"):
        case "two-column":
            css += "main { columns: 2; column-gap: 22pt } main h1 { column-span: all }"
        case "side-heads":
            css += (
                "main { margin-left: 1.75in } main h1 { margin-left: -1.75in }"
                "main h2 { float: left; clear: left; width: 1.55in; margin: .1em 0 .6em -1.75in;"
                "font-size: 10pt; break-after: auto }"
                "main h2 + * { margin-top: 0; break-before: avoid }"
            )
        case "qa":
            css += "p.answer::before { content: 'A.  '; font-weight: bold }"
            css += ".asked::before { content: 'Q.  ' }"
    return css
