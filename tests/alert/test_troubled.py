"""A database that is locked and a clock that is set back: nothing is lost, and a second copy carries the same id."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from service.alert.deliver import Deliverer
from service.clock import SetClock
from service.errors import StoreError
from service.store import engine
from tests.alert.hookserver import Hook, receiver
from tests.alert.made import NOW
from tests.alert.outbox import Outbox, outbox
from tests.alert.test_apart import hooks
from tests.alert.test_deliver import Recorder, deliverer, refused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

HOUR = timedelta(hours=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "thaw.db"


@pytest.fixture
async def filed(file: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Outbox]:
    """A store in a file that waits for a lock no longer than a test may."""
    monkeypatch.setitem(engine.PRAGMAS, "busy_timeout", ("50", 50))
    async with outbox(f"sqlite:///{file}") as opened:
        yield opened


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program writes, and does not end."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_while_the_database_is_locked_nothing_is_sent_and_nothing_lost(filed: Outbox, file: Path) -> None:
    hook = Hook()
    async with receiver(hook) as url, hooks(hook=url) as channels:
        filed.put(channel="hook", recipient="127.0.0.1")
        sender = Deliverer(filed, channels, SetClock(NOW))
        with locked(file), pytest.raises(StoreError, match="is locked by another program"):
            await sender.run_once()
        assert hook.requests == []
        assert (await sender.run_once()).sent == 1
    assert len(hook.requests) == 1


async def test_what_was_sent_and_could_not_be_noted_goes_again_under_its_id(filed: Outbox, file: Path) -> None:
    hook, clock = Hook(silent_for=1), SetClock(NOW)
    async with receiver(hook) as url, hooks(hook=url) as channels:
        filed.put(channel="hook", recipient="127.0.0.1")
        sender = Deliverer(filed, channels, clock)
        await sender.begin_due()
        await hook.until(1)
        with locked(file):
            hook.released.set()
            await asyncio.gather(*sender.under_way)
        assert filed.states() == {"sending": 1}
        assert (await sender.run_once()).pending == 1
        clock.set(NOW + timedelta(minutes=3))
        assert (await sender.run_once()).sent == 1

    (first, body), (second, same) = hook.requests
    assert first["webhook-id"] == second["webhook-id"]
    assert body == same


async def test_a_retry_does_not_wait_for_the_hour_that_the_clock_was_set_back(store: Outbox) -> None:
    desk, clock = Recorder("desk", refused(), None), SetClock(NOW)
    store.put(created_at=NOW, next_attempt=NOW)
    sender = deliverer(store, desk, clock=clock)
    await sender.run_once()

    clock.set(NOW - HOUR)
    assert (await sender.run_once()).pending == 1
    clock.set(NOW - HOUR + timedelta(seconds=7))
    assert (await sender.run_once()).sent == 1
    assert len({key for key, _ in desk.sent}) == 1


async def test_a_lease_of_a_process_that_died_before_the_clock_was_set_back_is_taken_over(store: Outbox) -> None:
    desk, clock = Recorder("desk"), SetClock(NOW - HOUR)
    store.put(created_at=NOW, next_attempt=NOW - 2 * HOUR)
    await store.write(lambda tx: tx.alerts.claim(NOW, NOW + timedelta(minutes=2), 1))
    assert (await deliverer(store, desk, clock=clock).run_once()).sent == 1


async def test_what_is_held_for_a_digest_keeps_its_time_of_day(store: Outbox) -> None:
    desk, clock = Recorder("desk"), SetClock(NOW)
    store.put(next_attempt=NOW + 2 * HOUR)
    sender = deliverer(store, desk, clock=clock)
    await sender.run_once()
    clock.set(NOW - HOUR)
    await sender.run_once()
    assert store.row("msg_a").next_attempt == NOW + 2 * HOUR
    assert desk.sent == []


async def test_a_clock_that_goes_forward_a_day_sends_each_once(store: Outbox) -> None:
    desk, clock = Recorder("desk", refused(), None), SetClock(NOW)
    for number in range(5):
        store.put(f"msg_{number}")
    sender = deliverer(store, desk, clock=clock)
    await sender.run_once()
    clock.set(NOW + 24 * HOUR)
    await sender.run_once()
    assert store.states() == {"sent": 5}
    assert len(desk.sent) == 6
