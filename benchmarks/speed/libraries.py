"""The floor: what Rothscope's libraries cost before a word is looked at (`python -m benchmarks.speed.libraries FILE`).

That is their import, as far as any analysis needs them, and pdfium's bare text of every page.
"""

import sys

import click  # noqa: F401
import jinja2  # noqa: F401
import numpy  # noqa: F401
import pydantic
import pypdfium2
import rapidfuzz.fuzz  # noqa: F401
import yaml  # noqa: F401

import rothscope.clauses.tokens.lean_spacy  # noqa: F401


class Model(pydantic.BaseModel):
    """One model, since pydantic reads half of itself for the first."""

    number: int


def characters(path: str) -> int:
    """Return how many characters pdfium finds in the file."""
    found = 0
    for page in pypdfium2.PdfDocument(path):
        textpage = page.get_textpage()
        found += len(textpage.get_text_range())
        textpage.close()
        page.close()
    return found


if __name__ == "__main__":
    characters(sys.argv[1])
