"""SQLite as a file: its settings, its mistakes, its copies, its lock."""

from __future__ import annotations

import os
import signal as signals
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from service.errors import AskedWronglyError, InstanceHeldError, StoreError
from service.store.backup import backup, restore
from service.store.check import check
from service.store.database import AsyncSqlStore, SqlStore
from service.store.lock import hold
from tests.store.made import FEED, NOW, alert, delivery

if TYPE_CHECKING:
    from pathlib import Path


def test_every_connection_is_set_up(filed: SqlStore) -> None:
    with filed.engine.connect() as first, filed.engine.connect() as second:
        for connection in (first, second):
            asked = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")}
            assert asked == {"journal_mode": "wal", "synchronous": 2}
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10000
            connection.rollback()


def test_a_write_begins_as_one(filed: SqlStore) -> None:
    """A second writer waits at the door; a reader does not."""

    def meanwhile(_tx: object) -> None:
        with closing(sqlite3.connect(str(filed.engine.url.database), timeout=0)) as other:
            assert other.execute("SELECT count(*) FROM feeds").fetchone() == (0,)
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")

    filed.write(meanwhile)


def test_who_looks_at_the_schema_waits_for_nobody_who_writes(filed: SqlStore) -> None:
    assert filed.write(lambda _tx: filed.revision()) is not None


def test_the_folder_is_made(tmp_path: Path) -> None:
    with closing(SqlStore(f"sqlite:///{tmp_path}/a/b/thaw.db")) as store:
        store.upgrade()
    assert (tmp_path / "a/b/thaw.db").exists()


@pytest.mark.parametrize("content", [b"this is a text and no database at all", b"SQLite format 3\0" + b"\xff" * 4096])
def test_what_is_no_database_is_told(file: Path, content: bytes) -> None:
    file.write_bytes(content * 3)
    with closing(SqlStore(f"sqlite:///{file}")) as store, pytest.raises(StoreError, match=str(file)) as told:
        store.upgrade()
    assert "Traceback" not in told.value.message
    assert file.read_bytes() == content * 3


def test_a_path_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("a file where a folder should be")
    with pytest.raises(StoreError, match="cannot be made"):
        SqlStore(f"sqlite:///{tmp_path}/plain/thaw.db")


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with closing(SqlStore(f"sqlite:///{tmp_path}")) as store, pytest.raises(StoreError, match="cannot be opened"):
        store.upgrade()


def test_a_copy_is_taken_while_it_is_in_use_and_put_back(filed: SqlStore, file: Path, tmp_path: Path) -> None:
    filed.write(lambda tx: tx.feeds.sync([FEED], NOW))
    backup(filed, tmp_path / "copy.db")
    with pytest.raises(AskedWronglyError, match="there already"):
        backup(filed, tmp_path / "copy.db")
    filed.write(lambda tx: tx.facts.put("later", 1))
    filed.close()
    kept = restore(f"sqlite:///{file}", tmp_path / "copy.db", NOW)
    assert kept is not None
    assert kept.exists()
    with closing(SqlStore(f"sqlite:///{file}")) as restored:
        restored.require_current()
        assert restored.read(lambda tx: tx.facts.get("later")) is None
        assert [known.feed for known in restored.read(lambda tx: tx.feeds.all())] == [FEED]


def test_what_is_no_copy_is_not_put_back(filed: SqlStore, file: Path, tmp_path: Path) -> None:
    filed.close()
    before = file.read_bytes()
    (tmp_path / "text").write_text("no database" * 100)
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE x (y)")
    for name in ("text", "other.db"):
        with pytest.raises(StoreError):
            restore(f"sqlite:///{file}", tmp_path / name, NOW)
    with pytest.raises(AskedWronglyError, match="no such file"):
        restore(f"sqlite:///{file}", tmp_path / "missing", NOW)
    assert file.read_bytes() == before


def test_a_copy_is_not_put_back_under_a_running_daemon(filed: SqlStore, file: Path, tmp_path: Path) -> None:
    backup(filed, tmp_path / "copy.db")
    with hold(f"sqlite:///{file}"), pytest.raises(InstanceHeldError):
        restore(f"sqlite:///{file}", tmp_path / "copy.db", NOW)


def test_a_database_in_memory_has_no_copy(tmp_path: Path) -> None:
    with closing(SqlStore("sqlite://")) as store, pytest.raises(AskedWronglyError, match="in memory alone"):
        backup(store, tmp_path / "copy.db")


def test_a_check_counts_and_finds_what_is_wrong(filed: SqlStore) -> None:
    assert check(filed).problems == ()
    filed.write(lambda tx: tx.alerts.add(alert(), [delivery("a", due=None)]))
    report = check(filed)
    assert report.rows["deliveries"] == 1
    assert len(report.problems) == 2


def test_a_second_instance_is_refused_with_the_name_of_the_first(url: str) -> None:
    if url == "sqlite://":
        return
    with hold(url), pytest.raises(InstanceHeldError, match=f"pid {os.getpid()}") as refused, hold(url):
        pass
    assert refused.value.exit_code == 75
    with hold(url):
        pass


def test_a_killed_holder_holds_nothing(file: Path) -> None:
    code = f"from service.store.lock import hold\nwith hold('sqlite:///{file}'):\n print('held', flush=True)\n input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(InstanceHeldError), hold(f"sqlite:///{file}"):
            pass
        child.send_signal(signals.SIGKILL)
        child.wait()
    with hold(f"sqlite:///{file}"):
        pass


WRITER = """
from service.store.database import SqlStore
store = SqlStore({url!r})
number = 0
while True:
    number += 1
    def work(tx, number=number):
        tx.facts.put("a", number)
        tx.facts.put("b", number)
    store.write(work)
    print(number, flush=True)
"""


def test_a_killed_writer_leaves_nothing_half_done_and_loses_nothing(filed: SqlStore, file: Path) -> None:
    code = WRITER.format(url=f"sqlite:///{file}")
    for stop_after in (1, 7, 30):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            told = [int(child.stdout.readline()) for _ in range(stop_after)]
            child.send_signal(signals.SIGKILL)
            child.wait()
        a, b = filed.read(lambda tx: (tx.facts.get("a"), tx.facts.get("b")))
        assert a == b
        assert isinstance(a, int)
        assert a >= told[-1]
    assert check(filed).problems == ()


async def test_work_from_the_event_loop_is_done_in_order(filed: SqlStore) -> None:
    store = AsyncSqlStore(filed)
    for number in range(5):
        await store.write(lambda tx, number=number: tx.facts.put("x", number))  # type: ignore[misc]
    assert await store.read(lambda tx: tx.facts.get("x")) == 4
    await store.aclose()
    with pytest.raises(RuntimeError):
        await store.read(lambda tx: tx.facts.get("x"))
