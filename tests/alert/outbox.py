"""The real store, on SQLite in memory or in a file, with what tests of delivering ask of it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select, update

from service.model.alert import Alert, Delivery, DeliveryState
from service.store import tables
from service.store.database import AsyncSqlStore, SqlStore
from service.store.rows import record_of
from tests.alert.made import alert, delivery

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from service.model.rows import Transaction
    from service.model.signal import Signal

T = TypeVar("T")
TOLD = ("ana@example.org",)


class Outbox:
    """An AsyncStore that tests may look into."""

    def __init__(self, url: str) -> None:
        self.sync = SqlStore(url)
        self.sync.upgrade()
        self._store = AsyncSqlStore(self.sync)

    async def write(self, work: Callable[[Transaction], T]) -> T:
        return await self._store.write(work)

    async def read(self, work: Callable[[Transaction], T]) -> T:
        return await self._store.read(work)

    async def aclose(self) -> None:
        await self._store.aclose()
        self.sync.close()

    def put(self, key: str = "msg_a", *, of: Alert | None = None, **changes: Any) -> str:
        """A pending delivery of an alert, due now unless `changes` say otherwise."""
        made = of or alert()
        row = replace(delivery(), key=key, state=DeliveryState.PENDING, attempts=0, alert_id=made.id, recipient=TOLD[0])
        self.sync.write(lambda tx: tx.alerts.add(made, [replace(row, **changes)]))
        return key

    def review(self, signal: Signal, review: str) -> None:
        """Store a signal as a reviewer left it."""
        row = {**{name: getattr(signal, name) for name in signal.__dataclass_fields__}, "review": review}
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
        with self.sync.engine.begin() as connection:
            there = connection.execute(update(tables.signals).where(tables.signals.c.id == signal.id).values(review=review))
            if not there.rowcount:
                connection.execute(tables.signals.insert().values(**values))

    def rows(self, **wanted: Any) -> list[Delivery]:
        """The deliveries whose columns are as wanted."""
        with self.sync.engine.connect() as connection:
            found = connection.execute(select(tables.deliveries).filter_by(**wanted)).mappings().all()
        return [record_of(Delivery, {**row, "state": DeliveryState(row["state"])}) for row in found]

    def row(self, key: str) -> Delivery:
        (found,) = self.rows(key=key)
        return found

    def alert(self, name: str) -> Alert:
        found = self.sync.read(lambda tx: tx.alerts.get(name))
        assert found is not None
        return found

    def alerts(self) -> list[Alert]:
        return [found for found, _ in self.sync.read(lambda tx: tx.alerts.listed())]

    def states(self) -> dict[str, int]:
        return {str(state): count for state, count in self.sync.read(lambda tx: tx.alerts.totals()).items()}


@asynccontextmanager
async def outbox(url: str = "sqlite://") -> AsyncIterator[Outbox]:
    opened = Outbox(url)
    try:
        yield opened
    finally:
        await opened.aclose()
