"""States saved together: all of them, in few commits, and nobody is told before it is done."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import pytest

from service.errors import StoreError
from service.model.entry import Feed, FeedState
from service.pipeline.states import StateKeeper
from service.store.database import AsyncSqlStore, SqlStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from service.model.rows import Transaction

T = TypeVar("T")
NOW = datetime(2026, 5, 1, tzinfo=UTC)
FEEDS = [Feed(name=f"{number:03}", url=f"https://{number}.example/") for number in range(100)]


class Counting(AsyncSqlStore):
    """Counts what is written; `broken` fails instead."""

    commits = 0
    broken = False

    async def write(self, work: Callable[[Transaction], T]) -> T:
        self.commits += 1
        if self.broken:
            raise StoreError("the disk is full")
        return await super().write(work)


@pytest.fixture
async def store() -> AsyncIterator[Counting]:
    rows = SqlStore("sqlite://")
    rows.upgrade()
    rows.write(lambda tx: tx.feeds.sync(FEEDS, NOW))
    made = Counting(rows)
    yield made
    await made.aclose()
    rows.close()


async def test_what_comes_at_once_is_committed_at_once(store: Counting) -> None:
    keeper = StateKeeper(store)
    feeds = await store.read(lambda tx: tx.feeds.all())

    async def save(number: int) -> None:
        state = FeedState(polls=number, reason=feeds[number].feed.name)
        await keeper.save(feeds[number].id, state)
        assert (await store.read(lambda tx: tx.feeds.all()))[number].state == state  # committed by now

    await asyncio.gather(*(save(number) for number in range(100)))
    assert store.commits <= 3
    await save(7)
    assert [known.state.polls for known in await store.read(lambda tx: tx.feeds.all())] == list(range(100))


async def test_a_failure_is_told_to_everybody_it_touches_and_to_nobody_after(store: Counting) -> None:
    keeper, store.broken = StateKeeper(store), True
    outcomes = await asyncio.gather(*(keeper.save(number, FeedState(polls=9)) for number in (1, 2)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StoreError, StoreError]
    store.broken = False
    await keeper.save(3, FeedState(polls=1))
    assert [known.state.polls for known in await store.read(lambda tx: tx.feeds.all())][:4] == [0, 0, 1, 0]


async def test_who_stops_waiting_stops_nobody_else(store: Counting) -> None:
    keeper = StateKeeper(store)
    first, second = (asyncio.create_task(keeper.save(number, FeedState(polls=5))) for number in (1, 2))
    await asyncio.sleep(0)
    first.cancel()
    await second
    assert [known.state.polls for known in await store.read(lambda tx: tx.feeds.all())][:2] == [5, 5]
