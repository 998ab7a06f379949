"""Write plan.pdf beside every plan.md: `python sample_spds/build.py [NAME …]`. Same text, same bytes."""

import sys
from pathlib import Path

from press import with_fpdf2, with_reportlab, with_weasyprint
from press.dialect import Booklet, read_booklet

HERE = Path(__file__).resolve().parent
MAKERS = {"fpdf2": with_fpdf2.make, "reportlab": with_reportlab.make, "weasyprint": with_weasyprint.make}


def set_pdf(booklet: Booklet) -> bytes:
    """The PDF, set again until the page numbers on the contents page have settled."""
    make = MAKERS[booklet.option("maker", "fpdf2")]
    pages: dict[int, int] = {}
    for _ in range(6):
        pdf, found = make(booklet, pages)
        if found == pages:
            return pdf
        pages = found
    raise RuntimeError("the contents page does not settle")


def main(names: list[str]) -> None:
    """Build the named plans, or all of them."""
    folders = [HERE / name for name in names] or sorted(p.parent for p in HERE.glob("*/plan.md"))
    for folder in folders:
        pdf = set_pdf(read_booklet(folder / "plan.md", HERE))
        (folder / "plan.pdf").write_bytes(pdf)
        print(f"{folder.name}/plan.pdf  {len(pdf):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
