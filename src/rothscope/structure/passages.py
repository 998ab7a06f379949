"""A document and its sections become passages: sentences, list items, table rows, options, questions and answers.

Each passage carries the page's own words, what must be read before them (`lead_in`), the headings above it, the
state of its check box and, character by character, where it stands.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from rothscope.model.document import CELL_BAR, Document, Passage, PassageKind, Section
from rothscope.packs.documents import Matrices, SectionKinds
from rothscope.structure import shape
from rothscope.structure.cells import (
    cells_by_title,
    describes_its_label,
    is_not_chosen,
    is_of_matrix,
    plain_title,
)
from rothscope.structure.flow import Flow, cut, join
from rothscope.structure.frames import Frame, announces, parent_of
from rothscope.structure.inline_lists import find_inline_list
from rothscope.structure.marks import is_mark, mark_of
from rothscope.structure.notes import Note, hang_notes
from rothscope.structure.options import Option, split_options
from rothscope.structure.paragraphs import Gatherer, Paragraph, Shape
from rothscope.structure.references import find_references
from rothscope.structure.rows import Row, answer_by_mark, is_answered_by_mark
from rothscope.structure.sentences import split_sentences

ITEM_WORDS = 25
"""Words up to which an unmarked line after a colon may be an item of the list the colon announced."""

LABEL_WORDS = 8
"""Words up to which a sentence before boxes may be a label that their options finish."""


def split_passages(
    document: Document, sections: tuple[Section, ...], kinds: SectionKinds, document_index: int = 0
) -> tuple[Passage, ...]:
    """Return the document's passages in reading order; `document_index` is its place in a pile of documents."""
    cutter = _Cutter(document_index, kinds.matrices)
    for paragraph, after in pairwise((*Gatherer(document, sections).gather(), None)):
        if paragraph:
            cutter.take(paragraph, after)
    return tuple(find_references(hang_notes(cutter.passages, cutter.notes), kinds.references))


