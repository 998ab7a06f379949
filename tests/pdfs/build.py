"""Draw the small PDFs of this folder: `python tests/pdfs/build.py`. Each is named for what it proves.

All plans and sentences in them are invented. The files are checked in, so that tests need no drawing library.
"""

import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path(__file__).parent
WIDTH, HEIGHT = 612, 792
LEADING = 13

LEFT_COLUMN = (
    "Contributions",
    "Each pay period you may set aside between one",
    "and sixty percent of your eligible pay. You may",
    "also make voluntary contributions that are taken",
    "from pay after income tax has been withheld, up",
    "to eight percent of the same pay.",
    "The committee reviews these percentages every",
    "spring and tells you when they change.",
)
RIGHT_COLUMN = (
    "Withdrawals",
    "While you are still at work you may take out the",
    "money in your voluntary account twice a year, and",
    "nothing else before you reach age fifty-nine and",
    "one half. A request is made online and paid within",
    "ten business days of the date it is approved.",
    "No fee is charged for the first request of a year,",
    "and fifteen dollars for every later one.",
)


def drawn(paint: Callable[[Canvas], None], **options: Any) -> bytes:
    """Return the PDF that a function paints, without dates or random ids in it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0, **options)
    canvas.setFont("Helvetica", 10)
    paint(canvas)
    canvas.save()
    return buffer.getvalue()


def column(canvas: Canvas, x: float, top: float, lines: Iterable[str]) -> None:
    for at, line in enumerate(lines):
        canvas.drawString(x, HEIGHT - top - at * LEADING, line)


def columns_drawn_line_by_line(canvas: Canvas) -> None:
    for at, (left, right) in enumerate(zip(LEFT_COLUMN, RIGHT_COLUMN, strict=True)):
        canvas.drawString(60, HEIGHT - 120 - at * LEADING, left)
        canvas.drawString(320, HEIGHT - 120 - at * LEADING, right)


def columns_drawn_right_first(canvas: Canvas) -> None:
    column(canvas, 320, 120, RIGHT_COLUMN)
    column(canvas, 60, 120, LEFT_COLUMN)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, HEIGHT - 90, "Your savings plan at a glance, whichever column you read")


def side_headings_drawn_last(canvas: Canvas) -> None:
    column(canvas, 200, 120, LEFT_COLUMN[1:6])
    column(canvas, 200, 220, RIGHT_COLUMN[1:6])
    canvas.setFont("Helvetica-Bold", 10)
    column(canvas, 60, 120, ("Putting money", "in"))
    column(canvas, 60, 220, ("Taking money out",))


def label_and_answer(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, HEIGHT - 90, "Plan features")
    canvas.setFont("Helvetica", 10)
    rows = (
        ("Rollovers into the plan", "Allowed"),
        ("After-tax contributions", "Not allowed"),
        ("Conversion inside the plan", "Once a quarter"),
        ("Loans", "Two at a time"),
    )
    for at, (label, answer) in enumerate(rows):
        canvas.drawString(60, HEIGHT - 120 - at * 18, label)
        canvas.drawString(330, HEIGHT - 120 - at * 18, answer)
    dotted = (("Hardship withdrawals", "Available"), ("Catch-up contributions", "Available from age 50"))
    for at, (label, answer) in enumerate(dotted):
        canvas.drawString(60, HEIGHT - 260 - at * LEADING, f"{label} {'.' * 60} {answer}")


def wrapped_labels_and_answers(canvas: Canvas) -> None:
    """Cells drawn one by one; label and answer wrap, and rows stand apart."""
    rows = (
        (("Voluntary contributions", "after tax"), ("Permitted up to ten percent", "of eligible pay")),
        (("Conversion",), ("Not offered at present; the", "committee may add it", "by amendment")),
        (("Withdrawal at", "age 59 1/2"), ("Permitted",)),
    )
    top = 120.0
    for label, answer in rows:
        column(canvas, 60, top, label)
        column(canvas, 300, top, answer)
        top += LEADING * max(len(label), len(answer)) + 14


TABLE = (
    ("Money in your account", "While employed", "After you leave"),
    ("Before-tax savings", "Age 59 1/2 or hardship", "Any time"),
    ("Voluntary after-tax savings", "Twice a year", "Any time"),
    ("Company match", "No", "Any time once vested"),
)


def ruled_table_drawn_by_columns(canvas: Canvas) -> None:
    edges = (60, 230, 400, 550)
    for at in range(len(TABLE) + 1):
        canvas.line(edges[0], HEIGHT - 100 - at * 24, edges[-1], HEIGHT - 100 - at * 24)
    for x in edges:
        canvas.line(x, HEIGHT - 100, x, HEIGHT - 100 - len(TABLE) * 24)
    for at, x in enumerate(edges[:-1]):
        for down, row in enumerate(TABLE):
            canvas.setFont("Helvetica-Bold" if down == 0 else "Helvetica", 10)
            canvas.drawString(x + 5, HEIGHT - 116 - down * 24, row[at])
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, HEIGHT - 80, "When you may take out each kind of money:")
    canvas.drawString(60, HEIGHT - 240, "A withdrawal under this table is paid in cash.")


def ruled_table_on_cropped_page(canvas: Canvas) -> None:
    canvas.setCropBox((40, 200, 580, 760))
    ruled_table_drawn_by_columns(canvas)


def ruled_table_on_turned_page(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    canvas.translate(HEIGHT, 0)
    canvas.rotate(90)
    ruled_table_drawn_by_columns(canvas)


def heads_feet_and_roman_numbers(canvas: Canvas) -> None:
    """Head and foot are drawn first; two pages of front matter carry roman numbers, then 1 starts anew."""
    printed = ("i", "ii", "1", "2", "3")
    for at, number in enumerate(printed):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, HEIGHT - 40, "Harrow Vale Clinics Savings Plan")
        canvas.drawRightString(550, HEIGHT - 40, f"Issued 2025 - part {at + 1}")
        canvas.drawCentredString(306, 30, number)
        canvas.setFont("Helvetica", 10)
        column(
            canvas,
            60,
            120 + 13 * at,
            [f"Sheet {word} of this booklet tells" for word in ("one", "two", "three")],
        )
        canvas.drawString(60, HEIGHT - 300 - 13 * at, f"The limit in year {2020 + 3 * at * at} was lower")
        canvas.showPage()


HEADINGS = (
    "Who can join", "What you pay in", "What we add", "When it is yours",
    "Taking money out", "Borrowing", "When you leave", "When you die", "Who to call",
)  # fmt: skip


def contents_with_and_without_dots(canvas: Canvas) -> None:
    canvas.drawString(60, HEIGHT - 90, "Inside")
    column(canvas, 60, 120, [f"{title} {'. ' * 40} {at + 3}" for at, title in enumerate(HEADINGS)])
    canvas.showPage()
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, HEIGHT - 90, "Questions answered")
    column(canvas, 60, 120, HEADINGS)
    for title in HEADINGS:
        canvas.showPage()
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(60, HEIGHT - 90, title)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, HEIGHT - 120, f"This part is about one thing: {title.lower()}.")
        canvas.drawString(60, HEIGHT - 133, "It takes effect on the first day of the plan year.")


def broken_words(canvas: Canvas) -> None:
    column(
        canvas,
        60,
        120,
        (
            "The plan accepts voluntary contributions from every partic-",
            "ipant, and a participant may stop at any time. These after-",
            "tax amounts are kept apart; after-tax money is never matched. A self-",
            "directed account costs more than a directed one, and a wholly unre-",
            "pealable election is made once.",
        ),
    )


def drawn_boxes(canvas: Canvas) -> None:
    def square(x: float, y: float, crossed: bool = False, letter: str = "") -> None:
        canvas.rect(x, y, 9, 9)
        if crossed:
            canvas.line(x, y, x + 9, y + 9)
            canvas.line(x, y + 9, x + 9, y)
        if letter:
            canvas.drawString(x + 1.5, y + 1, letter)

    square(60, HEIGHT - 121)
    canvas.drawString(80, HEIGHT - 120, "Loans are permitted.")
    square(60, HEIGHT - 141, crossed=True)
    canvas.drawString(80, HEIGHT - 140, "Rollovers are permitted.")
    square(60, HEIGHT - 161, letter="X")
    canvas.drawString(80, HEIGHT - 160, "Conversions are permitted.")
    canvas.drawString(60, HEIGHT - 180, "The plan")
    square(104, HEIGHT - 181, crossed=True)
    canvas.drawString(118, HEIGHT - 180, "does")
    square(144, HEIGHT - 181)
    canvas.drawString(158, HEIGHT - 180, "does not allow after-tax contributions.")
    square(60, HEIGHT - 201, letter="7")
    canvas.drawString(80, HEIGHT - 200, "is a number in a frame, not a choice.")
    canvas.rect(60, HEIGHT - 221, 5, 5, stroke=0, fill=1)
    canvas.drawString(80, HEIGHT - 220, "is a bullet, not a choice.")
    for at in range(6):
        square(200 + 9 * at, HEIGHT - 221)
    canvas.setFont("ZapfDingbats", 10)
    canvas.drawString(60, HEIGHT - 240, "\u274f")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(80, HEIGHT - 240, "A box of a picture font.")


def form_fields(canvas: Canvas) -> None:
    form = canvas.acroForm
    form.checkbox(name="a", x=60, y=HEIGHT - 122, size=12, checked=True)
    canvas.drawString(80, HEIGHT - 120, "After-tax contributions are permitted.")
    form.checkbox(name="b", x=60, y=HEIGHT - 142, size=12, checked=False)
    canvas.drawString(80, HEIGHT - 140, "Loans are permitted.")
    form.radio(name="c", value="yes", x=60, y=HEIGHT - 162, size=12, selected=False)
    canvas.drawString(80, HEIGHT - 160, "Conversion once a year")
    form.radio(name="c", value="no", x=60, y=HEIGHT - 182, size=12, selected=True)
    canvas.drawString(80, HEIGHT - 180, "Conversion never")
    canvas.drawString(60, HEIGHT - 200, "The cap on after-tax contributions is")
    form.textfield(name="d", value="7% of pay", x=235, y=HEIGHT - 204, width=90, height=16)


def radios_told_by_value(canvas: Canvas) -> None:
    """Radio buttons and check boxes of which none is drawn as chosen once `main` has taken their state away."""
    form = canvas.acroForm
    canvas.drawString(60, HEIGHT - 120, "After-tax contributions are permitted.")
    for x, word, chosen in ((300, "Yes", False), (360, "No", True)):
        canvas.drawString(x, HEIGHT - 120, word)
        form.radio(name="a", value=word, x=x + 24, y=HEIGHT - 122, size=12, selected=chosen)
    for y, mark in ((140, True), (160, False)):
        canvas.drawString(80, HEIGHT - y, "Roth contributions" if mark else "Loans")
        form.checkbox(name=f"b{y}", x=60, y=HEIGHT - y - 2, size=12, checked=mark)


def turned_page(canvas: Canvas) -> None:
    """Drawn sideways on a page that is displayed a quarter turn clockwise, so that it reads upright."""
    canvas.setPageRotation(90)
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    canvas.drawString(100, 512, "This page is displayed on its side,")
    canvas.drawString(100, 499, "and reads from left to right all the same.")


def cropped_page(canvas: Canvas) -> None:
    canvas.setCropBox((50, 100, 550, 700))
    canvas.drawString(150, 600, "Only part of this page is shown.")


def text_behind_password(canvas: Canvas) -> None:
    canvas.drawString(60, HEIGHT - 120, "The plan permits after-tax contributions.")


def scan(canvas: Canvas) -> None:
    """A grey picture, and no text."""
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (85, 110), 200)), 0, 0, WIDTH, HEIGHT)


def text_then_scan(canvas: Canvas) -> None:
    text_behind_password(canvas)
    canvas.showPage()
    scan(canvas)


def scan_with_hidden_text(canvas: Canvas) -> None:
    """A picture over the whole page and the words of somebody's OCR behind it, never drawn."""
    scan(canvas)
    text = canvas.beginText(60, HEIGHT - 120)
    text.setFont("Helvetica", 10)
    text.setTextRenderMode(3)
    for line in (*LEFT_COLUMN[1:6], "You may make afler-tax contrlbutions of 8% of pay."):
        text.textLine(line)
    canvas.drawText(text)


