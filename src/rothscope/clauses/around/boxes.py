"""What boxes decide: those of a form in which an employer chooses, and ticked names in a list of what may be put in.

Comes in: judged clauses with the passages they were read from. Goes out: the same clauses. A ticked name in a list of
what may be put in gives its feature; an empty box in a list with a ticked one is ranked as elected, so that what
nobody ticked counts as left out. Where no box of a form is ticked, none says anything, whoever heard it.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile

from rothscope.clauses.rules.answers import is_bare_no
from rothscope.clauses.rules.limits import LIMITS
from rothscope.clauses.rules.polarity import STATED
from rothscope.model.clause import Clause, Condition, ConditionKind, Cue, Force, Polarity, Rank
from rothscope.model.document import CELL_BAR, Passage, PassageKind
from rothscope.packs.documents import DocumentKinds
from rothscope.packs.reading import FeaturePack

IDIOM = "grants: idiom"
"""The category of words that give a feature by themselves."""

BELOW = f"{LIMITS}below"
"""The limit of what is chosen for some of several columns."""

OPEN_AMOUNT = f"{LIMITS}discretion"
"""The limit of what somebody may pay or not, as he decides."""

CONTRIBUTIONS = "contributions"
"""The kind of section that lists what may be put in."""


def read_boxes(
    clauses: Sequence[Clause],
    passages: Sequence[Passage],
    packs: Mapping[str, FeaturePack],
    kinds: DocumentKinds,
    chooses: bool,
) -> tuple[Clause, ...]:
    """Return the clauses as boxes decide them: in a form in which the employer `chooses` all that stands in this room, in
    any other text what a ticked name gives in a list of what may be put in.

    What is read for the dollars alone (no feature of `packs`) stands as it is.
    """
    words = kinds.choice_words
    opened = frozenset(
        lead for lead in {passage.lead_in for passage in passages if passage.ticked} if _opens(lead, kinds)
    )
    if not chooses:
        return tuple(
            _chosen(clause, passages[clause.passage], words, opened) if clause.feature in packs else clause
            for clause in clauses
        )
    filled = _filled_in(passages)
    blank = not any(passage.ticked for passage in passages)
    chosen = [clause for clause in clauses if passages[clause.passage].ticked]
    ticked = {_listed(clause, passages) for clause in chosen}
    refused = {
        _listed(clause, passages) for clause in clauses if clause.ticked is False and is_bare_no(clause)
    } - {_listed(clause, passages) for clause in chosen if clause.polarity is Polarity.DENIES}
    read = []
    for clause in clauses:
        if clause.feature in packs:
            passage, pack = passages[clause.passage], packs[clause.feature]
            left_out = _names_an_item(clause, passage) and _listed(clause, passages) not in ticked
            clause = _read_box(clause, passage, clause.passage in filled, left_out, pack, words, opened)
            if _listed(clause, passages) in refused and not pack.denial_states:
                clause = _ticked_instead(clause, passage, kinds)
            if blank and passage.ticked is False and clause.votes:
                clause = clause.without_vote("nobody filled in the form", Force.UNELECTED)
            if clause.votes and _is_column(passage):
                clause = clause.without_vote("its column limits what stands beside it")
            elif clause.votes and not clause.limited and (only := _columns(passage, passages)):
                clause = clause.within(
                    [Condition(kind=ConditionKind.ONLY, text=only)], [Cue(category=BELOW, text=only)]
                )
        read.append(clause)
    return tuple(read)


def _is_column(passage: Passage) -> bool:
    """Tell whether a passage is the box of one column, which an option has beside others; what a row's boxes answer ends
    as a label does."""
    option = passage.cell[0] if passage.cell and passage.kind is PassageKind.OPTION else ":"
    return not option.endswith((":", "?")) and passage.lead_in.endswith(option)


def _columns(option: Passage, passages: Sequence[Passage]) -> str:
    """Return the titles of the columns in which an option's own boxes are ticked, where in others they are empty.

    Where the titles are not known, the option itself is returned.
    """
    heads = list(takewhile(_is_column, passages[option.number + 1 :])) if not _is_column(option) else []
    only = [head.text for head in heads if head.ticked]
    titled = any(map(str.isalpha, "".join(only)))
    return ("; ".join(only) if titled else option.text) if option.ticked and len(only) < len(heads) else ""


def _listed(clause: Clause, passages: Sequence[Passage]) -> tuple[str, tuple[str, ...], str]:
    """Return the feature a clause is about and the list its option stands in."""
    passage = passages[clause.passage]
    return clause.feature, passage.path, passage.lead_in


def _ticked_instead(clause: Clause, passage: Passage, kinds: DocumentKinds) -> Clause:
    """Return a clause as given where its box is ticked and one that refuses it is not ("[ ] None [X] Fixed").

    Only right under the feature's own name: "Conditions of the match: [ ] None [X] …" settles something else. That its
    amount is left open ("[X] Discretionary") makes it no less chosen.
    """
    if not (passage.ticked and clause.force is Force.OPERATIVE and clause.polarity is Polarity.NONE):
        return clause
    invites = passage.lead_in.casefold().strip(" ():.") in kinds.invitations
    label = passage.path[-1] if passage.path and invites else passage.lead_in
    if not _is_name(label, clause.phrase, kinds.choice_words):
        return clause
    cues = tuple(cue for cue in clause.cues if cue.category != OPEN_AMOUNT)
    limited = clause.limited and any(cue.category.startswith(LIMITS) for cue in cues)
    clause = clause.model_copy(update={"cues": cues, "limited": limited})
    return _given(clause, passage.text, "its box is ticked, and the one that refuses it is not")


def _is_name(label: str, name: str, words: Collection[str]) -> bool:
    """Tell whether a label says no more than a name, its number and what a colon or bracket adds aside."""
    return name.casefold() in label.casefold() and all(
        word.strip(".,;:") in words or len(word.strip(".")) < 2 or any(map(str.isdigit, word))
        for word in _beside(label, name)
    )


def _beside(label: str, name: str) -> list[str]:
    """Return the words a label says beside a name, in small letters; what a bracket adds is left out."""
    return label.split("(")[0].casefold().replace(name.casefold(), " ", 1).split()


def _names_an_item(clause: Clause, passage: Passage) -> bool:
    """Tell whether an option of a list that a colon opens names the feature itself ("from the following: [ ] IRAs")."""
    opened = passage.lead_in.rstrip().endswith(":")
    return opened and clause.phrase in passage.text and clause.polarity is not Polarity.DENIES


def _read_box(
    clause: Clause,
    passage: Passage,
    filled: bool,
    left_out: bool,
    pack: FeaturePack,
    words: Collection[str],
    opened: Collection[str],
) -> Clause:
    # Of a limit, the box says that it is in force: that it is empty refuses nothing.
    if passage.ticked is None or pack.denial_states:
        return clause
    own = passage.section in (CONTRIBUTIONS, *pack.home)
    own = own or (_is_written_off(passage) and passage.section not in pack.not_in)
    bare = own and _stands_alone(passage) and _is_bare(clause, passage, words)
    bare = bare or (passage.lead_in in opened and _is_bare(clause, passage, words))
    gives = passage.section not in pack.not_in and _gives(clause, passage)
    left_out = left_out and (passage.section in pack.home or _settles(clause, passage))
    if clause.force is Force.UNELECTED and filled and (bare or gives or left_out):
        return clause.model_copy(update={"rank": Rank.ELECTED})
    # Some needs ("[X] Hardship") give nothing of what they are a case of: an age must be told, or the name itself.
    told = pack.granted_alone is None or clause.named or bool(clause.facts)
    return _taken(clause, passage) if bare and told else clause


def _opens(lead_in: str, kinds: DocumentKinds) -> bool:
    """Tell whether words open a list of what may be put in."""
    said = lead_in.casefold()
    return any(words in said for words in kinds.list_openers)


def _chosen(clause: Clause, passage: Passage, words: Collection[str], opened: Collection[str]) -> Clause:
    """Return a clause as given where its box is ticked under what opens a list of what may be put in."""
    listed = passage.lead_in in opened and _is_bare(clause, passage, words)
    return _taken(clause, passage) if listed else clause


def _taken(clause: Clause, passage: Passage) -> Clause:
    """Return what a bare name beside a ticked box says: it is given."""
    heard = clause.force in (Force.OPERATIVE, Force.BOILERPLATE) and not clause.votes
    if passage.ticked and heard:
        return _given(clause, clause.phrase, "its box is ticked in a list of what the plan takes")
    return clause


def _given(clause: Clause, text: str, why: str) -> Clause:
    """Return a clause as given by its ticked box, and by these words beside it."""
    cues = (*clause.cues, Cue(category="grants: ticked", text=text))
    given = {"polarity": Polarity.GRANTS, "force": Force.OPERATIVE}
    return clause.model_copy(update={**given, "cues": cues, "why": why})


def _gives(clause: Clause, passage: Passage) -> bool:
    """Tell whether an option right under its heading gives the feature in words of its own, and by more than a number."""
    stated = any(cue.category == STATED for cue in clause.cues)
    return clause.polarity is Polarity.GRANTS and clause.named and not stated and _stands_alone(passage)


def _settles(clause: Clause, passage: Passage) -> bool:
    """Tell whether an option gives the feature by words of its own that need no "may" ("Safe Harbor Contributions")."""
    return any(cue.category == IDIOM and cue.text in passage.text for cue in clause.cues)


def _stands_alone(passage: Passage) -> bool:
    return not passage.lead_in or passage.lead_in in passage.path


def _is_bare(clause: Clause, passage: Passage, words: Collection[str]) -> bool:
    """Tell whether an option says no more than a name, but for what a colon or bracket adds."""
    if clause.polarity is Polarity.DENIES and not _is_written_off(passage):
        return False
    plain = passage.text.split(CELL_BAR)[0].split(":")[0]
    return all(word.strip(".,;") in words for word in _beside(plain, clause.phrase))


def _filled_in(passages: Sequence[Passage]) -> frozenset[int]:
    """Return the numbers of the options that stand in one list with a ticked one; what hangs below one parts none.

    Where somebody wrote that an option does not apply, it is filled in by itself.
    """
    found: set[int] = set()
    lists: dict[tuple[tuple[str, ...], str], list[Passage]] = {}
    for passage in (*passages, None):
        if passage and passage.kind is PassageKind.OPTION:
            lists.setdefault((passage.path, passage.lead_in), []).append(passage)
            continue
        for options in lists.values():
            if any(option.ticked or _is_written_off(option) for option in options):
                found.update(option.number for option in options)
        lists = {}
    return frozenset(found)


def _is_written_off(option: Passage) -> bool:
    """Tell whether an option is the label of a table's row beside which "N/A" is written."""
    return option.ticked is False and CELL_BAR in option.text
