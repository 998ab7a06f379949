"""Passages -> clauses: every mention of every feature, as both readings and the rest of the document leave it.

Comes in: passages of one document and the compiled packs. Goes out: clauses in document order (those of the dollars
last), those without a vote included.
"""

from collections.abc import Callable, Mapping, Sequence

from rothscope.clauses.around.beside import read_beside
from rothscope.clauses.around.footnotes import Footnotes
from rothscope.clauses.around.framed import without_framed
from rothscope.clauses.around.openings import read_openings
from rothscope.clauses.around.references import References
from rothscope.clauses.around.shared_titles import without_shared_titles
from rothscope.clauses.around.sublists import read_sublists
from rothscope.clauses.around.twins import without_twins
from rothscope.clauses.facts.halves import Halves
from rothscope.clauses.facts.ladders import Ladders
from rothscope.clauses.facts.reader import FactReader
from rothscope.clauses.facts.sequels import Sequels
from rothscope.clauses.facts.voiced import Voiced
from rothscope.clauses.hear import Listener
from rothscope.clauses.second.weigh import SecondOpinion
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Force, GivesWay
from rothscope.model.document import Passage
from rothscope.model.finding import MONEY
from rothscope.packs.reading import FeaturePack, Language

Pass = Callable[[Sequence[Clause], Whole], list[Clause]]
"""What other passages do to clauses: the same clauses in the same order, some of them read otherwise."""


class Reader:
    """A language and what its sections imply, ready to read passages."""

    def __init__(
        self,
        language: Language,
        section_force: Mapping[str, Force],
        opinion: SecondOpinion | None = None,
    ) -> None:
        self._language = language
        facts = FactReader(language.facts)
        self._listener = Listener(language, section_force, facts)
        weighed: tuple[Pass, ...] = (opinion.weigh, without_framed) if opinion else ()
        self._passes: tuple[Pass, ...] = (
            *weighed,
            without_shared_titles,
            read_openings,
            read_sublists,
            read_beside,
            without_twins,
            References(language).read,
            Footnotes(language).read,
            Voiced(language, facts).read,
            Halves(language, facts).read,
            Ladders(language.facts).read,
        )
        self._sequels = Sequels(language, facts)

    @property
    def gives_way(self) -> GivesWay:
        """Return which values of a fact give way to which."""
        return self._language.gives_way

    @property
    def packs(self) -> tuple[FeaturePack, ...]:
        """Return what the reader looks for: the features, and what is read for the dollars."""
        return tuple(self._language.packs.values())

    def find_clauses(self, passages: Sequence[Passage]) -> tuple[Clause, ...]:
        """Return the judged mentions of all passages, in order; with a second opinion, as both together hear them."""
        clauses, whole = self._listener.hear(passages)
        subjects = [clause for clause in clauses if clause.feature not in MONEY]
        money = [clause for clause in clauses if clause.feature in MONEY]
        for one in self._passes:
            subjects = one(subjects, whole)
        return tuple(self._sequels.read([*subjects, *money], whole))

    def read_by_rules(self, passages: Sequence[Passage]) -> tuple[list[Clause], Whole]:
        """Return what the rules alone hear of the features, and the whole text."""
        clauses, whole = self._listener.hear(passages)
        return [clause for clause in clauses if clause.feature not in MONEY], whole
