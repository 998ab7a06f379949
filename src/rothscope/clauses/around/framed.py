"""What stands under another matter gives nothing: "only after age 59½" below "conversions are permitted" pays nobody.

Comes in: clauses with their passages, as both readings hear them. Goes out: the same clauses; a grant that only the second
reading hears in an option that is no more than a condition loses its vote where the heading and the lead-in name an action
of another kind, and neither they nor the option itself one of the feature's; and so does one that it alone hears in a row
that answers no ("Age 59\u00bd: No"), or where the words tell of another employer or plan ("At my last job ...").
"""

from collections.abc import Sequence

from rothscope.clauses.rules.answers import BARE_ENDS
from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import CONTEXT, Clause
from rothscope.model.document import Passage, PassageKind
from rothscope.packs.reading import FeaturePack

ELSEWHERE = "cue:elsewhere"
"""What tells of another employer or plan."""

CONDITIONS = ("cue:only", "cue:if_condition", "cue:unless", "concept:age_bound")
"""What tells when or for whom something holds."""


def without_framed(clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
    """Return the clauses, those given only by another matter's condition without a vote."""
    actions = tuple(dict.fromkeys(name for pack in whole.packs.values() for name in pack.acts))
    found = []
    for clause in clauses:
        pack = whole.packs.get(clause.feature)
        passage, words = whole.of(clause)
        if not pack or pack.denial_states or not _is_guessed(clause):
            pass
        elif _is_elsewhere(words, pack):
            clause = clause.without_vote("it tells what others give")
        elif _answers_no(passage, words):
            clause = clause.without_vote("its answer is a no")
        elif not clause.named and _is_bare_condition(passage, words):
            said = [words, whole.finder.read(" ".join(passage.path[-2:]))]
            own = any(text.concept(*pack.acts) for text in said)
            others = [name for name in actions if name not in pack.acts]
            if not own and any(text.concept(*others) for text in said):
                clause = clause.without_vote("what it stands under is about another matter")
        found.append(clause)
    return found


def _is_guessed(clause: Clause) -> bool:
    """Tell whether only the second reading hears a grant."""
    by_rule = any(cue.category.startswith(("grants", "yes")) for cue in clause.cues)
    heard = any(cue.category == CONTEXT for cue in clause.cues)
    return clause.gives and heard and not by_rule


def _is_elsewhere(words: Words, pack: FeaturePack) -> bool:
    """Tell whether words speak of another employer or plan, and not as where a feature's money comes from."""
    own = words.concept(*pack.own_words)
    return any(
        not any(span[0] < end and start < span[1] for start, end in own) for span in words.of(ELSEWHERE)
    )


def _answers_no(passage: Passage, words: Words) -> bool:
    """Tell whether a row ends in a cell that says no and nothing else, and none of its cells says yes."""
    yes, no = (
        [end for start, end in words.of(key) if words.starts[start] >= len(passage.lead_in) - 1]
        for key in ("cue:cell_yes", "cue:cell_no")
    )
    return not yes and any(BARE_ENDS.issuperset(words.tokens[end:]) for end in no)


def _is_bare_condition(passage: Passage, words: Words) -> bool:
    """Tell whether an option says no more than when or for whom what it hangs on holds."""
    if passage.kind is not PassageKind.OPTION or not passage.lead_in:
        return False
    return any(words.starts[span[0]] > len(passage.lead_in) for key in CONDITIONS for span in words.of(key))
