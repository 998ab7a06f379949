"""Make the documents of this folder again: `python sample_spds/forms/make.py`. Same text, same bytes.

heron_bay.md is one short plan, set in every form in which plans reach people; the others have one form each.
"""

import io
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import pypdfium2 as pdfium  # noqa: E402  # the folder above holds the makers
import weasyprint  # noqa: E402
from build import set_pdf  # noqa: E402
from fpdf import FPDF  # noqa: E402
from PIL import Image  # noqa: E402
from press.dialect import read_booklet  # noqa: E402
from press.magazine import Aside, columns_of, magazine_page  # noqa: E402
from press.other_forms import DAY, as_web, as_word  # noqa: E402
from reportlab.lib.pagesizes import letter  # noqa: E402
from reportlab.lib.utils import ImageReader  # noqa: E402
from reportlab.pdfgen import canvas  # noqa: E402

DPI = 200
SKEW = 1.6
"""Degrees by which the scan lies askew, clockwise."""


def dots(pdf: bytes, degrees: float) -> list[Image.Image]:
    """The pages in black and white, askew by degrees clockwise."""
    return [
        page.render(scale=DPI / 72, grayscale=True)
        .to_pil()
        .convert("L")
        .rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
        .point([255 if level > 140 else 0 for level in range(256)])
        .convert("1")
        for page in pdfium.PdfDocument(pdf)
    ]


def scanned(pdf: bytes, degrees: float) -> bytes:
    """The pages as an office scanner gives them: black and white dots, askew."""
    content = io.BytesIO()
    first, *rest = dots(pdf, degrees)
    first.save(
        content, "PDF", save_all=True, append_images=rest, resolution=DPI, creationDate=None, modDate=None
    )
    return content.getvalue()


TURNS = ((270, 270), (90, 0), (180, 0))
"""How each page lies in the scanner (degrees counter-clockwise), and how the file turns it back (clockwise)."""


def scanned_turned(pdf: bytes) -> bytes:
    """The pages as they lay in the feeder: one turned back by the file, one sideways, one upside down."""
    content = io.BytesIO()
    page = canvas.Canvas(content, invariant=True)
    for picture, (turn, entry) in zip(dots(pdf, SKEW), TURNS, strict=True):
        lying = picture.rotate(turn, expand=True)
        size = (lying.width * 72 / DPI, lying.height * 72 / DPI)
        page.setPageSize(size)
        page.setPageRotation(entry)
        page.drawImage(ImageReader(lying.convert("L")), 0, 0, *size)
        page.showPage()
    page.save()
    return content.getvalue()


MERGED_CELLS = """
<style>
  @page { size: letter; margin: 1in }
  body { font: 11pt "Liberation Serif" }
  table { border-collapse: collapse; width: 100% }
  td, th { border: 1px solid black; padding: 4pt; text-align: left; vertical-align: top }
  .note { font-size: 8pt }
</style>
<h1>Otter Creek Mills 401(k) Plan</h1>
<p>Summary Plan Description, January 2026</p>
<p>You may make voluntary after-tax contributions of up to 10% of pay. The plan administrator is Otter Creek Mills.</p>
<h2>Access to your money</h2>
<p>The table shows when each kind of money may be paid out.</p>
<table>
<tr><th rowspan=2>Kind of money</th><th colspan=3>While you are employed</th><th rowspan=2>After you leave</th></tr>
<tr><th>Hardship</th><th>From age 59½</th><th>At any time</th></tr>
<tr><td>Pre-tax contributions</td><td>Yes</td><td>Yes</td><td>No</td><td>Yes</td></tr>
<tr><td>Roth contributions</td><td>Yes</td><td>Yes</td><td>No</td><td>Yes</td></tr>
<tr><td>After-tax contributions<sup>1</sup></td><td>No</td><td>Yes</td><td>Yes</td><td>Yes</td></tr>
<tr><td>Company match</td><td>No</td><td>Yes</td><td rowspan=2>No</td><td>Yes</td></tr>
<tr><td>Rollovers</td><td>Yes</td><td>Yes</td><td>Yes</td></tr>
</table>
<p class=note>1 You may withdraw after-tax contributions not more than twice in a calendar year.</p>
"""
"""A matrix of money and events with titles over several columns, a cell over two rows, and a footnote mark."""


