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


async def test_who_stops_waiting_takes_no_turn_along() -> None:
    turns = Turns(1, patience=1000)
    async with turns.turn():
        waiting = asyncio.create_task(enters(turns, AsyncExitStack()))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert is_free(turns)


def test_a_document_is_kept_as_its_first_bytes() -> None:
    kept = json.loads(document_json(Fetched(url="https://e.example/", status=200, body=b"\xff" * (LARGEST_KEPT + 1))))
    assert (kept["url"], kept["bytes"]) == ("https://e.example/", LARGEST_KEPT + 1)
    assert b64decode(kept["body"]) == b"\xff" * LARGEST_KEPT
