"""Which change of a signal is told to whom, through which channel, when and why; and what is muted, and why.

Pure: everything that it looks at is passed in, what it returns is stored by the pipeline in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from service.alert.content import content_of, title_of
from service.alert.keys import alert_id, delivery_key
from service.alert.reason import reason_of, severity_of, told_before
from service.alert.route import Subject, route_of, silence_words, silenced_by
from service.alert.when import after_quiet, clock_time, next_local, window_end
from service.model.alert import Alert, Delivery, DeliveryState, Reason, RouteRule
from service.model.mention import PAGING, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from service.model.alert import Receipt, Silence
    from service.model.signal import SignalChange, Telling


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
class Planned:
    """What a change causes: nothing (`alert` None), or an alert and its deliveries, pending or muted; `reasons` in words."""

    alert: Alert | None
    deliveries: tuple[Delivery, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def pages(self) -> bool:
        """Whether anybody will be told."""
        return any(delivery.state is DeliveryState.PENDING for delivery in self.deliveries)


REPLAY_CHANNEL = "replay"
REPLAY_CHANNELS: Mapping[str, tuple[str, ...]] = {REPLAY_CHANNEL: (REPLAY_CHANNEL,)}
REPLAY_ROUTES = (RouteRule(to=(REPLAY_CHANNEL,), severity=(Severity.HIGH, Severity.CRITICAL)),)
REPLAY_SETTINGS = PlanSettings(cap=None)
"""What `thaw replay` plans with: one channel that gets high, critical and corrections at once (CONTRACT, thaw replay)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """One recipient, and the route that named it (None: it is told past all routes)."""

    channel: str
    recipient: str
    route: RouteRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _World:
    """What a plan looks at besides the change."""

    routes: Sequence[RouteRule]
    channels: Mapping[str, Sequence[str]]
    silences: Sequence[Silence]
    recent: Mapping[str, int]
    settings: PlanSettings
    backfill: bool
    now: datetime


def plan(
    change: SignalChange,
    telling: Telling | None,
    *,
    routes: Sequence[RouteRule],
    channels: Mapping[str, Sequence[str]],
    receipts: Sequence[Receipt],
    silences: Sequence[Silence] = (),
    recent: Mapping[str, int] | None = None,
    settings: PlanSettings | None = None,
    entries: Sequence[Telling] = (),
    now: datetime,
    backfill: bool = False,
) -> Planned:
    """Decide who is told of a change.

    Args:
        change: what happened to a signal.
        telling: the mention and entry that caused it; None for a reviewer's act.
        routes: the first that matches says which channels get it.
        channels: the recipients of every channel, by its name.
        receipts: who got alerts of this signal before.
        silences: those that have not ended.
        recent: alerts planned to each channel within `settings.cap_window`.
        settings: caps, quiet hours, timezone; None: the defaults.
        entries: all tellings of the signal, for the message.
        now: our clock.
        backfill: the entry is old and comes from the first poll of its feed: it is kept, and nobody is told.
    """
    chosen = settings or PlanSettings()
    told = told_before(change, receipts)
    reason, why = reason_of(change, told)
    if reason is None:
        return Planned(alert=None, reasons=(why,))
    world = _World(
        routes=routes, channels=channels, silences=silences, recent=recent or {}, settings=chosen, backfill=backfill, now=now
    )
    alert = _alert(change, telling, reason, entries=entries, settings=chosen, now=now)
    deliveries = tuple(_deliveries(_subject(change, telling, entries, reason), alert, told, world))
    return Planned(alert=alert, deliveries=deliveries, reasons=(why, *_told_why(deliveries, now)))


def _alert(
    change: SignalChange,
    telling: Telling | None,
    reason: Reason,
    *,
    entries: Sequence[Telling],
    settings: PlanSettings,
    now: datetime,
) -> Alert:
    name = alert_id(change.signal.id, change.number)
    severity = severity_of(change, reason)
    content = content_of(
        change, telling, alert=name, reason=reason, severity=severity, entries=entries, names=settings.names, now=now
    )
    return Alert(
        id=name,
        reason=reason,
        severity=severity,
        at=now,
        title=title_of(change.signal),
        content=content,
        signal_id=change.signal.id,
        change=change.number,
    )


