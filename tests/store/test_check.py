"""`check` finds each kind of damage that rows can have, and nothing where there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from service.store.check import check
from tests.store.made import delivery
from tests.store.test_migrations import fill

if TYPE_CHECKING:
    from service.model.alert import Alert
    from service.store.database import SqlStore

DAMAGE = {
    "alert s1-1: its signal is not there": "UPDATE alerts SET signal_id = 'none'",
    "alert s1-1: the change that it tells is not there": "UPDATE alerts SET change = 7",
    "alert s1-1: stands to nobody's account, not even as muted": "DELETE FROM deliveries",
    "signal s1: its history has gaps": "UPDATE signals SET changes = 2",
    "signal s1: that which it was merged into is not there": "UPDATE signals SET merged_into = 'none'",
    "feed Enab: has no state, so it is never polled": "DELETE FROM feed_states",
    "delivery a: is pending but never due": "UPDATE deliveries SET next_attempt = NULL",
    "delivery a: is being sent without an end to its lease": "UPDATE deliveries SET state = 'sending'",
    "delivery a: was sent at no time": "UPDATE deliveries SET state = 'sent'",
    "delivery a: is dead and does not say why": "UPDATE deliveries SET state = 'dead'",
    "delivery a: is muted and does not say why": "UPDATE deliveries SET state = 'muted'",
}


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    fill(store)
    return store


def alert_of(store: SqlStore) -> Alert:
    found = store.read(lambda tx: tx.alerts.get("s1-1"))
    assert found is not None
    return found


def test_what_is_sound_has_no_problem_and_its_sums_are_right(filled: SqlStore) -> None:
    alert = alert_of(filled)
    filled.write(lambda tx: tx.alerts.add(alert, [replace(delivery("b"), recipient="b@example.org")]))
    report = check(filled)
    assert report.problems == ()
    assert report.outbox == {"pending": 2, "sending": 0, "sent": 0, "dead": 0, "muted": 0}
    assert sum(report.outbox.values()) == report.rows["deliveries"] == 2
    assert report.rows["entries"] == report.rows["quarantine"] == 1


@pytest.mark.parametrize(("told", "damage"), DAMAGE.items())
def test_each_damage_is_told(filled: SqlStore, told: str, damage: str) -> None:
    with filled.writing() as connection:
        connection.execute(text(damage))
    assert check(filled).problems == (told,)


def test_of_many_alike_only_some_are_told(filled: SqlStore) -> None:
    alert = alert_of(filled)
    filled.write(lambda tx: tx.alerts.add(alert, [replace(delivery(f"b{n}", due=None), recipient=f"{n}") for n in range(50)]))
    assert len(check(filled).problems) == 5