def please_wait(canvas: Canvas) -> None:
    column(
        canvas,
        60,
        120,
        ("Please wait...", "If this message is not eventually replaced by the contents of the document,",
         "your viewer may not be able to show them.")
    )  # fmt: skip


def blank_page_between(canvas: Canvas) -> None:
    text_behind_password(canvas)
    canvas.showPage()
    canvas.showPage()
    canvas.setFont("Helvetica", 10)
    text_behind_password(canvas)


def numbered_by_the_file(canvas: Canvas) -> None:
    canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
    canvas.addPageLabel(1, style="ARABIC", start=1)
    for word in ("first", "second", "third"):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, HEIGHT - 120, f"The {word} sheet prints no number.")
        canvas.showPage()


def titled(canvas: Canvas) -> None:
    canvas.setTitle("Harrow Vale Clinics Savings Plan")
    text_behind_password(canvas)


def paragraphs(canvas: Canvas) -> None:
    column(canvas, 60, 120, LEFT_COLUMN[1:4])
    column(canvas, 60, 168, RIGHT_COLUMN[1:3])
    canvas.drawString(84, HEIGHT - 194, "An indented line starts a paragraph as well, and it")
    column(canvas, 60, 207, ("goes on at the margin.",))
    column(canvas, 60, 233, ("1. A list item hangs its later",))
    column(canvas, 71.1, 246, ("lines under its first word.",))


