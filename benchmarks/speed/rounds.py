"""Rounds of costs -> ratios and a table in Markdown.

A ratio is taken within one round, so that a machine that slows down slows both sides of it; of all rounds the least,
the middle and the greatest are told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.speed.clock import Cost

Costs = Mapping[str, Sequence[Cost]]


@dataclass(frozen=True)
class Ratio:
    """Processor time of one program over that of another."""

    least: float
    middle: float
    most: float

    def __str__(self) -> str:
        return f"**{self.middle:.2f}** ({self.least:.2f}–{self.most:.2f})"


@dataclass(frozen=True)
class Measured:
    """One file, its pages, and what each program cost on it round by round."""

    name: str
    pages: int
    costs: Costs

    def ratio(self, other: str) -> Ratio | None:
        """Return Rothscope's ratio to a program; None where that was not run."""
        return ratio(self.costs["rothscope"], self.costs[other]) if other in self.costs else None

    def floor(self) -> Ratio:
        """Return the ratio of the libraries alone, before a word is looked at, to pdfplumber."""
        return ratio(self.costs["libraries"], self.costs["pdfplumber"])

    def peak_mb(self) -> float:
        """Return the most memory Rothscope held in any round."""
        return max(cost.peak_mb for cost in self.costs["rothscope"])

    def row(self) -> str:
        """Return the file's row of the table."""
        seconds = median(cost.cpu for cost in self.costs["rothscope"])
        told = [
            str(found) if (found := self.ratio(other)) else "not run" for other in ("pdfplumber", "pdftotext")
        ]
        return (
            f"| {self.name} | {self.pages} | {seconds:.1f} s | {told[0]} | {self.floor().middle:.2f} | {told[1]} "
            f"| {self.peak_mb():.0f} MB |"
        )


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost]) -> Ratio:
    """Return the ratio of processor times, paired round by round."""
    found = sorted(one.cpu / other.cpu for one, other in zip(ours, theirs, strict=True))
    return Ratio(found[0], median(found), found[-1])


HEAD = """\
| file | pages | `rothscope` | to pdfplumber's bare text | of that its libraries alone | to `pdftotext` | peak memory |
|---|---:|---:|---:|---:|---:|---:|"""


def table(measured: Sequence[Measured]) -> str:
    """Return the table of all files."""
    return "\n".join([HEAD, *(one.row() for one in measured)])


def verdict(what: str, found: float, at_most: float, unit: str) -> str:
    """Return one mark and whether it is met."""
    met = "met" if found <= at_most else "**missed**"
    return f"| {what} | {at_most:g}{unit} | {found:.2f}{unit} | {met} |"
