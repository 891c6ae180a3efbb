"""What is forgotten after a while, and what never: nothing that a signal, a message or a feed still rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from service.model.entry import FeedState
from service.store import tables
from service.store.check import check
from service.store.database import SqlStore
from tests.store.made import ENTRY, FEED, MENTION, NOW, added, alert, delivery, opened, signal, telling

if TYPE_CHECKING:
    from service.model.entry import StoredEntry

DAY = timedelta(days=1)


def with_entries(store: SqlStore, ages: list[int]) -> list[StoredEntry]:
    """One feed, and an entry of each age in days, each with a mention and an earlier revision."""
    store.write(lambda tx: tx.feeds.sync([FEED], NOW))
    feed = store.read(lambda tx: tx.feeds.all())[0].id
    made = []
    for number, age in enumerate(ages):
        entry = replace(ENTRY, id=f"e{number}", key=f"e{number}")
        (stored,) = added(store, feed, entry, now=NOW - age * DAY)
        store.write(lambda tx, stored=stored: tx.entries.add_mentions([(stored, [MENTION])]))  # type: ignore[misc]
        store.write(lambda tx, stored=stored, entry=entry: tx.entries.revise(stored, entry, NOW))  # type: ignore[misc]
        made.append(stored)
    return made


def kept(store: SqlStore) -> set[int]:
    with store.reading() as connection:
        return set(connection.scalars(select(tables.entries.c.id)))


def test_old_entries_go_with_all_that_hangs_on_them(store: SqlStore) -> None:
    old, new = with_entries(store, [400, 1])
    assert store.write(lambda tx: tx.entries.forget(NOW - 30 * DAY)) == 1
    assert kept(store) == {new.id}
    rows = check(store).rows
    assert rows["entries"] == rows["mentions"] == rows["revisions"] == 1
    assert check(store).problems == ()
    assert old.id != new.id


def test_what_a_signal_was_told_by_or_changed_by_stays(store: SqlStore) -> None:
    told, changed, gone = with_entries(store, [400, 400, 400])
    store.write(lambda tx: tx.signals.save(opened(signal(), entry_id=told.id), telling(told.id)))
    store.write(lambda tx: tx.signals.save(opened(replace(signal(), changes=2), 2, entry_id=changed.id), None))
    store.write(lambda tx: tx.signals.save(opened(replace(signal(), changes=3), 3), None))
    store.write(lambda tx: tx.alerts.add(alert(), [delivery("a")]))
    assert store.write(lambda tx: tx.entries.forget(NOW)) == 1
    assert kept(store) == {told.id, changed.id}
    assert gone.id not in kept(store)
    assert check(store).problems == ()
    rows = check(store).rows
    assert (rows["signals"], rows["changes"], rows["tellings"], rows["alerts"], rows["deliveries"]) == (1, 3, 1, 1, 1)


def test_what_its_feed_still_holds_stays_so_that_it_does_not_come_as_new(store: SqlStore) -> None:
    held, _gone = with_entries(store, [400, 400])
    feed = store.read(lambda tx: tx.feeds.all())[0].id
    store.write(lambda tx: tx.feeds.save(feed, FeedState(last_keys=("e0", "other"))))
    assert store.write(lambda tx: tx.entries.forget(NOW)) == 1
    assert kept(store) == {held.id}


@given(ages=st.lists(st.integers(0, 20), min_size=1, max_size=8), resting=st.sets(st.integers(0, 7)), days=st.integers(0, 20))
@settings(max_examples=25, deadline=None)
def test_exactly_the_old_ones_that_nothing_rests_on_go(ages: list[int], resting: set[int], days: int) -> None:
    store = SqlStore("sqlite://")
    store.upgrade()
    entries = with_entries(store, ages)
    for number in resting & set(range(len(entries))):
        one = replace(signal(f"s{number}"), id=f"s{number}")
        found = telling(entries[number].id)
        store.write(lambda tx, one=one, found=found: tx.signals.save(opened(one, entry_id=found.entry_id), found))  # type: ignore[misc]
    store.write(lambda tx: tx.entries.forget(NOW - days * DAY))
    assert kept(store) == {entry.id for n, entry in enumerate(entries) if n in resting or ages[n] <= days}
    assert check(store).problems == ()
    store.close()