PERMITS = ("The plan permits after-tax contributions",)
LAYERED = (
    "Each Member may make voluntary after-tax contributions of up to ten",
    "percent of pay, and may convert them to Roth inside the plan once a",
    "quarter. While you are still employed you may withdraw them.",
)
MAPS = {
    "garbled_text_layer": (PERMITS, [(0x20, 0x7E, 0xE020)]),
    "letters_moved": (LAYERED, [(0x20, 0x7E, 0x03)]),
    "letters_moved_to_private_codes": (LAYERED, [(0x20, 0x7E, 0xF020)]),
    "letters_shuffled": (
        LAYERED,
        [(first + at, first + at, first + (7 * at + 3) % 26) for first in (0x41, 0x61) for at in range(26)],
    ),
}
"""Text layers by name: what is drawn, and what its codes (first to last) are said to mean (from a code on)."""


def with_map(lines: Iterable[str], ranges: Iterable[tuple[int, int, int]]) -> bytes:
    """A page that shows the lines and whose text layer maps their codes elsewhere, as subset fonts do."""
    drawn_lines = " T* ".join(f"<{''.join(f'{ord(c):02X}' for c in line)}> Tj" for line in lines)
    told = " ".join(f"1 beginbfrange <{a:02X}> <{b:02X}> <{to:04X}> endbfrange" for a, b, to in ranges)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {told} endcmap end end"
    )
    content = f"BT /F1 10 Tf 13 TL 60 700 Td {drawn_lines} ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        f"<< /Length {len(to_unicode)} >>\nstream\n{to_unicode}\nendstream",
    )
    return assembled(objects)


