"""Which change of a signal is told to whom, through which channel, when and why; and what is muted, and why.

Pure: everything that it looks at is passed in, what it returns is stored by the pipeline in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.alert.content import content_of, title_of
from service.alert.hold import OLD_ENTRY, Circumstances, PlanSettings, Target, delivery_to, unsent
from service.alert.keys import alert_id
from service.alert.reason import reason_of, severity_of, told_before
from service.alert.route import Subject, route_of
from service.model.alert import Alert, Delivery, DeliveryState, Reason, RouteRule
from service.model.mention import PAGING, Severity
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from service.model.alert import Receipt
    from service.model.signal import SignalChange, Telling


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


def plan(
    change: SignalChange,
    telling: Telling | None,
    *,
    routes: Sequence[RouteRule],
    channels: Mapping[str, Sequence[str]],
    receipts: Sequence[Receipt],
    around: Circumstances,
    entries: Sequence[Telling] = (),
) -> Planned:
    """Decide who is told of a change.

    Args:
        change: what happened to a signal.
        telling: the mention and entry that caused it; None for a reviewer's act.
        routes: the first that matches says which channels get it.
        channels: the recipients of every channel, by its name.
        receipts: who got alerts of this signal before.
        around: our clock, settings, silences and caps; with `backfill` the alert is kept and nobody is told.
        entries: all tellings of the signal, for the message.
    """
    told = told_before(change, receipts)
    reason, why = reason_of(change, told)
    if reason is None:
        return Planned(alert=None, reasons=(why,))
    since = min((each.at for each in told), default=None)
    alert = _alert(change, telling, reason, entries=entries, around=around, told_since=since)
    subject = _subject(change, telling, entries, reason)
    route = route_of(subject, routes)
    targets = _targets(subject, route, told, channels)
    deliveries = tuple(delivery_to(target, subject, alert, around) for target in targets)
    if not deliveries:
        deliveries = (unsent(alert, OLD_ENTRY if around.backfill else _unrouted(subject, route), around.now),)
    taken = _route_words(route, routes) if reason is not Reason.CORRECTED else ()
    return Planned(alert=alert, deliveries=deliveries, reasons=(why, *taken, *_told_why(deliveries, around)))


def _route_words(route: RouteRule | None, routes: Sequence[RouteRule]) -> tuple[str, ...]:
    if route is None:
        return ()
    return (f"route {routes.index(route) + 1} of {len(routes)} takes it, to {', '.join(route.to) or 'nobody'}",)


def _alert(
    change: SignalChange,
    telling: Telling | None,
    reason: Reason,
    *,
    entries: Sequence[Telling],
    around: Circumstances,
    told_since: datetime | None,
) -> Alert:
    name = alert_id(change.signal.id, change.number)
    severity = severity_of(change, reason)
    content = content_of(
        change,
        telling,
        alert=name,
        reason=reason,
        severity=severity,
        entries=entries,
        names=around.settings.names,
        now=around.now,
        told_since=told_since,
        timezone=around.settings.timezone,
    )
    return Alert(
        id=name,
        reason=reason,
        severity=severity,
        at=around.now,
        title=title_of(change.signal),
        content=content,
        signal_id=change.signal.id,
        change=change.number,
    )


def _subject(change: SignalChange, telling: Telling | None, entries: Sequence[Telling], reason: Reason) -> Subject:
    tellings = [telling] if telling else entries
    confidence = max((each.mention.confidence for each in tellings), default=1.0)
    return Subject(signal=change.signal, reason=reason, severity=severity_of(change, reason), confidence=confidence)


def _unrouted(subject: Subject, route: RouteRule | None) -> str:
    if route is None:
        return f"no route takes {subject.severity} {subject.signal.indicator} ({subject.reason})"
    return f"no recipient in {', '.join(route.to) or 'the route'}"


def _targets(
    subject: Subject, route: RouteRule | None, told: Sequence[Receipt], channels: Mapping[str, Sequence[str]]
) -> tuple[Target, ...]:
    """Who is to get it: those that the route names; those that got the page hear of its end besides, wherever routes lead."""
    window = None if subject.severity in PAGING else route
    past = [Target(channel=each.channel, recipient=each.recipient, route=window) for each in told]
    if subject.reason is Reason.CORRECTED:
        return tuple(past)
    named = [
        Target(channel=channel, recipient=recipient, route=route)
        for channel in (route.to if route else ())
        for recipient in channels.get(channel, ())
    ]
    if subject.reason is Reason.REVERSED and subject.severity in PAGING:
        named += past
    unique = {(target.channel, target.recipient): target for target in reversed(named)}
    return tuple(reversed(unique.values()))


def _told_why(deliveries: Sequence[Delivery], around: Circumstances) -> Iterator[str]:
    for delivery in deliveries:
        place = f"{delivery.channel} ({delivery.recipient})" if delivery.channel else "nobody"
        if delivery.muted:
            yield f"{place}: muted, {delivery.muted}"
        elif delivery.next_attempt and delivery.next_attempt > around.now:
            yield f"{place}: held until {minute(delivery.next_attempt, around.settings.timezone)}"
        else:
            yield f"{place}: at once"