def merged_cells() -> bytes:
    """MERGED_CELLS as a PDF of the third maker."""
    pdf = weasyprint.HTML(string=MERGED_CELLS).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


GROUPS_OVER_PAGES = """
<style>
  @page { size: letter landscape; margin: 0.7in }
  body { font: 11pt "Liberation Serif" }
  table { border-collapse: collapse; width: 100% }
  td, th { border: 1px solid black; padding: 4pt; text-align: left; vertical-align: top }
  th { font-size: 9pt }
  tr.over { break-before: page }
</style>
<h1>Sorrel Bay Tinworks Savings Plan</h1>
<p>Summary of provisions, January 2026. One plan; the columns are groups of its members.</p>
<table>
<thead>
<tr><th rowspan=2>Matter</th><th rowspan=2>Rule</th><th colspan=3>Members</th></tr>
<tr><th>Office, salaried</th><th>Plant, hourly</th><th>Local 88</th></tr>
</thead>
<tr><td rowspan=3><b>What you save</b></td><td>Pre-tax</td><td>1% to 60% of pay</td><td>1% to 60% of pay</td>
<td>1% to 40% of pay</td></tr>
<tr><td>After-tax, not Roth</td><td colspan=3>1% to 6% of pay</td></tr>
<tr><td>How often you may change it</td><td colspan=3>Every payday</td></tr>
<tr><td><b>What the Company adds</b></td><td>Match</td><td>50% of the first 6% of pay you save</td>
<td>50% of the first 4% of pay you save</td><td>None</td></tr>
<tr><td></td><td>Match on after-tax money</td><td>No</td><td>No</td><td>No</td></tr>
<tr><td><b>Change to Roth inside the Plan</b></td><td>Pre-tax or Company money</td><td colspan=3>Not offered</td></tr>
<tr class=over><td></td><td>After-tax money</td><td>Any day</td><td>Any day</td><td>Not offered</td></tr>
<tr><td><b>Payments while you work</b></td><td>Withdrawal of after-tax money</td><td>At any age</td><td>At any age</td>
<td>Not before age 59½</td></tr>
<tr><td></td><td>Withdrawal from age 59½</td><td colspan=3>Every account, twice a year</td></tr>
<tr><td></td><td>Birth or adoption</td><td colspan=3>Up to $5,000</td></tr>
</table>
"""
"""Columns of groups, merged cells among them, and a column of subjects that stands empty where its subject goes on, over
the page end too."""


def groups_over_pages() -> bytes:
    """GROUPS_OVER_PAGES as a PDF of the third maker."""
    pdf = weasyprint.HTML(string=GROUPS_OVER_PAGES).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


BANDS = """
<style>
  @page { size: letter; margin: 1in }
  body { font: 11pt "Liberation Serif" }
  table { border-collapse: collapse; width: 100% }
  td, th { border: 1px solid black; padding: 4pt; text-align: left; vertical-align: top }
</style>
<h1>Lower Fern Ferries 401(k) Plan</h1>
<p>What the plan offers in 2026. Lower Fern Ferries is the plan administrator; ask for the Summary Plan Description.</p>
<table>
<tr><th>Feature</th><th>Available?</th><th>Details</th></tr>
<tr><th colspan=3>JOINING</th></tr>
<tr><td>Who may join</td><td>All crews and office staff</td><td>After 90 days</td></tr>
<tr><th colspan=3>YOUR SAVINGS</th></tr>
<tr><td>Pre-tax</td><td>Yes</td><td>Up to 60% of pay</td></tr>
<tr><td>Roth</td><td>Yes</td><td>Counts toward the same 60%</td></tr>
<tr><td>Other after-tax contributions</td><td>No</td><td></td></tr>
<tr><td>Rollovers from other employers' plans</td><td>Yes</td><td>401(k), 403(b) and governmental 457(b)</td></tr>
<tr><th colspan=3>GETTING AT IT</th></tr>
<tr><td>Loans</td><td>Yes</td><td>One at a time</td></tr>
</table>
"""
"""A table of features whose rows are parted by bands over its whole width, one of them right under the titles."""


