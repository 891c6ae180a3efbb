"""K06, P15: well is who polled of late, delivers what is due, has room and its schema; the rest is told with its reason."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sqlalchemy import text

from service.alert.outbox import pause
from service.app import health
from service.app.health import health_of, surroundings_of
from service.model.alert import DeliveryState
from service.model.entry import FeedState
from service.pipeline.polling import LAST_POLL
from service.store.database import SqlStore
from tests.store.made import ENTRY, FEED, NOW, alert, delivery, opened, signal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from service.app.health import ServiceHealth

EVERY = timedelta(minutes=10)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    with closing(SqlStore(f"sqlite:///{tmp_path}/thaw.db")) as made:
        made.upgrade()
        made.write(lambda tx: tx.feeds.sync([FEED], NOW))
        made.write(lambda tx: tx.facts.put(LAST_POLL, {"at": NOW.isoformat(), "feeds": 1, "failed": 0}))
        yield made


def look(store: SqlStore, after: timedelta = timedelta(0)) -> ServiceHealth:
    return store.read(lambda tx: health_of(tx, now=NOW + after, every=EVERY))


@pytest.mark.parametrize(("after", "well"), [(MINUTE, True), (3 * EVERY, True), (3 * EVERY + MINUTE, False)])
def test_the_last_pass_must_be_younger_than_three_intervals(store: SqlStore, after: timedelta, well: bool) -> None:
    told = () if well else ("the last pass over the feeds ended at 2026-05-01 12:00 UTC",)
    assert look(store, after).problems == told


def test_what_is_wrong_is_told_by_the_clocks_of_those_who_read_and_figures_stay_in_utc(store: SqlStore) -> None:
    store.write(lambda tx: tx.alerts.add(alert(), [delivery("msg_1", due=NOW)]))
    late = NOW + 5 * EVERY
    found = store.read(lambda tx: health_of(tx, now=late, every=EVERY, timezone="Asia/Damascus"))
    assert found.problems == (
        "the last pass over the feeds ended at 2026-05-01 15:00 Asia/Damascus",
        "channel desk: a delivery is due since 2026-05-01 15:00 Asia/Damascus and was not tried",
    )
    assert found.as_json()["last_pass"] == "2026-05-01T12:00:00+00:00"


def test_before_the_first_pass_it_is_not_ready(tmp_path: Path) -> None:
    with closing(SqlStore(f"sqlite:///{tmp_path}/new.db")) as fresh:
        fresh.upgrade()
        assert look(fresh).problems == ("no pass over the feeds was finished yet",)


class Waits(NamedTuple):
    state: DeliveryState
    due: timedelta
    lease: timedelta | None
    well: bool


@pytest.mark.parametrize(
    "waits",
    [
        Waits(DeliveryState.PENDING, -9 * MINUTE, None, True),
        Waits(DeliveryState.PENDING, -11 * MINUTE, None, False),
        Waits(DeliveryState.PENDING, MINUTE, None, True),
        Waits(DeliveryState.SENDING, -11 * MINUTE, MINUTE, True),
        Waits(DeliveryState.SENDING, -11 * MINUTE, -MINUTE, False),
        Waits(DeliveryState.SENT, -11 * MINUTE, None, True),
        Waits(DeliveryState.DEAD, -11 * MINUTE, None, True),
    ],
    ids=lambda waits: f"{waits.state} {waits.due}",
)
def test_what_is_due_for_ten_minutes_and_was_not_tried_is_told(store: SqlStore, waits: Waits) -> None:
    lease = None if waits.lease is None else NOW + waits.lease
    row = delivery("msg_1", due=NOW + waits.due, state=waits.state, lease_until=lease)
    store.write(lambda tx: tx.alerts.add(alert(), [row]))
    told = "channel desk: a delivery is due since 2026-05-01 11:49 UTC and was not tried"
    assert look(store).problems == (() if waits.well else (told,))


def test_a_channel_that_waits_for_a_person_is_named_and_holds_nothing_up(store: SqlStore) -> None:
    store.write(lambda tx: tx.alerts.add(alert(), [delivery("msg_1", due=NOW - EVERY * 9)]))
    store.write(lambda tx: pause(tx, "desk", "HTTP 410 Gone", NOW))
    found = look(store)
    assert (found.problems, found.paused, found.as_json()["paused"]) == ((), ["desk"], ["desk"])


def test_all_feeds_failing_is_told_and_one_of_two_is_not(store: SqlStore) -> None:
    other = replace(FEED, name="Other", url="https://other.example/")
    store.write(lambda tx: tx.feeds.sync([FEED, other], NOW))
    first, second = store.read(lambda tx: tx.feeds.all())
    failed = FeedState(failures=3, failing_since=NOW, next_check=NOW + EVERY)
    store.write(lambda tx: tx.feeds.save(first.id, failed))
    found = look(store)
    assert (found.problems, found.failing, found.due) == ((), 1, 1)
    store.write(lambda tx: tx.feeds.save(second.id, failed))
    found = look(store)
    assert found.problems == ("all 2 feeds fail: thaw feeds list says why",)
    assert [each.told("UTC")[:12] for each in found.dark] == ["country SYR:", "language en:"]
    assert found.as_json()["blind"] == [
        {"kind": kind, "name": name, "since": NOW.isoformat(), "feeds": 2}
        for kind, name in (("country", "SYR"), ("language", "en"))
    ]


@pytest.mark.parametrize(("ahead", "due", "late"), [(MINUTE, 0, 0), (-MINUTE, 1, 0), (-EVERY, 1, 1), (None, 1, 1)])
def test_feeds_that_are_due_and_late(store: SqlStore, ahead: timedelta | None, due: int, late: int) -> None:
    (known,) = store.read(lambda tx: tx.feeds.all())
    store.write(lambda tx: tx.feeds.save(known.id, FeedState(next_check=None if ahead is None else NOW + ahead)))
    found = look(store)
    assert (found.due, found.late) == (due, late)


def test_counts_of_rows(store: SqlStore) -> None:
    (known,) = store.read(lambda tx: tx.feeds.all())
    store.write(lambda tx: tx.entries.add(known.id, [ENTRY], NOW))
    store.write(lambda tx: tx.signals.save(opened(signal())))
    store.write(lambda tx: tx.signals.save(opened(signal("s2", merged_into="s1"))))
    store.write(lambda tx: tx.quarantine.add(known.id, "k", "{}", "ValueError", NOW))
    rows = [delivery("a"), delivery("b", channel="hook"), delivery("c", channel="hook", state=DeliveryState.SENT)]
    store.write(lambda tx: tx.alerts.add(alert(), rows))
    found = look(store)
    assert (found.quarantined, dict(found.signals)) == (1, {"critical": 1})
    assert found.deliveries == {("desk", "pending"): 1, ("hook", "pending"): 1, ("hook", "sent"): 1}
    assert found.as_json()["deliveries"] == {"pending": 2, "sent": 1}


def test_a_full_disk_is_told(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    assert surroundings_of(store, store.revision()) == []
    monkeypatch.setattr(health, "LEAST_FREE", 2**60)
    (told,) = surroundings_of(store, store.revision())
    assert "MiB are free where the database lies: free some space" in told


def test_a_schema_that_changed_below_us_is_told(store: SqlStore) -> None:
    before = store.revision()
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    (told,) = surroundings_of(store, before)
    assert "another program has changed the database's schema" in told


def test_a_database_without_a_file_has_no_disk() -> None:
    with closing(SqlStore("sqlite://")) as memory:
        memory.upgrade()
        assert surroundings_of(memory, memory.revision()) == []
