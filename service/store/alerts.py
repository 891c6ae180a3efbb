"""Alerts and the outbox."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, insert, literal, not_, or_, select, update

from service.errors import AskedWronglyError
from service.model.alert import Alert, AlertLine, Claimed, Delivery, DeliveryState, Held, Reason, Receipt
from service.model.mention import Severity
from service.store import tables
from service.store.rows import cleaned, record_of, row_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select

_ALERTS, _DELIVERIES = tables.alerts, tables.deliveries
CLOCK_SLACK = timedelta(minutes=5)
"""Leases may end that much later than one that is taken now; what ends later still was taken before the clock was set back."""

_TOLD = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.SENT)


class SqlAlerts:
    """Implements model.outbox.AlertRows."""

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
            select(_DELIVERIES, _ALERTS.c.at)
            .join(_ALERTS, _ALERTS.c.id == _DELIVERIES.c.alert_id)
            .where(_ALERTS.c.signal_id.in_(_with_merged(signal_id)))
            .order_by(_ALERTS.c.at, _DELIVERIES.c.key)
        )
        return [
            Receipt(
                channel=row["channel"],
                recipient=row["recipient"],
                state=DeliveryState(row["state"]),
                at=row["at"],
                attempts=row["attempts"],
            )
            for row in self._connection.execute(wanted).mappings()
            # Not asked of the database: SQLite would begin with all deliveries in these states.
            if row["state"] in _TOLD
        ]

    def claim(
        self,
        now: datetime,
        lease_until: datetime,
        limit: int,
        *,
        channel: str | None = None,
        skip_channels: Sequence[str] = (),
    ) -> Sequence[Claimed]:
        """Lease deliveries that are due, those left behind first; each by a conditional UPDATE that says who won."""
        own = _DELIVERIES.c.channel == channel if channel is not None else _DELIVERIES.c.channel.not_in(skip_channels)
        claimed: list[Claimed] = []
        for due in (_left_behind(now, lease_until), _waiting(now)):
            if len(claimed) < limit:
                claimed += self._claim(and_(due, own), lease_until, limit - len(claimed))
        return claimed

    def _claim(self, due: ColumnElement[bool], lease_until: datetime, limit: int) -> Sequence[Claimed]:
        # By nothing but the moment, as the index has it: a thousand others that wait are not sorted for each claim.
        wanted = select(_DELIVERIES.c.key).where(due).order_by(_DELIVERIES.c.next_attempt).limit(limit)
        if self._connection.dialect.name == "postgresql":
            wanted = wanted.with_for_update(skip_locked=True)
        claimed = []
        for key in self._connection.scalars(wanted).all():
            taken = self._connection.execute(
                update(_DELIVERIES)
                .where(_DELIVERIES.c.key == key, due)
                .values(state=DeliveryState.SENDING, lease_until=lease_until, attempts=_DELIVERIES.c.attempts + 1)
                .returning(*_DELIVERIES.c)
            )
            claimed += [self._claimed(row) for row in taken.mappings().all()]
        return claimed

    def held(self, channel: str, now: datetime, limit: int) -> Sequence[Held]:
        """What was held back in a channel, is due and was not tried yet."""
        untried = and_(_DELIVERIES.c.attempts == 0, _DELIVERIES.c.next_attempt > _DELIVERIES.c.created_at)
        wanted = (
            select(
                _DELIVERIES.c.key, _DELIVERIES.c.recipient, _DELIVERIES.c.alert_id,
                _ALERTS.c.signal_id, _ALERTS.c.reason, _ALERTS.c.severity, _ALERTS.c.at,
            )
            .join(_ALERTS, _ALERTS.c.id == _DELIVERIES.c.alert_id)
            .where(_waiting(now), _DELIVERIES.c.channel == channel, untried, _ALERTS.c.reason != Reason.DIGEST)
            .order_by(_DELIVERIES.c.next_attempt)
            .limit(limit)
        )  # fmt: skip
        found = self._connection.execute(wanted).mappings()
        return [Held(**{**row, "reason": Reason(row["reason"]), "severity": Severity(row["severity"])}) for row in found]

    def state(self, key: str) -> DeliveryState | None:
        """How a delivery stands."""
        found = self._connection.scalar(select(_DELIVERIES.c.state).where(_DELIVERIES.c.key == key))
        return None if found is None else DeliveryState(found)

    def withdraw(self, signal_id: str, why: str) -> int:
        """Mute what waits of a signal's alerts and was never tried; corrections apart."""
        own = select(_ALERTS.c.id).where(_ALERTS.c.signal_id == signal_id, _ALERTS.c.reason != Reason.CORRECTED)
        waits = and_(_DELIVERIES.c.alert_id.in_(own), _DELIVERIES.c.state == DeliveryState.PENDING, _DELIVERIES.c.attempts == 0)
        muted = update(_DELIVERIES).where(waits).values(state=DeliveryState.MUTED, next_attempt=None, error="", muted=why)
        return self._connection.execute(muted).rowcount

    def release(self) -> int:
        """Take back every lease: for who holds the database alone, so that all of them are of processes that died."""
        left = update(_DELIVERIES).where(_DELIVERIES.c.state == DeliveryState.SENDING)
        return self._connection.execute(left.values(state=DeliveryState.PENDING, lease_until=None)).rowcount

    def bring_forward(self, now: datetime, by: timedelta) -> int:
        """Let come sooner what is ahead and is not held back; how many."""
        held = and_(_DELIVERIES.c.attempts == 0, _DELIVERIES.c.next_attempt > _DELIVERIES.c.created_at)
        waits = and_(_DELIVERIES.c.state == DeliveryState.PENDING, _DELIVERIES.c.next_attempt > now, not_(held))
        found = self._connection.execute(select(_DELIVERIES.c.key, _DELIVERIES.c.next_attempt).where(waits)).all()
        for key, due in found:
            sooner = update(_DELIVERIES).where(_DELIVERIES.c.key == key).values(next_attempt=max(now, due - by))
            self._connection.execute(sooner)
        return len(found)

    def _claimed(self, row: Any) -> Claimed:
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

    def recent(self, channel: str, since: datetime, now: datetime) -> int:
        """How many alerts went, or were to go, through a channel since then."""
        gone = _DELIVERIES.c.body.is_not(None)
        going = and_(_DELIVERIES.c.state.in_((DeliveryState.PENDING, DeliveryState.SENDING)), _DELIVERIES.c.next_attempt <= now)
        told = select(func.count(_DELIVERIES.c.alert_id.distinct())).where(
            _DELIVERIES.c.channel == channel, _DELIVERIES.c.created_at >= since, or_(gone, going)
        )
        return self._connection.scalar(told) or 0

    def muted(self) -> int:
        """How many deliveries to a recipient are muted."""
        counted = select(func.count()).where(_DELIVERIES.c.state == DeliveryState.MUTED, _DELIVERIES.c.channel != "")
        return self._connection.scalar(counted) or 0

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
        columns = _DELIVERIES.c
        wanted = select(_DELIVERIES).where(columns.alert_id == alert_id).order_by(columns.channel, columns.recipient, columns.key)
        return [_delivery(row) for row in self._connection.execute(wanted).mappings()]

    def listed(
        self,
        *,
        states: Collection[DeliveryState] = (),
        channel: str | None = None,
        signal_id: str | None = None,
        limit: int | None = None,
    ) -> Sequence[tuple[Alert, Sequence[Delivery]]]:
        """Alerts by newest first, with their deliveries."""
        wanted = select(_ALERTS).order_by(_ALERTS.c.at.desc(), _ALERTS.c.id.desc())
        if signal_id is not None:
            wanted = wanted.where(_ALERTS.c.signal_id == signal_id)
        conditions: list[ColumnElement[bool]] = [_DELIVERIES.c.state.in_(states)] if states else []
        if channel is not None:
            conditions.append(_DELIVERIES.c.channel == channel)
        if conditions:
            wanted = wanted.where(_ALERTS.c.id.in_(select(_DELIVERIES.c.alert_id).where(*conditions)))
        if limit is not None:
            wanted = wanted.limit(limit)
        alerts = [_alert(row) for row in self._connection.execute(wanted).mappings()]
        return [(alert, [each for each in self.deliveries(alert.id) if _asked(each, states, channel)]) for alert in alerts]

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
        """Note that somebody has seen an alert, and with it all earlier ones of its signal."""
        alert = self.get(alert_id)
        if alert is None:
            raise AskedWronglyError(f"{alert_id}: no such alert; thaw alerts list shows them", resource=alert_id)
        own = _ALERTS.c.id == alert_id
        if alert.signal_id is not None:
            own = or_(own, and_(_ALERTS.c.signal_id == alert.signal_id, _ALERTS.c.at <= alert.at))
        seen = update(_ALERTS).where(own, _ALERTS.c.acknowledged_at.is_(None))
        self._connection.execute(seen.values(acknowledged_by=by, acknowledged_at=now))

    def acknowledged(self, alert_id: str) -> tuple[str, datetime] | None:
        """Who has seen an alert, and when."""
        wanted = select(_ALERTS.c.acknowledged_by, _ALERTS.c.acknowledged_at).where(_ALERTS.c.id == alert_id)
        row = self._connection.execute(wanted).first()
        return None if row is None or row[1] is None else (row[0], row[1])

    def lines(self, since: datetime) -> Sequence[AlertLine]:
        """The alerts about signals that were planned since then, oldest first."""
        told = (_ALERTS.c.id, _ALERTS.c.signal_id, _ALERTS.c.reason, _ALERTS.c.severity, _ALERTS.c.at)
        wanted = (
            select(*told, _ALERTS.c.acknowledged_at.is_not(None).label("acknowledged"))
            .where(_ALERTS.c.at >= since, _ALERTS.c.signal_id.is_not(None))
            .order_by(_ALERTS.c.at, _ALERTS.c.change, _ALERTS.c.id)
        )
        found = self._connection.execute(wanted).mappings()
        return [AlertLine(**{**row, "reason": Reason(row["reason"]), "severity": Severity(row["severity"])}) for row in found]


