"""The feeds of the demo are good feeds: the service's own reader finds in them what was published, and nothing to mend."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.applications import Starlette

from service.demo.archive import Item, Outlet, load_outlets
from service.demo.newsroom import TYPES, Newsroom, feed_path
from service.parse.entry import parse_feed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

BEGAN = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
OUTLETS = load_outlets()
ODD = Item(slug="odd", title='5 < 6 & "so on" <b>]]></b> {{ braces }} سفارة', summary="a\n& b", link="https://o.example/?a=1&b=2")


@pytest.fixture
async def asking() -> AsyncIterator[tuple[Newsroom, httpx.AsyncClient]]:
    newsroom = Newsroom(OUTLETS, BEGAN)
    transport = httpx.ASGITransport(app=Starlette(routes=newsroom.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://demo.example") as client:
        yield newsroom, client


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.slug)
def test_a_feed_holds_what_was_published_before_at_the_age_that_it_has(outlet: Outlet) -> None:
    read = parse_feed(Newsroom(OUTLETS, BEGAN).feed(outlet), content_type=TYPES[outlet.format], now=BEGAN)
    before = [item for item in outlet.items if not item.scene]
    assert (read.format, read.title, read.lang, read.warnings) == (outlet.format, outlet.name, outlet.lang, ())
    assert [(one.id, one.title, one.summary, one.link) for one in read.entries] == [
        (item.slug, item.title, item.summary, item.link) for item in before
    ]
    assert [one.published for one in read.entries] == [BEGAN - item.age for item in before]
    assert not any(one.warnings for one in read.entries)


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.slug)
def test_what_is_published_stands_on_top_however_odd_its_letters(outlet: Outlet) -> None:
    newsroom, now = Newsroom(OUTLETS, BEGAN), BEGAN + timedelta(seconds=7)
    newsroom.publish(outlet, ODD, now)
    first = parse_feed(newsroom.feed(outlet), content_type=TYPES[outlet.format], now=now).entries[0]
    assert (first.id, first.published, first.link) == ("odd", now, ODD.link)
    assert first.title.startswith('5 < 6 & "so on"')
    assert first.title.endswith("{{ braces }} سفارة")


async def test_a_feed_is_given_once_and_again_only_when_something_is_new(
    asking: tuple[Newsroom, httpx.AsyncClient],
) -> None:
    newsroom, client = asking
    outlet = OUTLETS[0]
    first = await client.get(feed_path(outlet))
    assert (first.status_code, first.headers["content-type"].partition(";")[0]) == (200, TYPES[outlet.format])
    known = {"if-none-match": first.headers["etag"]}
    same = await client.get(feed_path(outlet), headers=known)
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", first.headers["etag"])
    newsroom.publish(outlet, ODD, BEGAN)
    news = await client.get(feed_path(outlet), headers=known)
    assert news.status_code == 200
    assert news.headers["etag"] != first.headers["etag"]
    assert (newsroom.asked, newsroom.unchanged) == (3, 1)


async def test_an_outlet_that_there_is_not_is_not_found(asking: tuple[Newsroom, httpx.AsyncClient]) -> None:
    assert (await asking[1].get("/feeds/nobody")).status_code == 404
    assert asking[0].asked == 0
