"""What disks, people and servers do to a database: nothing is lost in silence, and every failure is told in words."""

from __future__ import annotations

import shutil
import signal as signals
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from service.app.parts import opened_store
from service.config import load_config
from service.errors import InstanceHeldError, StoreError
from service.model.alert import DeliveryState
from service.store import engine
from service.store.backup import backup, restore
from service.store.check import check
from service.store.database import SqlStore
from service.store.lock import hold
from tests.store.made import FEED, LATER, NOW, alert, delivery
from tests.store.test_migrations import fill

if TYPE_CHECKING:
    from pathlib import Path

    from service.model.rows import Transaction

PAGE = 4096
"""Bytes of a page of SQLite."""


def put(tx: Transaction, **values: object) -> None:
    for name, value in values.items():
        tx.facts.put(name, value)


def starts(file: Path) -> None:
    """Open it as the daemon does."""
    with opened_store(load_config(None, {"THAW_DATABASE": f"sqlite:///{file}"}), upgrade=True, exclusive=True) as store:
        store.write(lambda tx: tx.facts.put("started", 1))


def test_every_connection_of_many_is_set_up(filed: SqlStore) -> None:
    opened = [filed.engine.connect() for _ in range(5)]
    asked = "PRAGMA journal_mode", "PRAGMA synchronous", "PRAGMA foreign_keys", "PRAGMA busy_timeout"
    for connection in opened:
        raw = connection.connection.cursor()
        assert [raw.execute(each).fetchone()[0] for each in asked] == ["wal", 2, 1, 10000]
        connection.close()


@pytest.mark.parametrize(
    ("pragma", "answer"),
    [
        ("journal_mode", ("delete", "wal")),
        ("synchronous", ("normal", 2)),
        ("foreign_keys", ("off", 1)),
        ("busy_timeout", ("1", 9)),
    ],
)
def test_a_connection_that_does_not_take_its_settings_is_not_used(
    file: Path, monkeypatch: pytest.MonkeyPatch, pragma: str, answer: tuple[str, Any]
) -> None:
    monkeypatch.setitem(engine.PRAGMAS, pragma, answer)
    with closing(SqlStore(f"sqlite:///{file}")) as store, pytest.raises(StoreError, match=f"did not take {pragma} = {answer[0]}"):
        store.upgrade()


def test_a_server_that_need_not_keep_commits_is_made_to(empty_postgres: str) -> None:
    def setting(store: SqlStore) -> str:
        with store.reading() as connection:
            return str(connection.scalar(text("SHOW synchronous_commit")))

    with closing(SqlStore(f"{empty_postgres}&options=-c%20synchronous_commit%3Doff")) as lax:
        assert setting(lax) == "on"
    with closing(SqlStore(f"{empty_postgres}&options=-c%20synchronous_commit%3Dremote_apply")) as strict:
        assert setting(strict) == "remote_apply"


def test_a_file_that_is_removed_in_use_is_told_and_no_empty_one_made(filed: SqlStore, file: Path) -> None:
    filed.write(lambda tx: tx.facts.put("x", 1))
    for part in file.parent.glob("thaw.db*"):
        part.unlink()
    for work in (filed.write, filed.read):
        with pytest.raises(StoreError, match=r"was removed or replaced while it was in use.*thaw db restore"):
            work(lambda tx: tx.facts.get("x"))
    assert not file.exists()


def test_a_file_that_is_replaced_in_use_is_not_written(filed: SqlStore, file: Path, tmp_path: Path) -> None:
    backup(filed, tmp_path / "copy.db")
    before = (tmp_path / "copy.db").read_bytes()
    (tmp_path / "copy.db").rename(file)
    with pytest.raises(StoreError, match="was removed or replaced"):
        filed.write(lambda tx: tx.facts.put("x", 1))
    assert file.read_bytes() == before


def test_a_full_disk_is_told_loses_nothing_and_is_got_over(filed: SqlStore) -> None:
    filed.write(lambda tx: tx.facts.put("x", 1))
    with filed.engine.connect() as connection:
        raw = connection.connection.cursor()
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="has no room left; free some space") as told:
        filed.write(lambda tx: put(tx, x=2, large="x" * PAGE * 4))
    assert told.value.retry
    assert filed.read(lambda tx: tx.facts.get("x")) == 1
    with filed.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA max_page_count = 1000000")
    filed.write(lambda tx: tx.facts.put("large", "x" * PAGE * 4))
    assert check(filed).problems == ()


