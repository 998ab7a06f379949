"""`wording.yaml` and `letters.yaml`: every status, verdict and feature has its words, and a gap is named."""

import shutil
from pathlib import Path

import pytest

from rothscope.errors import BadPack
from rothscope.model.analysis import Verdict
from rothscope.packs.find import patterns_folder
from rothscope.packs.letters import load_letter_rules
from rothscope.packs.wording import load_wording

WORDING, LETTERS = load_wording(patterns_folder()), load_letter_rules(patterns_folder())


def test_readings_name_no_reader_because_letters_print_them_too() -> None:
    for feature in WORDING.features.values():
        for line in feature.reads.values():
            assert " you" not in f" {line.casefold()}"
            assert line.endswith(".")


def test_only_silence_and_no_are_told_apart() -> None:
    words = [status.word for status in WORDING.statuses.values()]
    assert len(set(words)) == 6


def test_verdicts_lean_as_they_should() -> None:
    assert WORDING.verdicts[Verdict.READY].tone == "go"
    assert [v for v, word in WORDING.verdicts.items() if word.tone == "go"] == [Verdict.READY]


BROKEN = [
    ("wording.yaml", "  silent:\n    word: Not stated", "  quiet:\n    word: Not stated", "statuses"),
    ("wording.yaml", "  UNKNOWN: {word: Cannot", "  UNHEARD: {word: Cannot", "verdicts"),
    ("wording.yaml", "  - hce_limit\n", "  - hce_limits\n", "hce_limits"),
    ("wording.yaml", "tone: wait", "tone: amber", "tone"),
    ("letters.yaml", "  READY: [smoother]", "  READY: [quicker]", "quicker"),
    ("letters.yaml", "  UNKNOWN: [after_tax, conversion]\n", "", "UNKNOWN"),
]


@pytest.mark.parametrize(("name", "old", "new", "named"), BROKEN)
def test_a_gap_is_named(tmp_path: Path, name: str, old: str, new: str, named: str) -> None:
    text = (patterns_folder() / name).read_text(encoding="utf-8")
    assert old in text
    shutil.copy(patterns_folder() / name, tmp_path / name)
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    load = load_wording if name == "wording.yaml" else load_letter_rules
    with pytest.raises(BadPack, match=named):
        load(tmp_path)
