"""Feeds fetched once to see what is wrong with them; nothing is stored."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from service.app.clients import client_of
from service.app.fetching import fetcher_of
from service.app.parsing import pooled_parser
from service.errors import AskedWronglyError, FetchError, ParseError
from service.feeds.discovery import discover
from service.feeds.opml import LONGEST_NAME
from service.model.entry import FeedState
from service.text.counting import counted
from service.text.moments import day
from service.text.url import host_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator
    from datetime import datetime

    from service.config import Config
    from service.model.entry import Entry, Feed, Fetched, ParsedFeed
    from service.model.ports import Clock, Fetcher, Parser


MOST_NAMED = 3
"""How many of the feeds that a page names are told."""
AT_ONCE = 16
"""Feeds that are looked at at the same time."""
LONG_AGO = timedelta(days=30)
"""A feed whose newest entry is older may be dead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a feed that could be read is like; moments are those of its entries, as far as they have dates that can be."""

    format: str
    charset: str
    bytes: int
    title: str
    newest: datetime | None
    oldest: datetime | None
    undated: int
    etag: bool
    redirects: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFeed:
    """What one fetch of a feed showed; `told` are reasons and warnings in words."""

    feed: Feed
    right: bool
    entries: int = 0
    told: tuple[str, ...] = ()
    findings: Findings | None = None
    named: tuple[str, ...] = field(default=())
    """Feeds that the page names, where it is a page."""
    blocked: bool = False
    """Whether it may not be fetched at all, however often it is tried."""
    status: int | None = None
    """The HTTP status by which it was refused."""


NOTHING_THERE = frozenset({404, 410})
"""HTTP statuses that say that an address is wrong, or that what was there is gone for good (RFC 9110)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that may be added: `told` is what it is like, or why it could not be read now."""

    feed: Feed
    told: str
    readable: bool


async def found_feed(config: Config, asked: Feed, clock: Clock) -> FoundFeed:
    """What stands at the address of a feed, or what the web page there names; without a name it is called by its title.

    Raises:
        AskedWronglyError: the address may not be fetched, or holds nothing, or a page that names no feed.
    """
    checked = await _looked_at(config, asked, clock)
    page = f"the page names {checked.named[0]}; " if checked.named else ""
    if checked.named:
        checked = await _looked_at(config, replace(asked, url=checked.named[0]), clock)
    why = "; ".join(checked.told)
    if checked.status in NOTHING_THERE:
        raise AskedWronglyError(f"{checked.feed.url}: {why}: there is no feed at this address; correct it", resource=asked.url)
    if checked.blocked or why.startswith("not a feed"):
        raise AskedWronglyError(f"{checked.feed.url}: {why}", resource=asked.url)
    title = checked.findings.title if checked.findings else ""
    feed = replace(checked.feed, name=asked.name or title[:LONGEST_NAME] or host_of(checked.feed.url))
    read = counted(checked.entries, "entry") + (f"; {why}" if why else "")
    told = read if checked.right else f"could not be read now ({why}); it is tried at every poll all the same"
    return FoundFeed(feed=feed, told=page + told, readable=checked.right)


async def _looked_at(config: Config, feed: Feed, clock: Clock) -> CheckedFeed:
    (checked,) = [one async for one in check_feeds(config, [feed], clock)]
    return checked


async def check_feeds(config: Config, feeds: Iterable[Feed], clock: Clock) -> AsyncIterator[CheckedFeed]:
    """Fetch each feed once and read it, several at a time; they come in the order in which they were named."""
    async with client_of(config) as client, pooled_parser() as parser:
        fetcher, room = fetcher_of(config, client, clock), asyncio.Semaphore(AT_ONCE)

        async def in_turn(feed: Feed) -> CheckedFeed:
            async with room:
                return await _check(feed, fetcher, parser, clock, config.timezone)

        tasks = [asyncio.create_task(in_turn(feed)) for feed in feeds]
        try:
            for task in tasks:
                yield await task
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _check(feed: Feed, fetcher: Fetcher, parser: Parser, clock: Clock, zone: str) -> CheckedFeed:
    try:
        fetched = await fetcher.fetch(feed, FeedState())
    except FetchError as error:
        return CheckedFeed(feed=feed, right=False, told=(error.message,), blocked=not error.retry, status=error.status)
    try:
        parsed = await parser.parse(fetched, feed, clock.now())
    except ParseError as error:
        named = tuple(candidate.url for candidate in discover(fetched.body, fetched.url, fetched.content_type)[:MOST_NAMED])
        told = (error.message, *((f"the page names {', '.join(named)}",) if named else ()))
        return CheckedFeed(feed=feed, right=False, told=told, named=named)
    told = (*_moved(fetched), *fetched.warnings, *parsed.warnings, *_doubts(parsed, clock.now(), zone))
    return CheckedFeed(
        feed=feed, right=True, entries=len(parsed.entries), told=tuple(dict.fromkeys(told)), findings=_findings(fetched, parsed)
    )


def _findings(fetched: Fetched, parsed: ParsedFeed) -> Findings:
    dates = sorted(entry.published for entry in parsed.entries if entry.published is not None)
    return Findings(
        format=parsed.format,
        charset=parsed.encoding,
        bytes=len(fetched.body),
        title=parsed.title,
        newest=dates[-1] if dates else None,
        oldest=dates[0] if dates else None,
        undated=len(parsed.entries) - len(dates),
        etag=bool(fetched.etag or fetched.last_modified),
        redirects=fetched.redirects,
    )


def _moved(fetched: Fetched) -> Iterator[str]:
    for status, url in fetched.redirects:
        yield f"moved to {url} ({status})"


def _doubts(parsed: ParsedFeed, now: datetime, zone: str) -> Iterator[str]:
    """What a careful reader would ask the publisher."""
    entries = parsed.entries
    if not entries:
        yield "it holds no entry"
        return
    dates = [entry.published for entry in entries if entry.published is not None]
    if not dates:
        yield "no entry has a date that can be read: each counts as published when it is first seen"
    elif now - max(dates) > LONG_AGO:
        yield f"nothing in it is newer than {day(max(dates), zone)}"
    yield from _counted(entries)


def _counted(entries: tuple[Entry, ...]) -> Iterator[str]:
    total = counted(len(entries), "entry")
    untitled = sum(not entry.title for entry in entries)
    if untitled:
        yield f"{untitled} of {total} without a title"
    unlinked = sum(not entry.link for entry in entries)
    if unlinked:
        yield f"{unlinked} of {total} without a link"
    for warning, times in Counter(warning for entry in entries for warning in entry.warnings).items():
        yield f"{times} of {total}: {warning}"
