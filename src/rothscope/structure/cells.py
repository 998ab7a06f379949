"""A table row read cell by cell: what each cell says of the row's label under its column's title.

Account    | Before 59\u00bd | Loan
After-tax  | No          | Yes      ->  "Before 59\u00bd: After-tax:" No, "Loan: After-tax:" Yes
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rothscope.packs.documents import Matrices
from rothscope.structure.flow import Flow
from rothscope.structure.marks import mark_of
from rothscope.structure.rows import Row

FEWEST_COLUMNS = 3
"""Columns from which a row says several things; a row of two is one statement as it stands."""

FEWEST_EVENTS = 2
"""Titles that must name events, or kinds of money, for a table to be a matrix of both."""

EMPLOYEES = "employees"
"""What is added to a title that stands for a group of them and does not say so."""

_NUMBERED = re.compile(r"([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:No\. ?)?(?:\d{1,4}|[A-Z])")
_MARK = re.compile(
    r"(?<=[a-z\u2019'\u201d\".,%\u00bd])(?:\(\d{1,2}\)|\d)$|(?<=\S)[*\u2020\u2021\u00b9\u00b2\u00b3]+$"
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_NOT_CHOSEN = re.compile(r"(?:N\s?/\s?A|n\s?/\s?a|[Nn]ot applicable|NOT APPLICABLE)\.?$")
_SHARE = re.compile(r"\d[\d.]*\s?%")
_RANGE = re.compile(r"\d[\d.]*\s?%\s?(?:to|through|[-\u2010-\u2015])\s?\d[\d.]*\s?%$")
_REFUSES = re.compile(r"(?:no|none|never|not)\b|(?:n|[-\u2010-\u2015])$", re.IGNORECASE)
_GIVES = re.compile(r"yes\b", re.IGNORECASE)
_NO = re.compile(r"(?:no|none|not)\b|n$", re.IGNORECASE)
_LETTERS = frozenset("YN")
_DASH = re.compile(r"[-\u2010-\u2015]$")
_UNITS = re.compile(r"\b(?:years?|months?|or|more|less|than|to|and|over|under|of|fewer)\b", re.IGNORECASE)


def plain_title(text: str) -> str:
    """Return a title or label without the footnote mark at its end.

    >>> plain_title("After-tax(1)")
    'After-tax'
    """
    return _MARK.sub("", text)


def is_not_chosen(row: Row) -> bool:
    """Tell whether a row of two says of what it names that it does not apply: "N/A" chooses nothing."""
    return len(row.cells) == 2 and bool(row.cells[0].text) and _says_nothing(row.cells[1].text)


def _says_nothing(text: str) -> bool:
    return _NOT_CHOSEN.match(text) is not None


class Cell(NamedTuple):
    """A cell of words with what must be read before it, and the row and column it stands in."""

    flow: Flow
    lead_in: str
    row: str
    column: str


def cells_by_title(row: Row, matrices: Matrices) -> Iterator[Cell]:
    """Yield the cells of words, each with the title of its column and the label of its row; in a matrix, ticks too.

    Numbers alone, as in a schedule of years and percentages or a table of limits, are not yielded, but for percentages
    beside a "no", which they answer, and ranges of them beside a kind of money; nor is "N/A".
    """
    if len(row.cells) < FEWEST_COLUMNS or len(row.header) != len(row.cells) or row.short:
        return
    if not row.cells[0].text or describes_its_label(row, matrices):
        return
    name = plain_title(row.cells[0].text)
    label = f"{row.subject}, {name}" if row.subject else name
    titles = [plain_title(title.text).rstrip(":") for title in row.header[1:]]
    if _are_groups(titles, matrices) and len({cell.text for cell in row.cells[1:]}) == 1:
        if _has_words(row.cells[1].text):
            yield Cell(row.cells[1], f"{label.rstrip(':')}:", name.rstrip(":"), "")
        return
    matrix = _as_matrix(row, label, titles, matrices)
    named = _as_groups(titles, matrices)
    of_money = _any_of(matrices.sources).search(label) is not None
    refused = any(_REFUSES.match(cell.text) for cell in row.cells[1:])
    answers = [cell.text for cells in row.table for cell in cells[1:]]
    ticked = any(map(mark_of, answers)) or (
        any(map(_GIVES.match, answers)) and not any(map(_NO.match, answers))
    )
    for at, (title, cell) in enumerate(zip(titles, row.cells[1:], strict=True)):
        if matrix and matrix.is_no_matter(label, title, cell.text):
            continue
        if title and (
            _has_words(cell.text)
            or (matrix and _is_answer(cell.text, ticked))
            or (refused and _SHARE.match(cell.text))
            or (of_money and _RANGE.match(cell.text))
        ):
            lead_in = matrix.lead_in(at, label, title, cell.text) if matrix else _asked(named[at], label)
            yield Cell(cell, lead_in, name.rstrip(":"), title)


def is_of_matrix(row: Row, matrices: Matrices) -> bool:
    """Tell whether a row belongs to a table that sets kinds of money against events."""
    if (
        row.short
        or len(row.cells) < FEWEST_COLUMNS
        or len(row.header) != len(row.cells)
        or not row.cells[0].text
    ):
        return False
    return _as_matrix(row, row.cells[0].text, [title.text for title in row.header[1:]], matrices) is not None


def describes_its_label(row: Row, matrices: Matrices) -> bool:
    """Tell whether a row only describes what it names, how much, how often and by whom: it is one statement."""
    titles = [title.text for title in row.header[1:]]
    return (
        len(row.cells) >= FEWEST_COLUMNS
        and all(_any_of(matrices.properties).search(title) for title in titles)
        and not any(_any_of(matrices.sources).search(title) for title in titles)
    )


def _has_words(text: str) -> bool:
    return _WORD.search(_UNITS.sub("", text)) is not None and not _says_nothing(text)


def _is_answer(text: str, ticked: bool) -> bool:
    """Tell whether a cell of a matrix answers by a tick, by a letter, or by a dash where ticks or words only say yes."""
    return text in _LETTERS or mark_of(text) is True or (ticked and _DASH.match(text) is not None)


def _asked(title: str, label: str, before: str = "") -> str:
    return f"{title}: {before}{label}" if label.endswith((":", "?")) else f"{title}: {before}{label}:"


def _as_groups(titles: Sequence[str], matrices: Matrices) -> list[str]:
    """Return the titles, those of groups told to be of employees where they do not say so."""
    if not _are_groups(titles, matrices):
        return list(titles)
    group = _any_of(matrices.groups)
    return [f"{title} {EMPLOYEES}" if title and not group.search(title) else title for title in titles]


def _are_groups(titles: Sequence[str], matrices: Matrices) -> bool:
    """Tell whether titles stand for groups: one is a class of employees ("Salaried", "Lodge 61"), or they differ by a
    number or letter alone ("Lodge 61", "Lodge 207"), and no title names money, an event or what describes it.
    """
    words = (
        *matrices.sources,
        *matrices.properties,
        *(word for kind in matrices.events for word in kind.words),
    )
    numbered = {match.group(1) for title in titles if (match := _NUMBERED.fullmatch(title))}
    alike = len(titles) > 1 and len(numbered) == 1 and all(map(_NUMBERED.fullmatch, titles))
    named = alike or any(map(_any_of(matrices.groups).search, titles))
    return named and not any(map(_any_of(words).search, titles))


class _Matrix(NamedTuple):
    """A row of a matrix: whether its label is the event, and for each column the other events and their answers."""

    rows_are_events: bool
    others: tuple[tuple[tuple[str, str], ...], ...]
    matrices: Matrices

    def lead_in(self, at: int, label: str, title: str, answer: str) -> str:
        """Return what must be read before a cell.

        What a matrix is about stands before the event. What is given there is given of that money at that event; a "no"
        to one event of several, or to money whose being shut in refuses no feature, is said of the two alone.
        """
        event, source = (label, title) if self.rows_are_events else (title, label)
        says = _said_of(event, self.matrices)
        refuses = _REFUSES.match(answer) is not None
        own = _any_of(self.matrices.settled_by_no).search(source) is not None
        sooner = self._sooner(event)
        if sooner and own and not _refuses_or_nothing(answer):
            return f"{sooner}, {source.rstrip(':')}:"
        if says and self._is_of_event(at, event, own, answer):
            return f"{says}, {event.rstrip(':')}, {source.rstrip(':')}:"
        if says and not (refuses and (not own or self._is_no_refusal(at, event))):
            before = f"{says}, "
            return _asked(title, label, before) if self.rows_are_events else before + _asked(title, label)
        return _asked(title, label)

    def is_no_matter(self, label: str, title: str, answer: str) -> bool:
        """Tell whether a "no" to what only some can do (hardship, birth) is said of a house name, which may be a plan's."""
        event, source = (label, title) if self.rows_are_events else (title, label)
        named = _any_of(self.matrices.sources).search(source) is not None
        some = self._is(event, "some") and not self._is(event, "refused_by_no")
        return some and not named and _REFUSES.match(answer) is not None

    def _sooner(self, event: str) -> str:
        """Return what a yes is about at an event before an age ("Under 59\u00bd"): there, money comes out at any age."""
        met = (k for k in self.matrices.events if k.sooner_says and _any_of(k.words).search(event))
        return next((k.sooner_says for k in met if _any_of(k.unless).search(event)), "")

    def _is_of_event(self, at: int, event: str, own: bool, answer: str) -> bool:
        """Tell whether an answer is about the event's own feature, of which the money is a part; it may tell the age."""
        if self._is(event, "of_all_money"):
            return True
        if own or not (self._is(event, "of_any_money") or self._is(answer.split(";")[0], "of_any_money")):
            return False
        return _REFUSES.match(answer) is None or (
            self._is(event, "refused_by_no") and not self._is_given_otherwise(at, event)
        )

    def _is_no_refusal(self, at: int, event: str) -> bool:
        return self._is(event, "some") or self._is_given_otherwise(at, event)

    def _is_given_otherwise(self, at: int, event: str) -> bool:
        """Tell whether another event of the sort has a yes for the same money."""
        return any(
            other != event
            and _said_of(other, self.matrices) == _said_of(event, self.matrices)
            and answer
            and not _refuses_or_nothing(answer)
            for other, answer in self.others[at]
        )

    def _is(self, event: str, sort: Literal["some", "of_any_money", "of_all_money", "refused_by_no"]) -> bool:
        """Tell whether an event is of a sort."""
        met = [kind for kind in self.matrices.events if _any_of(kind.words).search(event)]
        if sort in ("of_any_money", "refused_by_no"):
            met = [kind for kind in met if not (kind.unless and _any_of(kind.unless).search(event))]
        return any(getattr(kind, sort) for kind in met)


