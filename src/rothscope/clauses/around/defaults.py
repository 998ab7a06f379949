"""What holds where an employer chooses nothing: a form's "Unless otherwise elected below, …" over empty boxes.

Comes in: the judged clauses of a form in which an employer chooses, its passages, and the words of a default. Goes out: the
clauses. Where other boxes of the form are ticked, a default whose own boxes are all empty decides as an elected option
does; in a form that nobody filled in it decides nothing, nor where a box under it is ticked. An empty box under it says
nothing either way.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from rothscope.clauses.rules.limits import LIMITS
from rothscope.model.clause import ALONE, CONTEXT, Clause, Cue, Force, Polarity, Rank
from rothscope.model.document import Passage, PassageKind

BY_DEFAULT = f"{LIMITS}by_default"
"""The limit of what is given unless the employer elects otherwise."""


def read_defaults(
    clauses: Sequence[Clause], passages: Sequence[Passage], words: Collection[str]
) -> tuple[Clause, ...]:
    """Return the clauses with the defaults decided; `words` are what a default is told by, in small letters."""
    empty: set[int] = set()
    elected: set[int] = set()
    decided: dict[int, str] = {}
    found: set[int] = set()
    for default, word, options in _defaults(passages, words):
        found.add(default.number)
        elected.update(option.number for option in options if option.ticked)
        if elected.isdisjoint(option.number for option in options):
            empty.update(option.number for option in options)
            decided[default.number] = word
    if not any(passage.ticked for passage in passages):
        decided = {}
    told = (
        _as_written(clause) if clause.passage in elected else _left_to_boxes(clause) for clause in clauses
    )
    idle = found.difference(decided)
    begun = _unfilled(passages).difference(found)
    return tuple(
        _idle(clause)
        if clause.passage in idle or (clause.gives and clause.passage in begun)
        else _decided(clause, decided, empty)
        for clause in told
    )


def _defaults(
    passages: Sequence[Passage], words: Collection[str]
) -> Iterator[tuple[Passage, str, list[Passage]]]:
    """Yield each default, the words that tell it, and the options right below it, or right above it where none is below."""
    for at, passage in enumerate(passages):
        text = passage.text.casefold()
        word = next((word for word in words if word in text), None)
        if word is None or passage.ticked is not None:
            continue
        options = _beside(passage, passages[at + 1 :]) or _beside(passage, reversed(passages[:at]))
        if options:
            yield passage, word, options


def _beside(default: Passage, passages: Iterable[Passage]) -> list[Passage]:
    """Return the first options of the passages, those under the default's own headings."""
    options: list[Passage] = []
    for passage in passages:
        if passage.path != default.path or (options and passage.kind is not PassageKind.OPTION):
            break
        if passage.kind is PassageKind.OPTION:
            options.append(passage)
    return options


def _unfilled(passages: Sequence[Passage]) -> set[int]:
    """Return the openings of lists that go on behind a colon in boxes of which none is ticked ("It takes: [ ] IRAs")."""
    leads: dict[str, bool] = {}
    for passage in passages:
        if passage.ticked is not None and passage.lead_in.endswith(":"):
            leads[passage.lead_in] = leads.get(passage.lead_in, False) or passage.ticked
    return {passage.number for passage in passages if leads.get(passage.text) is False}


def _left_to_boxes(clause: Clause) -> Clause:
    """Return a clause that holds unless the employer elects otherwise as left to the form, in which it elects."""
    kept = tuple(cue for cue in clause.cues if cue.category != BY_DEFAULT)
    if len(kept) == len(clause.cues) or not clause.votes:
        return clause
    limited = any(cue.category == ALONE or cue.category.startswith(LIMITS) for cue in kept)
    why = "the form it stands in is where the employer elects"
    return clause.model_copy(update={"force": Force.DEFERRED, "limited": limited, "cues": kept, "why": why})


def _as_written(clause: Clause) -> Clause:
    """Return what a ticked option grants in its own words; read with the default it turns away from it sounds otherwise."""
    sides = {cue.category.split(":")[0] for cue in clause.cues}
    if not sides >= {CONTEXT, "grants"} or "denies" in sides or clause.polarity is not Polarity.DENIES:
        return clause
    kept = tuple(cue for cue in clause.cues if cue.category != CONTEXT)
    why = "its box is ticked, against what holds where none is"
    return clause.model_copy(update={"polarity": Polarity.GRANTS, "cues": kept, "why": why})


def _idle(clause: Clause) -> Clause:
    """Return a clause that does not hold: of a default where something else is ticked, or nothing in the whole form, or of
    a sentence that only empty boxes finish."""
    if not clause.votes:
        return clause
    return clause.without_vote("what its boxes say decides", Force.UNELECTED)


def _decided(clause: Clause, decided: dict[int, str], empty: Collection[int]) -> Clause:
    if clause.passage in empty and clause.votes:
        return clause.without_vote("its box is empty", Force.UNELECTED)
    word = decided.get(clause.passage)
    if word is None or not _left_open(clause) or clause.polarity is Polarity.NONE:
        return clause
    return clause.model_copy(
        update={
            "force": Force.OPERATIVE,
            "rank": Rank.ELECTED,
            "cues": (*clause.cues, Cue(category="default", text=word)),
            "why": "no box under it is ticked, and others of the form are: what is said for this case holds",
            "defers_to": None,
        }
    )


def _left_open(clause: Clause) -> bool:
    """Tell whether a default was taken for a matter decided elsewhere, or for one that its other case leaves undecided."""
    if clause.force is Force.DEFERRED:
        return True
    return clause.force is Force.BOILERPLATE and any(cue.category == CONTEXT for cue in clause.cues)
