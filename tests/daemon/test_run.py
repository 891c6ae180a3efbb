"""The daemon as its administrator knows it: told to stop, to read its settings again, started twice, killed."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from service.detect.pack import PACKS
from tests.app.world import World, feed, world
from tests.daemon.running import running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.net.rawserver import Asked

REOPENS = ("a1", "Turkey reopens embassy in Damascus", "The flag was raised over the building.")
OMAN = ("b1", "Oman reopens its embassy in Damascus", "The flag was raised over the building.")
QUIET = feed(("x", "Nothing of note", ""))
OPERATORS = "  - {reason: [operational], to: [hook]}\n"


def change(there: World, old: str, new: str) -> None:
    text = there.config.read_text()
    assert old in text
    there.config.write_text(text.replace(old, new))


def states(there: World) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(there.config.parent / "thaw.db")) as database:
        return database.execute("SELECT state, count(*) FROM deliveries GROUP BY state").fetchall()


async def hooked(there: World, count: int) -> None:
    async with asyncio.timeout(60):
        while len(there.hook.requests) < count:  # noqa: ASYNC110 - the receiver has no event for it
            await asyncio.sleep(0.05)


async def test_settings_are_read_again_at_sighup(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", QUIET)
        there.feeds.answer("/new", QUIET)
        async with running(there) as daemon:
            await daemon.says("pass")
            change(there, "feeds:", f'feeds:\n  - {{name: "New", url: "{there.feeds.url("/new")}"}}')
            daemon.tell(signal.SIGHUP)
            assert (await daemon.says("settings read again"))["feeds"] == 2
            async with asyncio.timeout(60):
                await there.feeds.until(lambda: any(asked.path == "/new" for asked in there.feeds.asked))
            daemon.tell(signal.SIGTERM)
            assert await daemon.ends() == 0


async def test_wrong_settings_are_told_with_their_line_and_the_old_ones_stay(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", QUIET)
        change(there, "routes:\n", "routes:\n" + OPERATORS)
        async with running(there) as daemon:
            await daemon.says("pass")
            change(there, "every: 1s", "every: soon")
            daemon.tell(signal.SIGHUP)
            told = await daemon.says("the new settings are wrong; the old ones stay")
            assert "config.yaml:2: poll.every: must be a duration" in told["reason"]
            await hooked(there, 1)
            assert b'"signal.operational"' in there.hook.requests[0][1]
            assert b"config.yaml:2" in there.hook.requests[0][1]
            there.feeds.answer("/en", feed(("x", "Nothing of note", ""), REOPENS))
            await hooked(there, 2)
            change(there, "every: soon", "every: 1s")
            daemon.tell(signal.SIGHUP)
            await daemon.says("settings read again")


async def test_e08_a_wrong_watch_leaves_the_old_one_active(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text((PACKS / "watches" / "assi.yaml").read_text("utf-8"), "utf-8")
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", QUIET)
        change(there, "feeds:", "watches: [mine.yaml]\nfeeds:")
        async with running(there) as daemon:
            await daemon.says("pass")
            mine.write_text("name: mine\ntarget: 7\nsurprise: true\n", "utf-8")
            daemon.tell(signal.SIGHUP)
            told = await daemon.says("the new settings are wrong; the old ones stay")
            assert "mine.yaml:" in told["reason"]
            there.feeds.answer("/en", feed(("x", "Nothing of note", ""), REOPENS))
            await hooked(there, 1)


async def test_health_and_metrics_are_served_from_what_happens(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", feed(REOPENS))
        async with running(there) as daemon:
            await daemon.says("pass")
            await hooked(there, 1)
            ready = await daemon.until("/readyz", lambda answer: answer.json().get("deliveries", {}).get("sent") == 2)
            assert (ready.status_code, ready.json()["ready"], ready.json()["problems"]) == (200, True, [])
            measured = (await daemon.asks("/metrics")).text.splitlines()
            for line in (
                'thaw_fetches_total{outcome="fetched"}',
                'thaw_entries_total{kind="new"} 1.0',
                'thaw_signal_changes_total{kind="new"} 1.0',
                'thaw_signals{severity="critical"} 1.0',
                'thaw_deliveries{channel="hook",state="sent"} 1.0',
                'thaw_job_seconds_count{job="poll"}',
                "thaw_ready 1.0",
            ):
                assert [each for each in measured if each.startswith(line)], line
            daemon.tell(signal.SIGHUP)
            await daemon.says("settings read again")
            assert 'thaw_settings_readings_total{outcome="right"} 1.0' in (await daemon.asks("/metrics")).text


async def test_feeds_under_way_are_finished_before_new_settings_hold(tmp_path: Path) -> None:
    gate = asyncio.Event()

    async def slow(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        await gate.wait()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()

    body = feed(REOPENS)
    async with world(tmp_path, {"Enab": "/slow"}) as there:
        change(there, "timeout: 2s", "timeout: 30s")
        there.feeds.handlers["/slow"] = slow
        async with running(there) as daemon:
            await daemon.says("running")
            async with asyncio.timeout(60):
                await there.feeds.until(lambda: bool(there.feeds.asked))
            change(there, "channels:", "contact: x@example.org\nchannels:")
            daemon.tell(signal.SIGHUP)
            gate.set()
            await daemon.says("settings read again")
            await hooked(there, 1)
            assert "example.org" not in there.feeds.asked[0].headers["user-agent"]


@pytest.mark.parametrize("renewing", [False, True])
async def test_p11_sigterm_ends_it_whole_whatever_hangs(tmp_path: Path, renewing: bool) -> None:
    over = asyncio.Event()

    async def never(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
        await over.wait()

    async with world(tmp_path, {"Enab": "/en", "Slow": "/slow"}) as there:
        change(there, "timeout: 2s", "timeout: 10m")
        there.feeds.answer("/en", feed(REOPENS))
        there.feeds.handlers["/slow"] = never
        there.hook.silent = True
        async with running(there) as daemon:
            await hooked(there, 1)
            if renewing:
                daemon.tell(signal.SIGHUP)
                await daemon.says("new settings wait for what is under way")
            daemon.tell(signal.SIGTERM)
            assert await daemon.ends() == 0
            assert daemon.said("stopped")
            assert not daemon.said("a channel failed in a way that it never should")
            assert "Traceback" not in "".join(daemon.raw)
        over.set()
        assert dict(states(there)) == {"sent": 1, "sending": 1}  # the call may have arrived, so it goes out again, by the same id
        assert "sound" in await there.thaw("db", "check")


@pytest.mark.parametrize(("times", "code"), [(1, 0), (2, 1)])
async def test_a_database_that_somebody_else_locks_holds_up_no_shutdown(tmp_path: Path, times: int, code: int) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", QUIET)
        async with running(there) as daemon:
            await daemon.says("pass")
            with closing(sqlite3.connect(tmp_path / "thaw.db", isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                seen = len(there.feeds.asked)
                async with asyncio.timeout(60):
                    await there.feeds.until(lambda: len(there.feeds.asked) > seen)
                daemon.tell(signal.SIGTERM)
                await daemon.says("stopping")
                for _ in range(times - 1):
                    daemon.tell(signal.SIGTERM)
                assert await daemon.ends() == code
        assert "sound" in await there.thaw("db", "check")


async def test_i07_a_second_one_is_told_who_holds_the_database_and_follows_when_it_dies(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", QUIET)
        async with running(there) as first:
            await first.says("pass")
            async with running(there) as second:
                assert await second.ends() == 75
                holder = f"(pid {first.process.pid} on {socket.gethostname()})"
                assert f"another instance holds the lock {tmp_path / 'thaw.db.lock'} {holder}" in "".join(second.raw)
            first.tell(signal.SIGKILL)
            await first.ends()
            async with running(there) as third:
                await third.says("pass")


async def test_p15_the_heartbeat_beats_while_all_is_well_and_only_then(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", QUIET)
        there.feeds.answer("/alive")
        change(there, "feeds:", f'heartbeat: "{there.feeds.url("/alive?id=hushed-word")}"\nfeeds:')
        async with running(there) as daemon:
            async with asyncio.timeout(60):
                await there.feeds.until(lambda: any(asked.path.startswith("/alive") for asked in there.feeds.asked))
            assert "hushed-word" not in "".join(daemon.raw)


async def test_without_passes_there_is_no_heartbeat(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/gone"}) as there:
        there.feeds.answer("/gone", status="410 Gone")
        there.feeds.answer("/alive")
        change(there, "feeds:", f'heartbeat: "{there.feeds.url("/alive")}"\nfeeds:')
        async with running(there) as daemon:
            told = await daemon.says("no heartbeat: not all is well")
            assert told["problems"] == ["the only feed fails: thaw feeds list says why"]
        assert not [asked for asked in there.feeds.asked if asked.path == "/alive"]
