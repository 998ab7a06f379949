"""What a sentence of its own takes out of what its section gives: "Regular Savings are not matched." beside the match.

Comes in: judged clauses, the passages and their words. Goes out: the clauses, a grant without a limit limited where another
passage under its heading, or under a smaller one below it, holds a limit that its feature looks for there, in that passage's
words.
"""

from collections.abc import Mapping, Sequence

from rothscope.clauses.rules.limits import LIMITS
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Condition, ConditionKind, Cue
from rothscope.model.document import MUTE, Passage


def read_beside(clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
    """Return the clauses as the sentences beside them leave them."""
    told = {
        (pack.id, name, passage.path): passage
        for pack in whole.packs.values()
        for name in pack.section_conditional_with
        for passage, words in whole.pairs()
        if passage.kind not in MUTE and passage.ticked is not False and words.concept(name)
    }
    return [_limited(clause, whole.passages[clause.passage], told) for clause in clauses]


def _limited(
    clause: Clause, passage: Passage, told: Mapping[tuple[str, str, tuple[str, ...]], Passage]
) -> Clause:
    if not clause.gives or clause.limited:
        return clause
    beside = [
        (name, other)
        for (feature, name, path), other in told.items()
        if feature == clause.feature and _is_under(path, passage.path)
    ]
    if not beside:
        return clause
    conditions = (Condition(kind=ConditionKind.EXCEPT, text=other.text) for _, other in beside)
    cues = (Cue(category=f"{LIMITS}{name}", text=other.text) for name, other in beside)
    return clause.within(conditions, cues)


def _is_under(path: tuple[str, ...], headings: tuple[str, ...]) -> bool:
    """Tell whether a passage stands under just these headings, or under a smaller one below them."""
    return path == headings or (bool(headings) and path[: len(headings)] == headings)
