"""What is measured here -> what it comes to for many documents elsewhere: arithmetic, with its assumptions named.

In: the measures of a document and the assumptions. Out: hours of cores, gigabytes, hours of the one writer.
"""

from dataclasses import dataclass

HOUR = 3600
GB = 1e9


@dataclass(frozen=True)
class Measures:
    """Processor seconds a page and a saved document, bytes of the library a document."""

    page: float
    save: float
    bytes: float


@dataclass(frozen=True)
class Assumed:
    """What nobody can measure here. Shares are of all documents."""

    pages: int = 50
    """Pages of a document; descriptions in the wild are longer than the samples."""
    copies: float = 0.2
    """Documents filed more than once."""
    hanging: float = 0.0005
    """Documents that run into the time limit, which each costs in full."""
    seconds: int = 120
    """That limit."""
    hungry: float = 0.0005
    """Documents that run into the memory limit, twice, in some ten seconds each."""
    cores: int = 200
    """Cores of the cluster."""


@dataclass(frozen=True)
class Planned:
    """What so many documents come to."""

    documents: int
    reading: float
    """Core hours of reading."""
    failing: float
    """Core hours lost to documents at their limits."""
    hours: float
    """Hours on all cores."""
    writing: float
    """Hours of the one process that writes, beside it."""
    storage: float
    """Gigabytes of libraries."""

    def row(self) -> str:
        """Return the row of a table."""
        return (
            f"| {self.documents:,} | {self.reading:,.1f} | {self.failing:,.1f} | {self.hours:,.2f} | "
            f"{self.writing:,.2f} | {self.storage:,.1f} GB |"
        )


HEAD = """\
| documents | core hours of reading | core hours lost to bad ones | hours on all cores | hours of the writer | library |
|---:|---:|---:|---:|---:|---:|"""


def plan(documents: int, measures: Measures, assumed: Assumed) -> Planned:
    """Return what so many documents come to."""
    single = documents * (1 - assumed.copies)
    reading = single * assumed.pages * measures.page / HOUR
    failing = single * (assumed.hanging * assumed.seconds + assumed.hungry * 20) / HOUR
    return Planned(
        documents=documents,
        reading=reading,
        failing=failing,
        hours=(reading + failing) / assumed.cores,
        writing=single * measures.save / HOUR,
        storage=single * measures.bytes / GB,
    )
