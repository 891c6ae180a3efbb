"""One head, up from nothing, models equal migrations, every step down and up with rows in the tables."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, insert, inspect, select, text

from service.errors import NewerSchemaError, StoreError
from service.store import tables
from service.store.database import SqlStore
from service.store.migrate import head, revisions
from service.store.schema import alembic_config
from tests.store.made import ENTRY, FEED, MENTION, NOW, added, alert, delivery, opened, signal, telling

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def empty(url: str) -> Iterator[SqlStore]:
    with closing(SqlStore(url)) as opened_store:
        yield opened_store


def fill(store: SqlStore) -> None:
    """At least one row in every table."""
    store.write(lambda tx: tx.feeds.sync([FEED], NOW))
    feed = store.read(lambda tx: tx.feeds.all())[0].id
    (entry,) = added(store, feed, ENTRY)
    store.write(lambda tx: tx.entries.add_mentions([(entry, [MENTION])]))
    store.write(lambda tx: tx.entries.revise(entry, ENTRY, NOW))
    store.write(lambda tx: tx.signals.save(opened(signal(), entry_id=entry.id), telling(entry.id)))
    store.write(lambda tx: tx.alerts.add(alert(), [delivery("a")]))
    store.write(lambda tx: tx.facts.put("x", 1))
    store.write(lambda tx: tx.quarantine.add(feed, "k", "{}", "why", NOW))
    with store.engine.begin() as connection:
        connection.execute(insert(tables.silences).values(until=NOW, author="me", comment=""))
        connection.execute(insert(tables.reviews).values(signal_id="s1", act="note", author="me", at=NOW, note=""))


def counts(store: SqlStore) -> dict[str, int]:
    with store.engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables.metadata.sorted_tables
        }


def test_there_is_one_head() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    assert scripts.get_heads() == [head()]
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(revisions()))


def test_up_from_nothing(empty: SqlStore) -> None:
    assert empty.revision() is None
    with pytest.raises(StoreError, match="thaw db upgrade"):
        empty.require_current()
    empty.upgrade()
    empty.require_current()
    assert empty.revision() == head()
    assert set(inspect(empty.engine).get_table_names()) == {*tables.metadata.tables, "alembic_version"}
    empty.upgrade()


def test_models_equal_migrations(store: SqlStore) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), tables.metadata) == []


def test_every_step_down_and_up_with_rows_in_the_tables(store: SqlStore) -> None:
    fill(store)
    before = counts(store)
    assert all(before.values())
    steps = list(ScriptDirectory.from_config(alembic_config()).walk_revisions())
    for step in steps:
        with store.engine.begin() as connection:
            command.downgrade(alembic_config(connection), str(step.down_revision or "base"))
        with store.engine.begin() as connection:
            command.upgrade(alembic_config(connection), step.revision)
        with store.engine.begin() as connection:
            command.downgrade(alembic_config(connection), str(step.down_revision or "base"))
    store.upgrade()
    assert counts(store).keys() == before.keys()
    fill(store)
    assert counts(store) == before


def test_tellings_from_before_their_words_are_found_by_them(store: SqlStore) -> None:
    fill(store)
    with store.engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0001")
    store.upgrade()
    again = replace(telling(1), entry_id=99)
    assert [name for name, _ in store.read(lambda tx: tx.signals.told_alike(again, NOW, 5))] == ["s1"]


def test_every_constraint_and_index_has_a_name(store: SqlStore) -> None:
    found = inspect(store.engine)
    for table in tables.metadata.tables:
        named = [*found.get_unique_constraints(table), *found.get_foreign_keys(table), *found.get_check_constraints(table)]
        assert all(constraint["name"] for constraint in named)
        assert found.get_pk_constraint(table)["name"] == f"pk_{table}"


def test_a_newer_database_is_refused_in_clear_words(store: SqlStore) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (store.upgrade, store.require_current):
        with pytest.raises(NewerSchemaError, match="newer than this program"):
            use()
