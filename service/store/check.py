"""Whether a database is sound: its pages, its schema, its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from service.store import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from service.store.database import SqlStore

SHOWN = 5
"""Problems of one kind that are told one by one."""


@dataclass(frozen=True, slots=True)
class DatabaseReport:
    """What was found: `problems` in words (none where it is sound), `rows` counts by table."""

    problems: tuple[str, ...]
    rows: Mapping[str, int]


def check(store: SqlStore) -> DatabaseReport:
    """Look a database over. Raises StoreError where it cannot even be read."""
    with store.engine.connect() as connection:
        problems = (*_damage(connection), *_orphans(connection))
        rows = {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables.metadata.sorted_tables
        }
    return DatabaseReport(problems, rows)


def _damage(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({SHOWN})"):
        if said != "ok":
            yield f"integrity check failed: {said}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(SHOWN):
        yield f"table {row[0]}, row {row[1]}: refers to a row of {row[2]} that is not there"


def _orphans(connection: Connection) -> Iterator[str]:
    """What no foreign key watches over: alerts of signals that are not there, deliveries that nobody will ever claim."""
    alerts, signals, deliveries = tables.alerts, tables.signals, tables.deliveries
    lost = select(alerts.c.id).where(alerts.c.signal_id.is_not(None), alerts.c.signal_id.not_in(select(signals.c.id)))
    for name in connection.scalars(lost.limit(SHOWN)):
        yield f"alert {name}: its signal is not there"
    stuck = select(deliveries.c.key).where(deliveries.c.state == "pending", deliveries.c.next_attempt.is_(None))
    for key in connection.scalars(stuck.limit(SHOWN)):
        yield f"delivery {key}: is pending but never due"
