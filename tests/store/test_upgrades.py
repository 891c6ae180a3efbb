"""A database of every earlier version, with rows in each of its tables, comes to the newest schema with all of them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Boolean, DateTime, Float, Integer, LargeBinary, MetaData, func, insert, select

from service.store import tables
from service.store.check import check
from service.store.database import SqlStore
from service.store.migrate import head
from service.store.schema import alembic_config, differences
from tests.store.made import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column, Table

EARLIER = [
    script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions() if script.revision != head()
]
VALUES: tuple[tuple[type, Any], ...] = (
    (JSON, ["x"]), (Boolean, True), (DateTime, NOW.replace(tzinfo=None)), (Float, 1.5), (Integer, 1), (LargeBinary, b"x"),
)  # fmt: skip
NAMED = {"state": "sent"}
"""Columns that take no text but certain ones."""


@pytest.fixture
def empty(url: str) -> Iterator[SqlStore]:
    with closing(SqlStore(url)) as opened:
        yield opened


def value(column: Column[Any]) -> Any:
    if column.name in NAMED:
        return NAMED[column.name]
    return next((each for kind, each in VALUES if isinstance(column.type, kind)), "x")


def at(store: SqlStore, revision: str) -> dict[str, Table]:
    """The tables as that version made them, with a row in each: ids are 1 and names x, so that all rows refer to each other."""
    with store.engine.begin() as connection:
        command.upgrade(alembic_config(connection), revision)
    found = MetaData()
    found.reflect(store.engine)
    made = {table.name: table for table in found.sorted_tables if table.name != "alembic_version"}
    with store.engine.begin() as connection:
        for table in made.values():
            connection.execute(insert(table), {column.name: value(column) for column in table.columns})
    return made


def rows(store: SqlStore, made: dict[str, Table]) -> dict[str, list[tuple[Any, ...]]]:
    with store.engine.connect() as connection:
        return {name: [tuple(row) for row in connection.execute(select(table))] for name, table in made.items()}


@pytest.mark.parametrize("revision", EARLIER)
def test_every_row_comes_along(empty: SqlStore, revision: str) -> None:
    made = at(empty, revision)
    before = rows(empty, made)
    assert len(before) >= 12
    assert all(len(found) == 1 for found in before.values())
    empty.upgrade()
    assert rows(empty, made) == before
    with empty.engine.connect() as connection:
        assert list(differences(connection)) == []
        for table in tables.metadata.sorted_tables:
            expected = 1 if table.name in made else 0
            assert connection.scalar(select(func.count()).select_from(table)) == expected, table.name


@pytest.mark.parametrize("revision", EARLIER)
def test_an_upgrade_that_fails_changes_nothing(empty: SqlStore, revision: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = at(empty, revision)
    before = rows(empty, made)

    def broken(*_arguments: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("service.failpoint.reached", broken)
    with pytest.raises(RuntimeError, match="the power went"):
        empty.upgrade()
    assert empty.revision() == revision
    assert rows(empty, made) == before


def test_a_schema_that_somebody_changed_is_told(store: SqlStore) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_deliveries_due")
        connection.exec_driver_sql("ALTER TABLE feeds ADD COLUMN colour VARCHAR(7)")
    problems = [each for each in check(store).problems if each.startswith("the schema is not that of this version")]
    assert len(problems) == 2
    assert any("colour" in each for each in problems)
    assert any("ix_deliveries_due" in each for each in problems)
