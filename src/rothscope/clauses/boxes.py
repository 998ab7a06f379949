"""Boxes of a form in which an employer chooses, where an option says no more than a feature's name.

Comes in: judged clauses with the passages they were read from. Goes out: the same clauses. A ticked name in a list of
what may be put in gives its feature; an empty box in a list with a ticked one is ranked as elected, so that what
nobody ticked counts as left out.
"""

from collections.abc import Collection, Mapping, Sequence

from rothscope.model.clause import Clause, Cue, Force, Polarity, Rank
from rothscope.model.document import Passage, PassageKind
from rothscope.packs.reading import FeaturePack

CONTRIBUTIONS = "contributions"
"""The kind of section that lists what may be put in."""


def read_boxes(
    clauses: Sequence[Clause],
    passages: Sequence[Passage],
    packs: Mapping[str, FeaturePack],
    words: Collection[str],
) -> tuple[Clause, ...]:
    """Return the clauses as the boxes of a form decide them; `words` say nothing beside a feature's name.

    What is read for the dollars alone (no feature of `packs`) stands as it is.
    """
    filled = _filled_in(passages)
    return tuple(
        _read_box(clause, passages[clause.passage], clause.passage in filled, packs[clause.feature], words)
        if clause.feature in packs
        else clause
        for clause in clauses
    )


def _read_box(
    clause: Clause, passage: Passage, filled: bool, pack: FeaturePack, words: Collection[str]
) -> Clause:
    # Of a limit, the box says that it is in force: that it is empty refuses nothing.
    if passage.ticked is None or pack.denial_states or not _is_bare(clause, passage, words):
        return clause
    if passage.section not in (CONTRIBUTIONS, *pack.home):
        return clause
    if clause.force is Force.UNELECTED and filled and clause.polarity is not Polarity.DENIES:
        return clause.model_copy(update={"rank": Rank.ELECTED})
    named_alone = clause.force is Force.OPERATIVE and clause.polarity is Polarity.NONE
    if named_alone and passage.ticked:
        cues = (*clause.cues, Cue(category="grants: ticked", text=clause.phrase))
        why = "its box is ticked in a list of what the plan takes"
        return clause.model_copy(update={"polarity": Polarity.GRANTS, "cues": cues, "why": why})
    return clause


def _is_bare(clause: Clause, passage: Passage, words: Collection[str]) -> bool:
    """Tell whether an option right under its heading says no more than a name, but for what a colon or bracket adds."""
    if passage.lead_in and passage.lead_in not in passage.path:
        return False
    plain = passage.text.split(":")[0].split("(")[0].casefold().replace(clause.phrase.casefold(), " ", 1)
    return all(word.strip(".,;") in words for word in plain.split())


def _filled_in(passages: Sequence[Passage]) -> frozenset[int]:
    """Return the numbers of the options that stand in one list with a ticked one."""
    found: set[int] = set()
    run: list[Passage] = []
    for passage in (*passages, None):
        if run and not (passage and _go_on(run[-1], passage)):
            if any(option.ticked for option in run):
                found.update(option.number for option in run)
            run = []
        if passage and passage.kind is PassageKind.OPTION:
            run.append(passage)
    return frozenset(found)


def _go_on(option: Passage, after: Passage) -> bool:
    return after.kind is PassageKind.OPTION and (after.path, after.lead_in) == (option.path, option.lead_in)
