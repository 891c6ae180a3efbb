"""YAML read, whole and as packs are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service.detect.kept import read_kept
from service.detect.pack import PACKS
from service.detect.reading import pack_of, read_yaml
from service.errors import AskedWronglyError, ConfigError

Reader = Callable[[Path], Any]
BOTH = pytest.mark.parametrize("read", [read_yaml, read_kept])


@pytest.mark.parametrize(("content", "line"), [("a: [1\nb: 2\n", 2), ("a: b: c\n", 1), ("a: 1\n\tb: 2\n", 2)])
@BOTH
def test_what_is_no_yaml_is_told_with_its_line(tmp_path: Path, read: Reader, content: str, line: int) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(content)
    with pytest.raises(ConfigError) as refused:
        read(path)
    (mistake,) = refused.value.mistakes
    assert (mistake.file, mistake.line) == (str(path), line)


@BOTH
def test_bytes_that_are_no_text_are_told(tmp_path: Path, read: Reader) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: \xff\xfe")
    with pytest.raises(ConfigError, match=r"x\.yaml"):
        read(path)


@BOTH
def test_a_missing_file_and_a_folder_are_told(tmp_path: Path, read: Reader) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(AskedWronglyError, match="cannot be read"):
            read(path)


def test_tags_that_would_run_code_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("!!python/object/apply:os.getcwd []\n")
    with pytest.raises(ConfigError):
        read_yaml(path)


SHIPPED = sorted(PACKS.rglob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=[str(path.relative_to(PACKS)) for path in SHIPPED])
def test_a_pack_that_ships_is_read_as_yaml_is(path: Path) -> None:
    assert pack_of(path.read_text("utf-8")) == read_yaml(path)


SCALARS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
    st.sampled_from(["no", "On", "null", "~", "1", "1.5", "2024-12-08", "2024-12-08 10:00:00", "=", "<<", "", "&a", "*a", "!x"]),
    st.integers(),
    st.booleans(),
    st.none(),
    st.dates(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text("abno~", max_size=3), inner, max_size=4)),
    max_leaves=12,
)


def written(path: Path, value: Any, *, flow: bool = False) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow), "utf-8")
    return path


@given(value=VALUES, flow=st.booleans())
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, value: Any, *, flow: bool) -> None:
    path = written(tmp_path_factory.getbasetemp() / "written.yaml", value, flow=flow)
    assert pack_of(path.read_text("utf-8")) == value


TEXTS = [
    "",
    "# nothing\n",
    "---\na: 1\n...\n",
    "- &x [a, no]\n- *x\n- {b: *x}\n",
    "a: 1\na: 2\n",
    "{1: a, 2024-12-08: b, true: c}",
    '- "no"\n- no',
]


@pytest.mark.parametrize("text", TEXTS)
def test_both_read_the_same(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text)
    assert pack_of(path.read_text("utf-8")) == read_yaml(path)


def test_what_is_named_again_is_the_same_thing(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("- &x {en: [a]}\n- *x\n")
    one, other = pack_of(path.read_text("utf-8"))
    assert one is other
