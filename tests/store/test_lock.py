"""One instance a database, also where the lock is lost on the way: the server was started anew, the file was removed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from service.errors import InstanceHeldError, StoreError
from service.store import database
from service.store.database import SqlStore
from service.store.lock import hold

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _look_at_each_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LOOK_EVERY", 0.0)


@pytest.fixture(params=["file", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        asked: str = request.getfixturevalue("empty_postgres")
        return asked
    return f"sqlite:///{tmp_path}/thaw.db"


@pytest.fixture
def held(url: str) -> Iterator[SqlStore]:
    with closing(SqlStore(url)) as store, store.held():
        store.upgrade()
        yield store


def lose(store: SqlStore) -> None:
    """Take the lock from under its holder."""
    if store.engine.dialect.name == "sqlite":
        Path(f"{store.engine.url.database}.lock").unlink()
        return
    with closing(SqlStore(store.url)) as other, other.writing() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))


def test_a_lost_lock_is_taken_again_before_anything_is_written(held: SqlStore) -> None:
    lose(held)
    held.write(lambda tx: tx.facts.put("x", 1))
    with pytest.raises(InstanceHeldError), hold(held.url):
        pass


def test_who_lost_the_lock_to_another_writes_nothing_until_that_one_ends(held: SqlStore) -> None:
    lose(held)
    with hold(held.url):
        for _ in range(2):
            with pytest.raises(InstanceHeldError):
                held.write(lambda tx: tx.facts.put("x", 1))
    assert held.read(lambda tx: tx.facts.get("x")) is None
    held.write(lambda tx: tx.facts.put("x", 2))
    assert held.read(lambda tx: tx.facts.get("x")) == 2


def test_the_lock_is_looked_at_now_and_then_alone(held: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LOOK_EVERY", 3600.0)
    held.write(lambda tx: tx.facts.put("x", 1))
    lose(held)
    held.write(lambda tx: tx.facts.put("x", 2))
    with hold(held.url):
        pass


def test_who_holds_nothing_looks_at_nothing(url: str) -> None:
    with closing(SqlStore(url)) as store:
        store.upgrade()
        with hold(url):
            store.write(lambda tx: tx.facts.put("x", 1))


def test_after_the_end_it_is_free(url: str) -> None:
    with closing(SqlStore(url)) as store:
        with store.held():
            store.upgrade()
        with hold(url):
            store.write(lambda tx: tx.facts.put("x", 1))


@pytest.mark.parametrize("where", ["127.0.0.1:1", "nothing.invalid"])
def test_a_server_that_is_not_there_is_told_in_a_line(where: str) -> None:
    url = f"postgresql+psycopg://thaw:hunter2@{where}/thaw?connect_timeout=2"
    with pytest.raises(StoreError) as caught, hold(url):
        pass
    assert caught.value.retry
    assert "\n" not in caught.value.message
    assert "hunter2" not in caught.value.message
