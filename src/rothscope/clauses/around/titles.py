"""What only announces an answer: titles of columns, rows whose cells answer, names and openings before boxes.

Comes in: judged clauses with the passages they were read from. Goes out: the same clauses, those of such passages without a
vote where what they announce is told below them.
"""

from collections.abc import Collection, Mapping, Sequence

from rothscope.clauses.rules.answers import CELL_BY_CELL, read_by_cells, titles_columns
from rothscope.model.clause import CONTEXT, Clause, Force, Polarity
from rothscope.model.document import CELL_BAR, Passage, PassageKind


def without_titles(
    clauses: Sequence[Clause], passages: Sequence[Passage], asks_reader: bool = False
) -> tuple[Clause, ...]:
    """Return the clauses; titles of columns that name and do not say decide nothing, whoever heard them.

    Nor does a row whose cells are read one by one, unless no cell tells, be it only of another matter, and a number was
    read from it or the second reading heard it give something, nor a name before boxes that are all empty ("Withdrawals
    at 59½: [ ] permitted [ ] not permitted") or of which a ticked one answers for it. What opens a list of boxes gives
    nothing where none is ticked, or none that names the feature; in a form that asks its reader, the boxes are no answer.
    """
    leads: dict[tuple[str, str], bool] = {}
    for clause in clauses:
        if clause.ticked is not None and clause.polarity is not Polarity.NONE:
            lead = clause.lead_in, clause.feature
            leads[lead] = leads.get(lead, False) or clause.ticked
    opened = {} if asks_reader else _opened(clauses, passages)
    told = {
        (passages[c.passage].block, cell[0], c.feature)
        for c in clauses
        if (cell := passages[c.passage].cell)
        and (c.polarity is not Polarity.NONE or c.force is not Force.OPERATIVE)
    }
    return tuple(_muted(clause, passages[clause.passage], leads, opened, told) for clause in clauses)


def _opened(clauses: Sequence[Clause], passages: Sequence[Passage]) -> dict[tuple[int, str | None], bool]:
    """Return of each passage that opens a list of boxes whether any is ticked, and of each feature some name, any of
    those.
    """
    opening: dict[int, int] = {}
    opened: dict[tuple[int, str | None], bool] = {}
    first: Passage | None = None
    for passage in passages:
        if passage.ticked is None:
            first = passage
        elif first and passage.lead_in.endswith(first.text):
            opening[passage.number] = first.number
            key = first.number, None
            opened[key] = opened.get(key, False) or passage.ticked
    for clause in clauses:
        names = clause.phrase not in clause.lead_in and clause.polarity is not Polarity.DENIES
        if names and clause.passage in opening:
            own = opening[clause.passage], clause.feature
            opened[own] = opened.get(own, False) or bool(clause.ticked)
    return opened


def _muted(
    clause: Clause,
    passage: Passage,
    leads: Mapping[tuple[str, str], bool],
    opened: Mapping[tuple[int, str | None], bool],
    told: Collection[tuple[int, str, str]],
) -> Clause:
    if not clause.votes:
        return clause
    if clause.gives and passage.ticked is None:
        if opened.get((passage.number, None)) is False:
            return clause.without_vote("of its boxes none is ticked", Force.UNELECTED)
        if opened.get((passage.number, clause.feature)) is False:
            return clause.without_vote("what is ticked of its boxes names something else")
    by_rule = any(cue.category.startswith(("grants", "denies")) for cue in clause.cues)
    by_rule = by_rule and not _breaks_off(passage)
    ticked = leads.get((passage.text, clause.feature))
    if ticked is False and not by_rule:
        return clause.without_vote("of its boxes none is ticked", Force.UNELECTED)
    if ticked and not by_rule:
        return clause.without_vote("its boxes answer it")
    if titles_columns(passage) and not by_rule:
        return clause.without_vote("a title says nothing by itself")
    row = passage.block, passage.text.split(CELL_BAR)[0].rstrip(":"), clause.feature
    heard = clause.polarity is Polarity.GRANTS and any(cue.category == CONTEXT for cue in clause.cues)
    if read_by_cells(passage) and (row in told or not (clause.facts or heard)):
        return clause.without_vote(CELL_BY_CELL)
    return clause


def _breaks_off(passage: Passage) -> bool:
    """Tell whether a sentence only begins what its boxes go on with ("The Plan accepts rollovers from [ ] IRAs")."""
    return passage.kind is PassageKind.SENTENCE and passage.text[-1:].isalnum()
