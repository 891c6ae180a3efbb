"""A database moves from SQLite to PostgreSQL and back with every row, or stays where it is."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select

from service.errors import AskedWronglyError, InstanceHeldError, StoreError
from service.store import copying, tables
from service.store.check import check
from service.store.copying import copy_database
from service.store.database import SqlStore
from service.store.lock import hold
from tests.store.made import ENTRY, FEED, NOW, added
from tests.store.test_migrations import counts, fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ODD = replace(ENTRY, id="\u0000", key="ключ", title="تركيا 🕊 \ud800 \u0000", summary="'; DROP TABLE entries; --", published=None)


@pytest.fixture
def source(tmp_path: Path) -> Iterator[SqlStore]:
    with closing(SqlStore(f"sqlite:///{tmp_path}/thaw.db")) as store:
        store.upgrade()
        fill(store)
        feed = store.read(lambda tx: tx.feeds.all())[0].id
        store.write(lambda tx: tx.entries.add(feed, [ODD], NOW))
        yield store


@pytest.fixture
def target(empty_postgres: str) -> Iterator[SqlStore]:
    with closing(SqlStore(empty_postgres)) as store:
        yield store


def rows(store: SqlStore) -> dict[str, list[tuple[Any, ...]]]:
    with store.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in tables.metadata.sorted_tables
        }


def test_every_row_arrives_as_it_was_and_comes_back(source: SqlStore, target: SqlStore, tmp_path: Path) -> None:
    copied = copy_database(source, target)
    assert copied == counts(source)
    assert all(copied.values())
    assert rows(target) == rows(source)
    assert check(target).problems == ()
    with closing(SqlStore(f"sqlite:///{tmp_path}/back.db")) as back:
        copy_database(target, back)
        assert rows(back) == rows(source)


def test_what_comes_next_gets_numbers_of_its_own(source: SqlStore, target: SqlStore) -> None:
    copy_database(source, target)
    fresh = target.write(lambda tx: tx.feeds.add(replace(FEED, name="Next", url="https://next.example/", origin="command"), NOW))
    (entry,) = added(target, fresh.id, ENTRY)
    assert fresh.id > 1
    assert entry.id > 2
    with target.writing() as connection:
        connection.execute(insert(tables.silences).values(until=NOW, author="me", comment=""))


def test_an_empty_database_is_copied_and_counts_from_one(tmp_path: Path, target: SqlStore) -> None:
    with closing(SqlStore(f"sqlite:///{tmp_path}/thaw.db")) as source:
        source.upgrade()
        assert not any(copy_database(source, target).values())
    assert target.write(lambda tx: tx.feeds.add(FEED, NOW)).id == 1


@pytest.mark.parametrize("many", [1, 2, 3])
def test_more_rows_than_are_taken_at_once(source: SqlStore, target: SqlStore, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "MANY", many)
    feed = source.read(lambda tx: tx.feeds.all())[0].id
    source.write(lambda tx: tx.entries.add(feed, [replace(ENTRY, id=f"e{n}", key=f"e{n}") for n in range(5)], NOW))
    copy_database(source, target)
    assert rows(target) == rows(source)


def test_a_database_with_rows_is_not_written_over(source: SqlStore, target: SqlStore) -> None:
    target.upgrade()
    target.write(lambda tx: tx.facts.put("mine", 1))
    with pytest.raises(AskedWronglyError, match=r"holds rows already \(in facts\)"):
        copy_database(source, target)
    assert counts(target)["facts"] == sum(counts(target).values()) == 1


def test_a_copy_that_breaks_off_leaves_nothing(source: SqlStore, target: SqlStore) -> None:
    with source.writing() as connection:
        connection.exec_driver_sql("UPDATE alerts SET reason = 'longer than the sixteen characters that PostgreSQL takes'")
    with pytest.raises(StoreError):
        copy_database(source, target)
    assert not any(counts(target).values())
    with source.writing() as connection:
        connection.exec_driver_sql("UPDATE alerts SET reason = 'new'")
    copy_database(source, target)
    assert rows(target) == rows(source)


def test_neither_side_is_copied_under_a_running_daemon(source: SqlStore, target: SqlStore) -> None:
    for url in (source.url, target.url):
        with hold(url), pytest.raises(InstanceHeldError):
            copy_database(source, target)


def test_a_database_is_not_copied_onto_itself(source: SqlStore) -> None:
    with closing(SqlStore(source.url)) as same, pytest.raises(AskedWronglyError, match="is the database itself"):
        copy_database(source, same)
