"""Two documents -> Difference: what was added, removed, changed, reworded and moved, and what that does to the verdict.

How far a change reaches is found by putting it into the old document alone and judging again.
"""

from pathlib import Path

from rothscope.compare.column import Column, columns_of, span
from rothscope.compare.conflicts import called, chief, conflicts
from rothscope.compare.matrix import values
from rothscope.compare.passages import flat, passage_changes
from rothscope.model.analysis import Analysis, Plan, Question, Stated
from rothscope.model.difference import (
    Answer,
    ChangeClass,
    Difference,
    FactChange,
    IdentityChange,
    Impact,
    PassageChange,
    PlanDifference,
    ProvisionChange,
    Standpoint,
    What,
)
from rothscope.model.document import Note
from rothscope.model.finding import FEATURES, Finding, Status
from rothscope.packs.comparing import Comparing, load_comparing
from rothscope.packs.find import patterns_version
from rothscope.packs.wording import Wording, load_wording

HEAVIEST = (ChangeClass.DESIGN, ChangeClass.REGULATORY, ChangeClass.ADMINISTRATIVE)
"""Classes of numbers from the one that counts most; a provision has the heaviest of its numbers."""
_WORST = (Impact.HIGH, Impact.MEDIUM, Impact.LOW)


def diff_documents(old: Analysis, new: Analysis, folder: Path) -> Difference:
    """Return what is other in the new analysis than in the old. Raises BadPack for a faulty compare.yaml."""
    rules, wording = load_comparing(folder), load_wording(folder)
    versions = chief(old.source).kind == chief(new.source).kind
    pairs = _pairs(columns_of(old, folder), columns_of(new, folder))
    plans = tuple(_difference(was, now, versions, rules, wording) for was, now in pairs)
    notes = (*_notes(old, new, plans, rules), *old.notes, *new.notes)
    return Difference(
        old=old.source,
        new=new.source,
        versions=versions,
        plans=plans,
        plan_year=new.limits.year,
        patterns_version=patterns_version(folder),
        remarks=tuple(dict.fromkeys(notes)),
    )


def _pairs(old: tuple[Column, ...], new: tuple[Column, ...]) -> list[tuple[Column | None, Column | None]]:
    """Pair the plans of both documents: the only ones of each, else those of one type."""
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    left = {_type(column.plan): column for column in old}
    right = {_type(column.plan): column for column in new}
    return [(left.get(kind), right.get(kind)) for kind in dict.fromkeys((*left, *right))]


def _type(plan: Plan) -> str:
    return plan.type.value if plan.type else ""


def _difference(
    old: Column | None, new: Column | None, versions: bool, rules: Comparing, wording: Wording
) -> PlanDifference:
    if old is None or new is None:
        return PlanDifference(
            old=_standpoint(old, rules, wording) if old else None,
            new=_standpoint(new, rules, wording) if new else None,
        )
    changes = [_provision(feature, old, new, rules, wording) for feature in FEATURES]
    told = [change for change in changes if change.what is not What.SAME]
    return PlanDifference(
        old=_standpoint(old, rules, wording),
        new=_standpoint(new, rules, wording),
        provisions=tuple(sorted(told, key=lambda change: _WORST.index(change.impact))),
        same=tuple(change.feature for change in changes if change.what is What.SAME),
        identity=_identity(old.plan, new.plan, rules),
        conflicts=() if versions else conflicts(old, new, rules, wording),
        opened=_only(new, old),
        closed=_only(old, new),
    )


def _standpoint(column: Column, rules: Comparing, wording: Wording) -> Standpoint:
    verdict = column.feasibility.verdict
    low, high = span(column, rules)
    return Standpoint(
        name=column.name,
        verdict=verdict,
        word=rules.verdicts[verdict],
        tone=wording.verdicts[verdict].tone,
        score=column.feasibility.score,
        low=low,
        high=high,
    )


def _only(here: Column, there: Column) -> tuple[Question, ...]:
    """Return the questions that only one of the two raises."""
    asked = {question.id for question in there.assessment.questions}
    return tuple(question for question in here.assessment.questions if question.id not in asked)


# -- one provision -------------------------------------------------------------------------------------------------


