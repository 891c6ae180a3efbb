"""The clock of the machine was set back: what was written before stands in times to come and must not wait for them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from service.model.alert import DeliveryState
from service.model.entry import FeedState
from tests.store.made import FEED, NOW, alert, delivery

if TYPE_CHECKING:
    from service.store.database import SqlStore

HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("checked", "next_check", "due"),
    [
        (-HOUR, HOUR, False),
        (timedelta(0), HOUR, False),
        (timedelta(seconds=1), HOUR, True),
        (HOUR, 2 * HOUR, True),
        (-HOUR, 26 * HOUR, True),
    ],
    ids=["before", "just now", "a second ahead", "an hour ahead", "next check too far"],
)
def test_a_feed_that_was_checked_in_times_to_come_is_due(
    store: SqlStore, checked: timedelta, next_check: timedelta, due: bool
) -> None:
    store.write(lambda tx: tx.feeds.sync([FEED], NOW))
    (known,) = store.read(lambda tx: tx.feeds.all())
    state = FeedState(last_checked=NOW + checked, next_check=NOW + next_check)
    store.write(lambda tx: tx.feeds.save(known.id, state))
    assert bool(store.read(lambda tx: tx.feeds.due(NOW, NOW + 25 * HOUR))) is due


@pytest.mark.parametrize(
    ("made", "attempt", "tries", "due"),
    [(HOUR, HOUR, 0, True), (HOUR, 2 * HOUR, 0, False), (-HOUR, HOUR, 0, False), (-HOUR, HOUR, 1, True)],
    ids=["made to go at once", "held back", "held back before", "waits for another try"],
)
def test_what_was_to_go_goes_and_what_is_held_back_waits(
    store: SqlStore, made: timedelta, attempt: timedelta, tries: int, due: bool
) -> None:
    row = delivery("msg_1", due=NOW + attempt, created_at=NOW + made, attempts=tries)
    store.write(lambda tx: tx.alerts.add(alert(), [row]))
    assert store.write(lambda tx: tx.alerts.bring_forward(NOW, HOUR)) == int(due)
    assert bool(store.write(lambda tx: tx.alerts.claim(NOW, NOW + LEASE, 10))) is due


def test_a_lease_of_a_clock_that_was_ahead_holds_nothing_up(store: SqlStore) -> None:
    store.write(lambda tx: tx.alerts.add(alert(), [delivery("msg_1")]))
    (first,) = store.write(lambda tx: tx.alerts.claim(NOW, NOW + LEASE, 10))
    assert store.write(lambda tx: tx.alerts.claim(NOW, NOW + LEASE, 10)) == []
    (again,) = store.write(lambda tx: tx.alerts.claim(NOW - HOUR, NOW - HOUR + LEASE, 10))
    assert (first.delivery.key, again.delivery.attempts) == (again.delivery.key, 2)
    assert again.delivery.state is DeliveryState.SENDING
