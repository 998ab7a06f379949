"""The limits of a plan year. In: a year and the patterns folder. Out: `YearLimits`, or UnknownLimitYear.

No year is carried forward, projected or assumed: a year without a file is refused.
"""

from functools import cache
from pathlib import Path

from rothscope.errors import UnknownLimitYear
from rothscope.packs.limits import YearLimits, read_year


def known_years(folder: Path) -> tuple[int, ...]:
    """Return the years on file in the patterns folder, earliest first."""
    return tuple(sorted(int(path.stem) for path in (folder / "limits").glob("*.yaml") if path.stem.isdigit()))


@cache
def limits_of(year: int, folder: Path) -> YearLimits:
    """Return the limits of a plan year from the patterns folder. Raises UnknownLimitYear, BadPack."""
    known = known_years(folder)
    if year not in known:
        raise UnknownLimitYear(year, known)
    return read_year(folder / "limits" / f"{year}.yaml")
