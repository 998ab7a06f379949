"""Every report opens in a real browser: nothing is fetched, nothing complains, and no accessibility rule is broken.

Needs a Chromium (named by ROTHSCOPE_CHROMIUM, or on the path) and the `browser` extra: playwright to drive it and
axe-playwright-python, which carries axe-core. Skipped, with the reason, where one of them is missing; set
ROTHSCOPE_BROWSER=required to fail instead.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest

from rothscope.compare import compare_plans, diff_documents
from rothscope.illustrate import picture_evidence
from rothscope.model.analysis import Analysis
from rothscope.packs.find import patterns_folder
from rothscope.reply import Answer, Reply, take_replies
from rothscope.report.comparison import render_comparison
from rothscope.report.difference import render_difference
from rothscope.report.render import render

SAMPLES = Path(__file__).parent.parent / "sample_spds"
NAMES = sorted(folder.name for folder in SAMPLES.iterdir() if (folder / "plan.pdf").exists())
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = [("desktop", 1280, 900, "light"), ("phone", 390, 844, "light"), ("dark", 1280, 900, "dark")]
MOST_BYTES = 3_000_000
REQUIRED = os.environ.get("ROTHSCOPE_BROWSER") == "required"


def missing(what: str) -> NoReturn:
    if REQUIRED:
        pytest.fail(what)
    pytest.skip(what)


def optional(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        return missing(f"{module.partition('.')[0]} is not installed; `pip install rothscope[browser]`")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    found = os.environ.get("ROTHSCOPE_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        missing("no Chromium is installed; `apt-get install chromium` or name one in ROTHSCOPE_CHROMIUM")
    with optional("playwright.sync_api").sync_playwright() as driver:
        # Containers run as root without user namespaces; the pages opened are the project's own.
        started = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> Any:
    return optional("axe_playwright_python.sync_playwright").Axe()


@pytest.fixture(scope="session")
def report_of(
    analysis_of: Callable[[str], Analysis], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], Path]:
    """Return the HTML file of a sample plan in a voice, with the pictures of its pages."""
    folder = tmp_path_factory.mktemp("reports")

    def write(name: str, voice: str) -> Path:
        path = folder / f"{name}-{voice}.html"
        if not path.exists():
            analysis = analysis_of(name)
            pictures = picture_evidence(analysis, [SAMPLES / name / "plan.pdf"])
            path.write_text(render(analysis, "html", voice=voice, crops=pictures), encoding="utf-8")
        return path

    return write


def visit(browser: Any, axe: Any, path: Path, screen: tuple[str, int, int, str]) -> None:
    """Open a page on a screen and check everything a browser can tell."""
    _, width, height, scheme = screen
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, offline=True
    )
    page = context.new_page()
    said: list[str] = []
    fetched: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(path.as_uri())
    assert said == []
    assert [url[:80] for url in fetched if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page scrolls sideways"
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    found = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    told = [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found.response["violations"]
    ]
    context.close()
    assert told == []


@pytest.mark.parametrize("screen", SCREENS, ids=[screen[0] for screen in SCREENS])
@pytest.mark.parametrize("name", NAMES)
def test_a_report_opens(
    name: str,
    screen: tuple[str, int, int, str],
    browser: Any,
    axe: Any,
    report_of: Callable[[str, str], Path],
) -> None:
    visit(browser, axe, report_of(name, "plain"), screen)


@pytest.mark.parametrize("screen", SCREENS, ids=[screen[0] for screen in SCREENS])
def test_a_comparison_opens(
    screen: tuple[str, int, int, str],
    browser: Any,
    axe: Any,
    analysis_of: Callable[[str], Analysis],
    tmp_path: Path,
) -> None:
    compared = compare_plans([analysis_of(name) for name in NAMES], patterns_folder())
    path = tmp_path / "plans.html"
    path.write_text(render_comparison(compared, "html"), encoding="utf-8")
    visit(browser, axe, path, screen)


def test_the_heads_of_a_comparison_stay_in_sight(
    browser: Any, analysis_of: Callable[[str], Analysis], tmp_path: Path
) -> None:
    """However far the table is scrolled, the plan above and the provision beside a cell can be read."""
    compared = compare_plans([analysis_of(name) for name in NAMES], patterns_folder())
    path = tmp_path / "plans.html"
    path.write_text(render_comparison(compared, "html"), encoding="utf-8")
    for _, width, height, _ in SCREENS:
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(path.as_uri())
        top, left, inner = page.evaluate("""() => {
            const table = document.querySelector('.matrix'), box = table.getBoundingClientRect();
            table.scrollTop = 400; table.scrollLeft = 500;
            const at = (name) => table.querySelector(name).getBoundingClientRect();
            return [at('thead th:last-child').top - box.top, at('tbody tr:last-child th').left - box.left,
                    table.scrollWidth - table.clientWidth];
        }""")
        page.close()
        assert inner > 500, "else nothing was scrolled"
        assert abs(top) < 3
        assert abs(left) < 3


@pytest.mark.parametrize("screen", SCREENS, ids=[screen[0] for screen in SCREENS])
def test_a_difference_opens(
    screen: tuple[str, int, int, str],
    browser: Any,
    axe: Any,
    analysis_of: Callable[[str], Analysis],
    tmp_path: Path,
) -> None:
    """Two plans that have little in common make the longest page."""
    old, new = (analysis_of(name) for name in ("lattice_robotics", "tallgrass_energy"))
    path = tmp_path / "difference.html"
    difference = diff_documents(old, new, patterns_folder())
    path.write_text(render_difference(difference, "html"), encoding="utf-8")
    visit(browser, axe, path, screen)


@pytest.mark.parametrize("screen", SCREENS[:2], ids=[screen[0] for screen in SCREENS[:2]])
@pytest.mark.parametrize("name", NAMES)
def test_the_first_screen_answers_what_a_reader_asks(
    name: str,
    screen: tuple[str, int, int, str],
    browser: Any,
    analysis_of: Callable[[str], Analysis],
    report_of: Callable[[str, str], Path],
) -> None:
    """Can I, why, on which page, and what do I do next: all of it in view before anyone scrolls."""
    analysis, (_, width, height, _) = analysis_of(name), screen
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(report_of(name, "plain").as_uri())
    seen = page.evaluate(
        "[...document.querySelectorAll('.verdict .word, .verdict h1, .why, .glance dd')]"
        ".filter(one => one.getBoundingClientRect().bottom <= innerHeight).map(one => one.textContent.trim())"
    )
    told = analysis.feasibility
    assert told.headline in seen
    assert told.why in seen
    assert any(words.startswith("page ") for words in seen), "no page"
    assert analysis.next_steps[0].text in seen


def test_the_adviser_s_report_opens(browser: Any, axe: Any, report_of: Callable[[str, str], Path]) -> None:
    visit(browser, axe, report_of(NAMES[0], "adviser"), SCREENS[0])


def test_a_report_with_answers_opens(
    browser: Any, axe: Any, analysis_of: Callable[[str], Analysis], tmp_path: Path
) -> None:
    answers = {"A1": Answer(text="Yes, we have Roth."), "W1": Answer(text="Yes", cite="section 4")}
    told = take_replies(analysis_of(NAMES[0]), [Reply(answers=answers, date="2026-11-24")], patterns_folder())
    path = tmp_path / "told.html"
    path.write_text(render(told, "html"), encoding="utf-8")
    for screen in SCREENS:
        visit(browser, axe, path, screen)


@pytest.mark.parametrize("name", NAMES)
def test_a_report_file_stays_small(name: str, report_of: Callable[[str, str], Path]) -> None:
    assert report_of(name, "plain").stat().st_size < MOST_BYTES
