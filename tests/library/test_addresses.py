"""Files, folders and addresses -> the documents they stand for."""

import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from rothscope.errors import MissingExtra, UnreadableFile
from rothscope.library.addresses import Place, copy_to, fingerprint, list_places, sha256_of


def names(*named: str | Path, suffixes: tuple[str, ...] = (".pdf",)) -> list[str]:
    return [Path(place.address).name for place in list_places(map(str, named), suffixes).places]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.pdf", "a.PDF", "inner/c.pdf", "notes.docx", ".hidden.pdf", "plan.md"):
        path = tmp_path / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path / "plans"


def test_a_folder_stands_for_its_pdfs(folder: Path) -> None:
    assert names(folder) == ["a.PDF", "b.pdf", "c.pdf"]
    assert list_places([str(folder)], (".pdf",)).passed_over == 2, (
        "the others are counted, hidden files are not"
    )
    assert names(folder, suffixes=(".md",)) == ["plan.md"]


def test_a_file_named_by_itself_is_taken_whatever_its_name(folder: Path) -> None:
    assert names(folder / "notes.docx") == ["notes.docx"]


def test_each_place_stands_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert names("b.pdf", folder, "./b.pdf") == ["b.pdf", "a.PDF", "c.pdf"]
    assert all(Path(place.address).is_absolute() for place in list_places(["b.pdf"]).places)


@pytest.mark.parametrize("change", ["bytes", "time", "replaced"])
def test_a_stamp_changes_with_the_file(folder: Path, change: str) -> None:
    path = folder / "b.pdf"
    (before,) = list_places([str(path)]).places
    assert list_places([str(path)]).places == (before,)
    told = path.stat()
    if change == "bytes":
        path.write_bytes(b"B.PDF")
        os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    elif change == "time":
        os.utime(path)
    else:
        (folder / "a.PDF").replace(path)
    (after,) = list_places([str(path)]).places
    assert after.stamp != before.stamp


def test_what_cannot_be_had_is_told_and_not_raised(tmp_path: Path) -> None:
    (nowhere,) = list_places([str(tmp_path / "nowhere.pdf")]).places
    found = fingerprint(nowhere)
    assert found.sha256 is None
    assert (
        found.fault
        == f"There is nothing to read at {tmp_path}/nowhere.pdf; check the name, and that you may look there."
    )
    os.mkfifo(tmp_path / "pipe.pdf")
    (pipe,) = list_places([str(tmp_path / "pipe.pdf")]).places
    assert fingerprint(pipe).sha256 is None, "a pipe would be waited for without end"
    gone = fingerprint(Place(str(tmp_path / "gone.pdf"), "a stamp"))
    assert gone.fault and "cannot be opened (No such file or directory)" in gone.fault


def test_a_folder_that_may_not_be_looked_into_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look = os.scandir

    def refuse(path: str) -> Any:
        if Path(path).name == "inner":
            raise PermissionError(13, "Permission denied", path)
        return look(path)

    monkeypatch.setattr(os, "scandir", refuse)
    places = list_places([str(folder)], (".pdf",)).places
    assert [(Path(place.address).name, place.stamp is None) for place in places] == [
        ("a.PDF", False), ("b.pdf", False), ("inner", True),
    ]  # fmt: skip
    assert f"nothing to read at {folder}/inner" in str(fingerprint(places[2]).fault)


# -- fsspec ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    pytest.importorskip("fsspec", reason="fsspec is not installed; pip install 'rothscope[cluster]'")
    path = tmp_path / "plans.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name in ("one.pdf", "inner/two.pdf", "notes.txt"):
            made.writestr(name, name)
    return path


def test_an_address_is_listed_and_opened(archive: Path, tmp_path: Path) -> None:
    listing = list_places([f"zip://::{archive}"])
    assert [place.address for place in listing.places] == [
        f"zip://inner/two.pdf::{archive}",
        f"zip://one.pdf::{archive}",
    ]
    assert listing.passed_over == 1
    (tmp_path / "same").write_bytes(b"inner/two.pdf")
    assert sha256_of(listing.places[0].address) == sha256_of(str(tmp_path / "same"))
    copy_to(listing.places[1].address, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == b"one.pdf"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("zip://inner::{}", ["inner/two.pdf"]),
        ("zip://one.pdf::{}", ["one.pdf"]),
        ("zip://notes.txt::{}", ["notes.txt"]),  # named by itself
        ("zip://*.txt::{}", ["notes.txt"]),  # a pattern is a name too
    ],
)
def test_an_address_may_be_a_folder_a_file_or_a_pattern(
    archive: Path, address: str, found: list[str]
) -> None:
    places = list_places([address.format(archive)]).places
    assert [place.address.removeprefix("zip://").partition("::")[0] for place in places] == found


def test_an_address_of_the_file_system(archive: Path) -> None:
    (place,) = list_places([archive.as_uri()]).places
    assert fingerprint(place).sha256 == sha256_of(str(archive))
    (place,) = list_places([archive.with_name("nowhere.pdf").as_uri()]).places
    assert fingerprint(place).sha256 is None


def test_an_address_nobody_knows_is_one_sentence(archive: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nosuch://x cannot be listed \(.+\); check the address\."):
        list_places(["nosuch://x"])


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(MissingExtra, match=r"pip install 'rothscope\[cluster\]'"):
        list_places(["s3://bucket/plans"])
