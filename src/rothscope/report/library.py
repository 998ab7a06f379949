"""Print an `Entry` of a library: text for a terminal, or the JSON contract."""

import json
from pathlib import Path

from rothscope.model.library import Entry
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import load_wording
from rothscope.report.environment import environment


def render_entry(entry: Entry, form: str, patterns: Path | None = None) -> str:
    """Return the entry as text or json."""
    if form == "json":
        return json.dumps(entry.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    shown = {"entry": entry, "wording": load_wording(patterns_folder(patterns))}
    return environment("text").get_template("library.txt.j2").render(shown)
