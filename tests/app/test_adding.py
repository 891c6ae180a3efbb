"""`thaw feeds add` and `check` against real servers: pages, feeds, what is blocked, what is down."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.app.world import feed, world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.net.rawserver import Asked

NEWS = feed(("1", "Turkey reopens embassy in Damascus", "The flag was raised."), title="Enab")


@asynccontextmanager
async def canary() -> AsyncIterator[tuple[int, list[object]]]:
    """A server at an address that nobody may connect to: its port, and who came."""
    came: list[object] = []

    async def note(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(writer.get_extra_info("peername"))
        writer.close()

    async with await asyncio.start_server(note, "127.0.0.2", 0) as listening:
        yield listening.sockets[0].getsockname()[1], came


async def test_of_a_page_the_feed_that_it_names_is_added_under_its_title(tmp_path: Path) -> None:
    async with world(tmp_path, {}) as there:
        there.feeds.answer("/rss", NEWS, headers='ETag: "1"\r\n')
        page = there.feeds.answer("/", b'<html><link rel="alternate" type="application/rss+xml" href="/rss"></html>')
        told = await there.thaw("feeds", "add", page, "--lang", "en")
        assert f"the page names {there.feeds.url('/rss')}; 1 entry" in told
        assert "Enab: added" in told
        (listed,) = await there.thaw("feeds", "list", "--json")
        assert (listed["name"], listed["url"], listed["lang"]) == ("Enab", there.feeds.url("/rss"), "en")
        assert (await there.thaw("poll", "--json"))["entries_new"] == 1


async def test_a01_an_address_that_is_not_public_is_refused_at_add_and_at_poll(tmp_path: Path) -> None:
    async with canary() as (port, came), world(tmp_path, {"private": f"http://127.0.0.2:{port}/"}) as there:
        for arguments in ((f"http://127.0.0.2:{port}/x",), ("Own", f"http://127.0.0.2:{port}/x")):
            told = await there.thaw("feeds", "add", *arguments, expect=2)
            assert "blocked: 127.0.0.2 is not a public address (poll.allow_private lists exceptions)" in told
        assert "blocked: 127.0.0.2 is not a public address" in await there.thaw("poll")
        assert [one["name"] for one in await there.thaw("feeds", "list", "--json")] == ["private"]
        assert came == []


async def test_a_page_that_names_no_feed_is_refused_and_what_is_down_is_added(tmp_path: Path) -> None:
    async with world(tmp_path, {}) as there:
        page = there.feeds.answer("/", b"<html>Welcome</html>")
        assert "not a feed (HTML)" in await there.thaw("feeds", "add", page, expect=2)
        down = there.feeds.answer("/down", status="503 Service Unavailable")
        told = await there.thaw("feeds", "add", down)
        assert "could not be read now (HTTP 503 Service Unavailable); it is tried at every poll all the same" in told
        assert "127.0.0.1: added; it is read at the next poll; if its address is wrong: thaw feeds remove 127.0.0.1" in told
        assert [one["name"] for one in await there.thaw("feeds", "list", "--json")] == ["127.0.0.1"]
        assert "a name and an address, no more" in await there.thaw("feeds", "add", "Two", "words", down, expect=2)


async def test_where_nothing_is_nothing_is_stored(tmp_path: Path) -> None:
    async with world(tmp_path, {}) as there:
        for path, status in (("/404", "404 Not Found"), ("/410", "410 Gone")):
            url = there.feeds.answer(path, status=status)
            told = await there.thaw("feeds", "add", "Own", url, expect=2)
            assert f"{url}: HTTP {status}: there is no feed at this address; correct it; nothing was stored" in told
        assert await there.thaw("feeds", "list", "--json") == []


async def test_what_does_not_answer_in_time_is_stored_and_tried_again(tmp_path: Path) -> None:
    over = asyncio.Event()

    async def slow(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
        await over.wait()

    async with world(tmp_path, {}) as there:
        there.feeds.handlers["/slow"] = slow
        told = await there.thaw("feeds", "add", "Own", there.feeds.url("/slow"))
        assert "Own: could not be read now (deadline exceeded: no whole answer within 2 s)" in told
        assert [one["name"] for one in await there.thaw("feeds", "list", "--json")] == ["Own"]
        over.set()


async def test_check_tells_like_a_doctor(tmp_path: Path) -> None:
    old = feed(("1", "Old", "News."), ("2", "", "More."), title="Enab", age=timedelta(days=90))
    async with world(tmp_path, {"Enab": "/old", "Dead": "/dead"}) as there:
        there.feeds.answer("/old", status="301 Moved", headers="Location: /new\r\n")
        there.feeds.answer("/new", old, headers="Content-Type: text/xml\r\n")
        there.feeds.answer("/dead", status="410 Gone")
        told = await there.thaw("feeds", "check", expect=1)
        day = datetime.now(UTC) - timedelta(days=90)
        for each in (
            "Dead: wrong: HTTP 410 Gone",
            f"Enab: right: moved to {there.feeds.url('/new')} (301)",
            f"nothing in it is newer than {day:%Y-%m-%d}",
            "1 of 2 entries without a title",
            f"rss, utf-8, {len(old):,} bytes: Enab",
            "2 entries, from ",
            "the server names no version (ETag, Last-Modified): each poll fetches all of it",
        ):
            assert each in told
        checked = await there.thaw("feeds", "check", "Enab", "--json")
        assert (checked["format"], checked["charset"], checked["undated"]) == ("rss", "utf-8", 0)
        assert checked["redirects"] == [{"status": 301, "url": there.feeds.url("/new")}]
