"""Whether a database is sound: its pages, its schema, its rows, the sums of its outbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, select, text

from service.model.alert import DeliveryState
from service.store import tables
from service.store.schema import differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import ColumnElement, Connection

    from service.store.database import SqlStore

SHOWN = 5
"""Problems of one kind that are told one by one."""

_ALERTS, _CHANGES, _DELIVERIES = tables.alerts, tables.changes, tables.deliveries
_FEEDS, _SIGNALS = tables.feeds, tables.signals


@dataclass(frozen=True, slots=True)
class DatabaseReport:
    """What was found: `problems` in words (none where it is sound), `rows` counts by table, `outbox` deliveries by state."""

    problems: tuple[str, ...]
    rows: Mapping[str, int]
    outbox: Mapping[str, int]


def check(store: SqlStore) -> DatabaseReport:
    """Look a database over. Raises StoreError where it cannot even be read."""
    with store.reading() as connection:
        problems = (*_damage(connection), *differences(connection), *_orphans(connection), *_outbox(connection))
        rows = {table.name: _count(connection, table) for table in tables.metadata.sorted_tables}
        by_state = connection.execute(select(_DELIVERIES.c.state, func.count()).group_by(_DELIVERIES.c.state)).all()
    found = {str(state): count for state, count in by_state}
    return DatabaseReport(problems, rows, {str(state): found.get(state, 0) for state in DeliveryState})


def _count(connection: Connection, table: Any) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _damage(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        unchecked = text(
            "SELECT conname FROM pg_constraint WHERE NOT convalidated UNION ALL "
            "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
        )
        for name in connection.scalars(unchecked):
            yield f"{name}: the database itself does not vouch for it; REINDEX or VALIDATE it"
        return
    for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({SHOWN})"):
        if said != "ok":
            yield f"integrity check failed: {' '.join(said.split())}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(SHOWN):
        yield f"table {row[0]}, row {row[1]}: refers to a row of {row[2]} that is not there"


def _orphans(connection: Connection) -> Iterator[str]:
    """What no foreign key watches over."""
    signal = exists().where(_SIGNALS.c.id == _ALERTS.c.signal_id)
    change = exists().where(_CHANGES.c.signal_id == _ALERTS.c.signal_id, _CHANGES.c.number == _ALERTS.c.change)
    told = _ALERTS.c.signal_id.is_not(None)
    other = _SIGNALS.alias()
    known = exists().where(other.c.id == _SIGNALS.c.merged_into)
    history = select(func.count()).where(_CHANGES.c.signal_id == _SIGNALS.c.id).scalar_subquery()
    state = exists().where(tables.feed_states.c.feed_id == _FEEDS.c.id)
    yield from _each(connection, _ALERTS.c.id, and_(told, ~signal), "alert {}: its signal is not there")
    yield from _each(connection, _ALERTS.c.id, and_(told, signal, ~change), "alert {}: the change that it tells is not there")
    yield from _each(connection, _SIGNALS.c.id, history != _SIGNALS.c.changes, "signal {}: its history has gaps")
    merged = and_(_SIGNALS.c.merged_into.is_not(None), ~known)
    yield from _each(connection, _SIGNALS.c.id, merged, "signal {}: that which it was merged into is not there")
    yield from _each(connection, _FEEDS.c.name, ~state, "feed {}: has no state, so it is never polled")


def _outbox(connection: Connection) -> Iterator[str]:
    """Every alert of a signal stands to somebody's account, and every delivery in a state that leads on or says why not."""
    state, owed = _DELIVERIES.c.state, exists().where(_DELIVERIES.c.alert_id == _ALERTS.c.id)
    nobody = and_(_ALERTS.c.signal_id.is_not(None), ~owed)
    yield from _each(connection, _ALERTS.c.id, nobody, "alert {}: stands to nobody's account, not even as muted")
    wrong = {
        "is pending but never due": and_(state == DeliveryState.PENDING, _DELIVERIES.c.next_attempt.is_(None)),
        "is being sent without an end to its lease": and_(state == DeliveryState.SENDING, _DELIVERIES.c.lease_until.is_(None)),
        "was sent at no time": and_(state == DeliveryState.SENT, _DELIVERIES.c.sent_at.is_(None)),
        "is dead and does not say why": and_(state == DeliveryState.DEAD, _DELIVERIES.c.error == ""),
        "is muted and does not say why": and_(state == DeliveryState.MUTED, _DELIVERIES.c.muted == ""),
    }
    for words, where in wrong.items():
        yield from _each(connection, _DELIVERIES.c.key, where, f"delivery {{}}: {words}")


def _each(connection: Connection, name: ColumnElement[Any], where: ColumnElement[bool], words: str) -> Iterator[str]:
    for found in connection.scalars(select(name).where(where).order_by(name).limit(SHOWN)):
        yield words.format(found)
