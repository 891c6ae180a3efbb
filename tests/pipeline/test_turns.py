from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from contextlib import AsyncExitStack
from typing import Any

from service.model.entry import Fetched
from service.pipeline.poison import LARGEST_KEPT, document_json
from service.pipeline.turns import BESIDE, Turns


async def enters(turns: Turns, stack: AsyncExitStack, **how: Any) -> Any:
    async with asyncio.timeout(5):
        return await stack.enter_async_context(turns.turn(**how))


def is_free(turns: Turns) -> bool:
    return not turns.free.locked()


async def test_there_are_no_more_than_so_many() -> None:
    turns = Turns(2, patience=1000)
    async with AsyncExitStack() as stack:
        await enters(turns, stack)
        await enters(turns, stack)
        assert not is_free(turns)
    assert is_free(turns)


async def test_who_takes_long_gives_his_turn_to_others() -> None:
    turns = Turns(1, patience=0)
    async with AsyncExitStack() as stack:
        for _ in range(1 + BESIDE):
            await enters(turns, stack)
        assert turns.beside == 0
        assert not is_free(turns)
    assert (turns.beside, is_free(turns)) == (BESIDE, True)


async def test_work_is_done_in_turn_again() -> None:
    turns = Turns(1, patience=0)
    async with AsyncExitStack() as first, AsyncExitStack() as second:
        late = await enters(turns, first)
        await enters(turns, second)
        taking = asyncio.create_task(late.take())
        await asyncio.sleep(0)
        assert turns.beside >= BESIDE - 2
        await taking
        assert not is_free(turns)
    assert (turns.beside, is_free(turns)) == (BESIDE, True)


async def test_a_turn_that_is_taken_for_work_is_kept() -> None:
    turns = Turns(1, patience=0)
    async with turns.turn() as held:
        await held.take()
        for _ in range(3):
            await asyncio.sleep(0)
        assert not is_free(turns)
        assert turns.beside == BESIDE


async def give_up_waiting(turns: Turns) -> None:
    """Wait for the turn that another one has, and stop waiting."""
    async with turns.turn():
        waiting = asyncio.create_task(enters(turns, AsyncExitStack()))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


async def test_who_stops_waiting_takes_no_turn_along() -> None:
    turns = Turns(1, patience=1000)
    await give_up_waiting(turns)
    assert is_free(turns)


async def test_it_is_calm_when_nobody_has_a_turn_or_waits_for_one() -> None:
    turns = Turns(1, patience=1000)
    await turns.calm(0)
    async with AsyncExitStack() as first, AsyncExitStack() as second:
        heavy = await enters(turns, first)
        waiting = asyncio.create_task(enters(turns, second))
        calm = asyncio.create_task(turns.calm(1000))
        await asyncio.sleep(0)
        heavy.put_back()
        await waiting
        assert not calm.done()
        await second.aclose()
        await asyncio.wait_for(calm, 5)
        await heavy.take()
        assert not is_free(turns)
    assert (turns.beside, is_free(turns)) == (BESIDE, True)


async def test_those_who_went_beside_disturb_no_calm() -> None:
    turns = Turns(1, patience=0)
    async with turns.turn() as slow:
        slow.go_beside()
        await asyncio.wait_for(turns.calm(1000), 5)


async def test_who_gave_up_waiting_disturbs_no_calm() -> None:
    turns = Turns(1, patience=1000)
    await give_up_waiting(turns)
    await asyncio.wait_for(turns.calm(1000), 5)


async def test_calm_is_waited_for_no_longer_than_said_or_until_the_end() -> None:
    turns = Turns(1, patience=1000)
    async with turns.turn():
        await asyncio.wait_for(turns.calm(0), 5)
        waiting = asyncio.create_task(turns.calm(1000))
        await asyncio.sleep(0)
        turns.close()
        await asyncio.wait_for(waiting, 5)
        await asyncio.wait_for(turns.calm(1000), 5)


def test_a_document_is_kept_as_its_first_bytes() -> None:
    kept = json.loads(document_json(Fetched(url="https://e.example/", status=200, body=b"\xff" * (LARGEST_KEPT + 1))))
    assert (kept["url"], kept["bytes"]) == ("https://e.example/", LARGEST_KEPT + 1)
    assert b64decode(kept["body"]) == b"\xff" * LARGEST_KEPT
