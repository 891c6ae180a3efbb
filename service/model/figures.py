"""Counts of rows that health and metrics show, as a port of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from service.model.alert import DeliveryState
    from service.model.mention import Severity


class FigureRows(Protocol):
    """Counts for health and metrics."""

    def deliveries(self) -> Mapping[tuple[str, DeliveryState], int]:
        """Deliveries by channel and state."""
        ...

    def overdue(self, now: datetime) -> Mapping[str, datetime]:
        """Since when the oldest delivery of each channel is due and waits, where one does."""
        ...

    def signals(self) -> Mapping[Severity, int]:
        """Signals by severity, without those that were merged into others."""
        ...

    def quarantined(self) -> int:
        """Entries that could not be taken in."""
        ...
