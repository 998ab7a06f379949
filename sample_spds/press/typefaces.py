"""Where the typefaces are: the 14 core PDF fonts, or Liberation and DejaVu from the system's font folders."""

from functools import cache
from pathlib import Path

_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
_FILES = {
    "serif": "LiberationSerif",
    "sans": "LiberationSans",
    "narrow": "LiberationSansNarrow",
    "dejavu-serif": "DejaVuSerif",
    "dejavu-sans": "DejaVuSans",
}
CORE = {"core-serif": "Times", "core-sans": "Helvetica"}
GLYPHS = {"unicode": ("☐", "☒"), "zapf": ("o", "4"), "wingdings": ("¨", "þ"), "brackets": ("[ ]", "[X]")}
"""What is printed for an empty and a ticked box, by the front matter's `boxes`."""
CSS = {
    "serif": "Liberation Serif",
    "core-serif": "Liberation Serif",
    "sans": "Liberation Sans",
    "core-sans": "Liberation Sans",
    "narrow": "Liberation Sans Narrow",
    "dejavu-serif": "DejaVu Serif",
    "dejavu-sans": "DejaVu Sans",
}


@cache
def font_files(fonts: str) -> dict[str, str]:
    """Style ("", "B", "I", "BI") -> TrueType file of a front-matter `fonts` choice that is not core."""
    stem = _FILES[fonts]
    plain, italic = ("-Regular", "Italic") if stem.startswith("Liberation") else ("", "Italic")
    if stem == "DejaVuSans":
        italic = "Oblique"
    names = {"": plain, "B": "-Bold", "I": f"-{italic}", "BI": f"-Bold{italic}"}
    return {style: str(_find(f"{stem}{tail}.ttf")) for style, tail in names.items()}


@cache
def _find(name: str) -> Path:
    for folder in _FOLDERS:
        for path in sorted(folder.rglob(name)):
            return path
    raise FileNotFoundError(f"{name} is wanted: install fonts-liberation and fonts-dejavu")
