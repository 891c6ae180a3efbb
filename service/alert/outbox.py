"""What happens to the rows of the outbox around an attempt, each in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from service import failpoint
from service.alert.channels.verdicts import NOT_THE_RECIPIENT
from service.alert.notice import addressed, digest, members_of, signals_of, trouble
from service.alert.retry import wait_after
from service.alert.withheld import withheld
from service.failpoint import Point
from service.model.alert import DeliveryState, Held, Reason
from service.model.mention import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from service.errors import DeliveryError
    from service.model.alert import Claimed
    from service.model.rows import Transaction

WAITS_FOR_DIGEST = timedelta(days=30)
"""When a delivery that is told in a digest would be sent by itself, should the digest never be settled."""

SHOWN_IN_DIGEST = 50
"""Alerts that a digest tells in full, the most severe ones; the others are listed by their ids."""

DIGEST_LINES = "digest.lines"
"""Name of the fact that holds what every digest says besides its alerts: a list of lines, such as languages that are blind."""

MERGED_AT_ONCE = 5000
"""Of what is held back in a channel, so many are put together in one transaction."""
BURIED_AT_ONCE = 100
"""Of what belongs to no channel, so many are made dead in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a claim gave: what is to be sent now, and how many were muted instead."""

    to_send: tuple[Claimed, ...] = ()
    muted: int = 0

    @property
    def any(self) -> bool:
        """Whether the claim found anything, so that another may."""
        return bool(self.to_send or self.muted)


def paused(channel: str) -> str:
    """The name of the fact that holds why a channel is paused (``{"since", "why"}``), or None where it is not."""
    return f"channel.paused:{channel}"


def pause(tx: Transaction, channel: str, why: str, now: datetime) -> None:
    """Send nothing more through a channel until `resume`."""
    tx.facts.put(paused(channel), {"since": now.isoformat(), "why": why})


def resume(tx: Transaction, channel: str) -> None:
    """Send through a channel again."""
    tx.facts.put(paused(channel), None)


def claim(tx: Transaction, channel: str, due: datetime, lease_until: datetime, limit: int, *, timezone: str = "UTC") -> Found:
    """Claim what is due in a channel; what is not to be sent any more is muted, with the reason, moments in `timezone`."""
    if tx.facts.get(paused(channel)):
        return Found()
    claimed = tx.alerts.claim(due, lease_until, limit, channel=channel)
    to_send = tuple(each for each in claimed if not _mute_withheld(tx, each, due, timezone) and not _taken_apart(tx, each, due))
    return Found(to_send=to_send, muted=len(claimed) - len(to_send))


def _mute_withheld(tx: Transaction, claimed: Claimed, now: datetime, timezone: str) -> bool:
    alert, delivery = claimed.alert, claimed.delivery
    about = Held(
        key=delivery.key,
        recipient=delivery.recipient,
        alert_id=alert.id,
        signal_id=alert.signal_id,
        reason=alert.reason,
        severity=alert.severity,
        at=alert.at,
    )
    return _mute_held(tx, about, delivery.channel, now, timezone)


def _taken_apart(tx: Transaction, claimed: Claimed, now: datetime) -> bool:
    """Mute a digest that tells what is not so any more; the rest of its alerts go in a new one at the next pass."""
    members = {key: tx.alerts.state(key) for key in members_of(claimed.alert)}
    told = (tx.signals.get(name) for name in signals_of(claimed.alert))
    rejected = any(signal is not None and signal.review == "rejected" for signal in told)
    if not rejected and DeliveryState.MUTED not in members.values():
        return False
    tx.alerts.settle(claimed.delivery.key, DeliveryState.MUTED, now, error="tells of what was taken back meanwhile")
    for key, state in members.items():
        if state is not DeliveryState.MUTED:
            tx.alerts.settle(key, DeliveryState.PENDING, now, next_attempt=now + timedelta(milliseconds=1))
    return True


def gather(tx: Transaction, channel: str, due: datetime, *, lines_to: Collection[str] = (), timezone: str = "UTC") -> int:
    """Put one digest in place of what was held back for one recipient, two messages or more; how many were muted instead.

    Recipients among `lines_to` get one all the same, be it for what is said besides the alerts. `timezone` is that of readers.
    """
    if tx.facts.get(paused(channel)):
        return 0
    held = tx.alerts.held(channel, due, MERGED_AT_ONCE)
    wanted = [each for each in held if not _mute_held(tx, each, channel, due, timezone)]
    groups: dict[str, list[Held]] = {recipient: [] for recipient in lines_to}
    for each in wanted:
        groups.setdefault(each.recipient, []).append(each)
    for recipient, members in groups.items():
        if len(members) > 1 or recipient in lines_to:
            _put_digest(tx, channel, recipient, members, due, timezone)
    return len(held) - len(wanted)


def _mute_held(tx: Transaction, held: Held, channel: str, now: datetime, timezone: str) -> bool:
    why = withheld(tx, held, channel, now, timezone)
    if why:
        tx.alerts.settle(held.key, DeliveryState.MUTED, now, error=why)
    return bool(why)


def _put_digest(tx: Transaction, channel: str, recipient: str, members: Sequence[Held], now: datetime, timezone: str) -> None:
    """Store the digest beside its members, which wait for it: they are sent when it is, and dead when it is."""
    ranked = sorted(members, key=lambda each: (-SEVERITIES.index(each.severity), each.at, each.key))
    shown = [alert for each in ranked[:SHOWN_IN_DIGEST] if (alert := tx.alerts.get(each.alert_id)) is not None]
    lines = tx.facts.get(DIGEST_LINES)
    said = list(map(str, lines)) if isinstance(lines, list) else ()
    alert = digest(ranked, shown, now, lines=said, timezone=timezone)
    tx.alerts.add(alert, addressed(alert, {channel: (recipient,)}, now))
    dead = [each.key for each in tx.alerts.deliveries(alert.id) if each.state is DeliveryState.DEAD]
    if dead:
        tx.alerts.retry(dead, now)
    for each in members:
        due = now + WAITS_FOR_DIGEST
        tx.alerts.settle(each.key, DeliveryState.PENDING, now, error=f"is told in {alert.id}", next_attempt=due)


def keep_bodies(tx: Transaction, bodies: Mapping[str, bytes]) -> None:
    """Store what was rendered, by key, before any of it is sent."""
    for key, body in bodies.items():
        tx.alerts.keep_body(key, body)


def sent(tx: Transaction, claimed: Claimed, now: datetime) -> None:
    """Close a delivery that was accepted, and those that it tells."""
    tx.alerts.settle(claimed.delivery.key, DeliveryState.SENT, now)
    for key in members_of(claimed.alert):
        tx.alerts.settle(key, DeliveryState.SENT, now, error=f"was told in {claimed.alert.id}")
    failpoint.reached(Point.SETTLING)


def failed(
    tx: Transaction,
    claimed: Claimed,
    failure: DeliveryError,
    now: datetime,
    *,
    schedule: Sequence[timedelta],
    tell: Mapping[str, Sequence[str]],
) -> int:
    """Settle a delivery that was not accepted: later, or dead; pause a channel that is gone; tell the operator.

    Returns:
        How many messages to the operator were stored.
    """
    delivery = claimed.delivery
    wait = wait_after(delivery.attempts, delivery.key, failure, schedule)
    if wait is None:
        for key in (delivery.key, *members_of(claimed.alert)):
            tx.alerts.settle(key, DeliveryState.DEAD, now, error=failure.message)
    else:
        tx.alerts.settle(delivery.key, DeliveryState.PENDING, now, error=failure.message, next_attempt=now + wait)
    if failure.pause_channel:
        pause(tx, delivery.channel, failure.message, now)
    kind = _kind_of_trouble(failure, dead=wait is None)
    if not kind or claimed.alert.reason is Reason.OPERATIONAL:
        return 0
    news = trouble(kind, delivery.channel, failure.message, now)
    deliveries = addressed(news, tell, now)
    tx.alerts.add(news, deliveries)
    return len(deliveries)


def _kind_of_trouble(failure: DeliveryError, *, dead: bool) -> str:
    """What an operator must hear of; empty where waiting will do."""
    if failure.pause_channel:
        return "gone"
    if failure.code in NOT_THE_RECIPIENT:
        return "login"
    return "dead" if dead else ""


def bury_unknown(tx: Transaction, due: datetime, lease_until: datetime, known: Sequence[str]) -> int:
    """Make dead some of what is due in channels that are not `known`; how many."""
    found = tx.alerts.claim(due, lease_until, BURIED_AT_ONCE, skip_channels=known)
    for each in found:
        reason = f"the configuration names no channel {each.delivery.channel}"
        for key in (each.delivery.key, *members_of(each.alert)):
            tx.alerts.settle(key, DeliveryState.DEAD, due, error=reason)
    return len(found)