def bands() -> bytes:
    """BANDS as a PDF of the third maker."""
    pdf = weasyprint.HTML(string=BANDS).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


def table_over_two_pages() -> bytes:
    """A ruled table that goes on on the next page without its titles; after-tax money is open only after leaving."""
    pdf = FPDF(format="letter", unit="pt")
    pdf.set_creation_date(DAY)
    pdf.set_margin(72)
    pdf.set_auto_page_break(True, 72)
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.multi_cell(0, 14, "Pine Hollow Press 401(k) Plan\nSummary Plan Description\n\n")
    text = (
        "You may make voluntary after-tax contributions of 1% to 5% of pay. The Company matches half of the first 4% "
        "of pay that you contribute. The Plan Year ends on December 31.\n"
    )
    pdf.multi_cell(0, 14, text)
    pdf.ln(430)
    pdf.multi_cell(0, 14, "This table tells when each kind of money is paid.\n")
    pdf.ln(10)
    rows = (
        ("Kind of money", "Hardship", "While employed, any reason", "After you leave"),
        ("Pre-tax", "Yes", "No", "Yes"),
        ("Roth", "Yes", "No", "Yes"),
        ("Match", "No", "No", "Yes"),
        ("After-tax", "No", "No", "Yes"),
        ("Rollover", "Yes", "Yes", "Yes"),
    )
    with pdf.table(repeat_headings=0) as table:
        for row in rows:
            table.row(row)
    return bytes(pdf.output())


TICKED_MATRIX = """
<style>
  @page { size: letter; margin: 1in }
  body { font: 10pt "DejaVu Sans" }
  table { border-collapse: collapse; width: 100% }
  td, th { border: 1px solid black; padding: 4pt; text-align: left }
</style>
<h1>Hazel Ridge 401(k) Plan</h1>
<p>Summary Plan Description, January 2026</p>
<p>You may make voluntary after-tax contributions of 1% to 5% of pay. The plan administrator is Hazel Ridge.</p>
<h2>When money may be paid out while you are employed</h2>
<table>
<tr><th></th><th>Pre-tax</th><th>Roth</th><th>After-tax</th><th>Match</th><th>Rollover</th></tr>
<tr><td>Age 59½</td><td>✓</td><td>✓</td><td>✓</td><td>✓</td><td>✓</td></tr>
<tr><td>Hardship</td><td>✓</td><td></td><td></td><td></td><td></td></tr>
<tr><td>Any time</td><td></td><td></td><td>✓</td><td></td><td>✓</td></tr>
</table>
"""
"""Events down the side, money across, ticks in the cells."""


def ticked_matrix() -> bytes:
    """TICKED_MATRIX as a PDF of the third maker."""
    pdf = weasyprint.HTML(string=TICKED_MATRIX).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


