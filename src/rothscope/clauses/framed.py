"""What stands under another matter gives nothing: "only after age 59½" below "conversions are permitted" pays nobody.

Comes in: clauses with their passages, as both readings hear them. Goes out: the same clauses; a grant that only the second
reading hears in an option that is no more than a condition loses its vote where the heading and the lead-in name an action
of another kind, and neither they nor the option itself one of the feature's.
"""

from collections.abc import Mapping, Sequence

from rothscope.clauses.words import Finder, Words
from rothscope.model.clause import CONTEXT, Clause
from rothscope.model.document import Passage, PassageKind
from rothscope.packs.reading import FeaturePack

CONDITIONS = ("cue:only", "cue:if_condition", "cue:unless", "concept:age_bound")
"""What tells when or for whom something holds."""


def without_framed(
    clauses: Sequence[Clause],
    passages: Sequence[Passage],
    read: Sequence[Words],
    packs: Mapping[str, FeaturePack],
    finder: Finder,
) -> list[Clause]:
    """Return the clauses; `read` are the words of each passage with its lead-in."""
    actions = tuple(dict.fromkeys(name for pack in packs.values() for name in pack.acts))
    found = []
    for clause in clauses:
        pack = packs.get(clause.feature)
        passage = passages[clause.passage]
        if (
            pack
            and not pack.denial_states
            and _is_guessed(clause)
            and _is_bare_condition(passage, read[clause.passage])
        ):
            heading = finder.read(" ".join(passage.path[-2:]))
            said = [read[clause.passage], heading]
            own = any(words.concept(*pack.acts) for words in said)
            others = any(
                words.concept(*(name for name in actions if name not in pack.acts)) for words in said
            )
            if others and not own:
                why = "what it stands under is about another matter"
                clause = clause.without_vote(why)
        found.append(clause)
    return found


def _is_guessed(clause: Clause) -> bool:
    """Tell whether only the second reading hears a grant, in words that do not name the feature."""
    by_rule = any(cue.category.startswith(("grants", "yes")) for cue in clause.cues)
    heard = any(cue.category == CONTEXT for cue in clause.cues)
    return clause.gives and heard and not by_rule and not clause.named


def _is_bare_condition(passage: Passage, words: Words) -> bool:
    """Tell whether an option says no more than when or for whom what it hangs on holds."""
    if passage.kind is not PassageKind.OPTION or not passage.lead_in:
        return False
    return any(words.starts[span[0]] > len(passage.lead_in) for key in CONDITIONS for span in words.of(key))
