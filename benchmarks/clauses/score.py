"""Labelled passages -> how many answers were found, missed, turned round or made up.

A row is {"id", "register", "text", "labels": {feature: status}}. A feature without a label is silent, and silent and
mentioned_only are one class: no claim. What counts is
    firm recall     of the labels that give or refuse, how many came out the same (strict), or at least on the same
                    side of allowed/conditional against not_allowed (lenient)
    grave flips     a permission where the passage refuses, or the reverse
    false claims    a firm answer where the passage gives none, for each 100 passages
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rothscope.analyze import Tagger
from rothscope.model.finding import FEATURES

GIVES = frozenset({"allowed", "conditional"})
FIRM = GIVES | {"not_allowed"}
CLASSES = ("allowed", "conditional", "not_allowed", "none")


@dataclass
class Tally:
    """Counts of one register, for all features or one."""

    passages: int = 0
    firm: int = 0
    strict: int = 0
    lenient: int = 0
    flips: int = 0
    false: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))
    wanted: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))
    given: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))

    def count(self, want: str, got: str) -> None:
        """Add one answer."""
        known = got if got in CLASSES else "none"
        self.wanted[want] += 1
        self.given[known] += 1
        self.right[want] += want == got
        if want == "none":
            self.false += got != "none"
            return
        self.firm += 1
        self.strict += want == got
        self.lenient += want == got or (want in GIVES and got in GIVES)
        self.flips += (want in GIVES) != (got in GIVES) and got in FIRM

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the classes that occur."""
        scores = [
            2 * self.right[c] / (self.wanted[c] + self.given[c])
            for c in CLASSES
            if self.wanted[c] + self.given[c]
        ]
        return sum(scores) / len(scores) if scores else 0.0

    @property
    def false_per_100(self) -> float:
        """False claims for each 100 passages."""
        return 100 * self.false / max(1, self.passages)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the labelled passages of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score(rows: Iterable[dict[str, Any]], tagger: Tagger) -> dict[tuple[str, str], Tally]:
    """Return the tallies by (register, feature), with "all" for every feature together."""
    tallies: dict[tuple[str, str], Tally] = {}
    for row in rows:
        register = row.get("register", "plan")
        findings = tagger.tag(row["text"])
        for feature in FEATURES:
            want = _class(row["labels"].get(feature, "silent"))
            got = _class(findings[feature].status.value)
            for name in (feature, "all"):
                tallies.setdefault((register, name), Tally()).count(want, got)
        for name in (*FEATURES, "all"):
            tallies[register, name].passages += 1
    return tallies


def _class(status: str) -> str:
    return status if status in (*FIRM, "conflicting") else "none"
