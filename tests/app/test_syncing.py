"""The feeds of the settings in the database: what a shorter poll.every does to checks that were set before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from service.app.syncing import take_over
from service.config import load_config
from service.model.entry import Feed, FeedState
from service.store.database import SqlStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from service.config import Config
    from service.model.rows import Transaction

NOW = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEEDS = 'feeds: [{name: a, url: "https://a.example/"}, {name: b, url: "https://b.example/", enabled: false}]\n'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = SqlStore(f"sqlite:///{tmp_path}/thaw.db")
    made.upgrade()
    yield made
    made.close()


def every(folder: Path, text: str) -> Config:
    path = folder / "config.yaml"
    path.write_text(f"poll: {{every: {text}}}\n{FEEDS}")
    return load_config(path, {})


def polled(store: SqlStore, interval: timedelta) -> None:
    """Each feed was read at NOW, and is to be read again after the interval."""
    state = FeedState(outcome="ok", last_checked=NOW, interval=interval, next_check=NOW + interval, polls=1)

    def save(tx: Transaction) -> None:
        for known in tx.feeds.all():
            tx.feeds.save(known.id, state)

    store.write(save)


def gaps(store: SqlStore) -> dict[str, timedelta]:
    return {
        each.feed.name: each.state.next_check - NOW for each in store.read(lambda tx: tx.feeds.all()) if each.state.next_check
    }


def test_a_shorter_gap_holds_at_once_and_no_feed_that_is_off_is_touched(store: SqlStore, tmp_path: Path) -> None:
    slow, fast = every(tmp_path, "1h"), every(tmp_path, "1m")
    store.write(lambda tx: take_over(tx, slow, NOW))
    polled(store, HOUR)
    store.write(lambda tx: take_over(tx, fast, NOW))
    assert timedelta(minutes=1) <= gaps(store)["a"] <= timedelta(minutes=1) * 1.1
    assert gaps(store)["b"] == HOUR


def test_the_same_or_a_longer_gap_leaves_what_was_set(store: SqlStore, tmp_path: Path) -> None:
    slow, slower = every(tmp_path, "1h"), every(tmp_path, "2h")
    store.write(lambda tx: take_over(tx, slow, NOW))
    polled(store, HOUR)
    for config in (slow, slower):
        store.write(lambda tx, config=config: take_over(tx, config, NOW))  # type: ignore[misc]
        assert set(gaps(store).values()) == {HOUR}
    # What is shortened again counts from the last setting, not from the first.
    store.write(lambda tx: take_over(tx, slow, NOW))
    assert set(gaps(store).values()) == {HOUR}


def test_a_database_of_before_is_left_as_it_is(store: SqlStore, tmp_path: Path) -> None:
    config = every(tmp_path, "1m")
    store.write(lambda tx: tx.feeds.sync(config.feeds, NOW))
    polled(store, HOUR)
    store.write(lambda tx: take_over(tx, config, NOW))
    assert set(gaps(store).values()) == {HOUR}


def test_feeds_that_are_enabled_are_counted_whoever_named_them(store: SqlStore, tmp_path: Path) -> None:
    config = every(tmp_path, "1m")
    assert store.write(lambda tx: take_over(tx, config, NOW)) == 1
    store.write(lambda tx: tx.feeds.add(Feed(name="c", url="https://c.example/", origin="command"), NOW))
    assert store.write(lambda tx: take_over(tx, config, NOW)) == 2
