from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import FetchError, ParseError
from service.feeds.schedule import (
    HEAVY,
    LONGEST_GAP,
    LONGEST_RETRY_AFTER,
    LONGEST_WISH,
    ScheduleSettings,
    after_failure,
    after_not_modified,
    after_success,
    begins_late,
    brought_forward,
)
from service.model.entry import Entry, Feed, FeedState, Fetched, KnownFeed, ParsedFeed

NOW = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
EVERY = timedelta(minutes=10)
SETTINGS = ScheduleSettings(every=EVERY)
FETCHED = Fetched(url="https://a.example/", status=200, body=b"x", etag='"e"', last_modified="L")
PARSED = ParsedFeed(format="rss", entries=(Entry(id="1", key="1", title="t"), Entry(id="2", key="2", title="t")), title="T")


def known(**state: object) -> KnownFeed:
    return KnownFeed(id=1, feed=Feed(name="a", url="https://a.example/"), state=FeedState(**state))  # type: ignore[arg-type]


def gap(state: FeedState) -> timedelta:
    assert state.next_check is not None
    return state.next_check - NOW


def succeeded(state: KnownFeed, fetched: Fetched = FETCHED, parsed: ParsedFeed = PARSED, new: int = 0) -> FeedState:
    return after_success(state, fetched, parsed, new_entries=new, now=NOW, settings=SETTINGS)


def test_a_good_poll_is_remembered() -> None:
    state = succeeded(known(failures=3, failing_since=NOW, polls=4, entries=5), new=2)
    assert (state.etag, state.last_modified, state.outcome, state.http_status) == ('"e"', "L", "ok", 200)
    assert (state.failures, state.failing_since, state.polls, state.entries) == (0, None, 5, 7)
    assert (state.last_success, state.last_new_entry, state.last_keys, state.title) == (NOW, NOW, ("1", "2"), "T")
    assert EVERY <= gap(state) <= EVERY * 1.1


@pytest.mark.parametrize(
    ("state", "late"),
    [
        (FeedState(), False),
        (FeedState(failures=1), True),
        (FeedState(reason=f"{HEAVY}; gzip"), True),
        (FeedState(reason="gzip"), False),
    ],
)
def test_what_failed_or_was_heavy_last_time_begins_late(state: FeedState, late: bool) -> None:
    assert begins_late(state) is late


@pytest.mark.parametrize(
    ("silent", "wanted"),
    [(timedelta(hours=1), EVERY), (timedelta(days=1), timedelta(hours=1)), (timedelta(days=90), LONGEST_GAP)],
)
def test_a_feed_is_polled_in_its_own_rhythm(silent: timedelta, wanted: timedelta) -> None:
    feed = known(last_new_entry=NOW - silent, last_keys=("1",))
    assert succeeded(feed).interval == wanted
    assert after_not_modified(feed, FETCHED, now=NOW, settings=SETTINGS).interval == wanted


@pytest.mark.parametrize(
    ("fetched", "parsed"),
    [
        (replace(FETCHED, max_age=timedelta(minutes=30)), PARSED),
        (replace(FETCHED, expires=NOW + timedelta(minutes=30)), PARSED),
        (FETCHED, replace(PARSED, ttl=timedelta(minutes=30))),
    ],
)
def test_what_a_feed_asks_for_is_granted_within_reason(fetched: Fetched, parsed: ParsedFeed) -> None:
    assert succeeded(known(), fetched, parsed, new=1).interval == timedelta(minutes=30)
    greedy = replace(parsed, ttl=timedelta(days=9))
    assert succeeded(known(), fetched, greedy, new=1).interval == LONGEST_WISH


def test_what_a_server_asks_for_holds_when_nothing_changed_too() -> None:
    unchanged = Fetched(url="https://a.example/", status=304, max_age=timedelta(minutes=40))
    assert after_not_modified(known(), unchanged, now=NOW, settings=SETTINGS).interval == timedelta(minutes=40)
    late = replace(unchanged, max_age=timedelta(days=40))
    assert after_not_modified(known(), late, now=NOW, settings=SETTINGS).interval == LONGEST_WISH


