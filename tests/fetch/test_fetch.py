from __future__ import annotations

import asyncio
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from service.clock import SetClock
from service.errors import FetchError
from service.fetch.caching import LONGEST, expires, max_age, retry_after
from service.fetch.client import UNVERIFIED, FeedFetcher, address_of, is_conditional
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


@pytest.mark.parametrize("odd", ["\u00e9", '"\u062e"', "a\x7fb", "x" * 5000])
async def test_an_etag_that_cannot_be_said_back_is_left_out(server: RawServer, fetcher: FeedFetcher, odd: str) -> None:
    feed = Feed(name="x", url=server.answer("/", b"<rss/>"))
    await fetcher.fetch(feed, FeedState(etag=odd, polls=1))
    await fetcher.fetch(feed, FeedState(etag=odd, last_modified=STATE.last_modified, polls=1))
    assert ["if-none-match" in asked.headers for asked in server.asked] == [False, False]
    assert ["if-modified-since" in asked.headers for asked in server.asked] == [False, True]


async def test_an_etag_of_odd_bytes_does_not_stop_the_feed(server: RawServer, fetcher: FeedFetcher) -> None:
    feed = Feed(name="x", url=server.raw("/", b'HTTP/1.1 200 OK\r\nETag: "\xff\xe9"\r\nContent-Length: 1\r\n\r\nx'))
    first = await fetcher.fetch(feed, FeedState())
    assert (await fetcher.fetch(feed, FeedState(etag=first.etag, polls=1))).body == b"x"


async def test_no_more_than_two_connections_go_to_one_host(server: RawServer, fetcher: FeedFetcher) -> None:
    at_once, most, full = 0, 0, asyncio.Event()

    async def answer(_asked: object, writer: asyncio.StreamWriter) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        if at_once == 2:
            full.set()
        await full.wait()
        for _ in range(5):
            await asyncio.sleep(0)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
        at_once -= 1

    server.handlers["/"] = answer
    feeds = [Feed(name=str(number), url=server.url(f"/?{number}")) for number in range(9)]
    await asyncio.gather(*(fetcher.fetch(feed, FeedState()) for feed in feeds))
    assert (most, len(server.asked)) == (2, 9)


async def test_a_certificate_that_was_not_looked_at_is_told(fetcher: FeedFetcher) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("other.example").configure_cert(context)
    async with serving(tls=context) as secure:
        feed = Feed(name="x", url=secure.answer("/", b"x"))
        with pytest.raises(FetchError, match="certificate verify failed"):
            await fetcher.fetch(feed, FeedState())
        fetched = await fetcher.fetch(replace(feed, verify_tls=False), FeedState())
    assert (fetched.body, fetched.warnings) == (b"x", (UNVERIFIED,))


async def test_a_feed_that_moved_is_fetched_where_it_is_now(server: RawServer, fetcher: FeedFetcher) -> None:
    feed = Feed(name="x", url=server.answer("/old", status="301 Moved", headers="Location: /new\r\n"))
    new = server.answer("/new", b"x")
    assert (await fetcher.fetch(feed, FeedState())).redirects == ((301, new),)
    assert (await fetcher.fetch(feed, FeedState(moved_to=new, moved_seen=3))).redirects == ()


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
     ("1e9", None), (None, None), ("9999999999", LONGEST.total_seconds()), ("0\x1f", 0), ("\u2003120 ", 120)],
)  # fmt: skip
def test_retry_after(value: str | None, wanted: float | None) -> None:
    assert retry_after(value, NOW) == (None if wanted is None else timedelta(seconds=wanted))


@given(st.text())
def test_no_header_is_too_odd(value: str) -> None:
    max_age(value)
    expires(value)
    retry_after(value, NOW)
