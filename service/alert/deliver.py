"""The outbox emptied: claim, render once, send, settle. What decides stands in its own modules; this one does it.

Every delivery is claimed and counted in the database before it is sent and settled after, so that a crash at any point
means that it is sent again, under the same key. Channels are served beside each other and never wait for each other.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from service import failpoint
from service.alert import outbox
from service.alert.breaker import Breaker
from service.alert.retry import SCHEDULE
from service.errors import DeliveryError
from service.failpoint import Point
from service.log import logger
from service.model.alert import Delivery, DeliveryState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from service.model.alert import Alert, Claimed
    from service.model.ports import AsyncStore, Channel, Clock

LEASE = timedelta(seconds=60)
MERGED_AT_ONCE = 200
"""Deliveries that are claimed together where some of them may be told in one message."""

_log = logger("alert")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySummary:
    """What a pass did (`sent`, `muted`) and what stands after it (`pending`, those under way included, and `dead`)."""

    sent: int = 0
    pending: int = 0
    dead: int = 0
    muted: int = 0


@dataclass(slots=True)
class _Tally:
    """Counts of one pass."""

    sent: int = 0
    muted: int = 0
    noticed: int = 0


class Deliverer:
    """Sends what is due.

    Args:
        store: the database.
        channels: by name; what belongs to a channel that is not among them becomes dead, with that reason.
        clock: tells when.
        schedule: the waits between attempts; after the last, a delivery is dead.
        lease: how long a claim holds against a crashed process.
        in_flight: messages under way at once in one channel.
        trip_after: failures in a row, each without an answer, after which a channel is left alone for a while; None: never.
    """

    def __init__(
        self,
        store: AsyncStore,
        channels: Mapping[str, Channel],
        clock: Clock,
        *,
        schedule: Sequence[timedelta] = SCHEDULE,
        lease: timedelta = LEASE,
        in_flight: int = 16,
        trip_after: int | None = 5,
    ) -> None:
        self._store = store
        self._channels = dict(channels)
        self._clock = clock
        self._schedule = tuple(schedule)
        self._lease = lease
        self._in_flight = in_flight
        self._breakers = {name: Breaker(trip_after) for name in channels}
        self._pass = asyncio.Lock()
        self._stopping = False

    def stop(self) -> None:
        """Claim nothing more; what is under way is finished and settled."""
        self._stopping = True

    async def run_once(self) -> DeliverySummary:
        """One attempt at each delivery that is due now; waits for no retry.

        Raises:
            StoreError: where the database cannot be used.
        """
        async with self._pass:
            tally = _Tally()
            due = self._clock.now()
            await self._bury_unknown(due)
            await self._serve_all(due, tally)
            if tally.noticed:
                await self._serve_all(self._clock.now(), tally)
            totals = await self._store.read(lambda tx: tx.alerts.totals())
            pending = totals.get(DeliveryState.PENDING, 0) + totals.get(DeliveryState.SENDING, 0)
            return DeliverySummary(sent=tally.sent, pending=pending, dead=totals.get(DeliveryState.DEAD, 0), muted=tally.muted)

    async def _serve_all(self, due: datetime, tally: _Tally) -> None:
        served = [self._serve(name, due, tally) for name in self._channels]
        for outcome in await asyncio.gather(*served, return_exceptions=True):
            if isinstance(outcome, BaseException):
                raise outcome

    async def _serve(self, name: str, due: datetime, tally: _Tally) -> None:
        """Send all that is due in one channel, a handful at a time."""
        while not self._stopping:
            claimed = await self._claim(name, due, tally)
            if claimed is None:
                return
            await self._send_all(name, claimed, tally)

    async def _claim(self, name: str, due: datetime, tally: _Tally) -> Sequence[Claimed] | None:
        """The next deliveries of a channel that are to be sent; None: there are none, or it is to be left alone."""
        allowed = self._breakers[name].allows(self._clock.monotonic())
        limit = self._in_flight if allowed is None else allowed
        if limit == 0:
            return None
        others = tuple(other for other in self._channels if other != name)
        lease_until = self._clock.now() + self._lease
        found = await self._store.write(
            lambda tx: outbox.claim(tx, name, due, lease_until, limit, skip=others, merge_limit=MERGED_AT_ONCE)
        )
        failpoint.reached(Point.CLAIMED)
        tally.muted += found.muted
        return found.to_send if found.any else None

    async def _send_all(self, name: str, claimed: Sequence[Claimed], tally: _Tally) -> None:
        bodies = await self._bodies(name, claimed)
        slots = asyncio.Semaphore(self._in_flight)

        async def send(each: Claimed) -> None:
            async with slots:
                await self._attempt(name, each, bodies[each.delivery.key], tally)

        for outcome in await asyncio.gather(*map(send, claimed), return_exceptions=True):
            if isinstance(outcome, BaseException):
                raise outcome

    async def _bodies(self, name: str, claimed: Sequence[Claimed]) -> Mapping[str, bytes | DeliveryError]:
        """What to send, rendered where it is the first time and stored before any of it goes."""
        bodies: dict[str, bytes | DeliveryError] = {}
        fresh: dict[str, bytes] = {}
        for each in claimed:
            kept = each.delivery.body
            bodies[each.delivery.key] = kept if kept is not None else self._render(name, each.alert, each.delivery)
            rendered = bodies[each.delivery.key]
            if kept is None and isinstance(rendered, bytes):
                fresh[each.delivery.key] = rendered
        if fresh:
            await self._store.write(lambda tx: outbox.keep_bodies(tx, fresh))
            failpoint.reached(Point.RENDERED)
        return bodies

    def _render(self, name: str, alert: Alert, delivery: Delivery) -> bytes | DeliveryError:
        try:
            return self._channels[name].render(alert, delivery)
        except Exception as error:  # noqa: BLE001 - whatever one alert holds, the others must go
            _log.error("an alert could not be rendered", channel=name, alert=alert.id, error=repr(error))
            return DeliveryError(f"{name}: alert {alert.id} could not be rendered: {error}", resource=name)

    async def _attempt(self, name: str, claimed: Claimed, body: bytes | DeliveryError, tally: _Tally) -> None:
        """Send one message and settle it."""
        if isinstance(body, DeliveryError):
            await self._failed(name, claimed, body, tally)
            return
        try:
            await self._channels[name].send(claimed.delivery, body, self._clock.now())
        except DeliveryError as failure:
            await self._failed(name, claimed, failure, tally)
        except Exception as error:  # noqa: BLE001 - a channel that breaks its promise must not take the others down
            _log.error("a channel failed in a way that it never should", channel=name, error=repr(error))
            broken = DeliveryError(f"{name}: {type(error).__name__}: {error}", resource=name)
            await self._failed(name, claimed, broken, tally)
        else:
            failpoint.reached(Point.SENT)
            self._breakers[name].succeeded()
            tally.sent += 1
            await self._store.write(lambda tx: outbox.sent(tx, claimed, self._clock.now()))
            failpoint.reached(Point.SETTLED)

    async def _failed(self, name: str, claimed: Claimed, failure: DeliveryError, tally: _Tally) -> None:
        self._breakers[name].failed(failure, self._clock.monotonic())
        _log.warning(
            "a message was not accepted",
            channel=name,
            alert=claimed.alert.id,
            attempt=claimed.delivery.attempts,
            reason=failure.message,
        )
        others = {other: tuple(channel.recipients()) for other, channel in self._channels.items() if other != name}
        told = await self._store.write(
            lambda tx: outbox.failed(tx, claimed, failure, self._clock.now(), schedule=self._schedule, tell=others)
        )
        tally.noticed += told

    async def _bury_unknown(self, due: datetime) -> None:
        """Make dead what belongs to a channel that the configuration does not name, until it does and somebody retries."""
        known = tuple(self._channels)
        lease_until = due + self._lease
        while await self._store.write(lambda tx: outbox.bury_unknown(tx, due, lease_until, known)):
            pass
