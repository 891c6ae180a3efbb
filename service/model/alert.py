"""Alerts and their deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from service.model.mention import Severity


class Reason(StrEnum):
    """Why a message is sent (CONTRACT, Channels)."""

    NEW = "new"
    RAISED = "raised"
    CORRECTED = "corrected"
    REVERSED = "reversed"
    DIGEST = "digest"
    REMINDER = "reminder"
    OPERATIONAL = "operational"
    TEST = "test"


class DeliveryState(StrEnum):
    """Where a delivery stands (HARDENING, outbox states)."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    MUTED = "muted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A message to be sent about a signal, or about the service itself (`signal_id` None).

    `id` is stable: derived from the signal's id and the number of the change that caused it. `content` is what the channels
    render: plain JSON-ready values, the webhook's ``data`` among them; it is fixed when the alert is planned.
    """

    id: str
    reason: Reason
    severity: Severity
    at: datetime
    title: str
    content: dict[str, object]
    signal_id: str | None = None
    change: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One alert to one recipient of one channel: a row of the outbox.

    `key` is the idempotency key (``webhook-id``, and the left part of ``Message-ID``): ``msg_`` and 26 base32 characters,
    the same on every attempt. `body` is None until the first claim renders it. `muted` says why it is not sent.
    """

    key: str
    alert_id: str
    channel: str
    recipient: str
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    next_attempt: datetime | None = None
    lease_until: datetime | None = None
    body: bytes | None = None
    error: str = ""
    muted: str = ""
    sent_at: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A delivery that this process holds the lease of, with its alert."""

    delivery: Delivery
    alert: Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """An alert about a signal without what it says, and whether somebody has acknowledged it."""

    id: str
    signal_id: str
    reason: Reason
    severity: Severity
    at: datetime
    acknowledged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A delivery that was held back for a window, a digest or quiet hours and was never tried; without what it says."""

    key: str
    recipient: str
    alert_id: str
    signal_id: str | None
    reason: Reason
    severity: Severity
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A channel's answer to one attempt that was accepted; `detail` is for people (``250 queued``)."""

    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A wish not to be alerted: matching signals are muted until it ends. None matches everything."""

    id: int | None
    until: datetime
    author: str
    comment: str = ""
    signal_id: str | None = None
    indicator: str | None = None
    actor: str | None = None
    channel: str | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An act of a reviewer on a signal, kept for audit; `undone_by` is the id of the review that took it back."""

    id: int | None
    signal_id: str
    act: str
    author: str
    at: datetime
    note: str = ""
    detail: dict[str, object] | None = None
    undone_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Who already got an alert of a signal: needed to send corrections to the same people.

    What is pending after `attempts` may have arrived all the same.
    """

    channel: str
    recipient: str
    state: DeliveryState
    at: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRule:
    """One line of `routes`; None matches everything. `group` gathers for that long, `digest` is a local time ``HH:MM``."""

    to: tuple[str, ...]
    severity: tuple[str, ...] | None = None
    indicator: tuple[str, ...] | None = None
    actor: tuple[str, ...] | None = None
    watch: tuple[str, ...] | None = None
    lang: tuple[str, ...] | None = None
    status: tuple[str, ...] | None = None
    reason: tuple[str, ...] | None = None
    confidence: float | None = None
    group: timedelta | None = None
    digest: str | None = None