def _with_merged(signal_id: str) -> Select[tuple[str]]:
    """A signal and all that were merged into it, also by way of others: who was told of them is to be corrected too."""
    signals = tables.signals
    names = select(literal(signal_id).label("id")).cte("names", recursive=True)
    names = names.union(select(signals.c.id).join(names, signals.c.merged_into == names.c.id))
    return select(names.c.id)


def _asked(delivery: Delivery, states: Collection[DeliveryState], channel: str | None) -> bool:
    return (not states or delivery.state in states) and channel in {None, delivery.channel}


def _waiting(now: datetime) -> ColumnElement[bool]:
    return and_(_DELIVERIES.c.state == DeliveryState.PENDING, _DELIVERIES.c.next_attempt <= now)


def _left_behind(now: datetime, lease_until: datetime) -> ColumnElement[bool]:
    """Leased by who did not settle it in time; a lease that ends later than any taken now is of a clock that was ahead."""
    lease = _DELIVERIES.c.lease_until
    over = or_(lease <= now, lease > lease_until + CLOCK_SLACK)
    return and_(_DELIVERIES.c.state == DeliveryState.SENDING, over)


def _alert(row: Any) -> Alert:
    return record_of(Alert, {**row, "reason": Reason(row["reason"]), "severity": Severity(row["severity"])})


def _delivery(row: Any) -> Delivery:
    return record_of(Delivery, {**row, "state": DeliveryState(row["state"])})
