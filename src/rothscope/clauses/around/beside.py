"""What a sentence of its own takes out of what its section gives: "Regular Savings are not matched." beside the match.

Comes in: judged clauses, the passages and their words. Goes out: the clauses, a grant without a limit limited where another
passage under its heading, or under a smaller one below it, holds a limit that its feature looks for there, in that passage's
words; and what a cell gives limited to whom or what another cell of its row tells, or by what gives another group less.
"""

from collections.abc import Iterator, Mapping, Sequence

from rothscope.clauses.rules.limits import GROUP, LIMITS
from rothscope.clauses.tokens.words import Words
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
    limited = [_limited(clause, whole, told) for clause in clauses]
    less = {(c.passage, c.feature): cue for c in limited if c.gives and (cue := _limit_of_group(c, whole))}
    return [_limited_in_row(clause, whole, less) for clause in limited]


def _limit_of_group(clause: Clause, whole: Whole) -> Cue | None:
    """Return what limits the grant of a cell that speaks of a group of people, beyond the group itself."""
    limits = [cue for cue in clause.cues if cue.category.startswith(LIMITS)] if clause.limited else []
    own = next((cue for cue in limits if not cue.category.removeprefix(LIMITS).startswith(GROUP)), None)
    return own if own and _is_of_group(clause, whole) else None


def _is_of_group(clause: Clause, whole: Whole) -> bool:
    """Tell whether the title over a cell stands for a group of people."""
    passage, words = whole.of(clause)
    title = len(passage.lead_in.split(":")[0])
    return bool(passage.cell and passage.cell[1]) and any(
        words.starts[start] < title for start, _ in words.concept("column_of_plan")
    )


def _limited_in_row(clause: Clause, whole: Whole, less: Mapping[tuple[int, str], Cue]) -> Clause:
    """Return what a cell gives limited to the people or the money that another cell of its row tells ("Who: Only salaried
    employees", "Available: What has been in the Plan for two years"), or that another group has it within a limit.
    """
    passage, pack = whole.passages[clause.passage], whole.packs[clause.feature]
    if not passage.cell or not clause.gives or clause.limited or pack.denial_states:
        return clause
    for other, words in _row_of(passage, whole):
        limit = less.get((other.number, clause.feature)) if _is_of_group(clause, whole) else None
        if limit:
            return clause.within([Condition(kind=ConditionKind.EXCEPT, text=other.text)], [limit])
        asks = words.concept("asks_whom", "asks_what")
        lead_end = words.token_at(len(other.lead_in)) if other.lead_in else 0
        names = pack.conditional_with if any(s[1] <= lead_end for s in asks) else ()
        cues = [
            Cue(category=f"{LIMITS}{name}", text=words.cut(span))
            for name in names
            for span in words.concept(name)
            if span[0] >= lead_end
        ]
        if cues:
            return clause.within([Condition(kind=ConditionKind.ONLY, text=other.text)], cues)
    return clause


def _row_of(passage: Passage, whole: Whole) -> Iterator[tuple[Passage, Words]]:
    """Yield the other cells of a cell's row, with their words."""
    for places in (range(passage.number - 1, -1, -1), range(passage.number + 1, len(whole.passages))):
        for at in places:
            other = whole.passages[at]
            if (
                other.block != passage.block
                or not other.cell
                or not passage.cell
                or other.cell[0] != passage.cell[0]
            ):
                break
            yield other, whole.words[at]


def _limited(
    clause: Clause, whole: Whole, told: Mapping[tuple[str, str, tuple[str, ...]], Passage]
) -> Clause:
    passage, words = whole.of(clause)
    if not clause.gives or clause.limited or words.concept(*whole.packs[clause.feature].section_spares):
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
