"""`thaw poll` as typed: why nothing was polled, and how it ends where feeds fail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.app.world import feed, world

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.world import World

REOPENS = ("a1", "Turkey reopens embassy in Damascus", "The flag was raised over the building.")


def change(there: World, old: str, new: str) -> None:
    text = there.config.read_text()
    assert old in text
    there.config.write_text(text.replace(old, new))


async def test_where_no_feed_is_due_it_says_which_is_the_next_and_how_to_read_it_now(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en", "SANA": "/sana"}) as there:
        change(there, "every: 1s", "every: 1h")
        change(there, "channels:", "timezone: Asia/Damascus\nchannels:")
        for path in ("/en", "/sana"):
            there.feeds.answer(path, feed(REOPENS))
        assert "2 feeds: 2 fetched" in await there.thaw("poll")
        told = await there.thaw("poll")
        assert told.startswith("0 feeds: 0 fetched, 0 not modified, 0 failed\n0 new entries, ")
        moment = r"\d{4}-\d\d-\d\d \d\d:\d\d Asia/Damascus"
        due = rf"No feed is due yet; the first of 2, (Enab|SANA), is at {moment}\. To read now: thaw poll --all\n"
        assert re.search(due, told)
        assert (await there.thaw("poll", "--json"))["feeds"] == 0
        assert "2 feeds: 2 fetched" in await there.thaw("poll", "--all")


async def test_without_a_feed_it_says_how_one_is_added(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        change(there, 'name: "Enab"', 'name: "Enab", enabled: false')
        assert "No feed is enabled, so nothing is read. Add one: thaw feeds add URL" in await there.thaw("poll")


async def test_a_shorter_gap_between_polls_holds_at_once(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", feed(REOPENS))
        change(there, "every: 1s", "every: 5h")
        assert "1 feed: 1 fetched" in await there.thaw("poll")
        (before,) = await there.thaw("feeds", "list", "--json")
        change(there, "every: 5h", "every: 1h")
        (after,) = await there.thaw("feeds", "list", "--json")
        assert after["last_checked"] == before["last_checked"]
        assert after["next_check"] < before["next_check"]


async def test_feeds_that_fail_are_told_and_counted_and_the_pass_went_well_all_the_same(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en", "Gone": "/gone"}) as there:
        there.feeds.answer("/en", feed(REOPENS))
        there.feeds.answer("/gone", status="410 Gone")
        told = await there.thaw("poll", expect=0)
        assert "Gone: HTTP 410 Gone\n" in told
        assert (
            "2 feeds: 1 fetched, 0 not modified, 1 failed\n1 new entry, 0 revised, 1 mention, 1 new signal, 0 changed\n" in told
        )
        assert "deliveries: 2 sent, 0 pending" in told
        there.feeds.answer("/en", status="503 Busy")
        assert "2 feeds: 0 fetched, 0 not modified, 2 failed\n" in await there.thaw("poll", "--all", expect=0)
        await there.thaw("feeds", "check", expect=1)


async def test_messages_that_are_not_taken_are_counted_and_the_pass_went_well_all_the_same(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", feed(REOPENS))
        there.hook.answer = b"HTTP/1.1 500 Oh\r\n\r\n"
        assert "deliveries: 1 sent, 1 pending, 0 dead, 0 muted" in await there.thaw("poll", expect=0)
