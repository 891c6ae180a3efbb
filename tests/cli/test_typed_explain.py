"""`thaw explain` where nothing is coded: the reader is told that names hold for a day, and how to name another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.typed import Shell, shell_in

if TYPE_CHECKING:
    from pathlib import Path

MEETING = "Turkey sponsors meeting of Syrian regime and opposition in Aleppo"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return shell_in(tmp_path, monkeypatch, capsys)


def test_a_meeting_of_a_government_that_fell_is_coded_on_a_day_when_it_governed(shell: Shell) -> None:
    today = shell("explain", MEETING).out
    assert "Nothing is coded" in today
    assert "say --published YYYY-MM-DD for another day" in " ".join(today.split())
    then = shell("explain", MEETING, "--published", "2023-05-01").out
    assert "opposition_regime_meeting: occurred" in then
    assert "--published" not in then


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "0001-01-01T00:00+05:00", "9999-12-31T23:00-05:00"])
def test_a_day_that_cannot_be_is_told(shell: Shell, day: str) -> None:
    assert shell.wrong("explain", MEETING, "--published", day) == (f"thaw: --published {day}: must be a day, such as 2026-11-24")


def test_p13_what_is_explained_steers_no_terminal(shell: Shell) -> None:
    said = shell("explain", "-", given=f"\x1b[31m{MEETING}\u202e\nSummary\x1b]0;title\x07 \x9b1m", expect=0).out
    assert "\ufffd[31mTurkey" in said
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said)


def test_the_day_that_was_named_is_told(shell: Shell) -> None:
    said = " ".join(shell("explain", "Rain is expected in the mountains", "--published", "2023-05-01").out.split())
    assert "is judged for 2023-05-01" in said
