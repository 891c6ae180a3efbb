from __future__ import annotations

import asyncio
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from service.clock import SystemClock
from service.daemon.ticking import Tick, Ticker
from service.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

RARELY = timedelta(hours=1)
AT_ONCE = 0.01


class Passes:
    """A job that counts, and waits for `gate` where there is one."""

    def __init__(self, gate: asyncio.Event | None = None, error: Exception | None = None) -> None:
        self.gate, self.error = gate, error
        self.begun = asyncio.Semaphore(0)
        self.ended = 0

    async def job(self) -> None:
        self.begun.release()
        if self.error:
            raise self.error
        if self.gate:
            await self.gate.wait()
        self.ended += 1


class MovedClock(SystemClock):
    """The machine's clock, set by so much."""

    def __init__(self) -> None:
        self.by = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.by


@contextmanager
def ticker(clock: SystemClock | None = None) -> Iterator[Ticker]:
    made = Ticker(clock or SystemClock(), watch_gap=AT_ONCE)
    try:
        yield made
    finally:
        made.end()


async def begins(passes: Passes) -> None:
    async with asyncio.timeout(30):
        await passes.begun.acquire()


async def test_a_job_begins_at_once_and_again_after_its_gap() -> None:
    often = Passes()
    with ticker() as ticks:
        ticks.start(Tick(job=often.job, gap=timedelta(seconds=0.05)))
        for _ in range(3):
            await begins(often)


@pytest.mark.parametrize("by", [-timedelta(hours=1), timedelta(days=-400)])
async def test_when_the_clock_is_set_back_all_ticks_begin_anew(by: timedelta, capsys: pytest.CaptureFixture[str]) -> None:
    clock, seldom = MovedClock(), Passes()
    with ticker(clock) as ticks:
        ticks.start(Tick(job=seldom.job, gap=RARELY))
        await begins(seldom)
        # The scheduler now waits for a moment that by the new clock is an hour and more away.
        clock.by = by
        await begins(seldom)
    assert "the clock was set" in capsys.readouterr().out


async def test_a_clock_that_is_only_slewed_starts_nothing() -> None:
    clock, seldom, often = MovedClock(), Passes(), Passes()
    with ticker(clock) as ticks:
        ticks.start(Tick(job=seldom.job, gap=RARELY), Tick(job=often.job, gap=timedelta(seconds=0.05)))
        await begins(seldom)
        for _ in range(4):
            clock.by += timedelta(seconds=0.5)
            await begins(often)
        assert seldom.begun.locked()


async def test_one_that_lasts_is_not_started_twice_unless_it_may_be() -> None:
    gate = asyncio.Event()
    alone, twice, often = Passes(gate), Passes(gate), Passes()
    gap = timedelta(seconds=0.02)
    with ticker() as ticks:
        ticks.start(Tick(job=alone.job, gap=gap), Tick(job=twice.job, gap=gap, instances=2), Tick(job=often.job, gap=gap))
        await begins(twice)
        await begins(twice)
        await begins(alone)
        for _ in range(5):
            await begins(often)
        assert (alone.begun.locked(), twice.begun.locked()) == (True, True)
        gate.set()


async def test_a_database_that_fails_is_told_and_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    broken = Passes(error=StoreError("thaw.db: has no room left"))
    with ticker() as ticks:
        ticks.start(Tick(job=broken.job, gap=timedelta(seconds=0.02)))
        await begins(broken)
        await begins(broken)
    assert "thaw.db: has no room left" in capsys.readouterr().out


async def test_after_the_end_nothing_begins_and_what_is_under_way_goes_on() -> None:
    gate = asyncio.Event()
    slow, other = Passes(gate), Passes()
    with ticker() as ticks:
        ticks.start(Tick(job=slow.job, gap=RARELY), Tick(job=other.job, gap=RARELY, first=timedelta(seconds=0.05)))
        await begins(slow)
        (under_way,) = ticks.end()
        gate.set()
        async with asyncio.timeout(30):
            await under_way
        assert (slow.ended, other.begun.locked()) == (1, True)


async def test_other_ticks_replace_those_before() -> None:
    before, after = Passes(), Passes()
    with ticker() as ticks:
        ticks.start(Tick(job=before.job, gap=timedelta(seconds=0.02)))
        await begins(before)
        ticks.halt()
        ticks.start(Tick(job=after.job, gap=timedelta(seconds=0.02)))
        while not before.begun.locked():
            await before.begun.acquire()
        for _ in range(3):
            await begins(after)
        assert before.begun.locked()
