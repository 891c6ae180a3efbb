"""Counts for health and metrics; none of them costs more as entries pile up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from service.model.alert import DeliveryState
from service.model.mention import Severity
from service.store import tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

_DELIVERIES = tables.deliveries


class SqlFigures:
    """Implements model.figures.FigureRows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def deliveries(self) -> Mapping[tuple[str, DeliveryState], int]:
        """Deliveries by channel and state."""
        counted = select(_DELIVERIES.c.channel, _DELIVERIES.c.state, func.count()).group_by(
            _DELIVERIES.c.channel, _DELIVERIES.c.state
        )
        return {(channel, DeliveryState(state)): count for channel, state, count in self._connection.execute(counted)}

    def overdue(self, now: datetime) -> Mapping[str, datetime]:
        """Since when the oldest delivery of each channel is due and waits, where one does."""
        waits = or_(
            (_DELIVERIES.c.state == DeliveryState.PENDING) & (_DELIVERIES.c.next_attempt <= now),
            (_DELIVERIES.c.state == DeliveryState.SENDING) & (_DELIVERIES.c.lease_until <= now),
        )
        oldest = select(_DELIVERIES.c.channel, func.min(_DELIVERIES.c.next_attempt)).where(waits).group_by(_DELIVERIES.c.channel)
        return {channel: since for channel, since in self._connection.execute(oldest) if since is not None}

    def signals(self) -> Mapping[Severity, int]:
        """Signals by severity, without those that were merged into others."""
        signals = tables.signals
        counted = select(signals.c.severity, func.count()).where(signals.c.merged_into.is_(None)).group_by(signals.c.severity)
        return {Severity(severity): count for severity, count in self._connection.execute(counted)}

    def quarantined(self) -> int:
        """Entries that could not be taken in."""
        return self._connection.scalar(select(func.count()).select_from(tables.quarantine)) or 0