def test_where_there_is_no_room_it_is_not_what_was_to_be_written_that_is_wrong(filed: SqlStore) -> None:
    with filed.engine.connect() as connection:
        raw = connection.connection.cursor()
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}")

    def written(tx: Transaction) -> None:
        with tx.savepoint():
            tx.facts.put("large", "x" * PAGE * 4)

    def kept(tx: Transaction) -> None:
        with pytest.raises(StoreError, match="has no room left; free some space"):
            written(tx)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        filed.write(kept)


@pytest.mark.parametrize("damage", ["a page of rubbish", "cut in the middle", "cut to half a page"])
def test_a_damaged_file_does_not_start_and_its_backup_does(filed: SqlStore, file: Path, tmp_path: Path, damage: str) -> None:
    fill(filed)
    backup(filed, tmp_path / "copy.db")
    filed.close()
    with file.open("r+b") as stream:
        if damage == "a page of rubbish":
            stream.seek(PAGE)
            stream.write(b"\xff" * PAGE * 2)
        else:
            stream.truncate(PAGE * 5 if damage == "cut in the middle" else PAGE // 2)
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"integrity check failed.*thaw db restore|is not an SQLite database.*restore a backup"):
        starts(file)
    assert file.read_bytes() == before
    assert restore(f"sqlite:///{file}", tmp_path / "copy.db", NOW) is not None
    starts(file)


