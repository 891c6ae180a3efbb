"""The ports: what the pipeline and the daemon need from the parts that touch the world.

The store has no fake: its contract tests run on SQLite in memory and in a file, and on PostgreSQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from service.model.alert import Alert, Delivery, Sent
    from service.model.entry import Entry, Feed, FeedState, Fetched, ParsedFeed
    from service.model.mention import Detection
    from service.model.rows import Transaction

T = TypeVar("T")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never step back."""
        ...


class Fetcher(Protocol):
    """URL to bytes."""

    async def fetch(self, feed: Feed, state: FeedState, *, take: Callable[[int], Awaitable[None]] | None = None) -> Fetched:
        """One conditional GET, within the limits of the configuration.

        Args:
            feed: what to fetch.
            state: what is known of it.
            take: awaited with a number of bytes before so many more are kept, and with how much a body grew by being decoded.

        Raises:
            FetchError: with the reason in words; never anything else.
        """
        ...


class Parser(Protocol):
    """Bytes to entries, out of process."""

    async def parse(
        self, fetched: Fetched, feed: Feed, now: datetime, *, when_heavy: Callable[[], Awaitable[None]] | None = None
    ) -> ParsedFeed:
        """Read a body.

        Args:
            fetched: what was fetched.
            feed: of which feed.
            now: our clock, for dates that cannot be.
            when_heavy: awaited, perhaps twice, before a body is read that takes long, so that others go first.

        Raises:
            ParseError: ``not a feed (HTML)``, ``parser crashed (signal 9)`` and the like; never anything else.
        """
        ...


class PageFetcher(Protocol):
    """Web pages to bytes."""

    async def page(self, feed: Feed, url: str) -> Fetched:
        """The web page that an entry of a feed links to, within the limits of feeds. Raises FetchError."""
        ...


class PageParser(Protocol):
    """Web pages to text, out of process."""

    async def page(self, fetched: Fetched, feed: Feed) -> str:
        """The main text of a web page, empty where it has none. Raises ParseError."""
        ...


class Detects(Protocol):
    """Entry to mentions."""

    def detect(self, entry: Entry, now: datetime) -> Detection:
        """Code one entry; pure, and it never raises for what a feed contains. `now` stands in where the entry has no date."""
        ...


class Store(Protocol):
    """The database."""

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one write transaction (BEGIN IMMEDIATE on SQLite): all of it or nothing.

        Raises:
            StoreError: where the database cannot be used; what `work` raises passes through after a rollback.
        """
        ...

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one read transaction."""
        ...


class AsyncStore(Protocol):
    """The same store from the event loop: all writing goes through one thread."""

    def write(self, work: Callable[[Transaction], T]) -> Awaitable[T]:
        """As Store.write, in the writer thread."""
        ...

    def read(self, work: Callable[[Transaction], T]) -> Awaitable[T]:
        """As Store.read, in the writer thread."""
        ...


class Channel(Protocol):
    """Sends one rendered body to one recipient.

    `in_flight` messages may be under way at once.
    """

    name: str
    in_flight: int

    def recipients(self) -> Sequence[str]:
        """Who gets a message of their own (one for a webhook, one an e-mail address)."""
        ...

    def render(self, alert: Alert, delivery: Delivery) -> bytes:
        """The bytes to be stored and sent unchanged on every attempt. Never raises for what a feed contains."""
        ...

    async def send(self, delivery: Delivery, body: bytes, now: datetime) -> Sent:
        """One attempt.

        Raises:
            DeliveryError: with what it means for the next attempt; never anything else.
        """
        ...
