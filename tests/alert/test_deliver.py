from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from service.alert.deliver import Deliverer, DeliverySummary
from service.alert.outbox import paused, resume
from service.clock import SetClock
from service.errors import DeliveryError
from service.model.alert import Alert, Delivery, DeliveryState, Reason, Sent
from tests.alert.made import NOW, alert, signal
from tests.alert.outbox import TOLD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.model.rows import Transaction
    from tests.alert.outbox import Outbox


class Recorder:
    """A channel that notes what it was given and answers as told."""

    def __init__(self, name: str, *answers: Exception | None, recipients: Sequence[str] = TOLD) -> None:
        self.name = name
        self.in_flight = 16
        self.sent: list[tuple[str, bytes]] = []
        self.taken: list[tuple[str, bytes]] = []
        self.rendered: list[str] = []
        self.cannot_render: Exception | None = None
        self._answers = list(answers)
        self._recipients = tuple(recipients)

    def recipients(self) -> Sequence[str]:
        return self._recipients

    def render(self, alert: Alert, delivery: Delivery) -> bytes:
        if self.cannot_render:
            raise self.cannot_render
        self.rendered.append(delivery.key)
        return f"{alert.reason} {alert.id} #{len(self.rendered)}".encode()

    async def send(self, delivery: Delivery, body: bytes, now: datetime) -> Sent:
        await asyncio.sleep(0)
        self.sent.append((delivery.key, body))
        answer = self._answers.pop(0) if len(self._answers) > 1 else (self._answers or [None])[0]
        if answer is not None:
            raise answer
        self.taken.append((delivery.key, body))
        return Sent(detail=str(now))


def refused(**changes: object) -> DeliveryError:
    return DeliveryError("desk: refused", resource="desk", **changes)  # type: ignore[arg-type]


def deliverer(store: Outbox, *channels: Recorder, clock: SetClock | None = None, **settings: object) -> Deliverer:
    made = {channel.name: channel for channel in channels}
    return Deliverer(store, made, clock or SetClock(NOW), **settings)  # type: ignore[arg-type]


async def test_what_is_due_is_rendered_sent_and_settled(store: Outbox) -> None:
    desk = Recorder("desk")
    key = store.put()

    summary = await deliverer(store, desk).run_once()

    assert summary == DeliverySummary(sent=1)
    assert desk.sent == [(key, b"new k7m2-1 #1")]
    assert store.row(key).state is DeliveryState.SENT
    assert store.row(key).sent_at == NOW


async def test_nothing_is_sent_twice_or_before_its_time(store: Outbox) -> None:
    desk = Recorder("desk")
    store.put()
    store.put("msg_b", next_attempt=NOW + timedelta(seconds=1))
    sender = deliverer(store, desk)

    await sender.run_once()
    summary = await sender.run_once()

    assert summary == DeliverySummary(pending=1)
    assert [key for key, _ in desk.sent] == ["msg_a"]


async def test_a_retry_sends_the_same_bytes_under_the_same_key(store: Outbox) -> None:
    desk, clock = Recorder("desk", refused(), None), SetClock(NOW)
    key = store.put()
    sender = deliverer(store, desk, clock=clock)

    assert await sender.run_once() == DeliverySummary(pending=1)
    assert store.row(key).error == "desk: refused"
    clock.set(NOW + timedelta(seconds=6))
    assert await sender.run_once() == DeliverySummary(sent=1)

    assert desk.sent == [(key, b"new k7m2-1 #1")] * 2
    assert desk.rendered == [key]


async def test_a_pass_makes_one_attempt_and_waits_for_no_retry(store: Outbox) -> None:
    desk = Recorder("desk", refused(code=500))
    for number in range(40):
        store.put(f"msg_{number:02}")

    summary = await deliverer(store, desk).run_once()

    assert summary == DeliverySummary(pending=40)
    assert len(desk.sent) == 40
    assert all(NOW + timedelta(seconds=4) <= due <= NOW + timedelta(seconds=6) for due in dues(store))


def dues(store: Outbox) -> list[datetime]:
    return [each.next_attempt for each in store.rows(channel="desk") if each.next_attempt is not None]


async def test_ten_attempts_over_three_days_then_it_is_dead_and_somebody_is_told(store: Outbox) -> None:
    clock = SetClock(NOW)
    desk, hook = Recorder("desk", refused(code=500)), Recorder("hook", recipients=("hooks.example.org",))
    key = store.put()
    sender = deliverer(store, desk, hook, clock=clock)

    for _ in range(20):
        await sender.run_once()
        clock.set(clock.now() + timedelta(hours=29))

    assert len(desk.sent) == 10
    assert store.row(key).state is DeliveryState.DEAD
    assert store.row(key).body is not None
    (told,) = store.rows(channel="hook")
    assert told.state is DeliveryState.SENT
    assert "desk: refused" in str(store.alert(told.alert_id).content)


async def test_a_permanent_refusal_is_dead_at_once_for_this_recipient_alone(store: Outbox) -> None:
    desk = Recorder("desk", refused(code=550, retry=False), None)
    store.put("msg_a")
    store.put("msg_b")

    summary = await deliverer(store, desk).run_once()

    assert summary == DeliverySummary(sent=1, dead=1)


async def test_a_channel_that_is_gone_is_paused_and_the_others_hear_of_it(store: Outbox) -> None:
    hook = Recorder("hook", refused(code=410, pause_channel=True), None, recipients=("hooks.example.org",))
    desk = Recorder("desk")
    for number in range(40):
        store.put(f"msg_{number:02}", channel="hook", recipient="hooks.example.org")
    hook.in_flight = 1
    sender = deliverer(store, hook, desk)

    summary = await sender.run_once()

    assert len(hook.sent) == 1
    assert summary.pending == 40
    assert await store.read(lambda tx: tx.facts.get(paused("hook")))
    (told,) = store.rows(channel="desk")
    assert told.state is DeliveryState.SENT
    assert store.alert(told.alert_id).reason is Reason.OPERATIONAL

    await store.write(lambda tx: resume(tx, "hook"))
    assert (await sender.run_once()).sent == 39


