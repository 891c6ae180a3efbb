"""Copies of either database, taken while it is written and put back, with every row or not at all."""

from __future__ import annotations

import stat
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic import command

from service.errors import AskedWronglyError, InstanceHeldError, StoreError
from service.store.backup import backup, restore
from service.store.check import check
from service.store.database import SqlStore
from service.store.lock import hold
from service.store.schema import alembic_config
from tests.store.made import NOW
from tests.store.test_copying import rows
from tests.store.test_migrations import counts, fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from service.model.rows import Transaction


@pytest.fixture(params=["file", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        asked: str = request.getfixturevalue("empty_postgres")
        return asked
    return f"sqlite:///{tmp_path}/thaw.db"


@pytest.fixture
def filled(url: str) -> Iterator[SqlStore]:
    with closing(SqlStore(url)) as store:
        store.upgrade()
        fill(store)
        yield store


@pytest.fixture
def server(empty_postgres: str) -> Iterator[SqlStore]:
    with closing(SqlStore(empty_postgres)) as store:
        yield store


def test_a_copy_holds_every_row_and_nothing_is_left_beside_it(filled: SqlStore, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    backup(filled, folder / "copy.db")
    assert [path.name for path in folder.iterdir()] == ["copy.db"]
    with closing(SqlStore(f"sqlite:///{folder}/copy.db")) as copy:
        assert rows(copy) == rows(filled)
        assert check(copy).problems == ()


def test_what_an_attempt_that_broke_off_has_left_is_in_nobodys_way(filled: SqlStore, tmp_path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"copy.db.unfinished{ending}").write_bytes(b"half of it")
    backup(filled, tmp_path / "copy.db")
    with closing(SqlStore(f"sqlite:///{tmp_path}/copy.db")) as copy:
        assert rows(copy) == rows(filled)


def test_a_file_that_is_there_is_left_alone(filled: SqlStore, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(AskedWronglyError, match="is there already"):
        backup(filled, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"
    for folder in ("none", "copy.db"):
        with pytest.raises(AskedWronglyError, match=f"{folder}: no such folder"):
            backup(filled, tmp_path / folder / "x.db")


def test_a_copy_is_its_owners_alone_and_what_is_restored_as_open_as_what_it_replaces(filled: SqlStore, tmp_path: Path) -> None:
    backup(filled, tmp_path / "copy.db")
    assert stat.filemode((tmp_path / "copy.db").stat().st_mode) == "-rw-------"
    there, new = tmp_path / "there.db", tmp_path / "new.db"
    with closing(SqlStore(f"sqlite:///{there}")) as old:
        old.upgrade()
    there.chmod(0o640)
    for target in (there, new):
        restore(f"sqlite:///{target}", tmp_path / "copy.db", NOW)
    assert stat.filemode(there.stat().st_mode) == "-rw-r-----"
    assert stat.filemode(new.stat().st_mode) == "-rw-------"


def test_names_of_files_may_hold_anything(filled: SqlStore, tmp_path: Path) -> None:
    odd = tmp_path / "a?b#c%20d é'.db"
    backup(filled, odd)
    restore(f"sqlite:///{tmp_path}/new.db", odd, NOW)
    with closing(SqlStore(f"sqlite:///{tmp_path}/new.db")) as back:
        assert rows(back) == rows(filled)


def test_a_copy_shows_one_moment_while_others_write(filled: SqlStore, tmp_path: Path) -> None:
    over, ready = threading.Event(), threading.Event()

    def pair(tx: Transaction, number: int) -> None:
        tx.facts.put("a", number)
        tx.quarantine.add(1, "b", str(number), "why", NOW)

    def keep_writing() -> None:
        with closing(SqlStore(filled.url)) as own:
            number = 0
            while not over.is_set():
                number += 1
                own.write(lambda tx: pair(tx, number))  # noqa: B023 - done before the next turn
                ready.set()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    ready.wait()
    try:
        for turn in range(5):
            backup(filled, tmp_path / f"{turn}.db")
            with closing(SqlStore(f"sqlite:///{tmp_path}/{turn}.db")) as copy:
                found = rows(copy)
                (fact,) = [value for name, value in found["facts"] if name == "a"]
                (held,) = [row[2] for row in found["quarantine"] if row[1] == "b"]
                assert str(fact) == held
    finally:
        over.set()
        writer.join()


def test_a_server_gets_a_copy_back_and_counts_on(filled: SqlStore, server: SqlStore, tmp_path: Path) -> None:
    backup(filled, tmp_path / "copy.db")
    before = rows(filled)
    with server.engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    assert restore(server.url, tmp_path / "copy.db", NOW) is None
    assert rows(server) == before
    assert check(server).problems == ()


def test_a_server_with_rows_is_not_written_over(server: SqlStore, tmp_path: Path) -> None:
    server.upgrade()
    fill(server)
    backup(server, tmp_path / "copy.db")
    server.write(lambda tx: tx.facts.put("later", 1))
    with pytest.raises(AskedWronglyError, match="holds rows already"):
        restore(server.url, tmp_path / "copy.db", NOW)
    assert server.read(lambda tx: tx.facts.get("later")) == 1
    with hold(server.url), pytest.raises(InstanceHeldError):
        restore(server.url, tmp_path / "copy.db", NOW)


def test_an_older_copy_is_upgraded_on_its_way_and_stays_as_it_is(server: SqlStore, tmp_path: Path) -> None:
    with closing(SqlStore(f"sqlite:///{tmp_path}/old.db")) as old:
        old.upgrade()
        fill(old)
        before = counts(old)
        with old.engine.begin() as connection:
            command.downgrade(alembic_config(connection), "0001")
    restore(server.url, tmp_path / "old.db", NOW)
    assert counts(server) == before
    with closing(SqlStore(f"sqlite:///{tmp_path}/old.db")) as old:
        assert old.revision() == "0001"


def test_what_was_there_is_kept_with_what_was_not_yet_in_the_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/thaw.db"
    with closing(SqlStore(url)) as store:
        store.upgrade()
        backup(store, tmp_path / "copy.db")
        store.write(lambda tx: tx.facts.put("late", 1))
        # As after a loss of power: the last write stands in the log beside the file alone.
        for ending in ("", "-wal"):
            (tmp_path / f"crashed.db{ending}").write_bytes((tmp_path / f"thaw.db{ending}").read_bytes())
    crashed = f"sqlite:///{tmp_path}/crashed.db"
    kept = restore(crashed, tmp_path / "copy.db", NOW)
    assert kept is not None
    with closing(SqlStore(crashed)) as store:
        assert store.read(lambda tx: tx.facts.get("late")) is None
    with closing(SqlStore(f"sqlite:///{kept}")) as old:
        assert old.read(lambda tx: tx.facts.get("late")) == 1


def test_nothing_that_is_kept_gives_way_to_what_is_restored_in_the_same_second(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/thaw.db"
    with closing(SqlStore(url)) as store:
        store.upgrade()
        backup(store, tmp_path / "copy.db")
        store.write(lambda tx: tx.facts.put("first", 1))
    kept = [restore(url, tmp_path / "copy.db", NOW) for _ in range(3)]
    assert len(set(kept)) == 3
    with closing(SqlStore(f"sqlite:///{kept[0]}")) as old:
        assert old.read(lambda tx: tx.facts.get("first")) == 1


@pytest.mark.parametrize(
    "hostile",
    [
        "CREATE TRIGGER evil AFTER INSERT ON alerts BEGIN DELETE FROM deliveries; END",
        "CREATE VIEW evil AS SELECT * FROM facts",
    ],
)
def test_a_copy_that_would_act_by_itself_is_not_put_back(tmp_path: Path, hostile: str) -> None:
    with closing(SqlStore(f"sqlite:///{tmp_path}/copy.db")) as copy:
        copy.upgrade()
        with copy.writing() as connection:
            connection.exec_driver_sql(hostile)
    with pytest.raises(StoreError, match=r"is no database of Thaw .*evil"):
        restore(f"sqlite:///{tmp_path}/thaw.db", tmp_path / "copy.db", NOW)
    assert not (tmp_path / "thaw.db").exists()


def test_a_file_system_that_refuses_is_told(filled: SqlStore, tmp_path: Path) -> None:
    (tmp_path / "copy.db.unfinished").mkdir()
    with pytest.raises(StoreError, match=r"copy\.db: Is a directory"):
        backup(filled, tmp_path / "copy.db")


def test_a_file_system_without_second_names_keeps_the_old_one_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_names: object) -> None:
        raise PermissionError

    url = f"sqlite:///{tmp_path}/thaw.db"
    with closing(SqlStore(url)) as store:
        store.upgrade()
        store.write(lambda tx: tx.facts.put("old", 1))
        backup(store, tmp_path / "copy.db")
    monkeypatch.setattr("os.link", refused)
    kept = restore(url, tmp_path / "copy.db", NOW)
    with closing(SqlStore(f"sqlite:///{kept}")) as old:
        assert old.read(lambda tx: tx.facts.get("old")) == 1
