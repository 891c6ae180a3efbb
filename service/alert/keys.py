"""Names that stay the same on every attempt: alert ids and idempotency keys."""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256

KEY_LENGTH = 26
"""Base32 characters of a key after ``msg_``: 130 bits, so two never meet."""


def alert_id(signal_id: str, number: int) -> str:
    """The id of the alert that change `number` of a signal causes."""
    return f"{signal_id}-{number}"


def delivery_key(alert: str, channel: str, recipient: str) -> str:
    """The idempotency key of one alert to one recipient: ``msg_`` and 26 characters of ``[a-z2-7]``."""
    digest = sha256(f"{alert}|{channel}|{recipient}".encode("utf-8", "surrogatepass")).digest()
    return "msg_" + b32encode(digest).decode("ascii")[:KEY_LENGTH].lower()


def thread_key(signal_id: str, channel: str, recipient: str) -> str:
    """The key under which a signal's first alert goes to a recipient: the root of its mail thread, whether sent or not."""
    return delivery_key(alert_id(signal_id, 1), channel, recipient)
