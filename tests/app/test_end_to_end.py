"""The program as its users run it: real processes, real sockets, a real database."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.app.world import ROOT, World, feed, world
from tests.nursery import Born

if TYPE_CHECKING:
    from pathlib import Path

    from tests.net.rawserver import Asked

REOPENS = ("a1", "Turkey reopens embassy in Damascus", "The flag was raised over the building.")
ARABIC = ("b1", "تركيا تعيد فتح سفارتها في دمشق", "رفع العلم فوق المبنى يوم السبت.")


def rows(there: World, query: str) -> list[Any]:
    with closing(sqlite3.connect(there.config.parent / "thaw.db")) as database:
        return database.execute(query).fetchall()


async def test_one_step_from_two_outlets_is_one_mail_and_one_call(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en", "Syria TV": "/ar"}) as there:
        there.feeds.answer("/en", feed(REOPENS))
        there.feeds.answer("/ar", feed(title="Syria TV"))
        first = await there.thaw("poll", "--json")
        assert (first["feeds"], first["fetched"], first["entries_new"], first["signals_new"]) == (2, 2, 1, 1)
        assert first["deliveries"] == {"sent": 2, "pending": 0, "dead": 0, "muted": 0}
        there.feeds.answer("/ar", feed(ARABIC, title="Syria TV"))
        second = await there.thaw("poll", "--all", "--json")
        assert (second["signals_new"], second["signals_changed"], second["deliveries"]["sent"]) == (0, 1, 0)
        (found,) = await there.thaw("signals", "list", "--json")
        assert (found["sources"], found["langs"], found["severity"]) == (["Enab", "Syria TV"], ["en", "ar"], "critical")
        assert len(there.mailbox.envelopes) == len(there.hook.requests) == 1
        assert "Turkey reopens embassy" in str(there.mailbox.messages[0]["subject"])
        assert found["signal"] in await there.thaw("signals", "show", found["signal"])


async def test_a_denial_goes_to_everybody_who_got_the_page(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", feed(("a", "Turkey has reopened its embassy in Damascus, sources say", "")))
        await there.thaw("poll")
        there.feeds.answer("/en", feed(("b", "Turkey denies reopening its embassy in Damascus", "")))
        await there.thaw("poll", "--all")
        assert [headers["webhook-id"][:4] for headers, _ in there.hook.requests] == ["msg_", "msg_"]
        assert b'"signal.corrected"' in there.hook.requests[1][1]
        assert len(there.mailbox.envelopes) == 2


async def test_a_rejected_page_is_corrected_by_the_names_of_its_actors(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", feed(REOPENS))
        await there.thaw("poll")
        (found,) = await there.thaw("signals", "list", "--json")
        assert "desk (d@example.org): at once" in await there.thaw("alerts", "preview", found["signal"])
        assert "2 messages will go out" in await there.thaw(
            "signals", "review", found["signal"], "reject", "--note", "an old photo"
        )
        await there.thaw("poll", "--all")
        assert len(there.mailbox.envelopes) == len(there.hook.requests) == 2
        assert b'"signal.corrected"' in there.hook.requests[1][1]
        assert str(there.mailbox.messages[1]["subject"]).startswith(
            "CORRECTION of CRITICAL: TUR-SYR diplomatic relations rejected"
        )
        body = there.mailbox.messages[1].get_body(("plain",))
        assert body is not None
        assert "Turkey" in body.get_content()


async def test_a_page_in_place_of_a_feed_is_told_with_the_feeds_it_names(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/page"}) as there:
        link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
        there.feeds.answer("/page", f"<!DOCTYPE html><html><head>{link}</head><body>News</body></html>".encode())
        told = await there.thaw("feeds", "check", expect=1)
        assert f"wrong: not a feed (HTML); the page names {there.feeds.url('/rss')}" in told
        assert "ht tp://x: holds a space" in await there.thaw("feeds", "check", "ht tp://x", expect=2)


async def test_what_is_old_at_the_first_poll_pages_nobody(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", feed(REOPENS, age=timedelta(days=3)))
        done = await there.thaw("poll", "--json")
        assert (done["mentions"], done["signals_new"], done["deliveries"]["sent"]) == (1, 1, 0)


async def test_each_bad_feed_is_told_apart_and_the_others_go_on(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as unused:
        nobody = unused.getsockname()[1]
    names = {
        "good": "/good", "nobody there": f"http://127.0.0.1:{nobody}/", "broken": "/500", "page": "/html", "empty": "/empty",
        "huge": "/huge", "endless": "/endless", "private": "http://10.1.2.3/", "slow": "/slow",
    }  # fmt: skip
    over = asyncio.Event()

    async def endless(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"<rss>" * 10_000)
            await writer.drain()

    async def slow(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
        await over.wait()

    async with world(tmp_path, names) as there:
        there.feeds.answer("/good", feed(REOPENS))
        there.feeds.answer("/500", status="500 Oh")
        there.feeds.answer("/html", b"<!DOCTYPE html><html><body>Please log in</body></html>")
        there.feeds.answer("/empty", b"")
        there.feeds.raw("/huge", b"HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n")
        there.feeds.handlers |= {"/endless": endless, "/slow": slow}
        done = await there.thaw("poll", "--json")
        assert (done["feeds"], done["fetched"], done["failed"], done["deliveries"]["sent"]) == (9, 1, 8, 2)
        told = {one["name"]: one["reason"] for one in await there.thaw("feeds", "list", "--json")}
        assert told == {
            "good": None,
            "nobody there": "connection refused",
            "broken": "HTTP 500 Internal Server Error",
            "page": "not a feed (HTML)",
            "empty": "not a feed (empty)",
            "huge": "response larger than 1 MiB",
            "endless": "response larger than 1 MiB",
            "private": "blocked: 10.1.2.3 is not a public address (poll.allow_private lists exceptions)",
            "slow": "deadline exceeded: no whole answer within 2 s",
        }
        over.set()
        there.feeds.answer("/500", feed(ARABIC))
        assert (await there.thaw("poll", "--all", "--json"))["entries_new"] == 1
        assert {one["name"]: one["failures"] for one in await there.thaw("feeds", "list", "--json")}["broken"] == 0


async def test_killed_in_the_middle_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    names = {f"feed {number}": f"/{number}" for number in range(12)}
    async with world(tmp_path, names) as there:
        for number in range(12):
            items = [(f"{number}-{item}", f"Headline {item} of feed {number}", "") for item in range(20)]
            there.feeds.answer(f"/{number}", feed(*items, REOPENS))
        for fetched in (3, 7, 10):
            seen = len(there.feeds.asked)
            process = await asyncio.to_thread(Born, "poll", "--config", str(there.config))
            async with asyncio.timeout(30):
                await there.feeds.until(lambda wanted=seen + fetched: len(there.feeds.asked) >= wanted)  # type: ignore[misc]
            process.send(signal.SIGKILL)
            await process.ended()
        await there.thaw("poll", "--all")
        assert rows(there, "SELECT count(*), count(DISTINCT feed_id || key) FROM entries") == [(252, 252)]
        assert rows(there, "SELECT count(*) FROM signals") == [(1,)]
        assert not rows(there, "SELECT * FROM quarantine")
        keys = {headers["webhook-id"] for headers, _ in there.hook.requests}
        assert len(keys) == 1
        assert "sound" in await there.thaw("db", "check")


async def test_the_daemon_polls_delivers_tells_its_health_and_ends_when_told(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as unused:
        port = unused.getsockname()[1]
    async with world(tmp_path, {"Enab": "/en"}, port=port) as there:
        there.feeds.answer("/en", feed(("x", "Nothing of note", "")))
        daemon = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "service", "run", "--config", str(there.config), cwd=ROOT, stderr=asyncio.subprocess.PIPE
        )
        try:
            async with asyncio.timeout(40):
                await there.feeds.until(lambda: len(there.feeds.asked) >= 2)
                there.feeds.answer("/en", feed(("x", "Nothing of note", ""), REOPENS))
                await there.feeds.until(lambda: bool(there.hook.requests and there.mailbox.envelopes))
                assert "well" in await there.thaw("health")
                assert "another instance holds the lock" in await there.thaw("poll", expect=75)
                daemon.send_signal(signal.SIGTERM)
                _, log = await daemon.communicate()
        finally:
            if daemon.returncode is None:
                daemon.kill()
                await daemon.wait()
        assert daemon.returncode == 0, log.decode()
        assert b"Traceback" not in log
        assert "no answer from the daemon" in await there.thaw("health", expect=1)
        assert len(there.hook.requests) == 1
