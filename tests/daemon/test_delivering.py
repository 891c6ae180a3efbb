"""The daemon delivers: a receiver that hangs holds up no mail, and a page is told again until somebody acknowledges it."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from tests.app.world import feed, world
from tests.daemon.running import running

if TYPE_CHECKING:
    from pathlib import Path

STEPS = [(who, f"{who} reopens its embassy in Damascus", "") for who in ("Egypt", "Jordan", "Oman")]


async def test_a_receiver_that_hangs_holds_up_no_mail(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.hook.silent = True
        there.feeds.answer("/en", feed())
        async with running(there) as daemon:
            await daemon.says("pass")
            for count in range(1, len(STEPS) + 1):
                there.feeds.answer("/en", feed(*STEPS[:count]))
                await there.mailbox.until(count)
                await there.hook.until(1)
            daemon.tell(signal.SIGTERM)
            assert await daemon.ends() == 0

        there.hook.silent = False
        done = await there.thaw("poll", "--json")
        assert done["deliveries"]["pending"] == 0
        ids = {headers["webhook-id"] for headers, _ in there.hook.requests}
        assert len(ids) == len(there.mailbox.messages) == len(STEPS)


async def test_a_page_is_told_again_until_somebody_acknowledges_it(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        with there.config.open("a") as config:
            config.write("\nremind: 3s\n")
        there.feeds.answer("/en", feed(STEPS[0]))
        async with running(there) as daemon:
            await there.mailbox.until(3)
            page = there.mailbox.messages[0]["Subject"]
            assert page.startswith(("CRITICAL", "HIGH"))
            assert " reminder: " in there.mailbox.messages[1]["Subject"]
            assert there.mailbox.messages[2]["References"] == there.mailbox.messages[0]["Message-ID"]
            (newest, *_) = await there.thaw("alerts", "list", "--json")
            await there.thaw("alerts", "ack", newest["alert"])
            daemon.tell(signal.SIGTERM)
            assert await daemon.ends() == 0
        sent = len(there.mailbox.messages)
        await there.thaw("poll")
        assert len(there.mailbox.messages) == sent
