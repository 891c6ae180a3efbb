"""Passes over feeds with a scripted fetcher: what is due, what fails, what recovers, what waits for nobody."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from service.alert.plan import REPLAY_CHANNELS, REPLAY_ROUTES, REPLAY_SETTINGS
from service.clock import SetClock
from service.detect.watches import load_detector
from service.errors import FetchError, ParseError
from service.feeds.schedule import HEAVY, ScheduleSettings
from service.model.entry import Entry, Feed, FeedState, Fetched, KnownFeed, ParsedFeed
from service.pipeline.intake import Intake
from service.pipeline.planning import Routing
from service.pipeline.poison import DOCUMENT
from service.pipeline.polling import LAST_POLL, Poller
from service.pipeline.room import DROPPED, Room
from service.pipeline.turns import Turns
from service.store.database import AsyncSqlStore, SqlStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Take = Callable[[int], Awaitable[None]] | None
    WhenHeavy = Callable[[], Awaitable[None]] | None

NOW = datetime(2023, 5, 1, 12, tzinfo=UTC)
FEEDS = [Feed(name=name, url=f"https://{name}.example/") for name in ("a", "b", "c")]
INTAKE = Intake(load_detector(), Routing(routes=REPLAY_ROUTES, channels=REPLAY_CHANNELS, settings=REPLAY_SETTINGS))


class Script:
    """Fetches and parses by feed name: an error to raise, None for 304, or the titles of the entries."""

    def __init__(self) -> None:
        self.answers: dict[str, Exception | list[str] | None] = {feed.name: [f"News of {feed.name}"] for feed in FEEDS}
        self.hold: asyncio.Event | None = None
        self.states: list[FeedState] = []
        self.heavy: set[str] = set()
        self.set_aside = asyncio.Event()
        self.parsed = {feed.name: asyncio.Event() for feed in FEEDS}

    async def fetch(self, feed: Feed, state: FeedState, *, take: Take = None) -> Fetched:  # noqa: ARG002 - as the port asks
        self.states.append(state)
        if self.hold is not None and feed.name == "a":
            await self.hold.wait()
        answer = self.answers[feed.name]
        if isinstance(answer, FetchError):
            raise answer
        return Fetched(url=feed.url, status=304 if answer is None else 200, etag='"new"')

    async def parse(self, fetched: Fetched, feed: Feed, now: datetime, *, when_heavy: WhenHeavy = None) -> ParsedFeed:  # noqa: ARG002 - as the port asks
        if feed.name in self.heavy:
            assert when_heavy is not None
            self.set_aside.set()
            await when_heavy()
        answer = self.answers[feed.name]
        if isinstance(answer, ParseError):
            raise answer
        asyncio.get_running_loop().call_soon(self.parsed[feed.name].set)
        assert isinstance(answer, list)
        entries = tuple(Entry(id=title, key=title, title=title, published=now) for title in answer)
        return ParsedFeed(format="rss", entries=entries)


class Rig:
    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.clock = SetClock(NOW)
        self.script = Script()
        self.rows = AsyncSqlStore(store)
        self.poller = Poller(
            store=self.rows, fetcher=self.script, parser=self.script, intake=INTAKE, clock=self.clock,
            schedule=ScheduleSettings(every=timedelta(minutes=10)), concurrency=3,
        )  # fmt: skip

    def state(self, name: str) -> FeedState:
        return next(known.state for known in self.store.read(lambda tx: tx.feeds.all()) if known.feed.name == name)


@asynccontextmanager
async def rig(*feeds: Feed) -> AsyncIterator[Rig]:
    store = SqlStore("sqlite://")
    store.upgrade()
    store.write(lambda tx: tx.feeds.sync(feeds or FEEDS, NOW))
    built = Rig(store)
    yield built
    await built.rows.aclose()
    store.close()


async def test_a_pass_polls_what_is_due_and_no_more() -> None:
    async with rig() as it:
        first = await it.poller.run_pass()
        assert (first.feeds, first.fetched, first.counts.entries_new) == (3, 3, 3)
        assert (await it.poller.run_pass()).feeds == 0
        it.clock.set(NOW + timedelta(minutes=12))
        again = await it.poller.run_pass()
        assert (again.feeds, again.counts.entries_new) == (3, 0)
        everything = await it.poller.run_pass(everything=True)
        assert everything.feeds == 3
        assert isinstance(it.store.read(lambda tx: tx.facts.get(LAST_POLL)), dict)


async def test_a_failure_is_kept_with_its_reason_and_recovers() -> None:
    async with rig() as it:
        it.script.answers |= {"a": FetchError("HTTP 500", status=500), "b": ParseError("not a feed (HTML)"), "c": None}
        told: list[tuple[str, str, str]] = []
        done = await it.poller.run_pass(told=lambda known, outcome, why: told.append((known.feed.name, outcome, why)))
        assert (done.fetched, done.not_modified, done.failed) == (0, 1, 2)
        assert ("a", "failed", "HTTP 500") in told
        assert (it.state("b").reason, it.state("b").failures, it.state("b").etag) == ("not a feed (HTML)", 1, None)
        it.script.answers |= {"a": ["x"], "b": ["y"]}
        it.clock.set(NOW + timedelta(minutes=12))
        assert (await it.poller.run_pass()).counts.entries_new == 2
        assert (it.state("a").failures, it.state("a").reason, it.state("a").etag) == (0, "", '"new"')


async def test_an_etag_is_never_saved_without_its_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    async with rig() as it:

        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("the disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(INTAKE, "take", broken)
            with pytest.raises(RuntimeError):
                await it.poller.run_pass()
        assert it.state("a") == FeedState()
        assert (await it.poller.run_pass()).counts.entries_new == 3


async def test_a_slow_feed_holds_up_no_other_and_is_not_polled_twice_at_once() -> None:
    async with rig() as it:
        it.script.hold = asyncio.Event()
        slow = asyncio.create_task(it.poller.run_pass())
        await it.script.parsed["c"].wait()
        await it.rows.read(lambda tx: tx.feeds.all())  # the store works in order: what was read is committed by now
        it.clock.set(NOW + timedelta(minutes=12))
        second = await it.poller.run_pass()
        assert second.feeds == 2
        it.script.hold.set()
        assert (await slow).feeds == 3
        assert it.state("a").polls == 1


class SlowHost(Script):
    """Answers for one host when another has been asked."""

    def __init__(self) -> None:
        super().__init__()
        self.at_once, self.most, self.over = 0, 0, asyncio.Event()

    async def fetch(self, feed: Feed, state: FeedState, *, take: Take = None) -> Fetched:  # noqa: ARG002 - as the port asks
        if feed.name == "b":
            self.over.set()
        else:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            await self.over.wait()
            self.at_once -= 1
        return Fetched(url=feed.url, status=304)


async def test_many_feeds_of_one_slow_host_hold_up_no_other() -> None:
    slow = [Feed(name=f"a{number}", url=f"https://slow.example/{number}") for number in range(20)]
    script = SlowHost()
    async with rig(*slow, FEEDS[1]) as it:
        it.poller._fetcher = script
        assert (await it.poller.run_pass()).not_modified == 21
    assert script.most == 2


async def test_many_slow_feeds_hold_up_no_other() -> None:
    script = SlowHost()
    slow = [Feed(name=f"a{number}", url=f"https://slow{number}.example/") for number in range(10)]
    async with rig(*slow, FEEDS[1]) as it:
        it.poller._fetcher = script
        it.poller._turns = Turns(3, patience=0)
        assert (await it.poller.run_pass()).not_modified == 11
    assert script.most == 10


class Hoards(Script):
    """Sends large documents that never come to their end, except `b`, which is as large and ends."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room, self.most = room, 0
        self.took = asyncio.Queue[str]()

    async def fetch(self, feed: Feed, state: FeedState, *, take: Take = None) -> Fetched:  # noqa: ARG002 - as the port asks
        assert take is not None
        for _ in range(4):
            await take(10)
            self.most = max(self.most, self.room.used)
            self.took.put_nowait(feed.name)
        if feed.name != "b":
            await asyncio.Event().wait()
        return Fetched(url=feed.url, status=200, body=b"x" * 40)


