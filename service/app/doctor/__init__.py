"""Whether everything that Thaw stands on is well, and what to do where it is not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from service.app.doctor.channels import examine_channels
from service.app.doctor.clock import examine_clock
from service.app.doctor.database import examine_database, watched_feeds
from service.app.doctor.feeds import examine_feeds, examine_heartbeat
from service.app.doctor.finding import Finding, State
from service.app.doctor.settings import examine_settings, unreadable
from service.net.reach import Reach

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from service.config import Config
    from service.model.ports import Clock

__all__ = ["Finding", "State", "examine", "unreadable"]


async def examine(config: Config, clock: Clock) -> AsyncIterator[Finding]:
    """Look at everything in turn; nothing is sent, nothing is changed, and one thing that is wrong hides no other."""
    for finding in examine_settings(config):
        yield finding
    for finding in await asyncio.to_thread(lambda: list(examine_database(config))):
        yield finding
    feeds = await asyncio.to_thread(watched_feeds, config)
    async with Reach(allow_private=config.poll.allow_private) as reach:
        async for finding in examine_feeds(feeds, reach):
            yield finding
        yield await examine_clock(config, feeds, clock)
        async for finding in examine_channels(config, reach):
            yield finding
        if config.heartbeat:
            yield await examine_heartbeat(config.heartbeat.get_secret_value(), reach)
