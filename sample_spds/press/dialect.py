"""The Markdown dialect of the sample booklets (described in ../README.md): text in, blocks out."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_INLINE = re.compile(r"(\*\*.+?\*\*|\*[^*\s][^*]*?\*|\[[ xX]\](?!\()|\[\^\w+\])")


@dataclass(frozen=True)
class Span:
    """A run of text in one style; a box when `ticked` is not None; a footnote mark when `note`."""

    text: str
    bold: bool = False
    italic: bool = False
    ticked: bool | None = None
    note: bool = False


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    number: int  # ordinal in the booklet, from 0


@dataclass(frozen=True)
class Paragraph:
    text: str
    answer: bool = False  # the first paragraph below a question, in the qa layout


@dataclass(frozen=True)
class Items:
    """A list; `marks` holds "•", "–", "3." or "(a)" as written, `depths` 0 or 1."""

    texts: tuple[str, ...]
    marks: tuple[str, ...]
    depths: tuple[int, ...]


@dataclass(frozen=True)
class Box:
    ticked: bool
    text: str
    depth: int


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]  # the first row is the header, which may be blank
    widths: tuple[float, ...]  # shares of the whole, summing to 1


@dataclass(frozen=True)
class Callout:
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Notes:
    notes: tuple[tuple[str, str], ...]  # mark, text; printed where they stand


@dataclass(frozen=True)
class PageBreak:
    pass


Block = Heading | Paragraph | Items | Box | Table | Callout | Notes | PageBreak


@dataclass(frozen=True)
class Booklet:
    """One plan.md: its front matter and its blocks."""

    front: dict[str, Any]
    blocks: tuple[Block, ...]
    notes: dict[str, str] = field(default_factory=dict)

    def option(self, name: str, default: str) -> str:
        """A front-matter choice as text."""
        return str(self.front.get(name, default))

    def contents(self) -> list[Heading]:
        """The headings that the contents page lists."""
        depth = int(self.option("contents_depth", "2"))
        return [b for b in self.blocks if isinstance(b, Heading) and b.level <= depth]


def read_booklet(path: Path, root: Path) -> Booklet:
    """Read plan.md; includes are looked up below `root`. ValueError on an unknown {Placeholder}."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    front = yaml.safe_load(head)
    text = _fill(_include(body, root), front.get("names", {}), path)
    notes = dict(re.findall(r"^\[\^(\w+)\]: (.+)$", text, flags=re.MULTILINE))
    text = re.sub(r"^\[\^\w+\]: .+\n?", "", text, flags=re.MULTILINE)
    blocks = list(_blocks(text, qa=front.get("layout") == "qa"))
    if front.get("maker") != "weasyprint":
        blocks = _notes_at_chapter_end(blocks, notes)
    return Booklet(front, tuple(blocks), notes)


def spans(text: str, bold: bool = False) -> list[Span]:
    """Split inline markup: **bold**, *italic*, [x], [ ], [^1]."""
    found: list[Span] = []
    for part in _INLINE.split(text):
        if not part:
            continue
        if part.startswith("**"):
            found.append(Span(part[2:-2], bold=True))
        elif part.startswith("*") and part.endswith("*") and len(part) > 2:
            found.append(Span(part[1:-1], bold=bold, italic=True))
        elif re.fullmatch(r"\[[ xX]\]", part):
            found.append(Span("", ticked=part[1] != " "))
        elif part.startswith("[^"):
            found.append(Span(part[2:-1], note=True))
        else:
            found.append(Span(part, bold=bold))
    return found


def _include(body: str, root: Path) -> str:
    def text_of(found: re.Match[str]) -> str:
        return (root / found[1].strip()).read_text(encoding="utf-8").strip()

    return re.sub(r"^\{\{include (.+?)\}\}$", text_of, body, flags=re.MULTILINE)


