"""Every mistake of tests/config/wrong/NAME.yaml is told as NAME.txt beside it says: nothing less, nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.config import load_config
from service.errors import ConfigError

FOLDER = Path(__file__).parent / "wrong"
CASES = sorted(FOLDER.glob("*.yaml"))
CANARY = "canary-4711-canary"
ENVIRON = {"EMPTY": "", "CANARY": CANARY}
WATCHES = ("assi", "kabul")


def told(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_config(path, ENVIRON, watch_names=WATCHES)
    assert caught.value.exit_code == 2
    assert all(mistake.file == str(path) for mistake in caught.value.mistakes)
    return [str(mistake).removeprefix(f"{path}:") for mistake in caught.value.mistakes]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_is_told_with_its_line(path: Path) -> None:
    lines = told(path)
    assert lines == path.with_suffix(".txt").read_text("utf-8").splitlines()
    assert all("\n" not in line for line in lines)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_secret_is_repeated(path: Path) -> None:
    text = "\n".join(told(path))
    assert CANARY not in text
    assert "hunter2" not in text
    assert "whsec_MfKQ" not in text


def test_every_case_has_its_message_and_every_message_its_case() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in CASES}
    assert len(CASES) >= 40
