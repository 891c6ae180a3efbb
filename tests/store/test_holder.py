"""Who is told of another instance is told how to end it, by what is known of it."""

from __future__ import annotations

import pytest

from service.store.holder import held_by


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("pid 12 on box", "To stop it: kill 12, or systemctl stop thaw or docker compose stop thaw,"),
        ("thaw pid 12 on box", "To stop it: kill 12, or systemctl"),
        ("pid 12 on other", "To stop it: on other: kill 12, or systemctl stop thaw"),
        ("pid 12 on 3f9a", "if that is a container: docker stop 3f9a"),
        ("pid 1 on 3f9a", "To stop it: docker compose stop thaw, or docker stop 3f9a"),
        ("pid 1 on box", "To stop it: docker compose stop thaw, or docker stop box"),
        ("", "(unknown). It polls"),
        ("", "else kill, with the process number that ps shows"),
        ("pid 7 on $(reboot)", "else kill, with the process number that ps shows"),
    ],
)
def test_how_to_stop_it_follows_from_where_it_runs(note: str, told: str) -> None:
    line = held_by("the lock x.lock", note, "box")
    assert line.startswith("another instance holds the lock x.lock (")
    assert told in line
    assert "\n" not in line


def test_it_says_what_goes_without_stopping_it() -> None:
    assert "thaw feeds, signals and alerts work beside it" in held_by("the database", "pid 12 on box", "box")
