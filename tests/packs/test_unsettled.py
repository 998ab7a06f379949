"""Rules that no primary text settled when the facts were gathered: each one printed has its source or goes to a CPA.

A row is (the rule, the file that prints it, words of it there, what must stand beside them in the same paragraph or
entry: a cite, or words that send it to somebody who can confirm it). Rules nobody prints have their words in UNSAID.
"""

import re
from pathlib import Path

import pytest

from rothscope.packs.find import patterns_folder

SOURCE = Path(__file__).parents[2] / "src" / "rothscope"
PACKS = patterns_folder()

PRINTED = [
    (
        "pay of the self-employed under 415(c)",
        PACKS / "taxes.yaml",
        "earned income is reckoned",
        "who: your CPA",
    ),
    (
        "the same, beside the figure",
        SOURCE / "money/space.py",
        '"earned income"',
        "confirm earned income with your CPA",
    ),
    (
        "shares behind earned income",
        PACKS / "limits/fixed.yaml",
        "employer_share",
        "404(a)(3), 404(a)(8), 1401",
    ),
    (
        "which employers count as one",
        SOURCE / "money/space.py",
        "one limit for all the plans",
        "confirm with your CPA",
    ),
    ("its source", SOURCE / "money/space.py", "TOGETHER = ", "IRC 414(b), (c), (m), 415(f), 415(h)"),
    (
        "related employers of a practice",
        PACKS / "strategies.yaml",
        "related employers share",
        "a CPA confirms",
    ),
    (
        "404(a)(7) beside a cash balance plan",
        PACKS / "strategies.yaml",
        "IRC 404(a)(7) may limit",
        "a CPA confirms",
    ),
    ("a K-1 partner's catch-up", PACKS / "strategies.yaml", "FICA wages, which a partner", "a CPA confirms"),
    ("Form 5500-EZ of a solo plan", PACKS / "strategies.yaml", "Form 5500-EZ", "a CPA confirms"),
    ("a private 457(b) and creditors", PACKS / "strategies.yaml", "employer's creditors", "IRC 457(b)(6)"),
    (
        "the same, beside the figure",
        SOURCE / "money/space.py",
        "stays the employer's until paid",
        "IRC 457(b)(6)",
    ),
    ("the 457(b) final three years", PACKS / "limits/fixed.yaml", "final_three_years_457b", "IRC 457(b)(3)"),
    ("codes of a corrective refund", PACKS / "taxes.yaml", "code: 8, P or E", "confirm: true"),
    ("plan rollovers and Form 8606", PACKS / "taxes.yaml", "Form 8606 is for IRAs", "8606 instructions"),
    ("basis in Part III of Form 8606", PACKS / "taxes.yaml", "Part III of Form 8606", "8606 instructions"),
    (
        "no conversion is undone",
        PACKS / "risks.yaml",
        "cannot be reversed",
        "IRS Notice 2010-84; 26 USC 408A(d)(6)",
    ),
    (
        "a roll-in takes pre-tax money first",
        SOURCE / "cli/prorata.py",
        "only basis would be left",
        "408(d)(3)(H)",
    ),
    ("a loss at conversion", PACKS / "taxes.yaml", "How a loss is treated", "who: your CPA"),
    ("a refund after conversion", PACKS / "taxes.yaml", "once the money was converted inside", "your CPA"),
    ("the same as a risk", PACKS / "risks.yaml", "taken out of Roth again", "confirm with your CPA"),
    (
        "what goes back first over 415(c)",
        PACKS / "taxes.yaml",
        "goes back first",
        "who: the plan administrator",
    ),
    ("church plans and the test", PACKS / "taxes.yaml", "church plan has to pass", "who: the plan's counsel"),
    (
        "custodial accounts before 59½",
        PACKS / "taxes.yaml",
        "custodial account of a 403(b)",
        "who: the plan's counsel",
    ),
    ("403(b) plans of several employers", PACKS / "taxes.yaml", "unrelated employers share", "who: your CPA"),
    ("the same, beside the figure", SOURCE / "money/space.py", "elsewhere may share it", "ask your CPA"),
    ("New Jersey", PACKS / "taxes.yaml", "title: New Jersey", "confirm: true"),
    ("Pennsylvania", PACKS / "taxes.yaml", "title: Pennsylvania", "confirm: true"),
    ("the Thrift Savings Plan", PACKS / "verdicts.yaml", "Thrift Savings Plan takes", "5 CFR part 1600"),
    (
        "how many plans offer it",
        PACKS / "compare.yaml",
        "24% of plans",
        "source: Vanguard, How America Saves",
    ),
    (
        "ranking in the order of saving",
        SOURCE / "report/templates/sections.html.j2",
        "Planning judgement",
        "not advice",
    ),
]

UNSAID = [
    ("which refunds come first in the ACP test", r"largest (highly compensated|HCE)"),
    ("excess deferrals returned in time", r"(timely|in time) (refunded|returned) deferrals"),
    ("a short limitation year", r"short limitation year"),
    ("pension money while employed", r"401\(a\)\(36\)"),
    ("the small direct rollover", r"\$200\b"),
    ("new summaries every ten years", r"every (10|ten) years"),
    ("asking is protected", r"section 510\b|s\.510"),
]


def block(text: str, words: str) -> str:
    """Return the lines about the words: those around them up to the next entry, or an empty line."""
    at = text.index(words)
    starts = [found.start() for found in re.finditer(r"(?m)^\s*(- id:|  \w+:$|\n|def )", text)]
    start = max((one for one in starts if one <= at), default=0)
    end = min((one for one in starts if one > at), default=len(text))
    return " ".join(text[start:end].split())


@pytest.mark.parametrize(
    ("rule", "file", "words", "beside"), PRINTED, ids=[f"{r[0]}, {r[1].name}" for r in PRINTED]
)
def test_what_is_printed_is_sourced_or_sent_to_somebody(
    rule: str, file: Path, words: str, beside: str
) -> None:
    text = file.read_text(encoding="utf-8")
    assert words in text, f"{rule} is no longer told there; drop its row or say where it is told now"
    assert beside in block(text, words), f"{rule}: neither source nor word of who confirms it"


@pytest.mark.parametrize(("rule", "words"), UNSAID, ids=[row[0] for row in UNSAID])
def test_what_no_source_settles_is_not_printed(rule: str, words: str) -> None:
    told = [
        *PACKS.glob("*.yaml"),
        *SOURCE.rglob("*.j2"),
        *(SOURCE / "money").glob("*.py"),
        *(SOURCE / "cli").glob("*.py"),
    ]
    found = [path.name for path in told if re.search(words, path.read_text(encoding="utf-8"), re.IGNORECASE)]
    assert found == [], f"{rule} is told now: give it a source or a point in taxes.yaml, and a row above"
