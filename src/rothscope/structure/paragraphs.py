"""Lines become paragraphs: headings, prose, list items and table rows, joined across lines, columns and pages.

Comes in: a document and its sections. Goes out: paragraphs in reading order, each with the section it stands in.
"""

from enum import Enum, auto
from typing import NamedTuple

from rothscope.model.document import Document, Page, Section
from rothscope.structure import shape
from rothscope.structure.choices import ends_with_mark, goes_on_with_choice
from rothscope.structure.flow import Flow, cut, from_line, join
from rothscope.structure.headings import NUMBERED_RUN_IN
from rothscope.structure.notes import Spot
from rothscope.structure.reading_order import course_of
from rothscope.structure.rows import Row

LABEL_WORDS = 14
"""Words beyond which a line is no label of an answer on the next line."""


class Shape(Enum):
    """What a paragraph is by its looks."""

    HEADING = auto()
    PROSE = auto()
    ITEM = auto()
    ROW = auto()
    HEADER = auto()
    ANSWER = auto()
    NOTE = auto()


class Paragraph(NamedTuple):
    """A paragraph: its words, its looks, the section above it and, for items, bullet series and indent in points.

    The series of an answer is the label it answers; that of a footnote, its mark. `answers` says that ticks and crosses in
    the rows of its page are answers, and no marks of boxes.
    """

    flow: Flow
    shape: Shape
    section: Section | None
    series: str = ""
    indent: float = 0.0
    row: Row | None = None
    pairs: bool = False
    forms: bool = False
    answers: bool = False


class _Open(NamedTuple):
    """A paragraph still being gathered."""

    flows: list[Flow]
    shape: Shape
    series: str
    indent: float


class _Page(NamedTuple):
    """What must be known of a page before its lines can be read."""

    pairs: bool
    forms: bool
    answers: bool