def assembled(objects: Iterable[str]) -> bytes:
    body, offsets = "%PDF-1.4\n", []
    for number, thing in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{thing}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(offsets) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + f"xref\n0 {size}\n0000000000 65535 f \n" + table + trailer).encode("latin-1")


PAINTED = (
    columns_drawn_line_by_line, columns_drawn_right_first, side_headings_drawn_last, label_and_answer,
    wrapped_labels_and_answers, ruled_table_drawn_by_columns, heads_feet_and_roman_numbers,
    ruled_table_on_cropped_page, ruled_table_on_turned_page,
    contents_with_and_without_dots, broken_words, drawn_boxes, form_fields, turned_page, cropped_page, scan,
    scan_with_hidden_text, please_wait, text_then_scan, blank_page_between, numbered_by_the_file, titled, paragraphs,
)  # fmt: skip


def main() -> None:
    for paint in PAINTED:
        (FOLDER / f"{paint.__name__}.pdf").write_bytes(drawn(paint))
    locked = StandardEncryption("open", "owner", strength=128)
    (FOLDER / "password_needed.pdf").write_bytes(drawn(text_behind_password, encrypt=locked))
    owner_only = StandardEncryption("", "owner", canCopy=0, strength=128)
    (FOLDER / "owner_password_only.pdf").write_bytes(drawn(text_behind_password, encrypt=owner_only))
    shown = drawn(radios_told_by_value)
    unshown = re.sub(rb"/AS /\w+", lambda state: b" " * len(state.group()), shown)
    (FOLDER / "radios_told_by_value.pdf").write_bytes(unshown)
    for name, (lines, ranges) in MAPS.items():
        (FOLDER / f"{name}.pdf").write_bytes(with_map(lines, ranges))


if __name__ == "__main__":
    main()
