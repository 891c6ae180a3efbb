"""What is not sent any more though it was planned: the world has changed while it waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.alert.remind import page_of
from service.alert.route import Subject, silence_words, silenced_by
from service.model.alert import Reason

if TYPE_CHECKING:
    from datetime import datetime

    from service.model.alert import Held
    from service.model.rows import Transaction


def withheld(tx: Transaction, held: Held, channel: str, now: datetime, timezone: str) -> str:
    """Why a message about a signal is not to be sent now, in words; empty where it is.

    A correction always goes: it tells those who got the page. `timezone` is the zone of those who read.
    """
    if held.signal_id is None or held.reason is Reason.CORRECTED:
        return ""
    signal = tx.signals.get(held.signal_id)
    if signal is None:
        return ""
    if signal.review == "rejected":
        return "rejected by a reviewer while it waited"
    seen = _seen(tx, held.alert_id) if held.reason is Reason.REMINDER else None
    if seen is not None:
        return f"acknowledged by {seen[0]} while it waited"
    silence = silenced_by(Subject(signal=signal, reason=held.reason, severity=held.severity), channel, tx.silences.active(now))
    return silence_words(silence, timezone) if silence else ""


def _seen(tx: Transaction, reminder: str) -> tuple[str, datetime] | None:
    """Who has acknowledged a reminder, or the page that it is of."""
    return tx.alerts.acknowledged(reminder) or tx.alerts.acknowledged(page_of(reminder))
