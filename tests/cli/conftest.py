"""A folder in which somebody types commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.typed import Shell, shell_in

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """With a configuration, and nothing stored yet."""
    return shell_in(tmp_path, monkeypatch, capsys)
