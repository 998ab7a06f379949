"""The matrix: rows are provisions, columns plans, each cell a status, a value and a page, with its passages.

In go the columns, out come the provisions and the open points of each plan.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rothscope.compare.column import Column, first_passage
from rothscope.compare.unlock import OPEN
from rothscope.feasibility.facts import facts_of
from rothscope.model.analysis import Verdict
from rothscope.model.clause import Clause, Fact
from rothscope.model.comparison import Cell, Evidence, OpenPoint, Provision
from rothscope.model.finding import FEATURES, Finding, Status
from rothscope.packs.comparing import Comparing
from rothscope.packs.judgement import QuestionRule
from rothscope.packs.reading import FeaturePack
from rothscope.packs.wording import Wording
from rothscope.report.story import clause_place, side_of

HR = "hr"


def provisions(
    columns: Sequence[Column], packs: dict[str, FeaturePack], rules: Comparing, wording: Wording
) -> tuple[Provision, ...]:
    """Return one row for each feature, in the order of the contract."""
    rows = []
    for feature in FEATURES:
        cells = tuple(_cell(number, one, feature, rules, wording) for number, one in enumerate(columns, 1))
        rows.append(
            Provision(
                feature=feature,
                title=wording.features[feature].title,
                asks=packs[feature].asks,
                differs=len({(cell.status, cell.value) for cell in cells}) > 1,
                cells=cells,
            )
        )
    return tuple(rows)


class Value(NamedTuple):
    """What a finding states under one name: the first fact with its words, and the words of all of them."""

    fact: Fact
    words: str
    every: str


def values(finding: Finding, rules: Comparing) -> dict[str, Value]:
    """Return what a decided finding states in few words, by name of the fact."""
    found: dict[str, list[tuple[Fact, str]]] = {}
    refused = finding.status is Status.NOT_ALLOWED
    for fact in facts_of(finding):
        words = rules.values.get(fact.name)
        if words is not None and (words.refused or not refused):
            found.setdefault(fact.name, []).append((fact, words.tell(fact.value)))
    return {
        name: Value(*told[0], rules.sums.either.join(sorted({words for _, words in told})))
        for name, told in found.items()
    }


def is_open(column: Column, feature: str, rules: Comparing) -> bool:
    """Tell whether the document leaves a feature open that matters in this plan."""
    if column.feasibility.verdict is Verdict.NOT_APPLICABLE and feature in rules.moot.kind:
        return False
    taken = column.findings["after_tax_contributions"].status is not Status.NOT_ALLOWED
    return column.findings[feature].status in OPEN and (taken or feature not in rules.moot.no_after_tax)


def open_points(
    column: Column,
    packs: dict[str, FeaturePack],
    questions: tuple[QuestionRule, ...],
    rules: Comparing,
    wording: Wording,
) -> tuple[OpenPoint, ...]:
    """Return what each open cell leaves to ask, deciding ones first, with the question of the letters where one asks it."""
    about = {rule.id: rule.about for rule in questions}
    asked = {about.get(question.id): question for question in reversed(column.assessment.questions)}
    points = []
    for feature in FEATURES:
        finding = column.findings[feature]
        if not is_open(column, feature, rules):
            continue
        clause, question = first_passage(finding), asked.get(feature)
        points.append(
            OpenPoint(
                feature=feature,
                title=wording.features[feature].title,
                status=finding.status,
                text=packs[feature].asks,
                question=question.text if question else None,
                question_id=question.id if question else None,
                ask=question.ask if question else HR,
                deciding=question.deciding if question else False,
                page=clause.page if clause else None,
                printed_page=clause.printed_page if clause else None,
                quote=clause.quote if clause else None,
            )
        )
    return tuple(sorted(points, key=lambda point: not point.deciding))


def _cell(number: int, column: Column, feature: str, rules: Comparing, wording: Wording) -> Cell:
    finding = column.findings[feature]
    clause, status = first_passage(finding), wording.status(feature, finding.status)
    return Cell(
        plan=number,
        status=finding.status,
        word=status.word,
        tone=status.tone,
        value="; ".join(value.words for value in values(finding, rules).values()),
        page=clause.page if clause else None,
        printed_page=clause.printed_page if clause else None,
        where=clause_place(clause, column.several) if clause else "",
        reading=wording.features[feature].reads[finding.status],
        open=is_open(column, feature, rules),
        evidence=tuple(
            _evidence(f"plan{number}-{feature}-{index}", finding, one, column, wording)
            for index, one in enumerate((*finding.decided_by, *finding.against, *finding.mentions), 1)
        ),
    )


def _evidence(key: str, finding: Finding, clause: Clause, column: Column, wording: Wording) -> Evidence:
    return Evidence(
        key=key,
        side=side_of(finding, clause, wording),
        quote=clause.quote,
        phrase=clause.phrase,
        page=clause.page,
        printed_page=clause.printed_page,
        where=clause_place(clause, column.several),
        section=clause.section,
        document=clause.document,
        why=clause.why,
    )
