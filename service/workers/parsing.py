"""Feeds parsed in worker processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from service.errors import ParseError
from service.model.wire import parsed_feed_of
from service.workers.lane import WorkerError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from service.model.entry import Feed, Fetched, ParsedFeed
    from service.workers.pool import WorkerPool


class PooledParser:
    """Implements model.ports.Parser.

    Args:
        pool: processes that do `service.parse.job:run`.
    """

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool

    async def parse(
        self, fetched: Fetched, feed: Feed, now: datetime, *, when_heavy: Callable[[], Awaitable[None]] | None = None
    ) -> ParsedFeed:
        """Read a body."""
        request = {"content_type": fetched.content_type, "url": fetched.url, "source": feed.name, "now": now.isoformat()}
        result = await self._asked(request, fetched, feed, when_heavy)
        if "wrong" in result:
            raise ParseError(str(result["wrong"]), resource=feed.name)
        try:
            return parsed_feed_of(result["feed"])
        except (KeyError, TypeError, ValueError) as error:
            raise ParseError("parser gave an answer that cannot be read", resource=feed.name) from error

    async def page(self, fetched: Fetched, feed: Feed) -> str:
        """The main text of a web page."""
        request = {"content_type": fetched.content_type, "page": True}
        return str((await self._asked(request, fetched, feed)).get("text", ""))

    async def _asked(
        self, request: dict[str, Any], fetched: Fetched, feed: Feed, when_heavy: Callable[[], Awaitable[None]] | None = None
    ) -> dict[str, Any]:
        try:
            return await self._pool.run(request, fetched.body, when_heavy=when_heavy)
        except WorkerError as error:
            raise ParseError(f"parser {error}", resource=feed.name, retry=True) from error
