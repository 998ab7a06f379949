from collections.abc import Callable
from pathlib import Path

import pytest

from rothscope.limits import limits_of
from rothscope.packs.find import patterns_folder
from rothscope.packs.limits import YearLimits

FOLDER: Path = patterns_folder()


@pytest.fixture(scope="session")
def limits() -> Callable[[int], YearLimits]:
    return lambda year: limits_of(year, FOLDER)
