"""The text a window is cut from, as far as it counts for how sure the second reading must be there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile

from rothscope.clauses.rules.answers import read_by_cells, titles_columns
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Polarity
from rothscope.model.document import Passage, PassageKind

LENGTH = 0.25
"""Power of the count of a document's windows by which the doubt it may have shrinks: half of it is left at sixteen."""

FORM = 0.4
"""The same in a form, where an answer heard from words around a box is wrong more often."""

TALK = 0.5
"""How probable it is that a text is an article, a letter or a forum's from which it is held to be no plan's own word."""

ALONE = 2
"""Windows up to which a text counts as a passage by itself, whose every word was heard, and not as a document."""


@dataclass(frozen=True)
class Text:
    """What a window is part of: `alone` is a passage by itself, on one page, and no document; `form` has boxes.

    `said` tells of each feature what the rules hear anywhere in it, given or refused.
    """

    whole: Whole
    windows: int
    alone: bool
    form: bool
    said: Mapping[str, frozenset[Polarity]]

    def cannot_give(self, passage: Passage) -> bool:
        """Tell whether nothing can be given where the answer is heard: an empty box, a title of columns, or a row that is
        read cell by cell.
        """
        by_cells = read_by_cells(passage) and not self.alone
        return passage.ticked is False or by_cells or titles_columns(passage)

    def opens_boxes(self, passage: Passage) -> bool:
        """Tell whether boxes below a passage say what it comes to ("May I convert? [ ] Yes [X] No")."""
        below = next(islice(self.whole.passages, passage.number + 1, None), None)
        return (
            passage.ticked is None
            and below is not None
            and below.ticked is not None
            and below.lead_in.endswith(passage.text)
        )

    def speaker(self, at: int) -> Passage:
        """Return the passage that speaks where an answer is heard: of titles of columns, the row below them, and of what
        opens boxes the first that is ticked.
        """
        passage = self.whole.passages[at]
        if self.opens_boxes(passage):
            options = takewhile(lambda one: one.ticked is not None, islice(self.whole.passages, at + 1, None))
            return next((option for option in options if option.ticked), passage)
        if not titles_columns(passage):
            return passage
        return next(self.table_of(passage), passage)

    def table_of(self, row: Passage) -> Iterator[Passage]:
        """Yield the rows of the table a row, or a title of columns, stands in."""
        rows = (one for one in self.whole.passages if one.block == row.block)
        yield from (one for one in rows if one.kind is PassageKind.TABLE_ROW)

    def is_one(self, clauses: Iterable[Clause]) -> bool:
        """Tell whether clauses stand in a text alone and in one of its chapters, and so speak of one plan."""
        return self.alone and len({self.whole.passages[clause.passage].path[:1] for clause in clauses}) < 2

    def sort(self, talk: float) -> str:
        """Return what a window is to be sure of: part of a document, talk about plans, or a plan's text alone."""
        if not self.alone:
            return "document"
        return "talk" if talk >= TALK else "alone"

    def surer(self, share: float, power: int = 1) -> float:
        """Return how probable an answer must be: the doubt shrinks with a document's windows."""
        if self.alone:
            return share
        growth: float = max(1, self.windows) ** (power * (FORM if self.form else LENGTH))
        return 1 - (1 - share) / growth


def text_of(whole: Whole, count: int, clauses: Iterable[Clause] = ()) -> Text:
    """Return what is known of a text cut into so many windows, and of what the rules hear in it."""
    said: dict[str, frozenset[Polarity]] = {}
    for clause in clauses:
        if clause.votes:
            said[clause.feature] = said.get(clause.feature, frozenset()) | {clause.polarity}
    passages = whole.passages
    return Text(
        whole,
        windows=count,
        alone=count <= ALONE and len({passage.page for passage in passages}) < 2,
        form=any(passage.ticked is not None for passage in passages),
        said=said,
    )
