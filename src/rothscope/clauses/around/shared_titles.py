"""A heading that names two features lends an option under it only the one its own label names.

    7 Matching and safe harbor contributions
      Matching contributions:  [X] 50% of deferrals        speaks of the match and of no safe harbor

Comes in: clauses with their passages. Goes out: the same clauses; a grant that an option has from such a heading alone loses
its vote where the label or the option itself names another feature.
"""

import re
from collections.abc import Sequence

from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause
from rothscope.model.document import Passage, PassageKind

_JOINS = re.compile(r"\band\b|[&/,]")


def without_shared_titles(clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
    """Return the clauses, those that only a heading for several features lends without a vote."""
    given: dict[int, list[Clause]] = {}
    for clause in clauses:
        if clause.gives:
            given.setdefault(clause.passage, []).append(clause)
    return [
        _unvoted(clause)
        if clause in given.get(clause.passage, ())
        and _is_lent(clause, whole.passages[clause.passage], given[clause.passage])
        else clause
        for clause in clauses
    ]


def _is_lent(clause: Clause, passage: Passage, given: Sequence[Clause]) -> bool:
    """Tell whether only the heading names a clause's feature, and what stands behind the heading another one's."""
    heading = passage.path[-1] if passage.path else ""
    own = passage.lead_in[len(heading) :].strip()
    if passage.kind is not PassageKind.OPTION or not (own and passage.lead_in.startswith(heading)):
        return False
    rest = f"{own} {passage.text}"
    if not _JOINS.search(heading) or clause.phrase not in heading or clause.phrase in rest:
        return False
    return any(other.feature != clause.feature and other.phrase in rest for other in given)


def _unvoted(clause: Clause) -> Clause:
    why = "its heading names two matters, and its label is about the other"
    return clause.without_vote(why)
