"""The daemon from its start to its end: signals, new settings, the order of shutdown."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from service.alert.notice import settings_wrong
from service.app.health import ServiceHealth, health_of, surroundings_of
from service.app.parts import foundation_of, parts_on, sync_feeds
from service.clock import SystemClock
from service.config.secrets import secrets_of
from service.daemon.jobs import Jobs
from service.daemon.ticking import Ticker
from service.detect.watches import load_detector, read_again
from service.errors import StoreError, ThawError
from service.log import hide, logger
from service.web.health import health_site
from service.web.meters import Meters
from service.web.server import WebServer, bind

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.app.parts import Foundation, Parts
    from service.config import Config
    from service.detect.engine import Detector

PATIENCE = 4.0
"""Seconds that what is under way is given at the end."""
LAST_MOMENT = 7.0
"""Seconds after which the process ends whatever still holds it: what is not committed by then is done again."""

_log = logger("daemon")


async def run_daemon(settings: Callable[[], Config], *, upgrade: bool = True, stop: asyncio.Event | None = None) -> None:
    """Run until told to stop, then end what is under way and return.

    Args:
        settings: reads them, at the start and again at each SIGHUP.
        upgrade: bring an older database to the newest schema first.
        stop: set by the caller, whose business signals are then; None: SIGTERM and SIGINT stop it, SIGHUP re-reads settings.

    Raises:
        ThawError: a part cannot be started; nothing is left half up.
    """
    again = asyncio.Event()
    if stop is None:
        stop = _stopped_by_signals()
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, again.set)
    config = settings()
    hide(secrets_of(config))
    detector = load_detector(config.watches)
    # The database comes first: who starts a second daemon is told of the first one, not of its port.
    async with foundation_of(config, SystemClock(), upgrade=upgrade) as base:
        with bind(config.web.listen.host, config.web.listen.port) as bound:
            daemon = Daemon(base, settings)
            web = WebServer(health_site(daemon.health, daemon.token, daemon.metrics), bound)
            await daemon.run(config, detector, web, stop=stop, again=again)


def _stopped_by_signals() -> asyncio.Event:
    """Set by the first signal; a second one ends the process at once, as does a shutdown that takes too long."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told() -> None:
        if stop.is_set():
            os._exit(1)
        stop.set()
        last = threading.Timer(LAST_MOMENT, os._exit, (0,))
        last.daemon = True
        last.start()

    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, told)
    return stop


@dataclass(frozen=True, slots=True)
class _Generation:
    """What follows from one reading of the settings: `feeds` are the enabled ones, `held` closes it."""

    parts: Parts
    jobs: Jobs
    feeds: int
    held: AsyncExitStack


