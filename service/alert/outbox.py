"""What happens to the rows of the outbox around an attempt, each in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from service import failpoint
from service.alert.notice import addressed, digest, members_of, trouble
from service.alert.retry import wait_after
from service.failpoint import Point
from service.model.alert import DeliveryState, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from service.errors import DeliveryError
    from service.model.alert import Claimed
    from service.model.rows import Transaction

WAITS_FOR_DIGEST = timedelta(days=30)
"""When a delivery that is told in a digest would be sent by itself, should the digest never be settled."""

NOT_LET_IN = frozenset({530, 534, 535, 538})
REST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a claim gave: what is to be sent now, and how many were muted or are told in a digest instead."""

    to_send: tuple[Claimed, ...] = ()
    muted: int = 0
    merged: int = 0

    @property
    def any(self) -> bool:
        """Whether the claim found anything, so that another may."""
        return bool(self.to_send or self.muted or self.merged)


def paused(channel: str) -> str:
    """The name of the fact that holds why a channel is paused (``{"since", "why"}``), or None where it is not."""
    return f"channel.paused:{channel}"


def pause(tx: Transaction, channel: str, why: str, now: datetime) -> None:
    """Send nothing more through a channel until `resume`."""
    tx.facts.put(paused(channel), {"since": now.isoformat(), "why": why})


def resume(tx: Transaction, channel: str) -> None:
    """Send through a channel again."""
    tx.facts.put(paused(channel), None)


def claim(
    tx: Transaction,
    channel: str,
    due: datetime,
    lease_until: datetime,
    limit: int,
    *,
    skip: Sequence[str],
    merge_limit: int,
) -> Found:
    """Claim what is due in a channel, mute what was rejected meanwhile, and put together what was held back."""
    if tx.facts.get(paused(channel)):
        return Found()
    claimed = list(tx.alerts.claim(due, lease_until, limit, skip_channels=skip))
    if any(map(was_held, claimed)):
        claimed += tx.alerts.claim(due, lease_until, merge_limit, skip_channels=skip)
    wanted = [each for each in claimed if each.delivery.channel == channel and not _mute_rejected(tx, each, due)]
    merged = _merge(tx, wanted, due)
    return Found(
        to_send=tuple(each for each in wanted if each.delivery.key not in merged),
        muted=len(claimed) - len(wanted),
        merged=len(merged),
    )


def was_held(claimed: Claimed) -> bool:
    """Whether a delivery was held back for a window, a digest or quiet hours and has not been tried yet."""
    delivery = claimed.delivery
    if delivery.body is not None or delivery.next_attempt is None or delivery.created_at is None:
        return False
    return delivery.next_attempt > delivery.created_at and claimed.alert.reason is not Reason.DIGEST


def _mute_rejected(tx: Transaction, claimed: Claimed, now: datetime) -> bool:
    """Mute an alert of a signal that a reviewer rejected while it waited; the correction itself goes."""
    alert = claimed.alert
    if alert.signal_id is None or alert.reason is Reason.CORRECTED:
        return False
    signal = tx.signals.get(alert.signal_id)
    if signal is None or signal.review != "rejected":
        return False
    tx.alerts.settle(claimed.delivery.key, DeliveryState.MUTED, now, error="rejected by a reviewer while it waited")
    return True


def _merge(tx: Transaction, claimed: Sequence[Claimed], now: datetime) -> frozenset[str]:
    """Put a digest in place of what was held back for one recipient, two messages or more; the keys that it tells."""
    groups: dict[str, list[Claimed]] = {}
    for each in filter(was_held, claimed):
        groups.setdefault(each.delivery.recipient, []).append(each)
    merged: set[str] = set()
    for members in groups.values():
        if len(members) > 1:
            _put_digest(tx, members, now)
            merged.update(each.delivery.key for each in members)
    return frozenset(merged)


def _put_digest(tx: Transaction, members: Sequence[Claimed], now: datetime) -> None:
    """Store the digest beside its members, which wait for it: they are sent when it is, and dead when it is."""
    alert, delivery = digest(members, now)
    tx.alerts.add(alert, (delivery,))
    dead = [each.key for each in tx.alerts.deliveries(alert.id) if each.state is DeliveryState.DEAD]
    if dead:
        tx.alerts.retry(dead, now)
    for each in members:
        tx.alerts.settle(
            each.delivery.key,
            DeliveryState.PENDING,
            now,
            error=f"is told in {alert.id}",
            next_attempt=now + WAITS_FOR_DIGEST,
        )


def keep_bodies(tx: Transaction, bodies: Mapping[str, bytes]) -> None:
    """Store what was rendered, by key, before any of it is sent."""
    for key, body in bodies.items():
        tx.alerts.keep_body(key, body)


def sent(tx: Transaction, claimed: Claimed, now: datetime) -> None:
    """Close a delivery that was accepted, and those that it tells."""
    for key in (claimed.delivery.key, *members_of(claimed.alert)):
        tx.alerts.settle(key, DeliveryState.SENT, now)
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
    if failure.code in NOT_LET_IN:
        return "login"
    return "dead" if dead else ""


def bury_unknown(tx: Transaction, due: datetime, lease_until: datetime, known: Sequence[str]) -> int:
    """Make dead some of what is due in channels that are not `known`; how many."""
    found = tx.alerts.claim(due, lease_until, REST, skip_channels=known)
    for each in found:
        reason = f"the configuration names no channel {each.delivery.channel}"
        tx.alerts.settle(each.delivery.key, DeliveryState.DEAD, due, error=reason)
    return len(found)
