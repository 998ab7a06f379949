"""Print an `Analysis`: text for a terminal, one self-contained HTML page, Markdown, or the JSON contract.

The same Analysis gives the same characters every time; no clock, no network, no file but the package's
templates and `patterns/wording.yaml`.
"""

import base64
import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from rothscope.model.analysis import Analysis, OtherPlan, Taken
from rothscope.packs.find import patterns_folder
from rothscope.packs.strategies import read_strategies
from rothscope.packs.wording import Wording, load_wording
from rothscope.report.environment import environment, page_words
from rothscope.report.letters import mailto, write_again, write_letter
from rothscope.report.orders import orders
from rothscope.report.plaintext import shorten
from rothscope.report.stack import stack
from rothscope.report.story import (
    crop_key,
    page_place,
    plan_name,
    printed_pages,
    takes_none,
    tell,
    tell_gates,
    tell_replies,
    tell_rows,
)

__all__ = ["FORMS", "VOICES", "crop_key", "render", "render_reply"]

FORMS = ("text", "html", "markdown", "json")
VOICES = ("plain", "adviser")
KIND_NOTES = ("kind", "file_left_out")
"""Codes of the notes on what sort of document a file is; they stand at the top of a report."""
_TEMPLATES = {"text": "report.txt.j2", "markdown": "report.md.j2", "html": "report.html.j2"}


class Picture(NamedTuple):
    """A crop as the page embeds it."""

    source: Markup
    width: int
    height: int


def render(
    analysis: Analysis,
    form: str,
    *,
    voice: str = "plain",
    crops: Mapping[str, bytes] | None = None,
    patterns: Path | None = None,
) -> str:
    """Return the report in a form, for a voice; `crops` maps `crop_key(clause)` to a PNG of its place on
    the page.

    Raises ValueError for a form or voice that is not one of FORMS and VOICES, BadPack for a faulty
    wording.yaml.
    """
    if form not in FORMS or voice not in VOICES:
        raise ValueError(f"no report in form {form!r} for voice {voice!r}; forms: {FORMS}, voices: {VOICES}")
    if form == "json":
        return json.dumps(analysis.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    folder = patterns_folder(patterns)
    shown = _shown(analysis, load_wording(folder), adviser=voice == "adviser")
    shown |= {"operations": orders(analysis.limits, read_strategies(folder), analysis.situation)}
    if form == "html":
        shown |= _page(analysis, crops or {}, folder)
        return environment("html").get_template(_TEMPLATES[form]).render(shown)
    kind = environment("markdown" if form == "markdown" else "text")
    return kind.get_template(_TEMPLATES[form]).render(shown)


def render_reply(analysis: Analysis, patterns: Path | None = None) -> str:
    """Return what was told as plain text for a terminal: the answers, the verdict with them, what to ask next.

    Raises ValueError where the analysis holds no reply.
    """
    if analysis.hr_said is None:
        raise ValueError("the analysis holds no reply; take one with rothscope.reply.take_replies")
    shown = _shown(analysis, load_wording(patterns_folder(patterns)), adviser=False)
    return environment("text").get_template("reply.txt.j2").render(shown)


def _page(analysis: Analysis, crops: Mapping[str, bytes], folder: Path) -> dict[str, Any]:
    """Return what only the HTML page shows: the letters as links and the pictures."""
    letter, again = write_letter(analysis, "hr", folder), write_again(analysis, folder)
    return {
        "letter": letter,
        "mailto": mailto(letter),
        "again": mailto(again) if again else "",
        "crops": {key: _picture(png) for key, png in crops.items()},
    }


def _shown(analysis: Analysis, wording: Wording, adviser: bool) -> dict[str, Any]:
    space = None if takes_none(analysis) else analysis.feasibility.space
    labels = {} if adviser else wording.lines
    printed = printed_pages(analysis)
    return {
        "printed": printed,
        "place": partial(page_place, analysis),
        "space": space,
        "taken": tuple(_taken(one, printed) for one in space.taken) if space else (),
        "adviser": adviser,
        "labels": labels,
        "binding": wording.binding(space.binding) if space else "",
        "analysis": analysis,
        "kind_notes": KIND_NOTES,
        "wording": wording,
        "story": tell(analysis, wording),
        "name": plan_name(analysis.plan),
        "short_name": shorten(plan_name(analysis.plan), 90),
        "bands": stack(space, wording.stack.rest) if space else (),
        "others": tuple(_other(other, wording, len(analysis.source) > 1) for other in analysis.other_plans),
        "several": len(analysis.source) > 1,
        "told": tell_replies(analysis.hr_said, wording) if analysis.hr_said else None,
    }


def _taken(one: Taken, printed: Mapping[int, str | None]) -> Taken:
    """Return a number the document gave with its page named as everywhere in the report."""
    if one.page is None:
        return one
    page = page_words(one.page, printed.get(one.page))
    return one.model_copy(update={"because": one.because.replace(f"page {one.page}", page, 1)})


def _other(other: OtherPlan, wording: Wording, several: bool) -> dict[str, Any]:
    word = wording.verdicts[other.feasibility.verdict]
    return {
        "name": shorten(other.plan.name.value if other.plan.name else plan_name(other.plan), 90),
        "feasibility": other.feasibility,
        "verdict": other.feasibility.plain or word.word,
        "tone": word.tone,
        "gates": tell_gates(other.feasibility.gates, other.findings, wording, several=several),
        "rows": tell_rows(other.findings, wording, several),
        "questions": other.questions,
    }


def _picture(png: bytes) -> Picture:
    # A PNG's width and height stand at bytes 16 and 20 (RFC 2083, 11.2.1); told to the page, nothing jumps.
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    source = Markup("data:image/png;base64,") + base64.b64encode(png).decode()
    return Picture(source=source, width=width, height=height)
