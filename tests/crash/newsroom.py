"""The world outside the killed process: feeds that change, and receivers that record before they answer."""

# ruff: noqa: ARG002, N802 - aiosmtpd decides what hooks are called and what they get

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from aiosmtpd.smtp import SMTP
from standardwebhooks import Webhook

from service.detect.pack import load_base
from service.detect.watches import load_detector
from service.model.entry import Entry
from service.model.mention import Severity
from tests.net.rawserver import Asked, RawServer, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from random import Random

    from aiosmtpd.smtp import Envelope, Session

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
FEEDS = 3
WINDOW = 30
"""Entries that a feed holds, newest first."""
HOOK, MAIL = "hook", "desk"
"""The names of both channels."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a feed publishes; `pages` is whether it must reach every receiver."""

    number: int
    feed: int
    title: str
    pages: bool
    date: str

    @property
    def guid(self) -> str:
        return f"item-{self.number}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A message as it arrived: in which life of the daemon, under which key, and how it was answered."""

    life: int
    channel: str
    key: str
    title: str
    body: bytes
    answer: str
    verified: bool = True

    @property
    def accepted(self) -> bool:
        return self.answer == "accepted"


@lru_cache(maxsize=1)
def states() -> tuple[str, ...]:
    """States whose step pages, no name within another one."""
    detector, now = load_detector(), datetime.now(UTC)
    names = [name for code, name in load_base().names.items() if len(code) == 3 and code.isupper()]
    alone = [name for name in names if not any(name in other for other in names if other != name)]
    return tuple(
        name for name in alone if detector.detect(Entry(id="x", key="x", title=_step(name)), now).severity is Severity.CRITICAL
    )


def _step(state: str) -> str:
    return f"{state} reopens its embassy in Damascus"


@dataclass
class Newsroom:
    """What was published, and what arrived.

    `faults` is how likely feeds and receivers are to fail: 1 is the usual rate, 0 never.
    """

    random: Random
    server: RawServer
    faults: float = 1.0
    life: int = 0
    items: list[Item] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    polled: list[tuple[int, int]] = field(default_factory=list)
    unused: list[str] = field(default_factory=lambda: list(states()))

    def publish(self) -> None:
        """One to four new items, one of which pages."""
        for pages in (True, *(self.random.random() < 0.3 for _ in range(self.random.randint(0, 3)))):
            number = len(self.items)
            title = _step(self.unused.pop()) if pages and self.unused else f"Weather of day {number}"
            date = format_datetime(datetime.now(UTC))
            self.items.append(Item(number, self.random.randrange(FEEDS), title, title.endswith("Damascus"), date))

    def polls(self, life: int) -> int:
        """How often each feed was asked for in a life, at least."""
        return min(self.polled.count((life, feed)) for feed in range(FEEDS))

    def _fails(self, rate: float) -> bool:
        return self.random.random() < rate * self.faults

    def serve_feed(self, feed: int) -> None:
        async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
            self.polled.append((self.life, feed))
            body = _document([item for item in self.items if item.feed == feed][: -WINDOW - 1 : -1])
            etag = f'"{sha256(body).hexdigest()[:16]}"'
            if self._fails(0.1):
                writer.write(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")
            elif asked.headers.get("if-none-match") == etag:
                writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode())
            else:
                writer.write(f"HTTP/1.1 200 OK\r\nETag: {etag}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()

        self.server.handlers[f"/{feed}"] = answer

    async def take_call(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        """The receiver of webhooks."""
        answer = "cut" if self._fails(0.05) else "refused" if self._fails(0.1) else "accepted"
        try:
            Webhook(SECRET).verify(asked.body, asked.headers)
        except Exception:  # noqa: BLE001 - whatever is wrong with it, it is not verified
            verified = False
        else:
            verified = True
        key, title = asked.headers.get("webhook-id", ""), _first_title(asked.body)
        self.hits.append(Hit(self.life, HOOK, key, title, asked.body, answer, verified))
        if answer != "cut":
            writer.write(f"HTTP/1.1 {204 if answer == 'accepted' else 500} So\r\nContent-Length: 0\r\n\r\n".encode())
            with suppress(ConnectionError):
                await writer.drain()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The receiver of mail."""
        answer = "refused" if self._fails(0.1) else "accepted"
        content = envelope.original_content or b""
        message = message_from_bytes(content)
        key = str(message["message-id"]).strip("<>").partition("@")[0]
        self.hits.append(Hit(self.life, MAIL, key, "", content, answer))
        return "250 queued" if answer == "accepted" else "451 come again"


def _first_title(body: bytes) -> str:
    entries = json.loads(body)["data"]["entries"]
    return str(entries[0]["title"]) if entries else ""


def _document(items: Sequence[Item]) -> bytes:
    entries = "".join(
        f"<item><guid>{item.guid}</guid><title>{escape(item.title)}</title><pubDate>{item.date}</pubDate></item>"
        for item in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{entries}</channel></rss>'.encode()


@asynccontextmanager
async def newsroom(random: Random) -> AsyncIterator[tuple[Newsroom, int]]:
    """Everything served on loopback; the port of the mail server besides."""
    async with serving() as server:
        room = Newsroom(random, server)
        random.shuffle(room.unused)
        for feed in range(FEEDS):
            room.serve_feed(feed)
        server.handlers["/hook"] = room.take_call
        loop = asyncio.get_running_loop()
        mail = await loop.create_server(lambda: SMTP(room, hostname="mail.example.org", loop=loop), "127.0.0.1", 0)
        try:
            yield room, mail.sockets[0].getsockname()[1]
        finally:
            mail.close()
            await mail.wait_closed()
