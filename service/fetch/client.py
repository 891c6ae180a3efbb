"""URL to bytes: conditional GET with all that a feed's settings say."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

from service.errors import FetchError
from service.fetch.caching import expires, max_age, retry_after
from service.model.entry import Fetched
from service.net.client import phrase
from service.text.url import host_of, without_credentials

if TYPE_CHECKING:
    from datetime import timedelta

    from service.model.entry import Feed, FeedState
    from service.model.ports import Clock
    from service.net.client import Answer, Client, Take

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml, */*;q=0.1"
PAGES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
"""Media types of what is read as a page."""
UNVERIFIED = "the certificate was not verified (verify_tls: false)"
TAKEN = frozenset({200, 203, 226})
NOT_MODIFIED = 304
UNCONDITIONAL_EVERY = 24
"""Every so many polls a feed is asked for in full: some servers say "not modified" for ever."""
LONGEST_VALIDATOR = 1000
"""Characters of an ETag that is sent back: longer ones would make servers refuse the request."""
PERMANENT_AFTER = 3
"""A permanent redirect is believed when it was seen so many times in a row."""


class FeedFetcher:
    """Implements model.ports.Fetcher.

    Args:
        client: the guarded HTTP client.
        clock: tells when, for dates in headers and `cache_bust`.
        user_agent: what is told to servers, unless the feed has its own.
        timeout: of one fetch in total, unless the feed has its own.
        max_bytes: of a body after decoding; how many may come on the wire follows from it.
        per_host: connections at once to one host.
    """

    def __init__(
        self, client: Client, clock: Clock, *, user_agent: str, timeout: timedelta, max_bytes: int, per_host: int = 2
    ) -> None:
        self._client = client
        self._clock = clock
        self._user_agent = user_agent
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))

    async def fetch(self, feed: Feed, state: FeedState, *, take: Take | None = None) -> Fetched:
        """One conditional GET."""
        url = address_of(feed, state)
        async with self._hosts[host_of(url)]:
            answer = await self._client.get(
                self._busted(url, feed),
                headers=self._headers(feed, state),
                timeout=(feed.timeout or self._timeout).total_seconds(),
                max_bytes=self._max_bytes,
                verify=feed.verify_tls,
                take=take,
            )
        fetched = self._judged(answer, conditional=is_conditional(state))
        unsafe = not feed.verify_tls and url.startswith("https:")
        return replace(fetched, warnings=(*fetched.warnings, UNVERIFIED)) if unsafe else fetched

    async def page(self, feed: Feed, url: str) -> Fetched:
        """The page that an entry links to: without the feed's login and validators, or FetchError."""
        async with self._hosts[host_of(url)]:
            answer = await self._client.get(
                url,
                headers={"User-Agent": feed.user_agent or self._user_agent, "Accept": ACCEPT_PAGE, "Accept-Encoding": "gzip"},
                timeout=(feed.timeout or self._timeout).total_seconds(),
                max_bytes=self._max_bytes,
                verify=feed.verify_tls,
            )
        fetched = self._judged(answer, conditional=False)
        kind = fetched.content_type.partition(";")[0].strip().lower()
        if kind not in PAGES:
            raise FetchError(f"no web page ({kind[:60]})", resource=answer.url, retry=False)
        return fetched

    def _headers(self, feed: Feed, state: FeedState) -> dict[str, str]:
        headers = {"User-Agent": feed.user_agent or self._user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip"}
        if is_conditional(state):
            headers |= _validators(state)
        return headers

    def _busted(self, url: str, feed: Feed) -> str:
        """The URL with a parameter that is new each time, for caches that hand out old copies."""
        if not feed.cache_bust:
            return url
        parts = urlsplit(url)
        added = urlencode({feed.cache_bust: f"{self._clock.now().timestamp():.0f}"})
        return urlunsplit(parts._replace(query=f"{parts.query}&{added}" if parts.query else added))

    def _judged(self, answer: Answer, *, conditional: bool) -> Fetched:
        now = self._clock.now()
        if answer.status == NOT_MODIFIED and not conditional:
            raise FetchError("HTTP 304 Not Modified without having been asked whether", resource=answer.url, status=304)
        if answer.status != NOT_MODIFIED and answer.status not in TAKEN:
            raise FetchError(
                f"HTTP {phrase(answer.status)}",
                resource=answer.url,
                status=answer.status,
                retry_after=retry_after(answer.headers.get("retry-after"), now),
            )
        return Fetched(
            url=answer.url,
            status=NOT_MODIFIED if answer.status == NOT_MODIFIED else 200,
            body=b"" if answer.status == NOT_MODIFIED else answer.body,
            content_type=answer.headers.get("content-type", ""),
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            max_age=max_age(answer.headers.get("cache-control")),
            expires=expires(answer.headers.get("expires")),
            redirects=answer.redirects,
            warnings=answer.warnings,
        )


def is_conditional(state: FeedState) -> bool:
    """Whether the next fetch asks for what is new alone."""
    return bool(_validators(state)) and state.polls % UNCONDITIONAL_EVERY != 0


def _validators(state: FeedState) -> dict[str, str]:
    """What the last answer is known by, as far as it can be said back: a server may have sent anything."""
    said = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {
        name: value
        for name, value in said.items()
        if value and len(value) <= LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    }


def address_of(feed: Feed, state: FeedState) -> str:
    """Where to fetch: where the feed has moved to for good, unless that is a step down from https, else its own address."""
    moved = state.moved_to
    downgrade = feed.url.startswith("https:") and moved is not None and not moved.startswith("https:")
    if moved and state.moved_seen >= PERMANENT_AFTER and not downgrade and without_credentials(feed.url) == feed.url:
        return moved
    return feed.url
