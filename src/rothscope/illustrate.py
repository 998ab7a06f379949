"""The pages behind the words: pictures of the deciding passages, and a highlighted copy of a PDF.

An Analysis and the files it was read from go in, PNG or PDF bytes come out. Plain-text files have no pages to
show and are passed over.
"""

from collections.abc import Sequence
from pathlib import Path

from rothscope.errors import UnreadableFile
from rothscope.extract.locate import Span, find_spans
from rothscope.extract.pictures import Mark, crops, highlight, is_pdf
from rothscope.model.analysis import Analysis
from rothscope.model.clause import Clause
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import load_wording
from rothscope.report.marks import remarks
from rothscope.report.story import crop_key, deciding_clauses


def picture_evidence(
    analysis: Analysis, paths: Sequence[Path], patterns: Path | None = None
) -> dict[str, bytes]:
    """Return a PNG for each deciding passage, by its `crop_key`; passages not found again have none."""
    clauses = deciding_clauses(analysis, load_wording(patterns_folder(patterns)))
    pictures: dict[str, bytes] = {}
    for path in filter(is_pdf, paths):
        mine = [clause for clause in clauses if clause.document == path.name]
        spots = find_spans(path, [_span(clause) for clause in mine])
        seen = [(c, spot[c.page]) for c, spot in zip(mine, spots, strict=True) if c.page in spot]
        drawn = crops(path, [(clause.page, spot) for clause, spot in seen])
        pictures |= {crop_key(clause): png for (clause, _), png in zip(seen, drawn, strict=True)}
    return pictures


def highlighted(analysis: Analysis, path: Path, patterns: Path | None = None) -> bytes:
    """Return the PDF with the passages of this analysis highlighted. Raises UnreadableFile for other files."""
    if not is_pdf(path):
        raise UnreadableFile(f"{path.name} is no PDF, so it cannot carry highlights; leave --highlight out.")
    wording = load_wording(patterns_folder(patterns))
    mine = [remark for remark in remarks(analysis, wording) if remark.clause.document == path.name]
    return highlight(path, [Mark(_span(r.clause), r.colour, r.title, r.text) for r in mine])


def _span(clause: Clause) -> Span:
    return Span(clause.pages or (clause.page,), clause.quote, clause.box)