def _subject(change: SignalChange, telling: Telling | None, entries: Sequence[Telling], reason: Reason) -> Subject:
    tellings = [telling] if telling else entries
    confidence = max((each.mention.confidence for each in tellings), default=1.0)
    return Subject(signal=change.signal, reason=reason, severity=severity_of(change, reason), confidence=confidence)


def _deliveries(subject: Subject, alert: Alert, told: Sequence[Receipt], world: _World) -> Iterator[Delivery]:
    route = route_of(subject, world.routes)
    targets = _targets(subject, route, told, world)
    for target in targets:
        muted = _muted(subject, target, world)
        if muted:
            yield _delivery(alert, target, world.now, muted=muted)
        else:
            yield _delivery(alert, target, world.now, due=_due(subject, target, world))
    if not targets:
        muted = "old entry of a feed's first poll" if world.backfill else _unrouted(subject, route)
        yield _delivery(alert, _Target(channel="", recipient=""), world.now, muted=muted)


def _unrouted(subject: Subject, route: RouteRule | None) -> str:
    if route is None:
        return f"no route takes {subject.severity} {subject.signal.indicator} ({subject.reason})"
    return f"no recipient in {', '.join(route.to) or 'the route'}"


def _targets(subject: Subject, route: RouteRule | None, told: Sequence[Receipt], world: _World) -> tuple[_Target, ...]:
    """Who is to get it: those that the route names; those that got the page hear of its end besides, wherever routes lead."""
    window = None if subject.severity in PAGING else route
    past = [_Target(channel=each.channel, recipient=each.recipient, route=window) for each in told]
    if subject.reason is Reason.CORRECTED:
        return tuple(past)
    named = [
        _Target(channel=channel, recipient=recipient, route=route)
        for channel in (route.to if route else ())
        for recipient in world.channels.get(channel, ())
    ]
    if subject.reason is Reason.REVERSED and subject.severity in PAGING:
        named += past
    unique = {(target.channel, target.recipient): target for target in reversed(named)}
    return tuple(reversed(unique.values()))


def _passes(subject: Subject) -> bool:
    """Whether nothing may hold it back: the correction of a page."""
    return subject.reason is Reason.CORRECTED and subject.severity in PAGING


def _muted(subject: Subject, target: _Target, world: _World) -> str:
    """Why this recipient is not told; empty where it is."""
    if world.backfill:
        return "old entry of a feed's first poll"
    if _passes(subject):
        return ""
    silence = silenced_by(subject, target.channel, world.silences)
    return silence_words(silence) if silence else ""


def _due(subject: Subject, target: _Target, world: _World) -> datetime:
    """When it goes: at once, or at the end of whatever holds it back."""
    if _passes(subject):
        return world.now
    settings, due, route = world.settings, world.now, target.route
    if route is not None and route.group is not None:
        due = window_end(due, route.group)
    elif route is not None and route.digest is not None:
        due = next_local(due, clock_time(route.digest), settings.timezone)
    if subject.severity is Severity.CRITICAL:
        return due
    if settings.cap is not None and world.recent.get(target.channel, 0) >= settings.cap:
        due = max(due, window_end(world.now, settings.cap_window))
    return after_quiet(due, settings.quiet, settings.timezone) if settings.quiet else due


def _delivery(alert: Alert, target: _Target, now: datetime, *, due: datetime | None = None, muted: str = "") -> Delivery:
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


def _told_why(deliveries: Sequence[Delivery], now: datetime) -> Iterator[str]:
    for delivery in deliveries:
        place = f"{delivery.channel} ({delivery.recipient})" if delivery.channel else "nobody"
        if delivery.muted:
            yield f"{place}: muted, {delivery.muted}"
        elif delivery.next_attempt and delivery.next_attempt > now:
            yield f"{place}: held until {delivery.next_attempt:%Y-%m-%d %H:%M} UTC"
        else:
            yield f"{place}: at once"
