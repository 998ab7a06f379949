"""What only locked files need is imported by the first of them, and then does its work."""

import subprocess
import sys

import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod

from rothscope.extract.layout.tables import ruled_grids

ROWS = [["Kind of money", "Taken out"], ["Roth", "At any time"], ["After tax", "Twice a year"]]


def table_of(method: EncryptionMethod | None) -> bytes:
    """Return a page with a ruled table, locked against changes by the method."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Times", size=10)
    if method is not None:
        pdf.set_encryption(owner_password="owner", encryption_method=method)
    with pdf.table() as table:
        for row in ROWS:
            table.row(row)
    return bytes(pdf.output())


@pytest.mark.parametrize("method", [EncryptionMethod.AES_128, EncryptionMethod.AES_256])
def test_locked_table_has_the_same_cells(method: EncryptionMethod) -> None:
    """AES goes through what was postponed."""
    (open_one,) = ruled_grids(table_of(None), {1: 0})[1]
    (locked,) = ruled_grids(table_of(method), {1: 0})[1]
    assert len(locked.rows) == len(ROWS)
    assert locked == open_one


def test_open_table_imports_no_cipher() -> None:
    """A process that reads a table of a file that is not locked never sees the library."""
    code = (
        "import sys; from rothscope.extract.layout.tables import ruled_grids\n"
        "assert ruled_grids(sys.stdin.buffer.read(), {1: 0})[1]\n"
        "print([name for name in sys.modules if name.startswith('cryptography')])"
    )
    told = subprocess.run([sys.executable, "-c", code], input=table_of(None), capture_output=True, check=True)
    assert told.stdout.decode().strip() == "[]"
