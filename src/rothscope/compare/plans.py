"""Analyses -> Comparison: the matrix, the ranking with its arithmetic, what one change would open, notes for those
who decide.
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from rothscope.compare.column import Column, columns_of, halves_of, rank, span
from rothscope.compare.matrix import open_points, provisions
from rothscope.compare.unlock import unlocking, why_none
from rothscope.errors import TooFewPlans
from rothscope.model.analysis import Analysis, Feasibility
from rothscope.model.comparison import ComparedPlan, Comparison, GroupVerdict, HalfState, PlanNote, Standing
from rothscope.model.profile import Profile
from rothscope.packs.comparing import Comparing, Sums, load_comparing
from rothscope.packs.find import patterns_version
from rothscope.packs.judgement import load_judgement
from rothscope.packs.letters import load_letter_rules
from rothscope.packs.reading import load_language
from rothscope.packs.wording import Wording, load_wording


def compare_plans(analyses: Sequence[Analysis], folder: Path) -> Comparison:
    """Return the plans side by side, in the order of the analyses. Raises TooFewPlans, BadPack."""
    columns = [column for analysis in analyses for column in columns_of(analysis, folder)]
    if len(columns) < 2:
        raise TooFewPlans(_too_few(columns))
    rules, wording = load_comparing(folder), load_wording(folder)
    packs = load_language(folder).features
    plans = tuple(_plan(number, column, rules, wording) for number, column in enumerate(columns, 1))
    ranking = _ranking(columns, plans, rules)
    return Comparison(
        plans=plans,
        provisions=provisions(columns, packs, rules, wording),
        ranking=ranking,
        closest=tuple(standing.plan for standing in ranking if standing.place == 1),
        notes=_notes(columns, rules),
        prevalence=tuple(fact.told() for fact in rules.prevalence),
        limits=analyses[0].limits,
        patterns_version=patterns_version(folder),
        remarks=tuple(dict.fromkeys(note for analysis in analyses for note in analysis.notes)),
    )


def _too_few(columns: Sequence[Column]) -> str:
    name = columns[0].sources[0].name if columns else "nothing"
    return f"{name} describes one plan, and a comparison needs two; name another file, or use `rothscope analyze`."


def _plan(number: int, column: Column, rules: Comparing, wording: Wording) -> ComparedPlan:
    feasibility, plan, folder = column.feasibility, column.plan, column.folder
    changes = unlocking(column, rules, load_letter_rules(folder))
    low, high = span(column, rules)
    return ComparedPlan(
        number=number,
        name=column.name,
        type=plan.type.value if plan.type else None,
        sponsor=plan.sponsor.value if plan.sponsor else None,
        part=column.part,
        documents=column.sources,
        verdict=feasibility.verdict,
        word=rules.verdicts[feasibility.verdict],
        tone=wording.verdicts[feasibility.verdict].tone,
        score=feasibility.score,
        components=feasibility.components,
        caps_applied=feasibility.caps_applied,
        confidence=feasibility.confidence,
        halves=halves_of(column, rules, wording),
        low=low,
        high=high,
        groups=_groups(column, rules, wording),
        open_points=open_points(
            column, load_language(folder).features, load_judgement(folder).questions, rules, wording
        ),
        changes=changes,
        no_change="" if changes else why_none(column, rules),
    )


def _groups(column: Column, rules: Comparing, wording: Wording) -> tuple[GroupVerdict, ...]:
    """Return the verdicts for highly compensated employees and for others, where they are not the same."""
    told = []
    for title, hce in ((rules.groups.hce, True), (rules.groups.nhce, False)):
        verdict = column.verdict_for(Profile(hce=hce))
        tone = wording.verdicts[verdict].tone
        told.append(GroupVerdict(title=title, verdict=verdict, word=rules.verdicts[verdict], tone=tone))
    return tuple(told) if told[0].verdict is not told[1].verdict else ()


def _ranking(
    columns: Sequence[Column], plans: tuple[ComparedPlan, ...], rules: Comparing
) -> tuple[Standing, ...]:
    """Return the plans from the closest to the power combination on; equal plans share a place."""
    ranks = [rank(column, rules) for column in columns]
    order = sorted(range(len(columns)), key=lambda at: ranks[at])
    return tuple(
        Standing(
            place=1 + sum(other < ranks[at] for other in ranks),
            plan=plans[at].number,
            middle=_number(Fraction(plans[at].low + plans[at].high, 2)),
            halves=_halves_sum(plans[at], rules.sums),
            score=_score_sum(columns[at].feasibility, rules.sums),
        )
        for at in order
    )


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.1f}"


def _halves_sum(plan: ComparedPlan, sums: Sums) -> str:
    """Return the arithmetic of the halves: "1 + 0 to 1 = 1 to 2"."""
    worth = {HalfState.GRANTED: (1, 1), HalfState.OPEN: (0, 1), HalfState.REFUSED: (0, 0)}
    parts = [sums.span(*worth[half.state]) for half in plan.halves]
    return f"{' + '.join(parts)} = {sums.span(plan.low, plan.high)}"


def _score_sum(feasibility: Feasibility, sums: Sums) -> str:
    """Return the arithmetic of the score: the points of each part, an unknown one from nothing to its maximum."""
    score = feasibility.score
    worth = [(0, part.max) if part.points is None else (part.points,) * 2 for part in feasibility.components]
    low, high = (sum(points) for points in zip(*worth, strict=True))
    told = f"{' + '.join(sums.span(*points) for points in worth)} = {sums.span(low, high)}"
    if (low, high) != (score.low, score.high):
        told = sums.held.format(sum=told, total=sums.span(score.low, score.high))
    if score.point is not None and score.low < score.high:
        told = sums.known.format(sum=told, point=score.point)
    return told


def _notes(columns: Sequence[Column], rules: Comparing) -> tuple[PlanNote, ...]:
    """Return the notes that hold for any plan, with the plans each holds for."""
    notes = []
    for rule in rules.notes:
        held = tuple(number for number, one in enumerate(columns, 1) if rule.holds(one.assessment.tags))
        if held:
            notes.append(
                PlanNote(
                    id=rule.id, title=rule.title, duty=rule.duty, text=rule.text, because=rule.because,
                    law=rule.law, plans=held,
                )
            )  # fmt: skip
    return tuple(notes)
