"""What commands print is UTF-8, whatever language the machine is set to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARABIC = "تركيا تعيد فتح سفارتها في دمشق"


def thaw(encoding: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    surroundings = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.run(
        [sys.executable, "-m", "service", *arguments],
        input=given.encode(), capture_output=True, check=False, cwd=ROOT, env=surroundings,
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1256", "utf-16"])
def test_results_are_utf8(encoding: str) -> None:
    done = thaw(encoding, "explain", ARABIC)
    assert (done.returncode, done.stderr) == (0, b"")
    assert ARABIC in done.stdout.decode("utf-8")


def test_json_is_utf8() -> None:
    done = thaw("latin-1", "detect", "-", given=json.dumps({"id": "é", "title": ARABIC}, ensure_ascii=False))
    found = json.loads(done.stdout.decode("utf-8"))
    assert found["id"] == "é"
    assert found["page"] is True


def test_mistakes_are_told_in_utf8() -> None:
    done = thaw("ascii", "detect", "ملف.jsonl")
    assert done.returncode == 2
    assert "ملف.jsonl" in done.stderr.decode("utf-8")


def test_half_a_surrogate_pair_is_escaped() -> None:
    done = thaw(
        "utf-8",
        "parse",
        "-",
        given='{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "a\\ud83d"}]}',
    )
    assert b"Traceback" not in done.stderr
    done.stdout.decode("utf-8")
