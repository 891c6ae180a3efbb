"""Packs as they were read before: the same as read anew, whatever happened to what was kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from service.detect.kept import FOLDER, read_kept
from service.detect.pack import PACKS
from service.detect.reading import read_yaml
from service.errors import AskedWronglyError, ConfigError
from tests.detect.test_reading import TEXTS, VALUES, written

if TYPE_CHECKING:
    from pathlib import Path

PACK = "- {code: SYR, from: 2024-12-08, names: {ar: [سوريا], tr: [Suriye]}, sure: yes, rank: 2}\n"


def kept(path: Path) -> list[Path]:
    return sorted((path.parent / FOLDER).iterdir()) if (path.parent / FOLDER).exists() else []


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "states.yaml"
    path.write_text(PACK, "utf-8")
    return path


def test_a_pack_is_kept_and_read_from_what_was_kept(pack: Path) -> None:
    first = read_kept(pack)
    (file,) = kept(pack)
    file.write_text(file.read_text("utf-8").replace("سوريا", "الشام"), "utf-8")
    assert first == read_yaml(pack)
    assert read_kept(pack)[0]["names"]["ar"] == ["الشام"]
    assert read_kept(pack)[0]["from"] == first[0]["from"]


def test_another_text_is_read_anew_and_what_was_kept_of_the_old_one_goes(pack: Path) -> None:
    read_kept(pack)
    (old,) = kept(pack)
    stat = pack.stat()
    pack.write_text(PACK.replace("SYR", "AFG"), "utf-8")
    os.utime(pack, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert read_kept(pack)[0]["code"] == "AFG"
    (new,) = kept(pack)
    assert new != old


def test_what_is_kept_of_another_pack_stays(pack: Path) -> None:
    other = pack.with_name("organizations.yaml")
    other.write_text("- {code: LAS}\n")
    read_kept(other)
    read_kept(pack)
    assert len(kept(pack)) == 2


@pytest.mark.parametrize("broken", [b"", b'[{"code": "S', b"\xff\xfe\x00", b'[{"day:": "yesterday"}]', b'{"day:": 1}'])
def test_what_is_kept_and_broken_counts_for_nothing(pack: Path, broken: bytes) -> None:
    read_kept(pack)
    (file,) = kept(pack)
    file.write_bytes(broken)
    assert read_kept(pack) == read_yaml(pack)
    assert file.read_bytes() != broken


def test_what_a_killed_process_left_half_written_is_removed(pack: Path) -> None:
    (pack.parent / FOLDER).mkdir()
    (pack.parent / FOLDER / f"{pack.name}.0011223344556677.4711").write_text("[")
    read_kept(pack)
    (file,) = kept(pack)
    assert file.suffix == ".json"


def test_a_place_that_cannot_be_written_to_keeps_nothing_and_hinders_nothing(pack: Path) -> None:
    (pack.parent / FOLDER).write_text("a file where the folder would be")
    assert read_kept(pack) == read_yaml(pack)
    assert (pack.parent / FOLDER).read_text() == "a file where the folder would be"


@pytest.mark.parametrize(
    "text", ["{1: a}", "{2024-12-08: a}", "[2024-12-08 10:00:00]", "{true: a}", "[.nan]", "{'day:': x}", "{'day:': 1}"]
)
def test_what_would_come_back_as_something_else_is_not_kept(pack: Path, text: str) -> None:
    pack.write_text(text)
    assert repr(read_kept(pack)) == repr(read_kept(pack))
    assert kept(pack) == []


@pytest.mark.parametrize("text", TEXTS)
def test_read_twice_it_is_what_yaml_says(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text)
    assert read_kept(path) == read_kept(path) == read_yaml(path)


@given(value=VALUES)
def test_whatever_is_written_is_read_again_twice(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    path = written(tmp_path_factory.getbasetemp() / "kept" / "written.yaml", value)
    assert read_kept(path) == value
    assert read_kept(path) == value


@pytest.mark.parametrize("content", [b"a: [1\nb: 2\n", b"a: \xff\xfe"])
def test_what_is_no_yaml_is_told_and_not_kept(pack: Path, content: bytes) -> None:
    pack.write_bytes(content)
    with pytest.raises(ConfigError, match=r"states\.yaml"):
        read_kept(pack)
    assert kept(pack) == []


def test_a_missing_pack_is_told(tmp_path: Path) -> None:
    with pytest.raises(AskedWronglyError, match="cannot be read"):
        read_kept(tmp_path / "none.yaml")


SHIPPED = sorted(path for path in PACKS.rglob("*.yaml") if path.parent.name not in {"cases", "watches"})


@pytest.mark.parametrize("path", SHIPPED, ids=[str(path.relative_to(PACKS)) for path in SHIPPED])
def test_a_pack_that_ships_can_be_kept(tmp_path: Path, path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    assert read_kept(copy) == read_kept(copy) == read_yaml(path)
    assert len(kept(copy)) == 1
