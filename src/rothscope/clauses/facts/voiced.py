"""Facts of the clauses that the second reading made to speak.

The rules read facts beside a mention; a clause that only the second reading heard has none, though its passage may tell
how much and how often: "(X) After-tax account, at any time, not more than twice in a Plan Year".

Comes in: judged clauses and the whole text. Goes out: the clauses, those of the second reading with the facts of their
passage, unless what leads in to it asks about another action. What a clause gives or refuses stays as it is.
"""

from collections.abc import Sequence

from rothscope.clauses.facts.reader import FactReader
from rothscope.clauses.whole import Whole
from rothscope.model.clause import CONTEXT, Clause, Polarity
from rothscope.packs.reading import Language


class Voiced:
    """The rules by the feature whose facts they read."""

    def __init__(self, language: Language, facts: FactReader) -> None:
        self._facts = facts
        self._rules = {
            feature: [name for name, rule in language.facts.items() if feature in rule.features]
            for feature in language.packs
        }

    def read(self, clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
        """Return the clauses, those in force that the second reading heard alone with what their passage tells."""
        return [self._told(clause, whole) if _is_bare(clause) else clause for clause in clauses]

    def _told(self, clause: Clause, whole: Whole) -> Clause:
        passage, words = whole.passages[clause.passage], whole.meant(clause.passage)
        rivals = words.concept(*whole.packs[clause.feature].rivals)
        lead_end = words.token_at(len(passage.lead_in)) if passage.lead_in else 0
        if any(span[1] <= lead_end for span in rivals):
            return clause
        names = self._rules[clause.feature]
        facts = self._facts.alone(words, *names)
        return clause.model_copy(update={"facts": facts}) if facts else clause


def _is_bare(clause: Clause) -> bool:
    """Tell whether a clause speaks by the second reading alone, and refuses nothing."""
    voiced = any(cue.category == CONTEXT for cue in clause.cues)
    return voiced and clause.votes and clause.polarity is Polarity.GRANTS and not clause.facts