CIRCLE_GRID = """
<style>
  @page { size: letter landscape; margin: 0.6in }
  body { font: 10pt "Liberation Sans Narrow" }
  .panels { display: flex; gap: 16pt }
  table { border-collapse: collapse; width: 340pt }
  td { border-bottom: 0.75pt solid #888; padding: 3pt; text-align: left; vertical-align: top }
  td:nth-child(2) { width: 14pt }
  th { background: #224; color: white; text-align: left; padding: 3pt }
</style>
<h1>Features of the plan on a page</h1>
<p>Teasel Yard 401(k) Plan, Summary Plan Description, January 2026 &nbsp; ● offered &nbsp; ◐ offered within limits
&nbsp; ○ not offered</p>
<div class=panels><table>
<tr><th colspan=3>Putting money in</th></tr>
<tr><td>Pre-tax deferrals<td>●<td>1% to 70%</tr>
<tr><td>Roth deferrals<td>●<td>1% to 70%, with pre-tax</tr>
<tr><td>Voluntary after-tax contributions<td>○<td></tr>
<tr><td>Company match<td>●<td>50% of the first 6%</tr>
<tr><td>Rollover from another employer’s plan<td>●<td>Once you are hired</tr>
<tr><td>Rollover from a traditional IRA<td>○<td></tr>
</table><table>
<tr><th colspan=3>While you are employed</th></tr>
<tr><td>In-plan Roth conversion<td>◐<td>From age 59½; vested money</tr>
<tr><td>In-service, before 59½, any reason<td>○<td></tr>
<tr><td>In-service, from 59½, any reason<td>●<td>Twice a year</tr>
<tr><td>Loans<td>○<td></tr>
<tr><td>Birth or adoption<td>●<td>$5,000</tr>
<tr><td>Disaster recovery<td>○<td></tr>
</table></div>
"""
"""Two panels side by side, each label answered by a full, half or empty circle in a column as narrow as the circle."""


def circle_grid() -> bytes:
    """CIRCLE_GRID as a PDF of the third maker."""
    pdf = weasyprint.HTML(string=CIRCLE_GRID).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


LETTERED_NOTES = """
<style>
  @page { size: letter; margin: 1in }
  body { font: 11pt "Liberation Serif" }
  table { border-collapse: collapse; width: 100% }
  td, th { border: 1px solid black; padding: 4pt; text-align: left; vertical-align: top }
  .notes { font-size: 8pt }
</style>
<h1>Alder Fork Press 401(k) Plan</h1>
<p>Summary Plan Description, January 2026. The plan administrator is Alder Fork Press.</p>
<h2>When your accounts are paid</h2>
<table>
<tr><th>Account</th><th>Hardship</th><th>Age 59½*</th><th>At any time</th></tr>
<tr><td>Pre-tax</td><td>Yes</td><td>Yes</td><td>No</td></tr>
<tr><td>After-tax</td><td>No</td><td>Yes</td><td>Yes<sup>b</sup></td></tr>
</table>
<h2>What you may put in</h2>
<p>Voluntary after-tax contributions of 1% to 5% of pay are permitted.<sup>c</sup>
Roth contributions are accepted.<sup>d</sup></p>
<p class=notes>* Not for those hired before 2010.<br>b Drivers paid by the mile are shut out of these payments.<br>
c Only for those employed at the Salem works.<br>d Suspended until further notice; none are taken at present.</p>
"""
"""Footnotes under letters and a star: on the title of a column, on a cell, after sentences."""


def lettered_notes() -> bytes:
    """LETTERED_NOTES as a PDF of the third maker."""
    pdf = weasyprint.HTML(string=LETTERED_NOTES).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


CIRCLES = (
    (
        "Section 3. After-Tax Contributions",
        ((True, "Not permitted."), (False, "Permitted, up to 10% of pay.")),
    ),
    ("Section 4. Roth Deferrals", ((False, "Not permitted."), (True, "Permitted."))),
    ("Section 5. In-Plan Roth Conversions", ((False, "Permitted at any time."), (True, "Not permitted."))),
)
"""The choices of an agreement: whether each is the chosen one, and its words."""


