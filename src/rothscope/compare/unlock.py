"""The one change that opens most: each change of the pack tried on the findings, and the plan judged anew.

In goes a plan, out come changes: the one that opens most, then what would still be needed. A change the document may
already hold, because it leaves the point open, is told as something to settle first.
"""

from collections.abc import Iterator, Mapping

from rothscope.compare.column import Column, rank, span, states_of
from rothscope.feasibility.suppose import suppose
from rothscope.model.analysis import Verdict
from rothscope.model.clause import Clause, Fact, FactKind, Polarity
from rothscope.model.comparison import Change, ChangeKind, HalfState
from rothscope.model.finding import Finding, Status
from rothscope.packs.comparing import Comparing, Trial
from rothscope.packs.letters import LetterRules

MOST_CHANGES = 2
"""After-tax money and a way out: no plan needs more to open."""
OPEN = frozenset({Status.SILENT, Status.MENTIONED_ONLY, Status.CONFLICTING})
"""Statuses that settle nothing; none of them is a no."""
BOTH = (2, 2)


def unlocking(column: Column, rules: Comparing, letters: LetterRules) -> tuple[Change, ...]:
    """Return the changes that open the plan, each judged on top of the one before; none where nothing helps."""
    changes: list[Change] = []
    now = column
    while len(changes) < MOST_CHANGES and (best := _best(now, rules, letters)) is not None:
        name, after = best
        changes.append(_change(name, now, after, rules, letters))
        now = after
        if span(now, rules) == BOTH:
            break
    return tuple(changes)


def why_none(column: Column, rules: Comparing) -> str:
    """Return why no change is shown."""
    impossible = column.feasibility.verdict is Verdict.NOT_APPLICABLE
    return rules.trial_words.impossible if impossible else rules.trial_words.nothing


def _best(column: Column, rules: Comparing, letters: LetterRules) -> tuple[str, Column] | None:
    """Return the change that opens most; where two open as much, the one the letters ask for goes first."""
    asked = letters.unlocks[column.feasibility.verdict]
    states = states_of(column, rules)
    tried = [
        (name, column.supposing(_with(column.findings, rules.trials[name])))
        for name in sorted(rules.trials, key=lambda name: name not in asked)
        if all(states[gate] is HalfState.GRANTED for gate in rules.trials[name].needs)
    ]
    name, after = min(tried, key=lambda one: rank(one[1], rules))
    return (name, after) if rank(after, rules) < rank(column, rules) else None


def _with(findings: Mapping[str, Finding], trial: Trial) -> dict[str, Finding]:
    stated = tuple(
        Fact(name=name, kind=FactKind.CHOICE, value=value, text=value) for name, value in trial.states.items()
    )
    changed = {name: _without(finding, trial.takes) for name, finding in findings.items()}
    for feature, status in trial.sets.items():
        changed[feature] = suppose(changed[feature], status, _clause(feature, status), stated)
    return changed


def _without(finding: Finding, names: tuple[str, ...]) -> Finding:
    """Return the finding without some facts, its own and those of its clauses."""
    if not names:
        return finding
    clauses = tuple(c.model_copy(update={"facts": _left(c.facts, names)}) for c in finding.decided_by)
    return finding.model_copy(update={"facts": _left(finding.facts, names), "decided_by": clauses})


def _left(facts: tuple[Fact, ...], names: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.name not in names)


def _clause(feature: str, status: Status) -> Clause:
    polarity = Polarity.DENIES if status is Status.NOT_ALLOWED else Polarity.GRANTS
    return Clause(feature=feature, quote="", page=0, polarity=polarity)


def _change(name: str, before: Column, after: Column, rules: Comparing, letters: LetterRules) -> Change:
    low, high = span(after, rules)
    verdict = after.feasibility.verdict
    return Change(
        id=name,
        kind=ChangeKind.SETTLE if any(_open_points(before, rules.trials[name])) else ChangeKind.AMEND,
        text=letters.amendments[name].text,
        switch_on=letters.amendments[name].switch_on,
        costs=letters.amendments[name].costs,
        verdict=verdict,
        word=rules.verdicts[verdict],
        low=low,
        high=high,
        score=after.feasibility.score,
    )


def _open_points(column: Column, trial: Trial) -> Iterator[bool]:
    """Tell of each provision a change grants whether the document leaves it open today."""
    for feature, status in trial.sets.items():
        if status is Status.ALLOWED:
            yield column.findings[feature].status in OPEN