class _Cutter:
    """Cuts paragraphs into passages, remembering the question asked and the list announced."""

    def __init__(self, document: int, matrices: Matrices) -> None:
        self.matrices = matrices
        self.passages: list[Passage] = []
        self.notes: list[Note] = []
        self.document = document
        self.block = 0
        self.section: Section | None = None
        self.path: tuple[str, ...] = ()
        self.question = ""
        self.lead = ""
        self.unfinished = ""
        self.label = ""
        self.frames: list[Frame] = []
        self.open_list = False
        self.started = False

    def take(self, paragraph: Paragraph, after: Paragraph | None) -> None:
        """Cut one paragraph; `after` is the next one, before whose boxes a numbered caption is a heading."""
        self._stand_in(paragraph.section)
        if paragraph.shape is Shape.HEADING or (after and self._captions(paragraph, after)):
            self._heading(paragraph)
        elif paragraph.shape in (Shape.ROW, Shape.HEADER):
            self._row(paragraph)
        elif paragraph.shape is Shape.NOTE:
            self._note(paragraph)
        elif paragraph.shape is Shape.ANSWER and (marks := self._boxes(paragraph)):
            self._new_block()
            self.lead = _label(paragraph.series)
            self._options(paragraph, marks)
        elif paragraph.shape is Shape.ANSWER:
            self._add(PassageKind.TABLE_ROW, paragraph.flow, _joined(self.lead, _label(paragraph.series)))
        elif marks := self._boxes(paragraph):
            self._options(paragraph, marks)
        elif paragraph.shape is Shape.ITEM and (number := self._number_asked(paragraph.flow.text)):
            self._prose(cut(paragraph.flow, number, len(paragraph.flow.text)))
        elif paragraph.shape is Shape.ITEM and self._is_item(paragraph):
            self._item(paragraph.flow, paragraph.series, paragraph.indent)
        elif self._is_unmarked_item(paragraph.flow.text):
            self._item(paragraph.flow, "", paragraph.indent)
            self.open_list = paragraph.flow.text.endswith((";", ",", " and", " or"))
            self.started = True
        else:
            self._prose(paragraph.flow)

    def _stand_in(self, section: Section | None) -> None:
        if section is not self.section:
            if (
                section
                and self.section
                and self.path[: len(self.path) - 1] == (*section.path, section.heading)
            ):
                self._new_block()  # back in the section around it, nothing hangs on what was said there
            self.section = section
            self.path = (*section.path, section.heading) if section else ()

    def _heading(self, paragraph: Paragraph) -> None:
        self._new_block()
        text = paragraph.flow.text
        if text.endswith("?"):
            start = shape.reply_prefix(text)
            self._add(PassageKind.QUESTION, cut(paragraph.flow, start, len(text)))
            self.question = text[start:]
        else:
            self._add(PassageKind.HEADING, paragraph.flow)
            self.question = ""
            self.lead = text if text.endswith(":") else ""
            self.label = text

    def _captions(self, paragraph: Paragraph, after: Paragraph) -> bool:
        """Tell whether a numbered title names what the boxes below it choose ("15. After-Tax Contributions.")."""
        text = paragraph.flow.text
        marks = self._boxes(after)
        return (
            bool(marks and marks[0].start == 0)
            and paragraph.shape in (Shape.PROSE, Shape.ITEM)
            and shape.is_caption(text)
            and not self._boxes(paragraph)
        )

    def _row(self, paragraph: Paragraph) -> None:
        row, self.started = paragraph.row, True
        if paragraph.shape is Shape.HEADER:
            self._add(PassageKind.HEADING, paragraph.flow)
        elif row and self._is_marked(row):
            self._marked_row(row)
        elif row and paragraph.pairs and is_answered_by_mark(row):
            label, title = row.cells[0].text, row.header[1].text if row.header else ""
            self._add(PassageKind.TABLE_ROW, answer_by_mark(row), _label(label), cell=(label, title))
        elif (marks := self._boxes(paragraph)) and not (row and is_of_matrix(row, self.matrices)):
            if (
                row and marks[0].start == 0
            ):  # what stands in the cells behind a box and its words fills these in
                paragraph = paragraph._replace(flow=join([cell for cell in row.cells if cell.text]))
                marks = self._boxes(paragraph)
            self._options(paragraph, marks)
        elif row and is_not_chosen(row):
            self._add(PassageKind.OPTION, paragraph.flow, self.lead, ticked=False)
        else:
            header = self._titles(row) if row else ""
            self._add(PassageKind.TABLE_ROW, paragraph.flow, _joined(self.lead, header))
            for cell in cells_by_title(row, self.matrices) if row else ():
                place = (cell.row, cell.column)
                self._add(PassageKind.TABLE_ROW, cell.flow, _joined(self.lead, cell.lead_in), cell=place)

    def _titles(self, row: Row) -> str:
        """Return a row's subject and the titles over it as its lead-in, with bars where each cell is read under one."""
        between = "; " if describes_its_label(row, self.matrices) else CELL_BAR
        titles = between.join(plain_title(cell.text) for cell in row.header).strip()
        return _joined(_label(row.subject), titles) if row.subject else titles

    def _is_marked(self, row: Row) -> bool:
        """Tell whether ticks choose among the row's titles; those of a matrix of money and events answer yes."""
        marked = any(is_mark(cell.text) for cell in row.cells[1:]) and len(row.header) == len(row.cells)
        return marked and not is_of_matrix(row, self.matrices)

    def _marked_row(self, row: Row) -> None:
        """A tick under a column's title chooses the title's words for what the row names."""
        for title, cell in zip(row.header[1:], row.cells[1:], strict=True):
            ticked = mark_of(cell.text)
            if ticked is not None:
                place = (row.cells[0].text, title.text)
                self._add(
                    PassageKind.OPTION, title, _joined(self.lead, _label(row.cells[0].text)), ticked, place
                )
            elif cell.text:
                self._add(
                    PassageKind.TABLE_ROW, cell, _joined(self.lead, f"{row.cells[0].text}: {title.text}")
                )

    def _note(self, paragraph: Paragraph) -> None:
        """Keep a footnote until what it hangs on is known."""
        first = len(self.passages)
        self._new_block()
        for sentence in split_sentences(paragraph.flow):
            self._add(PassageKind.SENTENCE, sentence)
        self.notes.append(Note(paragraph.series, tuple(self.passages[first:])))
        del self.passages[first:]

    def _boxes(self, paragraph: Paragraph) -> list[shape.Box]:
        text = paragraph.flow.text
        marks = shape.boxes(text, paragraph.pairs)
        first = shape.box_at_start(text, paragraph.pairs, paragraph.forms)
        marks = sorted({*marks, first}) if first else marks
        if paragraph.answers and paragraph.row:
            marks = [mark for mark in marks if text[mark.start] not in shape.ANSWERING]
        return marks

    def _options(self, paragraph: Paragraph, marks: list[shape.Box]) -> None:
        before, options = split_options(paragraph.flow, marks)
        options, behind = _without_what_follows(options)
        if before.text:
            self._prose(before)
            self.label = _begun(before, options)
        elif (
            self.frames
            and any(option.before[:1].isupper() for option in options)
            and not announces(self.lead)
        ):
            self._new_block()  # a sentence of its own hangs on nothing before it
        lead = self.lead = self.lead or self.question or self.unfinished or self.label
        self.question, self.started = "", True
        for option in options:
            if option.caption:
                lead = self.lead = option.caption
                self.frames.clear()
            heads = _heads(self.passages, option) if len(set(option.columns)) > 1 else ()
            parent = parent_of(self.frames, option.series, paragraph.indent, option.ticked)
            lead_in = _joined(parent.lead_in, parent.text) if parent else lead
            ticked = option.ticked and not (parent is not None and parent.ticked is False)
            lead_in = _joined(lead_in, option.before)
            for at, sentence in enumerate(sentences := split_sentences(option.flow)):
                label = sentences[0].text if at and shape.is_label(sentences[0].text) else ""
                self._add(PassageKind.OPTION, sentence, _joined(lead_in, label), ticked)
            for head, mark in zip(heads, option.columns, strict=False):
                place = (option.flow.text, head.text)
                self._add(PassageKind.OPTION, head, _joined(lead_in, option.flow.text), mark, place)
            self.frames.append(Frame(option.series, paragraph.indent, option.flow.text, lead_in, ticked))
        if behind.text:
            self._prose(behind)

    def _number_asked(self, text: str) -> int:
        """Return the length of the number a text starts with where the question it answers bears the same, else 0."""
        length = shape.enumerator(text)
        return length if length and self.question[:length] == text[:length] else 0

    def _is_item(self, paragraph: Paragraph) -> bool:
        """Tell whether an enumerated or bulleted paragraph is a list item, and no numbered paragraph of prose."""
        bulleted = not any(char.isalnum() for char in paragraph.series)
        return bulleted or bool(self.lead or self.frames or self.question)

    def _is_unmarked_item(self, text: str) -> bool:
        if (
            not self.lead
            or text.endswith((":", "?"))
            or shape.reply_prefix(text)
            or shape.is_clause_number(text)
        ):
            return False
        if self.frames and self.frames[-1].ticked is not None:
            return False
        if (
            not self.started
            or self.open_list
            or shape.opens_with_answer(text)
            or text.endswith((";", ",", "; and", "; or"))
            or text[0].islower()
        ):
            return True
        return shape.words(text) <= ITEM_WORDS and not shape.ends_sentence(text)

    def _item(self, flow: Flow, series: str, indent: float, mark: str = "") -> None:
        if any(char.isalnum() for char in series):
            end = shape.enumerator(flow.text)
            flow, mark = cut(flow, end, len(flow.text)), flow.text[:end].strip()
        if flow.text.endswith("?") and len(split_sentences(flow)) == 1:
            self._new_block()
            self._add(PassageKind.QUESTION, flow)
            self.question = flow.text
            return
        if not (self.frames or self.lead or self.question or self.unfinished or self.label):
            self._new_block()
        parent = parent_of(self.frames, series, indent)
        if not (self.lead or self.question):
            self.lead = self.unfinished  # "You may" and then the list, without a colon
        lead_in = _joined(parent.lead_in, parent.text) if parent else self.lead or self.question
        self.frames.append(Frame(series, indent, flow.text, lead_in, parent.ticked if parent else None))
        self.started = True
        inner = find_inline_list(flow)
        if inner and inner.before.text:
            self._sentences(inner.before, lead_in, mark)
            inner_lead = _joined(lead_in, inner.before.text)
            for inner_mark, item in inner.items:
                self._sentences(item, inner_lead, inner_mark)
            self._sentences(inner.after, lead_in, mark)
        else:
            self._sentences(flow, lead_in, mark)

    def _sentences(self, flow: Flow, lead_in: str, mark: str) -> None:
        for sentence in _labelled(flow) if flow.text else []:
            self._add(PassageKind.LIST_ITEM, sentence, lead_in, mark=mark)

    def _prose(self, flow: Flow) -> None:
        label = self.label
        self._new_block()
        if label and shape.opens_answer_to_label(flow.text):
            flow = self._answer(flow, label)
        inner = find_inline_list(flow)
        if inner is None:
            self._running(flow)
            return
        if inner.before.text:
            self._running(inner.before)
        question = self.question
        for mark, item in inner.items:
            self._item(item, mark if mark in "\u2022-" else "", 0.0, mark)
        self.frames, self.lead, self.question = [], "", question
        if inner.after.text:
            self._running(inner.after)

    def _answer(self, flow: Flow, label: str) -> Flow:
        """Add the first sentence, which only answers the heading above it; return the rest."""
        first = split_sentences(flow)[0]
        self._add(PassageKind.TABLE_ROW, first, _label(label))
        return cut(flow, len(first.text), len(flow.text))

    def _running(self, flow: Flow) -> None:
        sentences = split_sentences(flow)
        if not sentences:
            return
        first = self.question
        for at, sentence in enumerate(sentences):
            text = sentence.text
            start = shape.reply_prefix(text) if at == 0 and (self.question or text.endswith("?")) else 0
            sentence = cut(sentence, start, len(text))
            if text.endswith("?"):
                self._add(PassageKind.QUESTION, sentence)
                self.question = sentence.text
            elif self.question:
                self._add(PassageKind.ANSWER, sentence, self.question)
            else:
                self._add(PassageKind.SENTENCE, sentence)
        last = sentences[-1].text
        self.unfinished = "" if shape.ends_sentence(last) else last
        if last.endswith("?"):
            return
        if announces(last):
            opens_answer = self.question if len(sentences) == 1 and self.question == first else ""
            self.lead = _joined(opens_answer, last[shape.reply_prefix(last) :])
        self.question = ""

    def _new_block(self) -> None:
        self.block += 1
        self.lead, self.unfinished, self.label = "", "", ""
        self.frames, self.open_list, self.started = [], False, False

    def _add(
        self,
        kind: PassageKind,
        flow: Flow,
        lead_in: str = "",
        ticked: bool | None = None,
        cell: tuple[str, str] | None = None,
        mark: str = "",
    ) -> None:
        if not flow.text or not (cell or any(char.isalnum() for char in flow.text)):
            return
        self.passages.append(
            Passage(
                number=len(self.passages),
                kind=kind,
                text=flow.text,
                lead_in=lead_in,
                path=self.path,
                section=self.section.kind if self.section else "body",
                page=flow.page,
                ticked=ticked,
                pieces=flow.pieces,
                document=self.document,
                block=self.block,
                cell=cell,
                mark=mark,
            )
        )


