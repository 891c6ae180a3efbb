"""A disk that takes no more: told in one line, whatever command prints to it, and no success claimed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.cli.output import opened_for_writing
from service.errors import AskedWronglyError, ThawError

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")


@pytest.mark.parametrize("arguments", ["--version", "--help", "alerts schema", "packs lint"])
def test_what_cannot_be_printed_is_told_in_one_line(arguments: str) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "service", *arguments.split()], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert done.stderr.decode() == "thaw: what was to be printed cannot be written: No space left on device\n"
    assert done.returncode == 1


def test_a_file_that_ends_in_the_middle_is_told() -> None:
    with pytest.raises(ThawError, match="/dev/full: written in part only: No space left on device") as told:
        _written(FULL, "x")
    assert told.value.exit_code == 1


def test_a_file_that_cannot_be_opened_was_asked_for_wrongly(tmp_path: Path) -> None:
    with pytest.raises(AskedWronglyError, match="cannot be written: No such file or directory"):
        _written(tmp_path / "none" / "out", "x")


def _written(path: Path, text: str) -> None:
    with opened_for_writing(path) as stream:
        assert stream is not None
        stream.write(text)
