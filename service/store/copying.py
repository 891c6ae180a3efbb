"""A whole database copied into another one, row by row: from SQLite to PostgreSQL, or back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Integer, func, insert, select, text

from service.errors import AskedWronglyError, StoreError
from service.store import tables
from service.store.lock import hold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Table

    from service.store.database import SqlStore

MANY = 1000
"""Rows that are read and written at once."""


def copy_database(source: SqlStore, target: SqlStore) -> Mapping[str, int]:
    """Copy all rows into an empty database, in one transaction: all of them or none; rows by table.

    Args:
        source: of the newest schema; held against a daemon meanwhile.
        target: its schema is made here; held as well.

    Raises:
        InstanceHeldError: a daemon runs on one of them.
        AskedWronglyError: both are the same, or the target is not empty.
        StoreError: one of them cannot be used, or not all rows arrived.
    """
    if source.engine.url == target.engine.url:
        raise AskedWronglyError(f"{target.name}: is the database itself; name another one", resource=target.name)
    with hold(source.url), hold(target.url):
        return copy_rows(source, target)


def copy_rows(source: SqlStore, target: SqlStore) -> Mapping[str, int]:
    """As `copy_database`, of what the source holds at one moment, whoever works on it meanwhile."""
    source.require_current()
    target.upgrade()
    with source.reading(still=True) as read, target.writing() as write:
        _require_empty(write, target)
        for table in tables.metadata.sorted_tables:
            _copy(table, read, write)
            _count_on(table, write)
        before, after = _counts(read), _counts(write)
        if before != after:
            raise StoreError(f"{target.name}: not all rows arrived, so none was kept", resource=target.name)
    return after


def _require_empty(write: Connection, target: SqlStore) -> None:
    full = [name for name, count in _counts(write).items() if count]
    if full:
        raise AskedWronglyError(
            f"{target.name}: holds rows already (in {', '.join(full[:3])}); name an empty database", resource=target.name
        )


def _copy(table: Table, read: Connection, write: Connection) -> None:
    rows = read.execution_options(yield_per=MANY).execute(select(table).order_by(*table.primary_key.columns))
    for some in rows.mappings().partitions(MANY):
        write.execute(insert(table), [dict(row) for row in some])


def _count_on(table: Table, write: Connection) -> None:
    """Let PostgreSQL give the next row the next number: it does not count the numbers that it was given."""
    number = table.c.get("id")
    if number is None or not isinstance(number.type, Integer) or write.dialect.name != "postgresql":
        return
    sequence = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last, :used)")
    last = write.scalar(select(func.max(number)))
    write.execute(sequence, {"name": table.name, "last": last or 1, "used": last is not None})


def _counts(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables.metadata.sorted_tables
    }
