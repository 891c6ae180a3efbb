"""What the ports promise of alerts, deliveries and silences, on SQLite in memory, SQLite in a file and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from service.errors import AskedWronglyError
from service.model.alert import DeliveryState, Held, Reason, Silence
from service.model.mention import Severity
from tests.store.made import LATER, NOW, alert, delivery, opened, signal

if TYPE_CHECKING:
    from service.model.rows import Transaction
    from service.store.database import SqlStore

HORIZON = NOW + timedelta(days=1)


def test_what_is_due_is_claimed_once(store: SqlStore) -> None:
    rows = [delivery("due"), delivery("later", due=LATER), delivery("other", channel="hook"), delivery("never", due=None)]
    store.write(lambda tx: tx.alerts.add(alert(), rows))
    claimed = store.write(lambda tx: tx.alerts.claim(NOW, LATER, 10, skip_channels=["hook"]))
    assert [one.delivery.key for one in claimed] == ["due"]
    assert claimed[0].alert == alert()
    assert claimed[0].delivery == replace(delivery("due"), state=DeliveryState.SENDING, attempts=1, lease_until=LATER)
    assert not store.write(lambda tx: tx.alerts.claim(NOW, LATER, 10, skip_channels=["hook"]))
    again = store.write(lambda tx: tx.alerts.claim(LATER, LATER + timedelta(minutes=1), 1))
    assert [one.delivery.key for one in again] == ["due"]
    rest = store.write(lambda tx: tx.alerts.claim(LATER, LATER + timedelta(minutes=1), 9))
    assert {one.delivery.key: one.delivery.attempts for one in (*again, *rest)} == {"due": 2, "later": 1, "other": 1}


def test_a_delivery_is_settled(store: SqlStore) -> None:
    store.write(lambda tx: tx.alerts.add(alert(), [delivery("a"), delivery("b"), delivery("c"), delivery("d")]))
    store.write(lambda tx: tx.alerts.claim(NOW, LATER, 10))
    store.write(lambda tx: tx.alerts.keep_body("a", b"\x00\xff"))
    store.write(lambda tx: tx.alerts.settle("a", DeliveryState.SENT, LATER))
    store.write(lambda tx: tx.alerts.settle("b", DeliveryState.PENDING, LATER, error="451", next_attempt=HORIZON))
    store.write(lambda tx: tx.alerts.settle("c", DeliveryState.DEAD, LATER, error="550"))
    store.write(lambda tx: tx.alerts.settle("d", DeliveryState.MUTED, LATER, error="rejected"))
    a, b, c, d = store.read(lambda tx: sorted(tx.alerts.deliveries("s1-1"), key=lambda one: one.key))
    assert (a.state, a.sent_at, a.body, a.lease_until) == (DeliveryState.SENT, LATER, b"\x00\xff", None)
    assert (b.state, b.next_attempt, b.error) == (DeliveryState.PENDING, HORIZON, "451")
    assert (c.state, c.error) == (DeliveryState.DEAD, "550")
    assert (d.state, d.muted) == (DeliveryState.MUTED, "rejected")
    assert store.read(lambda tx: tx.alerts.totals()) == dict.fromkeys(
        (DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.DEAD, DeliveryState.MUTED), 1
    )
    assert store.write(lambda tx: tx.alerts.retry(["a", "c"], LATER)) == 1
    assert [one.key for one in store.read(lambda tx: tx.alerts.listed(states={DeliveryState.PENDING}))[0][1]] == ["b", "c"]
    both = (DeliveryState.PENDING, DeliveryState.MUTED)
    assert [one.key for one in store.read(lambda tx: tx.alerts.listed(states=both))[0][1]] == ["b", "c", "d"]


def test_what_goes_to_nobody_does_not_count_as_muted(store: SqlStore) -> None:
    rows = [delivery("a", state=DeliveryState.MUTED), delivery("b", channel="", state=DeliveryState.MUTED), delivery("c")]
    store.write(lambda tx: tx.alerts.add(alert(), rows))
    assert store.read(lambda tx: tx.alerts.muted()) == 1
    assert store.read(lambda tx: tx.alerts.totals())[DeliveryState.MUTED] == 2


def test_an_alert_that_is_there_is_left_as_it_is(store: SqlStore) -> None:
    store.write(lambda tx: tx.alerts.add(alert(), [delivery("a")]))
    store.write(lambda tx: tx.alerts.claim(NOW, LATER, 10))
    store.write(lambda tx: tx.alerts.add(replace(alert(), title="other"), [delivery("a"), delivery("b")]))
    assert store.read(lambda tx: tx.alerts.get("s1-1")) == alert()
    states = {one.key: one.state for one in store.read(lambda tx: tx.alerts.deliveries("s1-1"))}
    assert states == {"a": DeliveryState.SENDING, "b": DeliveryState.PENDING}


def test_receipts_name_who_was_told(store: SqlStore) -> None:
    muted = delivery("muted", state=DeliveryState.MUTED)
    dead = delivery("dead", state=DeliveryState.DEAD)
    store.write(lambda tx: tx.alerts.add(alert(), [delivery("a"), muted, dead]))
    (receipt,) = store.read(lambda tx: tx.alerts.receipts("s1"))
    assert receipt.attempts == 0
    assert (receipt.channel, receipt.recipient, receipt.at) == ("desk", "a@example.org", NOW)
    assert not store.read(lambda tx: tx.alerts.receipts("s2"))


def test_receipts_of_a_signal_that_was_merged_in_count(store: SqlStore) -> None:
    store.write(lambda tx: tx.signals.save(opened(signal("s2"))))
    store.write(lambda tx: tx.signals.save(opened(signal("s1", merged_into="s2"))))
    store.write(lambda tx: tx.alerts.add(alert(), [delivery("a")]))
    assert len(store.read(lambda tx: tx.alerts.receipts("s2"))) == 1


def test_recent_alerts_of_a_channel_are_counted(store: SqlStore) -> None:
    for number in range(3):
        name = f"s1-{number}"
        rows = [
            delivery(f"{number}a", name),
            delivery(f"{number}b", name),
            delivery(f"{number}m", name, state=DeliveryState.MUTED),
        ]
        store.write(lambda tx, name=name, rows=rows: tx.alerts.add(alert(name), rows))  # type: ignore[misc]
    held = [delivery("held", "s1-0", due=LATER), delivery("digest", "s1-0", due=HORIZON)]
    store.write(lambda tx: tx.alerts.add(alert("s1-0"), held))
    assert store.read(lambda tx: tx.alerts.recent("desk", NOW, NOW)) == 3
    assert store.read(lambda tx: tx.alerts.recent("desk", LATER, LATER)) == 0
    assert store.read(lambda tx: tx.alerts.recent("hook", NOW, NOW)) == 0


def test_what_is_held_for_later_or_told_in_a_digest_is_not_recent(store: SqlStore) -> None:
    for name in ("went", "failed", "held", "told", "dead"):
        due = LATER if name in {"held", "told"} else NOW
        row = delivery(name, name, due=due)
        store.write(lambda tx, name=name, row=row: tx.alerts.add(alert(name), [row]))  # type: ignore[misc]
    for name, state in (("went", DeliveryState.SENT), ("failed", DeliveryState.PENDING), ("dead", DeliveryState.DEAD)):
        store.write(lambda tx, name=name: tx.alerts.keep_body(name, b"x"))  # type: ignore[misc]
        again = HORIZON if state is DeliveryState.PENDING else None
        store.write(lambda tx, n=name, s=state, a=again: tx.alerts.settle(n, s, NOW, next_attempt=a))  # type: ignore[misc]
    store.write(lambda tx: tx.alerts.settle("told", DeliveryState.SENT, NOW))
    assert store.read(lambda tx: tx.alerts.recent("desk", NOW, NOW)) == 3
    assert store.read(lambda tx: tx.alerts.recent("desk", NOW, LATER)) == 4


def test_a_channel_claims_its_own_longest_due_first(store: SqlStore) -> None:
    rows = [delivery("b", due=NOW), delivery("a", due=NOW - timedelta(seconds=1)), delivery("c"), delivery("d", channel="hook")]
    store.write(lambda tx: tx.alerts.add(alert(), rows))
    first = store.write(lambda tx: tx.alerts.claim(NOW, LATER, 1, channel="desk"))
    rest = store.write(lambda tx: tx.alerts.claim(NOW, LATER, 9, channel="desk"))
    assert [one.delivery.key for one in first] == ["a"]
    assert {one.delivery.key for one in rest} == {"b", "c"}
    assert not store.write(lambda tx: tx.alerts.claim(NOW, LATER, 9, channel="desk"))


def test_leases_of_processes_that_died_are_released(store: SqlStore) -> None:
    store.write(lambda tx: tx.alerts.add(alert(), [delivery("a"), delivery("b"), delivery("c", due=HORIZON)]))
    store.write(lambda tx: tx.alerts.claim(NOW, HORIZON, 1))
    assert store.write(lambda tx: tx.alerts.release()) == 1
    again = store.write(lambda tx: tx.alerts.claim(NOW, LATER, 9))
    assert sorted(one.delivery.attempts for one in again) == [1, 2]


@pytest.mark.parametrize(("ends", "free"), [(timedelta(hours=1), True), (timedelta(minutes=4), False)])
def test_a_lease_from_before_the_clock_was_set_back_holds_nothing(store: SqlStore, ends: timedelta, free: bool) -> None:
    store.write(lambda tx: tx.alerts.add(alert(), [delivery("a")]))
    store.write(lambda tx: tx.alerts.claim(NOW, LATER + ends, 1))
    assert bool(store.write(lambda tx: tx.alerts.claim(NOW, LATER, 1))) is free


def test_retries_are_brought_forward_and_what_is_held_stays(store: SqlStore) -> None:
    rows = [delivery("tried", attempts=3, due=HORIZON), delivery("held", due=HORIZON), delivery("due", attempts=1, due=NOW)]
    store.write(lambda tx: tx.alerts.add(alert(), rows))
    assert store.write(lambda tx: tx.alerts.bring_forward(NOW, timedelta(hours=1))) == 1
    due = {one.key: one.next_attempt for one in store.read(lambda tx: tx.alerts.deliveries("s1-1"))}
    assert due == {"tried": max(NOW, HORIZON - timedelta(hours=1)), "held": HORIZON, "due": NOW}


def test_what_was_held_back_is_found_once_it_is_due(store: SqlStore) -> None:
    rows = [
        delivery("held", due=LATER), delivery("tried", due=LATER, attempts=1), delivery("at once"),
        delivery("other", channel="hook", due=LATER),
    ]  # fmt: skip
    store.write(lambda tx: tx.alerts.add(alert(), rows))
    store.write(lambda tx: tx.alerts.add(replace(alert("d", None), reason=Reason.DIGEST), [delivery("digest", "d", due=LATER)]))
    assert not store.read(lambda tx: tx.alerts.held("desk", NOW, 9))
    (held,) = store.read(lambda tx: tx.alerts.held("desk", LATER, 9))
    assert held == Held(
        key="held", recipient="a@example.org", alert_id="s1-1", signal_id="s1", reason=Reason.NEW,
        severity=Severity.CRITICAL, at=NOW,
    )  # fmt: skip


def test_what_waits_of_a_signal_is_withdrawn_unless_it_was_tried_or_corrects(store: SqlStore) -> None:
    rows = [delivery("waits"), delivery("tried", attempts=1), delivery("sent", state=DeliveryState.SENT)]
    store.write(lambda tx: tx.alerts.add(alert(), rows))
    store.write(lambda tx: tx.alerts.add(replace(alert("s1-2"), reason=Reason.CORRECTED), [delivery("corrects", "s1-2")]))
    store.write(lambda tx: tx.alerts.add(alert("s2-1", "s2"), [delivery("other", "s2-1")]))
    assert store.write(lambda tx: tx.alerts.withdraw("s1", "denied while it waited")) == 1
    assert store.read(lambda tx: tx.alerts.state("waits")) is DeliveryState.MUTED
    assert store.read(lambda tx: tx.alerts.state("nothing")) is None
    muted = [one.muted for one in store.read(lambda tx: tx.alerts.deliveries("s1-1")) if one.key == "waits"]
    assert muted == ["denied while it waited"]


def test_alerts_are_listed_and_acknowledged(store: SqlStore) -> None:
    store.write(lambda tx: tx.alerts.add(alert("a", at=NOW), []))
    store.write(lambda tx: tx.alerts.add(alert("b", at=LATER), []))
    store.write(lambda tx: tx.alerts.add(alert("c", "s2", at=LATER), []))
    assert [one.id for one, _ in store.read(lambda tx: tx.alerts.listed(limit=2))] == ["c", "b"]
    assert [one.id for one, _ in store.read(lambda tx: tx.alerts.listed(signal_id="s1"))] == ["b", "a"]
    store.write(lambda tx: tx.alerts.acknowledge("a", "me", NOW))
    with pytest.raises(AskedWronglyError, match="no such alert"):
        store.write(lambda tx: tx.alerts.acknowledge("x", "me", NOW))


@pytest.mark.parametrize(("named", "seen"), [("second", {"second"}), ("s1-2", {"s1-1", "s1-2"})])
def test_an_alert_is_acknowledged_with_those_before_it_of_its_signal(store: SqlStore, named: str, seen: set[str]) -> None:
    about = {"first": None, "second": None, "s1-1": "s1", "s1-2": "s1", "s2-1": "s2"}

    def add(tx: Transaction) -> None:
        for name, signal_id in about.items():
            tx.alerts.add(alert(name, signal_id), [])

    store.write(add)
    store.write(lambda tx: tx.alerts.acknowledge(named, "me", LATER))
    assert store.read(lambda tx: {name for name in about if tx.alerts.acknowledged(name)}) == seen


def test_silences_end(store: SqlStore) -> None:
    silence = store.write(lambda tx: tx.silences.add(Silence(id=None, until=LATER, author="me", actor="TUR")))
    assert store.read(lambda tx: tx.silences.active(NOW)) == [silence]
    assert not store.read(lambda tx: tx.silences.active(LATER))
    assert silence.id is not None
    store.write(lambda tx: tx.silences.end(silence.id or 0, NOW))
    assert not store.read(lambda tx: tx.silences.active(NOW))
    with pytest.raises(AskedWronglyError, match="no such silence"):
        store.write(lambda tx: tx.silences.end(77, NOW))
