"""What is not sent any more though it was planned: the world has changed while it waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.alert.route import Subject, silence_words, silenced_by
from service.model.alert import Reason

if TYPE_CHECKING:
    from datetime import datetime

    from service.model.mention import Severity
    from service.model.rows import Transaction


def withheld(tx: Transaction, signal_id: str | None, reason: Reason, severity: Severity, channel: str, now: datetime) -> str:
    """Why a message about a signal is not to be sent now, in words; empty where it is.

    A correction always goes: it tells those who got the page.
    """
    if signal_id is None or reason is Reason.CORRECTED:
        return ""
    signal = tx.signals.get(signal_id)
    if signal is None:
        return ""
    if signal.review == "rejected":
        return "rejected by a reviewer while it waited"
    silence = silenced_by(Subject(signal=signal, reason=reason, severity=severity), channel, tx.silences.active(now))
    return silence_words(silence) if silence else ""
