"""What is held back goes as one message, and what is not so any more does not go at all: on the real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from service.alert.deliver import DeliverySummary
from service.alert.notice import digest, members_of, signals_of, trial
from service.alert.outbox import DIGEST_LINES, SHOWN_IN_DIGEST
from service.alert.render import Templates
from service.clock import SetClock
from service.model.alert import DeliveryState, Reason, Silence
from service.model.mention import Severity
from tests.alert.made import NOW, alert, held, signal
from tests.alert.test_deliver import Recorder, deliverer, refused

if TYPE_CHECKING:
    import pytest

    from service.model.alert import Alert
    from tests.alert.outbox import Outbox

LATER = NOW + timedelta(hours=1)


def put_held(store: Outbox, number: int, **changes: object) -> str:
    one = alert(id=f"s{number:02}-1", signal_id=f"s{number:02}")
    return store.put(f"msg_{number:02}", of=one, next_attempt=LATER, **changes)


def the_digest(store: Outbox) -> Alert:
    (told,) = [each for each in store.alerts() if each.reason is Reason.DIGEST]
    return told


async def test_what_was_held_back_for_one_recipient_goes_as_one_message(store: Outbox) -> None:
    desk, clock = Recorder("desk"), SetClock(NOW)
    for number in range(30):
        put_held(store, number)
    put_held(store, 99, recipient="bob@example.org")
    sender = deliverer(store, desk, clock=clock)

    assert await sender.run_once() == DeliverySummary(pending=31)
    clock.set(LATER)
    summary = await sender.run_once()

    assert summary == DeliverySummary(sent=2)
    assert store.states() == {"sent": 32}
    assert sorted(body.split()[0] for _, body in desk.sent) == [b"digest", b"new"]
    told = the_digest(store)
    assert len(members_of(told)) == 30
    items = told.content["items"]
    assert isinstance(items, list)
    assert {each["alert"] for each in items} == {f"s{number:02}-1" for number in range(30)}
    assert store.row("msg_00").error == f"was told in {told.id}"


async def test_a_flood_is_one_message_that_accounts_for_every_alert(store: Outbox) -> None:
    desk, clock = Recorder("desk"), SetClock(LATER)
    for number in range(700):
        put_held(store, number)

    assert await deliverer(store, desk, clock=clock).run_once() == DeliverySummary(sent=1)

    told = the_digest(store)
    assert told.title == "700 alerts held back until 2018-12-27 10:30 UTC"
    items, detail = told.content["items"], told.content["detail"]
    assert isinstance(items, list)
    assert isinstance(detail, dict)
    assert (len(items), len(detail["more"])) == (SHOWN_IN_DIGEST, 700 - SHOWN_IN_DIGEST)
    text = Templates().render("digest.txt.j2", told.content).text
    assert "And 650 more, by their ids (thaw alerts show ID): " in text
    assert all(f"s{number:02}-1" in text for number in range(700))


async def test_the_members_of_a_digest_share_its_fate(store: Outbox) -> None:
    desk, clock = Recorder("desk", refused(), refused(retry=False), None), SetClock(NOW)
    for key in ("msg_a", "msg_b"):
        store.put(key, created_at=NOW - timedelta(hours=1))
    sender = deliverer(store, desk, clock=clock)

    assert await sender.run_once() == DeliverySummary(pending=3)
    assert store.row("msg_a").error.startswith("is told in digest-")
    assert len(await store.read(lambda tx: tx.alerts.receipts("k7m2"))) == 2
    clock.set(NOW + timedelta(minutes=1))
    assert await sender.run_once() == DeliverySummary(dead=3)
    await store.write(lambda tx: tx.alerts.retry(["msg_a", "msg_b"], clock.now()))
    assert await sender.run_once() == DeliverySummary(sent=1)
    assert store.states() == {"sent": 3}
    assert len({body for _, body in desk.sent}) == 1


async def test_a_dead_digest_may_be_sent_again_by_itself(store: Outbox) -> None:
    desk, clock = Recorder("desk", refused(retry=False), None), SetClock(LATER)
    for number in range(2):
        put_held(store, number)
    sender = deliverer(store, desk, clock=clock)
    await sender.run_once()
    (row,) = store.rows(alert_id=the_digest(store).id)
    await store.write(lambda tx: tx.alerts.retry([row.key], LATER))

    assert await sender.run_once() == DeliverySummary(sent=1)
    assert store.states() == {"sent": 3}
    assert len({key for key, _ in desk.sent}) == 1


async def test_what_cannot_be_put_together_goes_one_by_one(store: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, clock = Recorder("desk"), SetClock(LATER)
    for number in range(3):
        put_held(store, number)
    monkeypatch.setattr("service.alert.outbox.digest", lambda *_, **__: 1 / 0)

    assert await deliverer(store, desk, clock=clock).run_once() == DeliverySummary(sent=3)
    assert {key for key, _ in desk.sent} == {"msg_00", "msg_01", "msg_02"}


async def test_a_digest_of_a_channel_that_the_configuration_lost_is_dead_with_its_alerts(store: Outbox) -> None:
    desk, clock = Recorder("desk", refused()), SetClock(LATER)
    for number in range(2):
        put_held(store, number)
    await deliverer(store, desk, clock=clock).run_once()
    clock.set(LATER + timedelta(minutes=1))
    await deliverer(store, Recorder("other"), clock=clock).run_once()
    assert store.states() == {"dead": 3}


async def test_what_was_rejected_is_left_out_of_the_digest(store: Outbox) -> None:
    desk, clock = Recorder("desk"), SetClock(LATER)
    for number in range(3):
        put_held(store, number)
    store.review(signal(id="s01"), "rejected")

    assert await deliverer(store, desk, clock=clock).run_once() == DeliverySummary(sent=1, muted=1)

    assert store.row("msg_01").muted == "rejected by a reviewer while it waited"
    assert signals_of(the_digest(store)) == ("s00", "s02")


async def test_a_digest_that_waits_for_a_retry_is_made_anew_without_what_was_rejected(store: Outbox) -> None:
    desk, clock = Recorder("desk", refused(), None), SetClock(LATER)
    for number in range(3):
        put_held(store, number)
    sender = deliverer(store, desk, clock=clock)
    await sender.run_once()
    first = the_digest(store)

    store.review(signal(id="s01"), "rejected")
    clock.set(LATER + timedelta(minutes=1))
    assert (await sender.run_once()).muted == 1
    clock.set(LATER + timedelta(minutes=2))
    assert await sender.run_once() == DeliverySummary(sent=1, muted=1)

    (old,) = store.rows(alert_id=first.id)
    assert (old.state, old.muted) == (DeliveryState.MUTED, "tells of what was taken back meanwhile")
    assert {row.key: row.state.value for row in store.rows(channel="desk") if row.key.startswith("msg_0")} == {
        "msg_00": "sent",
        "msg_01": "muted",
        "msg_02": "sent",
    }
    assert desk.sent[0][0] != desk.sent[1][0]


async def test_a_digest_whose_member_was_withdrawn_is_made_anew(store: Outbox) -> None:
    desk, clock = Recorder("desk", refused(), None), SetClock(LATER)
    for number in range(2):
        put_held(store, number)
    sender = deliverer(store, desk, clock=clock)
    await sender.run_once()

    assert await store.write(lambda tx: tx.alerts.withdraw("s01", "retracted while it waited")) == 1
    for minute in (1, 2):
        clock.set(LATER + timedelta(minutes=minute))
        await sender.run_once()

    assert [key for key, _ in desk.sent][1:] == ["msg_00"]
    assert store.row("msg_01").muted == "retracted while it waited"


async def test_a_silence_mutes_what_waited_when_it_began(store: Outbox) -> None:
    desk, clock = Recorder("desk"), SetClock(LATER)
    put_held(store, 1)
    store.put("msg_at_once", of=alert(id="s01-2", signal_id="s01"))
    store.put("msg_correction", of=alert(id="s01-3", signal_id="s01", reason=Reason.CORRECTED))
    store.put("msg_other", of=alert(id="s02-1", signal_id="s02"))
    for name in ("s01", "s02"):
        store.review(signal(id=name), "")
    wish = Silence(id=None, until=LATER + timedelta(hours=1), author="ana", comment="old news", signal_id="s01")
    await store.write(lambda tx: tx.silences.add(wish))

    await deliverer(store, desk, clock=clock).run_once()

    assert {key for key, _ in desk.sent} == {"msg_correction", "msg_other"}
    assert store.row("msg_01").muted == store.row("msg_at_once").muted
    assert store.row("msg_01").muted == "silenced by ana until 2018-12-27 11:30 UTC: old news"


async def test_a_digest_says_besides_what_the_service_is_blind_for(store: Outbox) -> None:
    desk, clock = Recorder("desk"), SetClock(LATER)
    for number in range(2):
        put_held(store, number)
    await store.write(lambda tx: tx.facts.put(DIGEST_LINES, ["Blind for Arabic since 2018-12-26\r\n: 3 feeds fail"]))

    await deliverer(store, desk, clock=clock).run_once()

    for name in ("digest.txt.j2", "digest.html.j2", "digest.md.j2"):
        assert "Blind for Arabic since 2018-12-26 : 3 feeds fail" in Templates().render(name, the_digest(store).content).text


def test_the_id_of_a_digest_follows_from_its_members_and_its_severity_is_the_highest() -> None:
    members = [held("a"), replace(held("b"), severity=Severity.LOW)]
    first, again = digest(members, [], NOW), digest(members, [alert()], LATER)

    assert first.id == again.id
    assert first.severity is Severity.CRITICAL
    assert members_of(first) == ("msg_a", "msg_b")
    assert members_of(trial("desk", NOW)) == signals_of(trial("desk", NOW)) == ()
