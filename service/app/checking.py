"""Feeds fetched once to see what is wrong with them; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.app.clients import client_of
from service.app.fetching import fetcher_of
from service.app.parsing import pooled_parser
from service.errors import FetchError, ParseError
from service.feeds.discovery import discover
from service.model.entry import FeedState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from service.config import Config
    from service.model.entry import Feed, Fetched
    from service.model.ports import Clock, Fetcher, Parser


MOST_NAMED = 3
"""How many of the feeds that a page names are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFeed:
    """What one fetch of a feed showed; `told` are reasons and warnings in words."""

    feed: Feed
    right: bool
    entries: int = 0
    told: tuple[str, ...] = ()


async def check_feeds(config: Config, feeds: Iterable[Feed], clock: Clock) -> AsyncIterator[CheckedFeed]:
    """Fetch each feed once and read it."""
    async with client_of(config) as client, pooled_parser() as parser:
        fetcher = fetcher_of(config, client, clock)
        for feed in feeds:
            yield await _check(feed, fetcher, parser, clock)


def _named_by(fetched: Fetched) -> tuple[str, ...]:
    """What to try in place of a web page: the feeds that it names."""
    found = discover(fetched.body, fetched.url, fetched.content_type)[:MOST_NAMED]
    return (f"the page names {', '.join(candidate.url for candidate in found)}",) if found else ()


async def _check(feed: Feed, fetcher: Fetcher, parser: Parser, clock: Clock) -> CheckedFeed:
    try:
        fetched = await fetcher.fetch(feed, FeedState())
    except FetchError as error:
        return CheckedFeed(feed=feed, right=False, told=(error.message,))
    try:
        parsed = await parser.parse(fetched, feed, clock.now())
    except ParseError as error:
        return CheckedFeed(feed=feed, right=False, told=(error.message, *_named_by(fetched)))
    moved = tuple(f"moved to {url} ({status})" for status, url in fetched.redirects)
    told = (*moved, *fetched.warnings, *parsed.warnings)
    return CheckedFeed(feed=feed, right=True, entries=len(parsed.entries), told=told)
