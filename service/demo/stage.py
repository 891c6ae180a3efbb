"""The stage: a folder, three servers on loopback, a configuration that joins them, and the daemon running by it."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.applications import Starlette

from service.alert.channels.signing import new_secret
from service.app.parts import opened_store
from service.config import load_config
from service.daemon import run_daemon
from service.demo.archive import load_outlets
from service.demo.mailbox import Mailbox, receiving
from service.demo.newsroom import Newsroom, feed_path
from service.demo.receiver import PATH, Receiver
from service.errors import ThawError
from service.web.server import WebServer, bind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from service.config import Config
    from service.model.ports import Clock, Store

HOST = "127.0.0.1"
MAIL_FROM, MAIL_TO = "thaw@example.org", "desk@example.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What plays; `daemon` is done only where it failed."""

    config: Config
    store: Store
    newsroom: Newsroom
    mailbox: Mailbox
    receiver: Receiver
    daemon: asyncio.Task[None]


@asynccontextmanager
async def built(folder: Path, clock: Clock) -> AsyncIterator[Stage]:
    """Everything running in `folder`; at the end all is stopped, and the folder is left as it is.

    Raises:
        ThawError: a part cannot be started.
    """
    newsroom, mailbox, receiver = Newsroom(load_outlets(), clock.now()), Mailbox(), Receiver(secret := new_secret())
    async with AsyncExitStack() as stack:
        site = Starlette(routes=[*newsroom.routes(), *receiver.routes()])
        web = await stack.enter_async_context(_serving(site))
        smtp = await stack.enter_async_context(receiving(mailbox, HOST))
        path = folder / "config.yaml"
        lay_down(path, config_text(newsroom, web=web, smtp=smtp, secret=secret).encode())
        # Nothing of the user's environment reaches into the demo, the name of a real database least of all.
        config = load_config(path, environ={})
        store = stack.enter_context(opened_store(config, upgrade=True))
        daemon = await stack.enter_async_context(_running(config))
        yield Stage(config=config, store=store, newsroom=newsroom, mailbox=mailbox, receiver=receiver, daemon=daemon)


def lay_down(path: Path, content: bytes) -> None:
    """Write a file of the demo. Raises ThawError where it cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ThawError(f"{path}: cannot be written: {error.strerror or error}", resource=str(path)) from error


def config_text(newsroom: Newsroom, *, web: int, smtp: int, secret: str) -> str:
    """The configuration, as a person would write it.

    Args:
        newsroom: whose feeds are watched.
        web: the port of feeds and webhook.
        smtp: the port of the mailbox.
        secret: what the webhook signs by.
    """
    return "\n".join(
        [
            "# Written by thaw demo. The ports were free when it ran; nobody listens there any more.",
            "database: sqlite:///thaw.db",
            "watches: [assi]",
            f'poll: {{every: 1s, timeout: 10s, allow_private: ["{HOST}:{web}"]}}',
            "feeds:",
            *(
                f'  - {{name: {json.dumps(outlet.name, ensure_ascii=False)}, url: "http://{HOST}:{web}{feed_path(outlet)}", '
                f"lang: {outlet.lang}, country: {outlet.country}, reliability: {outlet.reliability}}}"
                for outlet in newsroom.outlets
            ),
            "channels:",
            f'  desk: {{type: email, smtp: "smtp://{HOST}:{smtp}", insecure: true, from: {MAIL_FROM}, to: [{MAIL_TO}]}}',
            f'  hook: {{type: webhook, url: "http://{HOST}:{web}{PATH}", secret: "{secret}"}}',
            "routes:",
            "  - {severity: [critical, high], to: [desk, hook]}",
            f'web: {{listen: "{HOST}:0"}}',
            "",
        ]
    )


@asynccontextmanager
async def _serving(site: Starlette) -> AsyncIterator[int]:
    """A site on a free port, which is given."""
    with bind(HOST, 0) as bound:
        server = WebServer(site, bound)
        serving = asyncio.create_task(server.run_until_told())
        try:
            yield bound.getsockname()[1]
        finally:
            server.should_exit = True
            await serving


@asynccontextmanager
async def _running(config: Config) -> AsyncIterator[asyncio.Task[None]]:
    """The daemon; told to stop at the end, and waited for."""
    stop = asyncio.Event()
    daemon = asyncio.create_task(run_daemon(lambda: config, stop=stop))
    try:
        yield daemon
    finally:
        stop.set()
        await daemon