def _refuses_or_nothing(answer: str) -> bool:
    return _REFUSES.match(answer) is not None or _says_nothing(answer) or mark_of(answer) is False


def _as_matrix(row: Row, label: str, titles: Sequence[str], matrices: Matrices) -> _Matrix | None:
    """Return a row as one of a matrix: a kind of money under events, or an event under kinds of money."""
    sources = _any_of(matrices.sources)
    named = sum(any(_any_of(kind.words).search(other) for kind in matrices.events) for other in titles)
    if named >= FEWEST_EVENTS and (sources.search(label) or _labels_are_money(row, sources)):
        answers = tuple((title, cell.text) for title, cell in zip(titles, row.cells[1:], strict=True))
        return _Matrix(False, (answers,) * len(titles), matrices)
    if sum(sources.search(other) is not None for other in titles) >= FEWEST_EVENTS:
        table = [cells for cells in row.table if len(cells) == len(row.cells)]
        columns = tuple(
            tuple((plain_title(cells[0].text), cells[at].text) for cells in table)
            for at in range(1, len(row.cells))
        )
        return _Matrix(True, columns, matrices)
    return None


def _labels_are_money(row: Row, sources: re.Pattern[str]) -> bool:
    """Tell whether most labels of a row's table name kinds of money: the others are house names of more of them."""
    labels = [plain_title(cells[0].text) for cells in row.table if len(cells) == len(row.cells)]
    return sum(sources.search(label) is not None for label in labels) > len(labels) / 2


def _said_of(event: str, matrices: Matrices) -> str:
    """Return what an event is about; one that also names another sort ("Leaving after 59\u00bd") tells by itself."""
    met = [kind for kind in matrices.events if _any_of(kind.words).search(event)]
    return met[0].says if met and all(kind.says for kind in met) else ""


@lru_cache(maxsize=16)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the words, a hyphen or a space between their parts."""
    listed = "|".join(re.escape(word).replace(r"\-", "[- ]?").replace(r"\ ", "[ -]") for word in words)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
