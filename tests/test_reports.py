"""The reports of the sample plans: those in `reports/` are what the program prints today, and every one is safe to open.

`ROTHSCOPE_REGENERATE=1` writes them again. Text and Markdown of all samples, HTML and JSON of three: the rest of both is
what these three show already, and the folder stays small.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fpdf import FPDF

from rothscope.analyze import analyze
from rothscope.compare import compare_plans
from rothscope.model.analysis import Analysis
from rothscope.model.comparison import Comparison
from rothscope.model.finding import Status
from rothscope.packs.find import patterns_folder, patterns_version
from rothscope.report.comparison import COMPARISON_FORMS, inert, render_comparison
from rothscope.report.letters import KINDS, as_eml, write_letter
from rothscope.report.render import FORMS, render

AnalysisOf = Callable[[str], Analysis]
ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "reports"
NAMES = sorted(path.parent.name for path in (ROOT / "sample_spds").glob("*/plan.pdf"))
# Ready, several plans, and silence: the three reports that look least alike.
WHOLE = ("lattice_robotics", "northfield_university", "sable_creek_clinic")
SUFFIXES = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}
MOST_BYTES = 2_100_000
GOLDEN = [(name, form) for name in NAMES for form in FORMS if form in ("text", "markdown") or name in WHOLE]
_VERSION = re.compile(
    r'((?i:rules version)(?:</dt><dd class="mono">| <span class="mono">| )|"patterns_version": ")[0-9a-f]{12}'
)
COMPARED = {"text": "txt", "markdown": "md", "html": "html", "csv": "csv"}
"""Forms in which the comparison of all samples is checked in; its JSON and its workbook are large."""


def golden(name: str, form: str) -> Path:
    return REPORTS / f"{name}.{SUFFIXES[form]}"


def whatever_version(text: str) -> str:
    """Set the fingerprint of the packs aside: a comment in a pack changes it, and nothing else in a report."""
    return _VERSION.sub(r"\g<1>(any)", text)


@pytest.mark.parametrize(("name", "form"), GOLDEN, ids=[f"{name}-{form}" for name, form in GOLDEN])
def test_report_is_what_is_printed_today(name: str, form: str, analysis_of: AnalysisOf) -> None:
    told = render(analysis_of(name), form)
    file = golden(name, form)
    if os.environ.get("ROTHSCOPE_REGENERATE"):
        file.write_text(told, encoding="utf-8")
        return
    assert file.exists(), "run `make reports`"
    shown = file.read_text(encoding="utf-8")
    same = whatever_version(shown) == whatever_version(told)
    assert same, f"{file.name} differs from a fresh report; run `make reports` and read what changed"


@pytest.fixture(scope="module")
def compared(analysis_of: AnalysisOf) -> Comparison:
    return compare_plans([analysis_of(name) for name in NAMES], patterns_folder())


@pytest.mark.parametrize("form", COMPARED)
def test_comparison_is_what_is_printed_today(form: str, compared: Comparison) -> None:
    told = render_comparison(compared, form)
    file = REPORTS / f"comparison.{COMPARED[form]}"
    if os.environ.get("ROTHSCOPE_REGENERATE"):
        file.write_text(told, encoding="utf-8")
        return
    assert file.exists(), "run `make reports`"
    same = whatever_version(file.read_text(encoding="utf-8")) == whatever_version(told)
    assert same, f"{file.name} differs from a fresh comparison; run `make reports` and read what changed"


def test_the_fingerprint_stands_where_it_is_set_aside(analysis_of: AnalysisOf) -> None:
    version = patterns_version(patterns_folder())
    for form in ("markdown", "html", "json"):
        told = render(analysis_of("sable_creek_clinic"), form)
        assert version in told
        assert version not in whatever_version(told)


def test_the_folder_holds_these_reports_and_no_others() -> None:
    there = {path.name for path in REPORTS.iterdir()}
    compared = {f"comparison.{suffix}" for suffix in COMPARED.values()}
    assert there == {golden(name, form).name for name, form in GOLDEN} | compared | {"README.md"}


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in REPORTS.iterdir()) < MOST_BYTES


# -- the same every time -------------------------------------------------------------------------------------------


def printed(path: Path, seed: str) -> str:
    command = [sys.executable, "-m", "rothscope", "analyze", str(path), "--form", "json", "--year", "2026"]
    told = subprocess.run(
        command, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}, cwd=ROOT
    )
    return told.stdout.decode()


def test_the_same_file_gives_the_same_json_in_every_process(analysis_of: AnalysisOf) -> None:
    """Words are kept in sets on the way; the order of a set differs between processes, that of an answer must not."""
    name = "northfield_university"
    here = render(analysis_of(name), "json")
    # This process has a seed of its own, which is another one every time.
    assert here == printed(ROOT / "sample_spds" / name / "plan.pdf", seed="2026")


def test_the_same_file_twice_in_one_process_gives_the_same_json(analysis_of: AnalysisOf) -> None:
    """The second reading finds every cache filled by other plans."""
    name = "northfield_university"
    again = analyze(ROOT / "sample_spds" / name / "plan.pdf", plan_year=2026)
    assert render(again, "json") == render(analysis_of(name), "json")


def test_no_path_of_this_machine_is_told(analysis_of: AnalysisOf) -> None:
    for form in FORMS:
        assert str(ROOT) not in render(analysis_of("sable_creek_clinic"), form)


# -- what is shown beside an answer ---------------------------------------------------------------------------------

CHANGED = """\
# Summary of Material Modifications

