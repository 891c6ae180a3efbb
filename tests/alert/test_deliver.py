from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from service.alert.deliver import Deliverer, DeliverySummary
from service.alert.notice import digest, members_of, trial
from service.alert.outbox import paused, resume
from service.alert.retry import SCHEDULE
from service.clock import SetClock
from service.errors import DeliveryError
from service.model.alert import Alert, Claimed, Delivery, DeliveryState, Reason, Sent
from service.model.mention import Severity
from tests.alert.made import NOW, alert, delivery, signal
from tests.alert.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

TOLD = ("ana@example.org",)


class Recorder:
    """A channel that notes what it was given and answers as told."""

    def __init__(self, name: str, *answers: Exception | None, recipients: Sequence[str] = TOLD) -> None:
        self.name = name
        self.sent: list[tuple[str, bytes]] = []
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
        return Sent(detail=str(now))


def refused(**changes: object) -> DeliveryError:
    return DeliveryError("desk: refused", resource="desk", **changes)  # type: ignore[arg-type]


def put(store: Outbox, key: str = "msg_a", *, of: Alert | None = None, **changes: object) -> str:
    made = of or alert()
    row = replace(delivery(), key=key, state=DeliveryState.PENDING, attempts=0, alert_id=made.id, recipient=TOLD[0])
    store.alerts.add(made, [replace(row, **changes)])  # type: ignore[arg-type]
    return key


def deliverer(store: Outbox, *channels: Recorder, clock: SetClock | None = None, **settings: object) -> Deliverer:
    made = {channel.name: channel for channel in channels}
    return Deliverer(store, made, clock or SetClock(NOW), **settings)  # type: ignore[arg-type]


async def test_what_is_due_is_rendered_sent_and_settled() -> None:
    store, desk = Outbox(), Recorder("desk")
    key = put(store)

    summary = await deliverer(store, desk).run_once()

    assert summary == DeliverySummary(sent=1)
    assert desk.sent == [(key, b"new k7m2-1 #1")]
    assert store.row(key).state is DeliveryState.SENT
    assert store.row(key).sent_at == NOW


async def test_nothing_is_sent_twice_or_before_its_time() -> None:
    store, desk = Outbox(), Recorder("desk")
    put(store)
    put(store, "msg_b", next_attempt=NOW + timedelta(seconds=1))
    sender = deliverer(store, desk)

    await sender.run_once()
    summary = await sender.run_once()

    assert summary == DeliverySummary(pending=1)
    assert [key for key, _ in desk.sent] == ["msg_a"]


async def test_a_retry_sends_the_same_bytes_under_the_same_key() -> None:
    store, desk, clock = Outbox(), Recorder("desk", refused(), None), SetClock(NOW)
    key = put(store)
    sender = deliverer(store, desk, clock=clock)

    assert await sender.run_once() == DeliverySummary(pending=1)
    assert store.row(key).error == "desk: refused"
    clock.set(NOW + timedelta(seconds=6))
    assert await sender.run_once() == DeliverySummary(sent=1)

    assert desk.sent == [(key, b"new k7m2-1 #1")] * 2
    assert desk.rendered == [key]


async def test_a_pass_makes_one_attempt_and_waits_for_no_retry() -> None:
    store, desk = Outbox(), Recorder("desk", refused(code=500))
    for number in range(40):
        put(store, f"msg_{number:02}")

    summary = await deliverer(store, desk).run_once()

    assert summary == DeliverySummary(pending=40)
    assert len(desk.sent) == 40
    assert all(NOW + timedelta(seconds=4) <= due <= NOW + timedelta(seconds=6) for due in dues(store))


def dues(store: Outbox) -> list[datetime]:
    return [each.next_attempt for each in store.of(channel="desk") if each.next_attempt is not None]


async def test_ten_attempts_over_three_days_then_it_is_dead_and_somebody_is_told() -> None:
    store, clock = Outbox(), SetClock(NOW)
    desk, hook = Recorder("desk", refused(code=500)), Recorder("hook", recipients=("hooks.example.org",))
    key = put(store)
    sender = deliverer(store, desk, hook, clock=clock)

    for _ in range(20):
        await sender.run_once()
        clock.set(clock.now() + timedelta(hours=29))

    assert len(desk.sent) == 10
    assert store.row(key).state is DeliveryState.DEAD
    assert store.row(key).body is not None
    (told,) = store.of(channel="hook")
    assert told.state is DeliveryState.SENT
    assert "desk: refused" in str(store.alerts.alerts[told.alert_id].content)


