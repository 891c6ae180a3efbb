"""Which pages are read, and what becomes of their text, with scripted pages and a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.errors import FetchError
from service.model.entry import Entry, Feed, FeedState, Fetched, KnownFeed, ParsedFeed
from service.pipeline import fulltext
from service.pipeline.fulltext import MOST_PAGES, TOO_MANY, FullText
from service.store.database import AsyncSqlStore, SqlStore
from service.text.digest import text_digest

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
FEED = Feed(name="Enab", url="https://e.example/", full_text=True)
ENTRY = Entry(id="1", key="1", title="One", summary="Read more.", link="https://e.example/1", published=NOW)
TEXT = "The whole text of the page."


class Pages:
    """Gives every page one text, or fails."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failure: Exception | None = None
        self.text = TEXT

    async def page(self, first: Feed | Fetched, second: str | Feed) -> Fetched | str:
        if isinstance(first, Fetched):
            return self.text
        assert isinstance(second, str)
        self.asked.append(second)
        if self.failure is not None:
            raise self.failure
        return Fetched(url=second, status=200)


class Rig:
    def __init__(self, store: SqlStore, known: KnownFeed) -> None:
        self.store, self.known, self.pages = store, known, Pages()
        self.full_text = FullText(store=AsyncSqlStore(store), fetcher=self.pages, parser=self.pages)  # type: ignore[arg-type]

    async def read(self, *entries: Entry) -> tuple[Entry, ...]:
        return (await self.full_text.completed(self.known, ParsedFeed(format="rss", entries=entries), NOW)).entries


@pytest.fixture
def it() -> Rig:
    store = SqlStore("sqlite://")
    store.upgrade()
    known = store.write(lambda tx: tx.feeds.add(FEED, NOW))
    return Rig(store, replace(known, state=FeedState(last_success=NOW)))


async def test_a_new_entry_gets_the_text_of_its_page_and_keeps_what_its_feed_said(it: Rig) -> None:
    (entry,) = await it.read(ENTRY)
    assert (entry.summary, entry.content, entry.whole) == ("Read more.", TEXT, text_digest(ENTRY))
    assert it.pages.asked == [ENTRY.link]


async def test_a_page_is_read_once_and_again_when_the_feed_changes_the_entry(it: Rig) -> None:
    whole = await it.read(ENTRY)
    it.store.write(lambda tx: tx.entries.add(it.known.id, whole, NOW))
    assert await it.read(ENTRY) == (ENTRY,)
    (changed,) = await it.read(replace(ENTRY, summary="Read much more."))
    assert changed.content == TEXT
    assert len(it.pages.asked) == 2


async def test_what_fails_is_told_and_the_entry_stays(it: Rig) -> None:
    it.pages.failure = FetchError("HTTP 403 Forbidden", status=403)
    (entry,) = await it.read(ENTRY)
    assert entry == replace(ENTRY, warnings=("its page could not be read: HTTP 403 Forbidden",))
    it.pages.failure = TimeoutError()
    (entry,) = await it.read(ENTRY)
    assert "took longer than 60 s" in entry.warnings[0]


async def test_a_page_that_says_less_than_the_feed_changes_nothing(it: Rig) -> None:
    it.pages.text = ""
    assert await it.read(ENTRY) == (ENTRY,)
    long = replace(ENTRY, content=TEXT * 2)
    assert await it.read(long) == (long,)


async def test_no_more_than_so_many_pages_are_read(it: Rig) -> None:
    entries = [
        replace(ENTRY, id=str(n), key=str(n), title=f"News {n}", link=f"https://e.example/{n}") for n in range(MOST_PAGES + 3)
    ]
    read = await it.read(*entries)
    assert len(it.pages.asked) == MOST_PAGES
    assert [entry.id for entry in read] == [entry.id for entry in entries]
    assert [entry.warnings for entry in read[MOST_PAGES:]] == [(TOO_MANY,)] * 3
    assert fulltext.LONGEST == 60


async def test_old_stock_and_what_has_no_page_is_left_alone(it: Rig) -> None:
    it.known = replace(it.known, state=FeedState())
    old, bare = replace(ENTRY, published=NOW - timedelta(days=3)), replace(ENTRY, id="2", key="2", link="")
    assert await it.read(old, bare) == (old, bare)
    it.known = replace(it.known, feed=replace(FEED, full_text=False))
    assert await it.read(ENTRY) == (ENTRY,)
    assert it.pages.asked == []