Hollow Oak 401(k) Plan

This summary of material modifications describes a change to the Plan, effective January 1, 2026.

## After-tax contributions

The Plan does not accept voluntary after-tax contributions.
"""
BEFORE = """\
# Hollow Oak 401(k) Plan

## Summary Plan Description

You may make voluntary after-tax contributions of 1% to 8% of your pay.
"""
FILLER = (
    "\n\n## Your rights\n\n"
    + "A participant may ask the plan administrator for the plan document and the annual report. A statement of the "
    "account balance comes four times a year. A beneficiary receives what is left in the account. The retirement plan "
    "is kept in trust, and nobody may pledge an account. " * 12
)


@pytest.fixture
def contested(tmp_path: Path) -> Analysis:
    """Return the answer for a summary and a later change that takes back what it gave."""
    files = []
    for name, text in (("before.md", BEFORE), ("changed.md", CHANGED)):
        files.append(tmp_path / name)
        files[-1].write_text(text + FILLER, encoding="utf-8")
    return analyze(*files, plan_year=2026)


def test_a_contested_plan_is_contested(contested: Analysis) -> None:
    finding = contested.findings["after_tax_contributions"]
    assert finding.status is Status.NOT_ALLOWED
    assert [clause.document for clause in finding.against] == ["before.md"]


def test_no_answer_stands_beside_words_that_say_the_opposite(contested: Analysis) -> None:
    told = " ".join(render(contested, "text").split())
    assert 'After-tax contributions: No, page 1 of changed.md "The Plan does not accept' in told
    against = 'After-tax contributions: against the answer "No", page 1 of before.md "You may make'
    assert told.count('"You may make') == told.count(against) == 1
    assert "Against the answer “No”" in render(contested, "html")
    assert "After-tax contributions: against the answer “No”" in render(contested, "markdown")


def test_a_page_is_told_with_its_file_where_there_are_several(contested: Analysis) -> None:
    assert "changed.md" in render(contested, "text")
    for form in ("text", "markdown", "html"):
        evidence = re.split("All clauses|HOW MUCH|NEXT STEPS", " ".join(render(contested, form).split()))[0]
        assert re.findall(r"(?<=[Pp]age )1(?! of (?:changed|before)\W*md)\b", evidence) == [], form


def test_no_dollars_where_no_after_tax_money_is_taken(contested: Analysis) -> None:
    assert "At most $28,800" not in render(contested, "text")
    for form in ("text", "markdown", "html"):
        assert "28,800" not in render(contested, form)


def test_a_change_without_a_plan_name_stands_beside_the_plan_it_changes(tmp_path: Path) -> None:
    """Whichever of the two decides, the words of each are shown on their own side."""
    change = tmp_path / "smm.md"
    change.write_text(
        "# Summary of Material Modifications\n\nThe Plan no longer accepts voluntary after-tax contributions.\n"
    )
    told = " ".join(render(analyze(ROOT / "sample_spds/lattice_robotics/plan.pdf", change), "text").split())
    yes, no = '"Beyond pre-tax and Roth', '"The Plan no longer accepts'
    answers = [
        told[max(0, told.index(quote) - 110) : told.index(quote)] for quote in (yes, no) if quote in told
    ]
    assert len(answers) == 2
    assert (
        sum("against the answer" in answer.rpartition("After-tax contributions:")[2] for answer in answers)
        == 1
    )


LIST_ITEMS = """\
# Hollow Oak 401(k) Plan

## Summary Plan Description

You may make Roth contributions.

## Rollovers

The Plan will accept amounts rolled over from the plans below, excluding after-tax employee contributions:

- 403(b) annuity plan
- qualified retirement plan
"""


def test_a_mention_is_shown_by_words_that_name_its_subject(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(LIST_ITEMS + FILLER, encoding="utf-8")
    analysis = analyze(path, plan_year=2026)
    finding = analysis.findings["after_tax_contributions"]
    assert finding.status is Status.MENTIONED_ONLY
    told = " ".join(render(analysis, "text").split())
    quote = told.partition("After-tax contributions: Mentioned, not decided, page 1 ")[2]
    assert "after-tax employee contributions" in quote.partition('" ')[0]


# -- safe to open --------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


ADDRESSES = ("src", "href", "action", "data", "poster", "srcset", "formaction", "background", "xlink:href")
PICTURE = "data:image/png;base64,"


def addresses(html: str) -> Iterator[str]:
    for _, attrs in Tags(html).tags:
        yield from (attrs[name] for name in ADDRESSES if name in attrs)


def stays_here(html: str) -> None:
    """Check that a page loads nothing, runs nothing and leads nowhere but to itself or into a mail program."""
    tags = Tags(html).tags
    forbidden = {
        "script",
        "iframe",
        "object",
        "embed",
        "link",
        "base",
        "form",
        "frame",
        "applet",
        "audio",
        "video",
    }
    assert {tag for tag, _ in tags} & forbidden == set()
    assert [name for _, attrs in tags for name in attrs if name.startswith("on")] == []
    far = [a for a in addresses(html) if not a.startswith(("#", "mailto:", PICTURE))]
    assert far == []
    css = "".join(re.findall(r"<style.*?</style>", html, re.DOTALL))
    assert "@import" not in css
    assert re.findall(r"url\((?!['\"]?(?:data:|#))", css) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_needs_nothing_from_elsewhere(name: str, analysis_of: AnalysisOf) -> None:
    html = render(analysis_of(name), "html")
    stays_here(html)
    assert sum(address.startswith("mailto:") for address in addresses(html)) == 1


SCRIPT = "<script>alert('read')</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
TEMPLATE = "{{ 7 * 7 }} {% for x in y %} {# note #} ${7*7}"
LINK = "[press here](javascript:alert(1)) javascript:alert(2) https://evil.test/x"
CONTROL = "\u202eesrever\u202c \u200bthin\u2066 \x1b[31mred\x1b[0m \x07"
ENTITY = "&lt;b&gt; &#60;i&#62; </style><style>body{display:none}</style>"
HOSTILE = f"""\
# {SCRIPT} Hollow Oak {TEMPLATE} 401(k) Plan

## Summary Plan Description {IMAGE}

This booklet describes the Hollow Oak 401(k) Plan. {ENTITY}

## Contributions

You may make voluntary after-tax contributions of up to 10% of your pay {SCRIPT} {IMAGE} {LINK}.

You may make Roth contributions {TEMPLATE} {CONTROL}.

The Company matches 50% of the first 6% of pay {ENTITY} {CONTROL} you contribute.

## In-plan Roth conversion

You may convert your after-tax account to Roth inside the Plan {IMAGE} {TEMPLATE} at any time.

## Administration

