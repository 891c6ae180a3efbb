"""P8, B12: feeds that cover nothing any more are told once each, to the channels that ask for it, and never given up."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from service.alert.plan import REPLAY_SETTINGS
from service.app.health import health_of
from service.clock import SetClock
from service.detect.watches import load_detector
from service.errors import FetchError
from service.feeds.coverage import TRUNCATED, Trouble
from service.feeds.schedule import LONGEST_GAP, ScheduleSettings, after_success
from service.model.alert import Alert, Delivery, Reason, RouteRule
from service.model.entry import Entry, Feed, FeedState, Fetched, KnownFeed, ParsedFeed
from service.pipeline.coverage import may_be_broken
from service.pipeline.intake import Intake
from service.pipeline.planning import Routing
from service.pipeline.polling import Poller
from service.store.database import AsyncSqlStore, SqlStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    Take = Callable[[int], Awaitable[None]] | None
    WhenHeavy = Callable[[], Awaitable[None]] | None

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ROUTES = (RouteRule(to=("desk",), severity=("critical",)), RouteRule(to=("ops",), reason=("operational",)))
DETECTOR = load_detector()


class Outlets:
    """Feeds by name: an error, None for 304, or the number of the newest entry."""

    def __init__(self, *names: str) -> None:
        self.answers: dict[str, FetchError | int | None] = dict.fromkeys(names, 0)

    async def fetch(self, feed: Feed, state: FeedState, *, take: Take = None) -> Fetched:  # noqa: ARG002 - as the port asks
        answer = self.answers[feed.name]
        if isinstance(answer, FetchError):
            raise answer
        return Fetched(url=feed.url, status=304 if answer is None else 200)

    async def parse(self, fetched: Fetched, feed: Feed, now: datetime, *, when_heavy: WhenHeavy = None) -> ParsedFeed:  # noqa: ARG002 - as the port asks
        title = f"News {self.answers[feed.name]}"
        return ParsedFeed(format="rss", entries=(Entry(id=title, key=title, title=title),))


class Rig:
    def __init__(self, store: SqlStore, *names: str, routes: Sequence[RouteRule] = ROUTES) -> None:
        self.store, self.clock, self.outlets = store, SetClock(NOW), Outlets(*names)
        self.rows = AsyncSqlStore(store)
        routing = Routing(routes=routes, channels={"desk": ["d@x"], "ops": ["o@x", "p@x"]}, settings=REPLAY_SETTINGS)
        self.poller = Poller(
            store=self.rows, fetcher=self.outlets, parser=self.outlets, intake=Intake(DETECTOR, routing), clock=self.clock,
            schedule=ScheduleSettings(every=timedelta(minutes=10)),
        )  # fmt: skip

    async def polls(self, hours: int) -> None:
        """One pass over everything every hour."""
        for _ in range(hours):
            self.clock.set(self.clock.now() + HOUR)
            await self.poller.run_pass(everything=True)

    def told(self) -> Sequence[tuple[Alert, Sequence[Delivery]]]:
        return [each for each in self.store.read(lambda tx: tx.alerts.listed()) if each[0].reason is Reason.OPERATIONAL]

    def state(self, name: str) -> FeedState:
        return next(one.state for one in self.store.read(lambda tx: tx.feeds.all()) if one.feed.name == name)


@asynccontextmanager
async def rig(*names: str, routes: Sequence[RouteRule] = ROUTES) -> AsyncIterator[Rig]:
    store = SqlStore("sqlite://")
    store.upgrade()
    store.write(lambda tx: tx.feeds.sync([Feed(name=name, url=f"https://{name}.example/") for name in names], NOW))
    made = Rig(store, *names, routes=routes)
    yield made
    await made.rows.aclose()
    store.close()


async def test_a_feed_that_fails_for_a_day_is_told_once_and_tried_for_ever() -> None:
    async with rig("a", "b") as it:
        it.outlets.answers["a"] = FetchError("HTTP 404 Not Found", status=404)
        await it.polls(24)
        assert it.told() == []
        await it.polls(1)
        ((alert, deliveries),) = it.told()
        assert alert.title == "Feed a cannot be read"
        assert "HTTP 404 Not Found since 2026-05-01 13:00 UTC, 25 tries" in str(alert.content)
        assert {(delivery.channel, delivery.recipient) for delivery in deliveries} == {("ops", "o@x"), ("ops", "p@x")}
        await it.polls(30 * 24)
        assert len(it.told()) == 1
        state = it.state("a")
        assert state.next_check is not None
        assert timedelta() < state.next_check - it.clock.now() <= LONGEST_GAP * 1.1
        health = it.store.read(lambda tx: health_of(tx, now=it.clock.now(), every=HOUR))
        assert health.as_json()["feeds"] == {"enabled": 2, "failing": 1, "broken": {"a": ["failing"]}}


async def test_what_recovered_and_breaks_again_is_told_again() -> None:
    async with rig("a") as it:
        for _ in range(2):
            it.outlets.answers["a"] = FetchError("HTTP 410 Gone", status=410)
            await it.polls(3)
            it.outlets.answers["a"] = None
            await it.polls(1)
            assert it.state("a").told == ()
        assert [alert.title for alert, _ in it.told()] == ["Feed a is gone"] * 2


async def test_silence_is_told_once_until_something_comes() -> None:
    async with rig("a") as it:
        for number in range(1, 5):
            it.outlets.answers["a"] = number
            await it.polls(8)  # its usual gap
        it.outlets.answers["a"] = None
        await it.polls(32)
        assert it.told() == []
        await it.polls(40)
        it.outlets.answers["a"] = 4  # not modified, or read again without anything new, is silence as well
        await it.polls(3)
        ((alert, _),) = it.told()
        assert alert.title == "Feed a is silent"
        it.outlets.answers["a"] = 5
        await it.polls(1)
        assert it.state("a").told == ()


async def test_a_network_that_is_down_is_one_message() -> None:
    names = [f"n{number:02}" for number in range(60)]
    async with rig(*names) as it:
        it.outlets.answers = dict.fromkeys(names, FetchError("host not found"))
        await it.polls(26)
        ((alert, _),) = it.told()
        assert alert.title == "60 feeds cover nothing any more"
        assert "n00: host not found" in str(alert.content)
        assert "and 20 more" in str(alert.content)


async def test_where_no_route_asks_for_it_it_is_kept_and_shown() -> None:
    async with rig("a", routes=ROUTES[:1]) as it:
        it.outlets.answers["a"] = FetchError("HTTP 410 Gone", status=410)
        await it.polls(1)
        assert [(alert.title, list(deliveries)) for alert, deliveries in it.told()] == [("Feed a is gone", [])]


async def test_what_could_not_be_told_is_told_by_the_next_pass() -> None:
    async with rig("a") as it:
        it.outlets.answers["a"] = FetchError("HTTP 410 Gone", status=410)
        await it.polls(1)
        # As a crash between the commit of the feed and the end of the pass would leave it.
        known = it.store.read(lambda tx: tx.feeds.all())[0]
        it.store.write(lambda tx: tx.feeds.save(known.id, replace(known.state, told=())))
        await it.polls(1)
        assert len(it.told()) == 2


async def test_c11_a_feed_that_grew_too_long_is_told_once_until_it_is_shorter() -> None:
    known = KnownFeed(id=1, feed=Feed(name="long", url="https://long.example/"), state=FeedState())
    settings = ScheduleSettings(every=timedelta(minutes=10))

    def polled(before: FeedState, *warnings: str) -> FeedState:
        parsed = ParsedFeed(format="rss", entries=(Entry(id="1", key="1", title="t"),), warnings=warnings)
        one = replace(known, state=before)
        return after_success(one, Fetched(url="", status=200), parsed, new_entries=1, now=NOW, settings=settings)

    long = polled(FeedState(), f"{TRUNCATED}500")
    assert may_be_broken(long, NOW)
    again = polled(replace(long, told=(Trouble.TOO_LONG,)), f"{TRUNCATED}501")
    assert not may_be_broken(again, NOW)
    assert polled(again).told == ()
