"""Names and the guard: whether each feed's host has an address, and one that may be reached."""

from __future__ import annotations

import asyncio
import shlex
from typing import TYPE_CHECKING

from service.app.doctor.finding import good, wrong
from service.errors import FetchError
from service.text.counting import counted
from service.text.url import names_address

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from service.app.doctor.finding import Finding
    from service.model.entry import Feed
    from service.net.reach import Reach

AT_ONCE = 32
ALLOW = "if that is meant, list it under poll.allow_private"


async def examine_feeds(feeds: Sequence[Feed], reach: Reach) -> AsyncIterator[Finding]:
    """One finding a feed that cannot be reached, equal failures one after the other; one for all the others."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def look(feed: Feed) -> FetchError | None:
        async with slots:
            try:
                await reach.addresses(feed.url)
            except FetchError as error:
                return error
            return None

    failures = list(zip(feeds, await asyncio.gather(*map(look, feeds)), strict=True))
    named = [(feed, error) for feed, error in failures if not names_address(feed.url)]
    nameless = [feed for feed, error in named if error and error.retry]
    lost = bool(named) and len(nameless) == len(named)
    if feeds:
        yield _no_names(named) if lost else good("dns", _resolved(len(named) - len(nameless), len(named)))
    told = [(feed, error) for feed, error in failures if error and not (lost and error.retry)]
    for feed, error in sorted(told, key=lambda each: str(each[1])):
        yield _feed(feed, error)
    reached = sum(error is None for _, error in failures)
    if reached or not feeds:
        whole = counted(len(feeds), "feed")
        yield good("feed", f"addresses that may be reached: {reached} of {whole}; thaw feeds check fetches them")


def _resolved(resolved: int, named: int) -> str:
    if not named:
        return "nothing to resolve: no feed is named by a host's name"
    return f"names are resolved ({resolved} of {counted(named, 'feed')})"


async def examine_heartbeat(url: str, reach: Reach) -> Finding:
    """Whether the address that is called every minute takes a connection; the address itself is a secret."""
    try:
        await reach.connect(url, in_clear=True)
    except FetchError as error:
        return wrong(
            "heartbeat", f"its host: {error.message}", f"correct heartbeat; {ALLOW}" if not error.retry else "correct it"
        )
    return good("heartbeat", "its host takes connections")


def _no_names(named: Sequence[tuple[Feed, FetchError | None]]) -> Finding:
    reason = next(str(error) for _, error in named if error)
    return wrong(
        "dns",
        f"not one of the names of {counted(len(named), 'feed')} can be resolved ({reason})",
        "look whether this machine (or container) has a network, and at its name server in /etc/resolv.conf; "
        "if it has one, at the names",
    )


def _feed(feed: Feed, error: FetchError) -> Finding:
    advice = f"correct its url, or take it out of the config file or with thaw feeds remove {shlex.quote(feed.name)}"
    return wrong("feed", error.message, advice if error.retry else f"{advice}; {ALLOW}", subject=feed.name)
