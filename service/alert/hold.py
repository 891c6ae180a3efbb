"""What holds a message back from one recipient: silences, windows, digests, caps and quiet hours. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from service.alert.keys import delivery_key
from service.alert.route import silence_words, silenced_by
from service.alert.when import after_quiet, clock_time, next_local, window_end
from service.model.alert import Delivery, DeliveryState, Reason
from service.model.mention import PAGING, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from service.alert.route import Subject
    from service.model.alert import Alert, RouteRule, Silence

OLD_ENTRY = "old entry of a feed's first poll"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings:
    """Settings of the plan.

    `cap` alerts may be planned to a channel in `cap_window`, the others wait for the window's end and go as one message;
    None: no cap. `quiet` are two local times ``HH:MM``, from and to, in `timezone` (IANA name), in which only critical alerts
    and corrections go. `names` gives codes of actors a name for people.
    """

    cap: int | None = 20
    cap_window: timedelta = timedelta(minutes=10)
    timezone: str = "UTC"
    quiet: tuple[str, str] | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One recipient, and the route that named it (None: it is told past all routes)."""

    channel: str
    recipient: str
    route: RouteRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is looked at besides the message: silences that have not ended, alerts planned of late to each channel, settings."""

    now: datetime
    settings: PlanSettings = field(default_factory=PlanSettings)
    silences: Sequence[Silence] = ()
    recent: Mapping[str, int] = field(default_factory=dict)
    backfill: bool = False


def delivery_to(target: Target, subject: Subject, alert: Alert, around: Circumstances) -> Delivery:
    """The delivery of an alert to one recipient: muted with the reason, or pending until it may go."""
    muted = _muted(subject, target, around)
    return _delivery(alert, target, around.now, due=None if muted else _due(subject, target, around), muted=muted)


def unsent(alert: Alert, why: str, now: datetime) -> Delivery:
    """What stands in the outbox for an alert that goes to nobody, with the reason."""
    return _delivery(alert, Target(channel="", recipient=""), now, due=None, muted=why)


def _passes(subject: Subject) -> bool:
    """Whether nothing may hold it back: the correction of a page."""
    return subject.reason is Reason.CORRECTED and subject.severity in PAGING


def _muted(subject: Subject, target: Target, around: Circumstances) -> str:
    """Why this recipient is not told; empty where it is."""
    if around.backfill:
        return OLD_ENTRY
    if _passes(subject):
        return ""
    silence = silenced_by(subject, target.channel, around.silences)
    return silence_words(silence, around.settings.timezone) if silence else ""


def _due(subject: Subject, target: Target, around: Circumstances) -> datetime:
    """When it goes: at once, or at the end of whatever holds it back."""
    if _passes(subject):
        return around.now
    settings, due, route = around.settings, around.now, target.route
    if route is not None and route.group is not None:
        due = window_end(due, route.group)
    elif route is not None and route.digest is not None:
        due = next_local(due, clock_time(route.digest), settings.timezone)
    if subject.severity is Severity.CRITICAL:
        return due
    if settings.cap is not None and around.recent.get(target.channel, 0) >= settings.cap:
        due = max(due, window_end(around.now, settings.cap_window))
    return after_quiet(due, settings.quiet, settings.timezone) if settings.quiet else due


def _delivery(alert: Alert, target: Target, now: datetime, *, due: datetime | None, muted: str) -> Delivery:
    return Delivery(
        key=delivery_key(alert.id, target.channel, target.recipient),
        alert_id=alert.id,
        channel=target.channel,
        recipient=target.recipient,
        state=DeliveryState.MUTED if muted else DeliveryState.PENDING,
        next_attempt=due,
        muted=muted,
        created_at=now,
    )