async def test_a_permanent_refusal_is_dead_at_once_for_this_recipient_alone() -> None:
    store, desk = Outbox(), Recorder("desk", refused(code=550, retry=False), None)
    put(store, "msg_a")
    put(store, "msg_b")

    summary = await deliverer(store, desk).run_once()

    assert summary == DeliverySummary(sent=1, dead=1)


async def test_a_channel_that_is_gone_is_paused_and_the_others_hear_of_it() -> None:
    store = Outbox()
    hook = Recorder("hook", refused(code=410, pause_channel=True), None, recipients=("hooks.example.org",))
    desk = Recorder("desk")
    for number in range(40):
        put(store, f"msg_{number:02}", channel="hook", recipient="hooks.example.org")
    sender = deliverer(store, hook, desk, in_flight=1)

    summary = await sender.run_once()

    assert len(hook.sent) == 1
    assert summary.pending == 40
    assert store.facts.get(paused("hook"))
    (told,) = store.of(channel="desk")
    assert told.state is DeliveryState.SENT
    assert store.alerts.alerts[told.alert_id].reason is Reason.OPERATIONAL

    await store.write(lambda tx: resume(tx, "hook"))
    assert (await sender.run_once()).sent == 39


@pytest.mark.parametrize("code", [530, 534, 535, 538])
async def test_a_login_that_fails_is_retried_and_told_once_a_day(code: int) -> None:
    store, hook = Outbox(), Recorder("hook", recipients=("hooks.example.org",))
    desk = Recorder("desk", refused(code=code))
    put(store, "msg_a")
    put(store, "msg_b")

    summary = await deliverer(store, desk, hook).run_once()

    assert summary.pending == 2
    assert len(hook.sent) == 1


async def test_bad_news_of_bad_news_is_not_told() -> None:
    store, desk, hook = Outbox(), Recorder("desk", refused(retry=False)), Recorder("hook", refused(retry=False))
    put(store)

    await deliverer(store, desk, hook).run_once()

    assert len(store.alerts.alerts) == 2
    assert store.states() == {"dead": 2}


async def test_what_was_rejected_while_it_waited_is_muted_and_its_correction_goes() -> None:
    store, desk = Outbox(), Recorder("desk")
    store.signals.by_id["k7m2"] = signal(review="rejected")
    page = put(store, "msg_a")
    correction = put(store, "msg_b", of=alert(id="k7m2-2", reason=Reason.CORRECTED))

    summary = await deliverer(store, desk).run_once()

    assert summary == DeliverySummary(sent=1, muted=1)
    assert [key for key, _ in desk.sent] == [correction]
    assert store.row(page).muted == "rejected by a reviewer while it waited"


async def test_a_lease_that_ran_out_is_claimed_again_under_the_same_key() -> None:
    store, desk, clock = Outbox(), Recorder("desk"), SetClock(NOW)
    key = put(store)
    await store.write(lambda tx: tx.alerts.claim(NOW, NOW + timedelta(seconds=60), 1))  # and here the process died
    sender = deliverer(store, desk, clock=clock)

    assert await sender.run_once() == DeliverySummary(pending=1)
    clock.set(NOW + timedelta(seconds=60))
    assert await sender.run_once() == DeliverySummary(sent=1)
    assert [sent for sent, _ in desk.sent] == [key]


async def test_a_dead_channel_is_left_alone_and_holds_up_nobody() -> None:
    store, clock = Outbox(), SetClock(NOW)
    desk, hook = Recorder("desk", refused()), Recorder("hook", recipients=("hooks.example.org",))
    for number in range(1000):
        put(store, f"msg_{number:04}")
    put(store, "msg_hook", channel="hook", recipient="hooks.example.org")
    sender = deliverer(store, desk, hook, clock=clock)

    assert (await sender.run_once()).sent == 1
    assert len(desk.sent) == 16
    await sender.run_once()
    assert len(desk.sent) == 16
    clock.set(NOW + timedelta(seconds=31))
    await sender.run_once()
    assert len(desk.sent) == 17


async def test_a_channel_that_comes_back_is_served_in_full() -> None:
    store, clock = Outbox(), SetClock(NOW)
    desk = Recorder("desk", *[refused()] * 16, None)
    for number in range(50):
        put(store, f"msg_{number:04}")
    sender = deliverer(store, desk, clock=clock)

    await sender.run_once()
    clock.set(NOW + timedelta(minutes=2))
    assert await sender.run_once() == DeliverySummary(sent=50)


