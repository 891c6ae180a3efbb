"""What correlation looks up: tellings and signals by index, on SQLite in memory, SQLite in a file and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from service.model.mention import Status
from service.store.database import SqlStore
from tests.store.made import ENTRY, FEED, MENTION, NOW, added, alert, delivery, opened, signal, telling

if TYPE_CHECKING:
    from service.model.rows import Transaction

DAY = timedelta(days=1)


def with_entry(store: SqlStore) -> int:
    store.write(lambda tx: tx.feeds.sync([FEED], NOW))
    feed = store.read(lambda tx: tx.feeds.all())[0].id
    return added(store, feed, ENTRY)[0].id


def test_steps_that_came_before_share_an_actor_and_are_seen_last_first(store: SqlStore) -> None:
    days = [timedelta(days=number) for number in range(7)]
    others = [
        signal("watch", watch="kabul"),
        signal("indicator", indicator="official_contact"),
        signal("target", target="AFG"),
        signal("actor", actors=("EGY",)),
        signal("talk", status=Status.DISCUSSED),
        signal("merged", merged_into="s1"),
        signal("old", last_seen_at=NOW - days[6]),
        signal("first", last_seen_at=NOW - days[4]),
        signal("joint", actors=("SAU", "TUR"), last_seen_at=NOW - days[3]),
        signal("last", actors=("SAU",), last_seen_at=NOW - days[2]),
    ]
    for one in others:
        store.write(lambda tx, one=one: tx.signals.save(opened(one)))  # type: ignore[misc]
    wanted, steps = replace(MENTION, actors=("SAU", "TUR")), ("occurred", "announced")
    found = store.read(lambda tx: tx.signals.earlier(wanted, NOW - days[5], steps, 20))
    assert [one.id for one in found] == ["last", "joint", "first"]
    assert [one.id for one in store.read(lambda tx: tx.signals.earlier(wanted, NOW - days[5], steps, 2))] == ["last", "joint"]


def test_the_newest_tellings_come_oldest_first(store: SqlStore) -> None:
    entry = with_entry(store)
    told = [replace(telling(entry), title=f"title {number}") for number in range(5)]
    for number, each in enumerate(told, 1):
        change = opened(signal(changes=number), number=number, entry_id=entry)
        store.write(lambda tx, change=change, each=each: tx.signals.save(change, each))  # type: ignore[misc]
    assert store.read(lambda tx: tx.signals.tellings("s1", newest=2)) == told[3:]
    assert store.read(lambda tx: tx.signals.tellings("s1", newest=9)) == told


@pytest.mark.parametrize("changed", [{"title": "Other"}, {"text": "Other"}, {"source": "Other"}, {"seen_at": NOW - 2 * DAY}])
def test_the_same_words_of_an_outlet_are_found_under_another_id(store: SqlStore, changed: dict[str, Any]) -> None:
    entry = with_entry(store)
    odd = replace(telling(entry), title="nul \x00 and half a pair \ud83d")
    store.write(lambda tx: tx.signals.save(opened(signal(), entry_id=entry), odd))
    later = opened(signal(changes=2), number=2, entry_id=entry)
    store.write(lambda tx: tx.signals.save(later, replace(odd, **changed)))
    again = replace(odd, entry_id=entry + 1)
    found = store.read(lambda tx: tx.signals.told_alike(again, NOW - DAY, 20))
    assert [(name, one.source, one.text) for name, one in found] == [("s1", odd.source, odd.text)]
    assert not store.read(lambda tx: tx.signals.told_alike(odd, NOW - DAY, 20))


@pytest.mark.parametrize("other", [{"watch": "kabul"}, {"indicator": "official_contact"}, {"target": "AFG"}])
def test_the_same_words_on_another_subject_are_not_the_same(store: SqlStore, other: dict[str, Any]) -> None:
    entry = with_entry(store)
    store.write(lambda tx: tx.signals.save(opened(signal(**other), entry_id=entry), telling(entry)))
    assert not store.read(lambda tx: tx.signals.told_alike(telling(entry + 1), NOW - DAY, 20))


def test_who_was_told_of_a_signal_that_went_into_another_by_way_of_a_third_is_known(store: SqlStore) -> None:
    for name, goal in (("s3", None), ("s2", "s3"), ("s1", "s2"), ("other", None)):
        one = signal(name, merged_into=goal)
        store.write(lambda tx, one=one: tx.signals.save(opened(one)))  # type: ignore[misc]
        told = alert(f"{name}-1", name), delivery(f"key {name}", f"{name}-1", recipient=f"{name}@example.org")
        store.write(lambda tx, told=told: tx.alerts.add(told[0], [told[1]]))  # type: ignore[misc]
    found = {name: store.read(lambda tx, name=name: tx.alerts.receipts(name)) for name in ("s3", "s1")}  # type: ignore[misc]
    assert {name: [one.recipient[:2] for one in receipts] for name, receipts in found.items()} == {
        "s3": ["s1", "s2", "s3"],
        "s1": ["s1"],
    }


def _candidates(tx: Transaction) -> object:
    return tx.signals.candidates("assi", "diplomatic_relations", "SYR", NOW, ("TUR", "SAU"))


def _earlier(tx: Transaction) -> object:
    return tx.signals.earlier(MENTION, NOW, ("occurred",), 20)


def _told_alike(tx: Transaction) -> object:
    return tx.signals.told_alike(telling(1), NOW, 20)


def _tellings(tx: Transaction) -> object:
    return tx.signals.tellings("s1", newest=60)


def _receipts(tx: Transaction) -> object:
    return tx.alerts.receipts("s1")


def _held(tx: Transaction) -> object:
    return tx.alerts.held("desk", NOW, 9)


def _recent(tx: Transaction) -> object:
    return tx.alerts.recent("desk", NOW, NOW)


def _lines(tx: Transaction) -> object:
    return tx.alerts.lines(NOW)


def _claimed(tx: Transaction) -> object:
    return tx.alerts.claim(NOW, NOW, 9, channel="desk")


LOOKS = [_candidates, _earlier, _told_alike, _tellings, _receipts, _held, _recent, _lines, _claimed]


@pytest.mark.parametrize("look", LOOKS)
def test_no_look_up_reads_a_whole_table(look: Any) -> None:
    """SQLite says by its plan whether a query searches an index or scans a table."""
    store = SqlStore("sqlite://")
    store.upgrade()
    asked: list[tuple[str, Any]] = []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _cur, sql, values, *_: asked.append((sql, values)))
    store.read(look)
    wanted = [(sql, values) for sql, values in asked if sql.startswith(("SELECT", "WITH"))]
    with store.engine.connect() as connection:
        plans = [row.detail for sql, values in wanted for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
    store.close()
    assert wanted
    assert [plan for plan in plans if plan.startswith("SEARCH")]
    tables = [f"SCAN {name}" for name in ("signals", "signal_actors", "tellings", "alerts", "deliveries")]
    assert not [plan for plan in plans if plan.startswith(tuple(tables))]
