"""Where measured figures stand in a page of docs, between two marks."""

from pathlib import Path


def write_measured(page: Path, told: str) -> None:
    """Put `told` between the page's marks. Ends the program with one sentence where the page has none."""
    text = page.read_text(encoding="utf-8")
    before, start, rest = text.partition("<!-- measured -->\n")
    _, end, after = rest.partition("<!-- end of measured -->")
    if not end:
        raise SystemExit(f"{page} has no place marked for the measures.")
    page.write_text(f"{before}{start}{told}\n{end}{after}", encoding="utf-8")
