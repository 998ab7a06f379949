"""Match formulas told in two halves: the rate in one passage, the pay it is paid on in the next.

    The Company adds 70 cents for every dollar of basic savings. Basic savings are the first 6% of pay that you save.

Comes in: judged clauses and the whole text. Goes out: the clauses, each whose passage tells a rate alone with the formula
that the next sentence of its paragraph, or the next row of its table, makes of it. The next passage must speak of what is
saved and counted, so that a limit on savings is never taken for the pay that is matched.
"""

from collections.abc import Sequence

from rothscope.clauses.facts.formulas import FormulaReader
from rothscope.clauses.facts.reader import FactReader
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Fact, FactKind, Force, Polarity
from rothscope.packs.reading import Language


class Halves:
    """The rules whose formulas may be told in two passages."""

    def __init__(self, language: Language, facts: FactReader) -> None:
        self._rules = {
            name: (rule, facts.formula(name))
            for name, rule in language.facts.items()
            if rule.kind is FactKind.FORMULA and rule.half
        }

    def read(self, clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
        """Return the clauses, with the formulas that the passages behind them complete."""
        return [self._whole(clause, whole) for clause in clauses]

    def _whole(self, clause: Clause, whole: Whole) -> Clause:
        if clause.force is not Force.OPERATIVE or clause.polarity is Polarity.DENIES:
            return clause
        for name, (rule, reader) in self._rules.items():
            if clause.feature not in rule.features or any(fact.name == name for fact in clause.facts):
                continue
            if fact := _completed(clause, whole, name, rule.half, reader):
                clause = clause.model_copy(update={"facts": (*clause.facts, fact)})
        return clause


def _completed(
    clause: Clause, whole: Whole, name: str, half: Sequence[str], reader: FormulaReader
) -> Fact | None:
    """Return the formula of a clause's passage and the next one together, where neither tells one by itself."""
    if clause.passage + 1 >= len(whole.passages):
        return None
    first, later = whole.passages[clause.passage : clause.passage + 2]
    beside = (first.document, first.block, first.kind) == (later.document, later.block, later.kind)
    if not beside or not whole.words[later.number].concept(*half):
        return None
    if any(True for text in (first.text, later.text) for _ in reader.read(text)):
        return None
    found = list(reader.read(f"{first.text} {later.text}"))
    if len(found) != 1:
        return None
    value, text = found[0]
    return Fact(name=name, kind=FactKind.FORMULA, value=value, text=text, quote=later.text, page=later.page)
