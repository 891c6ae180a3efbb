"""No channel waits for another: real receivers on loopback, the guarded client, a real database."""

from __future__ import annotations

import asyncio
import socket
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from service.alert.breaker import BUSY, LONGEST, SHORTEST, Breaker
from service.alert.channels.webhook import WebhookChannel
from service.alert.deliver import Deliverer
from service.clock import SetClock
from service.errors import DeliveryError
from service.model.address import parse_allowed
from service.model.alert import DeliveryState
from service.net.client import Client
from tests.alert.hookserver import HOST, Hook, receiver
from tests.alert.made import NOW, alert, delivery
from tests.alert.test_webhook import SECRET

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.alert.outbox import Outbox


@asynccontextmanager
async def hooks(**urls: str) -> AsyncIterator[dict[str, WebhookChannel]]:
    """A webhook channel for each URL, through the client that the service has."""
    async with Client(allow_private=[parse_allowed(HOST)]) as client:
        yield {name: WebhookChannel(name, url=url, secrets=[SECRET], poster=client, timeout=60.0) for name, url in urls.items()}


def put_many(store: Outbox, channel: str, count: int) -> None:
    of = alert(id=f"{channel}-1", signal_id=channel)
    one = delivery(alert_id=of.id, channel=channel, recipient=HOST, state=DeliveryState.PENDING, attempts=0)
    rows = [replace(one, key=f"msg_{channel}_{number}") for number in range(count)]
    store.sync.write(lambda tx: tx.alerts.add(of, rows))


async def healthy_is_idle(sender: Deliverer) -> None:
    await asyncio.gather(*(task for task in sender.under_way if task.get_name() == "deliver healthy"))


async def test_ten_thousand_to_a_dead_channel_do_not_hold_up_the_healthy_one(store: Outbox) -> None:
    with closing(socket.create_server((HOST, 0))) as unused:
        dead = f"http://{HOST}:{unused.getsockname()[1]}/"
    hook = Hook()
    async with receiver(hook) as url, hooks(dead=dead, healthy=url) as channels:
        rows = [("dead", 10_000), ("healthy", 20)]
        for name, count in rows:
            put_many(store, name, count)
        sender = Deliverer(store, channels, SetClock(NOW))

        await sender.begin_due()
        await asyncio.gather(*sender.under_way)

    assert len(hook.requests) == 20
    assert {row.state for row in store.rows(channel="healthy")} == {DeliveryState.SENT}
    tried = [row for row in store.rows(channel="dead") if row.attempts]
    assert 5 <= len(tried) < 40
    assert {row.state for row in store.rows(channel="dead")} == {DeliveryState.PENDING}
    assert "connection refused" in tried[0].error


async def test_a_receiver_that_does_not_answer_holds_up_no_other_however_long(store: Outbox) -> None:
    slow, hook = Hook(silent=True), Hook()
    async with receiver(slow) as slow_url, receiver(hook) as url, hooks(slow=slow_url, healthy=url) as channels:
        put_many(store, "slow", 100)
        sender = Deliverer(store, channels, SetClock(NOW))
        await sender.begin_due()
        await slow.until(16)

        for number in range(3):
            store.put(f"msg_new_{number}", channel="healthy", recipient=HOST)
            await sender.begin_due()
            await hook.until(number + 1)
            await healthy_is_idle(sender)

        assert len(slow.requests) == 16
        (waiting,) = sender.under_way
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert {row.state.value for row in store.rows(channel="slow")} == {"sending", "pending"}


async def test_a_slow_message_does_not_hold_up_the_others_of_its_channel(store: Outbox) -> None:
    hook = Hook(silent_for=3)
    async with receiver(hook) as url, hooks(hook=url) as channels:
        put_many(store, "hook", 50)
        sender = Deliverer(store, channels, SetClock(NOW))
        await sender.begin_due()
        await hook.until(50)
        hook.released.set()
        await asyncio.gather(*sender.under_way)
    assert store.states() == {"sent": 50}


async def test_a_stop_lets_what_is_under_way_end_and_begins_nothing(store: Outbox) -> None:
    hook = Hook(silent_for=1)
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(receiver(hook))
        channels = await stack.enter_async_context(hooks(hook=url))
        channels["hook"].in_flight = 1
        put_many(store, "hook", 9)
        sender = Deliverer(store, channels, SetClock(NOW))
        await sender.begin_due()
        await hook.until(1)
        sender.stop()
        hook.released.set()
        await asyncio.gather(*sender.under_way)
        await sender.begin_due()
        assert not sender.under_way

    assert store.states() == {"sent": 1, "pending": 8}


def failure(code: int | None = None, *, retry: bool = True) -> DeliveryError:
    return DeliveryError("x", code=code, retry=retry)


UNANSWERED = [(failure(), 5), *((failure(code), 5) for code in sorted(BUSY))]
ANSWERED = [(failure(code), 50) for code in (302, 401, 404, 451, 500, 535)]


@pytest.mark.parametrize(("failed", "times"), [*UNANSWERED, *ANSWERED])
def test_nearly_every_failure_counts(failed: DeliveryError, times: int) -> None:
    breaker = Breaker()
    for _ in range(times):
        assert breaker.allows(0) is None
        breaker.failed(failed, 0)
    assert breaker.allows(0) == 0
    assert breaker.allows(SHORTEST) == 1


@pytest.mark.parametrize("sign_of_life", [None, failure(550, retry=False)])
def test_a_message_that_was_taken_or_refused_for_its_own_sake_closes_it(sign_of_life: DeliveryError | None) -> None:
    breaker = Breaker()
    for _ in range(5):
        breaker.failed(failure(), 0)
    if sign_of_life:
        breaker.failed(sign_of_life, SHORTEST)
    else:
        breaker.succeeded()
    assert breaker.allows(SHORTEST) is None


def test_it_probes_less_and_less_often() -> None:
    breaker, now = Breaker(), 0.0
    pauses: list[int] = []
    for _ in range(20):
        breaker.failed(failure(), now)
    while len(pauses) < 8:
        wait = next(seconds for seconds in range(1, 2000) if breaker.allows(now + seconds))
        pauses.append(wait)
        now += wait
        breaker.failed(failure(), now)
    assert pauses == [30, 60, 120, 240, 480, 900, 900, LONGEST]


def test_without_a_limit_it_never_opens() -> None:
    breaker = Breaker(None)
    for _ in range(1000):
        breaker.failed(failure(), 0)
    assert breaker.allows(0) is None
