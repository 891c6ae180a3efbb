"""Whatever bytes stand in the file: a Config, or mistakes in words; never another exception."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.config import Config, load_config, show
from service.config.shapes import FileShape
from service.errors import AskedWronglyError

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.sampled_from(
    [
        *FileShape.model_fields,
        "name", "url", "lang", "type", "email", "webhook", "apprise", "file", "smtp", "from",
        "to", "secret", "password", "path", "every", "timeout", "listen", "token", "severity", "digest",
        "group",
    ]
)  # fmt: skip
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ["10m", "8MiB", "assi", "http://[", "https://a.example/", "smtp://u:p@[::1", "${X}", "${", "email", "webhook", "22:00",
         "sqlite:///", "postgresql://[", "whsec_", "[::1]:80", "a@b", "\ud800", "127.0.0.1/33"]
    ),
)  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=5), inner, max_size=6),
    max_leaves=25,
)


def load(folder: Path, content: bytes) -> None:
    path = folder / "config.yaml"
    path.write_bytes(content)
    try:
        config = load_config(path, {"X": "value"}, watch_names=("assi",))
    except AskedWronglyError:
        return
    assert isinstance(config, Config)
    assert json.dumps(show(config))


quickly = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quickly
@given(content=st.binary(max_size=200))
def test_bytes(tmp_path: Path, content: bytes) -> None:
    load(tmp_path, content)


@quickly
@given(text=st.text(alphabet="abc:-[]{}&*!|>'\"%@`#,? \n\t${}0123~<", max_size=80))
def test_punctuation(tmp_path: Path, text: str) -> None:
    load(tmp_path, text.encode())


@quickly
@given(tree=st.dictionaries(NAMES, TREES, max_size=6))
def test_settings_of_every_wrong_type(tmp_path: Path, tree: object) -> None:
    load(tmp_path, yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"{a: " * 50_000,
        b"- " * 50_000,
        b"? " * 50_000,
        b"a: &a [*a]\n",
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
        b"<<: {timezone: UTC}\n",
        b"--- \n...\n---\n",
        b"%YAML 9.9\n---\na: b\n",
        b"\x00",
        b"\xff\xfet\x00",
        b"a: !<tag:yaml.org,2002:int> x\n",
        b"cap: " + b"9" * 5000,
        b"!!map {timezone: UTC}\n",
    ],
)
def test_what_is_made_to_hurt(tmp_path: Path, content: bytes) -> None:
    load(tmp_path, content)