def test_a_new_address_that_fails_gives_way_to_the_old_one() -> None:
    feed = known(moved_to="https://b.example/", moved_seen=3)
    for kept in ("https://b.example/", "https://b.example/", None):
        feed = replace(feed, state=after_failure(feed, FetchError("HTTP 404", status=404), now=NOW, settings=SETTINGS))
        assert (feed.state.moved_to, feed.state.moved_seen) == (kept, 3 if kept else 0)


def test_two_feeds_do_not_come_at_once_but_each_at_its_own_time() -> None:
    other = replace(known(), feed=Feed(name="b", url="https://b.example/"))
    assert gap(succeeded(known(), new=1)) == gap(succeeded(known(), new=1))
    assert gap(succeeded(known(), new=1)) != gap(succeeded(other, new=1))


def test_hours_that_a_feed_wants_to_itself_are_left_out() -> None:
    state = succeeded(known(), parsed=replace(PARSED, skip_hours=(12, 13, 14)), new=1)
    assert state.next_check == NOW.replace(hour=15, minute=0)
    assert gap(succeeded(known(), parsed=replace(PARSED, skip_hours=tuple(range(24))), new=1)) < EVERY * 1.2


def test_a_poll_that_shares_nothing_with_the_last_is_suspected_of_a_gap() -> None:
    state = succeeded(known(last_keys=("0",), last_new_entry=NOW - timedelta(days=9)))
    assert state.gap_suspected_at == NOW
    assert state.interval == EVERY
    assert succeeded(known(last_keys=("0", "2"))).gap_suspected_at is None
    assert succeeded(known()).gap_suspected_at is None


def test_c10_of_half_a_document_no_version_is_remembered_so_that_the_rest_is_asked_for() -> None:
    half = replace(PARSED, cut_off=True, warnings=("cut off",), ttl=timedelta(hours=1))
    state = succeeded(known(etag='"d"'), parsed=half, new=1)
    assert (state.etag, state.last_modified, state.reason, state.interval) == (None, None, "cut off", EVERY)


@pytest.mark.parametrize(
    ("before", "now", "new", "told"),
    [
        ({"etag": '"e"'}, {"etag": '"e"', "last_modified": None}, 1, True),
        ({"etag": '"e"'}, {"etag": '"e"', "last_modified": None}, 0, False),
        ({"etag": '"d"', "last_modified": "L"}, {"etag": '"e"', "last_modified": "L"}, 1, False),
        ({"last_modified": "L"}, {"etag": None, "last_modified": "L"}, 1, True),
        ({"last_modified": "K"}, {"etag": None, "last_modified": "L"}, 1, False),
        ({}, {"etag": None, "last_modified": None}, 1, False),
    ],
)
def test_news_under_an_old_etag_is_told(before: dict[str, str], now: dict[str, str], new: int, told: bool) -> None:
    state = succeeded(known(**before), replace(FETCHED, **now), new=new)  # type: ignore[arg-type]
    assert ("unchanged ETag" in state.reason) is told


def test_failures_are_backed_off_for_ever_and_never_given_up() -> None:
    feed, gaps = known(etag='"e"'), []
    for _ in range(40):
        state = after_failure(feed, FetchError("HTTP 500", status=500), now=NOW, settings=SETTINGS)
        assert state.interval is not None
        gaps.append(state.interval)
        feed = replace(feed, state=state)
    assert gaps[:4] == [EVERY, EVERY * 2, EVERY * 4, EVERY * 8]
    assert gaps[-1] == LONGEST_GAP
    assert (feed.state.failures, feed.state.failing_since, feed.state.etag) == (40, NOW, '"e"')
    assert (feed.state.outcome, feed.state.reason, feed.state.http_status) == ("failed", "HTTP 500", 500)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [(timedelta(hours=2), timedelta(hours=2)), (timedelta(seconds=1), EVERY), (timedelta(days=5), LONGEST_RETRY_AFTER)],
)
def test_a_server_that_asks_to_be_left_alone_is(asked: timedelta, wanted: timedelta) -> None:
    error = FetchError("HTTP 429", status=429, retry_after=asked)
    assert after_failure(known(), error, now=NOW, settings=SETTINGS).interval == wanted