async def test_what_was_held_back_for_one_recipient_goes_as_one_message() -> None:
    store, desk, clock = Outbox(), Recorder("desk"), SetClock(NOW)
    for number in range(30):
        one = alert(id=f"s{number:02}-1", signal_id=f"s{number:02}")
        put(store, f"msg_{number:02}", of=one, next_attempt=NOW + timedelta(hours=1))
    put(store, "msg_bob", recipient="bob@example.org", next_attempt=NOW + timedelta(hours=1))
    sender = deliverer(store, desk, clock=clock)

    assert await sender.run_once() == DeliverySummary(pending=31)
    clock.set(NOW + timedelta(hours=1))
    summary = await sender.run_once()

    assert summary == DeliverySummary(sent=2)
    assert store.states() == {"sent": 32}
    assert sorted(body.split()[0] for _, body in desk.sent) == [b"digest", b"new"]
    (told,) = [each for each in store.alerts.alerts.values() if each.reason is Reason.DIGEST]
    assert len(members_of(told)) == 30
    items = told.content["items"]
    assert isinstance(items, list)
    assert {each["alert"] for each in items} == {f"s{number:02}-1" for number in range(30)}


async def test_the_members_of_a_digest_share_its_fate() -> None:
    store, desk, clock = Outbox(), Recorder("desk", refused(), refused(retry=False), None), SetClock(NOW)
    for key in ("msg_a", "msg_b"):
        put(store, key, created_at=NOW - timedelta(hours=1))
    sender = deliverer(store, desk, clock=clock)

    assert await sender.run_once() == DeliverySummary(pending=3)
    assert store.row("msg_a").error.startswith("is told in digest-")
    assert len(store.alerts.receipts("k7m2")) == 2
    clock.set(NOW + timedelta(minutes=1))
    assert await sender.run_once() == DeliverySummary(dead=3)
    await store.write(lambda tx: tx.alerts.retry(["msg_a", "msg_b"], clock.now()))
    assert await sender.run_once() == DeliverySummary(sent=1)
    assert store.states() == {"sent": 3}
    assert len({body for _, body in desk.sent}) == 1


async def test_what_a_channel_does_against_its_promise_stays_with_it() -> None:
    store, fine, unfit = Outbox(), Recorder("hook"), Recorder("unfit")
    unfit.cannot_render = ValueError("bad alert")
    put(store, "msg_a", channel="broken")
    put(store, "msg_b", channel="unfit")
    put(store, "msg_c", channel="hook")

    summary = await deliverer(store, Recorder("broken", RuntimeError("boom")), unfit, fine).run_once()

    assert summary == DeliverySummary(sent=1, pending=2)
    assert store.row("msg_a").error == "broken: RuntimeError: boom"
    assert store.row("msg_b").error == "unfit: alert k7m2-1 could not be rendered: bad alert"


async def test_a_channel_that_the_configuration_lost_is_dead_with_that_reason() -> None:
    store, desk = Outbox(), Recorder("desk")
    key = put(store, channel="gone")

    assert await deliverer(store, desk).run_once() == DeliverySummary(dead=1)
    assert store.row(key).error == "the configuration names no channel gone"


async def test_after_stop_nothing_more_is_claimed() -> None:
    store, desk = Outbox(), Recorder("desk")
    put(store)
    sender = deliverer(store, desk)
    sender.stop()

    assert await sender.run_once() == DeliverySummary(pending=1)
    assert desk.sent == []


async def test_two_passes_at_once_send_nothing_twice() -> None:
    store, desk = Outbox(), Recorder("desk")
    for number in range(100):
        put(store, f"msg_{number:03}")
    sender = deliverer(store, desk)

    await asyncio.gather(sender.run_once(), sender.run_once())

    assert len(desk.sent) == 100
    assert store.states() == {"sent": 100}


def test_the_schedule_is_ten_attempts_in_75_h_35_min_5_s() -> None:
    assert sum(SCHEDULE, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)
    assert len(SCHEDULE) == 9


def test_the_id_of_a_digest_follows_from_its_members_and_its_severity_is_the_highest() -> None:
    one, two = alert(), alert(id="x-1", severity=Severity.LOW)
    rows = [Claimed(delivery=delivery(key="msg_a"), alert=one), Claimed(delivery=delivery(key="msg_b"), alert=two)]
    first, sent = digest(rows, NOW)
    again, same = digest(rows[::-1], NOW)

    assert (first.id, sent.key) == (again.id, same.key)
    assert first.severity is Severity.CRITICAL
    assert members_of(trial("desk", NOW)) == ()