def _joined(first: str, second: str) -> str:
    return f"{first} {second}".strip() if first and second else first or second


def _label(text: str) -> str:
    title = plain_title(text)
    return title if title.endswith((":", "?")) else f"{title}:"


def _labelled(flow: Flow) -> list[Flow]:
    """Return an item's sentences; a label it opens with belongs to the one behind it ("Age 59½. You may …")."""
    first, *rest = split_sentences(flow)
    if not rest or not shape.is_label(first.text):
        return [first, *rest]
    second, *others = rest
    start = flow.text.index(second.text, len(first.text))
    return [cut(flow, 0, start + len(second.text)), *others]


def _without_what_follows(options: tuple[Option, ...]) -> tuple[tuple[Option, ...], Flow]:
    """Return options, two that share their end left with the sentence both finish, and what opens a list behind that.

    "The Plan [X] does [ ] does not provide for conversions. If it does, these amounts may be converted:"
    """
    if len(options) < 2 or options[-2].flow.text != options[-1].flow.text:
        return options, Flow("", ())
    shared = options[-1].flow
    first, *rest = split_sentences(shared) or [shared]
    if not rest or not announces(rest[-1].text):
        return options, Flow("", ())
    finished = (o._replace(flow=first) if o.flow.text == shared.text else o for o in options)
    return tuple(finished), cut(shared, shared.text.index(rest[0].text, len(first.text)), len(shared.text))


def _heads(passages: Sequence[Passage], option: Option) -> Sequence[Flow]:
    """Return the titles over the boxes of an option that has one for each column, or the boxes where they are not known:
    the last heading must have as many words.
    """
    heading = next((p for p in reversed(passages) if p.kind is PassageKind.HEADING), None)
    flow = Flow(heading.text, heading.pieces) if heading else Flow("", ())
    heads = [cut(flow, *word.span()) for word in re.finditer(r"[^\s|]+", flow.text)]
    return heads if len(heads) == len(option.columns) else option.boxes


def _begun(before: Flow, options: tuple[Option, ...]) -> str:
    """Return the label that options finish as a sentence ("Roth Deferrals. [X] may be made [ ] may not be made"), or
    the caption they stand behind ("D-4 Automatic enrollment. [X] none [ ] QACA").
    """
    last = split_sentences(before)[-1].text
    goes_on = all(option.flow.text[:1].islower() for option in options) and shape.words(last) <= LABEL_WORDS
    return _label(last.rstrip(".")) if goes_on or shape.is_caption(before.text) else ""