def test_what_is_no_feed_is_a_failure_that_keeps_what_was_known() -> None:
    state = after_failure(known(etag='"old"', entries=3), ParseError("not a feed (HTML)"), now=NOW, settings=SETTINGS)
    assert (state.reason, state.http_status, state.etag, state.entries) == ("not a feed (HTML)", None, '"old"', 3)


def test_permanent_redirects_are_counted() -> None:
    moved = replace(FETCHED, redirects=((301, "https://b.example/"),))
    feed = known()
    for seen in (1, 2, 3):
        feed = replace(feed, state=succeeded(feed, moved))
        assert (feed.state.moved_to, feed.state.moved_seen) == ("https://b.example/", seen)
    assert succeeded(feed).moved_seen == 3
    passing = replace(FETCHED, redirects=((301, "https://b.example/"), (302, "https://c.example/")))
    assert succeeded(feed, passing).moved_to is None


@given(
    every=st.timedeltas(timedelta(seconds=1), timedelta(days=9)),
    silent=st.timedeltas(timedelta(), timedelta(days=999)),
    failures=st.integers(0, 10**6),
    hours=st.sets(st.integers(0, 23)),
)
def test_the_next_check_is_always_ahead_and_never_by_more_than_the_clock_is_trusted(
    every: timedelta, silent: timedelta, failures: int, hours: set[int]
) -> None:
    settings = ScheduleSettings(every=every)
    feed = known(last_new_entry=NOW - silent, failures=failures)
    parsed = replace(PARSED, skip_hours=tuple(hours))
    for state in (
        after_success(feed, FETCHED, parsed, new_entries=0, now=NOW, settings=settings),
        after_not_modified(feed, FETCHED, now=NOW, settings=settings),
        after_failure(feed, FetchError("x"), now=NOW, settings=settings),
        after_failure(feed, FetchError("x", retry_after=timedelta(days=7)), now=NOW, settings=settings),
    ):
        assert timedelta() < gap(state) < timedelta(hours=25)


SLOW = ScheduleSettings(every=timedelta(minutes=30))
FAST = ScheduleSettings(every=timedelta(minutes=1))


def after(state: KnownFeed, fetched: Fetched = FETCHED, parsed: ParsedFeed = PARSED, new: int = 0) -> KnownFeed:
    """The feed after a poll by slow settings."""
    return replace(state, state=after_success(state, fetched, parsed, new_entries=new, now=NOW, settings=SLOW))


@pytest.mark.parametrize(
    ("feed", "longest"),
    [
        (after(known(), new=2), timedelta(minutes=1)),
        (after(known(last_new_entry=NOW - timedelta(hours=4), last_keys=("1",))), timedelta(minutes=10)),
        (replace(known(), state=after_failure(known(), FetchError("no"), now=NOW, settings=SLOW)), timedelta(minutes=1)),
    ],
)
def test_hastier_settings_bring_the_next_check_forward(feed: KnownFeed, longest: timedelta) -> None:
    assert gap(feed.state) >= SLOW.every
    sooner = brought_forward(feed, SLOW, FAST)
    assert longest <= gap(sooner) <= longest * 1.1
    assert sooner.interval == longest
    assert replace(sooner, next_check=feed.state.next_check, interval=feed.state.interval) == feed.state


@pytest.mark.parametrize(
    "feed",
    [
        known(),
        after(known(), replace(FETCHED, max_age=timedelta(minutes=90)), new=2),
        after(known(last_new_entry=NOW - timedelta(days=20), last_keys=("1",))),
        after(known(), parsed=replace(PARSED, skip_hours=(13, 14, 15)), new=2),
        replace(
            known(),
            state=after_failure(known(), FetchError("no", retry_after=timedelta(hours=3)), now=NOW, settings=SLOW),
        ),
    ],
    ids=["never polled", "server asks", "seldom", "hours to be left alone", "retry-after"],
)
def test_what_server_feed_or_rhythm_ask_for_stays(feed: KnownFeed) -> None:
    assert brought_forward(feed, SLOW, FAST) == feed.state
