"""What is due in one channel: claimed, rendered once, sent, settled, a handful at a time, whatever others do meanwhile."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service import failpoint
from service.alert import outbox
from service.errors import DeliveryError, StoreError
from service.failpoint import Point
from service.log import logger

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime, timedelta

    from service.alert.breaker import Breaker
    from service.model.alert import Alert, Claimed, Delivery
    from service.model.ports import AsyncStore, Channel, Clock

SHARE = 4
"""As soon as so large a part of the places is free (a quarter), more is claimed: a slow message holds up no other."""

_log = logger("alert")


@dataclass(slots=True)
class Served:
    """What one round did: messages that were accepted or muted, and messages to operators that were stored."""

    sent: int = 0
    muted: int = 0
    noticed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What all channels have in common.

    Waits between attempts, how long a claim holds, who hears of trouble in which, and the zone of those who read.
    """

    schedule: Sequence[timedelta]
    lease: timedelta
    hearers: Callable[[str], Mapping[str, Sequence[str]]]
    timezone: str = "UTC"


class Carrier:
    """Carries what is due through one channel.

    Args:
        store: the database.
        channel: what sends.
        clock: tells when.
        breaker: slows the channel while it fails.
        terms: what all channels have in common.
    """

    def __init__(self, store: AsyncStore, channel: Channel, clock: Clock, breaker: Breaker, terms: Terms) -> None:
        self._store = store
        self._channel = channel
        self._clock = clock
        self._breaker = breaker
        self._terms = terms
        self._turn = asyncio.Lock()
        self._stopping = False

    def stop(self) -> None:
        """Claim nothing more; what is under way is finished and settled."""
        self._stopping = True

    async def serve(self, due: datetime) -> Served:
        """One attempt at each delivery of this channel that is due at that time; waits for no retry.

        Raises:
            StoreError: the database cannot be used; what was under way has ended by then.
        """
        async with self._turn:
            served = Served()
            served.muted += await self._gather(due)
            under_way: set[asyncio.Task[None]] = set()
            try:
                await self._send_due(due, served, under_way)
                await _ended(under_way, leave=0)
            except asyncio.CancelledError:
                for task in under_way:
                    task.cancel()
                raise
            finally:
                await asyncio.gather(*under_way, return_exceptions=True)
            return served

    async def _gather(self, due: datetime) -> int:
        """Put together what was held back; how many were muted instead. Where that fails, each goes by itself."""
        zone = self._terms.timezone
        try:
            return await self._store.write(lambda tx: outbox.gather(tx, self._channel.name, due, timezone=zone))
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever one alert holds, the others must go
            _log.error("what was held back could not be put together", channel=self._channel.name, error=repr(error))
            return 0

    async def _send_due(self, due: datetime, served: Served, under_way: set[asyncio.Task[None]]) -> None:
        while limit := self._limit():
            free = limit - len(under_way)
            if under_way and free < max(1, limit // SHARE):
                await _ended(under_way, leave=len(under_way) - 1)
                continue
            found = await self._claim(due, free)
            served.muted += found.muted
            if not found.any:
                return
            bodies = await self._bodies(found.to_send)
            for each in found.to_send:
                under_way.add(asyncio.create_task(self._attempt(each, bodies[each.delivery.key], served)))

    def _limit(self) -> int:
        """How many messages may be under way now; 0: the channel is to be left alone."""
        if self._stopping:
            return 0
        allowed = self._breaker.allows(self._clock.monotonic())
        return self._channel.in_flight if allowed is None else allowed

    async def _claim(self, due: datetime, limit: int) -> outbox.Found:
        lease_until, zone = self._clock.now() + self._terms.lease, self._terms.timezone
        name = self._channel.name
        found = await self._store.write(lambda tx: outbox.claim(tx, name, due, lease_until, limit, timezone=zone))
        if found.to_send:
            failpoint.reached(Point.CLAIMED)
        return found

    async def _bodies(self, claimed: Sequence[Claimed]) -> Mapping[str, bytes | DeliveryError]:
        """What to send, rendered where it is the first time and stored before any of it goes."""
        bodies: dict[str, bytes | DeliveryError] = {}
        fresh: dict[str, bytes] = {}
        for each in claimed:
            kept = each.delivery.body
            bodies[each.delivery.key] = kept if kept is not None else self._render(each.alert, each.delivery)
            rendered = bodies[each.delivery.key]
            if kept is None and isinstance(rendered, bytes):
                fresh[each.delivery.key] = rendered
        if fresh:
            await self._store.write(lambda tx: outbox.keep_bodies(tx, fresh))
            failpoint.reached(Point.RENDERED)
        return bodies

    def _render(self, alert: Alert, delivery: Delivery) -> bytes | DeliveryError:
        name = self._channel.name
        try:
            return self._channel.render(alert, delivery)
        except Exception as error:  # noqa: BLE001 - whatever one alert holds, the others must go
            _log.error("an alert could not be rendered", channel=name, alert=alert.id, error=repr(error))
            return DeliveryError(f"{name}: alert {alert.id} could not be rendered: {error}", resource=name)

    async def _attempt(self, claimed: Claimed, body: bytes | DeliveryError, served: Served) -> None:
        """Send one message and settle it."""
        failure = body if isinstance(body, DeliveryError) else await self._send(claimed.delivery, body)
        if failure is not None:
            await self._failed(claimed, failure, served)
            return
        failpoint.reached(Point.SENT)
        await self._store.write(lambda tx: outbox.sent(tx, claimed, self._clock.now()))
        failpoint.reached(Point.SETTLED)
        served.sent += 1

    async def _send(self, delivery: Delivery, body: bytes) -> DeliveryError | None:
        """Why the message was not accepted; None: it was."""
        name = self._channel.name
        try:
            await self._channel.send(delivery, body, self._clock.now())
        except DeliveryError as error:
            failure = error
        except Exception as error:  # noqa: BLE001 - a channel that breaks its promise must not take the others down
            _log.error("a channel failed in a way that it never should", channel=name, error=repr(error))
            failure = DeliveryError(f"{name}: {type(error).__name__}: {error}", resource=name)
        else:
            self._breaker.succeeded()
            return None
        self._breaker.failed(failure, self._clock.monotonic())
        return failure

    async def _failed(self, claimed: Claimed, failure: DeliveryError, served: Served) -> None:
        name, terms = self._channel.name, self._terms
        _log.warning(
            "a message was not accepted",
            channel=name,
            alert=claimed.alert.id,
            signal=claimed.alert.signal_id,
            attempt=claimed.delivery.attempts,
            reason=failure.message,
        )
        served.noticed += await self._store.write(
            lambda tx: outbox.failed(tx, claimed, failure, self._clock.now(), schedule=terms.schedule, tell=terms.hearers(name))
        )


async def _ended(under_way: set[asyncio.Task[None]], *, leave: int) -> None:
    """Wait until no more than `leave` are under way; the first failure is raised."""
    while len(under_way) > leave:
        done, _ = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
        under_way -= done
        for task in done:
            task.result()