class Gatherer:
    """Walks over the lines of one document and gathers paragraphs."""

    def __init__(self, document: Document, sections: tuple[Section, ...]) -> None:
        self.course = course_of(document)
        self.starts = {(section.page, section.line): section for section in sections}
        self.pages = {page.number: _look_over(page) for page in document.pages}
        self.found: list[Paragraph] = []
        self.open: _Open | None = None
        self.section: Section | None = None
        self.around: Section | None = None
        self.left: tuple[Section | None, Section | None] | None = None
        self.counted = False  # whether the section holds a list of numbers of its own

    def gather(self) -> list[Paragraph]:
        """Return the paragraphs."""
        at = 0
        while at < len(self.course.spots):
            at += self._take(at)
        self._close()
        for note in self.course.notes:
            *before, last = [from_line(*spot) for spot in note.spots]
            whole = join([*before, cut(last, 0, note.end)])
            flow = cut(whole, note.start, len(whole.text))
            self.section = self._section_at(note.spots[0])
            self._add(flow, Shape.NOTE, note.mark)
        return self.found

    def _section_at(self, spot: Spot) -> Section | None:
        before = [section for place, section in self.starts.items() if place <= (spot.page, spot.place)]
        return before[-1] if before else None

    def _take(self, at: int) -> int:
        """Read the line at `at`; return how many lines that used up."""
        spot = self.course.spots[at]
        self._step_aside(spot)
        section = self.starts.get((spot.page, spot.place))
        if section is not None:
            return self._head(at, section)
        rows, hidden = self.course.tables.get(spot.page, ({}, frozenset()))
        if spot.place in rows:
            self._close()
            row = rows[spot.place]
            looks = Shape.HEADER if row.is_header else Shape.ROW
            self._add(row.flow, looks, indent=self.course.indent(at), row=row)
        elif spot.place not in hidden:
            self._line(at, spot)
        return 1

    def _step_aside(self, spot: Spot) -> None:
        """Close the paragraph at either end of an aside, and go back to the section that was left for it."""
        if spot.line.aside and self.left is None:
            self._close()
            self.left = self.section, self.around
        elif not spot.line.aside and self.left is not None:
            self._close()
            self.section, self.around = self.left
            self.left = None

    def _head(self, at: int, section: Section) -> int:
        self._close()
        if section.level < NUMBERED_RUN_IN:
            self.around = section
        elif self.around and self.around.heading not in section.path:
            self.around = self._above(section)
        self.section, self.counted = section, False
        spot = self.course.spots[at]
        if section.level >= NUMBERED_RUN_IN:
            self._run_in(at, section)
            return 1
        flows = [from_line(*spot)]
        length = len(spot.line.text)
        while length < len(section.heading) and at + len(flows) < len(self.course.spots):
            after = self.course.spots[at + len(flows)]
            flows.append(from_line(*after))
            length += 1 + len(after.line.text)
        self._add(join(flows), Shape.HEADING)
        return len(flows)

    def _run_in(self, at: int, section: Section) -> None:
        """A heading ended by a full stop stands alone; one ended by a colon stays with the words it labels."""
        spot = self.course.spots[at]
        text = spot.line.text
        stop = len(section.heading) + 1
        whole = from_line(*spot)
        if text[stop - 1 : stop] == ".":
            self._add(cut(whole, 0, stop), Shape.HEADING)
            self._start(at, cut(whole, stop, len(text)))
        else:
            self._start(at, whole)

    def _line(self, at: int, spot: Spot) -> None:
        text = spot.line.text
        if shape.is_contents_line(text):
            self._close()
            self._add(cut(from_line(*spot), 0, len(shape.contents_entry(text))), Shape.HEADING)
        elif self.open and self._answers_label(text):
            label = self.open.flows[0].text
            self.open = _Open([from_line(*spot)], Shape.ANSWER, label, self.course.indent(at))
        elif self._starts_paragraph(at, spot):
            self._close()
            self._leave_run_in(spot)
            self._leave_for_next_number(spot.line.text)
            self._start(at, from_line(*spot))
        elif self.open:
            self.open.flows.append(from_line(*spot))

    def _starts_paragraph(self, at: int, spot: Spot) -> bool:
        text = spot.line.text
        if self.open is None or shape.bullet(text):
            return True
        page = self.pages[spot.page]
        before = self.open.flows[-1].text
        if shape.box_at_start(text, page.pairs, page.forms):
            return not goes_on_with_choice(before, text, shape.boxes(f"{before} {text}", page.pairs))
        if not text[:1].islower() and ends_with_mark(before, shape.boxes(before, page.pairs)):
            return True
        if shape.enumerator(text) and (shape.ends_sentence(before) or before.endswith((",", " and", " or"))):
            return True
        if shape.is_form_number(text) and shape.ends_sentence(before):
            return True
        return self.course.opens(at)

    def _start(self, at: int, flow: Flow) -> None:
        text = flow.text
        indent = self.course.indent(at)
        page = self.pages[self.course.spots[at].page]
        if shape.box_at_start(text, page.pairs, page.forms):
            self.open = _Open([flow], Shape.PROSE, "", indent)
            return
        length = shape.bullet(text)
        if length:
            self.open = _Open([cut(flow, length, len(text))], Shape.ITEM, text[:length].strip(), indent)
            return
        length = 0 if shape.reply_prefix(text) else shape.enumerator(text)
        if length:
            self.open = _Open([flow], Shape.ITEM, shape.enumerator_class(text[:length]), indent)
        else:
            self.open = _Open([flow], Shape.PROSE, "", indent)

    def _leave_run_in(self, spot: Spot) -> None:
        """A run-in heading holds for its paragraph and the list on it; a numbered one, until the next number."""
        if self.section is None or self.section.level < NUMBERED_RUN_IN:
            return
        page, text = self.pages[spot.page], spot.line.text
        listed = (
            shape.bullet(text) or shape.enumerator(text) or shape.box_at_start(text, page.pairs, page.forms)
        )
        if self.section.level == NUMBERED_RUN_IN:
            listed = listed or not shape.numbering(text)
        if not listed:
            self.section = self.around

    def _leave_for_next_number(self, text: str) -> None:
        """A numbered heading ends where a paragraph bears the number behind its own, if no list has come to it."""
        number = shape.number_of(text)
        if self.section is None or not number:
            return
        if shape.comes_after(number, shape.number_of(self.section.heading)) and not self.counted:
            self.section = self._above(self.section)
        elif len(number) == 1:
            self.counted = True

    def _above(self, section: Section) -> Section | None:
        """Return the section that a section stands in, if any."""
        around = [s for s in self.starts.values() if (*s.path, s.heading) == section.path]
        before = [s for s in around if (s.page, s.line) < (section.page, section.line)]
        return before[-1] if before else None

    def _answers_label(self, text: str) -> bool:
        """Tell whether the line only answers a label on the line before ("Available" under "Roth contributions")."""
        if self.open is None or len(self.open.flows) != 1 or self.open.shape is Shape.ANSWER:
            return False
        if not (shape.ANSWER.match(text) or shape.opens_answer_to_label(text)):
            return False
        label = self.open.flows[0].text
        return not shape.ends_sentence(label) and shape.words(label) <= LABEL_WORDS

    def _close(self) -> None:
        if self.open:
            flows, looks, series, indent = self.open
            self.open = None
            self._add(join(flows), looks, series, indent)

    def _add(
        self, flow: Flow, looks: Shape, series: str = "", indent: float = 0.0, row: Row | None = None
    ) -> None:
        if flow.text:
            page = self.pages[flow.page]
            self.found.append(
                Paragraph(
                    flow, looks, self.section, series, indent, row, page.pairs, page.forms, page.answers
                )
            )


def _look_over(page: Page) -> _Page:
    glyphs = set("".join(line.text for line in page.lines))
    pairs = any(filled in glyphs and empty in glyphs for filled, empty in shape.PAIRS.items())
    forms = _is_form(page)
    answers = not glyphs.isdisjoint(shape.ANSWERING) and glyphs.isdisjoint(shape.EMPTY_BOXES)
    return _Page(
        pairs, forms, answers and not any("[ ]" in line.text or "( )" in line.text for line in page.lines)
    )


def _is_form(page: Page) -> bool:
    """Tell whether a lone "o" or a blank may be an empty box here: some line starts with a lone x or a real box, or several
    with a blank before small letters.
    """
    if sum(shape.is_blank_option(line.text) for line in page.lines) > 1:
        return True
    marks = ((shape.box_at_start(line.text), line.text) for line in page.lines)
    lone = any(line.text.startswith(("o ", "__")) for line in page.lines)
    return lone and any(box.ticked or text[box.start] != "_" for box, text in marks if box)