async def test_many_slow_feeds_with_large_documents_share_bounded_room_and_give_way() -> None:
    slow = [Feed(name=f"a{number}", url=f"https://slow{number}.example/") for number in range(10)]
    async with rig(*slow, FEEDS[1]) as it:
        it.poller._room, it.poller._turns = Room(100, small=0), Turns(3, patience=0)
        it.poller._fetcher = script = Hoards(it.poller._room)
        ended: dict[str, str] = {}
        done = asyncio.Event()

        def told(known: KnownFeed, outcome: str, why: str) -> None:
            ended[known.feed.name] = why or outcome
            if known.feed.name == "b":
                done.set()

        running = asyncio.create_task(it.poller.run_pass(told=told))
        await asyncio.wait_for(done.wait(), 30)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert ended.pop("b") == "fetched"
        assert set(ended.values()) == {DROPPED}
        assert (script.most, it.poller._room.used) == (100, 0)


async def test_what_is_heavy_keeps_no_room_meanwhile() -> None:
    async with rig(*FEEDS[1:]) as it:
        it.poller._room = Room(40, small=0)
        it.poller._fetcher = script = Hoards(it.poller._room)
        it.script.heavy = {"b"}
        running = asyncio.create_task(it.poller.run_pass())
        async with asyncio.timeout(30):
            # Who waits for room beside it gets some, though it is not done.
            assert [await script.took.get() for _ in range(8)] == ["b"] * 4 + ["c"] * 4
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert it.poller._room.used == 0


