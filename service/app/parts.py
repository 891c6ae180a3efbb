"""The real parts of a running service, built from a configuration and taken down in order."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.alert.deliver import Deliverer
from service.alert.route import operators_of
from service.app.channels import channels_of
from service.app.clients import client_of
from service.app.detection import detector_when_needed
from service.app.fetching import fetcher_of
from service.app.parsing import pooled_parser
from service.app.routing import routing_of
from service.app.syncing import take_over
from service.feeds.schedule import ScheduleSettings
from service.pipeline.fulltext import FullText
from service.pipeline.intake import Intake
from service.pipeline.polling import Poller
from service.pipeline.recurring import Recurring
from service.store.database import AsyncSqlStore, SqlStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from service.app.detection import LateDetector
    from service.config import Config
    from service.detect.engine import Detector
    from service.model.ports import Channel, Clock
    from service.net.client import Client
    from service.pipeline.planning import Routing
    from service.workers.parsing import PooledParser


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """What stays when settings change; `store` and `async_store` are one database."""

    clock: Clock
    store: SqlStore
    async_store: AsyncSqlStore
    parser: PooledParser


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a service is made of; `store` and `async_store` are one database."""

    config: Config
    clock: Clock
    store: SqlStore
    async_store: AsyncSqlStore
    channels: Mapping[str, Channel]
    poller: Poller
    deliverer: Deliverer
    client: Client
    routing: Routing


@contextmanager
def opened_store(config: Config, *, upgrade: bool = False, exclusive: bool = False) -> Iterator[SqlStore]:
    """The database, closed at the end.

    Args:
        config: what names it.
        upgrade: bring it to the newest schema first; else an older one is refused.
        exclusive: hold it against other instances, and look first whether it is whole.

    Raises:
        InstanceHeldError: `exclusive`, and another instance holds it.
        StoreError: it cannot be used.
    """
    store = SqlStore(config.database)
    try:
        if not exclusive:
            _prepare(store, upgrade=upgrade)
            yield store
            return
        with store.held():
            store.require_sound()
            _prepare(store, upgrade=upgrade)
            yield store
    finally:
        store.close()


def _prepare(store: SqlStore, *, upgrade: bool) -> None:
    if upgrade:
        store.upgrade()
    else:
        store.require_current()


@asynccontextmanager
async def foundation_of(config: Config, clock: Clock, *, upgrade: bool = True) -> AsyncIterator[Foundation]:
    """Open the database, held against other instances, and the parser processes.

    Raises:
        ThawError: a part cannot be built; nothing is left half up.
    """
    async with AsyncExitStack() as stack:
        store = stack.enter_context(opened_store(config, upgrade=upgrade, exclusive=True))
        parser = await stack.enter_async_context(pooled_parser())
        async_store = AsyncSqlStore(store)
        stack.push_async_callback(async_store.aclose)
        await async_store.write(lambda tx: tx.alerts.release())
        yield Foundation(clock=clock, store=store, async_store=async_store, parser=parser)


@asynccontextmanager
async def parts_on(base: Foundation, config: Config, detector: Detector | LateDetector) -> AsyncIterator[Parts]:
    """Build what follows from the settings; nothing is written to the database yet.

    Raises:
        ThawError: a part cannot be built; nothing is left half up.
    """
    async with client_of(config) as client:
        channels = channels_of(config, client)
        routing = routing_of(config, channels, detector.names)
        fetcher = fetcher_of(config, client, base.clock)
        poller = Poller(
            store=base.async_store,
            fetcher=fetcher,
            parser=base.parser,
            intake=Intake(detector, routing),
            clock=base.clock,
            schedule=ScheduleSettings(every=config.poll.every),
            concurrency=config.poll.concurrency,
            per_host=config.poll.per_host,
            full_text=FullText(store=base.async_store, fetcher=fetcher, parser=base.parser),
        )
        yield Parts(
            config=config,
            clock=base.clock,
            store=base.store,
            async_store=base.async_store,
            channels=channels,
            poller=poller,
            deliverer=Deliverer(
                base.async_store,
                channels,
                base.clock,
                operators=operators_of(routing.routes, routing.channels),
                recur=Recurring(routing, config.remind).put_out,
                timezone=config.timezone,
            ),
            client=client,
            routing=routing,
        )


async def sync_feeds(parts: Parts) -> int:
    """Make the feeds in the database those of the settings; how many are enabled. Raises StoreError."""
    return await parts.async_store.write(lambda tx: take_over(tx, parts.config, parts.clock.now()))


@asynccontextmanager
async def running_parts(config: Config, clock: Clock, *, upgrade: bool = True) -> AsyncIterator[Parts]:
    """Build everything, feeds of the configuration synced; taken down in the opposite order.

    Raises:
        ThawError: a part cannot be built; nothing is left half up.
    """
    detector = detector_when_needed(config.watches)
    async with foundation_of(config, clock, upgrade=upgrade) as base, parts_on(base, config, detector) as parts:
        await sync_feeds(parts)
        yield parts
