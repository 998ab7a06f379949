"""Make the documents of this folder again: `python sample_spds/forms/make.py`. Same text, same bytes.

heron_bay.md is one short plan, set in every form in which plans reach people; the others have one form each.
"""

import io
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import pypdfium2 as pdfium  # noqa: E402  # the folder above holds the makers
from build import set_pdf  # noqa: E402
from PIL import Image  # noqa: E402
from press.dialect import read_booklet  # noqa: E402
from press.other_forms import as_web, as_word  # noqa: E402

DPI = 200
SKEW = 1.6
"""Degrees by which the scan lies askew, clockwise."""


def scanned(pdf: bytes, degrees: float) -> bytes:
    """The pages as an office scanner gives them: black and white dots, askew."""
    pages = [
        page.render(scale=DPI / 72, grayscale=True)
        .to_pil()
        .convert("L")
        .rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
        .point([255 if level > 140 else 0 for level in range(256)])
        .convert("1")
        for page in pdfium.PdfDocument(pdf)
    ]
    content = io.BytesIO()
    first, *rest = pages
    first.save(
        content, "PDF", save_all=True, append_images=rest, resolution=DPI, creationDate=None, modDate=None
    )
    return content.getvalue()


def main() -> None:
    """Build all of them."""
    heron_bay = read_booklet(HERE / "heron_bay.md", HERE.parent)
    text = set_pdf(heron_bay)
    made = {
        "heron_bay.pdf": text,
        "heron_bay_scanned_askew.pdf": scanned(text, SKEW),
        "heron_bay.docx": as_word(heron_bay),
        "heron_bay.html": as_web(heron_bay),
    }
    for name, content in made.items():
        (HERE / name).write_bytes(content)
        print(f"{name}  {len(content):,} bytes")


if __name__ == "__main__":
    main()
