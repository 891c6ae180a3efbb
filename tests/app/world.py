"""A small world on loopback: feeds that change, a mailbox, a receiver of webhooks, and a configuration that joins them."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.alert.hookserver import Hook, receiver
from tests.alert.mailserver import Mailbox, mail_server
from tests.net.rawserver import RawServer, serving
from tests.nursery import typed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ROOT = Path(__file__).parents[2]


def feed(*items: tuple[str, str, str], title: str = "Enab", age: timedelta = timedelta(0)) -> bytes:
    """An RSS document of items: guid, title, summary."""
    date = format_datetime(datetime.now(UTC) - age)
    entries = "".join(
        f"<item><guid>{guid}</guid><title>{head}</title><description>{text}</description><pubDate>{date}</pubDate></item>"
        for guid, head, text in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{entries}</channel></rss>'.encode()


@dataclass
class World:
    """The servers, and where the configuration stands."""

    feeds: RawServer
    mailbox: Mailbox
    hook: Hook
    config: Path

    async def thaw(self, *arguments: str, expect: int = 0) -> Any:
        """Run a command; what it printed, as JSON where it is JSON."""
        done = await asyncio.to_thread(typed, *arguments, "--config", str(self.config))
        assert done.returncode == expect, done.stderr.decode()
        assert b"Traceback" not in done.stderr
        if "--json" in arguments:
            return json.loads(done.stdout)
        return (done.stdout + done.stderr).decode()


@asynccontextmanager
async def world(folder: Path, names: dict[str, str], *, port: int = 0) -> AsyncIterator[World]:
    """Everything running; `names` gives each feed the path that it is served at, or a whole address."""
    mailbox, hook = Mailbox(), Hook()
    async with serving() as feeds, mail_server(mailbox) as smtp, receiver(hook) as hook_url:
        lines = [f'  - {{name: "{name}", url: "{path if "://" in path else feeds.url(path)}"}}' for name, path in names.items()]
        config = folder / "config.yaml"
        config.write_text(
            "\n".join(
                [
                    "database: sqlite:///thaw.db",
                    'poll: {every: 1s, timeout: 2s, max_bytes: 1MiB, allow_private: ["127.0.0.1"]}',
                    "feeds:",
                    *lines,
                    "channels:",
                    f'  desk: {{type: email, smtp: "smtp://127.0.0.1:{smtp}", insecure: true,',
                    "    from: t@example.org, to: [d@example.org]}",
                    f'  hook: {{type: webhook, url: "{hook_url}", secret: {SECRET}}}',
                    "routes:",
                    "  - {severity: [critical, high], to: [desk, hook]}",
                    f'web: {{listen: "127.0.0.1:{port}"}}',
                ]
            )
        )
        yield World(feeds, mailbox, hook, config)
