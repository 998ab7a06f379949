"""Print an `Analysis`: text for a terminal, one self-contained HTML page, Markdown, or the JSON contract.

The same Analysis gives the same characters every time; no clock, no network, no file but the package's
templates and `patterns/wording.yaml`.
"""

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from rothscope.model.analysis import Analysis, OtherPlan
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import Wording, load_wording
from rothscope.report.environment import environment
from rothscope.report.letters import mailto, write_letter
from rothscope.report.plaintext import shorten
from rothscope.report.stack import stack
from rothscope.report.story import crop_key, plan_name, tell, tell_gates, tell_rows

__all__ = ["FORMS", "VOICES", "crop_key", "render"]

FORMS = ("text", "html", "markdown", "json")
VOICES = ("plain", "adviser")
_TEMPLATES = {"text": "report.txt.j2", "markdown": "report.md.j2", "html": "report.html.j2"}


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
    shown = _shown(analysis, load_wording(folder)) | {"adviser": voice == "adviser"}
    if form == "html":
        letter = write_letter(analysis, "hr", folder)
        shown |= {"letter": letter, "mailto": mailto(letter), "crops": _pictures(crops or {})}
        return environment("html").get_template(_TEMPLATES[form]).render(shown)
    kind = environment("markdown" if form == "markdown" else "text")
    return kind.get_template(_TEMPLATES[form]).render(shown)


def _shown(analysis: Analysis, wording: Wording) -> dict[str, Any]:
    space = analysis.feasibility.space
    return {
        "analysis": analysis,
        "wording": wording,
        "story": tell(analysis, wording),
        "name": plan_name(analysis.plan),
        "short_name": shorten(plan_name(analysis.plan), 90),
        "bands": stack(space, wording.stack.rest) if space else (),
        "others": tuple(_other(other, wording) for other in analysis.other_plans),
        "several": len(analysis.source) > 1,
    }


def _other(other: OtherPlan, wording: Wording) -> dict[str, Any]:
    word = wording.verdicts[other.feasibility.verdict]
    return {
        "name": shorten(plan_name(other.plan), 90),
        "feasibility": other.feasibility,
        "verdict": other.feasibility.plain or word.word,
        "tone": word.tone,
        "gates": tell_gates(other.feasibility.gates, other.findings, wording),
        "rows": tell_rows(other.findings, wording),
        "questions": other.questions,
    }


def _pictures(crops: Mapping[str, bytes]) -> dict[str, Markup]:
    return {
        key: Markup("data:image/png;base64,") + base64.b64encode(png).decode() for key, png in crops.items()
    }