LEAVES_A_WAL = """
import os
from service.store.database import SqlStore
store = SqlStore({url!r})
for number in range(1, 6):
    store.write(lambda tx: [tx.facts.put("a", number), tx.facts.put("b", number)])
    print(os.path.getsize({wal!r}), flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("kept", range(6))
def test_a_wal_that_was_cut_off_gives_what_was_whole_in_it(filed: SqlStore, file: Path, kept: int) -> None:
    filed.write(lambda tx: put(tx, a=0, b=0))
    filed.close()
    wal = file.with_name("thaw.db-wal")
    code = LEAVES_A_WAL.format(url=f"sqlite:///{file}", wal=str(wal))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -signals.SIGKILL, done.stderr
    ends = [0, *map(int, done.stdout.split())]
    with wal.open("r+b") as stream:
        # A little of the next commit is there too, as after a loss of power.
        stream.truncate(ends[kept] + (300 if kept < 5 else 0))
    file.with_name("thaw.db-shm").unlink()
    starts(file)
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        assert store.read(lambda tx: (tx.facts.get("a"), tx.facts.get("b"))) == (kept, kept)
        assert check(store).problems == ()


def test_copies_that_are_taken_while_it_is_written_hold_no_half_of_anything(filed: SqlStore, tmp_path: Path) -> None:
    over = threading.Event()
    written: list[int] = [0]

    def write(number: int) -> None:
        filed.write(lambda tx: put(tx, a=number, b=number))
        written[0] = number

    def keep_writing() -> None:
        while not over.is_set():
            write(written[0] + 1)

    write(1)
    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for turn in range(8):
            before = written[0]
            backup(filed, tmp_path / f"{turn}.db")
            with closing(SqlStore(f"sqlite:///{tmp_path}/{turn}.db")) as copy:
                a, b = copy.read(lambda tx: (tx.facts.get("a"), tx.facts.get("b")))
                assert a == b
                assert isinstance(a, int)
                assert before <= a <= written[0] + 1
    finally:
        over.set()
        writer.join()


def test_deliveries_go_on_under_the_same_keys_on_another_machine(filed: SqlStore, tmp_path: Path) -> None:
    filed.write(lambda tx: tx.alerts.add(alert(signal_id=None), [delivery("msg_a"), delivery("msg_b")]))
    filed.write(lambda tx: tx.alerts.claim(NOW, LATER, 1))
    backup(filed, tmp_path / "copy.db")
    elsewhere = tmp_path / "other" / "thaw.db"
    elsewhere.parent.mkdir()
    shutil.copy(tmp_path / "copy.db", tmp_path / "other" / "copy.db")
    assert restore(f"sqlite:///{elsewhere}", tmp_path / "other" / "copy.db", NOW) is None
    starts(elsewhere)
    with closing(SqlStore(f"sqlite:///{elsewhere}")) as store:
        claimed = store.write(lambda tx: tx.alerts.claim(LATER, LATER + (LATER - NOW), 10))
        assert {each.delivery.key: each.delivery.attempts for each in claimed} == {"msg_a": 2, "msg_b": 1}
        assert store.read(lambda tx: tx.alerts.totals())[DeliveryState.SENDING] == 2


def test_connections_that_the_server_cuts_are_made_anew(empty_postgres: str) -> None:
    with closing(SqlStore(empty_postgres)) as store, closing(SqlStore(empty_postgres)) as other:
        store.upgrade()
        store.write(lambda tx: tx.feeds.sync([FEED], NOW))
        with other.writing() as connection:
            connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))
        assert [known.feed for known in store.read(lambda tx: tx.feeds.all())] == [FEED]
        store.write(lambda tx: tx.facts.put("x", 1))


def test_a_server_that_is_cut_off_in_the_middle_of_a_write_keeps_none_of_it(empty_postgres: str) -> None:
    with closing(SqlStore(empty_postgres)) as store, closing(SqlStore(empty_postgres)) as other:
        store.upgrade()

        def cut(tx: Any) -> None:
            tx.facts.put("x", 1)
            with other.reading() as connection:
                connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))
            tx.facts.put("y", 1)

        with pytest.raises(StoreError) as told:
            store.write(cut)
        assert told.value.retry
        assert store.read(lambda tx: (tx.facts.get("x"), tx.facts.get("y"))) == (None, None)


def waits_or_has_ended(store: SqlStore, one: threading.Thread) -> None:
    """Look until somebody waits for a lock on the server, or the thread has come to its end."""
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    while one.is_alive():
        with store.reading() as connection:
            if connection.scalar(waiting):
                return


def test_of_two_that_write_at_once_on_a_server_neither_decides_by_what_the_other_changes(empty_postgres: str) -> None:
    with closing(SqlStore(empty_postgres)) as store, closing(SqlStore(empty_postgres)) as other:
        store.upgrade()
        store.write(lambda tx: tx.facts.put("x", 1))

        def add_one(tx: Transaction) -> None:
            value = tx.facts.get("x")
            assert isinstance(value, int)
            tx.facts.put("x", value + 1)

        second = threading.Thread(target=other.write, args=(add_one,))

        def add_one_slowly(tx: Transaction) -> None:
            value = tx.facts.get("x")
            assert isinstance(value, int)
            second.start()
            waits_or_has_ended(store, second)
            tx.facts.put("x", value + 1)

        store.write(add_one_slowly)
        second.join()
        assert store.read(lambda tx: tx.facts.get("x")) == 3


def test_who_waits_too_long_for_another_that_writes_is_told(empty_postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", "10ms")
    with closing(SqlStore(empty_postgres)) as store, closing(SqlStore(empty_postgres)) as other:
        store.upgrade()

        def meanwhile(_tx: Transaction) -> None:
            assert other.read(lambda tx: tx.facts.get("x")) is None
            with pytest.raises(StoreError, match="is locked by another program") as told:
                other.write(lambda tx: tx.facts.put("x", 1))
            assert told.value.retry

        store.write(meanwhile)


def test_a_server_that_takes_no_writes_for_a_while_is_told_and_got_over(empty_postgres: str) -> None:
    def only_read(store: SqlStore, *, value: str) -> None:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SET default_transaction_read_only = off"))
            connection.execute(text(f"ALTER DATABASE {store.engine.url.database} SET default_transaction_read_only = {value}"))

    with closing(SqlStore(empty_postgres)) as administrator:
        administrator.upgrade()
        try:
            only_read(administrator, value="on")
            with closing(SqlStore(empty_postgres)) as store:
                with pytest.raises(StoreError, match="read-only transaction"):
                    store.write(lambda tx: tx.facts.put("x", 1))
                assert store.read(lambda tx: tx.facts.get("x")) is None
        finally:
            only_read(administrator, value="off")
    with closing(SqlStore(empty_postgres)) as store:
        store.write(lambda tx: tx.facts.put("x", 1))


def test_the_lock_of_a_killed_holder_is_free_on_a_server_too(empty_postgres: str) -> None:
    code = f"from service.store.lock import hold\nwith hold({empty_postgres!r}):\n print('held', flush=True)\n input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(InstanceHeldError, match=f"pid {child.pid}"), hold(empty_postgres):
            pass
        child.send_signal(signals.SIGKILL)
        child.wait()
    with closing(SqlStore(empty_postgres)) as store:
        # The server ends the session, and with it the lock, as soon as it sees that nobody is there any more.
        gone = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")
        while True:
            with store.reading() as connection:
                if not connection.scalar(gone):
                    break
    with hold(empty_postgres):
        pass


def test_no_other_program_needs_to_know_of_our_settings(filed: SqlStore, file: Path) -> None:
    """A person's sqlite3 reads along while it is in use."""
    filed.write(lambda tx: tx.facts.put("x", 1))
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as other:
        assert other.execute("SELECT name FROM facts").fetchall() == [("x",)]
