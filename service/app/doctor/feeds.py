"""Names and the guard: whether each feed's host has an address, and one that may be reached."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from service.app.doctor.finding import good, wrong
from service.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from service.app.doctor.finding import Finding
    from service.model.entry import Feed
    from service.net.reach import Reach

AT_ONCE = 32
ALLOW = "if that is meant, list it under poll.allow_private"


async def examine_feeds(feeds: Sequence[Feed], reach: Reach) -> AsyncIterator[Finding]:
    """One finding a feed that cannot be reached; one for all the others."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def look(feed: Feed) -> FetchError | None:
        async with slots:
            try:
                await reach.addresses(feed.url)
            except FetchError as error:
                return error
            return None

    failures = list(zip(feeds, await asyncio.gather(*map(look, feeds)), strict=True))
    nameless = [feed for feed, error in failures if error and error.retry]
    if feeds and len(nameless) == len(feeds):
        yield _no_names(feeds, str(failures[0][1]))
        return
    if feeds:
        yield good("dns", f"names are resolved ({len(feeds) - len(nameless)} of {len(feeds)} feeds)")
    for feed, error in failures:
        if error:
            yield _feed(feed, error)
    reached = sum(error is None for _, error in failures)
    yield good("feed", f"{reached} of {len(feeds)} feeds have an address that may be reached; thaw feeds check fetches them")


async def examine_heartbeat(url: str, reach: Reach) -> Finding:
    """Whether the address that is called every minute takes a connection; the address itself is a secret."""
    try:
        await reach.connect(url, in_clear=True)
    except FetchError as error:
        return wrong(
            "heartbeat", f"its host: {error.message}", f"correct heartbeat; {ALLOW}" if not error.retry else "correct it"
        )
    return good("heartbeat", "its host takes connections")


def _no_names(feeds: Sequence[Feed], reason: str) -> Finding:
    return wrong(
        "dns",
        f"not one of the {len(feeds)} feeds' names can be resolved ({reason})",
        "look whether this machine (or container) has a network, and at its name server in /etc/resolv.conf",
    )


def _feed(feed: Feed, error: FetchError) -> Finding:
    advice = f"correct its url, or take it out of the config file or with thaw feeds remove '{feed.name}'"
    return wrong("feed", error.message, advice if error.retry else f"{advice}; {ALLOW}", subject=feed.name)