def _provision(feature: str, old: Column, new: Column, rules: Comparing, wording: Wording) -> ProvisionChange:
    was, now = old.findings[feature], new.findings[feature]
    facts = _facts(was, now, rules)
    passages = passage_changes(was, now, rules.diff.alike, wording, (old.several, new.several))
    what = _what(was, now, facts, passages)
    alone = old.supposing({**old.findings, feature: now})
    impact = _impact(old, alone, rules, differs=was.status is not now.status or bool(facts))
    because = rules.diff.impacts[impact].because
    verdict = alone.feasibility.verdict
    return ProvisionChange(
        feature=feature,
        title=wording.features[feature].title,
        what=what,
        change_class=_class(was, now, facts, rules),
        impact=impact,
        because=f"{because} {rules.diff.dropped}" if what is What.REMOVED else because,
        old=_answer(was, wording),
        new=_answer(now, wording),
        alone=verdict,
        alone_word=rules.verdicts[verdict],
        facts=facts,
        passages=passages,
    )


def _what(
    was: Finding, now: Finding, facts: tuple[FactChange, ...], passages: tuple[PassageChange, ...]
) -> What:
    if _spoken(was) != _spoken(now):
        return What.ADDED if _spoken(was) < _spoken(now) else What.REMOVED
    if was.status is not now.status or facts:
        return What.CHANGED
    if not passages:
        return What.SAME
    return What.MOVED if all(change.what is What.MOVED for change in passages) else What.REWORDED


def _spoken(finding: Finding) -> int:
    """Return how far a document speaks of a provision: not at all, in passing, or as a rule."""
    return {Status.SILENT: 0, Status.MENTIONED_ONLY: 1}.get(finding.status, 2)


def _impact(old: Column, alone: Column, rules: Comparing, differs: bool) -> Impact:
    moved = old.feasibility.verdict is not alone.feasibility.verdict
    if moved or span(old, rules) != span(alone, rules):
        return Impact.HIGH
    return Impact.MEDIUM if differs else Impact.LOW


def _class(was: Finding, now: Finding, facts: tuple[FactChange, ...], rules: Comparing) -> ChangeClass:
    if was.status is not now.status:
        return rules.diff.features[was.feature]
    touched = {fact.change_class for fact in facts}
    return next((one for one in HEAVIEST if one in touched), ChangeClass.WORDING)


def _answer(finding: Finding, wording: Wording) -> Answer:
    status = wording.status(finding.feature, finding.status)
    reading = wording.features[finding.feature].reads[finding.status]
    return Answer(status=finding.status, word=status.word, tone=status.tone, reading=reading)


def _facts(was: Finding, now: Finding, rules: Comparing) -> tuple[FactChange, ...]:
    """Return the numbers and choices that differ, those of the old document first."""
    left, right = values(was, rules), values(now, rules)
    changes = []
    for name in dict.fromkeys((*left, *right)):
        before, after = left.get(name), right.get(name)
        if (before and before.every) == (after and after.every):
            continue
        changes.append(
            FactChange(
                name=name,
                title=rules.values[name].title,
                change_class=rules.values[name].class_,
                old=before.every if before else "",
                new=after.every if after else "",
                old_page=before.fact.page if before else None,
                new_page=after.fact.page if after else None,
            )
        )
    return tuple(changes)


# -- who the plan is -----------------------------------------------------------------------------------------------


def _identity(old: Plan, new: Plan, rules: Comparing) -> tuple[IdentityChange, ...]:
    """Return the names, numbers and dates that differ."""
    changes = []
    for name, title in rules.diff.identity.items():
        was, now = _stated(old, name), _stated(new, name)
        if (was and flat(was.value)) == (now and flat(now.value)):
            continue
        what = What.ADDED if was is None else What.REMOVED if now is None else What.CHANGED
        changes.append(IdentityChange(name=name, title=title, what=what, old=was, new=now))
    return tuple(changes)


def _stated(plan: Plan, name: str) -> Stated | None:
    stated = plan.administrator.name if name == "administrator" else getattr(plan, name)
    return stated if isinstance(stated, Stated) else None


def _notes(
    old: Analysis, new: Analysis, plans: tuple[PlanDifference, ...], rules: Comparing
) -> tuple[Note, ...]:
    """Return what the reader should know before anything else: two plans, or one file twice."""
    notes = []
    if {source.sha256 for source in old.source} == {source.sha256 for source in new.source}:
        notes.append(Note(code="same_file", text=rules.diff.same_file))
    was, now = chief(old.source), chief(new.source)
    if now.kind not in rules.diff.whole and was.kind in rules.diff.whole:
        notes.append(Note(code="partial_document", text=rules.diff.partial.format(kind=called(now))))
    told = {change.name for plan in plans for change in plan.identity if change.what is What.CHANGED}
    if told & {"ein", "plan_number", "type"}:
        notes.append(Note(code="other_plan", text=rules.diff.other_plan))
    return tuple(notes)
