"""What a page costs by its kind, from file to passages, and bare text beside it (`python -m benchmarks.speed.pages`).

Files of each kind are made for the occasion and read in this process, which has read one before. Printed is JSON: a table in
Markdown, and how many times the bare text cut into sentences costs what pages without tables cost. All in processor time.
"""

import json
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import docx
import pypdfium2
from fpdf import FPDF

from rothscope.extract.read import read_document
from rothscope.extract.scan.ocr import find_engine
from rothscope.packs.documents import load_sections
from rothscope.packs.find import patterns_folder
from rothscope.reading import table_words
from rothscope.structure.passages import split_passages
from rothscope.structure.sections import find_sections

ROUNDS = 9
CHARACTERS = 3000  # a page of a file without pages
PAGES = 12
SAMPLES = Path(__file__).parents[2] / "sample_spds"
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Kind:
    """A kind of page: its name, the file that has it, and whether its pages are prose alone."""

    name: str
    path: Path
    plain: bool = False


def prose() -> str:
    """Return the plain paragraphs of the samples, as much as fills some pages."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*/plan.md"))]
    blocks = "\n\n".join(texts).encode("latin-1", "ignore").decode("latin-1").split("\n\n")
    return "\n\n".join(
        " ".join(block.split()) for block in blocks if block[:1].isupper() and len(block) > 200
    )


def kinds(folder: Path) -> list[Kind]:
    """Make a file of each kind in the folder."""
    text = prose()[: CHARACTERS * PAGES]
    rows = [sentence[:60].split(" ", 3) for sentence in SENTENCE_END.split(text) if sentence.count(" ") > 3]
    makers: dict[str, Callable[[FPDF], None]] = {
        "one column": lambda pdf: pdf.multi_cell(0, 13, text),
        "two columns": lambda pdf: pdf.text_columns(text, ncols=2, gutter=20, line_height=1.3).render(),
        "ruled tables": lambda pdf: _table(pdf, rows, "ALL"),
        "tables without rules": lambda pdf: _table(pdf, rows, "NONE"),
        "forms with boxes": lambda pdf: _form(pdf, SENTENCE_END.split(text)),
    }
    made = []
    for name, make in makers.items():
        pdf = FPDF(unit="pt", format="letter")
        pdf.set_margin(60)
        pdf.set_auto_page_break(True, 60)
        pdf.add_page()
        pdf.set_font("Times", size=10)
        make(pdf)
        path = folder / f"{name}.pdf"
        path.write_bytes(bytes(pdf.output()))
        made.append(Kind(name, path, name.endswith(("column", "columns"))))
    return [*made, *_scan(made[0].path, folder), *_without_pages(text, folder)]


def _table(pdf: FPDF, rows: list[list[str]], lines: str) -> None:
    with pdf.table(borders_layout=lines) as table:
        for row in rows[: 30 * PAGES]:
            table.row(row)


def _form(pdf: FPDF, sentences: list[str]) -> None:
    for number, sentence in enumerate(sentences[: 25 * PAGES]):
        pdf.rect(60, pdf.get_y() + 3, 8, 8, style="D" if number % 3 else "DF")
        pdf.set_x(76)
        pdf.multi_cell(0, 13, sentence[:160], new_x="LMARGIN", new_y="NEXT")


def _scan(text: Path, folder: Path) -> list[Kind]:
    engine = find_engine()
    if engine is None:
        return []
    paths = [folder / "first scan.pdf", folder / "scan.pdf"]
    for path, page in zip(paths, pypdfium2.PdfDocument(text), strict=False):
        page.render(scale=200 / 72, grayscale=True).to_pil().save(path, resolution=200)
    read_document(paths[0])  # the engine loads its models; a picture read before is not read again
    return [Kind(f"scans, read by {engine.name}", paths[1])]


def _without_pages(text: str, folder: Path) -> list[Kind]:
    word, web = folder / "plan.docx", folder / "plan.html"
    document = docx.Document()
    for block in text.split("\n\n"):
        document.add_paragraph(block)
    document.save(str(word))
    web.write_text(f"<!doctype html><body>{'<p>'.join(text.split(chr(10)))}</body>", encoding="utf-8")
    return [Kind("Word file", word), Kind("web page", web)]


def read_whole(path: Path) -> None:
    """Read a file to its passages."""
    folder = patterns_folder()
    document, sections = read_document(path, table_words=table_words(folder)), load_sections(folder)
    split_passages(document, find_sections(document, sections), sections)


def read_bare(path: Path) -> None:
    """Ask pdfium for the text of a PDF and cut it into sentences, and nothing else."""
    for page in pypdfium2.PdfDocument(path):
        SENTENCE_END.split(page.get_textpage().get_text_range())


def pages_of(path: Path) -> float:
    """Return the pages of a PDF, or the text of another file in pages of so many characters."""
    if path.suffix == ".pdf":
        return float(len(pypdfium2.PdfDocument(path)))
    lines = [line.text for page in read_document(path).pages for line in page.lines]
    return sum(map(len, lines)) / CHARACTERS


def seconds(read: Callable[[Path], None], path: Path) -> float:
    """Return the processor time of one reading."""
    start = time.process_time()
    read(path)
    return time.process_time() - start


def main() -> None:
    """Measure every kind, and tell it."""
    rows, ratios = ["| kind of page | ms a page | bare text, in sentences | |", "|---|---:|---:|---:|"], []
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds(Path(folder)):
            pages, is_pdf = pages_of(kind.path), kind.path.suffix == ".pdf" and "scan" not in kind.name
            rounds = ROUNDS if "scan" not in kind.name else 1
            readers = (read_whole, read_bare) if is_pdf else (read_whole,)
            for read in readers if rounds > 1 else ():
                read(kind.path)
            costs = [[1000 * seconds(read, kind.path) / pages for read in readers] for _ in range(rounds)]
            found = [median(one) for one in zip(*costs, strict=True)]
            ratio = median(whole / bare for whole, bare in costs) if is_pdf else None
            ratios += [ratio] if ratio and kind.plain else []
            told = f"{found[1]:.1f} | {ratio:.1f} ×" if ratio else " | "
            rows.append(f"| {kind.name} | {found[0]:.1f} | {told} |")
    print(json.dumps({"table": "\n".join(rows), "ratio": max(ratios)}))


if __name__ == "__main__":
    main()
