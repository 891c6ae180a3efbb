"""What the daemon does at each tick, with the parts that the present settings give."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from service.daemon.ticking import Tick
from service.errors import FetchError
from service.log import logger

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Sequence

    from service.app.health import ServiceHealth
    from service.app.parts import Parts
    from service.web.meters import Meters

SHORTEST_POLL_TICK = timedelta(seconds=1)
LONGEST_POLL_TICK = timedelta(seconds=15)
MOST_PASSES = 600
"""Passes that may be under way at once: more than there can be feeds that are slow or take long to parse, for which alone a pass
outlasts a tick; the next one leaves out what is under way."""
DELIVER_TICK = timedelta(seconds=3)
HEARTBEAT_TICK = timedelta(minutes=1)
FIRST_HEARTBEAT = timedelta(seconds=5)
TIDY_TICK = timedelta(hours=6)
FIRST_TIDY = timedelta(minutes=5)
HEARTBEAT_TIMEOUT = 10.0
HEARTBEAT_BYTES = 65536

_log = logger("daemon")


class Jobs:
    """The jobs of one set of parts.

    Args:
        parts: what they work with.
        health: looks how the service is.
        meters: count what they do.
    """

    def __init__(self, parts: Parts, health: Callable[[], Awaitable[ServiceHealth]], meters: Meters) -> None:
        self._parts = parts
        self._health = health
        self._meters = meters

    def ticks(self) -> Sequence[Tick]:
        """When each job is to be started."""
        poll = min(max(self._parts.config.poll.every / 10, SHORTEST_POLL_TICK), LONGEST_POLL_TICK)
        ticks = [
            Tick(job=self.poll, gap=poll, instances=MOST_PASSES),
            Tick(job=self.deliver, gap=DELIVER_TICK),
            Tick(job=self.tidy, gap=TIDY_TICK, first=FIRST_TIDY),
        ]
        if self._parts.config.heartbeat:
            ticks.append(Tick(job=self.beat, gap=HEARTBEAT_TICK, first=FIRST_HEARTBEAT))
        return ticks

    def stop(self) -> None:
        """Begin no further feed and no further delivery; what is under way is finished."""
        self._parts.poller.stop()
        self._parts.deliverer.stop()

    @property
    def under_way(self) -> set[asyncio.Task[None]]:
        """Deliveries that a tick began and nobody waits for."""
        return self._parts.deliverer.under_way

    async def poll(self) -> None:
        """One pass over the feeds that are due."""
        summary = await self._parts.poller.run_pass(told=lambda _feed, outcome, _why: self._meters.polled(outcome))
        self._meters.took_in(summary.counts)
        if summary.feeds:
            _log.info("pass", polled=summary.feeds, failed=summary.failed, new=summary.counts.entries_new)

    async def deliver(self) -> None:
        """Begin one attempt at each delivery that is due."""
        # Not waited for: a receiver that takes its time must not hold up the tick that serves the others.
        await self._parts.deliverer.begin_due()

    async def tidy(self) -> None:
        """Forget entries that are too old and that no signal rests on."""
        before = self._parts.clock.now() - self._parts.config.retention
        gone = await self._parts.async_store.write(lambda tx: tx.entries.forget(before))
        if gone:
            _log.info("old entries forgotten", entries=gone)

    async def beat(self) -> None:
        """Tell the dead-man URL that all is well; where it is not, say nothing, and it will raise the alarm."""
        heartbeat = self._parts.config.heartbeat
        if heartbeat is None:
            return
        problems = (await self._health()).problems
        if problems:
            _log.warning("no heartbeat: not all is well", problems=problems)
            return
        url = heartbeat.get_secret_value()
        try:
            answer = await self._parts.client.get(url, headers={}, timeout=HEARTBEAT_TIMEOUT, max_bytes=HEARTBEAT_BYTES)
        except FetchError as error:
            _log.warning("the heartbeat was not taken", reason=error.message)
        else:
            if answer.status >= HTTPStatus.BAD_REQUEST:
                _log.warning("the heartbeat was not taken", reason=f"HTTP {answer.status}")