async def test_what_kills_its_parser_is_kept_for_a_person_to_look_at() -> None:
    async with rig() as it:
        it.script.answers |= {"a": ParseError("parser crashed (signal 9)", retry=True), "b": ParseError("not a feed (HTML)")}
        await it.poller.run_pass()
        ((_, key, why, _),) = it.store.read(lambda tx: tx.quarantine.listed())
        assert (key, why) == (DOCUMENT, "parser crashed (signal 9)")
        assert it.state("a").reason == "parser crashed (signal 9)"


async def test_who_failed_last_time_comes_last() -> None:
    async with rig() as it:
        it.poller._turns = Turns(1)
        it.script.answers |= {"a": FetchError("HTTP 500", status=500)}
        order: list[str] = []
        await it.poller.run_pass(everything=True)
        await it.poller.run_pass(everything=True, told=lambda known, *_: order.append(known.feed.name))
        assert order == ["b", "c", "a"]


async def test_who_failed_last_time_begins_when_the_others_are_done() -> None:
    async with rig() as it:
        it.script.answers |= {"b": FetchError("HTTP 500", status=500)}
        await it.poller.run_pass(everything=True)
        it.script.hold, it.script.parsed["c"], it.script.states = asyncio.Event(), asyncio.Event(), []
        running = asyncio.create_task(it.poller.run_pass(everything=True))
        await it.script.parsed["c"].wait()
        assert [state.failures for state in it.script.states] == [0, 0]
        it.script.hold.set()
        assert (await running).feeds == 3
        assert [state.failures for state in it.script.states] == [0, 0, 1]


async def test_what_is_heavy_waits_for_the_others_and_holds_no_turn_meanwhile() -> None:
    async with rig() as it:
        it.poller._turns = Turns(1)
        it.script.heavy = {"a", "b"}
        order: list[str] = []
        done = await it.poller.run_pass(told=lambda known, *_: order.append(known.feed.name))
        assert (done.fetched, done.counts.entries_new) == (3, 3)
        assert order[0] == "c"


async def test_what_was_heavy_last_time_begins_when_the_others_are_done() -> None:
    async with rig() as it:
        it.script.heavy = {"b"}
        await it.poller.run_pass(everything=True)
        assert [HEAVY in it.state(name).reason for name in "abc"] == [False, True, False]
        it.script.answers |= dict.fromkeys("abc")
        for _ in range(2):  # what it said last is heavy still, though there was nothing to read
            order: list[str] = []
            it.script.states.clear()
            await it.poller.run_pass(everything=True, told=lambda known, *_: order.append(known.feed.name))  # noqa: B023 - called within
            assert (order[-1], HEAVY in it.script.states[-1].reason) == ("b", True)
        it.script.answers["b"], it.script.heavy = ["Less"], set()
        await it.poller.run_pass(everything=True)
        assert it.state("b").reason == "new entries under an unchanged ETag or date: the server may hide some"


async def test_what_is_heavy_is_left_for_the_next_start_where_the_service_stops() -> None:
    async with rig() as it:
        it.script.heavy, it.script.hold = {"b"}, asyncio.Event()
        running = asyncio.create_task(it.poller.run_pass())
        await it.script.set_aside.wait()
        it.poller.stop()
        it.script.hold.set()
        assert (await running).feeds == 2
        assert it.state("b") == FeedState()


async def test_told_to_stop_it_begins_no_further_feed() -> None:
    async with rig() as it:
        it.poller.stop()
        assert (await it.poller.run_pass()).feeds == 0
        assert not it.script.states


async def test_a_clock_that_was_set_back_stops_nothing() -> None:
    async with rig() as it:
        it.clock.set(NOW + timedelta(days=90))
        await it.poller.run_pass()
        it.clock.set(NOW)
        assert (await it.poller.run_pass()).feeds == 3
