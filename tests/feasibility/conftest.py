"""The packs as they ship, read once."""

import pytest

from rothscope.packs.find import patterns_folder
from rothscope.packs.judgement import Judgement, load_judgement


@pytest.fixture(scope="session")
def judgement() -> Judgement:
    return load_judgement(patterns_folder())