@pytest.mark.parametrize("code", [530, 534, 535, 538])
async def test_a_login_that_fails_is_retried_and_told_once_a_day(store: Outbox, code: int) -> None:
    hook = Recorder("hook", recipients=("hooks.example.org",))
    desk = Recorder("desk", refused(code=code))
    store.put("msg_a")
    store.put("msg_b")

    summary = await deliverer(store, desk, hook).run_once()

    assert summary.pending == 2
    assert len(hook.sent) == 1


async def test_bad_news_of_bad_news_is_not_told(store: Outbox) -> None:
    desk, hook = Recorder("desk", refused(retry=False)), Recorder("hook", refused(retry=False))
    store.put()

    await deliverer(store, desk, hook).run_once()

    assert len(store.alerts()) == 2
    assert store.states() == {"dead": 2}


async def test_what_was_rejected_while_it_waited_is_muted_and_its_correction_goes(store: Outbox) -> None:
    desk = Recorder("desk")
    store.review(signal(), "rejected")
    page = store.put("msg_a")
    correction = store.put("msg_b", of=alert(id="k7m2-2", reason=Reason.CORRECTED))

    summary = await deliverer(store, desk).run_once()

    assert summary == DeliverySummary(sent=1, muted=1)
    assert [key for key, _ in desk.sent] == [correction]
    assert store.row(page).muted == "rejected by a reviewer while it waited"


async def test_a_lease_that_ran_out_is_claimed_again_under_the_same_key(store: Outbox) -> None:
    desk, clock = Recorder("desk"), SetClock(NOW)
    key = store.put()
    await store.write(lambda tx: tx.alerts.claim(NOW, NOW + timedelta(seconds=60), 1))  # and here the process died
    sender = deliverer(store, desk, clock=clock)

    assert await sender.run_once() == DeliverySummary(pending=1)
    clock.set(NOW + timedelta(seconds=60))
    assert await sender.run_once() == DeliverySummary(sent=1)
    assert [sent for sent, _ in desk.sent] == [key]


async def test_a_dead_channel_is_left_alone_and_holds_up_nobody(store: Outbox) -> None:
    clock = SetClock(NOW)
    desk, hook = Recorder("desk", refused()), Recorder("hook", recipients=("hooks.example.org",))
    for number in range(1000):
        store.put(f"msg_{number:04}")
    store.put("msg_hook", channel="hook", recipient="hooks.example.org")
    sender = deliverer(store, desk, hook, clock=clock)

    assert (await sender.run_once()).sent == 1
    assert len(desk.sent) == 16
    await sender.run_once()
    assert len(desk.sent) == 16
    clock.set(NOW + timedelta(seconds=31))
    await sender.run_once()
    assert len(desk.sent) == 17


async def test_a_channel_that_comes_back_is_served_in_full(store: Outbox) -> None:
    clock = SetClock(NOW)
    desk = Recorder("desk", *[refused()] * 16, None)
    for number in range(50):
        store.put(f"msg_{number:04}")
    sender = deliverer(store, desk, clock=clock)

    await sender.run_once()
    clock.set(NOW + timedelta(minutes=2))
    assert await sender.run_once() == DeliverySummary(sent=50)


async def test_what_a_channel_does_against_its_promise_stays_with_it(store: Outbox) -> None:
    fine, unfit = Recorder("hook"), Recorder("unfit")
    unfit.cannot_render = ValueError("bad alert")
    store.put("msg_a", channel="broken")
    store.put("msg_b", channel="unfit")
    store.put("msg_c", channel="hook")

    summary = await deliverer(store, Recorder("broken", RuntimeError("boom")), unfit, fine).run_once()

    assert summary == DeliverySummary(sent=1, pending=2)
    assert store.row("msg_a").error == "broken: RuntimeError: boom"
    assert store.row("msg_b").error == "unfit: alert k7m2-1 could not be rendered: bad alert"


async def test_a_channel_that_the_configuration_lost_is_dead_with_that_reason(store: Outbox) -> None:
    desk = Recorder("desk")
    key = store.put(channel="gone")

    assert await deliverer(store, desk).run_once() == DeliverySummary(dead=1)
    assert store.row(key).error == "the configuration names no channel gone"


async def test_what_recurs_is_put_out_first_and_holds_up_nothing_where_it_fails(store: Outbox) -> None:
    desk = Recorder("desk")
    store.put()

    def recur(tx: Transaction, now: datetime) -> int:
        tx.facts.put("recurred", now.isoformat())
        raise ValueError("a reminder that cannot be made")

    assert (await deliverer(store, desk, recur=recur).run_once()).sent == 1
    assert await store.read(lambda tx: tx.facts.get("recurred")) is None


async def test_after_stop_nothing_more_is_claimed(store: Outbox) -> None:
    desk = Recorder("desk")
    store.put()
    sender = deliverer(store, desk)
    sender.stop()

    assert await sender.run_once() == DeliverySummary(pending=1)
    assert desk.sent == []


async def test_two_passes_at_once_send_nothing_twice(store: Outbox) -> None:
    desk = Recorder("desk")
    for number in range(100):
        store.put(f"msg_{number:03}")
    sender = deliverer(store, desk)

    await asyncio.gather(sender.run_once(), sender.run_once())

    assert len(desk.sent) == 100
    assert store.states() == {"sent": 100}
