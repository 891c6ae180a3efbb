"""Killed by -9 around an attempt: every page still reaches its receivers, and a second copy carries the id of the first."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from service.failpoint import VARIABLE, Point
from tests.app.world import World, feed, world
from tests.nursery import Born

if TYPE_CHECKING:
    from pathlib import Path

STEPS = [
    ("a1", "Turkey reopens embassy in Damascus", "The flag was raised over the building."),
    ("a2", "Egypt reopens its embassy in Damascus", ""),
    ("a3", "Jordan reopens its embassy in Damascus", ""),
]


async def poll(there: World, **environment: str) -> Born:
    return await asyncio.to_thread(Born, "poll", "--config", str(there.config), environment={**os.environ, **environment})


def calls(there: World) -> Counter[str]:
    return Counter(headers["webhook-id"] for headers, _ in there.hook.requests)


def mails(there: World) -> Counter[str]:
    return Counter(mail["Message-ID"] for mail in there.mailbox.messages)


@pytest.mark.parametrize("point", [Point.CLAIMED, Point.RENDERED, Point.SENT, Point.SETTLING, Point.SETTLED])
async def test_killed_around_an_attempt(tmp_path: Path, point: Point) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", feed(*STEPS))
        killed = await poll(there, **{VARIABLE: point})
        assert await killed.ended() == -signal.SIGKILL

        done = await there.thaw("poll", "--json")

        assert done["deliveries"] | {"sent": 0} == {"sent": 0, "pending": 0, "dead": 0, "muted": 0}
        assert len(calls(there)) == len(mails(there)) == 3
        again = [count for count in (*calls(there).values(), *mails(there).values()) if count > 1]
        if point in {Point.CLAIMED, Point.RENDERED}:
            assert again == []
        if point in {Point.SENT, Point.SETTLING}:
            assert again
        assert set(again) <= {2}
        bodies = {(headers["webhook-id"], body) for headers, body in there.hook.requests}
        assert len(bodies) == 3
        assert len(set(there.mailbox.raw)) == 3
        assert "sound" in await there.thaw("db", "check")


async def test_killed_while_the_receiver_has_the_message_and_has_not_answered(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", feed(STEPS[0]))
        there.hook.silent_for = 1
        running = await poll(there)
        await there.hook.until(1)
        running.send(signal.SIGKILL)
        await running.ended()

        await there.thaw("poll", "--json")

        assert list(calls(there).values()) == [2]
        assert len({body for _, body in there.hook.requests}) == 1
        assert max(mails(there).values()) <= 2
        assert len(mails(there)) == 1
