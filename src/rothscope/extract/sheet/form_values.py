"""Which buttons of a PDF's form the values of its fields choose, whatever is drawn in them.

In: the bytes of a PDF. Out: the buttons by the name of their field and the rectangle they take in user space, in points.
pdfium tells what a button shows and not the value of its field, so pdfminer is asked, on the few files where it matters.
"""

import io
from collections.abc import Iterator
from typing import Any

from rothscope.extract.locked import given_passwords

Button = tuple[str, tuple[int, int, int, int]]
"""The full name of a field and the left, bottom, right and top of one of its buttons, in whole points."""

DEEPEST = 12
"""Levels of fields within fields beyond which a damaged file goes in circles."""


def chosen_buttons(content: bytes) -> frozenset[Button]:
    """Return the check boxes and radio buttons whose state is their field's value; none where the file cannot be read."""
    from pdfminer.pdfdocument import PDFDocument  # most documents never need it
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1

    for password in (*given_passwords(), ""):
        try:
            catalog = PDFDocument(PDFParser(io.BytesIO(content)), password=password).catalog
            form = resolve1(catalog.get("AcroForm")) or {}
            return frozenset(_chosen(resolve1(form.get("Fields")) or [], "", None, DEEPEST))
        except Exception:  # pdfminer raises almost anything on odd files; then what is drawn must do
            continue
    return frozenset()


def _chosen(fields: list[Any], above: str, value: Any, depth: int) -> Iterator[Button]:
    from pdfminer.pdftypes import resolve1

    for field in map(resolve1, fields) if depth else ():
        name = _text(resolve1(field.get("T")))
        full = f"{above}.{name}" if above and name else above or name
        told = resolve1(field.get("V")) or value
        kids = resolve1(field.get("Kids"))
        if kids:
            yield from _chosen(kids, full, told, depth - 1)
        elif told is not None and field.get("Rect"):
            states = resolve1((resolve1(field.get("AP")) or {}).get("N"))
            if isinstance(states, dict) and _text(told) != "Off" and _text(told) in states:
                left, bottom, right, top = (round(float(resolve1(side))) for side in resolve1(field["Rect"]))
                yield full, (left, bottom, right, top)


def _text(told: Any) -> str:
    """Return a name or string of a PDF as text."""
    if isinstance(told, bytes):
        is_wide = told.startswith(b"\xfe\xff")
        return told.decode("utf-16" if is_wide else "latin-1", "replace")
    name = getattr(told, "name", "")
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)
