"""Alerts and the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, insert, literal, or_, select, update

from service.errors import AskedWronglyError
from service.model.alert import Alert, Claimed, Delivery, DeliveryState, Reason, Receipt
from service.model.mention import Severity
from service.store import tables
from service.store.rows import cleaned, record_of, row_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select

_ALERTS, _DELIVERIES = tables.alerts, tables.deliveries
_TOLD = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.SENT)


class SqlAlerts:
    """Implements model.ports.AlertRows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, alert: Alert, deliveries: Sequence[Delivery]) -> None:
        """Store an alert and its deliveries; what is there already is left as it is."""
        if self.get(alert.id) is None:
            row = row_of(alert)
            self._connection.execute(insert(_ALERTS).values(**{**row, "content": cleaned(alert.content)}))
        keys = [delivery.key for delivery in deliveries]
        there = set(self._connection.scalars(select(_DELIVERIES.c.key).where(_DELIVERIES.c.key.in_(keys))))
        rows = [row_of(delivery) for delivery in deliveries if delivery.key not in there]
        if rows:
            self._connection.execute(insert(_DELIVERIES), rows)

    def receipts(self, signal_id: str) -> Sequence[Receipt]:
        """Every delivery of a signal's alerts that is pending, sending or sent."""
        wanted = (
            select(_DELIVERIES, _ALERTS.c.reason, _ALERTS.c.at)
            .join(_ALERTS, _ALERTS.c.id == _DELIVERIES.c.alert_id)
            .where(_ALERTS.c.signal_id.in_(_with_merged(signal_id)))
            .order_by(_ALERTS.c.at, _DELIVERIES.c.key)
        )
        return [
            Receipt(
                channel=row["channel"],
                recipient=row["recipient"],
                reason=Reason(row["reason"]),
                state=DeliveryState(row["state"]),
                at=row["at"],
            )
            for row in self._connection.execute(wanted).mappings()
            # Not asked of the database: SQLite would begin with all deliveries in these states.
            if row["state"] in _TOLD
        ]

    def claim(self, now: datetime, lease_until: datetime, limit: int, *, skip_channels: Sequence[str] = ()) -> Sequence[Claimed]:
        """Lease deliveries that are due, oldest first; each by a conditional UPDATE whose row count says who won."""
        due = _due(now)
        wanted = (
            select(_DELIVERIES.c.key)
            .where(due, _DELIVERIES.c.channel.not_in(skip_channels))
            .order_by(_DELIVERIES.c.next_attempt, _DELIVERIES.c.key)
            .limit(limit)
        )
        if self._connection.dialect.name == "postgresql":
            wanted = wanted.with_for_update(skip_locked=True)
        claimed = []
        for key in self._connection.scalars(wanted).all():
            taken = self._connection.execute(
                update(_DELIVERIES)
                .where(_DELIVERIES.c.key == key, due)
                .values(state=DeliveryState.SENDING, lease_until=lease_until, attempts=_DELIVERIES.c.attempts + 1)
            )
            if taken.rowcount:
                claimed.append(self._claimed(key))
        return claimed

    def _claimed(self, key: str) -> Claimed:
        row = self._connection.execute(select(_DELIVERIES).where(_DELIVERIES.c.key == key)).mappings().one()
        alert = self.get(row["alert_id"])
        assert alert is not None  # noqa: S101 - the foreign key promises it
        return Claimed(delivery=_delivery(row), alert=alert)

    def keep_body(self, key: str, body: bytes) -> None:
        """Store the rendered body of a delivery at its first claim."""
        self._connection.execute(update(_DELIVERIES).where(_DELIVERIES.c.key == key).values(body=body))

    def settle(
        self, key: str, state: DeliveryState, now: datetime, *, error: str = "", next_attempt: datetime | None = None
    ) -> None:
        """Close an attempt: sent, pending again at `next_attempt`, dead or muted."""
        values: dict[str, Any] = {"state": state, "lease_until": None, "next_attempt": next_attempt, "error": error}
        if state is DeliveryState.SENT:
            values["sent_at"] = now
        if state is DeliveryState.MUTED:
            values["muted"], values["error"] = error, ""
        self._connection.execute(update(_DELIVERIES).where(_DELIVERIES.c.key == key).values(**values))

    def recent(self, channel: str, since: datetime) -> int:
        """How many alerts were planned to a channel since then."""
        planned = select(func.count(_DELIVERIES.c.alert_id.distinct())).where(
            _DELIVERIES.c.channel == channel, _DELIVERIES.c.created_at >= since, _DELIVERIES.c.state != DeliveryState.MUTED
        )
        return self._connection.scalar(planned) or 0

    def totals(self) -> Mapping[DeliveryState, int]:
        """Deliveries by state."""
        counted = select(_DELIVERIES.c.state, func.count()).group_by(_DELIVERIES.c.state)
        return {DeliveryState(state): count for state, count in self._connection.execute(counted)}

    def get(self, alert_id: str) -> Alert | None:
        """One alert by id."""
        row = self._connection.execute(select(_ALERTS).where(_ALERTS.c.id == alert_id)).mappings().first()
        return None if row is None else _alert(row)

    def deliveries(self, alert_id: str) -> Sequence[Delivery]:
        """The deliveries of one alert."""
        wanted = (
            select(_DELIVERIES).where(_DELIVERIES.c.alert_id == alert_id).order_by(_DELIVERIES.c.channel, _DELIVERIES.c.recipient)
        )
        return [_delivery(row) for row in self._connection.execute(wanted).mappings()]

    def listed(
        self, *, state: DeliveryState | None = None, limit: int | None = None
    ) -> Sequence[tuple[Alert, Sequence[Delivery]]]:
        """Alerts by newest first, with their deliveries (only those in `state`, where given)."""
        wanted = select(_ALERTS).order_by(_ALERTS.c.at.desc(), _ALERTS.c.id.desc())
        if state is not None:
            wanted = wanted.where(_ALERTS.c.id.in_(select(_DELIVERIES.c.alert_id).where(_DELIVERIES.c.state == state)))
        if limit is not None:
            wanted = wanted.limit(limit)
        alerts = [_alert(row) for row in self._connection.execute(wanted).mappings()]
        return [(alert, [each for each in self.deliveries(alert.id) if state is None or each.state is state]) for alert in alerts]

    def retry(self, keys: Sequence[str], now: datetime) -> int:
        """Make dead deliveries pending again with their attempts at zero; how many."""
        revived = 0
        for key in keys:
            done = self._connection.execute(
                update(_DELIVERIES)
                .where(_DELIVERIES.c.key == key, _DELIVERIES.c.state == DeliveryState.DEAD)
                .values(state=DeliveryState.PENDING, attempts=0, next_attempt=now, lease_until=None)
            )
            revived += done.rowcount
        return revived

    def acknowledge(self, alert_id: str, by: str, now: datetime) -> None:
        """Note that somebody has seen an alert."""
        noted = update(_ALERTS).where(_ALERTS.c.id == alert_id).values(acknowledged_by=by, acknowledged_at=now)
        if not self._connection.execute(noted).rowcount:
            raise AskedWronglyError(f"{alert_id}: no such alert; thaw alerts list shows them", resource=alert_id)


def _with_merged(signal_id: str) -> Select[tuple[str]]:
    """A signal and all that were merged into it, also by way of others: who was told of them is to be corrected too."""
    signals = tables.signals
    names = select(literal(signal_id).label("id")).cte("names", recursive=True)
    names = names.union(select(signals.c.id).join(names, signals.c.merged_into == names.c.id))
    return select(names.c.id)


def _due(now: datetime) -> ColumnElement[bool]:
    waiting = and_(_DELIVERIES.c.state == DeliveryState.PENDING, _DELIVERIES.c.next_attempt <= now)
    left_behind = and_(_DELIVERIES.c.state == DeliveryState.SENDING, _DELIVERIES.c.lease_until <= now)
    return or_(waiting, left_behind)


def _alert(row: Any) -> Alert:
    return record_of(Alert, {**row, "reason": Reason(row["reason"]), "severity": Severity(row["severity"])})


def _delivery(row: Any) -> Delivery:
    return record_of(Delivery, {**row, "state": DeliveryState(row["state"])})
