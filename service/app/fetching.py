"""The fetcher of a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.app.agent import user_agent
from service.fetch.client import FeedFetcher

if TYPE_CHECKING:
    from service.config import Config
    from service.model.ports import Clock
    from service.net.client import Client


def fetcher_of(config: Config, client: Client, clock: Clock) -> FeedFetcher:
    """Fetches feeds as `poll` says."""
    return FeedFetcher(
        client,
        clock,
        user_agent=user_agent(config),
        timeout=config.poll.timeout,
        max_bytes=config.poll.max_bytes,
        per_host=config.poll.per_host,
    )
