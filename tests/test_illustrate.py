"""The pages behind a report: every deciding quote has its picture, and a copy of the PDF carries every passage."""

import io
import itertools
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from click.testing import CliRunner

from rothscope.analyze import analyze
from rothscope.cli.main import main
from rothscope.errors import UnreadableFile
from rothscope.illustrate import highlighted, picture_evidence
from rothscope.model.analysis import Analysis
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import load_wording
from rothscope.report.marks import remarks
from rothscope.report.render import render
from rothscope.report.story import crop_key, deciding_clauses

SAMPLES = Path(__file__).parent.parent / "sample_spds"
NAMES = sorted(folder.name for folder in SAMPLES.iterdir() if (folder / "plan.pdf").exists())
MOST_BYTES = 3_000_000
WORDING = load_wording(patterns_folder())


@pytest.mark.parametrize("name", NAMES)
def test_every_card_has_its_picture(name: str, analysis_of: Callable[[str], Analysis]) -> None:
    analysis = analysis_of(name)
    pictures = picture_evidence(analysis, [SAMPLES / name / "plan.pdf"])
    assert set(pictures) == {crop_key(clause) for clause in deciding_clauses(analysis, WORDING)}
    assert sum(map(len, pictures.values())) < 400_000


@pytest.mark.parametrize("name", NAMES)
def test_every_passage_is_marked(name: str, analysis_of: Callable[[str], Analysis]) -> None:
    path, analysis = SAMPLES / name / "plan.pdf", analysis_of(name)
    wanted = remarks(analysis, WORDING)
    with pdfplumber.open(io.BytesIO(highlighted(analysis, path))) as opened:
        notes = [
            note
            for page in opened.pages
            for note in page.annots
            if (note["title"] or "").startswith("Rothscope: ")
        ]
    pages = sum(len(remark.clause.pages) or 1 for remark in wanted)
    assert len(wanted) <= len(notes) <= pages


def test_the_report_of_a_long_booklet_stays_small(tmp_path: Path) -> None:
    """Every sample plan one after the other and over again: what they say disagrees, how much they hold is real."""
    booklet = pypdfium2.PdfDocument.new()
    for name in itertools.cycle(NAMES):
        booklet.import_pages(pypdfium2.PdfDocument(SAMPLES / name / "plan.pdf"))
        if len(booklet) > 100:
            break
    path = tmp_path / "booklet.pdf"
    booklet.save(path)
    analysis = analyze(path, plan_year=2026)
    assert analysis.coverage.pages > 100
    shown = render(analysis, "html", voice="adviser", crops=picture_evidence(analysis, [path]))
    assert shown.count("data:image/png") >= 3
    assert len(shown.encode()) < MOST_BYTES


def test_a_text_file_has_no_pictures(analysis_of: Callable[[str], Analysis], tmp_path: Path) -> None:
    text = tmp_path / "plan.txt"
    text.write_text("words", encoding="utf-8")
    assert picture_evidence(analysis_of(NAMES[0]), [text]) == {}
    with pytest.raises(UnreadableFile, match=r"plan\.txt is no PDF"):
        highlighted(analysis_of(NAMES[0]), text)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_option_writes_a_copy_and_never_over_the_original(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes((SAMPLES / "sable_creek_clinic" / "plan.pdf").read_bytes())
    original, copy = path.read_bytes(), tmp_path / "marked.pdf"
    code, out, err = run("analyze", str(path), "--form", "html", "--highlight", str(copy))
    assert code == 0
    assert "data:image/png;base64," in out
    assert f"Written to {copy}" in err
    assert copy.read_bytes().startswith(original)
    code, _, err = run("analyze", str(path), "--highlight", str(path))
    assert code == 2
    assert "would replace" in err
    assert path.read_bytes() == original