Plan sponsor: {SCRIPT} Hollow Oak {LINK}, Inc.
Plan administrator: Hollow Oak Committee {IMAGE}
Employer identification number: 12-3456789
"""
PDF_TEXT = "".join(c for c in HOSTILE if c == "\n" or 31 < ord(c) < 256)


@pytest.fixture(params=["markdown", "pdf"])
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Analysis:
    """Return the answer for a plan whose every line carries something that must stay mere text."""
    path = tmp_path / f"{IMAGE.replace('/', '')}.{request.param}"
    if request.param == "pdf":
        page = FPDF()
        page.set_title(f"{SCRIPT} {TEMPLATE}")
        page.add_page()
        page.set_font("Helvetica", size=10)
        for line in PDF_TEXT.splitlines():
            page.multi_cell(0, 5, line.lstrip("# "), new_x="LMARGIN", new_y="NEXT")
        page.output(str(path))
    else:
        path.write_text(HOSTILE, encoding="utf-8")
    return analyze(path, plan_year=2026)


def test_a_hostile_plan_is_read_all_the_same(hostile: Analysis) -> None:
    quotes = [c.quote for finding in hostile.findings.values() for c in finding.decided_by]
    assert any("<script>" in quote for quote in quotes), "else the tests below prove nothing"
    assert any("{{ 7 * 7 }}" in quote for quote in quotes)
    assert any("javascript:" in quote for quote in quotes)


def test_a_hostile_plan_makes_a_quiet_page(hostile: Analysis) -> None:
    html = render(hostile, "html")
    stays_here(html)
    assert SCRIPT not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;" in html, "the words are shown, as words"
    assert "{{ 7 * 7 }}" in html, "a template in the document is not filled in"
    assert "49" not in re.findall(r"after-tax account to Roth inside the Plan.{0,80}", html)[0]
    assert "body{display:none}" not in "".join(re.findall(r"<style.*?</style>", html, re.DOTALL))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_nothing_turns_the_reading_direction_or_colours_the_terminal(form: str, hostile: Analysis) -> None:
    told = render(hostile, form)
    odd = {c for c in told if (ord(c) < 32 and c != "\n") or c in "\u202e\u202c\u2066\u200b\x7f"}
    assert odd == set()


def test_markdown_of_a_hostile_plan_makes_no_tag_and_no_link(hostile: Analysis) -> None:
    told = render(hostile, "markdown")
    bare = re.sub(r"`+[^`\n]*`+", "", told)
    assert re.findall(r"(?<!\\)<(?:script|img|style|b|i)\b", bare) == []
    assert re.findall(r"(?<!\\)\]\((?!#)", bare) == []


def test_json_of_a_hostile_plan_is_one_value_that_keeps_its_words(hostile: Analysis) -> None:
    told = json.loads(render(hostile, "json"))
    assert Analysis.model_validate(told) == hostile


@pytest.mark.parametrize("kind", KINDS)
def test_letters_of_a_hostile_plan_have_no_headers_of_its_own(kind: str, hostile: Analysis) -> None:
    letter = write_letter(hostile, kind)
    assert "\n" not in letter.subject
    assert letter.to == ""
    head = as_eml(letter).partition(b"\r\n\r\n")[0].decode()
    names = {line.partition(":")[0] for line in head.split("\r\n") if not line.startswith((" ", "\t"))}
    allowed = {"Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
    assert names <= allowed
    assert not {c for c in letter.body if (ord(c) < 32 and c != "\n") or c in "\u202e\u202c\u2066"}


# -- comparisons ---------------------------------------------------------------------------------------------------


@pytest.fixture
def hostile_plans(hostile: Analysis, analysis_of: AnalysisOf) -> Comparison:
    return compare_plans([hostile, analysis_of("lattice_robotics")], patterns_folder())


def test_a_comparison_with_a_hostile_plan_makes_a_quiet_page(hostile_plans: Comparison) -> None:
    html = render_comparison(hostile_plans, "html")
    stays_here(html)
    assert SCRIPT not in html
    assert "&lt;script&gt;" in html, "the words are shown, as words"
    assert "{{ 7 * 7 }}" in html


@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv"])
def test_a_comparison_turns_no_reading_direction(form: str, hostile_plans: Comparison) -> None:
    told = render_comparison(hostile_plans, form)
    assert {c for c in told if (ord(c) < 32 and c != "\n") or c in "\u202e\u202c\u2066\u200b\x7f"} == set()
    if form == "markdown":
        assert re.findall(r"(?<!\\)<(?:script|img|style|b|i)\b", told) == []
        assert re.findall(r"(?<!\\)\]\((?!#)", told) == []


def test_the_comparison_s_page_needs_nothing_from_elsewhere(compared: Comparison) -> None:
    html = render_comparison(compared, "html")
    stays_here(html)
    ids = [attrs["id"] for _, attrs in Tags(html).tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert [a for a in addresses(html) if a.startswith("#") and a[1:] not in ids] == []


def test_the_comparison_s_text_fits_a_terminal(compared: Comparison) -> None:
    assert max(map(len, render_comparison(compared, "text").splitlines())) <= 80


def test_the_comparison_s_json_reads_back(compared: Comparison) -> None:
    assert Comparison.model_validate_json(render_comparison(compared, "json")) == compared


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_no_prevalence_without_year_sample_and_source(form: str, compared: Comparison) -> None:
    bare = unescape(re.sub(r"<[^>]+>", " ", render_comparison(compared, form)))
    told = " ".join(bare.replace("\\", "").split())
    for fact in compared.prevalence:
        near = told[told.index(fact.says) :][: len(fact.says) + 260]
        assert str(fact.year) in near
        assert fact.sample in near
        assert fact.source in near


CELLS = [
    ("=1+1", "'=1+1", "a formula"),
    ("+49 1", "'+49 1", "a number to a spreadsheet"),
    ("-a", "'-a", "a sum"),
    ("@x", "'@x", "an old formula"),
    ("\t=1", "'=1", "white space in front hides nothing"),
    ("allowed; page 4", "allowed; page 4", "words stay as they are"),
]


@pytest.mark.parametrize(("text", "cell", "why"), CELLS, ids=[why for *_, why in CELLS])
def test_no_cell_of_a_csv_is_run(text: str, cell: str, why: str) -> None:
    assert inert(text) == cell, why


def test_forms_of_a_comparison_are_these(compared: Comparison) -> None:
    with pytest.raises(ValueError, match="no comparison in form 'pdf'"):
        render_comparison(compared, "pdf")
    assert set(COMPARED) | {"json"} == set(COMPARISON_FORMS)
