"""A small honest store in memory, as far as delivering needs one: copies in, copies out, states as the ports say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from service.model.alert import Alert, Claimed, Delivery, DeliveryState, Receipt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from service.model.rows import Transaction
    from service.model.signal import Signal

T = TypeVar("T")
LEFT = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.SENT)


class Alerts:
    """The outbox."""

    def __init__(self) -> None:
        self.alerts: dict[str, Alert] = {}
        self.rows: dict[str, Delivery] = {}

    def add(self, alert: Alert, deliveries: Sequence[Delivery]) -> None:
        self.alerts.setdefault(alert.id, alert)
        for each in deliveries:
            self.rows.setdefault(each.key, each)

    def claim(self, now: datetime, lease_until: datetime, limit: int, *, skip_channels: Sequence[str] = ()) -> list[Claimed]:
        due = [each for each in self.rows.values() if each.channel not in skip_channels and self._due(each, now)]
        claimed = []
        for each in sorted(due, key=lambda row: (row.next_attempt, row.key))[:limit]:
            leased = replace(each, state=DeliveryState.SENDING, attempts=each.attempts + 1, lease_until=lease_until)
            self.rows[each.key] = leased
            claimed.append(Claimed(delivery=leased, alert=self.alerts[each.alert_id]))
        return claimed

    def _due(self, row: Delivery, now: datetime) -> bool:
        if row.state is DeliveryState.PENDING:
            return row.next_attempt is not None and row.next_attempt <= now
        return row.state is DeliveryState.SENDING and row.lease_until is not None and row.lease_until <= now

    def keep_body(self, key: str, body: bytes) -> None:
        self.rows[key] = replace(self.rows[key], body=body)

    def settle(
        self, key: str, state: DeliveryState, now: datetime, *, error: str = "", next_attempt: datetime | None = None
    ) -> None:
        sent_at = now if state is DeliveryState.SENT else None
        muted = error if state is DeliveryState.MUTED else ""
        self.rows[key] = replace(
            self.rows[key], state=state, error=error, muted=muted, next_attempt=next_attempt, lease_until=None, sent_at=sent_at
        )

    def totals(self) -> Mapping[DeliveryState, int]:
        return Counter(each.state for each in self.rows.values())

    def deliveries(self, alert_id: str) -> list[Delivery]:
        return [each for each in self.rows.values() if each.alert_id == alert_id]

    def retry(self, keys: Sequence[str], now: datetime) -> int:
        dead = [key for key in keys if self.rows[key].state is DeliveryState.DEAD]
        for key in dead:
            self.rows[key] = replace(self.rows[key], state=DeliveryState.PENDING, attempts=0, next_attempt=now, error="")
        return len(dead)

    def receipts(self, signal_id: str) -> list[Receipt]:
        return [
            Receipt(
                channel=row.channel, recipient=row.recipient, reason=self.alerts[row.alert_id].reason, state=row.state,
                at=self.alerts[row.alert_id].at,
            )
            for row in self.rows.values()
            if row.state in LEFT and self.alerts[row.alert_id].signal_id == signal_id
        ]  # fmt: skip


class Signals:
    """Signals by id."""

    def __init__(self) -> None:
        self.by_id: dict[str, Signal] = {}

    def get(self, signal_id: str) -> Signal | None:
        return self.by_id.get(signal_id)


class Facts:
    """Single facts."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}

    def get(self, name: str) -> object | None:
        return self.values.get(name)

    def put(self, name: str, value: object) -> None:
        self.values[name] = value


class Outbox:
    """An AsyncStore whose transaction is itself."""

    def __init__(self) -> None:
        self.alerts = Alerts()
        self.signals = Signals()
        self.facts = Facts()

    async def write(self, work: Callable[[Transaction], T]) -> T:
        return work(cast("Transaction", self))

    async def read(self, work: Callable[[Transaction], T]) -> T:
        return work(cast("Transaction", self))

    def row(self, key: str) -> Delivery:
        return self.alerts.rows[key]

    def states(self) -> dict[str, int]:
        return {str(state): count for state, count in self.alerts.totals().items()}

    def of(self, **wanted: Any) -> list[Delivery]:
        return [each for each in self.alerts.rows.values() if all(getattr(each, n) == v for n, v in wanted.items())]
