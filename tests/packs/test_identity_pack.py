"""`patterns/identity.yaml` is refused where it is malformed, and its notation means what it says."""

from pathlib import Path

import pytest
import yaml

from rothscope.errors import BadPack
from rothscope.packs.find import patterns_folder
from rothscope.packs.identity import load_identity, spellings


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("plan number", ("plan number",)),
        ("plan|program number", ("plan number", "program number")),
        ("name of the? plan", ("name of the plan", "name of plan")),
        ("a|b? c", ("a c", "b c", "c")),
    ],
)
def test_spellings(phrase: str, expected: tuple[str, ...]) -> None:
    assert spellings(phrase) == expected


@pytest.mark.parametrize(
    ("field", "key", "value", "why"),
    [
        ("ein", "labels", ["ein", "ein"], "twice"),
        ("ein", "labels", ["EIN"], "lower case"),
        ("ein", "labels", ["e-mail"], "hyphens"),
        ("ein", "between", [True], "string"),
        ("ein", "lables", ["ein"], "not permitted"),
    ],
)
def test_a_faulty_pack_is_refused(tmp_path: Path, field: str, key: str, value: object, why: str) -> None:
    pack = yaml.safe_load((patterns_folder() / "identity.yaml").read_text(encoding="utf-8"))
    pack[field][key] = value
    (tmp_path / "identity.yaml").write_text(yaml.safe_dump(pack), encoding="utf-8")
    with pytest.raises(BadPack, match=why):
        load_identity(tmp_path)


def test_the_pack_is_read_once() -> None:
    assert load_identity(patterns_folder()) is load_identity(patterns_folder())


def test_a_missing_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPack, match="missing"):
        load_identity(tmp_path)
