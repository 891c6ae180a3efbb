"""The daemon: APScheduler only ticks; the database knows what is due."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from service.app.health import ServiceHealth, health_of
from service.app.parts import running_parts
from service.clock import SystemClock
from service.errors import FetchError, StoreError
from service.log import logger
from service.web.health import health_site
from service.web.server import WebServer, bind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from service.app.parts import Parts
    from service.config import Config

SHORTEST_TICK = timedelta(seconds=1)
LONGEST_TICK = timedelta(seconds=15)
DELIVER_TICK = timedelta(seconds=3)
HEARTBEAT_TICK = timedelta(minutes=1)
TIDY_TICK = timedelta(hours=6)
PATIENCE = 4.0
"""Seconds that what is under way is given at the end, so that all is over within eight."""
HEARTBEAT_TIMEOUT = 10.0

_log = logger("daemon")


async def run_daemon(config: Config, *, upgrade: bool = True, stop: asyncio.Event | None = None) -> None:
    """Run until told to stop, then end what is under way and return.

    Args:
        config: the settings.
        upgrade: bring an older database to the newest schema first.
        stop: set by the caller, whose business signals are then; None: SIGTERM and SIGINT stop it.

    Raises:
        ThawError: a part cannot be started; nothing is left half up.
    """
    stop = _stopped_by_signals() if stop is None else stop
    with bind(config.web.listen.host, config.web.listen.port) as bound:
        async with running_parts(config, SystemClock(), upgrade=upgrade) as parts:
            await Daemon(parts, WebServer(health_site(_health(parts), _token(config)), bound)).run(stop)


def _stopped_by_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    return stop


def _health(parts: Parts) -> Callable[[], Awaitable[ServiceHealth]]:
    async def look() -> ServiceHealth:
        now, every = parts.clock.now(), parts.config.poll.every
        return await parts.async_store.read(lambda tx: health_of(tx, now=now, every=every))

    return look


def _token(config: Config) -> str | None:
    return config.web.token.get_secret_value() if config.web.token else None


class Daemon:
    """The jobs and the order of shutdown.

    Args:
        parts: what the service is made of.
        web: the server of its health.
    """

    def __init__(self, parts: Parts, web: WebServer) -> None:
        self._parts = parts
        self._web = web
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )
        self._under_way: set[asyncio.Future[None]] = set()
        self._stop = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until `stop` is set."""
        self._stop = stop
        serving = asyncio.create_task(self._web.run_until_told())
        self._schedule()
        config = self._parts.config
        _log.info("running", feeds=len(config.feeds), channels=len(config.channels), listen=str(config.web.listen))
        if not config.channels:
            _log.warning("no channel is configured: signals are kept and shown, nothing is sent")
        try:
            await stop.wait()
        finally:
            await self._wind_down(serving)

    def _schedule(self) -> None:
        now, every = self._parts.clock.now(), self._parts.config.poll.every
        # A pass that waits for a slow server may outlast many ticks; the next one leaves out what is under way.
        self._every(min(max(every / 10, SHORTEST_TICK), LONGEST_TICK), self._poll, first=now, instances=4)
        self._every(DELIVER_TICK, self._deliver, first=now)
        self._every(TIDY_TICK, self._tidy, first=now + timedelta(minutes=5))
        if self._parts.config.heartbeat:
            self._every(HEARTBEAT_TICK, self._beat, first=now)
        self._scheduler.start()

    def _every(self, gap: timedelta, job: Callable[[], Awaitable[None]], *, first: datetime, instances: int = 1) -> None:
        self._scheduler.add_job(
            self._guarded,
            "interval",
            args=(job,),
            name=job.__name__.strip("_"),
            seconds=gap.total_seconds(),
            next_run_time=first,
            max_instances=instances,
        )

    async def _guarded(self, job: Callable[[], Awaitable[None]]) -> None:
        """One tick; the next one comes whatever happens in this one."""
        if self._stop.is_set():
            return
        task = asyncio.ensure_future(self._told(job))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        # The scheduler cancels its jobs when it is shut down; what is under way is ours to end.
        with suppress(asyncio.CancelledError):
            await asyncio.shield(task)

    async def _told(self, job: Callable[[], Awaitable[None]]) -> None:
        try:
            await job()
        except StoreError as error:
            _log.error("the database cannot be used; it is tried again", reason=error.message)

    async def _poll(self) -> None:
        summary = await self._parts.poller.run_pass()
        if summary.feeds:
            _log.info("pass", feeds=summary.feeds, failed=summary.failed, new=summary.counts.entries_new)

    async def _deliver(self) -> None:
        # Not waited for: a receiver that takes its time must not hold up the tick that serves the others.
        await self._parts.deliverer.begin_due()

    async def _tidy(self) -> None:
        before = self._parts.clock.now() - self._parts.config.retention
        gone = await self._parts.async_store.write(lambda tx: tx.entries.forget(before))
        if gone:
            _log.info("old entries forgotten", entries=gone)

    async def _beat(self) -> None:
        heartbeat = self._parts.config.heartbeat
        if heartbeat is None or (await _health(self._parts)()).problems:
            return
        try:
            await self._parts.client.get(heartbeat.get_secret_value(), headers={}, timeout=HEARTBEAT_TIMEOUT, max_bytes=65536)
        except FetchError as error:
            _log.warning("the heartbeat was not taken", reason=error.message)

    async def _wind_down(self, serving: asyncio.Task[None]) -> None:
        """Begin nothing more, let end what is under way, cut off what does not end."""
        _log.info("stopping")
        self._scheduler.shutdown(wait=False)
        self._parts.poller.stop()
        self._parts.deliverer.stop()
        self._web.should_exit = True
        waiting = {serving, *self._under_way, *self._parts.deliverer.under_way}
        _, late = await asyncio.wait(waiting, timeout=PATIENCE)
        for task in late:
            task.cancel()
        for outcome in await asyncio.gather(*waiting, return_exceptions=True):
            if isinstance(outcome, Exception):
                _log.error("ended badly", reason=str(outcome))
        _log.info("stopped")
