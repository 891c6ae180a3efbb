"""P14: secrets of every kind, and everything fails; they show in no log, no figure and no command."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from tests.app.world import SECRET, feed, world
from tests.daemon.running import running
from tests.daemon.test_run import REOPENS, change, hooked

if TYPE_CHECKING:
    from pathlib import Path

CANARIES = ("mail-canary", "hook-canary", "feed-canary", "beat-canary", "web-canary-of-sixteen", SECRET)


async def test_p14_no_secret_shows_whatever_fails(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en", "Down": "/down"}) as there:
        there.feeds.answer("/en", feed(REOPENS))
        there.feeds.answer("/down", b"hook-canary mail-canary", status="500 feed-canary beat-canary")
        there.feeds.answer("/beat-canary", status="500 beat-canary")
        there.hook.says(500, "x-said: hook-canary")
        there.mailbox.password = "another"
        change(there, "insecure: true,", "insecure: true, password: mail-canary,")
        change(there, "smtp://127", "smtp://user@127")
        change(there, "?token=s3cret", "?token=hook-canary")
        change(there, there.feeds.url("/down"), there.feeds.url("/down").replace("http://", "http://user:feed-canary@"))
        change(there, "feeds:", f'heartbeat: "{there.feeds.url("/beat-canary")}"\nfeeds:')
        change(there, "web: {", "web: {token: web-canary-of-sixteen, ")
        async with running(there) as daemon:
            await daemon.says("a message was not accepted", 2)
            await daemon.says("feed failed")
            await daemon.says("the heartbeat was not taken")
            await hooked(there, 1)
            bearer = {"Authorization": "Bearer web-canary-of-sixteen"}
            shown = [(await daemon.asks(path, **bearer)).text for path in ("/readyz", "/metrics", "/healthz")]
            change(there, "web-canary-of-sixteen", "short")
            daemon.tell(signal.SIGHUP)
            await daemon.says("the new settings are wrong; the old ones stay")
            change(there, "token: short", "token: web-canary-of-sixteen")
            daemon.tell(signal.SIGTERM)
            assert await daemon.ends() == 0
        commands = (("alerts", "list"), ("feeds", "list"), ("config", "show"), ("db", "check"))
        shown += [await there.thaw(*command) for command in commands]
        everything = "".join((*daemon.raw, *shown))
        assert "Down" in everything
        assert [canary for canary in CANARIES if canary in everything] == []