def drawn_circles() -> bytes:
    """An adoption agreement whose choices are drawn circles, a dark disc in the chosen one; its text layer has none."""
    pdf = FPDF(format="letter", unit="pt")
    pdf.set_creation_date(DAY)
    pdf.set_margin(72)
    pdf.add_page()
    pdf.set_font("Times", "B", 15)
    pdf.multi_cell(0, 20, "ADOPTION AGREEMENT", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Times", size=11)
    text = "The Employer hereby adopts the Kestrel Bay 401(k) Plan. Choose one in each section."
    pdf.multi_cell(0, 24, text, new_x="LMARGIN", new_y="NEXT")
    for heading, choices in CIRCLES:
        pdf.set_font("Times", "B", 12)
        pdf.multi_cell(0, 24, heading, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Times", size=11)
        for chosen, words in choices:
            top = pdf.get_y() + 3
            pdf.ellipse(72, top, 8, 8)
            if chosen:
                pdf.set_fill_color(0)
                pdf.ellipse(74, top + 2, 4, 4, style="F")
            pdf.set_x(86)
            pdf.multi_cell(0, 14, words, new_x="LMARGIN", new_y="NEXT")
            pdf.ln(4)
    return bytes(pdf.output())


NESTED = (
    (0, True, "Roth Deferrals are permitted."),
    (0, False, "After-tax Employee Contributions are permitted:"),
    (1, True, "by all Participants, up to 10% of Compensation."),
    (1, False, "by Participants who are not Highly Compensated Employees."),
    (0, False, "In-Plan Roth Conversions are permitted:"),
    (1, False, "of the after-tax account."),
    (1, False, "of every vested account."),
)
"""Options of a form: how deep, ticked or not, and the words; a tick below an empty box chooses nothing."""


def nested_options() -> bytes:
    """NESTED as drawn squares, by the second maker."""
    content = io.BytesIO()
    page = canvas.Canvas(content, pagesize=letter, invariant=True)
    page.setFont("Times-Bold", 15)
    page.drawString(72, 720, "ADOPTION AGREEMENT")
    page.setFont("Times-Roman", 11)
    page.drawString(72, 695, "The Employer hereby adopts the Lark Hill 401(k) Plan. Check all that apply.")
    page.setFont("Times-Bold", 12)
    page.drawString(72, 665, "Section 3. Contributions")
    page.setFont("Times-Roman", 11)
    for row, (depth, ticked, words) in enumerate(NESTED):
        left, bottom = 72 + 28 * depth, 640 - 20 * row
        page.rect(left, bottom, 8, 8)
        if ticked:
            page.line(left, bottom, left + 8, bottom + 8)
            page.line(left, bottom + 8, left + 8, bottom)
        page.drawString(left + 14, bottom, words)
    page.save()
    return content.getvalue()


NUMBERED = (
    (
        "Section 3. Contributions",
        "Participants may make these contributions:",
        (True, "Pre-Tax Deferrals."),
        (False, "Roth Deferrals."),
        (True, "After-Tax Employee Contributions."),
        (False, "Deemed IRA contributions."),
    ),
    (
        "Section 4. Rollovers",
        "The Plan accepts rollovers of the kinds checked:",
        (True, "from qualified plans of other employers."),
        (False, "from individual retirement accounts."),
        (True, "from plans described in section 403(b)."),
        (False, "from plans described in section 457(b)."),
    ),
    (
        "Section 5. Withdrawals",
        "While employed a Participant may take a distribution on the events checked:",
        (True, "attainment of age 59\u00bd."),
        (False, "at any time, from the After-Tax Employee Account."),
        (True, "hardship."),
        (False, "disability."),
    ),
)
"""Lists of a form: a heading, a lead-in, and options, ticked or not."""


def numbered_options() -> bytes:
    """NUMBERED with the numbers in a column of their own; the second option of each list opens a page."""
    content = io.BytesIO()
    page = canvas.Canvas(content, pagesize=letter, invariant=True)
    page.setFont("Times-Bold", 15)
    page.drawString(72, 720, "ADOPTION AGREEMENT")
    page.setFont("Times-Roman", 11)
    page.drawString(72, 695, "The Employer hereby adopts the Plover Bank 401(k) Plan.")
    for heading, lead, first, *others in NUMBERED:
        page.setFont("Times-Bold", 12)
        page.drawString(72, 130, heading)
        page.setFont("Times-Roman", 11)
        page.drawString(72, 110, lead)
        numbered_option(page, 92, 1, *first)
        page.showPage()
        page.setFont("Times-Roman", 11)
        for number, (ticked, words) in enumerate(others, 2):
            numbered_option(page, 751 - 18 * number, number, ticked, words)
    page.save()
    return content.getvalue()


def numbered_option(page: canvas.Canvas, bottom: float, number: int, ticked: bool, words: str) -> None:
    """Draw one option with the letters that boxes of Wingdings leave where the font is lost."""
    page.drawString(90, bottom, "\u00fe" if ticked else "\u00a8")
    page.drawString(108, bottom, f"({number})")
    page.drawString(150, bottom, words)


AFTER_WORDS = (
    ("The Plan does ", False, " does not ", True, " permit after-tax employee contributions."),
    ("The Plan does ", True, " / does not ", False, " permit Roth deferrals."),
    ("In-plan Roth conversions are permitted ", False, " not permitted ", True),
    ("Rollovers from other plans are accepted.  Yes ", True, "  No ", False),
    ("Rollovers from IRAs are accepted.  Yes ", False, "  No ", True),
)
"""Lines of a form: words and boxes, ticked or not, that stand after the words they choose."""


def marks_after_words() -> bytes:
    """AFTER_WORDS with drawn squares, by the second maker."""
    content = io.BytesIO()
    page = canvas.Canvas(content, pagesize=letter, invariant=True)
    page.setFont("Times-Bold", 15)
    page.drawString(72, 720, "ADOPTION AGREEMENT")
    page.setFont("Times-Roman", 11)
    page.drawString(72, 695, "The Employer hereby adopts the Teal Ridge 401(k) Plan.")
    for row, parts in enumerate(AFTER_WORDS):
        left, bottom = 72.0, 660 - 22 * row
        for part in parts:
            if isinstance(part, str):
                page.drawString(left, bottom, part)
                left += page.stringWidth(part, "Times-Roman", 11)
                continue
            page.rect(left + 3, bottom, 8, 8)
            if part:
                page.line(left + 3, bottom, left + 11, bottom + 8)
                page.line(left + 3, bottom + 8, left + 11, bottom)
            left += 14
    page.save()
    return content.getvalue()


LINES_TO_MARK = (
    (
        "Section 3. Deferrals",
        "Roth Deferrals (check one):",
        ("(A)", True, "Roth Deferrals are not permitted under the Plan."),
        ("(B)", False, "Participants may designate all or part of their Deferrals as Roth Deferrals."),
    ),
    (
        "Section 4. Employee Contributions",
        "After-Tax Employee Contributions (check one):",
        (
            "(1)",
            False,
            "Participants may make after-tax Employee Contributions of up to ___% of Compensation.",
        ),
        (
            "(2)",
            True,
            "Participants may not make after-tax Employee Contributions. Accounts made before are kept.",
        ),
        ("(3)", False, "Not applicable."),
    ),
    (
        "Section 5. Matching Contributions",
        "The Employer shall make these contributions (check one):",
        ("(1)", False, "Safe Harbor Matching Contributions, as the Safe Harbor Addendum says."),
        (
            "(2)",
            True,
            "Non-Discretionary Matching Contributions of 60% of Deferrals up to 5% of Compensation.",
        ),
    ),
    (
        "Section 6. Withdrawals in Service",
        "Participants may make withdrawals while employed (check the lines that apply):",
        ("(a)", False, "At any time, from the After-Tax Employee Account."),
        ("(b)", True, "Upon attaining age 59 1/2, from every vested Account."),
    ),
)
"""Lists of a form: a heading, a lead-in, and options by number, marked with an X on the line before them or not."""


def lines_to_mark() -> bytes:
    """LINES_TO_MARK with lines drawn between the numbers and the words, and rules between the lists."""
    content = io.BytesIO()
    page = canvas.Canvas(content, pagesize=letter, invariant=True)
    page.setFont("Times-Bold", 15)
    page.drawString(72, 720, "ADOPTION AGREEMENT")
    page.setFont("Times-Roman", 11)
    page.drawString(72, 695, "The Employer hereby adopts the Siskin Fold 401(k) Plan.")
    bottom = 670
    for heading, lead, *options in LINES_TO_MARK:
        page.line(72, bottom, 540, bottom)
        page.setFont("Times-Bold", 12)
        page.drawString(72, bottom - 20, heading)
        page.setFont("Times-Roman", 11)
        page.drawString(72, bottom - 38, lead)
        bottom -= 54
        for number, marked, words in options:
            page.drawString(90, bottom, number)
            page.line(114, bottom - 2.5, 140, bottom - 2.5)
            page.drawString(148, bottom, words)
            if marked:
                page.drawString(123, bottom, "X")
            bottom -= 16
    page.save()
    return content.getvalue()


(_, FIRST), (SECOND, _), (_, THIRD) = columns_of(3)
ASIDES = (
    Aside(
        ((FIRST + SECOND) / 2 - 62, 214, (FIRST + SECOND) / 2 + 62, 276),
        ("“It grows twice:", "once for me, once", "for my kids.”"),
        12.0,
    ),
    Aside(
        (SECOND, 388, THIRD, 440),
        (
            "If you divorce",
            "A court may give a part of your accounts to a former spouse. Ask the service",
            "center for the model order before yours is written.",
        ),
        9.5,
        framed=True,
    ),
)
"""A pull quote over the first gutter, and a call-out below the second and third column."""


def three_columns() -> bytes:
    """three_columns.md in three columns that run round ASIDES."""
    columns = (HERE / "three_columns.md").read_text("utf-8").split("---column---")
    texts = [[" ".join(part.split()) for part in column.strip().split("\n\n")] for column in columns]
    under = "Summary Plan Description, January 2026. The plan administrator is Sorrel Point Freight."
    return magazine_page("Sorrel Point 401(k) Plan", under, texts, ASIDES)


TABLE_IN_NEXT_COLUMN = """
<style>
  @page { size: letter; margin: 54pt; @bottom-center { content: counter(page); font: 8pt sans-serif } }
  body { font: 9.6pt serif; line-height: 1.28 }
  h1 { font: bold 14pt sans-serif } h2 { font: bold 10.8pt sans-serif; margin: 6pt 0 2pt }
  .next { break-before: page; position: relative; height: 640pt }
  .left, .right { position: absolute; top: 0; width: 236pt } .left { left: 0 } .right { left: 260pt }
  table { font: 8.8pt sans-serif; border-collapse: collapse; width: 100%; margin: 6pt 0 }
  td, th { text-align: left; vertical-align: top; padding: 2pt; border-bottom: 0.6pt solid black }
  th { border-top: 0.6pt solid black } td:first-child { width: 50pt } td:nth-child(2) { width: 100pt }
  .notes { position: absolute; top: 560pt; font-size: 7.6pt; width: 236pt } sup { font-size: 6pt }
</style>
<h1>Corvane Optical Savings Plan</h1>
<p>Summary Plan Description, January 2026. It tells employees of Corvane Optical what the Plan offers and how to use it. The
Plan administrator is the Corvane Benefits Committee. The Company may change or end the Plan at any time.</p>
<h2>Who may join</h2>
<p>You may join when you are hired. Leased workers may not join. You choose how much to put in and may change it at any time
by calling the record keeper, and the change takes effect with the next payroll that is still open.</p>
<div class="next"><div class="left">
<h2>Investments</h2>
<p>You direct the investment of your account among the funds on the menu of the Plan. If you make no choice, your money goes
to the target date fund nearest your 65th birthday. You may move money among the funds on any business day, but large or
frequent trades may be held back by the managers of the funds.</p>
<table><tr><th>Kind<th>Who<th>How much</tr>
<tr><td>Pre-tax<td>Everyone<td>1% to 50% of pay with Roth</tr>
<tr><td>Roth<td>Everyone<td>1% to 50% of pay with pre-tax</tr>
<tr><td>Match<td>Everyone after 90 days<td>60% of what you save, up to 5% of pay<sup>1</sup></tr></table>
</div><div class="notes"><p><sup>1</sup> It is worked out paycheck by paycheck, with no true-up after the year.</p>
<p><sup>2</sup> If you earned more than $160,000 from the Company in 2025 you are highly compensated, and your after-tax rate
is 4% at most.</p></div><div class="right">
<table><tr><th>Kind<th>Who<th>How much</tr>
<tr><td>After-tax<td>Those of all ages who want to put in more than they put in before tax and as Roth, from the first
payroll of the year on and for as long as they like, and who tell the record keeper so<td>Your chosen rate goes on, but at
no more than 10% of pay<sup>2</sup></tr>
<tr><td>Rollover in<td>Anyone on the payroll, from the first day<td>Any amount from a former employer\u2019s 401(k) or 403(b)
plan or a governmental 457(b) plan, in cash alone, and in a single sum. No IRA money is taken.</tr>
<tr><td>Catch-up<td>Those who turn 50 in the year<td>What the law allows</tr>
<tr><td>Make-up<td>Those back from the armed forces<td>What was missed</tr></table>
<p>All contributions for you in a year, yours and the Company\u2019s, may not pass the limit of the law, or your pay if that
is less. Ask for any excess back by March 1.</p>
</div></div>
"""


def table_in_next_column() -> bytes:
    """TABLE_IN_NEXT_COLUMN as a PDF of the third maker."""
    pdf: bytes = weasyprint.HTML(string=TABLE_IN_NEXT_COLUMN).write_pdf(pdf_identifier=b"next column")
    return pdf


def main() -> None:
    """Build all of them."""
    heron_bay = read_booklet(HERE / "heron_bay.md", HERE.parent)
    text = set_pdf(heron_bay)
    made = {
        "heron_bay.pdf": text,
        "heron_bay_scanned_askew.pdf": scanned(text, SKEW),
        "heron_bay_scanned_turned.pdf": scanned_turned(text),
        "heron_bay.docx": as_word(heron_bay),
        "heron_bay.html": as_web(heron_bay),
        "merged_cells.pdf": merged_cells(),
        "merged_cells_scanned.pdf": scanned(merged_cells(), -0.7),
        "groups_over_pages.pdf": groups_over_pages(),
        "bands.pdf": bands(),
        "table_over_two_pages.pdf": table_over_two_pages(),
        "ticked_matrix.pdf": ticked_matrix(),
        "circle_grid.pdf": circle_grid(),
        "drawn_circles.pdf": drawn_circles(),
        "nested_options.pdf": nested_options(),
        "numbered_options.pdf": numbered_options(),
        "footnotes.pdf": set_pdf(read_booklet(HERE / "footnotes.md", HERE.parent)),
        "lettered_notes.pdf": lettered_notes(),
        "over_the_break.pdf": set_pdf(read_booklet(HERE / "over_the_break.md", HERE.parent)),
        "marks_after_words.pdf": marks_after_words(),
        "lines_to_mark.pdf": lines_to_mark(),
        "three_columns.pdf": three_columns(),
        "table_in_next_column.pdf": table_in_next_column(),
        "side_headings.pdf": set_pdf(read_booklet(HERE / "side_headings.md", HERE.parent)),
    }
    for name, content in made.items():
        (HERE / name).write_bytes(content)
        print(f"{name}  {len(content):,} bytes")


if __name__ == "__main__":
    main()
