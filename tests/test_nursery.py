"""What is forked does what a process does that somebody starts, and dies as one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.nursery import Born, typed


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (("explain", "تركيا تعيد فتح سفارتها في دمشق"), b""),
        (("detect", "-"), '{"id": "é", "title": "Turkey reopens embassy in Damascus"}\nnot json\n'.encode()),
        (("poll", "--config", "none.yaml"), b""),
    ],
)
def test_it_says_and_ends_as_one_that_is_started(tmp_path: Path, arguments: tuple[str, ...], given: bytes) -> None:
    started = subprocess.run(
        [sys.executable, "-m", "service", *arguments], input=given, capture_output=True, check=False, cwd=tmp_path
    )
    forked = typed(*arguments, given=given, folder=tmp_path)
    assert (forked.returncode, forked.stdout, forked.stderr) == (started.returncode, started.stdout, started.stderr)


def write() -> None:
    found = [str(Path.cwd()), dict(os.environ), os.getpid() == os.getpgrp(), sys.argv]
    sys.stdout.write(json.dumps(found))


def test_it_has_a_folder_an_environment_and_a_group_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.touch()
    assert Born("a", "b", start=write, folder=tmp_path, environment={"ONLY": "this"}, out=out).wait() == 0
    assert json.loads(out.read_text("utf-8")) == [str(tmp_path.resolve()), {"ONLY": "this"}, True, ["thaw", "a", "b"]]


def pause() -> None:
    signal.pause()


def test_it_lives_until_it_is_killed() -> None:
    process = Born(start=pause)
    assert process.code is None
    process.send(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    process.send(signal.SIGKILL)  # harms nobody who has its number now
