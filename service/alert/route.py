"""Which route takes an alert. First match wins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.model.alert import Reason
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.model.alert import RouteRule, Silence
    from service.model.mention import Severity
    from service.model.signal import Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What routes and silences look at."""

    signal: Signal
    reason: Reason
    severity: Severity
    confidence: float = 1.0


def route_of(subject: Subject, routes: Sequence[RouteRule]) -> RouteRule | None:
    """The first route that takes it, or None."""
    return next((route for route in routes if takes(route, subject)), None)


def takes(route: RouteRule, subject: Subject) -> bool:
    """Whether every condition of a route holds; a condition that is None always does."""
    signal = subject.signal
    wanted: tuple[tuple[tuple[str, ...] | None, tuple[str, ...]], ...] = (
        (route.severity, (subject.severity,)),
        (route.indicator, (signal.indicator,)),
        (route.actor, signal.actors),
        (route.watch, (signal.watch,)),
        (route.lang, signal.langs),
        (route.status, (signal.status,)),
        (route.reason, (subject.reason,)),
    )
    met = all(allowed is None or not set(allowed).isdisjoint(found) for allowed, found in wanted)
    return met and (route.confidence is None or subject.confidence >= route.confidence)


def silenced_by(subject: Subject, channel: str, silences: Sequence[Silence]) -> Silence | None:
    """The first silence that covers this alert on this channel; None where nothing does. Ended ones are not passed in."""
    return next((silence for silence in silences if covers(silence, subject, channel)), None)


def covers(silence: Silence, subject: Subject, channel: str) -> bool:
    """Whether every condition of a silence holds; a condition that is None always does."""
    signal = subject.signal
    return (
        silence.signal_id in {None, signal.id}
        and silence.indicator in {None, signal.indicator}
        and (silence.actor is None or silence.actor in signal.actors)
        and silence.channel in {None, channel}
    )


def silence_words(silence: Silence, timezone: str) -> str:
    """A silence for people: whose, until when by the clocks of `timezone`, and why."""
    why = f": {silence.comment}" if silence.comment else ""
    return f"silenced by {silence.author} until {minute(silence.until, timezone)}{why}"


def operators_of(routes: Sequence[RouteRule], channels: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """The recipients, by channel, of the first route that names ``operational`` among its reasons."""
    named = next((route.to for route in routes if route.reason and Reason.OPERATIONAL in route.reason), ())
    return {channel: channels[channel] for channel in named if channel in channels}
