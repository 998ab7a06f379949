"""Where the small PDFs are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rothscope.extract.read import read_document
from rothscope.model.document import Document

PDFS = Path(__file__).parent.parent / "pdfs"


@pytest.fixture
def pdf() -> Callable[[str], Path]:
    """Return the path of a PDF by the bare name of what it proves."""
    return lambda name: PDFS / f"{name}.pdf"


@pytest.fixture
def read() -> Callable[[str], Document]:
    """Read such a PDF."""
    return lambda name: read_document(PDFS / f"{name}.pdf")
