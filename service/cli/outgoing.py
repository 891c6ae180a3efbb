"""Alerts and their deliveries as commands show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from service.model.alert import DeliveryState
from service.text.counting import counted
from service.text.moments import clock, minute

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.model.alert import Alert, Delivery, Silence


def alert_row(alert: Alert, deliveries: Sequence[Delivery], now: datetime, timezone: str) -> tuple[str, ...]:
    """One alert for a table: its facts, how its deliveries stand, and below its title why any is not sent."""
    states = ", ".join(f"{delivery.channel or 'nobody'} {delivery.state}" for delivery in deliveries)
    why = dict.fromkeys(filter(None, (_why(each, now, timezone) for each in deliveries)))
    return alert.id, clock(alert.at, timezone), alert.reason, alert.severity, states, "\n".join((alert.title, *why))


def _why(delivery: Delivery, now: datetime, timezone: str) -> str:
    if delivery.state is DeliveryState.SENT:
        return ""
    channel = delivery.channel or "nobody"
    why = (delivery.muted or delivery.error).removeprefix(f"{channel}: ")
    told = ", ".join(filter(None, (why, _next(delivery, now, timezone))))
    return f"{channel}: {told}" if told else ""


def _next(delivery: Delivery, now: datetime, timezone: str) -> str:
    """When a delivery that waits goes; one that is due and does not go waits for its channel, or for somebody to deliver."""
    if delivery.state is not DeliveryState.PENDING or delivery.next_attempt is None:
        return ""
    at = minute(delivery.next_attempt, timezone)
    if delivery.next_attempt <= now:
        return f"due since {at}"
    return f"again {at}" if delivery.attempts else f"held until {at}"


def delivery_line(delivery: Delivery, now: datetime, timezone: str) -> str:
    """One delivery with all that is known of it."""
    told = f"{delivery.channel} to {delivery.recipient}" if delivery.channel else "nobody"
    attempts = f", {counted(delivery.attempts, 'attempt')}" if delivery.attempts else ""
    sent = f" at {minute(delivery.sent_at, timezone)}" if delivery.sent_at else ""
    due = f", {following}" if (following := _next(delivery, now, timezone)) else ""
    why = delivery.muted or delivery.error
    return f"{told}: {delivery.state}{sent}{attempts}{due}" + (f" ({why})" if why else "")


def alert_json(alert: Alert, deliveries: Sequence[Delivery]) -> dict[str, Any]:
    """One alert for programs."""
    return {
        "alert": alert.id,
        "signal": alert.signal_id,
        "reason": alert.reason,
        "severity": alert.severity,
        "at": alert.at.isoformat(),
        "title": alert.title,
        "deliveries": [delivery_json(delivery) for delivery in deliveries],
    }


def delivery_json(delivery: Delivery) -> dict[str, Any]:
    """One delivery for programs."""
    return {
        "key": delivery.key,
        "channel": delivery.channel,
        "recipient": delivery.recipient,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "next_attempt": delivery.next_attempt.isoformat() if delivery.next_attempt else None,
        "sent_at": delivery.sent_at.isoformat() if delivery.sent_at else None,
        "error": delivery.error or None,
        "muted": delivery.muted or None,
    }


def silence_row(silence: Silence, timezone: str) -> tuple[str, ...]:
    """One silence for a table."""
    what = {"signal": silence.signal_id, "indicator": silence.indicator, "actor": silence.actor, "channel": silence.channel}
    covers = " ".join(f"{name} {value}" for name, value in what.items() if value) or "everything"
    return str(silence.id), clock(silence.until, timezone), silence.author, covers, silence.comment


def silence_json(silence: Silence) -> dict[str, Any]:
    """One silence for programs."""
    return {
        "silence": silence.id,
        "until": silence.until.isoformat(),
        "author": silence.author,
        "comment": silence.comment,
        "signal": silence.signal_id,
        "indicator": silence.indicator,
        "actor": silence.actor,
        "channel": silence.channel,
    }
