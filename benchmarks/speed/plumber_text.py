"""The yardstick: pdfplumber's bare text of every page, each page closed again (`python plumber_text.py FILE`)."""

import sys

import pdfplumber


def characters(path: str) -> int:
    """Return how many characters pdfplumber finds in the file."""
    found = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            found += len(page.extract_text())
            page.close()
    return found


if __name__ == "__main__":
    characters(sys.argv[1])
