"""`thaw db` as an administrator types it."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from service.store.database import SqlStore
from service.store.lock import hold
from tests.cli.test_commands import thaw
from tests.store.test_migrations import counts, fill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.yaml").write_text("database: sqlite:///thaw.db\n")
    with closing(SqlStore(f"sqlite:///{tmp_path}/thaw.db")) as store:
        store.upgrade()
        fill(store)
    return tmp_path


def rows(file: Path) -> dict[str, int]:
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        return counts(store)


def test_everything_is_copied_to_where_the_url_says(folder: Path) -> None:
    told = thaw("db", "copy", "sqlite:///other.db", folder=folder).stderr
    assert "rows copied to " in told
    assert rows(folder / "other.db") == rows(folder / "thaw.db")
    assert "holds rows already" in thaw("db", "copy", "sqlite:///other.db", folder=folder, expect=2).stderr
    assert "is the database itself" in thaw("db", "copy", "sqlite:///thaw.db", folder=folder, expect=2).stderr


@pytest.mark.parametrize("url", ["mysql://u:hunter2@h/x", "thaw.db", "sqlite://", "postgresql://u:hunter2@h"])
def test_what_is_no_database_is_told_without_repeating_it(folder: Path, url: str) -> None:
    told = thaw("db", "copy", url, folder=folder, expect=2).stderr
    assert told.startswith("thaw: the database to copy to: must be sqlite:///PATH")
    assert "hunter2" not in told
    assert len(told.splitlines()) == 1


def test_a_server_that_is_not_there_is_told_without_its_password(folder: Path) -> None:
    url = "postgresql+psycopg://thaw@127.0.0.1:1/thaw"
    told = thaw("db", "copy", url, folder=folder, expect=1, THAW_DATABASE_PASSWORD="hunter2").stderr
    assert "hunter2" not in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize("command", [["db", "copy", "sqlite:///other.db"], ["db", "restore", "copy.db"], ["poll"]])
def test_a_running_daemon_is_named_and_left_alone(folder: Path, command: list[str]) -> None:
    thaw("db", "backup", "copy.db", folder=folder)
    with hold(f"sqlite:///{folder}/thaw.db"):
        assert "another instance holds the lock" in thaw(*command, folder=folder, expect=75).stderr


def test_a_backup_is_taken_beside_a_running_daemon_and_checked(folder: Path) -> None:
    with hold(f"sqlite:///{folder}/thaw.db"):
        assert "written and found sound" in thaw("db", "backup", "copy.db", folder=folder).stderr
    assert rows(folder / "copy.db") == rows(folder / "thaw.db")
    assert "is there already" in thaw("db", "backup", "copy.db", folder=folder, expect=2).stderr


def test_what_is_not_sound_is_told_and_counted(folder: Path) -> None:
    assert "of the deliveries 1 pending, 0 sending" in thaw("db", "check", folder=folder).stdout
    with closing(SqlStore(f"sqlite:///{folder}/thaw.db")) as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE deliveries SET next_attempt = NULL")
    done = thaw("db", "check", "--json", folder=folder, expect=1)
    assert json.loads(done.stdout)["problems"] == ["delivery a: is pending but never due"]
    assert "not sound" in thaw("db", "check", folder=folder, expect=1).stdout


@pytest.mark.parametrize(
    "command",
    [["run"], ["poll"], ["db", "upgrade"], ["db", "check"], ["db", "backup", "x.db"], ["signals", "list"], ["feeds", "list"]],
)
def test_a_server_that_is_away_is_one_line_with_what_to_do(folder: Path, command: list[str]) -> None:
    away = "postgresql+psycopg://thaw:hunter2@127.0.0.1:1/thaw"
    told = thaw(*command, folder=folder, expect=1, THAW_DATABASE=away).stderr
    assert told.startswith("thaw: postgresql+psycopg://thaw:***@127.0.0.1:1/thaw: connection failed")
    assert told.endswith("; look whether the server runs, and at database in the configuration\n")
    assert len(told.splitlines()) == 1
    assert "hunter2" not in told
