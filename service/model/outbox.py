"""The rows of alerts and of the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime, timedelta

    from service.model.alert import Alert, AlertLine, Claimed, Delivery, DeliveryState, Held, Receipt


class AlertRows(Protocol):
    """Alerts and the outbox."""

    def add(self, alert: Alert, deliveries: Sequence[Delivery]) -> None:
        """Store an alert and its deliveries (pending or muted). An alert or delivery that is there already is left as it is."""
        ...

    def receipts(self, signal_id: str) -> Sequence[Receipt]:
        """Every delivery of a signal's alerts that is pending, sending or sent (not muted, not dead)."""
        ...

    def claim(
        self,
        now: datetime,
        lease_until: datetime,
        limit: int,
        *,
        channel: str | None = None,
        skip_channels: Sequence[str] = (),
    ) -> Sequence[Claimed]:
        """Lease deliveries of `channel`, or of all but `skip_channels`, that are due.

        Those are the ones that are sending with a lease that ran out, and those that are pending with ``next_attempt <= now``,
        longest due first. A conditional UPDATE by row count on SQLite, ``FOR UPDATE SKIP LOCKED`` on PostgreSQL; attempts are
        counted here, before the send.
        """
        ...

    def held(self, channel: str, now: datetime, limit: int) -> Sequence[Held]:
        """What was held back in a channel and is due now: pending, never tried, due later than it was planned; no digests."""
        ...

    def state(self, key: str) -> DeliveryState | None:
        """How a delivery stands; None: there is none."""
        ...

    def withdraw(self, signal_id: str, why: str) -> int:
        """Mute what is pending and was never tried of a signal's alerts, corrections apart; how many."""
        ...

    def release(self) -> int:
        """Make all that is sending pending again; how many. Only for who holds the database against all others."""
        ...

    def bring_forward(self, now: datetime, by: timedelta) -> int:
        """Let what waits for a time after `now` come so much sooner, as the clock was set back; how many.

        That is what was tried, and what was to go as soon as it was made; what is held back waits by the new clock.
        """
        ...

    def keep_body(self, key: str, body: bytes) -> None:
        """Store the rendered body of a delivery at its first claim."""
        ...

    def settle(
        self,
        key: str,
        state: DeliveryState,
        now: datetime,
        *,
        error: str = "",
        next_attempt: datetime | None = None,
    ) -> None:
        """Close an attempt: sent, pending again at `next_attempt`, dead or muted."""
        ...

    def recent(self, channel: str, since: datetime, now: datetime) -> int:
        """How many alerts that were planned since then went through a channel, or are to go by now (for the cap).

        What is held for later, muted, or told in a digest does not count.
        """
        ...

    def muted(self) -> int:
        """How many deliveries to a recipient are muted; alerts that no route takes have none."""
        ...

    def totals(self) -> Mapping[DeliveryState, int]:
        """Deliveries by state."""
        ...

    def get(self, alert_id: str) -> Alert | None:
        """One alert by id."""
        ...

    def deliveries(self, alert_id: str) -> Sequence[Delivery]:
        """The deliveries of one alert."""
        ...

    def listed(
        self,
        *,
        states: Collection[DeliveryState] = (),
        channel: str | None = None,
        signal_id: str | None = None,
        limit: int | None = None,
    ) -> Sequence[tuple[Alert, Sequence[Delivery]]]:
        """Alerts, of one signal where given, newest first; with their deliveries, of these states, through a channel."""
        ...

    def retry(self, keys: Sequence[str], now: datetime) -> int:
        """Make dead deliveries pending again with their attempts at zero; how many."""
        ...

    def acknowledge(self, alert_id: str, by: str, now: datetime) -> None:
        """Note that somebody has seen an alert, and with it all earlier ones of its signal that nobody had seen.

        Raises:
            AskedWronglyError: there is no such alert.
        """
        ...

    def acknowledged(self, alert_id: str) -> tuple[str, datetime] | None:
        """Who has seen an alert, and when; None: nobody."""
        ...

    def lines(self, since: datetime) -> Sequence[AlertLine]:
        """The alerts about signals that were planned since then, oldest first."""
        ...
