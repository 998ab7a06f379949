"""Print a `Comparison`: text, Markdown, one self-contained HTML page, CSV, or the JSON contract.

The same Comparison gives the same characters every time. The workbook is made in `workbook.py` from the same values.
"""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rothscope.model.analysis import SourceInfo
from rothscope.model.comparison import Cell, ChangeKind, ComparedPlan, Comparison, Duty
from rothscope.packs.comparing import Comparing, load_comparing
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import load_wording
from rothscope.report.environment import environment, page_words
from rothscope.report.plaintext import one_line

COMPARISON_FORMS = ("text", "html", "markdown", "csv", "json")
MOST_PASSAGES = 3
"""Passages the page shows behind a cell; those that decided come first, and JSON and workbook hold all."""
_TEMPLATES = {"text": "compare.txt.j2", "markdown": "compare.md.j2", "html": "compare.html.j2"}


def render_comparison(comparison: Comparison, form: str, patterns: Path | None = None) -> str:
    """Return the comparison in a form. Raises ValueError for one that is not of COMPARISON_FORMS."""
    if form not in COMPARISON_FORMS:
        raise ValueError(f"no comparison in form {form!r}; forms: {COMPARISON_FORMS}")
    if form == "json":
        return json.dumps(comparison.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return _csv(comparison)
    folder = patterns_folder(patterns)
    shown = comparison_facts(comparison, folder)
    kind = environment("html" if form == "html" else "markdown" if form == "markdown" else "text")
    return kind.get_template(_TEMPLATES[form]).render(shown | {"wording": load_wording(folder)})


def comparison_facts(comparison: Comparison, folder: Path) -> dict[str, Any]:
    """Return what every form shows beside the comparison itself: documents, duties, the draft for the minutes."""
    rules = load_comparing(folder)
    facts = {
        "comparison": comparison,
        "rules": rules,
        "documents": documents(comparison),
        "findings": _findings(comparison),
        "duties": {duty.value: _duty(comparison, duty, rules) for duty in Duty},
        "open_count": sum(len(plan.open_points) for plan in comparison.plans),
        "deciding_count": sum(point.deciding for plan in comparison.plans for point in plan.open_points),
        "cell_words": cell_words,
        "most": MOST_PASSAGES,
        "change_words": lambda plan: change_words(plan, rules),
    }
    return facts | {"minutes": _minutes(facts)}


def documents(comparison: Comparison) -> tuple[tuple[SourceInfo, tuple[int, ...]], ...]:
    """Return the files behind the comparison, each once, with the numbers of the plans they describe."""
    held: dict[SourceInfo, tuple[int, ...]] = {}
    for plan in comparison.plans:
        for source in plan.documents:
            held[source] = (*held.get(source, ()), plan.number)
    return tuple(held.items())


def cell_words(cell: Cell) -> str:
    """Return a cell on one line: status, value and page."""
    return ", ".join(filter(None, (cell.word, cell.value, cell.where)))


def change_words(plan: ComparedPlan, rules: Comparing) -> tuple[str, ...]:
    """Return the changes of a plan as sentences with what each opens; why there are none where there are none."""
    kinds = {ChangeKind.AMEND: rules.trial_words.amend, ChangeKind.SETTLE: rules.trial_words.settle}
    told = []
    for change in plan.changes:
        halves = rules.sums.span(change.low, change.high)
        score = rules.sums.span(change.score.low, change.score.high)
        then = rules.trial_words.then.format(word=change.word, halves=halves, score=score)
        told.append(f"{kinds[change.kind]}: {change.text} {then}")
    return tuple(told) or (plan.no_change,)


def _findings(comparison: Comparison) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the plans by how far the power combination reaches in them."""
    by_span: dict[str, list[int]] = {"both": [], "perhaps": [], "not": []}
    for plan in comparison.plans:
        by_span["both" if plan.low == 2 else "perhaps" if plan.high == 2 else "not"].append(plan.number)
    return tuple((name, tuple(numbers)) for name, numbers in by_span.items())


class Line(NamedTuple):
    """One line under a role: what, in words, for which plans; `change` tells a change that was tried from a note."""

    title: str
    text: str
    plans: tuple[int, ...]
    change: bool


def _duty(comparison: Comparison, duty: Duty, rules: Comparing) -> tuple[Line, ...]:
    """Return what falls under one of the two roles.

    A change the document may already hold is a question first, and so a matter of operation.
    """
    kind = ChangeKind.AMEND if duty is Duty.DESIGN else ChangeKind.SETTLE
    title = rules.trial_words.amend if duty is Duty.DESIGN else rules.trial_words.settle
    first = [(plan.number, plan.changes[0]) for plan in comparison.plans if plan.changes]
    held: dict[str, tuple[int, ...]] = {}
    for number, change in first:
        if change.kind is kind:
            held[change.text] = (*held.get(change.text, ()), number)
    changes = [Line(title, text, numbers, change=True) for text, numbers in held.items()]
    notes = [
        Line(note.title, note.text, note.plans, change=False)
        for note in comparison.notes
        if note.duty is duty
    ]
    return (*changes, *notes)


def _minutes(facts: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the draft for the minutes as titles and paragraphs."""
    told = environment("text").get_template("minutes.txt.j2").render(facts)
    lines = (one_line(line).partition(" | ") for line in told.splitlines() if line.strip())
    return tuple((title, text) for title, _, text in lines)


# -- CSV -----------------------------------------------------------------------------------------------------------

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run."""


def inert(text: str) -> str:
    """Return the text on one line so that no spreadsheet takes it for a formula."""
    line = one_line(text)
    return f"'{line}" if line.startswith(FORMULA) else line


def _csv(comparison: Comparison) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(["provision", "title", *(_head(plan) for plan in comparison.plans)])
    for row in _verdict_rows(comparison.plans):
        writer.writerow(row)
    for provision in comparison.provisions:
        cells = (inert(csv_cell(cell)) for cell in provision.cells)
        writer.writerow([provision.feature, provision.title, *cells])
    return sheet.getvalue()


def csv_cell(cell: Cell) -> str:
    """Return a cell for a spreadsheet: the status id, the value, the page."""
    page = page_words(cell.page, cell.printed_page) if cell.page else ""
    return "; ".join(filter(None, (cell.status.value, cell.value, page)))


def _head(plan: ComparedPlan) -> str:
    return inert(f"{plan.number}. {plan.name}")


def _verdict_rows(plans: Sequence[ComparedPlan]) -> list[list[str]]:
    return [
        ["verdict", "Verdict", *(plan.verdict.value for plan in plans)],
        ["halves", "Halves of the power combination", *(f"{plan.low}-{plan.high} of 2" for plan in plans)],
        ["score", "Score", *(f"{plan.score.low}-{plan.score.high}" for plan in plans)],
    ]
