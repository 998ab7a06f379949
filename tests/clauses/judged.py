"""Small texts, each a document of its own, and the status one feature must come to.

A table is a list of rows (text, feature, status, why). `cases` makes parameters of one; a row whose reason stands in
`misses` is read wrong today, and its test fails as soon as it is read right.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from rothscope.analyze import Tagger
from rothscope.clauses.tokens.words import Finder, Words
from rothscope.clauses.whole import Whole
from rothscope.model.document import Passage
from rothscope.model.finding import Finding, Status
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language

AFTER_TAX = "after_tax_contributions"
ROTH = "roth_deferrals"
CONVERSION = "in_plan_roth_conversion"
WITHDRAWAL = "in_service_after_tax"
AT_59_HALF = "in_service_59_half"
FROM_IRA = "ira_roll_ins"
FROM_PLANS = "rollovers_from_plans"
MATCH = "match"
SAFE_HARBOR = "safe_harbor"
CAP = "after_tax_cap"
HCE = "hce_limit"

YES = frozenset({Status.ALLOWED})
SOME = frozenset({Status.CONDITIONAL})
NO = frozenset({Status.NOT_ALLOWED})
BOTH = frozenset({Status.CONFLICTING})
NOTHING = frozenset({Status.MENTIONED_ONLY, Status.SILENT})
"""The text makes no statement; whether a passing word counts as a mention is of no weight."""

GRANTED = frozenset({Status.ALLOWED, Status.CONDITIONAL, Status.CONFLICTING})
"""What no text that gives nothing may come to."""

Row = tuple[str, str, frozenset[Status], str]


@cache
def read(text: str) -> dict[str, Finding]:
    """Return the findings of a text that is a document of its own."""
    return Tagger().tag(text)


@cache
def _finder() -> Finder:
    return Finder(load_language(patterns_folder()))


def whole(passages: Sequence[Passage], words: Sequence[Words] | None = None) -> Whole:
    """Return passages as the whole text that clauses stand in; their words are sought unless given."""
    read = words if words is not None else list(_finder().read_all(passage.says() for passage in passages))
    language = load_language(patterns_folder())
    return Whole(passages, read, language.packs, _finder(), language.moneys)


def cases(rows: Iterable[Row], misses: Mapping[str, str]) -> list[Any]:
    """Return the rows as parameters, named by their reason; those in `misses` (by reason) are expected to fail."""
    return [
        pytest.param(
            *row,
            id=row[3],
            marks=[pytest.mark.xfail(strict=True, reason=misses[row[3]])] if row[3] in misses else [],
        )
        for row in rows
    ]


def refusals(never: Mapping[str, Iterable[str]], wrong: Collection[str]) -> list[Any]:
    """Return texts by feature as parameters (feature, text); those in `wrong` are read as a permission today."""
    return [
        pytest.param(
            feature,
            text,
            marks=[pytest.mark.xfail(strict=True, reason="read as a permission")] if text in wrong else [],
        )
        for feature, texts in never.items()
        for text in texts
    ]


def check(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    """Fail where the status is not the one wanted, telling what decided it."""
    finding = read(text)[feature]
    heard = [(c.quote, c.why) for c in (*finding.decided_by, *finding.against, *finding.mentions)]
    assert finding.status in wanted, f"{finding.status.value} ({finding.reason}): {heard}; {why}"
