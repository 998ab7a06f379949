"""The report in its four forms, over every invented analysis: order, safety, and what a reader must find."""

import base64
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markupsafe import escape

from rothscope.model.analysis import Analysis
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import load_wording
from rothscope.report.render import FORMS, VOICES, crop_key, render
from rothscope.report.story import tell

from .analyses import (
    AFTER_TAX,
    EVERY,
    HINT,
    NO_AFTER_TAX,
    blocked,
    confirm_after_tax,
    confirm_route,
    governmental,
    hostile,
    ready,
    unknown,
)

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
VOID = {"meta", "img", "br", "rect", "path", "circle", "use"}
PEACEFUL = [name for name in EVERY if name != "hostile"]


class Page(HTMLParser):
    """Every tag of a page with its attributes, its text, and whether tags nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(params=EVERY)
def every(request: pytest.FixtureRequest) -> Analysis:
    return EVERY[request.param]()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("voice", VOICES)
def test_the_same_analysis_gives_the_same_characters(form: str, voice: str, every: Analysis) -> None:
    assert render(every, form, voice=voice) == render(every, form, voice=voice)


@pytest.mark.parametrize(("form", "voice"), [("pdf", "plain"), ("html", "lawyer"), ("", "plain")])
def test_a_form_or_voice_nobody_knows_is_refused(form: str, voice: str) -> None:
    with pytest.raises(ValueError, match="forms"):
        render(ready(), form, voice=voice)


@pytest.mark.parametrize("name", PEACEFUL)
@pytest.mark.parametrize("form", ["text", "html", "markdown"])
@pytest.mark.parametrize("voice", VOICES)
def test_no_slot_is_left_open(name: str, form: str, voice: str) -> None:
    shown = render(EVERY[name](), form, voice=voice)
    for trace in ("None", "{{", "{%", "Undefined", "Verdict.", "Status.", "Decimal("):
        assert trace not in shown, trace


def test_json_is_the_whole_analysis_in_its_own_order(every: Analysis) -> None:
    shown = render(every, "json")
    assert Analysis.model_validate_json(shown) == every
    assert list(json.loads(shown)) == list(Analysis.model_fields)
    assert shown.endswith("}\n")
    assert shown.startswith('{\n  "schema_version"')


def test_json_keeps_letters_as_they_are() -> None:
    assert "Saving in the Plan › How much you may save" in render(ready(), "json")


# What the reader must find, in each printed form.
STORY = [
    (ready, "Feasible now", "the verdict in plain words"),
    (ready, "page 14 (PDF page 17)", "printed and PDF page"),
    (ready, AFTER_TAX, "the deciding quote"),
    (ready, "Choose the after-tax percentage.", "the next step"),
    (ready, "$27,000", "the room"),
    (blocked, NO_AFTER_TAX, "the refusal quoted"),
    (confirm_after_tax, HINT, "the hint that decides nothing"),
    (confirm_after_tax, "3 pages had no text", "what was not read, beside the verdict"),
    (confirm_route, "Amounts may not be moved to Roth inside the Plan.", "the passage against"),
    (governmental, "State Hospital District 457(b) Plan", "the other plan of the booklet"),
    (unknown, "Cannot tell from this document", "verdict words of the wording where none are given"),
]


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
@pytest.mark.parametrize(("made", "words", "why"), STORY)
def test_every_form_tells_the_same_story(
    form: str, made: Callable[[], Analysis], words: str, why: str
) -> None:
    shown = render(made(), form)
    flat = " ".join((Page(shown).text if form == "html" else shown.replace("\\", "")).split())
    assert words.casefold() in flat.casefold(), why


@pytest.mark.parametrize(
    ("form", "here"), [("html", "Not stated"), ("markdown", "| Roth contributions | Not stated |")]
)
def test_silence_is_shown_and_is_not_a_no(form: str, here: str) -> None:
    shown = render(unknown(), form)
    assert here in shown
    assert "No</span>" not in shown
    assert "| No |" not in shown


def test_a_conflict_shows_both_passages_and_says_so() -> None:
    text = Page(render(confirm_route(), "html")).text
    assert "The document disagrees with itself" in text
    assert "Contested: another passage says otherwise." in " ".join(text.split())


def test_a_page_read_from_a_picture_lowers_the_word_of_its_evidence() -> None:
    assert "read from a picture of the text, so compare it with the page" in render(
        confirm_after_tax(), "html"
    )
    assert "so compare it with the page" not in render(ready(), "html")


def test_a_rejected_passage_is_listed_with_its_reason() -> None:
    text = " ".join(Page(render(ready(), "html")).text.split())
    assert "Not counted Page 37 (PDF page 40)" in text
    assert "It speaks of money arriving from another plan." in text


def test_the_adviser_reads_law_arithmetic_and_cues_and_the_first_screen_of_others_has_none() -> None:
    adviser, plain = (render(ready(), "html", voice=voice) for voice in ("adviser", "plain"))
    first = plain[: plain.index('id="clauses"')]
    for words in ("26 U.S.C. 401(m)", "26 U.S.C. 415(c)", "grant: may", "How the score comes about", "READY"):
        assert words in adviser, words
        assert words not in first, words
    assert "$27,000" in adviser
    assert "$27,000" in plain


# The terminal.


@pytest.mark.parametrize("voice", VOICES)
def test_the_terminal_story_fits_one_screen(every: Analysis, voice: str) -> None:
    lines = render(every, "text", voice=voice).splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80


def test_the_terminal_needs_no_more_than_ascii_of_its_own() -> None:
    assert render(ready(), "text").isascii()


# The page.


def test_the_top_of_the_page_says_where_it_stands_and_what_comes_next() -> None:
    top = render(ready(), "html").partition("<nav")[0]
    first = tell(ready(), load_wording(patterns_folder())).cards[0]
    assert f'<a href="#{first.key}">{first.where}</a>' in top
    assert str(escape(ready().next_steps[0].text)) in top


def test_the_page_is_whole_and_quiet(every: Analysis) -> None:
    page = Page(render(every, "html"))
    assert page.open == []
    assert not {"script", "link", "iframe", "object", "form", "base"} & {tag for tag, _ in page.tags}
    policy = [
        meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    for _, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on")]


def test_the_only_links_stay_on_the_page_or_open_the_letter(every: Analysis) -> None:
    page = Page(render(every, "html"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for _, attrs in page.tags if "href" in attrs]
    assert sum(link.startswith("mailto:") for link in links) == 1
    for link in links:
        assert link.startswith("mailto:") or link.removeprefix("#") in ids, link
    assert not [
        attrs for _, attrs in page.tags if "src" in attrs and not attrs["src"].startswith("data:image/png")
    ]


def test_headings_go_down_one_step_at_a_time(every: Analysis) -> None:
    levels = [int(tag[1]) for tag, _ in Page(render(every, "html")).tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_labels_and_table_heads_are_there(every: Analysis) -> None:
    page = Page(render(every, "html"))
    assert page.all("html")[0]["lang"] == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert page.all(landmark), landmark
    assert all("scope" in head for head in page.all("th"))
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    for section in page.all("section"):
        assert section["aria-labelledby"] in ids
    assert next(attrs for _, attrs in page.tags if attrs.get("class") == "skip")["href"] == "#answer"
    for drawing in page.all("svg"):
        assert (
            drawing.get("aria-hidden") == "true" or drawing.get("role") == "img" or drawing.get("focusable")
        )


def test_every_status_has_its_words_beside_its_shape() -> None:
    page = render(confirm_after_tax(), "html")
    shapes = re.findall(r'<use href="#i-(\w+)"/></svg><span>([^<]*)</span>', page)
    assert shapes
    assert all(words.strip() for _, words in shapes)
    for tone, _ in shapes:
        assert f'<symbol id="i-{tone}"' in page


def test_a_crop_stands_with_its_quote_and_says_what_it_shows() -> None:
    analysis = ready()
    clause = analysis.findings["after_tax_contributions"].decided_by[0]
    page = Page(render(analysis, "html", crops={crop_key(clause): PNG, "elsewhere": PNG}))
    (picture,) = page.all("img")
    assert picture["src"] == "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert AFTER_TAX in picture["alt"]
    assert len(page.all("figure")) == 1
    assert not Page(render(analysis, "html")).all("figure")


def test_the_stack_is_drawn_and_told_in_words() -> None:
    text = " ".join(Page(render(ready(), "html")).text.split())
    assert (
        "From left to right: Your deferrals $24,500, Employer money $14,400, After-tax room $27,000, "
        "Left under the overall limit, closed by the plan's own caps $6,100." in text
    )


def test_no_more_than_five_cards() -> None:
    for made in EVERY.values():
        assert len(Page(render(made(), "html")).all("article")) <= 5


# Hostile documents.


def test_a_hostile_document_stays_text_on_the_page() -> None:
    page = Page(render(hostile(), "html", voice="adviser"))
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text
    assert not page.all("b")
    assert not page.all("img")
    assert "49" not in page.text
    assert len(page.all("title")) == 1


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
def test_nothing_unseen_is_printed(form: str) -> None:
    shown = render(hostile(), form, voice="adviser")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", shown)


def test_markdown_makes_no_link_tag_or_cell_of_a_document() -> None:
    shown = render(hostile(), "markdown", voice="adviser")
    for live in (
        r"(?<!\\)<",
        r"(?<!\\)\]\(",
        r"(?<!\\)`",
        r"(?<!\\):(?=//)",
        r"(?i)(?<!\\)www\.",
        r"(?<!\\)@",
        r"&(?!amp;)",
    ):
        assert not re.search(live, shown), live
    for row in (line for line in shown.splitlines() if line.startswith("|")):
        assert len(re.findall(r"(?<!\\)\|", row)) in (4, 5, 6)


def test_a_name_of_ten_thousand_characters_is_cut_between_words() -> None:
    title = re.search(r"<title>(.*?)</title>", render(hostile(), "html"), re.DOTALL)
    assert title is not None
    assert len(title[1]) < 300
    assert title[1].endswith(" ...")
