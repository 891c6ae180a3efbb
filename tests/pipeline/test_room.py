"""Room for bytes: who waits, who gives way, and that nothing is held for ever."""

from __future__ import annotations

import asyncio

import pytest

from service.errors import FetchError
from service.pipeline.room import DROPPED, Room


async def soon(task: asyncio.Task[None]) -> bool:
    """Whether it is done once everything that can go on went on."""
    for _ in range(10):
        await asyncio.sleep(0)
    return task.done()


async def test_what_is_taken_is_given_back_at_the_end() -> None:
    room = Room(100, small=0)
    with room.held() as one:
        await one.take(30)
        await one.take(-10)
        with room.held() as other:
            await other.take(80)
            assert (one.bytes, other.bytes, room.used) == (20, 80, 100)
        assert room.used == 20
    assert room.used == 0


async def test_who_finds_no_room_waits_until_some_is_given_back() -> None:
    room = Room(100, small=0)
    with room.held() as one, room.held() as other, room.held() as third:
        await one.take(60)
        await other.take(30)
        waiting = asyncio.create_task(third.take(50))
        assert not await soon(waiting)
        other.give_back()
        assert not await soon(waiting)
        await one.take(-10)
        assert await soon(waiting)
        assert room.used == 100


async def test_small_bodies_wait_for_nobody() -> None:
    room = Room(100, small=10)
    with room.held() as large, room.held() as small:
        await large.take(100)
        await small.take(10)
        waiting = asyncio.create_task(small.take(1))
        assert not await soon(waiting)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert (small.bytes, room.used) == (10, 110)


async def test_of_those_who_are_slow_the_largest_gives_way_and_no_other() -> None:
    room = Room(100, small=0)
    ended: list[str] = []

    async def slow(name: str, size: int, *, is_slow: bool = True) -> None:
        with room.held() as held:
            try:
                async with held.while_under_way():
                    await held.take(size)
                    if is_slow:
                        held.is_slow()
                    await asyncio.Event().wait()
            except FetchError as error:
                ended.append(f"{name} {error.message}")

    tasks = [asyncio.create_task(slow("a", 20)), asyncio.create_task(slow("b", 30))]
    tasks.append(asyncio.create_task(slow("quick", 50, is_slow=False)))
    assert not await soon(tasks[0])
    with room.held() as wanting:
        await asyncio.wait_for(wanting.take(25), 5)
        assert ended == [f"b {DROPPED}"]
        assert room.used == 95
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert room.used == 0


async def test_who_becomes_slow_while_others_wait_gives_way_then() -> None:
    room = Room(100, small=0)
    with room.held() as holder, room.held() as wanting:

        async def holds() -> None:
            async with holder.while_under_way():
                await holder.take(100)
                await asyncio.Event().wait()

        holding = asyncio.create_task(holds())
        assert not await soon(holding)
        waiting = asyncio.create_task(wanting.take(10))
        assert not await soon(waiting)
        holder.is_slow()
        with pytest.raises(FetchError, match="too slow for so large a document"):
            await holding
        assert not await soon(waiting)
        holder.give_back()
        assert await soon(waiting)


async def test_from_whom_is_no_longer_under_way_nothing_is_taken() -> None:
    room = Room(100, small=0)
    with room.held() as holder, room.held() as wanting:
        async with holder.while_under_way():
            await holder.take(100)
        holder.is_slow()
        holder.drop()
        waiting = asyncio.create_task(wanting.take(10))
        assert not await soon(waiting)
        assert not holder.dropped
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
