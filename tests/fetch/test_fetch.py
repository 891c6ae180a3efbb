from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.clock import SetClock
from service.errors import FetchError
from service.fetch.caching import LONGEST, expires, max_age, retry_after
from service.fetch.client import FeedFetcher, address_of, is_conditional
from service.model.address import parse_allowed
from service.model.entry import Feed, FeedState
from service.net.client import Client
from tests.net.rawserver import RawServer, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
STATE = FeedState(etag='"x"', last_modified="Fri, 01 May 2026 10:00:00 GMT", polls=1)


@pytest.fixture
async def server() -> AsyncIterator[RawServer]:
    async with serving() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[FeedFetcher]:
    async with Client(allow_private=(parse_allowed("127.0.0.1"),)) as client:
        yield FeedFetcher(client, SetClock(NOW), user_agent="thaw/1", timeout=timedelta(seconds=5), max_bytes=1000)


async def test_what_was_fetched_comes_with_its_facts(server: RawServer, fetcher: FeedFetcher) -> None:
    headers = 'ETag: "y"\r\nLast-Modified: L\r\nContent-Type: text/xml\r\nCache-Control: max-age=60\r\n'
    headers += "Expires: Fri, 01 May 2026 13:00:00 GMT\r\n"
    fetched = await fetcher.fetch(Feed(name="x", url=server.answer("/", b"<rss/>", headers=headers)), FeedState())
    assert (fetched.body, fetched.etag, fetched.last_modified, fetched.content_type) == (b"<rss/>", '"y"', "L", "text/xml")
    assert (fetched.max_age, fetched.expires) == (timedelta(seconds=60), NOW + timedelta(hours=1))
    sent = server.asked[0].headers
    assert (sent["user-agent"], sent["accept-encoding"]) == ("thaw/1", "gzip")
    assert "if-none-match" not in sent


async def test_a_feed_is_asked_for_what_is_new_alone(server: RawServer, fetcher: FeedFetcher) -> None:
    fetched = await fetcher.fetch(Feed(name="x", url=server.answer("/", status="304 Not Modified")), STATE)
    assert fetched.not_modified
    sent = server.asked[0].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"x"', STATE.last_modified)


async def test_now_and_then_it_is_asked_for_in_full(server: RawServer, fetcher: FeedFetcher) -> None:
    url = server.answer("/", status="304 Not Modified")
    with pytest.raises(FetchError, match="without having been asked"):
        await fetcher.fetch(Feed(name="x", url=url), replace(STATE, polls=24))
    assert "if-none-match" not in server.asked[0].headers
    assert [polls for polls in range(1, 49) if not is_conditional(replace(STATE, polls=polls))] == [24, 48]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 502, 503, 504, 599])
async def test_every_other_status_is_a_failure_with_its_name(server: RawServer, fetcher: FeedFetcher, status: int) -> None:
    url = server.answer("/", b"sorry", status=f"{status} X", headers="Retry-After: 120\r\n")
    with pytest.raises(FetchError, match=f"HTTP {status}") as failed:
        await fetcher.fetch(Feed(name="x", url=url), FeedState())
    assert (failed.value.status, failed.value.retry_after) == (status, timedelta(seconds=120))


async def test_settings_of_a_feed_hold(server: RawServer, fetcher: FeedFetcher) -> None:
    server.answer("/f", b"x")
    feed = Feed(name="x", url=server.url("/f?a=1"), user_agent="Mozilla/5.0", cache_bust="_cb")
    await fetcher.fetch(feed, FeedState())
    assert server.asked[0].path == f"/f?a=1&_cb={NOW.timestamp():.0f}"
    assert server.asked[0].headers["user-agent"] == "Mozilla/5.0"


async def test_a_feed_may_have_a_deadline_of_its_own(server: RawServer, fetcher: FeedFetcher) -> None:
    async def never(*_: object) -> None:
        await over.wait()

    over = asyncio.Event()
    server.handlers["/"] = never
    with pytest.raises(FetchError, match=r"within 0\.1 s"):
        await fetcher.fetch(Feed(name="x", url=server.url(), timeout=timedelta(seconds=0.1)), FeedState())
    over.set()


@pytest.mark.parametrize(
    ("url", "moved_to", "seen", "wanted"),
    [
        ("https://a.example/", "https://b.example/", 3, "https://b.example/"),
        ("https://a.example/", "https://b.example/", 2, "https://a.example/"),
        ("https://a.example/", "http://b.example/", 9, "https://a.example/"),
        ("http://a.example/", "http://b.example/", 3, "http://b.example/"),
        ("https://u:p@a.example/", "https://b.example/", 3, "https://u:p@a.example/"),
    ],
)
def test_a_move_is_believed_when_it_was_seen_three_times(url: str, moved_to: str, seen: int, wanted: str) -> None:
    assert address_of(Feed(name="x", url=url), FeedState(moved_to=moved_to, moved_seen=seen)) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("max-age=60", 60), ("public, Max-Age=60", 60), ('max-age="60"', 60), ("no-cache, max-age=60", None), ("s-maxage=60", None),
     ("max-age=-1", None), (None, None), ("", None), ("max-age=9999999999", LONGEST.total_seconds())],
)  # fmt: skip
def test_max_age(value: str | None, wanted: float | None) -> None:
    assert max_age(value) == (None if wanted is None else timedelta(seconds=wanted))


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("120", 120), ("Fri, 01 May 2026 12:02:00 GMT", 120), ("Fri, 01 May 2026 11:00:00 GMT", None), ("-1", None), ("soon", None),
     ("1e9", None), (None, None), ("9999999999", LONGEST.total_seconds())],
)  # fmt: skip
def test_retry_after(value: str | None, wanted: float | None) -> None:
    assert retry_after(value, NOW) == (None if wanted is None else timedelta(seconds=wanted))


@given(st.text())
def test_no_header_is_too_odd(value: str) -> None:
    max_age(value)
    expires(value)
    retry_after(value, NOW)