class Daemon:
    """The jobs of the present settings, and what replaces them.

    Args:
        base: what stays when settings change.
        settings: reads them again.
    """

    def __init__(self, base: Foundation, settings: Callable[[], Config]) -> None:
        self._base = base
        self._settings = settings
        self._meters = Meters()
        self._ticker = Ticker(base.clock, timed=self._meters.timed)
        self._schema = base.store.revision()
        self._present: _Generation
        self._first: Config

    @property
    def config(self) -> Config:
        """The settings that hold now."""
        return self._present.parts.config

    def token(self) -> str | None:
        """What clients of the health server must show."""
        token = self.config.web.token
        return token.get_secret_value() if token else None

    async def health(self) -> ServiceHealth:
        """How the service is. Raises StoreError."""
        now, config = self._base.clock.now(), self.config
        around = await asyncio.to_thread(surroundings_of, self._base.store, self._schema)
        return await self._base.async_store.read(
            lambda tx: health_of(tx, now=now, every=config.poll.every, surroundings=around, timezone=config.timezone)
        )

    async def metrics(self) -> bytes:
        """Everything that is measured."""
        try:
            health = await self.health()
        except StoreError:
            health = None
        return self._meters.text(health, self._base.clock.now())

    async def run(self, config: Config, detector: Detector, web: WebServer, *, stop: asyncio.Event, again: asyncio.Event) -> None:
        """Tick until `stop` is set; read the settings again whenever `again` is.

        Raises:
            ThawError: the first settings cannot be put into effect.
        """
        self._first, self._present = config, await self._built(config, detector)
        serving = asyncio.create_task(web.run_until_told())
        self._ticker.start(*self._present.jobs.ticks())
        _log.info("running", feeds=self._present.feeds, channels=len(config.channels), listen=web.address)
        if not config.channels:
            _log.warning("no channel is configured: signals are kept and shown, nothing is sent")
        try:
            while await _comes_first(again, stop):
                again.clear()
                await self._renew(stop)
        finally:
            await self._wind_down(serving, web)

    async def _built(self, config: Config, detector: Detector) -> _Generation:
        held = AsyncExitStack()
        try:
            parts = await held.enter_async_context(parts_on(self._base, config, detector))
            feeds = await sync_feeds(parts)
        except BaseException:
            await held.aclose()
            raise
        return _Generation(parts, Jobs(parts, self.health, self._meters), feeds, held)

    async def _renew(self, stop: asyncio.Event) -> None:
        """Put changed settings and packs into effect; keep the present ones where the new are wrong."""
        try:
            config = await asyncio.to_thread(self._settings)
            hide(secrets_of(config))
            detector = await asyncio.to_thread(read_again, config.watches)
            new = await self._built(config, detector)
        except ThawError as error:
            _log.error("the new settings are wrong; the old ones stay", reason=error.message)
            self._meters.read_again(right=False)
            await self._tell_wrong(error)
            return
        _log.info("new settings wait for what is under way")
        await self._drain(stop)
        if stop.is_set():
            # What is under way has its last moments with the parts that it began with.
            await new.held.aclose()
            return
        old, self._present = self._present, new
        await old.held.aclose()
        self._ticker.start(*new.jobs.ticks())
        self._meters.read_again(right=True)
        _log.info("settings read again", feeds=new.feeds, channels=len(config.channels))
        if (config.database, config.web.listen) != (self._first.database, self._first.web.listen):
            _log.warning("another database or web.listen takes effect only at the next start")

    async def _drain(self, stop: asyncio.Event) -> None:
        """Let what is under way come to its end, or be told to stop."""
        self._ticker.halt()
        self._present.jobs.stop()
        told = asyncio.create_task(stop.wait())
        under_way = (*self._ticker.under_way, *self._present.jobs.under_way)
        waiting: set[asyncio.Future[Any]] = {told, asyncio.gather(*under_way, return_exceptions=True)}
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()

    async def _tell_wrong(self, error: ThawError) -> None:
        """Tell whoever runs the service, through the outbox; once a day where it is the same mistake."""
        now, routing = self._base.clock.now(), self._present.parts.routing
        alert = settings_wrong(error.message, now)
        try:
            await self._base.async_store.write(lambda tx: routing.tell_operators(tx, alert, now))
        except StoreError as failure:
            _log.error("the database cannot be used", reason=failure.message)

    async def _wind_down(self, serving: asyncio.Task[None], web: WebServer) -> None:
        """Begin nothing more, let end what is under way, cut off what does not end."""
        _log.info("stopping")
        self._present.jobs.stop()
        web.should_exit = True
        waiting = {serving, *self._ticker.end(), *self._present.jobs.under_way}
        _, late = await asyncio.wait(waiting, timeout=PATIENCE)
        for task in late:
            task.cancel()
        for outcome in await asyncio.gather(*waiting, return_exceptions=True):
            if isinstance(outcome, Exception):
                _log.error("ended badly", reason=str(outcome))
        await self._present.held.aclose()
        _log.info("stopped")


async def _comes_first(wanted: asyncio.Event, other: asyncio.Event) -> bool:
    """Wait until either is set; whether only the wanted one is."""
    waiting = [asyncio.create_task(each.wait()) for each in (wanted, other)]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    return not other.is_set()