def _fill(text: str, names: dict[str, str], path: Path) -> str:
    def name(found: re.Match[str]) -> str:
        if found[1] not in names:
            raise ValueError(f"{path}: no name for {{{found[1]}}} in the front matter")
        return str(names[found[1]])

    return re.sub(r"\{([A-Za-z]\w*)\}", name, text)


def _blocks(text: str, qa: bool) -> list[Block]:
    blocks: list[Block] = []
    headings = 0
    for chunk in re.split(r"\n\s*\n", text.strip("\n")):
        lines = chunk.strip("\n").split("\n")
        while lines and re.match(r"#{1,3} ", lines[0]):
            level, words = lines.pop(0).split(" ", 1)
            blocks.append(Heading(len(level), words.strip(), headings))
            headings += 1
        if lines and lines[0].strip():
            asked = bool(qa and blocks and isinstance(blocks[-1], Heading) and blocks[-1].text.endswith("?"))
            blocks += _chunk(lines, answer=asked)
    return blocks


def _chunk(lines: list[str], answer: bool) -> list[Block]:
    first = lines[0].strip()
    if first == "---pagebreak---":
        return [PageBreak()]
    if first.startswith("|"):
        return [_table(lines)]
    if first.startswith(">"):
        whole = "\n".join(line.lstrip("> ") for line in lines)
        return [Callout(tuple(" ".join(p.split()) for p in re.split(r"\n\n|\n(?=• )", whole)))]
    if re.match(r"\[[ xX]\] ", first):
        return list(_boxes(lines))
    if _mark(lines[0]):
        return [_items(lines)]
    for at, line in enumerate(lines[1:], 1):
        if _mark(line):
            return [Paragraph(" ".join(" ".join(lines[:at]).split()), answer), _items(lines[at:])]
    return [Paragraph(" ".join(" ".join(lines).split()), answer)]


def _mark(line: str) -> re.Match[str] | None:
    return re.match(r"( *)(-|•|\d{1,2}\.|\([a-z0-9]{1,4}\)) +(.+)", line)


def _items(lines: list[str]) -> Items:
    texts: list[str] = []
    marks: list[str] = []
    depths: list[int] = []
    for line in lines:
        found = _mark(line)
        if not found:
            texts[-1] += " " + line.strip()
            continue
        depth = 1 if found[1] else 0
        marks.append({"-": "–" if depth else "•"}.get(found[2], found[2]))
        depths.append(depth)
        texts.append(found[3].strip())
    return Items(tuple(texts), tuple(marks), tuple(depths))


def _boxes(lines: list[str]) -> list[Box]:
    boxes: list[Box] = []
    for line in lines:
        found = re.match(r"( *)\[([ xX])\] +(.+)", line)
        if found:
            boxes.append(Box(found[2] != " ", found[3].strip(), 1 if found[1] else 0))
        else:
            last = boxes.pop()
            boxes.append(Box(last.ticked, f"{last.text} {line.strip()}", last.depth))
    return boxes


def _table(lines: list[str]) -> Table:
    rows = [tuple(c.strip() for c in line.strip().strip("|").split("|")) for line in lines]
    dashes = [len(cell) for cell in rows[1]]
    shares = tuple(n / sum(dashes) for n in dashes)
    width = len(rows[0])
    for row in rows:
        if len(row) != width:
            raise ValueError(f"table row has {len(row)} cells, header has {width}: {row}")
    return Table((rows[0], *rows[2:]), shares)


def _notes_at_chapter_end(blocks: list[Block], notes: dict[str, str]) -> list[Block]:
    """For makers without page-foot notes: gather them before the next chapter."""
    out: list[Block] = []
    waiting: list[tuple[str, str]] = []
    for block in [*blocks, Heading(1, "", -1)]:
        if isinstance(block, Heading) and block.level == 1 and waiting:
            out.append(Notes(tuple(waiting)))
            waiting = []
        waiting += [(mark, notes[mark]) for mark in re.findall(r"\[\^(\w+)\]", str(block))]
        out.append(block)
    return out[:-1]
